/* probe.c - what if some inputs stood elsewhere, everything else being drawn as before?
 *
 * Drivers, tipping points and sets of changes are all probes: pins on a few inputs.  A draw is sampled once and evaluated
 * for every probe (common random numbers), and only the parts that the pinned inputs can move are computed again.
 * Cost: draws * (one draw + probes * the parts they move). */
#include <string.h>

#include "base/fail.h"
#include "run.h"
#include "world.h"

#define PROBE_BLOCK 256 /* draws a block: probes cost more than draws, so blocks are smaller */

typedef struct probe_job {
  const ent_scenario *s;
  uint64_t seed, draws;
  const ent_probe *probe;
  int count;
} probe_job;

static uint32_t parts_of(const ent_scenario *s, const ent_probe *p)
{
  uint32_t parts = 0;
  for (int i = 0; i < p->pins; i++) parts |= s->input[p->pin[i].input].parts;
  return parts;
}

static void count_one(ent_probe_count *c, const ent_verdict *v)
{
  for (int g = 0; g < ENT_GATES; g++) c->open[g] += v->gate[g].margin >= 0;
  c->all += v->first_shut == ENT_GATES;
}

/* Sets the pins, keeping what was there; then the other way round. */
static void pin_down(ent_draw *d, const ent_probe *p, double *kept)
{
  for (int i = 0; i < p->pins; i++) {
    kept[i] = d->x[p->pin[i].input];
    d->x[p->pin[i].input] = p->pin[i].value;
  }
}

static void let_go(ent_draw *d, const ent_probe *p, const double *kept)
{
  for (int i = p->pins - 1; i >= 0; i--) d->x[p->pin[i].input] = kept[i];
}

static void probe_work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const probe_job *job = shared;
  const uint64_t first = block * PROBE_BLOCK;
  const uint64_t last = first + PROBE_BLOCK < job->draws ? first + PROBE_BLOCK : job->draws;
  ent_probe_count *counts = slot;
  ent_draw d = ent_draw_lay(job->s, scratch);
  ent_verdict base, v;
  double kept[ENT_PROBE_PINS_MAX];
  memset(&base, 0, sizeof base);
  for (uint64_t i = first; i < last; i++) {
    ent_draw_sample(&d, job->seed, i);
    ent_gates_evaluate(&d, ENT_PARTS_MASK, &base);
    const uint32_t bundle = d.bundle;
    for (int k = 0; k < job->count; k++) {
      const ent_probe *p = &job->probe[k];
      const uint32_t parts = parts_of(job->s, p);
      v = base;
      pin_down(&d, p, kept);
      d.bundle = bundle; /* a probe before may have left another */
      ent_gates_evaluate(&d, parts, &v);
      count_one(&counts[k], &v);
      let_go(&d, p, kept);
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
    into->count[k].all += from[k].all;
    for (int g = 0; g < ENT_GATES; g++) into->count[k].open[g] += from[k].open[g];
  }
}

ent_status ent_run_probes(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_probe *probe, int count,
                          const ent_executor *executor, const ent_allocator *memory, const ent_watch *watch,
                          ent_probe_count *out, ent_error *err)
{
  const probe_job shared = { s, seed, draws, probe, count };
  if (count == 0) return ENT_OK;
  memset(out, 0, (size_t)count * sizeof *out);
  probe_total total = { out, count };
  const ent_job job = { .blocks = (draws + PROBE_BLOCK - 1) / PROBE_BLOCK,
                        .slot_size = (size_t)count * sizeof(ent_probe_count),
                        .scratch_size = ent_draw_bytes(s),
                        .shared = &shared,
                        .work = probe_work,
                        .total = &total,
                        .merge = probe_merge,
                        .progress = watch ? watch->progress : NULL,
                        .progress_ctx = watch ? watch->ctx : NULL };
  return ent_run_job(&job, executor, memory, err);
}
