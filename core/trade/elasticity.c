/* elasticity.c - how does an economy's welfare, or a weighted sum of welfares, answer to the cost of every single flow and to
 * the tariff on it?
 *
 * One adjoint system instead of n^2 solutions.  With x = log w, F the log residuals of the markets, J = dF/dx, W_k real
 * spending of economy k, c_k its weight; net, gross, N and Phi as in sweep.c, a = w^-theta, b_j = income_j / N_j:
 *
 *   log W_k = log income_k - log N_k + (1 + 1/theta) log Phi_k + constant      (tariff revenue included)
 *   J' lambda = sum_k c_k dlog W_k / dx
 *   dlog W_k / dx_m = (Y_k w_k / income_k) [m = k] + a_m (theta net_mk / N_k - (theta + 1) gross_mk / Phi_k)
 *   reach_j = b_j / N_j sum_i lambda_i net_ij / sales_i
 *   slope of cell m, j = c_j a_m ((1 + 1/theta) dgross / Phi_j - dnet / N_j) + dnet (a_m reach_j - lambda_m b_j / sales_m)
 *
 * where dgross, dnet say what moves the cell: a cost takes -theta gross and -theta net, a tariff -theta gross and
 * -(theta + 1) net, each per log.  lambda is 0 where the numeraire stands instead of a market.
 * Cost: the matrix n^3, its factors n^3 / 3, the rest n^2.
 * Source: implicit differentiation of entente/trade.h; docs/method/trade.md. */
#include "trade/gravity.h"

#include "base/fail.h"
#include "entente/trade_policy.h"

#include <math.h>
#include <string.h>

ent_status ent_trade_pull_ready(ent_trade *t, ent_error *err)
{
  if (!t->solved) return ent_fail(err, ENT_ARGUMENT, "", "Elasticities are those of a solution: solve first.");
  if (t->options.supply > 0 || t->options.deficits == ENT_TRADE_MULTIPLICATIVE || t->options.fixed_shares)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "Elasticities are known without elasticity of supply, multiplicative deficits and fixed shares.");
  const ent_status status = ent_trade_take_system(t, err);
  if (status != ENT_OK) return status;
  ent_trade_jacobian(t, t->system.a);
  t->system_ready = false; /* the chord's matrix was another one */
  return ent_lu_factor(&t->system) ? ENT_OK : ent_fail(err, ENT_NUMERIC, "", "These markets have no elasticities.");
}

void ent_trade_pull(const ent_trade *t, ent_pull *p)
{
  const double theta = t->options.theta;
  double *const room = t->work, *const lambda = p->lambda, *const reach = p->reach;
  for (int k = 0; k < t->n; k++) reach[k] = p->weight[k] / t->net_index[k];
  ent_trade_rows(t, t->net, reach, lambda);
  for (int k = 0; k < t->n; k++) reach[k] = p->weight[k] / t->index[k];
  ent_trade_rows(t, t->gross, reach, room);
  for (int m = 0; m < t->n; m++)
    lambda[m] = t->power[m] * (theta * lambda[m] - (theta + 1) * room[m]) +
                p->weight[m] * t->output[m] * t->wage[m] / t->income[m];
  ent_lu_solve_turned(&t->system, lambda, room);
  memset(room, 0, (size_t)t->stride * sizeof *room);
  for (int i = 0; i < t->n; i++) {
    if (ent_trade_is_numeraire(t, i)) lambda[i] = 0;
    lambda[i] /= t->sales[i];
    room[i] = lambda[i];
  }
  ent_trade_columns(t, t->net, room, reach);
  for (int j = 0; j < t->n; j++) reach[j] *= t->buy[j] / t->net_index[j];
}

double ent_trade_slope(const ent_trade *t, const ent_pull *p, int m, int j, double dgross, double dnet)
{
  const double a = t->power[m];
  const double own = p->weight[j] * a * ((1 + 1 / t->options.theta) * dgross / t->index[j] - dnet / t->net_index[j]);
  return own + dnet * (a * p->reach[j] - p->lambda[m] * t->buy[j]);
}

/* One derivative of cell m, j: rise is what a log does to net, above what it does to gross. */
static double slope_of(const ent_trade *t, const ent_pull *p, double rise, int m, int j)
{
  const size_t cell = (size_t)m * (size_t)t->stride + (size_t)j;
  const double theta = t->options.theta;
  return ent_trade_slope(t, p, m, j, -theta * t->gross[cell], -(theta + rise) * t->net[cell]);
}

static bool is_finite(const ent_trade *t, const ent_pull *p, double rise)
{
  for (int m = 0; m < t->n; m++)
    for (int j = 0; j < t->n; j++)
      if (!(fabs(slope_of(t, p, rise, m, j)) < 1e300)) return false;
  return true;
}

static void lay_out(const ent_trade *t, const ent_pull *p, double rise, double *out)
{
  for (int m = 0; m < t->n; m++)
    for (int j = 0; j < t->n; j++) out[(size_t)m * (size_t)t->n + (size_t)j] = slope_of(t, p, rise, m, j);
}

static ent_status no_number(ent_error *err)
{
  return ent_fail(err, ENT_NUMERIC, "", "These markets have no finite slopes.");
}

/* Readies the markets' system, and weights of 0, in vectors of the solver that nobody needs between two solutions. */
static ent_status ready(ent_trade *t, ent_pull *p, ent_error *err)
{
  const ent_status status = ent_trade_pull_ready(t, err);
  if (status != ENT_OK) return status;
  *p = (ent_pull){t->g, t->work + t->stride, t->work + 2 * (size_t)t->stride};
  memset(p->weight, 0, (size_t)t->stride * sizeof *p->weight);
  memset(p->reach, 0, (size_t)t->stride * sizeof *p->reach);
  return ENT_OK;
}

ent_status ent_trade_slopes(ent_trade *trade, const double *weight, double *by_cost, double *by_tariff, ent_error *err)
{
  ent_pull p;
  if (!trade || !weight) return ent_fail(err, ENT_ARGUMENT, "", "Trade and weight are not NULL.");
  for (int k = 0; k < trade->n; k++)
    if (!(weight[k] > -ENT_TRADE_HUGE && weight[k] < ENT_TRADE_HUGE))
      return ent_fail(err, ENT_ARGUMENT, "", "A weight is not a finite number.");
  const ent_status status = ready(trade, &p, err);
  if (status != ENT_OK) return status;
  memcpy(p.weight, weight, (size_t)trade->n * sizeof *weight);
  ent_trade_pull(trade, &p);
  if ((by_cost && !is_finite(trade, &p, 0)) || (by_tariff && !is_finite(trade, &p, 1))) return no_number(err);
  if (by_cost) lay_out(trade, &p, 0, by_cost);
  if (by_tariff) lay_out(trade, &p, 1, by_tariff);
  return ENT_OK;
}

ent_status ent_trade_elasticities(ent_trade *trade, int economy, double *out, ent_error *err)
{
  ent_pull p;
  if (!trade || !out || economy < 0 || economy >= trade->n)
    return ent_fail(err, ENT_ARGUMENT, "", "Trade and out are not NULL, and the economy is one of the world.");
  const ent_status status = ready(trade, &p, err);
  if (status != ENT_OK) return status;
  p.weight[economy] = 1;
  ent_trade_pull(trade, &p);
  if (!is_finite(trade, &p, 0)) return no_number(err);
  lay_out(trade, &p, 0, out);
  return ENT_OK;
}
