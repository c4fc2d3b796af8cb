/* scenarios.c - the author's scenario, the reader's, and the one under the reader's hand.
 *
 * While a hand moves, numbers change: the scenario is varied, which takes microseconds.  What is more than a number, such as
 * a rule, is sealed once and varied from there.  When the hand rests, all changes are sealed, so that digest and snapshot
 * are those of the changed text. */
#include "glue.h"
#include "state.h"

#include "base/fail.h"
#include "model/tree.h"
#include "model/vary.h"

#include <string.h>

/* The pair of texts at `at`: moves on to the next one; false at the end, or where a path has no value. */
static bool next_pair(const char **at, const char *end, const char **path, const char **text)
{
  if (*at >= end) return false;
  *path = *at;
  *text = *at + strlen(*at) + 1;
  if (*text >= end) return false;
  *at = *text + strlen(*text) + 1;
  return true;
}

static ent_status seal_with(const char *changes, size_t size, ent_scenario **out, ent_error *err)
{
  ent_builder *b = NULL;
  int found = 0;
  const char *at = changes, *path = NULL, *text = NULL;
  ent_status status = ent_builder_open(&glue_memory, &b, err);
  if (status == ENT_OK) status = ent_builder_load(b, g.snapshot, g.snapshot_size, err);
  if (status == ENT_OK) ent_builder_speak(b, g.spoken);
  while (status == ENT_OK && next_pair(&at, changes + size, &path, &text)) status = ent_builder_set(b, path, text, err);
  if (status == ENT_OK) status = ent_scenario_seal(b, &glue_memory, out, err, 1, &found);
  ent_builder_close(b);
  return status;
}

/* ---- the author's and the reader's ---- */

/* Frees a scenario that nobody needs any more. */
static void drop(ent_scenario *s)
{
  if (s != g.author && s != g.scenario && s != g.studied && s != g.base) ent_scenario_free(s);
}

int living_speak(uint32_t size)
{
  static ent_words words;
  ent_error err = {.code = ENT_OK};
  glue_clear();
  if (!glue_in_room(size) || g.author) return ENT_ARGUMENT;
  void *const copy = size > 0 ? glue_memory.resize(NULL, NULL, 0, size) : NULL;
  g.spoken = NULL;
  if (size == 0) return ENT_OK;
  if (!copy) return ENT_NOMEM;
  memcpy(copy, g.room, size);
  if (ent_words_open(copy, size, &words, &err) != ENT_OK) {
    glue_memory.resize(NULL, copy, 0, 0);
    return glue_fail(&err);
  }
  g.spoken = &words;
  return ENT_OK;
}

int living_open(uint32_t size)
{
  ent_error err = {.code = ENT_OK};
  glue_clear();
  void *const copy = glue_in_room(size) ? glue_memory.resize(NULL, NULL, 0, (size_t)size + 1) : NULL;
  if (!copy || g.author) return ENT_NOMEM; /* a page opens one report */
  memcpy(copy, g.room, size);
  g.snapshot = copy;
  g.snapshot_size = size;
  if (seal_with("", 0, &g.author, &err) != ENT_OK) return glue_fail(&err);
  g.scenario = g.base = g.author;
  return ENT_OK;
}

int living_change(uint32_t size)
{
  ent_scenario *changed = g.author;
  ent_error err = {.code = ENT_OK};
  glue_clear();
  if (!glue_in_room(size) || !g.author) return ENT_ARGUMENT;
  if (size > 0 && seal_with(g.room, size, &changed, &err) != ENT_OK) return glue_fail(&err);
  glue_drop_answer();
  ent_scenario *const before = g.scenario;
  g.scenario = changed;
  if (before != changed) drop(before);
  return ENT_OK;
}

/* ---- under the hand ---- */

/* Those of the changes that are more than numbers, as pairs; and the others. */
typedef struct sorted {
  ent_writer rest;
  ent_variation *number;
  int numbers;
} sorted;

static bool sort_changes(const char *changes, size_t size, sorted *out)
{
  const char *at = changes, *path = NULL, *text = NULL;
  int pairs = 0;
  while (next_pair(&at, changes + size, &path, &text)) pairs++;
  *out = (sorted){.number = ENT_NEW(&g.arena, ent_variation, pairs + 1)};
  ent_writer_open(&out->rest, &g.arena);
  for (at = changes; out->number && next_pair(&at, changes + size, &path, &text);) {
    if (ent_scenario_varies(g.author, path)) {
      out->number[out->numbers++] = (ent_variation){path, text};
      continue;
    }
    ent_write_bytes(&out->rest, path, strlen(path) + 1);
    ent_write_bytes(&out->rest, text, strlen(text) + 1);
  }
  return out->number && !out->rest.failed;
}

static bool same_base(const sorted *c)
{
  return c->rest.size == g.base_size && (g.base_size == 0 || memcmp(c->rest.data, g.base_changes, g.base_size) == 0);
}

static ent_scenario *look_before, *base_before;

/* From now on looks borrow from this base. */
static ent_status take_base(const sorted *c, ent_scenario *base, ent_error *err)
{
  char *const copy = glue_memory.resize(NULL, NULL, 0, c->rest.size + 1);
  if (!copy) return ent_fail(err, ENT_NOMEM, "", "There is no memory left for this page.");
  if (c->rest.size > 0) memcpy(copy, c->rest.data, c->rest.size);
  glue_memory.resize(NULL, g.base_changes, 0, 0);
  g.base_changes = copy;
  g.base_size = c->rest.size;
  base_before = g.base;
  g.base = base;
  return ENT_OK;
}

ent_status glue_look(const char *changes, uint32_t size, ent_error *err)
{
  sorted c;
  ent_scenario *look = NULL, *base = g.base;
  if (!sort_changes(changes, size, &c)) return ent_fail(err, ENT_NOMEM, "", "There is no memory left for this page.");
  const bool same = same_base(&c);
  ent_status status = ENT_OK;
  if (!same) base = g.author;
  if (!same && c.rest.size > 0) status = seal_with(c.rest.data, c.rest.size, &base, err);
  if (status == ENT_OK) status = ent_scenario_vary(base, c.number, c.numbers, &glue_memory, &look, err);
  if (status == ENT_REFERENCE)
    status = seal_with(changes, size, &look, err); /* which tells what is wrong, if anything is */
  if (status == ENT_OK && !same) status = take_base(&c, base, err);
  if (status != ENT_OK) {
    ent_scenario_free(look);
    if (base != g.base && base != g.author) ent_scenario_free(base);
    return status;
  }
  look_before = g.look;
  g.look = look;
  return ENT_OK;
}

void glue_look_done(void)
{
  if (look_before) ent_scenario_free(look_before);
  look_before = NULL;
  if (base_before && base_before != g.base && base_before != g.author) ent_scenario_free(base_before);
  base_before = NULL;
}
