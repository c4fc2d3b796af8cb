/* ppml.h - the parts of Poisson pseudo-maximum likelihood: which observations take part, least squares, zeros set apart. */
#ifndef ENT_CORE_TRADE_PPML_H
#define ENT_CORE_TRADE_PPML_H

#include "entente/ppml.h"
#include "base/ieee.h"
#include "trade/absorb.h"

/* The greater and the lesser; a NaN beside a number is passed over, as fmax and fmin of the C library do. */
static inline double ent_greater(double a, double b)
{
  return a > b || ent_is_nan(b) ? a : b;
}

static inline double ent_lesser(double a, double b)
{
  return a < b || ent_is_nan(b) ? a : b;
}

#define ENT_PPML_PRECISE 1e-10 /* effects are taken out to this, relative to what is left */

/* The effects would not come out: tells it.  ppml_separate.c */
ent_status ent_ppml_lost(ent_error *err);

/* The observations that take part, with dense group numbers.  ppml_sample.c */
typedef struct ent_ppml_sample {
  int64_t n;
  int64_t *at; /* [n] observation of the data */
  double *y;   /* [n] */
  double *w;   /* [n] weights; NULL: all 1 */
  int effects; /* of the data, or 1 for a constant */
  int32_t **of;
  int32_t *groups;  /* [effects] */
  int32_t *cluster; /* [n] dense; NULL: robust */
  int32_t clusters;
} ent_ppml_sample;

/* Marks in fate [n] those alone in a group and groups of zeros, again and again until none is left. */
ent_status ent_ppml_prune(const ent_ppml_data *d, bool keep_singletons, uint8_t *fate, ent_arena *arena,
                          ent_error *err);
/* The observations with fate ENT_PPML_USED.  False: no memory. */
bool ent_ppml_sample_take(const ent_ppml_data *d, const uint8_t *fate, ent_arena *arena, ent_ppml_sample *out);

/* Regression of column 0 on columns 1 .. k of v [n * (k + 1)], weights w.  ppml_least.c */
typedef struct ent_ppml_least {
  int k;
  double *a;     /* [k k] cross products, lower triangle */
  double *right; /* [k] */
  double *root;  /* [k k] lower triangle of Cholesky's root, rows of skipped regressors 0 */
  double *own;   /* [k] what a regressor's square must stay above, over its first size, to count */
  bool *skip;    /* [k] determined by those before */
  double *b;     /* [k] */
} ent_ppml_least;

bool ent_ppml_least_open(ent_ppml_least *l, int k, ent_arena *arena);
/* Fills a and right. */
void ent_ppml_least_cross(ent_ppml_least *l, int64_t n, const double *w, const double *v);
/* Factors a; marks as skipped what falls below own. */
void ent_ppml_least_factor(ent_ppml_least *l);
void ent_ppml_least_solve(const ent_ppml_least *l, const double *right, double *b);

/* Marks zeros that a combination of regressors and effects sets apart from the rest: x [n * (k + 1)] as for least squares, its
 * column 0 free.  separator [k] is the last combination.  *found: how many.  ppml_separate.c */
ent_status ent_ppml_separate(const ent_ppml_sample *s, ent_absorber *a, int k, double *v, double *separator,
                             uint8_t *apart, int64_t *found, ent_arena *arena, ent_error *err);

#endif
