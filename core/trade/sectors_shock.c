/* sectors_shock.c - what does a shock make of every sector's shares, who still trades with whom, whose surpluses are stranded,
 * and who is left without what it cannot do without?
 *
 *   gross = pi B,  net = gross / (1 + t'),  B = freeness (cost (1 + t') / (1 + t))^-theta
 *
 * An embargo is exactly 0.  Economies that trade with one another in any sector form a part (union-find over net > 0); in each
 * part surpluses have to sum to 0, and what does not is taken from its members in proportion to value added, and told (`purged`).
 * Shares of spending are fixed, so that nobody can do without a sector altogether: where its last source is cut off, there is
 * no finite price, which is an error with both names.
 * Cost: O(S n^2); a logarithm and an exponential for each cell that a cost or a tariff changes. */
#include "trade/industry.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

/* ---- ranges ---------------------------------------------------------------------------------------------------------- */

static bool sound(const ent_sectors_shock *k, size_t c, bool home)
{
  if (k->freeness && !(k->freeness[c] >= 0 && k->freeness[c] <= ENT_TRADE_HUGE && (!home || k->freeness[c] > 0)))
    return false;
  if (k->cost && !(k->cost[c] > 0 && (!home || k->cost[c] < ENT_TRADE_HUGE))) return false;
  return !k->tariff || (k->tariff[c] > -1 && k->tariff[c] <= 1e9);
}

static ent_status check_cells(const ent_sectors *s, const ent_sectors_shock *k, ent_error *err)
{
  size_t c = 0;
  if (!k->freeness && !k->cost && !k->tariff) return ENT_OK;
  for (int j = 0; j < s->sectors; j++)
    for (int i = 0; i < s->n; i++)
      for (int m = 0; m < s->n; m++, c++)
        if (!sound(k, c, i == m))
          return ent_sectors_blame(
            s, i, j, ENT_ARGUMENT, "What a shock does to sales of ", " in sector ",
            " is out of range: freeness is 0 or more, cost above 0, a tariff above -1, and trade at "
            "home is not forbidden.",
            err);
  return ENT_OK;
}

/* ---- shares ---------------------------------------------------------------------------------------------------------- */

static double freeness_of(const ent_sectors *s, const ent_sectors_shock *k, double theta, size_t cell)
{
  double cost = k->cost ? k->cost[cell] : 1;
  if (k->tariff) cost *= (1 + k->tariff[cell]) / (1 + (s->tariff ? s->tariff[cell] : 0));
  const double base = k->freeness ? k->freeness[cell] : 1;
  if (cost == 1) return base;
  if (!(base > 0) || cost > 1e300) return 0; /* an embargo stays one, however cheap shipping becomes */
  return base * ent_exp(-theta * ent_log(cost));
}

/* Is any rate of the sector not 0? */
static bool is_taxed(const ent_sectors *s, size_t j)
{
  const size_t cells = (size_t)s->n * (size_t)s->n;
  bool any = false;
  for (size_t c = 0; s->rate && c < cells && !any; c++) any = s->rate[j * cells + c] != 0;
  return any;
}

static void lay_sector(ent_sectors *s, const ent_sectors_shock *k, size_t j)
{
  const size_t n = (size_t)s->n, first = j * n * s->wide;
  const bool changed = k->freeness || k->cost || k->tariff;
  for (size_t i = 0; i < n; i++) {
    const size_t row = first + i * s->wide, cell = (j * n + i) * n;
    const double *const share = s->share + row;
    double *const gross = s->gross + row;
    memcpy(gross, share, n * sizeof *gross);
    for (size_t m = 0; changed && m < n; m++)
      if (share[m] > 0) gross[m] = share[m] * freeness_of(s, k, s->theta[j], cell + m);
    for (size_t m = 0; s->taxed[j] && m < n; m++) s->net_room[row + m] = gross[m] / (1 + s->rate[cell + m]);
  }
}

static ent_status lay_shares(ent_sectors *s, const ent_sectors_shock *k, ent_error *err)
{
  bool any = false;
  s->rate = k->tariff ? k->tariff : s->tariff;
  for (int j = 0; j < s->sectors; j++) {
    s->taxed[j] = is_taxed(s, (size_t)j);
    any = any || s->taxed[j];
  }
  if (any && !s->net_room) {
    s->net_room = ENT_NEW(&s->arena, double, (size_t)s->sectors *(size_t)s->n * s->wide);
    if (!s->net_room) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the tariffs.");
  }
  for (int j = 0; j < s->sectors; j++) lay_sector(s, k, (size_t)j);
  return ENT_OK;
}

/* Somebody who spends on a sector has to have a source of it. */
static ent_status check_sources(const ent_sectors *s, ent_error *err)
{
  const size_t n = (size_t)s->n;
  for (int j = 0; j < s->sectors; j++)
    for (int m = 0; m < s->n; m++) {
      const double *const gross = s->gross + (size_t)j * n * s->wide + (size_t)m;
      bool any = !(s->used[(size_t)m * s->deep + (size_t)j] > 0);
      for (size_t i = 0; i < n && !any; i++) any = gross[i * s->wide] > 0;
      if (!any)
        return ent_sectors_blame(s, m, j, ENT_NUMERIC, "The shock leaves ", " without any source of sector ",
                                 ", which it cannot do without: its price would be infinite.", err);
    }
  return ENT_OK;
}

/* ---- parts ------------------------------------------------------------------------------------------------------------- */

/* One number for those who trade with one another, counted from 0 in the order of the first member. */
static void find_parts(ent_sectors *s)
{
  const int n = s->n;
  int *const parent = s->part;
  int left = n;
  for (int i = 0; i < n; i++) parent[i] = i;
  for (int j = 0; j < s->sectors && left > 1; j++)
    for (int i = 0; i < n; i++)
      for (int m = 0; m < n; m++) {
        if (i == m || !(s->gross[((size_t)j * (size_t)n + (size_t)i) * s->wide + (size_t)m] > 0)) continue;
        left -= ent_trade_join(parent, i, m);
      }
  s->parts = ent_trade_number_parts(parent, n, s->phi);
}

static void settle_surpluses(ent_sectors *s, const double *transfer)
{
  const int n = s->n;
  for (int p = 0; p < s->parts; p++) s->part_earned[p] = s->part_given[p] = 0;
  for (int i = 0; i < n; i++) {
    s->paid[i] = transfer ? transfer[i] : 0;
    s->given[i] = s->paid[i] - s->surplus[i];
    s->part_earned[s->part[i]] += s->earned[i];
    s->part_given[s->part[i]] += s->given[i];
  }
  s->purged = 0;
  for (int i = 0; i < n; i++) {
    const double share = s->part_given[s->part[i]] / s->part_earned[s->part[i]];
    s->given[i] -= share * s->earned[i];
    if (fabs(share) > s->purged) s->purged = fabs(share);
  }
}

ent_status ent_sectors_ready(ent_sectors *s, const ent_sectors_shock *shock, ent_error *err)
{
  const ent_sectors_shock none = {0}, *const k = shock ? shock : &none;
  ent_status status = check_cells(s, k, err);
  if (status == ENT_OK) status = ent_trade_check_transfers(s->n, k->transfer, err);
  if (status == ENT_OK) status = lay_shares(s, k, err);
  if (status == ENT_OK) status = check_sources(s, err);
  if (status != ENT_OK) return status;
  find_parts(s);
  settle_surpluses(s, k->transfer);
  return ENT_OK;
}
