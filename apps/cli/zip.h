/* zip.h - several files as one (ZIP, PKWARE APPNOTE 6.3), with the same bytes from the same files. */
#ifndef ENT_CLI_ZIP_H
#define ENT_CLI_ZIP_H

#include "base/bytes.h"

#define CLI_ZIP_FILES_MAX 64

typedef struct cli_zip {
  ent_writer *out;
  ent_arena *arena; /* for packing; what is taken stays taken */
  int files;
  struct {
    const char *name; /* must live until the end */
    uint32_t crc, packed, size, at;
    bool stored;
  } file[CLI_ZIP_FILES_MAX];
} cli_zip;

void cli_zip_open(cli_zip *zip, ent_writer *out, ent_arena *arena);
/* Adds a file; more than fit are a failure of the writer. */
void cli_zip_add(cli_zip *zip, const char *name, const void *data, size_t size);
/* Writes the directory.  No memory: out->failed. */
void cli_zip_close(cli_zip *zip);

#endif
