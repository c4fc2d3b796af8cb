/* backwards.c - see backwards.h. */
#include "support/backwards.h"

#include <stdlib.h>
#include <string.h>

ent_status run_backwards(void *ctx, const ent_job *job, ent_error *err)
{
  unsigned char *const slots = malloc(job->blocks * job->slot_size + 1), *const scratch = malloc(job->scratch_size + 1);
  (void)ctx;
  for (uint64_t b = job->blocks; slots && scratch && b-- > 0;) {
    memset(slots + b * job->slot_size, 0, job->slot_size);
    memset(scratch, (int)(0xA5 ^ b), job->scratch_size);
    job->work(job->shared, b, slots + b * job->slot_size, scratch);
  }
  for (uint64_t b = 0; slots && scratch && b < job->blocks; b++) job->merge(job->total, b, slots + b * job->slot_size);
  const ent_status status = slots && scratch ? ENT_OK : ENT_NOMEM;
  if (status != ENT_OK && err) *err = (ent_error){.code = ENT_NOMEM, .message = "There is no memory for the blocks."};
  free(slots);
  free(scratch);
  return status;
}
