/* tails.h - what the beta and the gamma distribution share: accurate weights, two tails, and the way back. */
#ifndef ENT_CORE_TAILS_H
#define ENT_CORE_TAILS_H

/* The two tails of a distribution at x > 0, each with its own digits, and x times the density. */
typedef struct ent_tails {
  double lower, upper, weight;
} ent_tails;

/* The tails at x of the distribution with parameters a and b (b is ignored by the gamma distribution). */
typedef ent_tails ent_tails_at(double x, double a, double b);

/* Rounding may carry a probability past 1. */
static inline double ent_at_most_one(double p)
{
  return p < 1.0 ? p : 1.0;
}

/* a log(a/m) + m - a >= 0, the deviance of a from its mean m, for a, m > 0, from ratio = m/a and difference = m - a,
 * which the caller knows better than by subtracting.  A few ulp. */
double ent_deviance(double a, double ratio, double difference);

/* The remainder of Stirling's formula, log Gamma(x) - (x - 1/2) log x + x - log(2 pi)/2, for x > 0.  gamma.c */
double ent_stirling_rest(double x);

/* The x in [0, top] with lower(x) = p and upper(x) = q = 1 - p, both > 0; the smaller of p and q is what is met.
 * guess may be any number. */
double ent_tails_solve(ent_tails_at *at, double a, double b, double p, double q, double guess, double top);

#endif
