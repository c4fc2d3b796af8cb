/* Are fractions exact, reduced, and refused where they do not fit? */
#include "entente/game.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

static ent_ratio ratio(int64_t num, int64_t den)
{
  ent_ratio out = {0, 1};
  assert_true(ent_ratio_make(num, den, &out));
  return out;
}

static void is(ent_ratio a, int64_t num, int64_t den)
{
  if (a.num != num || a.den != den)
    fail_msg("%lld/%lld is not %lld/%lld", (long long)a.num, (long long)a.den, (long long)num, (long long)den);
}

static void test_lowest_terms(void **state)
{
  (void)state;
  is(ratio(6, -4), -3, 2);
  is(ratio(0, 7), 0, 1);
  ent_ratio out = {5, 7};
  assert_false(ent_ratio_make(1, 0, &out));
  assert_false(ent_ratio_make(INT64_MIN, 1, &out));
  assert_false(ent_ratio_make(1, INT64_MIN, &out));
  is(out, 5, 7);
}

static void test_arithmetic(void **state)
{
  (void)state;
  ent_ratio out = {0, 1};
  assert_true(ent_ratio_add(ratio(1, 6), ratio(1, 3), &out));
  is(out, 1, 2);
  assert_true(ent_ratio_times(ratio(-2, 3), ratio(9, 4), &out));
  is(out, -3, 2);
  assert_true(ent_ratio_over(ratio(1, 2), ratio(-3, 4), &out));
  is(out, -2, 3);
  assert_false(ent_ratio_over(ratio(1, 2), ratio(0, 1), &out));
  assert_false(ent_ratio_add(ratio(INT64_MAX, 1), ratio(1, 1), &out));
  assert_false(ent_ratio_add(ratio(-INT64_MAX, 1), ratio(-1, 1), &out));
  assert_false(ent_ratio_times(ratio(INT64_MAX, 2), ratio(3, 1), &out));
  assert_false(ent_ratio_add(ratio(1, INT64_MAX), ratio(1, INT64_MAX - 1), &out));
  is(out, -2, 3);
  assert_true(ent_ratio_times(ratio(INT64_MAX, 5), ratio(5, INT64_MAX), &out)); /* reduced before it is multiplied */
  is(out, 1, 1);
}

/* Against products of small numbers, which always fit; and where no product fits. */
static void test_order(void **state)
{
  (void)state;
  for (int a = -7; a <= 7; a++)
    for (int b = 1; b <= 7; b++)
      for (int c = -7; c <= 7; c++)
        for (int d = 1; d <= 7; d++) {
          const int left = a * d, right = c * b, want = (left > right) - (left < right);
          assert_int_equal(ent_ratio_compare(ratio(a, b), ratio(c, d)), want);
        }
  assert_int_equal(ent_ratio_compare(ratio(INT64_MAX - 1, INT64_MAX), ratio(INT64_MAX - 2, INT64_MAX - 1)), 1);
  assert_int_equal(ent_ratio_compare(ratio(-INT64_MAX, 2), ratio(-INT64_MAX, 3)), -1);
}

static void test_text(void **state)
{
  static const struct {
    const char *text;
    int64_t num, den;
    const char *written;
  } good[] = {{"3", 3, 1, "3"},        {"-1.25", -5, 4, "-5/4"}, {"2/6", 1, 3, "1/3"},     {"5e-2", 1, 20, "1/20"},
              {"+.5", 1, 2, "1/2"},    {"12.", 12, 1, "12"},     {"1.5E2", 150, 1, "150"}, {"-0.0", 0, 1, "0"},
              {"0.36", 9, 25, "9/25"}, {"-4/2", -2, 1, "-2"}};
  static const char *const bad[] = {"", "-", ".", "x", "1/", "1/0", "1e", "1/-2", "e3"};
  static const char *const long_ones[] = {"1234567890123456789", "1e19", "1e-19", "1/9999999999999999999",
                                          "0.1234567890123456789"};
  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    ent_ratio out = {7, 7};
    size_t used = 0;
    char text[ENT_RATIO_MAX];
    assert_int_equal(ent_ratio_read(good[i].text, strlen(good[i].text), &out, &used, NULL), ENT_OK);
    is(out, good[i].num, good[i].den);
    assert_int_equal(used, strlen(good[i].text));
    assert_int_equal(ent_ratio_write(out, text), strlen(good[i].written));
    assert_string_equal(text, good[i].written);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_ratio out = {7, 9};
    ent_error err = {.code = ENT_OK};
    size_t used = 99;
    assert_int_equal(ent_ratio_read(bad[i], strlen(bad[i]), &out, &used, &err), ENT_SYNTAX);
    assert_true(out.num == 7 && used == 99 && err.message[0] != '\0');
  }
  for (size_t i = 0; i < sizeof long_ones / sizeof *long_ones; i++) {
    ent_ratio out = {7, 9};
    size_t used = 0;
    assert_int_equal(ent_ratio_read(long_ones[i], strlen(long_ones[i]), &out, &used, NULL), ENT_LIMIT);
  }
}

static void test_doubles(void **state)
{
  (void)state;
  ent_ratio out = {0, 1};
  assert_true(ent_ratio_of(0.17449, 4, &out));
  is(out, 349, 2000);
  assert_true(ent_ratio_of(-0.5, 0, &out));
  is(out, 0, 1);
  assert_false(ent_ratio_of(1e300, 4, &out));
  assert_false(ent_ratio_of(0.0 / 1.0 + 1e16, 0, &out));
  assert_false(ent_ratio_of(1, 10, &out));
  assert_true(ent_ratio_value(ratio(1, 4)) == 0.25);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_lowest_terms), cmocka_unit_test(test_arithmetic),
                                     cmocka_unit_test(test_order), cmocka_unit_test(test_text),
                                     cmocka_unit_test(test_doubles)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
