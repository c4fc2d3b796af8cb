/* sectors_check.c - is this a world of sectors that can be solved?
 *
 * Everything that outside numbers can have wrong is refused here, with the names of economy and sector: sizes, ranges, no
 * numbers, shares that do not sum to 1.  Cost: O(S n^2 + n S^2).  Source: entente/sectors.h. */
#include "trade/industry.h"

#include "base/fail.h"

#include <math.h>

/* A by-product stands as an input below 0 in some tables. */
static bool is_share(double x, double least)
{
  return x >= least && x <= 1 - least + ENT_SECTORS_SLACK;
}

/* before, economy, between, sector, after */
static ent_status blame(const ent_sectors_world *w, int economy, int sector, const char *before, const char *between,
                        const char *after, ent_error *err)
{
  char a[ENT_NUMBER_MAX], b[ENT_NUMBER_MAX];
  const char *const who = ent_trade_name(w->names, economy, a), *const what =
                                                                  ent_trade_name(w->sector_names, sector, b);
  return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, before, who, between, what, after, (const char *)NULL);
}

static ent_status check_sizes(const ent_sectors_world *w, ent_error *err)
{
  if (w->n < 1 || w->sectors < 1 || !w->flow || !w->input || !w->value_added || !w->theta)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "A world of sectors has economies, sectors, flows, inputs, value added and theta.");
  const double n = w->n, sectors = w->sectors;
  if (w->n > ENT_TRADE_MAX || w->sectors > ENT_SECTORS_MAX || sectors * n * n > ENT_SECTORS_CELLS ||
      n * sectors * sectors > ENT_SECTORS_CELLS)
    return ent_fail(err, ENT_LIMIT, "",
                    "There are more than 2,000 economies, 1,000 sectors or 100,000,000 flows or input shares.");
  return ENT_OK;
}

static ent_status check_flows(const ent_sectors_world *w, ent_error *err)
{
  size_t c = 0;
  for (int j = 0; j < w->sectors; j++)
    for (int i = 0; i < w->n; i++)
      for (int m = 0; m < w->n; m++, c++) {
        const double rate = w->tariff ? w->tariff[c] : 0;
        if (!(w->flow[c] >= 0 && w->flow[c] < ENT_TRADE_HUGE))
          return blame(w, i, j, "A flow from ", " in sector ", " is negative or no finite number.", err);
        if (!(rate > -1 && rate <= 1e9))
          return blame(w, i, j, "A tariff on what comes from ", " in sector ", " is not above -1.", err);
      }
  return ENT_OK;
}

/* Sum of count shares; -1, which is no whole, when one of them is none. */
static double share_sum(const double *share, int count, double least)
{
  ent_sum sum = {0};
  for (int k = 0; k < count; k++) {
    if (!is_share(share[k], least)) return -1;
    ent_sum_add(&sum, share[k]);
  }
  return ent_sum_value(&sum);
}

static bool is_whole(double sum)
{
  return fabs(sum - 1) <= ENT_SECTORS_SLACK;
}

static ent_status check_production(const ent_sectors_world *w, ent_error *err)
{
  for (int j = 0; j < w->sectors; j++)
    if (!(w->theta[j] > 0 && w->theta[j] <= 1000)) {
      char room[ENT_NUMBER_MAX];
      const char *const what = ent_trade_name(w->sector_names, j, room);
      return ent_fail_join(err, ENT_ARGUMENT, 0, 0, what, "The elasticity of trade of sector ", what,
                           " does not lie above 0 and at most at 1000.", (const char *)NULL);
    }
  for (int m = 0; m < w->n; m++)
    for (int j = 0; j < w->sectors; j++) {
      const size_t at = (size_t)m * (size_t)w->sectors + (size_t)j;
      if (!(w->value_added[at] > 0 && w->value_added[at] <= 1))
        return blame(w, m, j, "The share of value added of ", " in sector ", " does not lie above 0 and at most at 1.",
                     err);
      const double *const shares = w->input + at * (size_t)w->sectors;
      if (w->value_added[at] < 1 && !is_whole(share_sum(shares, w->sectors, -ENT_SECTORS_BYPRODUCT)))
        return blame(w, m, j, "The inputs of ", " in sector ", " are no shares that sum to 1.", err);
    }
  return ENT_OK;
}

static ent_status check_economies(const ent_sectors_world *w, ent_error *err)
{
  for (int m = 0; m < w->n; m++) {
    char room[ENT_NUMBER_MAX];
    const char *const who = ent_trade_name(w->names, m, room);
    const double *const shares = w->consumption ? w->consumption + (size_t)m * (size_t)w->sectors : NULL;
    if (shares && !is_whole(share_sum(shares, w->sectors, 0)))
      return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "The consumption of ", who, " is not in shares that sum to 1.",
                           (const char *)NULL);
    if (w->earned && !(w->earned[m] > 0 && w->earned[m] < ENT_TRADE_HUGE))
      return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "The value added of ", who, " is no finite number above 0.",
                           (const char *)NULL);
    if (w->surplus && !(fabs(w->surplus[m]) < ENT_TRADE_HUGE))
      return ent_fail_join(err, ENT_ARGUMENT, 0, 0, who, "The surplus of ", who, " is no finite number.",
                           (const char *)NULL);
  }
  return ENT_OK;
}

ent_status ent_sectors_check(const ent_sectors_world *world, const ent_sectors_options *options, ent_error *err)
{
  if ((unsigned)options->base >= ENT_SECTORS_BASES)
    return ent_fail(err, ENT_ARGUMENT, "", "There is no such base that changes refer to.");
  if (options->steps < 0 || !(options->tolerance >= 0 && options->tolerance < 1))
    return ent_fail(err, ENT_ARGUMENT, "", "The tolerance lies from 0 to below 1, and steps are not negative.");
  ent_status status = check_sizes(world, err);
  if (status == ENT_OK) status = check_flows(world, err);
  if (status == ENT_OK) status = check_production(world, err);
  if (status == ENT_OK) status = check_economies(world, err);
  return status;
}
