/* turnover.c - what is a promise worth when the one who gave it may be gone?
 *
 * A term pays b a year while it is honoured and d after it has collapsed; in each year it collapses with hazard lambda:
 *
 *   lambda  = (1 - h) eps + h (1 - q)               the promiser stays and reneges, or leaves and the successor drops it
 *   V       = (b + delta lambda d / (1 - delta)) / (1 - delta (1 - lambda))
 *   accept when V - K >= o / (1 - delta), that is lambda D <= N with
 *   N = b - o - K (1 - delta),  D = delta (K + (o - d) / (1 - delta)),  lambda* = N / D
 *
 * Cost: O(1).
 * Source: entente's own model, in the spirit of Fearon 1998 (International Organization 52:269-305), McGillivray and
 * Smith 2000 (International Organization 54:809-824) and Wolford 2007 (AJPS 51:772-788). */
#include "base/clip.h"
#include "entente/trust.h"

double ent_turnover_hazard(double h, double eps, double q)
{
  return ent_clip((1 - h) * eps + h * (1 - q), 0, 1);
}

double ent_turnover_value(double b, double d, double delta, double lambda)
{
  return (b + delta * lambda * d / (1 - delta)) / (1 - delta * (1 - lambda));
}

double ent_turnover_bearable(double b, double d, double delta, double cost, double outside)
{
  const double gain = b - outside - cost * (1 - delta);
  const double loss = delta * (cost + (outside - d) / (1 - delta));
  if (gain < 0) {
    return 0; /* refused even without risk */
  }
  return loss <= gain ? 1 : gain / loss; /* also where a collapse would do no harm: loss <= 0 */
}

double ent_turnover_honour_needed(double h, double eps, double lambda)
{
  return h > 0 ? ent_clip(1 - (lambda - (1 - h) * eps) / h, 0, 1) : 1;
}

double ent_turnover_survival(double lambda, double years)
{
  return years > 0 ? ent_pow(ent_clip(1 - lambda, 0, 1), years) : 1;
}
