/* e^x and e^x - 1 against MPFR, at the ends of the range, and never falling. */
#include "math_table.h"

#include "entente/base.h"

static double exp_error(const math_row *row)
{
  return math_ulps(ent_exp(row->x[0]), row);
}

static double expm1_error(const math_row *row)
{
  return math_ulps(ent_expm1(row->x[0]), row);
}

static double exp_normal_error(const math_row *row)
{
  return row->near < 0x1p-1022 ? 0.0 : exp_error(row);
}

static void test_tables(void **state)
{
  (void)state;
  math_check("exp", 1, 490, 0.76, exp_error); /* 0.76: subnormal results are rounded twice */
  math_check("exp", 1, 490, 0.52, exp_normal_error);
  math_check("expm1", 1, 490, 0.6, expm1_error);
}

static void test_ends(void **state)
{
  (void)state;
  math_same(ent_exp(0.0), 1.0);
  math_same(ent_exp(-0.0), 1.0);
  math_same(ent_exp(INFINITY), INFINITY);
  math_same(ent_exp(-INFINITY), 0.0);
  math_same(ent_exp(0x1.62e42fefa39efp+9), 0x1.fffffffffff2ap+1023); /* the largest with a finite value */
  math_same(ent_exp(0x1.62e42fefa39f0p+9), INFINITY);
  math_same(ent_exp(-0x1.74910d52d3051p+9), 0x1p-1074);
  math_same(ent_exp(-0x1.74910d52d3052p+9), 0.0);
  math_same(ent_exp(1e300), INFINITY);
  math_same(ent_exp(-1e300), 0.0);
  math_is_nan(ent_exp(NAN));
  math_is_nan(ent_exp(-NAN));
  math_same(ent_expm1(0.0), 0.0);
  math_same(ent_expm1(-0.0), -0.0);
  math_same(ent_expm1(INFINITY), INFINITY);
  math_same(ent_expm1(-INFINITY), -1.0);
  math_same(ent_expm1(710.0), INFINITY);
  math_same(ent_expm1(-800.0), -1.0);
  math_is_nan(ent_expm1(NAN));
}

static void test_rises(void **state)
{
  (void)state;
  uint64_t seed = 7;
  for (int i = 0; i < 100000; i++) {
    const double x = math_uniform(&seed, -50, 50);
    const double next = x + fabs(x) * math_uniform(&seed, 1e-15, 1e-12);
    assert_true(ent_exp(x) <= ent_exp(next));
    assert_true(ent_expm1(x) <= ent_expm1(next));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables), cmocka_unit_test(test_ends),
                                     cmocka_unit_test(test_rises)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
