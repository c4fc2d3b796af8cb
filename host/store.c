/* store.c - when is a file a store that can be trusted, and when is a run really in it?
 *
 * The file says whose it is (application_id), of which format (user_version), and passes SQLite's integrity check; else it
 * is refused and stays as it is.  One file with a rollback journal: a transaction is whole or not there after a crash, and
 * synchronous = EXTRA has the journal's removal on the disk as well before a commit returns.
 * Cost: opening reads the whole file once.  Source: sqlite.org/atomiccommit.html, sqlite.org/pragma.html. */
#include "host/store_parts.h"

#include "base/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define APPLICATION 0x454E5445 /* "ENTE" */
#define BUSY_MILLISECONDS 5000

static const char *const tables = "CREATE TABLE runs ("
                                  " id TEXT PRIMARY KEY, scenario TEXT NOT NULL, title TEXT NOT NULL,"
                                  " question TEXT NOT NULL, file TEXT NOT NULL, view TEXT NOT NULL,"
                                  " changes TEXT NOT NULL, inputs_sha256 TEXT NOT NULL, summary TEXT NOT NULL,"
                                  " note TEXT NOT NULL, started TEXT NOT NULL, seed TEXT NOT NULL,"
                                  " draws INTEGER NOT NULL, study_draws INTEGER NOT NULL, seconds REAL NOT NULL,"
                                  " edited INTEGER NOT NULL, answer TEXT NOT NULL, manifest TEXT NOT NULL,"
                                  " snapshot BLOB NOT NULL) STRICT;"
                                  "CREATE INDEX runs_by_scenario ON runs (scenario, id);"
                                  "CREATE TABLE drafts ("
                                  " name TEXT PRIMARY KEY, base TEXT NOT NULL, text TEXT NOT NULL,"
                                  " modified TEXT NOT NULL) STRICT;"
                                  "PRAGMA application_id = 1162761285;"; /* APPLICATION */

/* ---- errors and statements ---------------------------------------------------------------------------------- */

static ent_status fail_store(const char *path, ent_status code, const char *why, ent_error *err)
{
  return ent_fail_join(err, code, 0, 0, "", "The store \"", path, "\" ", why, (char *)NULL);
}

/* SQLite says of some requests that were refused that reading or writing failed. */
static bool lacks_memory(sqlite3 *db)
{
  const int code = db ? sqlite3_extended_errcode(db) : SQLITE_NOMEM;
  return (code & 0xFF) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM;
}

ent_status store_fail(const host_store *store, ent_error *err)
{
  if (lacks_memory(store->db)) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the store.");
  switch (sqlite3_errcode(store->db) & 0xFF) {
  case SQLITE_CORRUPT: return fail_store(store->path, ENT_CORRUPT, "is damaged; it was left as it is.", err);
  case SQLITE_NOTADB: return fail_store(store->path, ENT_CORRUPT, "is no SQLite database; it was left as it is.", err);
  case SQLITE_BUSY:
  case SQLITE_LOCKED: return fail_store(store->path, ENT_IO, "has been in use by another program for 5 s.", err);
  case SQLITE_FULL: return fail_store(store->path, ENT_IO, "cannot grow: the disk is full.", err);
  case SQLITE_READONLY: return fail_store(store->path, ENT_IO, "may not be written.", err);
  case SQLITE_CANTOPEN: return fail_store(store->path, ENT_IO, "cannot be opened for writing.", err);
  default: break;
  }
  return ent_fail_join(err, ENT_IO, 0, 0, "", "The store \"", store->path,
                       "\" cannot be used: ", sqlite3_errmsg(store->db), ".", (char *)NULL);
}

ent_status store_prepare(host_store *store, const char *sql, const char *const *text, int texts, sqlite3_stmt **out,
                         ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) != SQLITE_OK) return store_fail(store, err);
  for (int i = 0; i < texts; i++) {
    if (sqlite3_bind_text(statement, i + 1, text[i], -1, SQLITE_STATIC) == SQLITE_OK) continue;
    const ent_status status = store_fail(store, err);
    sqlite3_finalize(statement);
    return status;
  }
  *out = statement;
  return ENT_OK;
}

ent_status store_finish(host_store *store, sqlite3_stmt *statement, int *changed, ent_error *err)
{
  ent_status status = ENT_OK;
  if (sqlite3_step(statement) != SQLITE_DONE) status = store_fail(store, err);
  if (status == ENT_OK && changed) *changed = sqlite3_changes(store->db);
  sqlite3_finalize(statement);
  return status;
}

char *store_copy(sqlite3_stmt *statement, int columns, const char **const text[])
{
  size_t size = 1;
  for (int i = 0; i < columns; i++) size += (size_t)sqlite3_column_bytes(statement, i) + 1;
  char *const block = calloc(size, 1);
  char *at = block;
  for (int i = 0; block && i < columns; i++) {
    const char *const from = (const char *)sqlite3_column_text(statement, i);
    const size_t length = (size_t)sqlite3_column_bytes(statement, i);
    *text[i] = at;
    if (from) memcpy(at, from, length);
    at += length + 1;
  }
  return block;
}

/* ---- opening --------------------------------------------------------------------------------------------------- */

ent_status store_run(host_store *store, const char *sql, ent_error *err)
{
  return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ? ENT_OK : store_fail(store, err);
}

/* The first column of the first row. */
static ent_status ask_whole(host_store *store, const char *sql, int64_t *value, ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  ent_status status = store_prepare(store, sql, NULL, 0, &statement, err);
  if (status != ENT_OK) return status;
  if (sqlite3_step(statement) == SQLITE_ROW)
    *value = sqlite3_column_int64(statement, 0);
  else
    status = store_fail(store, err);
  sqlite3_finalize(statement);
  return status;
}

/* A file of no bytes becomes a store; of two programs that find it so, the second finds it made. */
static ent_status make_tables(host_store *store, ent_error *err)
{
  ent_status status = store_run(store, "BEGIN IMMEDIATE", err);
  if (status != ENT_OK) return status;
  int64_t known = 0;
  status = ask_whole(store, "SELECT count(*) FROM sqlite_schema", &known, err);
  if (status == ENT_OK && known == 0) status = store_run(store, tables, err);
  if (status == ENT_OK && known == 0) status = store_run(store, store_outcomes_sql, err);
  if (status == ENT_OK) status = store_run(store, "COMMIT", err);
  if (status != ENT_OK) store_run(store, "ROLLBACK", NULL);
  return status;
}

static ent_status check_whole(host_store *store, ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  ent_status status = store_prepare(store, "PRAGMA integrity_check(1)", NULL, 0, &statement, err);
  if (status != ENT_OK) return status;
  if (sqlite3_step(statement) != SQLITE_ROW) {
    status = store_fail(store, err);
  } else {
    const char *const says = (const char *)sqlite3_column_text(statement, 0);
    if (!says || strcmp(says, "ok") != 0)
      status = fail_store(store->path, ENT_CORRUPT, "is damaged; it was left as it is.", err);
  }
  sqlite3_finalize(statement);
  return status;
}

static ent_status check_format(host_store *store, ent_error *err)
{
  int64_t application = 0, format = 0;
  ent_status status = ask_whole(store, "PRAGMA application_id", &application, err);
  if (status == ENT_OK) status = ask_whole(store, "PRAGMA user_version", &format, err);
  if (status != ENT_OK) return status;
  if (application != APPLICATION)
    return fail_store(store->path, ENT_CORRUPT, "is a database of another program; it was left as it is.", err);
  if (format == 1 || format == HOST_STORE_FORMAT) return check_whole(store, err);
  char has[32];
  snprintf(has, sizeof has, "%lld", (long long)format);
  return ent_fail_join(err, ENT_VERSION, 0, 0, "", "The store \"", store->path, "\" has format ", has,
                       "; this entente reads formats 1 and 2.", (char *)NULL);
}

/* Makes the folders above a file, for this user alone. */
static void make_folders(const char *path)
{
  char part[HOST_PATH_MAX];
  for (size_t i = 1; i < sizeof part && path[i]; i++) {
    if (path[i] != '/') continue;
    memcpy(part, path, i);
    part[i] = '\0';
    mkdir(part, 0700);
  }
}

/* The file is there, or made empty and for this user alone.  What cannot be made is told by whoever opens it. */
static void make_file(const char *path)
{
  make_folders(path);
  const int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) close(fd);
}

static ent_status open_database(host_store *store, ent_error *err)
{
  make_file(store->path);
  if (sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_FULLMUTEX, NULL) != SQLITE_OK) {
    if (lacks_memory(store->db)) return store_fail(store, err);
    return ent_fail_join(err, ENT_IO, 0, 0, "", "Cannot open the store \"", store->path,
                         "\": ", strerror(sqlite3_system_errno(store->db)), ".", (char *)NULL);
  }
  sqlite3_busy_timeout(store->db, BUSY_MILLISECONDS);
  ent_status status = store_run(store,
                                "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                                "PRAGMA synchronous = EXTRA;",
                                err);
  int64_t pages = 0;
  if (status == ENT_OK) status = ask_whole(store, "PRAGMA page_count", &pages, err);
  if (status == ENT_OK && pages == 0) status = make_tables(store, err);
  return status == ENT_OK ? check_format(store, err) : status;
}

ent_status host_store_open(const char *path, host_store **store, ent_error *err)
{
  if (!path[0] || strlen(path) >= HOST_PATH_MAX - 16)
    return ent_fail(err, ENT_LIMIT, "", "The path of the store is empty or too long.");
  host_store *const s = calloc(1, sizeof *s);
  if (!s) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the store.");
  memcpy(s->path, path, strlen(path) + 1);
  const ent_status status = open_database(s, err);
  if (status == ENT_OK)
    *store = s;
  else
    host_store_close(s);
  return status;
}

void host_store_close(host_store *store)
{
  if (!store) return;
  sqlite3_close(store->db);
  free(store);
}

ent_status host_store_default_path(char out[HOST_PATH_MAX], ent_error *err)
{
  const char *const data = getenv("XDG_DATA_HOME"), *const home = getenv("HOME");
  const bool has_data = data && data[0] == '/'; /* a relative one is to be ignored: XDG Base Directory Specification */
  if (!has_data && !(home && home[0]))
    return ent_fail(err, ENT_ARGUMENT, "",
                    "There is no place for runs: set HOME or XDG_DATA_HOME, or name a file with --store FILE.");
  char path[HOST_PATH_MAX];
  const int size =
    snprintf(path, sizeof path, "%s%s/entente/runs.db", has_data ? data : home, has_data ? "" : "/.local/share");
  if (size < 0 || size >= HOST_PATH_MAX - 16)
    return ent_fail(err, ENT_LIMIT, "", "The path of the store is empty or too long.");
  memcpy(out, path, (size_t)size + 1);
  return ENT_OK;
}

/* ---- names ---------------------------------------------------------------------------------------------------------- */

/* Day and time, then the second's part in 2^-24, about 60 ns: names sort as the runs began, and two programs that begin in
 * one second differ as surely as by chance. */
ent_status host_run_id(char out[HOST_RUN_ID], ent_error *err)
{
  struct timespec now;
  struct tm parts;
  char start[HOST_RUN_ID];
  if (clock_gettime(CLOCK_REALTIME, &now) != 0 || !gmtime_r(&now.tv_sec, &parts) ||
      strftime(start, sizeof start, "%Y%m%d-%H%M%S", &parts) == 0)
    return ent_fail(err, ENT_IO, "", "The system gives no time for the name of a run.");
  const unsigned part = (unsigned)(((uint64_t)now.tv_nsec << 24) / 1000000000u);
  snprintf(out, HOST_RUN_ID, "%.15s-%06x", start, part);
  return ENT_OK;
}
