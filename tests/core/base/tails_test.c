/* The deviance and Stirling's remainder against their definitions; the solver on distributions with a known inverse, from
 * any starting value. */
#include "math_table.h"

#include "base/tails.h"
#include "entente/base.h"

static void test_deviance(void **state)
{
  (void)state;
  math_same(ent_deviance(3.0, 1.0, 0.0), 0.0);
  for (double m = 0.01; m < 100; m *= 1.01) {
    const double a = 3.0, want = a * log(a / m) + m - a;
    const double got = ent_deviance(a, m / a, m - a);
    assert_true(got >= 0.0);
    assert_true(fabs(got - want) <= 2e-15 * (a * fabs(log(a / m)) + m + a));
  }
  /* near the mean a t^2 (1/2 - t/3 + t^2/4) keeps its digits, where the definition has lost them all */
  for (double t = -1e-5; t < 1e-5; t += 1.7e-7) {
    const double want = 1e6 * t * t * (0.5 - t * (1.0 / 3 - t / 4));
    assert_true(fabs(ent_deviance(1e6, 1 + t, 1e6 * t) - want) <= 1e-14 * want);
  }
}

static void test_stirling_rest(void **state)
{
  (void)state;
  for (double x = 1e-3; x < 1e4; x *= 1.3) {
    const double rest = lgamma(x) - ((x - 0.5) * log(x) - x + 0.91893853320467274178);
    assert_true(fabs(ent_stirling_rest(x) - rest) <= 1e-15 * (10 + fabs(lgamma(x)) + x * fabs(log(x))));
  }
  assert_true(fabs(ent_stirling_rest(1e6) - 1.0 / 12e6) < 1e-20);
}

/* lower = x^a for x in [0, 1], b unused. */
static ent_tails power(double x, double a, double b)
{
  (void)b;
  const double lower = pow(x, a);
  return (ent_tails){lower, -expm1(a * log(x)), a * lower};
}

/* The exponential distribution with rate a. */
static ent_tails exponential(double x, double a, double b)
{
  (void)b;
  return (ent_tails){-expm1(-a * x), exp(-a * x), x * a * exp(-a * x)};
}

/* All mass at 1/3: Newton learns nothing, halving must do. */
static ent_tails step(double x, double a, double b)
{
  (void)a;
  (void)b;
  return x < 1.0 / 3 ? (ent_tails){0.0, 1.0, 0.0} : (ent_tails){1.0, 0.0, 0.0};
}

static void test_solve(void **state)
{
  (void)state;
  static const double guesses[] = {0.5, 0.0, -1.0, 1e-300, 1.0, 1e300, NAN, INFINITY};
  static const double ps[] = {1e-12, 0.2, 0.5, 0.75, 0.999};
  for (int i = 0; i < 8; i++) {
    for (int j = 0; j < 5; j++) {
      const double p = ps[j], q = 1 - p;
      const double x = ent_tails_solve(power, 2.5, 0.0, p, q, guesses[i], 1.0);
      assert_true(fabs(x - pow(p, 0.4)) <= 1e-14 * x);
      const double y = ent_tails_solve(exponential, 1e-5, 0.0, p, q, guesses[i], 1e300);
      assert_true(fabs(y + log1p(-p) * 1e5) <= 2e-14 * y);
    }
    const double third = ent_tails_solve(step, 0.0, 0.0, 0.4, 0.6, guesses[i], 1.0);
    assert_true(fabs(third - 1.0 / 3) <= 1e-16);
  }
  math_same(ent_tails_solve(power, 1e-5, 0.0, 0.5, 0.5, 0.5, 1.0), 0.0); /* 2^-100000 is below the smallest double */
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_deviance), cmocka_unit_test(test_stirling_rest),
                                     cmocka_unit_test(test_solve)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
