/* nulls.c - is a network nearer to two camps than its signs, dealt out anew, would be?
 *
 * A null keeps who is tied with whom and how strongly, and deals the signs out anew: each way of placing as many hostile ties
 * among the ties is equally likely.  Its frustration index is an interval like any other, so its place beside the network's own
 * is certain or open, and so is the p-value:
 *
 *   p = (1 + nulls that are as little frustrated, or less) / (1 + nulls),
 *
 * once with those that surely are, once with those that may be.  Effort is counted in pauses of the search, not in seconds, so
 * the same nulls give the same intervals on any machine.
 * Cost:   that of ent_balance_solve a null; null k is a pure function of (ties, seed, k).
 * Source: shuffled signs as in Szell, Lambiotte and Thurner 2010, PNAS 107:13636-13641; the 1 for the network itself: Phipson and
 *         Smyth 2010, Statistical Applications in Genetics and Molecular Biology 9:39. */
#include "base/arena.h"
#include "base/fail.h"
#include "base/job.h"
#include "base/sum.h"
#include "entente/balance_indices.h"

#include <string.h>

#define NULLS_MOST UINT64_C(1000000)
#define PAUSES 2000
#define STREAM UINT64_C(0x6e756c6c7369676e)

typedef struct question {
  const ent_ties *ties;
  const ent_balance_bounds *own;
  const ent_nulls_options *options;
  const ent_allocator *memory;
} question;

typedef struct reply {
  ent_balance_bounds index;
  ent_status status;
} reply;

/* ---- one null ---- */

/* Fisher and Yates on the signs; |weights| stay where they are. */
static void deal_signs(const ent_ties *ties, uint64_t seed, uint64_t null, int64_t *weight)
{
  memcpy(weight, ties->weight, (size_t)ties->m * sizeof *weight);
  for (int32_t e = ties->m - 1; e > 0; e--) {
    const double u = ent_uniform(seed, null, STREAM + ((uint64_t)e >> 16), (uint32_t)e & 0xffffu);
    const int32_t other = (int32_t)(u * ((double)e + 1));
    if ((weight[e] < 0) == (weight[other] < 0)) continue;
    weight[e] = -weight[e];
    weight[other] = -weight[other];
  }
}

typedef struct patience {
  int64_t pauses;
  const question *q;
} patience;

/* Is it still worth looking? */
static bool go_on(void *ctx, const ent_balance_state *state)
{
  patience *const p = ctx;
  const ent_balance_bounds *const own = p->q->own;
  if (p->q->options->place_only && (state->upper < own->lower || state->lower > own->upper)) return false;
  return p->pauses-- > 0;
}

static void solve_null(const void *shared, uint64_t null, void *slot, void *scratch)
{
  const question *const q = shared;
  reply *const r = slot;
  (void)scratch;
  ent_arena arena;
  ent_arena_open(&arena, q->memory);
  int64_t *const weight = ENT_NEW(&arena, int64_t, q->ties->m > 0 ? q->ties->m : 1);
  ent_ties dealt = *q->ties;
  dealt.weight = weight;
  patience p = {q->options->pauses > 0 ? q->options->pauses : PAUSES, q};
  const ent_balance_options how = {
    .seed = q->options->seed, .cases = q->options->cases, .no_lp = q->options->no_lp, .go_on = go_on, .ctx = &p};
  ent_balance *found = NULL;
  r->status = ENT_NOMEM;
  if (weight) {
    deal_signs(q->ties, q->options->seed, null, weight);
    r->status = ent_balance_solve(&dealt, &how, q->memory, &found, NULL);
  }
  if (r->status == ENT_OK) r->index = (ent_balance_bounds){found->lower, found->upper, found->proved};
  ent_balance_free(found);
  ent_arena_close(&arena);
}

/* ---- all of them ---- */

typedef struct tally {
  ent_nulls sum;
  ent_sum lower, upper;
  uint64_t calm[2], tense[2]; /* as little frustrated or less, as much or more: surely, perhaps */
  ent_status status;
  ent_balance_bounds *index;
  const question *q;
} tally;

static void add_null(void *total, uint64_t null, const void *slot)
{
  tally *const t = total;
  const reply *const r = slot;
  const ent_balance_bounds *const own = t->q->own, *const b = &r->index;
  if (t->status == ENT_OK) t->status = r->status;
  if (t->status != ENT_OK) return;
  if (t->index) t->index[null] = *b;
  if (t->sum.nulls == 0 || b->lower < t->sum.least) t->sum.least = b->lower;
  if (t->sum.nulls == 0 || b->upper > t->sum.most) t->sum.most = b->upper;
  t->sum.nulls++;
  t->sum.proved += b->proved;
  ent_sum_add(&t->lower, (double)b->lower);
  ent_sum_add(&t->upper, (double)b->upper);
  t->calm[0] += b->upper <= own->lower;
  t->calm[1] += b->lower <= own->upper;
  t->tense[0] += b->lower >= own->upper;
  t->tense[1] += b->upper >= own->lower;
}

static bool report(void *ctx, uint64_t done, uint64_t nulls, const void *total)
{
  const ent_nulls_options *const o = ((const question *)ctx)->options;
  return ((const tally *)total)->status == ENT_OK && (!o->progress || o->progress(o->progress_ctx, done, nulls));
}

static double share(const tally *t, uint64_t count)
{
  return (double)(count + 1) / (double)(t->sum.nulls + 1);
}

static ent_nulls tell(const tally *t, bool stopped)
{
  ent_nulls n = t->sum;
  n.stopped = stopped;
  n.mean_lower = ent_sum_value(&t->lower) / (double)n.nulls;
  n.mean_upper = ent_sum_value(&t->upper) / (double)n.nulls;
  n.calm_low = share(t, t->calm[0]);
  n.calm_high = share(t, t->calm[1]);
  n.tense_low = share(t, t->tense[0]);
  n.tense_high = share(t, t->tense[1]);
  return n;
}

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "nulls", "There is not enough memory to deal the signs out anew.");
}

static ent_status check(const ent_ties *ties, const ent_balance_bounds *own, const ent_nulls_options *options,
                        ent_error *err)
{
  if (!ties || !own || !options)
    return ent_fail(err, ENT_ARGUMENT, "nulls", "Nulls need a network, its own index and options.");
  if (own->lower > own->upper)
    return ent_fail(err, ENT_ARGUMENT, "own", "The lower end of an index does not lie above its upper end.");
  if (options->nulls < 1 || options->nulls > NULLS_MOST)
    return ent_fail(err, ENT_ARGUMENT, "nulls", "Nulls are a number from 1 to 1,000,000.");
  return ENT_OK;
}

ent_status ent_balance_nulls(const ent_ties *ties, const ent_balance_bounds *own, const ent_nulls_options *options,
                             const ent_allocator *memory, ent_balance_bounds *index, ent_nulls *out, ent_error *err)
{
  ent_status status = check(ties, own, options, err);
  if (status != ENT_OK) return status;
  question q = {ties, own, options, memory};
  const size_t size = index ? (size_t)options->nulls * sizeof *index : 0;
  tally t = {.q = &q, .index = index ? memory->resize(memory->ctx, NULL, 0, size) : NULL};
  if (index && !t.index) return no_memory(err);
  const ent_job job = {.blocks = options->nulls,
                       .slot_size = sizeof(reply),
                       .shared = &q,
                       .work = solve_null,
                       .total = &t,
                       .merge = add_null,
                       .progress = report,
                       .progress_ctx = &q};
  status = ent_run_job(&job, options->executor, memory, err);
  if (t.status != ENT_OK) status = no_memory(err);
  const bool stopped = status == ENT_CANCELLED && t.sum.nulls > 0;
  if (stopped) status = ENT_OK;
  if (status == ENT_OK) {
    *out = tell(&t, stopped);
    if (index) memcpy(index, t.index, (size_t)t.sum.nulls * sizeof *index);
  }
  if (t.index) memory->resize(memory->ctx, t.index, size, 0);
  return status;
}
