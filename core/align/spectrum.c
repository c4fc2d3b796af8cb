/* spectrum.c - which directions does a symmetric matrix only stretch, and by how much?
 *
 * Householder reflections make it tridiagonal, A = Q T Q'; implicit QL steps with Wilkinson's shift diagonalise T, and their
 * rotations turn the rows of Q' into eigenvectors.
 * Cost:   see spectrum.h.  Deterministic: one order of operations.
 * Source: Golub and Van Loan, Matrix Computations, sections 8.3.1 and 8.3.3; Bowdler, Martin, Reinsch and Wilkinson 1968. */
#include "align/spectrum.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define STEPS_EACH 30
#define TINY 1e-140 /* of the largest entry: its square is still a number */

static double dot(const double *x, const double *y, int n)
{
  double sum = 0;
  for (int i = 0; i < n; i++) sum += x[i] * y[i];
  return sum;
}

/* One reflection: column k below the diagonal becomes (beta, 0, ...).  v is left in row k, 2 / v'v in *scale. */
static double reflect(double *a, int n, int k, double *p, double *scale)
{
  double *const v = a + (size_t)k * (size_t)n + k + 1;
  const int size = n - k - 1;
  const double norm = sqrt(dot(v, v, size));
  *scale = 0;
  if (norm < TINY || size < 2) return size > 0 ? v[0] : 0;
  const double beta = v[0] > 0 ? -norm : norm;
  v[0] -= beta;
  *scale = 2 / dot(v, v, size);
  for (int i = 0; i < size; i++) p[i] = *scale * dot(a + (size_t)(k + 1 + i) * (size_t)n + k + 1, v, size);
  const double half = *scale / 2 * dot(p, v, size);
  for (int i = 0; i < size; i++) p[i] -= half * v[i];
  for (int i = 0; i < size; i++) {
    double *const row = a + (size_t)(k + 1 + i) * (size_t)n + k + 1;
    const double vi = v[i], pi = p[i];
    for (int j = 0; j < size; j++) row[j] -= vi * p[j] + pi * v[j];
  }
  return beta;
}

/* a becomes Q', from the reflections in its rows; scale[k] = 2 / v'v. */
static void gather(double *a, int n, const double *scale, double *p)
{
  for (int k = n - 2; k >= 0; k--) {
    double *const v = a + (size_t)k * (size_t)n + k + 1;
    const int size = n - k - 1;
    memset(p, 0, (size_t)size * sizeof *p);
    for (int i = 0; i < size && scale[k] != 0; i++) {
      const double *const row = a + (size_t)(k + 1 + i) * (size_t)n + k + 1;
      for (int j = 0; j < size; j++) p[j] += v[i] * row[j];
    }
    for (int i = 0; i < size && scale[k] != 0; i++) {
      double *const row = a + (size_t)(k + 1 + i) * (size_t)n + k + 1;
      const double f = scale[k] * v[i];
      for (int j = 0; j < size; j++) row[j] -= f * p[j];
    }
    for (int j = k + 1; j < n; j++) a[(size_t)k * (size_t)n + (size_t)j] = a[(size_t)j * (size_t)n + (size_t)k] = 0;
    a[(size_t)k * (size_t)n + (size_t)k] = 1;
  }
  for (int i = 0; i < n; i++)
    for (int j = 0; j < i; j++) {
      const double x = a[(size_t)i * (size_t)n + (size_t)j];
      a[(size_t)i * (size_t)n + (size_t)j] = a[(size_t)j * (size_t)n + (size_t)i];
      a[(size_t)j * (size_t)n + (size_t)i] = x;
    }
}

static void rotate_rows(double *upper, double *lower, int n, double c, double s)
{
  for (int k = 0; k < n; k++) {
    const double f = lower[k], g = upper[k];
    lower[k] = s * g + c * f;
    upper[k] = c * g - s * f;
  }
}

/* One implicit QL sweep on d, e between l and m; rows of z (may be NULL) follow. */
static void sweep(double *d, double *e, int l, int m, double *z, int n)
{
  double g = (d[l + 1] - d[l]) / (2 * e[l]);
  g = d[m] - d[l] + e[l] / (g + (g < 0 ? -1 : 1) * sqrt(g * g + 1));
  double s = 1, c = 1, p = 0;
  for (int i = m - 1; i >= l; i--) {
    const double f = s * e[i], b = c * e[i];
    double r = sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r == 0) {
      d[i + 1] -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = d[i + 1] - p;
    r = (d[i] - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
    if (z) rotate_rows(z + (size_t)i * (size_t)n, z + (size_t)(i + 1) * (size_t)n, n, c, s);
  }
  d[l] -= p;
  e[l] = g;
  e[m] = 0;
}

static bool settle(double *d, double *e, double *z, int n)
{
  for (int l = 0; l < n; l++)
    for (int step = 0;; step++) {
      int m = l;
      while (m < n - 1 && fabs(e[m]) > DBL_EPSILON / 2 * (fabs(d[m]) + fabs(d[m + 1]))) m++;
      if (m == l) break;
      if (step == STEPS_EACH) return false;
      sweep(d, e, l, m, z, n);
    }
  return true;
}

static void swap_rows(double *x, double *y, int n)
{
  for (int k = 0; k < n; k++) {
    const double t = x[k];
    x[k] = y[k];
    y[k] = t;
  }
}

/* Ascending, by selection, so that rows change places n times at most. */
static void sort(double *d, double *z, int n)
{
  for (int i = 0; i < n; i++) {
    int least = i;
    for (int j = i + 1; j < n; j++) least = d[j] < d[least] ? j : least;
    const double t = d[i];
    d[i] = d[least];
    d[least] = t;
    if (!z) continue;
    if (least != i) swap_rows(z + (size_t)i * (size_t)n, z + (size_t)least * (size_t)n, n);
    double *const row = z + (size_t)i * (size_t)n;
    int first = 0;
    while (first < n - 1 && fabs(row[first]) < 1e-9) first++;
    for (int k = 0; k < n && row[first] < 0; k++) {
      if (k == first) continue;
      row[k] = -row[k];
    }
    if (row[first] < 0) row[first] = -row[first];
  }
}

bool ent_spectrum(double *a, int n, bool vectors, double *value, double *work)
{
  if (n < 1) return true;
  const size_t all = (size_t)n * (size_t)n;
  double *const e = work, *const p = work + n, *const scale = work + 2 * (size_t)n;
  double size = 0;
  for (size_t i = 0; i < all; i++) size = fabs(a[i]) > size ? fabs(a[i]) : size;
  const double by = size > 0 ? 1 / size : 0;
  for (size_t i = 0; i < all; i++) a[i] *= by;
  for (int k = 0; k < n - 1; k++) e[k] = reflect(a, n, k, p, &scale[k]);
  e[n - 1] = 0;
  for (int k = 0; k < n; k++) value[k] = a[(size_t)k * (size_t)n + (size_t)k];
  a[all - 1] = 1;
  if (vectors) gather(a, n, scale, p);
  const bool settled = settle(value, e, vectors ? a : NULL, n);
  sort(value, vectors ? a : NULL, n);
  for (int k = 0; k < n; k++) value[k] *= size;
  return settled;
}
