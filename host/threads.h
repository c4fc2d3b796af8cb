/* threads.h - an ent_executor over POSIX threads. */
#ifndef ENT_HOST_THREADS_H
#define ENT_HOST_THREADS_H

#include "entente/study.h"

#define HOST_THREADS_MAX 256

typedef struct host_threads host_threads;

/* Opens a crew of `workers` (0: one a processor), the calling thread being one of them.  When the system gives fewer
 * threads than asked for, the crew is smaller; the answer is the same.  The caller closes it.
 * Errors: ENT_ARGUMENT (workers above HOST_THREADS_MAX or below 0), ENT_NOMEM. */
ent_status host_threads_open(int workers, host_threads **crew, ent_error *err);
void host_threads_close(host_threads *crew);

/* The crew as an executor.  One job at a time; the crew must outlive it. */
ent_executor host_threads_executor(host_threads *crew);

/* How many threads work, the caller included. */
int host_threads_count(const host_threads *crew);

#endif
