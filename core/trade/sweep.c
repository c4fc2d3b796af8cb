/* sweep.c - from one guess at the wages to the next.
 *
 *   a_i = w_i^-theta;  N_j = sum_i net_ij a_i;  b_j = (Y_j w_j q_j + D_j) / N_j;  S_i = sum_j net_ij b_j
 *   w_i <- (S_i P_i^psi / Y_i)^(1 / (1 + theta + psi)), then world output back to what it was, part by part
 *
 * where net_ij = pi_ij B_ij / (1 + t_ij).  An importer's spending over its price index, E' / Phi, is what is left of its income
 * without tariffs over N: the revenue comes back to who pays it, so tariffs cost no further pass.  Sums over economies are
 * eight sums side by side, or down the rows four at a time: always in the same order, so the same bits everywhere; their error,
 * some n / 8 ulp, is far below the certificate's bound, which uses compensated sums.
 * Cost: 2 n^2 products and 3 n exponentials. */
#include "trade/gravity.h"

#include "base/lanes.h"

#include <math.h>
#include <string.h>

#define INCOME_LEAST 1e-6 /* of output: below this an income counts as none */

double ent_trade_dot(const double *a, const double *b, int count)
{
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
  for (int j = 0; j < count; j += ENT_TRADE_WIDE) {
    s0 += a[j] * b[j];
    s1 += a[j + 1] * b[j + 1];
    s2 += a[j + 2] * b[j + 2];
    s3 += a[j + 3] * b[j + 3];
    s4 += a[j + 4] * b[j + 4];
    s5 += a[j + 5] * b[j + 5];
    s6 += a[j + 6] * b[j + 6];
    s7 += a[j + 7] * b[j + 7];
  }
  return ((s0 + s4) + (s1 + s5)) + ((s2 + s6) + (s3 + s7));
}

void ent_trade_columns(const ent_trade *t, const double *matrix, const double *power, double *restrict index)
{
  const int stride = t->stride;
  memset(index, 0, (size_t)stride * sizeof *index);
  for (int i = 0; i < t->rows; i += ENT_TRADE_TALL) {
    const double *const r0 = matrix + (size_t)i * (size_t)stride, *const r1 = r0 + stride, *const r2 = r1 + stride,
                        *const r3 = r2 + stride;
    const double a0 = power[i], a1 = power[i + 1], a2 = power[i + 2], a3 = power[i + 3];
    for (int j = 0; j < stride; j++) index[j] += (r0[j] * a0 + r1[j] * a1) + (r2[j] * a2 + r3[j] * a3);
  }
}

void ent_trade_rows(const ent_trade *t, const double *matrix, const double *buy, double *sales)
{
  for (int i = 0; i < t->n; i++) sales[i] = ent_trade_dot(matrix + (size_t)i * (size_t)t->stride, buy, t->stride);
}

static void exp_of(const double *x, double factor, int n, double *out)
{
  for (int i = 0; i < n; i++) out[i] = factor * x[i];
  for (int i = 0; i < n; i += ENT_LANES) ent_exp_lanes(out + i, n - i < ENT_LANES ? n - i : ENT_LANES);
}

/* Incomes without tariffs, and what they buy per unit of the price index. */
static void spend(ent_trade *t)
{
  const bool ratio = t->options.deficits == ENT_TRADE_MULTIPLICATIVE;
  t->poorest = -1;
  for (int j = 0; j < t->n; j++) {
    const double earned = t->output[j] * t->wage[j] * t->volume[j];
    double income = earned + t->given[j], over = t->net_index[j];
    if (ratio) {
      income *= t->ratio[j];
      over = t->index[j] * (1 - t->ratio[j]) + t->ratio[j] * t->net_index[j];
    }
    if (!(income > INCOME_LEAST * earned)) {
      if (t->poorest < 0) t->poorest = j;
      income = INCOME_LEAST * earned;
    }
    t->income[j] = income;
    t->buy[j] = income / over;
  }
}

/* World output as it was, in each part. */
static void normalise(ent_trade *t, double *g)
{
  const double psi = t->options.supply;
  double *const now = t->part_now, *const level = t->work;
  exp_of(g, 1, t->n, level);
  for (int p = 0; p < t->parts; p++) now[p] = 0;
  for (int i = 0; i < t->n; i++) {
    const double q = psi > 0 ? ent_exp(psi * (g[i] + ent_log(t->index[i]) / t->options.theta)) : 1;
    now[t->part[i]] += t->output[i] * level[i] * q;
  }
  for (int p = 0; p < t->parts; p++) now[p] = ent_log(now[p] / t->part_total[p]);
  for (int i = 0; i < t->n; i++) g[i] -= now[t->part[i]];
}

void ent_trade_state(ent_trade *t, const double *x)
{
  const double theta = t->options.theta, psi = t->options.supply;
  const int n = t->n;
  exp_of(x, 1, n, t->wage);
  exp_of(x, -theta, n, t->power);
  ent_trade_columns(t, t->net, t->power, t->net_index);
  if (t->gross == t->net)
    memcpy(t->index, t->net_index, (size_t)t->stride * sizeof *t->index);
  else
    ent_trade_columns(t, t->gross, t->power, t->index);
  for (int i = 0; i < n; i++) t->volume[i] = psi > 0 ? ent_exp(psi * (x[i] + ent_log(t->index[i]) / theta)) : 1;
  spend(t);
  ent_trade_rows(t, t->net, t->buy, t->sales);
}

double ent_trade_sweep(ent_trade *t, const double *x, double *g)
{
  const double theta = t->options.theta, psi = t->options.supply;
  const int n = t->n;
  ent_trade_state(t, x);
  for (int i = 0; i < n; i++) {
    const double price = psi > 0 ? -psi * ent_log(t->index[i]) / theta : 0;
    g[i] = (ent_log(t->sales[i] / t->output[i]) + price) / (1 + theta + psi);
  }
  normalise(t, g);
  return ent_mixer_gap(x, g, n);
}
