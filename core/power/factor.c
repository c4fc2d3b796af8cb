/* factor.c - what becomes of chances when members share one factor?
 *
 *   P = integral of phi(F) P(carries | p(F)) dF,   p_i(F) = Phi((z_i + sqrt(rho) F) / sqrt(1 - rho)),   z_i = Phi^-1(p_i)
 * by the midpoint rule on [-8, 8], weights divided by their sum: for smooth integrands that fade at both ends it converges faster
 * than any power of the step (Trefethen and Weideman 2014, SIAM Review 56:385).  In the same pass
 *   dP/dp_i = integral of phi(F) pivot_i(F) dp_i(F)/dp_i,   dp_i(F)/dp_i = exp((z_i^2 - u^2) / 2) / sqrt(1 - rho)
 * with u the argument of Phi above.  Cost: nodes times one evaluation. */
#include "adopt.h"

#include "base/fail.h"
#include "base/sum.h"

#include <math.h>

static ent_status check(const ent_factor *f, const double *p, double rho, int nodes, ent_error *err)
{
  for (int m = 0; m < f->members; m++)
    if (!(p[m] >= 0 && p[m] <= 1)) return ent_fail(err, ENT_ARGUMENT, "p", "A chance of yes lies between 0 and 1.");
  if (!(rho >= 0 && rho < 1))
    return ent_fail(err, ENT_ARGUMENT, "rho", "The correlation rho is at least 0 and below 1.");
  if (nodes < 0 || nodes > ENT_FACTOR_NODES_MAX)
    return ent_fail(err, ENT_ARGUMENT, "nodes", "The factor has between 1 and 4,096 nodes; 0 stands for 64.");
  return ENT_OK;
}

/* The members' chances at a value of the factor; a chance of 0 or 1 stays. */
static void move_factor(const ent_factor *f, const double *p, double rho, double factor)
{
  const double pull = sqrt(rho) * factor, spread = sqrt(1 - rho);
  for (int m = 0; m < f->members; m++)
    f->p[m] = p[m] > 0 && p[m] < 1 ? ent_normal_cdf((f->score[m] + pull) / spread) : p[m];
}

/* dp_i(F) / dp_i. */
static double response(const ent_factor *f, int m, const double *p, double rho, double factor)
{
  if (!(p[m] > 0 && p[m] < 1)) return 0;
  const double z = f->score[m], u = (z + sqrt(rho) * factor) / sqrt(1 - rho);
  return ent_exp((z * z - u * u) / 2) / sqrt(1 - rho);
}

/* Weighted sums over the nodes of the factor; pivot and slope hold the high parts while they grow. */
static double integrate(const ent_factor *f, const double *p, double rho, int nodes, double *pivot, double *slope)
{
  ent_sum adopt = {0, 0}, weight = {0, 0};
  const int members = f->members;
  for (int m = 0; m < members; m++) {
    f->score[m] = p[m] > 0 && p[m] < 1 ? ent_normal_quantile(p[m]) : 0;
    if (pivot) pivot[m] = 0;
    if (slope) slope[m] = 0;
  }
  for (int k = 0; k < nodes; k++) {
    const double factor = -8 + 16 * (k + 0.5) / nodes, w = ent_exp(-factor * factor / 2);
    move_factor(f, p, rho, factor);
    ent_sum_add(&weight, w);
    ent_sum_add(&adopt, w * f->evaluate(f->ctx));
    for (int m = 0; m < members; m++) {
      if (pivot) pivot[m] += w * f->pivot[m];
      if (slope) slope[m] += w * f->pivot[m] * response(f, m, p, rho, factor);
    }
  }
  const double sum = ent_sum_value(&weight);
  for (int m = 0; m < members; m++) {
    if (pivot) pivot[m] /= sum;
    if (slope) slope[m] /= sum;
  }
  return ent_sum_value(&adopt) / sum;
}

ent_status ent_factor_at(const ent_factor *f, const double *p, double rho, int nodes, double *adopt, double *pivot,
                         double *slope, ent_error *err)
{
  const ent_status status = check(f, p, rho, nodes, err);
  if (status != ENT_OK) return status;
  if (rho > 0) {
    *adopt = integrate(f, p, rho, nodes ? nodes : ENT_FACTOR_NODES, pivot, slope);
    return ENT_OK;
  }
  for (int m = 0; m < f->members; m++) f->p[m] = p[m];
  *adopt = f->evaluate(f->ctx);
  for (int m = 0; m < f->members; m++) {
    if (pivot) pivot[m] = f->pivot[m];
    if (slope) slope[m] = f->pivot[m];
  }
  return ENT_OK;
}
