/* serve_scenarios.c - the scenarios of the list and the drafts: what are they, what do they say, what is wrong with them?
 *
 * Cost: a scenario is loaded whenever it is asked about (some milliseconds), so what is told is what stands in the file now. */
#include "serve.h"

#include "base/fail.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define WARNINGS_MAX 12

/* ---- finding and loading --------------------------------------------------------------------------- */

ent_status serve_look(serve *s, const char *id, serve_found *out, ent_error *err)
{
  memset(out, 0, sizeof *out);
  if (strncmp(id, "draft.", 6) != 0) {
    out->item = serve_find(s, id);
    if (out->item) return ENT_OK;
    return ent_fail_join(err, ENT_REFERENCE, 0, 0, "", "There is no scenario \"", id, "\".", (char *)NULL);
  }
  pthread_mutex_lock(&s->storing);
  const ent_status status = host_store_get_draft(s->store, id + 6, &out->draft, err);
  pthread_mutex_unlock(&s->storing);
  out->is_draft = status == ENT_OK;
  if (status == ENT_OK) out->item = serve_find(s, out->draft.base);
  return status;
}

const ent_words *serve_page_words(const serve *s, const char *language)
{
  return language ? cli_page_words(language) : s->call->page_words;
}

void serve_found_free(serve_found *found)
{
  host_draft_free(&found->draft);
  if (found->is_kept) host_run_free(&found->kept);
}

ent_status serve_load(serve *s, const serve_found *from, const host_ask *ask, host_load *load)
{
  static const host_ask nothing = {.text = NULL};
  if (!ask) ask = &nothing;
  const bool draft = !ask->text && from->is_draft;
  const char *const text = draft ? from->draft.text : ask->text;
  const size_t size = draft ? strlen(from->draft.text) : ask->text_size;
  host_source source = serve_source(s, from->item ? from->item->path : "draft", text, size);
  if (from->is_kept && !text) {
    source.path = from->kept.file[0] ? from->kept.file : "run";
    source.text = from->kept.snapshot;
    source.size = from->kept.snapshot_size;
  }
  source.view = ask->view && ask->view[0] ? ask->view : NULL;
  source.words = serve_page_words(s, ask->language ? ask->language : from->language);
  return host_load_source(&source, ask->change, ask->changes, &s->memory, load);
}

/* ---- one scenario in a list ------------------------------------------------------------------------ */

static bool keep_first(void *ctx, const host_run *run)
{
  ent_json *const j = ctx;
  ent_json_open(j, "last_run", '{');
  serve_put_run(j, run, SERVE_DONE, NULL);
  ent_json_close(j, '}');
  return false;
}

static void put_last_run(serve *s, const char *id, ent_json *j)
{
  const size_t before = j->w.size;
  pthread_mutex_lock(&s->storing);
  host_store_list(s->store, id, 1, keep_first, j, NULL);
  pthread_mutex_unlock(&s->storing);
  if (j->w.size == before) ent_json_null(j, "last_run");
}

static void put_modified(ent_json *j, const serve_found *f)
{
  char text[24] = "";
  struct stat about;
  struct tm parts;
  if (!f->is_draft && f->item && stat(f->item->path, &about) == 0 && gmtime_r(&about.st_mtime, &parts))
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
  ent_json_text(j, "modified", f->is_draft ? f->draft.modified : text);
}

void serve_put_views(ent_json *j, const ent_scenario *s)
{
  const int views = s ? ent_scenario_views(s) : 0;
  ent_json_open(j, "views", '[');
  for (int i = 0; i < views; i++) {
    ent_view_info view;
    if (!ent_scenario_view(s, i, &view)) continue;
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "key", view.key);
    ent_json_text(j, "name", view.name);
    ent_json_text(j, "note", view.note);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

/* What a scenario says of itself; NULL: nothing. */
static void put_said(ent_json *j, const ent_scenario *s, const char *language)
{
  char seed[24];
  snprintf(seed, sizeof seed, "%llu", (unsigned long long)(s ? ent_scenario_seed(s) : 0));
  ent_json_text(j, "title", s ? ent_scenario_text(s, "title", language) : "");
  ent_json_text(j, "question", s ? ent_scenario_text(s, "question", language) : "");
  ent_json_int(j, "draws", s ? (uint64_t)ent_scenario_draws(s) : 0);
  ent_json_text(j, "seed", seed);
  serve_put_views(j, s);
}

/* What a scenario is, once loaded; a broken one, how broken. */
static void put_loaded(ent_json *j, const host_load *load, const char *language)
{
  ent_json_flag(j, "ok", load->scenario != NULL);
  ent_json_int(j, "errors", (uint64_t)load->problems);
  put_said(j, load->scenario, language);
}

/* The members of a scenario, in an object that is open. */
static void put_scenario(serve *s, ent_json *j, const char *id, const serve_found *f, bool with_text)
{
  host_load load;
  serve_load(s, f, NULL, &load);
  const bool snapshot = !f->is_draft && !load.text.data && load.scenario;
  ent_json_text(j, "id", id);
  ent_json_text(j, "kind", f->is_draft ? "draft" : snapshot ? "snapshot" : "file");
  ent_json_text(j, "path", f->is_draft ? "" : f->item->path);
  ent_json_text(j, "base", f->is_draft ? f->draft.base : "");
  put_modified(j, f);
  put_loaded(j, &load, f->language ? f->language : s->call->language);
  put_last_run(s, id, j);
  if (with_text) ent_json_text(j, "text", f->is_draft ? f->draft.text : load.text.data ? load.text.data : "");
  host_load_free(&load);
}

/* ---- lists ----------------------------------------------------------------------------------------- */

typedef struct names {
  ent_arena *arena;
  struct name {
    const char *text;
    struct name *next;
  } * first, **end;
} names;

static bool note_name(void *ctx, const host_draft *draft)
{
  names *const n = ctx;
  struct name *const one = ENT_NEW(n->arena, struct name, 1);
  if (one) one->text = ent_arena_text(n->arena, draft->name, strlen(draft->name));
  if (!one || !one->text) return false;
  *n->end = one;
  n->end = &one->next;
  return true;
}

/* The names first: a draft is loaded while nobody else waits for the store. */
static ent_status put_drafts(serve *s, const char *language, serve_out *o, ent_error *err)
{
  names n = {.arena = &o->arena};
  n.end = &n.first;
  pthread_mutex_lock(&s->storing);
  const ent_status status = host_store_list_drafts(s->store, note_name, &n, err);
  pthread_mutex_unlock(&s->storing);
  for (const struct name *one = n.first; status == ENT_OK && one; one = one->next) {
    char id[SERVE_ID_MAX + 16];
    serve_found f;
    snprintf(id, sizeof id, "draft.%.70s", one->text);
    if (serve_look(s, id, &f, NULL) != ENT_OK) continue; /* deleted meanwhile */
    f.language = language;
    ent_json_open(&o->j, NULL, '{');
    put_scenario(s, &o->j, id, &f, false);
    ent_json_close(&o->j, '}');
    serve_found_free(&f);
  }
  return status;
}

host_turn serve_scenarios(serve *s, const host_request *q, host_reply *reply)
{
  serve_out o;
  ent_error err = {.code = ENT_OK};
  const char *const language = host_request_argument(q, "lang");
  serve_out_open(s, &o);
  ent_json_open(&o.j, "scenarios", '[');
  for (int i = 0; i < s->items; i++) {
    const serve_found f = {.item = &s->item[i], .language = language};
    ent_json_open(&o.j, NULL, '{');
    put_scenario(s, &o.j, s->item[i].id, &f, false);
    ent_json_close(&o.j, '}');
  }
  const ent_status status = put_drafts(s, language, &o, &err);
  ent_json_close(&o.j, ']');
  if (status == ENT_OK) return serve_send(&o, 200, reply);
  ent_arena_close(&o.arena);
  return serve_refuse(s, serve_status(status), &err, reply);
}

static host_turn send_scenario(serve *s, int status, const char *id, const char *language, host_reply *reply)
{
  serve_found f;
  ent_error err = {.code = ENT_OK};
  const ent_status found = serve_look(s, id, &f, &err);
  if (found != ENT_OK) return serve_refuse(s, serve_status(found), &err, reply);
  serve_out o;
  f.language = language;
  serve_out_open(s, &o);
  put_scenario(s, &o.j, id, &f, true);
  serve_found_free(&f);
  return serve_send(&o, status, reply);
}

host_turn serve_scenario(serve *s, const char *id, const host_request *q, host_reply *reply)
{
  return send_scenario(s, 200, id, host_request_argument(q, "lang"), reply);
}

/* ---- checking -------------------------------------------------------------------------------------- */

/* Uncertain inputs that name no source, as `entente check` warns of them. */
static void put_warnings(ent_json *j, const ent_scenario *s, int *uncertain)
{
  const int inputs = ent_scenario_inputs(s);
  int shown = 0;
  *uncertain = 0;
  ent_json_open(j, "warnings", '[');
  for (int i = 0; i < inputs; i++) {
    ent_input_info info;
    if (!ent_scenario_input(s, i, &info) || info.known) continue;
    ++*uncertain;
    if (info.source[0] || info.citation[0] || info.line == 0 || shown++ >= WARNINGS_MAX) continue;
    ent_error warning;
    ent_fail_join(&warning, ENT_REFERENCE, info.line, info.column, info.path, "\"", info.text,
                  "\" is uncertain and names no source.", (char *)NULL);
    serve_put_error(j, NULL, &warning, "");
  }
  ent_json_close(j, ']');
}

static host_turn send_check(serve *s, const host_load *load, const char *language, host_reply *reply)
{
  serve_out o;
  serve_out_open(s, &o);
  ent_json_flag(&o.j, "ok", load->scenario != NULL);
  ent_json_int(&o.j, "found", (uint64_t)load->problems);
  serve_put_problems(&o.j, load);
  if (load->scenario) {
    int uncertain = 0;
    put_warnings(&o.j, load->scenario, &uncertain);
    ent_json_int(&o.j, "inputs", (uint64_t)ent_scenario_inputs(load->scenario));
    ent_json_int(&o.j, "uncertain", (uint64_t)uncertain);
    put_said(&o.j, load->scenario, language);
  }
  return serve_send(&o, 200, reply);
}

host_turn serve_check(serve *s, const host_request *q, host_reply *reply)
{
  host_ask ask;
  ent_error err = {.code = ENT_OK};
  const ent_status status = host_ask_read(q->body, q->size, &ask, &err);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  if (!ask.text) {
    host_ask_free(&ask);
    return serve_say(s, 400, ENT_SCHEMA, "text", "The text of the scenario to check is missing.", reply);
  }
  serve_found from = {.item = NULL};
  if (ask.base && ask.base[0]) serve_look(s, ask.base, &from, NULL);
  host_load load;
  serve_load(s, &from, &ask, &load);
  const host_turn turn = send_check(s, &load, ask.language ? ask.language : s->call->language, reply);
  host_load_free(&load);
  serve_found_free(&from);
  host_ask_free(&ask);
  return turn;
}

/* ---- drafts ---------------------------------------------------------------------------------------- */

static ent_status keep_draft(serve *s, const host_ask *ask, ent_error *err)
{
  if (!ask->name || !ask->text) {
    *err = (ent_error){.code = ENT_SCHEMA, .message = "A draft needs a name and a text."};
    return ENT_SCHEMA;
  }
  const char *base = ask->base ? ask->base : "";
  serve_found from = {.item = NULL};
  if (base[0] && serve_look(s, base, &from, NULL) == ENT_OK && from.is_draft) base = from.item ? from.item->id : "";
  const host_draft draft = {.name = ask->name, .base = base, .text = ask->text, .modified = ""};
  pthread_mutex_lock(&s->storing);
  const ent_status status = host_store_put_draft(s->store, &draft, err);
  pthread_mutex_unlock(&s->storing);
  serve_found_free(&from);
  return status;
}

host_turn serve_draft(serve *s, const host_request *q, host_reply *reply)
{
  host_ask ask;
  ent_error err = {.code = ENT_OK};
  ent_status status = host_ask_read(q->body, q->size, &ask, &err);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  status = keep_draft(s, &ask, &err);
  char id[SERVE_ID_MAX + 16] = "";
  if (status == ENT_OK) snprintf(id, sizeof id, "draft.%.70s", ask.name);
  host_ask_free(&ask);
  return status == ENT_OK ? send_scenario(s, 201, id, NULL, reply) : serve_refuse(s, serve_status(status), &err, reply);
}

host_turn serve_draft_delete(serve *s, const char *name, host_reply *reply)
{
  ent_error err = {.code = ENT_OK};
  pthread_mutex_lock(&s->storing);
  const ent_status status = host_store_delete_draft(s->store, name, &err);
  pthread_mutex_unlock(&s->storing);
  if (status != ENT_OK) return serve_refuse(s, serve_status(status), &err, reply);
  char id[SERVE_ID_MAX + 16];
  snprintf(id, sizeof id, "draft.%.70s", name);
  serve_out o;
  serve_out_open(s, &o);
  ent_json_text(&o.j, "deleted", id);
  return serve_send(&o, 200, reply);
}
