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

/* What was loaded.  The scenario lives until host_load_free. */
typedef struct host_load {
  ent_scenario *scenario; /* NULL when there are problems */
  host_text text;         /* the scenario's text, to show lines of; data is NULL when it could not be read */
  char path[HOST_PATH_MAX];
  int problems; /* how many were found; only the first HOST_PROBLEMS_MAX are kept */
  host_problem *problem;
  ent_builder *builder; /* owned */
} host_load;

/* Reads the scenario at path ("-": standard input; YAML, JSON or a snapshot), the tables it names, applies the changes
 * ("path=value", as given to --set, in order) and seals.
 * Returns ENT_OK or the code of the first problem; *out is filled in either case and must be freed. */
ent_status host_load_scenario(const char *path, const char *const *change, int changes, const ent_allocator *memory,
                              host_load *out);
/* The same as one of the scenario's views sees it (NULL: the author); the changes are set after the view's. */
ent_status host_load_view(const char *path, const char *view, const char *const *change, int changes,
                          const ent_allocator *memory, host_load *out);
void host_load_free(host_load *load);

/* Reads one table from a CSV file. Errors: those of host_file_read and host_csv_read. */
ent_status host_load_table(const char *path, host_table *out, ent_error *err);

#endif
