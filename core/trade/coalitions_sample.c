/* coalitions_sample.c - what is each member worth where there are too many sets to solve them all?
 *
 *   shapley_i = mean over orders of joining of v(those before i, and i) - v(those before i)
 *
 * Orders are drawn at random, each with its reverse: who joins early in the one joins late in the other, so what depends on the
 * size of the set cancels within the pair.  Means and standard errors are over pairs.  Each order sums to v(all), and so do the
 * means.  Eight orders go abreast, one member at a time; wages are foreseen by what the member changes as the first and as the
 * last, weighted by how many have joined; steps use the matrix of a world in which all members trade less by as much.
 * A pair is a function of (seed, its number), blocks are merged in order: the same bytes on any number of threads.
 * Cost: one set for each member of each order, some 20 n^2 products each.
 * Sources: Castro, Gomez and Tejada, Polynomial calculation of the Shapley value based on sampling, Computers and Operations
 * Research 36 (2009); Mitchell, Cooper, Frank and Holmes, Sampling permutations for Shapley value estimation, JMLR 23 (2022). */
#include "trade/coalitions.h"

#include "base/fail.h"
#include "base/ieee.h"
#include "base/job.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define W ENT_ABREAST
#define LEVELS 8   /* matrices: nobody has joined, an eighth, ..., all */
#define LITTLE 0.5 /* of a member's trade in all: what is left where it would be cut off */
#define ROUGH 1e-6 /* of a market, where a matrix is made */

typedef struct draws {
  ent_hunt *h;
  int k;
  uint64_t all; /* the set of all members */
  double *chord[LEVELS + 1];
  double *first, *last; /* [k n] what a member changes in log wages as the first, as the last */
  double loss_all;      /* of the full set, solved by itself */
  ent_trade_coalitions *c;
  ent_sum *sum, *square; /* [k] of a pair's mean less the middle of alone and last */
  ent_status status;
  ent_error *err;
} draws;

/* ---- what is known before the first draw ------------------------------------------------------------------------- */

static void keep_all(const draws *d, ent_abreast *a, int lane, double kept)
{
  for (int m = 0; m < d->k; m++) ent_abreast_keep(&d->h->family, a, m, lane, kept);
}

/* The matrices; where one cannot be made, that before it. */
static void make_chords(draws *d, ent_abreast *a, double *x)
{
  const ent_family *const f = &d->h->family;
  const size_t size = (size_t)f->wide * (size_t)f->wide * sizeof(double);
  memcpy(d->chord[0], f->chord, size);
  for (int level = 1; level <= LEVELS; level++) {
    const double left = 1 - (double)level / LEVELS;
    for (int l = 0; l < W; l++) keep_all(d, a, l, left > 0 || !ent_hunt_cuts(d->h, d->all) ? left : LITTLE / d->k);
    memset(x, 0, (size_t)f->n * W * sizeof *x);
    if (!ent_abreast_solve(f, a, d->chord[level - 1], x, ROUGH, ENT_HUNT_STEPS) ||
        !ent_abreast_chord(f, a, 0, d->chord[level]))
      memcpy(d->chord[level], d->chord[level - 1], size);
  }
}

/* What each member changes beside nobody, and beside all others; 0 where that has no answer. */
static void make_changes(draws *d, ent_abreast *a, double *x)
{
  const ent_family *const f = &d->h->family;
  const int n = f->n, k = d->k;
  for (int at = 0; at <= 2 * k; at += W) {
    for (int l = 0; l < W; l++) {
      const int m = at + l;
      keep_all(d, a, l, m < k ? 1 : 0);
      if (m < 2 * k) ent_abreast_keep(f, a, m % k, l, m < k ? 0 : 1);
    }
    memset(x, 0, (size_t)n * W * sizeof *x);
    (void)ent_abreast_solve(f, a, d->chord[at < k ? 0 : LEVELS], x, ENT_HUNT_TOLERANCE, ENT_HUNT_STEPS);
    for (int l = 0; l < W && at + l < 2 * k; l++) {
      double *const to = at + l < k ? d->first + (at + l) * n : d->last + (at + l - k) * n;
      for (int i = 0; i < n && a->sound[l]; i++) to[i] = x[i * W + l];
    }
  }
  for (int l = 0; l < W; l++) keep_all(d, a, l, 0);
  memset(x, 0, (size_t)n * W * sizeof *x);
  const bool known = ent_abreast_solve(f, a, d->chord[LEVELS], x, ENT_HUNT_TOLERANCE, ENT_HUNT_STEPS);
  for (int m = 0; m < k; m++)
    for (int i = 0; i < n; i++) d->last[m * n + i] = known ? x[i * W] - d->last[m * n + i] : d->first[m * n + i];
}

/* ---- a block: four orders and their reverses --------------------------------------------------------------------- */

/* Fisher and Yates, from the pair's own stream; the odd ones backwards. */
static void draw_order(const draws *d, uint64_t number, int order[ENT_TRADE_SAMPLED])
{
  const int k = d->k;
  int forward[ENT_TRADE_SAMPLED];
  for (int i = 0; i < k; i++) forward[i] = i;
  for (int i = k - 1; i > 0; i--) {
    const int j = (int)(ent_uniform(d->h->options->seed, number / 2, (uint64_t)i, 0) * (i + 1));
    const int held = forward[i];
    forward[i] = forward[j];
    forward[j] = held;
  }
  for (int i = 0; i < k; i++) order[i] = forward[number % 2 ? k - 1 - i : i];
}

/* The next member of each lane joins, unless that cuts somebody off: from then on the lane stands still. */
static void join(const draws *d, ent_abreast *a, int order[W][ENT_TRADE_SAMPLED], int step, uint64_t set[W], double *x)
{
  const ent_family *const f = &d->h->family;
  const double late = d->k > 1 ? (double)step / (d->k - 1) : 0;
  for (int l = 0; l < W; l++) {
    const int m = order[l][step];
    const double *const first = d->first + (size_t)m * (size_t)f->n, *const last = d->last + (size_t)m * (size_t)f->n;
    set[l] |= (uint64_t)1 << m;
    if (ent_hunt_cuts(d->h, set[l])) continue;
    ent_abreast_keep(f, a, m, l, 0);
    for (int i = 0; i < f->n; i++) x[i * W + l] += (1 - late) * first[i] + late * last[i];
  }
}

/* Slot: the largest gap of a market, then for each order the loss after each step; NaN where it has to be solved by itself. */
static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const draws *const d = shared;
  const ent_family *const f = &d->h->family;
  double *const worst = slot, *const value = worst + 1, *const x = (double *)scratch + ent_family_room(f);
  int order[W][ENT_TRADE_SAMPLED];
  uint64_t set[W] = {0};
  ent_abreast a;
  ent_abreast_lay(f, scratch, &a);
  ent_abreast_whole(f, &a);
  memset(x, 0, (size_t)f->n * W * sizeof *x);
  for (int l = 0; l < W; l++) draw_order(d, block * W + (uint64_t)l, order[l]);
  for (int step = 0; step < d->k; step++) {
    double loss[W];
    join(d, &a, order, step, set, x);
    const int level = (2 * (step + 1) * LEVELS + d->k) / (2 * d->k);
    (void)ent_abreast_solve(f, &a, d->chord[level], x, ENT_HUNT_TOLERANCE, ENT_HUNT_STEPS);
    ent_abreast_loss(f, &a, loss);
    for (int l = 0; l < W; l++) {
      const bool known = a.sound[l] && !ent_hunt_cuts(d->h, set[l]);
      value[l * d->k + step] = known ? loss[l] : ent_nan();
      if (known && a.worst[l] > *worst) *worst = a.worst[l];
    }
  }
}

/* ---- what the blocks add up to ----------------------------------------------------------------------------------- */

/* A loss that the lanes left open. */
static double by_itself(draws *d, uint64_t set)
{
  ent_trade_answer a;
  if (set == d->all) return d->loss_all;
  if (d->status != ENT_OK) return 0;
  d->status = ent_hunt_solve(d->h, set, -1, &a, d->err);
  if (d->status != ENT_OK) return 0;
  d->c->again++;
  d->c->holds = d->c->holds && a.certificate.holds;
  if (a.certificate.market > d->c->worst_market) d->c->worst_market = a.certificate.market;
  return 1 - a.real_wage[d->h->target];
}

/* The loss that counts: what is known from elsewhere of one member, of all but one, of all, so that an order sums to v(all)
 * however hard the markets of this world are to pin down; else what was found. */
static double settled(draws *d, int step, int first, int final, double found)
{
  double known = found;
  if (step == 0) known = d->c->alone[first];
  if (step == d->k - 2) known = d->loss_all - d->c->last[final];
  if (step == d->k - 1) known = d->loss_all;
  if (!(fabs(known - found) <= d->c->differ)) d->c->differ = fabs(known - found);
  return known;
}

static void add_order(draws *d, uint64_t number, const double *value, double adds[ENT_TRADE_SAMPLED])
{
  int order[ENT_TRADE_SAMPLED];
  uint64_t set = 0;
  double before = 0;
  draw_order(d, number, order);
  for (int step = 0; step < d->k; step++) {
    const int m = order[step];
    set |= (uint64_t)1 << m;
    const double found = ent_is_nan(value[step]) ? by_itself(d, set) : value[step];
    const double loss = settled(d, step, order[0], order[d->k - 1], found);
    adds[m] += loss - before;
    before = loss;
  }
}

static void merge(void *total, uint64_t block, const void *slot)
{
  draws *const d = total;
  const double *const worst = slot, *const value = worst + 1;
  if (*worst > d->c->worst_market) d->c->worst_market = *worst;
  for (int l = 0; l < W; l += 2) {
    double adds[ENT_TRADE_SAMPLED] = {0};
    add_order(d, block * W + (uint64_t)l, value + l * d->k, adds);
    add_order(d, block * W + (uint64_t)l + 1, value + (l + 1) * d->k, adds);
    for (int m = 0; m < d->k; m++) {
      const double off = adds[m] / 2 - (d->c->alone[m] + d->c->last[m]) / 2;
      ent_sum_add(&d->sum[m], off);
      ent_sum_add(&d->square[m], off * off);
    }
  }
}

static void conclude(const draws *d, double pairs)
{
  for (int m = 0; m < d->k; m++) {
    const double mean = ent_sum_value(&d->sum[m]) / pairs;
    const double spread = ent_sum_value(&d->square[m]) / pairs - mean * mean;
    d->c->shapley[m] = (d->c->alone[m] + d->c->last[m]) / 2 + mean;
    d->c->error[m] = sqrt((spread > 0 ? spread : 0) / (pairs - 1));
    d->c->banzhaf[m] = ent_nan();
  }
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static ent_status take(draws *d, ent_error *err)
{
  const ent_family *const f = &d->h->family;
  ent_arena *const arena = &d->h->arena;
  const size_t changes = (size_t)d->k * (size_t)f->n, cells = (size_t)f->wide * (size_t)f->wide;
  bool all = true;
  for (int level = 0; level <= LEVELS; level++) all = (d->chord[level] = ENT_NEW(arena, double, cells)) && all;
  d->first = ENT_NEW(arena, double, changes);
  d->last = ENT_NEW(arena, double, changes);
  d->sum = ENT_NEW(arena, ent_sum, d->k);
  d->square = ENT_NEW(arena, ent_sum, d->k);
  double *const room = ENT_NEW(arena, double, ent_family_room(f)), *const x = ENT_NEW(arena, double, (size_t)f->n *W);
  if (!all || !d->first || !d->last || !d->sum || !d->square || !room || !x)
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the orders of joining.");
  ent_abreast a;
  ent_abreast_lay(f, room, &a);
  ent_abreast_whole(f, &a);
  make_chords(d, &a, x);
  make_changes(d, &a, x);
  return ENT_OK;
}

ent_status ent_hunt_sample(ent_hunt *h, uint64_t samples, double loss_all, ent_trade_coalitions *c, ent_error *err)
{
  const uint64_t blocks = (samples + W - 1) / W;
  draws d = {
    .h = h, .k = h->members, .all = (uint64_t)-1 >> (64 - h->members), .loss_all = loss_all, .c = c, .err = err};
  if (!h->abreast)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "Orders of joining are drawn where the world hangs together without sanctions.");
  ent_status status = take(&d, err);
  if (status != ENT_OK) return status;
  const ent_job job = {.blocks = blocks,
                       .slot_size = (1 + (size_t)W * (size_t)d.k) * sizeof(double),
                       .scratch_size = (ent_family_room(&h->family) + (size_t)h->family.n * W) * sizeof(double),
                       .shared = &d,
                       .work = work,
                       .total = &d,
                       .merge = merge,
                       .progress = h->options->progress,
                       .progress_ctx = h->options->progress_ctx};
  status = ent_run_job(&job, h->options->executor, h->memory, err);
  if (status == ENT_OK) status = d.status;
  c->samples = blocks * W;
  c->sets = c->samples * (uint64_t)d.k;
  const uint64_t pairs = c->samples / 2;
  conclude(&d, (double)pairs);
  return status;
}
