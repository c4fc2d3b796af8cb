/* entente/score.h - how good are forecasts, once the world has answered?
 *
 * A forecast is a chance p that something comes; what came is 0 or 1.  Scores are means over forecasts; their intervals
 * resample whole clusters (families of deals), because deals of one family are no independent witnesses. */
#ifndef ENTENTE_SCORE_H
#define ENTENTE_SCORE_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_SCORE_MAX 1000000 /* forecasts at once, at most */
/* Chances are held within [clip, 1 - clip] by the log score and the calibration line, so that one certain miss costs 4.6. */
#define ENT_SCORE_CLIP 0.01

typedef struct ent_forecasts {
  int n;
  const double *p;    /* [n] in [0, 1] */
  const bool *came;   /* [n] */
  const int *cluster; /* [n] at least 0; NULL: each a cluster of its own */
} ent_forecasts;

/* The losses of one forecast: (p - came)^2; -log of the chance of what came, natural logarithm, clipped. */
double ent_brier_loss(double p, bool came);
double ent_log_loss(double p, bool came);

#define ENT_SCORE_BINS 10

typedef struct ent_score {
  int n;
  double rate;            /* share that came */
  double brier, log_loss; /* means: 0 is perfect, 0.25 and 0.69 is tossing a coin */
  /* Brier = reliability - resolution + uncertainty + within (Murphy 1973; Stephenson, Coelho and Jolliffe 2008), over up to
   * ENT_SCORE_BINS groups of equal count in order of p; within: what the groups hide, variance less twice covariance. */
  double reliability, resolution, uncertainty, within;
  bool has_auc;  /* some came and some did not */
  double auc;    /* chance that one that came had the higher p, ties half (Mann and Whitney 1947); 0 without */
  bool has_line; /* the p differ (logit p has a standard deviation above 0.1), and a line fits */
  double intercept,
    slope; /* of the calibration line logit(came) = intercept + slope logit(p) (Cox 1958); 0 and 1 are right */
} ent_score;

/* Errors: ENT_ARGUMENT (n outside 1..ENT_SCORE_MAX, p outside [0, 1], a cluster below 0), ENT_NOMEM.  Cost: O(n log n). */
ent_status ent_score_forecasts(const ent_forecasts *f, const ent_allocator *memory, ent_score *out, ent_error *err);

/* Forecasts beside what came, in groups of equal count in order of p (equal p stay together, so there may be fewer). */
typedef struct ent_score_bin {
  int n, came;
  double low, high, mean;     /* least, greatest and mean p of the group */
  double rate;                /* share that came */
  double rate_low, rate_high; /* central 90 % of the Jeffreys posterior Beta(came + 1/2, n - came + 1/2) */
} ent_score_bin;
#define ENT_SCORE_BINS_MAX 100
/* out: [bins]; returns in *used how many groups there are.  Errors as above, and ENT_ARGUMENT (bins outside
 * 1..ENT_SCORE_BINS_MAX).  Cost: O(n log n). */
ent_status ent_score_groups(const ent_forecasts *f, int bins, const ent_allocator *memory, ent_score_bin *out,
                            int *used, ent_error *err);

/* A 90 % interval for the mean of value [n] by the cluster bootstrap: clusters drawn with replacement, `replicates` times;
 * the 5 % and 95 % quantiles of the means (Efron 1979; Field and Welsh 2007).  Of two forecasters, give the differences of
 * their losses.
 * Errors: ENT_ARGUMENT (n outside 1..ENT_SCORE_MAX, replicates outside 20..100000, a cluster below 0, value not finite),
 * ENT_NOMEM.
 * Cost: O(replicates * clusters + n log n). */
typedef struct ent_mean_band {
  double mean, low, high;
} ent_mean_band;
ent_status ent_mean_bootstrap(const double *value, const int *cluster, int n, uint64_t seed, int replicates,
                              const ent_allocator *memory, ent_mean_band *out, ent_error *err);

/* Logistic regression with a ridge: the b that minimise
 *   -sum over rows of log-likelihood + penalty / 2 * sum over k >= 1 of b_k^2,   logit P(came) = b_0 + sum b_k x_k,
 * by Newton's method with halved steps, until the step is below 1e-10 (100 steps at most).  x: [n * features] row by row;
 * b: [features + 1].  Errors: ENT_ARGUMENT (n outside 1..ENT_SCORE_MAX, features outside 0..64, x not finite, penalty
 * below 0), ENT_NUMERIC (no such b is found: all outcomes alike, or outcomes that x tells apart without a penalty),
 * ENT_NOMEM.
 * Cost: O(steps * n * features^2).  Source: le Cessie and van Houwelingen, Applied Statistics 41 (1992). */
#define ENT_LOGISTIC_MAX 64
ent_status ent_logistic_fit(const double *x, const bool *came, int n, int features, double penalty,
                            const ent_allocator *memory, double *b, ent_error *err);
double ent_logistic_chance(const double *b, const double *x, int features);

#ifdef __cplusplus
}
#endif
#endif
