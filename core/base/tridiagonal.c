/* tridiagonal.c - what are the eigenvalues of a symmetric tridiagonal matrix?
 *
 * Implicit QL steps with Wilkinson's shift; their rotations turn the rows of the vectors.
 * Cost:   some two steps a value, each O(n).
 * Source: Golub and Van Loan, Matrix Computations, section 8.3; Bowdler, Martin, Reinsch and Wilkinson 1968. */
#include "base/tridiagonal.h"

#include <math.h>
#include <stddef.h>

#define STEPS 60

static void rotate(double *upper, double *lower, int columns, double cosine, double sine)
{
  for (int k = 0; k < columns; k++) {
    const double z = lower[k];
    lower[k] = sine * upper[k] + cosine * z;
    upper[k] = cosine * upper[k] - sine * z;
  }
}

/* One implicit QL step on rows l..end. */
static void step(double *d, double *e, double *vectors, int columns, int l, int end)
{
  double g = (d[l + 1] - d[l]) / (2 * e[l]);
  double r = sqrt(g * g + 1);
  g = d[end] - d[l] + e[l] / (g + (g >= 0 ? r : -r));
  double sine = 1, cosine = 1, p = 0;
  for (int i = end - 1; i >= l; i--) {
    const double f = sine * e[i], b = cosine * e[i];
    r = sqrt(f * f + g * g);
    e[i + 1] = r;
    if (r == 0) {
      d[i + 1] -= p;
      e[end] = 0;
      return;
    }
    sine = f / r;
    cosine = g / r;
    g = d[i + 1] - p;
    r = (d[i] - g) * sine + 2 * cosine * b;
    p = sine * r;
    d[i + 1] = g + p;
    g = cosine * r - b;
    if (columns > 0) {
      double *const row = vectors + (size_t)i * (size_t)columns;
      rotate(row, row + columns, columns, cosine, sine);
    }
  }
  d[l] -= p;
  e[l] = g;
  e[end] = 0;
}

bool ent_tridiagonal(int n, double *d, double *e, double *vectors, int columns)
{
  for (int l = 0; l < n; l++) {
    for (int steps = 0;; steps++) {
      int end = l;
      for (; end < n - 1; end++) {
        const double size = fabs(d[end]) + fabs(d[end + 1]);
        if (size + fabs(e[end]) == size) break;
      }
      if (end == l) break;
      if (steps == STEPS) return false;
      step(d, e, vectors, columns, l, end);
    }
  }
  return true;
}
