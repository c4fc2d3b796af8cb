/* draw.c - what are the uncertain numbers in draw i?
 *
 * Each input has a stream of its own, named by a hash of its path, so that adding an input moves no other.  Inputs that
 * correlate get normal scores z = L e with L the Cholesky factor of their correlation matrix (Gaussian copula).
 * Cost: one Philox call and one normal quantile for each unknown number. */
#include <string.h>

#include "world.h"

#define STREAM_FACTOR 1u
#define STREAM_NOISE 2u
#define STREAM_CONDITION 3u
#define STREAM_SURVIVAL 4u

static size_t doubles_needed(const ent_scenario *s)
{
  const size_t n = (size_t)s->camps;
  return (size_t)s->inputs + (size_t)s->clubs + (size_t)s->seats * 2 + (size_t)s->conditions + (size_t)s->terms +
         (size_t)s->terms * ((size_t)s->seats + 1) + 2 * (size_t)s->correlated + 2 * n * n + n + ENT_ALIGN_WORK(n);
}

size_t ent_draw_bytes(const ent_scenario *s)
{
  return doubles_needed(s) * sizeof(double) + 2 * (size_t)s->terms * sizeof(int) + sizeof(double);
}

static double *lay(double **next, size_t count)
{
  double *at = *next;
  *next += count;
  return at;
}

ent_draw ent_draw_lay(const ent_scenario *s, void *scratch)
{
  double *next = scratch;
  const size_t n = (size_t)s->camps;
  ent_draw d = {.s = s};
  d.x = lay(&next, (size_t)s->inputs);
  d.factor = lay(&next, (size_t)s->clubs);
  d.noise = lay(&next, (size_t)s->seats);
  d.condition_u = lay(&next, (size_t)s->conditions);
  d.utility = lay(&next, (size_t)s->seats);
  d.term_margin = lay(&next, (size_t)s->terms);
  d.term_utility = lay(&next, (size_t)s->terms * (size_t)s->seats);
  d.score = lay(&next, (size_t)s->correlated);
  d.z = lay(&next, (size_t)s->correlated);
  d.propensity = lay(&next, n * n);
  d.size = lay(&next, n);
  d.work = lay(&next, ENT_ALIGN_WORK(n));
  d.kept_weight = lay(&next, n * n);
  d.kept_margin = lay(&next, (size_t)s->terms);
  d.term_marginal = (int *)(void *)next;
  d.kept_marginal = d.term_marginal + s->terms;
  for (int i = 0; i < s->inputs; i++) d.x[i] = s->input[i].dist.a; /* the known ones stay */
  return d;
}

void ent_draw_correlated_value(ent_draw *d, int k)
{
  const int input = d->s->correlated_input[k];
  const ent_dist *dist = &d->s->input[input].dist;
  d->x[input] = ent_dist_value(dist, d->z[k], dist->kind == ENT_DIST_UNIFORM ? ent_normal_cdf(d->z[k]) : 0);
}

void ent_draw_correlated(ent_draw *d, uint64_t seed, uint64_t draw)
{
  const ent_scenario *s = d->s;
  for (int i = 0; i < s->correlated; i++)
    d->score[i] = ent_normal_quantile(ent_uniform(seed, draw, s->input[s->correlated_input[i]].name, 0));
  for (int i = 0; i < s->correlated; i++) {
    double z = 0;
    for (int k = 0; k <= i; k++) z += s->cholesky[i * s->correlated + k] * d->score[k];
    d->z[i] = z;
    ent_draw_correlated_value(d, i);
  }
}

void ent_draw_input(ent_draw *d, uint64_t seed, uint64_t draw, int input)
{
  const ent_input *in = &d->s->input[input];
  const double u = ent_uniform(seed, draw, in->name, 0);
  d->x[input] = ent_dist_value(&in->dist, in->dist.kind == ENT_DIST_UNIFORM ? 0 : ent_normal_quantile(u), u);
}

void ent_draw_sample(ent_draw *d, uint64_t seed, uint64_t draw)
{
  const ent_scenario *s = d->s;
  d->probing = false;
  for (int k = 0; k < s->unknowns; k++) ent_draw_input(d, seed, draw, s->unknown[k]);
  ent_draw_correlated(d, seed, draw);
  for (int c = 0; c < s->clubs; c++)
    d->factor[c] = ent_normal_quantile(ent_uniform(seed, draw, s->club[c].factor, STREAM_FACTOR));
  for (int k = 0; k < s->seats; k++)
    d->noise[k] = ent_normal_quantile(ent_uniform(seed, draw, s->seat[k].name, STREAM_NOISE));
  for (int c = 0; c < s->conditions; c++)
    d->condition_u[c] = ent_uniform(seed, draw, s->condition[c].name_hash, STREAM_CONDITION);
  d->survival_u = ent_uniform(seed, draw, ent_name_hash("survival", 8), STREAM_SURVIVAL);
}

void ent_draw_centre(ent_draw *d)
{
  const ent_scenario *s = d->s;
  for (int i = 0; i < s->inputs; i++) d->x[i] = ent_dist_quantile(&s->input[i].dist, 0.5);
  for (int c = 0; c < s->clubs; c++) d->factor[c] = 0;
  for (int k = 0; k < s->seats; k++) d->noise[k] = 0;
  for (int c = 0; c < s->conditions; c++) d->condition_u[c] = 0.5;
  d->survival_u = 0.5;
}
