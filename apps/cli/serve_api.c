/* serve_api.c - which request means what, and how is a reply written?
 *
 * docs/guide/serve.md describes the wire.  Cost: a route is found by comparing a dozen texts. */
#include "entente_files.h"
#include "serve.h"

#include "base/fail.h"
#include "host/language.h"

#include <stdlib.h>
#include <string.h>

#define PAGE_POLICY                                                                                     \
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " \
  "frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/* ---- replies --------------------------------------------------------------------------------------- */

void serve_out_open(const serve *s, serve_out *o)
{
  ent_arena_open(&o->arena, &s->memory);
  o->j = (ent_json){.comma = false};
  ent_writer_open(&o->j.w, &o->arena);
  ent_json_open(&o->j, NULL, '{');
}

host_turn serve_send(serve_out *o, int status, host_reply *reply)
{
  ent_json_close(&o->j, '}');
  ent_put(&o->j.w, "\n");
  reply->status = status;
  reply->type = "application/json";
  reply->size = o->j.w.size;
  reply->body = o->j.w.failed ? NULL : malloc(o->j.w.size + 1);
  if (reply->body) {
    memcpy(reply->body, o->j.w.data, o->j.w.size);
  } else {
    static const char none[] =
      "{\"error\":{\"code\":\"ENT_NOMEM\",\"path\":\"\",\"message\":\"There is no memory for the reply.\","
      "\"line\":0,\"column\":0}}\n";
    reply->status = 503;
    reply->fixed = none;
    reply->size = sizeof none - 1;
  }
  ent_arena_close(&o->arena);
  return HOST_REPLY;
}

static _Thread_local const ent_words *spoken;

const ent_words *serve_words(void)
{
  return spoken;
}

void serve_speak(const ent_words *words)
{
  spoken = words;
}

void serve_put_error(ent_json *j, const char *key, const ent_error *err, const char *file)
{
  char said[ENT_SAID_MAX];
  ent_json_open(j, key, '{');
  ent_json_text(j, "code", ent_status_name(err->code));
  ent_json_text(j, "path", err->path);
  ent_json_text(j, "message", ent_error_say(spoken, err->message, said));
  ent_json_int(j, "line", err->line > 0 ? (uint64_t)err->line : 0);
  ent_json_int(j, "column", err->column > 0 ? (uint64_t)err->column : 0);
  if (file) ent_json_text(j, "file", file);
  ent_json_close(j, '}');
}

void serve_put_problems(ent_json *j, const host_load *load)
{
  const int kept = load->problems < HOST_PROBLEMS_MAX ? load->problems : HOST_PROBLEMS_MAX;
  ent_json_open(j, "errors", '[');
  for (int i = 0; i < kept; i++) {
    const host_problem *const p = &load->problem[i];
    serve_put_error(j, NULL, &p->error, strcmp(p->file, load->path) == 0 ? "" : p->file);
  }
  ent_json_close(j, ']');
}

int serve_status(ent_status code)
{
  switch (code) {
  case ENT_REFERENCE: return 404;
  case ENT_VERSION:
  case ENT_CANCELLED: return 409;
  case ENT_NOMEM: return 503;
  case ENT_IO:
  case ENT_CORRUPT:
  case ENT_INTERNAL: return 500;
  default: return 400;
  }
}

host_turn serve_refuse(const serve *s, int status, const ent_error *err, host_reply *reply)
{
  serve_out o;
  serve_out_open(s, &o);
  serve_put_error(&o.j, "error", err, NULL);
  return serve_send(&o, status, reply);
}

host_turn serve_say(const serve *s, int status, ent_status code, const char *path, const char *sentence,
                    host_reply *reply)
{
  ent_error err = {.code = ENT_OK};
  ent_fail(&err, code, path, sentence);
  return serve_refuse(s, status, &err, reply);
}

/* ---- routes ---------------------------------------------------------------------------------------- */

static host_turn send_file(const void *data, size_t size, const char *type, const char *policy, host_reply *reply)
{
  reply->status = 200;
  reply->type = type;
  reply->policy = policy;
  reply->fixed = data;
  reply->size = size;
  return HOST_REPLY;
}

static host_turn about(serve *s, host_reply *reply)
{
  serve_out o;
  serve_out_open(s, &o);
  ent_json_text(&o.j, "version", ent_version());
  ent_json_text(&o.j, "store", s->store_path);
  ent_json_int(&o.j, "threads", (uint64_t)host_threads_count(s->crew));
  ent_json_int(&o.j, "draws_max", ENT_DRAWS_MAX);
  ent_json_int(&o.j, "text_max", HOST_BODY_MAX);
  return serve_send(&o, 200, reply);
}

static bool is(const char *method, const char *wanted)
{
  return strcmp(method, wanted) == 0;
}

static host_turn no_route(const serve *s, const host_request *q, host_reply *reply)
{
  (void)q;
  return serve_say(s, 404, ENT_REFERENCE, "", "There is nothing at this address.", reply);
}

static host_turn no_method(const serve *s, host_reply *reply)
{
  return serve_say(s, 405, ENT_ARGUMENT, "", "This address takes another method.", reply);
}

/* The page's catalogue in a language, as gettext wrote it. */
static host_turn send_words(serve *s, const host_request *q, host_reply *reply)
{
#ifdef ENT_WORDS
  static const char *const type = "application/octet-stream";
  if (is(q->path, "/words/zh-Hant.mo"))
    return send_file(entente_file_words_app_zh_Hant, entente_file_words_app_zh_Hant_size, type, NULL, reply);
  if (is(q->path, "/words/zh-Hans.mo"))
    return send_file(entente_file_words_app_zh_Hans, entente_file_words_app_zh_Hans_size, type, NULL, reply);
#endif
  return no_route(s, q, reply);
}

static host_turn route_files(serve *s, const host_request *q, host_reply *reply)
{
  const char *const p = q->path;
  if (!is(q->method, "GET")) return no_method(s, reply);
  if (is(p, "/"))
    return send_file(entente_file_app_html, entente_file_app_html_size, "text/html; charset=utf-8", PAGE_POLICY, reply);
  if (is(p, "/app.js"))
    return send_file(entente_file_app_js, entente_file_app_js_size, "text/javascript; charset=utf-8", NULL, reply);
  if (is(p, "/app.css"))
    return send_file(entente_file_app_css, entente_file_app_css_size, "text/css; charset=utf-8", NULL, reply);
  if (is(p, "/report.css"))
    return send_file(entente_file_report_css, entente_file_report_css_size, "text/css; charset=utf-8", NULL, reply);
  return send_words(s, q, reply);
}

/* Addresses without an id. */
static host_turn route_lists(serve *s, const host_request *q, const char *rest, host_reply *reply)
{
  const bool get = is(q->method, "GET"), post = is(q->method, "POST");
  if (is(rest, "about")) return get ? about(s, reply) : no_method(s, reply);
  if (is(rest, "scenarios")) return get ? serve_scenarios(s, q, reply) : no_method(s, reply);
  if (is(rest, "check")) return post ? serve_check(s, q, reply) : no_method(s, reply);
  if (is(rest, "drafts")) return post ? serve_draft(s, q, reply) : no_method(s, reply);
  if (is(rest, "runs")) return get ? serve_runs(s, q, reply) : post ? serve_run(s, q, reply) : no_method(s, reply);
  return no_route(s, q, reply);
}

/* What belongs to one run. */
static host_turn route_run(serve *s, const host_request *q, const char *id, const char *part, host_reply *reply)
{
  const bool get = is(q->method, "GET");
  if (!part && is(q->method, "DELETE")) return serve_run_delete(s, id, reply);
  if (part && is(part, "note")) return is(q->method, "POST") ? serve_run_note(s, id, q, reply) : no_method(s, reply);
  if (part && is(part, "outcomes"))
    return is(q->method, "POST") ? serve_run_outcomes(s, id, q, reply) : no_method(s, reply);
  if (!get) return no_method(s, reply);
  if (!part) return serve_run_get(s, id, reply);
  if (is(part, "events")) return serve_events(s, id, reply);
  if (is(part, "report")) return serve_report(s, id, q, reply);
  if (is(part, "data.json") || is(part, "data.csv") || is(part, "data.snapshot"))
    return serve_data(s, id, part + 5, reply);
  return no_route(s, q, reply);
}

/* /api/KIND/ID or /api/KIND/ID/PART. */
static host_turn route_one(serve *s, const host_request *q, const char *rest, host_reply *reply)
{
  char id[SERVE_ID_MAX + 16] = "";
  const size_t kind = strcspn(rest, "/");
  const char *const name = rest + kind + 1;
  const size_t size = strcspn(name, "/");
  const char *const part = name[size] == '/' ? name + size + 1 : NULL;
  if (size == 0 || size >= sizeof id) return no_route(s, q, reply);
  memcpy(id, name, size);
  id[size] = '\0';
  if (kind == 4 && memcmp(rest, "runs", 4) == 0) return route_run(s, q, id, part, reply);
  if (kind == 7 && memcmp(rest, "compare", 7) == 0 && part && !strchr(part, '/'))
    return is(q->method, "GET") ? serve_compare(s, id, part, q, reply) : no_method(s, reply);
  if (part) return no_route(s, q, reply);
  if (kind == 9 && memcmp(rest, "scenarios", 9) == 0)
    return is(q->method, "GET") ? serve_scenario(s, id, q, reply) : no_method(s, reply);
  if (kind == 6 && memcmp(rest, "drafts", 6) == 0)
    return is(q->method, "DELETE") ? serve_draft_delete(s, id, reply) : no_method(s, reply);
  return no_route(s, q, reply);
}

host_turn serve_handle(void *ctx, const host_request *q, host_reply *reply)
{
  serve *const s = ctx;
  serve_speak(cli_terminal_words(host_language_tag(q->language)));
  if (strncmp(q->path, "/api/", 5) != 0) return route_files(s, q, reply);
  const char *const rest = q->path + 5;
  return strchr(rest, '/') ? route_one(s, q, rest, reply) : route_lists(s, q, rest, reply);
}
