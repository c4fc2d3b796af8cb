/* file_test.c - host/file.c reads whole files within a limit and never leaves half a file behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/file.h"
#include "host/memory.h"

static char folder[64];

static int set_up(void **state)
{
  (void)state;
  memcpy(folder, "/tmp/entente-file-XXXXXX", 25);
  return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
  (void)state;
  return rmdir(folder); /* fails when a test left anything behind */
}

static char *in_folder(const char *name)
{
  static char path[128];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return path;
}

static void put(const char *path, const char *text)
{
  host_output out;
  assert_int_equal(host_output_open(path, &out, NULL), ENT_OK);
  fputs(text, out.stream);
  assert_int_equal(host_output_commit(&out, NULL), ENT_OK);
}

static void expect_text(const char *path, const char *wanted)
{
  host_text text;
  assert_int_equal(host_file_read(path, 1000000, &text, NULL), ENT_OK);
  assert_int_equal(text.size, strlen(wanted));
  assert_string_equal(text.data, wanted);
  host_text_free(&text);
  assert_null(text.data);
}

static void test_round_trip(void **state)
{
  (void)state;
  const char *const path = in_folder("a");
  put(path, "one\n");
  expect_text(path, "one\n");
  put(path, "two");
  expect_text(path, "two");
  put(path, "");
  expect_text(path, "");
  unlink(path);
}

static void test_beginnings(void **state)
{
  (void)state;
  const char *const path = in_folder("a");
  put(path, "# entente ledger 1\n");
  assert_true(host_file_begins(path, "# entente ledger "));
  assert_true(host_file_begins(path, ""));
  assert_false(host_file_begins(path, "# entente ledger 2"));
  assert_false(host_file_begins(path, "# entente ledger 1\nand more"));
  assert_int_equal(unlink(path), 0);
  assert_false(host_file_begins(path, "#"));
  assert_false(host_file_begins(folder, ""));
  assert_int_equal(mkfifo(path, 0600), 0);
  assert_false(host_file_begins(path, "")); /* and nobody waited for a writer */
  assert_int_equal(unlink(path), 0);
}

static void test_large_and_limit(void **state)
{
  (void)state;
  const char *const path = in_folder("large");
  host_output out;
  assert_int_equal(host_output_open(path, &out, NULL), ENT_OK);
  for (int i = 0; i < 300000; i++) fputc('x', out.stream);
  assert_int_equal(host_output_commit(&out, NULL), ENT_OK);
  host_text text = {NULL, 0};
  ent_error err;
  assert_int_equal(host_file_read(path, 299999, &text, &err), ENT_LIMIT);
  assert_null(text.data);
  assert_int_equal(host_file_read(path, 300000, &text, &err), ENT_OK);
  assert_int_equal(text.size, 300000);
  host_text_free(&text);
  unlink(path);
}

static void test_missing(void **state)
{
  (void)state;
  host_text text;
  ent_error err;
  assert_int_equal(host_file_read(in_folder("none"), 10, &text, &err), ENT_IO);
  assert_non_null(strstr(err.message, "No such file"));
  assert_int_equal(host_file_read(folder, 10, &text, &err), ENT_IO);
  assert_non_null(strstr(err.message, "directory"));
  host_output out;
  assert_int_equal(host_output_open(in_folder("no/such/folder"), &out, &err), ENT_IO);
}

/* Until commit the old text stands; after discard it still does. */
static void test_discard(void **state)
{
  (void)state;
  char path[128];
  memcpy(path, in_folder("b"), 100);
  put(path, "old");
  host_output out;
  assert_int_equal(host_output_open(path, &out, NULL), ENT_OK);
  fputs("new", out.stream);
  fflush(out.stream);
  expect_text(path, "old");
  host_output_discard(&out);
  expect_text(path, "old");
  unlink(path);
}

static void test_whole(void **state)
{
  (void)state;
  ent_error err = {.code = ENT_OK};
  host_text text = {0};
  const char *const path = in_folder("whole");
  assert_int_equal(host_file_write(path, "one\ntwo", 7, &err), ENT_OK);
  assert_int_equal(host_file_read(path, 100, &text, &err), ENT_OK);
  assert_int_equal(text.size, 7);
  assert_memory_equal(text.data, "one\ntwo", 7);
  host_text_free(&text);
  assert_int_equal(host_file_write(path, "", 0, &err), ENT_OK);
  assert_int_equal(host_file_read(path, 100, &text, &err), ENT_OK);
  assert_int_equal(text.size, 0);
  host_text_free(&text);
  assert_int_equal(unlink(path), 0);
  assert_int_equal(host_file_write("/nowhere/at/all", "x", 1, &err), ENT_IO);
}

static void test_link_is_kept(void **state)
{
  (void)state;
  char real[128], link[128];
  memcpy(real, in_folder("real"), 100);
  memcpy(link, in_folder("link"), 100);
  put(real, "old");
  assert_int_equal(symlink(real, link), 0);
  put(link, "new");
  struct stat about;
  assert_int_equal(lstat(link, &about), 0);
  assert_true(S_ISLNK(about.st_mode));
  expect_text(real, "new");
  unlink(link);
  unlink(real);
}

/* A full device is told, not swallowed. */
static void test_full(void **state)
{
  (void)state;
  if (access("/dev/full", W_OK) != 0) skip();
  host_output out;
  ent_error err;
  assert_int_equal(host_output_open("/dev/full", &out, NULL), ENT_OK);
  fputs("text", out.stream);
  assert_int_equal(host_output_commit(&out, &err), ENT_IO);
  assert_non_null(strstr(err.message, "/dev/full"));
}

static void test_path_beside(void **state)
{
  (void)state;
  char out[HOST_PATH_MAX];
  assert_int_equal(host_path_beside("scenarios/x.yaml", "../data/a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "data/a.csv");
  assert_int_equal(host_path_beside("./scenarios/x.yaml", "../data/../docs/a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "./docs/a.csv");
  assert_int_equal(host_path_beside("./x.yaml", "../a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "../a.csv");
  assert_int_equal(host_path_beside("../x.yaml", "../a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "../../a.csv");
  assert_int_equal(host_path_beside("tests/host/x.yaml", "../../data/a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "data/a.csv");
  assert_int_equal(host_path_beside("no folder/x.yaml", "../a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "no folder/../a.csv"); /* whose parent nobody knows */
  assert_int_equal(host_path_beside("x.yaml", "a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "a.csv");
  assert_int_equal(host_path_beside("d/x.yaml", "/a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, "/a.csv");
  char longer[HOST_PATH_MAX + 8];
  memset(longer, 'x', sizeof longer);
  longer[sizeof longer - 1] = '\0';
  assert_int_equal(host_path_beside("d/x.yaml", longer, out, NULL), ENT_LIMIT);
}

/* A folder behind a symbolic link has another one above it. */
static void test_path_behind_link(void **state)
{
  (void)state;
  char linked[HOST_PATH_MAX], wanted[HOST_PATH_MAX], out[HOST_PATH_MAX];
  snprintf(linked, sizeof linked, "%s/linked", folder);
  assert_int_equal(symlink("/usr/lib", linked), 0);
  snprintf(linked, sizeof linked, "%s/linked/x.yaml", folder);
  snprintf(wanted, sizeof wanted, "%s/linked/../a.csv", folder);
  assert_int_equal(host_path_beside(linked, "../a.csv", out, NULL), ENT_OK);
  assert_string_equal(out, wanted);
  assert_int_equal(unlink(in_folder("linked")), 0);
}

static void test_memory(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  char *block = memory.resize(memory.ctx, NULL, 0, 10);
  assert_non_null(block);
  memcpy(block, "123456789", 10);
  block = memory.resize(memory.ctx, block, 10, 100000);
  assert_string_equal(block, "123456789");
  assert_null(memory.resize(memory.ctx, block, 100000, 0));
  assert_true(host_memory_peak() > 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_whole),           cmocka_unit_test(test_beginnings),       cmocka_unit_test(test_round_trip),
    cmocka_unit_test(test_large_and_limit), cmocka_unit_test(test_missing),          cmocka_unit_test(test_discard),
    cmocka_unit_test(test_whole),           cmocka_unit_test(test_link_is_kept),     cmocka_unit_test(test_full),
    cmocka_unit_test(test_path_beside),     cmocka_unit_test(test_path_behind_link), cmocka_unit_test(test_memory),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
