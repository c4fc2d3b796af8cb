/* entente/trust.h - is a promise worth having, given who will be there to keep it? */
#ifndef ENTENTE_TRUST_H
#define ENTENTE_TRUST_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- a record of kept and broken commitments ------------------------------------------------------------- */

typedef struct ent_commitment {
  double year;   /* decimal year of the event */
  bool kept;     /* kept, or broken */
  double weight; /* > 0; 1 is an ordinary event */
} ent_commitment;

typedef struct ent_trust {
  double kept, broken; /* the parameters a and b of the Beta posterior */
} ent_trust;

/* Beta trust with forgetting: between events a <- a0 + phi^dt (a - a0), b likewise; an event adds its weight to a or b.
 * (Josang and Ismail 2002, "The beta reputation system", with exponential forgetting towards the prior.)
 * prior: a0, b0 > 0; phi in (0, 1] a year; events sorted by year (equal years in the order given); at: year of the answer,
 * events after it are ignored.  Mean = a / (a + b); a band comes from ent_beta_quantile.
 * Errors: ENT_ARGUMENT. Cost: O(count). */
ent_status ent_trust_at(const ent_commitment *event, int count, ent_trust prior, double phi, double at, ent_trust *out,
                        ent_error *err);

/* Unit acts kept at once that lift the mean of `now` to `goal` (0 when it is there already; goal in (0, 1)). */
double ent_trust_acts_to(ent_trust now, double goal);

/* ---- a promise under turnover ----------------------------------------------------------------------------- */

/* Yearly hazard that a term collapses: (1 - h) eps + h (1 - q); h: the promiser leaves office; eps: an incumbent reneges;
 * q: a successor honours.  All in [0, 1]. */
double ent_turnover_hazard(double h, double eps, double q);

/* Present value of flow b while honoured and d after collapse:
 * V = (b + delta lambda d / (1 - delta)) / (1 - delta (1 - lambda)); delta in (0, 1), lambda in [0, 1]. */
double ent_turnover_value(double b, double d, double delta, double lambda);

/* The highest hazard at which V(lambda) - cost >= outside / (1 - delta), by the closed form
 * lambda* = (b - o - K (1 - delta)) / (delta (K + (o - d) / (1 - delta))).
 * Returns a value cut to [0, 1]: 0 when it is refused even without risk, 1 when it is taken at any risk. */
double ent_turnover_bearable(double b, double d, double delta, double cost, double outside);

/* The probability that a successor honours which makes the hazard equal lambda: 1 - (lambda - (1-h) eps) / h, cut to
 * [0, 1]; 1 when h is 0. */
double ent_turnover_honour_needed(double h, double eps, double lambda);

/* P(alive after `years`) = (1 - lambda)^years. */
double ent_turnover_survival(double lambda, double years);

/* ---- how long leaders last -------------------------------------------------------------------------------- */

/* Posterior of an exit hazard from `exits` in `years` of office with a Jeffreys prior: Gamma(exits + 1/2, years).
 * Quantile p of the hazard a year, cut to [0, 1]. */
double ent_leader_hazard_quantile(double p, double exits, double years);

#ifdef __cplusplus
}
#endif
#endif
