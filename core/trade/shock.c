/* shock.c - what does a shock make of the world: shares, who still trades with whom, and whose deficits have lost their counterpart?
 *
 *   gross_ij = pi_ij B_ij,  net_ij = gross_ij / (1 + t'_ij),  B_ij = freeness_ij (cost_ij (1 + t'_ij) / (1 + t_ij))^-theta
 *
 * An embargo is exactly 0, not a very high cost.  Economies that trade with one another, directly or not (union-find over
 * net_ij > 0), form a part.  In a part that is cut off, spending less income has to sum to 0, or there is no equilibrium: what
 * does not is taken from its members in proportion to their output, and told (`purged`).
 * Cost: O(n^2); a logarithm and an exponential for each cell that a cost or a tariff changes. */
#include "trade/gravity.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define TRANSFER_SLACK 1e-9 /* of the largest transfer: what their sum may differ from 0 by */

static const char *name_of(const ent_trade *t, int i, char room[ENT_NUMBER_MAX])
{
  if (t->names && t->names[i]) return t->names[i];
  ent_number_write((double)(i + 1), room);
  return room;
}

static ent_status refuse_cell(const ent_trade *t, int i, int j, const char *what, ent_error *err)
{
  char a[ENT_NUMBER_MAX], b[ENT_NUMBER_MAX];
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, "", what, " from ", name_of(t, i, a), " to ", name_of(t, j, b),
                       " is outside its range.", (const char *)NULL);
}

/* ---- ranges ---------------------------------------------------------------------------------------------------------- */

static ent_status check_cells(const ent_trade *t, const ent_trade_shock *s, ent_error *err)
{
  const int n = t->n;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      const size_t c = (size_t)i * (size_t)n + (size_t)j;
      const bool home = i == j;
      if (s->freeness && (!(s->freeness[c] >= 0) || s->freeness[c] > 1e300 || (home && !(s->freeness[c] > 0))))
        return refuse_cell(t, i, j, "Freeness", err);
      if (s->cost && (!(s->cost[c] > 0) || (home && !(s->cost[c] < 1e300))))
        return refuse_cell(t, i, j, "The change of the trade cost", err);
      if (s->tariff && (!(s->tariff[c] > -1) || s->tariff[c] > 1e9 || (home && s->tariff[c] != 0)))
        return refuse_cell(t, i, j, "The tariff", err);
    }
  return ENT_OK;
}

static ent_status check_transfers(const ent_trade *t, const double *transfer, ent_error *err)
{
  ent_sum sum = {0};
  double most = 0;
  for (int i = 0; transfer && i < t->n; i++) {
    if (!(fabs(transfer[i]) < 1e300)) return ent_fail(err, ENT_ARGUMENT, "", "A transfer is not a finite number.");
    ent_sum_add(&sum, transfer[i]);
    if (fabs(transfer[i]) > most) most = fabs(transfer[i]);
  }
  if (fabs(ent_sum_value(&sum)) > TRANSFER_SLACK * most)
    return ent_fail(err, ENT_ARGUMENT, "", "The transfers do not sum to 0: what one receives another has to pay.");
  return ENT_OK;
}

/* ---- shares ------------------------------------------------------------------------------------------------------------ */

static double freeness_of(const ent_trade *t, const ent_trade_shock *s, size_t cell)
{
  double cost = s->cost ? s->cost[cell] : 1;
  if (s->tariff) cost *= (1 + s->tariff[cell]) / (1 + (t->tariff ? t->tariff[cell] : 0));
  const double base = s->freeness ? s->freeness[cell] : 1;
  if (cost == 1) return base;
  if (cost > 1e300) return 0;
  return base * ent_exp(-t->options.theta * ent_log(cost));
}

static ent_status lay_shares(ent_trade *t, const ent_trade_shock *s, ent_error *err)
{
  const size_t n = (size_t)t->n, stride = (size_t)t->stride;
  t->rate = s->tariff ? s->tariff : t->tariff;
  t->taxed = t->rate != NULL;
  if (t->taxed && !t->gross_room) {
    t->gross_room = ENT_NEW(&t->arena, double, (size_t)t->rows *stride);
    if (!t->gross_room) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the tariffs.");
  }
  t->gross = t->taxed ? t->gross_room : t->net;
  const bool changed = s->freeness || s->cost || s->tariff;
  for (size_t j = 0; j < n; j++) t->work[j] = 1 / t->spending[j];
  for (size_t i = 0; i < n; i++) {
    const double *const flow = t->flow + i * n;
    double *const gross = t->gross + i * stride, *const net = t->net + i * stride;
    for (size_t j = 0; j < n; j++) gross[j] = flow[j] * t->work[j];
    for (size_t j = 0; changed && j < n; j++)
      if (gross[j] > 0) gross[j] *= freeness_of(t, s, i * n + j);
    for (size_t j = 0; t->taxed && j < n; j++) net[j] = gross[j] / (1 + t->rate[i * n + j]);
  }
  return ENT_OK;
}

/* ---- parts --------------------------------------------------------------------------------------------------------------- */

static int root_of(int *parent, int i)
{
  while (parent[i] != i) i = parent[i] = parent[parent[i]];
  return i;
}

/* Economies that trade with one another get one number, counted from 0 in the order of their first member. */
static void find_parts(ent_trade *t)
{
  const int n = t->n;
  int *const parent = t->part;
  int left = n;
  for (int i = 0; i < n; i++) parent[i] = i;
  for (int i = 0; i < n && left > 1; i++)
    for (int j = 0; j < n; j++) {
      if (i == j || !(t->net[(size_t)i * (size_t)t->stride + (size_t)j] > 0)) continue;
      const int a = root_of(parent, i), b = root_of(parent, j);
      if (a == b) continue;
      parent[a > b ? a : b] = a > b ? b : a;
      left--;
    }
  /* Roots are the least of their part: numbering upwards meets the root first. */
  t->parts = 0;
  for (int i = 0; i < n; i++) {
    const int root = root_of(parent, i);
    t->work[i] = root == i ? (double)t->parts++ : t->work[root];
  }
  for (int i = 0; i < n; i++) parent[i] = (int)t->work[i];
}

/* What is spent besides income, with each part's sum taken from it. */
static void settle_deficits(ent_trade *t)
{
  const int n = t->n;
  const bool additive = t->options.deficits == ENT_TRADE_ADDITIVE;
  for (int p = 0; p < t->parts; p++) t->part_total[p] = t->part_now[p] = 0;
  for (int i = 0; i < n; i++) {
    t->given[i] = (additive ? t->deficit[i] : 0) + (t->transfer ? t->transfer[i] : 0);
    t->part_total[t->part[i]] += t->output[i];
    t->part_now[t->part[i]] += t->given[i];
  }
  t->purged = 0;
  for (int i = 0; i < n && t->parts > 1; i++) {
    const double share = t->part_now[t->part[i]] / t->part_total[t->part[i]];
    t->given[i] -= share * t->output[i];
    if (fabs(share) > t->purged) t->purged = fabs(share);
  }
}

ent_status ent_trade_ready(ent_trade *t, const ent_trade_shock *shock, ent_error *err)
{
  const ent_trade_shock none = {0}, *const s = shock ? shock : &none;
  ent_status status = check_cells(t, s, err);
  if (status == ENT_OK) status = check_transfers(t, s->transfer, err);
  if (status == ENT_OK && t->options.fixed_shares && (s->tariff || s->transfer))
    status = ent_fail(err, ENT_ARGUMENT, "", "Fixed shares know neither tariffs nor transfers.");
  if (status == ENT_OK) status = lay_shares(t, s, err);
  if (status != ENT_OK) return status;
  t->transfer = s->transfer;
  find_parts(t);
  settle_deficits(t);
  return ENT_OK;
}
