/* layout.c - where to draw the actors so that those who get along stand close?
 *
 * Classical multidimensional scaling: distances D_ij = 1 - p_ij; B = -J D^2 J / 2 with J = I - 11'/n; the coordinates
 * are the two leading eigenvectors of B times the roots of their eigenvalues (a negative one counts as 0: the distances
 * need not fit a plane).  Eigenvectors by Jacobi's cyclic rotations.
 *
 * Cost: O(n^3) a sweep, under ten sweeps for 24 actors (cap 60).
 * Source: Torgerson 1952, Psychometrika 17:401-419; Golub and Van Loan, Matrix Computations, section 8.5. */
#include <math.h>

#include "base/clip.h"
#include "align/landscape.h"

#define SWEEPS 60

/* Largest part of the picture's width that counts as rounding. */
#define SAME_PLACE 1e-9

static void fill_products(const ent_landscape *land, double *b)
{
  const int n = land->n;
  double mean[ENT_ALIGN_MAX], grand = 0;
  for (int i = 0; i < n; i++) {
    mean[i] = 0;
    for (int j = 0; j < n; j++) {
      const double d = i == j ? 0 : 1 - land->propensity[i * n + j];
      b[i * n + j] = d * d;
      mean[i] += d * d / n;
    }
    grand += mean[i] / n;
  }
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      b[i * n + j] = -0.5 * (b[i * n + j] - mean[i] - mean[j] + grand);
    }
  }
}

/* Turns rows and columns i < j of b so that b_ij becomes 0, and the columns of v with them. */
static void rotate(double *b, double *v, int n, int i, int j)
{
  const double theta = (b[j * n + j] - b[i * n + i]) / (2 * b[i * n + j]);
  const double t = (theta < 0 ? -1 : 1) / (fabs(theta) + sqrt(theta * theta + 1));
  const double c = 1 / sqrt(t * t + 1), s = t * c;
  for (int k = 0; k < n; k++) {
    const double p = b[k * n + i], q = b[k * n + j];
    b[k * n + i] = c * p - s * q;
    b[k * n + j] = s * p + c * q;
  }
  for (int k = 0; k < n; k++) {
    const double p = b[i * n + k], q = b[j * n + k];
    b[i * n + k] = c * p - s * q;
    b[j * n + k] = s * p + c * q;
    const double y = v[k * n + i], z = v[k * n + j];
    v[k * n + i] = c * y - s * z;
    v[k * n + j] = s * y + c * z;
  }
}

static void diagonalise(double *b, double *v, int n)
{
  double scale = 0;
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      v[i * n + j] = i == j ? 1 : 0;
      scale += fabs(b[i * n + j]);
    }
  }
  bool turned = true;
  for (int sweep = 0; sweep < SWEEPS && turned; sweep++) {
    turned = false;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (fabs(b[i * n + j]) > 1e-15 * scale) {
          rotate(b, v, n, i, j);
          turned = true;
        }
      }
    }
  }
}

/* Coordinates along eigenvector `axis`; the first actor from `from` on that is off the middle gets the sign `sign`. */
static void project(const double *b, const double *v, int n, int axis, int from, double sign, double *out)
{
  const double root = b[axis * n + axis] > 0 ? sqrt(b[axis * n + axis]) : 0;
  double turn = 1;
  for (int step = 0; step < n; step++) {
    const double at = v[((from + step) % n) * n + axis];
    if (fabs(at) > SAME_PLACE) {
      turn = at * sign < 0 ? -1 : 1;
      break;
    }
  }
  for (int i = 0; i < n; i++) {
    out[i] = turn * root * v[i * n + axis];
  }
}

static void range(const double *at, int n, double *low, double *high)
{
  *low = *high = at[0];
  for (int i = 1; i < n; i++) {
    *low = at[i] < *low ? at[i] : *low;
    *high = at[i] > *high ? at[i] : *high;
  }
}

/* One scale for both axes, so that distances keep their proportions; the shorter axis is centred. */
static void fit(double *at, int n, double low, double high, double width)
{
  for (int i = 0; i < n; i++) {
    at[i] = width > SAME_PLACE ? ent_clip(0.5 + (at[i] - (low + high) / 2) / width, 0, 1) : 0.5;
  }
}

void ent_align_layout(const ent_landscape *land, double *work, double *x, double *y)
{
  const int n = land->n;
  if (n < 2 || n > ENT_ALIGN_MAX) return; /* no landscape: there is nothing to draw */
  double v[ENT_ALIGN_MAX * ENT_ALIGN_MAX];
  double *const b = work;
  fill_products(land, b);
  diagonalise(b, v, n);
  int first = 0, second = -1;
  for (int k = 1; k < n; k++) {
    first = b[k * n + k] > b[first * n + first] ? k : first;
  }
  for (int k = 0; k < n; k++) {
    if (k != first && (second < 0 || b[k * n + k] > b[second * n + second])) {
      second = k;
    }
  }
  project(b, v, n, first, 0, -1, x);  /* actor 0 on the left */
  project(b, v, n, second, 1, -1, y); /* actor 1 in the half with small y */
  double x_low, x_high, y_low, y_high;
  range(x, n, &x_low, &x_high);
  range(y, n, &y_low, &y_high);
  const double width = x_high - x_low > y_high - y_low ? x_high - x_low : y_high - y_low;
  fit(x, n, x_low, x_high, width);
  fit(y, n, y_low, y_high, width);
}
