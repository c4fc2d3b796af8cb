/* trade_values_test.c - do values from trade vary and replay as sealing the changed text would have them? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "model/scenario.h"
#include "model/vary.h"
#include "support/tiny_text.h"
#include "support/trade_deal.h"

#define DRAWS 300
#define TIE "from trade.embargo(RIV<>TGT)"
#define GAS "from trade.relief(WEST<>TGT)"

static ent_ensemble one, other;

static void check_same(const ent_scenario *a, const ent_scenario *b, const char *what)
{
  const ent_allocator memory = tiny_memory();
  assert_int_equal(ent_ensemble_run(a, 3, DRAWS, NULL, 0, NULL, &memory, &one, NULL), ENT_OK);
  assert_int_equal(ent_ensemble_run(b, 3, DRAWS, NULL, 0, NULL, &memory, &other, NULL), ENT_OK);
  if (memcmp(&one, &other, sizeof one) != 0) fail_msg("other bytes: %s", what);
  for (int i = 0; i < b->inputs; i++) {
    assert_int_equal(a->input[i].stream, b->input[i].stream);
    assert_string_equal(a->input[i].words, b->input[i].words);
  }
}

static const char *const base_text[] = {"deal.outside.rival_tie=" TIE, "terms.gas.flow=" GAS, "terms.relief.flow=" TIE,
                                        NULL};

static const struct {
  const char *path, *text;
} change[] = {
  {"deal.outside.rival_tie", "1% to 2%"}, /* a plain number has its own stream again */
  {"deal.outside.rival_tie", GAS},
  {"terms.seat.flow", TIE},            /* which correlates: its own scores */
  {"concessions.border.cost", "0.05"}, /* its partner is known, so it correlates no more */
  {"terms.gas.flow", "0.9%"},
};

static void test_vary(void **state)
{
  const ent_allocator memory = tiny_memory();
  const char *const correlated[] = {base_text[0], base_text[1], "terms.seat.flow=" TIE, NULL};
  (void)state;
  for (int with = 0; with < 2; with++) {
    const char *const *const text = with ? correlated : base_text;
    ent_scenario *const base = deal_scenario(&memory, text);
    for (size_t k = 0; k < sizeof change / sizeof *change; k++) {
      char set[200];
      const ent_variation variation = {change[k].path, change[k].text};
      ent_scenario *v = NULL;
      snprintf(set, sizeof set, "%s=%s", change[k].path, change[k].text);
      const char *const all[] = {text[0], text[1], text[2], set, NULL};
      ent_scenario *const s = deal_scenario(&memory, all);
      assert_int_equal(ent_scenario_vary(base, &variation, 1, &memory, &v, NULL), ENT_OK);
      check_same(v, s, set);
      ent_scenario_free(v);
      ent_scenario_free(s);
    }
    ent_scenario_free(base);
  }
}

/* What was not computed, and the elasticity that values rest on, are for sealing. */
static void test_not_varied(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const base = deal_scenario(&memory, base_text), *v = NULL;
  const ent_variation fresh = {"terms.gas.flow", "from trade.relief(PRO<>TGT)"}, theta = {"trade.theta", "5"};
  (void)state;
  assert_int_equal(ent_scenario_vary(base, &fresh, 1, &memory, &v, NULL), ENT_REFERENCE);
  assert_int_equal(ent_scenario_vary(base, &theta, 1, &memory, &v, NULL), ENT_REFERENCE);
  assert_false(ent_scenario_varies(base, "trade.theta"));
  ent_scenario_free(base);
}

static void test_replay(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const base = deal_scenario(&memory, base_text);
  ent_replay *r = NULL;
  (void)state;
  assert_int_equal(ent_replay_open(3, DRAWS, 0, 1, &memory, &r, NULL), ENT_OK);
  assert_int_equal(ent_replay_run(r, base, DRAWS, NULL, &one, NULL), ENT_OK);
  for (size_t k = 0; k < sizeof change / sizeof *change; k++) {
    const ent_variation variation = {change[k].path, change[k].text};
    ent_scenario *v = NULL;
    assert_int_equal(ent_scenario_vary(base, &variation, 1, &memory, &v, NULL), ENT_OK);
    for (int back = 0; back < 2; back++) {
      assert_int_equal(ent_replay_run(r, back ? base : v, DRAWS, NULL, &one, NULL), ENT_OK);
      assert_int_equal(ent_ensemble_run(back ? base : v, 3, DRAWS, NULL, 0, NULL, &memory, &other, NULL), ENT_OK);
      if (memcmp(&one, &other, sizeof one) != 0) fail_msg("other bytes: %s, %d", change[k].text, back);
    }
    ent_scenario_free(v);
  }
  ent_replay_free(r);
  ent_scenario_free(base);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_vary), cmocka_unit_test(test_not_varied),
                                     cmocka_unit_test(test_replay)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
