/* promise.c - what is a promise worth when terms of office end on known dates?
 *
 *   V_n = b + delta [(1 - x_n)((1 - eps) V_(n+1) + eps D) + x_n W]         n-th year in office, x_n the chance of leaving
 *   W   = sum_i share_i (q_i V_i + (1 - q_i) D),  D = d / (1 - delta)      a change of leader
 *
 * Backward over a calendar every V is a + w W; where terms repeat for ever, V of the first year stands on both sides and is
 * solved for; then W is.  Nothing is iterated.  What is needed of the successors: the value of W that makes the surplus
 * 0 is known, and W is linear in a common q.  The hazard that is as bad: lambda of V = (b + delta lambda D) / (1 - delta (1 -
 * lambda)).  Cost: O(types * years of a calendar).  Source: ours; the turnover model of docs/method/trust.md with dates. */
#include "base/clip.h"
#include "base/fail.h"
#include "office.h"

#include <math.h>

#define MONEY_MOST 1e12

static bool is_money(double x)
{
  return fabs(x) <= MONEY_MOST;
}

ent_status ent_promise_check(const ent_promise *p, ent_error *err)
{
  if (!p || !(p->discount > 0 && p->discount < 1))
    return ent_fail(err, ENT_ARGUMENT, "promise.discount", "The discount factor lies between 0 and 1, both excluded.");
  if (!is_money(p->flow) || !is_money(p->after))
    return ent_fail(err, ENT_ARGUMENT, "promise.flow", "What a promise gives a year is a number within 1e12.");
  if (!is_money(p->cost) || !is_money(p->outside))
    return ent_fail(err, ENT_ARGUMENT, "promise.cost", "Cost and outside option are numbers within 1e12.");
  return ENT_OK;
}

/* Years `from` to `to` folded backward: V_from = constant + slope W + next V_(to+1). */
typedef struct fold {
  double constant, slope, next;
} fold;

static fold fold_years(const ent_promise *p, const ent_holder *h, int from, int to)
{
  const double delta = p->discount, collapsed = p->after / (1 - delta);
  fold f = {0, 0, 1};
  for (int n = to; n >= from; n--) {
    const double leaves = ent_tenure_exit(&h->tenure, n), keeps = delta * (1 - leaves) * (1 - h->reneges);
    f.constant = p->flow + delta * (1 - leaves) * h->reneges * collapsed + keeps * f.constant;
    f.slope = delta * leaves + keeps * f.slope;
    f.next *= keeps;
  }
  return f;
}

ent_affine ent_office_value(const ent_promise *p, const ent_holder *h, int from)
{
  const ent_office office = ent_office_of(&h->tenure);
  const fold way = fold_years(p, h, from, office.years);
  if (office.wrap == 0) return (ent_affine){way.constant, way.slope}; /* next is 0: nobody stays past the end */
  const fold round = fold_years(p, h, office.wrap, office.years);
  const ent_affine again = {round.constant / (1 - round.next), round.slope / (1 - round.next)};
  return (ent_affine){way.constant + way.next * again.constant, way.slope + way.next * again.slope};
}

double ent_succession_value(const ent_promise *p, const ent_holder *type, int types)
{
  const double collapsed = p->after / (1 - p->discount);
  double constant = 0, slope = 0;
  for (int i = 0; i < types; i++) {
    const ent_affine v = ent_office_value(p, &type[i], 1);
    constant += type[i].share * (type[i].honours * v.constant + (1 - type[i].honours) * collapsed);
    slope += type[i].share * type[i].honours * v.slope;
  }
  return constant / (1 - slope); /* slope <= delta */
}

/* The common chance of honouring at which W is what acceptance needs. */
static double honour_needed(const ent_promise *p, const ent_affine *now, const ent_holder *type, int types)
{
  const double collapsed = p->after / (1 - p->discount), limit = p->cost + p->outside / (1 - p->discount);
  if (!(now->slope > 0)) return now->constant >= limit ? 0 : 1; /* nobody ever follows */
  const double wanted = (limit - now->constant) / now->slope;
  double kept = 0;
  for (int i = 0; i < types; i++) {
    const ent_affine v = ent_office_value(p, &type[i], 1);
    kept += type[i].share * (v.constant + v.slope * wanted);
  }
  if (wanted <= collapsed) return 0;
  return kept > collapsed ? ent_clip((wanted - collapsed) / (kept - collapsed), 0, 1) : 1;
}

ent_status ent_promise_value(const ent_promise *promise, const ent_holder *incumbent, const ent_holder *type, int types,
                             ent_promise_worth *out, ent_error *err)
{
  ent_status status = ent_promise_check(promise, err);
  if (status == ENT_OK) status = ent_holders_check(incumbent, type, types, err);
  if (status != ENT_OK) return status;
  const double delta = promise->discount, collapsed = promise->after / (1 - delta);
  const ent_affine now = ent_office_value(promise, incumbent, 1);
  ent_promise_worth w = {.succession = ent_succession_value(promise, type, types)};
  w.value = now.constant + now.slope * w.succession;
  w.surplus = w.value - promise->cost - promise->outside / (1 - delta);
  const double lost = delta * (w.value - collapsed);
  w.hazard = lost != 0 ? ent_clip((promise->flow - (1 - delta) * w.value) / lost, 0, 1) : 0;
  w.honour_needed = honour_needed(promise, &now, type, types);
  *out = w;
  return ENT_OK;
}
