/* shock.c - what does a shock make of the world: its shares, who still trades with whom, whose deficits are stranded?
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

/* ---- ranges ---------------------------------------------------------------------------------------------------------- */

static bool sound_freeness(double x, bool home)
{
  return x >= 0 && x <= ENT_TRADE_HUGE && (!home || x > 0);
}

static bool sound_cost(double x, bool home)
{
  return x > 0 && (!home || x < ENT_TRADE_HUGE);
}

static bool sound_tariff(double x, bool home)
{
  return x > -1 && x <= 1e9 && (!home || x == 0);
}

/* Says which of the three it is that the cell has wrong. */
static ent_status refuse_cell(const ent_trade *t, const ent_trade_shock *s, size_t cell, ent_error *err)
{
  char a[ENT_NUMBER_MAX], b[ENT_NUMBER_MAX];
  const int i = (int)(cell / (size_t)t->n), j = (int)(cell % (size_t)t->n);
  const char *const from = ent_trade_name(t->names, i, a), *const to = ent_trade_name(t->names, j, b);
  if (s->freeness && !sound_freeness(s->freeness[cell], i == j))
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, from, "Freeness from ", from, " to ", to,
                         " is negative, no finite number, or 0 at home.", (const char *)NULL);
  if (s->cost && !sound_cost(s->cost[cell], i == j))
    return ent_fail_join(err, ENT_ARGUMENT, 0, 0, from, "The change of the trade cost from ", from, " to ", to,
                         " is not above 0, or forbids trade at home.", (const char *)NULL);
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, from, "The tariff on what goes from ", from, " to ", to,
                       " is not above -1, or is raised at home.", (const char *)NULL);
}

static ent_status check_cells(const ent_trade *t, const ent_trade_shock *s, ent_error *err)
{
  const size_t n = (size_t)t->n;
  if (!s->freeness && !s->cost && !s->tariff) return ENT_OK;
  for (size_t i = 0; i < n; i++)
    for (size_t j = 0; j < n; j++) {
      const size_t c = i * n + j;
      if ((s->freeness && !sound_freeness(s->freeness[c], i == j)) || (s->cost && !sound_cost(s->cost[c], i == j)) ||
          (s->tariff && !sound_tariff(s->tariff[c], i == j)))
        return refuse_cell(t, s, c, err);
    }
  return ENT_OK;
}

ent_status ent_trade_check_transfers(int n, const double *transfer, ent_error *err)
{
  ent_sum sum = {0};
  double most = 0;
  for (int i = 0; transfer && i < n; i++) {
    if (!(fabs(transfer[i]) < ENT_TRADE_HUGE))
      return ent_fail(err, ENT_ARGUMENT, "", "A transfer is not a finite number.");
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
  if (!(base > 0) || cost > 1e300) return 0; /* an embargo stays one, however cheap shipping becomes */
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
  const bool priced = s->cost || s->tariff;
  for (size_t j = 0; j < n; j++) t->work[j] = 1 / t->spending[j];
  for (size_t i = 0; i < n; i++) {
    const double *const flow = t->flow + i * n;
    double *const gross = t->gross + i * stride, *const net = t->net + i * stride;
    for (size_t j = 0; j < n; j++) gross[j] = flow[j] * t->work[j];
    if (priced)
      for (size_t j = 0; j < n; j++) gross[j] *= gross[j] > 0 ? freeness_of(t, s, i * n + j) : 1;
    else if (s->freeness)
      for (size_t j = 0; j < n; j++) gross[j] *= s->freeness[i * n + j];
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

bool ent_trade_join(int *parent, int i, int j)
{
  const int a = root_of(parent, i), b = root_of(parent, j);
  if (a == b) return false;
  parent[a > b ? a : b] = a > b ? b : a;
  return true;
}

int ent_trade_number_parts(int *parent, int n, double *work)
{
  int parts = 0;
  for (int i = 0; i < n; i++) {
    const int root = root_of(parent, i); /* the least of its part: numbering upwards meets it first */
    work[i] = root == i ? (double)parts++ : work[root];
  }
  for (int i = 0; i < n; i++) parent[i] = (int)work[i];
  return parts;
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
      left -= ent_trade_join(parent, i, j);
    }
  t->parts = ent_trade_number_parts(parent, n, t->work);
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
  if (status == ENT_OK) status = ent_trade_check_transfers(t->n, s->transfer, err);
  if (status == ENT_OK && t->options.fixed_shares && (s->tariff || s->transfer))
    status = ent_fail(err, ENT_ARGUMENT, "", "Fixed shares know neither tariffs nor transfers.");
  if (status == ENT_OK) status = lay_shares(t, s, err);
  if (status != ENT_OK) return status;
  t->transfer = s->transfer;
  find_parts(t);
  settle_deficits(t);
  return ENT_OK;
}
