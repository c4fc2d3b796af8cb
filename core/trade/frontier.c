/* frontier.c - what does a unit of the target's pain cost the senders, rate by rate up to the ban?
 *
 *   pain = -EV_target, gain = sum over senders EV;  price = -gain / pain
 *   marginal = (dgain / df) / (dEV_target / df): the willingness to pay at which the rate is the best uniform one
 *
 * Rates in equal steps of freeness f = (1 + rate)^-theta end exactly at the ban.  Each point starts from the wages of the one
 * before.  Cost: a solution (O(n^2) a step) and a linear system (n^3) a point.
 * Source: entente/trade_policy.h; docs/method/trade.md. */
#include "trade/policy.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

void ent_trade_rates(double theta, int points, double *rate)
{
  for (int k = 0; k < points; k++)
    rate[k] = k + 1 < points ? ent_exp(ent_log(1 - (double)k / (points - 1)) / -theta) - 1 : INFINITY;
}

/* Of the senders' gain to the target's, along one rate for all. */
static double marginal_of(ent_policy *p)
{
  const ent_trade_sanction *const s = p->s;
  double slope[2] = {0, 0};
  for (int who = 0; who < 2; who++) {
    memset(p->pull.weight, 0, (size_t)p->t->stride * sizeof *p->pull.weight);
    if (who == 0)
      for (int k = 0; k < s->senders; k++) p->pull.weight[s->sender[k]] = 1;
    else
      p->pull.weight[s->target] = 1;
    ent_policy_weigh(p);
    for (int k = 0; k < s->senders; k++) slope[who] += ent_policy_slope(p, k);
  }
  const double price = slope[1] > 0 ? slope[0] / slope[1] : NAN;
  return fabs(price) < INFINITY ? price : NAN;
}

ent_status ent_policy_take_point(ent_policy *p, double rate, ent_trade_point *out, ent_error *err)
{
  ent_policy_levy(p, ent_policy_freeness(p, rate));
  ent_status status = ent_policy_solve(p, err);
  if (status != ENT_OK) return status;
  *out = ent_policy_point(p);
  out->rate = rate;
  if (!(rate < INFINITY) || p->t->options.supply > 0) return ENT_OK;
  status = ent_policy_ready(p, err);
  if (status == ENT_OK) out->marginal = marginal_of(p);
  return status;
}

static ent_status check_rates(const double *rate, int points, ent_error *err)
{
  for (int k = 0; k < points; k++)
    if (!(rate[k] >= 0)) return ent_fail(err, ENT_ARGUMENT, "rate", "A rate is 0 or more; infinity is the ban.");
  return points > 0 ? ENT_OK : ent_fail(err, ENT_ARGUMENT, "rate", "A frontier has at least one rate.");
}

static ent_status walk(ent_policy *p, const double *rate, int points, ent_trade_point *point, double *gain,
                       ent_error *err)
{
  const size_t senders = (size_t)p->s->senders;
  for (int k = 0; k < points; k++) {
    const ent_status status = ent_policy_take_point(p, rate[k], &point[k], err);
    if (status != ENT_OK) return status;
    for (size_t i = 0; i < senders; i++) gain[(size_t)k * senders + i] = ent_policy_value(p, p->s->sender[i]);
  }
  return ENT_OK;
}

ent_status ent_trade_frontier(ent_trade *trade, const ent_trade_sanction *sanction, const double *rate, int points,
                              ent_trade_point *point, double *gain, ent_trade_proof *proof, ent_error *err)
{
  ent_policy p;
  if (!rate || !point) return ent_fail(err, ENT_ARGUMENT, "", "Rate and point are not NULL.");
  ent_status status = check_rates(rate, points, err);
  if (status == ENT_OK) status = ent_policy_open(trade, sanction, false, &p, err);
  if (status != ENT_OK) return status;
  const size_t count = (size_t)points, row = (size_t)sanction->senders * sizeof(double);
  ent_trade_point *const found = ENT_NEW(&p.arena, ent_trade_point, count);
  double *const each = ent_arena_take(&p.arena, count, row);
  status = found && each ? walk(&p, rate, points, found, each, err)
                         : ent_fail(err, ENT_NOMEM, "", "There is no memory for the frontier.");
  if (status == ENT_OK) {
    memcpy(point, found, count * sizeof *point);
    if (gain) memcpy(gain, each, count * row);
    if (proof) *proof = p.proof;
  }
  ent_policy_close(&p);
  return status;
}
