/* log Gamma and the gamma distribution against MPFR and closed forms; the quantile against the distribution. */
#include "math_table.h"

#include "entente/base.h"

static double lgamma_error(const math_row *row)
{
  const double size = fabs(row->near) > 1.0 ? fabs(row->near) : 1.0;
  return math_absolute(ent_lgamma(row->x[0]), row) / size;
}

static double cdf_absolute_error(const math_row *row)
{
  return math_absolute(ent_gamma_cdf(row->x[0], row->x[1], 1.0), row);
}

static double cdf_relative_error(const math_row *row)
{
  return math_relative(ent_gamma_cdf(row->x[0], row->x[1], 1.0), row);
}

static void test_tables(void **state)
{
  (void)state;
  math_check("lgamma", 1, 400, 2e-15, lgamma_error);
  math_check("gamma_cdf", 2, 400, 1e-14, cdf_absolute_error);
  math_check("gamma_cdf", 2, 400, 1e-12, cdf_relative_error);
}

static void test_ends(void **state)
{
  (void)state;
  math_same(ent_lgamma(1.0), 0.0);
  math_same(ent_lgamma(2.0), 0.0);
  math_same(ent_lgamma(0.0), INFINITY);
  math_same(ent_lgamma(INFINITY), INFINITY);
  math_same(ent_lgamma(1e308), INFINITY);
  math_is_nan(ent_lgamma(-0.5));
  math_is_nan(ent_lgamma(NAN));
  math_same(ent_gamma_cdf(0.0, 2.0, 1.0), 0.0);
  math_same(ent_gamma_cdf(-3.0, 2.0, 1.0), 0.0);
  math_same(ent_gamma_cdf(INFINITY, 2.0, 1.0), 1.0);
  math_same(ent_gamma_cdf(1e300, 2.0, 1e300), 1.0);
  math_same(ent_gamma_cdf(1e300, 1e200, 1.0), 1.0);
  math_same(ent_gamma_cdf(1e-300, 1e200, 1.0), 0.0);
  math_same(ent_gamma_cdf(1.0, 1e-300, 1.0), 1.0);
  math_is_nan(ent_gamma_cdf(NAN, 1.0, 1.0));
  math_is_nan(ent_gamma_cdf(1.0, 0.0, 1.0));
  math_is_nan(ent_gamma_cdf(1.0, INFINITY, 1.0));
  math_is_nan(ent_gamma_cdf(1.0, 1.0, -1.0));
  math_is_nan(ent_gamma_cdf(1.0, 1.0, NAN));
  math_same(ent_gamma_quantile(0.0, 2.0, 1.0), 0.0);
  math_same(ent_gamma_quantile(1.0, 2.0, 1.0), INFINITY);
  math_same(ent_gamma_quantile(0.5, 1e-6, 1.0), 0.0); /* below the smallest double */
  math_is_nan(ent_gamma_quantile(-0.1, 2.0, 1.0));
  math_is_nan(ent_gamma_quantile(1.1, 2.0, 1.0));
  math_is_nan(ent_gamma_quantile(NAN, 2.0, 1.0));
  math_is_nan(ent_gamma_quantile(0.5, NAN, 1.0));
  math_is_nan(ent_gamma_quantile(0.5, 1.0, 0.0));
}

static void near(double got, double want, double limit)
{
  if (!(fabs(got - want) <= limit * fabs(want))) fail_msg("%.17g is not %.17g", got, want);
}

static void test_closed_forms(void **state)
{
  (void)state;
  for (double x = 0x1p-40; x < 600; x *= 1.37) {
    near(ent_gamma_cdf(x, 1.0, 1.0), -expm1(-x), 1e-14);   /* exponential */
    near(ent_gamma_cdf(x, 0.5, 1.0), erf(sqrt(x)), 1e-14); /* chi-squared with one degree of freedom */
    near(ent_gamma_cdf(x / 4, 3.0, 4.0), ent_gamma_cdf(x, 3.0, 1.0), 1e-15);
  }
  for (double p = 1e-300; p < 0.99; p = p * 1.9 + 1e-301) near(ent_gamma_quantile(p, 1.0, 2.0), -log1p(-p) / 2, 1e-13);
  double factorial = 1.0;
  for (int n = 2; n <= 20; factorial *= n++) near(ent_lgamma(n) + 1.0, log(factorial) + 1.0, 1e-15);
}

static void test_quantile(void **state)
{
  (void)state;
  static const double shapes[] = {1e-3, 0.02, 0.3,  0.9999, 1,   1.0001, 2,   5.5,
                                  20,   333,  5000, 77777,  1e5, 1e6,    1e9, 1e15};
  static const double ps[] = {1e-300,  1e-20, 1e-6, 0.001, 0.05,     0.3,        0.5,
                              0.50001, 0.7,   0.95, 0.999, 1 - 1e-9, 1 - 0x1p-53};
  for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
    double last = 0.0;
    for (size_t j = 0; j < sizeof ps / sizeof *ps; j++) {
      const double x = ent_gamma_quantile(ps[j], shapes[i], 1.0);
      assert_true(x >= last && x < INFINITY);
      last = x;
      if (x == 0.0) {
        assert_true(ent_gamma_cdf(0x1p-1074, shapes[i], 1.0) >= ps[j]);
        continue;
      }
      const double gap = fabs(ent_gamma_cdf(x, shapes[i], 1.0) - ps[j]);
      /* x itself has 53 bits: half an ulp of x moves P by up to sqrt(shape / 2 pi) 2^-53 */
      const double limit = 1e-12 + sqrt(shapes[i]) * 0x1p-53;
      if (!(gap <= limit)) fail_msg("shape %g p %g x %a: off by %g", shapes[i], ps[j], x, gap);
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables), cmocka_unit_test(test_ends),
                                     cmocka_unit_test(test_closed_forms), cmocka_unit_test(test_quantile)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
