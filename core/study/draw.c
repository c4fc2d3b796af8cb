/* draw.c - what are the uncertain numbers in draw i?
 *
 * Each input has a stream of its own, named by a hash of its path, so that adding an input moves no other.  Inputs that
 * correlate get normal scores z = L e with L the Cholesky factor of their correlation matrix (Gaussian copula).
 * Inputs of one shape go through uniform number, normal score and domain together, ENT_LANES at once (base/lanes.h); the
 * functions of one input give the same bits (tests/core/study/draw_test.c).
 * Cost: one Philox call and one normal quantile for each unknown number, some 15 ns in lanes; nothing for known ones. */
#include <string.h>

#include "base/lanes.h"
#include "world.h"

#define STREAM_FACTOR 1u
#define STREAM_NOISE 2u
#define STREAM_CONDITION 3u
#define STREAM_SURVIVAL 4u

_Static_assert(ENT_CORRELATED_MAX <= ENT_LANES, "correlated inputs are drawn at once");

static size_t doubles_needed(const ent_scenario *s)
{
  const size_t n = (size_t)s->camps;
  return (size_t)s->inputs + (size_t)s->clubs + (size_t)s->seats * 2 + (size_t)s->conditions +
         (size_t)s->terms * (2 * (size_t)s->seats + 4) + 2 * (size_t)s->correlated + 2 * n * n + n + ENT_ALIGN_WORK(n);
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
  ent_draw d = {.s = s, .record = -1};
  d.x = lay(&next, (size_t)s->inputs);
  d.factor = lay(&next, (size_t)s->clubs);
  d.noise = lay(&next, (size_t)s->seats);
  d.condition_u = lay(&next, (size_t)s->conditions);
  d.kept_mood = lay(&next, (size_t)s->seats);
  d.term_margin = lay(&next, (size_t)s->terms);
  d.term_utility = lay(&next, (size_t)s->terms * (size_t)s->seats);
  d.term_hazard = lay(&next, (size_t)s->terms);
  d.term_value = lay(&next, (size_t)s->terms);
  d.score = lay(&next, (size_t)s->correlated);
  d.z = lay(&next, (size_t)s->correlated);
  d.propensity = lay(&next, n * n);
  d.size = lay(&next, n);
  d.work = lay(&next, ENT_ALIGN_WORK(n));
  d.kept_weight = lay(&next, n * n);
  d.kept_margin = lay(&next, (size_t)s->terms);
  d.kept_utility = lay(&next, (size_t)s->terms * (size_t)s->seats);
  d.term_marginal = (int *)(void *)next;
  d.kept_marginal = d.term_marginal + s->terms;
  for (int i = 0; i < s->inputs; i++) d.x[i] = s->input[i].dist.a; /* the known ones stay */
  return d;
}

static void copy(double *to, const double *from, int count)
{
  if (count > 0) memcpy(to, from, (size_t)count * sizeof *to);
}

void ent_draw_copy(const ent_draw *from, ent_draw *to)
{
  const ent_scenario *s = from->s;
  copy(to->x, from->x, s->inputs);
  copy(to->factor, from->factor, s->clubs);
  copy(to->noise, from->noise, s->seats);
  copy(to->condition_u, from->condition_u, s->conditions);
  copy(to->term_margin, from->term_margin, s->terms);
  for (int t = 0; t < s->terms; t++) to->term_marginal[t] = from->term_marginal[t];
  to->survival_u = from->survival_u;
  to->gap = from->gap;
  to->bundle = from->bundle;
}

void ent_draw_correlated_value(ent_draw *d, int k)
{
  const int input = d->s->correlated_input[k];
  const ent_dist *dist = &d->s->input[input].dist;
  d->x[input] = ent_dist_value(dist, d->z[k], dist->kind == ENT_DIST_UNIFORM ? ent_normal_cdf(d->z[k]) : 0);
}

/* Normal scores of streams. */
static void scores(uint64_t seed, uint64_t draw, const uint64_t *name, uint32_t use, int count, double *z)
{
  double u[ENT_LANES];
  ent_uniform_lanes(seed, draw, name, use, count, u);
  ent_normal_quantile_lanes(u, count, z);
}

static int lanes_of(int left)
{
  return left < ENT_LANES ? left : ENT_LANES;
}

void ent_draw_correlated(ent_draw *d, uint64_t seed, uint64_t draw)
{
  const ent_scenario *s = d->s;
  uint64_t name[ENT_CORRELATED_MAX];
  for (int i = 0; i < s->correlated; i++) name[i] = s->input[s->correlated_input[i]].stream;
  scores(seed, draw, name, 0, s->correlated, d->score);
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
  const double u = ent_uniform(seed, draw, in->stream, 0);
  d->x[input] = ent_dist_value(&in->dist, in->dist.kind == ENT_DIST_UNIFORM ? 0 : ent_normal_quantile(u), u);
}

/* Inputs of one shape. */
static void draw_shape(ent_draw *d, uint64_t seed, uint64_t draw, const ent_shape *shape)
{
  const ent_scenario *s = d->s;
  double zu[ENT_LANES], x[ENT_LANES];
  for (int first = shape->first, left = shape->count; left > 0; first += ENT_LANES, left -= ENT_LANES) {
    const int count = lanes_of(left);
    if (shape->kind == ENT_DIST_UNIFORM)
      ent_uniform_lanes(seed, draw, s->unknown_name + first, 0, count, zu);
    else
      scores(seed, draw, s->unknown_name + first, 0, count, zu);
    ent_dist_value_lanes(shape->kind, shape->domain, s->unknown_a + first, s->unknown_b + first,
                         s->unknown_knot + first, zu, count, x);
    for (int i = 0; i < count; i++) d->x[s->unknown[first + i]] = x[i];
  }
}

/* What voters have in common, and what each has alone. */
static void draw_voters(ent_draw *d, uint64_t seed, uint64_t draw)
{
  const ent_scenario *s = d->s;
  uint64_t name[ENT_LANES];
  for (int c = 0; c < s->clubs; c += ENT_LANES) {
    const int count = lanes_of(s->clubs - c);
    for (int i = 0; i < count; i++) name[i] = s->club[c + i].factor;
    scores(seed, draw, name, STREAM_FACTOR, count, d->factor + c);
  }
  for (int k = 0; k < s->seats; k += ENT_LANES) {
    const int count = lanes_of(s->seats - k);
    for (int i = 0; i < count; i++) name[i] = s->seat[k + i].name;
    scores(seed, draw, name, STREAM_NOISE, count, d->noise + k);
  }
}

void ent_draw_sample(ent_draw *d, uint64_t seed, uint64_t draw)
{
  const ent_scenario *s = d->s;
  d->probing = false;
  for (int k = 0; k < s->shapes; k++) draw_shape(d, seed, draw, &s->shape[k]);
  ent_draw_correlated(d, seed, draw);
  draw_voters(d, seed, draw);
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
