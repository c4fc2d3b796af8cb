/* descend.h - the least of a smooth function of a few numbers. */
#ifndef ENT_CORE_CALIBRATE_DESCEND_H
#define ENT_CORE_CALIBRATE_DESCEND_H

#include "entente/base.h"

#define ENT_DESCENT_MAX 32 /* numbers */

/* The value at x, and its gradient [n]. */
typedef double (*ent_descent_value)(const void *ctx, const double *x, double *gradient);

/* Moves x [n] to a minimum by BFGS with backtracking.  *residual: the largest part of the gradient that is left.
 * false: 300 steps were not enough to bring it below 1e-6, or the value is no number. */
bool ent_descend(ent_descent_value value, const void *ctx, int n, double *x, double *residual);
/* Square roots of the diagonal of the inverse of the curvature at x, from differences of the gradient.
 * false: the curvature is not positive there. */
bool ent_descent_errors(ent_descent_value value, const void *ctx, int n, const double *x, double *error);

#endif
