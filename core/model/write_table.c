/* write_table.c - which CSV gives this table?  Sources of columns stand as comments before the head.  Cost: O(bytes). */
#include <string.h>

#include "carry.h"

static bool is_simple(const char *text)
{
  for (; *text; text++) {
    const bool word =
      (*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || (*text >= '0' && *text <= '9');
    if (!word && *text != '.' && *text != '-' && *text != '_' && *text != ' ') return false;
  }
  return true;
}

static void put_row(ent_writer *w, const char *const *cell, int columns)
{
  for (int c = 0; c < columns; c++) {
    const bool simple = is_simple(cell[c]) && (columns > 1 || cell[c][0]);
    if (c > 0) ent_put(w, ",");
    if (simple)
      ent_put(w, cell[c]);
    else
      ent_put_quoted(w, cell[c]);
  }
  ent_put(w, "\n");
}

void ent_put_table(ent_writer *w, const ent_table *t)
{
  for (int c = 0; c < t->columns; c++) {
    if (!t->source[c][0]) continue;
    ent_put(w, "# source ");
    ent_put(w, t->column[c]);
    ent_put(w, ": ");
    ent_put(w, t->source[c]);
    ent_put(w, "\n");
  }
  put_row(w, t->column, t->columns);
  for (int r = 0; r < t->rows; r++) put_row(w, t->cell + (size_t)r * (size_t)t->columns, t->columns);
}
