/* value_test.c - numbers in the unit that a reader expects. */
#include "picture.h"

#include <math.h>

#define S "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define PM S "\xC2\xB1" S

static void assert_value(double v, const char *unit, int digits, const char *expected)
{
  char text[ENT_VALUE_MAX];
  assert_int_equal(ent_value_write(v, unit, digits, text), strlen(expected));
  assert_string_equal(text, expected);
}

static void test_units(void **state)
{
  (void)state;
  assert_value(0.13, "share", 2, "13" S "%");
  assert_value(0.03, "share", 2, "3" S "%");
  assert_value(0.0917, "share", 2, "9.2" S "%");
  assert_value(0.0048, "per year", 2,
               "0.48" S "%"
               " a" S "year");
  assert_value(0.005, "income", 2,
               "0.5" S "%"
               " of" S "income");
  assert_value(-0.0004, "income", 2,
               MINUS "0.04" S "%"
                     " of" S "income");
  assert_value(0.1, "points", 2, "+10" S "points");
  assert_value(-0.031, "points", 2, MINUS "3.1" S "points");
  assert_value(5, "years", 2, "5" S "years");
  assert_value(1, "years", 2, "1" S "year");
  assert_value(30507.4, "count", 2, "30,507");
  assert_value(1234567, "count", 2, "1,234,567");
  assert_value(999, "count", 2, "999");
  assert_value(0.1236, "count", 2, "0.124");
  assert_value(-0.45, "index", 2, MINUS "0.45");
  assert_value(0.4567, "index", 2, "0.46");
  assert_value(2.607, "ratio", 3, "2.61");
  assert_value(7, NULL, 2, "7");
  assert_value(7.25, "furlongs", 3, "7.25");
}

static void test_ends(void **state)
{
  (void)state;
  assert_value(0, "share", 2, "0" S "%");
  assert_value(1, "share", 2, "100" S "%");
  assert_value(1e-14, "index", 2, "0");
  assert_value(-1e-14, "index", 2, "0");
  assert_value(2e-6, "share", 2, "<0.001" S "%");
  assert_value(0.99995, "share", 2, ">99.99" S "%");
  assert_value(0.954, "share", 2, "95" S "%");
  assert_value(0.995, "share", 2, "99.5" S "%");
  assert_value(1.5, "share", 2, "150" S "%");
  assert_value(9.996, "index", 2, "10");
  assert_value(strtod("nan", NULL), "share", 2, "0" S "%");
  assert_value(strtod("inf", NULL), "index", 2, "0");
  for (int i = 1; i < 900; i++) { /* what is not 0 never reads as 0, and every digit asked for is there */
    char text[ENT_VALUE_MAX];
    const double v = ent_exp(0.02 * i - 13);
    ent_value_write(v, "index", 2, text);
    assert_true(fabs(strtod(text, NULL) / v - 1) < 0.051);
    ent_value_write(v, "share", 2, text);
    assert_int_not_equal(strncmp(text, "0" S, 3), 0);
  }
  char text[ENT_VALUE_MAX];
  assert_true(ent_value_write(-1.7e308, "income", 3, text) < ENT_VALUE_MAX);
}

static void test_ranges(void **state)
{
  (void)state;
  char text[ENT_RANGE_MAX];
  ent_range_write(0.03, 0.25, "share", 2, text);
  assert_string_equal(text, "3" S "% to 25" S "%");
  ent_range_write(-0.005, 0.008, "income", 2, text);
  assert_string_equal(text, MINUS "0.5" S "% to 0.8" S "% of" S "income");
  ent_range_write(0.11, 0.266, "per year", 2, text);
  assert_string_equal(text, "11" S "% to 27" S "% a" S "year");
  ent_range_write(-0.7, -0.2, "index", 2, text);
  assert_string_equal(text, MINUS "0.7 to " MINUS "0.2");
}

static void assert_measure(double v, double se, const char *unit, const char *expected)
{
  char text[ENT_RANGE_MAX];
  assert_int_equal(ent_measure_write(v, se, unit, text), strlen(expected));
  assert_string_equal(text, expected);
}

static void test_measures(void **state)
{
  (void)state;
  assert_measure(0.6823, 0, "share", "68.2" S "%");
  assert_measure(0.033, 0.002, "share", "3.3" PM "0.2" S "%");
  assert_measure(-0.1213, 0.0031, "points", MINUS "12.1" PM "0.3" S "points");
  assert_measure(0.0283, 0.0052, "points", "+2.8" PM "0.5" S "points");
  assert_measure(21, 0, "count", "21");
  assert_measure(0.0455, 0.002, "per year", "4.5" PM "0.2" S "% a" S "year");
  assert_measure(1.4427, 0, "ratio", "1.44");
}

static void assert_comparison(const char *asked, const char *unit, const char *expected)
{
  char text[ENT_RANGE_MAX];
  ent_comparison_write(asked, unit, text);
  assert_string_equal(text, expected);
}

static void test_comparisons(void **state)
{
  (void)state;
  assert_comparison("> 0.5", "share", ">" S "50" S "%");
  assert_comparison("> 50%", "share", ">" S "50" S "%");
  assert_comparison("<= 0.125", "share", "\xE2\x89\xA4" S "12.5" S "%"); /* a threshold is not rounded */
  assert_comparison(">= -0.05", "points", "\xE2\x89\xA5" S MINUS "5" S "points");
  assert_comparison("between 0.6 and 0.7", "share", "60" S "% to 70" S "%");
  assert_comparison("< 0.2", "per year", "<" S "20" S "% a" S "year");
  assert_comparison("= 1", "count", "=" S "1");
  assert_comparison("about right", "share", "about right");
  assert_comparison(NULL, "share", "");
  char long_text[4 * ENT_RANGE_MAX], text[ENT_RANGE_MAX];
  memset(long_text, 'x', sizeof long_text - 1);
  long_text[sizeof long_text - 1] = '\0';
  assert_true(ent_comparison_write(long_text, "share", text) < ENT_RANGE_MAX);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_units), cmocka_unit_test(test_ends),
                                     cmocka_unit_test(test_ranges), cmocka_unit_test(test_measures),
                                     cmocka_unit_test(test_comparisons)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
