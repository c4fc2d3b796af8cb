/* report_living.c - how does a page come to carry the engine that made it?
 *
 * At the end of the page stand, packed (apps/press) and in base64, the module with the catalogues and the script, and the
 * snapshot of the sealed scenario with the pictures for telephones; what the author's answer was (seed, draws, SHA-256 of its
 * JSON); and one script, which unpacks the rest and which the page's policy admits by its hash; nothing else can run and
 * nothing can be fetched.  Parts that change when an assumption does stand between marks (comments), where
 * the script puts what the same C code, run in the browser, writes for them.  Without script a telephone shows the wide
 * pictures.  Built without the module, and in the module itself (the page has its script already), all of this is left out.
 * Cost: 4/3 of the packed bytes; some 0.7 s a MB of snapshot. */
#include "report_parts.h"
#include "entente_files.h"
#include "model/scenario.h"
#include "study/json.h"

#include <string.h>

#ifdef ENT_LIVING

#include "press.h"

/* Parts that follow the reader's assumptions; */
static const char *const living_parts[] = {
  "confidence",      "tiles",          "deal",        "tipping",    "drivers_note", "worth",          "outcomes",
  "members",         "winsets",        "claims",      "precedents", "chart_gates",  "chart_worlds",   "chart_drivers",
  "chart_members",   "chart_survival", "chart_trust", "chart_map",  "chart_flips",  "chart_triangle", "chart_landscape",
  "chart_precedents"};
/* and those that follow the reader's language alone, because they tell what the author assumed. */
static const char *const told_parts[] = {
  "title",       "question",    "translated_titles", "summary",        "worth_title",
  "assumptions", "series",      "sources",           "computed",       "views",
  "trade",       "chart_flows", "chart_frontier",    "chart_coalition"};

const char *report_living_mark(const char *part)
{
  for (size_t i = 0; i < sizeof living_parts / sizeof *living_parts; i++)
    if (strcmp(living_parts[i], part) == 0) return "<!--live ";
  for (size_t i = 0; i < sizeof told_parts / sizeof *told_parts; i++)
    if (strcmp(told_parts[i], part) == 0) return "<!--told ";
  return NULL;
}

/* In an English page the text that follows is the key itself. */
void report_living_said(report *r, const char *english)
{
  ent_put(&r->w, r->a->words ? "<!--say " : "<!--say");
  if (r->a->words) ent_put_xml(&r->w, english);
  ent_put(&r->w, "-->");
}

static void put_base64(report *r, const uint8_t *data, size_t size)
{
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < size; i += 3) {
    const size_t left = size - i;
    const uint32_t bits =
      (uint32_t)data[i] << 16 | (left > 1 ? (uint32_t)data[i + 1] << 8 : 0) | (left > 2 ? (uint32_t)data[i + 2] : 0);
    const char four[4] = {digits[bits >> 18], digits[bits >> 12 & 63], left > 1 ? digits[bits >> 6 & 63] : '=',
                          left > 2 ? digits[bits & 63] : '='};
    ent_write_bytes(&r->w, four, 4);
  }
}

static void hex(const uint8_t digest[32], char out[65])
{
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < 32; i++) {
    out[2 * i] = digits[digest[i] >> 4];
    out[2 * i + 1] = digits[digest[i] & 15];
  }
  out[64] = '\0';
}

static const char *whole(uint64_t value, char out[24])
{
  char *at = out + 23;
  *at = '\0';
  do {
    *--at = (char)('0' + value % 10);
    value /= 10;
  } while (value > 0);
  return at;
}

/* Paths of the inputs that matter most, and the smallest set of changes that turns the verdict. */
static void put_paths(const report *r, ent_json *j)
{
  ent_input_info input;
  char shown[ENT_VALUE_MAX];
  ent_json_open(j, "drivers", '[');
  for (int i = 0; i < r->a->drivers && i < 10; i++)
    if (ent_scenario_input(r->s, r->a->driver[i].input, &input)) ent_json_text(j, NULL, input.path);
  ent_json_close(j, ']');
  ent_json_open(j, "set", '[');
  for (int i = 0; r->a->set_found && i < r->a->set_size; i++) {
    if (!ent_scenario_input(r->s, r->a->set[i].input, &input)) continue;
    ent_json_open(j, NULL, '{');
    ent_json_text(j, "path", input.path);
    ent_json_number(j, "value", r->a->set[i].value);
    ent_value_say(r->a->words, r->a->set[i].value, input.unit, 2, shown);
    ent_json_text(j, "shown", shown);
    ent_json_close(j, '}');
  }
  ent_json_close(j, ']');
}

/* What the author's answer was, for the script.  Its JSON is kept by its hash: it is as long as the rest of the page. */
static void put_author(report *r)
{
  const char *text = NULL;
  size_t size = 0;
  uint8_t digest[32];
  char name[65], digits[24];
  /* The text goes into the answer's own memory; nothing that a reader of the answer sees changes. */
  const ent_status status = ent_answer_json((ent_answer *)r->a, &text, &size, r->err);
  if (status != ENT_OK) {
    r->status = status;
    return;
  }
  ent_sha256(text, size, digest);
  hex(digest, name);
  ent_json j = {.comma = false};
  ent_writer_open(&j.w, &r->arena);
  ent_json_open(&j, NULL, '{');
  ent_json_text(&j, "id", ent_scenario_id(r->s));
  ent_json_text(&j, "seed", whole(r->a->seed, digits)); /* 64 bits: more than a number of the script can hold */
  ent_json_int(&j, "draws", r->a->draws);
  ent_json_int(&j, "study_draws", r->a->study_draws);
  ent_json_text(&j, "language", ent_words_language(r->a->words));
  ent_json_text(&j, "command", r->command);
  ent_json_text(&j, "json_sha256", name);
  ent_json_int(&j, "json_size", size);
  ent_json_open(&j, "p", '[');
  for (int g = 0; g < ENT_GATES; g++) ent_json_number(&j, NULL, report_part(r, r->a->ensemble.open[g]));
  ent_json_number(&j, NULL, report_part(r, r->a->ensemble.all));
  ent_json_close(&j, ']');
  put_paths(r, &j);
  ent_json_close(&j, '}');
  if (j.w.failed) r->w.failed = true;
  ent_put(&r->w, j.w.data);
}

void report_living_policy(report *r)
{
  uint8_t digest[32];
  ent_sha256(entente_file_boot_js, entente_file_boot_js_size, digest);
  ent_put(&r->w, "script-src 'sha256-");
  put_base64(r, digest, sizeof digest);
  ent_put(&r->w, "' 'wasm-unsafe-eval' blob:; worker-src blob:; ");
}

void report_living_css(report *r)
{
  ent_write_bytes(&r->w, entente_file_living_css, entente_file_living_css_size);
}

/* Bytes for the page's script: <script type="text/plain" id="living-NAME" data-pieces="..">. */
static void put_block(report *r, const char *name, const char *pieces, const uint8_t *data, size_t size)
{
  ent_put(&r->w, "<script type=\"text/plain\" id=\"living-");
  ent_put(&r->w, name);
  ent_put(&r->w, "\" data-pieces=\"");
  ent_put(&r->w, pieces);
  ent_put(&r->w, "\">");
  put_base64(r, data, size);
  ent_put(&r->w, "</script>\n");
}

bool report_living_unfolds(void)
{
  return true;
}

/* The snapshot and the narrow pictures, one after the other, packed.  The model is large, so it is given back at once. */
static void put_snapshot(report *r)
{
  ent_writer both;
  ent_writer_open(&both, &r->arena);
  ent_snapshot_bare(&both, r->s->root, r->s->tree->table);
  const size_t snapshot = both.size;
  if (r->narrow) ent_write_bytes(&both, r->narrow->data, r->narrow->size);
  const uint32_t size[] = {(uint32_t)snapshot, (uint32_t)(both.size - snapshot)};
  press_model *const model = r->memory->resize(r->memory->ctx, NULL, 0, sizeof *model);
  uint8_t *const out = ENT_NEW(&r->arena, uint8_t, PRESS_ROOM(both.size, 2));
  if (both.failed || !model || !out || (r->narrow && r->narrow->failed) || both.size > PRESS_MODULE / 2)
    r->w.failed = true;
  else
    put_block(r, "snapshot", "snapshot narrow", out, press_pack((const uint8_t *)both.data, size, 2, model, out));
  if (model) r->memory->resize(r->memory->ctx, model, sizeof *model, 0);
}

#ifdef ENT_WORDS
#define CARRIED "engine zh-Hant zh-Hans script"
#else
#define CARRIED "engine script"
#endif

void report_living(report *r)
{
  put_block(r, "boot", "boot", entente_file_boot, entente_file_boot_size);
  put_block(r, "engine", CARRIED, entente_file_engine, entente_file_engine_size);
  put_snapshot(r);
  ent_put(&r->w, "<script type=\"application/json\" id=\"living-author\">");
  put_author(r);
  ent_put(&r->w, "</script>\n<script>");
  ent_write_bytes(&r->w, entente_file_boot_js, entente_file_boot_js_size);
  ent_put(&r->w, "</script>\n");
}

#else

const char *report_living_mark(const char *part)
{
  (void)part;
  return NULL;
}

void report_living_said(report *r, const char *english)
{
  (void)r;
  (void)english;
}

void report_living_policy(report *r)
{
  (void)r;
}

void report_living_css(report *r)
{
  (void)r;
}

bool report_living_unfolds(void)
{
  return false;
}

void report_living(report *r)
{
  (void)r;
}

#endif
