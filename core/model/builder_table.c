/* builder_table.c - adding a table of facts to a scenario that is being built.
 *
 * The first column is the row key.  Keys are compared one by one, which is fine for the few thousand rows allowed.
 * Cost: O(rows^2 + columns^2 + cells). */
#include <string.h>

#include "base/fail.h"
#include "base/utf8.h"
#include "trade_value.h"
#include "tree.h"

#define SIDE_MAX 8192 /* names are compared pair by pair */

static ent_status check_names(const char *name, int rows, int columns, const char *const *column,
                              const char *const *cells, ent_error *err)
{
  for (int c = 0; c < columns; c++)
    for (int d = 0; d < c; d++)
      if (strcmp(column[c], column[d]) == 0)
        return ent_fail_join(err, ENT_ARGUMENT, 0, 0, name, "The column \"", column[c],
                             "\" stands twice; each column has its own name.", NULL);
  for (int r = 0; r < rows; r++) {
    const char *key = cells[(size_t)r * (size_t)columns];
    for (int q = 0; q < r; q++)
      if (strcmp(key, cells[(size_t)q * (size_t)columns]) == 0)
        return ent_fail_join(err, ENT_ARGUMENT, 0, 0, name, "The row key \"", key,
                             "\" stands twice; the first column names each row once.", NULL);
  }
  return ENT_OK;
}

/* A copy of n texts; NULL entries become "". */
static const char *const *keep(ent_builder *b, const char *const *text, size_t n)
{
  const char **copy = ENT_NEW(&b->arena, const char *, n);
  for (size_t i = 0; copy && i < n; i++) {
    const char *from = text && text[i] ? text[i] : "";
    copy[i] = ent_arena_text(&b->arena, from, strlen(from));
    if (!copy[i]) return NULL;
  }
  return copy;
}

static ent_status check_utf8(const char *name, const char *const *text, size_t n, ent_error *err)
{
  size_t bad = 0;
  for (size_t i = 0; i < n; i++)
    if (text && text[i] && !ent_utf8_valid(text[i], strlen(text[i]), &bad))
      return ent_fail(err, ENT_SYNTAX, name, "The texts of a table are written in UTF-8.");
  return ENT_OK;
}

ent_status ent_builder_table(ent_builder *b, const char *name, const char *file, int rows, int columns,
                             const char *const *column, const char *const *source, const char *const *cells,
                             ent_error *err)
{
  if (rows < 1 || columns < 1) return ent_fail(err, ENT_ARGUMENT, name, "A table has at least one row and one column.");
  if (rows > SIDE_MAX || columns > SIDE_MAX || columns > ENT_TABLE_CELLS_MAX / rows)
    return ent_fail(err, ENT_LIMIT, name, "A table has at most 8,192 rows, 8,192 columns and 200,000 cells.");
  if (ent_table_find(b->table, name)) return ent_fail(err, ENT_ARGUMENT, name, "A table is added once.");
  const size_t n = (size_t)rows * (size_t)columns;
  const char *const called[2] = {name, file};
  ent_status status = check_names(name, rows, columns, column, cells, err);
  if (status == ENT_OK) status = check_utf8("", called, 2, err);
  if (status == ENT_OK) status = check_utf8(name, cells, n, err);
  if (status == ENT_OK) status = check_utf8(name, column, (size_t)columns, err);
  if (status == ENT_OK) status = check_utf8(name, source, (size_t)columns, err);
  if (status != ENT_OK) return status;
  ent_table *t = ENT_NEW(&b->arena, ent_table, 1);
  if (!t) return ent_fail(err, ENT_NOMEM, name, "There is no memory for the table.");
  t->name = ent_arena_text(&b->arena, name, strlen(name));
  t->file = ent_arena_text(&b->arena, file, strlen(file));
  t->rows = rows;
  t->columns = columns;
  t->column = keep(b, column, (size_t)columns);
  t->source = keep(b, source, (size_t)columns);
  t->cell = keep(b, cells, n);
  if (!t->name || !t->file || !t->column || !t->source || !t->cell)
    return ent_fail(err, ENT_NOMEM, name, "There is no memory for the table.");
  if (b->last_table)
    b->last_table->next = t;
  else
    b->table = t;
  b->last_table = t;
  return ENT_OK;
}

void ent_builder_forget(ent_builder *b, const char *name)
{
  ent_table *before = NULL;
  for (ent_table *t = b->table; t; before = t, t = t->next) {
    if (strcmp(t->name, name) != 0) continue;
    if (before)
      before->next = t->next;
    else
      b->table = t->next;
    if (b->last_table == t) b->last_table = before;
    return;
  }
}

ent_status ent_builder_lacks(ent_builder *b, const char *name, ent_error *err)
{
  const char *const called = name ? name : ENT_TRADE_TABLE;
  ent_builder_forget(b, called); /* values of an earlier computation are not those of this file */
  if (ent_table_find(b->lacking, called)) return ENT_OK;
  ent_table *const t = ENT_NEW(&b->arena, ent_table, 1);
  if (!t) return ent_fail(err, ENT_NOMEM, called, "There is no memory for the table.");
  t->name = ent_arena_text(&b->arena, called, strlen(called));
  t->file = "";
  if (!t->name) return ent_fail(err, ENT_NOMEM, called, "There is no memory for the table.");
  t->next = b->lacking;
  b->lacking = t;
  return ENT_OK;
}
