/* keep.h - a run and the store: what is written down about it, and how it is computed again. */
#ifndef ENTENTE_CLI_KEEP_H
#define ENTENTE_CLI_KEEP_H

#include "call.h"
#include "host/load.h"
#include "host/store.h"
#include "session.h"
#include "study/json.h"

/* ---- the command line: --store --------------------------------------------------------------------------------- */

/* Opens the store that --store names ("default" or no --store: the user's own).  Failures have been told. */
cli_exit cli_store_open(const cli_call *call, host_store **store);
void cli_store_close(host_store *store); /* may be NULL */
/* Keeps the run of a session and prints its id on standard error. */
cli_exit cli_store_keep(const cli_call *call, host_store *store, cli_session *session);

/* Calls use() with the kept run that the first operand names, and puts all away.  Failures have been told. */
cli_exit cli_store_use(const cli_call *call,
                       cli_exit (*use)(const cli_call *call, host_store *store, const host_run *run));

/* True for a word that is no file but could be the id of a run, or an end of one. */
bool cli_store_means(const char *word);
/* Loads a kept run's scenario as the source says (its view and words), with the changes.  Failures have been told; free *load in
 * either case. */
cli_exit cli_store_load(const cli_call *call, const char *id, host_source source, const char *const *change,
                        int changes, const ent_allocator *memory, host_load *load);

/* ---- for the server as well ---------------------------------------------------------------------------------------- */

/* Where a run came from. */
typedef struct keep_origin {
  const char *id, *started; /* host_run_id, host_now */
  const char *scenario;     /* id in the list of scenarios; NULL: the scenario's own */
  const char *file, *view, *note;
  const char *const *change; /* [changes] "path=value" */
  int changes;
  bool edited;
  int threads;
  double seconds;
} keep_origin;

/* Keeps a run.  Errors: those of host_store_put, ENT_NOMEM. */
ent_status keep_run(host_store *store, const keep_origin *from, const host_load *load, ent_answer *answer,
                    ent_error *err);

/* The catalogue of the language in which a stored run was made. */
const ent_words *keep_words(const host_run *run);
/* Loads the snapshot of a stored run in the language of the words; the scenario lives in *load, which is to be freed in either
 * case. */
ent_status keep_load(const host_run *run, const ent_words *words, const ent_allocator *memory, host_load *load,
                     ent_error *err);
/* The draws, study draws, seed and language of a stored run. */
void keep_options(const host_run *run, ent_options *options);

/* Changes as the store keeps them: [{"path": ..., "value": ..., "label": ...}], labels as the scenario has them. */
void keep_changes(ent_json *j, const ent_scenario *s, const char *const *change, int changes);
/* What a run said, as the store keeps it: {"verdict": ..., "word": ..., "all": {"p", "se"}, "gates": {...}, "texts": {...}}. */
void keep_summary(ent_json *j, const host_load *load, const char *const *change, int changes, const ent_answer *answer);
/* Shares of n draws under "all" and "gates", each {"p", "se"}, in an object that is open.  open: [ENT_GATES]. */
void keep_shares(ent_json *j, uint64_t all, const uint64_t *open, uint64_t n);
/* The label of an input, or its path when it has none. */
const char *keep_label(const ent_scenario *s, const char *path);
/* The same scenario once more, in the language of the words; free *load in either case.  Errors: those of host_load_source. */
ent_status keep_speak(const host_load *from, const ent_words *words, host_load *load);
/* A member of an object that is open: "texts": {"en": {"title", "question", "labels": [of the changes]}, "zh-Hant": ...}. */
void keep_texts(ent_json *j, const host_load *load, const char *const *change, int changes);
/* The run in the language of the words (of pages): title, question, labels of its changes, verdict.  What it does not hold in
 * that language stays as it was kept.  The texts live as long as the run and the arena; it is not to be freed. */
host_run keep_said(const host_run *run, const ent_words *words, ent_arena *arena);
/* A value that is JSON already, under a key of an object that is open. */
void keep_json(ent_json *j, const char *key, const char *json);

#endif
