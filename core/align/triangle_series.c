/* triangle_series.c - who held which role in which year?
 *
 * Rows of a table of ties are put in order of their years; those of one pair and year are averaged, whatever their direction;
 * a year counts when all three pairs are known.
 * Cost: a merge sort of the rows' numbers. */
#include "entente/triangle.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "base/sum.h"

static ent_status check_rows(const ent_tie_row *row, int rows, double scale, ent_error *err)
{
  if (!(scale >= 0 && scale <= 1e100)) {
    return ent_fail(err, ENT_ARGUMENT, "scale", "The scale of ties is 0 or above, at most 1e100.");
  }
  for (int i = 0; i < rows; i++) {
    if (!(fabs(row[i].year) <= 1e6 && fabs(row[i].tie) <= 1e100)) {
      return ent_fail(err, ENT_ARGUMENT, "row", "Years lie within a million of 0, ties within 1e100.");
    }
    if (scale <= 0 && fabs(row[i].tie) > 1) {
      return ent_fail(err, ENT_ARGUMENT, "row", "Ties that are taken as they are lie between -1 and 1.");
    }
    if (row[i].a == row[i].b && row[i].a >= 0) {
      return ent_fail(err, ENT_ARGUMENT, "row", "A tie is between two different actors.");
    }
  }
  return ENT_OK;
}

/* Sorts the numbers 0..n-1 by year; rows of one year keep their order.  order and spare: [n]. */
static int *sort_rows(const ent_tie_row *row, int n, int *order, int *spare)
{
  for (int i = 0; i < n; i++) {
    order[i] = i;
  }
  for (int width = 1; width<n; width = width> n / 2 ? n : 2 * width) {
    for (int first = 0; first < n;) {
      const int middle = n - first > width ? first + width : n, end = n - middle > width ? middle + width : n;
      int left = first, right = middle;
      for (int k = first; k < end; k++) {
        const bool take = left < middle && (right >= end || row[order[left]].year <= row[order[right]].year);
        spare[k] = take ? order[left++] : order[right++];
      }
      first = end;
    }
    int *const sorted = spare;
    spare = order;
    order = sorted;
  }
  return order;
}

/* Reads the year whose rows begin at order[at]; *next: where another begins.  false: a pair is missing. */
static bool read_year(const ent_tie_row *row, int rows, const int *order, int at, double scale, ent_triangle_year *out,
                      int *next)
{
  ent_sum sum[3] = {{0, 0}, {0, 0}, {0, 0}};
  int count[3] = {0, 0, 0};
  const double year = row[order[at]].year;
  int i = at;
  for (; i < rows && row[order[i]].year == year; i++) {
    const ent_tie_row *const r = &row[order[i]];
    const bool corners = r->a >= 0 && r->a <= 2 && r->b >= 0 && r->b <= 2;
    const int tie = corners ? ENT_TRIANGLE_TIE(r->a, r->b) : -1;
    if (tie < 0 || tie > 2) {
      continue;
    }
    ent_sum_add(&sum[tie], r->tie);
    count[tie]++;
  }
  *next = i;
  *out = (ent_triangle_year){.year = year};
  for (int t = 0; t < 3; t++) {
    if (count[t] == 0) {
      return false;
    }
    const double mean = ent_sum_value(&sum[t]) / count[t];
    out->x[t] = scale > 0 ? ent_triangle_tie(scale * mean) : mean;
  }
  return ent_triangle_read(out->x, &out->found, NULL) == ENT_OK;
}

ent_status ent_triangle_series(const ent_tie_row *row, int rows, double scale, const ent_allocator *memory, int room,
                               ent_triangle_year *out, int *years, int *incomplete, ent_error *err)
{
  const ent_status status = check_rows(row, rows, scale, err);
  if (status != ENT_OK) {
    return status;
  }
  if (rows < 0 || room < 0) {
    return ent_fail(err, ENT_ARGUMENT, "rows", "The numbers of rows and of years are 0 or more.");
  }
  const size_t size = ((size_t)rows + 1) * 2 * sizeof(int);
  int *const block = memory->resize(memory->ctx, NULL, 0, size);
  if (!block) {
    return ent_fail(err, ENT_NOMEM, "rows", "There is not enough memory to sort the table of ties.");
  }
  const int *const order = sort_rows(row, rows, block, block + rows);
  ent_triangle_year before = {.year = 0};
  int known = 0, missing = 0;
  for (int at = 0; at < rows;) {
    ent_triangle_year now;
    if (!read_year(row, rows, order, at, scale, &now, &at)) {
      missing++;
      continue;
    }
    now.turned = known > 0 && memcmp(now.found.role, before.found.role, sizeof now.found.role) != 0;
    if (known < room) {
      out[known] = now;
    }
    before = now;
    known++;
  }
  memory->resize(memory->ctx, block, size, 0);
  *years = known;
  if (incomplete) {
    *incomplete = missing;
  }
  return ENT_OK;
}
