/* pinned_test.c - with the elasticity of trade held, are all numbers from trade those of the scenario where it is known? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "study/pinned.h"
#include "study/study.h"
#include "support/tiny_text.h"
#include "support/trade_deal.h"

#define DRAWS 400
#define TIE "from trade.embargo(RIV<>TGT)"
#define GAS "from trade.relief(WEST<>TGT; share 30% to 90%)"
#define BASE "from trade.transfer(WEST>TGT; amount 2 to 12)"

static const char *const text[] = {"deal.outside.rival_tie=" TIE, "terms.gas.flow=" GAS, "terms.base.flow=" BASE, NULL,
                                   NULL};
static ent_ensemble one, other;

static ent_scenario *deal(const char *set)
{
  const ent_allocator memory = tiny_memory();
  const char *all[5];
  memcpy(all, text, sizeof all);
  all[3] = set;
  return deal_scenario(&memory, all);
}

static void count(const ent_scenario *s, const ent_pin *pin, int pins, ent_ensemble *out)
{
  const ent_allocator memory = tiny_memory();
  assert_int_equal(ent_ensemble_run(s, 3, DRAWS, pin, pins, NULL, &memory, out, NULL), ENT_OK);
}

static void test_as_known(void **state)
{
  (void)state;
  const double theta[] = {1.5, 4, 7.25, 20};
  ent_scenario *const s = deal(NULL);
  assert_true(ent_input_leads(s, ent_scenario_find_input(s, "trade.theta")));
  count(s, NULL, 0, &one);
  const ent_ensemble drawn = one;
  for (size_t k = 0; k < sizeof theta / sizeof *theta; k++) {
    char set[32];
    const ent_pin pin = {ent_scenario_find_input(s, "trade.theta"), theta[k]};
    snprintf(set, sizeof set, "trade.theta=%g", theta[k]);
    ent_scenario *const known = deal(set);
    count(s, &pin, 1, &one);
    count(known, NULL, 0, &other);
    if (memcmp(&one, &other, sizeof one) != 0) fail_msg("other bytes: %s", set);
    assert_memory_not_equal(&one, &drawn, sizeof one);
    for (uint64_t i = 0; i < 3; i++) {
      const ent_allocator memory = tiny_memory();
      ent_verdict a, b;
      assert_int_equal(ent_verdict_draw(s, 3, i, &pin, 1, &memory, &a, NULL), ENT_OK);
      assert_int_equal(ent_verdict_draw(known, 3, i, NULL, 0, &memory, &b, NULL), ENT_OK);
      assert_memory_equal(&a.detail, &b.detail, sizeof a.detail);
    }
    ent_scenario_free(known);
  }
  ent_scenario_free(s);
}

/* A number that is held itself stays where it is held, before or behind the elasticity. */
static void test_own_pin(void **state)
{
  (void)state;
  ent_scenario *const s = deal(NULL), *const known = deal("trade.theta=5");
  const ent_pin tie = {ent_scenario_find_input(s, "deal.outside.rival_tie"), 0.02};
  const ent_pin theta = {ent_scenario_find_input(s, "trade.theta"), 5}, both[2] = {tie, theta},
                turned[2] = {theta, tie};
  count(known, &tie, 1, &other);
  count(s, both, 2, &one);
  assert_memory_equal(&one, &other, sizeof one);
  count(s, turned, 2, &one);
  assert_memory_equal(&one, &other, sizeof one);
  ent_scenario_free(known);
  ent_scenario_free(s);
}

/* Probes count what ensembles count, with pins that all share and without; draws that are kept come out of it as they were. */
static void test_probes(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = deal(NULL);
  const int theta = ent_scenario_find_input(s, "trade.theta");
  const ent_pin tie = {ent_scenario_find_input(s, "deal.outside.rival_tie"), 0.01};
  const ent_probe probe[2][4] = {
    {{1, {{theta, 2}}}, {1, {{theta, 9}}}, {2, {{theta, 9}, tie}}, {2, {tie, {theta, 2}}}},
    {{2, {{theta, 9}, tie}}, {1, {{theta, 9}}}, {2, {{theta, 9}, {tie.input, 0.03}}}, {1, {{theta, 9}}}}};
  ent_replay *r = NULL;
  assert_int_equal(ent_replay_open(3, DRAWS, 0, 1, &memory, &r, NULL), ENT_OK);
  assert_int_equal(ent_replay_run(r, s, DRAWS, NULL, &one, NULL), ENT_OK);
  for (int i = 0; i < 4; i++) {
    ent_probe_count found[4];
    assert_int_equal(
      ent_run_probes(s, 3, DRAWS, probe[i % 2], 4, i / 2, i == 3 ? NULL : r, NULL, &memory, NULL, found, NULL), ENT_OK);
    for (int k = 0; k < 4; k++) {
      count(s, probe[i % 2][k].pin, probe[i % 2][k].pins, &other);
      assert_memory_equal(found[k].open, other.open, sizeof other.open);
      assert_int_equal(found[k].all, other.all);
    }
  }
  assert_int_equal(ent_replay_run(r, s, DRAWS, NULL, &other, NULL), ENT_OK);
  assert_memory_equal(&one, &other, sizeof one);
  ent_replay_free(r);
  ent_scenario_free(s);
}

/* What the elasticity moves is what the numbers move that follow it; where it is known it is no driver. */
static void test_moves(void **state)
{
  (void)state;
  ent_scenario *const s = deal(NULL), *const known = deal("trade.theta=5");
  const int theta = ent_scenario_find_input(s, "trade.theta"),
            tie = ent_scenario_find_input(s, "deal.outside.rival_tie"),
            gas = ent_scenario_find_input(s, "terms.gas.flow"), base = ent_scenario_find_input(s, "terms.base.flow");
  assert_int_equal(s->input[theta].parts, 0);
  assert_int_equal(ent_input_moves(s, theta).parts, s->input[tie].parts | s->input[gas].parts | s->input[base].parts);
  assert_int_equal(ent_input_moves(s, theta).terms, s->input[tie].terms | s->input[gas].terms | s->input[base].terms);
  assert_int_equal(ent_input_moves(s, tie).parts, s->input[tie].parts);
  assert_true(ent_input_matters(s, theta));
  assert_false(ent_input_matters(known, theta));
  double from = 0, to = 0;
  ent_input_range(s, theta, &from, &to);
  assert_true(from >= 1 && to <= 20 && from < to);
  ent_scenario_free(known);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_as_known), cmocka_unit_test(test_own_pin),
                                     cmocka_unit_test(test_probes), cmocka_unit_test(test_moves)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
