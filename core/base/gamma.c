/* gamma.c - log Gamma, the gamma distribution function and its inverse.
 *
 * Question: how likely is a gamma-distributed number (a waiting time, a hazard rate) to be at most x?
 * Formula:  log Gamma: Stirling's series for x >= 10, below 10 after shifting up by a product.
 *           With D = x^a e^-x / Gamma(a) = sqrt(a / 2 pi) exp(-stirling_rest(a) - deviance(a from x)):
 *           lower = D/a (1 + x/(a+1) + x^2/((a+1)(a+2)) + ...) for x < a + 1, else upper = D times a continued
 *           fraction; for a >= 1e5 Temme's uniform expansion,
 *           upper = Phi(-e sqrt a) + phi(e sqrt a) / sqrt a (c0(e) + c1(e)/a), e^2/2 = deviance/a.
 * Cost:     lgamma 30 ns; cdf O(sqrt a) terms below 1e5, then constant; quantile a few cdfs (0.7 us at a = 3.5).
 *           Cap: TERMS.
 * Error:    lgamma below 2e-15 max(1, |value|); cdf below 1e-14, and 1e-12 of the value however small (gamma_test.c).
 * NaN in any argument, shape or rate not in (0, inf), p outside [0, 1] give NaN.
 * lgamma(0) = +inf, lgamma(x < 0) = NaN.
 * Where the quantile lies below the smallest double it is 0.
 * Source:   NIST Digital Library of Mathematical Functions 5.11.1, 8.7.1, 8.9.2, 8.12.7-8.12.10; Loader 2000 (see
 *           tails.c); Lentz, Applied Optics 15 (1976) 668; starting value: Wilson and Hilferty, PNAS 17 (1931) 684. */
#include "base/ieee.h"
#include "base/tails.h"
#include "entente/base.h"

#include <math.h>

#define HALF_LOG_2PI 0x1.d67f1c864beb5p-1
#define HALF_LOG_2PI_LOW -0x1.65b5a1b7ff5dfp-55
#define ONE_OVER_SQRT_2PI 0x1.9884533d43651p-2
#define TERMS 20000
#define UNIFORM_FROM 1e5
#define SHAPE_LEAST 1e-250 /* below, all mass is at 0 */

/* ---- log Gamma ---- */

/* x >= 10: the asymptotic series, DLMF 5.11.1; the first term left out is below 1e-17. */
static double stirling_series(double x)
{
  static const double c[] = {-3617.0 / 122400, 1.0 / 156,  -691.0 / 360360, 1.0 / 1188,
                             -1.0 / 1680,      1.0 / 1260, -1.0 / 360,      1.0 / 12};
  const double w = 1.0 / (x * x);
  double sum = c[0];
  for (int i = 1; i < 8; i++) sum = sum * w + c[i];
  return sum / x;
}

/* log Gamma for 0 < x < 2^60. */
static ent_pair log_gamma_pair(double x)
{
  double product = 1.0;
  int n = 0;
  for (; x + n < 10.0; n++) product *= n == 0 ? 1.0 : x + n;
  if (n > 0) product *= x; /* last: x may be subnormal */
  const ent_pair z = ent_two_sum(x, n);
  const ent_pair log_z = ent_log_pair(z.high, z.low);
  const ent_pair factor = ent_two_sum(z.high, -0.5);
  const ent_pair main = ent_two_product(factor.high, log_z.high);
  const ent_pair less_z = ent_two_sum(main.high, -z.high);
  const ent_pair plus = ent_two_sum(less_z.high, HALF_LOG_2PI);
  double rest = main.low + factor.high * log_z.low + (factor.low + z.low) * log_z.high;
  rest += less_z.low - z.low + plus.low + HALF_LOG_2PI_LOW + stirling_series(z.high);
  if (n == 0) return ent_quick_sum(plus.high, rest);
  const ent_pair log_product = ent_log_pair(product, 0.0);
  const ent_pair sum = ent_two_sum(plus.high, -log_product.high);
  return ent_two_sum(sum.high, sum.low + (rest - log_product.low));
}

double ent_lgamma(double x)
{
  if (ent_is_nan(x) || x < 0.0) return ent_nan();
  if (x == 0.0 || x > DBL_MAX) return ent_infinity();
  if (x == 1.0 || x == 2.0) return 0.0;
  if (x > 0x1p60) return x * (ent_log(x) - 1.0);
  return log_gamma_pair(x).high;
}

double ent_stirling_rest(double x)
{
  if (x >= 10.0) return stirling_series(x);
  const ent_pair g = log_gamma_pair(x);
  const ent_pair log_x = ent_log_pair(x, 0.0);
  const ent_pair main = ent_two_product(x - 0.5, log_x.high);
  const ent_pair a = ent_two_sum(g.high, -main.high);
  const ent_pair b = ent_two_sum(x, -HALF_LOG_2PI);
  const ent_pair sum = ent_two_sum(a.high, b.high);
  return sum.high + (sum.low + a.low + b.low + (g.low - main.low - HALF_LOG_2PI_LOW));
}

/* ---- distribution function ---- */

/* 1 + x/(a+1) + x^2/((a+1)(a+2)) + ... */
static double lower_series(double x, double a)
{
  double term = 1.0, sum = 1.0;
  for (int n = 1; n < TERMS && term > 1e-17 * sum; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/* 1/(x+1-a - 1(1-a)/(x+3-a - 2(2-a)/(x+5-a - ...))) by Lentz's method; x >= a + 1. */
static double upper_fraction(double x, double a)
{
  const double tiny = 1e-300;
  double b = x + 1.0 - a, c = 1.0 / tiny, d = 1.0 / b, h = d;
  for (int i = 1; i < TERMS; i++) {
    const double numerator = -i * (i - a);
    b += 2.0;
    d = numerator * d + b;
    c = b + numerator / c;
    if (fabs(d) < tiny) d = tiny;
    if (fabs(c) < tiny) c = tiny;
    d = 1.0 / d;
    const double change = c * d;
    h *= change;
    if (fabs(change - 1.0) < 1e-16) break;
  }
  return h;
}

/* DLMF 8.12.7-8.12.10: c0 = 1/mu - 1/e and c1 as power series in e; |e| < 0.13 wherever the result is not 0 or 1. */
static double uniform_coefficient(double e, double a)
{
  static const double c0[] = {-281.0 / 151559100, -571.0 / 261273600, 1.0 / 25515, -139.0 / 777600, 1.0 / 2835,
                              1.0 / 864,          -2.0 / 135,         1.0 / 12,    -1.0 / 3};
  static const double c1[] = {1.0 / 4860, -77.0 / 77760, 1.0 / 378, -1.0 / 288, -1.0 / 540};
  double first = 0.0, second = 0.0;
  for (int i = 0; i < 9; i++) first = first * e + c0[i];
  for (int i = 0; i < 5; i++) second = second * e + c1[i];
  return first + second / a;
}

/* The tails of the gamma distribution with shape a and rate 1. */
static ent_tails gamma_tails(double x, double a, double unused)
{
  (void)unused;
  if (a < SHAPE_LEAST || x > 1e5 + 10.0 * a) return (ent_tails){1.0, 0.0, 0.0};
  const double deviance = ent_deviance(a, x / a, x - a);
  if (deviance > 800.0) return x < a ? (ent_tails){0.0, 1.0, 0.0} : (ent_tails){1.0, 0.0, 0.0};
  const double root = sqrt(a);
  const double weight = ONE_OVER_SQRT_2PI * root * ent_exp(-deviance - ent_stirling_rest(a));
  if (a >= UNIFORM_FROM) {
    const double size = sqrt(2.0 * deviance); /* |e| sqrt a */
    const double e = (x < a ? -size : size) / root;
    const double part = ONE_OVER_SQRT_2PI / root * ent_exp(-deviance) * uniform_coefficient(e, a);
    return (ent_tails){ent_normal_cdf(e * root) - part, ent_normal_cdf(-e * root) + part, weight};
  }
  if (x < a + 1.0) {
    const double lower = ent_at_most_one(weight / a * lower_series(x, a));
    return (ent_tails){lower, 1.0 - lower, weight};
  }
  const double upper = ent_at_most_one(weight * upper_fraction(x, a));
  return (ent_tails){1.0 - upper, upper, weight};
}

static bool is_positive(double x)
{
  return x > 0.0 && x <= DBL_MAX;
}

double ent_gamma_cdf(double x, double shape, double rate)
{
  if (ent_is_nan(x) || !is_positive(shape) || !is_positive(rate)) return ent_nan();
  const double scaled = x * rate;
  return scaled > 0.0 ? gamma_tails(scaled, shape, 0.0).lower : 0.0;
}

/* ---- its inverse ---- */

static double first_guess(double p, double a)
{
  if (a >= 1.0) {
    const double v = 1.0 / (9.0 * a);
    const double t = 1.0 - v + ent_normal_quantile(p) * sqrt(v);
    if (t > 0.3) return a * t * t * t;
  }
  return ent_exp((ent_log(p) + ent_lgamma(a + 1.0)) / a); /* lower = x^a / Gamma(a+1) near 0 */
}

double ent_gamma_quantile(double p, double shape, double rate)
{
  if (!(p >= 0.0 && p <= 1.0) || !is_positive(shape) || !is_positive(rate)) return ent_nan();
  if (p == 0.0) return 0.0;
  if (p == 1.0) return ent_infinity();
  return ent_tails_solve(gamma_tails, shape, 0.0, p, 1.0 - p, first_guess(p, shape), DBL_MAX) / rate;
}
