/* newton.c - the same equilibrium by a linear system a step, and how its markets react to each wage.
 *
 *   F_i = log sales_i - log output_i,  sales_i = sum_j R_ij,  R_ij = net_ij w_i^-theta income_j / N_j
 *   dF_i / dlog w_m = theta sum_j s_ij m_mj + s_im Y_m w_m / income_m - (theta + 1) [i = m]
 *
 * with s_ij = R_ij / sales_i (what j takes of i's sales) and m_mj = net_mj w_m^-theta / N_j (what m has of j's purchases).  By
 * Walras one market of each part is redundant: the row of its last economy is the numeraire instead.
 * Newton factors this at each step; chord factors it once, for the world before, and uses it for every shock that leaves the
 * world in one part.  Cost: n^3 products for the matrix and n^3 / 3 for the factors; a step of chord 3 n^2. */
#include "trade/gravity.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

#define STRIDE_MOST 1.0 /* largest change of a log wage in one step */

bool ent_trade_is_numeraire(const ent_trade *t, int i)
{
  for (int k = i + 1; k < t->n; k++)
    if (t->part[k] == t->part[i]) return false;
  return true;
}

void ent_trade_jacobian(const ent_trade *t, double *out)
{
  const int n = t->n;
  const double theta = t->options.theta;
  double *const s = t->work + t->stride; /* s_ij / N_j, padded */
  memset(s, 0, (size_t)t->stride * sizeof *s);
  for (int i = 0; i < n; i++) {
    const double *const net = t->net + (size_t)i * (size_t)t->stride;
    double *const row = out + (size_t)i * (size_t)n;
    if (ent_trade_is_numeraire(t, i)) {
      for (int m = 0; m < n; m++)
        row[m] = t->part[m] == t->part[i] ? t->output[m] * t->wage[m] / t->part_total[t->part[m]] : 0;
      continue;
    }
    for (int j = 0; j < n; j++) s[j] = net[j] * t->buy[j] / t->sales[i] / t->net_index[j];
    for (int m = 0; m < n; m++) {
      const double shared = ent_trade_dot(s, t->net + (size_t)m * (size_t)t->stride, t->stride) * t->power[m];
      const double spent = s[m] * t->net_index[m] * t->output[m] * t->wage[m] / t->income[m];
      row[m] = theta * shared + spent - (m == i ? theta + 1 : 0);
    }
  }
}

/* F at the state of the last sweep, negated, into b. */
static void residuals(const ent_trade *t, double *b)
{
  for (int p = 0; p < t->parts; p++) t->part_now[p] = 0;
  for (int i = 0; i < t->n; i++) t->part_now[t->part[i]] += t->output[i] * t->wage[i];
  for (int i = 0; i < t->n; i++)
    b[i] = ent_trade_is_numeraire(t, i) ? 1 - t->part_now[t->part[i]] / t->part_total[t->part[i]]
                                        : -(ent_log(t->sales[i] / t->output[i]) - (1 + t->options.theta) * t->x[i]);
}

ent_status ent_trade_take_system(ent_trade *t, ent_error *err)
{
  if (t->system.a && t->system.row) return ENT_OK;
  t->system.n = t->n;
  if (!t->system.a) t->system.a = ENT_NEW(&t->arena, double, (size_t)t->n *(size_t)t->n);
  if (!t->system.row) t->system.row = ENT_NEW(&t->arena, int, t->n);
  return t->system.a && t->system.row ? ENT_OK
                                      : ent_fail(err, ENT_NOMEM, "", "There is no memory for the system of markets.");
}

ent_status ent_trade_newton(ent_trade *t, ent_trade_certificate *c, ent_error *err)
{
  const bool chord = t->options.solver == ENT_TRADE_CHORD;
  double *const b = t->work + 2 * t->stride;
  const ent_status status = ent_trade_take_system(t, err);
  if (status != ENT_OK) return status;
  for (c->steps = 1; c->steps <= t->options.steps; c->steps++) {
    ent_trade_state(t, t->x);
    residuals(t, b);
    if (!chord || !t->system_ready) {
      ent_trade_jacobian(t, t->system.a);
      if (!ent_lu_factor(&t->system)) break;
      t->system_ready = chord;
    }
    ent_lu_solve(&t->system, b, t->work);
    c->step = 0;
    for (int i = 0; i < t->n; i++)
      if (!(fabs(b[i]) <= c->step)) c->step = fabs(b[i]) < 1e300 ? fabs(b[i]) : 1e300;
    if (!(c->step < 1e300)) break;
    const double scale = c->step > STRIDE_MOST ? STRIDE_MOST / c->step : 1;
    for (int i = 0; i < t->n; i++) t->x[i] += scale * b[i];
    if (c->step <= t->options.tolerance) {
      c->settled = true;
      break;
    }
  }
  return ENT_OK;
}
