/* leader.c - how likely does a leader leave office in a year?
 *
 * Exits in time of office are Poisson; with a Gamma(a, b) prior, as if a exits had been seen in b years, the hazard is
 * Gamma(a + exits, b + years) a posteriori; Jeffreys' prior is a = 1/2, b = 0.  It is used as a distribution, not a point: one
 * exit in 34 years still allows anything from 0.3 % to 14 % a year.  Exits and years are counted from spells of office, cut
 * to a window; a spell that goes on adds time and no exit.
 * Cost: one gamma quantile; counting O(spells).  Source: Jeffreys 1961, Theory of Probability, on invariant priors. */
#include "base/fail.h"
#include "entente/trust.h"

double ent_leader_hazard_quantile(double p, double exits, double years)
{
  return ent_leader_hazard_under(p, exits, years, 0.5, 0);
}

double ent_leader_hazard_under(double p, double exits, double years, double prior_exits, double prior_years)
{
  if (!(years + prior_years > 0)) {
    return p > 0 ? 1 : 0; /* nothing observed: the posterior has no upper end */
  }
  const double hazard = ent_gamma_quantile(p, exits + prior_exits, years + prior_years);
  return hazard < 0 ? 0 : hazard < 1 ? hazard : 1;
}

ent_status ent_leader_count(const ent_spell *spell, int count, double since, double until, ent_tenure_record *out,
                            ent_error *err)
{
  if (count < 0 || (count > 0 && !spell)) {
    return ent_fail(err, ENT_ARGUMENT, "count", "The number of spells is 0 or more.");
  }
  if (!(since <= until)) {
    return ent_fail(err, ENT_ARGUMENT, "since", "The window ends no earlier than it starts.");
  }
  ent_tenure_record found = {.bad = -1};
  for (int i = 0; i < count; i++) {
    if (!(spell[i].from <= spell[i].to)) {
      out->bad = i;
      return ent_fail(err, ENT_ARGUMENT, "spell.to", "A spell of office ends no earlier than it starts.");
    }
    const double from = spell[i].from > since ? spell[i].from : since;
    const double to = spell[i].to < until ? spell[i].to : until;
    found.years += to > from ? to - from : 0;
    found.exits += spell[i].exit && spell[i].to > since && spell[i].to <= until ? 1 : 0;
  }
  *out = found;
  return ENT_OK;
}
