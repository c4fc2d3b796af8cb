/* zip_test.c - are several files one archive that every reader takes?
 *
 * Read back by a reader of our own (support/archive.h) and by Debian's unzip; the same files give the same bytes; more files
 * than fit, and memory that is refused at any moment, leave the writer failed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include <cmocka.h>

#include "fault/flaky.h"
#include "support/archive.h"
#include "support/tiny_text.h"
#include "zip.h"

#define NOISE 3000

static uint8_t noise[NOISE];

static const struct {
  const char *name;
  const char *text; /* NULL: the noise */
} files[] = {{"README.txt", "to be or not to be, to be or not to be"},
             {"empty.csv", ""},
             {"data/\xe4\xb8\xad\xe6\x96\x87.csv", "a,b\n1,2\n"},
             {"noise.bin", NULL},
             {"one", "1"}};
#define FILES (sizeof files / sizeof *files)

static size_t size_of(size_t i)
{
  return files[i].text ? strlen(files[i].text) : NOISE;
}

static const void *data_of(size_t i)
{
  return files[i].text ? (const void *)files[i].text : noise;
}

static int set_up(void **state)
{
  (void)state;
  uint32_t random = 5;
  for (size_t i = 0; i < NOISE; i++) noise[i] = (uint8_t)((random = random * 1664525u + 1013904223u) >> 24);
  return 0;
}

static void write_all(ent_arena *arena, ent_writer *out)
{
  cli_zip zip;
  ent_writer_open(out, arena);
  cli_zip_open(&zip, out, arena);
  for (size_t i = 0; i < FILES; i++) cli_zip_add(&zip, files[i].name, data_of(i), size_of(i));
  cli_zip_close(&zip);
}

static void test_read_back(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_arena arena;
  ent_writer one, two;
  static archive a;
  ent_arena_open(&arena, &memory);
  write_all(&arena, &one);
  write_all(&arena, &two);
  assert_false(one.failed);
  assert_int_equal(one.size, two.size);
  assert_memory_equal(one.data, two.data, one.size);
  assert_null(archive_open(one.data, one.size, &a));
  assert_int_equal(a.files, FILES);
  for (size_t i = 0; i < FILES; i++) {
    assert_string_equal(a.file[i].name, files[i].name);
    assert_int_equal(a.file[i].size, size_of(i));
    assert_memory_equal(a.file[i].data, data_of(i), size_of(i));
  }
  assert_true(a.file[3].stored && !a.file[0].stored); /* noise cannot be packed */
  archive_close(&a);
  one.data[40] ^= 1; /* the reader does see what is wrong */
  assert_non_null(archive_open(one.data, one.size, &a));
  archive_close(&a);
  ent_arena_close(&arena);
}

static void test_empty(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_arena arena;
  ent_writer out;
  cli_zip zip;
  static archive a;
  ent_arena_open(&arena, &memory);
  ent_writer_open(&out, &arena);
  cli_zip_open(&zip, &out, &arena);
  cli_zip_close(&zip);
  assert_null(archive_open(out.data, out.size, &a));
  assert_int_equal(a.files, 0);
  ent_arena_close(&arena);
}

static int run(const char *format, const char *path, const char *name)
{
  char command[512];
  snprintf(command, sizeof command, format, path, name);
  const int status = system(command);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_unzip(void **state)
{
  (void)state;
  if (run("command -v unzip >/dev/null%.0s%.0s", "", "") != 0) skip(); /* tools/setup check brings it */
  const ent_allocator memory = tiny_memory();
  ent_arena arena;
  ent_writer out;
  char path[] = "/tmp/entente-zip-XXXXXX";
  const int fd = mkstemp(path);
  assert_true(fd >= 0);
  FILE *const to = fdopen(fd, "wb");
  assert_non_null(to);
  ent_arena_open(&arena, &memory);
  write_all(&arena, &out);
  assert_int_equal(fwrite(out.data, 1, out.size, to), out.size);
  assert_int_equal(fclose(to), 0);
  assert_int_equal(run("unzip -tqq %s >/dev/null%.0s", path, ""), 0);
  assert_int_equal(run("[ \"$(unzip -p %s %s)\" = \"to be or not to be, to be or not to be\" ]", path, "README.txt"),
                   0);
  assert_int_equal(run("[ \"$(unzip -Z1 %s | wc -l)\" -eq 5 ]%.0s", path, ""), 0);
  remove(path);
  ent_arena_close(&arena);
}

static void test_too_many(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_arena arena;
  ent_writer out;
  cli_zip zip;
  ent_arena_open(&arena, &memory);
  ent_writer_open(&out, &arena);
  cli_zip_open(&zip, &out, &arena);
  for (int i = 0; i < CLI_ZIP_FILES_MAX; i++) cli_zip_add(&zip, "x", "", 0);
  assert_false(out.failed);
  cli_zip_add(&zip, "x", "", 0);
  assert_true(out.failed);
  ent_arena_close(&arena);
}

static void test_no_memory(void **state)
{
  (void)state;
  for (int forever = 0; forever < 2; forever++) {
    bool whole = false;
    for (long k = 0; !whole; k++) {
      flaky books;
      const ent_allocator memory = flaky_open(&books, k, forever == 1);
      ent_arena arena;
      ent_writer out;
      ent_arena_open(&arena, &memory);
      write_all(&arena, &out);
      whole = books.refused == 0;
      assert_int_equal(out.failed, !whole);
      ent_arena_close(&arena);
      assert_true(flaky_clean(&books) && k < 1000);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read_back), cmocka_unit_test(test_empty),
                                     cmocka_unit_test(test_unzip), cmocka_unit_test(test_too_many),
                                     cmocka_unit_test(test_no_memory)};
  return cmocka_run_group_tests(tests, set_up, NULL);
}
