/* bad_test.c - is every mistake told with its code, its line and column, its path and a sentence that helps?
 *
 * tests/bad holds one small broken scenario a file; index.csv says for each what must be told, one row an error, in order.
 * Files named made/... are too large or too odd to be kept and are written by this program.  All are loaded as the program
 * loads them: none may crash or hang (ctest has a limit). */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <dirent.h>
#include <unistd.h>

#include <cmocka.h>

#include "host/load.h"
#include "host/memory.h"
#include "support/broken.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif
#define BAD ENT_TEST_SOURCE "/tests/bad/"
#define PATH_SIZE 512

enum { FILE_NAME, CODE, LINE, COLUMN, PATH, MESSAGE, WHERE, COLUMNS };

/* ---- loading -------------------------------------------------------------------------------------------------------- */

static char made_path[] = "/tmp/entente-bad-XXXXXX";

/* The path of a file of the index; those that are made are written first. */
static void find_file(const char *name, char path[PATH_SIZE])
{
  if (strncmp(name, "made/", 5) != 0) {
    snprintf(path, PATH_SIZE, "%s%s", BAD, name);
    return;
  }
  if (!broken_write(name, made_path)) fail_msg("the index names %s, which cannot be written", name);
  snprintf(path, PATH_SIZE, "%s", made_path);
}

static void load_path(const char *path, host_load *out)
{
  const ent_allocator memory = host_memory();
  const ent_status status = host_load_scenario(path, NULL, 0, &memory, out);
  assert_int_equal(status == ENT_OK, out->problems == 0);
  assert_int_equal(status == ENT_OK, out->scenario != NULL);
  if (out->problems > 0) assert_int_equal(status, out->problem[0].error.code);
}

static void load(const char *name, host_load *out)
{
  char path[PATH_SIZE];
  find_file(name, path);
  load_path(path, out);
}

static const char *base_name(const char *path)
{
  const char *const slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

/* What is printed of an error that differs is the row as it would have to be. */
static bool same(const char *const *row, const host_load *l, const host_problem *p)
{
  const ent_error *const e = &p->error;
  char line[32], column[32];
  snprintf(line, sizeof line, "%d", e->line);
  snprintf(column, sizeof column, "%d", e->column);
  const char *const where = strcmp(p->file, l->path) == 0 ? "" : base_name(p->file);
  const bool equal = strcmp(row[CODE], ent_status_name(e->code)) == 0 && strcmp(row[LINE], line) == 0 &&
                     strcmp(row[COLUMN], column) == 0 && strcmp(row[PATH], e->path) == 0 &&
                     strcmp(row[WHERE], where) == 0 && strstr(e->message, row[MESSAGE]) && row[MESSAGE][0];
  if (!equal) {
    print_error("wanted %s,%s,%s,%s,%s,%s,%s\nfound  %s,%s,%s,%s,%s,%s,%s\n", row[FILE_NAME], row[CODE], row[LINE],
                row[COLUMN], row[PATH], row[MESSAGE], row[WHERE], row[FILE_NAME], ent_status_name(e->code), line,
                column, e->path, e->message, where);
  }
  return equal;
}

/* All rows of one file; returns the number of rows that do not hold. */
static int check_file(const host_table *index, int first, int rows)
{
  const char *const *const row = &index->cell[(size_t)first * COLUMNS];
  const bool sound = strcmp(row[CODE], "ENT_OK") == 0;
  host_load l;
  load(row[FILE_NAME], &l);
  int wrong = 0;
  if (l.problems != (sound ? 0 : rows)) {
    print_error("%s: %d errors, not %d\n", row[FILE_NAME], l.problems, sound ? 0 : rows);
    for (int i = rows; i < l.problems && i < HOST_PROBLEMS_MAX; i++) {
      print_error("  %d:%d %s %s\n", l.problem[i].error.line, l.problem[i].error.column, l.problem[i].error.path,
                  l.problem[i].error.message);
    }
    wrong++;
  }
  for (int i = 0; !sound && i < rows && i < l.problems; i++)
    wrong += !same(row + (size_t)i * COLUMNS, &l, &l.problem[i]);
  host_load_free(&l);
  return wrong;
}

/* ---- tests ---------------------------------------------------------------------------------------------------------- */

static host_table the_index;

static const char *file_of(int row)
{
  return the_index.cell[(size_t)row * COLUMNS + FILE_NAME];
}

static void test_each_is_told(void **state)
{
  (void)state;
  int wrong = 0, files = 0;
  for (int row = 0; row < the_index.rows;) {
    int rows = 1;
    while (row + rows < the_index.rows && strcmp(file_of(row + rows), file_of(row)) == 0) rows++;
    wrong += check_file(&the_index, row, rows);
    row += rows;
    files++;
  }
  print_message("%d files, %d errors\n", files, the_index.rows);
  assert_int_equal(wrong, 0);
  assert_true(files >= 70);
}

/* Not in the index: how many errors are found at least. */
static const struct counted {
  const char *name;
  int problems;
} counted[] = {{"made/100-unknown", 100}, {"made/far-names", 60}, {"made/wrong-ties", 250}};

static bool is_counted(const char *name)
{
  for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
    if (strcmp(counted[i].name, name) == 0) return true;
  return false;
}

static bool is_indexed(const char *name)
{
  for (int row = 0; row < the_index.rows; row++)
    if (strcmp(file_of(row), name) == 0) return true;
  return false;
}

static void test_each_file_is_in_the_index(void **state)
{
  (void)state;
  int missing = 0;
  DIR *const dir = opendir(BAD);
  assert_non_null(dir);
  for (const struct dirent *e = readdir(dir); e; e = readdir(dir)) {
    if (!strstr(e->d_name, ".yaml") || is_indexed(e->d_name)) continue;
    print_error("%s is not in the index\n", e->d_name);
    missing++;
  }
  closedir(dir);
  for (int i = 0; broken_name(i); i++) {
    if (is_indexed(broken_name(i)) || is_counted(broken_name(i))) continue;
    print_error("%s is not in the index\n", broken_name(i));
    missing++;
  }
  assert_int_equal(missing, 0);
}

/* More errors than are kept: all are counted, the first are kept in the order of the file. */
static void test_many_errors(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof counted / sizeof *counted; i++) {
    host_load l;
    load(counted[i].name, &l);
    assert_true(l.problems >= counted[i].problems);
    int line = 0;
    for (int k = 0; k < l.problems && k < HOST_PROBLEMS_MAX; k++) {
      assert_true(l.problem[k].error.line >= line);
      line = l.problem[k].error.line;
    }
    host_load_free(&l);
  }
}

/* Messages and paths are whole characters, whatever was cut, and sentences. */
static void test_sentences(void **state)
{
  (void)state;
  for (int row = 0; row < the_index.rows; row++) {
    host_load l;
    if (row > 0 && strcmp(file_of(row), file_of(row - 1)) == 0) continue;
    if (strncmp(file_of(row), "made/", 5) == 0 && strcmp(file_of(row), "made/long-name") != 0) continue;
    load(file_of(row), &l);
    for (int i = 0; i < l.problems && i < HOST_PROBLEMS_MAX; i++) {
      const ent_error *const e = &l.problem[i].error;
      const size_t size = strlen(e->message);
      assert_true(size > 10);
      if (size < ENT_MESSAGE_MAX - 4 && !strchr(".?", e->message[size - 1])) fail_msg("no sentence: %s", e->message);
      for (const char *text = e->message; *text; text++) {
        const unsigned char lead = (unsigned char)*text; /* of a three-byte character, as in made/long-name */
        if ((lead & 0xF0u) == 0xE0u) assert_true(text[1] && text[2]);
      }
    }
    host_load_free(&l);
  }
}

static int set_up(void **state)
{
  (void)state;
  ent_error err = {.code = ENT_OK};
  const int file = mkstemp(made_path);
  if (file < 0) return -1;
  close(file);
  if (host_load_table(BAD "index.csv", &the_index, &err) != ENT_OK) {
    print_error("index.csv:%d: %s\n", err.line, err.message);
    return -1;
  }
  return the_index.columns == COLUMNS ? 0 : -1;
}

static int tear_down(void **state)
{
  (void)state;
  host_table_free(&the_index);
  return remove(made_path);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_each_is_told),
    cmocka_unit_test(test_each_file_is_in_the_index),
    cmocka_unit_test(test_many_errors),
    cmocka_unit_test(test_sentences),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
