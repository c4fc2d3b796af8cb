/* sectors_sweep.c - what do given wages, prices and spending make of costs, prices, sales, incomes, spending and wages?
 *
 *   log c = beta log w + input . log p;  Phi = sum_i gross_i c_i^-theta;  p = Phi^(-1/theta)
 *   sales_i = c_i^-theta sum_m net_im X_m / Phi_m;  revenue_m = sum_j X_m (1 - sum_i net_im c_i^-theta / Phi_m)
 *   X = alpha I + input' sales;  w <- w (sum beta sales / (w V))^0.35, and then as the numeraire has it
 *
 * One loop over wages, prices and spending together: no inner fixed points and no linear system of all sectors.  The damping
 * 0.35 was found by trial on the tables of docs/method/trade.md; without the extrapolation it takes twice as many sweeps.
 * Cost: 2 S n^2 + 2 n S^2 multiplications (3 S n^2 with tariffs), 3 S n logarithms and exponentials.
 * Source: entente/sectors.h. */
#include "trade/industry.h"

#include "base/lanes.h"

#include <math.h>
#include <string.h>

#define DAMPING 0.35
#define LEAST 1e-60 /* of what was spent before: less is this much */

static void lay_costs(ent_sectors *s, const double *log_wage, const double *log_price)
{
  const size_t sectors = (size_t)s->sectors, deep = s->deep;
  for (size_t m = 0; m < (size_t)s->n; m++) {
    const double *const price = log_price + m * deep, *const beta = s->beta + m * deep;
    const double *row = s->input + m * sectors * deep;
    for (size_t j = 0; j < sectors; j++, row += deep)
      s->log_cost[j * s->wide + m] = beta[j] * log_wage[m] + ent_trade_dot(row, price, (int)deep);
  }
}

/* out = exp(factor x) */
static void exp_of(const double *x, double factor, size_t n, double *out)
{
  for (size_t i = 0; i < n; i++) out[i] = factor * x[i];
  for (size_t i = 0; i < n; i += ENT_LANES) ent_exp_lanes(out + i, n - i < ENT_LANES ? (int)(n - i) : ENT_LANES);
}

static void lay_spending(ent_sectors *s, const double *log_spending)
{
  for (size_t m = 0; m < (size_t)s->n; m++) {
    exp_of(log_spending + m * s->deep, 1, s->deep, s->needs);
    for (size_t j = 0; j < (size_t)s->sectors; j++)
      s->spending[j * s->wide + m] = s->used[m * s->deep + j] * s->needs[j];
  }
}

/* sum[m] = sum_i matrix_im a_i */
static void add_rows(const double *restrict matrix, const double *restrict a, size_t n, size_t wide,
                     double *restrict sum)
{
  size_t i = 0;
  memset(sum, 0, wide * sizeof *sum);
  for (; i + 4 <= n; i += 4) {
    const double *const r = matrix + i * wide, a0 = a[i], a1 = a[i + 1], a2 = a[i + 2], a3 = a[i + 3];
    for (size_t m = 0; m < wide; m++)
      sum[m] += (r[m] * a0 + r[wide + m] * a1) + (r[2 * wide + m] * a2 + r[3 * wide + m] * a3);
  }
  for (; i < n; i++)
    for (size_t m = 0; m < wide; m++) sum[m] += matrix[i * wide + m] * a[i];
}

/* Prices, sales and revenue of one sector. */
static void clear_sector(ent_sectors *s, size_t j, double *log_price)
{
  const size_t n = (size_t)s->n, wide = s->wide, deep = s->deep;
  const double *const gross = s->gross + j * n * wide, *const net = ent_sectors_net(s, (int)j);
  const double *const spent = s->spending + j * wide;
  exp_of(s->log_cost + j * wide, -s->theta[j], wide, s->power);
  add_rows(gross, s->power, n, wide, s->phi);
  if (s->taxed[j]) add_rows(net, s->power, n, wide, s->kept);
  for (size_t m = 0; m < n; m++) {
    const double phi = s->phi[m];
    s->demand[m] = phi > 0 ? spent[m] / phi : 0;
    log_price[m * deep + j] = phi > 0 ? ent_log(phi) / -s->theta[j] : 0;
    if (s->taxed[j]) s->revenue[m] += spent[m] - s->demand[m] * s->kept[m];
  }
  for (size_t i = 0; i < n; i++)
    s->sales[i * deep + j] = s->power[i] * ent_trade_dot(net + i * wide, s->demand, (int)wide);
}

/* Spending and the wage of economy m. */
static void settle_economy(ent_sectors *s, size_t m, double *log_spending, double *log_wage)
{
  const size_t sectors = (size_t)s->sectors, deep = s->deep;
  const double *const alpha = s->alpha + m * deep, *const used = s->used + m * deep, *const sales = s->sales + m * deep;
  const double pay = s->wage[m] * s->earned[m], earns = pay + s->revenue[m] + s->given[m];
  const double income =
    earns > 1e-9 * s->earned[m] ? earns : 1e-9 * s->earned[m]; /* told at the end, when it stays there */
  const double *restrict row = s->input + m * sectors * deep;
  double *restrict const needs = s->needs;
  for (size_t k = 0; k < deep; k++) needs[k] = alpha[k] * income;
  for (size_t j = 0; j < sectors; j++, row += deep) {
    const double sold = sales[j];
    for (size_t k = 0; k < deep; k++) needs[k] += sold * row[k];
  }
  for (size_t k = 0; k < sectors; k++) {
    const double ratio = used[k] > 0 ? needs[k] / used[k] : 1;
    log_spending[k] = ent_log(ratio > LEAST ? ratio : LEAST);
  }
  const double labour = ent_trade_dot(s->beta + m * deep, sales, (int)deep) / pay;
  log_wage[m] += DAMPING * ent_log(labour > LEAST ? labour : LEAST);
}

/* Each part's value added stays what it was. */
static void settle_numeraire(ent_sectors *s, double *log_wage)
{
  const size_t n = (size_t)s->n;
  exp_of(log_wage, 1, n, s->wage);
  for (int p = 0; p < s->parts; p++) {
    ent_sum now = {0};
    for (size_t m = 0; m < n; m++)
      if (s->part[m] == p) ent_sum_add(&now, s->wage[m] * s->earned[m]);
    const double shift = ent_log(ent_sum_value(&now) / s->part_earned[p]);
    for (size_t m = 0; m < n; m++)
      if (s->part[m] == p) log_wage[m] -= shift;
  }
}

double ent_sectors_sweep(ent_sectors *s, double *x, double *g)
{
  const size_t n = (size_t)s->n, size = ent_sectors_size(s);
  double *const price = ent_sectors_prices(s, g), *const spending = price + n * s->deep;
  const double *const price_was = ent_sectors_prices(s, x), *const spending_was = price_was + n * s->deep;
  memcpy(g, x, n * sizeof *g);
  memset(s->revenue, 0, s->wide * sizeof *s->revenue);
  exp_of(x, 1, n, s->wage);
  lay_costs(s, x, price_was);
  lay_spending(s, spending_was);
  for (size_t j = 0; j < (size_t)s->sectors; j++) clear_sector(s, j, price);
  for (size_t m = 0; m < n; m++) settle_economy(s, m, spending + m * s->deep, g);
  settle_numeraire(s, g);
  exp_of(x, 1, n, s->wage);
  double step = 0;
  bool finite = true;
  for (size_t i = 0; i < size; i++) {
    const double d = fabs(g[i] - x[i]);
    finite = finite && d < 1e300;
    step = d > step ? d : step;
  }
  return finite ? step : 1e300;
}
