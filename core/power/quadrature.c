/* quadrature.c - at which t, and how many of them, is the average of a pivot probability found?
 *
 * Nodes and weights: the eigenvalues and the squared first components of the eigenvectors of the tridiagonal matrix of the
 * recurrence of the Jacobi polynomials, by implicit QL steps (Golub and Welsch, Mathematics of Computation 23 (1969)).
 *
 * How many: f_i(t) is a sum over coalitions of t^s (1 - t)^(n - 1 - s), so in the ellipse with foci 0 and 1 where
 * |t| + |1 - t| = cosh(s) it is at most cosh(s)^(n - 1).  Its best polynomial of degree 2m - 1 is then off by at most
 * 2 cosh(s)^(n - 1) e^(-s (2m - 1)) / (e^s - 1) (Trefethen, Approximation Theory and Approximation Practice, ch. 8), and
 * quadrature with positive weights by at most twice that, for every s > 0; the best s has tanh s = (2m - 1)/(n - 1).
 * So about sqrt(16 n) nodes give 1e-13, whatever the rule; from n/2 nodes on there is no error at all.
 * Cost: O(m^2). */
#include "quadrature.h"

#include "base/fail.h"
#include "base/tridiagonal.h"

#include <math.h>

double ent_quadrature_bound(int n, int m)
{
  const double degree = 2.0 * m - 1;
  if (degree >= n - 1) return 0;
  const double x = degree / (n - 1), s = 0.5 * ent_log((1 + x) / (1 - x));
  const double logarithm = -0.5 * (n - 1) * ent_log1p(-x * x) - s * degree;
  return 4 * ent_exp(logarithm) / ent_expm1(s);
}

int ent_quadrature_nodes(int n, double error)
{
  int low = 1, high = (n + 1) / 2 < 1 ? 1 : (n + 1) / 2;
  while (low < high) {
    const int middle = (low + high) / 2;
    if (ent_quadrature_bound(n, middle) <= error)
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

/* Diagonal d[0..m) and what stands beside it, e[0..m-1), of the matrix for [-1, 1]. */
static void fill_matrix(int m, double a, double b, double *d, double *e)
{
  const double alpha = b - 1, beta = a - 1, sum = alpha + beta;
  for (int k = 0; k < m; k++) {
    const double c = 2.0 * k + sum;
    d[k] = k == 0 ? (beta - alpha) / (sum + 2) : (beta * beta - alpha * alpha) / (c * (c + 2));
  }
  for (int k = 1; k < m; k++) {
    const double c = 2.0 * k + sum;
    const double square = k == 1 ? 4 * (1 + alpha) * (1 + beta) / ((2 + sum) * (2 + sum) * (3 + sum))
                                 : 4.0 * k * (k + alpha) * (k + beta) * (k + sum) / (c * c * (c + 1) * (c - 1));
    e[k - 1] = sqrt(square);
  }
  e[m - 1] = 0;
}

static void sort(int m, double *node, double *weight)
{
  for (int i = 1; i < m; i++) {
    const double x = node[i], w = weight[i];
    int j = i;
    for (; j > 0 && node[j - 1] > x; j--) {
      node[j] = node[j - 1];
      weight[j] = weight[j - 1];
    }
    node[j] = x;
    weight[j] = w;
  }
}

/* Makes both halves mirror images; node: still in [-1, 1]. */
static void mirror(int m, double *node, double *weight)
{
  for (int k = 0; k < m - 1 - k; k++) {
    const double x = 0.5 * (node[m - 1 - k] - node[k]), w = 0.5 * (weight[k] + weight[m - 1 - k]);
    node[k] = -x;
    node[m - 1 - k] = x;
    weight[k] = weight[m - 1 - k] = w;
  }
  if (m % 2 == 1) node[m / 2] = 0;
}

ent_status ent_quadrature_beta(int m, double a, double b, double *node, double *weight, double *scratch, ent_error *err)
{
  fill_matrix(m, a, b, node, scratch);
  for (int k = 0; k < m; k++) weight[k] = k == 0;
  if (!ent_tridiagonal(m, node, scratch, weight, 1))
    return ent_fail(err, ENT_NUMERIC, "nodes", "The nodes of the quadrature did not settle.");
  double sum = 0;
  for (int k = 0; k < m; k++) weight[k] *= weight[k];
  sort(m, node, weight);
  if (a == b) mirror(m, node, weight);
  for (int k = 0; k < m; k++) sum += weight[k];
  for (int k = 0; k < m; k++) {
    weight[k] /= sum;
    node[k] = 0.5 * (1 + node[k]);
  }
  return ENT_OK;
}
