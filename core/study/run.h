/* run.h - what the passes of a study share. */
#ifndef ENT_CORE_STUDY_RUN_H
#define ENT_CORE_STUDY_RUN_H

#include "base/job.h"
#include "model/scenario.h"

/* Watches a job: see ent_job.progress. */
typedef struct ent_watch {
  bool (*progress)(void *ctx, uint64_t done, uint64_t blocks, const void *total);
  void *ctx;
} ent_watch;

ent_status ent_run_ensemble(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_pin *pin, int pinned,
                            const ent_executor *executor, const ent_allocator *memory, const ent_watch *watch,
                            ent_ensemble *out, ent_error *err);

/* Counts one block of that ensemble into e; scratch: ent_draw_bytes(s). */
struct ent_pinned; /* pinned.h; NULL: nothing is held */
void ent_ensemble_block(const ent_scenario *s, uint64_t seed, uint64_t draws, const struct ent_pinned *hold,
                        uint64_t block, ent_ensemble *e, void *scratch);

/* Ensembles of `count` changed scenarios, as one job: out[i] is that of ent_run_ensemble(s[i], ...) without pins.  kept: the
 * draws of base, which stay as they are; may be NULL. */
ent_status ent_run_counterfactuals(const ent_scenario *base, const ent_scenario *const *s, int count, uint64_t seed,
                                   uint64_t draws, const ent_replay *kept, const ent_executor *executor,
                                   const ent_allocator *memory, const ent_watch *watch, ent_ensemble *out,
                                   ent_error *err);

/* Ensembles by blocks, merged in order: `work` counts one block into a slot of an ent_ensemble. */
ent_status ent_run_ensemble_job(const ent_scenario *s, uint64_t blocks, const void *shared,
                                void (*work)(const void *shared, uint64_t block, void *slot, void *scratch),
                                const ent_executor *executor, const ent_allocator *memory, const ent_watch *watch,
                                ent_ensemble *out, ent_error *err);

ent_status ent_run_replay(ent_replay *replay, const ent_scenario *s, uint64_t draws, const ent_executor *executor,
                          const ent_watch *watch, ent_ensemble *out, ent_error *err);

/* A probe: the shares when some inputs are held at given values and all else is drawn as before. */
#define ENT_PROBE_PINS_MAX 16
typedef struct ent_probe {
  int pins;
  ent_pin pin[ENT_PROBE_PINS_MAX];
} ent_probe;

typedef struct ent_probe_count {
  uint64_t draws, open[ENT_GATES], all;
  double margin[ENT_PARTS]; /* sums of margins, each cut at 0.2; only when asked for */
} ent_probe_count;

/* Counts for `count` probes over the first `draws` draws; only the gates that a probe can move are computed again, and, unless
 * margins are asked for, only as far as their signs need.  kept: draws that need not be made again; may be NULL. */
ent_status ent_run_probes(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_probe *probe, int count,
                          bool margins, const ent_replay *kept, const ent_executor *executor,
                          const ent_allocator *memory, const ent_watch *watch, ent_probe_count *out, ent_error *err);

#endif
