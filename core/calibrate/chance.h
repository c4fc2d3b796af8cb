/* chance.h - the chances behind a case, as functions of a few indices. */
#ifndef ENT_CORE_CALIBRATE_CHANCE_H
#define ENT_CORE_CALIBRATE_CHANCE_H

#include "entente/calibrate.h"

/* Supports are written down in this unit, and worth in this share of the target's income: the corpus tells only ratios. */
#define ENT_CASE_SIGMA 0.25
#define ENT_CASE_WORTH 0.01
#define ENT_CASE_OUTSIDE 0.005 /* the alternative to the deal, a year */
#define ENT_CASE_DISCOUNT 0.9

/* The form alone of ent_case_of(row).  facts.c */
ent_case_form ent_case_form_of(const ent_deal_row *row);

/* ent_calibrate without errors and log likelihood, which cost as much again.  fit.c */
ent_status ent_calibrate_values(const ent_case *cases, int count, ent_calibration *out, ent_error *err);

/* log Phi(z), and its derivative phi / Phi (may be NULL). */
double ent_log_normal_cdf(double z, double *slope);

/* One case's covariates of the worth to the target: from WORTH to RIVALS, in their order. */
#define ENT_CASE_WORTHS (ENT_CALIBRATED_RIVALS - ENT_CALIBRATED_WORTH + 1)
void ent_case_worth(const ent_case *of, double x[ENT_CASE_WORTHS]);
/* Indices: leader's support, support of a legislature, worth; all in units of their spread. */
double ent_case_will(const ent_calibration *c, const ent_case *of);
double ent_case_chamber(const ent_calibration *c, const ent_case *of);
double ent_case_worth_index(const ent_calibration *c, const ent_case *of);

/* Supports of the three kinds of members in units of sigma, and rho. */
typedef struct ent_voices {
  double undeclared, minor, major, rho;
} ent_voices;
ent_voices ent_case_voices(const ent_calibration *c, const ent_case *of);
/* The chance that the members say yes; derivative [5] from UNDECLARED to APPLICANT (may be NULL; not for a quota). */
double ent_voices_chance(const ent_calibration *c, const ent_case *of, double *derivative);

/* Life: chance that a successor honours, logit of reneging and its spread. */
typedef struct ent_promise {
  double honours, renege, spread;
} ent_promise;
ent_promise ent_case_promise(const ent_calibration *c, const ent_case *of);
double ent_logit_chance(double logit); /* never 0 or 1 */

/* Midpoints over a standard normal: node k of ENT_SPREAD_NODES, its weight not normalised. */
#define ENT_SPREAD_NODES 25
double ent_spread_node(int k);

#endif
