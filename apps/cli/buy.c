/* buy.c - `entente buy`: whom would it take to pay, and how much, so that the proposal carries? */
#include "base/fail.h"
#include "commands.h"
#include "entente/paths.h"
#include "json.h"
#include "say.h"
#include "sheet.h"
#include "text.h"
#include "traits.h"
#include "votes_chart.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define WAYS 6

typedef struct asking {
  const cli_call *call;
  cli_body body;
  double *price;
  uint64_t ways;
  ent_purchases found;
  ent_relaxation other; /* rule NULL: there is none */
} asking;

static cli_exit read_prices(asking *a)
{
  cli_body *const b = &a->body;
  cli_exit code = cli_body_prices(a->call, b, &b->trait[CLI_TRAIT_PRICE]);
  if (code == CLI_ANSWERED) code = cli_trait_option(a->call, CLI_OPTION_PRICE, CLI_TRAIT_PRICE, true, b);
  a->price = b->trait[CLI_TRAIT_PRICE];
  return code;
}

static cli_exit compute(asking *a)
{
  ent_error err = {.code = ENT_OK};
  ent_set yes = {{0}};
  a->ways = WAYS;
  if (!cli_whole(a->call, CLI_OPTION_LIMIT, 1, ENT_PURCHASES_MAX, &a->ways)) return CLI_INPUT;
  cli_exit code = read_prices(a);
  if (code != CLI_ANSWERED) return code;
  if (!a->body.rule) return cli_refuse(a->call, "buy takes bodies of up to 256 members", (char *)NULL);
  if (ent_rule_buy(a->body.rule, a->price, NULL, (int)a->ways, 0, &a->body.memory, &a->found, &err) != ENT_OK)
    return cli_fail(a->call, &err);
  for (int m = 0; m < a->body.members; m++)
    if (a->price[m] == 0) yes.word[m / 64] |= UINT64_C(1) << m % 64;
  const ent_status status = ent_rule_relax(a->body.rule, &yes, NULL, &a->body.memory, &a->other, &err);
  if (status == ENT_NOMEM) return cli_fail(a->call, &err);
  return CLI_ANSWERED;
}

static bool paid(const ent_purchase *way, int m)
{
  return way->paid.word[m / 64] >> m % 64 & 1;
}

static void names_of(const asking *a, const ent_purchase *way, char *out, size_t room)
{
  const char *const comma = cli_body_comma(&a->body);
  size_t used = 0;
  out[0] = '\0';
  for (int m = 0; m < a->body.members && used + 100 < room; m++)
    if (paid(way, m))
      used += (size_t)snprintf(out + used, room - used, "%s%.80s", used ? comma : "", a->body.member[m]);
}

static void show_ways(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  char text[CLI_SAID * 4], cost[CLI_FINE];
  const ent_purchases *const f = &a->found;
  if (f->found == 0) {
    cli_said_line(t, 0, "No price carries the proposal.\n", (char *)NULL);
    return;
  }
  if (f->way[0].members == 0) {
    cli_said_line(t, 0, "The proposal carries already: nobody has to be moved.\n", (char *)NULL);
    return;
  }
  cli_plain_number(f->way[0].cost, cost);
  fputs(host_style_on(t, HOST_BOLD), t->stream);
  cli_said(t, "The cheapest way to a yes costs {cost}", "cost", cost, (char *)NULL);
  fprintf(t->stream, "%s\n\n", host_style_off(t));
  for (int i = 0; i < f->found; i++) {
    cli_plain_number(f->way[i].cost, cost);
    cli_right(t, cost, 10);
    fputs("  ", t->stream);
    cli_bar(t, f->way[i].cost / f->way[f->found - 1].cost, 12, HOST_ACCENT);
    fputs("  ", t->stream);
    names_of(a, &f->way[i], text, sizeof text);
    host_print_wrapped(t, text, 26, 26);
    fputc('\n', t->stream);
  }
  if (!f->proved) {
    cli_plain_number(f->bound, cost);
    cli_said_line(t, 0, "The search was cut short: no way costs less than {bound}.\n", "bound", cost, (char *)NULL);
  }
}

static void show_rule(const asking *a)
{
  const host_terminal *const t = &a->call->out;
  char rule[CLI_SAID], text[CLI_SAID * 2], plain[CLI_SAID * 2], distance[CLI_FINE];
  if (!a->other.rule || a->other.lowered == 0) return;
  ent_rule_describe(a->other.rule, rule, sizeof rule);
  cli_fine_text(a->other.distance, distance);
  cli_fill(t,
           "Without paying anybody it would carry under the nearest other rule (what is cut of its quotas adds up to "
           "{distance} of a total): {rule}",
           text, sizeof text, "distance", distance, "rule", rule, (char *)NULL);
  cli_plain_text(t, text, plain, sizeof plain);
  fputc('\n', t->stream);
  host_print_wrapped(t, plain, 0, 2);
  fputc('\n', t->stream);
}

static void print_json(const asking *a)
{
  const ent_purchases *const f = &a->found;
  char rule[ENT_RULE_TEXT_MAX];
  cli_body_json(&a->body);
  printf(", \"proved\": %s", f->proved ? "true" : "false");
  cli_json_pair("bound", f->bound);
  fputs(",\n \"ways\": [", stdout);
  for (int i = 0; i < f->found; i++) {
    fputs(i ? ",\n  {\"cost\": " : "\n  {\"cost\": ", stdout);
    cli_json_number(stdout, f->way[i].cost);
    fputs(", \"paid\": [", stdout);
    for (int m = 0, first = 1; m < a->body.members; m++) {
      if (!paid(&f->way[i], m)) continue;
      fputs(first ? "" : ", ", stdout);
      cli_json_text(stdout, a->body.member[m]);
      first = 0;
    }
    fputs("]}", stdout);
  }
  fputs("\n ]", stdout);
  if (a->other.rule) {
    ent_rule_write(a->other.rule, rule, sizeof rule);
    cli_json_word("nearest_rule", rule);
    cli_json_pair("distance", a->other.distance);
  }
  cli_sheet s = {.body = &a->body};
  cli_sheet_add(&s, "price", NULL, a->price, true);
  cli_sheet_json(&s);
  puts("}");
}

static void print_csv(const asking *a)
{
  puts("way,cost,member,price");
  for (int i = 0; i < a->found.found; i++)
    for (int m = 0; m < a->body.members; m++) {
      if (!paid(&a->found.way[i], m)) continue;
      printf("%d,", i + 1);
      cli_json_number(stdout, a->found.way[i].cost);
      putchar(',');
      cli_csv_text(a->body.member[m]);
      putchar(',');
      cli_json_number(stdout, a->price[m]);
      putchar('\n');
    }
}

static cli_exit draw(asking *a)
{
  ent_vote_row *const row = ENT_NEW(&a->body.arena, ent_vote_row, a->body.members);
  const double *const p = a->body.trait[CLI_TRAIT_P];
  ent_power *power = NULL;
  const ent_power_options banzhaf = {.wanted = ENT_POWER_BANZHAF};
  ent_error err = {.code = ENT_OK};
  if (!row) return cli_body_no_memory(a->call);
  if (ent_power_compute(a->body.game, &banzhaf, &a->body.memory, &power, &err) != ENT_OK) power = NULL;
  for (int m = 0; m < a->body.members; m++)
    row[m] = (ent_vote_row){.name = a->body.member[m],
                            .power = power ? power->banzhaf[m] : -1,
                            .yes = p && !isnan(p[m]) ? p[m] : -1,
                            .decides = -1,
                            .cost = a->price[m]};
  ent_power_free(power);
  return cli_votes_chart(a->call, &a->body, row, NULL, 0);
}

cli_exit cli_command_buy(const cli_call *call)
{
  static asking a;
  memset(&a, 0, sizeof a);
  a.call = call;
  cli_exit code = cli_body_open(call, true, true, &a.body);
  if (code == CLI_ANSWERED) code = compute(&a);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_AS_JSON)) {
    print_json(&a);
  } else if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_MEMBERS_CSV)) {
    print_csv(&a);
  } else if (code == CLI_ANSWERED) {
    cli_body_show(call, &a.body);
    show_ways(&a);
    show_rule(&a);
  }
  fflush(stdout);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_VOTE_SVG)) code = draw(&a);
  ent_rule_free(a.other.rule);
  cli_body_close(&a.body);
  return code;
}
