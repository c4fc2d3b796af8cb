/* trade_calls_test.c - are values from trade what the model says, wherever they are asked for, and is what is wrong told? */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "entente/trade.h"
#include "model/scenario.h"
#include "model/trade_value.h"
#include "study/world.h"
#include "support/tiny_text.h"
#include "support/trade_deal.h"

#define RELIEF "from trade.relief(WEST<>TGT; share 30% to 90%)"
#define EMBARGO "from trade.embargo(RIV<>TGT)"
#define TRANSFER "from trade.transfer(WEST>TGT; amount 2 to 12)"

static const ent_scenario *seal(const char *const *changes)
{
  const ent_allocator memory = tiny_memory();
  const ent_scenario *const s = deal_scenario(&memory, changes);
  assert_non_null(s);
  return s;
}

static void done(const ent_scenario *s)
{
  ent_scenario_free((ent_scenario *)s);
}

static const ent_input *input(const ent_scenario *s, const char *path)
{
  const int i = ent_scenario_find_input(s, path);
  assert_true(i >= 0);
  return &s->input[i];
}

/* ---- what the model says -------------------------------------------------------------------------------------------- */

typedef enum shock { RELIEF_OF, EMBARGO_OF, TRANSFER_OF } shock;

/* Gain of TGT by solving at this elasticity and share or amount, without tables. */
static double solve(shock kind, double theta, double x)
{
  enum { N = DEAL_ECONOMIES };
  const ent_allocator memory = tiny_memory();
  const ent_trade_world world = {.n = N, .flow = deal_flow};
  const ent_trade_options options = {.theta = theta};
  double freeness[N * N], transfer[N] = {0}, spends[N] = {0};
  ent_trade *trade = NULL;
  ent_trade_answer a;
  for (int i = 0; i < N * N; i++) freeness[i] = 1;
  for (int i = 0; i < N * N; i++) spends[i % N] += deal_flow[i];
  if (kind == EMBARGO_OF) freeness[2 * N + 1] = freeness[1 * N + 2] = 1 - x;
  for (int k = 0; kind == RELIEF_OF && k < 4; k += 3)
    freeness[k * N + 1] = freeness[1 * N + k] = ent_pow(deal_ratio, x);
  transfer[1] = x;
  transfer[0] = -x * spends[0] / (spends[0] + spends[3]);
  transfer[3] = -x * spends[3] / (spends[0] + spends[3]);
  const ent_trade_shock change = {.freeness = kind == TRANSFER_OF ? NULL : freeness,
                                  .transfer = kind == TRANSFER_OF ? transfer : NULL};
  assert_int_equal(ent_trade_open(&world, &options, &memory, &trade, NULL), ENT_OK);
  assert_int_equal(ent_trade_solve(trade, &change, &a, NULL), ENT_OK);
  assert_true(a.certificate.holds);
  const double gain = a.welfare[1] - 1;
  ent_trade_close(trade);
  return kind == EMBARGO_OF ? -gain : gain;
}

static void test_curve(void **state)
{
  const char *const changes[] = {"terms.seat.flow=" RELIEF,
                                 "terms.gas.flow=from trade.embargo(RIV<>TGT; share 20%..100%)",
                                 "terms.relief.flow=" TRANSFER, NULL};
  const ent_scenario *const s = seal(changes);
  const ent_allocator memory = tiny_memory();
  ent_arena arena;
  (void)state;
  ent_arena_open(&arena, &memory);
  for (int kind = 0; kind < 3; kind++) {
    const char *const text = strchr(changes[kind == 0 ? 0 : kind == 1 ? 1 : 2], '=') + 1;
    const double low = kind == 0 ? 0.2 : kind == 1 ? 0.2 : 1.5, high = kind == 0 ? 0.95 : kind == 1 ? 1 : 15;
    double worst = 0;
    ent_trade_curve c;
    assert_int_equal(ent_trade_find(s->root, s->tree->table, text, strlen(text), &arena, &c, NULL), ENT_OK);
    for (uint64_t i = 0; i < 60; i++) {
      const double theta = 1 + 19 * ent_uniform(5, i, 1, 0), x = low + (high - low) * ent_uniform(5, i, 2, 0);
      const double want = solve((shock)kind, theta, x), got = ent_trade_curve_value(&c, theta, x);
      const double off = fabs(got / want - 1);
      worst = off > worst ? off : worst;
    }
    printf("kind %d: interpolation within %.1e of a solution\n", kind, worst);
    assert_true(worst < 1e-6);
  }
  ent_arena_close(&arena);
  done(s);
}

static void test_known(void **state)
{
  const char *const changes[] = {"trade.theta=5",
                                 "deal.outside.rival_tie=from  trade.embargo( RIV <>TGT;of TGT;share 40% )",
                                 "terms.seat.flow=from trade.transfer(PRO>TGT, ALY > TGT; amount 6)",
                                 "consents.LEAGUE.ALY.dependence=from trade.embargo(RIV<>TGT; of TGT; per 50%)", NULL};
  const ent_scenario *const s = seal(changes);
  (void)state;
  const ent_input *const tie = input(s, "deal.outside.rival_tie"), *const seat = input(s, "terms.seat.flow");
  assert_int_equal(tie->dist.kind, ENT_DIST_KNOWN);
  assert_true(fabs(tie->dist.a / solve(EMBARGO_OF, 5, 0.4) - 1) < 1e-6);
  assert_int_equal(seat->dist.kind, ENT_DIST_KNOWN);
  assert_true(fabs(seat->dist.a / solve(TRANSFER_OF, 5, 6) - 1) < 1e-6);
  assert_true(fabs(input(s, "consents.LEAGUE.ALY.dependence")->dist.a / (solve(EMBARGO_OF, 5, 1) / 0.5) - 1) < 1e-6);
  assert_non_null(
    strstr(tie->words, "loss of real spending of Target in the trade model, elasticity 5.0 to 5.0; long run"));
  assert_non_null(strstr(seat->words, "gain of real spending of Target"));
  assert_string_equal(seat->citation, "flows.csv (Made up, flows)");
  assert_string_equal(seat->text, "from trade.transfer(PRO>TGT, ALY > TGT; amount 6)");
  assert_int_equal(seat->stream, seat->name);
  done(s);
}

/* ---- how they are drawn --------------------------------------------------------------------------------------------- */

static double drawn(const ent_scenario *s, uint64_t draw, const char *path)
{
  return ent_input_drawn(s, 3, draw, ent_scenario_find_input(s, path));
}

/* Two numbers that fall with the elasticity move together: each is the model's at one and the same elasticity. */
static void test_together(void **state)
{
  const char *const changes[] = {"deal.outside.rival_tie=" EMBARGO, "terms.gas.flow=from trade.relief(WEST<>TGT)",
                                 "terms.base.flow=" TRANSFER, NULL};
  const ent_scenario *const s = seal(changes);
  (void)state;
  assert_true(input(s, "deal.outside.rival_tie")->together && input(s, "terms.gas.flow")->together);
  assert_false(input(s, "terms.base.flow")->together);
  assert_int_equal(input(s, "deal.outside.rival_tie")->stream, input(s, "terms.gas.flow")->stream);
  assert_int_equal(input(s, "terms.base.flow")->stream, input(s, "terms.base.flow")->name);
  for (uint64_t draw = 0; draw < 40; draw++) {
    const double z = ent_normal_quantile(ent_uniform(3, draw, ent_name_hash("trade.values", 12), 0));
    const double theta = ent_dist_value(&input(s, "trade.theta")->dist, -z, 0);
    const double tie = drawn(s, draw, "deal.outside.rival_tie"), gas = drawn(s, draw, "terms.gas.flow");
    assert_true(fabs(tie / solve(EMBARGO_OF, theta, 1) - 1) < 2e-4); /* the knots' own resolution */
    assert_true(fabs(gas / solve(RELIEF_OF, theta, 1) - 1) < 2e-4);
  }
  done(s);
}

/* What correlates has its own scores, and its partner's say. */
static void test_correlated(void **state)
{
  const char *const changes[] = {"terms.seat.flow=from trade.relief(WEST<>TGT)", "deal.outside.rival_tie=" EMBARGO,
                                 NULL};
  const ent_scenario *const s = seal(changes);
  (void)state;
  const ent_input *const seat = input(s, "terms.seat.flow");
  assert_true(seat->together);
  assert_int_equal(seat->stream, seat->name);
  assert_int_not_equal(input(s, "deal.outside.rival_tie")->stream, input(s, "deal.outside.rival_tie")->name);
  done(s);
}

static int by_size(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Share and elasticity uncertain: the quantiles are those of many draws of both. */
static void test_both(void **state)
{
  enum { DRAWS = 200000 };
  static double x[DRAWS];
  const char *const changes[] = {"terms.gas.flow=" RELIEF, NULL};
  const ent_scenario *const s = seal(changes);
  const ent_allocator memory = tiny_memory();
  ent_arena arena;
  ent_trade_curve c;
  (void)state;
  ent_arena_open(&arena, &memory);
  assert_int_equal(ent_trade_find(s->root, s->tree->table, RELIEF, strlen(RELIEF), &arena, &c, NULL), ENT_OK);
  for (uint64_t i = 0; i < DRAWS; i++)
    x[i] = ent_trade_curve_at(&c, ent_normal_quantile(ent_uniform(9, i, 1, 0)),
                              ent_normal_quantile(ent_uniform(9, i, 2, 0)));
  qsort(x, DRAWS, sizeof *x, by_size);
  const int at = ent_scenario_find_input(s, "terms.gas.flow");
  const double spread = x[DRAWS * 95 / 100] - x[DRAWS * 5 / 100];
  for (int p = 5; p <= 95; p += 5)
    assert_true(fabs(ent_input_quantile(s, at, p / 100.0) - x[DRAWS * p / 100]) < 0.006 * spread);
  for (int k = 1; k < ENT_KNOTS; k++) assert_true(s->input[at].dist.knot[k] >= s->input[at].dist.knot[k - 1]);
  ent_arena_close(&arena);
  done(s);
}

/* ---- where it is asked for ------------------------------------------------------------------------------------------ */

static ent_status seal_again(const ent_scenario *s, const char *path, const char *text, ent_scenario **out,
                             ent_error *err)
{
  const ent_allocator memory = tiny_memory();
  const uint8_t *data = NULL;
  size_t size = 0;
  ent_builder *b = NULL;
  int found = 0;
  ent_scenario_snapshot(s, &data, &size);
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(ent_builder_load(b, data, size, NULL), ENT_OK);
  if (path) assert_int_equal(ent_builder_set(b, path, text, NULL), ENT_OK);
  assert_int_equal(ent_builder_trade(b, NULL, NULL, err, 1, &found), ENT_OK); /* without flows nothing happens */
  const ent_status status = ent_scenario_seal(b, &memory, out, err, 1, &found);
  ent_builder_close(b);
  return status;
}

/* A snapshot needs no flows; another elasticity neither; what was not computed is told. */
static void test_snapshot(void **state)
{
  const char *const changes[] = {"terms.gas.flow=" RELIEF, "deal.outside.rival_tie=" EMBARGO, NULL};
  const char *const known[] = {"trade.theta=5", "terms.gas.flow=" RELIEF, "deal.outside.rival_tie=" EMBARGO, NULL};
  const ent_scenario *const s = seal(changes), *const at_five = seal(known);
  ent_scenario *again = NULL;
  uint8_t digest[2][32];
  ent_error err;
  (void)state;
  assert_int_equal(seal_again(s, NULL, NULL, &again, &err), ENT_OK);
  ent_scenario_digest(s, digest[0]);
  ent_scenario_digest(again, digest[1]);
  assert_memory_equal(digest[0], digest[1], 32);
  assert_memory_equal(input(s, "terms.gas.flow")->dist.knot, input(again, "terms.gas.flow")->dist.knot,
                      ENT_KNOTS * sizeof(double));
  done(again);
  assert_int_equal(seal_again(s, "trade.theta", "5", &again, &err), ENT_OK);
  assert_true(input(again, "deal.outside.rival_tie")->dist.a == input(at_five, "deal.outside.rival_tie")->dist.a);
  done(again);
  assert_int_equal(seal_again(s, "terms.gas.flow", "from trade.relief(PRO<>TGT)", &again, &err), ENT_REFERENCE);
  assert_non_null(strstr(err.message, "was not computed when the file was made"));
  assert_string_equal(err.path, "terms.gas.flow");
  assert_int_equal(seal_again(s, "trade.deficits", "balanced", &again, &err), ENT_REFERENCE);
  assert_int_equal(seal_again(s, "deal.target", "NEU", &again, &err), ENT_REFERENCE);
  done(s);
  done(at_five);
}

/* Computed again after a change: the table is replaced. */
static void test_again(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *const b = deal_builder(&memory, (const char *const[]){"terms.gas.flow=" EMBARGO, NULL});
  ent_scenario *s = NULL;
  ent_error err;
  int found = -1;
  const char *flows = NULL, *then = NULL;
  ent_place at[2];
  (void)state;
  assert_true(ent_builder_wants_trade(b, &flows, &then, &at[0], &at[1]));
  assert_string_equal(flows, "flows.csv");
  assert_string_equal(then, "then.csv");
  assert_true(at[0].line > 0 && at[1].column > at[0].column);
  assert_int_equal(ent_builder_trade(b, &deal_flows, &deal_then, &err, 1, &found), ENT_OK);
  assert_int_equal(found, 0);
  assert_int_equal(ent_builder_set(b, "terms.gas.flow", "from trade.embargo(*<>TGT; share 0.5)", NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &err, 1, &found), ENT_REFERENCE);
  assert_int_equal(ent_builder_trade(b, &deal_flows, &deal_then, &err, 1, &found), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, &err, 1, &found), ENT_OK);
  assert_true(ent_table_find(s->tree->table, ENT_TRADE_TABLE)->rows == 1);
  done(s);
  ent_builder_close(b);
}

/* What explains a value is what it was made of. */
static void test_explained(void **state)
{
  const char *const changes[] = {"terms.gas.flow=from trade.relief(WEST<>TGT; share 30% to 90%; per 20%)",
                                 "terms.base.flow=" TRANSFER, "deal.outside.rival_tie=" EMBARGO, "terms.seat.flow=0.5",
                                 NULL};
  const ent_scenario *const s = seal(changes);
  ent_input_trade t = {.solves = 7};
  (void)state;
  assert_false(ent_scenario_input_trade(s, ent_scenario_find_input(s, "terms.seat.flow"), &t));
  assert_false(ent_scenario_input_trade(s, -1, &t));
  assert_false(ent_scenario_input_trade(s, ent_scenario_inputs(s), &t));
  assert_int_equal(t.solves, 7);
  assert_true(ent_scenario_input_trade(s, ent_scenario_find_input(s, "terms.gas.flow"), &t));
  assert_int_equal(t.kind, 'r');
  assert_int_equal(t.solves, 81);
  assert_true(t.gap >= 0 && t.gap <= ENT_TRADE_GAP && t.per == 0.2);
  assert_true(t.theta[0] < t.theta[1] && t.theta[1] < t.theta[2] && t.value[0] > t.value[2]);
  assert_true(fabs(t.value[1] * t.per / solve(RELIEF_OF, t.theta[1], t.range) - 1) < 1e-6);
  assert_string_equal(t.pairs, "PRO,ALY<>TGT");
  assert_string_equal(t.who, "TGT");
  assert_string_equal(t.flows, "flows.csv");
  assert_string_equal(t.then, "then.csv");
  assert_string_equal(t.deficits, "additive");
  assert_true(ent_scenario_input_trade(s, ent_scenario_find_input(s, "terms.base.flow"), &t));
  assert_int_equal(t.kind, 't');
  assert_non_null(strstr(t.pairs, "PRO>TGT=0.6"));
  assert_true(fabs(t.range - sqrt(24)) < 1e-9 && t.per == 1);
  assert_true(ent_scenario_input_trade(s, ent_scenario_find_input(s, "deal.outside.rival_tie"), &t));
  assert_true(t.kind == 'e' && t.range == 1 && t.solves == 9);
  done(s);
}

/* ---- what is wrong -------------------------------------------------------------------------------------------------- */

static void test_errors(void **state)
{
  static const struct {
    const char *text;
    ent_status code;
    int column;
    const char *says;
  } wrong[] = {
    {"from trade.releif(PRO<>TGT)", ENT_SYNTAX, 12, "did you mean \"relief\""},
    {"from trade.relief(WESTS<>TGT)", ENT_REFERENCE, 19, "did you mean \"WEST\""},
    {"from trade.relief(PRO<>TGT", ENT_SYNTAX, 27, "closing parenthesis"},
    {"from trade.relief(PRO<>TGT) 2", ENT_SYNTAX, 29, "ends with its parenthesis"},
    {"from trade.relief(PRO TGT)", ENT_SYNTAX, 23, "> (one way) or <> (both ways)"},
    {"from trade.relief(>TGT)", ENT_SYNTAX, 19, "An economy, a group or *"},
    {"from trade.relief(TGT<>TGT)", ENT_ARGUMENT, 19, "no two different economies"},
    {"from trade.relief(RIV<>TGT)", ENT_REFERENCE, 19, "does not say how free trade was between RIV and TGT"},
    {"from trade.relief(PRO<>TGT; shares 0.4)", ENT_SYNTAX, 29, "did you mean \"share\""},
    {"from trade.relief(PRO<>TGT; share 0.4; share 0.5)", ENT_SYNTAX, 40, "stands once"},
    {"from trade.relief(PRO<>TGT; amount 4)", ENT_ARGUMENT, 29, "Relief and embargo take a share"},
    {"from trade.relief(PRO<>TGT; share 1.4)", ENT_ARGUMENT, 35, "a share or probability"},
    {"from trade.relief(PRO<>TGT; share)", ENT_SYNTAX, 34, "number"},
    {"from trade.relief(PRO<>TGT; of XYZ)", ENT_REFERENCE, 32, "no economy or group \"XYZ\""},
    {"from trade.relief(PRO<>TGT; of )", ENT_SYNTAX, 32, "After `of`"},
    {"from trade.relief(PRO<>TGT; per)", ENT_SYNTAX, 32, "After `per`"},
    {"from trade.relief(PRO<>TGT; per 0)", ENT_ARGUMENT, 33, "`per` lies between"},
    {"from trade.transfer(PRO>TGT)", ENT_ARGUMENT, 1, "has an amount a year"},
    {"from trade.transfer(PRO<>TGT; amount 3)", ENT_ARGUMENT, 21, "goes one way"},
    {"from trade.relief(NOBODY<>TGT)", ENT_ARGUMENT, 19, "The group \"NOBODY\" has no members"},
    {"from trade.relief(ELSEWHERE<>TGT)", ENT_REFERENCE, 19, "group \"ELSEWHERE\"; they have PRO, "},
    {"from trade.transfer(TGT>PRO; amount 99999)", ENT_NUMERIC, 0, "has no answer here"},
  };
  const ent_allocator memory = tiny_memory();
  (void)state;
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    ent_error err[2] = {{.code = ENT_OK}};
    int found = 0;
    ent_builder *const b = deal_builder(&memory, (const char *const[]){NULL});
    /* in a place that the file has, so that columns can be told: a text in quotes, whose first column is the quote's */
    assert_int_equal(ent_builder_set(b, "terms.gas.flow", wrong[i].text, NULL), ENT_OK);
    ent_node *const n = (ent_node *)ent_node_at(b->root, "terms.gas.flow");
    n->at = (ent_place){7, 1};
    const ent_status status = ent_builder_trade(b, &deal_flows, &deal_then, err, 2, &found);
    if (status != wrong[i].code || !strstr(err[0].message, wrong[i].says) || found != 1 || err[0].line != 7 ||
        (wrong[i].column > 0 && err[0].column != wrong[i].column) || strcmp(err[0].path, "terms.gas.flow") != 0)
      fail_msg("%s: %s, %d found, %d:%d %s: %s", wrong[i].text, ent_status_name(status), found, err[0].line,
               err[0].column, err[0].path, err[0].message);
    ent_builder_close(b);
  }
}

static ent_status compute(const char *const *changes, const ent_trade_table *flows, const ent_trade_table *then,
                          ent_error *err)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *const b = deal_builder(&memory, changes);
  ent_scenario *s = NULL;
  int found = 0;
  ent_status status = ent_builder_trade(b, flows, then, err, 1, &found);
  if (status == ENT_OK) status = ent_scenario_seal(b, &memory, &s, err, 1, &found);
  ent_builder_close(b);
  if (status == ENT_OK) done(s);
  return status;
}

static void check_says(const char *const *changes, const ent_trade_table *flows, const ent_trade_table *then,
                       ent_status code, const char *says)
{
  ent_error err = {.code = ENT_OK};
  const ent_status status = compute(changes, flows, then, &err);
  if (status != code || !strstr(err.message, says)) fail_msg("%s: %s: %s", says, ent_status_name(status), err.message);
}

static void test_settings(void **state)
{
  const char *const column[] = {"exporter", "importer", "value"}, *const flow[] = {"exporter", "importer", "flow"};
  const char *const cell[] = {"PRO", "TGT", "-3", "PRO", "TGT", "4"}, *const twice[] = {"PRO", "TGT", "3",
                                                                                        "PRO", "TGT", "4"};
  const char *const alone[] = {"PRO", "PRO", "3", "TGT", "TGT", "4"};
  const ent_trade_table no_flow = {"flows.csv", 2, 3, column, NULL, cell},
                        negative = {"flows.csv", 2, 3, flow, NULL, cell}, pair = {"flows.csv", 2, 3, flow, NULL, twice},
                        apart = {"flows.csv", 2, 3, flow, NULL, alone};
  const char *const relief[] = {"terms.gas.flow=from trade.relief(WEST<>TGT)", NULL};
  const char *const embargo[] = {"terms.gas.flow=from trade.embargo(PRO<>TGT)", NULL};
  const char *const share[] = {"consents.LEAGUE.ALY.dependence=from trade.transfer(TGT>PRO; amount 2)", NULL};
  const char *const large[] = {"consents.LEAGUE.ALY.dependence=" EMBARGO "", "trade.theta=2", NULL};
  const char *const wide[] = {"trade.theta=0.5 to 8", NULL}, *const word[] = {"trade.deficits=balance", NULL};
  const char *const groups[] = {"terms.gas.flow=" EMBARGO, "trade.groups=WEST", NULL};
  const char *const away[] = {"PRO", "PRO", "3", "RIV", "RIV", "4"};
  const ent_trade_table absent = {"flows.csv", 2, 3, flow, NULL, away};
  const char *const other[] = {"terms.gas.flow=from trade.embargo(PRO<>RIV)", NULL};
  (void)state;
  check_says(relief, &deal_flows, NULL, ENT_REFERENCE, "Relief needs the field then");
  check_says(relief, &deal_flows, &deal_flows, ENT_OK, ""); /* as free as then: a gain of 0 */
  check_says(relief, &deal_flows, &no_flow, ENT_ARGUMENT, "and flow or freeness");
  check_says(embargo, &no_flow, NULL, ENT_ARGUMENT, "exporter, importer and flow");
  check_says(embargo, &negative, NULL, ENT_ARGUMENT, "A flow is 0 or more, not \"-3\"");
  check_says(embargo, &pair, NULL, ENT_ARGUMENT, "a second time");
  check_says(embargo, &apart, NULL, ENT_OK, ""); /* nothing to lose */
  check_says(embargo, NULL, NULL, ENT_REFERENCE, "was not computed");
  check_says(share, &deal_flows, NULL, ENT_ARGUMENT,
             "a share or probability between 0 and 1; from trade it is about -0.0");
  check_says(large, &deal_flows, NULL, ENT_OK, "");
  check_says(wide, &deal_flows, NULL, ENT_ARGUMENT, "The elasticity of trade lies between 1 and 20");
  check_says(word, &deal_flows, NULL, ENT_SCHEMA, "did you mean \"balanced\"");
  check_says(groups, &deal_flows, NULL, ENT_SCHEMA, "Groups are a map from names to lists");
  check_says(other, &absent, NULL, ENT_REFERENCE, "The deal's target is no economy of the flows");
}

/* The table of an archive in place of the flows: taken as it is, and refused where it is not what was asked or not whole. */
static void test_computed(void **state)
{
  const char *const gas[] = {"terms.gas.flow=" RELIEF, NULL}, *const other[] = {"terms.gas.flow=" EMBARGO, NULL};
  const ent_scenario *const s = seal(gas);
  const ent_table *const t = ent_table_find(s->tree->table, ENT_TRADE_TABLE);
  const char *cell[ENT_TRADE_COLUMNS];
  (void)state;
  memcpy(cell, t->cell, sizeof cell);
  const ent_trade_table whole = {"flows.csv", 1, t->columns, t->column, t->source, cell};
  assert_true(ent_trade_table_computed(&whole));
  assert_false(ent_trade_table_computed(&deal_flows));
  check_says(gas, &whole, NULL, ENT_OK, "");
  check_says(other, &whole, NULL, ENT_REFERENCE, "was not computed");
  const char *const bad[][2] = {{"value", "1 2 3"}, {"value", "x"}, {"low", "1"},
                                {"low", ""},        {"range", "2"}, {"settings", "0"}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    const int c = ent_table_column(t, bad[i][0]);
    cell[c] = bad[i][1];
    check_says(gas, &whole, NULL, ENT_REFERENCE, "was not computed");
    cell[c] = t->cell[c];
  }
  done(s);
}

static void test_balanced(void **state)
{
  const char *const additive[] = {"trade.theta=4", "terms.gas.flow=" EMBARGO, NULL};
  const char *const balanced[] = {"trade.theta=4", "terms.gas.flow=" EMBARGO, "trade.deficits=balanced", NULL};
  const ent_scenario *const a = seal(additive), *const b = seal(balanced);
  (void)state;
  assert_true(fabs(input(a, "terms.gas.flow")->dist.a - input(b, "terms.gas.flow")->dist.a) > 1e-6);
  done(a);
  done(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_curve),      cmocka_unit_test(test_known),     cmocka_unit_test(test_together),
    cmocka_unit_test(test_correlated), cmocka_unit_test(test_both),      cmocka_unit_test(test_snapshot),
    cmocka_unit_test(test_again),      cmocka_unit_test(test_errors),    cmocka_unit_test(test_settings),
    cmocka_unit_test(test_balanced),   cmocka_unit_test(test_explained), cmocka_unit_test(test_computed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
