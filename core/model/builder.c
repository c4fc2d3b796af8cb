/* builder.c - what does the file say?  Events become a tree of text; nothing is interpreted here.
 *
 * Cost: O(1) an event, but O(keys) for a key (duplicates are looked for among its siblings).  Limits are in tree.h. */
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "errors.h"
#include "tree.h"

ent_status ent_builder_open(const ent_allocator *memory, ent_builder **builder, ent_error *err)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_builder *b = ENT_NEW(&arena, ent_builder, 1);
  if (!b) return ent_fail(err, ENT_NOMEM, "", "There is no memory to open a builder.");
  b->arena = arena;
  *builder = b;
  return ENT_OK;
}

void ent_builder_speak(ent_builder *b, const ent_words *words)
{
  if (b) b->words = words;
}

void ent_builder_close(ent_builder *builder)
{
  if (!builder) return;
  ent_arena arena = builder->arena; /* the builder lies in its own arena */
  ent_arena_close(&arena);
}

/* "clubs.G7": the path of the open map or list, by way of its parents. */
static void open_path(const ent_builder *b, char path[ENT_PATH_MAX])
{
  const ent_node *way[ENT_TREE_DEPTH_MAX];
  int depth = 0;
  path[0] = '\0';
  for (const ent_node *n = b->open; n && n->parent && depth < ENT_TREE_DEPTH_MAX; n = n->parent) way[depth++] = n;
  while (depth-- > 0) {
    if (way[depth]->key)
      ent_path_join(path, path, way[depth]->key);
    else
      ent_path_item(path, path, way[depth]->parent->count - 1); /* open, so it is the last item */
  }
}

static ent_status refuse(ent_builder *b, ent_error *err, ent_status code, ent_place at, const char *message)
{
  char path[ENT_PATH_MAX];
  open_path(b, path);
  if (b->key) ent_path_join(path, path, b->key);
  b->broken = true;
  return ent_fail_at(err, code, at.line, at.column, path, message);
}

/* Copies text after checking what bytes it holds. */
static ent_status keep_text(ent_builder *b, const char *text, size_t size, ent_place at, const char **out,
                            ent_error *err)
{
  size_t bad = 0;
  if (size > ENT_TREE_TEXT_MAX - b->text)
    return refuse(b, err, ENT_LIMIT, at, "The texts of a scenario hold at most 4 MiB together.");
  for (size_t i = 0; i < size; i++)
    if (text[i] == '\0') return refuse(b, err, ENT_SYNTAX, at, "A text holds no NUL byte.");
  if (!ent_utf8_valid(text, size, &bad))
    return refuse(b, err, ENT_SYNTAX, at, "Text is written in UTF-8; this text holds a byte that is not.");
  const char *copy = ent_arena_text(&b->arena, text, size);
  if (!copy) return refuse(b, err, ENT_NOMEM, at, "There is no memory for the text of the scenario.");
  b->text += size;
  *out = copy;
  return ENT_OK;
}

/* Links a new node under the open one; the key, if any, has been announced. */
static ent_status add_node(ent_builder *b, ent_node_kind kind, ent_place at, ent_node **out, ent_error *err)
{
  if (b->broken) return ent_fail(err, ENT_ARGUMENT, "", "After an error a builder can only be closed.");
  if (b->root && !b->open) return refuse(b, err, ENT_SYNTAX, at, "A scenario is one map; nothing comes after it.");
  if (!b->root && kind != ENT_NODE_MAP)
    return refuse(b, err, ENT_SCHEMA, at, "A scenario is a map of fields such as id, actors and deal.");
  if (b->open && b->open->kind == ENT_NODE_MAP && !b->key)
    return refuse(b, err, ENT_SYNTAX, at, "A value inside a map comes after its key.");
  if (b->nodes >= ENT_TREE_NODES_MAX) return refuse(b, err, ENT_LIMIT, at, "A scenario holds at most 200,000 values.");
  ent_node *n = ENT_NEW(&b->arena, ent_node, 1);
  if (!n) return refuse(b, err, ENT_NOMEM, at, "There is no memory for the scenario.");
  n->kind = kind;
  n->at = at;
  n->text = "";
  if (b->key) {
    n->key = b->key;
    n->key_hash = ent_name_hash(b->key, strlen(b->key));
    n->key_at = b->key_at;
  }
  b->key = NULL;
  b->nodes++;
  if (!b->root) b->root = n;
  if (b->open) ent_node_link(b->open, n);
  *out = n;
  return ENT_OK;
}

static ent_status open_node(ent_builder *b, ent_node_kind kind, ent_place at, ent_error *err)
{
  ent_node *n = NULL;
  if (b->depth >= ENT_TREE_DEPTH_MAX)
    return refuse(b, err, ENT_LIMIT, at, "Maps and lists are nested at most 64 deep.");
  const ent_status status = add_node(b, kind, at, &n, err);
  if (status != ENT_OK) return status;
  b->open = n;
  b->depth++;
  return ENT_OK;
}

ent_status ent_build_map(ent_builder *b, ent_place at, ent_error *err)
{
  return open_node(b, ENT_NODE_MAP, at, err);
}

ent_status ent_build_list(ent_builder *b, ent_place at, ent_error *err)
{
  return open_node(b, ENT_NODE_LIST, at, err);
}

ent_status ent_build_end(ent_builder *b, ent_error *err)
{
  const ent_place nowhere = {0, 0};
  if (b->broken) return ent_fail(err, ENT_ARGUMENT, "", "After an error a builder can only be closed.");
  if (!b->open) return refuse(b, err, ENT_SYNTAX, nowhere, "An end comes after a beginning.");
  if (b->key) return refuse(b, err, ENT_SYNTAX, b->key_at, "A key is followed by a value.");
  b->open = b->open->parent;
  b->depth--;
  return ENT_OK;
}

ent_status ent_build_key(ent_builder *b, const char *text, size_t size, ent_place at, ent_error *err)
{
  if (b->broken) return ent_fail(err, ENT_ARGUMENT, "", "After an error a builder can only be closed.");
  if (!b->open || b->open->kind != ENT_NODE_MAP || b->key)
    return refuse(b, err, ENT_SYNTAX, at, "A key stands inside a map, before its value.");
  if (size == 0 || size >= ENT_PATH_MAX) return refuse(b, err, ENT_SYNTAX, at, "A key has between 1 and 127 bytes.");
  if (b->open->count >= ENT_TREE_KEYS_MAX) return refuse(b, err, ENT_LIMIT, at, "A map holds at most 8,192 keys.");
  const char *key = NULL;
  const ent_status status = keep_text(b, text, size, at, &key, err);
  if (status != ENT_OK) return status;
  const uint64_t hash = ent_name_hash(key, size);
  for (const ent_node *n = b->open->first; n; n = n->next)
    if (n->key_hash == hash && strcmp(n->key, key) == 0) {
      char path[ENT_PATH_MAX], first[ENT_NUMBER_MAX];
      open_path(b, path);
      ent_path_join(path, path, key);
      ent_number_write((double)n->key_at.line, first);
      b->broken = true;
      return ent_fail_join(err, ENT_SYNTAX, at.line, at.column, path, "The key \"", key,
                           "\" stands twice in this map, first in line ", first, "; each key stands once.", NULL);
    }
  b->key = key;
  b->key_at = at;
  return ENT_OK;
}

ent_status ent_build_scalar(ent_builder *b, const char *text, size_t size, bool quoted, ent_place at, ent_error *err)
{
  const char *copy = NULL;
  ent_node *n = NULL;
  ent_status status = ENT_OK;
  if (!b->broken) status = keep_text(b, text, size, at, &copy, err);
  if (status == ENT_OK) status = add_node(b, ENT_NODE_SCALAR, at, &n, err);
  if (status != ENT_OK) return status;
  n->text = copy;
  n->size = size;
  n->quoted = quoted;
  return ENT_OK;
}

bool ent_builder_wants_table(const ent_builder *b, int index, const char **name, const char **file, ent_place *at)
{
  const ent_node *tables = b->root ? ent_node_child(b->root, "tables") : NULL;
  const ent_node *t = tables && tables->kind == ENT_NODE_MAP ? ent_node_item(tables, index) : NULL;
  if (!t) return false;
  const ent_node *f = t->kind == ENT_NODE_MAP ? ent_node_child(t, "file") : NULL;
  *name = t->key;
  *file = f && f->kind == ENT_NODE_SCALAR ? f->text : "";
  *at = f ? f->at : t->at;
  return true;
}
