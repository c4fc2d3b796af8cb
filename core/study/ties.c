/* ties.c - how closely are two actors tied, and what landscape do all ties make?
 *
 *   p = w slow + (1 - w) fast,    or    p = sum_c w_c x_c / sum_c w_c    for a tie made of components
 *
 * plus the effects of the terms, cut to [-1, 1].  A landscape can be had for any draw by itself, without the gates: an input's
 * value is a pure function of (seed, draw), so a survey of landscapes needs no scratch and meets the draws of the ensemble.
 * Cost: O(ties), one normal quantile for each unknown input. */
#include "study.h"
#include "world.h"

/* By what all ties of a draw are weighed: looked up once, used for each tie. */
typedef struct tie_weights {
  double slow, component[ENT_WEIGHTS_MAX], sum; /* sum: of all components' */
} tie_weights;

static tie_weights weights_of(const ent_scenario *s, ent_input_value *value, const void *ctx)
{
  tie_weights w = {.slow = value(ctx, s->slow_weight)};
  for (int k = 0; k < s->weights; k++) {
    w.component[k] = value(ctx, s->weight[k]);
    w.sum += w.component[k];
  }
  return w;
}

/* One that is made of components is 0 where all weights are 0. */
static double value_of(const ent_tie *tie, const tie_weights *weights, ent_input_value *value, const void *ctx)
{
  if (tie->components == 0) return weights->slow * value(ctx, tie->slow) + (1 - weights->slow) * value(ctx, tie->fast);
  double sum = 0;
  for (int k = 0; k < tie->components; k++) sum += weights->component[tie->weighed[k]] * value(ctx, tie->component[k]);
  return weights->sum > 0 ? sum / weights->sum : 0;
}

/* ---- landscapes -------------------------------------------------------------------------------------------------- */

static double middle(const void *ctx, int input)
{
  const ent_scenario *s = ctx;
  return ent_dist_quantile(&s->input[input].dist, 0.5);
}

typedef struct moment {
  const ent_scenario *s;
  uint64_t seed, draw;
} moment;

static double score(const moment *m, int input)
{
  return ent_normal_quantile(ent_uniform(m->seed, m->draw, m->s->input[input].stream, 0));
}

/* As ent_draw_sample draws it. */
static double drawn(const void *ctx, int input)
{
  const moment *m = ctx;
  const ent_scenario *s = m->s;
  const ent_dist *dist = &s->input[input].dist;
  if (dist->kind == ENT_DIST_KNOWN) return dist->a;
  for (int i = 0; i < s->correlated; i++) {
    if (s->correlated_input[i] != input) continue;
    double z = 0;
    for (int k = 0; k <= i; k++) z += s->cholesky[i * s->correlated + k] * score(m, s->correlated_input[k]);
    return ent_dist_value(dist, z, dist->kind == ENT_DIST_UNIFORM ? ent_normal_cdf(z) : 0);
  }
  const double u = ent_uniform(m->seed, m->draw, s->input[input].stream, 0);
  return ent_dist_value(dist, dist->kind == ENT_DIST_UNIFORM ? 0 : ent_normal_quantile(u), u);
}

double ent_input_drawn(const ent_scenario *s, uint64_t seed, uint64_t draw, int input)
{
  const moment m = {s, seed, draw};
  return drawn(&m, input);
}

double ent_input_middle(const ent_scenario *s, int input)
{
  return middle(s, input);
}

void ent_landscape_fill(const ent_scenario *s, uint32_t bundle, ent_input_value *value, const void *ctx, double *size,
                        double *propensity)
{
  const int n = s->camps;
  const tie_weights weights = weights_of(s, value, ctx);
  for (int i = 0; i < n; i++) {
    size[i] = value(ctx, s->camp_size[i]);
    propensity[i * n + i] = 0;
    for (int j = 0; j < i; j++) {
      const int tie = s->camp_tie[i * n + j];
      propensity[i * n + j] = tie < 0 ? 0 : value_of(&s->tie[tie], &weights, value, ctx);
    }
  }
  for (int t = 0; t < s->terms; t++)
    for (int k = 0; (bundle >> t & 1) && k < s->term[t].effects; k++) {
      const ent_effect *e = &s->term[t].effect[k];
      propensity[e->a > e->b ? e->a * n + e->b : e->b * n + e->a] += value(ctx, e->change);
    }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) propensity[i * n + j] = propensity[j * n + i] = ent_clip(propensity[i * n + j], -1, 1);
}

uint32_t ent_terms_offered(const ent_scenario *s)
{
  uint32_t offered = 0;
  for (int t = 0; t < s->terms; t++) offered |= s->term[t].include ? UINT32_C(1) << t : 0;
  return offered;
}

double ent_scenario_tie_now(const ent_scenario *s, int a, int b)
{
  const int tie = s->camps ? s->camp_tie[a * s->camps + b] : -1;
  if (a == b || tie < 0) return 0;
  const tie_weights weights = weights_of(s, middle, s);
  return ent_clip(value_of(&s->tie[tie], &weights, middle, s), -1, 1);
}

void ent_scenario_landscape(const void *source, uint64_t draw, double *size, double *propensity)
{
  const ent_landscape_source *from = source;
  const moment m = {from->scenario, from->seed, draw};
  ent_landscape_fill(from->scenario, from->deal ? ent_terms_offered(from->scenario) : 0, drawn, &m, size, propensity);
}

void ent_scenario_landscape_centre(const ent_scenario *s, bool deal, double *size, double *propensity)
{
  ent_landscape_fill(s, deal ? ent_terms_offered(s) : 0, middle, s, size, propensity);
}

int ent_scenario_term_moves(const ent_scenario *s, int index, int room, ent_tie_move *move)
{
  if (index < 0 || index >= s->terms) return 0;
  const ent_term *const term = &s->term[index];
  for (int k = 0; k < term->effects && k < room; k++) {
    const ent_effect *const e = &term->effect[k];
    move[k] = (ent_tie_move){e->a, e->b, middle(s, e->change)};
  }
  return term->effects;
}

int ent_scenario_weights(const ent_scenario *s)
{
  return s->weights;
}

int ent_scenario_weight(const ent_scenario *s, int index)
{
  return index >= 0 && index < s->weights ? s->weight[index] : -1;
}
