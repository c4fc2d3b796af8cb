/* gate_durability.c - does the deal live to the horizon, and does the alignment hold?
 *
 * Survival: S(H) = prod over essential terms of (1 - lambda_k)^H, against a uniform draw.  Alignment, for a wedge: the
 * margin of the landscape with ties p = w slow + (1 - w) fast + effects of the terms in the bundle (ent_align_margin).
 * The two parts are kept apart, because a deal can stay in force without doing what it was for; the gate's margin is the
 * lesser.  Cost: O(terms) and one landscape. */
#include "world.h"

void ent_gate_survival(const ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  double survival = 1, worst = 0;
  for (int t = 0; t < s->terms; t++) {
    if (!s->term[t].include || !s->term[t].essential) continue;
    const double hazard = ent_term_hazard(d, t);
    survival *= ent_turnover_survival(hazard, d->x[s->horizon]);
    if (hazard > worst) worst = hazard;
  }
  v->detail.survival = survival;
  v->detail.hazard = worst;
  v->survival_margin = ent_clip(survival - d->survival_u, -1, 1);
}

static void fill_landscape(ent_draw *d)
{
  const ent_scenario *s = d->s;
  const int n = s->camps;
  const double slow = d->x[s->slow_weight];
  for (int i = 0; i < n; i++) {
    d->size[i] = d->x[s->camp_size[i]];
    d->propensity[i * n + i] = 0;
    for (int j = 0; j < i; j++) {
      const int tie = s->camp_tie[i * n + j];
      const double p = tie < 0 ? 0 : slow * d->x[s->tie[tie].slow] + (1 - slow) * d->x[s->tie[tie].fast];
      d->propensity[i * n + j] = d->propensity[j * n + i] = p;
    }
  }
  for (int t = 0; t < s->terms; t++) {
    if (!(d->bundle >> t & 1)) continue;
    for (int k = 0; k < s->term[t].effects; k++) {
      const ent_effect *e = &s->term[t].effect[k];
      d->propensity[e->a * n + e->b] += d->x[e->change];
      d->propensity[e->b * n + e->a] = d->propensity[e->a * n + e->b];
    }
  }
  for (int i = 0; i < n * n; i++) d->propensity[i] = ent_clip(d->propensity[i], -1, 1);
}

void ent_gate_alignment(ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  v->alignment_margin = 1;
  v->detail.alignment = 0;
  v->detail.turned = true;
  if (s->rival < 0) return;
  fill_landscape(d);
  const ent_landscape land = { s->camps, d->size, d->propensity };
  ent_alignment found;
  const ent_status status =
      ent_align_margin(&land, s->camp_target, s->camp_proposer, s->camp_rival, d->work, &found, NULL);
  if (status != ENT_OK) { /* a size of zero after pinning, say: nothing can be proven */
    v->alignment_margin = 0;
    v->detail.turned = false;
    return;
  }
  v->alignment_margin = found.margin;
  v->detail.alignment = found.margin;
  v->detail.turned = found.margin >= 0;
}
