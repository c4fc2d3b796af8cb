/* trade_policy_files.c - sanctions as a choice, for programs and as a picture.
 *
 * A rate that is the ban stands as null in JSON and as an empty cell in CSV. */
#include "trade_policy.h"

#include "entente/draw_trade.h"
#include "json.h"
#include "sheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define BESTS 3

/* What each of the best choices is called in JSON, and its columns. */
static const struct {
  const char *word, *rate, *gain;
} said[CLI_POLICIES][BESTS] = {[CLI_POLICY_FRONTIER] = {{"best", "rate", "gain"}},
                               [CLI_POLICY_OPTIMAL] = {{"uniform", "uniform_rate", "uniform_gain"},
                                                       {"each", "rate", "gain"},
                                                       {"alone", "alone_rate", "alone_gain"}},
                               [CLI_POLICY_NASH] = {{"each", "rate", "gain"}, {"jointly", "joint_rate", "joint_gain"}}};

/* ---- tables -------------------------------------------------------------------------------------------------------------- */

static cli_sheet sheet_of(const cli_policy *p, const cli_body *body)
{
  cli_sheet s = {.body = body, .noun = "economy"};
  if (p->kind == CLI_POLICY_BURDEN) {
    cli_sheet_add(&s, "welfare_before", NULL, p->burden.before, true);
    cli_sheet_add(&s, "transfer", NULL, p->burden.transfer, true);
    return s;
  }
  for (int k = 0; k < p->bests && k < BESTS && said[p->kind][k].word; k++) {
    cli_sheet_add(&s, said[p->kind][k].rate, NULL, p->best[k].o.rate, true);
    cli_sheet_add(&s, said[p->kind][k].gain, NULL, p->best[k].o.gain, true);
  }
  return s;
}

typedef struct column {
  const char *key;
  size_t at; /* in a point */
} column;

static const column columns[] = {
  {"rate", offsetof(ent_trade_point, rate)},        {"loss", offsetof(ent_trade_point, loss)},
  {"pain", offsetof(ent_trade_point, pain)},        {"gain", offsetof(ent_trade_point, gain)},
  {"revenue", offsetof(ent_trade_point, revenue)},  {"price", offsetof(ent_trade_point, price)},
  {"marginal", offsetof(ent_trade_point, marginal)}};
enum { COLUMNS = sizeof columns / sizeof *columns };

static double cell_of(const ent_trade_point *point, int c)
{
  double v;
  memcpy(&v, (const char *)point + columns[c].at, sizeof v);
  return v;
}

/* ---- JSON ---------------------------------------------------------------------------------------------------------------- */

static void json_point(const ent_trade_point *point)
{
  printf("{\"ban\": %s", isinf(point->rate) ? "true" : "false");
  for (int c = 0; c < COLUMNS; c++) cli_json_pair(columns[c].key, cell_of(point, c));
  putchar('}');
}

static void json_best(const cli_policy_best *b, const char *key)
{
  printf(",\n \"%s\": {\"settled\": %s, \"rounds\": %d", key, b->o.settled ? "true" : "false", b->o.rounds);
  if (b->aim.retaliates) cli_json_pair("answer", b->o.answer);
  fputs(", \"at\": ", stdout);
  json_point(&b->o.at);
  putchar('}');
}

static void json_head(const cli_policy *p)
{
  printf("{\"kind\": \"%s\"", cli_policy_name[p->kind]);
  cli_json_word("target", p->t->net.actor[p->s.target]);
  cli_json_word("levy", ent_trade_levy_name(p->s.levy));
  fputs(", \"senders\": [", stdout);
  for (int k = 0; k < p->s.senders; k++) {
    if (k) fputs(", ", stdout);
    cli_json_text(stdout, p->name[k]);
  }
  putchar(']');
  cli_json_pair("theta", p->t->options.theta);
  cli_json_word("deficits", ent_trade_deficits_name(p->t->options.deficits));
  cli_json_pair("willingness", p->willingness);
  cli_json_word("caveat", ent_trade_caveat());
  printf(",\n \"certificate\": {\"holds\": %s, \"settled\": %s, \"solutions\": %d", p->proof.holds ? "true" : "false",
         p->settled ? "true" : "false", p->proof.solutions);
  cli_json_pair("market", p->proof.market);
  putchar('}');
}

static void json_burden(const cli_policy *p)
{
  const ent_trade_burden *const b = &p->burden;
  cli_json_pair("rate", p->rate[0]);
  cli_json_pair("common", b->common);
  cli_json_pair("spread", b->spread);
  cli_json_pair("target_before", b->target_before);
  cli_json_pair("target_after", b->target);
  fputs(",\n \"payments\": [", stdout);
  for (int k = 0; k < b->payments; k++) {
    fputs(k ? ",\n  {\"from\": " : "\n  {\"from\": ", stdout);
    cli_json_text(stdout, p->name[b->payment[k].from]);
    cli_json_word("to", p->name[b->payment[k].to]);
    cli_json_pair("amount", b->payment[k].amount);
    putchar('}');
  }
  putchar(']');
}

void cli_policy_json(const void *policy)
{
  const cli_policy *const p = policy;
  const cli_body body = {.members = p->s.senders, .member = p->name};
  json_head(p);
  for (int k = 0; k < p->bests && k < BESTS && said[p->kind][k].word; k++)
    json_best(&p->best[k], said[p->kind][k].word);
  if (p->kind == CLI_POLICY_FRONTIER) {
    fputs(",\n \"list\": [", stdout);
    for (int k = 0; k < p->rates; k++) {
      fputs(k ? ",\n  " : "\n  ", stdout);
      json_point(&p->point[k]);
    }
    puts("\n ]}");
    return;
  }
  if (p->kind == CLI_POLICY_BURDEN) json_burden(p);
  const cli_sheet sheet = sheet_of(p, &body);
  cli_sheet_json(&sheet);
  puts("}");
}

void cli_policy_csv(const void *policy)
{
  const cli_policy *const p = policy;
  const cli_body body = {.members = p->s.senders, .member = p->name};
  if (p->kind != CLI_POLICY_FRONTIER) {
    const cli_sheet sheet = sheet_of(p, &body);
    cli_sheet_csv(&sheet);
    return;
  }
  for (int c = 0; c < COLUMNS; c++) printf("%s%s", c ? "," : "", columns[c].key);
  putchar('\n');
  for (int k = 0; k < p->rates; k++) {
    for (int c = 0; c < COLUMNS; c++) {
      const double v = cell_of(&p->point[k], c);
      if (c) putchar(',');
      if (isfinite(v)) cli_json_number(stdout, v);
    }
    putchar('\n');
  }
}

/* ---- the picture --------------------------------------------------------------------------------------------------------- */

/* The rates as they stand, the best one among them at its place. */
static int take_rows(const cli_policy *p, ent_frontier_row *row, cli_rate_text *label)
{
  const ent_trade_point *best = p->bests > 0 ? &p->best[0].o.at : NULL;
  int rows = 0;
  for (int k = 0; k <= p->rates; k++) {
    const ent_trade_point *at = k < p->rates ? &p->point[k] : NULL;
    if (best && (!at || best->rate <= at->rate)) {
      cli_policy_rate(&p->t->call->out, best->rate, label[rows].text);
      row[rows] = (ent_frontier_row){isinf(best->rate) ? NULL : label[rows].text, best->loss, best->gain, false, true};
      rows++;
      best = NULL;
    }
    if (!at) break;
    cli_policy_rate(&p->t->call->out, at->rate, label[rows].text);
    const bool ban = isinf(at->rate);
    row[rows] = (ent_frontier_row){p->round[k] && !ban ? label[rows].text : NULL, at->loss, at->gain, ban, false};
    rows++;
  }
  return rows;
}

ent_status cli_policy_draw(const void *policy, cli_option option, FILE *to, ent_error *err)
{
  const cli_policy *const p = policy;
  const ent_allocator *const memory = &p->t->net.memory;
  const ent_look look = {.fixed = true, .words = p->t->call->page_words};
  const size_t most = (size_t)p->rates + 1;
  ent_frontier_row *const row = malloc(most * sizeof *row);
  cli_rate_text *const label = malloc(most * sizeof *label);
  ent_drawing drawing = {0};
  (void)option;
  ent_status status = ENT_NOMEM;
  if (row && label)
    status = ent_draw_frontier(row, take_rows(p, row, label), p->t->net.actor[p->s.target], NULL, &look, memory,
                               &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, memory);
  free(row);
  free(label);
  return status;
}
