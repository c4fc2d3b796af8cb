/* builder_set.c - changing one value by its path: the engine of `--set path=value` and of every "what if".
 *
 * A path names keys and list items from the root, joined by points.  A value that stands as {value: ..., source: ...}
 * keeps its source.  Ties may be named by their pair, "ties.RUS-CHN.slow", in either order.
 * Cost: O(depth * siblings). */
#include <string.h>

#include "base/fail.h"
#include "tree.h"

static bool same(const char *text, const char *part, size_t size)
{
  return text && strlen(text) == size && memcmp(text, part, size) == 0;
}

/* Is this list item the tie that `part` names as A-B or B-A? */
static bool names_tie(const ent_node *item, const char *part, size_t size)
{
  const ent_node *pair = ent_node_child(item, "between");
  const ent_node *a = ent_node_item(pair, 0), *b = ent_node_item(pair, 1);
  if (!a || !b || a->kind != ENT_NODE_SCALAR || b->kind != ENT_NODE_SCALAR) return false;
  for (size_t cut = 1; cut + 1 < size; cut++) {
    if (part[cut] != '-') continue;
    if (same(a->text, part, cut) && same(b->text, part + cut + 1, size - cut - 1)) return true;
    if (same(b->text, part, cut) && same(a->text, part + cut + 1, size - cut - 1)) return true;
  }
  return false;
}

static ent_node *find(ent_node *n, const char *part, size_t size)
{
  int number = 0;
  bool digits = size <= 6;
  for (size_t i = 0; i < size && digits; i++) {
    digits = part[i] >= '0' && part[i] <= '9';
    number = number * 10 + (part[i] - '0');
  }
  int index = 0;
  for (ent_node *c = n->first; c; c = c->next, index++) {
    if (n->kind == ENT_NODE_MAP && same(c->key, part, size)) return c;
    if (n->kind == ENT_NODE_LIST && digits && index == number) return c;
    if (n->kind == ENT_NODE_LIST && !digits && names_tie(c, part, size)) return c;
  }
  return NULL;
}

static ent_node *append(ent_builder *b, ent_node *parent, const char *key, size_t size, ent_node_kind kind)
{
  ent_node *n = ENT_NEW(&b->arena, ent_node, 1);
  const char *copy = n ? ent_arena_text(&b->arena, key, size) : NULL;
  if (!copy) return NULL;
  n->kind = kind;
  n->key = copy;
  n->key_hash = ent_name_hash(key, size);
  n->parent = parent;
  n->text = "";
  if (parent->last) parent->last->next = n;
  else parent->first = n;
  parent->last = n;
  parent->count++;
  b->nodes++;
  return n;
}

static ent_status set_scalar(ent_builder *b, ent_node *n, const char *text, ent_error *err, const char *path)
{
  const char *copy = ent_arena_text(&b->arena, text, strlen(text));
  if (!copy) return ent_fail(err, ENT_NOMEM, path, "There is no memory for the new value.");
  n->kind = ENT_NODE_SCALAR;
  n->first = n->last = NULL;
  n->count = 0;
  n->text = copy;
  n->size = strlen(copy);
  n->quoted = false;
  return ENT_OK;
}

ent_status ent_builder_set(ent_builder *b, const char *path, const char *text, ent_error *err)
{
  if (b->broken || !b->root || b->open)
    return ent_fail(err, ENT_ARGUMENT, path, "A value is set in a scenario that was read without error.");
  if (strlen(text) > ENT_TREE_TEXT_MAX || strlen(path) >= ENT_PATH_MAX)
    return ent_fail(err, ENT_LIMIT, "", "A path has at most 127 bytes and a text at most 4 MiB.");
  ent_node *n = b->root;
  const char *part = path;
  for (int depth = 0; depth < ENT_TREE_DEPTH_MAX; depth++) {
    size_t size = 0;
    while (part[size] && part[size] != '.') size++;
    if (size == 0) return ent_fail(err, ENT_ARGUMENT, path, "A path is made of keys joined by single points.");
    const bool last = part[size] == '\0';
    ent_node *c = find(n, part, size);
    if (!c && n->kind == ENT_NODE_LIST)
      return ent_fail(err, ENT_ARGUMENT, path, "A list item is named by its number from 0, or a tie by its pair A-B.");
    if (!c && n->kind == ENT_NODE_SCALAR)
      return ent_fail(err, ENT_ARGUMENT, path, "The path goes on below a single value.");
    if (!c) c = append(b, n, part, size, last ? ENT_NODE_SCALAR : ENT_NODE_MAP);
    if (!c) return ent_fail(err, ENT_NOMEM, path, "There is no memory for the new value.");
    if (last) {
      ent_node *value = c->kind == ENT_NODE_MAP ? find(c, "value", 5) : NULL;
      return set_scalar(b, value ? value : c, text, err, path);
    }
    n = c;
    part += size + 1;
  }
  return ent_fail(err, ENT_LIMIT, path, "A path has at most 64 parts.");
}
