/* shapley.c - averages of pivot probabilities over what may be believed of the members' common inclination t.
 *
 * From exact counts by size, for any belief with chance[s] that s of the n - 1 others say yes:
 *   sum over s of (a_s / C(n - 1, s)) chance[s];   chance = 1/n gives Shapley-Shubik, beta-binomial Beta(a, b), binomial a point.
 * Otherwise by quadrature over t (quadrature.c), 1 - t beside t.
 * Cost: O(classes * n * words), or nodes / 2 evaluations.
 * Sources: Owen 1972 (multilinear extension); Straffin, Homogeneity, independence, and power indices, Public Choice 30
 * (1977). */
#include "base/fail.h"
#include "base/sum.h"
#include "base/wide.h"
#include "desk.h"
#include "quadrature.h"

#define EXACT_ERROR 1e-13
#define FAST_NODES 24
#define FAST_GAP 1e-10 /* |sum - 1| above which the fast answer is not believed */

/* ---- from exact counts --------------------------------------------------------------------------------------------- */

/* weights[s] = chance[s] / C(n, s) in the form of a ratio: walks C(n, s) along. */
static ent_status average_row(const ent_desk *d, int n, const uint64_t *row, const double *chance, double *out,
                              ent_error *err)
{
  const int words = ent_wide_words(n + 13);
  const ent_mark mark = ent_arena_mark(d->scratch);
  uint64_t *const binomial = ENT_NEW(d->scratch, uint64_t, 2 * (size_t)words);
  if (!binomial) return ent_desk_no_memory(err);
  ent_sum sum = {0, 0};
  ent_wide_set(binomial, words, 1);
  uint64_t *now = binomial, *next = binomial + words;
  for (int s = 0; s <= n; s++) {
    ent_sum_add(&sum, ent_wide_ratio(row + (ptrdiff_t)s * d->tally.words, d->tally.words, now, words) * chance[s]);
    ent_wide_set(next, words, 0);
    ent_wide_add_multiple(next, words, now, words, (uint64_t)(n - s));
    (void)ent_wide_divide(next, words, (uint32_t)(s + 1));
    uint64_t *const swap = now;
    now = next;
    next = swap;
  }
  *out = ent_sum_value(&sum);
  ent_arena_rewind(d->scratch, mark);
  return ENT_OK;
}

ent_status ent_desk_average(ent_desk *d, const double *chance, double *pivot, ent_error *err)
{
  const ent_tally *const t = &d->tally;
  for (int k = 0; k < t->classes; k++) {
    pivot[k] = 0;
    if (k == d->game->dull) continue;
    const ent_status status = average_row(d, t->members - 1, ent_tally_pivot(t, k, 0), chance, &pivot[k], err);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}

/* ---- Shapley-Shubik -------------------------------------------------------------------------------------------------- */

static ent_status keep_shapley(ent_desk *d, const double *pivot, int nodes, ent_error *err)
{
  ent_power *const p = d->power;
  ent_sum sum = {0, 0};
  for (int k = 0; k < d->game->classes; k++) ent_sum_add(&sum, pivot[k] * d->game->size[k]);
  const double gap = ent_sum_value(&sum) - 1;
  p->shapley = ent_desk_spread(d, pivot);
  p->shapley_sum_gap = gap < 0 ? -gap : gap;
  p->nodes = nodes;
  p->shapley_bound = nodes > 0 ? ent_quadrature_bound(d->game->live, nodes) : 0;
  return p->shapley ? ENT_OK : ent_desk_no_memory(err);
}

static ent_status shapley_from_counts(ent_desk *d, ent_error *err)
{
  const int n = d->tally.members;
  double *chance = ENT_NEW(d->scratch, double, n), *pivot = ENT_NEW(d->scratch, double, d->game->classes);
  if (!chance || !pivot) return ent_desk_no_memory(err);
  for (int s = 0; s < n; s++) chance[s] = 1.0 / n;
  const ent_status status = ent_desk_average(d, chance, pivot, err);
  return status == ENT_OK ? keep_shapley(d, pivot, 0, err) : status;
}

/* The points of a Beta(a, b), added behind those there are; share: of the whole belief. */
static ent_status add_points(const ent_desk *d, int nodes, double a, double b, double share, ent_point *point,
                             int *points, ent_error *err)
{
  const ent_mark mark = ent_arena_mark(d->scratch);
  double *const node = ENT_NEW(d->scratch, double, 3 * (size_t)nodes);
  if (!node) return ent_desk_no_memory(err);
  double *const weight = node + nodes;
  const ent_status status = ent_quadrature_beta(nodes, a, b, node, weight, weight + nodes, err);
  for (int k = 0; status == ENT_OK && k < nodes; k++) {
    if (a == b && k > nodes - 1 - k) break; /* the mirror image is there already */
    const bool low = node[k] <= 0.5;
    const double mass = share * weight[k];
    ent_point *const p = &point[(*points)++];
    *p = (ent_point){.t = low ? node[k] : 1 - node[k], .here = low ? mass : 0, .there = low ? 0 : mass};
    if (a == b && k < nodes - 1 - k) p->there = mass;
    if (p->t < 0) p->t = 0;
  }
  ent_arena_rewind(d->scratch, mark);
  return status;
}

static ent_status shapley_by_nodes(ent_desk *d, int nodes, double *pivot, ent_error *err)
{
  const ent_mark mark = ent_arena_mark(d->scratch);
  ent_point *point = ENT_NEW(d->scratch, ent_point, nodes);
  int points = 0;
  double adopt = 0;
  ent_status status = point ? add_points(d, nodes, 1, 1, 1, point, &points, err) : ent_desk_no_memory(err);
  if (status == ENT_OK) status = ent_meter_average(&d->meter, point, points, &d->runner, pivot, &adopt, err);
  ent_arena_rewind(d->scratch, mark);
  return status;
}

ent_status ent_desk_shapley(ent_desk *d, ent_error *err)
{
  if (d->tally.pivot) return shapley_from_counts(d, err);
  const int n = d->game->live, whole = ent_quadrature_nodes(n, EXACT_ERROR);
  double *pivot = ENT_NEW(d->scratch, double, d->game->classes);
  if (!pivot) return ent_desk_no_memory(err);
  int nodes = d->options->nodes > 0 ? d->options->nodes : whole;
  const bool fast = d->options->fast && d->options->nodes == 0 && nodes > FAST_NODES;
  if (fast) nodes = FAST_NODES;
  ent_status status = shapley_by_nodes(d, nodes, pivot, err);
  if (status == ENT_OK && fast) {
    status = keep_shapley(d, pivot, nodes, err);
    if (status != ENT_OK || d->power->shapley_sum_gap <= FAST_GAP) return status;
    nodes = whole;
    status = shapley_by_nodes(d, nodes, pivot, err);
  }
  return status == ENT_OK ? keep_shapley(d, pivot, nodes, err) : status;
}

/* ---- beliefs --------------------------------------------------------------------------------------------------------- */

ent_status ent_desk_check_belief(const ent_power_options *options, ent_error *err)
{
  if (options->beliefs < 1 || options->beliefs > ENT_BELIEFS_MAX || !options->belief)
    return ent_fail(err, ENT_ARGUMENT, "belief", "A belief mixes 1 to 16 parts.");
  for (int i = 0; i < options->beliefs; i++) {
    const ent_belief *const b = &options->belief[i];
    const bool point = b->a == 0 && b->b == 0;
    if (!(b->share > 0 && b->share <= 1e300))
      return ent_fail(err, ENT_ARGUMENT, "belief", "The share of a part of a belief is above 0.");
    if (point && !(b->at >= 0 && b->at <= 1))
      return ent_fail(err, ENT_ARGUMENT, "belief", "A point of a belief lies between 0 and 1.");
    if (!point && !(b->a >= 0.25 && b->a <= 1000 && b->b >= 0.25 && b->b <= 1000))
      return ent_fail(err, ENT_ARGUMENT, "belief", "The parameters of a Beta density lie between 0.25 and 1000.");
  }
  return ENT_OK;
}

static double share_of(const ent_power_options *options, int i)
{
  double sum = 0;
  for (int k = 0; k < options->beliefs; k++) sum += options->belief[k].share;
  return options->belief[i].share / sum;
}

/* P(s + 1) / P(s) among n under one part of a belief. */
static double odds(const ent_belief *b, int n, int s)
{
  const double rest = n - s, next = s + 1;
  if (b->a == 0) return rest / next * (b->at / (1 - b->at));
  return rest / next * ((b->a + s) / (b->b + rest - 1));
}

/* chance[s] += share * P(s of n say yes): from the top of the density to both sides, then divided by the sum. */
static void add_chances(const ent_belief *b, double share, int n, double *own, double *chance)
{
  for (int s = 0; s <= n; s++) own[s] = 0;
  if (b->a == 0 && (b->at == 0 || b->at == 1)) {
    own[b->at == 0 ? 0 : n] = 1;
  } else {
    double logarithm = 0, most = 0;
    int top = 0;
    for (int s = 0; s < n; s++) {
      logarithm += ent_log(odds(b, n, s));
      if (logarithm > most) {
        most = logarithm;
        top = s + 1;
      }
    }
    own[top] = 1;
    for (int s = top; s < n; s++) own[s + 1] = own[s] * odds(b, n, s);
    for (int s = top; s > 0; s--) own[s - 1] = own[s] / odds(b, n, s - 1);
  }
  ent_sum sum = {0, 0};
  for (int s = 0; s <= n; s++) ent_sum_add(&sum, own[s]);
  for (int s = 0; s <= n; s++) chance[s] += share * (own[s] / ent_sum_value(&sum));
}

static void all_chances(const ent_power_options *options, int n, double *own, double *chance)
{
  for (int s = 0; s <= n; s++) chance[s] = 0;
  for (int i = 0; i < options->beliefs; i++) add_chances(&options->belief[i], share_of(options, i), n, own, chance);
}

static ent_status belief_from_counts(ent_desk *d, double *pivot, ent_error *err)
{
  const int n = d->tally.members;
  double *own = ENT_NEW(d->scratch, double, n + 1), *chance = ENT_NEW(d->scratch, double, n + 1);
  if (!own || !chance) return ent_desk_no_memory(err);
  all_chances(d->options, n, own, chance);
  ent_status status = average_row(d, n, ent_tally_winning(&d->tally, 0), chance, &d->power->adopt, err);
  all_chances(d->options, n - 1, own, chance);
  if (status == ENT_OK) status = ent_desk_average(d, chance, pivot, err);
  return status;
}

static ent_status belief_by_nodes(ent_desk *d, double *pivot, ent_error *err)
{
  const ent_power_options *const o = d->options;
  /* One more than for pivots: the chance of adoption is a polynomial of degree n. */
  const int nodes = o->nodes > 0 ? o->nodes : ent_quadrature_nodes(d->game->live + 1, EXACT_ERROR);
  ent_point *const point = ENT_NEW(d->scratch, ent_point, (size_t)o->beliefs * (size_t)nodes);
  if (!point) return ent_desk_no_memory(err);
  int points = 0;
  ent_status status = ENT_OK;
  for (int i = 0; status == ENT_OK && i < o->beliefs; i++) {
    const ent_belief *const b = &o->belief[i];
    const double share = share_of(o, i);
    if (b->a > 0) {
      status = add_points(d, nodes, b->a, b->b, share, point, &points, err);
    } else {
      const bool low = b->at <= 0.5;
      point[points++] = (ent_point){.t = low ? b->at : 1 - b->at, .here = low ? share : 0, .there = low ? 0 : share};
    }
  }
  if (status == ENT_OK) status = ent_meter_average(&d->meter, point, points, &d->runner, pivot, &d->power->adopt, err);
  return status;
}

ent_status ent_desk_belief(ent_desk *d, ent_error *err)
{
  double *const pivot = ENT_NEW(d->scratch, double, d->game->classes);
  if (!pivot) return ent_desk_no_memory(err);
  const ent_status status = d->counted ? belief_from_counts(d, pivot, err) : belief_by_nodes(d, pivot, err);
  if (status != ENT_OK) return status;
  d->power->pivot = ent_desk_spread(d, pivot);
  return d->power->pivot ? ENT_OK : ent_desk_no_memory(err);
}
