/* tree.c - finding things in a scenario's tree and tables.
 *
 * Cost: linear in the number of siblings; scenarios are small and are walked once. */
#include "tree.h"

#include <string.h>

#include "base/suggest.h"

void ent_node_link(ent_node *parent, ent_node *n)
{
  n->parent = parent;
  if (parent->last)
    parent->last->next = n;
  else
    parent->first = n;
  parent->last = n;
  parent->count++;
}

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

static bool same(const char *text, const char *part, size_t size)
{
  return strlen(text) == size && memcmp(text, part, size) == 0;
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

const ent_node *ent_node_step(const ent_node *n, const char *part, size_t size)
{
  const int number = n->kind == ENT_NODE_LIST ? item_number(part, size) : -1;
  if (n->kind == ENT_NODE_SCALAR) return NULL;
  if (number >= 0) return ent_node_item(n, number);
  for (const ent_node *c = n->first; c; c = c->next)
    if (n->kind == ENT_NODE_MAP ? same(c->key, part, size) : names_tie(c, part, size)) return c;
  return NULL;
}

const ent_node *ent_node_at(const ent_node *root, const char *path)
{
  const ent_node *n = root;
  while (n && *path) {
    size_t size = 0;
    while (path[size] && path[size] != '.') size++;
    n = ent_node_step(n, path, size);
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

bool ent_table_lacks(const ent_table *t)
{
  return t->columns == 0;
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
  return ent_name_find(name, t->column, t->columns);
}

const char *ent_table_cell(const ent_table *t, int row, int column)
{
  return t->cell[(size_t)row * (size_t)t->columns + (size_t)column];
}

/* "label_zh_hant" for "label" and "zh-Hant"? */
static bool is_column_in(const char *name, const char *column, const char *language)
{
  const size_t size = strlen(column);
  if (strlen(name) != size + 1 + strlen(language) || memcmp(name, column, size) != 0 || name[size] != '_') return false;
  for (name += size + 1; *language; name++, language++) {
    const char c = *language == '-' ? '_' : *language >= 'A' && *language <= 'Z' ? (char)(*language + 32) : *language;
    if (*name != c) return false;
  }
  return true;
}

const char *ent_table_said(const ent_table *t, int row, const char *column, const char *language)
{
  for (int c = 0; c < t->columns; c++)
    if (is_column_in(t->column[c], column, language) && ent_table_cell(t, row, c)[0]) return ent_table_cell(t, row, c);
  const int own = ent_table_column(t, column);
  return own < 0 ? "" : ent_table_cell(t, row, own);
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
