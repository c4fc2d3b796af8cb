/* trade_coalition.c - entente trade --coalition: what is each sanctioner worth, what does it pay, who would rather leave, and who
 * should join? */
#include "trade.h"

#include "entente/draw_trade.h"
#include "host/threads.h"
#include "json.h"
#include "progress.h"
#include "say.h"
#include "sheet.h"
#include "targets.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define JOINERS_SHOWN 10 /* unless --limit says otherwise */

/* Some of the economies, in the order of the call. */
typedef struct group {
  int *at; /* [count] */
  int count;
  const char **name; /* [count] */
} group;

typedef struct asking {
  cli_trade *t;
  group members, candidates;
  uint64_t threads;
  ent_trade_coalitions_options options;
  ent_trade_coalitions *found;
  ent_trade_joiner *joiner; /* [candidates] */
  cli_progress progress;
} asking;

/* ---- what is asked --------------------------------------------------------------------------------------------------- */

static bool is_in(const group *g, int economy)
{
  for (int i = 0; i < g->count; i++)
    if (g->at[i] == economy) return true;
  return false;
}

/* All that are neither the target nor in one of the two. */
static void add_others(const asking *a, const group *other, group *to)
{
  for (int i = 0; i < a->t->n; i++)
    if (i != a->t->target && !is_in(to, i) && !is_in(other, i)) to->at[to->count++] = i;
}

/* Names with commas between them; a star, or no option: all others. */
static cli_exit read_group(asking *a, cli_option option, const group *other, group *to)
{
  cli_trade *const t = a->t;
  const char *at = cli_value(t->call, option);
  while (at && *at) {
    at += strspn(at, " ");
    size_t size = strcspn(at, ",");
    const char *const next = at + size + (at[size] == ',');
    while (size > 0 && at[size - 1] == ' ') size--;
    if (size == 1 && *at == '*') {
      add_others(a, other, to);
    } else {
      const int i = cli_trade_economy(t, at, size, option);
      if (i < 0) return CLI_INPUT;
      if (is_in(to, i) || is_in(other, i) || i == t->target)
        return cli_refuse(t->call, "--", cli_option_list[option].name, ": ", t->net.actor[i],
                          i == t->target ? " is the target itself"
                          : is_in(to, i) ? " is named twice"
                                         : " is in the coalition already",
                          (char *)NULL);
      to->at[to->count++] = i;
    }
    at = next;
  }
  if (!at) add_others(a, other, to);
  for (int i = 0; i < to->count; i++) to->name[i] = t->net.actor[to->at[i]];
  return CLI_ANSWERED;
}

static cli_exit read_groups(asking *a)
{
  cli_trade *const t = a->t;
  group *const list[] = {&a->members, &a->candidates};
  for (int k = 0; k < 2; k++) {
    list[k]->at = ENT_NEW(&t->net.arena, int, t->n);
    list[k]->name = ENT_NEW(&t->net.arena, const char *, t->n);
    if (!list[k]->at || !list[k]->name) return cli_network_no_memory(t->call);
  }
  a->joiner = ENT_NEW(&t->net.arena, ent_trade_joiner, t->n);
  if (!a->joiner) return cli_network_no_memory(t->call);
  cli_exit code = read_group(a, CLI_OPTION_COALITION, &a->candidates, &a->members);
  if (code != CLI_ANSWERED) return code;
  if (a->members.count > ENT_TRADE_SAMPLED)
    return cli_refuse(t->call, "--coalition takes up to 62 members", (char *)NULL);
  return read_group(a, CLI_OPTION_CANDIDATES, &a->members, &a->candidates);
}

static cli_exit read_numbers(asking *a)
{
  const cli_call *const call = a->t->call;
  a->options.seed = 1;
  return cli_whole(call, CLI_OPTION_SAMPLES, 8, (uint64_t)1 << 24, &a->options.samples) &&
             cli_whole(call, CLI_OPTION_SAMPLE_SEED, 0, UINT64_MAX, &a->options.seed) &&
             cli_whole(call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, &a->threads)
           ? CLI_ANSWERED
           : CLI_INPUT;
}

/* ---- the work ---------------------------------------------------------------------------------------------------------- */

static bool step(void *ctx, uint64_t done, uint64_t blocks, const void *unused)
{
  (void)unused;
  return cli_progress_step(ctx, ENT_SAY("coalitions"), (double)done / (double)blocks, NULL);
}

static ent_status find(asking *a, ent_error *err)
{
  cli_trade *const t = a->t;
  const ent_trade_world world = {t->n, t->flow, t->in_force, t->net.actor};
  const group *const m = &a->members, *const c = &a->candidates;
  ent_status status = ent_trade_open(&world, &t->options, &t->net.memory, &t->solver, err);
  if (status == ENT_OK)
    status =
      ent_trade_coalitions_find(t->solver, t->target, m->at, m->count, &a->options, &t->net.memory, &a->found, err);
  if (status == ENT_OK && c->count > 0)
    status =
      ent_trade_coalitions_join(t->solver, t->target, m->at, m->count, c->at, c->count, &t->net.memory, a->joiner, err);
  return status;
}

static cli_exit compute(void *ctx)
{
  asking *const a = ctx;
  const cli_call *const call = a->t->call;
  ent_error err = {.code = ENT_OK};
  host_threads *crew = NULL;
  if (host_threads_open((int)a->threads, &crew, &err) != ENT_OK) return cli_fail(call, &err);
  const ent_executor executor = host_threads_executor(crew);
  a->options.executor = &executor;
  a->options.progress = step;
  a->options.progress_ctx = &a->progress;
  cli_progress_begin(&a->progress, call, false);
  const ent_status status = find(a, &err);
  cli_progress_end(&a->progress);
  host_threads_close(crew);
  a->options.executor = NULL;
  if (status == ENT_OK) return CLI_ANSWERED;
  if (status != ENT_CANCELLED) return cli_fail(call, &err);
  cli_said(&call->err, "stopped; nothing was written\n", (char *)NULL);
  return CLI_STOPPED;
}

/* ---- the answer ----------------------------------------------------------------------------------------------------------- */

static cli_sheet sheet_of(const asking *a, const cli_body *body)
{
  const ent_trade_coalitions *const c = a->found;
  cli_sheet sheet = {.body = body, .by = c->shapley, .noun = "economy"};
  if (cli_has(a->t->call, CLI_OPTION_TRADE_ROWS)) sheet.limit = a->t->rows;
  cli_sheet_add(&sheet, "shapley", ENT_SAY("its part"), c->shapley, false);
  cli_sheet_add(&sheet, "error", NULL, c->error, false);
  cli_sheet_add(&sheet, "banzhaf", NULL, c->banzhaf, false);
  cli_sheet_add(&sheet, "alone", ENT_SAY("alone"), c->alone, false);
  cli_sheet_add(&sheet, "last", ENT_SAY("as the last"), c->last, false);
  cli_sheet_add(&sheet, "cost", ENT_SAY("own loss"), c->cost, false);
  cli_sheet_add(&sheet, "leaving", ENT_SAY("by leaving"), c->leaving, false);
  cli_sheet_add(&sheet, "price", ENT_SAY("price"), c->price, true);
  return sheet;
}

static void say_whole(const asking *a)
{
  const host_terminal *const out = &a->t->call->out;
  const ent_trade_coalitions *const c = a->found;
  char loss[CLI_FINE], most[CLI_FINE], share[CLI_FINE];
  cli_fine_text(c->all, loss);
  cli_fine_text(c->everyone, most);
  cli_fine_text(c->everyone > 0 ? c->all / c->everyone : NAN, share);
  cli_said_line(out, 0, "When all of them stop trading with {target}, its real wage falls by {loss}\n", "target",
                a->t->net.actor[a->t->target], "loss", loss, (char *)NULL);
  cli_said_line(out, 0, "If nobody traded with it, it would fall by {most}: the coalition has {share} of that\n",
                "most", most, "share", share, (char *)NULL);
  fputc('\n', out->stream);
}

static void say_leaving(const asking *a)
{
  const host_terminal *const out = &a->t->call->out;
  char names[CLI_SAID] = "";
  int gain = 0;
  for (int m = 0; m < a->members.count; m++)
    if (a->found->leaving[m] > 0) cli_list_name(names, sizeof names, gain++, a->members.name[m]);
  if (gain == 0)
    cli_said_line(out, 0, "None of them would gain by leaving alone\n", (char *)NULL);
  else if (gain == a->members.count)
    cli_said_line(out, 0, "Each of them would gain by leaving alone\n", (char *)NULL);
  else
    cli_said_line(out, 0, "Would gain by leaving alone: {names}\n", "names", names, (char *)NULL);
}

static double largest(const double *value, int count)
{
  double most = 0;
  for (int i = 0; i < count; i++)
    if (value[i] > most) most = value[i];
  return most;
}

static void say_how(const asking *a)
{
  const host_terminal *const out = &a->t->call->out;
  const ent_trade_coalitions *const c = a->found;
  char sets[CLI_TEXT], orders[CLI_TEXT], market[CLI_FINE], error[CLI_FINE];
  cli_count_text(c->samples, orders);
  cli_count_text((uint64_t)c->sets, sets);
  if (c->samples > 0) {
    cli_fine_text(largest(c->error, c->members), error);
    cli_said_line(
      out, 0, "Parts come from {orders} orders of joining, drawn in pairs; their standard errors are at most {error}\n",
      "orders", orders, "error", error, (char *)NULL);
  }
  snprintf(market, sizeof market, "%.1e", c->worst_market);
  cli_said_line(out, 0,
                c->holds ? ENT_SAY("All {sets} sets were solved; markets clear to {gap}\n")
                         : ENT_SAY("Not all of the {sets} sets are equilibria: markets miss by up to {gap}\n"),
                "sets", sets, "gap", market, (char *)NULL);
}

/* Those who could join, as columns. */
typedef struct joiners {
  const char **name;
  double *adds, *cost, *price;
} joiners;

static bool lay_joiners(const asking *a, joiners *j)
{
  const size_t count = (size_t)a->candidates.count;
  j->name = malloc((count + 1) * sizeof *j->name);
  j->adds = malloc((3 * count + 1) * sizeof *j->adds);
  if (!j->name || !j->adds) return false;
  j->cost = j->adds + count;
  j->price = j->cost + count;
  for (size_t k = 0; k < count; k++) {
    j->name[k] = a->t->net.actor[a->joiner[k].economy];
    j->adds[k] = a->joiner[k].adds;
    j->cost[k] = a->joiner[k].cost;
    j->price[k] = a->joiner[k].price;
  }
  return true;
}

static void say_joiners(const asking *a)
{
  const cli_call *const call = a->t->call;
  const uint64_t rows = cli_has(call, CLI_OPTION_TRADE_ROWS) ? a->t->rows : JOINERS_SHOWN;
  joiners j = {0};
  if (a->candidates.count == 0) return;
  if (lay_joiners(a, &j)) {
    const cli_body body = {.members = a->candidates.count, .member = j.name};
    cli_sheet sheet = {.body = &body, .by = j.adds, .noun = "economy", .limit = rows};
    cli_sheet_add(&sheet, "adds", ENT_SAY("adds"), j.adds, false);
    cli_sheet_add(&sheet, "cost", ENT_SAY("own loss"), j.cost, false);
    cli_sheet_add(&sheet, "price", ENT_SAY("price"), j.price, true);
    cli_said_line(&call->out, 0, "Who should join next: what each alone would add\n", (char *)NULL);
    cli_sheet_show(call, &sheet);
    fputc('\n', call->out.stream);
  }
  free(j.name);
  free(j.adds);
}

static void say_text(const void *ctx)
{
  const asking *const a = ctx;
  const host_terminal *const out = &a->t->call->out;
  const cli_body body = {.members = a->members.count, .member = a->members.name};
  const cli_sheet sheet = sheet_of(a, &body);
  say_whole(a);
  cli_sheet_show(a->t->call, &sheet);
  fputc('\n', out->stream);
  say_joiners(a);
  cli_said_line(
    out, 0,
    "Its part is the Shapley value: the loss that a member adds, over all orders of joining; the parts sum to the "
    "whole. Own loss: of its own real wage; by leaving: what that gains when it alone goes; price: own loss in money "
    "for "
    "one that the target loses\n",
    (char *)NULL);
  say_leaving(a);
  say_how(a);
  cli_foot(a->t->call, cli_say_page(out, ent_trade_caveat()));
}

static void say_json(const void *ctx)
{
  const asking *const a = ctx;
  const ent_trade_coalitions *const c = a->found;
  const cli_body body = {.members = a->members.count, .member = a->members.name};
  const cli_sheet sheet = sheet_of(a, &body);
  fputs("{\"target\": ", stdout);
  cli_json_text(stdout, a->t->net.actor[a->t->target]);
  cli_json_pair("theta", a->t->options.theta);
  cli_json_pair("loss", c->all);
  cli_json_pair("everyone", c->everyone);
  printf(", \"samples\": %llu, \"sets\": %llu, \"again\": %llu, \"holds\": %s", (unsigned long long)c->samples,
         (unsigned long long)c->sets, (unsigned long long)c->again, c->holds ? "true" : "false");
  cli_json_pair("market", c->worst_market);
  cli_json_pair("differ", c->differ);
  cli_json_word("caveat", ent_trade_caveat());
  cli_sheet_json(&sheet);
  fputs(", \"candidates\": [", stdout);
  for (int k = 0; k < a->candidates.count; k++) {
    fputs(k ? ", {\"economy\": " : "{\"economy\": ", stdout);
    cli_json_text(stdout, a->t->net.actor[a->joiner[k].economy]);
    cli_json_pair("adds", a->joiner[k].adds);
    cli_json_pair("cost", a->joiner[k].cost);
    cli_json_pair("price", a->joiner[k].price);
    fputc('}', stdout);
  }
  puts("]}");
}

static void say_csv(const void *ctx)
{
  const asking *const a = ctx;
  const cli_body body = {.members = a->members.count, .member = a->members.name};
  const cli_sheet sheet = sheet_of(a, &body);
  cli_sheet_csv(&sheet);
}

/* Most worth first. */
static ent_status draw(const void *ctx, cli_option option, FILE *to, ent_error *err)
{
  const asking *const a = ctx;
  const ent_trade_coalitions *const c = a->found;
  const ent_allocator *const memory = &a->t->net.memory;
  const ent_look look = {.fixed = true, .words = a->t->call->page_words};
  ent_coalition_row row[ENT_TRADE_SAMPLED];
  ent_drawing drawing = {0};
  int rows = 0;
  (void)option;
  int *const order = cli_order(c->shapley, c->members);
  for (; order && rows < c->members; rows++) {
    const int m = order[rows];
    row[rows] = (ent_coalition_row){a->members.name[m], c->shapley[m], c->error[m], c->cost[m]};
  }
  const ent_status status = ent_draw_coalition(row, rows, a->t->net.actor[a->t->target], &look, memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, memory);
  free(order);
  return status;
}

cli_exit cli_trade_coalition(cli_trade *t)
{
  static const cli_option shocks[] = {CLI_OPTION_EMBARGO,  CLI_OPTION_TARIFF, CLI_OPTION_COST,
                                      CLI_OPTION_TRANSFER, CLI_OPTION_RELIEF, CLI_OPTION_FREENESS};
  static const cli_option files[] = {CLI_OPTION_TRADE_SVG};
  static const cli_answering how = {files, 1, compute, say_text, say_json, say_csv, draw};
  asking a = {.t = t};
  for (size_t k = 0; k < sizeof shocks / sizeof *shocks; k++)
    if (cli_has(t->call, shocks[k]))
      return cli_refuse(t->call, "--coalition is the shock itself; it goes without --", cli_option_list[shocks[k]].name,
                        (char *)NULL);
  if (t->theta_high > t->theta_low)
    return cli_refuse(t->call, "--coalition takes one value of --theta, not a range", (char *)NULL);
  if (t->target < 0) return cli_refuse(t->call, "--coalition needs a --target", (char *)NULL);
  cli_exit code = cli_trade_check_target(t);
  if (code == CLI_ANSWERED) code = read_groups(&a);
  if (code == CLI_ANSWERED) code = read_numbers(&a);
  if (code == CLI_ANSWERED) code = cli_targets_answer(t->call, &how, &a);
  ent_trade_coalitions_free(a.found, &t->net.memory);
  return code;
}
