/* store_parts.h - what the files of the store share; nobody else includes it. */
#ifndef ENT_HOST_STORE_PARTS_H
#define ENT_HOST_STORE_PARTS_H

#include "host/store.h"

#include <sqlite3.h>

struct host_store {
  sqlite3 *db;
  char path[HOST_PATH_MAX];
};

/* What SQLite says went wrong last, as an error of ours. */
ent_status store_fail(const host_store *store, ent_error *err);
/* There is no run of that id. */
ent_status store_unknown(const char *id, ent_error *err);
/* Prepares a statement; texts are bound to ?1, ?2, ... in order and must live until it is finalized. */
ent_status store_prepare(host_store *store, const char *sql, const char *const *text, int texts, sqlite3_stmt **out,
                         ent_error *err);
/* Runs a statement that gives no rows, and finalizes it.  *changed (may be NULL): rows that it changed. */
ent_status store_finish(host_store *store, sqlite3_stmt *statement, int *changed, ent_error *err);
/* Runs statements that need no texts. */
ent_status store_run(host_store *store, const char *sql, ent_error *err);
/* Statements that make the table of outcomes, and the store one of format 2. */
extern const char *const store_outcomes_sql;
/* Copies of the first `columns` columns of a row, as texts, in one block that the caller frees; NULL: no memory. */
char *store_copy(sqlite3_stmt *statement, int columns, const char **const text[]);

#endif
