/* serve_jobs.c - runs that wait, the one that is computed, and the last ones whose answers are still in memory.
 *
 * One thread computes, with a crew that takes all processors; so runs do not take them from one another, and each comes out as
 * soon as it can.  A kept run that is computed again for its report goes first: somebody waits for the page.  What
 * changes in a job is read and written under the server's lock. */
#include "serve.h"

#include "base/fail.h"
#include "entente/compare.h"
#include "host/clock.h"

#include <stdlib.h>
#include <string.h>

/* ---- one job ------------------------------------------------------------------------------------------------------ */

serve_job *serve_job_new(serve *s)
{
  serve_job *const job = calloc(1, sizeof *job);
  if (!job) return NULL;
  job->server = s;
  job->progress.left = -1;
  ent_arena_open(&job->arena, &s->memory);
  return job;
}

void serve_job_free(serve_job *job)
{
  if (job->answer) ent_answer_free(job->answer);
  host_load_free(&job->load);
  host_load_free(&job->other);
  for (int i = 0; i < ENT_LANGUAGES; i++) {
    host_load_free(&job->spoken[i]);
    ent_drawing_free(&job->report[i], &job->server->memory);
  }
  ent_drawing_free(&job->comparison, &job->server->memory);
  ent_arena_close(&job->arena);
  free(job);
}

/* ---- the queue -------------------------------------------------------------------------------------------------------- */

static bool is_over(const serve_job *job)
{
  return job->state != SERVE_QUEUED && job->state != SERVE_RUNNING;
}

/* Frees what is over and held by nobody, but for the last few.  Under the lock. */
static void trim(serve *s)
{
  int over = 0;
  for (const serve_job *job = s->first; job; job = job->next) over += is_over(job);
  for (serve_job **at = &s->first; *at;) {
    serve_job *const job = *at;
    if (is_over(job) && job->holders == 0 && (over > SERVE_CACHE_MAX || job->gone)) {
      *at = job->next;
      serve_job_free(job);
      over--;
    } else {
      at = &job->next;
    }
  }
}

static serve_job *find(const serve *s, const char *id)
{
  for (serve_job *job = s->first; job; job = job->next)
    if (!job->gone && strcmp(job->about.id, id) == 0) return job;
  return NULL;
}

ent_status serve_job_queue(serve_job *job, ent_error *err)
{
  serve *const s = job->server;
  int waiting = 0;
  pthread_mutex_lock(&s->lock);
  trim(s);
  serve_job **end = &s->first;
  for (; *end; end = &(*end)->next) waiting += (*end)->state == SERVE_QUEUED;
  const bool room = waiting < SERVE_QUEUE_MAX && !s->ending;
  if (room) *end = job;
  pthread_cond_signal(&s->work);
  pthread_mutex_unlock(&s->lock);
  return room ? ENT_OK : ent_fail(err, ENT_LIMIT, "", "64 runs are waiting already; let some of them end first.");
}

serve_job *serve_job_hold(serve *s, const char *id)
{
  pthread_mutex_lock(&s->lock);
  serve_job *const job = find(s, id);
  if (job) job->holders++;
  pthread_mutex_unlock(&s->lock);
  return job;
}

void serve_job_release(serve_job *job)
{
  serve *const s = job->server;
  pthread_mutex_lock(&s->lock);
  job->holders--;
  trim(s);
  pthread_mutex_unlock(&s->lock);
}

void serve_wake(serve *s)
{
  pthread_mutex_lock(&s->lock);
  host_http *const http = s->http;
  pthread_mutex_unlock(&s->lock);
  if (http) host_http_wake(http);
}

/* ---- computing ---------------------------------------------------------------------------------------------------------- */

static void note_ensemble(serve_progress *p, const ent_ensemble *e)
{
  if (!e || e->draws == 0) return;
  p->draws = e->draws;
  p->all = e->all;
  memcpy(p->open, e->open, sizeof p->open);
}

static void note_time(serve_progress *p, const char *stage, double done)
{
  const double now = host_clock_seconds();
  if (strncmp(p->stage, stage, sizeof p->stage - 1) != 0) {
    snprintf(p->stage, sizeof p->stage, "%s", stage);
    p->stage_start = now;
    p->stage_from = done;
  }
  const double passed = now - p->stage_start, gained = done - p->stage_from;
  p->done = done;
  p->left = passed < 0.3 || gained <= 0.005 ? -1 : passed * (1 - done) / gained;
}

static bool step(void *ctx, const char *stage, double done, const ent_ensemble *so_far)
{
  serve_job *const job = ctx;
  serve *const s = job->server;
  pthread_mutex_lock(&s->lock);
  note_time(&job->progress, stage, done < 0 ? 0 : done > 1 ? 1 : done);
  note_ensemble(&job->progress, so_far);
  job->version++;
  const bool go_on = !job->stop && !s->ending;
  pthread_mutex_unlock(&s->lock);
  serve_wake(s);
  return go_on;
}

/* The answer of a kept run must be the one that was kept, or its report would show other numbers. */
static ent_status check_same(const serve_job *job, ent_answer *answer, ent_error *err)
{
  const char *json = NULL;
  size_t size = 0;
  const ent_status status = ent_answer_json(answer, &json, &size, err);
  if (status != ENT_OK) return status;
  if (strlen(job->about.answer) == size && memcmp(job->about.answer, json, size) == 0) return ENT_OK;
  return ent_fail(err, ENT_VERSION, "",
                  "This run was kept by another version, whose answer does not come out again; run the scenario anew.");
}

static ent_status keep(serve_job *job, ent_answer *answer, ent_error *err)
{
  serve *const s = job->server;
  ent_json summary = {.comma = false};
  ent_writer_open(&summary.w, &job->arena);
  keep_summary(&summary, &job->load, job->change, job->changes, answer);
  if (summary.w.failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to keep the run.");
  pthread_mutex_lock(&s->lock);
  job->about.summary = summary.w.data;
  job->about.inputs_sha256 = ent_arena_text(&job->arena, answer->inputs_sha256, strlen(answer->inputs_sha256));
  if (!job->about.inputs_sha256) job->about.inputs_sha256 = "";
  pthread_mutex_unlock(&s->lock);
  const keep_origin from = {.id = job->about.id,
                            .started = job->about.started,
                            .scenario = job->about.scenario,
                            .file = job->about.file,
                            .view = job->about.view,
                            .note = job->about.note,
                            .change = job->change,
                            .changes = job->changes,
                            .edited = job->about.edited,
                            .threads = host_threads_count(s->crew),
                            .seconds = job->about.seconds};
  pthread_mutex_lock(&s->storing);
  const ent_status status = keep_run(s->store, &from, &job->load, answer, err);
  pthread_mutex_unlock(&s->storing);
  return status;
}

/* What `entente diff --json` says of two kept runs. */
static ent_status compare(serve_job *job, const ent_options *options, ent_error *err)
{
  const ent_allocator memory = job->server->memory;
  ent_difference *difference = NULL;
  const char *json = NULL;
  size_t size = 0;
  ent_status status = ent_compare(job->load.scenario, job->other.scenario, options, &memory, &difference, err);
  if (status != ENT_OK) return status;
  status = ent_difference_json(difference, &json, &size, err);
  if (status == ENT_OK) {
    char *const text = memory.resize(memory.ctx, NULL, 0, size + 1);
    if (text) memcpy(text, json, size + 1);
    if (text) job->comparison = (ent_drawing){text, size};
    if (!text) status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the comparison.");
  }
  ent_difference_free(difference);
  return status;
}

/* The answer of a job.  *answer stays NULL where two runs are compared. */
static ent_status answer_job(serve_job *job, const ent_options *options, ent_answer **answer, ent_error *err)
{
  serve *const s = job->server;
  if (job->compare) return compare(job, options, err);
  const double start = host_clock_seconds();
  ent_status status = ent_answer_run(job->load.scenario, options, &s->memory, answer, err);
  const double seconds = host_clock_seconds() - start;
  if (status != ENT_OK) return status;
  if (job->replay) {
    status = check_same(job, *answer, err);
  } else {
    pthread_mutex_lock(&s->lock);
    job->about.seconds = seconds;
    pthread_mutex_unlock(&s->lock);
    status = keep(job, *answer, err);
  }
  if (status == ENT_OK) return ENT_OK;
  ent_answer_free(*answer);
  *answer = NULL;
  return status;
}

static void compute(serve_job *job)
{
  serve *const s = job->server;
  const ent_executor executor = host_threads_executor(s->crew);
  ent_options options = job->options;
  options.executor = &executor;
  options.progress = step;
  options.progress_ctx = job;
  ent_answer *answer = NULL;
  ent_error err = {.code = ENT_OK};
  const ent_status status = answer_job(job, &options, &answer, &err);
  pthread_mutex_lock(&s->lock);
  job->state = status == ENT_OK ? SERVE_DONE : status == ENT_CANCELLED ? SERVE_CANCELLED : SERVE_FAILED;
  job->answer = answer;
  job->words = answer ? answer->words : NULL;
  job->error = err;
  job->version++;
  pthread_mutex_unlock(&s->lock);
}

/* The next job; one that somebody waits for goes first.  Under the lock. */
static serve_job *next_job(const serve *s)
{
  serve_job *found = NULL;
  for (serve_job *job = s->first; job; job = job->next)
    if (job->state == SERVE_QUEUED && (!found || (job->replay && !found->replay))) found = job;
  return found;
}

static void *run_jobs(void *argument)
{
  serve *const s = argument;
  pthread_mutex_lock(&s->lock);
  while (!s->ending) {
    serve_job *const job = next_job(s);
    if (!job) {
      pthread_cond_wait(&s->work, &s->lock);
      continue;
    }
    job->state = SERVE_RUNNING;
    job->version++;
    job->holders++;
    pthread_mutex_unlock(&s->lock);
    serve_wake(s);
    compute(job);
    serve_wake(s);
    serve_job_release(job);
    pthread_mutex_lock(&s->lock);
  }
  pthread_mutex_unlock(&s->lock);
  return NULL;
}

/* ---- beginning and end --------------------------------------------------------------------------------------------------- */

ent_status serve_jobs_open(serve *s, int threads, ent_error *err)
{
  const ent_status status = host_threads_open(threads, &s->crew, err);
  if (status != ENT_OK) return status;
  if (pthread_create(&s->runner, NULL, run_jobs, s) == 0) return ENT_OK;
  host_threads_close(s->crew);
  s->crew = NULL;
  return ent_fail(err, ENT_IO, "", "The system gives no thread for the runs.");
}

void serve_jobs_end(serve *s)
{
  pthread_mutex_lock(&s->lock);
  s->ending = true;
  pthread_cond_broadcast(&s->work);
  pthread_mutex_unlock(&s->lock);
  pthread_join(s->runner, NULL);
}

void serve_jobs_close(serve *s)
{
  for (serve_job *job = s->first; job;) {
    serve_job *const next = job->next;
    serve_job_free(job);
    job = next;
  }
  s->first = NULL;
  host_threads_close(s->crew);
  s->crew = NULL;
}
