/* scale_test.c - ticks, labels pushed apart, percents as people read them. */
#include "picture.h"

#include <math.h>

#define NBSP "\xC2\xA0"

static void assert_percent(double p, const char *expected)
{
  char text[ENT_PERCENT_MAX];
  assert_int_equal(ent_percent_write(p, text), strlen(expected));
  assert_string_equal(text, expected);
}

static void test_percent(void **state)
{
  (void)state;
  assert_percent(0, "0" NBSP "%");
  assert_percent(1, "100" NBSP "%");
  assert_percent(1e-9, "<0.1" NBSP "%");
  assert_percent(0.0006, "0.1" NBSP "%");
  assert_percent(0.033, "3.3" NBSP "%");
  assert_percent(0.0999, "10" NBSP "%");
  assert_percent(0.46, "46" NBSP "%");
  assert_percent(0.5, "50" NBSP "%");
  assert_percent(0.504, "50.4" NBSP "%"); /* on which side of one half? */
  assert_percent(0.93, "93" NBSP "%");
  assert_percent(0.988, "98.8" NBSP "%");
  assert_percent(0.9999, ">99.9" NBSP "%");
  assert_percent(strtod("nan", NULL), "0" NBSP "%");
  assert_percent(17, "100" NBSP "%");
  for (int i = 1; i < 100000; i++) {
    char text[ENT_PERCENT_MAX];
    ent_percent_write(i / 100000.0, text);
    assert_string_not_equal(text, "0.0" NBSP "%");
    assert_string_not_equal(text, "0" NBSP "%");
    assert_string_not_equal(text, "100.0" NBSP "%");
    assert_string_not_equal(text, "100" NBSP "%");
  }
}

static void assert_share(double p, double se, const char *expected)
{
  char text[ENT_PERCENT_MAX];
  ent_share_write((ent_share){p, se}, text);
  assert_string_equal(text, expected);
}

static void test_share(void **state)
{
  (void)state;
  assert_share(0.033, 0.002, "3.3" NBSP "\xC2\xB1" NBSP "0.2" NBSP "%");
  assert_share(0.821, 0.0012, "82.1" NBSP "\xC2\xB1" NBSP "0.1" NBSP "%"); /* as many decimals on both sides */
  assert_share(0.0285, 0.00053, "2.85" NBSP "\xC2\xB1" NBSP "0.05" NBSP "%");
  assert_share(0.46, 0.00001, "46.00" NBSP "\xC2\xB1" NBSP "<0.01" NBSP "%");
  assert_share(0.00003, 0.000017, "0.003" NBSP "\xC2\xB1" NBSP "0.002" NBSP "%");
  assert_share(1e-7, 1e-7, "<0.001" NBSP "%");
  assert_share(1 - 1e-7, 1e-7, ">99.999" NBSP "%");
  assert_share(0, 0.000007, "<0.003" NBSP "%"); /* none of 100,000 draws: 3/n */
  assert_share(0, 0.007, "<3.0" NBSP "%");      /* none of 100 */
  assert_share(1, 0.007, ">97.0" NBSP "%");
  assert_share(0, 0, "<0.001" NBSP "%");
  assert_share(0.5, 0.15, "50" NBSP "\xC2\xB1" NBSP "15" NBSP "%");
}

static void test_nice_step(void **state)
{
  (void)state;
  assert_true(fabs(ent_nice_step(1, 5) - 0.2) < 1e-15);
  assert_true(fabs(ent_nice_step(63, 7) - 10) < 1e-12);
  assert_true(fabs(ent_nice_step(0.03, 5) - 0.01) < 1e-15);
  assert_true(ent_nice_step(0, 5) > 0 && ent_nice_step(strtod("nan", NULL), 5) > 0 && ent_nice_step(1e300, 3) > 0);
  for (int i = 1; i < 2000; i++) {
    const double span = ent_exp(0.01 * i - 10), step = ent_nice_step(span, 6);
    assert_true(step * 6 >= span * (1 - 1e-12) && step * 6 <= span * 6);
  }
}

static void test_spread(void **state)
{
  (void)state;
  for (uint64_t draw = 0; draw < 2000; draw++) {
    double at[12], before[12];
    int order[12];
    const int n = 1 + (int)(draw % 12);
    for (int i = 0; i < n; i++) before[i] = at[i] = 300 * ent_uniform(5, draw, 1, (uint32_t)i);
    ent_spread(at, order, n, 16, 0, 300);
    for (int i = 0; i < n; i++) {
      assert_true(at[i] >= -1e-6 && at[i] <= 300 + 1e-6);
      for (int j = 0; j < n; j++) {
        if (before[i] < before[j]) assert_true(at[j] - at[i] >= 16 - 1e-3);
      }
    }
  }
  double tight[5] = {1, 1, 1, 1, 1};
  int order[5];
  ent_spread(tight, order, 5, 100, 0, 8); /* no room: evenly over what there is */
  for (int i = 1; i < 5; i++) assert_true(fabs(fabs(tight[order[i]] - tight[order[i - 1]]) - 2) < 1e-6);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_percent), cmocka_unit_test(test_share),
                                     cmocka_unit_test(test_nice_step), cmocka_unit_test(test_spread)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
