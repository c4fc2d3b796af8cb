/* entente/calibrate.h - what do past deals say about the numbers that a scenario leaves open?
 *
 * A row of a corpus says who offered what to whom, under which rule and against how many.  A handful of parameters turns that
 * into the numbers that the four gates ask for: supports of members, the factor they share, what the deal is worth to the
 * target, the hazards of its collapse.  They are estimated by maximum likelihood with Gaussian priors; the same parameters
 * then write a scenario for a row, which runs through the same gates as one written by hand.
 * Sources: docs/method/calibration.md. */
#ifndef ENTENTE_CALIBRATE_H
#define ENTENTE_CALIBRATE_H

#include "entente/backtest.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Parameters: NAME, name in tables, centre and spread of the prior, what it is.  Four independent groups, in this order.
 * Effects have the prior mean 0, so that what the corpus does not show stays small.  Supports are in units of sigma. */
#define ENT_CALIBRATED_LIST(X)                                                                                         \
  X(WILL, "will", 2, 1, "leader's support, bodies of several")                                                         \
  X(WILL_TWO, "will_two", 0, 1, "more, where the two sides alone decide")                                              \
  X(WILL_CHAMBER, "will_chamber", 0, 1, "more, where a legislature of the proposer decides")                           \
  X(UNDECLARED, "undeclared", 2, 1, "support of a member that has not spoken")                                         \
  X(OPPOSED, "opposed", 0, 1, "support of a declared opponent")                                                        \
  X(OPPOSED_MAJOR, "opposed_major", 0, 1, "more, where the opponent is a major power")                                 \
  X(FACTOR, "factor", -1, 1, "logit of rho, the share of members' spread that is common")                              \
  X(APPLICANT, "applicant", 0, 1, "more, where only the target itself proposes")                                       \
  X(CHAMBER, "chamber", 0.5, 1, "support of the proposer's legislature")                                               \
  X(CHAMBER_OPPOSED, "chamber_opposed", -0.5, 1, "more, where it is declared against")                                 \
  X(WORTH, "worth", 0.5, 1, "worth to the target above the alternative, in units of its spread")                       \
  X(ADMISSION, "worth_admission", 0, 0.7, "more, for an admission")                                                    \
  X(READMISSION, "worth_readmission", 0, 0.7, "more, for a readmission")                                               \
  X(ALLIANCE, "worth_alliance", 0, 0.7, "more, for an alliance")                                                       \
  X(REALIGNMENT, "worth_realignment", 0, 0.7, "more, for a realignment")                                               \
  X(NORMALIZATION, "worth_normalization", 0, 0.7, "more, for a normalization")                                         \
  X(ARMS_CONTROL, "worth_arms_control", 0, 0.7, "more, for arms control")                                              \
  X(TRADE_REGIME, "worth_trade_regime", 0, 0.7, "more, for a trade regime")                                            \
  X(PEACE, "worth_peace", 0, 0.7, "more, for a peace")                                                                 \
  X(CAPABILITY, "worth_capability", 0, 0.7, "more, for each factor e^3 of capability of proposer to target")           \
  X(WEDGE, "worth_wedge", 0, 0.7, "more, for a wedge")                                                                 \
  X(JOINT, "worth_joint", 0, 0.7, "more, for several proposers")                                                       \
  X(REFERENDUM, "worth_referendum", 0, 0.7, "more, where a referendum decides")                                        \
  X(RIVALS, "worth_rivals", 0, 0.7, "more, where the target and the rival it is to be won from are rivals themselves") \
  X(HONOURS_CLUB, "honours_club_decision", 1, 1, "logit of the chance that a successor honours a decision of a club")  \
  X(HONOURS_TREATY, "honours_treaty", 1, 1, "logit of the chance that a successor honours a treaty or statute")        \
  X(HONOURS_EXECUTIVE, "honours_executive", 1, 1, "logit of the chance that a successor honours an executive act")     \
  X(RENEGE, "renege", -4, 1, "logit of the yearly chance that the deal breaks otherwise, of a treaty or statute")      \
  X(RENEGE_CLUB, "renege_club_decision", 0, 1, "more, for a decision of a club")                                       \
  X(RENEGE_EXECUTIVE, "renege_executive", 0, 1, "more, for an executive act")                                          \
  X(RENEGE_SPREAD, "renege_spread", 0, 0.5, "log of the spread of that logit from deal to deal")

typedef enum ent_calibrated {
#define X(NAME, name, mean, sd, what) ENT_CALIBRATED_##NAME,
  ENT_CALIBRATED_LIST(X)
#undef X
    ENT_CALIBRATED_COUNT
} ent_calibrated;

typedef struct ent_calibration {
  double value[ENT_CALIBRATED_COUNT];
  double error[ENT_CALIBRATED_COUNT]; /* standard error, from the curvature at the mode */
  int cases;                          /* rows that told something */
  double log_likelihood;              /* of their outcomes at the mode, without priors */
  double residual;                    /* largest part of the gradient that is left, in units of the priors */
} ent_calibration;

/* Who decides: members of a body, the two sides alone, or a legislature of the proposer. */
typedef enum ent_case_body { ENT_CASE_MEMBERS, ENT_CASE_TWO, ENT_CASE_CHAMBER } ent_case_body;
typedef enum ent_case_form {
  ENT_CASE_CLUB_DECISION,
  ENT_CASE_TREATY,
  ENT_CASE_EXECUTIVE,
  ENT_CASE_FORMS
} ent_case_form;

#define ENT_CASE_VOICES 12    /* in a large body at most so many are asked apart: the opponents first, then others */
#define ENT_CASE_OPPONENTS 40 /* opponents beyond are not counted */
#define ENT_CASE_YEARS 20     /* what happens to a deal after so many years is not used */

/* What the calibration reads of a row. */
typedef struct ent_case {
  ent_deal_kind kind;
  ent_case_body body;
  ent_case_form form;
  int undeclared, minor, major; /* members that have not spoken, opponents that are no major powers, and that are */
  bool quota;                   /* two thirds of the members are enough */
  bool opposed, applicant, joint, referendum, wedge, rivals;
  double capability;  /* log of the ratio of capabilities, in [-1, 1] for [e^-3, e^3]; 0 where it is not known */
  double exit_hazard; /* of the proposer's leader, a year */
  /* what came of it */
  ent_known offered, adopted, accepted, in_force, turnover;
  bool lived, ended; /* years is known; it broke at its end */
  double years;
} ent_case;

/* Reads a row.  Major powers as in the Correlates of War list of states; opponents like "USA(Senate)" are institutions and
 * not states.  Pure, cannot fail.  Cost: O(text). */
ent_case ent_case_of(const ent_deal_row *row);

/* Estimates all parameters from the cases; a case tells only what it knows.  The mode of likelihood times priors, by BFGS from
 * the centre of the priors; nothing else is looked at, so the result depends on the cases and their order alone.
 * count 0: the priors themselves.  Errors: ENT_ARGUMENT (no cases array, count < 0), ENT_NUMERIC (no mode found).
 * Cost: some 200 passes over the cases, 50 ms for a hundred. */
ent_status ent_calibrate(const ent_case *cases, int count, ent_calibration *out, ent_error *err);
/* The centre of the priors, with their spread as error. */
void ent_calibration_prior(ent_calibration *out);

/* What the gates say of a case, in closed form (quadrature over the common factor and the spread of hazards). */
typedef struct ent_case_chances {
  double offered, adopted; /* the proposer wills it; and the body says yes */
  double accepted;         /* by the target, if adopted */
  double in_force;         /* all three */
  double alive5, alive10;  /* and still so after 5, 10 years */
} ent_case_chances;
ent_case_chances ent_case_forecast(const ent_calibration *c, const ent_case *of);

/* log of the likelihood of what is known of one case, in `group` (0..3: will; members; chamber; worth and life), and its
 * gradient added to gradient[ENT_CALIBRATED_COUNT] (may be NULL).  For tests and for other estimators. */
#define ENT_CALIBRATED_GROUPS 4
double ent_case_log_likelihood(const ent_calibration *c, const ent_case *of, int group, double *gradient);

/* ---- a table of the parameters ------------------------------------------------------------------------------ */

/* CSV with comments on top: parameter, estimate, standard_error, prior_mean, prior_sd, what.  retrieved: the day of the corpus,
 * told at the top; NULL: none.  *text: allocated, NUL-terminated,
 * *size bytes with the NUL; the caller frees.  Errors: ENT_NOMEM. */
ent_status ent_calibration_write(const ent_calibration *c, const char *retrieved, const ent_allocator *memory,
                                 char **text, size_t *size, ent_error *err);
/* Reads it back: columns parameter, estimate, and standard_error if it is there.  Errors: ENT_REFERENCE (a column or a
 * parameter is missing, or an unknown one), ENT_SCHEMA (no number, twice, outside -50 to 50); the path is the parameter. */
ent_status ent_calibration_read(const ent_cases *table, ent_calibration *out, ent_error *err);

/* ---- a scenario for a row ------------------------------------------------------------------------------------- */

/* Puts the scenario of a row into an open, empty builder: one term, its owner, members by name where the corpus names them, the
 * numbers from the calibration.  years: the horizon.  Draws of its gates have the chances of ent_case_forecast (10 years:
 * alive10).  Then seal it, or write it down.  words: of the texts in it; NULL: English.
 * Errors: ENT_ARGUMENT (years outside 0.01 to 100), ENT_NOMEM, and those of the builder for texts that are not UTF-8. */
ent_status ent_deal_build(const ent_deal_row *row, const ent_calibration *c, double years, const ent_words *words,
                          const ent_allocator *memory, ent_builder *into, ent_error *err);
/* The same, sealed.  Errors: those of the seal besides. */
ent_status ent_deal_scenario(const ent_deal_row *row, const ent_calibration *c, double years, const ent_words *words,
                             const ent_allocator *memory, ent_scenario **out, ent_error *err);
/* The same as YAML, to edit.  *text: allocated, NUL-terminated, *size bytes with the NUL; the caller frees. */
ent_status ent_deal_yaml(const ent_deal_row *row, const ent_calibration *c, double years, const ent_words *words,
                         const ent_allocator *memory, char **text, size_t *size, ent_error *err);

/* The four gates as a forecaster of a backtest: the rows learnt from calibrate, and each row asked is drawn `draws` times with
 * this seed, with a horizon of five years and of ten; 0 draws: the closed form instead.  *how is borrowed.
 * Errors of its forecasts: those of calibrating, sealing and drawing. */
typedef struct ent_gates_draws {
  uint64_t seed, draws;
} ent_gates_draws;
ent_deal_forecaster ent_gates_forecaster(const ent_gates_draws *how);

#ifdef __cplusplus
}
#endif
#endif
