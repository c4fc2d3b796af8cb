/* trade_sectors_show.c - the answer of `entente trade sectors`, for a person and for programs. */
#include "trade_sectors.h"

#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"

#include <math.h>
#include <stdlib.h>

/* Said beside the linear sums, in English: for cli_say. */
static const char linear_note[] = ENT_SAY("A linearisation: welfare above is the change itself. The sum is close to it "
                                          "for small shocks only; in parts (--parts) it "
                                          "tends to the logarithm of the change.");

static double worst_gap(const ent_sectors_certificate *c)
{
  const double gap[] = {c->price, c->purchases, c->market, c->spending, c->income, c->labour, c->balance, c->numeraire};
  double worst = 0;
  for (size_t k = 0; k < sizeof gap / sizeof *gap; k++) worst = fmax(worst, gap[k]);
  return worst;
}

static void gap_text(double gap, char out[CLI_FINE])
{
  snprintf(out, CLI_FINE, "%.1e", gap);
}

static void add_effects(const cli_sectors *s, cli_sheet *sheet)
{
  cli_sheet_add(sheet, "welfare", ENT_SAY("welfare"), s->t.welfare, false);
  if (s->range) {
    cli_sheet_add(sheet, "welfare_low", ENT_SAY("lowest"), s->t.low, false);
    cli_sheet_add(sheet, "welfare_high", ENT_SAY("highest"), s->t.high, false);
  }
  cli_sheet_add(sheet, "real_wage", ENT_SAY("real wage"), s->t.real_wage, false);
  cli_sheet_add(sheet, "wage", ENT_SAY("wage"), s->t.wage, false);
  cli_sheet_add(sheet, "price", ENT_SAY("prices"), s->t.price, false);
}

static void add_linear(const cli_sectors *s, cli_sheet *sheet)
{
  cli_sheet_add(sheet, "terms_of_trade_linear", ENT_SAY("terms of trade"), s->sums.terms, false);
  cli_sheet_add(sheet, "volume_of_trade_linear", ENT_SAY("volume of trade"), s->sums.volume, false);
  if (s->freeness || s->cost) cli_sheet_add(sheet, "trade_costs_linear", ENT_SAY("trade costs"), s->sums.costs, false);
  if (s->t.transfer) cli_sheet_add(sheet, "payment_linear", ENT_SAY("payments"), s->sums.payment, false);
  cli_sheet_add(sheet, "welfare_linear", ENT_SAY("their sum"), s->linear, false);
}

/* What sectors of the target sell, sell abroad and buy abroad, and what their goods cost there: new / old - 1. */
typedef struct sectors_of {
  double *room, *sales, *price, *sold, *bought;
} sectors_of;

static bool take_sectors(const cli_sectors *s, sectors_of *out)
{
  const size_t n = (size_t)s->t.n, count = (size_t)s->sectors, k = (size_t)s->t.target;
  double *const room = malloc(4 * count * sizeof *room);
  *out = (sectors_of){room, room, room + count, room + 2 * count, room + 3 * count};
  for (size_t j = 0; room && j < count; j++) {
    double made[2] = {0, 0}, sold[2] = {0, 0}, bought[2] = {0, 0};
    for (size_t i = 0; i < n; i++) {
      const size_t to = (j * n + k) * n + i, from = (j * n + i) * n + k;
      const double old_rate = s->tariff ? s->tariff[to] : 0, rate = s->new_rate ? s->new_rate[to] : old_rate;
      const double was = s->a.before[to] / (1 + old_rate), is = s->a.flow[to] / (1 + rate);
      made[0] += was;
      made[1] += is;
      sold[0] += i == k ? 0 : was;
      sold[1] += i == k ? 0 : is;
      bought[0] += i == k ? 0 : s->a.before[from];
      bought[1] += i == k ? 0 : s->a.flow[from];
    }
    out->sales[j] = made[0] > 0 ? made[1] / made[0] - 1 : NAN;
    out->sold[j] = sold[0] > 0 ? sold[1] / sold[0] - 1 : NAN;
    out->bought[j] = bought[0] > 0 ? bought[1] / bought[0] - 1 : NAN;
    out->price[j] = s->a.price[k * count + j] - 1;
  }
  return room != NULL;
}

static void add_sectors(const sectors_of *of, cli_sheet *sheet)
{
  cli_sheet_add(sheet, "sales", ENT_SAY("sales"), of->sales, false);
  cli_sheet_add(sheet, "exports", ENT_SAY("exports"), of->sold, false);
  cli_sheet_add(sheet, "imports", ENT_SAY("imports"), of->bought, false);
  cli_sheet_add(sheet, "price", ENT_SAY("prices"), of->price, false);
}

static bool is_shocked(const cli_sectors *s)
{
  return s->freeness || s->cost || s->new_rate || s->t.transfer;
}

/* ---- for people -------------------------------------------------------------------------------------------------------- */

static void show_head(const cli_sectors *s)
{
  const host_terminal *const out = &s->t.call->out;
  const char *given[CLI_GIVEN_MAX];
  const int chosen = cli_values(s->t.call, CLI_OPTION_SECTOR, given);
  char count[CLI_NUMBER], sectors[CLI_NUMBER];
  cli_said_line(out, 0, "Trade of {count} economies in {sectors} sectors, {folder}\n", "count",
                cli_number(s->t.n, count), "sectors", cli_number(s->sectors, sectors), "folder", s->folder,
                (char *)NULL);
  cli_trade_show_shock(&s->t);
  for (int k = 0; k < chosen; k++) cli_said_line(out, 0, "In sector {name}\n", "name", given[k], (char *)NULL);
  if (s->rates)
    cli_said_line(out, 0, "New tariffs: {file}\n", "file", cli_value(s->t.call, CLI_OPTION_NEW_TARIFFS), (char *)NULL);
  cli_said_line(out, 0,
                s->options.base == ENT_SECTORS_BALANCED
                  ? ENT_SAY("Changes are against the equilibrium without trade surpluses and deficits\n")
                  : ENT_SAY("Changes are against the equilibrium at the tables' shares and surpluses\n"),
                (char *)NULL);
  if (cli_has(s->t.call, CLI_OPTION_THETA))
    cli_said_line(out, 0, "Elasticity of trade in all sectors: {theta}\n", "theta",
                  cli_value(s->t.call, CLI_OPTION_THETA), (char *)NULL);
  if (s->range)
    cli_said_line(out, 0,
                  "Elasticities go together from their lowest to their highest values; numbers without a range lie in "
                  "the middle\n",
                  (char *)NULL);
  if (!is_shocked(s)) cli_trade_show_unshocked(&s->t);
  if (is_shocked(s)) fputc('\n', out->stream);
}

/* The economies, most touched first, with the figures that add adds. */
static void show_list(const cli_sectors *s, const double *of, void (*add)(const cli_sectors *, cli_sheet *))
{
  const cli_body body = {.members = s->t.n, .member = s->t.net.actor};
  cli_sheet sheet = {.body = &body, .limit = s->t.rows};
  double *const size = malloc((size_t)s->t.n * sizeof *size);
  for (int i = 0; size && i < s->t.n; i++) size[i] = fabs(of[i]);
  sheet.by = size;
  add(s, &sheet);
  cli_sheet_show(s->t.call, &sheet);
  free(size);
}

static void show_linear(const cli_sectors *s)
{
  const host_terminal *const out = &s->t.call->out;
  char parts[CLI_NUMBER];
  cli_heading(out, cli_say(out, ENT_SAY("Welfare, linearised: terms of trade and volume of trade")));
  show_list(s, s->linear, add_linear);
  cli_said_line(out, 0, linear_note, (char *)NULL);
  if (s->parts > 1)
    cli_said_line(out, 0, "The sums run along a path of {parts} parts\n", "parts", cli_number(s->parts, parts),
                  (char *)NULL);
  if (s->sums.unsettled > 0)
    cli_said_line(out, 0, "Not an equilibrium: {parts} parts of the path\n", "parts",
                  cli_number(s->sums.unsettled, parts), (char *)NULL);
}

static void show_sectors(const cli_sectors *s)
{
  const host_terminal *const out = &s->t.call->out;
  const cli_body body = {.members = s->sectors, .member = s->sector};
  cli_sheet sheet = {.body = &body, .limit = s->t.rows};
  char title[CLI_SAID];
  sectors_of of;
  cli_heading(
    out, cli_fill(out, "Sectors of {name}", title, sizeof title, "name", s->t.net.actor[s->t.target], (char *)NULL));
  if (take_sectors(s, &of)) {
    add_sectors(&of, &sheet);
    cli_sheet_show(s->t.call, &sheet);
  }
  free(of.room);
}

static void show_certificate(const cli_sectors *s)
{
  const host_terminal *const out = &s->t.call->out;
  const ent_sectors_certificate *const c = &s->a.certificate;
  char gap[CLI_FINE], steps[CLI_NUMBER], parts[CLI_NUMBER], share[CLI_FINE];
  fputc('\n', out->stream);
  gap_text(worst_gap(c), gap);
  cli_number(c->steps, steps);
  cli_said_line(out, 0,
                s->t.all_hold ? ENT_SAY("An equilibrium: markets clear to {gap} ({steps} steps)\n")
                              : ENT_SAY("Not an equilibrium: after {steps} steps markets still miss by {gap}\n"),
                "gap", gap, "steps", steps, (char *)NULL);
  if (c->parts == 1) return;
  cli_fine_text(c->purged, share);
  cli_said_line(
    out, 0,
    "The world falls into {parts} parts that do not trade with one another; wages of different parts cannot be "
    "compared, and surpluses without a counterpart were taken away (up to {share} of value added)\n",
    "parts", cli_number(c->parts, parts), "share", share, (char *)NULL);
}

static void show_how(const cli_sectors *s)
{
  const host_terminal *const out = &s->t.call->out;
  const ent_sectors_certificate *const c = &s->a.certificate;
  char gap[8][CLI_FINE];
  const double all[] = {c->price, c->purchases, c->market, c->spending, c->income, c->labour, c->balance, c->numeraire};
  for (int k = 0; k < 8; k++) gap_text(all[k], gap[k]);
  cli_heading(out, cli_say(out, ENT_SAY("How this was computed")));
  cli_said_line(out, 0,
                "Structural gravity of many sectors in changes: industries take inputs from one another in fixed "
                "shares of cost, wages move "
                "until every economy sells what it produces; an embargo is exactly no trade. The world's value added "
                "is the unit of money. "
                "Welfare is real income\n",
                (char *)NULL);
  cli_said_line(
    out, 0,
    "Largest gaps: prices {price}, purchases {purchases}, sales {market}, spending {spending}, incomes {income}, wages "
    "{labour}, trade balances {balance}, numeraire {numeraire}; the certificate allows 1e-10\n",
    "price", gap[0], "purchases", gap[1], "market", gap[2], "spending", gap[3], "income", gap[4], "labour", gap[5],
    "balance", gap[6], "numeraire", gap[7], (char *)NULL);
}

void cli_sectors_show(const void *sectors)
{
  const cli_sectors *const s = sectors;
  show_head(s);
  if (is_shocked(s)) {
    show_list(s, s->t.welfare, add_effects);
    show_linear(s);
    show_sectors(s);
  }
  cli_trade_show_flows(&s->t);
  show_certificate(s);
  if (cli_has(s->t.call, CLI_OPTION_TRADE_WHY)) show_how(s);
  cli_foot(s->t.call, cli_say_page(&s->t.call->out, ent_trade_caveat()));
}

/* ---- for programs ------------------------------------------------------------------------------------------------------- */

static void json_certificate(const cli_sectors *s)
{
  const ent_sectors_certificate *const c = &s->a.certificate;
  printf(",\n \"certificate\": {\"holds\": %s, \"settled\": %s, \"steps\": %d", s->t.all_hold ? "true" : "false",
         c->settled ? "true" : "false", c->steps);
  cli_json_pair("price", c->price);
  cli_json_pair("purchases", c->purchases);
  cli_json_pair("market", c->market);
  cli_json_pair("spending", c->spending);
  cli_json_pair("income", c->income);
  cli_json_pair("labour", c->labour);
  cli_json_pair("balance", c->balance);
  cli_json_pair("numeraire", c->numeraire);
  printf(", \"parts\": %d", c->parts);
  cli_json_pair("purged", c->purged);
  putchar('}');
}

static void json_sectors(const cli_sectors *s)
{
  sectors_of of;
  fputs(",\n \"target_sectors\": [", stdout);
  const bool taken = take_sectors(s, &of);
  for (int j = 0; taken && j < s->sectors; j++) {
    printf("%s\n  {\"sector\": ", j ? "," : "");
    cli_json_text(stdout, s->sector[j]);
    cli_json_pair("sales", of.sales[j]);
    cli_json_pair("exports", of.sold[j]);
    cli_json_pair("imports", of.bought[j]);
    cli_json_pair("price", of.price[j]);
    putchar('}');
  }
  fputs("\n ]", stdout);
  free(of.room);
}

void cli_sectors_json(const void *sectors)
{
  const cli_sectors *const s = sectors;
  const cli_body body = {.members = s->t.n, .member = s->t.net.actor};
  cli_sheet sheet = {.body = &body, .noun = "economy"};
  printf("{\"economies\": %d, \"sectors\": %d", s->t.n, s->sectors);
  printf(", \"range\": %s", s->range ? "true" : "false");
  cli_json_word("base", ent_sectors_base_name(s->options.base));
  cli_json_word("target", s->t.net.actor[s->t.target]);
  printf(", \"parts\": %d, \"parts_unsettled\": %d", s->parts, s->sums.unsettled);
  cli_json_word("caveat", ent_trade_caveat());
  cli_json_word("linear", linear_note);
  json_certificate(s);
  add_effects(s, &sheet);
  add_linear(s, &sheet);
  cli_sheet_json(&sheet);
  json_sectors(s);
  puts("}");
}

void cli_sectors_csv(const void *sectors)
{
  const cli_sectors *const s = sectors;
  const cli_body body = {.members = s->t.n, .member = s->t.net.actor};
  cli_sheet sheet = {.body = &body, .noun = "economy"};
  add_effects(s, &sheet);
  add_linear(s, &sheet);
  cli_sheet_csv(&sheet);
}
