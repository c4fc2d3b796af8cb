/* entente/ppml.h - what do distance, borders, agreements and sanctions do to trade?
 *
 * Poisson pseudo-maximum likelihood with high-dimensional fixed effects: y_i >= 0 with mean
 *
 *   mu_i = exp(x_i b + sum_g a_g[group_g(i)])
 *
 * for any number of effects (exporter by year, importer by year, pair ...), which are taken out, not estimated one by one.
 * Zeros stay in, heteroskedasticity does no harm, and with effects of exporters and importers the fitted flows have exactly the
 * margins of the data: they can be the world before a shock (trade.h).
 * What the likelihood cannot tell is left out first, and said: observations alone in a group, groups of zeros only, zeros that
 * some combination of regressors and effects separates from the rest (their estimate would be minus infinity), regressors that
 * the others determine.
 * Sources: Santos Silva and Tenreyro 2006 (Review of Economics and Statistics 88:641); Correia, Guimaraes and Zylkin 2020 (Stata
 * Journal 20:95) for the algorithm; the same, 2019 (arXiv 1903.01633) for separation. */
#ifndef ENTENTE_PPML_H
#define ENTENTE_PPML_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_PPML_REGRESSORS 64          /* at most */
#define ENT_PPML_EFFECTS 8              /* at most */
#define ENT_PPML_OBSERVATIONS 100000000 /* at most */
#define ENT_PPML_HUGE 1e100             /* y and x stay below this; the largest y is at least 1 / this */

typedef struct ent_ppml_data {
  int64_t n;                    /* observations, 1 .. ENT_PPML_OBSERVATIONS */
  const double *y;              /* [n] in [0, ENT_PPML_HUGE), not all 0; any unit: answers are in the same */
  int regressors;               /* 0 .. ENT_PPML_REGRESSORS */
  const double *const *x;       /* [regressors][n], below ENT_PPML_HUGE in size; a spread below 1e-100 is none */
  int effects;                  /* 0 .. ENT_PPML_EFFECTS; 0: a constant */
  const int32_t *const *effect; /* [effects][n] >= 0: the group of each observation; numbers need not be dense */
  const int32_t *cluster;       /* [n] >= 0: errors go together within a cluster; NULL: each on its own ("robust") */
  const double *weight;         /* [n] in (1 / ENT_PPML_HUGE, ENT_PPML_HUGE): how much each counts; NULL: all 1 */
} ent_ppml_data;

typedef struct ent_ppml_options {
  double tolerance;     /* change of the deviance at the end, over the deviance or, if more, sum y / 1000; 0: 1e-12 */
  int steps;            /* of reweighting, at most; 0: 1,000 */
  bool keep_singletons; /* observations alone in a group stay (they say nothing, but shrink clustered errors) */
  bool skip_separation; /* do not look for separated zeros beyond groups of zeros */
  bool (*go_on)(void *ctx, int step, double change); /* asked after each step; false: ENT_CANCELLED; may be NULL */
  void *ctx;
} ent_ppml_options;

/* What became of an observation. */
#define ENT_PPML_FATE_LIST(X)                                                 \
  X(USED, used)                                                               \
  X(SINGLETON, singleton) /* alone in a group of an effect */                 \
  X(ZEROS, zeros)         /* in a group of an effect that holds only zeros */ \
  X(SEPARATED, separated) /* a zero that regressors and effects set apart from the rest */

typedef enum ent_ppml_fate {
#define X(NAME, name) ENT_PPML_##NAME,
  ENT_PPML_FATE_LIST(X)
#undef X
    ENT_PPML_FATES
} ent_ppml_fate;

/* The arrays are the caller's; each may be NULL where it is not wanted, coefficient excepted when there are regressors. */
typedef struct ent_ppml_answer {
  double *coefficient; /* [regressors]; 0 where left_out */
  double *error;       /* [regressors] standard errors */
  double *covariance;  /* [regressors regressors] */
  bool *left_out;      /* [regressors]: determined by the effects and the regressors before it */
  double *separator;   /* [regressors]: a combination that separates zeros, with the effects; 0 where none was found */
  uint8_t *fate;       /* [n] an ent_ppml_fate */
  double *mean;        /* [n] mu; 0 for separated zeros and groups of zeros, NaN never (singletons: their y) */
  bool settled;        /* reached the tolerance before the cap of steps */
  int steps;
  double change;                              /* of the deviance in the last step, as `tolerance` has it */
  int64_t used, singletons, zeros, separated; /* observations by fate */
  int64_t clusters;                           /* of those used; robust: used */
  int64_t groups;                             /* of all effects, among those used */
  double deviance;                            /* 2 sum(y log(y / mu) - (y - mu)) */
  double likelihood;                          /* log pseudo-likelihood: sum(y log mu - mu - log Gamma(y + 1)) */
  double pseudo_r2;                           /* 1 - likelihood / likelihood of a constant alone (McFadden) */
} ent_ppml_answer;

/* Fits.  Standard errors: V = A^-1 (sum over clusters s s') A^-1 G / (G - 1) with A = x~' diag(mu) x~, x~ the regressors without
 * the effects (weights mu), s = sum over a cluster of x~ (y - mu), G clusters; robust: each observation is its cluster.  With
 * weights w those of the sample: mu is w mu in A and x~, y - mu is w (y - mu), and deviance and likelihood sum w times theirs.
 * Errors: ENT_ARGUMENT (sizes, no y above 0, numbers outside their domain: path "y[3]"), ENT_LIMIT, ENT_NUMERIC (nothing is left,
 * regressors but one cluster only, an effect cannot be taken out in 100,000 rounds, or the numbers ran away), ENT_CANCELLED,
 * ENT_NOMEM.  On failure out is untouched.  options may be NULL.
 * Cost: a step is some 10 to 40 passes over n (1 + regressors) numbers and their groups; 10 to 20 steps; memory 8 n (6 + 6
 * regressors) bytes. */
ent_status ent_ppml_fit(const ent_ppml_data *data, const ent_ppml_options *options, const ent_allocator *memory,
                        ent_ppml_answer *out, ent_error *err);

/* "singleton", "zeros" ... for tables; "?" for a number that is no fate. */
const char *ent_ppml_fate_name(ent_ppml_fate fate);

#ifdef __cplusplus
}
#endif
#endif
