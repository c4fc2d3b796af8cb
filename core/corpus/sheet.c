/* sheet.c - what does a cell of a corpus hold, and which row has which id?
 *
 * Every error names the column and the place.  Cost: O(1) a cell and column; ids O(rows log rows). */
#include "sheet.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/sort.h"
#include "base/suggest.h"

int ent_sheet_column(const ent_cases *table, const char *name)
{
  return table ? ent_name_find(name, table->column, table->columns) : -1;
}

const char *ent_sheet_cell(const ent_corpus_sheet *s, int table, int row, int column)
{
  if (column < 0) return "";
  return s->table[table]->cell[(size_t)row * (size_t)s->table[table]->columns + (size_t)column];
}

bool ent_sheet_empty(const char *cell)
{
  return cell[0] == '\0' || strcmp(cell, "NA") == 0 || strcmp(cell, "nan") == 0 || strcmp(cell, "NaN") == 0;
}

ent_error *ent_sheet_at(const ent_corpus_sheet *s, int table, int row, const char *column)
{
  if (s->place) *s->place = (ent_corpus_place){table, row, ent_sheet_column(s->table[table], column)};
  return s->err;
}

ent_status ent_sheet_number(const ent_corpus_sheet *s, int table, int row, const char *column, ent_sheet_range range,
                            ent_deal_number *out)
{
  const char *const cell = ent_sheet_cell(s, table, row, ent_sheet_column(s->table[table], column));
  size_t used = 0;
  double v = 0;
  *out = (ent_deal_number){false, 0};
  if (ent_sheet_empty(cell)) return ENT_OK;
  if (ent_number_read(cell, strlen(cell), &v, &used) != ENT_OK || cell[used] != '\0')
    return ent_fail_join(ent_sheet_at(s, table, row, column), ENT_SCHEMA, 0, 0, column,
                         "A number stands in this column, or nothing, not \"", cell, "\".", NULL);
  if (range.whole && floor(v) != v)
    return ent_fail_join(ent_sheet_at(s, table, row, column), ENT_SCHEMA, 0, 0, column,
                         "A whole number stands in this column, not \"", cell, "\".", NULL);
  if (v < range.low || v > range.high) {
    char low[ENT_NUMBER_MAX], high[ENT_NUMBER_MAX];
    ent_number_write(range.low, low);
    ent_number_write(range.high, high);
    return ent_fail_join(ent_sheet_at(s, table, row, column), ENT_SCHEMA, 0, 0, column,
                         "Numbers of this column lie between ", low, " and ", high, ", not at \"", cell, "\".", NULL);
  }
  *out = (ent_deal_number){true, v};
  return ENT_OK;
}

ent_status ent_sheet_known(const ent_corpus_sheet *s, int row, const char *column, ent_known *out)
{
  ent_deal_number v;
  const ent_status status = ent_sheet_number(s, 0, row, column, (ent_sheet_range){0, 1, true}, &v);
  if (status == ENT_OK) *out = !v.known ? ENT_KNOWN_UNKNOWN : v.value > 0 ? ENT_KNOWN_YES : ENT_KNOWN_NO;
  return status;
}

/* ---- ids ---------------------------------------------------------------------------------------------------------- */

static bool is_before(const ent_sheet_key *a, const ent_sheet_key *b)
{
  const int order = strcmp(a->text, b->text);
  return order != 0 ? order < 0 : a->row < b->row;
}

ENT_SORT(sort_keys, ent_sheet_key, is_before);

void ent_sheet_sort(ent_sheet_key *key, uint32_t count)
{
  sort_keys(key, count);
}

ent_status ent_sheet_keys(const ent_corpus_sheet *s, int table, const char *column, ent_sheet_key *key)
{
  const int rows = s->table[table]->rows, at = ent_sheet_column(s->table[table], column);
  int twice = -1;
  for (int r = 0; r < rows; r++) {
    key[r] = (ent_sheet_key){ent_sheet_cell(s, table, r, at), r};
    if (key[r].text[0] == '\0')
      return ent_fail_join(ent_sheet_at(s, table, r, column), ENT_SCHEMA, 0, 0, column, "Every row has an ", column,
                           ", and this one has none.", NULL);
  }
  ent_sheet_sort(key, (uint32_t)rows);
  for (int r = 1; r < rows; r++)
    if (strcmp(key[r - 1].text, key[r].text) == 0 && (twice < 0 || key[r].row < key[twice].row)) twice = r;
  if (twice < 0) return ENT_OK;
  return ent_fail_join(ent_sheet_at(s, table, key[twice].row, column), ENT_SCHEMA, 0, 0, column, "The id \"",
                       key[twice].text, "\" stands above already; each row has one of its own.", NULL);
}

int ent_sheet_find(const ent_sheet_key *key, int rows, const char *text)
{
  int low = 0, high = rows;
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if (strcmp(key[middle].text, text) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < rows && strcmp(key[low].text, text) == 0 ? key[low].row : -1;
}
