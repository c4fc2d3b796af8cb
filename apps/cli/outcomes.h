/* outcomes.h - what came true of kept runs, and what their forecasts score; for the commands and for the server. */
#ifndef ENTENTE_CLI_OUTCOMES_H
#define ENTENTE_CLI_OUTCOMES_H

#include "call.h"
#include "entente/study.h"
#include "host/store.h"
#include "study/json.h"

/* What somebody says of the gates; the last is all four together. */
typedef struct cli_answers {
  bool known[ENT_GATES + 1], came[ENT_GATES + 1];
} cli_answers;

/* The gate of an event ("adopted"), or of a gate's own name ("consent", "all"); below 0: there is none. */
int cli_event_gate(const char *name, size_t size);
/* The event of a gate, ENT_GATES included. */
const char *cli_gate_event(int gate);
/* All four came when each did, and did not when one did not.  False, with all as it was: what is said does not agree. */
bool cli_answers_settle(cli_answers *answers);
/* As the store takes them; returns how many.  out: [ENT_GATES + 1]. */
int cli_answers_list(const cli_answers *answers, host_outcome *out);

typedef struct cli_outcome {
  char run[HOST_RUN_ID];
  int gate; /* ENT_GATES: all four */
  bool came;
} cli_outcome;

typedef struct cli_outcomes {
  cli_outcome *list; /* [count] the newest run first */
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

/* Loads the outcomes of a run, or (NULL) of all; close in either case.  Errors: those of host_store_outcomes, ENT_NOMEM. */
ent_status cli_outcomes_read(host_store *store, const char *run, cli_outcomes *out, ent_error *err);
/* The same; failures have been told. */
cli_exit cli_outcomes_load(const cli_call *call, host_store *store, const char *run, cli_outcomes *out);
void cli_outcomes_close(cli_outcomes *outcomes);
/* Of how many runs there are outcomes. */
int cli_outcomes_runs(const cli_outcomes *outcomes);

/* The forecast of a kept run's summary and its score. */
cli_gate_score cli_outcome_score(const cli_outcome *outcome, const char *summary);
/* Adds a run's scores; true when it is resolved.  own (may be NULL): of this run alone. */
bool cli_track_add(cli_track *track, const cli_outcomes *outcomes, const host_run *run, cli_track *own);
/* Members of an object that is open: "outcomes": {"consent": {"came": true, "p": 0.2, "brier": 0.64, "log": 1.6}, ...} of a run;
 * and {"runs", "forecasts", "brier", "log"} with mean losses, without them where there are no forecasts. */
void cli_outcomes_put(ent_json *j, const cli_outcomes *outcomes, const host_run *run);
void cli_track_put(ent_json *j, const char *key, const cli_track *track);
/* The same behind a comma, the second as "track_record"; null without memory. */
void cli_outcomes_json(FILE *to, const cli_outcomes *outcomes, const host_run *run);
void cli_track_json(FILE *to, const cli_track *track);

#endif
