/* ensemble_test.c - do the counts of an ensemble add up, whatever the order in which its blocks were worked? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "fault/flaky.h"
#include "study/run.h"
#include "support/backwards.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static ent_ensemble one, two, three;

static void check_sums(const ent_ensemble *e)
{
  uint64_t shut = 0;
  for (int g = 0; g <= ENT_GATES; g++) shut += e->first_shut[g];
  assert_int_equal(shut, e->draws);
  assert_int_equal(e->first_shut[ENT_GATES], e->all);
  assert_int_equal(e->refused + e->kept + e->turned, e->draws);
  assert_int_equal(e->refused, e->first_shut[0] + e->first_shut[1] + e->first_shut[2]);
  assert_int_equal(e->consent_shut, e->draws - e->open[ENT_GATE_CONSENT]);
  assert_true(e->open[ENT_GATE_DURABILITY] <= e->survives && e->open[ENT_GATE_DURABILITY] <= e->turns);
  assert_true(e->open[ENT_GATE_DURABILITY] + e->draws >= e->survives + e->turns);
  for (int g = 0; g < ENT_GATES; g++) assert_true(e->all <= e->open[g] && e->open[g] <= e->draws);
  for (int t = 0; t < ENT_TRACKS; t++) {
    uint64_t inside = 0;
    for (int b = 0; b < ENT_BINS; b++) inside += e->bin[t][b];
    assert_int_equal(inside, e->draws);
  }
  for (int a = 0; a < ENT_ACTORS_MAX; a++) assert_true(e->alone[a] <= e->blocks[a] && e->blocks[a] <= e->consent_shut);
}

static void test_counts_add_up(void **state)
{
  static const uint64_t draws[] = {1, 2, 1023, 1024, 1025, 5000};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  const ent_executor backwards = {run_backwards, NULL};
  (void)state;
  for (size_t i = 0; i < sizeof draws / sizeof *draws; i++) {
    assert_int_equal(ent_ensemble_run(s, 7, draws[i], NULL, 0, NULL, &memory, &one, NULL), ENT_OK);
    assert_int_equal(ent_ensemble_run(s, 7, draws[i], NULL, 0, &backwards, &memory, &two, NULL), ENT_OK);
    assert_int_equal(one.draws, draws[i]);
    check_sums(&one);
    assert_memory_equal(&one, &two, sizeof one);
  }
  ent_scenario_free(s);
}

/* The ensemble counts what single draws say. */
static void test_against_single_draws(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  const uint64_t draws = 1500;
  uint64_t open[ENT_GATES] = {0}, all = 0, kept = 0, turned = 0, survives = 0, turns = 0;
  double surplus = 0, hazard[2048];
  (void)state;
  for (uint64_t i = 0; i < draws; i++) {
    ent_verdict v;
    assert_int_equal(ent_verdict_draw(s, 7, i, NULL, 0, &memory, &v, NULL), ENT_OK);
    for (int g = 0; g < ENT_GATES; g++) open[g] += v.gate[g].margin >= 0;
    all += v.first_shut == ENT_GATES;
    kept += v.first_shut >= ENT_GATE_DURABILITY && !v.detail.turned;
    turned += v.first_shut >= ENT_GATE_DURABILITY && v.detail.turned;
    survives += v.survival_margin >= 0;
    turns += v.alignment_margin >= 0;
    surplus += v.detail.surplus;
    hazard[i] = v.detail.hazard;
  }
  assert_int_equal(ent_ensemble_run(s, 7, draws, NULL, 0, NULL, &memory, &one, NULL), ENT_OK);
  for (int g = 0; g < ENT_GATES; g++) assert_int_equal(one.open[g], open[g]);
  assert_int_equal(one.all, all);
  assert_int_equal(one.kept, kept);
  assert_int_equal(one.turned, turned);
  assert_int_equal(one.survives, survives);
  assert_int_equal(one.turns, turns);
  assert_true(fabs(ent_ensemble_mean(&one, ENT_TRACK_SURPLUS) - surplus / (double)draws) < 1e-12);
  for (double q = 0.05; q < 1; q += 0.15) { /* as many below the quantile as it says, within a bin's worth */
    const double at = ent_ensemble_quantile(&one, ENT_TRACK_HAZARD, q);
    int below = 0;
    for (uint64_t i = 0; i < draws; i++) below += hazard[i] <= at;
    assert_true(fabs(below / (double)draws - q) < 0.02);
  }
  ent_scenario_free(s);
}

/* Merging blocks in other groups gives the same counts, and sums equal to the last digits. */
static void test_merge_is_associative(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  static ent_ensemble part[3], left, right;
  (void)state;
  for (int i = 0; i < 3; i++)
    assert_int_equal(ent_ensemble_run(s, (uint64_t)i + 1, 700, NULL, 0, NULL, &memory, &part[i], NULL), ENT_OK);
  left = part[0];
  ent_ensemble_merge(&left, &part[1]);
  ent_ensemble_merge(&left, &part[2]);
  right = part[1];
  ent_ensemble_merge(&right, &part[2]);
  three = part[0];
  ent_ensemble_merge(&three, &right);
  assert_int_equal(left.draws, 2100);
  assert_memory_equal(left.bin, three.bin, sizeof left.bin);
  assert_memory_equal(left.blocks, three.blocks, sizeof left.blocks);
  assert_memory_equal(left.yes, three.yes, sizeof left.yes);
  assert_int_equal(left.all, three.all);
  for (int t = 0; t < ENT_TRACKS; t++)
    assert_true(fabs(ent_ensemble_mean(&left, (ent_track)t) - ent_ensemble_mean(&three, (ent_track)t)) < 1e-15);
  check_sums(&left);
  ent_scenario_free(s);
}

static void test_pins(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  const int support = ent_scenario_find_input(s, "deal.will.support"),
            cost = ent_scenario_find_input(s, "deal.will.cost");
  const ent_pin high[] = {{support, 1}, {cost, 0}}, low[] = {{support, -1}, {cost, 1}};
  (void)state;
  assert_int_equal(ent_ensemble_run(s, 7, 1100, low, 2, NULL, &memory, &one, NULL), ENT_OK);
  assert_int_equal(one.open[ENT_GATE_WILL], 0);
  assert_int_equal(ent_ensemble_run(s, 7, 1100, high, 2, NULL, &memory, &one, NULL), ENT_OK);
  assert_int_equal(ent_ensemble_run(s, 7, 1100, NULL, 0, NULL, &memory, &two, NULL), ENT_OK);
  assert_true(one.open[ENT_GATE_WILL] > two.open[ENT_GATE_WILL]);
  assert_int_equal(one.open[ENT_GATE_ACCEPTANCE], two.open[ENT_GATE_ACCEPTANCE]);
  ent_scenario_free(s);
}

static void test_limits(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_error err;
  (void)state;
  one.draws = 99;
  assert_int_equal(ent_ensemble_run(s, 7, 0, NULL, 0, NULL, &memory, &one, &err), ENT_ARGUMENT);
  assert_int_equal(ent_ensemble_run(s, 7, ENT_DRAWS_MAX + 1, NULL, 0, NULL, &memory, &one, &err), ENT_ARGUMENT);
  assert_int_equal(one.draws, 99);
  ent_scenario_free(s);
}

/* More draws ask for no more memory, and all of it is given back. */
static void test_no_memory_per_draw(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  long calls[2];
  (void)state;
  for (int i = 0; i < 2; i++) {
    flaky f;
    const ent_allocator from = flaky_open(&f, -1, false);
    assert_int_equal(ent_ensemble_run(s, 7, i ? 8192 : 2048, NULL, 0, NULL, &from, &one, NULL), ENT_OK);
    assert_true(flaky_clean(&f));
    calls[i] = f.calls;
  }
  assert_int_equal(calls[0], calls[1]);
  const ent_probe probe = {1, {{0, 10}}};
  for (int i = 0; i < 2; i++) {
    flaky f;
    ent_probe_count count;
    const ent_allocator from = flaky_open(&f, -1, false);
    assert_int_equal(ent_run_probes(s, 7, i ? 8192 : 2048, &probe, 1, false, NULL, NULL, &from, NULL, &count, NULL),
                     ENT_OK);
    assert_true(flaky_clean(&f));
    calls[i] = f.calls;
  }
  assert_int_equal(calls[0], calls[1]);
  ent_scenario_free(s);
}

static void test_shares(void **state)
{
  (void)state;
  const ent_share half = ent_share_of(50, 100), none = ent_share_of(0, 1000), all = ent_share_of(1000, 1000);
  assert_true(half.p == 0.5 && fabs(half.se - 0.05) < 1e-9);
  assert_true(none.p == 0 && none.se > 0 && none.se < 0.001);
  assert_true(all.p == 1 && fabs(all.se - none.se) < 1e-15);
  assert_true(ent_share_of(0, 0).p == 0 && ent_share_of(0, 0).se == 1);
}

/* Histogram by hand: three values in known bins. */
static void test_quantiles_by_hand(void **state)
{
  (void)state;
  memset(&three, 0, sizeof three);
  assert_true(ent_ensemble_quantile(&three, ENT_TRACK_WILL, 0.5) == 0);
  assert_true(ent_ensemble_mean(&three, ENT_TRACK_WILL) == 0);
  three.draws = 4;
  three.bin[ENT_TRACK_WILL][512] = 2; /* 0 to (1/512)^2 */
  three.bin[ENT_TRACK_WILL][767] = 1; /* (255/512)^2 to 1/4 */
  three.bin[ENT_TRACK_WILL][0] = 1;   /* -1 to -(511/512)^2 */
  assert_true(ent_ensemble_quantile(&three, ENT_TRACK_WILL, 0) == -1);
  assert_true(ent_ensemble_quantile(&three, ENT_TRACK_WILL, 0.25) == -(511.0 / 512) * (511.0 / 512));
  assert_true(ent_ensemble_quantile(&three, ENT_TRACK_WILL, 0.5) == (0.5 / 512) * (0.5 / 512));
  assert_true(ent_ensemble_quantile(&three, ENT_TRACK_WILL, 1) == 0.25);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_counts_add_up),
    cmocka_unit_test(test_against_single_draws),
    cmocka_unit_test(test_merge_is_associative),
    cmocka_unit_test(test_pins),
    cmocka_unit_test(test_limits),
    cmocka_unit_test(test_no_memory_per_draw),
    cmocka_unit_test(test_shares),
    cmocka_unit_test(test_quantiles_by_hand),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
