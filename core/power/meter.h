/* meter.h - what the engines weight and diagram have in common: they evaluate pivot sums at points, and everything else is
 * averaging (quadrature) or interpolation (residues). */
#ifndef ENT_CORE_POWER_METER_H
#define ENT_CORE_POWER_METER_H

#include "diagram.h"
#include "tally.h"
#include "weight.h"

typedef struct ent_meter {
  const ent_game *game;
  ent_engine engine; /* ENT_ENGINE_WEIGHT or ENT_ENGINE_DIAGRAM */
  ent_line line;
  ent_diagram diagram;
  size_t room; /* numbers of 8 bytes of scratch for one evaluation */
} ent_meter;

typedef struct ent_runner {
  const ent_executor *executor;
  const ent_allocator *memory;
  bool (*progress)(void *ctx, uint64_t done, uint64_t blocks, const void *unused);
  void *progress_ctx;
} ent_runner;

ent_status ent_meter_open(ent_meter *m, const ent_game *game, ent_engine engine, ent_arena *arena, ent_error *err);

/* A point where the pivot probabilities are wanted: at t in [0, 1/2] with weight `here`, at 1 - t with weight `there`. */
typedef struct ent_point {
  double t, here, there;
} ent_point;

/* pivot[class] = sum over the points of weight times pivot probability; *adopt likewise.  One block for each point, summed
 * in order.  Errors: ENT_NOMEM, ENT_CANCELLED. */
ent_status ent_meter_average(const ent_meter *m, const ent_point *point, int points, const ent_runner *runner,
                             double *pivot, double *adopt, ent_error *err);

/* The exact numbers of pivots of each size, into tally->pivot (winning is not filled).  Errors: ENT_LIMIT when the tables of
 * residues would take more than 2^30 bytes, ENT_NOMEM, ENT_CANCELLED. */
ent_status ent_meter_pivots(const ent_meter *m, const ent_runner *runner, ent_arena *arena, ent_tally *tally,
                            ent_error *err);

#endif
