/* freeness.c - how freely do each two trade, and what does an economy buy at home where a table does not say?
 *
 *   phi_ij = sqrt(X_ij X_ji / (X_ii X_jj))      Head and Ries 2001: prices and sizes cancel
 *   X_ii   = max(output_i - exports_i, floor output_i), or imports_i share / (1 - share)
 *
 * The ratio of phi between two years is what trade costs have changed to the power -theta, without any data on costs:
 * relief back to the earlier year is that ratio as a shock.  Cost: O(n^2). */
#include "entente/trade.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>

#define HOME_LEAST \
  (1 / ENT_TRADE_HUGE) /* trade at home below this is none: ratios to it would leave the range of a double */

static ent_status check_flows(int n, const double *flow, bool home, ent_error *err)
{
  const size_t size = (size_t)n;
  for (size_t c = 0; c < size * size; c++) {
    const bool ok = flow[c] >= 0 && flow[c] < ENT_TRADE_HUGE;
    if (!ok) return ent_fail(err, ENT_ARGUMENT, "", "A flow is negative or no finite number.");
    if (home && c / size == c % size && !(flow[c] >= HOME_LEAST))
      return ent_fail(err, ENT_ARGUMENT, "", "The trade of an economy with itself is missing.");
  }
  return ENT_OK;
}

ent_status ent_trade_freeness(int n, const double *flow, double *out, ent_error *err)
{
  if (n < 1 || n > ENT_TRADE_MAX || !flow || !out)
    return ent_fail(err, ENT_ARGUMENT, "", "Flows are a square of 1 to 2,000 economies, and out is not NULL.");
  const ent_status status = check_flows(n, flow, true, err);
  if (status != ENT_OK) return status;
  const size_t size = (size_t)n;
  for (size_t i = 0; i < size; i++) {
    out[i * size + i] = 1;
    for (size_t j = 0; j < i; j++) {
      /* Roots of ratios: with flows below 1e100 and trade at home of 1e-100 at least, no factor is above 1e100. */
      const double there = flow[i * size + j] / flow[i * size + i], back = flow[j * size + i] / flow[j * size + j];
      out[i * size + j] = out[j * size + i] = sqrt(there) * sqrt(back);
    }
  }
  return ENT_OK;
}

void ent_trade_freeness_ratio(int n, const double *now, int m, const double *then, const int *place, double *out)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      const size_t cell = (size_t)i * (size_t)n + (size_t)j;
      out[cell] = 0;
      if (place[i] < 0 || place[j] < 0) continue;
      const size_t there = (size_t)place[i] * (size_t)m + (size_t)place[j];
      const size_t back = (size_t)place[j] * (size_t)m + (size_t)place[i];
      const double was = then[!now && !(then[there] > 0) ? back : there], is = now ? now[cell] : 1;
      if (was > 0 && is > 0) out[cell] = was / is;
    }
}

/* ---- trade at home ------------------------------------------------------------------------------------------------ */

static ent_status check_home(int n, const ent_trade_home *home, ent_error *err)
{
  if (!(home->floor > 0 && home->floor <= 1) || !(home->share >= 0 && home->share < 1))
    return ent_fail(err, ENT_ARGUMENT, "", "The floor lies above 0 and at most at 1, the share from 0 to below 1.");
  for (int i = 0; home->output && i < n; i++)
    if (home->output[i] < 0 || home->output[i] > ENT_TRADE_HUGE)
      return ent_fail(err, ENT_ARGUMENT, "", "An output is negative or no finite number.");
  return ENT_OK;
}

ent_status ent_trade_fill_home(int n, const ent_trade_home *home, double *flow, ent_trade_filled *how, ent_error *err)
{
  if (n < 1 || n > ENT_TRADE_MAX || !home || !flow || !how)
    return ent_fail(err, ENT_ARGUMENT, "", "Flows are a square of 1 to 2,000 economies, and nothing is NULL.");
  ent_status status = check_flows(n, flow, false, err);
  if (status == ENT_OK) status = check_home(n, home, err);
  if (status != ENT_OK) return status;
  const size_t size = (size_t)n;
  for (size_t i = 0; i < size; i++) {
    double *const own = flow + i * size + i;
    ent_sum out = {0}, in = {0};
    how[i] = ENT_TRADE_GIVEN;
    if (*own > 0) continue;
    for (size_t j = 0; j < size; j++) {
      ent_sum_add(&out, flow[i * size + j]);
      ent_sum_add(&in, flow[j * size + i]);
    }
    const double made = home->output ? home->output[i] : 0, rest = made - ent_sum_value(&out);
    const double bought = home->share / (1 - home->share) * ent_sum_value(&in);
    how[i] = ENT_TRADE_MISSING;
    if (made > 0) {
      how[i] = rest >= home->floor * made ? ENT_TRADE_FROM_OUTPUT : ENT_TRADE_FROM_FLOOR;
      *own = how[i] == ENT_TRADE_FROM_OUTPUT ? rest : home->floor * made;
    } else if (bought > 0) {
      how[i] = ENT_TRADE_FROM_SHARE;
      *own = bought;
    }
    if (!(*own > 0)) how[i] = ENT_TRADE_MISSING; /* a floor of next to nothing is nothing */
  }
  return ENT_OK;
}
