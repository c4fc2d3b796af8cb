/* voices.c - how likely is it that the members say yes, when some have declared against it?
 *
 * A member with support a (in units of sigma) says yes with Phi((a + sqrt(rho) F) / sqrt(1 - rho)) given the common factor F:
 * the consent gate of a draw.  All of them: the product over the members, integrated over F; under a quota the upper tail of
 * the count, by convolution.  Midpoints on [-6, 6]: the integrand is smooth and vanishes at the ends, so that 61 of them are
 * good to 1e-8.  Cost: 61 nodes times three normal integrals; under a quota times members squared.
 * Source: one-factor probit, docs/method/voting.md. */
#include <math.h>

#include "base/sum.h"
#include "calibrate/chance.h"

#define NODES 61
#define FAR 6.0
#define DEEP (-37.0) /* below, Phi is 0 in double */
#define HALF_LOG_2PI 0.91893853320467274178
#define KINDS 3
#define MEMBERS (ENT_CASE_VOICES + ENT_CASE_OPPONENTS)

double ent_log_normal_cdf(double z, double *slope)
{
  if (z < DEEP) {
    if (slope) *slope = -z;
    return -0.5 * z * z - HALF_LOG_2PI - ent_log(-z);
  }
  const double log_cdf = ent_log(ent_normal_cdf(z));
  if (slope) *slope = ent_exp(-0.5 * z * z - HALF_LOG_2PI - log_cdf);
  return log_cdf;
}

/* The members at one value of the factor: argument of Phi of each kind, its logarithm and slope. */
typedef struct node {
  double z[KINDS], log_yes[KINDS], slope[KINDS];
} node;

static node at_factor(const ent_voices *v, const int count[KINDS], double factor)
{
  const double support[KINDS] = {v->undeclared, v->minor, v->major};
  const double common = sqrt(v->rho) * factor, own = sqrt(1 - v->rho);
  node n = {{0}, {0}, {0}};
  for (int k = 0; k < KINDS; k++) {
    if (count[k] == 0) continue;
    n.z[k] = (support[k] + common) / own;
    n.log_yes[k] = ent_log_normal_cdf(n.z[k], &n.slope[k]);
  }
  return n;
}

/* The chance of at least two thirds of yes. */
static double quota_met(const int count[KINDS], const node *n)
{
  double chance[MEMBERS + 1] = {1};
  int members = 0;
  for (int k = 0; k < KINDS; k++) {
    const double yes = ent_exp(n->log_yes[k]);
    for (int i = 0; i < count[k]; i++) {
      members++;
      for (int j = members; j > 0; j--) chance[j] = chance[j] * (1 - yes) + chance[j - 1] * yes;
      chance[0] *= 1 - yes;
    }
  }
  ent_sum met = {0, 0};
  for (int j = (2 * members + 2) / 3; j <= members; j++) ent_sum_add(&met, chance[j]);
  return ent_sum_value(&met);
}

/* d log(product) by the five parameters, at one node. */
static void slopes(const ent_case *of, const int count[KINDS], const ent_voices *v, const node *n, double factor,
                   double out[5])
{
  const double own = sqrt(1 - v->rho);
  const double turn = factor / (2 * sqrt(v->rho) * own); /* with z / (2 (1 - rho)): dz / d rho */
  double by[KINDS];
  ent_sum by_rho = {0, 0};
  for (int k = 0; k < KINDS; k++) {
    by[k] = count[k] * n->slope[k] / own;
    ent_sum_add(&by_rho, count[k] * n->slope[k] * (turn + n->z[k] / (2 * (1 - v->rho))));
  }
  out[0] = by[0];
  out[1] = by[1] + by[2];
  out[2] = by[2];
  out[3] = ent_sum_value(&by_rho) * v->rho * (1 - v->rho);
  out[4] = of->applicant ? by[0] + by[1] + by[2] : 0;
}

double ent_voices_chance(const ent_calibration *c, const ent_case *of, double *derivative)
{
  const ent_voices v = ent_case_voices(c, of);
  const int count[KINDS] = {of->undeclared, of->minor, of->major};
  ent_sum total = {0, 0}, weights = {0, 0}, moved[5] = {{0, 0}};
  for (int i = 0; i < NODES; i++) {
    const double factor = FAR * (2 * i + 1 - NODES) / NODES, weight = ent_exp(-0.5 * factor * factor);
    const node n = at_factor(&v, count, factor);
    const double all = ent_exp(count[0] * n.log_yes[0] + count[1] * n.log_yes[1] + count[2] * n.log_yes[2]);
    ent_sum_add(&weights, weight);
    ent_sum_add(&total, weight * (of->quota ? quota_met(count, &n) : all));
    if (!derivative) continue;
    double by[5];
    slopes(of, count, &v, &n, factor, by);
    for (int k = 0; k < 5; k++) ent_sum_add(&moved[k], weight * all * by[k]);
  }
  const double norm = ent_sum_value(&weights);
  for (int k = 0; derivative && k < 5; k++) derivative[k] = ent_sum_value(&moved[k]) / norm;
  return ent_sum_value(&total) / norm;
}
