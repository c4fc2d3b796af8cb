/* angle.c - which angle does a direction make, the same bits everywhere?
 *
 * Formula: z = min(|x|, |y|) / max(|x|, |y|) in [0, 1] and atan z = atan c + atan((z - c) / (1 + c z)) for the nearest of
 *          c = 0, 1/2, 1, so that the Taylor series of atan runs over |t| <= 1/3 only: 16 terms leave 1e-17.  Octants by
 *          symmetry.  The constants are pi/2, pi and atan(1/2), rounded once; their rounding error is added back.
 * Cost:    about 20 ns.  Error: below 4 ulp (tests/core/base/angle_test.c).
 * Source:  Abramowitz and Stegun, Handbook of Mathematical Functions, 4.4.34 and 4.4.42. */
#include "base/angle.h"

#include <math.h>

#define TERMS 16

/* sum of (-1)^k t^(2k+1) / (2k+1). */
static double series(double t)
{
  const double square = t * t;
  double sum = 0;
  for (int k = TERMS - 1; k > 0; k--) sum = square * ((k % 2 ? -1.0 : 1.0) / (2 * k + 1) + sum);
  return t + t * sum;
}

/* atan(low / high) for 0 <= low <= high, high > 0. */
static double octant(double low, double high)
{
  if (4 * low <= high) return series(low / high);
  if (4 * low <= 3 * high)
    return 0x1.dac670561bb4fp-2 + (0x1.a2b7f222f65e2p-56 + series((2 * low - high) / (2 * high + low)));
  return 0x1.921fb54442d18p-1 + (0x1.1a62633145c07p-55 + series((low - high) / (low + high)));
}

double ent_angle(double y, double x)
{
  const double wide = fabs(x), high = fabs(y);
  if (wide == 0 && high == 0) return 0;
  double angle =
    high <= wide ? octant(high, wide) : 0x1.921fb54442d18p+0 + (0x1.1a62633145c07p-54 - octant(wide, high));
  if (x < 0) angle = 0x1.921fb54442d18p+1 + (0x1.1a62633145c07p-53 - angle);
  return y < 0 ? -angle : angle;
}
