/* backwards.h - an executor that works its blocks from the last to the first, each in dirty memory, and merges them in order. */
#ifndef ENT_TEST_SUPPORT_BACKWARDS_H
#define ENT_TEST_SUPPORT_BACKWARDS_H

#include "base/job.h"

/* ent_executor.run; ctx is not used.  Errors: ENT_NOMEM. */
ent_status run_backwards(void *ctx, const ent_job *job, ent_error *err);

#endif
