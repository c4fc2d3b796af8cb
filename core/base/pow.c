/* pow.c - x to the power y, the same bits everywhere.
 *
 * Question: what is x^y to within an ulp, also where y log x is large and would magnify the error of log?
 * Formula:  x^y = e^(y log x), with log x and its product with y held as pairs of doubles: log x is right to 2^-65, so
 *           the exponent (at most 745) is right to 2^-56.
 * Cost:     about 25 ns.  Error: below 0.6 ulp, 0.8 where the result is subnormal (tests/core/base/pow_test.c).
 * Special:  NaN in either argument gives NaN (also x^NaN for x = 1 and NaN^0, unlike C's pow); x^0 = 1; 1^y = 1, also
 *           for infinite y, and (-1)^(+-inf) = 1; zeros and infinities as in C; x < 0 with y not whole gives NaN.
 * Source:   the pair arithmetic of base/ieee.h; C11 annex F.10.4.4 for the special values. */
#include "base/ieee.h"
#include "entente/base.h"

#include <math.h>

static bool is_whole(double y)
{
  return fabs(y) >= 0x1p52 || floor(y) == y;
}

static bool is_odd(double y)
{
  return is_whole(y) && fabs(y) < 0x1p53 && floor(0.5 * y) != 0.5 * y;
}

/* |x|^y for finite x != 0, finite y. */
static double power_of_size(double size, double y)
{
  const ent_pair log_x = ent_log_pair(size, 0.0);
  const double about = y * log_x.high;
  if (about > 710.0) return ent_infinity();
  if (about < -746.0) return 0.0;
  if (fabs(about) < 0x1p-60) return 1.0;
  const ent_pair product = ent_two_product(y, log_x.high);
  return ent_exp_pair(ent_quick_sum(product.high, product.low + y * log_x.low));
}

double ent_pow(double x, double y)
{
  if (ent_is_nan(x) || ent_is_nan(y)) return ent_nan();
  if (y == 0.0 || x == 1.0) return 1.0;
  const double size = fabs(x);
  const bool negative = (ent_bits_of(x) >> 63) != 0 && is_odd(y);
  double result;
  if (size == 1.0 && fabs(y) > DBL_MAX)
    result = 1.0;
  else if (fabs(y) > DBL_MAX)
    result = (size > 1.0) == (y > 0.0) ? ent_infinity() : 0.0;
  else if (size == 0.0 || size > DBL_MAX)
    result = (size > 1.0) == (y > 0.0) ? ent_infinity() : 0.0;
  else if (x < 0.0 && !is_whole(y))
    return ent_nan();
  else
    result = power_of_size(size, y);
  return negative ? -result : result;
}
