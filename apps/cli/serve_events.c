/* serve_events.c - the progress of a run as a stream of events (text/event-stream, WHATWG HTML 9.2).
 *
 * A stream tells the news since it told the last; when there are none it waits for a wake, and says a comment now and then
 * so that both sides notice when the other is gone.  After done, failed or cancelled it ends. */
#include "serve.h"

#include "host/clock.h"

#include <stdlib.h>
#include <string.h>

typedef struct stream {
  serve *server;
  serve_job *job; /* held; NULL for a run that is in the store only */
  uint64_t seen;  /* version that was told; 0: nothing yet */
  bool last;      /* nothing comes after what is in text */
  char *text;     /* what is still to be sent */
  size_t size, sent;
  double spoke;           /* when something was sent last */
  const ent_words *words; /* of the client */
} stream;

/* ---- events ---------------------------------------------------------------------------------------- */

/* "event: NAME\ndata: {...}\n\n".  JSON has no line break inside a text, so those between its members may become blanks. */
static bool set_event(stream *st, const char *name, const serve_out *o)
{
  const size_t room = o->j.w.size + strlen(name) + 64;
  char *const text = o->j.w.failed ? NULL : malloc(room);
  if (!text) return false;
  const int head = snprintf(text, room, "%sevent: %s\ndata: ", st->text ? "" : "retry: 1000\n", name);
  memcpy(text + head, o->j.w.data, o->j.w.size);
  for (size_t i = 0; i < o->j.w.size; i++)
    if (text[(size_t)head + i] == '\n') text[(size_t)head + i] = ' ';
  size_t size = (size_t)head + o->j.w.size;
  text[size++] = '\n';
  text[size++] = '\n';
  free(st->text);
  st->text = text;
  st->size = size;
  st->sent = 0;
  return true;
}

static void put_progress(ent_json *j, const serve_job *job)
{
  const serve_progress *const p = &job->progress;
  ent_json_text(j, "stage", p->stage);
  ent_json_number(j, "done", p->done);
  ent_json_int(j, "draws_done", p->draws);
  ent_json_int(j, "draws", job->about.draws);
  if (p->left >= 0)
    ent_json_number(j, "seconds_left", p->left);
  else
    ent_json_null(j, "seconds_left");
  if (p->draws == 0) {
    ent_json_null(j, "all");
    ent_json_null(j, "gates");
    return;
  }
  keep_shares(j, p->all, p->open, p->draws);
}

static void put_queued(ent_json *j, const serve_job *job)
{
  uint64_t ahead = 0;
  for (const serve_job *other = job->server->first; other && other != job; other = other->next)
    ahead += other->state == SERVE_QUEUED || other->state == SERVE_RUNNING;
  ent_json_int(j, "ahead", ahead);
}

/* The state of the job as an event; under the lock. */
static bool tell(stream *st, serve_out *o)
{
  const serve_job *const job = st->job;
  static const char *const name[] = {"queued", "progress", "done", "failed", "cancelled"};
  if (job->state == SERVE_QUEUED) put_queued(&o->j, job);
  if (job->state == SERVE_RUNNING) put_progress(&o->j, job);
  if (job->state == SERVE_DONE) serve_put_run(&o->j, &job->about, SERVE_DONE, NULL);
  if (job->state == SERVE_FAILED) serve_put_error(&o->j, "error", &job->error, NULL);
  ent_json_close(&o->j, '}');
  st->last = job->state != SERVE_QUEUED && job->state != SERVE_RUNNING;
  st->seen = job->version + 1;
  return set_event(st, name[job->state], o);
}

/* Puts the next event into text, if there is any. */
static bool look(stream *st)
{
  serve *const s = st->server;
  bool good = true;
  pthread_mutex_lock(&s->lock);
  if (st->seen != st->job->version + 1) {
    serve_out o;
    serve_out_open(s, &o);
    serve_speak(st->words);
    good = tell(st, &o);
    ent_arena_close(&o.arena);
  }
  pthread_mutex_unlock(&s->lock);
  return good;
}

/* ---- the stream ------------------------------------------------------------------------------------ */

static int64_t send_text(stream *st, char *out, size_t room)
{
  const size_t left = st->size - st->sent, size = left < room ? left : room;
  memcpy(out, st->text + st->sent, size);
  st->sent += size;
  st->spoke = host_clock_seconds();
  return (int64_t)size;
}

static int64_t next(void *ctx, char *out, size_t room)
{
  stream *const st = ctx;
  static const char beat[] = ": still here\n\n";
  if (st->sent < st->size) return send_text(st, out, room);
  if (st->last) return -1;
  if (!look(st)) return -1;
  if (st->sent < st->size) return send_text(st, out, room);
  if (host_clock_seconds() - st->spoke < SERVE_BEAT_SECONDS || room < sizeof beat) return 0;
  memcpy(out, beat, sizeof beat - 1);
  st->spoke = host_clock_seconds();
  return (int64_t)(sizeof beat - 1);
}

static void end(void *ctx)
{
  stream *const st = ctx;
  if (st->job) serve_job_release(st->job);
  free(st->text);
  free(st);
}

/* A run that is over and in the store: one event. */
static ent_status tell_kept(stream *st, const char *id, ent_error *err)
{
  host_run run;
  const ent_status status = serve_kept(st->server, id, &run, err);
  if (status != ENT_OK) return status;
  serve_out o;
  serve_out_open(st->server, &o);
  serve_put_run(&o.j, &run, SERVE_DONE, NULL);
  ent_json_close(&o.j, '}');
  set_event(st, "done", &o);
  st->last = true;
  ent_arena_close(&o.arena);
  host_run_free(&run);
  return ENT_OK;
}

host_turn serve_events(serve *s, const char *id, host_reply *reply)
{
  ent_error err = {.code = ENT_OK};
  stream *const st = calloc(1, sizeof *st);
  if (!st) return serve_say(s, 503, ENT_NOMEM, "", "There is no memory for the stream.", reply);
  st->server = s;
  st->words = serve_words();
  st->spoke = host_clock_seconds();
  st->job = serve_job_hold(s, id);
  if (st->job && st->job->replay) { /* the run itself was over long ago */
    serve_job_release(st->job);
    st->job = NULL;
  }
  const ent_status status = st->job ? ENT_OK : tell_kept(st, id, &err);
  if (status != ENT_OK) {
    end(st);
    return serve_refuse(s, serve_status(status), &err, reply);
  }
  reply->type = "text/event-stream";
  reply->next = next;
  reply->end = end;
  reply->stream = st;
  return HOST_REPLY;
}
