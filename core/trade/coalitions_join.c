/* coalitions_join.c - who should join next?
 *
 *   adds_c = v(N + c) - v(N),   cost_c = (w_c/P_c before - after) / before,   price_c = cost_c Y_c / (adds_c Y_target)
 *
 * Each candidate by itself beside all members; most added first.  The price says how much of its own income a joiner gives up
 * for each unit of income that the target loses more.  Cost: a solution for each candidate, and one.
 * Source: docs/method/trade.md. */
#include "trade/coalitions.h"

#include "base/fail.h"
#include "base/ieee.h"

#include <math.h>

static ent_status check(const ent_hunt *h, const int *candidate, int candidates, ent_error *err)
{
  if (!candidate || candidates < 1 || candidates > h->t->n)
    return ent_fail(err, ENT_ARGUMENT, "", "There is at least one candidate, and each is one of the economies.");
  for (int i = 0; i < candidates; i++) {
    bool sound = candidate[i] >= 0 && candidate[i] < h->t->n && candidate[i] != h->target;
    for (int m = 0; m < h->members; m++) sound = sound && h->member[m] != candidate[i];
    for (int k = 0; k < i; k++) sound = sound && candidate[k] != candidate[i];
    if (!sound)
      return ent_fail(err, ENT_ARGUMENT, "",
                      "A candidate is no economy, the target, a member already, or named twice.");
  }
  return ENT_OK;
}

/* Most added first; equals in order of their numbers. */
static void put(ent_trade_joiner *out, int count, ent_trade_joiner who)
{
  int at = count;
  for (;
       at > 0 && (out[at - 1].adds < who.adds || (!(out[at - 1].adds > who.adds) && out[at - 1].economy > who.economy));
       at--)
    out[at] = out[at - 1];
  out[at] = who;
}

static ent_status find(ent_hunt *h, const int *candidate, int candidates, ent_trade_joiner *out, ent_error *err)
{
  const uint64_t all = (uint64_t)-1 >> (64 - h->members);
  double *const before = ENT_NEW(&h->arena, double, h->t->n);
  ent_trade_joiner *const list = ENT_NEW(&h->arena, ent_trade_joiner, candidates);
  ent_trade_answer a;
  if (!before || !list) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the candidates.");
  ent_status status = ent_hunt_solve(h, all, -1, &a, err);
  for (int i = 0; i < h->t->n && status == ENT_OK; i++) before[i] = a.real_wage[i];
  for (int k = 0; k < candidates && status == ENT_OK; k++) {
    const int c = candidate[k];
    status = ent_hunt_solve(h, all, c, &a, err);
    if (status == ENT_OK && !a.certificate.holds)
      status =
        ent_fail(err, ENT_NUMERIC, "", "The world with a candidate has no equilibrium that the solver could reach.");
    if (status != ENT_OK) break;
    ent_trade_joiner who = {.economy = c, .adds = before[h->target] - a.real_wage[h->target]};
    who.cost = 1 - a.real_wage[c] / before[c];
    who.price =
      who.adds > ENT_HUNT_NOTHING ? who.cost * h->t->output[c] / (who.adds * h->t->output[h->target]) : ent_nan();
    put(list, k, who);
  }
  for (int k = 0; k < candidates && status == ENT_OK; k++) out[k] = list[k];
  return status;
}

ent_status ent_trade_coalitions_join(ent_trade *trade, int target, const int *member, int members, const int *candidate,
                                     int candidates, const ent_allocator *memory, ent_trade_joiner *out, ent_error *err)
{
  static const ent_trade_coalitions_options usual = {0};
  if (!trade || !memory || !out) return ent_fail(err, ENT_ARGUMENT, "", "Trade, memory and out are not NULL.");
  ent_hunt h = {
    .t = trade, .target = target, .members = members, .member = member, .options = &usual, .memory = memory};
  ent_status status = ent_hunt_open(&h, err);
  if (status == ENT_OK) status = check(&h, candidate, candidates, err);
  if (status == ENT_OK) status = find(&h, candidate, candidates, out, err);
  ent_hunt_close(&h);
  return status;
}
