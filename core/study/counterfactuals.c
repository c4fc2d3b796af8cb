/* counterfactuals.c - what do some changed scenarios say, over the same draws?
 *
 * All of them are one job, scenario by scenario, block by block: several workers share it evenly, and what a chain of jobs
 * costs (study/known.h) falls due once.  Where the draws of the scenario that was changed are kept, a changed one takes them
 * over and computes only what its changes move; it is drawn anew where it differs in more than numbers and rules.
 * Cost: draws of each scenario, some 15 microseconds each anew, 1 to 4 from kept ones (g8-return). */
#include <string.h>

#include "base/fail.h"
#include "moved.h"
#include "run.h"
#include "world.h"

typedef struct asking {
  const ent_scenario *const *s;
  uint64_t seed, draws, blocks; /* blocks of each */
  const ent_replay *kept;
  const ent_moved *moved; /* of each; without room for inputs: drawn anew */
} asking;

static void work(const void *shared, uint64_t block, void *slot, void *scratch)
{
  const asking *a = shared;
  const uint64_t which = block / a->blocks, at = block % a->blocks;
  if (a->moved[which].input)
    ent_replay_aside(a->kept, a->s[which], &a->moved[which], at, slot, scratch);
  else
    ent_ensemble_block(a->s[which], a->seed, a->draws, NULL, at, slot, scratch);
}

typedef struct sums {
  ent_ensemble *out;
  uint64_t blocks;
} sums;

static void merge(void *total, uint64_t block, const void *slot)
{
  const sums *into = total;
  ent_ensemble_merge(&into->out[block / into->blocks], slot);
}

static size_t scratch_bytes(const ent_scenario *const *s, int count)
{
  size_t most = 0;
  for (int i = 0; i < count; i++) {
    const size_t bytes = ent_replay_aside_bytes(s[i]);
    most = bytes > most ? bytes : most;
  }
  return most;
}

/* What moves in each scenario; the arena holds the lists. */
static const ent_moved *compare(const ent_scenario *base, const ent_scenario *const *s, int count, bool kept,
                                ent_arena *arena)
{
  ent_moved *moved = ENT_NEW(arena, ent_moved, count);
  for (int i = 0; moved && kept && i < count; i++) {
    int *room = ENT_NEW(arena, int, s[i]->inputs + 1);
    if (!room) return NULL;
    moved[i].input = room;
    if (!ent_scenario_moved(base, s[i], &moved[i])) moved[i].input = NULL;
  }
  return moved;
}

ent_status ent_run_counterfactuals(const ent_scenario *base, const ent_scenario *const *s, int count, uint64_t seed,
                                   uint64_t draws, const ent_replay *kept, const ent_executor *executor,
                                   const ent_allocator *memory, const ent_watch *watch, ent_ensemble *out,
                                   ent_error *err)
{
  ent_arena arena;
  if (count == 0) return ENT_OK;
  ent_arena_open(&arena, memory);
  const bool holds = kept && ent_replay_holds(kept, base, seed, draws);
  const asking shared = {.s = s,
                         .seed = seed,
                         .draws = draws,
                         .blocks = (draws + ENT_BLOCK_DRAWS - 1) / ENT_BLOCK_DRAWS,
                         .kept = kept,
                         .moved = compare(base, s, count, holds, &arena)};
  sums total = {ENT_NEW(&arena, ent_ensemble, count), shared.blocks};
  ent_status status = ENT_OK;
  if (!shared.moved || !total.out) status = ent_fail(err, ENT_NOMEM, "", "There is no memory for a changed scenario.");
  const ent_job job = {.blocks = shared.blocks * (uint64_t)count,
                       .slot_size = sizeof(ent_ensemble),
                       .scratch_size = scratch_bytes(s, count),
                       .shared = &shared,
                       .work = work,
                       .total = &total,
                       .merge = merge,
                       .result = total.out,
                       .result_size = (size_t)count * sizeof(ent_ensemble),
                       .progress = watch ? watch->progress : NULL,
                       .progress_ctx = watch ? watch->ctx : NULL};
  if (status == ENT_OK) status = ent_run_job(&job, executor, memory, err);
  if (status == ENT_OK) memcpy(out, total.out, (size_t)count * sizeof *out);
  ent_arena_close(&arena);
  return status;
}
