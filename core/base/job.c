/* job.c - one block after the other, for callers that bring no threads (the browser, small questions). */
#include "base/job.h"

#include <string.h>

#include "base/fail.h"

static ent_status serial(const ent_job *job, const ent_allocator *memory, ent_error *err)
{
  const size_t slot_size = job->slot_size ? job->slot_size : 1,
               scratch_size = job->scratch_size ? job->scratch_size : 1;
  void *slot = memory->resize(memory->ctx, NULL, 0, slot_size);
  void *scratch = slot ? memory->resize(memory->ctx, NULL, 0, scratch_size) : NULL;
  ent_status status = ENT_OK;
  if (!scratch) status = ent_fail(err, ENT_NOMEM, "", "There is no memory to run the draws.");
  for (uint64_t b = 0; status == ENT_OK && b < job->blocks; b++) {
    memset(slot, 0, slot_size);
    job->work(job->shared, b, slot, scratch);
    job->merge(job->total, b, slot);
    if (job->progress && !job->progress(job->progress_ctx, b + 1, job->blocks, job->total))
      status = ent_fail(err, ENT_CANCELLED, "", "The run was stopped.");
  }
  if (scratch) memory->resize(memory->ctx, scratch, scratch_size, 0);
  if (slot) memory->resize(memory->ctx, slot, slot_size, 0);
  return status;
}

ent_status ent_run_job(const ent_job *job, const ent_executor *executor, const ent_allocator *memory, ent_error *err)
{
  return executor ? executor->run(executor->ctx, job, err) : serial(job, memory, err);
}
