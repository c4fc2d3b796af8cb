/* restore.c - how long does a record last, and what would it take to win trust back?
 *
 * Half of what an event added is forgotten after log(1/2) / log(phi) years.  n kept acts of weight w, one a year and the first
 * at once, leave, with x = phi^(n - 1),
 *
 *   a_n = a0 + x (a - a0) + w (1 - phi x) / (1 - phi)        b_n = b0 + x (b - b0)
 *
 * The goal g is reached where f(x) = (1 - g) a_n - g b_n >= 0.  f is linear in x, so the n that is needed is
 * 1 + log(f(0) / (f(0) - f(1))) / log(phi), rounded up, and there is none where f(0) <= 0: a year then forgets what an act
 * adds.  For a given n it is linear in w too.  Cost: O(1).  Source: ours, from the record's own recursion. */
#include <math.h>

#include "entente/trust.h"

#define ACTS_MOST 1e9

double ent_trust_half_life(double phi)
{
  return phi > 0 && phi < 1 ? ent_log(0.5) / ent_log(phi) : 0;
}

/* Sum of phi^k, k = 0 .. n - 1. */
static double weights(double phi, double n)
{
  return phi < 1 ? -ent_expm1(n * ent_log(phi)) / (1 - phi) : n;
}

/* (1 - g) a_n - g b_n for n >= 1, in whole acts. */
static double beyond(ent_trust now, ent_trust prior, double phi, double weight, double goal, double n)
{
  const double x = ent_pow(phi, n - 1);
  const double a = prior.kept + x * (now.kept - prior.kept) + weight * weights(phi, n);
  return (1 - goal) * a - goal * (prior.broken + x * (now.broken - prior.broken));
}

static double up(double x)
{
  return -floor(-x);
}

static bool is_there(ent_trust now, double goal)
{
  return (1 - goal) * now.kept >= goal * now.broken;
}

double ent_trust_acts_yearly(ent_trust now, ent_trust prior, double phi, double weight, double goal)
{
  if (is_there(now, goal)) return 0;
  const double first = beyond(now, prior, phi, weight, goal, 1);
  if (first >= 0) return 1;
  if (phi >= 1) return 1 + up(-first / ((1 - goal) * weight) * (1 - 1e-14));
  const double limit = (1 - goal) * (prior.kept + weight / (1 - phi)) - goal * prior.broken;
  if (!(limit > 0)) return -1;
  double n = up(1 + ent_log(limit / (limit - first)) / ent_log(phi));
  if (!(n < ACTS_MOST)) return -1;
  if (n > 2 && beyond(now, prior, phi, weight, goal, n - 1) >= 0) n -= 1; /* rounding of the two logarithms */
  if (beyond(now, prior, phi, weight, goal, n) < 0) n += 1;
  return n;
}

double ent_trust_weight_yearly(ent_trust now, ent_trust prior, double phi, int acts, double goal)
{
  const double n = acts > 1 ? acts : 1;
  if (is_there(now, goal)) return 0;
  const double weight = -beyond(now, prior, phi, 0, goal, n) / ((1 - goal) * weights(phi, n));
  return weight > 0 ? weight : 0;
}
