/* descend.c - where is a smooth function least, and how sharp is the minimum?
 *
 * BFGS keeps an estimate of the inverse curvature, B <- (I - s y'/y's) B (I - y s'/y's) + s s'/y's, and walks along -B g with
 * steps halved until the value falls by 1e-4 of what the slope promises (Armijo).  A pair with y's not positive is left out.
 * Cost: O(n^2) a step and one to a few values.  Source: Nocedal and Wright 2006, algorithm 6.1. */
#include "calibrate/descend.h"

#include <math.h>

#include "base/sum.h"

#define STEPS 300
#define HALVINGS 60
#define CLOSE 1e-6
#define ARMIJO 1e-4
#define APART 1e-4 /* of points whose gradients are compared */

static double dot(const double *a, const double *b, int n)
{
  ent_sum s = {0, 0};
  for (int i = 0; i < n; i++) ent_sum_add(&s, a[i] * b[i]);
  return ent_sum_value(&s);
}

static double largest(const double *g, int n)
{
  double most = 0;
  for (int i = 0; i < n; i++)
    if (!(fabs(g[i]) <= most)) most = fabs(g[i]);
  return most;
}

static void update(double b[][ENT_DESCENT_MAX], const double *s, const double *y, int n)
{
  const double ys = dot(y, s, n);
  if (!(ys > 1e-12 * sqrt(dot(y, y, n) * dot(s, s, n)))) return;
  double by[ENT_DESCENT_MAX];
  for (int i = 0; i < n; i++) by[i] = dot(b[i], y, n);
  const double scale = (1 + dot(y, by, n) / ys) / ys;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) b[i][j] += scale * s[i] * s[j] - (by[i] * s[j] + s[i] * by[j]) / ys;
}

/* One step along -B g; false when no step lowers the value. */
static bool step(ent_descent_value value, const void *ctx, int n, double b[][ENT_DESCENT_MAX], double *x, double *f,
                 double *g)
{
  double way[ENT_DESCENT_MAX], next[ENT_DESCENT_MAX], slope[ENT_DESCENT_MAX];
  for (int i = 0; i < n; i++) way[i] = -dot(b[i], g, n);
  const double promised = dot(way, g, n);
  if (!(promised < 0)) return false;
  double length = 1;
  for (int k = 0; k < HALVINGS; k++, length /= 2) {
    for (int i = 0; i < n; i++) next[i] = x[i] + length * way[i];
    const double there = value(ctx, next, slope);
    if (!(there <= *f + ARMIJO * length * promised)) continue;
    double s[ENT_DESCENT_MAX], y[ENT_DESCENT_MAX];
    for (int i = 0; i < n; i++) {
      s[i] = next[i] - x[i];
      y[i] = slope[i] - g[i];
      x[i] = next[i];
      g[i] = slope[i];
    }
    *f = there;
    update(b, s, y, n);
    return true;
  }
  return false;
}

bool ent_descend(ent_descent_value value, const void *ctx, int n, double *x, double *residual)
{
  double b[ENT_DESCENT_MAX][ENT_DESCENT_MAX] = {{0}}, g[ENT_DESCENT_MAX] = {0};
  for (int i = 0; i < n; i++) b[i][i] = 1;
  double f = value(ctx, x, g);
  for (int k = 0; k < STEPS && largest(g, n) > CLOSE; k++)
    if (!step(value, ctx, n, b, x, &f, g)) break;
  *residual = largest(g, n);
  return fabs(f) <= 1e300 && *residual <= 100 * CLOSE;
}

/* Lower triangle of the Cholesky factor, in place. */
static bool factor(double a[][ENT_DESCENT_MAX], int n)
{
  for (int j = 0; j < n; j++) {
    const double pivot = a[j][j] - dot(a[j], a[j], j);
    if (!(pivot > 0)) return false;
    a[j][j] = sqrt(pivot);
    for (int i = j + 1; i < n; i++) a[i][j] = (a[i][j] - dot(a[i], a[j], j)) / a[j][j];
  }
  return true;
}

bool ent_descent_errors(ent_descent_value value, const void *ctx, int n, const double *x, double *error)
{
  double a[ENT_DESCENT_MAX][ENT_DESCENT_MAX], above[ENT_DESCENT_MAX], below[ENT_DESCENT_MAX], at[ENT_DESCENT_MAX];
  for (int i = 0; i < n; i++) at[i] = x[i];
  for (int i = 0; i < n; i++) {
    at[i] = x[i] + APART;
    (void)value(ctx, at, above);
    at[i] = x[i] - APART;
    (void)value(ctx, at, below);
    at[i] = x[i];
    for (int j = 0; j < n; j++) a[i][j] = (above[j] - below[j]) / (2 * APART);
  }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) a[i][j] = (a[i][j] + a[j][i]) / 2;
  if (!factor(a, n)) return false;
  for (int i = 0; i < n; i++) { /* column i of the inverse of L: its squares sum to the i-th diagonal of the inverse */
    double z[ENT_DESCENT_MAX] = {0};
    for (int k = i; k < n; k++) z[k] = ((k == i ? 1 : 0) - dot(&a[k][i], &z[i], k - i)) / a[k][k];
    error[i] = sqrt(dot(z, z, n));
  }
  return true;
}
