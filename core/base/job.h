/* job.h - running jobs of blocks with the caller's threads, or with none. */
#ifndef ENT_CORE_JOB_H
#define ENT_CORE_JOB_H

#include "entente/executor.h"

/* The executor given, or one block after the other on this thread.  Errors: ENT_NOMEM, ENT_CANCELLED. */
ent_status ent_run_job(const ent_job *job, const ent_executor *executor, const ent_allocator *memory, ent_error *err);

#endif
