/* spectrum.h - eigenvalues and eigenvectors of a symmetric matrix. */
#ifndef ENT_CORE_SPECTRUM_H
#define ENT_CORE_SPECTRUM_H

#include "entente/base.h"

#include <stdbool.h>

/* a: [n * n] row-major, symmetric, finite; destroyed.  value: [n], ascending.  work: [3 * n].
 * vectors: on return row k of a is the unit eigenvector of value[k] (its first entry of any size is above 0).
 * Returns false where the iteration does not settle (60 steps for a value), which no finite matrix is known to cause.
 * Cost: 4/3 n^3 for values, about 6 n^3 with vectors. */
bool ent_spectrum(double *a, int n, bool vectors, double *value, double *work);

#endif
