/* trade_coalition.c - entente trade --coalition: what is each sanctioner worth, what does it pay, who would rather leave? */
#include "trade.h"

#include "json.h"
#include "say.h"
#include "sheet.h"
#include "targets.h"

#include <stdlib.h>
#include <string.h>

typedef struct asking {
  cli_trade *t;
  int member[ENT_TRADE_MEMBERS], members;
  const char **name; /* [members] */
  ent_trade_coalitions *found;
} asking;

static cli_exit read_members(asking *a)
{
  const cli_trade *const t = a->t;
  const char *at = cli_value(t->call, CLI_OPTION_COALITION);
  a->name = ENT_NEW(&a->t->net.arena, const char *, ENT_TRADE_MEMBERS);
  if (!a->name) return cli_network_no_memory(t->call);
  while (*at) {
    at += strspn(at, " ");
    size_t size = strcspn(at, ",");
    const char *const next = at + size + (at[size] == ',');
    while (size > 0 && at[size - 1] == ' ') size--;
    if (a->members == ENT_TRADE_MEMBERS) return cli_refuse(t->call, "--coalition takes up to 20 members", (char *)NULL);
    const int i = cli_trade_economy(t, at, size, CLI_OPTION_COALITION);
    if (i < 0) return CLI_INPUT;
    a->name[a->members] = t->net.actor[i];
    a->member[a->members++] = i;
    at = next;
  }
  return CLI_ANSWERED;
}

static cli_exit compute(void *ctx)
{
  asking *const a = ctx;
  cli_trade *const t = a->t;
  const ent_trade_world world = {t->n, t->flow, NULL, t->net.actor};
  ent_error err = {.code = ENT_OK};
  ent_status status = ent_trade_open(&world, &t->options, &t->net.memory, &t->solver, &err);
  if (status == ENT_OK)
    status =
      ent_trade_coalitions_find(t->solver, t->target, a->member, a->members, NULL, &t->net.memory, &a->found, &err);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(t->call, &err);
}

static cli_sheet sheet_of(const asking *a, const cli_body *body)
{
  const ent_trade_coalitions *const c = a->found;
  cli_sheet sheet = {.body = body, .by = c->shapley, .noun = "economy"};
  cli_sheet_add(&sheet, "shapley", ENT_SAY("its part"), c->shapley, false);
  cli_sheet_add(&sheet, "banzhaf", NULL, c->banzhaf, false);
  cli_sheet_add(&sheet, "alone", ENT_SAY("alone"), c->alone, false);
  cli_sheet_add(&sheet, "last", ENT_SAY("as the last"), c->last, false);
  cli_sheet_add(&sheet, "cost", ENT_SAY("own loss"), c->cost, false);
  cli_sheet_add(&sheet, "leaving", ENT_SAY("by leaving"), c->leaving, false);
  return sheet;
}

static double whole_of(const asking *a)
{
  return a->found->value[((size_t)1 << a->members) - 1] - a->found->value[0];
}

static void say_text(const void *ctx)
{
  const asking *const a = ctx;
  const host_terminal *const out = &a->t->call->out;
  const cli_body body = {.members = a->members, .member = a->name};
  const cli_sheet sheet = sheet_of(a, &body);
  char loss[CLI_FINE], sets[CLI_NUMBER], market[CLI_FINE];
  cli_fine_text(whole_of(a), loss);
  cli_said_line(out, 0, "When all of them stop trading with {target}, its real wage falls by {loss}\n", "target",
                a->t->net.actor[a->t->target], "loss", loss, (char *)NULL);
  fputc('\n', out->stream);
  cli_sheet_show(a->t->call, &sheet);
  fputc('\n', out->stream);
  cli_said_line(
    out, 0,
    "Its part is the Shapley value: the loss that a member adds, over all orders of joining; the parts sum to the "
    "whole. Own loss: of its own real wage; by leaving: what that gains when it alone goes\n",
    (char *)NULL);
  snprintf(market, sizeof market, "%.1e", a->found->worst_market);
  cli_said_line(out, 0,
                a->found->holds ? ENT_SAY("All {sets} sets were solved; markets clear to {gap}\n")
                                : ENT_SAY("Not all of the {sets} sets are equilibria: markets miss by up to {gap}\n"),
                "sets", cli_number(1LL << a->members, sets), "gap", market, (char *)NULL);
  cli_foot(a->t->call, cli_say(out, cli_trade_caveat));
}

static void say_json(const void *ctx)
{
  const asking *const a = ctx;
  const cli_body body = {.members = a->members, .member = a->name};
  const cli_sheet sheet = sheet_of(a, &body);
  fputs("{\"target\": ", stdout);
  cli_json_text(stdout, a->t->net.actor[a->t->target]);
  cli_json_pair("theta", a->t->options.theta);
  cli_json_pair("loss", whole_of(a));
  printf(", \"sets\": %lld, \"holds\": %s", 1LL << a->members, a->found->holds ? "true" : "false");
  cli_json_pair("market", a->found->worst_market);
  cli_json_word("caveat", cli_trade_caveat);
  cli_sheet_json(&sheet);
  puts("}");
}

static void say_csv(const void *ctx)
{
  const asking *const a = ctx;
  const cli_body body = {.members = a->members, .member = a->name};
  const cli_sheet sheet = sheet_of(a, &body);
  cli_sheet_csv(&sheet);
}

cli_exit cli_trade_coalition(cli_trade *t)
{
  static const cli_option shocks[] = {CLI_OPTION_EMBARGO,  CLI_OPTION_TARIFF, CLI_OPTION_COST,
                                      CLI_OPTION_TRANSFER, CLI_OPTION_RELIEF, CLI_OPTION_TRADE_SVG};
  static const cli_answering how = {NULL, 0, compute, say_text, say_json, say_csv, NULL};
  asking a = {.t = t};
  for (size_t k = 0; k < sizeof shocks / sizeof *shocks; k++)
    if (cli_has(t->call, shocks[k]))
      return cli_refuse(t->call, "--coalition is the shock itself; it goes without --", cli_option_list[shocks[k]].name,
                        (char *)NULL);
  if (t->theta_high > t->theta_low)
    return cli_refuse(t->call, "--coalition takes one value of --theta, not a range", (char *)NULL);
  if (t->target < 0) return cli_refuse(t->call, "--coalition needs a --target", (char *)NULL);
  cli_exit code = read_members(&a);
  if (code == CLI_ANSWERED) code = cli_targets_answer(t->call, &how, &a);
  ent_trade_coalitions_free(a.found, &t->net.memory);
  return code;
}
