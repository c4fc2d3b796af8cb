/* load.h - from a scenario's file name to a sealed scenario, or to everything that is wrong with it. */
#ifndef ENT_HOST_LOAD_H
#define ENT_HOST_LOAD_H

#include "entente/model.h"
#include "host/csv.h"
#include "host/file.h"

#define HOST_PROBLEMS_MAX 64

/* One thing that is wrong, and in which file. */
typedef struct host_problem {
  char file[HOST_PATH_MAX]; /* as a person would open it; "" when it is in no file */
  ent_error error;
} host_problem;

/* A table that was read: what the scenario calls it, its file as the scenario names it, and the hash of its bytes. */
typedef struct host_table_seen {
  char name[ENT_PATH_MAX], file[HOST_PATH_MAX];
  uint8_t sha256[32];
} host_table_seen;

/* What was loaded.  The scenario lives until host_load_free. */
typedef struct host_load {
  ent_scenario *scenario; /* NULL when there are problems */
  host_text text;         /* the scenario's text, to show lines of; data is NULL when it could not be read */
  char path[HOST_PATH_MAX];
  int problems; /* how many were found; only the first HOST_PROBLEMS_MAX are kept */
  host_problem *problem;
  int tables; /* read from files; a snapshot brings its own along */
  host_table_seen *table;
  ent_builder *builder; /* owned */
} host_load;

/* Reads the scenario at path ("-": standard input; YAML, JSON or a snapshot), the tables it names, applies the changes
 * ("path=value", as given to --set, in order) and seals.
 * Returns ENT_OK or the code of the first problem; *out is filled in either case and must be freed. */
ent_status host_load_scenario(const char *path, const char *const *change, int changes, const ent_allocator *memory,
                              host_load *out);
/* The same as one of the scenario's views sees it (NULL: the author); the changes are set after the view's; sealed in the
 * language of the words (NULL: English). */
ent_status host_load_view(const char *path, const char *view, const char *const *change, int changes,
                          const ent_words *words, const ent_allocator *memory, host_load *out);
void host_load_free(host_load *load);

/* The same for a text that stands in no file, for example one that somebody sends. */
typedef struct host_source {
  const char *path; /* the file, or the name that tables' paths are seen from */
  const char *text; /* NULL: read the file */
  size_t size;
  const char *view;                              /* as host_load_view */
  const ent_words *words;                        /* as host_load_view */
  bool (*may_open)(void *ctx, const char *path); /* may this table be read?  NULL: every one */
  void *ctx;
} host_source;
ent_status host_load_source(const host_source *from, const char *const *change, int changes,
                            const ent_allocator *memory, host_load *out);

/* Reads one table from a CSV file. Errors: those of host_file_read and host_csv_read. */
ent_status host_load_table(const char *path, host_table *out, ent_error *err);

#endif
