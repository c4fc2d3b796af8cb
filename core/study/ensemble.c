/* ensemble.c - how often does each gate open, over N draws of the uncertain inputs?
 *
 * Draws are counted in blocks of 1,024.  A block's accumulator is a plain struct; blocks are merged in index order, so the
 * result has the same bytes for any number of threads.  Histograms are uniform in sign(x) sqrt|x|.
 * Cost: microseconds a draw; no heap call. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/sum.h"
#include "pinned.h"
#include "world.h"

typedef struct ensemble_job {
  const ent_scenario *s;
  uint64_t seed, draws;
  const ent_pinned *hold;
} ensemble_job;

static void add_sum(double sum[2], double x)
{
  ent_sum s = {sum[0], sum[1]};
  ent_sum_add(&s, x);
  sum[0] = s.high;
  sum[1] = s.low;
}

static void merge_sum(double into[2], const double from[2])
{
  add_sum(into, from[0]);
  add_sum(into, from[1]);
}

/* Bin of x in [-1, 1]. */
static int bin_of(double x)
{
  const double y = x < 0 ? -sqrt(-x) : sqrt(x);
  const int bin = (int)((y + 1) * (ENT_BINS / 2.0));
  return bin < 0 ? 0 : bin >= ENT_BINS ? ENT_BINS - 1 : bin;
}

static double bin_edge(double at)
{
  const double y = at / (ENT_BINS / 2.0) - 1;
  return y < 0 ? -(y * y) : y * y;
}

static void track(ent_ensemble *e, ent_track what, double x)
{
  const double cut = ent_clip(x, -1, 1);
  add_sum(e->sum[what], cut);
  add_sum(e->sum_squares[what], cut * cut);
  e->bin[what][bin_of(cut)]++;
}

static void count_blockers(ent_ensemble *e, const ent_draw *d)
{
  const ent_scenario *s = d->s;
  ent_set blocking = {{0}}, alone = {{0}};
  for (int t = 0; t < s->terms; t++) {
    ent_set some, any, lone;
    if (!ent_term_asks(s, t) || !s->term[t].essential || d->term_margin[t] >= 0) continue;
    ent_term_block(d, t, &some, &any, &lone);
    for (int w = 0; w < 4; w++) {
      blocking.word[w] |= any.word[w];
      alone.word[w] |= lone.word[w];
    }
  }
  for (int a = 0; a < s->actors; a++) {
    e->blocks[a] += blocking.word[a / 64] >> a % 64 & 1;
    e->alone[a] += alone.word[a / 64] >> a % 64 & 1;
  }
}

/* A seat's yes: in the first term that asks its club, itself or by way of a club in which it sits. */
static void count_seats(ent_ensemble *e, const ent_draw *d, int term, int club, bool *counted)
{
  const ent_scenario *s = d->s;
  const ent_club *c = &s->club[club];
  const double *utility = d->term_utility + (size_t)term * (size_t)s->seats;
  if (counted[club]) return;
  counted[club] = true;
  for (int k = c->seat; k < c->seat + c->seats; k++) {
    e->yes[k] += utility[k] >= 0;
    if (s->seat[k].owner >= s->actors) count_seats(e, d, term, s->seat[k].owner - s->actors, counted);
  }
}

static void count_yes(ent_ensemble *e, const ent_draw *d)
{
  const ent_scenario *s = d->s;
  bool counted[ENT_CLUBS_MAX + ENT_TERMS_MAX] = {false};
  for (int t = 0; t < s->terms; t++) {
    const ent_term *term = &s->term[t];
    if (!term->include) continue;
    if (d->term_margin[t] >= 0) e->term_open[t]++; /* the proposer's own terms have margin 1 */
    if (!term->proposer_owned) count_seats(e, d, t, term->owner, counted);
  }
}

static void count_gates(ent_ensemble *e, const ent_scenario *s, const ent_verdict *v)
{
  e->draws++;
  for (int g = 0; g < ENT_GATES; g++) {
    e->open[g] += v->gate[g].margin >= 0;
    e->undecided[g] += v->gate[g].low < 0 && v->gate[g].high >= 0;
  }
  e->survives += v->survival_margin >= 0;
  e->turns += s->rival >= 0 && v->alignment_margin >= 0;
  e->all += v->first_shut == ENT_GATES;
  e->first_shut[v->first_shut]++;
  e->consent_shut += v->gate[ENT_GATE_CONSENT].margin < 0;
  if (v->first_shut < ENT_GATE_DURABILITY)
    e->refused++;
  else if (s->rival >= 0 && !v->detail.turned)
    e->kept++;
  else
    e->turned++;
}

void ent_ensemble_count(ent_ensemble *e, const ent_draw *d, const ent_verdict *v, bool seats)
{
  const ent_scenario *s = d->s;
  count_gates(e, s, v);
  if (seats) count_yes(e, d);
  if (seats && v->gate[ENT_GATE_CONSENT].margin < 0) count_blockers(e, d);
  for (int t = 0; t < s->terms; t++) {
    if (!s->term[t].include) continue;
    add_sum(e->term_hazard[t], d->term_hazard[t]);
    add_sum(e->term_value[t], d->term_value[t]);
  }
  const double x[ENT_TRACKS] = {[ENT_TRACK_WILL] = v->gate[ENT_GATE_WILL].margin,
                                [ENT_TRACK_CONSENT] = v->gate[ENT_GATE_CONSENT].margin,
                                [ENT_TRACK_ACCEPTANCE] = v->gate[ENT_GATE_ACCEPTANCE].margin,
                                [ENT_TRACK_DURABILITY] = v->gate[ENT_GATE_DURABILITY].margin,
                                [ENT_TRACK_SURVIVAL] = v->survival_margin,
                                [ENT_TRACK_ALIGNMENT] = v->detail.alignment,
                                [ENT_TRACK_SURPLUS] = v->detail.surplus,
                                [ENT_TRACK_HAZARD] = v->detail.hazard,
                                [ENT_TRACK_BEARABLE] = v->detail.bearable,
                                [ENT_TRACK_HONOUR] = v->detail.honour_needed,
                                [ENT_TRACK_LIFE] = v->detail.survival};
  for (int k = 0; k < ENT_TRACKS; k++) track(e, (ent_track)k, x[k]);
}

void ent_ensemble_block(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_pinned *hold, uint64_t block,
                        ent_ensemble *e, void *scratch)
{
  const uint64_t first = block * ENT_BLOCK_DRAWS;
  const uint64_t last = first + ENT_BLOCK_DRAWS < draws ? first + ENT_BLOCK_DRAWS : draws;
  ent_draw d = ent_draw_lay(s, scratch);
  ent_verdict v;
  memset(&v, 0, sizeof v);
  for (uint64_t i = first; i < last; i++) {
    ent_draw_sample(&d, seed, i);
    if (hold) ent_pinned_set(hold, seed, i, &d, NULL);
    ent_gates_evaluate(&d, ENT_PARTS_MASK, UINT32_MAX, &v);
    ent_ensemble_count(e, &d, &v, true);
  }
}

static void block_work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const ensemble_job *job = shared;
  ent_ensemble_block(job->s, job->seed, job->draws, job->hold, block, slot, scratch);
}

void ent_ensemble_merge(ent_ensemble *into, const ent_ensemble *from)
{
  into->draws += from->draws;
  into->survives += from->survives;
  into->turns += from->turns;
  into->all += from->all;
  into->refused += from->refused;
  into->kept += from->kept;
  into->turned += from->turned;
  into->consent_shut += from->consent_shut;
  for (int g = 0; g < ENT_GATES; g++) {
    into->open[g] += from->open[g];
    into->undecided[g] += from->undecided[g];
  }
  for (int g = 0; g <= ENT_GATES; g++) into->first_shut[g] += from->first_shut[g];
  for (int a = 0; a < ENT_ACTORS_MAX; a++) {
    into->blocks[a] += from->blocks[a];
    into->alone[a] += from->alone[a];
  }
  for (int k = 0; k < ENT_SEATS_MAX; k++) into->yes[k] += from->yes[k];
  for (int t = 0; t < ENT_TERMS_MAX; t++) {
    into->term_open[t] += from->term_open[t];
    merge_sum(into->term_hazard[t], from->term_hazard[t]);
    merge_sum(into->term_value[t], from->term_value[t]);
  }
  for (int q = 0; q < ENT_TRACKS; q++) {
    merge_sum(into->sum[q], from->sum[q]);
    merge_sum(into->sum_squares[q], from->sum_squares[q]);
    for (int b = 0; b < ENT_BINS; b++) into->bin[q][b] += from->bin[q][b];
  }
}

static void block_merge(void *total, uint64_t block, const void *slot)
{
  (void)block;
  ent_ensemble_merge(total, slot);
}

ent_status ent_run_ensemble_job(const ent_scenario *s, uint64_t blocks, const void *shared,
                                void (*work)(const void *shared, uint64_t block, void *slot, void *scratch),
                                const ent_executor *executor, const ent_allocator *memory, const ent_watch *watch,
                                ent_ensemble *out, ent_error *err)
{
  ent_ensemble *total = memory->resize(memory->ctx, NULL, 0, sizeof *total);
  if (!total) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the ensemble.");
  memset(total, 0, sizeof *total);
  const ent_job job = {.blocks = blocks,
                       .slot_size = sizeof *total,
                       .scratch_size = ent_draw_bytes(s),
                       .shared = shared,
                       .work = work,
                       .total = total,
                       .merge = block_merge,
                       .result = total,
                       .result_size = sizeof *total,
                       .progress = watch ? watch->progress : NULL,
                       .progress_ctx = watch ? watch->ctx : NULL};
  const ent_status status = ent_run_job(&job, executor, memory, err);
  if (status == ENT_OK) *out = *total;
  memory->resize(memory->ctx, total, sizeof *total, 0);
  return status;
}

ent_status ent_run_ensemble(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_pin *pin, int pinned,
                            const ent_executor *executor, const ent_allocator *memory, const ent_watch *watch,
                            ent_ensemble *out, ent_error *err)
{
  if (draws < 1 || draws > ENT_DRAWS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "draws", "The number of draws lies between 1 and 4,294,967,295.");
  ent_status status = ent_pins_check(s, pin, pinned, err);
  if (status != ENT_OK) return status;
  ent_arena arena;
  ent_pinned hold = {.pins = 0};
  const ensemble_job shared = {s, seed, draws, &hold};
  const uint64_t blocks = (draws + ENT_BLOCK_DRAWS - 1) / ENT_BLOCK_DRAWS;
  ent_arena_open(&arena, memory);
  status = ent_pinned_make(s, pin, 0, pinned, &arena, &hold, err);
  if (status == ENT_OK)
    status = ent_run_ensemble_job(s, blocks, &shared, block_work, executor, memory, watch, out, err);
  ent_arena_close(&arena);
  return status;
}

ent_status ent_ensemble_run(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_pin *pin, int pinned,
                            const ent_executor *executor, const ent_allocator *memory, ent_ensemble *out,
                            ent_error *err)
{
  return ent_run_ensemble(s, seed, draws, pin, pinned, executor, memory, NULL, out, err);
}

ent_share ent_share_of(uint64_t k, uint64_t n)
{
  if (n == 0) return (ent_share){0, 1};
  const double draws = (double)n, p = (double)k / draws;
  const double safe = ((double)k + 0.5) / (draws + 1); /* so that 0 of n does not claim certainty */
  return (ent_share){p, sqrt(safe * (1 - safe) / draws)};
}

double ent_ensemble_quantile(const ent_ensemble *e, ent_track what, double q)
{
  const double wanted = ent_clip(q, 0, 1) * (double)e->draws;
  double below = 0;
  int last = 0;
  for (int b = 0; b < ENT_BINS; b++) {
    const double here = (double)e->bin[what][b];
    if (here == 0) continue;
    last = b;
    if (below + here >= wanted) return bin_edge((double)b + (wanted - below) / here);
    below += here;
  }
  return e->draws ? bin_edge((double)last + 1) : 0;
}

double ent_ensemble_mean(const ent_ensemble *e, ent_track what)
{
  return e->draws ? (e->sum[what][0] + e->sum[what][1]) / (double)e->draws : 0;
}
