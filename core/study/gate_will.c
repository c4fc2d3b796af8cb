/* gate_will.c - does the proposer want it, and can it bring its own institutions along?
 *
 * Margin = the least of the leader's utility (support + gain from the wedge - cost) and, for every essential term whose
 * owner is an institution of the proposer, that institution's rule margin. */
#include "world.h"

void ent_gate_will(const ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  const double utility = d->x[s->will_support] + d->x[s->will_gain] - d->x[s->will_cost];
  ent_finding f = {.margin = ent_clip(utility, -1, 1), .term = -1, .actor = s->proposer};
  for (int t = 0; t < s->terms; t++) {
    const ent_term *term = &s->term[t];
    if (!term->include || !term->institution || !term->essential || d->term_margin[t] >= f.margin) continue;
    f.margin = d->term_margin[t];
    f.term = t;
    f.actor = d->term_marginal[t] < s->actors ? d->term_marginal[t] : -1;
  }
  f.low = f.high = f.margin;
  v->gate[ENT_GATE_WILL] = f;
}
