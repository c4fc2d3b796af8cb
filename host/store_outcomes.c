/* store_outcomes.c - what came true of a run that was kept?
 *
 * Format 2 of the store has a table for it.  A store of format 1 is read as it is; it becomes format 2 when the first outcome
 * is written, in the same transaction.  Outcomes go when their run goes.  Cost: one row an outcome. */
#include "host/store_parts.h"

#include "base/fail.h"
#include "host/clock.h"

#include <string.h>

enum { COLUMNS = 3 };

const char *const store_outcomes_sql =
  "CREATE TABLE outcomes (run TEXT NOT NULL, gate TEXT NOT NULL,"
  " came INTEGER NOT NULL CHECK (came IN (0, 1)), told TEXT NOT NULL, PRIMARY KEY (run, gate)) STRICT;"
  "CREATE TRIGGER outcomes_go AFTER DELETE ON runs BEGIN DELETE FROM outcomes WHERE run = OLD.id; END;"
  "PRAGMA user_version = 2;";

/* Does the query (about the text, which may be NULL) find anything? */
static ent_status finds(host_store *store, const char *sql, const char *text, bool *has, ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  ent_status status = store_prepare(store, sql, &text, text ? 1 : 0, &statement, err);
  if (status != ENT_OK) return status;
  const int code = sqlite3_step(statement);
  if (code != SQLITE_ROW && code != SQLITE_DONE) status = store_fail(store, err);
  sqlite3_finalize(statement);
  if (status == ENT_OK) *has = code == SQLITE_ROW;
  return status;
}

static ent_status has_table(host_store *store, bool *has, ent_error *err)
{
  return finds(store, "SELECT 1 FROM sqlite_schema WHERE name = 'outcomes'", NULL, has, err);
}

static ent_status put_one(host_store *store, const char *run, const char *now, const host_outcome *o, ent_error *err)
{
  const char *const text[COLUMNS] = {run, o->gate, now};
  sqlite3_stmt *statement = NULL;
  const ent_status status =
    store_prepare(store,
                  o->came ? "INSERT INTO outcomes (run, gate, told, came) VALUES (?1, ?2, ?3, 1)"
                          : "INSERT INTO outcomes (run, gate, told, came) VALUES (?1, ?2, ?3, 0)",
                  text, COLUMNS, &statement, err);
  return status == ENT_OK ? store_finish(store, statement, NULL, err) : status;
}

static ent_status replace(host_store *store, const char *run, const host_outcome *outcome, int outcomes, ent_error *err)
{
  char now[24];
  bool kept = false, has = false;
  sqlite3_stmt *statement = NULL;
  host_now(now);
  ent_status status = finds(store, "SELECT 1 FROM runs WHERE id = ?1", run, &kept, err);
  if (status == ENT_OK && !kept) status = store_unknown(run, err);
  if (status == ENT_OK) status = has_table(store, &has, err);
  if (status == ENT_OK && !has) status = store_run(store, store_outcomes_sql, err);
  if (status == ENT_OK) status = store_prepare(store, "DELETE FROM outcomes WHERE run = ?1", &run, 1, &statement, err);
  if (status == ENT_OK) status = store_finish(store, statement, NULL, err);
  for (int i = 0; status == ENT_OK && i < outcomes; i++) status = put_one(store, run, now, &outcome[i], err);
  return status;
}

ent_status host_store_resolve(host_store *store, const char *run, const host_outcome *outcome, int outcomes,
                              ent_error *err)
{
  ent_status status = store_run(store, "BEGIN IMMEDIATE", err);
  if (status != ENT_OK) return status;
  status = replace(store, run, outcome, outcomes, err);
  if (status == ENT_OK) status = store_run(store, "COMMIT", err);
  if (status != ENT_OK) store_run(store, "ROLLBACK", NULL);
  return status;
}

ent_status host_store_outcomes(host_store *store, const char *run, bool (*each)(void *ctx, const host_outcome *outcome),
                               void *ctx, ent_error *err)
{
  const char *const wanted = run ? run : "";
  bool has = false, more = true;
  sqlite3_stmt *statement = NULL;
  ent_status status = has_table(store, &has, err);
  if (status != ENT_OK || !has) return status;
  status = store_prepare(
    store, "SELECT run, gate, told, came FROM outcomes WHERE ?1 = '' OR run = ?1 ORDER BY run DESC, rowid", &wanted, 1,
    &statement, err);
  if (status != ENT_OK) return status;
  int code = SQLITE_DONE;
  while (more && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    const host_outcome outcome = {.run = (const char *)sqlite3_column_text(statement, 0),
                                  .gate = (const char *)sqlite3_column_text(statement, 1),
                                  .told = (const char *)sqlite3_column_text(statement, 2),
                                  .came = sqlite3_column_int(statement, 3) != 0};
    if (!outcome.run || !outcome.gate || !outcome.told) {
      status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the outcomes.");
      break;
    }
    more = each(ctx, &outcome);
  }
  if (status == ENT_OK && code != SQLITE_ROW && code != SQLITE_DONE) status = store_fail(store, err);
  sqlite3_finalize(statement);
  return status;
}
