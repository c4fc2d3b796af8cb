/* probe.c - what if some inputs stood elsewhere, everything else being drawn as before?
 *
 * Drivers, tipping points and sets of changes are all probes: pins on a few inputs.  A draw is sampled once and evaluated
 * for every probe (common random numbers), and only the parts that the pinned inputs can move are computed again: those that
 * they move by way of the bundle of terms only where the bundle is another.  Pins with which all probes begin are set once.
 * Cost: draws * (one draw + probes * the parts they move). */
#include <string.h>

#include "base/fail.h"
#include "pinned.h"
#include "moved.h"

#define PROBE_BLOCK 256 /* draws a block: probes cost more than draws, so blocks are smaller */

typedef struct probe_job {
  const ent_scenario *s;
  uint64_t seed, draws;
  const ent_probe *probe;
  const uint32_t *parts, *terms; /* what each probe can move, beyond the shared pins */
  const uint32_t *by_bundle;     /* those of its parts that it moves by way of the bundle */
  const ent_pinned *hold;        /* of each probe, beyond the shared pins */
  ent_pinned shared_hold;
  int count;
  bool margins;
  const ent_replay *kept;
  int shared;                          /* pins with which every probe begins, */
  uint32_t shared_parts, shared_terms; /* and what they move */
} probe_job;

static void what_moves(const ent_scenario *s, const ent_pin *pin, int pins, uint32_t *parts, uint32_t *terms,
                       uint32_t *by_bundle)
{
  uint32_t itself = 0;
  for (int i = 0; i < pins; i++) {
    const ent_moves m = ent_input_moves(s, pin[i].input);
    *parts |= m.parts;
    *terms |= m.terms;
    itself |= m.itself;
  }
  *by_bundle = *parts & ~itself;
}

static int count_shared(const ent_probe *probe, int count)
{
  int shared = probe[0].pins;
  for (int k = 1; k < count; k++) {
    int same = 0;
    while (same < shared && same < probe[k].pins && probe[k].pin[same].input == probe[0].pin[same].input &&
           probe[k].pin[same].value == probe[0].pin[same].value)
      same++;
    shared = same;
  }
  return shared;
}

/* Puts back the terms' margins that a probe moved. */
static void put_back(ent_draw *d, uint32_t terms)
{
  d->bundle = d->kept_bundle;
  for (int t = 0; t < d->s->terms; t++) {
    if (!(terms >> t & 1)) continue;
    d->term_margin[t] = d->kept_margin[t];
    d->term_marginal[t] = d->kept_marginal[t];
  }
}

static void count_one(ent_probe_count *c, const ent_verdict *v)
{
  c->draws++;
  for (int g = 0; g < ENT_GATES; g++) c->open[g] += v->gate[g].margin >= 0;
  c->all += v->first_shut == ENT_GATES;
}

/* Parts of the gates; beyond 0.2 a margin counts as safely open. */
static void add_margins(ent_probe_count *c, const ent_verdict *v)
{
  const double margin[ENT_PARTS] = {v->gate[ENT_GATE_WILL].margin, v->gate[ENT_GATE_CONSENT].margin,
                                    v->gate[ENT_GATE_ACCEPTANCE].margin, v->survival_margin, v->alignment_margin};
  for (int p = 0; p < ENT_PARTS; p++) c->margin[p] += margin[p] < 0.2 ? margin[p] : 0.2;
}

/* Can it be shown at once that a probe of a single input turns nothing in this draw?  Most cannot be turned. */
static bool leaves_all(const ent_draw *d, const ent_pinned *h, uint32_t parts)
{
  const uint32_t alignment = 1u << ENT_PART_ALIGNMENT;
  if (h->pins != 1 || h->followers > 0) return false;
  const ent_pin pin = h->pin[0];
  return parts == alignment ? ent_probe_leaves_alignment(d, pin.input, pin.value)
                            : ent_probe_leaves_terms(d, pin.input, pin.value);
}

/* The one consent that a probe moves, or -1.  Where some seat's gain hangs on another term, others may follow. */
static int record_of(const ent_scenario *s, const ent_pinned *h)
{
  if (h->pins != 1 || h->followers > 0) return -1;
  const ent_input *in = &s->input[h->pin[0].input];
  return in->terms == UINT32_MAX ? -1 : in->consent;
}

/* The parts that a probe moves. */
static void evaluate(const probe_job *job, int k, ent_draw *d, ent_verdict *v)
{
  const uint32_t by_bundle = job->by_bundle[k];
  d->record = record_of(job->s, &job->hold[k]);
  ent_gates_evaluate(d, job->parts[k] & ~by_bundle, job->terms[k], v);
  if (by_bundle && d->bundle != d->kept_bundle) ent_gates_evaluate(d, by_bundle, 0, v);
}

/* The draw before it is probed: one that is kept, or made here in `laid`; with the shared pins set. */
static ent_draw take_draw(const probe_job *job, const ent_draw *laid, uint64_t draw, ent_verdict *base)
{
  ent_draw d = *laid;
  if (!job->kept || !ent_replay_look(job->kept, job->s, job->seed, draw, &d, base)) {
    ent_draw_sample(&d, job->seed, draw);
    ent_gates_evaluate(&d, ENT_PARTS_MASK, UINT32_MAX, base);
  }
  if (job->shared > 0) {
    ent_draw own = *laid; /* what is kept stays */
    if (d.x != own.x)
      ent_draw_copy(&d, &own);
    else
      own = d;
    own.z = d.z;
    ent_pinned_set(&job->shared_hold, job->seed, draw, &own, NULL);
    ent_gates_evaluate(&own, job->shared_parts, job->shared_terms, base);
    d = own;
  }
  ent_draw_remember(&d);
  ent_gate_terms_remember(&d);
  d.probing = !job->margins;
  return d;
}

/* What promises are worth in the draw, which probes leave behind: of a draw that is kept it has to stay.  kept: [2 terms] */
static void keep_promises(const ent_draw *d, double *kept)
{
  const size_t terms = (size_t)d->s->terms;
  memcpy(kept, d->term_hazard, terms * sizeof *kept);
  memcpy(kept + terms, d->term_value, terms * sizeof *kept);
}

static void put_promises_back(ent_draw *d, const double *kept)
{
  const size_t terms = (size_t)d->s->terms;
  memcpy(d->term_hazard, kept, terms * sizeof *kept);
  memcpy(d->term_value, kept + terms, terms * sizeof *kept);
}

/* In doubles: what pins hold, and what promises are worth. */
static size_t room_to_keep(const ent_scenario *s)
{
  return ent_pinned_most(s) + 2 * (size_t)s->terms;
}

static void probe_work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const probe_job *job = shared;
  const uint64_t first = block * PROBE_BLOCK;
  const uint64_t last = first + PROBE_BLOCK < job->draws ? first + PROBE_BLOCK : job->draws;
  ent_probe_count *counts = slot;
  double *const kept = scratch;
  double *const promises = kept + ent_pinned_most(job->s);
  const ent_draw laid = ent_draw_lay(job->s, kept + room_to_keep(job->s));
  ent_verdict base, v;
  memset(&base, 0, sizeof base);
  for (uint64_t i = first; i < last; i++) {
    ent_draw d = take_draw(job, &laid, i, &base);
    keep_promises(&d, promises);
    for (int k = 0; k < job->count; k++) {
      const ent_pinned *h = &job->hold[k];
      if (!job->margins && leaves_all(&d, h, job->parts[k])) {
        count_one(&counts[k], &base);
        continue;
      }
      v = base;
      ent_pinned_set(h, job->seed, i, &d, kept);
      evaluate(job, k, &d, &v);
      count_one(&counts[k], &v);
      if (job->margins) add_margins(&counts[k], &v);
      ent_pinned_let_go(h, &d, kept);
      put_back(&d, job->terms[k]);
    }
    put_promises_back(&d, promises);
  }
}

typedef struct probe_total {
  ent_probe_count *count;
  int probes;
} probe_total;

static void probe_merge(void *total, uint64_t block, const void *slot)
{
  probe_total *into = total;
  const ent_probe_count *from = slot;
  (void)block;
  for (int k = 0; k < into->probes; k++) {
    into->count[k].draws += from[k].draws;
    into->count[k].all += from[k].all;
    for (int p = 0; p < ENT_PARTS; p++) into->count[k].margin[p] += from[k].margin[p];
    for (int g = 0; g < ENT_GATES; g++) into->count[k].open[g] += from[k].open[g];
  }
}

/* What each probe holds and moves, beyond the pins that all share. */
static ent_status make_ready(probe_job *job, ent_arena *arena, ent_error *err)
{
  const int count = job->count, shared = job->shared;
  uint32_t *const moves = ENT_NEW(arena, uint32_t, 3 * (size_t)count);
  ent_pinned *const hold = ENT_NEW(arena, ent_pinned, count);
  if (!moves || !hold) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the probes.");
  uint32_t unused = 0;
  what_moves(job->s, job->probe[0].pin, shared, &job->shared_parts, &job->shared_terms, &unused);
  ent_status status = ent_pinned_make(job->s, job->probe[0].pin, 0, shared, arena, &job->shared_hold, err);
  for (int k = 0; k < count && status == ENT_OK; k++) {
    const ent_probe *const p = &job->probe[k];
    what_moves(job->s, p->pin + shared, p->pins - shared, &moves[k], &moves[count + k], &moves[2 * count + k]);
    status = ent_pinned_make(job->s, p->pin, shared, p->pins, arena, &hold[k], err);
  }
  job->parts = moves;
  job->terms = moves + count;
  job->by_bundle = moves + 2 * count;
  job->hold = hold;
  return status;
}

ent_status ent_run_probes(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_probe *probe, int count,
                          bool margins, const ent_replay *kept, const ent_executor *executor,
                          const ent_allocator *memory, const ent_watch *watch, ent_probe_count *out, ent_error *err)
{
  if (count == 0) return ENT_OK;
  probe_job shared = {.s = s,
                      .seed = seed,
                      .draws = draws,
                      .probe = probe,
                      .count = count,
                      .margins = margins,
                      .kept = kept,
                      .shared = count_shared(probe, count)};
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_status status = make_ready(&shared, &arena, err);
  memset(out, 0, (size_t)count * sizeof *out);
  probe_total total = {out, count};
  const ent_job job = {.blocks = (draws + PROBE_BLOCK - 1) / PROBE_BLOCK,
                       .slot_size = (size_t)count * sizeof(ent_probe_count),
                       .scratch_size = ent_draw_bytes(s) + room_to_keep(s) * sizeof(double),
                       .shared = &shared,
                       .work = probe_work,
                       .total = &total,
                       .merge = probe_merge,
                       .result = out,
                       .result_size = (size_t)count * sizeof *out,
                       .progress = watch ? watch->progress : NULL,
                       .progress_ctx = watch ? watch->ctx : NULL};
  if (status == ENT_OK) status = ent_run_job(&job, executor, memory, err);
  ent_arena_close(&arena);
  return status;
}
