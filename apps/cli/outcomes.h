/* outcomes.h - what came true of kept runs, and what their forecasts score. */
#ifndef ENTENTE_CLI_OUTCOMES_H
#define ENTENTE_CLI_OUTCOMES_H

#include "call.h"
#include "entente/study.h"
#include "host/store.h"

typedef struct cli_outcome {
  char run[HOST_RUN_ID];
  int gate; /* ENT_GATES: all four */
  bool came;
} cli_outcome;

typedef struct cli_outcomes {
  cli_outcome *list;
  int count, room;
  bool failed; /* no memory */
} cli_outcomes;

/* A gate's forecast and its losses (score.h); p below 0: the run holds none. */
typedef struct cli_gate_score {
  double p, brier, log;
} cli_gate_score;

/* Losses of the gates of a run, or of several, added up; without those of all four together. */
typedef struct cli_track {
  int runs, forecasts;
  double brier, log; /* sums */
} cli_track;

/* Loads the outcomes of a run, or (NULL) of all.  Failures have been told; close in either case. */
cli_exit cli_outcomes_load(const cli_call *call, host_store *store, const char *run, cli_outcomes *out);
void cli_outcomes_close(cli_outcomes *outcomes);

/* The forecast of a kept run's summary and its score. */
cli_gate_score cli_outcome_score(const cli_outcome *outcome, const char *summary);
/* Adds a run's scores; true when it is resolved.  own (may be NULL): of this run alone. */
bool cli_track_add(cli_track *track, const cli_outcomes *outcomes, const host_run *run, cli_track *own);
/* "outcomes": {"consent": {"came": true, "p": 0.2, "brier": 0.64, "log": 1.6}, ...} of a run, behind a comma. */
void cli_outcomes_json(FILE *to, const cli_outcomes *outcomes, const host_run *run);

#endif
