/* lp_bound.c - what do multipliers prove, whatever engine they came from?
 *
 * Formula: for y >= 0 and any feasible z,  c z >= y b + sum_j min(0, c_j - y A_j) u_j  (weak duality).  Where u_j is infinite the
 *          multipliers are first shrunk by one factor f <= 1 so that c_j - f y A_j >= 0; c_j >= 0 there.
 * Cost:    O(entries + columns).  Sums are compensated; a bound on their rounding is taken off.
 * Source:  Neumaier and Shcherbina 2004, Mathematical Programming 99:283-296. */
#include "base/sum.h"
#include "entente/lp.h"

#include <float.h>
#include <string.h>

#define ROUNDING (4 * DBL_EPSILON) /* of the sum of sizes: products and a compensated sum */

static double clip(double y)
{
  return y > 0 && y <= DBL_MAX ? y : 0;
}

/* y A, and the sizes of its parts: sums[2 j], sums[2 j + 1] are column j's compensated sum. */
static void load_columns(const ent_lp_costs *costs, const ent_lp_rows *rows, const double *y, double *load,
                         double *size)
{
  const int n = costs->columns;
  memset(load, 0, 2 * (size_t)n * sizeof *load);
  memset(size, 0, (size_t)n * sizeof *size);
  for (int i = 0; i < rows->count; i++) {
    const double yi = clip(y[i]);
    if (yi == 0) continue;
    for (int e = rows->start[i]; e < rows->start[i + 1]; e++) {
      const int j = rows->column[e];
      ent_sum sum = {load[2 * (size_t)j], load[2 * (size_t)j + 1]};
      ent_sum_add(&sum, yi * rows->value[e]);
      load[2 * (size_t)j] = sum.high;
      load[2 * (size_t)j + 1] = sum.low;
      size[j] += fabs(yi * rows->value[e]);
    }
  }
  for (int j = 0; j < n; j++) load[j] = load[2 * (size_t)j] + load[2 * (size_t)j + 1];
}

double ent_lp_bound(const ent_lp_costs *costs, const ent_lp_rows *rows, const double *y, double *work)
{
  const int n = costs->columns;
  double *const load = work, *const size = work + 2 * (size_t)n;
  load_columns(costs, rows, y, load, size);
  double f = 1;
  for (int j = 0; j < n; j++) {
    const double most = load[j] + ROUNDING * size[j];
    if ((costs->top && costs->top[j] <= DBL_MAX) || most <= costs->c[j]) continue;
    if (costs->c[j] < 0) return -(double)INFINITY;
    const double fits = costs->c[j] / most;
    f = fits < f ? fits : f;
  }
  f *= f < 1 ? 1 - ROUNDING : 1;
  ent_sum bound = {0, 0};
  double parts = 0;
  for (int i = 0; i < rows->count; i++) {
    ent_sum_add(&bound, f * clip(y[i]) * rows->bottom[i]);
    parts += fabs(f * clip(y[i]) * rows->bottom[i]);
  }
  for (int j = 0; j < n; j++) {
    const double d = costs->c[j] - f * load[j] - ROUNDING * (size[j] + fabs(costs->c[j]));
    if (d >= 0 || !costs->top || costs->top[j] > DBL_MAX) continue;
    ent_sum_add(&bound, d * costs->top[j]);
    parts += fabs(d * costs->top[j]);
  }
  return ent_sum_value(&bound) - ROUNDING * parts;
}
