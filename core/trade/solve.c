/* solve.c - what does a shock do to everybody's wages, prices, flows and welfare?
 *
 * The fixed point of sweep.c, extrapolated (mixer.c), or Newton's steps (newton.c); then the flows are laid out, and the
 * certificate is computed from them.  Source: entente/trade.h; docs/method/trade.md.  Cost: O(n^2) a step. */
#include "trade/gravity.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

static void iterate(ent_trade *t, ent_trade_certificate *c)
{
  const bool mix = t->options.solver != ENT_TRADE_PLAIN;
  ent_mixer_reset(&t->mixer);
  for (c->steps = 1; c->steps <= t->options.steps; c->steps++) {
    c->step = ent_trade_sweep(t, t->x, t->g);
    if (!(c->step < 1e300)) break;
    if (c->step <= t->options.tolerance) {
      memcpy(t->x, t->g, (size_t)t->stride * sizeof *t->x);
      c->settled = true;
      return;
    }
    if (mix)
      ent_mixer_step(&t->mixer, t->x, t->g, c->step);
    else
      memcpy(t->x, t->g, (size_t)t->stride * sizeof *t->x);
  }
}

/* Chord keeps the system of the world before: it is made by a solution without a shock, whose first step is its last. */
static ent_status find(ent_trade *t, const ent_trade_shock *shock, ent_trade_certificate *c, ent_error *err)
{
  const ent_trade_solver solver = t->options.solver;
  ent_status status = ENT_OK;
  if (solver == ENT_TRADE_CHORD && !t->system_ready && !t->options.fixed_shares && shock) {
    status = ent_trade_ready(t, NULL, err);
    memset(t->x, 0, (size_t)t->stride * sizeof *t->x);
    if (status == ENT_OK) status = ent_trade_newton(t, c, err);
  }
  if (status == ENT_OK) status = ent_trade_ready(t, shock, err);
  if (status != ENT_OK) return status;
  if (!t->warm) memset(t->x, 0, (size_t)t->stride * sizeof *t->x);
  *c = (ent_trade_certificate){0};
  if (t->options.fixed_shares)
    ent_trade_fixed(t, c);
  else if (solver == ENT_TRADE_NEWTON || (solver == ENT_TRADE_CHORD && t->parts == 1))
    status = ent_trade_newton(t, c, err);
  else
    iterate(t, c);
  if (c->steps > t->options.steps) c->steps = t->options.steps;
  return status;
}

static bool is_finite(const ent_trade *t)
{
  for (int i = 0; i < t->n; i++) {
    const double all[] = {t->wage[i], t->a_price[i], t->a_welfare[i], t->a_real[i], t->a_output[i], t->a_spending[i]};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
      if (!(all[k] >= 0 && all[k] < 1e300)) return false;
  }
  for (size_t c = 0; c < (size_t)t->n * (size_t)t->n; c++)
    if (!(t->a_flow[c] >= 0 && t->a_flow[c] < 1e300)) return false;
  return true;
}

/* Prices, spending and flows at the wages found. */
static void lay_out(ent_trade *t)
{
  const size_t n = (size_t)t->n;
  const double theta = t->options.theta;
  double world = 1;
  if (!t->options.fixed_shares)
    ent_trade_state(t, t->x);
  else
    world = ent_trade_dot(t->output, t->wage, t->stride) / t->total;
  for (size_t j = 0; j < n; j++) {
    const double level = ent_exp(ent_log(t->index[j]) / -theta);
    t->a_price[j] = level;
    t->a_real[j] = t->wage[j] / level;
    t->a_output[j] = t->output[j] * t->wage[j] * t->volume[j];
    if (t->options.fixed_shares) t->buy[j] = t->a_output[j] * t->ratio[j] / t->index[j];
    t->a_spending[j] = t->buy[j] * t->index[j];
    t->a_welfare[j] = t->a_spending[j] / t->spending[j] / level;
  }
  for (size_t i = 0; i < n; i++) {
    const double *const gross = t->gross + i * (size_t)t->stride;
    /* Resistance terms speak of shares of world output at new prices: with fixed shares that stands in the flow as well. */
    const double power = t->options.fixed_shares ? t->power[i] * t->wage[i] / world : t->power[i];
    for (size_t j = 0; j < n; j++) t->a_flow[i * n + j] = gross[j] * power * t->buy[j];
  }
}

static ent_status blame_poorest(const ent_trade *t, ent_error *err)
{
  char room[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(t->names, t->poorest, room);
  return ent_fail_join(
    err, ENT_NUMERIC, 0, 0, who, "The income of ", who,
    " would not be above 0: it gives away more than it earns; take balanced deficits or a smaller shock.",
    (const char *)NULL);
}

ent_status ent_trade_solve(ent_trade *trade, const ent_trade_shock *shock, ent_trade_answer *out, ent_error *err)
{
  if (!trade || !out) return ent_fail(err, ENT_ARGUMENT, "", "Trade and out are not NULL.");
  ent_trade *const t = trade;
  ent_trade_certificate c = {0};
  t->solved = false;
  const ent_status status = find(t, shock, &c, err);
  if (status != ENT_OK) return status;
  lay_out(t);
  if (!t->options.fixed_shares && t->poorest >= 0) return blame_poorest(t, err);
  if (!is_finite(t)) return ent_fail(err, ENT_NUMERIC, "", "No finite wages clear these markets.");
  ent_trade_certify(t, &c);
  t->solved = true;
  *out = (ent_trade_answer){.n = t->n,
                            .wage = t->wage,
                            .price = t->a_price,
                            .output = t->a_output,
                            .spending = t->a_spending,
                            .welfare = t->a_welfare,
                            .real_wage = t->a_real,
                            .flow = t->a_flow,
                            .before = t->flow,
                            .part = t->part,
                            .certificate = c};
  return ENT_OK;
}
