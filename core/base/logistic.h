/* logistic.h - 1 / (1 + exp(-y)): the chance that belongs to a logit.
 *
 * From exp(-|y|), which never overflows.  Cost: one exponential. */
#ifndef ENT_CORE_LOGISTIC_H
#define ENT_CORE_LOGISTIC_H

#include <math.h>

#include "entente/base.h"

/* e: exp(-|y|), where it is known already. */
static inline double ent_logistic_from(double y, double e)
{
  return (y >= 0 ? 1 : e) / (1 + e);
}

static inline double ent_logistic(double y)
{
  return ent_logistic_from(y, ent_exp(-fabs(y)));
}

#endif
