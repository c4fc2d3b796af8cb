/* trade_shown_test.c - do the tables for pictures hold what the solver says, and only where a deal's terms rest on it? */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "draw/answer_trade.h"
#include "entente/study.h"
#include "entente/trade_policy.h"
#include "model/scenario.h"
#include "model/trade_shown.h"
#include "model/trade_value.h"
#include "support/tiny_text.h"
#include "support/trade_deal.h"

enum { N = DEAL_ECONOMIES, TARGET = 1 };

static ent_scenario *seal(const char *const *changes)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = (ent_scenario *)deal_scenario(&memory, changes);
  assert_non_null(s);
  return s;
}

static ent_trade *open_trade(double theta)
{
  const ent_allocator memory = tiny_memory();
  const ent_trade_world world = {.n = N, .flow = deal_flow};
  const ent_trade_options options = {.theta = theta};
  ent_trade *trade = NULL;
  assert_int_equal(ent_trade_open(&world, &options, &memory, &trade, NULL), ENT_OK);
  return trade;
}

static const char *const asked[] = {"trade.theta=5", "terms.seat.flow=from trade.relief(WEST<>TGT; share 50%)",
                                    "terms.gas.flow=from trade.transfer(PRO>TGT; amount 6)",
                                    "deal.outside.rival_tie=from trade.embargo(RIV<>TGT)", NULL};

static void test_partners(void **state)
{
  ent_scenario *const s = seal(asked);
  ent_trade *const trade = open_trade(5);
  double freeness[N * N], transfer[N] = {0}, sold = 0;
  ent_trade_answer a;
  ent_trade_partner p;
  (void)state;
  for (int i = 0; i < N * N; i++) freeness[i] = 1;
  for (int k = 0; k < 4; k += 3) freeness[k * N + 1] = freeness[1 * N + k] = sqrt(deal_ratio);
  transfer[0] = -6;
  transfer[1] = 6;
  const ent_trade_shock shock = {.freeness = freeness, .transfer = transfer};
  assert_int_equal(ent_trade_solve(trade, &shock, &a, NULL), ENT_OK);
  assert_int_equal(ent_scenario_trade_partners(s), N - 1); /* all of them: no row of others */
  double before = INFINITY;
  for (int k = 0; ent_scenario_trade_partner(s, k, &p); k++) {
    assert_non_null(p.name);
    assert_true(p.sold_before + p.bought_before <= before); /* the largest first */
    before = p.sold_before + p.bought_before;
    sold += p.sold_after;
  }
  double wanted = 0;
  for (int j = 0; j < N; j++) wanted += j == TARGET ? 0 : a.flow[TARGET * N + j];
  assert_true(fabs(sold - wanted) < 0.05 * N);
  assert_false(ent_scenario_trade_partner(s, N - 1, &p));
  assert_false(ent_scenario_trade_partner(s, -1, &p));
  ent_trade_close(trade);
  ent_scenario_free(s);
}

static void test_rates(void **state)
{
  ent_scenario *const s = seal(asked);
  ent_trade *const trade = open_trade(5);
  const int sender[] = {0, 3}, rates = ent_scenario_trade_rates(s);
  const ent_trade_sanction sanction = {.sender = sender, .senders = 2, .target = TARGET, .levy = ENT_TRADE_LEVY_TARIFF};
  (void)state;
  assert_true(rates > 10);
  for (int k = 0; k < rates; k++) {
    ent_trade_levied at;
    ent_trade_point want;
    assert_true(ent_scenario_trade_rate(s, k, &at));
    assert_int_equal(at.rate < INFINITY, k < rates - 1); /* a ban ends it */
    assert_int_equal(ent_trade_frontier(trade, &sanction, &at.rate, 1, &want, NULL, NULL, NULL), ENT_OK);
    assert_true(fabs(at.loss - want.loss) < 1e-6);
    assert_true(fabs(at.gain - want.gain) < 0.02);
    assert_true(fabs(at.pain - want.pain) < 0.02);
  }
  ent_trade_close(trade);
  ent_scenario_free(s);
}

static void test_senders(void **state)
{
  ent_scenario *const s = seal(asked);
  ent_trade *const trade = open_trade(5);
  const ent_allocator memory = tiny_memory();
  const int member[] = {0, 3};
  ent_trade_coalitions *all = NULL;
  double sum = 0;
  ent_trade_sender m;
  (void)state;
  assert_int_equal(ent_trade_coalitions_find(trade, TARGET, member, 2, NULL, &memory, &all, NULL), ENT_OK);
  assert_int_equal(ent_scenario_trade_senders(s), 2);
  for (int k = 0; ent_scenario_trade_sender(s, k, &m); k++) {
    const int place = fabs(m.shapley - all->shapley[0]) < 1e-7 ? 0 : 1;
    assert_true(fabs(m.shapley - all->shapley[place]) < 1e-7);
    assert_true(fabs(m.cost - all->cost[place]) < 1e-7);
    assert_true(fabs(m.alone - all->alone[place]) < 1e-7);
    assert_true(fabs(m.last - all->last[place]) < 1e-7);
    sum += m.shapley;
  }
  assert_true(fabs(sum - all->all) < 1e-7);
  ent_trade_coalitions_free(all, &memory);
  ent_trade_close(trade);
  ent_scenario_free(s);
}

/* No call, or only one outside of the terms: nothing to show. */
static void test_none(void **state)
{
  static const char *const outside[] = {"deal.outside.rival_tie=from trade.embargo(RIV<>TGT)", NULL};
  static const char *const nothing[] = {NULL};
  const char *const *const changes[] = {outside, nothing};
  (void)state;
  for (int k = 0; k < 2; k++) {
    ent_scenario *const s = seal(changes[k]);
    assert_int_equal(ent_scenario_trade_partners(s), 0);
    assert_int_equal(ent_scenario_trade_rates(s), 0);
    assert_int_equal(ent_scenario_trade_senders(s), 0);
    ent_scenario_free(s);
  }
}

/* A transfer alone has partners, but nobody whose relief it would be. */
static void test_transfer_only(void **state)
{
  static const char *const changes[] = {"terms.gas.flow=from trade.transfer(PRO>TGT; amount 6)", NULL};
  ent_scenario *const s = seal(changes);
  (void)state;
  assert_int_equal(ent_scenario_trade_partners(s), N - 1);
  assert_int_equal(ent_scenario_trade_rates(s), 0);
  assert_int_equal(ent_scenario_trade_senders(s), 0);
  ent_scenario_free(s);
}

/* Forged rows: numbers that are none are no row, and a table of other columns has none. */
static void test_forged(void **state)
{
  ent_scenario *const s = seal(asked);
  ent_table *const t = (ent_table *)ent_table_find(s->tree->table, ENT_TRADE_TABLE);
  const char **const cell = (const char **)t->cell;
  ent_trade_partner p;
  ent_trade_levied at;
  (void)state;
  assert_true(ent_scenario_trade_partner(s, 0, &p));
  assert_true(ent_scenario_trade_rate(s, 0, &at));
  cell[ent_table_row(t, "partner 0") * ENT_TRADE_COLUMNS + ENT_TRADE_COLUMN_value] = "1 2 3 much";
  cell[ent_table_row(t, "rate 0") * ENT_TRADE_COLUMNS + ENT_TRADE_COLUMN_value] = "0.1 2 3";
  assert_false(ent_scenario_trade_partner(s, 0, &p));
  assert_true(ent_scenario_trade_partner(s, 1, &p));
  assert_false(ent_scenario_trade_rate(s, 0, &at));
  t->columns--;
  assert_int_equal(ent_scenario_trade_partners(s), 0);
  assert_false(ent_scenario_trade_partner(s, 1, &p));
  t->columns++;
  ent_scenario_free(s);
}

/* A change of the elasticity after the values were computed moves the rows, and a second computation knows it. */
static void test_again(void **state)
{
  const ent_allocator memory = tiny_memory();
  const char *const changes[] = {"trade.theta=8", asked[1], asked[2], asked[3], NULL};
  ent_scenario *const want = seal(changes);
  ent_builder *const b = deal_builder(&memory, asked);
  ent_scenario *s = NULL;
  ent_trade_sender wanted, got;
  int found = 0;
  (void)state;
  assert_non_null(b);
  assert_int_equal(ent_builder_trade(b, &deal_flows, &deal_then, NULL, 0, &found), ENT_OK);
  assert_int_equal(ent_builder_set(b, "trade.theta", "8", NULL), ENT_OK);
  assert_int_equal(ent_builder_trade(b, &deal_flows, &deal_then, NULL, 0, &found), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, NULL, 0, &found), ENT_OK);
  assert_true(ent_scenario_trade_sender(want, 0, &wanted) && ent_scenario_trade_sender(s, 0, &got));
  assert_true(got.shapley == wanted.shapley && got.cost == wanted.cost);
  ent_scenario_free(s);
  ent_builder_close(b);
  ent_scenario_free(want);
}

/* A page changes the elasticity, or takes a call out, and cannot solve the rows for pictures anew: its digest is the command
 * line's all the same, and follows the values. */
static void test_digest(void **state)
{
  const ent_allocator memory = tiny_memory();
  const char *const changes[] = {"trade.theta=8", asked[1], "terms.gas.flow=3", asked[3], NULL};
  ent_scenario *const there = seal(changes), *const first = seal(asked);
  ent_scenario *page = NULL;
  ent_builder *b = NULL;
  const uint8_t *bytes = NULL;
  size_t size = 0;
  uint8_t want[32], other[32], got[32];
  int found = 0;
  (void)state;
  ent_scenario_snapshot(first, &bytes, &size);
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(ent_builder_load(b, bytes, size, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "trade.theta", "8", NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "terms.gas.flow", "3", NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &page, NULL, 0, &found), ENT_OK);
  ent_scenario_digest(there, want);
  ent_scenario_digest(page, got);
  ent_scenario_digest(first, other);
  assert_memory_equal(got, want, sizeof want);
  assert_memory_not_equal(got, other, sizeof other);
  ent_scenario_free(page);
  ent_builder_close(b);
  ent_scenario_free(first);
  ent_scenario_free(there);
}

/* The pictures name who trades, and the rates that readers know. */
static void test_pictures(void **state)
{
  static const struct {
    ent_status (*draw)(const ent_scenario *, const ent_look *, ent_arena *, const ent_allocator *, ent_drawing *,
                       ent_error *);
    const char *says[3];
  } picture[] = {{ent_answer_trade_flows, {"Target sells to", "Neutral", "after"}},
                 {ent_answer_trade_frontier, {"Target loses", "25 %", "bushels"}},
                 {ent_answer_trade_coalition, {"Target loses", "Proposer", "Ally"}}};
  const char *const changes[] = {asked[0], asked[1], asked[2], "trade.unit=bushels", "trade.economies.NEU.name=Neutral",
                                 NULL};
  ent_scenario *const s = seal(changes);
  const ent_allocator memory = tiny_memory();
  const ent_look look = {.id = "t", .width = 720};
  (void)state;
  assert_string_equal(ent_scenario_trade_unit(s), "bushels");
  for (size_t k = 0; k < sizeof picture / sizeof *picture; k++) {
    ent_arena scratch;
    ent_drawing out = {0};
    ent_arena_open(&scratch, &memory);
    assert_int_equal(picture[k].draw(s, &look, &scratch, &memory, &out, NULL), ENT_OK);
    for (int i = 0; i < 3; i++) assert_non_null(strstr(out.text, picture[k].says[i]));
    ent_drawing_free(&out, &memory);
    ent_arena_close(&scratch);
  }
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_partners), cmocka_unit_test(test_rates),         cmocka_unit_test(test_senders),
    cmocka_unit_test(test_none),     cmocka_unit_test(test_pictures),      cmocka_unit_test(test_again),
    cmocka_unit_test(test_forged),   cmocka_unit_test(test_transfer_only), cmocka_unit_test(test_digest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
