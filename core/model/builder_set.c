/* builder_set.c - changing one value by its path: the engine of `--set path=value` and of every "what if".
 *
 * A path names keys and list items from the root, joined by points.  A value that stands as {value: ..., source: ...}
 * keeps its source.  Ties may be named by their pair, "ties.RUS-CHN.slow", in either order.
 * Cost: O(depth * siblings). */
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "tree.h"

static ent_node *find(const ent_node *n, const char *part, size_t size)
{
  return (ent_node *)ent_node_step(n, part, size); /* the builder's own nodes */
}

/* New maps and a scalar for the rest of the path, not yet in the tree: lack of memory leaves the tree as it was. */
static ent_node *new_chain(ent_builder *b, const char *part, const char *text, size_t text_size, int *nodes)
{
  ent_node *first = NULL, *last = NULL;
  for (*nodes = 0; *part; ++*nodes) {
    size_t size = 0;
    while (part[size] && part[size] != '.') size++;
    ent_node *n = ENT_NEW(&b->arena, ent_node, 1);
    const char *key = n ? ent_arena_text(&b->arena, part, size) : NULL;
    if (!key) return NULL;
    *n = (ent_node){.kind = ENT_NODE_MAP, .key = key, .key_hash = ent_name_hash(key, size), .text = "", .parent = last};
    if (last) {
      last->first = last->last = n;
      last->count = 1;
    } else {
      first = n;
    }
    last = n;
    part += size + (part[size] == '.');
  }
  if (!last) return NULL; /* a path has at least one part */
  last->kind = ENT_NODE_SCALAR;
  last->text = text;
  last->size = text_size;
  return first;
}

static void set_scalar(ent_node *n, const char *text, size_t size)
{
  n->kind = ENT_NODE_SCALAR;
  n->first = n->last = NULL;
  n->count = 0;
  n->text = text;
  n->size = size;
  n->quoted = false;
  n->at = n->key_at = (ent_place){0, 0}; /* the new text does not stand in the file */
}

/* Keys joined by single points, not too many, and all of it UTF-8. */
static ent_status check_texts(const char *path, const char *text, ent_error *err)
{
  size_t bad = 0;
  int parts = 1;
  bool empty = *path == '\0';
  if (strlen(text) > ENT_TREE_TEXT_MAX || strlen(path) >= ENT_PATH_MAX)
    return ent_fail(err, ENT_LIMIT, "", "A path has at most 127 bytes and a text at most 4 MiB.");
  if (!ent_utf8_valid(path, strlen(path), &bad) || !ent_utf8_valid(text, strlen(text), &bad))
    return ent_fail(err, ENT_ARGUMENT, "", "A path and its value are written in UTF-8.");
  for (const char *c = path; *c; c++) {
    if (*c != '.') continue;
    parts++;
    empty = empty || c == path || c[-1] == '.' || c[1] == '\0';
  }
  if (empty) return ent_fail(err, ENT_ARGUMENT, path, "A path is made of keys joined by single points.");
  if (parts > ENT_TREE_DEPTH_MAX) return ent_fail(err, ENT_LIMIT, path, "A path has at most 64 parts.");
  return ENT_OK;
}

ent_status ent_builder_set(ent_builder *b, const char *path, const char *text, ent_error *err)
{
  if (b->broken || !b->root || b->open)
    return ent_fail(err, ENT_ARGUMENT, path, "A value is set in a scenario that was read without error.");
  const ent_status status = check_texts(path, text, err);
  if (status != ENT_OK) return status;
  ent_node *n = b->root, *c = NULL;
  const char *part = path;
  for (;; n = c) { /* as far as the path is there already */
    size_t size = 0;
    while (part[size] && part[size] != '.') size++;
    c = find(n, part, size);
    if (!c && n->kind == ENT_NODE_LIST)
      return ent_fail(err, ENT_ARGUMENT, path, "A list item is named by its number from 0, or a tie by its pair A-B.");
    if (!c && n->kind == ENT_NODE_SCALAR)
      return ent_fail(err, ENT_ARGUMENT, path, "The path goes on below a single value.");
    if (!c || part[size] == '\0') break;
    part += size + 1;
  }
  int nodes = 0;
  const size_t size = strlen(text);
  const char *copy = ent_arena_text(&b->arena, text, size);
  ent_node *fresh = copy && !c ? new_chain(b, part, copy, size, &nodes) : NULL;
  if (!copy || (!c && !fresh)) return ent_fail(err, ENT_NOMEM, path, "There is no memory for the new value.");
  if (c) {
    ent_node *value = c->kind == ENT_NODE_MAP ? find(c, "value", 5) : NULL;
    set_scalar(value ? value : c, copy, size);
  } else {
    ent_node_link(n, fresh);
    b->nodes += nodes;
  }
  return ENT_OK;
}
