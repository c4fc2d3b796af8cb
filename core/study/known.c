/* known.c - an executor that knows the results of earlier jobs.  See known.h.  Cost: copying the results. */
#include "known.h"

#include <string.h>

#include "base/fail.h"
#include "run.h"

static ent_status stop(ent_known *k, const ent_job *job, ent_error *err)
{
  k->blocks = job->blocks;
  k->slot_size = job->slot_size;
  return ent_fail(err, ENT_CANCELLED, "", "The run was stopped.");
}

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "", "There is no memory to run the draws.");
}

/* Slots of some blocks of the job. */
static ent_status work(ent_known *k, const ent_job *job, ent_error *err)
{
  const ent_allocator *m = k->memory;
  char *slot = m->resize(m->ctx, NULL, 0, job->slot_size + 1);
  char *scratch = m->resize(m->ctx, NULL, 0, job->scratch_size + 1);
  for (uint64_t b = k->first; slot && scratch && b < k->first + k->count && b < job->blocks; b++) {
    memset(slot, 0, job->slot_size);
    job->work(job->shared, b, slot, scratch);
    ent_write_bytes(k->out, slot, job->slot_size);
  }
  const bool good = slot && scratch && !k->out->failed;
  if (slot) m->resize(m->ctx, slot, job->slot_size + 1, 0);
  if (scratch) m->resize(m->ctx, scratch, job->scratch_size + 1, 0);
  return good ? stop(k, job, err) : no_memory(err);
}

static ent_status join(ent_known *k, const ent_job *job, ent_error *err)
{
  if (k->slots_size == 0) return stop(k, job, err);
  if (k->slots_size != job->blocks * job->slot_size)
    return ent_fail(err, ENT_ARGUMENT, "slots", "A job is joined from the slots of all its blocks.");
  const ent_allocator *m = k->memory;
  char *slot = m->resize(m->ctx, NULL, 0, job->slot_size + 1); /* aligned, as merge wants it */
  if (!slot) return no_memory(err);
  for (uint64_t b = 0; b < job->blocks; b++) {
    memcpy(slot, k->slots + b * job->slot_size, job->slot_size);
    job->merge(job->total, b, slot);
  }
  m->resize(m->ctx, slot, job->slot_size + 1, 0);
  k->slots_size = 0;
  ent_write_bytes(k->out, job->result, job->result_size);
  return k->out->failed ? no_memory(err) : ENT_OK;
}

static ent_status run(void *ctx, const ent_job *job, ent_error *err)
{
  ent_known *k = ctx;
  if (!job->result) return ent_run_job(job, NULL, k->memory, err); /* nothing that others could know */
  if (k->size >= job->result_size) {
    memcpy(job->result, k->results, job->result_size);
    k->results += job->result_size;
    k->size -= job->result_size;
    return ENT_OK;
  }
  if (k->aim == ENT_KNOWN_WORK) return work(k, job, err);
  if (k->aim == ENT_KNOWN_JOIN) return join(k, job, err);
  const ent_status status = ent_run_job(job, NULL, k->memory, err);
  if (status == ENT_OK) ent_write_bytes(k->out, job->result, job->result_size);
  return status == ENT_OK && k->out->failed ? no_memory(err) : status;
}

ent_executor ent_known_executor(ent_known *known)
{
  known->blocks = 0;
  known->slot_size = 0;
  return (ent_executor){.run = run, .ctx = known};
}
