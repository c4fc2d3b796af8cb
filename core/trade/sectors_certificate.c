/* sectors_certificate.c - is what the solver came to an equilibrium of all sectors?
 *
 * Every equation of entente/sectors.h is put again to what the answer holds: costs from its wages and prices; prices from its
 * costs; flows against spending, and without tariffs against sales; spending against inputs and consumption; income against
 * wages, revenue, surplus and transfer; wages against value added; trade against surplus; the numeraire.  Gaps are relative to
 * the number itself, or to 1e-12 of the economy's income where that is more.  Sums are compensated.
 * Cost: O(S n^2 + n S^2), a few sweeps' worth. */
#include "trade/industry.h"

#include <math.h>
#include <string.h>

#define NOTHING 1e-12 /* of income: gaps of less than this much are measured against this much */

static double worst(double so_far, double found, double due, double least)
{
  const double scale = fabs(due) > least ? fabs(due) : least;
  const double gap = fabs(found - due) / scale;
  if (!(gap < 1e300)) return found == due ? so_far : 1e300; /* no number: none of its bounds holds */
  return gap > so_far ? gap : so_far;
}

static void check_prices(const ent_sectors *s, ent_sectors_certificate *c)
{
  const size_t n = (size_t)s->n, sectors = (size_t)s->sectors;
  double *const log_price = s->needs;
  for (size_t m = 0; m < n; m++) {
    const double log_wage = ent_log(s->wage[m]);
    for (size_t k = 0; k < sectors; k++) log_price[k] = ent_log(s->a_price[m * sectors + k]);
    for (size_t j = 0; j < sectors; j++) {
      const double *const row = s->input + (m * sectors + j) * s->deep;
      double high = s->beta[m * s->deep + j] * log_wage, low = 0;
      for (size_t k = 0; k < sectors; k++) ent_trade_two_sum(&high, &low, row[k] * log_price[k]);
      c->price = worst(c->price, s->a_cost[m * sectors + j], ent_exp(high + low), 0);
    }
  }
}

/* Sums down the columns of a matrix of rows with weights. */
static void add_columns(const double *matrix, size_t stride, const double *weight, size_t n, double *high, double *low)
{
  memset(high, 0, n * sizeof *high);
  memset(low, 0, n * sizeof *low);
  for (size_t i = 0; i < n; i++) {
    const double *const row = matrix + i * stride;
    for (size_t m = 0; m < n; m++) ent_trade_two_sum(&high[m], &low[m], weight ? row[m] * weight[i] : row[m]);
  }
}

static void check_sector(const ent_sectors *s, size_t j, ent_sectors_certificate *c)
{
  const size_t n = (size_t)s->n, sectors = (size_t)s->sectors;
  const double *const flow = s->a_flow + j * n * n;
  double *const high = s->phi, *const low = s->kept, *const power = s->power;
  for (size_t i = 0; i < n; i++) power[i] = ent_exp(-s->theta[j] * ent_log(s->a_cost[i * sectors + j]));
  add_columns(s->gross + j * n * s->wide, s->wide, power, n, high, low);
  for (size_t m = 0; m < n; m++)
    if (high[m] > 0)
      c->price = worst(c->price, s->a_price[m * sectors + j], ent_exp(ent_log(high[m] + low[m]) / -s->theta[j]), 0);
  add_columns(flow, n, NULL, n, high, low);
  for (size_t m = 0; m < n; m++)
    c->purchases = worst(c->purchases, high[m] + low[m], s->a_spending[m * sectors + j], NOTHING * s->a_income[m]);
  for (size_t i = 0; i < n; i++) {
    double sold = 0, rest = 0;
    for (size_t m = 0; m < n; m++) {
      const size_t cell = (j * n + i) * n + m;
      ent_trade_two_sum(&sold, &rest, s->rate ? s->a_flow[cell] / (1 + s->rate[cell]) : s->a_flow[cell]);
    }
    c->market = worst(c->market, s->a_sales[i * sectors + j], sold + rest, NOTHING * s->a_income[i]);
  }
}

static void check_spending(const ent_sectors *s, size_t m, ent_sectors_certificate *c)
{
  const size_t sectors = (size_t)s->sectors;
  double *const high = s->needs;
  for (size_t k = 0; k < sectors; k++) {
    double low = 0;
    high[k] = s->alpha[m * s->deep + k] * s->a_income[m];
    for (size_t j = 0; j < sectors; j++)
      ent_trade_two_sum(&high[k], &low, s->input[(m * sectors + j) * s->deep + k] * s->a_sales[m * sectors + j]);
    c->spending = worst(c->spending, s->a_spending[m * sectors + k], high[k] + low, NOTHING * s->a_income[m]);
  }
}

/* Income, wages and trade of economy m. */
static void check_economy(const ent_sectors *s, size_t m, ent_sectors_certificate *c)
{
  const size_t n = (size_t)s->n, sectors = (size_t)s->sectors;
  ent_sum income = {0}, wages = {0}, balance = {0};
  const double earned = s->wage[m] * s->earned[m];
  ent_sum_add(&income, earned);
  ent_sum_add(&income, s->given[m]);
  for (size_t j = 0; j < sectors; j++) {
    ent_sum_add(&wages, s->beta[m * s->deep + j] * s->a_sales[m * sectors + j]);
    for (size_t i = 0; i < n; i++) {
      const size_t in = (j * n + i) * n + m, out = (j * n + m) * n + i;
      const double rate = s->rate ? s->rate[in] : 0, net = s->a_flow[in] / (1 + rate);
      ent_sum_add(&income, net * rate);
      if (i == m) continue;
      ent_sum_add(&balance, s->a_flow[out] / (1 + (s->rate ? s->rate[out] : 0)));
      ent_sum_add(&balance, -net);
    }
  }
  c->income = worst(c->income, s->a_income[m], ent_sum_value(&income), 0);
  c->labour = worst(c->labour, ent_sum_value(&wages), earned, 0);
  c->balance = worst(c->balance, ent_sum_value(&balance) + s->given[m] + earned, earned, 0);
}

void ent_sectors_certify(const ent_sectors *s, ent_sectors_certificate *c)
{
  check_prices(s, c);
  for (size_t j = 0; j < (size_t)s->sectors; j++) check_sector(s, j, c);
  for (size_t m = 0; m < (size_t)s->n; m++) {
    check_spending(s, m, c);
    check_economy(s, m, c);
  }
  for (int p = 0; p < s->parts; p++) {
    ent_sum now = {0};
    for (int m = 0; m < s->n; m++)
      if (s->part[m] == p) ent_sum_add(&now, s->wage[m] * s->earned[m]);
    c->numeraire = worst(c->numeraire, ent_sum_value(&now), s->part_earned[p], 0);
  }
  c->parts = s->parts;
  c->purged = s->purged;
  const double gap[] = {c->price, c->purchases, c->market, c->spending, c->income, c->labour, c->balance, c->numeraire};
  c->holds = c->settled;
  for (size_t k = 0; k < sizeof gap / sizeof *gap; k++) c->holds = c->holds && gap[k] <= ENT_SECTORS_GAP;
}
