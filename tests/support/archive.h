/* archive.h - a reader of ZIP archives (PKWARE APPNOTE 6.3) for tests: everything that is said twice must agree. */
#ifndef ENT_TEST_SUPPORT_ARCHIVE_H
#define ENT_TEST_SUPPORT_ARCHIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define ARCHIVE_FILES_MAX 64
#define ARCHIVE_NAME_MAX 512

typedef struct archive {
  int files;
  struct {
    char name[ARCHIVE_NAME_MAX];
    uint8_t *data; /* unpacked, closed by a NUL that size does not count */
    size_t size;
    bool stored;
  } file[ARCHIVE_FILES_MAX];
} archive;

/* Reads the whole archive; NULL when it is sound, else what is wrong.  The caller closes in either case. */
const char *archive_open(const void *data, size_t size, archive *out);
void archive_close(archive *a);
/* Index of a file; -1 when there is none of that name. */
int archive_find(const archive *a, const char *name);

#endif
