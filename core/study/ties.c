/* ties.c - how closely are two actors tied, and what landscape do all ties make?
 *
 *   p = w slow + (1 - w) fast,    or    p = sum_c w_c x_c / sum_c w_c    for a tie made of components
 *
 * plus the effects of the terms, cut to [-1, 1].  A landscape can be had for any draw by itself, without the gates: an input's
 * value is a pure function of (seed, draw), so a survey of landscapes needs no scratch and meets the draws of the ensemble.
 * Cost: O(ties), one normal quantile for each unknown input. */
#include "world.h"

double ent_tie_mean(const ent_scenario *s, const ent_tie *tie, double (*value)(const void *ctx, int input),
                    const void *ctx)
{
  double sum = 0, weights = 0;
  for (int k = 0; k < s->weights; k++) weights += value(ctx, s->weight[k]);
  for (int k = 0; k < tie->components; k++)
    sum += value(ctx, s->weight[tie->weighed[k]]) * value(ctx, tie->component[k]);
  return weights > 0 ? sum / weights : 0;
}

double ent_tie_value(const ent_scenario *s, const ent_tie *tie, double (*value)(const void *ctx, int input),
                     const void *ctx)
{
  if (tie->components > 0) return ent_tie_mean(s, tie, value, ctx);
  const double slow = value(ctx, s->slow_weight);
  return slow * value(ctx, tie->slow) + (1 - slow) * value(ctx, tie->fast);
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
  return ent_normal_quantile(ent_uniform(m->seed, m->draw, m->s->input[input].name, 0));
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
  const double u = ent_uniform(m->seed, m->draw, s->input[input].name, 0);
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

void ent_landscape_fill(const ent_scenario *s, bool deal, double (*value)(const void *ctx, int input), const void *ctx,
                        double *size, double *propensity)
{
  const int n = s->camps;
  for (int i = 0; i < n; i++) {
    size[i] = value(ctx, s->camp_size[i]);
    propensity[i * n + i] = 0;
    for (int j = 0; j < i; j++) {
      const int tie = s->camp_tie[i * n + j];
      propensity[i * n + j] = tie < 0 ? 0 : ent_tie_value(s, &s->tie[tie], value, ctx);
    }
  }
  for (int t = 0; deal && t < s->terms; t++)
    for (int k = 0; s->term[t].include && k < s->term[t].effects; k++) {
      const ent_effect *e = &s->term[t].effect[k];
      propensity[e->a > e->b ? e->a * n + e->b : e->b * n + e->a] += value(ctx, e->change);
    }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) propensity[i * n + j] = propensity[j * n + i] = ent_clip(propensity[i * n + j], -1, 1);
}

void ent_scenario_landscape(const void *source, uint64_t draw, double *size, double *propensity)
{
  const ent_landscape_source *from = source;
  const moment m = {from->scenario, from->seed, draw};
  ent_landscape_fill(from->scenario, from->deal, drawn, &m, size, propensity);
}

void ent_scenario_landscape_centre(const ent_scenario *s, bool deal, double *size, double *propensity)
{
  ent_landscape_fill(s, deal, middle, s, size, propensity);
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
