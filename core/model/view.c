/* view.c - how does somebody else see this question?
 *
 * A view is a map of changes.  To see the scenario so, its snapshot is put back into a builder, the view's texts are set as
 * `--set` would, and all is sealed again: what a view can do is what a reader can do.  Cost: that of a seal. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "check.h"
#include "scenario.h"
#include "schema.h"
#include "seal.h"

int ent_scenario_views(const ent_scenario *s)
{
  return s->views;
}

int ent_scenario_find_view(const ent_scenario *s, const char *key)
{
  for (int i = 0; i < s->views; i++)
    if (strcmp(s->view[i].key, key) == 0) return i;
  return -1;
}

bool ent_scenario_view(const ent_scenario *s, int index, ent_view_info *out)
{
  if (index < 0 || index >= s->views) return false;
  const ent_view *v = &s->view[index];
  const char *citation = "";
  for (int i = 0; i < s->sources; i++)
    if (strcmp(s->source[i].key, v->source) == 0) citation = s->source[i].title;
  *out = (ent_view_info){.key = v->key,
                         .name = v->name,
                         .note = v->note,
                         .source = v->source,
                         .citation = citation,
                         .pairs = v->set->count,
                         .line = v->set->parent->key_at.line,
                         .column = v->set->parent->key_at.column};
  return true;
}

/* The text at a path as the scenario stands: its own, else what an input holds there, else the field's default. */
static const char *text_now(const ent_scenario *s, const char *path, int input)
{
  const ent_node *n = ent_node_at(s->root, path);
  const ent_node *value = n && n->kind == ENT_NODE_MAP ? ent_node_child(n, "value") : n;
  if (value && value->kind == ENT_NODE_SCALAR) return value->text;
  if (input >= 0) return s->input[input].text;
  const ent_field_row *f = ent_field_at(s->root, path);
  return f ? f->fallback : "";
}

bool ent_scenario_view_pair(const ent_scenario *s, int view, int pair, ent_view_pair *out)
{
  const ent_node *k = view >= 0 && view < s->views ? ent_node_item(s->view[view].set, pair) : NULL;
  if (!k) return false;
  const int input = ent_scenario_find_input(s, k->key);
  *out = (ent_view_pair){.path = k->key,
                         .text = k->text,
                         .now = text_now(s, k->key, input),
                         .label = input >= 0 ? s->input[input].label : k->key,
                         .line = k->at.line,
                         .column = k->at.column};
  return true;
}

int ent_scenario_seen_by(const ent_scenario *s)
{
  int best = -1;
  for (int v = 0; v < s->views; v++) {
    ent_view_pair pair;
    bool all = true;
    for (int i = 0; all && ent_scenario_view_pair(s, v, i, &pair); i++) all = strcmp(pair.now, pair.text) == 0;
    if (all && (best < 0 || s->view[v].set->count > s->view[best].set->count)) best = v;
  }
  return best;
}

static ent_status no_view(const ent_node *views, const char *key, ent_error *err)
{
  const char *names[ENT_VIEWS_MAX];
  size_t count = 0;
  for (const ent_node *n = views && views->kind == ENT_NODE_MAP ? views->first : NULL; n && count < ENT_VIEWS_MAX;
       n = n->next)
    names[count++] = n->key;
  const char *meant = ent_suggest(key, strlen(key), names, count);
  return ent_fail_join(err, ENT_REFERENCE, 0, 0, "views", "The scenario has no view \"", key,
                       meant   ? "\"; did you mean \""
                       : count ? "\"; entente views lists them."
                               : "\"; it has none but the author's.",
                       meant ? meant : "", meant ? "\"?" : "", NULL);
}

ent_status ent_builder_view(ent_builder *b, const char *view, ent_error *err)
{
  const ent_node *views = b->root ? ent_node_child(b->root, "views") : NULL;
  const ent_node *own = views && views->kind == ENT_NODE_MAP ? ent_node_child(views, view) : NULL;
  const ent_node *set = own ? ent_node_child(own, "set") : NULL;
  if (!own) return no_view(views, view, err);
  ent_status status = ENT_OK;
  for (const ent_node *k = set && set->kind == ENT_NODE_MAP ? set->first : NULL; k && status == ENT_OK; k = k->next)
    if (k->kind == ENT_NODE_SCALAR) status = ent_builder_set(b, k->key, k->text, err);
  return status;
}

/* A value that came from a view has no place in the file but there. */
static void find_place(const ent_scenario *s, int view, ent_error *err)
{
  ent_view_pair pair;
  if (!err || err->line > 0) return;
  for (int i = 0; ent_scenario_view_pair(s, view, i, &pair); i++)
    if (strcmp(pair.path, err->path) == 0) {
      err->line = pair.line;
      err->column = pair.column;
    }
}

ent_status ent_scenario_changed(const ent_scenario *s, int view, const char *const *path, const char *const *text,
                                int count, const ent_allocator *memory, ent_scenario **out, ent_error *err)
{
  ent_builder *b = NULL;
  ent_error found;
  int errors = 0;
  if (view >= s->views) return ent_fail(err, ENT_ARGUMENT, "views", "A view is named by its number from 0.");
  ent_status status = ent_builder_open(memory, &b, err);
  if (status == ENT_OK) status = ent_builder_load(b, s->snapshot, s->snapshot_size, err);
  ent_builder_speak(b, s->tree->words);
  if (status == ENT_OK && view >= 0) status = ent_builder_view(b, s->view[view].key, err);
  for (int i = 0; status == ENT_OK && i < count; i++) status = ent_builder_set(b, path[i], text[i], err);
  if (status == ENT_OK) {
    status = ent_scenario_seal(b, memory, out, &found, 1, &errors);
    if (status != ENT_OK && err) *err = found;
  }
  if (status != ENT_OK) find_place(s, view, err);
  ent_builder_close(b);
  return status;
}
