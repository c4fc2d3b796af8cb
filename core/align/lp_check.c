/* lp_check.c - are costs and rows such that a linear programme can be made of them?
 *
 * Cost: O(columns), O(entries).  Source: entente/lp.h. */
#include "align/lp_check.h"

#include "base/fail.h"

#include <float.h>
#include <math.h>

#define COLUMNS_MAX 10000000

ent_status ent_lp_check_costs(const ent_lp_costs *costs, ent_error *err)
{
  if (costs->columns < 1 || costs->columns > COLUMNS_MAX)
    return ent_fail(err, ENT_ARGUMENT, "columns", "A linear program has 1 to 10,000,000 columns.");
  for (int j = 0; j < costs->columns; j++) {
    const double top = costs->top ? costs->top[j] : (double)INFINITY;
    if (!(fabs(costs->c[j]) <= DBL_MAX))
      return ent_fail(err, ENT_ARGUMENT, "c", "The costs of a linear program are finite numbers.");
    if (!(top > 0)) return ent_fail(err, ENT_ARGUMENT, "top", "The upper bounds of a linear program are above 0.");
    if (costs->c[j] < 0 && top > DBL_MAX)
      return ent_fail(err, ENT_ARGUMENT, "c", "A column without an upper bound has a cost of 0 or more.");
  }
  return ENT_OK;
}

ent_status ent_lp_check_rows(int columns, const ent_lp_rows *rows, ent_error *err)
{
  if (rows->count < 0) return ent_fail(err, ENT_ARGUMENT, "rows", "The number of rows is 0 or more.");
  for (int i = 0; i < rows->count; i++) {
    if (rows->start[i] < 0 || rows->start[i + 1] < rows->start[i] || !(fabs(rows->bottom[i]) <= DBL_MAX))
      return ent_fail(err, ENT_ARGUMENT, "rows", "A row has entries in order and a finite number that it must reach.");
    for (int e = rows->start[i]; e < rows->start[i + 1]; e++)
      if (rows->column[e] < 0 || rows->column[e] >= columns || !(fabs(rows->value[e]) <= DBL_MAX))
        return ent_fail(err, ENT_ARGUMENT, "rows", "An entry of a row names a column and has a finite value.");
  }
  return ENT_OK;
}
