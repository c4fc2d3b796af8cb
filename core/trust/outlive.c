/* outlive.c - how likely does a promise stand after so many years, when terms of office end on known dates?
 *
 * Renewal: an incumbent keeps it undisturbed for t years with G(t) = prod (1 - x_n)(1 - eps), leaves in year n with f(n) =
 * G(n - 1) x_n; then the next honours or not:
 *
 *   A(t) = G(t) + sum_{n <= t} f(n) R(t - n)                       from today
 *   R(t) = sum_i share_i q_i [G_i(t) + sum_{n <= t} f_i(n) R(t - n)]   from a change of leader
 *
 * Cost: O(years^2 + types * years).  Source: the renewal equation (Feller 1968, An Introduction to
 * Probability Theory, ch. XIII). */
#include <math.h>

#include "base/fail.h"
#include "base/sum.h"
#include "office.h"

#define ROOM (ENT_PROMISE_YEARS + 2)

typedef struct course {
  double stays[ROOM], leaves[ROOM]; /* G(n) and f(n) */
} course;

static void add_course(const ent_holder *h, double weight, int years, course *c)
{
  double stays = weight;
  c->stays[0] += weight;
  for (int n = 1; n <= years; n++) {
    const double x = ent_tenure_exit(&h->tenure, n);
    c->leaves[n] += stays * x;
    stays *= (1 - x) * (1 - h->reneges);
    c->stays[n] += stays;
  }
}

static double renewed(const course *c, const double *after, int t)
{
  ent_sum sum = {0, 0};
  ent_sum_add(&sum, c->stays[t]);
  for (int n = 1; n <= t; n++) ent_sum_add(&sum, c->leaves[n] * after[t - n]);
  return ent_sum_value(&sum);
}

ent_status ent_promise_survival(const ent_holder *incumbent, const ent_holder *type, int types, double years,
                                double *out, ent_error *err)
{
  const ent_status status = ent_holders_check(incumbent, type, types, err);
  if (status != ENT_OK) return status;
  if (!(years >= 0 && years <= ENT_PROMISE_YEARS))
    return ent_fail(err, ENT_ARGUMENT, "years", "The years of a survival lie between 0 and 200.");
  const int whole = (int)floor(years);
  course now = {.stays = {0}}, next = {.stays = {0}};
  double after[ROOM];
  add_course(incumbent, 1, whole + 1, &now);
  for (int i = 0; i < types; i++) add_course(&type[i], type[i].share * type[i].honours, whole + 1, &next);
  for (int t = 0; t <= whole + 1; t++) after[t] = renewed(&next, after, t);
  const double low = renewed(&now, after, whole), high = renewed(&now, after, whole + 1), part = years - whole;
  const double found = part > 0 && low > 0 ? low * ent_pow(high / low, part) : low;
  *out = found > 0 ? found < 1 ? found : 1 : 0;
  return ENT_OK;
}
