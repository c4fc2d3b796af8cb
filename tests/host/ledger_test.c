/* Does a ledger file grow by whole lines only, also when several programs write to it and when the disk is full? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/file.h"
#include "host/ledger.h"

static char folder[64], path[96];

static int set_up(void **state)
{
  (void)state;
  memcpy(folder, "/tmp/entente-ledger-XXXXXX", 27);
  if (!mkdtemp(folder)) return -1;
  snprintf(path, sizeof path, "%s/ledger", folder);
  return 0;
}

static int tear_down(void **state)
{
  (void)state;
  unlink(path);
  return rmdir(folder);
}

static ent_ledger_entry example(void)
{
  ent_ledger_entry e = {.scenario = "g8-return", .version = "0.1.0", .seed = 1, .draws = 10, .open = {9, 1, 2, 3}};
  memset(e.inputs, 'b', 64);
  return e;
}

static int count_entries(void)
{
  host_text text = {0};
  ent_error err = {.code = ENT_OK};
  int count = -1;
  assert_int_equal(host_file_read(path, HOST_LEDGER_MAX, &text, &err), ENT_OK);
  if (ent_ledger_read(text.data, text.size, NULL, NULL, NULL, &count, &err) != ENT_OK)
    fail_msg("line %d: %s", err.line, err.message);
  host_text_free(&text);
  return count;
}

static void it_grows(void **state)
{
  (void)state;
  ent_error err = {.code = ENT_OK};
  for (int i = 1; i <= 3; i++) {
    ent_ledger_entry e = example();
    if (i == 2) memcpy(e.time, "2001-02-03T04:05:06Z", 21);
    assert_int_equal(host_ledger_append(path, &e, &err), ENT_OK);
    assert_true(e.number == i && strlen(e.hash) == 64 && strlen(e.time) == 20);
    if (i == 2) assert_string_equal(e.time, "2001-02-03T04:05:06Z");
  }
  assert_int_equal(count_entries(), 3);
}

static void damage_is_not_built_on(void **state)
{
  (void)state;
  ent_ledger_entry e = example();
  ent_error err = {.code = ENT_OK};
  FILE *file = fopen(path, "w");
  fputs("my notes\n", file);
  fclose(file);
  assert_int_equal(host_ledger_append(path, &e, &err), ENT_SYNTAX);
  assert_true(err.line == 1 && e.number == 0);
  unlink(path);
  assert_int_equal(host_ledger_append(path, &e, &err), ENT_OK);
  file = fopen(path, "a");
  fputs("2 cut", file);
  fclose(file);
  assert_int_equal(host_ledger_append(path, &e, &err), ENT_CORRUPT);
  assert_int_equal(err.line, 3);
  assert_int_equal(host_ledger_append("/no/such/folder/ledger", &e, &err), ENT_IO);
  assert_int_equal(host_ledger_append(folder, &e, &err), ENT_IO);
}

/* A child that may write files of so many bytes: the line does not fit, and what was written of it goes again. */
static void a_full_disk_leaves_it_whole(void **state)
{
  (void)state;
  ent_ledger_entry e = example();
  assert_int_equal(host_ledger_append(path, &e, NULL), ENT_OK);
  const pid_t pid = fork();
  assert_true(pid >= 0);
  if (pid == 0) {
    const struct rlimit least = {500, 500};
    ent_error err = {.code = ENT_OK};
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &least) != 0) _exit(2);
    _exit(host_ledger_append(path, &e, &err) == ENT_IO && err.message[0] ? 0 : 1);
  }
  int status = 0;
  assert_int_equal(waitpid(pid, &status, 0), pid);
  assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  assert_int_equal(count_entries(), 1);
}

#define WRITERS 4
#define EACH 12

static void several_programs_write_at_once(void **state)
{
  (void)state;
  pid_t pid[WRITERS];
  for (int w = 0; w < WRITERS; w++) {
    pid[w] = fork();
    assert_true(pid[w] >= 0);
    if (pid[w] > 0) continue;
    for (int i = 0; i < EACH; i++) {
      ent_ledger_entry e = example();
      if (host_ledger_append(path, &e, NULL) != ENT_OK) _exit(1);
    }
    _exit(0);
  }
  for (int w = 0; w < WRITERS; w++) {
    int status = 0;
    assert_int_equal(waitpid(pid[w], &status, 0), pid[w]);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  }
  assert_int_equal(count_entries(), WRITERS * EACH);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {TEST(it_grows), TEST(damage_is_not_built_on), TEST(a_full_disk_leaves_it_whole),
                                     TEST(several_programs_write_at_once)};
#undef TEST
  return cmocka_run_group_tests(tests, NULL, NULL);
}
