/* store_oom_test.c - what does the store do when memory is refused, to it or to SQLite, at any moment?
 *
 * It says ENT_NOMEM, loses nothing that was acknowledged, and the file is a whole store for whoever opens it next. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "fault/heap.h"
#include "host/store.h"

#define RUNGS 20000

static char folder[64], path[80], journal[96];

/* ---- SQLite's memory comes from the same ladder ---- */

static sqlite3_mem_methods plain;

static void *sql_malloc(int size)
{
  return heap_refuses() ? NULL : plain.xMalloc(size);
}

static void *sql_realloc(void *old, int size)
{
  return heap_refuses() ? NULL : plain.xRealloc(old, size);
}

static int set_up(void **state)
{
  (void)state;
  /* A thousand stores are written, and each waits for the disk: memory will do where there is some to write to. */
  snprintf(folder, sizeof folder, "/dev/shm/entente-oom-XXXXXX");
  if (!mkdtemp(folder)) {
    snprintf(folder, sizeof folder, "/tmp/entente-oom-XXXXXX");
    if (!mkdtemp(folder)) return -1;
  }
  snprintf(path, sizeof path, "%s/runs.db", folder);
  snprintf(journal, sizeof journal, "%s-journal", path);
  if (sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plain) != SQLITE_OK) return -1;
  sqlite3_mem_methods own = plain;
  own.xMalloc = sql_malloc;
  own.xRealloc = sql_realloc;
  if (sqlite3_config(SQLITE_CONFIG_MALLOC, &own) != SQLITE_OK) return -1;
  return sqlite3_initialize() == SQLITE_OK ? 0 : -1;
}

static int clean_up(void **state)
{
  (void)state;
  unlink(path);
  unlink(journal);
  rmdir(folder);
  return 0;
}

/* ---- a day of a store ---- */

typedef struct day {
  bool run_kept, noted, resolved, draft_kept, run_deleted; /* acknowledged */
  int listed, outcomes;
} day;

static host_run a_run(const char *id)
{
  return (host_run){.id = id,
                    .scenario = "small",
                    .title = "A title",
                    .question = "A question?",
                    .file = "small.yaml",
                    .view = "",
                    .changes = "[]",
                    .inputs_sha256 = "ab",
                    .answer = "{}",
                    .summary = "{}",
                    .manifest = "{}",
                    .note = "",
                    .started = "2025-11-23T05:30:01Z",
                    .seed = "7",
                    .draws = 1,
                    .study_draws = 1,
                    .snapshot = "bytes",
                    .snapshot_size = 5};
}

static bool count_run(void *ctx, const host_run *run)
{
  day *const d = ctx;
  d->listed += run->id[0] != '\0';
  return true;
}

static bool count_draft(void *ctx, const host_draft *draft)
{
  day *const d = ctx;
  d->listed += draft->name[0] != '\0';
  return true;
}

static bool count_outcome(void *ctx, const host_outcome *outcome)
{
  day *const d = ctx;
  d->outcomes += strcmp(outcome->run, "20251123-053001-aaaaaa") == 0 && outcome->came == (outcome->gate[0] == 'c');
  return true;
}

static ent_status read_run(host_store *store, const char *id, ent_error *err)
{
  host_run run;
  const ent_status status = host_store_get(store, id, &run, err);
  if (status != ENT_OK) return status;
  assert_string_equal(run.title, "A title");
  assert_int_equal(run.snapshot_size, 5);
  host_run_free(&run);
  return ENT_OK;
}

static ent_status read_draft(host_store *store, ent_error *err)
{
  host_draft draft;
  const ent_status status = host_store_get_draft(store, "mine", &draft, err);
  if (status != ENT_OK) return status;
  assert_string_equal(draft.text, "entente: 1");
  host_draft_free(&draft);
  return ENT_OK;
}

static ent_status use(host_store *store, day *d, ent_error *err)
{
  const host_run one = a_run("20251123-053001-aaaaaa"), two = a_run("20251123-053002-bbbbbb");
  const host_outcome came[] = {{.gate = "consent", .came = true}, {.gate = "all", .came = false}};
  const host_draft draft = {.name = "mine", .base = "", .text = "entente: 1", .modified = ""};
  ent_status status = host_store_put(store, &one, err);
  d->run_kept = status == ENT_OK;
  if (status == ENT_OK) status = host_store_note(store, one.id, "a note", err);
  d->noted = status == ENT_OK;
  if (status == ENT_OK) status = read_run(store, one.id, err);
  if (status == ENT_OK) status = host_store_list(store, NULL, 10, count_run, d, err);
  if (status == ENT_OK) status = host_store_resolve(store, one.id, came, 2, err);
  d->resolved = status == ENT_OK;
  if (status == ENT_OK) status = host_store_outcomes(store, NULL, count_outcome, d, err);
  if (status == ENT_OK) status = host_store_put_draft(store, &draft, err);
  d->draft_kept = status == ENT_OK;
  if (status == ENT_OK) status = read_draft(store, err);
  if (status == ENT_OK) status = host_store_list_drafts(store, count_draft, d, err);
  if (status == ENT_OK) status = host_store_delete_draft(store, "mine", err);
  if (status == ENT_OK) d->draft_kept = false;
  if (status == ENT_OK) status = host_store_put(store, &two, err);
  if (status == ENT_OK) status = host_store_delete(store, two.id, err);
  d->run_deleted = status == ENT_OK;
  return status;
}

static ent_status live(day *d, ent_error *err)
{
  host_store *store = NULL;
  ent_status status = host_store_open(path, &store, err);
  if (status == ENT_OK)
    status = use(store, d, err);
  else
    assert_null(store);
  host_store_close(store);
  return status;
}

/* The next one to open it finds a whole store with all that was acknowledged. */
static void look_again(const day *d, long k)
{
  host_store *store = NULL;
  ent_error err = {.code = ENT_OK};
  host_run run;
  if (host_store_open(path, &store, &err) != ENT_OK) fail_msg("rung %ld left no store: %s", k, err.message);
  const bool there = host_store_get(store, "20251123-053001-aaaaaa", &run, &err) == ENT_OK;
  if (d->run_kept && !there) fail_msg("rung %ld lost a run that was kept", k);
  if (there && d->noted) assert_string_equal(run.note, "a note");
  if (there) host_run_free(&run);
  day seen = {.listed = 0};
  if (d->resolved)
    assert_int_equal(host_store_outcomes(store, "20251123-053001-aaaaaa", count_outcome, &seen, &err), ENT_OK);
  if (d->resolved) assert_int_equal(seen.outcomes, 2);
  if (d->draft_kept) assert_int_equal(read_draft(store, &err), ENT_OK);
  if (d->run_deleted) assert_int_equal(read_run(store, "20251123-053002-bbbbbb", &err), ENT_REFERENCE);
  host_store_close(store);
}

static void climb_store(bool forever)
{
  bool whole = false;
  long k = 0;
  for (; !whole; k++) {
    day d = {.listed = 0};
    ent_error err = {.code = ENT_OK};
    unlink(path);
    unlink(journal);
    heap_arm(k, forever);
    const ent_status status = live(&d, &err);
    const bool refused = atomic_load(&heap_refused) > 0;
    heap_rest();
    whole = !refused;
    if (status != ENT_OK && (status != ENT_NOMEM || err.code != ENT_NOMEM || !err.message[0]))
      fail_msg("rung %ld: %s: %s", k, ent_status_name(status), err.message);
    if (status != ENT_OK) assert_true(refused);
    if (status == ENT_OK) assert_int_equal(d.listed, 2); /* SQLite can do without some of what it asks for */
    look_again(&d, k);
    assert_true(k < RUNGS);
  }
  assert_true(k > 50); /* there was something to refuse */
}

static void test_one_refused(void **state)
{
  (void)state;
  climb_store(false);
}

static void test_all_refused_from_one_on(void **state)
{
  (void)state;
  climb_store(true);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_refused),
                                     cmocka_unit_test(test_all_refused_from_one_on)};
  return cmocka_run_group_tests(tests, set_up, clean_up);
}
