/* schema_test.c - the list of fields: domains, units, defaults, dates. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "model/schema.h"
#include "support/tiny_text.h"

static void test_detail(void **state)
{
  (void)state;
  assert_int_equal(ent_domain_find("REAL income"), ENT_DOMAIN_REAL);
  assert_string_equal(ent_unit_find("REAL income"), "income");
  assert_int_equal(ent_domain_find("SHARE per year"), ENT_DOMAIN_SHARE);
  assert_string_equal(ent_unit_find("SHARE per year"), "per year");
  assert_int_equal(ent_domain_find("SHARE"), ENT_DOMAIN_SHARE);
  assert_string_equal(ent_unit_find("SHARE"), "share");
  assert_string_equal(ent_unit_find("COUNT"), "count");
  assert_string_equal(ent_unit_find("SIGNED"), "index");
}

static bool is_unit(const char *word)
{
  static const char *const words[] = {
#define X(name, text, example) text,
    ENT_UNIT_LIST(X)
#undef X
  };
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i], word) == 0) return true;
  return false;
}

static bool is_domain(const char *detail)
{
  static const char *const words[] = {
#define X(name, text, shape) #name,
    ENT_DOMAIN_LIST(X)
#undef X
  };
  const size_t size = strcspn(detail, " ");
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strlen(words[i]) == size && strncmp(words[i], detail, size) == 0) return true;
  return false;
}

/* A misspelt domain or unit in schema.def would be read as another one in silence. */
static void test_every_field(void **state)
{
  (void)state;
  ent_field_info f;
  int numbers = 0;
  for (int i = 0; ent_schema_field(i, &f); i++) {
    if (strcmp(f.type, "NUMBER") == 0 || strcmp(f.type, "NUMBERS") == 0) {
      numbers++;
      assert_true(is_domain(f.detail));
      assert_true(is_unit(ent_unit_find(f.detail)));
    }
    if (strcmp(f.record, "test") == 0 && strcmp(f.key, "unit") == 0) {
      for (const char *word = f.detail; *word; word += strcspn(word, "|"), word += *word == '|') {
        char one[32];
        const int size = (int)strcspn(word, "|");
        assert_true(snprintf(one, sizeof one, "%.*s", size, word) < (int)sizeof one);
        assert_true(is_unit(one));
      }
    }
  }
  assert_true(numbers > 30);
}

/* The list agrees with itself. */
static void test_list(void **state)
{
  (void)state;
  ent_field_info f, g;
  int count = 0;
  for (; ent_schema_field(count, &f); count++) {
    assert_true(f.record[0] && f.key[0] && f.type[0] && f.help[0]);
    assert_non_null(f.detail);
    assert_int_equal(f.help[strlen(f.help) - 1], '.');
    assert_false(f.required && f.fallback[0]); /* a default would never be used */
    for (int k = 0; k < count; k++) {
      assert_true(ent_schema_field(k, &g));
      assert_false(strcmp(f.record, g.record) == 0 && strcmp(f.key, g.key) == 0);
    }
  }
  assert_int_equal(count, ENT_FIELDS);
  f.key = "untouched";
  assert_false(ent_schema_field(-1, &f) || ent_schema_field(ENT_FIELDS, &f));
  assert_string_equal(f.key, "untouched");
}

/* Records that fields name exist; every default is a value that its own field would take. */
static void test_defaults(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  for (int i = 0; i < ENT_FIELDS; i++) {
    const ent_field_row *const f = &ent_field_table[i];
    if (f->type == ENT_TYPE_ONE || f->type == ENT_TYPE_MAP || f->type == ENT_TYPE_LIST)
      assert_true(ent_record_find(f->detail) < ENT_RECORDS);
    if (f->type != ENT_TYPE_NUMBER || !f->fallback[0]) continue;
    char words[200];
    double q[3];
    ent_error err;
    const ent_domain domain = ent_domain_find(f->detail);
    const size_t size = strlen(f->fallback);
    if (ent_notation_explain(f->fallback, size, domain, &memory, words, sizeof words, q, &err) != ENT_OK)
      fail_msg("%s: %s: %s", f->key, f->fallback, err.message);
  }
  for (int r = 0; r < ENT_RECORDS; r++) {
    assert_int_equal(ent_record_find(ent_record_name[r]), r);
    assert_true(ent_record_help[r][0]);
  }
  assert_int_equal(ent_record_find("nothing"), ENT_RECORDS);
}

/* Dates as the calendar has them. */
static void test_dates(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    double year;
  } good[] = {
    {"2014", 2014},
    {"0001", 1},
    {"2014-01", 2014},
    {"2014-01-01", 2014},
    {"2013-02", 2013 + 31 / 365.0},
    {"2012-12-31", 2012 + 365 / 366.0},
    {"2013-12-31", 2013 + 364 / 365.0},
    {"2012-03-01", 2012 + 60 / 366.0},
    {"2013-03-01", 2013 + 59 / 365.0},
    {"2000-02-29", 2000 + 59 / 366.0},
  };
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    double year = 0;
    if (!ent_date_year(good[i].text, &year) || fabs(year - good[i].year) > 1e-12)
      fail_msg("%s is %.12g", good[i].text, year);
  }
  static const char *const bad[] = {"",           "14",         "201",        "20140",       "2014-",
                                    "2014-1",     "2014-00",    "2014-13",    "2014-02-30",  "2013-02-29",
                                    "1900-02-29", "2014-04-31", "2014-04-00", "2014/04/01",  "2014-04-1",
                                    "0000",       "x014",       "2014-0x",    "2014-04-01 ", "-014"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    double year = -7;
    if (ent_date_year(bad[i], &year) || year != -7) fail_msg("%s is taken for a date", bad[i]);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_detail),   cmocka_unit_test(test_every_field), cmocka_unit_test(test_list),
    cmocka_unit_test(test_defaults), cmocka_unit_test(test_dates),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
