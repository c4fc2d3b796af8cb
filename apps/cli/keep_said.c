/* keep_said.c - how is a kept run told to somebody who reads another language than whoever made it?
 *
 * A run keeps what was said when it was made.  Its summary also keeps, under "texts", title, question and the labels of its
 * changes in every language, as the scenario has them; the verdict is said anew from the share that was kept, which gives back
 * the count exactly (passing = p * draws, and both are whole below 2^53).  A run that an older version kept has no "texts":
 * its title stays as it was.
 * Cost: to keep, a seal for each language when there are changes; to tell, microseconds. */
#include "json.h"
#include "keep.h"

#include "entente/study.h"
#include "host/language.h"

#include <math.h>
#include <string.h>

/* ---- keeping --------------------------------------------------------------------------------------- */

const char *keep_label(const ent_scenario *s, const char *path)
{
  ent_input_info info = {.label = ""};
  const int input = ent_scenario_find_input(s, path);
  if (input >= 0) ent_scenario_input(s, input, &info);
  return info.label && info.label[0] ? info.label : path;
}

static void put_labels(ent_json *j, const ent_scenario *s, const char *const *change, int changes)
{
  ent_json_open(j, "labels", '[');
  for (int i = 0; i < changes; i++) {
    char path[ENT_PATH_MAX] = "";
    const size_t size = strcspn(change[i], "=");
    if (change[i][size] && size < sizeof path) memcpy(path, change[i], size);
    if (change[i][size]) ent_json_text(j, NULL, keep_label(s, path));
  }
  ent_json_close(j, ']');
}

ent_status keep_speak(const host_load *from, const ent_words *words, host_load *load)
{
  const ent_allocator memory = host_memory();
  const uint8_t *snapshot = NULL;
  size_t size = 0;
  ent_scenario_snapshot(from->scenario, &snapshot, &size);
  const host_source source = {.path = from->path, .text = (const char *)snapshot, .size = size, .words = words};
  return host_load_source(&source, NULL, 0, &memory, load);
}

void keep_texts(ent_json *j, const host_load *load, const char *const *change, int changes)
{
  ent_json_open(j, "texts", '{');
  for (int i = 0; i < ENT_LANGUAGES; i++) {
    const char *const tag = host_language_tag((ent_language)i);
    host_load other;
    memset(&other, 0, sizeof other);
    const bool told = changes > 0 && keep_speak(load, cli_page_words(tag), &other) == ENT_OK;
    const ent_scenario *const s = told ? other.scenario : load->scenario;
    ent_json_open(j, tag, '{');
    ent_json_text(j, "title", ent_scenario_text(s, "title", tag));
    ent_json_text(j, "question", ent_scenario_text(s, "question", tag));
    put_labels(j, s, change, changes);
    ent_json_close(j, '}');
    host_load_free(&other);
  }
  ent_json_close(j, '}');
}

/* ---- telling --------------------------------------------------------------------------------------- */

/* A text of an object, decoded, in the arena; `as_kept` where there is none. */
static const char *text_of(const char *object, const char *key, const char *as_kept, ent_arena *arena)
{
  size_t size = 0;
  const char *const raw = object ? cli_json_member(object, key, &size) : NULL;
  char *const text = raw ? ENT_NEW(arena, char, size + 1) : NULL;
  return text && cli_json_read(raw, size, text, size + 1) ? text : as_kept;
}

/* "key": the value that stands there already. */
static void put_raw(ent_json *j, const char *key, const char *raw, size_t size)
{
  char *const text = ENT_NEW(j->w.arena, char, size + 1);
  if (!text) {
    j->w.failed = true;
    return;
  }
  memcpy(text, raw, size);
  text[size] = '\0';
  keep_json(j, key, text);
}

/* The changes with the labels of another language. */
static const char *said_changes(const char *changes, const char *texts, ent_arena *arena)
{
  ent_json j = {.comma = false};
  size_t size = 0, label_size = 0;
  const char *const labels = texts ? cli_json_member(texts, "labels", &size) : NULL;
  const char *label = labels ? cli_json_next(labels, NULL, &label_size) : NULL;
  const char *item = cli_json_next(changes, NULL, &size);
  ent_writer_open(&j.w, arena);
  ent_json_open(&j, NULL, '[');
  for (; item && label; item = cli_json_next(changes, item + size, &size)) {
    ent_json_open(&j, NULL, '{');
    ent_json_text(&j, "path", text_of(item, "path", "", arena));
    ent_json_text(&j, "value", text_of(item, "value", "", arena));
    put_raw(&j, "label", label, label_size);
    ent_json_close(&j, '}');
    label = cli_json_next(labels, label + label_size, &label_size);
  }
  ent_json_close(&j, ']');
  return item || j.w.failed ? changes : j.w.data; /* as kept where there are not as many labels */
}

/* The share that was kept; below 0 when there is none. */
static double kept_share(const char *summary)
{
  size_t size = 0, used = 0;
  double p = -1;
  const char *const all = cli_json_member(summary, "all", &size);
  const char *const text = all ? cli_json_member(all, "p", &size) : NULL;
  return text && ent_number_read(text, size, &p, &used) == ENT_OK ? p : -1;
}

static const char *said_summary(const host_run *run, const ent_words *words, ent_arena *arena)
{
  static const char *const kept[] = {"word", "all", "gates"};
  const ent_allocator memory = host_memory();
  const double p = kept_share(run->summary);
  char verdict[ENT_SAID_MAX];
  ent_json j = {.comma = false};
  if (p < 0 || p > 1) return run->summary;
  const uint64_t all = (uint64_t)floor(p * (double)run->draws + 0.5);
  if (ent_verdict_say(all, run->draws, words, &memory, verdict, NULL) != ENT_OK) return run->summary;
  ent_writer_open(&j.w, arena);
  ent_json_open(&j, NULL, '{');
  ent_json_text(&j, "verdict", verdict);
  for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
    size_t size = 0;
    const char *const raw = cli_json_member(run->summary, kept[i], &size);
    if (raw) put_raw(&j, kept[i], raw, size);
  }
  ent_json_close(&j, '}');
  return j.w.failed ? run->summary : j.w.data;
}

host_run keep_said(const host_run *run, const ent_words *words, ent_arena *arena)
{
  size_t size = 0;
  const char *const all = cli_json_member(run->summary, "texts", &size);
  const char *const texts = all ? cli_json_member(all, ent_words_language(words), &size) : NULL;
  host_run said = *run;
  said.memory = NULL; /* the texts are the arena's or the run's */
  said.title = text_of(texts, "title", run->title, arena);
  said.question = text_of(texts, "question", run->question, arena);
  said.changes = said_changes(run->changes, texts, arena);
  said.summary = said_summary(run, words, arena);
  return said;
}
