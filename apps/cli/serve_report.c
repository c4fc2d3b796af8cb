/* serve_report.c - the report of a run, and its data to take away.
 *
 * The JSON and the snapshot are in the store.  The report and the table of numbers are made from the answer, which is still in
 * memory after a recent run; an older run is computed again from its snapshot, and the request waits for it.  The report has
 * the same bytes as `entente run --report` gives, in the language of the run or in that of ?lang=. */
#include "report.h"
#include "run.h"
#include "serve.h"

#include "base/fail.h"
#include "host/language.h"

#include <stdlib.h>
#include <string.h>

/* ---- computing again ------------------------------------------------------------------------------- */

/* The changes of a kept run, from the JSON that the store has, back to "path=value". */
static ent_status read_changes(serve_job *job, ent_error *err)
{
  const size_t room = strlen(job->about.changes) + 16;
  char *const body = ENT_NEW(&job->arena, char, room);
  host_ask ask;
  if (!body) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.");
  const int size = snprintf(body, room, "{\"changes\":%s}", job->about.changes);
  const ent_status status = host_ask_read(body, (size_t)size, &ask, err);
  if (status != ENT_OK) return status;
  job->change = ENT_NEW(&job->arena, const char *, ask.changes + 1);
  for (int i = 0; job->change && i < ask.changes; i++) {
    job->change[i] = ent_arena_text(&job->arena, ask.change[i], strlen(ask.change[i]));
    if (!job->change[i]) job->change = NULL;
  }
  job->changes = ask.changes;
  host_ask_free(&ask);
  return job->change ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.");
}

static void copy_about(serve_job *job, const host_run *run)
{
  job->about = *run;
  job->about.memory = NULL;
  job->about.snapshot = NULL;
  const char **const text[] = {&job->about.id,       &job->about.scenario,      &job->about.title,
                               &job->about.question, &job->about.file,          &job->about.view,
                               &job->about.changes,  &job->about.note,          &job->about.started,
                               &job->about.seed,     &job->about.inputs_sha256, &job->about.answer,
                               &job->about.manifest, &job->about.summary};
  for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
    const char *const own = ent_arena_text(&job->arena, *text[i], strlen(*text[i]));
    *text[i] = own ? own : "";
  }
}

static ent_status queue_replay(serve *s, const host_run *run, ent_error *err)
{
  serve_job *const job = serve_job_new(s);
  if (!job) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the run.");
  job->replay = true;
  copy_about(job, run);
  keep_options(run, &job->options);
  ent_status status = read_changes(job, err);
  if (status == ENT_OK) status = keep_load(run, keep_words(run), &s->memory, &job->load, err);
  if (status == ENT_OK) status = serve_job_queue(job, err);
  if (status != ENT_OK) serve_job_free(job);
  return status;
}

/* Queues the kept run of that id. */
static ent_status queue_run(serve *s, const char *id, ent_error *err)
{
  host_run run;
  ent_status status = serve_kept(s, id, &run, err);
  if (status != ENT_OK) return status;
  status = queue_replay(s, &run, err);
  host_run_free(&run);
  return status;
}

static ent_status load_side(serve *s, const char *id, size_t size, const ent_words *words, host_load *load,
                            ent_error *err)
{
  char name[HOST_RUN_ID + 8] = "";
  host_run run;
  if (size >= sizeof name) return ent_fail(err, ENT_REFERENCE, "", "There is no such run.");
  memcpy(name, id, size);
  ent_status status = serve_kept(s, name, &run, err);
  if (status != ENT_OK) return status;
  status = keep_load(&run, words, &s->memory, load, err);
  host_run_free(&run);
  return status;
}

/* Queues the comparison of two kept runs in a language, "A/B/zh-Hant". */
static ent_status queue_compare(serve *s, const char *ids, ent_error *err)
{
  serve_job *const job = serve_job_new(s);
  if (!job) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the comparison.");
  const size_t first = strcspn(ids, "/");
  const char *const second = ids + first + 1, *const language = strrchr(ids, '/') + 1;
  job->replay = job->compare = true;
  job->options.words = cli_page_words(language);
  job->about.id = ent_arena_text(&job->arena, ids, strlen(ids));
  ent_status status = job->about.id ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory for the comparison.");
  if (status == ENT_OK) status = load_side(s, ids, first, job->options.words, &job->load, err);
  if (status == ENT_OK)
    status = load_side(s, second, (size_t)(language - 1 - second), job->options.words, &job->other, err);
  if (status == ENT_OK) status = serve_job_queue(job, err);
  if (status != ENT_OK) serve_job_free(job);
  return status;
}

/* The job that is done, held; when there is none it is queued.  NULL: *turn is what to do instead. */
static serve_job *hold_done(serve *s, const char *id, ent_status (*queue)(serve *s, const char *id, ent_error *err),
                            host_reply *reply, host_turn *turn)
{
  ent_error err = {.code = ENT_OK};
  serve_job *const job = serve_job_hold(s, id);
  if (!job) {
    const ent_status status = queue(s, id, &err);
    *turn = status == ENT_OK      ? HOST_LATER
            : status == ENT_LIMIT ? serve_refuse(s, 429, &err, reply)
                                  : serve_refuse(s, serve_status(status), &err, reply);
    return NULL;
  }
  pthread_mutex_lock(&s->lock);
  const serve_state state = job->state;
  const bool replay = job->replay;
  err = job->error;
  pthread_mutex_unlock(&s->lock);
  if (state == SERVE_DONE) return job;
  serve_job_release(job);
  *turn = HOST_LATER;
  if (replay && state == SERVE_FAILED)
    *turn = serve_refuse(s, serve_status(err.code), &err, reply);
  else if (!replay)
    *turn = serve_say(s, 409, ENT_CANCELLED, "", "This run is not finished.", reply);
  return NULL;
}

/* ---- replies --------------------------------------------------------------------------------------- */

static host_turn send_bytes(const serve *s, const void *data, size_t size, const char *type, host_reply *reply)
{
  reply->body = malloc(size + 1);
  if (!reply->body) return serve_say(s, 503, ENT_NOMEM, "", "There is no memory for the reply.", reply);
  memcpy(reply->body, data, size);
  reply->status = 200;
  reply->size = size;
  reply->type = type;
  return HOST_REPLY;
}

/* Makes the answer speak that language.  Nothing is computed. */
static ent_status speak(serve_job *job, ent_language language, ent_error *err)
{
  const ent_words *const words = cli_page_words(host_language_tag(language));
  if (job->answer->words == words) return ENT_OK;
  if (words == job->words) return ent_answer_speak(job->answer, job->load.scenario, words, err);
  host_load *const load = &job->spoken[language];
  if (!load->scenario && keep_speak(&job->load, words, load) != ENT_OK) {
    host_load_free(load);
    memset(load, 0, sizeof *load);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory to load the run.");
  }
  return ent_answer_speak(job->answer, load->scenario, words, err);
}

/* The language in which the run was made. */
static ent_language own_language(const serve_job *job)
{
  ent_language language = ENT_LANGUAGE_EN;
  host_language_read(ent_words_language(job->words), &language);
  return language;
}

static ent_status make_report(serve_job *job, ent_language language, ent_error *err)
{
  if (job->report[language].text) return ENT_OK;
  const ent_status status = speak(job, language, err);
  if (status != ENT_OK) return status;
  char command[CLI_COMMAND_MAX];
  cli_run_text(job->about.file, job->about.view, job->change, job->changes, job->answer, command);
  return report_make(job->answer, job->about.edited ? NULL : command, &job->server->memory, &job->report[language],
                     err);
}

host_turn serve_report(serve *s, const char *id, const host_request *q, host_reply *reply)
{
  host_turn turn = HOST_REPLY;
  ent_error err = {.code = ENT_OK};
  serve_job *const job = hold_done(s, id, queue_run, reply, &turn);
  if (!job) return turn;
  pthread_mutex_lock(&s->making);
  ent_language language = own_language(job);
  host_language_read(host_request_argument(q, "lang"), &language);
  const ent_status status = make_report(job, language, &err);
  const ent_drawing *const report = &job->report[language];
  reply->policy = "frame-ancestors 'self'"; /* the page's own policy, in its head, says the rest */
  turn = status == ENT_OK ? send_bytes(s, report->text, report->size, "text/html; charset=utf-8", reply)
                          : serve_refuse(s, serve_status(status), &err, reply);
  pthread_mutex_unlock(&s->making);
  serve_job_release(job);
  return turn;
}

static host_turn send_csv(serve *s, const char *id, host_reply *reply)
{
  host_turn turn = HOST_REPLY;
  ent_error err = {.code = ENT_OK};
  const char *text = NULL;
  size_t size = 0;
  serve_job *const job = hold_done(s, id, queue_run, reply, &turn);
  if (!job) return turn;
  pthread_mutex_lock(&s->making);
  ent_status status = speak(job, own_language(job), &err);
  if (status == ENT_OK) status = ent_answer_csv(job->answer, &text, &size, &err);
  turn = status == ENT_OK ? send_bytes(s, text, size, "text/csv; charset=utf-8", reply)
                          : serve_refuse(s, serve_status(status), &err, reply);
  pthread_mutex_unlock(&s->making);
  snprintf(reply->attachment, sizeof reply->attachment, "%.72s-%.23s.csv", job->about.scenario, id);
  serve_job_release(job);
  return turn;
}

host_turn serve_data(serve *s, const char *id, const char *kind, host_reply *reply)
{
  if (strcmp(kind, "csv") == 0) return send_csv(s, id, reply);
  host_run run;
  ent_error err = {.code = ENT_OK};
  const ent_status status = serve_kept(s, id, &run, &err);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  const bool json = strcmp(kind, "json") == 0;
  const host_turn turn = json ? send_bytes(s, run.answer, strlen(run.answer), "application/json", reply)
                              : send_bytes(s, run.snapshot, run.snapshot_size, "application/octet-stream", reply);
  snprintf(reply->attachment, sizeof reply->attachment, "%.72s-%.23s.%s", run.scenario, id, kind);
  host_run_free(&run);
  return turn;
}

host_turn serve_compare(serve *s, const char *a, const char *b, const host_request *q, host_reply *reply)
{
  char ids[2 * SERVE_ID_MAX + 60];
  const char *const asked = host_request_argument(q, "lang");
  host_turn turn = HOST_REPLY;
  snprintf(ids, sizeof ids, "%.90s/%.90s/%.16s", a, b, asked && !strchr(asked, '/') ? asked : s->call->language);
  serve_job *const job = hold_done(s, ids, queue_compare, reply, &turn);
  if (!job) return turn;
  turn = send_bytes(s, job->comparison.text, job->comparison.size, "application/json", reply);
  serve_job_release(job);
  return turn;
}
