/* log x and log(1 + x) against MPFR, at the ends of the range, and never falling. */
#include "math_table.h"

#include "base/ieee.h"
#include "entente/base.h"

static double log_error(const math_row *row)
{
  return math_ulps(ent_log(row->x[0]), row);
}

static double log1p_error(const math_row *row)
{
  return math_ulps(ent_log1p(row->x[0]), row);
}

/* The pair against the table's 106 bits: what pow stands on. */
static double pair_error(const math_row *row)
{
  const ent_pair log_x = ent_log_pair(row->x[0], 0.0);
  if (row->near == 0.0) return fabs(log_x.high + log_x.low);
  return fabs(((log_x.high - row->near) + (log_x.low - ldexp(row->rest, math_ulp_power(row->near)))) / row->near);
}

static void test_tables(void **state)
{
  (void)state;
  math_check("log", 1, 460, 0.53, log_error);
  math_check("log1p", 1, 460, 0.53, log1p_error);
  math_check("log", 1, 460, 0x1p-65, pair_error);
}

static void test_pair_with_rest(void **state)
{
  (void)state;
  uint64_t seed = 3;
  for (int i = 0; i < 20000; i++) { /* log(x + low) = log x + low/x to first order */
    const double x = ldexp(math_uniform(&seed, 0.6, 1.4), (int)math_uniform(&seed, -900, 900));
    const double low = x * math_uniform(&seed, -0x1p-54, 0x1p-54);
    const ent_pair plain = ent_log_pair(x, 0.0), moved = ent_log_pair(x, low);
    const double difference = (moved.high - plain.high) + (moved.low - plain.low);
    assert_true(fabs(difference - low / x) <= 0x1p-64 * fabs(plain.high) + 0x1p-106);
  }
}

static void test_ends(void **state)
{
  (void)state;
  math_same(ent_log(1.0), 0.0);
  math_same(ent_log(0.0), -INFINITY);
  math_same(ent_log(-0.0), -INFINITY);
  math_same(ent_log(INFINITY), INFINITY);
  math_is_nan(ent_log(-1.0));
  math_is_nan(ent_log(-0x1p-1074));
  math_is_nan(ent_log(-INFINITY));
  math_is_nan(ent_log(NAN));
  math_is_nan(ent_log(-NAN));
  math_same(ent_log1p(0.0), 0.0);
  math_same(ent_log1p(-0.0), -0.0);
  math_same(ent_log1p(-1.0), -INFINITY);
  math_same(ent_log1p(INFINITY), INFINITY);
  math_is_nan(ent_log1p(-0x1.0000000000001p+0));
  math_is_nan(ent_log1p(-INFINITY));
  math_is_nan(ent_log1p(NAN));
}

static void test_rises(void **state)
{
  (void)state;
  uint64_t seed = 11;
  for (int i = 0; i < 100000; i++) {
    const double x = math_uniform(&seed, 0.4, 3);
    const double next = x * (1 + math_uniform(&seed, 2.3e-16, 1e-12));
    assert_true(ent_log(x) <= ent_log(next));
    assert_true(ent_log1p(x - 1) <= ent_log1p(next - 1));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables), cmocka_unit_test(test_pair_with_rest),
                                     cmocka_unit_test(test_ends), cmocka_unit_test(test_rises)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
