/* dist.h - the shape of an uncertain number, and its quantiles.
 *
 * Every shape is a monotone function of a standard normal score z, so correlations (a Gaussian copula), the tornado (z at
 * 5 % and 95 %) and common random numbers all work on z.  Shapes without a cheap closed form (Beta, Gamma, PERT, mixtures,
 * quantiles) are tabulated once, when the scenario is sealed, at ENT_KNOTS scores between -6 and 6. */
#ifndef ENT_CORE_MODEL_DIST_H
#define ENT_CORE_MODEL_DIST_H

#include "base/arena.h"
#include "entente/model.h"
#include "tree.h"

#define ENT_KNOTS 513
#define ENT_KNOT_Z 6.0

typedef enum ent_dist_kind { ENT_DIST_KNOWN, ENT_DIST_NORMAL, ENT_DIST_UNIFORM, ENT_DIST_TABLE } ent_dist_kind;

typedef struct ent_dist {
  ent_dist_kind kind;
  ent_domain domain;
  double a, b;        /* KNOWN a; NORMAL mean and spread on the domain's scale; UNIFORM bounds */
  const double *knot; /* TABLE: values at -6 + 12 k / (ENT_KNOTS - 1) */
} ent_dist;

/* Value at normal score z, u = Phi(z). */
double ent_dist_value(const ent_dist *d, double z, double u);
/* The same for count <= ENT_LANES inputs of one kind and domain, whose dist is {kind, domain, a[i], b[i], knot[i]}: lane by
 * lane the same bits.  zu: the scores z, or u where the kind is uniform; x is not zu. */
void ent_dist_value_lanes(ent_dist_kind kind, ent_domain domain, const double *a, const double *b,
                          const double *const *knot, const double *zu, int count, double *x);
/* Quantile u in (0, 1). */
double ent_dist_quantile(const ent_dist *d, double u);
/* P(X <= x). */
double ent_dist_cdf(const ent_dist *d, double x);

/* The scale on which "a to b" is normal: identity, log, logit, logit of (x + 1) / 2. */
double ent_domain_forward(ent_domain domain, double x);
double ent_domain_back(ent_domain domain, double y);
bool ent_domain_holds(ent_domain domain, double x);  /* x is allowed */
bool ent_domain_inside(ent_domain domain, double x); /* strictly inside the bounds */
const char *ent_domain_text(ent_domain domain);

/* Fills a table from a function of the score. */
bool ent_dist_tabulate(ent_dist *d, ent_arena *arena, double (*value)(const void *of, double z), const void *of);

/* ---- notation ---- */

typedef struct ent_notation {
  ent_dist dist;
  const char *words;  /* "90 % interval from 60 to 80 (normal)" */
  const char *origin; /* "data/gdp_shares.csv, row 2023, column g7_ppp (World Bank ...)" or "" */
} ent_notation;

/* Reads a notation (see docs/guide/notation.md).  Tables may be NULL; words: the language of out->words, NULL: English.
 * err->column counts in the text from 1. */
ent_status ent_notation_read(const char *text, size_t size, ent_domain domain, const ent_table *tables,
                             const ent_words *words, ent_arena *arena, ent_notation *out, ent_error *err);
/* The same errors, without a distribution, which takes most of the time where it is tabulated. */
ent_status ent_notation_check(const char *text, size_t size, ent_domain domain, const ent_table *tables,
                              ent_arena *scratch, ent_error *err);
/* The same from a map {p5: .., p50: .., p95: ..}; other keys are ignored.  An error's path is the key at
 * fault, or "". */
ent_status ent_notation_quantiles(const ent_node *map, ent_domain domain, const ent_words *words, ent_arena *arena,
                                  ent_notation *out, ent_error *err);
/* Is this key a quantile (p and a number of percent), and which? */
bool ent_notation_quantile(const char *key, double *p);
/* Does the map hold quantiles? */
bool ent_notation_has_quantiles(const ent_node *map);

#endif
