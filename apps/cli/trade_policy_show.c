/* trade_policy_show.c - sanctions as a choice, for a person. */
#include "trade_policy.h"

#include "say.h"
#include "sheet.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void cli_policy_rate(const host_terminal *t, double rate, char out[CLI_RATE])
{
  char number[ENT_NUMBER_MAX];
  const double v = 100 * rate;
  if (!(rate < INFINITY)) {
    snprintf(out, CLI_RATE, "%s", isnan(rate) ? "-" : cli_say(t, ENT_SAY("ban")));
    return;
  }
  ent_number_write_fixed(v, fabs(v - floor(v + 0.5)) < 0.05 ? 0 : 1, number);
  snprintf(out, CLI_RATE, "%s %%", number);
}

/* ---- the head ------------------------------------------------------------------------------------------------------------ */

static void show_head(const cli_policy *p)
{
  static const char *const levy[ENT_TRADE_LEVIES] = {
    ENT_SAY("Senders of a tariff on what they buy from {target} ({count}): {names}\n"),
    ENT_SAY("Senders who make what they sell to {target} dearer, without revenue ({count}): {names}\n"),
    ENT_SAY(
      "Senders of a tariff on what they buy from {target}, who make what they sell there dearer as well ({count}): "
      "{names}\n")};
  const host_terminal *const out = &p->t->call->out;
  char count[CLI_NUMBER], theta[CLI_FINE], lambda[CLI_FINE], names[CLI_SAID] = "";
  for (int k = 0; k < p->s.senders; k++) cli_list_name(names, sizeof names, k, p->name[k]);
  cli_said_line(out, 0, "Trade of {count} economies, {file}\n", "count", cli_number(p->t->n, count), "file",
                p->t->net.file, (char *)NULL);
  cli_said_line(out, 0, levy[p->s.levy], "count", cli_number(p->s.senders, count), "target",
                p->t->net.actor[p->s.target], "names", names, (char *)NULL);
  cli_plain_number(p->t->options.theta, theta);
  cli_said_line(out, 0, "Elasticity of trade {theta}\n", "theta", theta, (char *)NULL);
  cli_plain_number(p->willingness, lambda);
  if (p->willingness > 0)
    cli_said_line(out, 0, "Each unit of money that {target} loses is worth {lambda} of the senders' own\n", "target",
                  p->t->net.actor[p->s.target], "lambda", lambda, (char *)NULL);
  fputc('\n', out->stream);
}

static const char *money(double value, char out[CLI_FINE])
{
  cli_plain_number(value, out);
  return out;
}

/* "12.7 %: the senders gain 2,345, RUS loses 0.35 %, 12,345 in money". */
static void say_point(const cli_policy *p, const char *english, const ent_trade_point *at, double answer)
{
  const host_terminal *const out = &p->t->call->out;
  char rate[CLI_RATE], own[CLI_RATE], gain[CLI_FINE], loss[CLI_FINE], pain[CLI_FINE];
  cli_policy_rate(out, at->rate, rate);
  cli_policy_rate(out, answer, own);
  cli_fine_text(at->loss, loss);
  cli_said_line(out, 0, english, "rate", rate, "answer", own, "gain", money(at->gain, gain), "target",
                p->t->net.actor[p->s.target], "loss", loss, "pain", money(at->pain, pain), (char *)NULL);
}

/* ---- the frontier -------------------------------------------------------------------------------------------------------- */

typedef struct rows {
  int count;
  const char **label;
  cli_rate_text *text;
  double *loss, *pain, *gain, *price, *marginal;
} rows;

static bool take_rows(const cli_policy *p, rows *r)
{
  const size_t most = (size_t)p->rates;
  double *const room = malloc(5 * most * sizeof *room);
  r->label = malloc(most * sizeof *r->label);
  r->text = malloc(most * sizeof *r->text);
  r->loss = room;
  if (!room || !r->label || !r->text) return false;
  r->pain = room + most;
  r->gain = r->pain + most;
  r->price = r->gain + most;
  r->marginal = r->price + most;
  for (int k = 0; k < p->rates; k++) {
    const ent_trade_point *const at = &p->point[k];
    const int i = r->count;
    if (!p->round[k] || !(at->rate > 0)) continue;
    cli_policy_rate(&p->t->call->out, at->rate, r->text[i].text);
    r->label[i] = r->text[i].text;
    r->loss[i] = at->loss;
    r->pain[i] = at->pain;
    r->gain[i] = at->gain;
    r->price[i] = at->price;
    r->marginal[i] = at->marginal;
    r->count++;
  }
  return true;
}

static void show_frontier(const cli_policy *p)
{
  const host_terminal *const out = &p->t->call->out;
  rows r = {.count = 0};
  if (take_rows(p, &r)) {
    const cli_body body = {.members = r.count, .member = r.label};
    cli_sheet sheet = {.body = &body};
    cli_sheet_add(&sheet, "", ENT_SAY("target loses"), r.loss, false);
    cli_sheet_add(&sheet, "", ENT_SAY("in money"), r.pain, true);
    cli_sheet_add(&sheet, "", ENT_SAY("senders gain"), r.gain, true);
    cli_sheet_add(&sheet, "", ENT_SAY("price"), r.price, true);
    cli_sheet_add(&sheet, "", ENT_SAY("of the last"), r.marginal, true);
    cli_sheet_show(p->t->call, &sheet);
  }
  free(r.loss);
  free(r.label);
  free(r.text);
  fputc('\n', out->stream);
  if (p->bests > 0)
    say_point(p, ENT_SAY("Best for the senders: {rate}; they gain {gain}, {target} loses {loss}, {pain} in money\n"),
              &p->best[0].o.at, 0);
  cli_said_line(out, 0,
                "Price: the senders' own money for one of the target's, so far and for the last unit; below 0 they "
                "gain. Whoever would pay the price of the last unit, and no more, stops at that rate. Money: what "
                "each would take a year instead, in the unit of the flows\n",
                (char *)NULL);
}

/* ---- the best rates ------------------------------------------------------------------------------------------------------ */

/* Rates as texts, since one of them may be the ban. */
typedef struct rate_column {
  cli_rate_text *text;
  const char **label; /* into text; NULL: no memory, and no column */
} rate_column;

static rate_column rates_of(const cli_policy *p, const double *rate)
{
  const size_t senders = (size_t)p->s.senders;
  rate_column c = {.text = calloc(senders, sizeof *c.text)};
  if (c.text) c.label = calloc(senders, sizeof *c.label);
  for (size_t k = 0; c.label && k < senders; k++) {
    cli_policy_rate(&p->t->call->out, rate[k], c.text[k].text);
    c.label[k] = c.text[k].text;
  }
  return c;
}

static void free_rates(rate_column *c)
{
  free(c->label);
  free(c->text);
}

static void add_rates(cli_sheet *s, const char *head, const rate_column *c)
{
  if (c->label && s->figures < CLI_FIGURES_MAX)
    s->figure[s->figures++] = (cli_figure){.key = "", .head = head, .text = c->label};
}

/* Two choices side by side, a row a sender. */
static void show_rates(const cli_policy *p, const cli_policy_best *a, const cli_policy_best *b,
                       const char *const head[4])
{
  const cli_body body = {.members = p->s.senders, .member = p->name};
  cli_sheet sheet = {.body = &body, .limit = p->t->rows, .by = a->o.gain};
  rate_column first = rates_of(p, a->o.rate), second = rates_of(p, b->o.rate);
  add_rates(&sheet, head[0], &first);
  cli_sheet_add(&sheet, "", head[1], a->o.gain, true);
  add_rates(&sheet, head[2], &second);
  cli_sheet_add(&sheet, "", head[3], b->o.gain, true);
  cli_sheet_show(p->t->call, &sheet);
  free_rates(&first);
  free_rates(&second);
}

static void show_optimal(const cli_policy *p)
{
  static const char *const head[] = {ENT_SAY("for all"), ENT_SAY("own gain"), ENT_SAY("alone"), ENT_SAY("own gain")};
  say_point(p, ENT_SAY("One rate for all: {rate}; the senders gain {gain}, {target} loses {loss}, {pain} in money\n"),
            &p->best[0].o.at, 0);
  say_point(p, ENT_SAY("A rate each, for all: the senders gain {gain}, {target} loses {loss}, {pain} in money\n"),
            &p->best[1].o.at, 0);
  fputc('\n', p->t->call->out.stream);
  show_rates(p, &p->best[1], &p->best[2], head);
  fputc('\n', p->t->call->out.stream);
  cli_said_line(&p->t->call->out, 0,
                "For all: the rate that is best for all senders together; alone: the one that is best for a sender "
                "itself while no other raises any\n",
                (char *)NULL);
}

static void show_nash(const cli_policy *p)
{
  static const char *const head[] = {ENT_SAY("for itself"), ENT_SAY("own gain"), ENT_SAY("jointly"),
                                     ENT_SAY("own gain")};
  say_point(p,
            ENT_SAY("Each sender for itself: {target} answers with {answer} on them; the senders gain {gain} together, "
                    "{target} loses {loss}, {pain} in money\n"),
            &p->best[0].o.at, p->best[0].o.answer);
  say_point(p,
            ENT_SAY("Jointly, one rate of {rate}: {target} answers with {answer}; the senders gain {gain} together, "
                    "{target} loses {loss}, {pain} in money\n"),
            &p->best[1].o.at, p->best[1].o.answer);
  fputc('\n', p->t->call->out.stream);
  show_rates(p, &p->best[0], &p->best[1], head);
  fputc('\n', p->t->call->out.stream);
  cli_said_line(&p->t->call->out, 0,
                "Nash equilibrium: no one gains by another rate of its own while the others keep theirs. Against a "
                "world without these tariffs\n",
                (char *)NULL);
}

/* ---- the burden ---------------------------------------------------------------------------------------------------------- */

static void show_burden(const cli_policy *p)
{
  const host_terminal *const out = &p->t->call->out;
  const ent_trade_burden *const b = &p->burden;
  const cli_body body = {.members = p->s.senders, .member = p->name};
  cli_sheet sheet = {.body = &body, .limit = p->t->rows, .by = b->transfer};
  char rate[CLI_RATE], common[CLI_FINE], was[CLI_FINE], is[CLI_FINE];
  double *const before = malloc((size_t)p->s.senders * sizeof *before);
  for (int k = 0; before && k < p->s.senders; k++) before[k] = b->before[k] - 1;
  cli_policy_rate(out, p->rate[0], rate);
  cli_fine_text(b->common - 1, common);
  cli_fine_text(1 - b->target_before, was);
  cli_fine_text(1 - b->target, is);
  cli_said_line(out, 0,
                isinf(p->rate[0])
                  ? ENT_SAY("The ban, shared equally: the welfare of every sender changes by {common}\n")
                  : ENT_SAY("A rate of {rate}, shared equally: the welfare of every sender changes by {common}\n"),
                "rate", rate, "common", common, (char *)NULL);
  cli_said_line(out, 0, "{target} loses {loss}; without transfers among the senders {before}\n", "target",
                p->t->net.actor[p->s.target], "loss", is, "before", was, (char *)NULL);
  fputc('\n', out->stream);
  if (before) cli_sheet_add(&sheet, "", ENT_SAY("unshared"), before, false);
  cli_sheet_add(&sheet, "", ENT_SAY("receives"), b->transfer, true);
  cli_sheet_show(p->t->call, &sheet);
  free(before);
  if (b->payments > 0) cli_heading(out, cli_say(out, ENT_SAY("Who pays whom, a year")));
  for (int k = 0; k < b->payments && (p->t->rows == 0 || (uint64_t)k < p->t->rows); k++) {
    char amount[CLI_FINE];
    cli_said_line(out, 0, "{from} pays {to} {amount}\n", "from", p->name[b->payment[k].from], "to",
                  p->name[b->payment[k].to], "amount", money(b->payment[k].amount, amount), (char *)NULL);
  }
  fputc('\n', out->stream);
  cli_said_line(out, 0, "Unshared: the change of welfare without transfers. Money in the unit of the flows\n",
                (char *)NULL);
}

/* ---- all of it ----------------------------------------------------------------------------------------------------------- */

static void show_proof(const cli_policy *p)
{
  const host_terminal *const out = &p->t->call->out;
  char market[CLI_FINE], count[CLI_NUMBER];
  snprintf(market, sizeof market, "%.1e", p->proof.market);
  if (!p->settled) cli_said_line(out, 0, "The search did not settle: these are not the best rates\n", (char *)NULL);
  cli_said_line(out, 0,
                p->proof.holds ? ENT_SAY("Equilibria: markets clear to {gap} ({count} solutions)\n")
                               : ENT_SAY("Not all of this is an equilibrium: markets miss by up to {gap}\n"),
                "count", cli_number(p->proof.solutions, count), "gap", market, (char *)NULL);
  cli_foot(p->t->call, cli_say_page(out, ent_trade_caveat()));
}

void cli_policy_text(const void *policy)
{
  static void (*const show[CLI_POLICIES])(const cli_policy *) = {show_frontier, show_optimal, show_nash, show_burden};
  const cli_policy *const p = policy;
  show_head(p);
  show[p->kind](p);
  show_proof(p);
}
