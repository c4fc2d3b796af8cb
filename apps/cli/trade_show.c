/* trade_show.c - the answer of `entente trade`, for a person, for programs, and as a picture. */
#include "trade.h"

#include "entente/draw_trade.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PICTURE_ROWS 24

/* ---- figures ------------------------------------------------------------------------------------------------------ */

/* Share of the target's foreign sales or purchases with each economy; NaN for itself. */
static double *share_of(const cli_trade *t, const double *flow, bool sold)
{
  double *const share = malloc((size_t)t->n * sizeof *share);
  const double all = cli_trade_abroad(t, flow, t->target, sold);
  for (int j = 0; share && j < t->n; j++) {
    const double x = sold ? flow[t->target * t->n + j] : flow[j * t->n + t->target];
    share[j] = j == t->target || !(all > 0) ? NAN : x / all;
  }
  return share;
}

typedef struct shares {
  double *out_before, *out_after, *in_before, *in_after;
} shares;

static bool take_shares(const cli_trade *t, shares *s)
{
  s->out_before = share_of(t, t->a.before, true);
  s->out_after = share_of(t, t->a.flow, true);
  s->in_before = share_of(t, t->a.before, false);
  s->in_after = share_of(t, t->a.flow, false);
  return s->out_before && s->out_after && s->in_before && s->in_after;
}

static void free_shares(shares *s)
{
  free(s->out_before);
  free(s->out_after);
  free(s->in_before);
  free(s->in_after);
}

static bool has_range(const cli_trade *t)
{
  return t->theta_high > t->theta_low;
}

static void add_effects(const cli_trade *t, cli_sheet *s)
{
  cli_sheet_add(s, "welfare", ENT_SAY("welfare"), t->welfare, false);
  if (has_range(t)) {
    cli_sheet_add(s, "welfare_low", ENT_SAY("lowest"), t->low, false);
    cli_sheet_add(s, "welfare_high", ENT_SAY("highest"), t->high, false);
  }
  cli_sheet_add(s, "real_wage", ENT_SAY("real wage"), t->real_wage, false);
  cli_sheet_add(s, "wage", ENT_SAY("wage"), t->wage, false);
  cli_sheet_add(s, "price", ENT_SAY("prices"), t->price, false);
}

/* ---- for people --------------------------------------------------------------------------------------------------- */

static void say_given(const cli_trade *t, cli_option option, const char *english)
{
  const char *given[CLI_GIVEN_MAX];
  const int count = cli_values(t->call, option, given);
  for (int k = 0; k < count; k++) cli_said_line(&t->call->out, 0, english, "pairs", given[k], (char *)NULL);
}

static bool is_shocked(const cli_trade *t)
{
  return t->freeness || t->cost || t->tariff || t->transfer;
}

void cli_trade_show_shock(const cli_trade *t)
{
  char share[CLI_FINE];
  const bool part = t->share < 1;
  cli_fine_text(t->share, share);
  say_given(t, CLI_OPTION_EMBARGO, part ? ENT_SAY("Less trade: {pairs}\n") : ENT_SAY("No trade: {pairs}\n"));
  say_given(t, CLI_OPTION_RELIEF, ENT_SAY("As free again as before: {pairs}\n"));
  if (part) cli_said_line(&t->call->out, 0, "That in part: {share}\n", "share", share, (char *)NULL);
  say_given(t, CLI_OPTION_FREENESS, ENT_SAY("Freeness: {pairs}\n"));
  say_given(t, CLI_OPTION_COST, ENT_SAY("Trade costs: {pairs}\n"));
  say_given(t, CLI_OPTION_TARIFF, ENT_SAY("Tariffs: {pairs}\n"));
  say_given(t, CLI_OPTION_TRANSFER, ENT_SAY("Paid each year: {pairs}\n"));
}

void cli_trade_show_unshocked(const cli_trade *t)
{
  cli_said_line(&t->call->out, 0,
                "No shock is given: the world as it is; --embargo, --tariff, --cost and others change it\n",
                (char *)NULL);
}

static void show_head(const cli_trade *t)
{
  const host_terminal *const out = &t->call->out;
  char low[CLI_FINE], high[CLI_FINE], count[CLI_NUMBER];
  cli_said_line(out, 0, "Trade of {count} economies, {file}\n", "count", cli_number(t->n, count), "file", t->net.file,
                (char *)NULL);
  cli_trade_show_shock(t);
  cli_plain_number(t->theta_low, low);
  cli_plain_number(t->theta_high, high);
  if (has_range(t))
    cli_said_line(out, 0, "Elasticity of trade {low} to {high}; numbers without a range lie in the middle\n", "low",
                  low, "high", high, (char *)NULL);
  else
    cli_said_line(out, 0, "Elasticity of trade {theta}\n", "theta", low, (char *)NULL);
  if (!is_shocked(t)) cli_trade_show_unshocked(t);
  if (is_shocked(t)) fputc('\n', out->stream);
}

static void show_effects(const cli_trade *t)
{
  const cli_body body = {.members = t->n, .member = t->net.actor};
  cli_sheet sheet = {.body = &body, .limit = t->rows};
  double *const loss = malloc((size_t)t->n * sizeof *loss);
  for (int i = 0; loss && i < t->n; i++) loss[i] = fabs(t->welfare[i]);
  sheet.by = loss;
  add_effects(t, &sheet);
  cli_sheet_show(t->call, &sheet);
  free(loss);
}

static void total_text(const cli_trade *t, bool sold, char before[CLI_FINE], char after[CLI_FINE],
                       char change[CLI_FINE])
{
  const double was = cli_trade_abroad(t, t->a.before, t->target, sold),
               is = cli_trade_abroad(t, t->a.flow, t->target, sold);
  cli_plain_number(was, before);
  cli_plain_number(is, after);
  cli_fine_text(was > 0 ? is / was - 1 : NAN, change);
}

/* What the shock multiplies the freeness of the target's sales (or purchases) by; NaN for itself. */
static double *freer_of(const cli_trade *t, bool sold)
{
  double *const freer = malloc((size_t)t->n * sizeof *freer);
  for (int j = 0; freer && j < t->n; j++)
    freer[j] = j == t->target ? NAN : t->freeness[sold ? t->target * t->n + j : j * t->n + t->target];
  return freer;
}

void cli_trade_show_flows(const cli_trade *t)
{
  const host_terminal *const out = &t->call->out;
  const cli_body body = {.members = t->n, .member = t->net.actor};
  cli_sheet sheet = {.body = &body, .limit = t->rows};
  char before[CLI_FINE], after[CLI_FINE], change[CLI_FINE], title[CLI_SAID];
  shares s;
  cli_heading(out, cli_fill(out, "Trade of {name}, before and after", title, sizeof title, "name",
                            t->net.actor[t->target], (char *)NULL));
  total_text(t, true, before, after, change);
  cli_said_line(out, 0, "Exports {before} to {after}, {change}\n", "before", before, "after", after, "change", change,
                (char *)NULL);
  total_text(t, false, before, after, change);
  cli_said_line(out, 0, "Imports {before} to {after}, {change}\n", "before", before, "after", after, "change", change,
                (char *)NULL);
  if (take_shares(t, &s)) {
    double *const both = malloc((size_t)t->n * sizeof *both);
    for (int j = 0; both && j < t->n; j++) both[j] = s.out_before[j] + s.in_before[j];
    sheet.by = both;
    cli_sheet_add(&sheet, "", ENT_SAY("sells there"), s.out_before, false);
    cli_sheet_add(&sheet, "", ENT_SAY("after"), s.out_after, false);
    cli_sheet_add(&sheet, "", ENT_SAY("buys there"), s.in_before, false);
    cli_sheet_add(&sheet, "", ENT_SAY("after"), s.in_after, false);
    double *const freer = cli_has(t->call, CLI_OPTION_RELIEF) ? freer_of(t, true) : NULL;
    cli_sheet_add(&sheet, "", ENT_SAY("freer, times"), freer, true);
    cli_sheet_show(t->call, &sheet);
    free(freer);
    free(both);
  }
  free_shares(&s);
}

/* What one percent more of a trade cost does. */
static void show_elasticities(const cli_trade *t)
{
  const host_terminal *const out = &t->call->out;
  const cli_body body = {.members = t->n, .member = t->net.actor};
  cli_sheet sheet = {.body = &body, .limit = t->rows};
  char title[CLI_SAID];
  const size_t n = (size_t)t->n;
  double *const room = malloc(3 * n * sizeof *room); /* percent per percent, as shares; and both together */
  for (size_t j = 0; room && j < n; j++) {
    room[j] = t->sell_elastic[j] / 100;
    room[n + j] = t->buy_elastic[j] / 100;
    room[2 * n + j] = -room[j] - room[n + j];
  }
  cli_heading(out, cli_fill(out, "Welfare of {name} when trade becomes 1 % dearer", title, sizeof title, "name",
                            t->net.actor[t->target], (char *)NULL));
  if (room) {
    sheet.by = room + 2 * n;
    cli_sheet_add(&sheet, "", ENT_SAY("selling there"), room, false);
    cli_sheet_add(&sheet, "", ENT_SAY("buying there"), room + n, false);
    cli_sheet_show(t->call, &sheet);
  }
  free(room);
}

static const char *number_text(double value, char out[CLI_FINE])
{
  snprintf(out, CLI_FINE, "%.1e", value);
  return out;
}

static void show_certificate(const cli_trade *t)
{
  const host_terminal *const out = &t->call->out;
  const ent_trade_certificate *const c = &t->a.certificate;
  char market[CLI_FINE], steps[CLI_NUMBER], parts[CLI_NUMBER], share[CLI_FINE];
  fputc('\n', out->stream);
  number_text(c->market, market);
  cli_number(c->steps, steps);
  if (t->options.fixed_shares)
    cli_said_line(out, 0, "Not an equilibrium: shares are held as they were, and markets miss by up to {gap}\n", "gap",
                  market, (char *)NULL);
  else if (t->options.deficits == ENT_TRADE_MULTIPLICATIVE)
    cli_said_line(out, 0, "Not an equilibrium: multiplicative deficits leave every market off by {gap}\n", "gap",
                  number_text(c->gap, market), (char *)NULL);
  else if (t->all_hold)
    cli_said_line(out, 0, "An equilibrium: markets clear to {gap} ({steps} steps)\n", "gap", market, "steps", steps,
                  (char *)NULL);
  else
    cli_said_line(out, 0, "Not an equilibrium: after {steps} steps markets still miss by {gap}\n", "gap", market,
                  "steps", steps, (char *)NULL);
  if (c->parts == 1) return;
  cli_fine_text(c->purged, share);
  cli_said_line(
    out, 0,
    "The world falls into {parts} parts that do not trade with one another; wages of different parts cannot be "
    "compared, and deficits without a counterpart were taken away (up to {share} of output)\n",
    "parts", cli_number(c->parts, parts), "share", share, (char *)NULL);
}

static void show_how(const cli_trade *t)
{
  const host_terminal *const out = &t->call->out;
  const ent_trade_certificate *const c = &t->a.certificate;
  char a[CLI_FINE], b[CLI_FINE], n[CLI_FINE], i[CLI_FINE], g[CLI_FINE];
  cli_heading(out, cli_say(out, ENT_SAY("How this was computed")));
  cli_said_line(
    out, 0,
    "Structural gravity of one sector in changes: wages move until every economy sells what it produces; an embargo "
    "is exactly no trade. World output is the unit of money. Welfare is real spending\n",
    (char *)NULL);
  cli_said_line(out, 0, "Deficits: {deficits}; solver: {solver}\n", "deficits",
                ent_trade_deficits_name(t->options.deficits), "solver", ent_trade_solver_name(t->options.solver),
                (char *)NULL);
  cli_said_line(
    out, 0,
    "Largest gaps: markets {market}, purchases {spending}, numeraire {numeraire}, share of own trade {identity}, "
    "budgets {budget}; the certificate allows 1e-10\n",
    "market", number_text(c->market, a), "spending", number_text(c->spending, b), "numeraire",
    number_text(c->numeraire, n), "identity", number_text(c->identity, i), "budget", number_text(c->budget, g),
    (char *)NULL);
}

void cli_trade_show(const void *trade)
{
  const cli_trade *const t = trade;
  show_head(t);
  if (is_shocked(t)) show_effects(t);
  cli_trade_show_flows(t);
  if (t->sell_elastic) show_elasticities(t);
  show_certificate(t);
  if (cli_has(t->call, CLI_OPTION_TRADE_WHY)) show_how(t);
  cli_foot(t->call, cli_say_page(&t->call->out, ent_trade_caveat()));
}

/* ---- for programs -------------------------------------------------------------------------------------------------- */

/* Effects on all, the target's flows in money, and how much freer they are: [6 n]. */
static void flows_of(const cli_trade *t, cli_sheet *s, double *room)
{
  static const char *const key[] = {"sold_before",  "sold_after",    "bought_before",
                                    "bought_after", "freeness_sold", "freeness_bought"};
  const size_t n = (size_t)t->n, k = (size_t)t->target;
  for (size_t j = 0; room && j < n; j++) {
    room[j] = t->a.before[k * n + j];
    room[n + j] = t->a.flow[k * n + j];
    room[2 * n + j] = t->a.before[j * n + k];
    room[3 * n + j] = t->a.flow[j * n + k];
    room[4 * n + j] = t->freeness ? t->freeness[k * n + j] : 1;
    room[5 * n + j] = t->freeness ? t->freeness[j * n + k] : 1;
  }
  for (size_t f = 0; room && f < (t->freeness ? 6 : 4); f++) cli_sheet_add(s, key[f], NULL, room + f * n, true);
  cli_sheet_add(s, "sell_elasticity", NULL, t->sell_elastic, true);
  cli_sheet_add(s, "buy_elasticity", NULL, t->buy_elastic, true);
}

static void json_certificate(const cli_trade *t)
{
  const ent_trade_certificate *const c = &t->a.certificate;
  printf(",\n \"certificate\": {\"holds\": %s, \"settled\": %s, \"steps\": %d", t->all_hold ? "true" : "false",
         c->settled ? "true" : "false", c->steps);
  cli_json_pair("market", c->market);
  cli_json_pair("spending", c->spending);
  cli_json_pair("numeraire", c->numeraire);
  cli_json_pair("identity", c->identity);
  cli_json_pair("budget", c->budget);
  cli_json_pair("gap", c->gap);
  printf(", \"parts\": %d", c->parts);
  cli_json_pair("purged", c->purged);
  putchar('}');
}

void cli_trade_json(const void *trade)
{
  const cli_trade *const t = trade;
  const cli_body body = {.members = t->n, .member = t->net.actor};
  cli_sheet sheet = {.body = &body, .noun = "economy"};
  double *const room = malloc(6 * (size_t)t->n * sizeof *room);
  printf("{\"economies\": %d", t->n);
  cli_json_pair("theta", t->options.theta);
  cli_json_pair("theta_low", t->theta_low);
  cli_json_pair("theta_high", t->theta_high);
  cli_json_pair("supply", t->options.supply);
  cli_json_word("deficits", ent_trade_deficits_name(t->options.deficits));
  printf(", \"fixed_shares\": %s", t->options.fixed_shares ? "true" : "false");
  cli_json_word("target", t->net.actor[t->target]);
  cli_json_word("caveat", ent_trade_caveat());
  json_certificate(t);
  add_effects(t, &sheet);
  flows_of(t, &sheet, room);
  cli_sheet_json(&sheet);
  puts("}");
  free(room);
}

void cli_trade_csv(const void *trade)
{
  const cli_trade *const t = trade;
  const cli_body body = {.members = t->n, .member = t->net.actor};
  cli_sheet sheet = {.body = &body, .noun = "economy"};
  double *const room = malloc(6 * (size_t)t->n * sizeof *room);
  add_effects(t, &sheet);
  flows_of(t, &sheet, room);
  cli_sheet_csv(&sheet);
  free(room);
}

/* ---- the picture ----------------------------------------------------------------------------------------------------- */

ent_status cli_trade_draw(const void *trade, cli_option option, FILE *to, ent_error *err)
{
  const cli_trade *const t = trade;
  const ent_allocator *const memory = &t->net.memory;
  const ent_look look = {.fixed = true, .words = t->call->page_words};
  ent_flow_row row[PICTURE_ROWS];
  ent_drawing drawing = {0};
  int rows = 0;
  (void)option;
  double *const by = malloc((size_t)t->n * sizeof *by);
  for (int j = 0; by && j < t->n; j++) {
    const int out = t->target * t->n + j, in = j * t->n + t->target;
    by[j] = j == t->target ? -1 : t->a.before[out] + t->a.flow[out] + t->a.before[in] + t->a.flow[in];
  }
  int *const order = by ? cli_order(by, t->n) : NULL;
  for (int k = 0; order && k < t->n && rows < PICTURE_ROWS; k++) {
    const int j = order[k], out = t->target * t->n + j, in = j * t->n + t->target;
    if (j == t->target) continue;
    row[rows++] = (ent_flow_row){t->net.actor[j], t->a.before[out], t->a.flow[out], t->a.before[in], t->a.flow[in]};
  }
  const ent_status status = ent_draw_flows(row, rows, t->net.actor[t->target], &look, memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, memory);
  free(order);
  free(by);
  return status;
}
