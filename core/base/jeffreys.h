/* jeffreys.h - k of n came true: how large is the share behind it?
 *
 * The Jeffreys posterior Beta(k + 1/2, n - k + 1/2): its mean and central 90 % interval.  Cost: two quantiles.
 * Source: Brown, Cai and DasGupta, Interval estimation for a binomial proportion, Statistical Science 16 (2001). */
#ifndef ENT_CORE_JEFFREYS_H
#define ENT_CORE_JEFFREYS_H

#include "entente/base.h"

typedef struct ent_interval {
  double mean, low, high;
} ent_interval;

static inline ent_interval ent_jeffreys(int k, int n)
{
  const double a = k + 0.5, b = n - k + 0.5;
  return (ent_interval){a / (a + b), ent_beta_quantile(0.05, a, b), ent_beta_quantile(0.95, a, b)};
}

#endif
