/* entente/executor.h - how does core spread work over threads without starting any?
 *
 * Long computations are cut into numbered blocks that know nothing of one another and are merged in order of their number,
 * so any number of threads gives the same bytes.  host/threads.c brings an executor; NULL stands for one block after the
 * other. */
#ifndef ENTENTE_EXECUTOR_H
#define ENTENTE_EXECUTOR_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Core starts no thread: it hands jobs to an executor.  run() must call work(shared, block, slot, scratch) once for each
 * block in 0..blocks-1, in any order and on any thread, each call with a slot of slot_size zeroed bytes and a scratch of
 * scratch_size bytes that no other call uses at the same time, and merge(total, block, slot) in ascending order of block,
 * one at a time.  progress(progress_ctx, blocks merged) may return false to stop: run() then returns ENT_CANCELLED. */
typedef struct ent_job {
  uint64_t blocks;
  size_t slot_size, scratch_size;
  const void *shared;
  void (*work)(const void *shared, uint64_t block, void *slot, void *scratch);
  void *total;
  void (*merge)(void *total, uint64_t block, const void *slot);
  bool (*progress)(void *ctx, uint64_t done, uint64_t blocks, const void *total);
  void *progress_ctx;
  void *
    result; /* all that merge adds up, as plain bytes: an executor that has those of an earlier run of the same job may */
  size_t result_size; /* put them there, and neither work nor merge */
} ent_job;

typedef struct ent_executor {
  ent_status (*run)(void *ctx, const ent_job *job, ent_error *err);
  void *ctx;
} ent_executor;

#ifdef __cplusplus
}
#endif
#endif
