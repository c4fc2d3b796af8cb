/* normal.c - the normal distribution function and its inverse.
 *
 * Question: how likely is a standard normal number to be at most z, and below which z does a share p of them lie?
 * Formula:  cdf: rational approximations in three ranges, |z| <= 0.6, <= sqrt 32, and beyond; the factor
 *           e^(-z^2/2) is taken from the exact square of z (a pair of doubles), so the tails keep their digits.
 *           quantile: three rational approximations, of degree 7 over 7; no logarithm for p in [0.075, 0.925].
 * Cost:     cdf about 45 ns; quantile about 4 ns in the centre, 15 ns in the tails.
 * Error:    cdf below 4e-16 of the value for z > -37.5 (then subnormal); quantile below 1e-15 of the value
 *           (tests/core/base/normal_test.c).  NaN gives NaN; quantile: NaN outside [0, 1], -inf at 0, +inf at 1.
 * Source:   cdf: Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969) 631-637, with
 *           the coefficients for the normal integral in Cody, Algorithm 715, ACM TOMS 19 (1993) 22-32.
 *           quantile: Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988) 477-484. */
#include "base/ieee.h"
#include "base/lanes.h"
#include "entente/base.h"

#include <math.h>

#define CENTRE 0.6 /* below Cody's 0.6629: the outer form rounds better, and still holds there */
#define ONE_OVER_SQRT_2PI 0x1.9884533d43651p-2

/* e^(-z^2/2). */
static double bell(double z)
{
  const ent_pair square = ent_two_product(z, z);
  return ent_exp_pair((ent_pair){-0.5 * square.high, -0.5 * square.low});
}

/* (cdf(z) - 1/2) / z for |z| <= 0.6. */
static double central(double z)
{
  static const double p[] = {2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582, 18154.981253343561249,
                             0.065682337918207449113};
  static const double q[] = {47.20258190468824187, 976.09855173777669322, 10260.932208618978205, 45507.789335026729956};
  const double s = z * z;
  const double top = (((p[4] * s + p[0]) * s + p[1]) * s + p[2]) * s + p[3];
  const double bottom = (((s + q[0]) * s + q[1]) * s + q[2]) * s + q[3];
  return top / bottom;
}

/* lead y^8 + c[0] y^7 + ... + c[7] by Horner's rule, with the rounding errors of every step carried along (compensated
 * Horner scheme: Graillat, Langlois and Louvet 2005). */
static ent_pair compensated(double lead, const double c[8], double y)
{
  double value = lead, rest = 0.0;
  for (int i = 0; i < 8; i++) {
    const ent_pair product = ent_two_product(value, y);
    const ent_pair sum = ent_two_sum(product.high, c[i]);
    rest = rest * y + (product.low + sum.low);
    value = sum.high;
  }
  return (ent_pair){value, rest};
}

/* (1 - cdf(y)) e^(y^2/2) for 0.6 <= y <= sqrt 32. */
static ent_pair middle(double y)
{
  static const double p[] = {0.39894151208813466764, 8.8831497943883759412, 93.506656132177855979,
                             597.27027639480026226,  2494.5375852903726711, 6848.1904505362823326,
                             11602.651437647350124,  9842.7148383839780218, 1.0765576773720192317e-8};
  static const double q[] = {22.266688044328115691, 235.38790178262499861, 1519.377599407554805,
                             6485.558298266760755,  18615.571640885098091, 34900.952721145977266,
                             38912.003286093271411, 19685.429676859990727};
  const ent_pair top = compensated(p[8], p, y), bottom = compensated(1.0, q, y);
  const double ratio = top.high / bottom.high;
  const ent_pair back = ent_two_product(ratio, bottom.high);
  return (ent_pair){ratio, (((top.high - back.high) - back.low) + (top.low - ratio * bottom.low)) / bottom.high};
}

/* The same beyond sqrt 32: (1/sqrt(2 pi) - s P(s)/Q(s)) / y with s = 1/y^2. */
static double outer(double y)
{
  static const double p[] = {0.21589853405795699,     0.1274011611602473639, 0.022235277870649807,
                             0.001421619193227893466, 2.9112874951168792e-5, 0.02307344176494017303};
  static const double q[] = {1.28426009614491121, 0.468238212480865118, 0.0659881378689285515, 0.00378239633202758244,
                             7.29751555083966205e-5};
  const double s = 1.0 / (y * y);
  double top = p[5] * s, bottom = s;
  for (int i = 0; i < 4; i++) {
    top = (top + p[i]) * s;
    bottom = (bottom + q[i]) * s;
  }
  const double rest = s * (top + p[4]) / (bottom + q[4]);
  return (ONE_OVER_SQRT_2PI - rest) / y;
}

double ent_normal_cdf(double z)
{
  if (ent_is_nan(z)) return ent_nan();
  const double y = fabs(z);
  if (y <= CENTRE) return 0.5 + z * central(z);
  if (y > 40.0) return z < 0.0 ? 0.0 : 1.0;
  const double b = bell(y);
  double tail;
  if (y <= 5.65685424949238) {
    const ent_pair m = middle(y);
    tail = m.high * b + m.low * b;
  } else {
    tail = outer(y) * b;
  }
  return z < 0.0 ? tail : 1.0 - tail;
}

/* c[0] + c[1] x + ... + c[7] x^7, in pairs so that the processor can overlap the work. */
static inline double degree7(const double c[8], double x)
{
  const double xx = x * x, x4 = xx * xx;
  const double low = (c[0] + c[1] * x) + xx * (c[2] + c[3] * x);
  const double high = (c[4] + c[5] * x) + xx * (c[6] + c[7] * x);
  return low + x4 * high;
}

static const double centre_top[8] = {3.3871328727963666080,   1.3314166789178437745e2, 1.9715909503065514427e3,
                                     1.3731693765509461125e4, 4.5921953931549871457e4, 6.7265770927008700853e4,
                                     3.3430575583588128105e4, 2.5090809287301226727e3};
static const double centre_bottom[8] = {1.0,
                                        4.2313330701600911252e1,
                                        6.8718700749205790830e2,
                                        5.3941960214247511077e3,
                                        2.1213794301586595867e4,
                                        3.9307895800092710610e4,
                                        2.8729085735721942674e4,
                                        5.2264952788528545610e3};
static const double near_top[8] = {1.42343711074968357734,    4.63033784615654529590,   5.76949722146069140550,
                                   3.64784832476320460504,    1.27045825245236838258,   2.41780725177450611770e-1,
                                   2.27238449892691845833e-2, 7.74545014278341407640e-4};
static const double near_bottom[8] = {1.0,
                                      2.05319162663775882187,
                                      1.67638483018380384940,
                                      6.89767334985100004550e-1,
                                      1.48103976427480074590e-1,
                                      1.51986665636164571966e-2,
                                      5.47593808499534494600e-4,
                                      1.05075007164441684324e-9};
static const double far_top[8] = {6.65790464350110377720,    5.46378491116411436990,    1.78482653991729133580,
                                  2.96560571828504891230e-1, 2.65321895265761230930e-2, 1.24266094738807843860e-3,
                                  2.71155556874348757815e-5, 2.01033439929228813265e-7};
static const double far_bottom[8] = {1.0,
                                     5.99832206555887937690e-1,
                                     1.36929880922735805310e-1,
                                     1.48753612908506148525e-2,
                                     7.86869131145613259100e-4,
                                     1.84631831751005468180e-5,
                                     1.42151175831644588870e-7,
                                     2.04426310338993978564e-15};

/* |q| <= 0.425, q = p - 1/2. */
static inline double quantile_centre(double q)
{
  const double r = 0.180625 - q * q;
  return q * degree7(centre_top, r) / degree7(centre_bottom, r);
}

static double quantile_tail(double p, double q)
{
  if (!(p > 0.0 && p < 1.0)) {
    if (p == 0.0) return -ent_infinity();
    return p == 1.0 ? ent_infinity() : ent_nan();
  }
  const double r = sqrt(-ent_log(q < 0.0 ? p : 1.0 - p));
  double z;
  if (r <= 5.0)
    z = degree7(near_top, r - 1.6) / degree7(near_bottom, r - 1.6);
  else
    z = degree7(far_top, r - 5.0) / degree7(far_bottom, r - 5.0);
  return q < 0.0 ? -z : z;
}

double ent_normal_quantile(double p)
{
  const double q = p - 0.5;
  return fabs(q) <= 0.425 ? quantile_centre(q) : quantile_tail(p, q);
}

void ent_normal_quantile_lanes(const double *p, int count, double *z)
{
  int tail[ENT_LANES], tails = 0;
  for (int i = 0; i < count; i++) z[i] = quantile_centre(p[i] - 0.5);
  for (int i = 0; i < count; i++) { /* no branch: nobody can guess where the tails are */
    tail[tails] = i;
    tails += !(fabs(p[i] - 0.5) <= 0.425);
  }
  /* NOLINTNEXTLINE(clang-analyzer-core.uninitialized.ArraySubscript): the loop above wrote tail[0 .. tails - 1] */
  for (int k = 0; k < tails; k++) z[tail[k]] = quantile_tail(p[tail[k]], p[tail[k]] - 0.5);
}
