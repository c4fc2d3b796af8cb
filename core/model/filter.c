/* filter.c - which rows of a table are meant?
 *
 * A filter is a list of comparisons joined by commas or "and".  = and != compare texts (numbers by value), the others
 * compare numbers.  Cost: linear. */
#include "filter.h"

#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "scan.h"

static const char *const operators[] = {"!=", "<=", ">=", "=", "<", ">"};
enum { NOT_EQUAL, AT_MOST, AT_LEAST, EQUAL, BELOW, ABOVE };

static ent_status no_column(const char *name, int columns, const char *const *column, int place, ent_error *err)
{
  const char *meant = ent_suggest(name, strlen(name), column, (size_t)columns);
  return ent_fail_join(err, ENT_REFERENCE, 1, place, "", "The table has no column \"", name, "\"",
                       meant ? "; did you mean \"" : "", meant ? meant : "", meant ? "\"?" : ".", NULL);
}

static bool text_number(const char *text, double *value)
{
  size_t used = 0;
  return ent_number_read(text, strlen(text), value, &used) == ENT_OK && text[used] == '\0';
}

static ent_status read_part(ent_scan *s, int columns, const char *const *column, ent_condition_row *out, ent_error *err)
{
  char name[64];
  const int place = ent_scan_column(s);
  if (!ent_scan_name(s, name, sizeof name))
    return ent_fail_at(err, ENT_SYNTAX, 1, place, "", "A column name is expected here, as in wedge=1.");
  out->column = ent_name_find(name, column, columns);
  if (out->column < 0) return no_column(name, columns, column, place, err);
  int op = 0;
  while (op < 6 && !ent_scan_take(s, operators[op])) op++;
  if (op == 6)
    return ent_fail_at(err, ENT_SYNTAX, 1, ent_scan_column(s), "", "One of = != < <= > >= is expected here.");
  out->op = op;
  const int value_place = ent_scan_column(s);
  if (!ent_scan_name(s, out->text, sizeof out->text))
    return ent_fail_at(err, ENT_SYNTAX, 1, value_place, "",
                       "A value is expected here, as in wedge=1; put blanks in quotes.");
  if (!text_number(out->text, &out->number) && op != EQUAL && op != NOT_EQUAL)
    return ent_fail_at(err, ENT_ARGUMENT, 1, value_place, "", "An order comparison needs a number.");
  return ENT_OK;
}

ent_status ent_filter_read(const char *text, int columns, const char *const *column, ent_filter *out, ent_error *err)
{
  ent_filter f = {.count = 0};
  ent_scan s;
  ent_scan_open(&s, text, strlen(text));
  while (!ent_scan_at_end(&s)) {
    if (f.count == ENT_FILTER_MAX)
      return ent_fail_at(err, ENT_LIMIT, 1, ent_scan_column(&s), "", "A filter has at most 12 comparisons.");
    const ent_status status = read_part(&s, columns, column, &f.part[f.count], err);
    if (status != ENT_OK) return status;
    f.count++;
    if (ent_scan_at_end(&s)) break;
    if (!ent_scan_take(&s, ",") && !ent_scan_word(&s, "and"))
      return ent_fail_at(err, ENT_SYNTAX, 1, ent_scan_column(&s), "", "A comma separates the comparisons of a filter.");
  }
  *out = f;
  return ENT_OK;
}

static bool part_holds(const ent_condition_row *part, const char *cell)
{
  double value = 0, wanted = 0;
  const bool number = text_number(cell, &value);
  if (part->op == EQUAL || part->op == NOT_EQUAL) {
    const bool equal = strcmp(cell, part->text) == 0 || (number && text_number(part->text, &wanted) && value == wanted);
    return equal == (part->op == EQUAL);
  }
  if (!number) return false;
  if (part->op == AT_MOST) return value <= part->number;
  if (part->op == AT_LEAST) return value >= part->number;
  return part->op == BELOW ? value < part->number : value > part->number;
}

bool ent_filter_holds(const ent_filter *f, const char *const *row)
{
  for (int i = 0; i < f->count; i++)
    if (!part_holds(&f->part[i], row[f->part[i].column])) return false;
  return true;
}
