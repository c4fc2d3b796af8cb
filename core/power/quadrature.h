/* quadrature.h - averages over t in [0, 1] by Gauss quadrature. */
#ifndef ENT_CORE_POWER_QUADRATURE_H
#define ENT_CORE_POWER_QUADRATURE_H

#include "entente/base.h"

#define ENT_QUADRATURE_MAX 2560

/* The m nodes (ascending) and weights (sum 1) that average polynomials of degree 2m - 1 exactly over Beta(a, b).  For a = b
 * node[m - 1 - k] is exactly 1 - node[k] up to the last bit, and the weights are the same.  scratch: [m].
 * ENT_NUMERIC when the eigenvalues do not settle within the cap (not seen). */
ent_status ent_quadrature_beta(int m, double a, double b, double *node, double *weight, double *scratch,
                               ent_error *err);
/* A bound on the error of m nodes for the pivot probability of any rule among n members. */
double ent_quadrature_bound(int n, int m);
/* The least m with a bound of at most `error`. */
int ent_quadrature_nodes(int n, double error);

#endif
