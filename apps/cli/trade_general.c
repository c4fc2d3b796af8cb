/* trade_general.c - entente trade --compat iamls2025: tariffs where employment, scale, markups, profits and taxes answer as well
 * (entente/trade_general.h). */
#include "trade.h"

#include "base/fail.h"
#include "entente/trade_general.h"
#include "say.h"
#include "sheet.h"
#include "targets.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WELFARE, EMPLOYMENT, PRICES, EXPORTS, IMPORTS, REVENUE, BEST, COLUMNS };

typedef struct general {
  cli_trade *t;
  ent_trade_general_options options;
  double *profit; /* [n]; NULL: none */
  ent_trade_general_answer *found;
  double *column[COLUMNS]; /* [n] as shares */
} general;

bool cli_trade_is_general(const cli_call *call)
{
  const char *const as = cli_value(call, CLI_OPTION_COMPAT);
  return as && strcmp(as, "iamls2025") == 0;
}

/* ---- the options ---------------------------------------------------------------------------------------- */

static cli_exit read_number(const cli_trade *t, cli_option option, double *out)
{
  const char *const text = cli_value(t->call, option);
  if (!text || (text[0] && cli_trade_rate(text, out))) return CLI_ANSWERED;
  return cli_refuse(t->call, "--", cli_option_list[option].name, " is a number, not \"", text, "\"", (char *)NULL);
}

static cli_exit read_profits(general *g)
{
  static const char *const usual[] = {"profit_share", "profits", "share", NULL};
  const char *const text = cli_value(g->t->call, CLI_OPTION_PROFITS);
  double all = 0;
  if (!text) return CLI_ANSWERED;
  g->profit = ENT_NEW(&g->t->net.arena, double, g->t->n);
  if (!g->profit) return cli_network_no_memory(g->t->call);
  if (cli_is_table(text)) return cli_trade_numbers(g->t, CLI_OPTION_PROFITS, usual, g->profit);
  const cli_exit code = read_number(g->t, CLI_OPTION_PROFITS, &all);
  for (int i = 0; i < g->t->n; i++) g->profit[i] = all;
  return code;
}

/* Trade at home from GDP; else it has to be in the table. */
static cli_exit read_home(const general *g)
{
  static const char *const usual[] = {"output", "gdp", "value", "Output", "GDP", NULL};
  cli_trade *const t = g->t;
  double home = 0;
  ent_error err = {.code = ENT_OK};
  for (int i = 0; i < t->n; i++) home += t->flow[i * t->n + i];
  if (!cli_has(t->call, CLI_OPTION_OUTPUT_OF)) {
    if (home > 0) return CLI_ANSWERED;
    return cli_refuse(t->call, "the table has no trade at home: --output-of names a table of GDP to find it from",
                      (char *)NULL);
  }
  double *const gdp = ENT_NEW(&t->net.arena, double, t->n);
  if (!gdp) return cli_network_no_memory(t->call);
  const cli_exit code = cli_trade_numbers(t, CLI_OPTION_OUTPUT_OF, usual, gdp);
  if (code != CLI_ANSWERED) return code;
  return ent_trade_general_home(t->n, gdp, g->profit, t->flow, &err) == ENT_OK ? CLI_ANSWERED : cli_fail(t->call, &err);
}

static cli_exit read_options(general *g)
{
  static const cli_option not_here[] = {
    CLI_OPTION_EMBARGO,   CLI_OPTION_COST,         CLI_OPTION_TRANSFER, CLI_OPTION_RELIEF, CLI_OPTION_FREENESS,
    CLI_OPTION_TARIFFS,   CLI_OPTION_SUPPLY,       CLI_OPTION_DEFICITS, CLI_OPTION_SOLVER, CLI_OPTION_ANCHOR,
    CLI_OPTION_COALITION, CLI_OPTION_ELASTICITIES, CLI_OPTION_TRADE_SVG};
  const cli_trade *const t = g->t;
  for (size_t k = 0; k < sizeof not_here / sizeof *not_here; k++)
    if (cli_has(t->call, not_here[k]))
      return cli_refuse(t->call, "--compat iamls2025 knows tariffs that a country raises; it goes without --",
                        cli_option_list[not_here[k]].name, (char *)NULL);
  if (t->in_force) return cli_refuse(t->call, "--compat iamls2025 starts from a world without tariffs", (char *)NULL);
  if (t->theta_high > t->theta_low)
    return cli_refuse(t->call, "--compat iamls2025 takes one value of --theta, not a range", (char *)NULL);
  g->options = (ent_trade_general_options){.theta = t->options.theta,
                                           .labour = 0.5,
                                           .scale = 0.67 / 4,
                                           .passed = 1,
                                           .lump_sum = cli_has(t->call, CLI_OPTION_LUMP_SUM)};
  cli_exit code = read_number(t, CLI_OPTION_LABOUR, &g->options.labour);
  if (code == CLI_ANSWERED) code = read_number(t, CLI_OPTION_RETURNS, &g->options.scale);
  if (code == CLI_ANSWERED) code = read_number(t, CLI_OPTION_PASSED, &g->options.passed);
  if (code == CLI_ANSWERED) code = read_profits(g);
  return code == CLI_ANSWERED ? read_home(g) : code;
}

/* ---- the answer ------------------------------------------------------------------------------------------- */

/* Whose flows the tariffs touch most: who raises most revenue from others. */
static int richest(const ent_trade_general_answer *a)
{
  int most = 0;
  for (int i = 1; i < a->n; i++)
    if (a->revenue[i] / a->output[i] > a->revenue[most] / a->output[most]) most = i;
  return most;
}

static cli_exit solve(void *ctx)
{
  general *const g = ctx;
  cli_trade *const t = g->t;
  const ent_trade_world world = {t->n, t->flow, NULL, t->net.actor};
  ent_error err = {.code = ENT_OK};
  for (int k = 0; k < COLUMNS; k++)
    if (!(g->column[k] = ENT_NEW(&t->net.arena, double, t->n))) return cli_network_no_memory(t->call);
  if (ent_trade_general_solve(&world, g->profit, &g->options, t->tariff, &t->net.memory, &g->found, &err) != ENT_OK)
    return cli_fail(t->call, &err);
  const ent_trade_general_answer *const a = g->found;
  for (int i = 0; i < t->n; i++) {
    g->column[WELFARE][i] = a->welfare[i] - 1;
    g->column[EMPLOYMENT][i] = a->employment[i] - 1;
    g->column[PRICES][i] = a->price[i] - 1;
    g->column[EXPORTS][i] = a->exports[i] - 1;
    g->column[IMPORTS][i] = a->imports[i] - 1;
    g->column[REVENUE][i] = a->revenue[i] / a->spending[i];
    g->column[BEST][i] = a->best[i];
  }
  if (t->target < 0) t->target = richest(a);
  return CLI_ANSWERED;
}

static cli_sheet sheet_of(const general *g, const cli_body *body)
{
  cli_sheet s = {.body = body, .limit = g->t->rows, .noun = "economy"};
  cli_sheet_add(&s, "welfare", ENT_SAY("welfare"), g->column[WELFARE], false);
  cli_sheet_add(&s, "employment", ENT_SAY("employment"), g->column[EMPLOYMENT], false);
  cli_sheet_add(&s, "price", ENT_SAY("prices"), g->column[PRICES], false);
  cli_sheet_add(&s, "exports", ENT_SAY("exports"), g->column[EXPORTS], false);
  cli_sheet_add(&s, "imports", ENT_SAY("imports"), g->column[IMPORTS], false);
  cli_sheet_add(&s, "revenue", ENT_SAY("revenue"), g->column[REVENUE], false);
  cli_sheet_add(&s, "best_tariff", NULL, g->column[BEST], false);
  return s;
}

static void say_text(const void *ctx)
{
  const general *const g = ctx;
  const cli_trade *const t = g->t;
  const host_terminal *const out = &t->call->out;
  const ent_trade_general_certificate *const c = &g->found->certificate;
  const cli_body body = {.members = t->n, .member = t->net.actor};
  cli_sheet s = sheet_of(g, &body);
  char count[CLI_NUMBER], best[CLI_FINE], market[CLI_FINE], steps[CLI_NUMBER];
  cli_said_line(out, 0, "Trade of {count} economies, {file}\n", "count", cli_number(t->n, count), "file", t->net.file,
                (char *)NULL);
  cli_said_line(out, 0,
                "Employment, productivity, markups and taxes answer to tariffs (Ignatenko, Macedoni, Lashkaripour and "
                "Simonovska 2025). Exports and imports are shares of output, revenue is a share of spending\n",
                (char *)NULL);
  fputc('\n', out->stream);
  double *const loss = malloc((size_t)t->n * sizeof *loss);
  for (int i = 0; loss && i < t->n; i++) loss[i] = fabs(g->column[WELFARE][i]);
  s.by = loss;
  cli_sheet_show(t->call, &s);
  free(loss);
  fputc('\n', out->stream);
  cli_fine_text(g->column[BEST][t->target], best);
  if (!isnan(g->column[BEST][t->target]))
    cli_said_line(out, 0, "One tariff on all others that would suit {name} best, if nobody answers: {rate}\n", "name",
                  t->net.actor[t->target], "rate", best, (char *)NULL);
  snprintf(market, sizeof market, "%.1e", c->market);
  cli_number(c->steps, steps);
  if (c->holds)
    cli_said_line(out, 0, "An equilibrium: markets clear to {gap} ({steps} steps)\n", "gap", market, "steps", steps,
                  (char *)NULL);
  else
    cli_said_line(out, 0, "Not an equilibrium: after {steps} steps markets still miss by {gap}\n", "gap", market,
                  "steps", steps, (char *)NULL);
  cli_foot(t->call, cli_say_page(out, ent_trade_caveat()));
}

static void say_json(const void *ctx)
{
  const general *const g = ctx;
  const cli_trade *const t = g->t;
  const ent_trade_general_certificate *const c = &g->found->certificate;
  const cli_body body = {.members = t->n, .member = t->net.actor};
  const cli_sheet s = sheet_of(g, &body);
  printf("{\"economies\": %d", t->n);
  cli_json_word("compat", "iamls2025");
  cli_json_pair("theta", g->options.theta);
  cli_json_pair("labour", g->options.labour);
  cli_json_pair("returns", g->options.scale);
  cli_json_pair("passed_on", g->options.passed);
  printf(", \"lump_sum\": %s", g->options.lump_sum ? "true" : "false");
  cli_json_word("target", t->net.actor[t->target]);
  cli_json_word("caveat", ent_trade_caveat());
  printf(",\n \"certificate\": {\"holds\": %s, \"settled\": %s, \"steps\": %d", c->holds ? "true" : "false",
         c->settled ? "true" : "false", c->steps);
  cli_json_pair("market", c->market);
  cli_json_pair("spending", c->spending);
  cli_json_pair("budget", c->budget);
  cli_json_pair("labour", c->labour);
  cli_json_pair("price", c->price);
  cli_json_pair("numeraire", c->numeraire);
  putchar('}');
  cli_sheet_json(&s);
  puts("}");
}

static void say_csv(const void *ctx)
{
  const general *const g = ctx;
  const cli_body body = {.members = g->t->n, .member = g->t->net.actor};
  const cli_sheet s = sheet_of(g, &body);
  cli_sheet_csv(&s);
}

cli_exit cli_trade_general(cli_trade *t)
{
  static const cli_answering how = {NULL, 0, solve, say_text, say_json, say_csv, NULL};
  general g = {.t = t};
  cli_exit code = read_options(&g);
  if (code == CLI_ANSWERED) code = cli_targets_answer(t->call, &how, &g);
  ent_trade_general_free(g.found);
  return code;
}
