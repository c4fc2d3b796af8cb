/* store_runs.c - one row a run: how does it get in, and out again?
 *
 * One INSERT is one transaction, so a run is whole or not there.  The columns stand once, in the order of the list below;
 * those of a list leave out what is long.  Cost: two or three waits for the disk to put a run. */
#include "host/store_parts.h"

#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

/* Texts of a run.  The last two are not in a list. */
#define TEXTS(X) \
  X(id)          \
  X(scenario)    \
  X(title)       \
  X(question) X(file) X(view) X(changes) X(inputs_sha256) X(summary) X(note) X(started) X(seed) X(answer) X(manifest)
#define X(name) +1
enum { TEXT_COLUMNS = TEXTS(X), LIST_COLUMNS = TEXT_COLUMNS - 2 };
#undef X

#define SHORT_TEXTS "id, scenario, title, question, file, view, changes, inputs_sha256, summary, note, started, seed"
#define NUMBERS "draws, study_draws, seconds, edited"

ent_status store_unknown(const char *id, ent_error *err)
{
  return ent_fail_join(err, ENT_REFERENCE, 0, 0, "", "The store has no run \"", id, "\".", (char *)NULL);
}

/* Reads a row of texts, then numbers.  False: no memory. */
static bool read_row(sqlite3_stmt *statement, int texts, host_run *run)
{
#define X(name) &run->name,
  const char **const text[] = {TEXTS(X)};
#undef X
  run->answer = run->manifest = "";
  run->memory = store_copy(statement, texts, text);
  if (!run->memory) return false;
  run->draws = (uint64_t)sqlite3_column_int64(statement, texts);
  run->study_draws = (uint64_t)sqlite3_column_int64(statement, texts + 1);
  run->seconds = sqlite3_column_double(statement, texts + 2);
  run->edited = sqlite3_column_int(statement, texts + 3) != 0;
  return true;
}

ent_status host_store_put(host_store *store, const host_run *run, ent_error *err)
{
#define X(name) run->name,
  const char *const text[] = {TEXTS(X)};
#undef X
  sqlite3_stmt *statement = NULL;
  ent_status status = store_prepare(store,
                                    "INSERT INTO runs (" SHORT_TEXTS ", answer, manifest, " NUMBERS ", snapshot)"
                                    " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)",
                                    text, TEXT_COLUMNS, &statement, err);
  if (status != ENT_OK) return status;
  sqlite3_bind_int64(statement, 15, (sqlite3_int64)run->draws);
  sqlite3_bind_int64(statement, 16, (sqlite3_int64)run->study_draws);
  sqlite3_bind_double(statement, 17, run->seconds);
  sqlite3_bind_int(statement, 18, run->edited ? 1 : 0);
  if (sqlite3_bind_blob64(statement, 19, run->snapshot, run->snapshot_size, SQLITE_STATIC) != SQLITE_OK) {
    status = store_fail(store, err);
    sqlite3_finalize(statement);
    return status;
  }
  if (sqlite3_step(statement) != SQLITE_DONE) {
    const bool taken = sqlite3_extended_errcode(store->db) == SQLITE_CONSTRAINT_PRIMARYKEY;
    status =
      taken ? ent_fail_join(err, ENT_ARGUMENT, 0, 0, "", "The store has a run \"", run->id, "\" already.", (char *)NULL)
            : store_fail(store, err);
  }
  sqlite3_finalize(statement);
  return status;
}

/* The row that the statement stands on, with its snapshot. */
static ent_status take_row(sqlite3_stmt *statement, host_run *out, ent_error *err)
{
  host_run run;
  memset(&run, 0, sizeof run);
  if (!read_row(statement, TEXT_COLUMNS, &run)) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.");
  const void *const blob = sqlite3_column_blob(statement, TEXT_COLUMNS + 4);
  run.snapshot_size = (size_t)sqlite3_column_bytes(statement, TEXT_COLUMNS + 4);
  void *const copy = malloc(run.snapshot_size + 1);
  if (!copy) {
    free(run.memory);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.");
  }
  if (blob) memcpy(copy, blob, run.snapshot_size);
  run.snapshot = copy;
  *out = run;
  return ENT_OK;
}

/* Steps to the run that is meant: the one of that id comes first; else there must be no second. */
static ent_status step_to(host_store *store, sqlite3_stmt *statement, const char *id, ent_error *err)
{
  const int code = sqlite3_step(statement);
  if (code == SQLITE_DONE) return store_unknown(id, err);
  return code == SQLITE_ROW ? ENT_OK : store_fail(store, err);
}

ent_status host_store_get(host_store *store, const char *id, host_run *out, ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  ent_status status = store_prepare(store,
                                    "SELECT " SHORT_TEXTS ", answer, manifest, " NUMBERS ", snapshot FROM runs"
                                    " WHERE id = ?1 OR (length(?1) >= 4 AND"
                                    " (substr(id, 1, length(?1)) = ?1 OR substr(id, -length(?1)) = ?1))"
                                    " ORDER BY id = ?1 DESC LIMIT 2",
                                    &id, 1, &statement, err);
  if (status != ENT_OK) return status;
  host_run run;
  status = step_to(store, statement, id, err);
  if (status == ENT_OK) status = take_row(statement, &run, err);
  if (status == ENT_OK && strcmp(run.id, id) != 0 && sqlite3_step(statement) == SQLITE_ROW) {
    status = ent_fail_join(err, ENT_REFERENCE, 0, 0, "", "Several runs have \"", id, "\" at an end of their names.",
                           (char *)NULL);
    host_run_free(&run);
  }
  sqlite3_finalize(statement);
  if (status == ENT_OK) *out = run;
  return status;
}

void host_run_free(host_run *run)
{
  free(run->memory);
  free((void *)run->snapshot);
  memset(run, 0, sizeof *run);
}

ent_status host_store_list(host_store *store, const char *scenario, uint64_t limit,
                           bool (*each)(void *ctx, const host_run *run), void *ctx, ent_error *err)
{
  const char *const wanted = scenario ? scenario : "";
  sqlite3_stmt *statement = NULL;
  ent_status status = store_prepare(store,
                                    "SELECT " SHORT_TEXTS ", " NUMBERS " FROM runs WHERE ?1 = '' OR scenario = ?1"
                                    " ORDER BY id DESC LIMIT ?2",
                                    &wanted, 1, &statement, err);
  if (status != ENT_OK) return status;
  sqlite3_bind_int64(statement, 2, limit > INT64_MAX ? INT64_MAX : (sqlite3_int64)limit);
  int code = SQLITE_DONE;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    host_run run;
    memset(&run, 0, sizeof run);
    if (!read_row(statement, LIST_COLUMNS, &run)) {
      status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.");
      break;
    }
    const bool more = each(ctx, &run);
    host_run_free(&run);
    if (!more) break;
  }
  if (code != SQLITE_ROW && code != SQLITE_DONE) status = store_fail(store, err);
  sqlite3_finalize(statement);
  return status;
}

ent_status host_store_delete(host_store *store, const char *id, ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  int changed = 0;
  ent_status status = store_prepare(store, "DELETE FROM runs WHERE id = ?1", &id, 1, &statement, err);
  if (status == ENT_OK) status = store_finish(store, statement, &changed, err);
  return status == ENT_OK && changed == 0 ? store_unknown(id, err) : status;
}

ent_status host_store_note(host_store *store, const char *id, const char *note, ent_error *err)
{
  const char *const text[] = {id, note};
  sqlite3_stmt *statement = NULL;
  int changed = 0;
  ent_status status = store_prepare(store, "UPDATE runs SET note = ?2 WHERE id = ?1", text, 2, &statement, err);
  if (status == ENT_OK) status = store_finish(store, statement, &changed, err);
  return status == ENT_OK && changed == 0 ? store_unknown(id, err) : status;
}
