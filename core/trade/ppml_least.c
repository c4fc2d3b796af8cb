/* ppml_least.c - weighted least squares on columns without their effects, where some may be determined by others.
 *
 * Cross products, Cholesky's root row by row; a regressor whose remaining square falls below a part in 10^12 of its first size is
 * skipped, and its coefficient is 0.  Cost: O(n k^2 + k^3).  Source: Golub and Van Loan, Matrix Computations, section 4.2. */
#include "trade/ppml.h"

#include <math.h>
#include <string.h>

#define DETERMINED 1e-12

bool ent_ppml_least_open(ent_ppml_least *l, int k, ent_arena *arena)
{
  *l = (ent_ppml_least){.k = k};
  l->a = ENT_NEW(arena, double, k *k);
  l->right = ENT_NEW(arena, double, k);
  l->root = ENT_NEW(arena, double, k *k);
  l->own = ENT_NEW(arena, double, k);
  l->skip = ENT_NEW(arena, bool, k);
  l->b = ENT_NEW(arena, double, k);
  return l->a && l->right && l->root && l->own && l->skip && l->b;
}

void ent_ppml_least_cross(ent_ppml_least *l, int64_t n, const double *w, const double *v)
{
  const int k = l->k, c = k + 1;
  memset(l->a, 0, sizeof *l->a * (size_t)(k * k));
  memset(l->right, 0, sizeof *l->right * (size_t)k);
  for (int64_t i = 0; i < n; i++) {
    const double *const row = v + i * c;
    for (int p = 0; p < k; p++) {
      const double weighted = w[i] * row[p + 1];
      l->right[p] += weighted * row[0];
      for (int q = 0; q <= p; q++) l->a[p * k + q] += weighted * row[q + 1];
    }
  }
}

void ent_ppml_least_factor(ent_ppml_least *l)
{
  const int k = l->k;
  double *const r = l->root;
  memset(r, 0, sizeof *r * (size_t)(k * k));
  for (int p = 0; p < k; p++) {
    for (int q = 0; q < p; q++) {
      double sum = l->a[p * k + q];
      for (int m = 0; m < q; m++) sum -= r[p * k + m] * r[q * k + m];
      r[p * k + q] = r[q * k + q] > 0 ? sum / r[q * k + q] : 0;
    }
    double left = l->a[p * k + p];
    for (int m = 0; m < p; m++) left -= r[p * k + m] * r[p * k + m];
    l->skip[p] = !(left > DETERMINED * ent_greater(l->own[p], l->a[p * k + p]));
    if (l->skip[p]) memset(r + p * k, 0, sizeof *r * (size_t)k);
    r[p * k + p] = l->skip[p] ? 0 : sqrt(left);
  }
}

void ent_ppml_least_solve(const ent_ppml_least *l, const double *right, double *b)
{
  const int k = l->k;
  const double *const r = l->root;
  for (int p = 0; p < k; p++) {
    double sum = right[p];
    for (int q = 0; q < p; q++) sum -= r[p * k + q] * b[q];
    b[p] = l->skip[p] ? 0 : sum / r[p * k + p];
  }
  for (int p = k - 1; p >= 0; p--) {
    double sum = b[p];
    for (int q = p + 1; q < k; q++) sum -= r[q * k + p] * b[q];
    b[p] = l->skip[p] ? 0 : sum / r[p * k + p];
  }
}
