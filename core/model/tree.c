/* tree.c - finding things in a scenario's tree and tables.
 *
 * Cost: linear in the number of siblings; scenarios are small and are walked once. */
#include "tree.h"

#include <string.h>

const ent_node *ent_node_child(const ent_node *map, const char *key)
{
  if (!map || map->kind != ENT_NODE_MAP) return NULL;
  for (const ent_node *n = map->first; n; n = n->next)
    if (strcmp(n->key, key) == 0) return n;
  return NULL;
}

const ent_node *ent_node_item(const ent_node *list, int index)
{
  if (!list || index < 0) return NULL;
  const ent_node *n = list->first;
  while (n && index-- > 0) n = n->next;
  return n;
}

/* "12" is 12; -1 for anything else. */
static int item_number(const char *text, size_t size)
{
  int value = 0;
  if (size == 0 || size > 6) return -1;
  for (size_t i = 0; i < size; i++) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

static const ent_node *step(const ent_node *n, const char *part, size_t size)
{
  if (n->kind == ENT_NODE_LIST) return ent_node_item(n, item_number(part, size));
  if (n->kind != ENT_NODE_MAP) return NULL;
  for (const ent_node *c = n->first; c; c = c->next)
    if (strlen(c->key) == size && memcmp(c->key, part, size) == 0) return c;
  return NULL;
}

const ent_node *ent_node_at(const ent_node *root, const char *path)
{
  const ent_node *n = root;
  while (n && *path) {
    size_t size = 0;
    while (path[size] && path[size] != '.') size++;
    n = step(n, path, size);
    path += size + (path[size] == '.');
  }
  return n;
}

const ent_table *ent_table_find(const ent_table *first, const char *name)
{
  for (const ent_table *t = first; t; t = t->next)
    if (strcmp(t->name, name) == 0) return t;
  return NULL;
}

const char *ent_table_place(const ent_table *t)
{
  const char *file = t->file;
  while (strlen(file) > 3 && memcmp(file, "../", 3) == 0) file += 3;
  return file;
}

int ent_table_row(const ent_table *t, const char *key)
{
  for (int r = 0; r < t->rows; r++)
    if (strcmp(t->cell[(size_t)r * (size_t)t->columns], key) == 0) return r;
  return -1;
}

int ent_table_column(const ent_table *t, const char *name)
{
  for (int c = 0; c < t->columns; c++)
    if (strcmp(t->column[c], name) == 0) return c;
  return -1;
}

const char *ent_table_cell(const ent_table *t, int row, int column)
{
  return t->cell[(size_t)row * (size_t)t->columns + (size_t)column];
}

bool ent_table_number(const ent_table *t, int row, int column, double *value)
{
  const char *text = ent_table_cell(t, row, column);
  size_t used = 0;
  double v = 0;
  if (ent_number_read(text, strlen(text), &v, &used) != ENT_OK || text[used] != '\0') return false;
  *value = v;
  return true;
}
