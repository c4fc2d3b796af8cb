/* simplex.h - the state of core's dual simplex, and the inverse of its tight block.
 *
 * Tight rows R and basic columns S are equally many (k); every other row's slack is basic and every other column stands at a
 * bound.  Only the k x k block A_RS has an inverse W, dense: row s of W belongs to basic column S[s], column r to tight row
 * R[r].  What a basis of all rows would hold besides is the identity. */
#ifndef ENT_CORE_SIMPLEX_H
#define ENT_CORE_SIMPLEX_H

#include "base/arena.h"
#include "entente/lp.h"

#define ENT_TIGHT_MAX 3000

typedef struct ent_tight {
  int size, room;
  double *w;   /* [room * room], w[s * room + r] */
  int *row;    /* [room]: R */
  int *column; /* [room]: S */
} ent_tight;

typedef enum ent_place { ENT_AT_ZERO, ENT_AT_TOP, ENT_BASIC } ent_place;

typedef struct ent_simplex {
  ent_allocator from;
  ent_arena arena;
  int columns, rows, rows_room;
  size_t entries_room;
  double *c, *perturbed, *top; /* [columns] */
  double *z, *d;               /* [columns]: values and reduced costs (of the perturbed costs) */
  uint8_t *place;              /* [columns]: ent_place */
  int *at;                     /* [columns]: position in S, or -1 */
  int *start, *column;         /* the rows, as in ent_lp_rows */
  double *value, *bottom;
  double *y;           /* [rows] */
  int *tight;          /* [rows]: position in R, or -1 */
  ent_tight b;         /* the block */
  int *list;           /* [b.room]: scratch */
  double *rho, *g, *u; /* [b.room]: a row of the basis, a column of it, scratch */
  double *alpha;       /* [columns]: the pivot row; 0 between pivots */
  int *touched;        /* [2 * columns]: where alpha is not 0; the second half is scratch */
  uint8_t *marked;     /* [columns] */
  int touches;
  double *work; /* [3 * columns] */
} ent_simplex;

/* Pivots until nothing is violated, or a limit.  Errors: ENT_LIMIT, ENT_NOMEM.  simplex.c */
ent_status ent_simplex_run(ent_simplex *s, const ent_lp_limits *limits, ent_lp_answer *out, ent_error *err);

/* Room for `size` tight rows; false when there is no memory. */
bool ent_tight_room(ent_simplex *s, int size);
/* Puts entries that are only rounding at 0. */
void ent_tight_sweep(double *x, int size);
/* rho = a W for the row `row` of the program, over its basic columns. */
void ent_tight_row(const ent_simplex *s, int row, double *rho);
/* g = W u for column j over the tight rows. */
void ent_tight_column(const ent_simplex *s, int j, double *u, double *g);
/* The four ways in which a block changes; rho, g as above, sigma the pivot. */
void ent_tight_grow(ent_simplex *s, int row, int j, double sigma);
void ent_tight_swap_row(ent_simplex *s, int r, int row);
void ent_tight_swap_column(ent_simplex *s, int p, int j);
void ent_tight_shrink(ent_simplex *s, int p, int r);
/* W anew from the rows, by Gauss-Jordan with partial pivoting: *sound is false when the block is singular.  ENT_NOMEM. */
bool ent_tight_invert(ent_simplex *s, bool *sound);

#endif
