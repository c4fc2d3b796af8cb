/* gate_durability.c - does the deal live to the horizon, and does the alignment hold?
 *
 * Survival: S(H) = prod over essential terms of (1 - lambda_k)^H, or by the calendar of the leader's term where it ends
 * on a known date, against a uniform draw.  Alignment, for a wedge: the
 * margin of the landscape with ties p = w slow + (1 - w) fast + effects of the terms in the bundle (ent_align_margin).
 * The two parts are kept apart, because a deal can stay in force without doing what it was for; the gate's margin is the
 * lesser.  Cost: O(terms) and one landscape. */
#include <math.h>

#include "world.h"

void ent_gate_survival(const ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  double survival = 1, worst = 0;
  for (int t = 0; t < s->terms; t++) {
    if (!s->term[t].include || !s->term[t].essential) continue;
    survival *= ent_term_survival(d, t, d->x[s->horizon]);
    if (d->term_hazard[t] > worst) worst = d->term_hazard[t];
  }
  v->detail.survival = survival;
  v->detail.hazard = worst;
  v->survival_margin = ent_clip(survival - d->survival_u, -1, 1);
}

static double drawn(const void *x, int input)
{
  return ((const double *)x)[input];
}

/* Has the target a tie beside the one with `other`?  Without any, its margin is 0 whatever the energies are. */
static bool target_tied(const ent_draw *d, const double *between, int other)
{
  const int n = d->s->camps, target = d->s->camp_target;
  bool tied = false;
  for (int j = 0; j < n; j++) tied = tied || (j != target && j != other && between[target * n + j] != 0);
  return tied;
}

/* A configuration's energy moves by at most 2 |change of s_i s_j p_ij| for each pair, and so does the lowest energy of any
 * set of configurations, and the gap between two of them.  While all changes together stay below the gap, its sign stays. */
static bool below_gap(const ent_draw *d, double most)
{
  return most < fabs(d->kept_gap) * (1 - 1e-9);
}

static bool cannot_turn(const ent_draw *d)
{
  const int n = d->s->camps;
  double most = 0;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++)
      most += 2 * fabs(d->size[i] * d->size[j] * d->propensity[i * n + j] - d->kept_weight[i * n + j]);
  return below_gap(d, most) && target_tied(d, d->propensity, -1);
}

bool ent_probe_leaves_alignment(const ent_draw *d, int input, double value)
{
  const ent_scenario *s = d->s;
  const ent_input *in = &s->input[input];
  const int a = in->pair[0], b = in->pair[1];
  if (a < 0) return false;
  const double slow = d->x[s->slow_weight];
  const double share = in->pair_part == 0 ? slow : in->pair_part == 1 ? 1 - slow : 1;
  const double weight =
    d->x[s->camp_size[a]] * d->x[s->camp_size[b]]; /* not d->size: another probe may have left its own */
  const int other = a == s->camp_target ? b : b == s->camp_target ? a : -1;
  return below_gap(d, 2 * weight * share * fabs(value - d->x[input])) && target_tied(d, d->kept_weight, other);
}

void ent_gate_alignment_remember(ent_draw *d)
{
  const int n = d->s->camps;
  ent_landscape_fill(d->s, d->bundle, drawn, d->x, d->size, d->propensity);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) d->kept_weight[i * n + j] = d->size[i] * d->size[j] * d->propensity[i * n + j];
  d->kept_gap = d->gap;
}

/* By how much the target's tie with the rival may rise before the two sides are level, or, below 0, has to fall.  A target
 * without any tie has nothing to move: 0. */
static double flip_price(const ent_draw *d, const ent_alignment *found)
{
  const ent_scenario *s = d->s;
  if (found->margin == 0) return 0;
  return (found->with_rival - found->with_proposer) / (2 * d->size[s->camp_target] * d->size[s->camp_rival]);
}

void ent_gate_alignment(ent_draw *d, ent_verdict *v)
{
  const ent_scenario *s = d->s;
  v->alignment_margin = 1;
  v->detail.alignment = 0;
  v->detail.flip_price = 0;
  v->detail.turned = true;
  if (s->rival < 0) return;
  ent_landscape_fill(s, d->bundle, drawn, d->x, d->size, d->propensity);
  if (d->probing && cannot_turn(d)) {
    v->alignment_margin = d->kept_gap < 0 ? -1 : 1; /* only the sign is asked for */
    v->detail.turned = d->kept_gap >= 0;
    return;
  }
  const ent_landscape land = {s->camps, d->size, d->propensity};
  ent_alignment found;
  const ent_status status =
    ent_align_margin(&land, s->camp_target, s->camp_proposer, s->camp_rival, d->work, &found, NULL);
  d->gap = 0;
  if (status != ENT_OK) { /* a size of zero after pinning, say: nothing shows that it turns */
    v->alignment_margin = -1;
    v->detail.turned = false;
    return;
  }
  const double price = flip_price(d, &found);
  if (price != 0) d->gap = found.with_rival - found.with_proposer;
  v->alignment_margin = ent_clip(price, -1, 1);
  v->detail.alignment = v->alignment_margin;
  v->detail.flip_price = price;
  v->detail.turned = price >= 0;
}
