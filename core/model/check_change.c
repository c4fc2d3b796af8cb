/* check_change.c - can this path of a scenario be given another value?
 *
 * A path is followed through the schema: records, maps, lists and numbers.  What a map or list holds must be there; a field
 * may be absent, since it then has its default.  So "what if" tests are checked before the first draw.
 * Cost: O(depth * siblings). */
#include <string.h>

#include "check.h"

/* Where a path has led: a record of the schema, or a map of numbers. */
typedef struct walk {
  const ent_node *root, *node; /* node: NULL below a field that is absent */
  ent_record record;
  const ent_field_row *field; /* the field that was named last */
} walk;

static const char *next_part(const char *path, char part[ENT_PATH_MAX])
{
  size_t size = 0;
  while (path[size] && path[size] != '.') size++;
  const size_t kept = size < ENT_PATH_MAX ? size : ENT_PATH_MAX - 1;
  memcpy(part, path, kept);
  part[kept] = '\0';
  return path + size + (path[size] == '.');
}

static bool step_down(walk *w, const char *part)
{
  w->node = w->node ? ent_node_step(w->node, part, strlen(part)) : NULL;
  return w->node != NULL;
}

/* Below consents: an owner that is listed, then for a club a member; fields a member does not name come from the default. */
static const char *enter_consents(walk *w, const char *path)
{
  char part[ENT_PATH_MAX];
  path = next_part(path, part);
  if (!step_down(w, part)) return NULL;
  const char *rest = next_part(path, part);
  w->record = ENT_RECORD_consent;
  if (ent_record_field(ENT_RECORD_consent, part)) return path;
  const bool listed = ent_node_child(w->node, part) || ent_node_child(ent_node_child(w->root, "actors"), part);
  w->node = ent_node_child(w->node, part);
  return listed ? rest : NULL;
}

static bool is_single(const ent_field_row *f)
{
  static const ent_type many[] = {ENT_TYPE_REFS, ENT_TYPE_ONE,     ENT_TYPE_MAP,
                                  ENT_TYPE_LIST, ENT_TYPE_NUMBERS, ENT_TYPE_TREE};
  for (size_t i = 0; f && i < sizeof many / sizeof *many; i++)
    if (f->type == many[i]) return false;
  return f != NULL;
}

const ent_field_row *ent_field_at(const ent_node *root, const char *path)
{
  char part[ENT_PATH_MAX];
  walk w = {.root = root, .node = root, .record = ENT_RECORD_scenario};
  for (int depth = 0; path && *path && depth < ENT_TREE_DEPTH_MAX; depth++) {
    path = next_part(path, part);
    w.field = ent_record_field(w.record, part);
    if (!w.field) return NULL;
    w.node = w.node ? ent_node_child(w.node, part) : NULL;
    if (!*path) break;
    if (w.field == &ent_field_table[ENT_FIELD_scenario_consents]) {
      path = enter_consents(&w, path);
      continue;
    }
    if (w.field->type == ENT_TYPE_MAP || w.field->type == ENT_TYPE_LIST) {
      path = next_part(path, part);
      if (!step_down(&w, part)) return NULL;
    } else if (w.field->type == ENT_TYPE_NUMBERS) {
      path = next_part(path, part);
      return *path || !*part ? NULL : w.field;
    } else if (w.field->type != ENT_TYPE_ONE) {
      return NULL;
    }
    w.record = ent_record_find(w.field->detail);
    w.field = NULL;
  }
  return path && !*path && is_single(w.field) ? w.field : NULL;
}
