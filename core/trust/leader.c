/* leader.c - how likely does a leader leave office in a year?
 *
 * Exits in time of office are Poisson; with Jeffreys' prior the hazard is Gamma(exits + 1/2, years) a posteriori.  It
 * is used as a distribution, not a point: one exit in 34 years still allows anything from 0.3 % to 14 % a year.
 * Cost: one gamma quantile.  Source: Jeffreys 1961, Theory of Probability, on invariant priors. */
#include "entente/trust.h"

double ent_leader_hazard_quantile(double p, double exits, double years)
{
  if (!(years > 0)) {
    return p > 0 ? 1 : 0; /* nothing observed: the posterior has no upper end */
  }
  const double hazard = ent_gamma_quantile(p, exits + 0.5, years);
  return hazard < 0 ? 0 : hazard < 1 ? hazard : 1;
}
