/* progress.h - one line on standard error while a run goes on, and Ctrl-C. */
#ifndef ENTENTE_CLI_PROGRESS_H
#define ENTENTE_CLI_PROGRESS_H

#include "call.h"
#include "entente/study.h"
#include "text.h"

typedef struct cli_progress {
  const cli_call *call;
  bool shown;     /* there is a person to show the line to */
  bool on_screen; /* a line stands there now */
  char stage[64];
  char note[2 * CLI_TEXT];              /* said behind the bar instead of what is estimated; empty: nothing is */
  double stage_start, stage_from, last; /* seconds; the share done when the stage was first seen */
} cli_progress;

/* From begin to end, Ctrl-C (SIGINT, SIGTERM) asks the run to stop instead of ending the program; a second one ends
 * it. */
void cli_progress_begin(cli_progress *p, const cli_call *call, bool quiet);
/* As ent_options.progress: ctx is the cli_progress. */
bool cli_progress_step(void *ctx, const char *stage, double done, const ent_ensemble *so_far);
/* Erases the line. */
void cli_progress_end(cli_progress *p);

#endif
