/* pace.c - may the search go on, and which values can a frustrated weight have?
 *
 * Core asks no clock: the caller is asked, once for each some hundred thousand steps, and a caller with a time limit looks at
 * its own.  Cost: none. */
#include "align/frustration.h"

#define WORK_BETWEEN 100000

bool ent_pace_goes_on(ent_pace *pace, int64_t work)
{
  pace->work += work;
  if (pace->stopped || pace->work < WORK_BETWEEN) return !pace->stopped;
  pace->work = 0;
  pace->pauses++;
  if (pace->go_on ? !pace->go_on(pace->ctx, &pace->state) : pace->pauses >= ENT_BALANCE_PAUSES) pace->stopped = true;
  return !pace->stopped;
}

ent_values ent_values_of(const ent_signed *g)
{
  ent_values values = {.step = ent_signed_step(g)};
  for (int32_t e = 0; e < g->m; e++)
    if (g->weight[e] < 0) values.base -= g->weight[e];
  return values;
}

int64_t ent_value_from(const ent_values *values, int64_t total, int64_t unit)
{
  const int64_t whole = total / unit + (total % unit > 0);
  if (values->step == 0) return values->base;
  const int64_t over = (values->base - whole) % values->step;
  return whole + (over < 0 ? over + values->step : over);
}
