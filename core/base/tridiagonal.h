/* tridiagonal.h - eigenvalues of a symmetric tridiagonal matrix. */
#ifndef ENT_CORE_TRIDIAGONAL_H
#define ENT_CORE_TRIDIAGONAL_H

#include <stdbool.h>

/* Diagonal d[0..n) becomes the eigenvalues, in no order; e[0..n-1) stands beside it, e[n - 1] = 0; e is destroyed.
 * vectors: n rows of `columns` numbers, the first columns of an orthogonal Q' (or of 1 for the matrix itself); row k becomes
 * the same part of the eigenvector of d[k].  columns may be 0.  False where it does not settle in 60 steps for one value.
 * Cost: O(n^2) and as many rotations of rows. */
bool ent_tridiagonal(int n, double *d, double *e, double *vectors, int columns);

#endif
