/* trade_sectors.c - entente trade sectors: what does a shock do, sector by sector, when industries buy from one another?
 *
 * Solves exactly first; the linear decomposition of welfare is computed beside it and called what it is.  --compat kite: changes
 * are ratios to the solution without a shock, surpluses as they were (which is the default); --compat cp2015: to the solution
 * without surpluses, as Caliendo and Parro have it.
 * Elasticities that are ranges go together from their lowest to their highest values; all but the range of welfare is told of
 * the middle. */
#include "trade_sectors.h"

#include "targets.h"

#include <math.h>
#include <string.h>

static size_t pairs_of(const cli_sectors *s)
{
  return (size_t)s->t.n * (size_t)s->t.n;
}

/* Does the shock change trade in a cell? */
static bool touches(const cli_sectors *s, size_t c)
{
  return (s->freeness && s->freeness[c] != 1) || (s->cost && s->cost[c] != 1) ||
         (s->new_rate && s->new_rate[c] != (s->tariff ? s->tariff[c] : 0));
}

/* Whose trade does the shock touch most, as a share of what it sells at home and abroad?  A payment counts the same. */
static int most_touched(const cli_sectors *s)
{
  const size_t n = (size_t)s->t.n;
  double most = -1;
  int target = 0;
  for (size_t i = 0; i < n; i++) {
    double touched = s->t.transfer ? fabs(s->t.transfer[i]) : 0, all = 0;
    for (size_t c = 0; c < (size_t)s->sectors * pairs_of(s); c++) {
      if (c / n % n == i) all += s->flow[c];
      if ((c / n % n == i || c % n == i) && c / n % n != c % n && touches(s, c)) touched += s->flow[c];
    }
    if (touched / all <= most) continue;
    most = touched / all;
    target = (int)i;
  }
  return target;
}

static bool take_room(cli_sectors *s)
{
  double **const list[] = {&s->t.welfare,  &s->t.real_wage, &s->t.price,    &s->t.wage,       &s->t.low, &s->t.high,
                           &s->sums.terms, &s->sums.volume, &s->sums.costs, &s->sums.payment, &s->linear};
  for (size_t k = 0; k < sizeof list / sizeof *list; k++)
    if (!(*list[k] = ENT_NEW(&s->t.net.arena, double, s->t.n))) return false;
  return true;
}

/* Flows of all sectors together, for what is shown of the target's partners. */
static double *summed(cli_sectors *s, const double *flow)
{
  const size_t pairs = pairs_of(s);
  double *const sum = ENT_NEW(&s->t.net.arena, double, pairs);
  for (size_t c = 0; sum && c < (size_t)s->sectors * pairs; c++) sum[c % pairs] += flow[c];
  return sum;
}

/* The world with every elasticity at this share of its range, and the shock to it. */
static ent_status find_at(cli_sectors *s, double share, bool decompose, ent_error *err)
{
  for (int j = 0; j < s->sectors; j++) s->theta[j] = s->theta_low[j] + share * (s->theta_high[j] - s->theta_low[j]);
  const ent_sectors_world world = {.n = s->t.n,
                                   .sectors = s->sectors,
                                   .flow = s->flow,
                                   .tariff = s->tariff,
                                   .input = s->input,
                                   .value_added = s->value_added,
                                   .theta = s->theta,
                                   .consumption = s->consumption,
                                   .earned = s->earned,
                                   .surplus = s->surplus,
                                   .names = s->t.net.actor,
                                   .sector_names = s->sector};
  const ent_sectors_shock shock = {s->freeness, s->cost, s->new_rate, s->t.transfer};
  ent_sectors_close(s->solver);
  s->solver = NULL;
  ent_status status = ent_sectors_open(&world, &s->options, &s->t.net.memory, &s->solver, err);
  if (status == ENT_OK && decompose) status = ent_sectors_decompose(s->solver, &shock, s->parts, &s->sums, err);
  if (status == ENT_OK) status = ent_sectors_solve(s->solver, &shock, &s->a, err);
  if (status != ENT_OK) return status;
  s->t.all_hold = s->t.all_hold && s->a.certificate.holds;
  for (int i = 0; i < s->t.n; i++) {
    s->t.low[i] = fmin(s->t.low[i], s->a.welfare[i] - 1);
    s->t.high[i] = fmax(s->t.high[i], s->a.welfare[i] - 1);
  }
  return ENT_OK;
}

/* The range first, its middle last, so that its answer stays. */
static ent_status find(cli_sectors *s, ent_error *err)
{
  ent_status status = ENT_OK;
  s->t.all_hold = true;
  for (int i = 0; i < s->t.n; i++) {
    s->t.low[i] = INFINITY;
    s->t.high[i] = -INFINITY;
  }
  for (int k = 0; s->range && k < CLI_TRADE_POINTS && status == ENT_OK; k++)
    status = find_at(s, (double)k / (CLI_TRADE_POINTS - 1), false, err);
  return status == ENT_OK ? find_at(s, 0.5, true, err) : status;
}

static cli_exit compute(void *ctx)
{
  cli_sectors *const s = ctx;
  ent_error err = {.code = ENT_OK};
  if (!take_room(s)) return cli_network_no_memory(s->t.call);
  if (find(s, &err) != ENT_OK) return cli_fail(s->t.call, &err);
  s->t.a.n = s->t.n;
  s->t.a.before = summed(s, s->a.before);
  s->t.a.flow = summed(s, s->a.flow);
  if (!s->t.a.before || !s->t.a.flow) return cli_network_no_memory(s->t.call);
  for (int i = 0; i < s->t.n; i++) {
    s->t.welfare[i] = s->a.welfare[i] - 1;
    s->t.real_wage[i] = s->a.real_wage[i] - 1;
    s->t.price[i] = s->a.index[i] - 1;
    s->t.wage[i] = s->a.wage[i] - 1;
    s->linear[i] = s->sums.terms[i] + s->sums.volume[i] + s->sums.costs[i] + s->sums.payment[i];
  }
  if (s->t.target < 0) s->t.target = most_touched(s);
  return CLI_ANSWERED;
}

cli_exit cli_trade_sectors(const cli_call *call)
{
  static const cli_option files[] = {CLI_OPTION_TRADE_SVG, CLI_OPTION_TRADE_FLOWS};
  static const cli_answering how = {
    files, 2, compute, cli_sectors_show, cli_sectors_json, cli_sectors_csv, cli_sectors_write};
  if (call->operands < 2) return cli_refuse(call, "entente trade sectors needs a folder of tables", (char *)NULL);
  static cli_sectors s;
  memset(&s, 0, sizeof s);
  s.t.call = call;
  s.folder = call->operand[1];
  cli_exit code = cli_sectors_read(&s);
  if (code == CLI_ANSWERED) code = cli_sectors_options(&s);
  if (code == CLI_ANSWERED) code = cli_targets_answer(call, &how, &s);
  ent_sectors_close(s.solver);
  cli_network_close(&s.t.net);
  return code;
}
