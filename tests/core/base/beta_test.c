/* The beta distribution against MPFR, closed forms and binomial sums; the quantile against the distribution. */
#include "math_table.h"

#include "entente/base.h"

static double absolute_error(const math_row *row)
{
  return math_absolute(ent_beta_cdf(row->x[0], row->x[1], row->x[2]), row);
}

static double relative_error(const math_row *row)
{
  return row->x[0] > 0.5 ? 0.0 : math_relative(ent_beta_cdf(row->x[0], row->x[1], row->x[2]), row);
}

static void test_table(void **state)
{
  (void)state;
  math_check("beta_cdf", 3, 400, 1e-14, absolute_error);
  math_check("beta_cdf", 3, 400, 1e-12, relative_error);
}

static void test_ends(void **state)
{
  (void)state;
  math_same(ent_beta_cdf(0.0, 2.0, 3.0), 0.0);
  math_same(ent_beta_cdf(-1.0, 2.0, 3.0), 0.0);
  math_same(ent_beta_cdf(1.0, 2.0, 3.0), 1.0);
  math_same(ent_beta_cdf(INFINITY, 2.0, 3.0), 1.0);
  math_same(ent_beta_cdf(0.5, 1e-300, 3.0), 1.0);
  math_same(ent_beta_cdf(0.5, 3.0, 1e-300), 0.0);
  math_same(ent_beta_cdf(0.5, 1e-300, 3e-300), 0.75);
  math_is_nan(ent_beta_cdf(NAN, 2.0, 3.0));
  math_is_nan(ent_beta_cdf(0.5, 0.0, 3.0));
  math_is_nan(ent_beta_cdf(0.5, 2.0, -1.0));
  math_is_nan(ent_beta_cdf(0.5, INFINITY, 1.0));
  math_is_nan(ent_beta_cdf(0.5, NAN, 1.0));
  math_same(ent_beta_quantile(0.0, 2.0, 3.0), 0.0);
  math_same(ent_beta_quantile(1.0, 2.0, 3.0), 1.0);
  math_same(ent_beta_quantile(0.5, 1e-9, 3.0), 0.0); /* below the smallest double */
  math_same(ent_beta_quantile(0.5, 3.0, 1e-9), 1.0);
  math_is_nan(ent_beta_quantile(-0.1, 2.0, 3.0));
  math_is_nan(ent_beta_quantile(1.1, 2.0, 3.0));
  math_is_nan(ent_beta_quantile(NAN, 2.0, 3.0));
  math_is_nan(ent_beta_quantile(0.5, 2.0, NAN));
}

static void near(double got, double want, double limit)
{
  if (!(fabs(got - want) <= limit * fabs(want))) fail_msg("%.17g is not %.17g", got, want);
}

static void test_closed_forms(void **state)
{
  (void)state;
  for (double x = 0x1p-30; x < 1.0; x = x * 1.21 + 1e-4) {
    near(ent_beta_cdf(x, 1.0, 1.0), x, 1e-14);
    near(ent_beta_cdf(x, 3.0, 1.0), x * x * x, 1e-14);
    near(ent_beta_cdf(x, 1.0, 7.5), -expm1(7.5 * log1p(-x)), 2e-14);
    near(ent_beta_cdf(x, 0.5, 0.5), 2 / 3.14159265358979323846 * asin(sqrt(x)), 1e-14);
    near(ent_beta_cdf(x, 2.5, 0.3) + ent_beta_cdf(1 - x, 0.3, 2.5), 1.0, 1e-13); /* 1 - x is rounded */
  }
  for (int n = 1; n <= 40; n++) { /* P(at least k successes in n) = I_x(k, n - k + 1) */
    const double x = 0.3;
    double tail = 0.0;
    for (int k = n; k >= 1; k--) {
      double term = 1.0;
      for (int i = 1; i <= k; i++) term *= x * (n - k + i) / i;
      for (int i = 0; i < n - k; i++) term *= 1 - x;
      tail += term;
      near(ent_beta_cdf(x, k, n - k + 1), tail, 3e-14);
    }
  }
}

static void test_quantile(void **state)
{
  (void)state;
  static const double shapes[] = {1e-3, 0.05, 0.5, 1, 1.5, 2, 7, 40, 999, 31622, 1e6};
  static const double ps[] = {1e-200, 1e-12, 0.001, 0.05, 0.25, 0.5, 0.6, 0.95, 0.9999, 1 - 1e-12};
  const size_t shape_count = sizeof shapes / sizeof *shapes;
  for (size_t i = 0; i < shape_count * shape_count; i++) {
    const double a = shapes[i / shape_count], b = shapes[i % shape_count];
    double last = 0.0;
    for (size_t j = 0; j < sizeof ps / sizeof *ps; j++) {
      const double x = ent_beta_quantile(ps[j], a, b);
      if (!(x >= last && x <= 1.0)) fail_msg("a %g b %g p %g x %a is below %a", a, b, ps[j], x, last);
      last = x;
      if (fabs(ent_beta_cdf(x, a, b) - ps[j]) <= 1e-12) continue;
      /* no double does better: the answer lies between two neighbours */
      const double below = ent_beta_cdf(nextafter(x, 0.0), a, b), above = ent_beta_cdf(nextafter(x, 1.0), a, b);
      if (!(below <= ps[j] && above >= ps[j])) fail_msg("a %g b %g p %g x %a", a, b, ps[j], x);
      if (x > 0.0 && x <= 0.99)
        fail_msg("a %g b %g p %g x %a is not at an end", a, b, ps[j], x); /* and that happens at the ends only */
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_ends),
                                     cmocka_unit_test(test_closed_forms), cmocka_unit_test(test_quantile)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
