/* gate_acceptance.c - does the target gain by saying yes to the bundle that survives?
 *
 * Term k is worth V_k = (b_k + delta lambda_k d_k / (1 - delta)) / (1 - delta (1 - lambda_k)) + what comes at once, with
 * collapse hazard lambda_k = (1 - h) eps + h (1 - q_k).  Against it stand the concessions K and the outside option
 * o = status quo + the part of the tie with the rival that would be lost.  Margin = yearly surplus
 * (1 - delta)(sum V_k - K) - o, divided by the stakes (the sum of the absolute values of its parts).
 * Where the leader's term ends on a known date (term_hazard), V is that of the calendar (core/trust/promise.c), and lambda the
 * constant hazard that is as bad.
 * Trust tau scales the incumbent's reneging, eps = renege (1 - tau), and pulls the successor's honouring,
 * q = (1 - w) q_form + w tau.  Cost: O(terms).  Source: turnover acceptance, docs/method/trust.md. */
#include <math.h>

#include "world.h"

double ent_deal_reneges(const ent_draw *d)
{
  const ent_scenario *s = d->s;
  return s->trust_level < 0 ? d->x[s->renege] : d->x[s->renege] * (1 - d->x[s->trust_level]);
}

static double successor_honours(const ent_draw *d, const ent_term *t)
{
  const ent_scenario *s = d->s;
  const double q = d->x[t->honours];
  if (s->trust_level < 0 || t->own_honours) return q;
  const double w = d->x[s->trust_weight];
  return (1 - w) * q + w * d->x[s->trust_level];
}

/* The incumbent, whose term ends on a known date, and a successor without a calendar; false when the scenario gives none. */
static bool calendar_of(const ent_draw *d, double honours, ent_holder *now, ent_holder *next)
{
  const ent_actor *const a = &d->s->actor[d->s->proposer];
  if (a->term_years == 0) return false;
  *now = (ent_holder){.reneges = ent_deal_reneges(d), .tenure = {.exit = d->x[a->in_term], .left = a->term_years}};
  *next = (ent_holder){.share = 1, .honours = honours, .reneges = now->reneges, .tenure = {.exit = d->x[a->hazard]}};
  return true;
}

/* The promise by the calendar; false: there is none, and hazards are constant. */
static bool by_calendar(const ent_draw *d, const ent_promise *promise, double honours, ent_promise_worth *out)
{
  ent_holder now, next;
  return calendar_of(d, honours, &now, &next) && ent_promise_value(promise, &now, &next, 1, out, NULL) == ENT_OK;
}

static ent_promise promise_of(const ent_draw *d, const ent_term *t)
{
  return (ent_promise){.flow = d->x[t->flow], .after = d->x[t->after], .discount = d->x[d->s->discount]};
}

double ent_term_survival(const ent_draw *d, int term, double years)
{
  ent_holder now, next;
  double alive = 0;
  if (calendar_of(d, successor_honours(d, &d->s->term[term]), &now, &next) &&
      ent_promise_survival(&now, &next, 1, years, &alive, NULL) == ENT_OK)
    return alive;
  return ent_turnover_survival(d->term_hazard[term], years);
}

/* One look at the calendar gives both. */
static void value_promise(ent_draw *d, int term)
{
  const ent_scenario *s = d->s;
  const ent_term *t = &s->term[term];
  const ent_promise promise = promise_of(d, t);
  const double honours = successor_honours(d, t);
  ent_promise_worth worth;
  const bool calendar = by_calendar(d, &promise, honours, &worth);
  const double hazard = calendar && promise.flow != promise.after
                          ? worth.hazard
                          : ent_turnover_hazard(d->x[s->actor[s->proposer].hazard], ent_deal_reneges(d), honours);
  const double value =
    calendar ? worth.value : ent_turnover_value(promise.flow, promise.after, promise.discount, hazard);
  d->term_hazard[term] = hazard;
  d->term_value[term] = value + d->x[t->upfront];
}

void ent_gate_promises(ent_draw *d)
{
  for (int t = 0; t < d->s->terms; t++)
    if (d->s->term[t].include) value_promise(d, t);
}

double ent_deal_outside(const ent_draw *d)
{
  const ent_scenario *s = d->s;
  const double lost = s->rival < 0 ? 0 : d->x[s->rival_tie] * d->x[s->rival_loss];
  return d->x[s->status_quo] + lost;
}

/* Flows and costs of the whole bundle, as one promise. */
static void bearable(const ent_draw *d, double concessions, double outside, ent_detail *out)
{
  const ent_scenario *s = d->s;
  double b = 0, after = 0, cost = concessions;
  for (int t = 0; t < s->terms; t++) {
    if (!(d->bundle >> t & 1)) continue;
    b += d->x[s->term[t].flow];
    after += d->x[s->term[t].after];
    cost -= d->x[s->term[t].upfront];
  }
  out->bearable = ent_turnover_bearable(b, after, d->x[s->discount], cost, outside);
  out->honour_needed =
    ent_turnover_honour_needed(d->x[s->actor[s->proposer].hazard], ent_deal_reneges(d), out->bearable);
  const ent_promise promise = {b, after, d->x[s->discount], cost, outside};
  ent_promise_worth worth;
  if (by_calendar(d, &promise, 0, &worth)) out->honour_needed = worth.honour_needed;
}

void ent_gate_acceptance(const ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  const double yearly = 1 - d->x[s->discount];
  double value = 0, stakes = 0, concessions = 0;
  for (int t = 0; t < s->terms; t++) {
    if (!(d->bundle >> t & 1)) continue;
    value += d->term_value[t];
    stakes += fabs(d->term_value[t]);
  }
  for (int k = 0; k < s->concessions; k++)
    if (s->concession[k].include) concessions += d->x[s->concession[k].cost];
  const double outside = ent_deal_outside(d);
  const double surplus = yearly * (value - concessions) - outside;
  stakes = yearly * (stakes + fabs(concessions)) + fabs(outside);
  ent_finding f = {.term = -1, .actor = s->target};
  f.margin = stakes > 0 ? ent_clip(surplus / stakes, -1, 1) : 0;
  f.low = f.high = f.margin;
  v->gate[ENT_GATE_ACCEPTANCE] = f;
  v->detail.surplus = surplus;
  bearable(d, concessions, outside, &v->detail);
}
