/* tails.c - the inverse of a distribution function, and the deviance both distributions are built on.
 *
 * Question: where does a distribution function on [0, top] take the value p?
 * Formula:  Newton's step in the scale where a tail is nearly a straight line: log lower against log x for p <= 1/2 (a
 *           power law near 0), log upper against x otherwise (an exponential).  Every value seen narrows a bracket; a
 *           step that leaves it is replaced by halving the bracket in the order of the doubles, which needs at most 64
 *           steps to the last bit, however small the answer.
 * Cost:     3 to 8 evaluations as a rule; at most STEPS.
 * Source:   Loader, Fast and accurate computation of binomial probabilities (2000), for the deviance. */
#include "base/tails.h"
#include "base/ieee.h"
#include "entente/base.h"

#include <math.h>

#define NEWTON_STEPS 30
#define STEPS 110

/* t - log(1 + t) for -1/2 <= t <= 1.  With s = t/(2 + t): log(1 + t) = 2 atanh s and t - 2s = s t. */
static double log1p_gap(double t)
{
  static const double c[] = {1.0 / 37, 1.0 / 35, 1.0 / 33, 1.0 / 31, 1.0 / 29, 1.0 / 27, 1.0 / 25, 1.0 / 23, 1.0 / 21,
                             1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9,  1.0 / 7,  1.0 / 5,  1.0 / 3};
  const double s = t / (2.0 + t);
  const double w = s * s;
  double sum = c[0];
  for (int i = 1; i < 18; i++) sum = sum * w + c[i];
  return s * t - 2.0 * s * w * sum;
}

double ent_deviance(double a, double ratio, double difference)
{
  const double t = difference / a;
  if (t >= -0.5 && t <= 1.0) return a * log1p_gap(t);
  return difference - a * ent_log(ratio);
}

static double halfway(double low, double high)
{
  const uint64_t a = ent_bits_of(low), b = ent_bits_of(high);
  return ent_double_of(a + (b - a) / 2);
}

/* The relative step is d log tail / d log x = x density / tail, turned round. */
static double newton(double x, const ent_tails *t, bool is_lower, double p, double q)
{
  if (is_lower) return x * ent_exp(-ent_log(t->lower / p) * (t->lower / t->weight));
  const double s = ent_log(t->upper / q) * (t->upper / t->weight);
  return s > 0.0 ? x + x * s : x * ent_exp(s);
}

double ent_tails_solve(ent_tails_at *at, double a, double b, double p, double q, double guess, double top)
{
  const bool is_lower = p <= q;
  double low = 0.0, high = top;
  double x = guess > low && guess < high ? guess : halfway(low, high);
  for (int step = 0; step < STEPS && x > low && x < high; step++) {
    const ent_tails t = at(x, a, b);
    const double gap = is_lower ? t.lower - p : q - t.upper;
    if (fabs(gap) <= 1e-15 * (is_lower ? p : q)) return x;
    if (gap < 0.0)
      low = x;
    else
      high = x;
    double next = low; /* no: halve */
    if (step < NEWTON_STEPS) next = newton(x, &t, is_lower, p, q);
    if (step < NEWTON_STEPS && fabs(next - x) <= 1e-16 * x) return x;
    x = next > low && next < high ? next : halfway(low, high);
  }
  return low > 0.0 && high == top ? top : low;
}
