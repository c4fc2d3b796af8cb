/* certificate.c - is what the solver came to an equilibrium?
 *
 *   r1 = max_i |sum_j X'_ij / (1 + t'_ij) / output_i - 1|       goods markets clear
 *   r2 = max_j |sum_i X'_ij / spending_j - 1|                   purchases are what is spent
 *   r3 = max over parts |sum output / sum Y - 1|                the numeraire
 *   r4 = max_i |(pi'_ii / (pi_ii B_ii))^(-1/theta) / (w_i/P_i) - 1|   Arkolakis, Costinot and Rodriguez-Clare 2012
 *   budget = max_j |(output_j + given_j + tariff revenue_j) / spending_j - 1|
 *
 * All from the flows of the answer, not from what the solver kept; sums are compensated, eight side by side along a row and one
 * for each column down the rows (two-sum of Knuth, TAOCP 2, 4.2.2, without branches).  Cost: O(n^2). */
#include "trade/gravity.h"

#include "base/sum.h"

#include <math.h>
#include <string.h>

double ent_trade_worst(double so_far, double ratio)
{
  const double gap = fabs(ratio - 1);
  if (!(gap < 1e300)) return 1e300;
  return gap > so_far ? gap : so_far;
}

/* Sums of a row and its columns; sold: without tariffs. */
static double add_row(const double *flow, const double *rate, int n, double *high, double *low)
{
  double h[ENT_TRADE_WIDE] = {0}, l[ENT_TRADE_WIDE] = {0};
  ent_sum sold = {0};
  for (int j = 0; j < n; j++) ent_trade_two_sum(&high[j], &low[j], flow[j]);
  int j = 0;
  for (; j + ENT_TRADE_WIDE <= n; j += ENT_TRADE_WIDE)
    for (int k = 0; k < ENT_TRADE_WIDE; k++)
      ent_trade_two_sum(&h[k], &l[k], rate ? flow[j + k] / (1 + rate[j + k]) : flow[j + k]);
  for (; j < n; j++) ent_sum_add(&sold, rate ? flow[j] / (1 + rate[j]) : flow[j]);
  for (int k = 0; k < ENT_TRADE_WIDE; k++) {
    ent_sum_add(&sold, h[k]);
    ent_sum_add(&sold, l[k]);
  }
  return ent_sum_value(&sold);
}

/* What comes in to j as revenue; 0 without tariffs. */
static double revenue_of(const ent_trade *t, int j)
{
  ent_sum sum = {0};
  for (int i = 0; t->rate && i < t->n; i++) {
    const size_t c = (size_t)i * (size_t)t->n + (size_t)j;
    ent_sum_add(&sum, t->a_flow[c] / (1 + t->rate[c]) * t->rate[c]);
  }
  return ent_sum_value(&sum);
}

static void check_budgets(const ent_trade *t, ent_trade_certificate *c)
{
  const bool ratio = t->options.deficits == ENT_TRADE_MULTIPLICATIVE;
  ent_sum earned = {0}, spent = {0};
  for (int j = 0; j < t->n; j++) {
    const double income = t->a_output[j] + t->given[j] + revenue_of(t, j);
    c->budget = ent_trade_worst(c->budget, (ratio ? income * t->ratio[j] : income) / t->a_spending[j]);
    ent_sum_add(&earned, income);
    ent_sum_add(&spent, t->a_spending[j]);
  }
  c->gap = ratio ? ent_sum_value(&spent) / ent_sum_value(&earned) - 1 : 0;
}

static void check_numeraire(const ent_trade *t, ent_trade_certificate *c)
{
  for (int p = 0; p < t->parts; p++) {
    ent_sum now = {0};
    for (int i = 0; i < t->n; i++)
      if (t->part[i] == p) ent_sum_add(&now, t->a_output[i]);
    c->numeraire = ent_trade_worst(c->numeraire, ent_sum_value(&now) / t->part_total[p]);
  }
}

void ent_trade_certify(const ent_trade *t, ent_trade_certificate *c)
{
  const int n = t->n;
  double *const high = t->work, *const low = t->work + t->stride;
  memset(high, 0, 2 * (size_t)t->stride * sizeof *high);
  c->market = c->spending = c->numeraire = c->identity = c->budget = 0;
  for (int i = 0; i < n; i++) {
    const size_t row = (size_t)i * (size_t)n;
    const double sold = add_row(t->a_flow + row, t->rate ? t->rate + row : NULL, n, high, low);
    const double home = t->a_flow[row + (size_t)i] / t->a_spending[i];
    const double was = t->gross[(size_t)i * (size_t)t->stride + (size_t)i];
    c->market = ent_trade_worst(c->market, sold / t->a_output[i]);
    c->identity = ent_trade_worst(c->identity, ent_exp(ent_log(home / was) / -t->options.theta) / t->a_real[i]);
  }
  for (int j = 0; j < n; j++) c->spending = ent_trade_worst(c->spending, (high[j] + low[j]) / t->a_spending[j]);
  check_numeraire(t, c);
  check_budgets(t, c);
  c->parts = t->parts;
  c->purged = t->purged;
  const double most = ENT_TRADE_GAP;
  c->holds = c->settled && c->market <= most && c->spending <= most && c->numeraire <= most && c->identity <= most &&
             c->budget <= most;
}
