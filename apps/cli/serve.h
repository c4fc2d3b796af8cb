/* serve.h - what the files of `entente serve` share; nobody else includes it.
 *
 * serve.c starts and ends, serve_list.c knows the scenarios, serve_jobs.c computes runs one after the other, serve_api.c sends
 * each request to one of serve_scenarios.c, serve_runs.c, serve_outcomes.c, serve_report.c and serve_events.c. */
#ifndef ENTENTE_CLI_SERVE_H
#define ENTENTE_CLI_SERVE_H

#include "base/arena.h"
#include "entente/draw.h"
#include "host/ask.h"
#include "host/http.h"
#include "keep.h"
#include "outcomes.h"

#include <pthread.h>

#define SERVE_ID_MAX 80    /* bytes of a scenario's id, NUL included */
#define SERVE_QUEUE_MAX 64 /* runs that wait */
#define SERVE_CACHE_MAX 8  /* answers that stay in memory, for reports */
#define SERVE_BEAT_SECONDS 5

/* ---- scenarios ------------------------------------------------------------------------------------- */

/* One file of the list. */
typedef struct serve_item {
  char id[SERVE_ID_MAX];
  char path[HOST_PATH_MAX];
} serve_item;

/* ---- runs ------------------------------------------------------------------------------------------ */

typedef enum serve_state { SERVE_QUEUED, SERVE_RUNNING, SERVE_DONE, SERVE_FAILED, SERVE_CANCELLED } serve_state;

/* How far a run is. */
typedef struct serve_progress {
  char stage[64];
  double done, stage_start, stage_from, left; /* left: seconds, below 0 when it is too early to say */
  uint64_t draws, all, open[ENT_GATES];       /* draws 0: nothing known yet */
} serve_progress;

typedef struct serve serve;
typedef struct serve_job serve_job;
struct serve_job {
  serve_job *next; /* older ones first */
  serve *server;
  ent_arena arena; /* the texts of about, and change */
  host_run about;
  const char **change;
  int changes;
  bool replay;  /* no run of its own: computed for a reply, not kept; a kept run for its report, or two ... */
  bool compare; /* ... to be compared: load and other; the id is that of both, "A/B" */
  ent_options options;
  host_load load, other;
  /* under the server's lock */
  serve_state state;
  uint64_t version; /* moves with every news */
  int holders;      /* who uses it outside of the lock */
  bool stop, gone;  /* gone: deleted, not to be found any more */
  serve_progress progress;
  ent_error error;
  ent_answer *answer;     /* when done, unless two runs are compared */
  ent_drawing comparison; /* its JSON, when done */
  /* under the server's lock `making`: the answer in other languages than its own, and its reports */
  const ent_words *words; /* its own */
  host_load spoken[ENT_LANGUAGES];
  ent_drawing report[ENT_LANGUAGES];
};

struct serve {
  const cli_call *call;
  ent_allocator memory;
  serve_item *item;
  int items;
  char (*table)[HOST_PATH_MAX]; /* [tables] that texts of clients may name */
  int tables;
  char store_path[HOST_PATH_MAX];
  host_store *store;
  pthread_mutex_t storing; /* one at a time uses the store */
  pthread_mutex_t making;  /* one report at a time */
  host_threads *crew;
  pthread_t runner;
  pthread_mutex_t lock;
  pthread_cond_t work;
  /* under the lock */
  host_http *http; /* NULL until it is open */
  serve_job *first;
  bool ending;
};

/* ---- serve_list.c ---------------------------------------------------------------------------------- */

/* Makes the list from the operands of the command; failures have been told. */
cli_exit serve_list_open(const cli_call *call, serve *s);
void serve_list_close(serve *s);
/* NULL when there is no such file in the list. */
const serve_item *serve_find(const serve *s, const char *id);
/* A text of a client instead of the file at path; its tables are held against the list. */
host_source serve_source(serve *s, const char *path, const char *text, size_t size);

/* ---- serve_jobs.c ---------------------------------------------------------------------------------- */

ent_status serve_jobs_open(serve *s, int threads, ent_error *err);
/* Stops what runs, and waits for it. */
void serve_jobs_end(serve *s);
void serve_jobs_close(serve *s);
/* A new job, not yet in the queue; NULL: no memory. */
serve_job *serve_job_new(serve *s);
void serve_job_free(serve_job *job);
/* Puts it into the queue, which then owns it.  Errors: ENT_LIMIT (the queue is full; the job stays the caller's). */
ent_status serve_job_queue(serve_job *job, ent_error *err);
/* The job of that run, held; NULL when there is none.  Release it. */
serve_job *serve_job_hold(serve *s, const char *id);
void serve_job_release(serve_job *job);
/* There is news for streams and for requests that wait. */
void serve_wake(serve *s);

/* ---- serve_api.c: replies -------------------------------------------------------------------------- */

/* host_http_options.handle. */
host_turn serve_handle(void *serve, const host_request *request, host_reply *reply);

typedef struct serve_out {
  ent_arena arena;
  ent_json j;
} serve_out;
/* Opens a JSON object; send closes it and makes it the reply. */
void serve_out_open(const serve *s, serve_out *o);
host_turn serve_send(serve_out *o, int status, host_reply *reply);
/* A refusal: {"error": ...}. */
host_turn serve_refuse(const serve *s, int status, const ent_error *err, host_reply *reply);
host_turn serve_say(const serve *s, int status, ent_status code, const char *path, const char *sentence,
                    host_reply *reply);
/* The status that an error of ours is told with. */
int serve_status(ent_status code);
/* The words of the client whom this thread is answering; NULL: English. */
const ent_words *serve_words(void);
void serve_speak(const ent_words *words);
/* The members of an error, in an object that is open; without those of its file when that is NULL. */
void serve_put_error(ent_json *j, const char *key, const ent_error *err, const char *file);
/* All problems of a load: "errors": [...].  A problem in the text itself has the file "". */
void serve_put_problems(ent_json *j, const host_load *load);

/* ---- the routes ------------------------------------------------------------------------------------ */

host_turn serve_scenarios(serve *s, const host_request *q, host_reply *reply);
host_turn serve_scenario(serve *s, const char *id, const host_request *q, host_reply *reply);
host_turn serve_check(serve *s, const host_request *q, host_reply *reply);
host_turn serve_draft(serve *s, const host_request *q, host_reply *reply);
host_turn serve_draft_delete(serve *s, const char *name, host_reply *reply);
host_turn serve_run(serve *s, const host_request *q, host_reply *reply);
host_turn serve_runs(serve *s, const host_request *q, host_reply *reply);
host_turn serve_run_get(serve *s, const char *id, host_reply *reply);
host_turn serve_run_delete(serve *s, const char *id, host_reply *reply);
host_turn serve_run_note(serve *s, const char *id, const host_request *q, host_reply *reply);
host_turn serve_run_outcomes(serve *s, const char *id, const host_request *q, host_reply *reply);
host_turn serve_events(serve *s, const char *id, host_reply *reply);
host_turn serve_report(serve *s, const char *id, const host_request *q, host_reply *reply);
host_turn serve_compare(serve *s, const char *a, const char *b, const host_request *q, host_reply *reply);
host_turn serve_data(serve *s, const char *id, const char *kind, host_reply *reply);

/* A kept run of exactly this id.  Free it with host_run_free.  Errors: those of host_store_get. */
ent_status serve_kept(serve *s, const char *id, host_run *run, ent_error *err);
/* The members of a run in an object that is open. */
void serve_put_run(ent_json *j, const host_run *run, serve_state state, const ent_error *err);
/* What came true of it, and its score where there is one: more members. */
void serve_put_outcomes(ent_json *j, const cli_outcomes *outcomes, const host_run *run);

/* A scenario by its id: a file of the list, or a draft ("draft.NAME"), whose tables are seen from the file that it started from.
 * Free it (serve_found_free) in either case.  Errors: ENT_REFERENCE, those of the store. */
typedef struct serve_found {
  const serve_item *item; /* the file, or the one that the draft started from; NULL when that is not in the list */
  const char *language;   /* NULL: the server's */
  bool is_draft, is_kept;
  host_draft draft;
  host_run kept; /* a run to start from: its snapshot */
} serve_found;
void serve_found_free(serve_found *found);
/* The catalogue of a language; NULL: the server's own language. */
const ent_words *serve_page_words(const serve *s, const char *language);
ent_status serve_look(serve *s, const char *id, serve_found *out, ent_error *err);
/* Loads what was found, with the text (when there is one), the view and the changes that were asked for; ask may be NULL.  Free
 * *load in either case. */
ent_status serve_load(serve *s, const serve_found *from, const host_ask *ask, host_load *load);
/* The views of a scenario (NULL: none) as a list. */
void serve_put_views(ent_json *j, const ent_scenario *s);

#endif
