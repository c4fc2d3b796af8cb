/* session.h - the steps that commands share: load a scenario, answer it, put everything away. */
#ifndef ENTENTE_CLI_SESSION_H
#define ENTENTE_CLI_SESSION_H

#include "call.h"
#include "host/load.h"
#include "host/memory.h"
#include "host/threads.h"

typedef struct cli_session {
  ent_allocator memory;
  host_load load;
  ent_answer *answer; /* NULL until cli_session_answer */
  double seconds;     /* that the answer took */
  int threads;
} cli_session;

/* Loads the scenario with the changes of --set.  On failure all problems have been told.  Always close. */
cli_exit cli_session_open(const cli_call *call, const char *file, cli_session *session);
/* Runs it with --draws, --seed, --threads and --study-draws, showing progress.  Failures have been told. */
cli_exit cli_session_answer(const cli_call *call, cli_session *session);
/* The same with options that are settled; threads 0: one a processor. */
cli_exit cli_session_compute(const cli_call *call, cli_session *session, const ent_options *options, int threads);
void cli_session_close(cli_session *session);

#endif
