/* dense.c - a square system, factored once and solved often.
 *
 * Gaussian elimination with partial pivoting, P A = L U in place (Golub and Van Loan, Matrix Computations, 3.4); row operations
 * only, so that the inner loop runs along a row.  Cost: n^3 / 3 products to factor, n^2 to solve. */
#include "trade/gravity.h"

#include <math.h>
#include <string.h>

bool ent_lu_factor(ent_lu *lu)
{
  const size_t n = (size_t)lu->n;
  double *const a = lu->a;
  for (size_t i = 0; i < n; i++) lu->row[i] = (int)i;
  for (size_t k = 0; k < n; k++) {
    size_t p = k;
    for (size_t i = k + 1; i < n; i++)
      if (fabs(a[i * n + k]) > fabs(a[p * n + k])) p = i;
    if (!(fabs(a[p * n + k]) > 1e-300)) return false;
    if (p != k) {
      for (size_t j = 0; j < n; j++) {
        const double held = a[k * n + j];
        a[k * n + j] = a[p * n + j];
        a[p * n + j] = held;
      }
      const int row = lu->row[k];
      lu->row[k] = lu->row[p];
      lu->row[p] = row;
    }
    const double *const pivot = a + k * n;
    for (size_t i = k + 1; i < n; i++) {
      double *const row = a + i * n;
      const double f = row[k] / pivot[k];
      row[k] = f;
      for (size_t j = k + 1; j < n; j++) row[j] -= f * pivot[j];
    }
  }
  return true;
}

/* a . b over count numbers, in four sums side by side. */
static double dot(const double *a, const double *b, int count)
{
  double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
  int j = 0;
  for (; j + 4 <= count; j += 4) {
    s0 += a[j] * b[j];
    s1 += a[j + 1] * b[j + 1];
    s2 += a[j + 2] * b[j + 2];
    s3 += a[j + 3] * b[j + 3];
  }
  for (; j < count; j++) s0 += a[j] * b[j];
  return (s0 + s2) + (s1 + s3);
}

void ent_lu_solve(const ent_lu *lu, double *b, double *work)
{
  const int n = lu->n;
  for (int i = 0; i < n; i++) {
    const double *const row = lu->a + (size_t)i * (size_t)n;
    work[i] = b[lu->row[i]] - dot(row, work, i);
  }
  for (int i = n - 1; i >= 0; i--) {
    const double *const row = lu->a + (size_t)i * (size_t)n;
    work[i] = (work[i] - dot(row + i + 1, work + i + 1, n - i - 1)) / row[i];
  }
  memcpy(b, work, (size_t)n * sizeof *b);
}

/* A' = U' L' P: down the columns of U, up those of L, then back to the order of A. */
void ent_lu_solve_turned(const ent_lu *lu, double *b, double *work)
{
  const int n = lu->n;
  memcpy(work, b, (size_t)n * sizeof *b);
  for (int i = 0; i < n; i++) {
    const double *const row = lu->a + (size_t)i * (size_t)n;
    work[i] /= row[i];
    for (int j = i + 1; j < n; j++) work[j] -= row[j] * work[i];
  }
  for (int i = n - 1; i > 0; i--) {
    const double *const row = lu->a + (size_t)i * (size_t)n;
    for (int j = 0; j < i; j++) work[j] -= row[j] * work[i];
  }
  for (int i = 0; i < n; i++) b[lu->row[i]] = work[i];
}
