/* spectrum.c - which directions does a symmetric matrix only stretch, and by how much?
 *
 * Householder reflections make it tridiagonal, A = Q T Q'; QL steps (base/tridiagonal.c)
 * diagonalise T, and their rotations turn the rows of Q' into eigenvectors.
 * Cost:   see spectrum.h.  Deterministic: one order of operations.
 * Source: Golub and Van Loan, Matrix Computations, section 8.3.1. */
#include "align/spectrum.h"

#include "base/tridiagonal.h"

#include <math.h>
#include <string.h>

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
  const bool settled = ent_tridiagonal(n, value, e, a, vectors ? n : 0);
  sort(value, vectors ? a : NULL, n);
  for (int k = 0; k < n; k++) value[k] *= size;
  return settled;
}
