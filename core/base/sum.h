/* sum.h - sums that do not depend on luck.
 *
 * Neumaier's compensated sum: error below 2 ulp of the sum of absolute values, independent of the count.  Blocks are
 * summed in index order, so any number of threads gives the same bits.
 * Source: Neumaier, Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54 (1974). */
#ifndef ENT_CORE_SUM_H
#define ENT_CORE_SUM_H

#include <math.h>

typedef struct ent_sum {
  double high, low;
} ent_sum;

static inline void ent_sum_add(ent_sum *s, double x)
{
  const double t = s->high + x;
  s->low += fabs(s->high) >= fabs(x) ? (s->high - t) + x : (x - t) + s->high;
  s->high = t;
}

static inline double ent_sum_value(const ent_sum *s)
{
  return s->high + s->low;
}

static inline void ent_sum_merge(ent_sum *into, const ent_sum *from)
{
  ent_sum_add(into, from->high);
  ent_sum_add(into, from->low);
}

#endif
