/* gate_acceptance.c - does the target gain by saying yes to the bundle that survives?
 *
 * Term k is worth V_k = (b_k + delta lambda_k d_k / (1 - delta)) / (1 - delta (1 - lambda_k)) + what comes at once, with
 * collapse hazard lambda_k = (1 - h) eps + h (1 - q_k).  Against it stand the concessions K and the outside option
 * o = status quo + the part of the tie with the rival that would be lost.  Margin = yearly surplus
 * (1 - delta)(sum V_k - K) - o, divided by the stakes (the sum of the absolute values of its parts).
 * Trust tau scales the incumbent's reneging, eps = renege (1 - tau), and pulls the successor's honouring,
 * q = (1 - w) q_form + w tau.  Cost: O(terms).  Source: turnover acceptance, docs/method/trust.md. */
#include <math.h>

#include "world.h"

static double incumbent_reneges(const ent_draw *d)
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

double ent_term_hazard(const ent_draw *d, int term)
{
  const ent_scenario *s = d->s;
  return ent_turnover_hazard(d->x[s->actor[s->proposer].hazard], incumbent_reneges(d),
                             successor_honours(d, &s->term[term]));
}

double ent_term_value(const ent_draw *d, int term)
{
  const ent_term *t = &d->s->term[term];
  return ent_turnover_value(d->x[t->flow], d->x[t->after], d->x[d->s->discount], ent_term_hazard(d, term)) +
         d->x[t->upfront];
}

static double outside_option(const ent_draw *d)
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
    ent_turnover_honour_needed(d->x[s->actor[s->proposer].hazard], incumbent_reneges(d), out->bearable);
}

void ent_gate_acceptance(const ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  const double yearly = 1 - d->x[s->discount];
  double value = 0, stakes = 0, concessions = 0;
  for (int t = 0; t < s->terms; t++) {
    if (!(d->bundle >> t & 1)) continue;
    const double worth = ent_term_value(d, t);
    value += worth;
    stakes += fabs(worth);
  }
  for (int k = 0; k < s->concessions; k++)
    if (s->concession[k].include) concessions += d->x[s->concession[k].cost];
  const double outside = outside_option(d);
  const double surplus = yearly * (value - concessions) - outside;
  stakes = yearly * (stakes + fabs(concessions)) + fabs(outside);
  ent_finding f = {.term = -1, .actor = s->target};
  f.margin = stakes > 0 ? ent_clip(surplus / stakes, -1, 1) : 0;
  f.low = f.high = f.margin;
  v->gate[ENT_GATE_ACCEPTANCE] = f;
  v->detail.surplus = surplus;
  bearable(d, concessions, outside, &v->detail);
}
