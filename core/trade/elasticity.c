/* elasticity.c - how does an economy's welfare answer to the cost of every single flow?
 *
 * One adjoint system instead of n^2 solutions.  With x = log w, F the log residuals of the markets, J = dF/dx, and W_k real
 * spending of economy k:
 *
 *   J' lambda = dlog W_k / dx,  dlog W_k / dx_m = (Y_k w_k / E'_k) [m = k] - pi'_mk
 *   dlog W_k / dlog B_mj = pi'_mk [j = k] / theta - lambda_m X'_mj / sales_m + pi'_mj sum_i lambda_i X'_ij / sales_i
 *   dlog W_k / dlog cost = -theta dlog W_k / dlog B
 *
 * lambda is 0 where the numeraire stands instead of a market.  Cost: the matrix n^3, its factors n^3 / 3, the rest n^2.
 * Source: implicit differentiation of entente/trade.h; docs/method/trade.md. */
#include "trade/gravity.h"

#include "base/fail.h"

#include <string.h>

static bool is_plain(const ent_trade *t)
{
  return !t->taxed && !(t->options.supply > 0) && t->options.deficits != ENT_TRADE_MULTIPLICATIVE &&
         !t->options.fixed_shares;
}

/* lambda, and what it makes of each importer: reach_j = sum_i lambda_i X'_ij / sales_i. */
static void take_reach(const ent_trade *t, int k, double *lambda, double *reach)
{
  const int n = t->n;
  double *const room = t->work;
  for (int m = 0; m < n; m++) {
    const double share = t->a_flow[(size_t)m * (size_t)n + (size_t)k] / t->a_spending[k];
    lambda[m] = (m == k ? t->a_output[k] / t->a_spending[k] : 0) - share;
  }
  ent_lu_solve_turned(&t->system, lambda, room);
  memset(reach, 0, (size_t)n * sizeof *reach);
  for (int i = 0; i < n; i++) {
    if (ent_trade_is_numeraire(t, i)) lambda[i] = 0;
    const double per_sale = lambda[i] / t->a_output[i];
    for (int j = 0; j < n; j++) reach[j] += per_sale * t->a_flow[(size_t)i * (size_t)n + (size_t)j];
  }
}

ent_status ent_trade_elasticities(ent_trade *trade, int economy, double *out, ent_error *err)
{
  if (!trade || !out || economy < 0 || economy >= trade->n)
    return ent_fail(err, ENT_ARGUMENT, "", "Trade and out are not NULL, and the economy is one of the world.");
  ent_trade *const t = trade;
  if (!t->solved) return ent_fail(err, ENT_ARGUMENT, "", "Elasticities are those of a solution: solve first.");
  if (!is_plain(t))
    return ent_fail(
      err, ENT_ARGUMENT, "",
      "Elasticities are known without tariffs, elasticity of supply, multiplicative deficits and fixed shares.");
  const ent_status status = ent_trade_take_system(t, err);
  if (status != ENT_OK) return status;
  ent_trade_jacobian(t, t->system.a);
  t->system_ready = false; /* the chord's matrix was another one */
  if (!ent_lu_factor(&t->system)) return ent_fail(err, ENT_NUMERIC, "", "These markets have no elasticities.");
  const size_t n = (size_t)t->n;
  const double theta = t->options.theta;
  double *const lambda = t->work + t->stride, *const reach = t->work + 2 * (size_t)t->stride;
  take_reach(t, economy, lambda, reach);
  for (size_t m = 0; m < n; m++)
    for (size_t j = 0; j < n; j++) {
      const double flow = t->a_flow[m * n + j], share = flow / t->a_spending[j];
      const double own = j == (size_t)economy ? share / theta : 0;
      out[m * n + j] = -theta * (own - lambda[m] * flow / t->a_output[m] + share * reach[j]);
    }
  return ENT_OK;
}
