/* entente/lp.h - a linear program that grows by rows, and who solves it.
 *
 *   minimise  c z   subject to   0 <= z_j <= u_j,   a_i z >= b_i for every row i added so far
 *
 * Cutting planes add rows in rounds, so an engine keeps its basis and starts warm.  Core has an engine of its own
 * (ent_lp_simplex); a host may bring a larger one behind the same five functions.  Whoever uses a bound computes it from the
 * multipliers y by ent_lp_bound, so no engine has to be trusted.
 * Source: Lemke 1954, The dual method of solving the linear programming problem; Neumaier and Shcherbina 2004, Safe bounds in
 * linear and mixed-integer linear programming, Mathematical Programming 99:283-296. */
#ifndef ENTENTE_LP_H
#define ENTENTE_LP_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Sparse rows: row i has the entries start[i] .. start[i + 1] - 1; no column twice in a row. */
typedef struct ent_lp_rows {
  int count;
  const int *start;     /* [count + 1], start[0] = 0 */
  const int *column;    /* [start[count]] */
  const double *value;  /* [start[count]], finite */
  const double *bottom; /* [count]: b */
} ent_lp_rows;

typedef struct ent_lp_costs {
  int columns;       /* 1 .. 10,000,000 */
  const double *c;   /* [columns], finite */
  const double *top; /* [columns]: u > 0, may be infinite where c >= 0; NULL: all infinite */
} ent_lp_costs;

typedef enum ent_lp_outcome {
  ENT_LP_OPTIMAL,    /* to within one part in a million of the objective */
  ENT_LP_INFEASIBLE, /* no z satisfies all rows */
  ENT_LP_STOPPED,    /* a limit was reached; y is that of the last basis: its bound holds */
  ENT_LP_LOST        /* rounding got the better of the engine; what ent_lp_bound makes of y still holds */
} ent_lp_outcome;

typedef struct ent_lp_limits {
  uint64_t steps;           /* pivots of one solve; 0: a million */
  bool (*go_on)(void *ctx); /* asked now and then; false stops; may be NULL */
  void *ctx;
} ent_lp_limits;

/* What a solve found.  The arrays belong to the caller. */
typedef struct ent_lp_answer {
  ent_lp_outcome outcome;
  uint64_t steps; /* pivots taken */
  double *z;      /* [columns]: where the program stands; a solution when OPTIMAL */
  double *y;      /* [rows]: the rows' multipliers, >= 0 */
} ent_lp_answer;

/* An engine.  `program` is what open made; close frees it, NULL is nothing.  limits may be NULL.  drop forgets the rows i with
 * gone[i], the others keep their order; an engine may refuse to forget rows that hold its basis: *left is what it kept, and
 * gone[i] is false for the rows that stayed. */
typedef struct ent_lp {
  ent_status (*open)(void *ctx, const ent_lp_costs *costs, const ent_allocator *memory, void **program, ent_error *err);
  ent_status (*add)(void *program, const ent_lp_rows *rows, ent_error *err);
  ent_status (*solve)(void *program, const ent_lp_limits *limits, ent_lp_answer *out, ent_error *err);
  ent_status (*drop)(void *program, bool *gone, int *left, ent_error *err);
  void (*close)(void *program);
  void *ctx;
} ent_lp;

/* Core's engine: a dual simplex with the dense inverse of the tight rows' block, made for up to 1,500 rows that are tight at
 * once (3,000 are the limit: ENT_LIMIT).  Same bits everywhere.  Errors of its functions: ENT_ARGUMENT (sizes, indices,
 * numbers that are not finite, c < 0 where u is infinite), ENT_LIMIT, ENT_NOMEM.
 * Cost: a pivot O(tight^2 + entries of all rows). */
const ent_lp *ent_lp_simplex(void);

/* A number that the objective of no feasible z is below, from any multipliers: those below 0 or not finite count as 0, what
 * rounding could have added is taken off.  -infinity when an infinite u lets the objective fall without end.
 * y: [rows].  work: [3 * columns] doubles.  Cost: O(entries + columns), compensated sums. */
double ent_lp_bound(const ent_lp_costs *costs, const ent_lp_rows *rows, const double *y, double *work);

#ifdef __cplusplus
}
#endif
#endif
