/* shift.c - is a promise of the rising side enough when power shifts?
 *
 * Today's settlement gives the declining side at most everything, 1, for one period; from the next on it has what a war would
 * then bring it, p2 - c a period at the least.  A war today brings p1 - c a period for ever.  It attacks when
 *
 *   (p1 - c) / (1 - delta) > 1 + delta (p2 - c) / (1 - delta),     that is p1 - delta p2 > (1 - delta)(1 + c)
 *
 * Cost: O(1).  Source: the problem is Fearon's (1995, Rationalist explanations for war, International Organization
 * 49:379-414, on commitment under shifting power); normalisation and derivation are ours. */
#include "entente/trust.h"

double ent_shift_margin(double p1, double p2, double war_cost, double delta)
{
  return p1 - delta * p2 - (1 - delta) * (1 + war_cost);
}
