/* trade_read.c - from a table and the options to a world of trade and a shock. */
#include "trade.h"

#include "base/fail.h"
#include "say.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>

/* ---- flows ---------------------------------------------------------------------------------------------------------- */

cli_exit cli_trade_flows(const cli_call *call, cli_network *net, double **flow)
{
  const size_t n = (size_t)net->actors;
  double *number = NULL;
  ent_error err = {.code = ENT_OK};
  if (n > ENT_TRADE_MAX) return cli_refuse(call, "the table has more than 2,000 economies", (char *)NULL);
  if (!net->weight) return cli_refuse(call, "the table needs a column of flows (or --weight)", (char *)NULL);
  const cli_exit code = cli_network_numbers(call, net, &number);
  if (code != CLI_ANSWERED) return code;
  *flow = ENT_NEW(&net->arena, double, n *n);
  bool *const met = ENT_NEW(&net->arena, bool, n *n);
  if (!*flow || !met) return cli_network_no_memory(call);
  for (int64_t r = 0; r < net->rows; r++) {
    const size_t at = (size_t)net->tail[r] * n + (size_t)net->head[r];
    if (met[at])
      ent_fail_join(&err, ENT_ARGUMENT, 0, 0, "", "The flow from ", net->actor[net->tail[r]], " to ",
                    net->actor[net->head[r]], " stands here a second time.", (const char *)NULL);
    else if (!(number[r] >= 0 && number[r] < ENT_TRADE_HUGE))
      ent_fail(&err, ENT_ARGUMENT, "", number[r] < 0 ? "A flow is 0 or more." : "A flow is below 1e100.");
    if (err.code != ENT_OK) return cli_network_refuse(call, net, r, &err);
    met[at] = true;
    (*flow)[at] = number[r];
  }
  return CLI_ANSWERED;
}

/* ---- who and whom ----------------------------------------------------------------------------------------------------- */

typedef struct pairs {
  bool *from, *to; /* [n] */
  bool both;
  double value;
} pairs;

static cli_exit refuse_form(const cli_trade *t, cli_option option, const char *text)
{
  return cli_refuse(t->call, "--", cli_option_list[option].name, " takes ", cli_option_list[option].argument,
                    " with names of the table, not \"", text, "\"", (char *)NULL);
}

cli_exit cli_trade_side(const cli_trade *t, cli_option option, const char *text, size_t size, const bool *others,
                        bool *in)
{
  memset(in, 0, (size_t)t->n * sizeof *in);
  while (size > 0) {
    const char *const comma = memchr(text, ',', size);
    const size_t part = comma ? (size_t)(comma - text) : size;
    const char *name = text;
    size_t left = part;
    for (; left > 0 && *name == ' '; left--) name++;
    for (; left > 0 && name[left - 1] == ' '; left--) {
    }
    if (left == 1 && *name == '*') {
      for (int i = 0; i < t->n; i++) in[i] = in[i] || !others || !others[i];
    } else {
      const int i = cli_trade_economy(t, name, left, option);
      if (i < 0) return CLI_INPUT;
      in[i] = true;
    }
    text += part + (comma != NULL);
    size -= part + (comma != NULL);
  }
  return CLI_ANSWERED;
}

static cli_exit read_value(const cli_trade *t, cli_option option, const char *text, const char *whole, double *out)
{
  size_t used = 0;
  if (option == CLI_OPTION_TARIFF) {
    ent_error err = {.code = ENT_OK};
    if (text[0] && cli_trade_tariff(text, out, &err)) return CLI_ANSWERED;
    return cli_refuse(t->call, "--tariff takes ", cli_option_list[option].argument,
                      ", above 100 % with a percent sign (20% or 2000%, not 20), not \"", whole, "\"", (char *)NULL);
  }
  if (ent_number_read(text, strlen(text), out, &used) != ENT_OK) return refuse_form(t, option, whole);
  while (text[used] == ' ') used++;
  if (option == CLI_OPTION_COST && text[used] == '%')
    return cli_refuse(t->call, "--cost takes a factor, 1.1 for 10 % more, not \"", whole, "\"", (char *)NULL);
  return text[used] == '\0' ? CLI_ANSWERED : refuse_form(t, option, whole);
}

static cli_exit read_pairs(const cli_trade *t, cli_option option, const char *text, pairs *p)
{
  const char *const equals = strrchr(text, '='), *const arrow = strchr(text, '>');
  const bool valued = strchr(cli_option_list[option].argument, '=') != NULL;
  const char *const end = valued && equals ? equals : text + strlen(text);
  if (!arrow || arrow > end || valued != (equals != NULL)) return refuse_form(t, option, text);
  p->both = arrow > text && arrow[-1] == '<';
  const size_t left = (size_t)(arrow - text) - p->both, right = (size_t)(end - arrow - 1);
  const bool star_left = left == 1 && text[0] == '*';
  if (left == 0 || right == 0) return refuse_form(t, option, text);
  /* A star means all but those on the other side, so that side is read first; two stars are all pairs. */
  const bool all = star_left && right == 1 && arrow[1] == '*';
  cli_exit code = star_left ? cli_trade_side(t, option, arrow + 1, right, NULL, p->to)
                            : cli_trade_side(t, option, text, left, NULL, p->from);
  if (code == CLI_ANSWERED)
    code = star_left ? cli_trade_side(t, option, text, left, all ? NULL : p->to, p->from)
                     : cli_trade_side(t, option, arrow + 1, right, p->from, p->to);
  if (code != CLI_ANSWERED || !valued) return code;
  return read_value(t, option, equals + 1, text, &p->value);
}

typedef void apply(cli_trade *t, const pairs *p, size_t cell, size_t back);

static bool is_table_of(cli_option option, const char *text)
{
  if (option == CLI_OPTION_TARIFF) return cli_is_table(text);
  return option == CLI_OPTION_FREENESS && !(strchr(text, '>') && strchr(text, '='));
}

/* Calls apply for every cell that one of the option's values names. */
static cli_exit for_pairs(cli_trade *t, cli_option option, apply *set)
{
  static const char *const freeness[] = {"freeness", NULL};
  const char *given[CLI_GIVEN_MAX];
  const int count = cli_values(t->call, option, given);
  const size_t n = (size_t)t->n;
  pairs p = {ENT_NEW(&t->net.arena, bool, n), ENT_NEW(&t->net.arena, bool, n), false, 0};
  if (!p.from || !p.to) return cli_network_no_memory(t->call);
  for (int k = 0; k < count; k++) {
    if (is_table_of(option, given[k])) {
      const bool rates = option == CLI_OPTION_TARIFF;
      const cli_exit read =
        cli_trade_pairs_table(t, option, given[k], rates ? cli_trade_rates : freeness, rates ? t->tariff : t->freeness);
      if (read != CLI_ANSWERED) return read;
      continue;
    }
    const cli_exit code = read_pairs(t, option, given[k], &p);
    bool any = false;
    if (code != CLI_ANSWERED) return code;
    for (size_t i = 0; i < n; i++)
      for (size_t j = 0; j < n; j++) {
        if (i == j || !p.from[i] || !p.to[j]) continue;
        set(t, &p, i * n + j, j * n + i);
        if (p.both) set(t, &p, j * n + i, i * n + j);
        any = true;
      }
    if (!any)
      return cli_refuse(t->call, "--", cli_option_list[option].name, ": \"", given[k],
                        "\" names one economy on both sides; trade crosses a border", (char *)NULL);
  }
  return CLI_ANSWERED;
}

static void set_embargo(cli_trade *t, const pairs *p, size_t cell, size_t back)
{
  (void)p;
  (void)back;
  t->freeness[cell] = 1 - t->share;
}

static void set_freeness(cli_trade *t, const pairs *p, size_t cell, size_t back)
{
  (void)back;
  t->freeness[cell] = p->value;
}

static void set_cost(cli_trade *t, const pairs *p, size_t cell, size_t back)
{
  (void)back;
  t->cost[cell] = p->value;
}

static void set_tariff(cli_trade *t, const pairs *p, size_t cell, size_t back)
{
  (void)back;
  t->tariff[cell] = p->value;
}

static void set_transfer(cli_trade *t, const pairs *p, size_t cell, size_t back)
{
  (void)back;
  t->transfer[cell / (size_t)t->n] -= p->value;
  t->transfer[cell % (size_t)t->n] += p->value;
}

static double *matrix_of(cli_trade *t, size_t count, double value)
{
  double *const m = ENT_NEW(&t->net.arena, double, count);
  for (size_t c = 0; m && c < count; c++) m[c] = value;
  return m;
}

/* ---- relief ------------------------------------------------------------------------------------------------------------- */

/* Where each name of this table stands in the other one; -1: nowhere. */
static void place_names(const cli_trade *t, const cli_network *then, int *place)
{
  for (int i = 0; i < t->n; i++) {
    place[i] = -1;
    for (int k = 0; k < then->actors && place[i] < 0; k++)
      if (strcmp(t->net.actor[i], then->actor[k]) == 0) place[i] = k;
  }
}

/* Freeness then over freeness now, for pairs of this table's names; 0 where one of them is not known or does not trade.
 * then: flows of the other year, or a column `freeness` that holds these ratios. */
static cli_exit compare_years(const cli_trade *t, cli_network *then, double *ratio)
{
  const size_t n = (size_t)t->n, m = (size_t)then->actors;
  double *flow = NULL;
  ent_error err = {.code = ENT_OK};
  const cli_exit code = cli_trade_flows(t->call, then, &flow);
  if (code != CLI_ANSWERED) return code;
  const bool ratios = !then->matrix && then->rows > 0 && strcmp(then->table.column[then->column[0]], "freeness") == 0;
  double *const old = ENT_NEW(&then->arena, double, m *m), *const now = ENT_NEW(&then->arena, double, n *n);
  int *const place = ENT_NEW(&then->arena, int, n);
  if (!old || !now || !place) return cli_network_no_memory(t->call);
  if (!ratios && (ent_trade_freeness((int)m, flow, old, &err) != ENT_OK ||
                  ent_trade_freeness((int)n, t->flow, now, &err) != ENT_OK))
    return cli_fail(t->call, &err);
  place_names(t, then, place);
  ent_trade_freeness_ratio((int)n, ratios ? NULL : now, (int)m, ratios ? flow : old, place, ratio);
  return CLI_ANSWERED;
}

static void set_relief(cli_trade *t, const pairs *p, size_t cell, size_t back)
{
  (void)p;
  if (!(t->ratio[cell] > 0)) {
    t->lacks[0] = t->net.actor[cell / (size_t)t->n];
    t->lacks[1] = t->net.actor[cell % (size_t)t->n];
    return;
  }
  t->freeness[cell] = t->share < 1 ? ent_pow(t->ratio[cell], t->share) : t->ratio[cell];
  t->freeness[back] = t->share < 1 ? ent_pow(t->ratio[back], t->share) : t->ratio[back];
}

static cli_exit read_relief(cli_trade *t)
{
  const char *const path = cli_value(t->call, CLI_OPTION_THEN);
  cli_network then;
  if (cli_has(t->call, CLI_OPTION_RELIEF) != (path != NULL))
    return cli_refuse(t->call, "--relief and --then go together: which pairs, and the table of which year",
                      (char *)NULL);
  if (!path) return CLI_ANSWERED;
  t->ratio = matrix_of(t, (size_t)t->n * (size_t)t->n, 1);
  t->lacks[0] = NULL;
  if (!t->ratio) return cli_network_no_memory(t->call);
  cli_exit code = cli_network_open(t->call, path, &then);
  if (code == CLI_ANSWERED) code = compare_years(t, &then, t->ratio);
  cli_network_close(&then);
  if (code == CLI_ANSWERED) code = for_pairs(t, CLI_OPTION_RELIEF, set_relief);
  if (code == CLI_ANSWERED && t->lacks[0])
    return cli_refuse(t->call, "--relief: ", t->lacks[0], " and ", t->lacks[1],
                      " do not trade in both directions in both tables", (char *)NULL);
  return code;
}

/* ---- the model ------------------------------------------------------------------------------------------------------------ */

bool cli_trade_range(const char *text, double most, double *low, double *high)
{
  const char *const dots = strstr(text, "..");
  const size_t first = dots ? (size_t)(dots - text) : strlen(text);
  size_t used = 0, more = 0;
  if (ent_number_read(text, first, low, &used) != ENT_OK || used != first) return false;
  *high = *low;
  if (dots && (ent_number_read(dots + 2, strlen(dots + 2), high, &more) != ENT_OK || dots[2 + more] != '\0'))
    return false;
  return *low > 0 && *high >= *low && *high <= most;
}

static cli_exit read_theta(cli_trade *t)
{
  const char *const text = cli_value(t->call, CLI_OPTION_THETA);
  t->theta_low = t->theta_high = 4;
  if (text && !cli_trade_range(text, 100, &t->theta_low, &t->theta_high))
    return cli_refuse(t->call, "--theta is a number above 0, at most 100, or a range such as 4..8, not \"", text, "\"",
                      (char *)NULL);
  t->options.theta = (t->theta_low + t->theta_high) / 2;
  return CLI_ANSWERED;
}

cli_exit cli_trade_choice(const cli_trade *t, cli_option option, const char *const *name, int names, int *out)
{
  const char *const text = cli_value(t->call, option);
  if (!text) return CLI_ANSWERED;
  for (*out = 0; *out < names; (*out)++)
    if (strcmp(name[*out], text) == 0) return CLI_ANSWERED;
  char known[CLI_SAID / 2] = "";
  for (int k = 0; k < names; k++) cli_list_name(known, sizeof known, k, name[k]);
  return cli_refuse(t->call, "--", cli_option_list[option].name, " is one of ", known, " here, not \"", text, "\"",
                    (char *)NULL);
}

static cli_exit read_model(cli_trade *t)
{
  static const char *const compat[] = {"ge_gravity", "gegravity", "iamls2025"};
  const char *deficits[ENT_TRADE_DEFICITS], *solver[ENT_TRADE_SOLVERS];
  for (int k = 0; k < ENT_TRADE_DEFICITS; k++) deficits[k] = ent_trade_deficits_name((ent_trade_deficits)k);
  for (int k = 0; k < ENT_TRADE_SOLVERS; k++) solver[k] = ent_trade_solver_name((ent_trade_solver)k);
  int way = 0, how = 0, as = -1;
  size_t used = 0;
  const char *const supply = cli_value(t->call, CLI_OPTION_SUPPLY), *const anchor =
                                                                      cli_value(t->call, CLI_OPTION_ANCHOR);
  cli_exit code = read_theta(t);
  if (code == CLI_ANSWERED) code = cli_trade_choice(t, CLI_OPTION_DEFICITS, deficits, ENT_TRADE_DEFICITS, &way);
  if (code == CLI_ANSWERED) code = cli_trade_choice(t, CLI_OPTION_SOLVER, solver, ENT_TRADE_SOLVERS, &how);
  if (code == CLI_ANSWERED) code = cli_trade_choice(t, CLI_OPTION_COMPAT, compat, 3, &as);
  if (code != CLI_ANSWERED) return code;
  if (supply && (ent_number_read(supply, strlen(supply), &t->options.supply, &used) != ENT_OK || supply[used] != '\0'))
    return cli_refuse(t->call, "--supply is a number from 0 to 100, not \"", supply, "\"", (char *)NULL);
  if ((as == 0 || as == 1) &&
      (t->in_force || cli_has(t->call, CLI_OPTION_TARIFF) || cli_has(t->call, CLI_OPTION_TRANSFER) || supply))
    return cli_refuse(t->call, "--compat: the other program knows neither tariffs, nor transfers, nor supply",
                      (char *)NULL);
  t->options.deficits = (ent_trade_deficits)way;
  t->options.solver = (ent_trade_solver)how;
  t->options.fixed_shares = as == 1;
  if (anchor) t->options.anchor = cli_trade_economy(t, anchor, strlen(anchor), CLI_OPTION_ANCHOR);
  return t->options.anchor < 0 ? CLI_INPUT : CLI_ANSWERED;
}

/* ---- all of it ---- */

static cli_exit read_share(cli_trade *t)
{
  const char *const text = cli_value(t->call, CLI_OPTION_TRADE_SHARE);
  size_t used = 0;
  t->share = 1;
  if (!text) return CLI_ANSWERED;
  bool ok = ent_number_read(text, strlen(text), &t->share, &used) == ENT_OK;
  if (ok && text[used] == '%') {
    t->share /= 100;
    used++;
  }
  ok = ok && text[used] == '\0' && t->share >= 0 && t->share <= 1;
  if (!ok) return cli_refuse(t->call, "--share is a number from 0 to 1, not \"", text, "\"", (char *)NULL);
  if (cli_has(t->call, CLI_OPTION_EMBARGO) || cli_has(t->call, CLI_OPTION_RELIEF)) return CLI_ANSWERED;
  return cli_refuse(t->call, "--share goes with --embargo or --relief", (char *)NULL);
}

static cli_exit read_shock(cli_trade *t)
{
  const size_t cells = (size_t)t->n * (size_t)t->n;
  const bool frees = cli_has(t->call, CLI_OPTION_FREENESS) || cli_has(t->call, CLI_OPTION_EMBARGO) ||
                     cli_has(t->call, CLI_OPTION_RELIEF);
  if ((frees && !(t->freeness = matrix_of(t, cells, 1))) ||
      (cli_has(t->call, CLI_OPTION_COST) && !(t->cost = matrix_of(t, cells, 1))) ||
      (cli_has(t->call, CLI_OPTION_TARIFF) && !(t->tariff = matrix_of(t, cells, 0))) ||
      (cli_has(t->call, CLI_OPTION_TRANSFER) && !(t->transfer = matrix_of(t, (size_t)t->n, 0))))
    return cli_network_no_memory(t->call);
  if (t->tariff && t->in_force) memcpy(t->tariff, t->in_force, cells * sizeof *t->tariff);
  cli_exit code = for_pairs(t, CLI_OPTION_FREENESS, set_freeness);
  if (code == CLI_ANSWERED) code = read_share(t);
  if (code == CLI_ANSWERED) code = read_relief(t);
  if (code == CLI_ANSWERED) code = for_pairs(t, CLI_OPTION_EMBARGO, set_embargo);
  if (code == CLI_ANSWERED) code = for_pairs(t, CLI_OPTION_COST, set_cost);
  if (code == CLI_ANSWERED) code = for_pairs(t, CLI_OPTION_TARIFF, set_tariff);
  if (code == CLI_ANSWERED) code = for_pairs(t, CLI_OPTION_TRANSFER, set_transfer);
  return code;
}

cli_exit cli_trade_shock(cli_trade *t)
{
  const char *const target = cli_value(t->call, CLI_OPTION_TRADE_TARGET);
  t->rows = 20;
  t->target = -1;
  if (!cli_whole(t->call, CLI_OPTION_TRADE_ROWS, 0, 1000000, &t->rows)) return CLI_INPUT;
  const cli_exit code = read_shock(t);
  if (code != CLI_ANSWERED || !target) return code;
  t->target = cli_trade_economy(t, target, strlen(target), CLI_OPTION_TRADE_TARGET);
  return t->target < 0 ? CLI_INPUT : CLI_ANSWERED;
}

cli_exit cli_trade_options(cli_trade *t)
{
  const cli_exit code = read_model(t);
  return code == CLI_ANSWERED ? cli_trade_shock(t) : code;
}
