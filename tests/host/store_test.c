/* store_test.c - the store of runs: what goes in comes out, what is no store is refused and left alone, and an acknowledged
 * run is there after kill -9 at any moment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/store.h"

#include <sqlite3.h>

static char folder[64];
static char path[128];

static int set_up(void **state)
{
  (void)state;
  memcpy(folder, "/tmp/entente-store-XXXXXX", 26);
  if (!mkdtemp(folder)) return -1;
  snprintf(path, sizeof path, "%s/runs.db", folder);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  unlink(path);
  return rmdir(folder); /* fails when a journal or anything else was left behind */
}

static host_store *open_store(void)
{
  host_store *store = NULL;
  ent_error err = {.code = ENT_OK};
  if (host_store_open(path, &store, &err) != ENT_OK) fail_msg("%s", err.message);
  return store;
}

static host_run example(const char *id)
{
  return (host_run){.id = id,
                    .scenario = "g8-return",
                    .title = "Russia back in the G8? \xE4\xBF\x84",
                    .question = "Would it?",
                    .file = "scenarios/g8-return.yaml",
                    .view = "",
                    .changes = "[]",
                    .inputs_sha256 = "00ff",
                    .answer = "{\"p\":0.5}",
                    .summary = "{}",
                    .manifest = "{\"entente\":\"0\"}",
                    .note = "",
                    .started = "2025-11-23T05:30:01Z",
                    .seed = "18446744073709551615",
                    .draws = 100000,
                    .study_draws = 4096,
                    .seconds = 1.25,
                    .edited = true,
                    .snapshot = "ENTS\0\1\2",
                    .snapshot_size = 7};
}

static void assert_same(const host_run *a, const host_run *b)
{
  assert_string_equal(a->id, b->id);
  assert_string_equal(a->scenario, b->scenario);
  assert_string_equal(a->title, b->title);
  assert_string_equal(a->question, b->question);
  assert_string_equal(a->file, b->file);
  assert_string_equal(a->view, b->view);
  assert_string_equal(a->changes, b->changes);
  assert_string_equal(a->inputs_sha256, b->inputs_sha256);
  assert_string_equal(a->summary, b->summary);
  assert_string_equal(a->note, b->note);
  assert_string_equal(a->started, b->started);
  assert_string_equal(a->seed, b->seed);
  assert_true(a->draws == b->draws && a->study_draws == b->study_draws);
  assert_true(a->seconds == b->seconds && a->edited == b->edited);
}

/* An id made of two numbers. */
static void name_run(char id[HOST_RUN_ID], int first, int second)
{
  snprintf(id, HOST_RUN_ID, "20251123-%06u-%06x", (unsigned)first % 1000000u, (unsigned)second & 0xFFFFFFu);
}

/* ---- in and out ------------------------------------------------------------------------------------------- */

static void a_run_comes_back(void **state)
{
  (void)state;
  host_store *store = open_store();
  const host_run run = example("20251123-053001-a1b2c3");
  host_run found;
  assert_int_equal(host_store_put(store, &run, NULL), ENT_OK);
  host_store_close(store);
  store = open_store();
  const char *const names[] = {run.id, "20251123-0530", "b2c3"};
  for (size_t i = 0; i < 3; i++) {
    assert_int_equal(host_store_get(store, names[i], &found, NULL), ENT_OK);
    assert_same(&found, &run);
    assert_string_equal(found.answer, run.answer);
    assert_string_equal(found.manifest, run.manifest);
    assert_int_equal(found.snapshot_size, 7);
    assert_memory_equal(found.snapshot, run.snapshot, 7);
    host_run_free(&found);
  }
  host_store_close(store);
}

static void slips_are_told(void **state)
{
  (void)state;
  host_store *store = open_store();
  const host_run run = example("20251123-053001-a1b2c3"), other = example("20251123-053001-ffffff");
  ent_error err = {.code = ENT_OK};
  host_run found;
  memset(&found, 0x5A, sizeof found);
  const host_run before = found;
  assert_int_equal(host_store_get(store, run.id, &found, &err), ENT_REFERENCE);
  assert_string_equal(err.message, "The store has no run \"20251123-053001-a1b2c3\".");
  assert_int_equal(host_store_put(store, &run, NULL), ENT_OK);
  assert_int_equal(host_store_put(store, &run, &err), ENT_ARGUMENT);
  assert_non_null(strstr(err.message, "already"));
  assert_int_equal(host_store_put(store, &other, NULL), ENT_OK);
  assert_int_equal(host_store_get(store, "20251123", &found, &err), ENT_REFERENCE);
  assert_non_null(strstr(err.message, "Several runs"));
  assert_int_equal(host_store_get(store, "202", &found, &err), ENT_REFERENCE); /* too short to mean one */
  assert_int_equal(host_store_get(store, "", &found, &err), ENT_REFERENCE);
  assert_int_equal(host_store_get(store, "%", &found, &err), ENT_REFERENCE);
  assert_memory_equal(&found, &before, sizeof found);
  assert_int_equal(host_store_delete(store, "20251123", &err), ENT_REFERENCE);
  assert_int_equal(host_store_delete(store, run.id, &err), ENT_OK);
  assert_int_equal(host_store_delete(store, run.id, &err), ENT_REFERENCE);
  assert_int_equal(host_store_note(store, run.id, "x", &err), ENT_REFERENCE);
  assert_int_equal(host_store_note(store, other.id, "checked with Ann", &err), ENT_OK);
  assert_int_equal(host_store_get(store, other.id, &found, &err), ENT_OK);
  assert_string_equal(found.note, "checked with Ann");
  host_run_free(&found);
  host_store_close(store);
}

typedef struct seen {
  int count, most;
  char id[8][HOST_RUN_ID];
} seen;

static bool see(void *ctx, const host_run *run)
{
  seen *const s = ctx;
  assert_string_equal(run->answer, "");
  assert_null(run->snapshot);
  snprintf(s->id[s->count++], HOST_RUN_ID, "%s", run->id);
  return s->count < s->most;
}

static void lists_begin_with_the_newest(void **state)
{
  (void)state;
  host_store *const store = open_store();
  const char *const id[] = {"20251123-053002-000000", "20251123-053003-000000", "20251123-053001-000000"};
  for (int i = 0; i < 3; i++) {
    host_run run = example(id[i]);
    if (i == 1) run.scenario = "other";
    assert_int_equal(host_store_put(store, &run, NULL), ENT_OK);
  }
  seen s = {.most = 8};
  assert_int_equal(host_store_list(store, NULL, 100, see, &s, NULL), ENT_OK);
  assert_int_equal(s.count, 3);
  assert_string_equal(s.id[0], id[1]);
  assert_string_equal(s.id[1], id[0]);
  assert_string_equal(s.id[2], id[2]);
  s = (seen){.most = 8};
  assert_int_equal(host_store_list(store, "g8-return", 1, see, &s, NULL), ENT_OK);
  assert_int_equal(s.count, 1);
  assert_string_equal(s.id[0], id[0]);
  s = (seen){.most = 2};
  assert_int_equal(host_store_list(store, NULL, UINT64_MAX, see, &s, NULL), ENT_OK);
  assert_int_equal(s.count, 2);
  host_store_close(store);
}

static bool see_draft(void *ctx, const host_draft *draft)
{
  int *const count = ctx;
  assert_true(host_draft_named(draft->name));
  return ++*count < 9;
}

static void drafts_are_kept_by_name(void **state)
{
  (void)state;
  host_store *const store = open_store();
  host_draft draft = {.name = "my-view", .base = "g8-return", .text = "entente: 1\n"}, found;
  int count = 0;
  ent_error err = {.code = ENT_OK};
  assert_int_equal(host_store_get_draft(store, "my-view", &found, &err), ENT_REFERENCE);
  assert_int_equal(host_store_put_draft(store, &draft, NULL), ENT_OK);
  draft.text = "entente: 1 # again\n";
  assert_int_equal(host_store_put_draft(store, &draft, NULL), ENT_OK);
  assert_int_equal(host_store_list_drafts(store, see_draft, &count, NULL), ENT_OK);
  assert_int_equal(count, 1);
  assert_int_equal(host_store_get_draft(store, "my-view", &found, NULL), ENT_OK);
  assert_string_equal(found.text, draft.text);
  assert_string_equal(found.base, "g8-return");
  assert_int_equal(strlen(found.modified), 20);
  host_draft_free(&found);
  const char *const bad[] = {"",    "a b",      "../x",
                             "a.b", "\xC3\xA4", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    draft.name = bad[i];
    assert_int_equal(host_store_put_draft(store, &draft, &err), ENT_ARGUMENT);
    assert_string_equal(err.path, "name");
  }
  assert_int_equal(host_store_delete_draft(store, "my-view", NULL), ENT_OK);
  assert_int_equal(host_store_delete_draft(store, "my-view", NULL), ENT_REFERENCE);
  host_store_close(store);
}

/* ---- what is no store ----------------------------------------------------------------------------------------- */

static void write_file(const char *data, size_t size)
{
  FILE *const f = fopen(path, "wb");
  assert_non_null(f);
  assert_int_equal(fwrite(data, 1, size, f), size);
  assert_int_equal(fclose(f), 0);
}

static char *read_whole(size_t *size)
{
  FILE *const f = fopen(path, "rb");
  assert_non_null(f);
  assert_int_equal(fseek(f, 0, SEEK_END), 0);
  *size = (size_t)ftell(f);
  rewind(f);
  char *const data = malloc(*size + 1);
  assert_non_null(data);
  assert_int_equal(fread(data, 1, *size, f), *size);
  fclose(f);
  return data;
}

/* Opening is refused with this code, and no byte of the file changes. */
static void refused(ent_status code, const char *because)
{
  size_t size = 0, after = 0;
  char *const before = read_whole(&size);
  host_store *store = NULL;
  ent_error err = {.code = ENT_OK};
  assert_int_equal(host_store_open(path, &store, &err), code);
  assert_null(store);
  assert_int_equal(err.code, code);
  if (!strstr(err.message, because)) fail_msg("\"%s\" does not say \"%s\"", err.message, because);
  char *const now = read_whole(&after);
  assert_int_equal(after, size);
  assert_memory_equal(before, now, size);
  free(before);
  free(now);
}

static void what_is_no_database_is_left_alone(void **state)
{
  (void)state;
  char page[8192];
  write_file("entente: 1\ntitle: not a store\n", 29);
  refused(ENT_CORRUPT, "no SQLite database");
  memset(page, 'x', sizeof page);
  write_file(page, sizeof page);
  refused(ENT_CORRUPT, "no SQLite database");
}

static void sql(const char *text)
{
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void stores_of_others_are_left_alone(void **state)
{
  (void)state;
  sql("CREATE TABLE runs (id TEXT); INSERT INTO runs VALUES ('mine');");
  refused(ENT_CORRUPT, "another program");
  unlink(path);
  host_store_close(open_store());
  sql("PRAGMA user_version = 3;");
  refused(ENT_VERSION, "has format 3; this entente reads formats 1 and 2.");
}

static void fill(int runs)
{
  host_store *const store = open_store();
  char big[6000], id[HOST_RUN_ID];
  memset(big, 'a', sizeof big - 1);
  big[sizeof big - 1] = '\0';
  for (int i = 0; i < runs; i++) {
    name_run(id, 53001, i);
    host_run run = example(id);
    run.answer = big;
    assert_int_equal(host_store_put(store, &run, NULL), ENT_OK);
  }
  host_store_close(store);
}

static void damage_is_found(void **state)
{
  (void)state;
  fill(20);
  size_t size = 0;
  char *const whole = read_whole(&size);
  assert_true(size > 40000);
  for (size_t keep = 50; keep < size; keep += size / 13) { /* cut off anywhere */
    write_file(whole, keep);
    refused(ENT_CORRUPT, "left as it is");
  }
  char *const holed = malloc(size);
  assert_non_null(holed);
  int found = 0;
  for (size_t page = 1; page * 4096 < size; page++) { /* a page of each kind lost */
    memcpy(holed, whole, size);
    memset(holed + page * 4096, 0xA5, 64);
    write_file(holed, size);
    host_store *store = NULL;
    ent_error err = {.code = ENT_OK};
    const ent_status status = host_store_open(path, &store, &err);
    assert_true(status == ENT_OK || status == ENT_CORRUPT);
    found += status == ENT_CORRUPT;
    host_store_close(store);
  }
  assert_true(found >= 5); /* the bytes of a long text may be any: only its links can be seen to be broken */
  free(holed);
  write_file(whole, size);
  free(whole);
  host_store_close(open_store());
}

static void paths_that_cannot_be(void **state)
{
  (void)state;
  host_store *store = NULL;
  ent_error err = {.code = ENT_OK};
  char longest[HOST_PATH_MAX + 8];
  memset(longest, 'p', sizeof longest - 1);
  longest[sizeof longest - 1] = '\0';
  assert_int_equal(host_store_open("", &store, &err), ENT_LIMIT);
  assert_int_equal(host_store_open(longest, &store, &err), ENT_LIMIT);
  assert_int_equal(host_store_open(folder, &store, &err), ENT_IO);
  assert_int_equal(host_store_open("/dev/null/x", &store, &err), ENT_IO);
  assert_null(store);
}

/* ---- disks ------------------------------------------------------------------------------------------------------- */

/* What a child process finds when it tries; the parent sees its exit code. */
static int in_child(int (*what)(void))
{
  const pid_t pid = fork();
  assert_true(pid >= 0);
  if (pid == 0) _exit(what());
  int status = 0;
  assert_int_equal(waitpid(pid, &status, 0), pid);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int put_on_a_full_disk(void)
{
  host_store *store = NULL;
  ent_error err = {.code = ENT_OK};
  const struct rlimit limit = {60000, 60000};
  signal(SIGXFSZ, SIG_IGN);
  if (setrlimit(RLIMIT_FSIZE, &limit) != 0 || host_store_open(path, &store, &err) != ENT_OK) return 1;
  static char big[100000];
  memset(big, 'a', sizeof big - 1);
  host_run run = example("20251123-060000-000000");
  run.answer = big;
  const ent_status status = host_store_put(store, &run, &err);
  run.answer = "{}";
  const ent_status small = host_store_put(store, &run, NULL); /* there is still room for a short one */
  host_store_close(store);
  return status == ENT_IO && err.message[0] && small == ENT_OK ? 0 : 2;
}

static void a_full_disk_is_told(void **state)
{
  (void)state;
  fill(2);
  assert_int_equal(in_child(put_on_a_full_disk), 0);
  host_store *const store = open_store();
  seen s = {.most = 8};
  assert_int_equal(host_store_list(store, NULL, 100, see, &s, NULL), ENT_OK);
  assert_int_equal(s.count, 3);
  host_store_close(store);
}

static int put_read_only(void)
{
  host_store *store = NULL;
  ent_error err = {.code = ENT_OK};
  if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 1; /* root may write anywhere */
  if (host_store_open(path, &store, &err) != ENT_OK) return 2;
  const host_run run = example("20251123-060000-000000");
  const ent_status status = host_store_put(store, &run, &err);
  seen s = {.most = 8};
  const bool listed = host_store_list(store, NULL, 100, see, &s, NULL) == ENT_OK && s.count == 2;
  host_store_close(store);
  return status == ENT_IO && listed ? 0 : 3;
}

static int make_where_one_may_not(void)
{
  host_store *store = NULL;
  ent_error err = {.code = ENT_OK};
  if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) return 1;
  char other[160];
  snprintf(other, sizeof other, "%s/other.db", folder);
  return host_store_open(other, &store, &err) == ENT_IO && strstr(err.message, "Cannot open the store") ? 0 : 2;
}

static void a_read_only_folder_can_be_read(void **state)
{
  (void)state;
  fill(2);
  assert_int_equal(chmod(path, 0444), 0);
  assert_int_equal(chmod(folder, 0555), 0);
  const int put = in_child(put_read_only), made = in_child(make_where_one_may_not);
  assert_int_equal(chmod(folder, 0700), 0);
  assert_int_equal(put, 0);
  assert_int_equal(made, 0);
}

/* ---- several programs, and sudden death ------------------------------------------------------------------------------ */

static void put_many(int who, int runs)
{
  host_store *store = NULL;
  char id[HOST_RUN_ID];
  if (host_store_open(path, &store, NULL) != ENT_OK) _exit(1);
  for (int i = 0; i < runs; i++) {
    name_run(id, i, who);
    const host_run run = example(id);
    if (host_store_put(store, &run, NULL) != ENT_OK) _exit(2);
  }
  host_store_close(store);
  _exit(0);
}

static void three_programs_write_at_once(void **state)
{
  (void)state;
  pid_t pid[3]; /* they also make the store at once: nobody opened it before */
  for (int i = 0; i < 3; i++) {
    pid[i] = fork();
    assert_true(pid[i] >= 0);
    if (pid[i] == 0) put_many(i, 40);
  }
  for (int i = 0; i < 3; i++) {
    int status = 0;
    assert_int_equal(waitpid(pid[i], &status, 0), pid[i]);
    assert_int_equal(status, 0);
  }
  host_store *const store = open_store();
  host_run run;
  char id[HOST_RUN_ID];
  for (int i = 0; i < 120; i++) {
    name_run(id, i / 3, i % 3);
    assert_int_equal(host_store_get(store, id, &run, NULL), ENT_OK);
    host_run_free(&run);
  }
  host_store_close(store);
}

#define KILLS 100

/* Writes runs of changing length until it is killed; tells each one's number when it has been acknowledged. */
static void write_until_killed(int round, int to)
{
  static char text[30000];
  host_store *store = NULL;
  if (host_store_open(path, &store, NULL) != ENT_OK) _exit(1);
  for (int i = 0;; i++) {
    char id[HOST_RUN_ID];
    name_run(id, round, i);
    memset(text, 'a' + i % 26, (size_t)(1 + i * 7919 % 29000));
    text[1 + i * 7919 % 29000] = '\0';
    host_run run = example(id);
    run.answer = text;
    if (host_store_put(store, &run, NULL) != ENT_OK) _exit(2);
    if (write(to, &i, sizeof i) != (ssize_t)sizeof i) _exit(3);
  }
}

/* Kills the writer after so many microseconds; returns how many runs it was told of, -1 when the writer had failed. */
static int kill_after(int round, long microseconds)
{
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  const pid_t pid = fork();
  assert_true(pid >= 0);
  if (pid == 0) {
    close(ends[0]);
    write_until_killed(round, ends[1]);
  }
  close(ends[1]);
  const struct timespec pause = {0, microseconds * 1000};
  nanosleep(&pause, NULL);
  kill(pid, SIGKILL);
  int status = 0, told = 0, number = 0;
  assert_int_equal(waitpid(pid, &status, 0), pid);
  while (read(ends[0], &number, sizeof number) == (ssize_t)sizeof number) told = number + 1;
  close(ends[0]);
  return WIFSIGNALED(status) ? told : -1;
}

static void acknowledged_runs_survive_kills(void **state)
{
  (void)state;
  int acknowledged = 0;
  uint32_t random = 20251123;
  for (int round = 0; round < KILLS; round++) {
    random = random * 1664525u + 1013904223u;
    const int told = kill_after(round, 200 + (long)(random >> 8) % 60000);
    assert_true(told >= 0);
    acknowledged += told;
    host_store *const store = open_store(); /* rolls back what was half done, and checks the file */
    for (int i = 0; i < told; i++) {
      char id[HOST_RUN_ID];
      host_run run;
      name_run(id, round, i);
      assert_int_equal(host_store_get(store, id, &run, NULL), ENT_OK);
      assert_int_equal(strlen(run.answer), 1 + i * 7919 % 29000);
      assert_true(run.answer[0] == 'a' + i % 26);
      assert_memory_equal(run.snapshot, "ENTS\0\1\2", 7);
      host_run_free(&run);
    }
    host_store_close(store);
  }
  print_message("%d runs acknowledged before %d kills\n", acknowledged, KILLS);
  assert_true(acknowledged > KILLS / 4);
  char journal[160];
  snprintf(journal, sizeof journal, "%s-journal", path);
  unlink(journal);
}

/* ---- outcomes ------------------------------------------------------------------------------------------------------- */

typedef struct told {
  int count, came;
  char runs[256];
} told;

static bool note_outcome(void *ctx, const host_outcome *outcome)
{
  told *const t = ctx;
  t->count++;
  t->came += outcome->came;
  assert_int_equal(strlen(outcome->told), 20);
  const size_t size = strlen(t->runs);
  snprintf(t->runs + size, sizeof t->runs - size, "%s:%s ", outcome->run, outcome->gate);
  return t->count < 4;
}

static told outcomes_of(host_store *store, const char *run)
{
  told t = {.count = 0};
  ent_error err = {.code = ENT_OK};
  if (host_store_outcomes(store, run, note_outcome, &t, &err) != ENT_OK) fail_msg("%s", err.message);
  return t;
}

static void outcomes_go_with_their_run(void **state)
{
  (void)state;
  host_store *const store = open_store();
  const host_run one = example("20251123-053001-000001"), two = example("20251123-053001-000002");
  const host_outcome first[] = {{.gate = "consent", .came = true}, {.gate = "all"}}, other[] = {{.gate = "will"}};
  assert_int_equal(host_store_put(store, &one, NULL), ENT_OK);
  assert_int_equal(host_store_put(store, &two, NULL), ENT_OK);
  assert_int_equal(outcomes_of(store, NULL).count, 0);
  assert_int_equal(host_store_resolve(store, one.id, first, 2, NULL), ENT_OK);
  assert_int_equal(host_store_resolve(store, two.id, other, 1, NULL), ENT_OK);
  assert_string_equal(outcomes_of(store, NULL).runs, "20251123-053001-000002:will 20251123-053001-000001:consent "
                                                     "20251123-053001-000001:all ");
  assert_int_equal(outcomes_of(store, one.id).came, 1);
  assert_int_equal(host_store_resolve(store, one.id, other, 1, NULL), ENT_OK); /* in place of those before */
  assert_string_equal(outcomes_of(store, one.id).runs, "20251123-053001-000001:will ");
  const host_outcome twice[] = {{.gate = "will"}, {.gate = "will"}};
  assert_int_equal(host_store_resolve(store, one.id, twice, 2, NULL), ENT_IO);
  assert_int_equal(outcomes_of(store, one.id).count, 1); /* all or nothing */
  assert_int_equal(host_store_resolve(store, "20251123-053001-00000f", other, 1, NULL), ENT_REFERENCE);
  assert_int_equal(outcomes_of(store, NULL).count, 2); /* none of a run that is not there */
  assert_int_equal(host_store_resolve(store, one.id, NULL, 0, NULL), ENT_OK);
  assert_int_equal(outcomes_of(store, one.id).count, 0);
  assert_int_equal(host_store_delete(store, two.id, NULL), ENT_OK);
  assert_int_equal(outcomes_of(store, NULL).count, 0);
  host_store_close(store);
}

/* A store of format 1 is read as it is, and becomes one of format 2 with the first outcome. */
static void an_older_store_grows(void **state)
{
  (void)state;
  host_store *store = open_store();
  const host_run one = example("20251123-053001-000001");
  const host_outcome came[] = {{.gate = "consent", .came = true}};
  assert_int_equal(host_store_put(store, &one, NULL), ENT_OK);
  host_store_close(store);
  sql("DROP TABLE outcomes; DROP TRIGGER outcomes_go; PRAGMA user_version = 1;"); /* what format 1 was */
  store = open_store();
  assert_int_equal(outcomes_of(store, NULL).count, 0);
  assert_int_equal(host_store_resolve(store, one.id, came, 1, NULL), ENT_OK);
  assert_int_equal(outcomes_of(store, one.id).count, 1);
  host_store_close(store);
  store = open_store();
  host_run run;
  assert_int_equal(host_store_get(store, one.id, &run, NULL), ENT_OK);
  assert_string_equal(run.title, one.title);
  host_run_free(&run);
  assert_int_equal(host_store_delete(store, one.id, NULL), ENT_OK);
  assert_int_equal(outcomes_of(store, NULL).count, 0);
  host_store_close(store);
  sql("PRAGMA user_version = 9;");
  refused(ENT_VERSION, "has format 9");
}

/* ---- names --------------------------------------------------------------------------------------------------------- */

static void places_and_names(void **state)
{
  (void)state;
  char out[HOST_PATH_MAX] = "before", id[HOST_RUN_ID], other[HOST_RUN_ID];
  ent_error err = {.code = ENT_OK};
  setenv("HOME", "/h", 1);
  setenv("XDG_DATA_HOME", "/x", 1);
  assert_int_equal(host_store_default_path(out, &err), ENT_OK);
  assert_string_equal(out, "/x/entente/runs.db");
  setenv("XDG_DATA_HOME", "relative", 1);
  assert_int_equal(host_store_default_path(out, &err), ENT_OK);
  assert_string_equal(out, "/h/.local/share/entente/runs.db");
  unsetenv("HOME");
  assert_int_equal(host_store_default_path(out, &err), ENT_ARGUMENT);
  assert_string_equal(out, "/h/.local/share/entente/runs.db");
  assert_int_equal(host_run_id(id, NULL), ENT_OK);
  assert_int_equal(host_run_id(other, NULL), ENT_OK);
  assert_int_equal(strlen(id), HOST_RUN_ID - 2);
  assert_true(strcmp(id, other) < 0); /* the list of runs, newest first, counts on it */
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
    TEST(a_run_comes_back),
    TEST(slips_are_told),
    TEST(lists_begin_with_the_newest),
    TEST(drafts_are_kept_by_name),
    TEST(what_is_no_database_is_left_alone),
    TEST(stores_of_others_are_left_alone),
    TEST(outcomes_go_with_their_run),
    TEST(an_older_store_grows),
    TEST(damage_is_found),
    TEST(paths_that_cannot_be),
    TEST(a_full_disk_is_told),
    TEST(a_read_only_folder_can_be_read),
    TEST(three_programs_write_at_once),
    TEST(acknowledged_runs_survive_kills),
    cmocka_unit_test(places_and_names),
  };
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
