/* coalitions_walk.c - what does the target lose to each of all 2^k sets of sanctioners?
 *
 * Members are put in order of their trade with the target, the least first.  A set's number in that order is cut into three: the
 * lowest bits are the lane, eight sets abreast; the next are the walk, 2^b steps in ascending order; the rest is the block.
 * So sets of a block differ only by members that matter little, and
 *   - one matrix turns gaps into steps for all of them: that of the block's middle, where they trade half as much;
 *   - wages of a set are foreseen from sets before it: with D some of its members, all differences of order |D| being small,
 *     x(S) = sum over T in D, not empty, of (-1)^(|T| + 1) x(S - T).
 * Foreseen wages mostly miss by 1e-7, and each step leaves a thirtieth of that: four steps are common, eight where D is small.
 * Blocks start from nothing, so they can be worked in any order, on any thread.
 * Cost: 2^k times about 15 n^2 products; 512 n 2^b bytes a thread. */
#include "trade/coalitions.h"

#include "base/ieee.h"
#include "base/job.h"

#include <math.h>
#include <string.h>

#define W ENT_ABREAST
#define LANE_BITS 3
#define WALK_BITS 8      /* at most */
#define TABLE_MOST 1.6e6 /* bytes of the wages that a block remembers, about */
#define LOOK_BACK 5      /* members in D */
#define ROUGH 1e-6       /* of a market, in the middle of a block */

typedef struct plan {
  const ent_hunt *h;
  int k, lane_bits, walk_bits;
  int order[ENT_TRADE_MEMBERS]; /* member at a bit */
  double *value, *worst;
} plan;

static size_t sets_of(const plan *p)
{
  return (size_t)W << p->walk_bits;
}

/* ---- numbers of sets --------------------------------------------------------------------------------------------- */

static uint32_t members_of(const plan *p, uint32_t number)
{
  uint32_t set = 0;
  for (int bit = 0; bit < p->k; bit++)
    if (number >> bit & 1u) set |= (uint32_t)1 << p->order[bit];
  return set;
}

static double trade_with(const ent_family *f, int member)
{
  const int at = f->place[member];
  return f->to[at] * f->output[at] + f->from[at] * f->output[f->target];
}

static void put_in_order(plan *p)
{
  const ent_family *const f = &p->h->family;
  for (int i = 0; i < p->k; i++) {
    int at = i;
    for (; at > 0 && trade_with(f, p->order[at - 1]) > trade_with(f, i); at--) p->order[at] = p->order[at - 1];
    p->order[at] = i;
  }
}

/* ---- a block ----------------------------------------------------------------------------------------------------- */

static void keep_all(const plan *p, ent_abreast *a, int bit, double kept)
{
  for (int l = 0; l < W; l++) ent_abreast_keep(&p->h->family, a, p->order[bit], l, kept);
}

/* The block's middle into x, its matrix into a->chord; the world's own where there is none. */
static const double *find_middle(const plan *p, uint64_t block, ent_abreast *a, double *x)
{
  const ent_family *const f = &p->h->family;
  const int low = p->lane_bits + p->walk_bits;
  ent_abreast_whole(f, a);
  for (int bit = 0; bit < p->k; bit++) keep_all(p, a, bit, bit < low ? 0.5 : (block >> (bit - low) & 1u) ? 0 : 1);
  memset(x, 0, (size_t)f->n * W * sizeof *x);
  if (ent_abreast_solve(f, a, f->chord, x, ROUGH, ENT_HUNT_STEPS) && ent_abreast_chord(f, a, 0, a->chord))
    return a->chord;
  memset(x, 0, (size_t)f->n * W * sizeof *x);
  return f->chord;
}

/* Wages of a step of the walk from those of steps before it. */
static void foresee(double *table, size_t cells, uint32_t walk)
{
  uint32_t some = 0, rest = walk;
  for (int k = 0; k < LOOK_BACK && rest; k++) {
    some |= rest & (~rest + 1);
    rest &= rest - 1;
  }
  double *const x = table + walk * cells;
  memset(x, 0, cells * sizeof *x);
  for (uint32_t without = some; without; without = (without - 1) & some) {
    const double *const from = table + (walk & ~without) * cells;
    uint32_t odd = 0;
    for (uint32_t w = without; w; w &= w - 1) odd ^= 1;
    if (odd)
      for (size_t i = 0; i < cells; i++) x[i] += from[i];
    else
      for (size_t i = 0; i < cells; i++) x[i] -= from[i];
  }
}

/* Lanes of no set, and of sets that cut the target off, trade as before: their answer is not looked at. */
static void set_out(const plan *p, uint32_t number, ent_abreast *a, uint32_t set[W], bool asked[W])
{
  for (uint32_t l = 0; l < W; l++) {
    set[l] = members_of(p, number | l);
    asked[l] = l < (uint32_t)1 << p->lane_bits && !ent_hunt_cuts(p->h, set[l]);
    for (int m = 0; m < p->k; m++)
      ent_abreast_keep(&p->h->family, a, m, (int)l, asked[l] && (set[l] >> m & 1u) ? 0 : 1);
  }
}

/* Slot: the largest gap of a market, then the losses of the block's sets. */
static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const plan *const p = shared;
  const ent_family *const f = &p->h->family;
  const size_t cells = (size_t)f->n * W;
  double *const worst = slot, *const value = worst + 1, *const table = (double *)scratch + ent_family_room(f);
  ent_abreast a;
  ent_abreast_lay(f, scratch, &a);
  const double *const chord = find_middle(p, block, &a, table);
  for (uint32_t walk = 0; walk < (uint32_t)1 << p->walk_bits; walk++) {
    uint32_t set[W];
    bool asked[W];
    double loss[W];
    set_out(p, ((uint32_t)block << p->walk_bits | walk) << p->lane_bits, &a, set, asked);
    if (walk > 0) foresee(table, cells, walk);
    (void)ent_abreast_solve(f, &a, chord, table + walk * cells, ENT_HUNT_TOLERANCE, ENT_HUNT_STEPS);
    ent_abreast_loss(f, &a, loss);
    for (size_t l = 0; l < W; l++) {
      const bool known = asked[l] && a.sound[l];
      value[walk * W + l] = known ? loss[l] : ent_nan();
      if (known && a.worst[l] > *worst) *worst = a.worst[l];
    }
  }
}

static void merge(void *total, uint64_t block, const void *slot)
{
  const plan *const p = total;
  const double *const worst = slot, *const value = worst + 1;
  const uint32_t lanes = (uint32_t)1 << p->lane_bits;
  for (uint32_t walk = 0; walk < (uint32_t)1 << p->walk_bits; walk++)
    for (uint32_t l = 0; l < lanes; l++)
      p->value[members_of(p, ((uint32_t)block << p->walk_bits | walk) << p->lane_bits | l)] = value[walk * W + l];
  if (*worst > *p->worst) *p->worst = *worst;
}

ent_status ent_hunt_walk(const ent_hunt *h, double *value, double *worst, ent_error *err)
{
  const size_t sets = (size_t)1 << h->members;
  const double step_bytes = (double)h->t->n * W * sizeof(double);
  *worst = 0;
  for (size_t s = 0; s < sets && !h->abreast; s++) value[s] = ent_nan();
  if (!h->abreast) return ENT_OK;
  plan p = {.h = h, .k = h->members, .value = value, .worst = worst};
  p.lane_bits = p.k < LANE_BITS ? p.k : LANE_BITS;
  while (p.walk_bits < WALK_BITS && p.walk_bits < p.k - p.lane_bits &&
         step_bytes * (double)(2u << p.walk_bits) <= TABLE_MOST)
    p.walk_bits++;
  put_in_order(&p);
  const size_t table = ((size_t)1 << p.walk_bits) * (size_t)h->t->n * W;
  const ent_job job = {.blocks = (uint64_t)1 << (p.k - p.lane_bits - p.walk_bits),
                       .slot_size = (1 + sets_of(&p)) * sizeof(double),
                       .scratch_size = (ent_family_room(&h->family) + table) * sizeof(double),
                       .shared = &p,
                       .work = work,
                       .total = &p,
                       .merge = merge,
                       .progress = h->options->progress,
                       .progress_ctx = h->options->progress_ctx};
  return ent_run_job(&job, h->options->executor, h->memory, err);
}
