/* glue.c - how does a page ask the engine that it carries?
 *
 * In and out, what can be argued about, and the answer as texts; scenarios.c and draws.c hold the rest.  A page runs on one
 * thread at a time, so all of this is one static state.  Memory: memory.c. */
#include "glue.h"
#include "state.h"

#include "base/fail.h"
#include "data.h"
#include "model/tree.h"
#include "report_parts.h"
#include "study/json.h"

#include <string.h>

glue_state g;

/* ---- in and out ---------------------------------------------------------------------------------------------- */

void *living_room(uint32_t size)
{
  char *const room = glue_memory.resize(NULL, g.room, 0, (size_t)size + 1);
  if (!room) return NULL;
  g.room = room;
  g.room_size = size;
  memset(room, 0, (size_t)size + 1);
  return room;
}

const void *living_output(void)
{
  return g.output;
}

uint32_t living_output_size(void)
{
  return (uint32_t)g.output_size;
}

void glue_clear(void)
{
  if (g.arena.from.resize) ent_arena_close(&g.arena);
  ent_arena_open(&g.arena, &glue_memory);
  ent_drawing_free(&g.part, &glue_memory);
  g.part = (ent_drawing){0};
  g.output = NULL;
  g.output_size = 0;
}

int glue_put(const ent_writer *w)
{
  if (w->failed) return ENT_NOMEM;
  g.output = w->data;
  g.output_size = w->size;
  return ENT_OK;
}

int glue_fail(const ent_error *err)
{
  char said[ENT_SAID_MAX];
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, &g.arena);
  ent_json_open(&j, NULL, '{');
  ent_json_int(&j, "code", (uint64_t)err->code);
  ent_json_text(&j, "path", err->path);
  ent_json_text(&j, "message", ent_error_say(g.spoken, err->message, said));
  ent_json_int(&j, "line", (uint64_t)(err->line > 0 ? err->line : 0));
  ent_json_int(&j, "column", (uint64_t)(err->column > 0 ? err->column : 0));
  ent_json_close(&j, '}');
  glue_put(&j.w);
  return err->code != ENT_OK ? (int)err->code : (int)ENT_INTERNAL;
}

/* The room holds `size` bytes?  Its NUL behind them is always there. */
bool glue_in_room(uint64_t size)
{
  return g.room && size <= g.room_size;
}

void glue_drop_answer(void)
{
  ent_answer_free(g.answer);
  g.answer = NULL;
}

/* ---- what can be argued about --------------------------------------------------------------------------------- */

static const char *const domains[ENT_DOMAIN_COUNT_] = {
#define X(name, text, shape) #name,
  ENT_DOMAIN_LIST(X)
#undef X
};

static void put_range(ent_json *j, const ent_input_info *input)
{
  char text[ENT_RANGE_MAX];
  if (input->known)
    ent_value_say(g.spoken, input->p50, input->unit, 2, text);
  else
    ent_range_say(g.spoken, input->p5, input->p95, input->unit, 2, text);
  ent_json_text(j, "shown", text);
}

/* The part of a path before its `points`-th point; the whole of it if it has fewer. */
static const char *before(const char *path, int points)
{
  size_t n = 0;
  for (; path[n]; n++)
    if (path[n] == '.' && --points == 0) break;
  return ent_arena_text(&g.arena, path, n);
}

/* A member without a consent of its own takes the default's: to change one number of it, all have to be stated. */
static bool inherits(const char *path)
{
  const char *const consent = before(path, 3);
  return consent && strlen(path) > 9 && memcmp(path, "consents.", 9) == 0 && !ent_node_at(g.scenario->root, consent);
}

/* What an actor has as the owner of a term is the engine's own: no field of a scenario holds it. */
static bool is_fixed(const char *path)
{
  return strlen(path) > 7 && memcmp(path, "owners.", 7) == 0;
}

static void put_input(ent_json *j, const ent_input_info *input)
{
  ent_json_open(j, NULL, '{');
  ent_json_text(j, "path", input->path);
  ent_json_text(j, "label", input->label);
  ent_json_text(j, "text", input->text);
  ent_json_text(j, "words", input->words);
  ent_json_text(j, "domain", domains[input->domain]);
  ent_json_text(j, "unit", input->unit);
  ent_json_flag(j, "known", input->known);
  ent_json_flag(j, "inherits", inherits(input->path));
  ent_json_number(j, "p5", input->p5);
  ent_json_number(j, "p50", input->p50);
  ent_json_number(j, "p95", input->p95);
  put_range(j, input);
  ent_json_text(j, "source", input->citation && *input->citation ? input->citation : input->source);
  ent_json_text(j, "note", input->note);
  ent_json_close(j, '}');
}

static void put_club(ent_json *j, const ent_seat_info *seat, int members)
{
  ent_writer path;
  ent_writer_open(&path, &g.arena);
  ent_put(&path, "clubs.");
  ent_put(&path, seat->club);
  ent_put(&path, ".rule");
  if (path.failed) {
    j->w.failed = true;
    return;
  }
  const ent_node *const rule = ent_node_at(g.scenario->root, path.data);
  if (!rule || rule->kind != ENT_NODE_SCALAR) return; /* one actor on its own has no rule */
  bool decides = false;
  ent_term_info term;
  for (int i = 0; ent_scenario_term(g.scenario, i, &term); i++)
    decides = decides || (term.included && term.essential && strcmp(term.owner, seat->club) == 0);
  ent_json_open(j, NULL, '{');
  ent_json_text(j, "path", path.data);
  ent_json_text(j, "name", seat->club_name);
  ent_json_text(j, "rule", rule->text);
  ent_json_int(j, "members", (uint64_t)members);
  ent_json_flag(j, "decides", decides);
  ent_json_close(j, '}');
}

/* What each view assumes instead: [path, text, the author's text]. */
static void put_views(ent_json *j)
{
  ent_view_info view;
  ent_view_pair pair;
  ent_json_open(j, "views", '[');
  for (int i = 0; ent_scenario_view(g.scenario, i, &view); i++) {
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "name", view.name);
    ent_json_text(j, "note", view.note);
    ent_json_open(j, "set", '[');
    for (int k = 0; ent_scenario_view_pair(g.scenario, i, k, &pair); k++) {
      ent_json_open(j, NULL, '[');
      ent_json_text(j, NULL, pair.path);
      ent_json_text(j, NULL, pair.text);
      ent_json_text(j, NULL, pair.now);
      ent_json_close(j, ']');
    }
    ent_json_close(j, ']');
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

int living_inputs(void)
{
  glue_clear();
  if (!g.scenario) return ENT_ARGUMENT;
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, &g.arena);
  ent_json_open(&j, NULL, '{');
  ent_json_open(&j, "inputs", '[');
  ent_input_info input;
  for (int i = 0; ent_scenario_input(g.scenario, i, &input); i++) {
    if (!is_fixed(input.path)) put_input(&j, &input);
  }
  ent_json_close(&j, ']');
  ent_json_open(&j, "clubs", '[');
  ent_seat_info seat, next;
  for (int i = 0, first = 0; ent_scenario_seat(g.scenario, i, &seat); i++) {
    if (ent_scenario_seat(g.scenario, i + 1, &next) && strcmp(next.club, seat.club) == 0) continue;
    put_club(&j, &seat, i + 1 - first);
    first = i + 1;
  }
  ent_json_close(&j, ']');
  put_views(&j);
  ent_json_open(&j, "terms", '{');
  ent_term_info term;
  for (int i = 0; ent_scenario_term(g.scenario, i, &term); i++) ent_json_text(&j, term.key, term.name);
  ent_json_close(&j, '}');
  ent_json_close(&j, '}');
  return glue_put(&j.w);
}

/* ---- the answer ----------------------------------------------------------------------------------------------- */

int living_part(uint32_t size)
{
  glue_clear();
  ent_error err = {.code = ENT_OK};
  if (!g.answer || !glue_in_room(size)) return ENT_ARGUMENT;
  const ent_status status = report_part_make(g.answer, g.room, &glue_memory, &g.part, &err);
  if (status != ENT_OK) return glue_fail(&err);
  g.output = g.part.text;
  g.output_size = g.part.size;
  return ENT_OK;
}

static int put_text(ent_status (*write)(ent_answer *, const char **, size_t *, ent_error *))
{
  glue_clear();
  const char *text = NULL;
  ent_error err = {.code = ENT_OK};
  if (!g.answer) return ENT_ARGUMENT;
  const ent_status status = write(g.answer, &text, &g.output_size, &err);
  if (status != ENT_OK) return glue_fail(&err);
  g.output = text;
  return ENT_OK;
}

int living_json(void)
{
  return put_text(ent_answer_json);
}

/* The verdict in short, for a look. */
int living_words(void)
{
  glue_clear();
  if (!g.answer) return ENT_ARGUMENT;
  const ent_ensemble *const e = &g.answer->ensemble;
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, &g.arena);
  ent_json_open(&j, NULL, '{');
  ent_json_int(&j, "draws", e->draws);
  ent_json_text(&j, "verdict", g.answer->headline);
  ent_json_text(&j, "weakest_gate", g.answer->weakest);
  ent_json_open(&j, "p", '[');
  for (int gate = 0; gate < ENT_GATES; gate++) ent_json_number(&j, NULL, ent_share_of(e->open[gate], e->draws).p);
  ent_json_number(&j, NULL, ent_share_of(e->all, e->draws).p);
  ent_json_close(&j, ']');
  ent_json_close(&j, '}');
  return glue_put(&j.w);
}

int living_csv(void)
{
  return put_text(ent_answer_csv);
}

int living_archive(void)
{
  ent_error err = {.code = ENT_OK};
  glue_clear();
  if (!g.answer) return ENT_ARGUMENT;
  const ent_status status = cli_data_make(g.answer, &glue_memory, &g.part, &err);
  if (status != ENT_OK) return glue_fail(&err);
  g.output = g.part.text;
  g.output_size = g.part.size;
  return ENT_OK;
}

int living_sha256(uint32_t size)
{
  static const char digits[] = "0123456789abcdef";
  uint8_t digest[32];
  glue_clear();
  if (!glue_in_room(size)) return ENT_ARGUMENT;
  ent_sha256(g.room, size, digest);
  ent_writer w;
  ent_writer_open(&w, &g.arena);
  for (int i = 0; i < 32; i++) {
    ent_write_bytes(&w, &digits[digest[i] >> 4], 1);
    ent_write_bytes(&w, &digits[digest[i] & 15], 1);
  }
  return glue_put(&w);
}
