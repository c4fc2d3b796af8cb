/* probe.c - what if some inputs stood elsewhere, everything else being drawn as before?
 *
 * Drivers, tipping points and sets of changes are all probes: pins on a few inputs.  A draw is sampled once and evaluated
 * for every probe (common random numbers), and only the parts that the pinned inputs can move are computed again: those that
 * they move by way of the bundle of terms only where the bundle is another.  Pins with which all probes begin are set once.
 * Cost: draws * (one draw + probes * the parts they move). */
#include <string.h>

#include "base/fail.h"
#include "moved.h"
#include "run.h"
#include "world.h"

#define PROBE_BLOCK 256 /* draws a block: probes cost more than draws, so blocks are smaller */

typedef struct probe_job {
  const ent_scenario *s;
  uint64_t seed, draws;
  const ent_probe *probe;
  const uint32_t *parts, *terms; /* what each probe can move, beyond the shared pins */
  const uint32_t *by_bundle;     /* those of its parts that it moves by way of the bundle */
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
    const ent_input *in = &s->input[pin[i].input];
    *parts |= in->parts;
    *terms |= in->terms;
    itself |= in->parts & ~ent_input_by_bundle(s, pin[i].input);
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

/* Sets the pins from number `first` on, keeping what was there; then the other way round. */
static void pin_down(ent_draw *d, const ent_probe *p, int first, double *kept)
{
  for (int i = first; i < p->pins; i++) {
    kept[i] = d->x[p->pin[i].input];
    d->x[p->pin[i].input] = p->pin[i].value;
  }
}

static void let_go(ent_draw *d, const ent_probe *p, int first, const double *kept)
{
  for (int i = p->pins - 1; i >= first; i--) d->x[p->pin[i].input] = kept[i];
}

/* Can it be shown at once that a probe of a single input turns nothing in this draw?  Most cannot be turned. */
static bool leaves_all(const ent_draw *d, const ent_probe *p, int first, uint32_t parts)
{
  const uint32_t alignment = 1u << ENT_PART_ALIGNMENT;
  if (p->pins != first + 1) return false;
  const ent_pin pin = p->pin[first];
  return parts == alignment ? ent_probe_leaves_alignment(d, pin.input, pin.value)
                            : ent_probe_leaves_terms(d, pin.input, pin.value);
}

/* The one consent that a probe moves, or -1.  Where some seat's gain hangs on another term, others may follow. */
static int record_of(const ent_scenario *s, const ent_probe *p, int first)
{
  if (p->pins != first + 1) return -1;
  const ent_input *in = &s->input[p->pin[first].input];
  return in->terms == UINT32_MAX ? -1 : in->consent;
}

/* The parts that a probe moves. */
static void evaluate(const probe_job *job, int k, ent_draw *d, ent_verdict *v)
{
  const uint32_t by_bundle = job->by_bundle[k];
  d->record = record_of(job->s, &job->probe[k], job->shared);
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
    for (int i = 0; i < job->shared; i++) own.x[job->probe[0].pin[i].input] = job->probe[0].pin[i].value;
    ent_gates_evaluate(&own, job->shared_parts, job->shared_terms, base);
    d = own;
  }
  ent_draw_remember(&d);
  ent_gate_terms_remember(&d);
  d.probing = !job->margins;
  return d;
}

static void probe_work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const probe_job *job = shared;
  const uint64_t first = block * PROBE_BLOCK;
  const uint64_t last = first + PROBE_BLOCK < job->draws ? first + PROBE_BLOCK : job->draws;
  ent_probe_count *counts = slot;
  const ent_draw laid = ent_draw_lay(job->s, scratch);
  ent_verdict base, v;
  double kept[ENT_PROBE_PINS_MAX] = {0};
  memset(&base, 0, sizeof base);
  for (uint64_t i = first; i < last; i++) {
    ent_draw d = take_draw(job, &laid, i, &base);
    for (int k = 0; k < job->count; k++) {
      const ent_probe *p = &job->probe[k];
      if (!job->margins && leaves_all(&d, p, job->shared, job->parts[k])) {
        count_one(&counts[k], &base);
        continue;
      }
      v = base;
      pin_down(&d, p, job->shared, kept);
      evaluate(job, k, &d, &v);
      count_one(&counts[k], &v);
      if (job->margins) add_margins(&counts[k], &v);
      let_go(&d, p, job->shared, kept);
      put_back(&d, job->terms[k]);
    }
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

ent_status ent_run_probes(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_probe *probe, int count,
                          bool margins, const ent_replay *kept, const ent_executor *executor,
                          const ent_allocator *memory, const ent_watch *watch, ent_probe_count *out, ent_error *err)
{
  if (count == 0) return ENT_OK;
  const size_t bytes = 3 * (size_t)count * sizeof(uint32_t);
  uint32_t *moves = memory->resize(memory->ctx, NULL, 0, bytes);
  if (!moves) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the probes.");
  memset(moves, 0, bytes);
  probe_job shared = {.s = s,
                      .seed = seed,
                      .draws = draws,
                      .probe = probe,
                      .parts = moves,
                      .terms = moves + count,
                      .by_bundle = moves + 2 * count,
                      .count = count,
                      .margins = margins,
                      .kept = kept,
                      .shared = count_shared(probe, count)};
  uint32_t unused = 0;
  what_moves(s, probe[0].pin, shared.shared, &shared.shared_parts, &shared.shared_terms, &unused);
  for (int k = 0; k < count; k++)
    what_moves(s, probe[k].pin + shared.shared, probe[k].pins - shared.shared, &moves[k], &moves[count + k],
               &moves[2 * count + k]);
  memset(out, 0, (size_t)count * sizeof *out);
  probe_total total = {out, count};
  const ent_job job = {.blocks = (draws + PROBE_BLOCK - 1) / PROBE_BLOCK,
                       .slot_size = (size_t)count * sizeof(ent_probe_count),
                       .scratch_size = ent_draw_bytes(s),
                       .shared = &shared,
                       .work = probe_work,
                       .total = &total,
                       .merge = probe_merge,
                       .result = out,
                       .result_size = (size_t)count * sizeof *out,
                       .progress = watch ? watch->progress : NULL,
                       .progress_ctx = watch ? watch->ctx : NULL};
  const ent_status status = ent_run_job(&job, executor, memory, err);
  memory->resize(memory->ctx, moves, bytes, 0);
  return status;
}
