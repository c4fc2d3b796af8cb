/* builder_graft.c - making one place of a tree as it is in another tree: how two scenarios are mixed.
 *
 * A value is taken as text or as a map of quantiles, without its source, because sources are listed elsewhere; a list is
 * taken whole; what the other tree does not have is taken out.  Cost: O(depth * siblings + size of what is taken). */
#include <string.h>

#include "base/fail.h"
#include "dist.h"
#include "tree.h"

static ent_node *new_node(ent_builder *b, const char *key, size_t size, ent_node *parent)
{
  ent_node *n = ENT_NEW(&b->arena, ent_node, 1);
  const char *copy = n && key ? ent_arena_text(&b->arena, key, size) : NULL;
  if (!n || (key && !copy)) return NULL;
  *n = (ent_node){.kind = ENT_NODE_MAP, .key = copy, .text = "", .parent = parent};
  if (key) n->key_hash = ent_name_hash(key, size);
  b->nodes++;
  return n;
}

static void take_out(ent_node *n)
{
  ent_node *parent = n->parent, *before = NULL;
  for (ent_node *k = parent->first; k != n; k = k->next) before = k;
  if (before)
    before->next = n->next;
  else
    parent->first = n->next;
  if (parent->last == n) parent->last = before;
  parent->count--;
}

/* The content of `from` into n; of a map of quantiles only those.  Depth is that of a tree: at most 64. */
static bool copy_content(ent_builder *b, ent_node *n, const ent_node *from)
{
  double p = 0;
  const bool quantiles = from->kind == ENT_NODE_MAP && ent_notation_has_quantiles(from);
  n->kind = from->kind;
  n->quoted = from->quoted;
  n->first = n->last = NULL;
  n->count = 0;
  n->size = from->size;
  n->text = from->kind == ENT_NODE_SCALAR ? ent_arena_text(&b->arena, from->text, from->size) : "";
  if (!n->text) return false;
  for (const ent_node *k = from->first; k; k = k->next) {
    if (quantiles && !ent_notation_quantile(k->key, &p)) continue;
    ent_node *child = new_node(b, k->key, k->key ? strlen(k->key) : 0, n);
    if (!child || !copy_content(b, child, k)) return false;
    ent_node_link(n, child);
  }
  return true;
}

const ent_node *ent_node_value(const ent_node *n)
{
  const ent_node *value = n ? ent_node_child(n, "value") : NULL;
  return value && value->kind == ENT_NODE_SCALAR ? value : n;
}

/* The node at the path, with maps made on the way if asked; *out NULL where the path leads nowhere. */
static ent_status reach(ent_builder *b, const char *path, bool make, ent_node **out)
{
  ent_node *n = b->root;
  while (n && *path) {
    size_t size = 0;
    while (path[size] && path[size] != '.') size++;
    ent_node *c = (ent_node *)ent_node_step(n, path, size); /* the builder's own nodes */
    if (!c && make && n->kind == ENT_NODE_MAP) {
      c = new_node(b, path, size, n);
      if (!c) return ENT_NOMEM;
      ent_node_link(n, c);
    }
    n = c;
    path += size + (path[size] == '.');
  }
  *out = n;
  return ENT_OK;
}

ent_status ent_builder_graft(ent_builder *b, const char *path, const ent_node *from, ent_error *err)
{
  if (b->broken || !b->root || b->open || !*path)
    return ent_fail(err, ENT_ARGUMENT, path, "A value is set in a scenario that was read without error.");
  ent_node *n = NULL;
  if (reach(b, path, from != NULL, &n) != ENT_OK)
    return ent_fail(err, ENT_NOMEM, path, "There is no memory for the new value.");
  if (!from) {
    while (n && n->parent) { /* and the maps that it leaves empty */
      ent_node *parent = n->parent;
      take_out(n);
      n = parent->count == 0 && parent->kind == ENT_NODE_MAP ? parent : NULL;
    }
    return ENT_OK;
  }
  if (!n) return ent_fail(err, ENT_ARGUMENT, path, "The path goes on below a single value.");
  n = (ent_node *)ent_node_value(n);
  if (copy_content(b, n, ent_node_value(from))) return ENT_OK;
  return ent_fail(err, ENT_NOMEM, path, "There is no memory for the new value.");
}
