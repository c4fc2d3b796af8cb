/* meter.c - averages of pivot probabilities along the diagonal of the multilinear extension.
 *
 * One block of work for each point; an executor may spread them over threads, and they are summed in order.
 * Cost: points * that of one evaluation. */
#include "meter.h"

#include "base/fail.h"
#include "base/job.h"
#include "base/sum.h"

ent_status ent_meter_open(ent_meter *m, const ent_game *game, ent_engine engine, ent_arena *arena, ent_error *err)
{
  *m = (ent_meter){.game = game, .engine = engine};
  if (engine == ENT_ENGINE_DIAGRAM) {
    const ent_status status = ent_diagram_build(game, arena, &m->diagram, err);
    m->room = 2 * (size_t)m->diagram.nodes;
    return status;
  }
  if (!ent_line_open(&m->line, game, arena))
    return ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  m->room = ent_weight_room(&m->line);
  return ENT_OK;
}

typedef struct averaging {
  const ent_meter *meter;
  const ent_point *point;
  ent_sum *sum; /* [classes + 1], adoption last */
} averaging;

/* slot: pivot[classes], adopt, mirror[classes], mirror_adopt. */
static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const averaging *const a = shared;
  const ent_meter *const m = a->meter;
  const int k = m->game->classes;
  const double t = a->point[block].t;
  double *const here = slot, *const there = here + k + 1;
  if (m->engine == ENT_ENGINE_WEIGHT) {
    ent_weight_curve(&m->line, t, scratch, here, there, here + k, there + k);
    return;
  }
  if (a->point[block].here > 0) ent_diagram_curve(&m->diagram, t, 1 - t, scratch, here, here + k);
  if (a->point[block].there > 0) ent_diagram_curve(&m->diagram, 1 - t, t, scratch, there, there + k);
}

static void merge(void *total, uint64_t block, const void *slot)
{
  const averaging *const a = total;
  const int k = a->meter->game->classes;
  const double *const here = slot, *const there = here + k + 1;
  for (int i = 0; i <= k; i++) {
    ent_sum_add(&a->sum[i], a->point[block].here * here[i]);
    ent_sum_add(&a->sum[i], a->point[block].there * there[i]);
  }
}

ent_status ent_meter_average(const ent_meter *m, const ent_point *point, int points, const ent_runner *runner,
                             double *pivot, double *adopt, ent_error *err)
{
  const size_t classes = (size_t)m->game->classes;
  ent_arena arena;
  ent_arena_open(&arena, runner->memory);
  averaging a = {.meter = m, .point = point, .sum = ENT_NEW(&arena, ent_sum, classes + 1)};
  const ent_job job = {.blocks = (uint64_t)points,
                       .slot_size = 2 * (classes + 1) * sizeof(double),
                       .scratch_size = m->room * sizeof(double),
                       .shared = &a,
                       .work = work,
                       .total = &a,
                       .merge = merge,
                       .progress = runner->progress,
                       .progress_ctx = runner->progress_ctx};
  ent_status status = a.sum ? ent_run_job(&job, runner->executor, runner->memory, err)
                            : ent_fail(err, ENT_NOMEM, "game", "There is no memory for the indices of power.");
  if (status == ENT_OK) {
    for (size_t k = 0; k < classes; k++) pivot[k] = ent_sum_value(&a.sum[k]);
    *adopt = ent_sum_value(&a.sum[classes]);
  }
  ent_arena_close(&arena);
  return status;
}
