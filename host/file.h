/* file.h - reading a whole file, and writing one so that it is never seen half written. */
#ifndef ENT_HOST_FILE_H
#define ENT_HOST_FILE_H

#include "entente/base.h"

#include <stdio.h>

#define HOST_SCENARIO_MAX ((size_t)8 << 20) /* bytes of a scenario or a table */
#define HOST_PATH_MAX 1024                  /* bytes of a file's path, NUL included */

/* ---- reading --------------------------------------------------------------------------------------------- */

typedef struct host_text {
  char *data; /* [size + 1], closed by a NUL that size does not count */
  size_t size;
} host_text;

/* Reads the file at path ("-": standard input).  The caller frees it with host_text_free.
 * Errors: ENT_IO (with the system's reason), ENT_LIMIT (more than limit bytes), ENT_NOMEM. */
ent_status host_file_read(const char *path, size_t limit, host_text *out, ent_error *err);
void host_text_free(host_text *text);
/* Is it a regular file that begins with this text (up to 64 bytes)?  Pipes and standard input are left unread: false. */
bool host_file_begins(const char *path, const char *text);

/* Joins the folder of `beside` and the path `file` (which is taken as it is when it starts with '/'): "../data/a.csv" beside
 * "scenarios/x.yaml" is "data/a.csv", unless a symbolic link leads elsewhere.
 * Errors: ENT_LIMIT when it does not fit. */
ent_status host_path_beside(const char *beside, const char *file, char out[HOST_PATH_MAX], ent_error *err);

/* ---- writing --------------------------------------------------------------------------------------------- */

/* A file under a temporary name in the same folder; commit gives it its own name in one step (rename), discard removes
 * it.  "-" is standard output; a path that is no regular file (a pipe, /dev/null) is written directly. */
typedef struct host_output {
  FILE *stream;
  char target[HOST_PATH_MAX];
  char temporary[HOST_PATH_MAX]; /* "" when written directly */
} host_output;

/* Errors: ENT_IO, ENT_LIMIT (path too long). */
ent_status host_output_open(const char *path, host_output *out, ent_error *err);
/* Either ends the use of the output.  commit fails with ENT_IO when any byte could not be written; nothing is left. */
ent_status host_output_commit(host_output *output, ent_error *err);
void host_output_discard(host_output *output);
/* All of it at once: open, write, commit. */
ent_status host_file_write(const char *path, const void *data, size_t size, ent_error *err);

#endif
