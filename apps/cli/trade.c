/* trade.c - entente trade: what do sanctions, tariffs, transfers and relief do? */
#include "trade.h"

#include "base/fail.h"
#include "commands.h"
#include "say.h"
#include "targets.h"
#include "text.h"

#include <math.h>
#include <string.h>

double cli_trade_abroad(const cli_trade *t, const double *flow, int i, bool sold)
{
  double sum = 0;
  for (int j = 0; j < t->n; j++)
    if (j != i) sum += sold ? flow[i * t->n + j] : flow[j * t->n + i];
  return sum;
}

static cli_exit solve_at(cli_trade *t, double theta)
{
  const ent_trade_world world = {t->n, t->flow, t->in_force, t->net.actor};
  const ent_trade_shock shock = {t->freeness, t->cost, t->tariff, t->transfer};
  ent_trade_options options = t->options;
  ent_error err = {.code = ENT_OK};
  ent_trade_close(t->solver);
  t->solver = NULL;
  options.theta = theta;
  ent_status status = ent_trade_open(&world, &options, &t->net.memory, &t->solver, &err);
  if (status == ENT_OK) status = ent_trade_solve(t->solver, &shock, &t->a, &err);
  if (status != ENT_OK) return cli_fail(t->call, &err);
  t->all_hold = t->all_hold && t->a.certificate.holds;
  for (int i = 0; i < t->n; i++) {
    t->low[i] = fmin(t->low[i], t->a.welfare[i] - 1);
    t->high[i] = fmax(t->high[i], t->a.welfare[i] - 1);
  }
  return CLI_ANSWERED;
}

/* Does the shock change trade from i to j? */
static bool touches(const cli_trade *t, int i, int j)
{
  const int c = i * t->n + j;
  return (t->freeness && t->freeness[c] != 1) || (t->cost && t->cost[c] != 1) ||
         (t->tariff && t->tariff[c] != (t->in_force ? t->in_force[c] : 0));
}

/* Whose trade does the shock touch most, as a share of it?  A payment counts as a share of output. */
static int most_touched(const cli_trade *t)
{
  double most = -1;
  int target = 0;
  for (int i = 0; i < t->n; i++) {
    double touched = 0, all = 0, made = 0;
    for (int j = 0; j < t->n; j++) {
      const double out = t->flow[i * t->n + j], in = t->flow[j * t->n + i];
      made += out;
      if (j == i) continue;
      all += out + in;
      touched += (touches(t, i, j) ? out : 0) + (touches(t, j, i) ? in : 0);
    }
    const double share = (all > 0 ? touched / all : 0) + (t->transfer ? fabs(t->transfer[i]) / made : 0);
    if (share > most) {
      most = share;
      target = i;
    }
  }
  return target;
}

/* Of the target's welfare to the cost of each flow that it sells or buys, per one percent. */
static cli_exit take_elasticities(cli_trade *t)
{
  const int n = t->n;
  ent_error err = {.code = ENT_OK};
  const cli_exit code = cli_trade_check_target(t);
  if (code != CLI_ANSWERED) return code;
  double *const all = ENT_NEW(&t->net.arena, double, (size_t)n *(size_t)n);
  t->sell_elastic = ENT_NEW(&t->net.arena, double, n);
  t->buy_elastic = ENT_NEW(&t->net.arena, double, n);
  if (!all || !t->sell_elastic || !t->buy_elastic) return cli_network_no_memory(t->call);
  if (ent_trade_elasticities(t->solver, t->target, all, &err) != ENT_OK) return cli_fail(t->call, &err);
  for (int j = 0; j < n; j++) {
    t->sell_elastic[j] = j == t->target ? NAN : all[t->target * n + j];
    t->buy_elastic[j] = j == t->target ? NAN : all[j * n + t->target];
  }
  return CLI_ANSWERED;
}

/* The range first, its middle last, so that its answer stays. */
static cli_exit solve(void *ctx)
{
  cli_trade *const t = ctx;
  double **const list[] = {&t->welfare, &t->real_wage, &t->price, &t->wage, &t->low, &t->high};
  for (size_t k = 0; k < sizeof list / sizeof *list; k++)
    if (!(*list[k] = ENT_NEW(&t->net.arena, double, t->n))) return cli_network_no_memory(t->call);
  for (int i = 0; i < t->n; i++) {
    t->low[i] = INFINITY;
    t->high[i] = -INFINITY;
  }
  t->all_hold = true;
  const double span = t->theta_high - t->theta_low;
  for (int k = 0; span > 0 && k < CLI_TRADE_POINTS; k++) {
    const cli_exit code = solve_at(t, t->theta_low + span * k / (CLI_TRADE_POINTS - 1));
    if (code != CLI_ANSWERED) return code;
  }
  const cli_exit code = solve_at(t, t->options.theta);
  if (code != CLI_ANSWERED) return code;
  for (int i = 0; i < t->n; i++) {
    t->welfare[i] = t->a.welfare[i] - 1;
    t->real_wage[i] = t->a.real_wage[i] - 1;
    t->price[i] = t->a.price[i] - 1;
    t->wage[i] = t->a.wage[i] - 1;
  }
  if (t->target < 0) t->target = most_touched(t);
  return cli_has(t->call, CLI_OPTION_ELASTICITIES) ? take_elasticities(t) : CLI_ANSWERED;
}

static cli_exit answer(cli_trade *t)
{
  static const cli_option files[] = {CLI_OPTION_TRADE_SVG, CLI_OPTION_TRADE_FLOWS};
  static const cli_answering how = {files, 2, solve, cli_trade_show, cli_trade_json, cli_trade_csv, cli_trade_write};
  return cli_targets_answer(t->call, &how, t);
}

/* An option that belongs elsewhere, told; is it there? */
static bool strays(const cli_call *call, const cli_option *option, size_t options, const char *where)
{
  for (size_t k = 0; k < options; k++)
    if (cli_has(call, option[k])) {
      (void)cli_refuse(call, "--", cli_option_list[option[k]].name, " belongs to ", where, (char *)NULL);
      return true;
    }
  return false;
}

/* What belongs to the one or the other, given to the wrong one. */
static cli_exit check_words(const cli_call *call, bool square, bool policy, bool sectors)
{
  static const cli_option of_policy[] = {CLI_OPTION_SENDERS, CLI_OPTION_LEVY, CLI_OPTION_RATES, CLI_OPTION_WILLINGNESS,
                                         CLI_OPTION_CAP};
  static const cli_option of_general[] = {CLI_OPTION_LABOUR, CLI_OPTION_RETURNS, CLI_OPTION_PASSED, CLI_OPTION_PROFITS,
                                          CLI_OPTION_LUMP_SUM};
  static const cli_option of_coalition[] = {CLI_OPTION_SAMPLES, CLI_OPTION_SAMPLE_SEED, CLI_OPTION_CANDIDATES};
  static const cli_option of_square[] = {CLI_OPTION_FLOOR, CLI_OPTION_HOME_SHARE, CLI_OPTION_OUTPUT};
  static const cli_option of_sectors[] = {CLI_OPTION_SECTOR, CLI_OPTION_NEW_TARIFFS, CLI_OPTION_SHOCK_PARTS};
  static const cli_option output[] = {CLI_OPTION_OUTPUT_OF}, flows[] = {CLI_OPTION_TRADE_FLOWS};
  const bool general = cli_trade_is_general(call);
  if ((!square && strays(call, of_square, sizeof of_square / sizeof *of_square, "entente trade square")) ||
      (!square && !general && strays(call, output, 1, "entente trade square, --compat iamls2025")) ||
      (!general && strays(call, of_general, sizeof of_general / sizeof *of_general, "--compat iamls2025")) ||
      (!cli_has(call, CLI_OPTION_COALITION) &&
       strays(call, of_coalition, sizeof of_coalition / sizeof *of_coalition, "--coalition")) ||
      ((square || policy || general || cli_has(call, CLI_OPTION_COALITION)) &&
       strays(call, flows, 1, "entente trade TABLE, entente trade sectors")) ||
      (!sectors && strays(call, of_sectors, sizeof of_sectors / sizeof *of_sectors, "entente trade sectors")) ||
      (!policy &&
       strays(call, of_policy, sizeof of_policy / sizeof *of_policy, "entente trade frontier|optimal|nash|burden")))
    return CLI_INPUT;
  if (general && (policy || square || sectors))
    return cli_refuse(call, "--compat iamls2025 does not go with the word ", call->operand[0], (char *)NULL);
  if (call->operands == 1 && policy)
    return cli_refuse(call, "entente trade ", call->operand[0], " takes a table of flows", (char *)NULL);
  if (call->operands == 2 && !square && !policy && !sectors)
    return cli_refuse(call, "\"", call->operand[0], "\" is no word of entente trade, which reads one table",
                      (char *)NULL);
  return CLI_ANSWERED;
}

cli_exit cli_trade_check_target(const cli_trade *t)
{
  if (cli_trade_abroad(t, t->flow, t->target, true) + cli_trade_abroad(t, t->flow, t->target, false) > 0)
    return CLI_ANSWERED;
  return cli_refuse(t->call, "--target: ", t->net.actor[t->target], " trades with nobody in the table", (char *)NULL);
}

/* Who buys nothing at home, all of them at once. */
static cli_exit check_home(const cli_trade *t)
{
  char names[CLI_SAID / 2] = "";
  int missing = 0;
  for (int i = 0; i < t->n; i++)
    if (!(t->flow[i * t->n + i] > 0)) cli_list_name(names, sizeof names, missing++, t->net.actor[i]);
  if (missing == 0) return CLI_ANSWERED;
  return cli_refuse(t->call, "\"", t->net.file, "\": the trade at home is missing (", names,
                    "); gravity needs it: \"entente trade square\" adds it to a table", (char *)NULL);
}

static cli_exit ask(cli_trade *t, bool policy)
{
  if (cli_trade_is_general(t->call)) return cli_trade_general(t);
  const cli_exit code = check_home(t);
  if (code != CLI_ANSWERED) return code;
  if (policy) return cli_trade_policy(t);
  return cli_has(t->call, CLI_OPTION_COALITION) ? cli_trade_coalition(t) : answer(t);
}

cli_exit cli_command_trade(const cli_call *call)
{
  const bool square = strcmp(call->operand[0], "square") == 0, sectors = strcmp(call->operand[0], "sectors") == 0;
  const bool policy = cli_trade_is_policy(call->operand[0]);
  cli_exit code = check_words(call, square, policy, sectors);
  if (code != CLI_ANSWERED) return code;
  if (square || sectors) return square ? cli_trade_square(call) : cli_trade_sectors(call);
  static cli_trade t;
  memset(&t, 0, sizeof t);
  t.call = call;
  code = cli_network_open(call, call->operand[policy], &t.net);
  t.n = t.net.actors;
  if (code == CLI_ANSWERED) code = cli_trade_twins(call, &t.net);
  if (code == CLI_ANSWERED) code = cli_trade_flows(call, &t.net, &t.flow);
  if (code == CLI_ANSWERED) code = cli_trade_in_force(&t);
  if (code == CLI_ANSWERED) code = cli_trade_options(&t);
  if (code == CLI_ANSWERED) code = ask(&t, policy);
  ent_trade_close(t.solver);
  cli_network_close(&t.net);
  return code;
}
