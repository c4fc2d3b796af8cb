/* glue.c - how does a page ask the engine that it carries?
 *
 * One author's scenario, one changed copy of it, one answer.  A page runs on one thread at a time, so all of this is one
 * static state.  The memory is wasi-libc's, which asks the browser for pages and imports nothing. */
#include "glue.h"

#include "base/fail.h"
#include "model/tree.h"
#include "report_parts.h"
#include "study/json.h"

#include <stdlib.h>
#include <string.h>

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

static const ent_allocator memory = {.resize = resize, .ctx = NULL};

static struct {
  char *room;
  uint32_t room_size;
  void *snapshot;
  size_t snapshot_size;
  ent_builder *builder; /* behind the scenario */
  ent_scenario *scenario;
  ent_answer *answer;
  ent_drawing part;
  ent_arena arena; /* behind the output */
  const void *output;
  size_t output_size;
} g;

/* ---- in and out ---------------------------------------------------------------------------------------------- */

void *living_room(uint32_t size)
{
  char *const room = (char *)realloc(g.room, (size_t)size + 1);
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

static void clear_output(void)
{
  if (g.arena.from.resize) ent_arena_close(&g.arena);
  ent_arena_open(&g.arena, &memory);
  ent_drawing_free(&g.part, &memory);
  g.part = (ent_drawing){0};
  g.output = NULL;
  g.output_size = 0;
}

static int put_out(const ent_writer *w)
{
  if (w->failed) return ENT_NOMEM;
  g.output = w->data;
  g.output_size = w->size;
  return ENT_OK;
}

static int put_error(const ent_error *err)
{
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, &g.arena);
  ent_json_open(&j, NULL, '{');
  ent_json_int(&j, "code", (uint64_t)err->code);
  ent_json_text(&j, "path", err->path);
  ent_json_text(&j, "message", err->message);
  ent_json_int(&j, "line", (uint64_t)(err->line > 0 ? err->line : 0));
  ent_json_int(&j, "column", (uint64_t)(err->column > 0 ? err->column : 0));
  ent_json_close(&j, '}');
  put_out(&j.w);
  return err->code != ENT_OK ? (int)err->code : (int)ENT_INTERNAL;
}

/* The room holds `size` bytes?  Its NUL behind them is always there. */
static bool in_room(uint32_t size)
{
  return g.room && size <= g.room_size;
}

/* ---- the scenario -------------------------------------------------------------------------------------------- */

static void drop_answer(void)
{
  ent_answer_free(g.answer);
  g.answer = NULL;
}

/* The value behind `at`: pairs of texts up to `end`. */
static ent_status set_all(ent_builder *b, const char *at, const char *end, ent_error *err)
{
  while (at < end) {
    const char *const path = at, *const text = path + strlen(path) + 1;
    if (text > end) return ent_fail(err, ENT_ARGUMENT, path, "A path comes with a value.");
    const ent_status status = ent_builder_set(b, path, text, err);
    if (status != ENT_OK) return status;
    at = text + strlen(text) + 1;
  }
  return ENT_OK;
}

/* The author's scenario with changes; replaces what is there only when it is sound. */
static int seal_with(const char *changes, uint32_t size)
{
  ent_builder *builder = NULL;
  ent_scenario *scenario = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  ent_status status = ent_builder_open(&memory, &builder, &err);
  if (status == ENT_OK) status = ent_builder_load(builder, g.snapshot, g.snapshot_size, &err);
  if (status == ENT_OK) status = set_all(builder, changes, changes + size, &err);
  if (status == ENT_OK) status = ent_scenario_seal(builder, &memory, &scenario, &err, 1, &found);
  if (status != ENT_OK) {
    ent_builder_close(builder);
    return put_error(&err);
  }
  drop_answer();
  ent_scenario_free(g.scenario);
  ent_builder_close(g.builder);
  g.scenario = scenario;
  g.builder = builder;
  return ENT_OK;
}

int living_open(uint32_t size)
{
  clear_output();
  void *const copy = in_room(size) ? malloc((size_t)size + 1) : NULL;
  if (!copy) return ENT_NOMEM;
  memcpy(copy, g.room, size);
  free(g.snapshot);
  g.snapshot = copy;
  g.snapshot_size = size;
  return seal_with("", 0);
}

int living_change(uint32_t size)
{
  clear_output();
  if (!in_room(size) || !g.snapshot) return ENT_ARGUMENT;
  return seal_with(g.room, size);
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
    ent_value_write(input->p50, input->unit, 2, text);
  else
    ent_range_write(input->p5, input->p95, input->unit, 2, text);
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
  return consent && strlen(path) > 9 && memcmp(path, "consents.", 9) == 0 && !ent_node_at(g.builder->root, consent);
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
  const ent_node *const rule = ent_node_at(g.builder->root, path.data);
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
  clear_output();
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
  return put_out(&j.w);
}

/* ---- draws ---------------------------------------------------------------------------------------------------- */

/* An executor that works on blocks from `first` only and keeps their slots (count), or one that is given the slots of the
 * first blocks of its first job and works on the rest (answer). */
typedef struct blocks {
  uint64_t first, count;
  char *slots;
  const char *given;
  size_t given_size;
} blocks;

static ent_status count_blocks(void *ctx, const ent_job *job, ent_error *err)
{
  const blocks *const b = ctx;
  void *const scratch = malloc(job->scratch_size + 1);
  if (!scratch) return ent_fail(err, ENT_NOMEM, "", "There is no memory to run the draws.");
  for (uint64_t i = 0; i < b->count && b->first + i < job->blocks; i++)
    job->work(job->shared, b->first + i, b->slots + i * job->slot_size, scratch);
  free(scratch);
  return ENT_OK;
}

int living_count(uint64_t seed, uint32_t draws, uint32_t first, uint32_t count)
{
  clear_output();
  const size_t size = (size_t)count * sizeof(ent_ensemble);
  ent_error err = {.code = ENT_OK};
  if (!g.scenario || count > 4096) return ENT_ARGUMENT;
  blocks b = {.first = first, .count = count, .slots = ENT_NEW(&g.arena, char, size)};
  ent_ensemble *const unused = ENT_NEW(&g.arena, ent_ensemble, 1);
  if (!b.slots || !unused) return ENT_NOMEM;
  const ent_executor executor = {.run = count_blocks, .ctx = &b};
  const ent_status status = ent_ensemble_run(g.scenario, seed, draws, NULL, 0, &executor, &memory, unused, &err);
  if (status != ENT_OK) return put_error(&err);
  g.output = b.slots;
  g.output_size = size;
  return ENT_OK;
}

static ent_status run_blocks(void *ctx, const ent_job *job, ent_error *err)
{
  blocks *const b = ctx;
  const uint64_t given = job->slot_size > 0 ? b->given_size / job->slot_size : 0;
  char *const slot = malloc(job->slot_size + 1), *const scratch = malloc(job->scratch_size + 1);
  for (uint64_t i = 0; slot && scratch && i < job->blocks; i++) {
    if (i < given)
      memcpy(slot, b->given + i * job->slot_size, job->slot_size);
    else
      job->work(job->shared, i, memset(slot, 0, job->slot_size), scratch);
    job->merge(job->total, i, slot);
  }
  const bool good = slot && scratch;
  free(slot);
  free(scratch);
  b->given_size = 0; /* the first job is the ensemble; what follows are studies */
  return good ? ENT_OK : ent_fail(err, ENT_NOMEM, "", "There is no memory to run the draws.");
}

int living_answer(uint64_t seed, uint32_t draws, uint32_t study_draws, int quick, uint32_t size)
{
  clear_output();
  ent_error err = {.code = ENT_OK};
  if (!g.scenario || !in_room(size) || size % sizeof(ent_ensemble) != 0) return ENT_ARGUMENT;
  drop_answer();
  blocks b = {.given = g.room, .given_size = size};
  const ent_executor executor = {.run = run_blocks, .ctx = &b};
  const ent_options options = {
    .seed = seed, .draws = draws, .study_draws = study_draws, .executor = &executor, .quick = quick != 0};
  const ent_status status = ent_answer_run(g.scenario, &options, &memory, &g.answer, &err);
  return status == ENT_OK ? ENT_OK : put_error(&err);
}

/* ---- the answer ----------------------------------------------------------------------------------------------- */

int living_part(uint32_t size)
{
  clear_output();
  ent_error err = {.code = ENT_OK};
  if (!g.answer || !in_room(size)) return ENT_ARGUMENT;
  const ent_status status = report_part_make(g.answer, g.room, &memory, &g.part, &err);
  if (status != ENT_OK) return put_error(&err);
  g.output = g.part.text;
  g.output_size = g.part.size;
  return ENT_OK;
}

static int put_text(ent_status (*write)(ent_answer *, const char **, size_t *, ent_error *))
{
  clear_output();
  const char *text = NULL;
  ent_error err = {.code = ENT_OK};
  if (!g.answer) return ENT_ARGUMENT;
  const ent_status status = write(g.answer, &text, &g.output_size, &err);
  if (status != ENT_OK) return put_error(&err);
  g.output = text;
  return ENT_OK;
}

int living_json(void)
{
  return put_text(ent_answer_json);
}

int living_csv(void)
{
  return put_text(ent_answer_csv);
}

int living_sha256(uint32_t size)
{
  static const char digits[] = "0123456789abcdef";
  uint8_t digest[32];
  clear_output();
  if (!in_room(size)) return ENT_ARGUMENT;
  ent_sha256(g.room, size, digest);
  ent_writer w;
  ent_writer_open(&w, &g.arena);
  for (int i = 0; i < 32; i++) {
    ent_write_bytes(&w, &digits[digest[i] >> 4], 1);
    ent_write_bytes(&w, &digits[digest[i] & 15], 1);
  }
  return put_out(&w);
}
