/* csv_test.c - host/csv.c reads RFC 4180 with provenance and tells the place of every fault. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/csv.h"

static host_table read_table(const char *text)
{
  host_table t;
  ent_error err = {.message = ""};
  const ent_status status = host_csv_read(text, strlen(text), &t, &err);
  if (status != ENT_OK) print_error("%d:%d %s\n", err.line, err.column, err.message);
  assert_int_equal(status, ENT_OK);
  return t;
}

static void expect_error(const char *text, ent_status code, int line, int column, const char *part)
{
  host_table t = {.rows = 77};
  ent_error err = {.message = ""};
  const ent_status status = host_csv_read(text, strlen(text), &t, &err);
  if (status != code || err.line != line || err.column != column)
    print_error("%d:%d %s\n", err.line, err.column, err.message);
  assert_int_equal(status, code);
  assert_int_equal(err.line, line);
  assert_int_equal(err.column, column);
  assert_non_null(strstr(err.message, part));
  assert_int_equal(t.rows, 77); /* outputs untouched */
}

static void test_plain(void **state)
{
  (void)state;
  host_table t = read_table("year,g7\n1993,0.67\n2024,0.44\n");
  assert_int_equal(t.rows, 2);
  assert_int_equal(t.columns, 2);
  assert_string_equal(t.column[0], "year");
  assert_string_equal(t.column[1], "g7");
  assert_string_equal(t.cell[0], "1993");
  assert_string_equal(t.cell[3], "0.44");
  assert_null(t.source[0]);
  host_table_free(&t);
}

static void test_quotes(void **state)
{
  (void)state;
  host_table t = read_table("a,b,c\n\"x, y\",\"he said \"\"no\"\"\",\"\"\n\"two\nlines\",,z");
  assert_int_equal(t.rows, 2);
  assert_string_equal(t.cell[0], "x, y");
  assert_string_equal(t.cell[1], "he said \"no\"");
  assert_string_equal(t.cell[2], "");
  assert_string_equal(t.cell[3], "two\nlines");
  assert_string_equal(t.cell[4], "");
  assert_string_equal(t.cell[5], "z");
  host_table_free(&t);
}

static void test_line_ends(void **state)
{
  (void)state;
  host_table t = read_table("\xEF\xBB\xBF# title: t\r\n# source b: here \r\na,b\r\n1,\"2\"\r\n3,4\r\n\r\n");
  assert_int_equal(t.rows, 2);
  assert_string_equal(t.column[0], "a");
  assert_string_equal(t.column[1], "b");
  assert_string_equal(t.cell[1], "2");
  assert_string_equal(t.cell[3], "4");
  assert_null(t.source[0]);
  assert_string_equal(t.source[1], "here");
  host_table_free(&t);
  t = read_table("only\n");
  assert_int_equal(t.rows, 0);
  assert_int_equal(t.columns, 1);
  host_table_free(&t);
}

static void test_sources(void **state)
{
  (void)state;
  host_table t =
    read_table("# title: T\n# source *: the rest: all of it\n#\n#source b:  World Bank, 2023\n# sourced a: no\n"
               "a,b,c\n1,2,3\n#4,5,6\n");
  assert_string_equal(t.source[0], "the rest: all of it");
  assert_string_equal(t.source[1], "World Bank, 2023");
  assert_string_equal(t.source[2], "the rest: all of it");
  assert_int_equal(t.rows, 2);
  assert_string_equal(t.cell[3], "#4"); /* below the header, # is data */
  host_table_free(&t);
}

static void test_errors(void **state)
{
  (void)state;
  expect_error("", ENT_ARGUMENT, 1, 1, "header");
  expect_error("# only\n# comments\n", ENT_ARGUMENT, 3, 1, "header");
  expect_error("# no line end", ENT_ARGUMENT, 1, 1, "header");
  expect_error("a,b\n1,2\n3\n", ENT_SYNTAX, 3, 1, "1 field where the header has 2");
  expect_error("a,b\n1,2,3\n", ENT_SYNTAX, 2, 1, "3 fields");
  expect_error("a,b\n1,x\"y\n", ENT_SYNTAX, 2, 4, "quote");
  expect_error("a,b\n1,\"y\"z\n", ENT_SYNTAX, 2, 6, "closing quote");
  expect_error("a,b\n1,\"y\n2,3\n", ENT_SYNTAX, 2, 3, "never closed");
  expect_error("a,b\n\n1,2\n", ENT_SYNTAX, 2, 1, "empty line");
  expect_error("a,b\n\xE4\xB8\xAD,\xFF\n", ENT_SYNTAX, 2, 3, "UTF-8");
  expect_error("# title\n# source gdp_pp: x\nyear,gdp_ppp\n1,2\n", ENT_REFERENCE, 2, 1, "did you mean \"gdp_ppp\"");
}

static void test_nul(void **state)
{
  (void)state;
  host_table t;
  ent_error err;
  assert_int_equal(host_csv_read("a\nx\0y\n", 6, &t, &err), ENT_SYNTAX);
  assert_int_equal(err.line, 2);
  assert_int_equal(err.column, 2);
}

/* Any text over a small alphabet is a table or an error with a place, never a crash. */
static void test_every_short_text(void **state)
{
  (void)state;
  static const char alphabet[] = "a,;\"\n\r#";
  const size_t letters = sizeof alphabet - 1;
  size_t good = 0;
  for (size_t length = 0; length <= 6; length++) {
    size_t total = 1;
    for (size_t i = 0; i < length; i++) total *= letters;
    for (size_t code = 0; code < total; code++) {
      char text[8] = "";
      for (size_t i = 0, rest = code; i < length; i++, rest /= letters) text[i] = alphabet[rest % letters];
      host_table t;
      ent_error err = {.line = -1};
      if (host_csv_read(text, length, &t, &err) == ENT_OK) {
        good++;
        assert_true(t.columns >= 1);
        for (int i = 0; i < t.rows * t.columns; i++) assert_true(strlen(t.cell[i]) <= length);
        host_table_free(&t);
      } else {
        assert_true(err.line >= 1 && err.column >= 1);
      }
    }
  }
  assert_true(good > 1000);
}

static void test_places(void **state)
{
  (void)state;
  static const char text[] =
    "\xEF\xBB\xBF# c\n# d, e\nname,votes\n\"B, C\",\xC3\xA9\nx,\"two\nlines \"\"q\"\"\"\ny,3\n";
  static const struct {
    int row, column, line, place;
  } wanted[] = {{0, 0, 4, 1}, {0, 1, 4, 8}, {1, 1, 5, 3}, {2, 0, 7, 1}, {2, 1, 7, 3}};
  for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
    int line = -1, place = -1;
    host_csv_place(text, sizeof text - 1, wanted[i].row, wanted[i].column, &line, &place);
    assert_int_equal(line, wanted[i].line);
    assert_int_equal(place, wanted[i].place);
  }
  int line = -1, place = -1;
  host_csv_place(text, sizeof text - 1, 9, 0, &line, &place);
  host_csv_place(text, sizeof text - 1, 0, 2, &line, &place);
  assert_true(line == -1 && place == -1);
}

/* What a spreadsheet in Paris saves, and what is copied out of one; a comma in the header wins, in quotes it does not count. */
static void test_separators(void **state)
{
  (void)state;
  host_table t = read_table("\xEF\xBB\xBF# a, comment\r\n\"name, full\";x\r\n\"B; C\";1,5\r\n");
  assert_int_equal(t.columns, 2);
  assert_string_equal(t.column[0], "name, full");
  assert_string_equal(t.cell[0], "B; C");
  assert_string_equal(t.cell[1], "1,5");
  host_table_free(&t);
  t = read_table("a\tb; c\n1\t;2\n");
  assert_string_equal(t.column[1], "c"); /* a semicolon before a tab */
  assert_string_equal(t.cell[0], "1\t");
  host_table_free(&t);
  t = read_table("a\tb\n1\t\n");
  assert_int_equal(t.columns, 2);
  assert_string_equal(t.cell[1], "");
  host_table_free(&t);
  t = read_table("a;b,c\n1;2,3\n");
  assert_int_equal(t.columns, 2);
  assert_string_equal(t.cell[0], "1;2");
  host_table_free(&t);
  expect_error("a;b\n1,2\n", ENT_SYNTAX, 2, 1, "1 field");
  expect_error("a;b\n\"1\",2\n", ENT_SYNTAX, 2, 4, "separator");
  int line = 0, place = 0;
  host_csv_place("a;b,c;d\n", 8, -1, 1, &line, &place);
  static const char spaced[] = "a;b\n1; 2,5\n";
  host_csv_place(spaced, sizeof spaced - 1, 0, 1, &line, &place);
  assert_int_equal(line, 2);
  assert_int_equal(place, 4);
}

static void test_blanks(void **state)
{
  (void)state;
  host_table t = read_table("a , b\n  x y ,\" q \"\n ,  \n");
  assert_string_equal(t.column[0], "a");
  assert_string_equal(t.column[1], "b");
  assert_string_equal(t.cell[0], "x y");
  assert_string_equal(t.cell[2], "");
  assert_string_equal(t.cell[3], "");
  host_table_free(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_plain),
    cmocka_unit_test(test_quotes),
    cmocka_unit_test(test_line_ends),
    cmocka_unit_test(test_sources),
    cmocka_unit_test(test_errors),
    cmocka_unit_test(test_nul),
    cmocka_unit_test(test_every_short_text),
    cmocka_unit_test(test_places),
    cmocka_unit_test(test_separators),
    cmocka_unit_test(test_blanks),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
