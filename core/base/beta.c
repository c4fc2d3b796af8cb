/* beta.c - the beta distribution function and its inverse.
 *
 * Question: a share has been seen a-1 times kept and b-1 times broken; how likely is it to be at most x?
 * Formula:  With n = a + b, y = 1 - x, D = x^a y^b / B(a, b)
 *             = sqrt(a b / 2 pi n) exp(r(n) - r(a) - r(b) - deviance(a from n x) - deviance(b from n y)),
 *           r = stirling_rest:
 *           lower = D / (b0 + a1/(b1 + a2/(b2 + ...))) for x <= a/n, otherwise upper by swapping a, b and x, y:
 *             am = m (b-m) (a+m-1) (n+m-1) x^2 / (a+2m-1)^2,
 *             bm = m + m (b-m) x/(a+2m-1) + (a+m) (a - n x + 1 + m (1+y))/(a+2m+1).
 *           n x - a = b x - a y is taken from exact products, so D is right to about 1e-15 times its exponent.
 * Cost:     cdf 0.2 us at a = 3.5, b = 2, 1.5 us at a = b = 1e6 (terms grow slowly); quantile a few cdfs.  Cap: TERMS.
 * Error:    cdf below 1e-14, and 1e-12 of the value however small (tests/core/base/beta_test.c).
 * NaN in any argument, a or b not in (0, inf), p outside [0, 1] give NaN.  The header promises a, b <= 1e6; beyond, the
 * digits go slowly.  Next to 0 and 1, where p may fall between the values at two neighbouring doubles, the quantile is
 * one of the two.
 * Source:   Didonato and Morris, Algorithm 708, ACM TOMS 18 (1992) 360-373, equation 9 (the fraction); Loader 2000 (see
 *           tails.c); Lentz, Applied Optics 15 (1976) 668; starting value: Abramowitz and Stegun 26.5.22. */
#include "base/ieee.h"
#include "base/tails.h"
#include "entente/base.h"

#include <math.h>

#define ONE_OVER_SQRT_2PI 0x1.9884533d43651p-2
#define TERMS 50000
#define SHAPE_LEAST 1e-250 /* below, all mass is at 0 or at 1 */

/* n x - a = b - n y; y + y_low = 1 - x. */
static double excess(double x, double y, double y_low, double a, double b)
{
  const ent_pair bx = ent_two_product(b, x), ay = ent_two_product(a, y);
  const ent_pair cross = ent_two_sum(bx.high, -ay.high);
  return cross.high + (cross.low + (bx.low - ay.low) - a * y_low);
}

/* D = x^a y^b / B(a, b). */
static double weight_of(double x, double y, double over, double a, double b)
{
  const double n = a + b;
  const double deviance = ent_deviance(a, x * (n / a), over) + ent_deviance(b, y * (n / b), -over);
  if (deviance > 1200.0) return 0.0;
  const double rest = ent_stirling_rest(n) - ent_stirling_rest(a) - ent_stirling_rest(b);
  const double smaller = a < b ? a : b, larger = a < b ? b : a;
  return ONE_OVER_SQRT_2PI * sqrt(smaller * (larger / n)) * ent_exp(rest - deviance);
}

/* lower / D for x <= a/n: one over the fraction's value by Lentz's method.  While m < b all its terms are positive, so
 * nothing cancels. */
static double fraction(double x, double y, double over, double a, double b)
{
  const double tiny = 1e-300;
  double value = a * (1.0 - over) / (a + 1.0);
  double c = value, d = 0.0;
  for (int m = 1; m < TERMS; m++) {
    const double k = a + 2.0 * m;
    const double step = m * (b - m) * x / (k - 1.0);
    const double top = step * ((a + (m - 1)) * (a + b + (m - 1)) * x / (k - 1.0));
    const double bottom = m + step + (a + m) * (1.0 - over + m * (1.0 + y)) / (k + 1.0);
    d = bottom + top * d;
    c = bottom + top / c;
    if (fabs(d) < tiny) d = tiny;
    if (fabs(c) < tiny) c = tiny;
    d = 1.0 / d;
    const double change = c * d;
    value *= change;
    if (fabs(change - 1.0) < 2e-16) break;
  }
  return 1.0 / value;
}

/* From the side of the mean that x is on; but a fraction also serves a little past the mean (its terms stay positive
 * while over < 1), which is where it must be used when x is small and the mean far smaller. */
static bool lower_is_direct(double x, double over, double a, double b)
{
  if (a < 1.0 && over < 0.5 && x <= 0.5) return true;
  if (b < 1.0 && over > -0.5 && x > 0.5) return false;
  return over <= 0.0;
}

/* The tails for 0 < x < 1, y + y_low = 1 - x. */
static ent_tails tails_of(double x, double y, double y_low, double a, double b)
{
  if (a < SHAPE_LEAST && b < SHAPE_LEAST) return (ent_tails){b / (a + b), a / (a + b), 0.0};
  if (a < SHAPE_LEAST) return (ent_tails){1.0, 0.0, 0.0};
  if (b < SHAPE_LEAST) return (ent_tails){0.0, 1.0, 0.0};
  const double over = excess(x, y, y_low, a, b);
  const double weight = weight_of(x, y, over, a, b);
  if (lower_is_direct(x, over, a, b)) {
    const double lower = ent_at_most_one(weight * fraction(x, y, over, a, b));
    return (ent_tails){lower, 1.0 - lower, weight / y};
  }
  const double upper = ent_at_most_one(weight * fraction(y, x, -over, b, a));
  return (ent_tails){1.0 - upper, upper, weight / y};
}

static ent_tails beta_tails(double x, double a, double b)
{
  const ent_pair y = ent_two_sum(1.0, -x);
  return tails_of(x, y.high, y.low, a, b);
}

static bool is_positive(double x)
{
  return x > 0.0 && x <= DBL_MAX;
}

double ent_beta_cdf(double x, double a, double b)
{
  if (ent_is_nan(x) || !is_positive(a) || !is_positive(b)) return ent_nan();
  if (x <= 0.0) return 0.0;
  return x < 1.0 ? beta_tails(x, a, b).lower : 1.0;
}

static double first_guess(double p, double a, double b)
{
  if (a > 1.0 && b > 1.0) {
    const double z = -ent_normal_quantile(p);
    const double u = 1.0 / (2.0 * a - 1.0), v = 1.0 / (2.0 * b - 1.0);
    const double l = (z * z - 3.0) / 6.0, h = 2.0 / (u + v);
    const double w = z * sqrt(h + l) / h - (v - u) * (l + 5.0 / 6 - 2.0 / (3.0 * h));
    return a / (a + b * ent_exp(2.0 * w));
  }
  const double log_beta = ent_lgamma(a) + ent_lgamma(b) - ent_lgamma(a + b);
  return ent_exp((ent_log(p) + ent_log(a) + log_beta) / a); /* lower = x^a / (a B) near 0 */
}

double ent_beta_quantile(double p, double a, double b)
{
  if (!(p >= 0.0 && p <= 1.0) || !is_positive(a) || !is_positive(b)) return ent_nan();
  if (p == 0.0 || p == 1.0) return p;
  const double q = 1.0 - p;
  const bool is_low = p <= beta_tails(0.5, a, b).lower; /* keep the digits of the smaller of x and 1 - x */
  if (is_low) return ent_tails_solve(beta_tails, a, b, p, q, first_guess(p, a, b), 1.0);
  return 1.0 - ent_tails_solve(beta_tails, b, a, q, p, first_guess(q, b, a), 1.0);
}
