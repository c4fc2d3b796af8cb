/* cell.c - which number stands in this row and column of this table?  Cost: linear in tables, rows and columns. */
#include "cell.h"

#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"

#define TABLES_MAX 64 /* names that a misspelt one is compared with */
#define ROWS_MAX 512

ent_status ent_cell_table(const ent_table *tables, const ent_named *name, const ent_table **out, ent_error *err)
{
  const char *names[TABLES_MAX];
  size_t count = 0;
  const ent_table *found = ent_table_find(tables, name->text);
  if (found) {
    *out = found;
    return ENT_OK;
  }
  for (const ent_table *t = tables; t && count < TABLES_MAX; t = t->next) names[count++] = t->name;
  const char *meant = ent_suggest(name->text, strlen(name->text), names, count);
  return ent_fail_join(err, ENT_REFERENCE, 1, name->place, "", "There is no table \"", name->text,
                       meant ? "\"; did you mean \"" : "\"; tables are named under tables:.", meant ? meant : "",
                       meant ? "\"?" : "", NULL);
}

/* The closest key of a table's rows. */
static const char *closest_row(const ent_table *t, const char *row)
{
  const char *names[ROWS_MAX];
  size_t count = 0;
  for (int i = 0; i < t->rows && count < ROWS_MAX; i++) names[count++] = t->cell[(size_t)i * (size_t)t->columns];
  return ent_suggest(row, strlen(row), names, count);
}

static ent_status not_there(const ent_table *t, const char *what, const ent_named *name, const char *meant,
                            ent_error *err)
{
  return ent_fail_join(err, ENT_REFERENCE, 1, name->place, "", "The table \"", t->name, "\" has no ", what, " \"",
                       name->text, meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "", NULL);
}

ent_status ent_cell_find(const ent_table *t, const ent_named *row, const ent_named *column, double *value,
                         ent_error *err)
{
  const int r = ent_table_row(t, row->text), c = ent_table_column(t, column->text);
  if (r < 0) return not_there(t, "row", row, closest_row(t, row->text), err);
  if (c < 0) {
    const char *meant = ent_suggest(column->text, strlen(column->text), t->column, (size_t)t->columns);
    return not_there(t, "column", column, meant, err);
  }
  if (ent_table_number(t, r, c, value)) return ENT_OK;
  return ent_fail_join(err, ENT_ARGUMENT, 1, row->place, "", "The cell ", row->text, ", ", column->text,
                       " of the table \"", t->name, "\" holds no number.", NULL);
}
