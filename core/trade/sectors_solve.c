/* sectors_solve.c - what does a shock do to wages, prices, sales and welfare in every sector of every economy?
 *
 * The fixed point of sectors_sweep.c in all logs of wages, prices and spending at once, extrapolated (mixer.c); then the answer
 * is laid out from the last state, and the certificate computed from the answer.
 * Cost: O(S n^2 + n S^2) a step.  Source: entente/sectors.h; docs/method/trade.md. */
#include "trade/industry.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

static void iterate(ent_sectors *s, ent_sectors_certificate *c)
{
  const size_t size = ent_sectors_size(s);
  ent_mixer_reset(&s->mixer);
  if (!s->warm) memset(s->x, 0, size * sizeof *s->x);
  for (c->steps = 1; c->steps <= s->options.steps; c->steps++) {
    c->step = ent_sectors_sweep(s, s->x, s->g);
    if (!(c->step < 1e300)) break;
    if (c->step <= s->options.tolerance) {
      c->settled = true;
      break;
    }
    if (c->steps < s->options.steps) ent_mixer_step(&s->mixer, s->x, s->g, c->step);
  }
  if (c->steps > s->options.steps) c->steps = s->options.steps;
}

/* Prices, costs, sales and spending of every sector at the last state. */
static void lay_production(ent_sectors *s)
{
  const size_t sectors = (size_t)s->sectors, deep = s->deep;
  const double *const log_price = ent_sectors_prices(s, s->g);
  for (size_t m = 0; m < (size_t)s->n; m++)
    for (size_t j = 0; j < sectors; j++) {
      const size_t at = m * sectors + j;
      s->a_price[at] = ent_exp(log_price[m * deep + j]);
      s->a_cost[at] = ent_exp(s->log_cost[j * s->wide + m]);
      s->a_spending[at] = s->spending[j * s->wide + m];
      s->a_sales[at] = s->sales[m * deep + j];
    }
}

/* X' pi' = gross c^-theta X' / Phi, where Phi = p^-theta. */
static void lay_flows(ent_sectors *s)
{
  const size_t n = (size_t)s->n, sectors = (size_t)s->sectors;
  const double *const log_price = ent_sectors_prices(s, s->g);
  for (size_t j = 0; j < sectors; j++) {
    const double theta = s->theta[j];
    for (size_t m = 0; m < n; m++)
      s->demand[m] = s->spending[j * s->wide + m] * ent_exp(theta * log_price[m * s->deep + j]);
    for (size_t i = 0; i < n; i++) {
      const double power = ent_exp(-theta * s->log_cost[j * s->wide + i]);
      const double *const gross = s->gross + (j * n + i) * s->wide;
      for (size_t m = 0; m < n; m++) s->a_flow[(j * n + i) * n + m] = gross[m] * power * s->demand[m];
    }
  }
}

static void lay_economies(ent_sectors *s)
{
  const size_t n = (size_t)s->n;
  const double *const log_price = ent_sectors_prices(s, s->g);
  for (size_t m = 0; m < n; m++) {
    const double index = ent_trade_dot(s->alpha + m * s->deep, log_price + m * s->deep, (int)s->deep);
    s->a_index[m] = ent_exp(index);
    s->a_income[m] = s->wage[m] * s->earned[m] + s->revenue[m] + s->given[m];
    s->a_welfare[m] = s->a_income[m] / s->income[m] / s->a_index[m];
    s->a_real[m] = ent_exp(s->x[m] - index);
  }
}

static ent_status check_answer(const ent_sectors *s, ent_error *err)
{
  for (int m = 0; m < s->n; m++) {
    char room[ENT_NUMBER_MAX];
    const char *const who = ent_trade_name(s->names, m, room);
    if (!(s->a_income[m] > 0))
      return ent_fail_join(
        err, ENT_NUMERIC, 0, 0, who, "The income of ", who,
        " would not be above 0: it gives away more than it earns; take balanced deficits or a smaller shock.",
        (const char *)NULL);
    const double all[] = {s->wage[m], s->a_index[m], s->a_income[m], s->a_welfare[m], s->a_real[m]};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
      if (!(all[k] > 0 && all[k] < 1e300))
        return ent_fail(err, ENT_NUMERIC, "", "No finite wages clear these markets.");
  }
  const double *const made[] = {s->a_price, s->a_cost, s->a_spending, s->a_sales};
  for (size_t k = 0; k < sizeof made / sizeof *made; k++)
    for (size_t c = 0; c < (size_t)s->n * (size_t)s->sectors; c++)
      if (!(made[k][c] >= 0 && made[k][c] < 1e300))
        return ent_fail(err, ENT_NUMERIC, "", "No finite wages clear these markets.");
  for (size_t c = 0; c < (size_t)s->sectors * (size_t)s->n * (size_t)s->n; c++)
    if (!(s->a_flow[c] >= 0 && s->a_flow[c] < 1e300))
      return ent_fail(err, ENT_NUMERIC, "", "No finite wages clear these markets.");
  return ENT_OK;
}

ent_status ent_sectors_solve(ent_sectors *sectors, const ent_sectors_shock *shock, ent_sectors_answer *out,
                             ent_error *err)
{
  if (!sectors || !out) return ent_fail(err, ENT_ARGUMENT, "", "Sectors and out are not NULL.");
  ent_sectors *const s = sectors;
  ent_sectors_certificate c = {0};
  ent_status status = ent_sectors_ready(s, shock, err);
  if (status != ENT_OK) return status;
  iterate(s, &c);
  lay_production(s);
  lay_flows(s);
  lay_economies(s);
  status = check_answer(s, err);
  if (status != ENT_OK) return status;
  ent_sectors_certify(s, &c);
  *out = (ent_sectors_answer){.n = s->n,
                              .sectors = s->sectors,
                              .wage = s->wage,
                              .index = s->a_index,
                              .income = s->a_income,
                              .revenue = s->revenue,
                              .welfare = s->a_welfare,
                              .real_wage = s->a_real,
                              .price = s->a_price,
                              .cost = s->a_cost,
                              .spending = s->a_spending,
                              .sales = s->a_sales,
                              .flow = s->a_flow,
                              .before = s->before,
                              .part = s->part,
                              .certificate = c};
  return ENT_OK;
}
