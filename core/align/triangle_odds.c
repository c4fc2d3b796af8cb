/* triangle_odds.c - how likely is each role when the ties of a triangle are uncertain?
 *
 * Ties are normal.  Roles follow from their signs alone, so the chances are those of eight octants:
 *
 *   independent   P(octant) = product of Phi(+- mean / sd), exact
 *   correlated    counted over draws x = mean + sd L e, L the Cholesky factor of the correlations
 *
 * The mean and the spread of the values are those of sums of normals, exact in both cases.
 * Cost: O(1), or three normal quantiles a draw. */
#include "entente/triangle.h"

#include <math.h>
#include <string.h>

#include "base/fail.h"

#define OCTANTS 8 /* bit t: tie t is positive */
#define STREAM "triangle"

/* Lower Cholesky factor of three correlations. */
typedef struct factor {
  double l10, l11, l20, l21, l22;
} factor;

/* false: no three numbers have these correlations. */
static bool factorise(const double r[3], factor *f)
{
  if (!(fabs(r[0]) <= 1 && fabs(r[1]) <= 1 && fabs(r[2]) <= 1)) {
    return false;
  }
  const double room = 1e-12; /* of rounding, for correlations at the edge of what can be */
  f->l10 = r[0];
  f->l11 = sqrt(1 - r[0] * r[0]);
  f->l20 = r[1];
  const double rest = r[2] - r[0] * r[1];
  if (f->l11 > 0) {
    f->l21 = rest / f->l11;
  } else if (fabs(rest) <= room) {
    f->l21 = 0;
  } else {
    return false;
  }
  const double left = 1 - f->l20 * f->l20 - f->l21 * f->l21;
  f->l22 = left > 0 ? sqrt(left) : 0;
  return left >= -room;
}

/* P(tie > 0), or P(tie <= 0) from the other tail, so that small chances keep their digits. */
static double chance(double mean, double sd, bool positive)
{
  if (sd > 0) {
    return ent_normal_cdf(positive ? mean / sd : -mean / sd);
  }
  return (mean > 0) == positive ? 1 : 0;
}

static void exact_octants(const double mean[3], const double sd[3], double p[OCTANTS])
{
  for (unsigned o = 0; o < OCTANTS; o++) {
    p[o] = 1;
    for (int t = 0; t < 3; t++) {
      p[o] *= chance(mean[t], sd[t], (o >> t & 1u) != 0);
    }
  }
}

static void count_octants(const double mean[3], const double sd[3], const factor *f, uint64_t seed, uint64_t draws,
                          double p[OCTANTS])
{
  uint64_t count[OCTANTS] = {0};
  const uint64_t name = ent_name_hash(STREAM, strlen(STREAM));
  for (uint64_t i = 0; i < draws; i++) {
    double e[3];
    for (uint32_t t = 0; t < 3; t++) {
      e[t] = ent_normal_quantile(ent_uniform(seed, i, name, t));
    }
    const double z[3] = {e[0], f->l10 * e[0] + f->l11 * e[1], f->l20 * e[0] + f->l21 * e[1] + f->l22 * e[2]};
    unsigned octant = 0;
    for (unsigned t = 0; t < 3; t++) {
      octant |= mean[t] + sd[t] * z[t] > 0 ? 1u << t : 0u;
    }
    count[octant]++;
  }
  for (int o = 0; o < OCTANTS; o++) {
    p[o] = (double)count[o] / (double)draws;
  }
}

static void add_octants(const double p[OCTANTS], ent_triangle_chances *c)
{
  for (unsigned o = 0; o < OCTANTS; o++) {
    const double x[3] = {(o & 1u) ? 1 : -1, (o & 2u) ? 1 : -1, (o & 4u) ? 1 : -1};
    ent_triangle t;
    if (ent_triangle_read(x, &t, NULL) != ENT_OK) {
      continue;
    }
    c->pattern[t.pattern] += p[o];
    c->balanced += t.balanced ? p[o] : 0;
    for (int i = 0; i < 3; i++) {
      c->role[i][t.role[i]] += p[o];
    }
  }
}

/* Mean and spread of x_ij + x_ik - x_jk. */
static void add_values(const double mean[3], const double sd[3], const double r[3], ent_triangle_chances *c)
{
  for (int i = 0; i < 3; i++) {
    const int own_1 = i == 2 ? 1 : 0, own_2 = i == 0 ? 1 : 2, far = 2 - i; /* places among 01, 02, 12 */
    double sign[3] = {1, 1, 1};
    sign[far] = -1;
    c->value[i] = mean[own_1] + mean[own_2] - mean[far];
    double variance = sd[0] * sd[0] + sd[1] * sd[1] + sd[2] * sd[2];
    variance += 2 * (sign[0] * sign[1] * r[0] * sd[0] * sd[1] + sign[0] * sign[2] * r[1] * sd[0] * sd[2] +
                     sign[1] * sign[2] * r[2] * sd[1] * sd[2]);
    c->value_sd[i] = variance > 0 ? sqrt(variance) : 0;
  }
}

/* The largest standard error of a chance counted over n draws; never 0. */
static double largest_error(const ent_triangle_chances *c, double n)
{
  double most = 0;
  for (int i = 0; i < 3; i++) {
    for (int k = 0; k < ENT_ROLES; k++) {
      const double p = (c->role[i][k] * n + 0.5) / (n + 1), variance = p * (1 - p) / n;
      most = variance > most ? variance : most;
    }
  }
  for (int k = 0; k < ENT_PATTERNS; k++) {
    const double p = (c->pattern[k] * n + 0.5) / (n + 1), variance = p * (1 - p) / n;
    most = variance > most ? variance : most;
  }
  return sqrt(most);
}

ent_status ent_triangle_odds(const double mean[3], const double sd[3], const double correlation[3], uint64_t seed,
                             uint64_t draws, ent_triangle_chances *out, ent_error *err)
{
  static const double none[3] = {0, 0, 0};
  double p[OCTANTS];
  factor f;
  for (int t = 0; t < 3; t++) {
    /* 1e100: no product of two overflows */
    if (!(fabs(mean[t]) <= 1e100 && sd[t] >= 0 && sd[t] <= 1e100)) {
      return ent_fail(err, ENT_ARGUMENT, "ties",
                      "Means lie within 1e100 of 0, and standard deviations from 0 to 1e100.");
    }
  }
  if (correlation && !factorise(correlation, &f)) {
    return ent_fail(err, ENT_ARGUMENT, "correlation", "No three ties can have these correlations.");
  }
  if (correlation && (draws < 1 || draws > UINT32_MAX)) {
    return ent_fail(err, ENT_ARGUMENT, "draws", "Draws number 1 to 4,294,967,295.");
  }
  ent_triangle_chances c = {.error = 0};
  if (correlation) {
    count_octants(mean, sd, &f, seed, draws, p);
  } else {
    exact_octants(mean, sd, p);
  }
  add_octants(p, &c);
  add_values(mean, sd, correlation ? correlation : none, &c);
  c.error = correlation ? largest_error(&c, (double)draws) : 0;
  *out = c;
  return ENT_OK;
}
