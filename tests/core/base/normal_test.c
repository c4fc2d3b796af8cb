/* The normal distribution function and its inverse against MPFR, symmetric, rising, and inverse to each other. */
#include "math_table.h"

#include "entente/base.h"

static double body_error(const math_row *row)
{
  return fabs(row->x[0]) > 6.0 ? 0.0 : math_relative(ent_normal_cdf(row->x[0]), row);
}

/* Subnormal values are right to 3 ulp. */
static double tail_error(const math_row *row)
{
  const double got = ent_normal_cdf(row->x[0]);
  return row->near < 0x1p-1022 ? 1e-13 * math_ulps(got, row) / 3.0 : math_relative(got, row);
}

static double quantile_error(const math_row *row)
{
  return math_relative(ent_normal_quantile(row->x[0]), row);
}

static void test_tables(void **state)
{
  (void)state;
  math_check("normal_cdf", 1, 460, 4e-16, body_error);
  math_check("normal_cdf", 1, 460, 1e-13, tail_error);
  math_check("normal_quantile", 1, 480, 1e-15, quantile_error);
}

static void test_ends(void **state)
{
  (void)state;
  math_same(ent_normal_cdf(0.0), 0.5);
  math_same(ent_normal_cdf(INFINITY), 1.0);
  math_same(ent_normal_cdf(-INFINITY), 0.0);
  math_same(ent_normal_cdf(-39.0), 0.0);
  math_same(ent_normal_cdf(-1e300), 0.0);
  math_same(ent_normal_cdf(1e300), 1.0);
  math_is_nan(ent_normal_cdf(NAN));
  math_same(ent_normal_quantile(0.5), 0.0);
  math_same(ent_normal_quantile(0.0), -INFINITY);
  math_same(ent_normal_quantile(-0.0), -INFINITY);
  math_same(ent_normal_quantile(1.0), INFINITY);
  math_is_nan(ent_normal_quantile(-0x1p-1074));
  math_is_nan(ent_normal_quantile(0x1.0000000000001p+0));
  math_is_nan(ent_normal_quantile(INFINITY));
  math_is_nan(ent_normal_quantile(-INFINITY));
  math_is_nan(ent_normal_quantile(NAN));
}

static void test_properties(void **state)
{
  (void)state;
  uint64_t seed = 5;
  for (int i = 0; i < 100000; i++) {
    const double z = math_uniform(&seed, -8, 8);
    const double next = z + math_uniform(&seed, 1e-8, 1e-2);
    assert_true(ent_normal_cdf(z) <= ent_normal_cdf(next));
    assert_true(fabs(ent_normal_cdf(z) + ent_normal_cdf(-z) - 1.0) <= 0x1p-52);
    const double p = ldexp(floor(math_uniform(&seed, 1, 0x1p30)), -30); /* 1 - p is exact */
    math_same(ent_normal_quantile(1.0 - p), p == 0.5 ? 0.0 : -ent_normal_quantile(p));
    assert_true(ent_normal_quantile(p) < ent_normal_quantile(p + 0x1p-31));
    const double back = ent_normal_cdf(ent_normal_quantile(p));
    const double z_size = fabs(ent_normal_quantile(p));
    assert_true(fabs(back - p) <= 1e-15 * p * (2.0 + z_size * z_size));
  }
}

/* Nothing jumps where one formula takes over from another. */
static void test_seams(void **state)
{
  (void)state;
  static const double seams[] = {0.6, 5.65685424949238};
  for (int i = 0; i < 2; i++) {
    const double below = ent_normal_cdf(-seams[i]), above = ent_normal_cdf(nextafter(-seams[i], -INFINITY));
    assert_true(fabs(below - above) <= 7e-15 * below); /* an ulp of z is worth 5e-15 at 5.66 */
  }
  static const double p[] = {0.075, 1.3887943864964021e-11};
  for (int i = 0; i < 2; i++) {
    const double below = ent_normal_quantile(p[i]), above = ent_normal_quantile(p[i] * (1 + 1e-15));
    assert_true(fabs(below - above) <= 2e-15 * fabs(below));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables), cmocka_unit_test(test_ends),
                                     cmocka_unit_test(test_properties), cmocka_unit_test(test_seams)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
