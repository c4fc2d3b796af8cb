/* The small pieces of base that others lean on: ones of a set, chance of a logit, share behind k of n, place of a name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "base/bits.h"
#include "base/jeffreys.h"
#include "base/logistic.h"
#include "base/suggest.h"

static void test_ones(void **state)
{
  (void)state;
  assert_int_equal(ent_ones(0), 0);
  assert_int_equal(ent_ones(UINT32_MAX), 32);
  uint32_t x = 1;
  for (int i = 0; i < 1000; i++) {
    int count = 0;
    x = x * UINT32_C(1664525) + UINT32_C(1013904223);
    for (int k = 0; k < 32; k++) count += (int)(x >> k & 1);
    assert_int_equal(ent_ones(x), count);
  }
}

static void test_logistic(void **state)
{
  (void)state;
  assert_true(ent_logistic(0) == 0.5);
  assert_true(ent_logistic(1000) == 1);
  assert_true(ent_logistic(-1000) == 0);
  for (int i = -40; i <= 40; i++) {
    const double y = i / 4.0;
    assert_true(fabs(ent_logistic(y) + ent_logistic(-y) - 1) < 1e-15);
    assert_true(fabs(ent_log(ent_logistic(y)) - ent_log1p(-ent_logistic(y)) - y) < 1e-10);
  }
}

/* Brown, Cai and DasGupta 2001: the interval of 0 of n begins above 0, and it mirrors. */
static void test_jeffreys(void **state)
{
  (void)state;
  const ent_interval none = ent_jeffreys(0, 10), all = ent_jeffreys(10, 10), nothing = ent_jeffreys(0, 0);
  assert_true(none.low > 0 && none.mean == 0.5 / 11);
  assert_true(fabs(none.high + all.low - 1) < 1e-11 && fabs(none.low + all.high - 1) < 1e-11);
  assert_true(fabs(ent_beta_cdf(none.high, 0.5, 10.5) - 0.95) < 1e-11);
  assert_true(nothing.mean == 0.5 && nothing.low < 0.01 && nothing.high > 0.99); /* the arcsine law */
}

static void test_name_find(void **state)
{
  (void)state;
  const char *const names[] = {"id", "year", "id"};
  assert_int_equal(ent_name_find("id", names, 3), 0);
  assert_int_equal(ent_name_find("year", names, 3), 1);
  assert_int_equal(ent_name_find("yea", names, 3), -1);
  assert_int_equal(ent_name_find("year", names, 1), -1);
  assert_int_equal(ent_name_find("id", NULL, 0), -1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_ones),
    cmocka_unit_test(test_logistic),
    cmocka_unit_test(test_jeffreys),
    cmocka_unit_test(test_name_find),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
