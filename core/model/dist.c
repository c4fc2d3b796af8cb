/* dist.c - what value does an uncertain number take at a given quantile?
 *
 * x = g(a + b z) with g the way back from the domain's scale (identity, exp, logistic); uniform: a + (b - a) u; table:
 * linear between knots.  Counts are rounded to whole numbers at the end.  Cost: at most one exp; many of one shape
 * (ent_dist_value_lanes) in plain loops, 3 ns each. */
#include "dist.h"

#include <math.h>
#include <string.h>

#include "base/clip.h"
#include "base/lanes.h"
#include "base/logistic.h"

#define NUMBER_MOST 1e300 /* squares of numbers drawn may still overflow; the numbers themselves never do */
#define COUNT_MOST 1e15

double ent_domain_forward(ent_domain domain, double x)
{
  if (domain == ENT_DOMAIN_POSITIVE || domain == ENT_DOMAIN_COUNT) return ent_log(x);
  if (domain == ENT_DOMAIN_SHARE) return ent_log(x) - ent_log1p(-x);
  if (domain == ENT_DOMAIN_SIGNED) return ent_log1p(x) - ent_log1p(-x);
  return x;
}

/* What a wide shape puts far out, even infinity, becomes the largest number that the domain holds. */
static inline double held(double x, double most)
{
  if (!(x > -most)) return -most;
  return x < most ? x : most;
}

double ent_domain_back(ent_domain domain, double y)
{
  if (domain == ENT_DOMAIN_POSITIVE) return held(ent_exp(y), NUMBER_MOST);
  if (domain == ENT_DOMAIN_COUNT) return held(ent_exp(y), COUNT_MOST);
  if (domain == ENT_DOMAIN_SHARE) return ent_logistic(y);
  if (domain == ENT_DOMAIN_SIGNED) return 2 * ent_logistic(y) - 1;
  return held(y, NUMBER_MOST);
}

/* ent_domain_back of x[i]. */
static void back_lanes(ent_domain domain, int count, double *x)
{
  double e[ENT_LANES];
  if (domain == ENT_DOMAIN_SHARE || domain == ENT_DOMAIN_SIGNED) {
    for (int i = 0; i < count; i++) e[i] = -fabs(x[i]);
    ent_exp_lanes(e, count);
    for (int i = 0; i < count; i++) x[i] = ent_logistic_from(x[i], e[i]);
    for (int i = 0; domain == ENT_DOMAIN_SIGNED && i < count; i++) x[i] = 2 * x[i] - 1;
    return;
  }
  const bool positive = domain == ENT_DOMAIN_POSITIVE || domain == ENT_DOMAIN_COUNT;
  const double most = domain == ENT_DOMAIN_COUNT ? COUNT_MOST : NUMBER_MOST;
  if (positive) ent_exp_lanes(x, count);
  for (int i = 0; i < count; i++) x[i] = held(x[i], most);
}

bool ent_domain_holds(ent_domain domain, double x)
{
  if (!(fabs(x) <= NUMBER_MOST)) return false;
  if (domain == ENT_DOMAIN_POSITIVE) return x >= 0;
  if (domain == ENT_DOMAIN_SHARE) return x >= 0 && x <= 1;
  if (domain == ENT_DOMAIN_SIGNED) return x >= -1 && x <= 1;
  if (domain == ENT_DOMAIN_COUNT) return x >= 0 && x <= COUNT_MOST;
  return true;
}

bool ent_domain_inside(ent_domain domain, double x)
{
  if (!ent_domain_holds(domain, x)) return false;
  if (domain == ENT_DOMAIN_POSITIVE || domain == ENT_DOMAIN_COUNT) return x > 0;
  if (domain == ENT_DOMAIN_SHARE) return x > 0 && x < 1;
  if (domain == ENT_DOMAIN_SIGNED) return x > -1 && x < 1;
  return true;
}

const char *ent_domain_text(ent_domain domain)
{
  static const char *const text[] = {
#define X(name, words, shape) words,
    ENT_DOMAIN_LIST(X)
#undef X
  };
  return text[domain];
}

static double table_value(const double *knot, double z)
{
  const double step = 2 * ENT_KNOT_Z / (ENT_KNOTS - 1);
  if (!(z > -ENT_KNOT_Z)) return knot[0];
  if (z >= ENT_KNOT_Z) return knot[ENT_KNOTS - 1];
  const double at = (z + ENT_KNOT_Z) / step;
  const int k = (int)at;
  const double low = knot[k], high = knot[k + (k < ENT_KNOTS - 1)];
  return low + (high - low) * (at - (double)k);
}

static inline double uniform_value(ent_domain domain, double a, double b, double u)
{
  return domain == ENT_DOMAIN_COUNT ? floor(a + (b - a + 1) * u) : a + (b - a) * u;
}

double ent_dist_value(const ent_dist *d, double z, double u)
{
  double x = d->a;
  if (d->kind == ENT_DIST_NORMAL) x = ent_domain_back(d->domain, d->a + d->b * z);
  if (d->kind == ENT_DIST_UNIFORM) x = uniform_value(d->domain, d->a, d->b, u);
  if (d->kind == ENT_DIST_TABLE) x = table_value(d->knot, z);
  if (d->domain == ENT_DOMAIN_COUNT && d->kind != ENT_DIST_UNIFORM) x = floor(x + 0.5);
  return x;
}

void ent_dist_value_lanes(ent_dist_kind kind, ent_domain domain, const double *a, const double *b,
                          const double *const *knot, const double *zu, int count, double *x)
{
  if (kind == ENT_DIST_KNOWN) memcpy(x, a, (size_t)count * sizeof *x);
  if (kind == ENT_DIST_NORMAL) {
    for (int i = 0; i < count; i++) x[i] = a[i] + b[i] * zu[i];
    back_lanes(domain, count, x);
  }
  for (int i = 0; kind == ENT_DIST_UNIFORM && i < count; i++) x[i] = uniform_value(domain, a[i], b[i], zu[i]);
  for (int i = 0; kind == ENT_DIST_TABLE && i < count; i++) x[i] = table_value(knot[i], zu[i]);
  if (domain != ENT_DOMAIN_COUNT || kind == ENT_DIST_UNIFORM) return;
  for (int i = 0; i < count; i++) x[i] = floor(x[i] + 0.5);
}

double ent_dist_quantile(const ent_dist *d, double u)
{
  return ent_dist_value(d, d->kind == ENT_DIST_KNOWN ? 0 : ent_normal_quantile(u), u);
}

/* Largest score at which the table is not above x, for x between its ends: the way back through its straight pieces. */
static double table_score(const ent_dist *d, double x)
{
  int low = 0, high = ENT_KNOTS - 1; /* knot[low] <= x < knot[high] */
  while (high - low > 1) {
    const int k = low + (high - low) / 2;
    if (d->knot[k] <= x)
      low = k;
    else
      high = k;
  }
  const double inside = (x - d->knot[low]) / (d->knot[high] - d->knot[low]);
  return -ENT_KNOT_Z + 2 * ENT_KNOT_Z * ((double)low + inside) / (ENT_KNOTS - 1);
}

double ent_dist_cdf(const ent_dist *d, double x)
{
  if (d->kind == ENT_DIST_KNOWN) return x >= ent_dist_value(d, 0, 0.5) ? 1 : 0;
  if (d->kind == ENT_DIST_UNIFORM) {
    const double steps = d->domain == ENT_DOMAIN_COUNT ? 1 : 0; /* k is the floor of what lies in [k, k + 1) */
    return ent_clip(((steps > 0 ? floor(x) : x) + steps - d->a) / (d->b - d->a + steps), 0, 1);
  }
  if (x >= (d->domain == ENT_DOMAIN_COUNT ? COUNT_MOST : NUMBER_MOST)) return 1; /* all beyond is held there */
  if (d->domain == ENT_DOMAIN_COUNT) x = floor(x) + 0.5;                         /* what is rounded to it */
  if (d->kind == ENT_DIST_NORMAL) {
    if (ent_domain_inside(d->domain, x)) return ent_normal_cdf((ent_domain_forward(d->domain, x) - d->a) / d->b);
    return x > 0 ? 1 : 0;
  }
  if (x < d->knot[0]) return 0;
  return x >= d->knot[ENT_KNOTS - 1] ? 1 : ent_normal_cdf(table_score(d, x));
}

bool ent_dist_tabulate(ent_dist *d, ent_arena *arena, double (*value)(const void *of, double z), const void *of)
{
  double *knot = ENT_NEW(arena, double, ENT_KNOTS);
  if (!knot) return false;
  for (int k = 0; k < ENT_KNOTS; k++) {
    knot[k] = value(of, -ENT_KNOT_Z + 2 * ENT_KNOT_Z * (double)k / (ENT_KNOTS - 1));
    if (k > 0 && knot[k] < knot[k - 1]) knot[k] = knot[k - 1]; /* rounding of the inverse never makes it fall */
  }
  d->kind = ENT_DIST_TABLE;
  d->knot = knot;
  return true;
}
