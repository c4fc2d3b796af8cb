/* store_drafts.c - texts of scenarios that somebody is writing: kept beside the runs, so that no file of theirs is touched.
 * Cost: one row a draft. */
#include "host/store_parts.h"

#include "base/fail.h"
#include "host/clock.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 4 };

bool host_draft_named(const char *name)
{
  static const char *const allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
  const size_t size = strspn(name, allowed);
  return size >= 1 && size <= HOST_NAME_MAX && name[size] == '\0';
}

static ent_status fail_unknown(const char *name, ent_error *err)
{
  return ent_fail_join(err, ENT_REFERENCE, 0, 0, "", "The store has no draft \"", name, "\".", (char *)NULL);
}

ent_status host_store_put_draft(host_store *store, const host_draft *draft, ent_error *err)
{
  if (!host_draft_named(draft->name))
    return ent_fail(err, ENT_ARGUMENT, "name", "The name of a draft is 1 to 64 letters, digits, '_' or '-'.");
  char now[24];
  host_now(now);
  const char *const text[COLUMNS] = {draft->name, draft->base, draft->text, now};
  sqlite3_stmt *statement = NULL;
  const ent_status status =
    store_prepare(store, "INSERT OR REPLACE INTO drafts (name, base, text, modified) VALUES (?1, ?2, ?3, ?4)", text,
                  COLUMNS, &statement, err);
  return status == ENT_OK ? store_finish(store, statement, NULL, err) : status;
}

static bool read_row(sqlite3_stmt *statement, host_draft *out)
{
  host_draft draft = {.name = NULL};
  const char **const text[COLUMNS] = {&draft.name, &draft.base, &draft.text, &draft.modified};
  draft.memory = store_copy(statement, COLUMNS, text);
  if (draft.memory) *out = draft;
  return draft.memory != NULL;
}

ent_status host_store_get_draft(host_store *store, const char *name, host_draft *out, ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  ent_status status =
    store_prepare(store, "SELECT name, base, text, modified FROM drafts WHERE name = ?1", &name, 1, &statement, err);
  if (status != ENT_OK) return status;
  const int code = sqlite3_step(statement);
  if (code == SQLITE_DONE)
    status = fail_unknown(name, err);
  else if (code != SQLITE_ROW)
    status = store_fail(store, err);
  else if (!read_row(statement, out))
    status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the draft.");
  sqlite3_finalize(statement);
  return status;
}

void host_draft_free(host_draft *draft)
{
  free(draft->memory);
  memset(draft, 0, sizeof *draft);
}

ent_status host_store_list_drafts(host_store *store, bool (*each)(void *ctx, const host_draft *draft), void *ctx,
                                  ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  ent_status status = store_prepare(store, "SELECT name, base, text, modified FROM drafts ORDER BY modified DESC, name",
                                    NULL, 0, &statement, err);
  if (status != ENT_OK) return status;
  int code = SQLITE_DONE;
  while (status == ENT_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    host_draft draft;
    if (!read_row(statement, &draft)) {
      status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the draft.");
      break;
    }
    const bool more = each(ctx, &draft);
    host_draft_free(&draft);
    if (!more) break;
  }
  if (code != SQLITE_ROW && code != SQLITE_DONE) status = store_fail(store, err);
  sqlite3_finalize(statement);
  return status;
}

ent_status host_store_delete_draft(host_store *store, const char *name, ent_error *err)
{
  sqlite3_stmt *statement = NULL;
  int changed = 0;
  ent_status status = store_prepare(store, "DELETE FROM drafts WHERE name = ?1", &name, 1, &statement, err);
  if (status == ENT_OK) status = store_finish(store, statement, &changed, err);
  return status == ENT_OK && changed == 0 ? fail_unknown(name, err) : status;
}
