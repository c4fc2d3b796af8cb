/* likelihood.c - how likely is what is known of a case, and how does that move with the parameters?
 *
 * Will and legislature: log Phi(+-index).  Members: log of their joint yes, or of its complement.  Worth and life, over the
 * reneging of the deal, whose logit spreads normally from deal to deal (z):
 *   hazard lambda(z) = (1 - h) eps(z) + h (1 - q),   accepted with Phi(index - kappa lambda),
 *   alive after t with (1 - lambda)^t, broken at t with theta (1 - lambda)^t, theta = -log(1 - lambda), by turnover with the
 *   share h (1 - q) / lambda.
 * kappa comes from the acceptance gate: at a discount factor d a flow is worth 1 / (1 + d lambda / (1 - d)) of itself.
 * A case tells of a gate only what lies behind the gates before it.  Cost: 61 or 25 nodes. */
#include <math.h>

#include "base/sum.h"
#include "calibrate/chance.h"

#define LEAST 1e-12
#define NODE_FAR 4.0

static const double kappa = ENT_CASE_OUTSIDE / ENT_CASE_WORTH * ENT_CASE_DISCOUNT / (1 - ENT_CASE_DISCOUNT);

double ent_spread_node(int k)
{
  return NODE_FAR * (2 * k + 1 - ENT_SPREAD_NODES) / ENT_SPREAD_NODES;
}

/* log Phi(+-index) of an event, and its slope by the index. */
static double event(double index, bool happened, double *slope)
{
  const double log_chance = ent_log_normal_cdf(happened ? index : -index, slope);
  if (!happened) *slope = -*slope;
  return log_chance;
}

static void add(double *gradient, int parameter, double by)
{
  if (gradient) gradient[parameter] += by;
}

/* Where the two sides alone decide, the proposer's will is all that adopting takes. */
static double will(const ent_calibration *c, const ent_case *of, double *gradient)
{
  const ent_known done = of->body == ENT_CASE_TWO ? of->adopted : of->offered;
  if (done == ENT_KNOWN_UNKNOWN) return 0;
  double slope = 0;
  const double log_chance = event(ent_case_will(c, of), done == ENT_KNOWN_YES, &slope);
  add(gradient, ENT_CALIBRATED_WILL, slope);
  if (of->body == ENT_CASE_TWO) add(gradient, ENT_CALIBRATED_WILL_TWO, slope);
  if (of->body == ENT_CASE_CHAMBER) add(gradient, ENT_CALIBRATED_WILL_CHAMBER, slope);
  return log_chance;
}

static bool was_asked(const ent_case *of)
{
  return of->offered == ENT_KNOWN_YES && of->adopted != ENT_KNOWN_UNKNOWN;
}

static double members(const ent_calibration *c, const ent_case *of, double *gradient)
{
  if (of->body != ENT_CASE_MEMBERS || of->quota || !was_asked(of)) return 0;
  double by[5];
  const bool yes = of->adopted == ENT_KNOWN_YES;
  const double chance = ent_voices_chance(c, of, gradient ? by : NULL);
  const double told = yes ? chance : 1 - chance, least = told > LEAST ? told : LEAST;
  for (int k = 0; gradient && k < 5; k++) add(gradient, ENT_CALIBRATED_UNDECLARED + k, (yes ? by[k] : -by[k]) / least);
  return ent_log(least);
}

static double chamber(const ent_calibration *c, const ent_case *of, double *gradient)
{
  if (of->body != ENT_CASE_CHAMBER || !was_asked(of)) return 0;
  double slope = 0;
  const double log_chance = event(ent_case_chamber(c, of), of->adopted == ENT_KNOWN_YES, &slope);
  add(gradient, ENT_CALIBRATED_CHAMBER, slope);
  if (of->opposed) add(gradient, ENT_CALIBRATED_CHAMBER_OPPOSED, slope);
  return log_chance;
}

/* ---- worth and life ---------------------------------------------------------------------------------------- */

/* At one z: log of the likelihood, and its derivatives by the index of worth, the logit of honouring, the logit of reneging. */
typedef struct moment {
  double log_chance, worth, honours, renege;
} moment;

static moment moment_at(const ent_case *of, const ent_promise *p, double index, double z)
{
  const double h = of->exit_hazard, turnover = h * (1 - p->honours);
  const double eps = ent_logit_chance(p->renege + p->spread * z), lambda = (1 - h) * eps + turnover;
  double by_lambda = 0, by_turnover = 0, by_eps = 0;
  moment m = {0};
  if (of->accepted != ENT_KNOWN_UNKNOWN) {
    m.log_chance = event(index - kappa * lambda, of->accepted == ENT_KNOWN_YES, &m.worth);
    by_lambda = -kappa * m.worth;
  }
  if (of->lived) {
    const double theta = -ent_log1p(-lambda);
    m.log_chance -= theta * of->years;
    by_lambda -= of->years / (1 - lambda);
    if (of->ended) {
      m.log_chance += ent_log(theta);
      by_lambda += 1 / (theta * (1 - lambda));
    }
    if (of->ended && of->turnover != ENT_KNOWN_UNKNOWN) {
      const bool by_leader = of->turnover == ENT_KNOWN_YES;
      m.log_chance += ent_log((by_leader ? turnover : (1 - h) * eps) / lambda);
      by_lambda -= 1 / lambda;
      if (by_leader) by_turnover = 1 / turnover;
      if (!by_leader) by_eps = 1 / eps;
    }
  }
  m.honours = -(by_lambda + by_turnover) * h * p->honours * (1 - p->honours);
  m.renege = (by_lambda * (1 - h) + by_eps) * eps * (1 - eps);
  return m;
}

static double life(const ent_calibration *c, const ent_case *of, double *gradient)
{
  if (of->adopted != ENT_KNOWN_YES || (of->accepted == ENT_KNOWN_UNKNOWN && !of->lived)) return 0;
  const double index = ent_case_worth_index(c, of);
  const ent_promise p = ent_case_promise(c, of);
  moment m[ENT_SPREAD_NODES];
  double best = -HUGE_VAL;
  ent_sum weights = {0, 0}, total = {0, 0}, by[4] = {{0, 0}};
  for (int k = 0; k < ENT_SPREAD_NODES; k++) {
    m[k] = moment_at(of, &p, index, ent_spread_node(k));
    if (m[k].log_chance > best) best = m[k].log_chance;
  }
  for (int k = 0; k < ENT_SPREAD_NODES; k++) {
    const double z = ent_spread_node(k), weight = ent_exp(-0.5 * z * z);
    const double chance = weight * ent_exp(m[k].log_chance - best);
    ent_sum_add(&weights, weight);
    ent_sum_add(&total, chance);
    ent_sum_add(&by[0], chance * m[k].worth);
    ent_sum_add(&by[1], chance * m[k].honours);
    ent_sum_add(&by[2], chance * m[k].renege);
    ent_sum_add(&by[3], chance * m[k].renege * p.spread * z);
  }
  const double sum = ent_sum_value(&total);
  double x[ENT_CASE_WORTHS];
  ent_case_worth(of, x);
  for (int i = 0; i < ENT_CASE_WORTHS; i++) add(gradient, ENT_CALIBRATED_WORTH + i, x[i] * ent_sum_value(&by[0]) / sum);
  const double renege = ent_sum_value(&by[2]) / sum;
  add(gradient, ENT_CALIBRATED_HONOURS_CLUB + (int)of->form, ent_sum_value(&by[1]) / sum);
  add(gradient, ENT_CALIBRATED_RENEGE, renege);
  if (of->form == ENT_CASE_CLUB_DECISION) add(gradient, ENT_CALIBRATED_RENEGE_CLUB, renege);
  if (of->form == ENT_CASE_EXECUTIVE) add(gradient, ENT_CALIBRATED_RENEGE_EXECUTIVE, renege);
  add(gradient, ENT_CALIBRATED_RENEGE_SPREAD, ent_sum_value(&by[3]) / sum);
  return best + ent_log(sum / ent_sum_value(&weights));
}

double ent_case_log_likelihood(const ent_calibration *c, const ent_case *of, int group, double *gradient)
{
  switch (group) {
  case 0: return will(c, of, gradient);
  case 1: return members(c, of, gradient);
  case 2: return chamber(c, of, gradient);
  case 3: return life(c, of, gradient);
  default: return 0;
  }
}

/* ---- forecasts --------------------------------------------------------------------------------------------- */

ent_case_chances ent_case_forecast(const ent_calibration *c, const ent_case *of)
{
  const double body = of->body == ENT_CASE_MEMBERS   ? ent_voices_chance(c, of, NULL)
                      : of->body == ENT_CASE_CHAMBER ? ent_normal_cdf(ent_case_chamber(c, of))
                                                     : 1;
  const double offered = ent_normal_cdf(ent_case_will(c, of)), adopted = offered * body;
  const double index = ent_case_worth_index(c, of);
  const ent_promise p = ent_case_promise(c, of);
  ent_sum weights = {0, 0}, accepted = {0, 0}, five = {0, 0}, ten = {0, 0};
  for (int k = 0; k < ENT_SPREAD_NODES; k++) {
    const double z = ent_spread_node(k), weight = ent_exp(-0.5 * z * z);
    const double eps = ent_logit_chance(p.renege + p.spread * z);
    const double lambda = (1 - of->exit_hazard) * eps + of->exit_hazard * (1 - p.honours);
    const double yes = of->kind == ENT_DEAL_KIND_SUSPENSION ? 1 : ent_normal_cdf(index - kappa * lambda);
    ent_sum_add(&weights, weight);
    ent_sum_add(&accepted, weight * yes);
    ent_sum_add(&five, weight * yes * ent_pow(1 - lambda, 5));
    ent_sum_add(&ten, weight * yes * ent_pow(1 - lambda, 10));
  }
  const double norm = ent_sum_value(&weights), yes = ent_sum_value(&accepted) / norm;
  return (ent_case_chances){.offered = offered,
                            .adopted = adopted,
                            .accepted = yes,
                            .in_force = adopted * yes,
                            .alive5 = adopted * ent_sum_value(&five) / norm,
                            .alive10 = adopted * ent_sum_value(&ten) / norm};
}
