/* serve_runs.c - asking for a run, and what became of it.
 *
 * A run is checked before it is queued, so whoever asks is told all errors at once.  What waits, runs or has failed is known
 * from the jobs; what is done, from the store. */
#include "serve.h"

#include "base/fail.h"
#include "host/clock.h"

#include <stdlib.h>
#include <string.h>

/* ---- a run as JSON --------------------------------------------------------------------------------- */

/* The members of {"verdict": ...} among others: the text between its braces. */
static void put_summary(ent_json *j, const char *summary)
{
  const size_t size = strlen(summary);
  if (size < 3 || summary[0] != '{') return;
  ent_put(&j->w, ",");
  ent_write_bytes(&j->w, summary + 1, size - 2);
}

void serve_put_run(ent_json *j, const host_run *kept, serve_state state, const ent_error *err)
{
  const host_run told = keep_said(kept, cli_page_words(ent_words_language(serve_words())), j->w.arena);
  const host_run *const run = &told;
  static const char *const states[] = {"queued", "running", "done", "failed", "cancelled"};
  ent_json_text(j, "id", run->id);
  ent_json_text(j, "state", states[state]);
  ent_json_text(j, "scenario", run->scenario);
  ent_json_text(j, "title", run->title);
  ent_json_text(j, "question", run->question);
  ent_json_text(j, "file", run->file);
  ent_json_text(j, "view", run->view);
  keep_json(j, "changes", run->changes);
  ent_json_flag(j, "edited", run->edited);
  ent_json_int(j, "draws", run->draws);
  ent_json_int(j, "study_draws", run->study_draws);
  ent_json_text(j, "seed", run->seed);
  ent_json_text(j, "started", run->started);
  ent_json_number(j, "seconds", run->seconds);
  ent_json_text(j, "inputs_sha256", run->inputs_sha256);
  ent_json_text(j, "note", run->note);
  if (state == SERVE_DONE) put_summary(j, run->summary);
  if (state == SERVE_FAILED && err) serve_put_error(j, "error", err, NULL);
}

/* ---- asking for one -------------------------------------------------------------------------------- */

static const char *copy(ent_arena *arena, const char *text)
{
  const char *const own = ent_arena_text(arena, text, strlen(text));
  return own ? own : "";
}

static bool copy_changes(serve_job *job, const host_ask *ask)
{
  job->change = ENT_NEW(&job->arena, const char *, ask->changes + 1);
  for (int i = 0; job->change && i < ask->changes; i++) {
    job->change[i] = ent_arena_text(&job->arena, ask->change[i], strlen(ask->change[i]));
    if (!job->change[i]) return false;
  }
  job->changes = ask->changes;
  return job->change != NULL;
}

static const char *whole(ent_arena *arena, uint64_t value)
{
  char text[24];
  snprintf(text, sizeof text, "%llu", (unsigned long long)value);
  return copy(arena, text);
}

/* Everything about the run that is known before it has run. */
static ent_status describe(serve_job *job, const serve_found *from, const host_ask *ask, ent_error *err)
{
  const ent_scenario *const s = job->load.scenario;
  char id[HOST_RUN_ID], started[24];
  const ent_status status = host_run_id(id, err);
  if (status != ENT_OK) return status;
  host_now(started);
  job->options = (ent_options){.seed = ask->seed,
                               .draws = ask->draws,
                               .study_draws = ask->study_draws,
                               .words = serve_page_words(job->server, ask->language)};
  const uint64_t draws = ask->draws ? ask->draws : (uint64_t)ent_scenario_draws(s);
  ent_json changes = {.comma = false};
  ent_writer_open(&changes.w, &job->arena);
  keep_changes(&changes, s, ask->change, ask->changes);
  ent_json summary = {.comma = false};
  ent_writer_open(&summary.w, &job->arena);
  ent_json_open(&summary, NULL, '{');
  keep_texts(&summary, &job->load, ask->change, ask->changes);
  ent_json_close(&summary, '}');
  ent_arena *const a = &job->arena;
  const char *const file = from->is_kept ? from->kept.file : from->item ? from->item->path : "";
  const char *const own = from->is_kept ? from->kept.view : "";
  job->about = (host_run){.id = copy(a, id),
                          .scenario = copy(a, from->is_kept ? from->kept.scenario : ask->scenario),
                          .title = copy(a, ent_scenario_text(s, "title", ent_words_language(job->options.words))),
                          .question = copy(a, ent_scenario_text(s, "question", ent_words_language(job->options.words))),
                          .file = copy(a, file),
                          .view = copy(a, ask->view && ask->view[0] ? ask->view : own),
                          .changes = changes.w.data,
                          .inputs_sha256 = "",
                          .answer = "",
                          .summary = summary.w.data,
                          .manifest = "",
                          .note = copy(a, ask->note ? ask->note : ""),
                          .started = copy(a, started),
                          .seed = whole(a, ask->seed ? ask->seed : ent_scenario_seed(s)),
                          .draws = draws,
                          .study_draws = ask->study_draws          ? ask->study_draws
                                         : draws < ENT_STUDY_DRAWS ? draws
                                                                   : ENT_STUDY_DRAWS,
                          .edited = ask->text || from->is_draft || (from->is_kept && from->kept.edited)};
  if (!copy_changes(job, ask) || changes.w.failed || summary.w.failed || !job->about.id[0] || !job->about.seed[0])
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.");
  return ENT_OK;
}

static host_turn send_problems(serve *s, const host_load *load, host_reply *reply)
{
  serve_out o;
  serve_out_open(s, &o);
  const ent_error none = {.code = ENT_NOMEM, .message = "There is no memory to load the scenario."};
  serve_put_error(&o.j, "error", load->problems > 0 ? &load->problem[0].error : &none, NULL);
  ent_json_int(&o.j, "found", (uint64_t)load->problems);
  serve_put_problems(&o.j, load);
  return serve_send(&o, 422, reply);
}

static ent_status check_ask(const host_ask *ask, ent_error *err)
{
  if (!ask->scenario == !ask->run)
    return ent_fail(err, ENT_SCHEMA, "scenario", "A run needs a scenario, or else a run to start from.");
  if (ask->run && ask->text) return ent_fail(err, ENT_SCHEMA, "text", "A run that starts from another takes its text.");
  if (ask->draws > ENT_DRAWS_MAX) return ent_fail(err, ENT_ARGUMENT, "draws", "There are at most 4,294,967,295 draws.");
  if (ask->study_draws > (uint64_t)1 << 30)
    return ent_fail(err, ENT_ARGUMENT, "study_draws", "There are at most 1,073,741,824 draws of the study.");
  if (ask->seed > INT64_MAX)
    return ent_fail(err, ENT_ARGUMENT, "seed", "The seed lies between 1 and 9,223,372,036,854,775,807.");
  return ENT_OK;
}

/* Queues what is loaded, or frees it. */
static host_turn queue(serve *s, serve_job *job, const serve_found *from, const host_ask *ask, host_reply *reply)
{
  ent_error err = {.code = ENT_OK};
  ent_status status = describe(job, from, ask, &err);
  serve_out o;
  serve_out_open(s, &o);
  ent_json_text(&o.j, "id", status == ENT_OK ? job->about.id : "");
  ent_json_text(&o.j, "state", "queued");
  if (status == ENT_OK) status = serve_job_queue(job, &err);
  if (status == ENT_OK) return serve_send(&o, 202, reply);
  ent_arena_close(&o.arena);
  serve_job_free(job);
  return serve_refuse(s, status == ENT_LIMIT ? 429 : serve_status(status), &err, reply);
}

static host_turn load_and_queue(serve *s, const serve_found *from, const host_ask *ask, host_reply *reply)
{
  serve_job *const job = serve_job_new(s);
  if (!job) return serve_say(s, 503, ENT_NOMEM, "", "There is no memory for the run.", reply);
  if (serve_load(s, from, ask, &job->load) == ENT_OK) return queue(s, job, from, ask, reply);
  const host_turn turn = send_problems(s, &job->load, reply);
  serve_job_free(job);
  return turn;
}

/* Starts from a kept run: its changes come first.  The list of both is in the arena; the old ones live with *before. */
static ent_status start_from(serve *s, host_ask *ask, serve_found *from, host_ask *before, ent_arena *arena,
                             ent_error *err)
{
  ent_status status = serve_kept(s, ask->run, &from->kept, err);
  if (status != ENT_OK) return status;
  from->is_kept = true;
  ent_json body = {.comma = false};
  ent_writer_open(&body.w, arena);
  ent_json_open(&body, NULL, '{');
  keep_json(&body, "changes", from->kept.changes);
  ent_json_close(&body, '}');
  status = body.w.failed ? ENT_NOMEM : host_ask_read(body.w.data, body.w.size, before, err);
  const char **const all = status == ENT_OK ? ENT_NEW(arena, const char *, before->changes + ask->changes + 1) : NULL;
  if (status == ENT_OK && before->changes + ask->changes > HOST_CHANGES_MAX)
    return ent_fail(err, ENT_LIMIT, "changes", "There are at most 256 changes.");
  if (!all) return status == ENT_OK ? ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.") : status;
  for (int i = 0; i < before->changes; i++) all[i] = before->change[i];
  for (int i = 0; i < ask->changes; i++) all[before->changes + i] = ask->change[i];
  ask->changes += before->changes;
  ask->change = all;
  return ENT_OK;
}

/* What is asked for, with all that it stands on. */
static host_turn run_asked(serve *s, host_ask *ask, host_reply *reply)
{
  serve_found from;
  host_ask before = {.memory = NULL};
  ent_arena arena;
  ent_error err = {.code = ENT_OK};
  memset(&from, 0, sizeof from);
  ent_arena_open(&arena, &s->memory);
  ent_status status = check_ask(ask, &err);
  if (status == ENT_OK)
    status = ask->run ? start_from(s, ask, &from, &before, &arena, &err) : serve_look(s, ask->scenario, &from, &err);
  const host_turn turn =
    status == ENT_OK ? load_and_queue(s, &from, ask, reply) : serve_refuse(s, serve_status(status), &err, reply);
  host_ask_free(&before);
  serve_found_free(&from);
  ent_arena_close(&arena);
  return turn;
}

host_turn serve_run(serve *s, const host_request *q, host_reply *reply)
{
  host_ask ask;
  ent_error err = {.code = ENT_OK};
  const ent_status status = host_ask_read(q->body, q->size, &ask, &err);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  const host_turn turn = run_asked(s, &ask, reply);
  host_ask_free(&ask);
  return turn;
}

/* ---- lists ----------------------------------------------------------------------------------------- */

/* Jobs that the store does not know, the newest first.  Under the lock; the list is short, so the stack holds it. */
static void put_jobs(serve *s, const char *scenario, ent_json *j)
{
  enum { FOUND_MAX = SERVE_QUEUE_MAX + 2 * SERVE_CACHE_MAX };
  const serve_job *found[FOUND_MAX];
  size_t count = 0;
  for (const serve_job *job = s->first; job && count < FOUND_MAX; job = job->next) {
    const bool told = job->state != SERVE_DONE && job->state != SERVE_CANCELLED;
    if (job->gone || job->replay || !told) continue; /* what is over has given its texts back */
    if (!scenario || strcmp(scenario, job->about.scenario) == 0) found[count++] = job;
  }
  while (count-- > 0) {
    ent_json_open(j, NULL, '{');
    serve_put_run(j, &found[count]->about, found[count]->state, &found[count]->error);
    ent_json_close(j, '}');
  }
}

typedef struct listing {
  ent_json *j;
  unsigned long long left; /* runs still to be listed */
  int resolved;            /* runs with outcomes that did not come yet */
  cli_outcomes outcomes;
  cli_track track;
} listing;

/* The track record is of all runs, also of those that are listed no more. */
static bool put_kept(void *ctx, const host_run *run)
{
  listing *const l = ctx;
  if (cli_track_add(&l->track, &l->outcomes, run, NULL)) l->resolved--;
  if (l->left > 0) {
    ent_json_open(l->j, NULL, '{');
    serve_put_run(l->j, run, SERVE_DONE, NULL);
    serve_put_outcomes(l->j, &l->outcomes, run);
    ent_json_close(l->j, '}');
    l->left--;
  }
  return !l->j->w.failed && (l->left > 0 || l->resolved > 0);
}

static ent_status put_all(serve *s, const char *scenario, listing *l, ent_error *err)
{
  pthread_mutex_lock(&s->storing);
  ent_status status = cli_outcomes_read(s->store, NULL, &l->outcomes, err);
  l->resolved = cli_outcomes_runs(&l->outcomes);
  if (status == ENT_OK && (l->left > 0 || l->resolved > 0))
    status = host_store_list(s->store, scenario, UINT64_MAX, put_kept, l, err);
  pthread_mutex_unlock(&s->storing);
  return status;
}

host_turn serve_runs(serve *s, const host_request *q, host_reply *reply)
{
  const char *const scenario = host_request_argument(q, "scenario"), *const asked = host_request_argument(q, "limit");
  ent_error err = {.code = ENT_OK};
  serve_out o;
  serve_out_open(s, &o);
  listing l = {.j = &o.j, .left = asked && asked[0] >= '0' && asked[0] <= '9' ? strtoull(asked, NULL, 10) : 200};
  ent_json_open(&o.j, "runs", '[');
  pthread_mutex_lock(&s->lock);
  put_jobs(s, scenario, &o.j);
  pthread_mutex_unlock(&s->lock);
  const ent_status status = put_all(s, scenario, &l, &err);
  ent_json_close(&o.j, ']');
  cli_track_put(&o.j, "track_record", &l.track);
  cli_outcomes_close(&l.outcomes);
  if (status == ENT_OK) return serve_send(&o, 200, reply);
  ent_arena_close(&o.arena);
  return serve_refuse(s, serve_status(status), &err, reply);
}

/* ---- one run --------------------------------------------------------------------------------------- */

static host_turn no_run(serve *s, const char *id, host_reply *reply)
{
  ent_error err = {.code = ENT_OK};
  ent_fail_join(&err, ENT_REFERENCE, 0, 0, "", "There is no run \"", id, "\".", (char *)NULL);
  return serve_refuse(s, 404, &err, reply);
}

ent_status serve_kept(serve *s, const char *id, host_run *run, ent_error *err)
{
  pthread_mutex_lock(&s->storing);
  ent_status status = host_store_get(s->store, id, run, err);
  pthread_mutex_unlock(&s->storing);
  if (status != ENT_OK || strcmp(run->id, id) == 0) return status;
  host_run_free(run); /* here an id is given in full */
  return ent_fail_join(err, ENT_REFERENCE, 0, 0, "", "There is no run \"", id, "\".", (char *)NULL);
}

/* A run that is not in the store (yet).  False when there is no such job. */
static bool send_job(serve *s, const char *id, host_reply *reply)
{
  serve_job *const job = serve_job_hold(s, id);
  if (!job) return false;
  serve_out o;
  serve_out_open(s, &o);
  pthread_mutex_lock(&s->lock);
  const bool unfinished = !job->replay && job->state != SERVE_DONE;
  if (unfinished) serve_put_run(&o.j, &job->about, job->state, &job->error);
  pthread_mutex_unlock(&s->lock);
  serve_job_release(job);
  if (unfinished)
    serve_send(&o, 200, reply);
  else
    ent_arena_close(&o.arena);
  return unfinished;
}

static host_turn send_kept(serve *s, const host_run *run, const cli_outcomes *outcomes, host_reply *reply)
{
  serve_out o;
  serve_out_open(s, &o);
  serve_put_run(&o.j, run, SERVE_DONE, NULL);
  serve_put_outcomes(&o.j, outcomes, run);
  keep_json(&o.j, "manifest", run->manifest);
  keep_json(&o.j, "answer", run->answer);
  return serve_send(&o, 200, reply);
}

host_turn serve_run_get(serve *s, const char *id, host_reply *reply)
{
  if (send_job(s, id, reply)) return HOST_REPLY;
  host_run run;
  ent_error err = {.code = ENT_OK};
  cli_outcomes outcomes = {.list = NULL};
  ent_status status = serve_kept(s, id, &run, &err);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  pthread_mutex_lock(&s->storing);
  status = cli_outcomes_read(s->store, id, &outcomes, &err);
  pthread_mutex_unlock(&s->storing);
  const host_turn turn =
    status == ENT_OK ? send_kept(s, &run, &outcomes, reply) : serve_refuse(s, serve_status(status), &err, reply);
  cli_outcomes_close(&outcomes);
  host_run_free(&run);
  return turn;
}

/* Stops a job that waits or runs; what is over is forgotten.  *what: the state to tell; NULL when it is the store's. */
static bool end_job(serve *s, const char *id, const char **what)
{
  serve_job *const job = serve_job_hold(s, id);
  if (!job) return false;
  pthread_mutex_lock(&s->lock);
  const bool kept = job->replay || job->state == SERVE_DONE;
  *what = kept ? NULL : job->state == SERVE_QUEUED || job->state == SERVE_RUNNING ? "cancelled" : "deleted";
  if (job->state == SERVE_QUEUED && !job->replay) job->state = SERVE_CANCELLED;
  if (job->state == SERVE_RUNNING && !job->replay)
    job->stop = true;
  else
    job->gone = job->gone || *what == NULL || strcmp(*what, "deleted") == 0;
  job->version++;
  pthread_mutex_unlock(&s->lock);
  serve_job_release(job);
  serve_wake(s);
  return true;
}

host_turn serve_run_delete(serve *s, const char *id, host_reply *reply)
{
  const char *state = NULL;
  if (!end_job(s, id, &state) || !state) {
    ent_error err = {.code = ENT_OK};
    pthread_mutex_lock(&s->storing);
    const ent_status status = host_store_delete(s->store, id, &err);
    pthread_mutex_unlock(&s->storing);
    if (status == ENT_REFERENCE) return no_run(s, id, reply);
    if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
    state = "deleted";
  }
  serve_out o;
  serve_out_open(s, &o);
  ent_json_text(&o.j, "id", id);
  ent_json_text(&o.j, "state", state);
  return serve_send(&o, 200, reply);
}

host_turn serve_run_note(serve *s, const char *id, const host_request *q, host_reply *reply)
{
  host_ask ask;
  ent_error err = {.code = ENT_OK};
  ent_status status = host_ask_read(q->body, q->size, &ask, &err);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  pthread_mutex_lock(&s->storing);
  status = host_store_note(s->store, id, ask.note ? ask.note : "", &err);
  pthread_mutex_unlock(&s->storing);
  host_ask_free(&ask);
  return status == ENT_OK ? serve_run_get(s, id, reply) : serve_refuse(s, serve_status(status), &err, reply);
}
