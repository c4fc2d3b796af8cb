/* fixed.c - what a program says whose incomes never enter its resistance terms.
 *
 *   Om_i = sum_j (X_ij / Y_i) B_ij / Ph_j;  Ph_j = sum_i (X_ij / E_j) B_ij / Om_i;  Ph = 1 at the anchor
 *   w_i = Om_i^(1/theta);  Y'_i = Y_i w_i;  E'_j = E_j w_j;  X'_ij = X_ij B_ij w_i w_j / (Om_i Ph_j) (sum Y / sum Y')
 *
 * The shares of output and expenditure stay those of the data, so the terms answer to trade costs alone and markets do not
 * clear: no equilibrium, and the certificate says so.  It is here to compare with numbers of gegravity 0.3 (Python), whose
 * "full general equilibrium" this reproduces.  Cost: O(n^2) a step. */
#include "trade/gravity.h"

#include <math.h>

/* One round: index from Om, then Om anew, scaled so that the anchor's index is 1.  Returns the largest relative change. */
static double turn(ent_trade *t)
{
  const int n = t->n;
  for (int i = 0; i < n; i++) t->power[i] = 1 / t->volume[i];
  ent_trade_columns(t, t->net, t->power, t->index);
  const double anchor = t->index[t->options.anchor];
  for (int j = 0; j < n; j++) {
    t->index[j] /= anchor;
    t->buy[j] = t->spending[j] / t->index[j];
  }
  ent_trade_rows(t, t->net, t->buy, t->sales);
  double largest = 0;
  for (int i = 0; i < n; i++) {
    const double next = t->sales[i] / t->output[i];
    const double change = fabs(next / t->volume[i] - 1);
    if (!(change < 1e300)) return 1e300;
    if (change > largest) largest = change;
    t->volume[i] = next;
  }
  return largest;
}

void ent_trade_fixed(ent_trade *t, ent_trade_certificate *c)
{
  for (int i = 0; i < t->n; i++) t->volume[i] = 1;
  for (c->steps = 1; c->steps <= t->options.steps; c->steps++) {
    c->step = turn(t);
    if (c->step <= t->options.tolerance) {
      c->settled = true;
      break;
    }
    if (!(c->step < 1e300)) break;
  }
  for (int i = 0; i < t->n; i++) {
    t->x[i] = ent_log(t->volume[i]) / t->options.theta;
    t->wage[i] = ent_exp(t->x[i]);
    t->power[i] = 1 / t->volume[i];
    t->volume[i] = 1;
  }
}
