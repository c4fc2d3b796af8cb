/* A table of facts is copied whole, or refused with its name and a reason. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/tree.h"
#include "support/tiny_text.h"

static ent_builder *builder;

static int open_builder(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  return ent_builder_open(&memory, &builder, NULL) == ENT_OK ? 0 : 1;
}

static int close_builder(void **state)
{
  (void)state;
  ent_builder_close(builder);
  return 0;
}

static const char *const names[] = {"year", "west"};
static const char *const cells[] = {"2000", "44", "2001", "", "2002", "x"};

static void test_copied(void **state)
{
  (void)state;
  char key[] = "2000", column[] = "west", name[] = "shares";
  const char *const own_column[] = {"year", column}, *const own_cell[] = {key, "44", "2001", ""};
  const char *const source[] = {NULL, "a source"};
  assert_int_equal(ent_builder_table(builder, name, "../data/s.csv", 2, 2, own_column, source, own_cell, NULL), ENT_OK);
  key[0] = column[0] = name[0] = '?'; /* nothing of the caller's is kept */
  const ent_table *const t = ent_table_find(builder->table, "shares");
  assert_non_null(t);
  assert_int_equal(ent_table_row(t, "2000"), 0);
  assert_int_equal(ent_table_column(t, "west"), 1);
  assert_string_equal(t->source[0], "");
  assert_string_equal(t->source[1], "a source");
  assert_string_equal(t->file, "../data/s.csv");
  assert_int_equal(ent_builder_table(builder, "second", "s.csv", 3, 2, names, NULL, cells, NULL), ENT_OK);
  assert_string_equal(builder->table->next->name, "second");
  assert_string_equal(builder->table->next->source[1], "");
}

static void test_errors(void **state)
{
  (void)state;
  static const char *const twice[] = {"year", "year"}, *const same_rows[] = {"a", "1", "b", "2", "a", "3"};
  static const char *const broken[] = {"a", "1", "b", "\xff", "c", "3"}, *const broken_name[] = {"\xff", "b"};
  const struct {
    const char *name;
    int rows, columns;
    const char *const *column, *const *source, *const *cell;
    ent_status code;
  } table[] = {
    {"t", 0, 2, names, NULL, cells, ENT_ARGUMENT},          {"t", 3, 0, names, NULL, cells, ENT_ARGUMENT},
    {"t", -1, 2, names, NULL, cells, ENT_ARGUMENT},         {"t", 3, 2, twice, NULL, cells, ENT_ARGUMENT},
    {"t", 3, 2, names, NULL, same_rows, ENT_ARGUMENT},      {"t", 3, 2, names, NULL, broken, ENT_SYNTAX},
    {"t", 3, 2, broken_name, NULL, cells, ENT_SYNTAX},      {"t", 3, 2, names, broken_name, cells, ENT_SYNTAX},
    {"\xff", 3, 2, names, NULL, cells, ENT_SYNTAX},         {"t", 8193, 1, names, NULL, cells, ENT_LIMIT},
    {"t", 2, 100001, names, NULL, cells, ENT_LIMIT},        {"t", 1, 8193, names, NULL, cells, ENT_LIMIT},
    {"t", 1 << 30, 1 << 30, names, NULL, cells, ENT_LIMIT},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_builder_table(builder, table[i].name, "f", table[i].rows, table[i].columns,
                                                table[i].column, table[i].source, table[i].cell, &err);
    if (status != table[i].code || err.code != status) fail_msg("%zu: %s: %s", i, ent_status_name(status), err.message);
    assert_null(builder->table);
  }
  assert_int_equal(ent_builder_table(builder, "t", "f", 3, 2, names, NULL, cells, NULL), ENT_OK);
  assert_int_equal(ent_builder_table(builder, "t", "f", 3, 2, names, NULL, cells, NULL), ENT_ARGUMENT);
}

/* 8,192 rows and 200,000 cells are the most. */
static void test_limits(void **state)
{
  (void)state;
  enum { ROWS = 8192, COLUMNS = 24 };
  static char text[ROWS + COLUMNS][16];
  const char **cell = calloc((size_t)ROWS * (COLUMNS + 1), sizeof *cell), *column[COLUMNS + 1];
  assert_non_null(cell);
  for (int i = 0; i < ROWS + COLUMNS; i++) snprintf(text[i], sizeof text[i], "k%d", i);
  for (int c = 0; c <= COLUMNS; c++) column[c] = text[c];
  for (int i = 0; i < ROWS * COLUMNS; i++) cell[i] = i % COLUMNS ? "" : text[i / COLUMNS];
  assert_int_equal(ent_builder_table(builder, "most", "f", ROWS, COLUMNS, column, NULL, cell, NULL), ENT_OK);
  for (int i = 0; i < ROWS * (COLUMNS + 1); i++) cell[i] = i % (COLUMNS + 1) ? "" : text[i / (COLUMNS + 1)];
  assert_int_equal(ent_builder_table(builder, "more", "f", ROWS, COLUMNS + 1, column, NULL, cell, NULL), ENT_LIMIT);
  assert_int_equal(ent_builder_table(builder, "8000 by 25", "f", 8000, COLUMNS + 1, column, NULL, cell, NULL), ENT_OK);
  free(cell);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_copied, open_builder, close_builder),
    cmocka_unit_test_setup_teardown(test_errors, open_builder, close_builder),
    cmocka_unit_test_setup_teardown(test_limits, open_builder, close_builder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
