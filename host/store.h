/* store.h - runs that were made, kept in one SQLite file that survives a crash at any moment.
 *
 * A run is kept by what it came from (snapshot, seed, draws) and what came out (JSON); draws are not kept, since the
 * snapshot gives them again, bit for bit.  A store is used by one thread at a time; several programs may have it open. */
#ifndef ENT_HOST_STORE_H
#define ENT_HOST_STORE_H

#include "entente/base.h"
#include "host/file.h"

#define HOST_STORE_FORMAT 2 /* user_version of the file; 1 is read too: it has no outcomes yet */
#define HOST_RUN_ID 24      /* bytes of a run's id, NUL included: 20251123-053001-a1b2c3 */
#define HOST_NAME_MAX 64    /* letters of the name of a draft */

typedef struct host_store host_store;

/* $XDG_DATA_HOME/entente/runs.db, or $HOME/.local/share/entente/runs.db.  Errors: ENT_ARGUMENT (neither is set),
 * ENT_LIMIT (too long). */
ent_status host_store_default_path(char out[HOST_PATH_MAX], ent_error *err);

/* Opens the store at path, making it (and the folders above it) when it is not there.  What is there and is no whole store
 * of this format is refused, never written to.  The caller closes it with host_store_close.
 * Errors: ENT_CORRUPT (no database, another program's, damaged), ENT_VERSION (format of another entente), ENT_IO, ENT_NOMEM.
 * Cost: reads the whole file once, to check it. */
ent_status host_store_open(const char *path, host_store **store, ent_error *err);
void host_store_close(host_store *store);

/* ---- runs ------------------------------------------------------------------------------------------ */

/* A run.  Texts are UTF-8 and never NULL; changes, answer, summary and manifest are JSON, whose meaning is the caller's. */
typedef struct host_run {
  const char *id;       /* from host_run_id */
  const char *scenario; /* id of the scenario */
  const char *title, *question, *file, *view, *changes, *inputs_sha256, *answer, *summary, *manifest, *note, *started;
  const char *seed; /* decimal: 64 bits */
  uint64_t draws, study_draws;
  double seconds;
  bool edited;          /* the text was not the file's */
  const void *snapshot; /* NULL in a list */
  size_t snapshot_size;
  void *memory; /* owned by a run that the store gave: host_run_free */
} host_run;

/* A new id: UTC date, time, and the second's part to 60 ns, so that ids sort by time.  Errors: ENT_IO (no clock). */
ent_status host_run_id(char out[HOST_RUN_ID], ent_error *err);

/* Keeps a run.  When it returns ENT_OK the run is on the disk.  Errors: ENT_ARGUMENT (the id is taken), ENT_IO (disk full,
 * read-only, busy for 5 s), ENT_CORRUPT, ENT_NOMEM. */
ent_status host_store_put(host_store *store, const host_run *run, ent_error *err);
/* The run of that id, or the only one whose id starts or ends so.  The caller frees it with host_run_free.  Errors: also
 * ENT_REFERENCE (none, or several). */
ent_status host_store_get(host_store *store, const char *id, host_run *out, ent_error *err);
void host_run_free(host_run *run);
/* Runs, newest first, at most `limit`, of one scenario or (NULL) of all, without answer, manifest and snapshot: calls each(ctx,
 * run) until it returns false.  The run lives during the call; each() must not use the store. */
ent_status host_store_list(host_store *store, const char *scenario, uint64_t limit,
                           bool (*each)(void *ctx, const host_run *run), void *ctx, ent_error *err);
/* Errors: also ENT_REFERENCE (no run has exactly this id). */
ent_status host_store_delete(host_store *store, const char *id, ent_error *err);
ent_status host_store_note(host_store *store, const char *id, const char *note, ent_error *err);

/* ---- outcomes ---------------------------------------------------------------------------------------- */

/* What came of a forecast: gate is "will", "consent", "acceptance", "durability" or "all". */
typedef struct host_outcome {
  const char *run, *gate, *told; /* told: when; given back by the store */
  bool came;
} host_outcome;

/* Writes the outcomes of a run in place of those that it had (none: it has none any more); run and told of the entries are not
 * read.  Errors: as host_store_put, and ENT_REFERENCE (no run has exactly this id). */
ent_status host_store_resolve(host_store *store, const char *run, const host_outcome *outcome, int outcomes,
                              ent_error *err);
/* The outcomes of a run, or (NULL) of all, newest run first, each in the order in which it was given: calls each(ctx, outcome)
 * until it returns false.  The outcome lives during the call; each() must not use the store. */
ent_status host_store_outcomes(host_store *store, const char *run, bool (*each)(void *ctx, const host_outcome *outcome),
                               void *ctx, ent_error *err);

/* ---- drafts ---------------------------------------------------------------------------------------- */

/* The text of a scenario that somebody is writing; base: the scenario that it started from. */
typedef struct host_draft {
  const char *name, *base, *text, *modified;
  void *memory; /* as in host_run: host_draft_free */
} host_draft;

/* True when it is 1..HOST_NAME_MAX letters (A-Z a-z), digits, '_' or '-'. */
bool host_draft_named(const char *name);
/* Keeps a draft in place of one of the same name; modified is set to now.  Errors: ENT_ARGUMENT (name), and as put. */
ent_status host_store_put_draft(host_store *store, const host_draft *draft, ent_error *err);
ent_status host_store_get_draft(host_store *store, const char *name, host_draft *out, ent_error *err);
void host_draft_free(host_draft *draft);
/* Drafts, the last modified first; as host_store_list. */
ent_status host_store_list_drafts(host_store *store, bool (*each)(void *ctx, const host_draft *draft), void *ctx,
                                  ent_error *err);
ent_status host_store_delete_draft(host_store *store, const char *name, ent_error *err);

#endif
