/* Which rows does a filter pick, and what does it say of a filter that it cannot read? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "model/filter.h"

#define COLUMNS 4
static const char *const column[COLUMNS] = {"case", "kind", "opponents", "adopted"};
static const char *const row[][COLUMNS] = {
  {"a", "wedge", "0", "1"},        {"b", "wedge", "3", "0"}, {"c", "pact", "1", ""},
  {"d", "pact pact", "2.0", "NA"}, {"e", "", "-1", "1.0"},
};

static void test_picks(void **state)
{
  (void)state;
  static const struct {
    const char *filter, *rows;
  } table[] = {
    {"", "abcde"},
    {"   ", "abcde"},
    {"kind=wedge", "ab"},
    {"kind != wedge", "cde"},
    {"kind=\"pact pact\"", "d"},
    {"opponents>=1", "bcd"},
    {"opponents>1", "bd"},
    {"opponents<=0", "ae"},
    {"opponents<0", "e"},
    {"opponents=2", "d"},
    {"opponents=2.0", "d"},
    {"opponents!=2", "abce"},
    {"adopted=1", "ae"},
    {"adopted>=0", "abe"},
    {"adopted!=1", "bcd"},
    {"kind=wedge, opponents>=1", "b"},
    {"kind=wedge and opponents>=1", "b"},
    {"kind=wedge,opponents>=1 , case=b", "b"},
    {"case=a, case=b", ""},
    {"adopted<5, opponents>=-1", "abe"},
    {"case=z", ""},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_filter f;
    ent_error err;
    char picked[8] = "";
    if (ent_filter_read(table[i].filter, COLUMNS, column, &f, &err) != ENT_OK)
      fail_msg("%s: %s", table[i].filter, err.message);
    for (size_t r = 0; r < sizeof row / sizeof *row; r++)
      if (ent_filter_holds(&f, row[r])) picked[strlen(picked)] = row[r][0][0];
    if (strcmp(picked, table[i].rows) != 0) fail_msg("%s picks %s", table[i].filter, picked);
  }
}

static void test_errors(void **state)
{
  (void)state;
  char longest[80];
  memcpy(longest, "kind=", 5);
  memset(longest + 5, 'x', 64);
  longest[69] = '\0';
  const struct {
    const char *filter;
    ent_status code;
    int column;
    const char *meant;
  } table[] = {
    {"kin=wedge", ENT_REFERENCE, 1, "kind"},
    {"case=a, oponents>=1", ENT_REFERENCE, 9, "opponents"},
    {"zzzzzz=1", ENT_REFERENCE, 1, NULL},
    {"kind", ENT_SYNTAX, 5, NULL},
    {"kind ~ x", ENT_SYNTAX, 6, NULL},
    {"kind=", ENT_SYNTAX, 6, NULL},
    {"=x", ENT_SYNTAX, 1, NULL},
    {"kind=a b", ENT_SYNTAX, 8, NULL},
    {"kind=\"a", ENT_SYNTAX, 6, NULL},
    {"opponents>=many", ENT_ARGUMENT, 12, NULL},
    {",", ENT_SYNTAX, 1, NULL},
    {longest, ENT_SYNTAX, 6, NULL},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_filter f = {.count = 77};
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_filter_read(table[i].filter, COLUMNS, column, &f, &err);
    if (status != table[i].code || err.code != status || err.column != table[i].column)
      fail_msg("%s: %s in column %d: %s", table[i].filter, ent_status_name(status), err.column, err.message);
    if ((table[i].meant != NULL) != (strstr(err.message, "did you mean") != NULL) ||
        (table[i].meant && !strstr(err.message, table[i].meant)))
      fail_msg("%s: %s", table[i].filter, err.message);
    assert_int_equal(f.count, 77);
  }
}

static void test_limit(void **state)
{
  (void)state;
  char text[400] = "";
  for (int n = 1; n <= ENT_FILTER_MAX + 1; n++) {
    ent_filter f;
    snprintf(text + strlen(text), sizeof text - strlen(text), "%sopponents>=%d", n > 1 ? ", " : "", -n);
    assert_int_equal(ent_filter_read(text, COLUMNS, column, &f, NULL), n <= ENT_FILTER_MAX ? ENT_OK : ENT_LIMIT);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_picks), cmocka_unit_test(test_errors),
                                     cmocka_unit_test(test_limit)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
