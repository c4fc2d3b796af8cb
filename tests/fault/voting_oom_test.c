/* voting_oom_test.c - do coalitions, adoption, paths, what-ifs, winsets and ballots fail cleanly when there is no memory?
 *
 * The ladder of model_oom_test.c: request k fails, alone or with all after it, for k = 0, 1, 2, ... until the work succeeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/adopt.h"
#include "entente/tiers.h"
#include "entente/coalitions.h"
#include "entente/paths.h"
#include "entente/space.h"
#include "entente/study.h"
#include "entente/what_if.h"
#include "fault/ladder.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static ent_rule *rule; /* built once, over the heap */
static ent_game *game, *line;
static ent_scenario *scenario;
static const char *const name[] = {"A", "B", "C", "D", "E", "F", "G", "H"};
static const char *const column[] = {"x", "y"};
static const int64_t weight[] = {9, 7, 7, 5, 3, 2, 1, 0, 4, 1, 1, 8, 2, 2, 6, 0};
static const ent_roll roll = {8, name, 2, column, weight};
static const char *const text = "x > 50% and objection(A, B) or y >= 6";

/* Starts out as something that a failing function has to leave alone. */
#define UNTOUCHED ((void *)(uintptr_t)8)

static ent_status dual(const ent_allocator *memory, ent_error *err)
{
  ent_game *out = UNTOUCHED;
  const ent_status status = ent_game_dual(game, memory, &out, err);
  if (status == ENT_OK)
    ent_game_free(out);
  else
    assert_ptr_equal(out, UNTOUCHED);
  return status;
}

static ent_status coalitions(const ent_allocator *memory, ent_error *err)
{
  const ent_coalitions_options options = {.blocking = true, .sample = true, .limit = 3};
  ent_coalitions *out = UNTOUCHED;
  const ent_status status = ent_coalitions_find(game, &options, memory, &out, err);
  if (status == ENT_OK)
    ent_coalitions_free(out);
  else
    assert_ptr_equal(out, UNTOUCHED);
  return status;
}

static ent_status adopt(const ent_game *of, const ent_allocator *memory, ent_error *err)
{
  static const double p[8] = {0.1, 0.2, 0.9, 0.5, 0.4, 0.3, 0.7, 0.6};
  double chance = -1, pivot[8], slope[8];
  ent_adoption *out = UNTOUCHED;
  ent_status status = ent_adoption_open(of, ENT_ENGINE_AUTO, memory, &out, err);
  if (status != ENT_OK) {
    assert_ptr_equal(out, UNTOUCHED);
    return status;
  }
  status = ent_adoption_at(out, p, 0.3, 8, &chance, pivot, slope, err);
  assert_true(status == ENT_OK || chance == -1);
  ent_adoption_free(out);
  return status;
}

static ent_status adopt_any(const ent_allocator *memory, ent_error *err)
{
  return adopt(game, memory, err);
}

static ent_status adopt_line(const ent_allocator *memory, ent_error *err)
{
  return adopt(line, memory, err);
}

static ent_status tiers(const ent_allocator *memory, ent_error *err)
{
  const ent_belief belief = {.share = 1, .a = 2, .b = 3};
  const ent_power_options options = {
    .wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY | ENT_POWER_BELIEF, .belief = &belief, .beliefs = 1};
  const ent_game *const within[8] = {NULL, game, NULL, game};
  ent_tiers *out = UNTOUCHED;
  ent_power *power = UNTOUCHED;
  ent_status status = ent_tiers_open(game, within, memory, &out, err);
  if (status != ENT_OK) {
    assert_ptr_equal(out, UNTOUCHED);
    return status;
  }
  status = ent_tiers_power(out, &options, memory, &power, err);
  ent_tiers_free(out);
  if (status == ENT_OK)
    ent_power_free(power);
  else
    assert_ptr_equal(power, UNTOUCHED);
  return status;
}

static ent_status buy(const ent_allocator *memory, ent_error *err)
{
  static const double price[8] = {1, 0, 2, 3, 1, 1, 5, 2};
  ent_purchases out;
  return ent_rule_buy(rule, price, NULL, 4, 0, memory, &out, err);
}

static ent_status relax(const ent_allocator *memory, ent_error *err)
{
  const ent_set yes = {{4}};
  ent_relaxation out = {.rule = UNTOUCHED};
  const ent_status status = ent_rule_relax(rule, &yes, NULL, memory, &out, err);
  if (status == ENT_OK)
    ent_rule_free(out.rule);
  else
    assert_ptr_equal(out.rule, UNTOUCHED);
  return status;
}

static ent_status silence(const ent_allocator *memory, ent_error *err)
{
  const ent_set silent = {{2}};
  ent_rule *out = UNTOUCHED;
  const ent_status status = ent_rule_silence(rule, &silent, memory, &out, err);
  if (status == ENT_OK)
    ent_rule_free(out);
  else
    assert_ptr_equal(out, UNTOUCHED);
  return status;
}

static ent_status winset(const ent_allocator *memory, ent_error *err)
{
  static const ent_point ideal[8] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0.3, 0.2}, {0.8, 0.9}, {0.1, 0.7}, {0.5, 0.5}};
  ent_winset *out = UNTOUCHED;
  const ent_status status = ent_winset_make(rule, ideal, (ent_point){0.2, 0.9}, memory, &out, err);
  if (status == ENT_OK)
    ent_winset_free(out, memory);
  else
    assert_ptr_equal(out, UNTOUCHED);
  return status;
}

static ent_status ballot(const ent_allocator *memory, ent_error *err)
{
  static ent_ballot out;
  out.club = UNTOUCHED;
  const ent_status status = ent_scenario_ballot(scenario, "LEAGUE", NULL, memory, &out, err);
  if (status != ENT_OK) assert_ptr_equal(out.club, UNTOUCHED);
  return status;
}

static ent_status seats(const ent_allocator *memory, ent_error *err)
{
  double banzhaf[ENT_SEATS_MAX], shapley[ENT_SEATS_MAX];
  return ent_scenario_power(scenario, memory, banzhaf, shapley, err);
}

static ent_status lacks(const ent_allocator *memory, ent_error *err)
{
  double out[ENT_SEATS_MAX];
  out[0] = -7;
  const ent_status status = ent_scenario_lacks(scenario, memory, out, err);
  assert_true((out[0] == -7) == (status != ENT_OK));
  return status;
}

static void test_everything(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  assert_int_equal(ent_rule_parse(text, strlen(text), &roll, &memory, &rule, NULL), ENT_OK);
  assert_int_equal(ent_game_of_rule(rule, &memory, &game, NULL), ENT_OK);
  assert_int_equal(ent_game_of_weights(8, weight, 17, &memory, &line, NULL), ENT_OK);
  scenario = small_scenario(&memory);
  climb("dual", dual);
  climb("coalitions", coalitions);
  climb("adopt", adopt_any);
  climb("adopt by weight", adopt_line);
  climb("tiers", tiers);
  climb("buy", buy);
  climb("relax", relax);
  climb("silence", silence);
  climb("winset", winset);
  climb("ballot", ballot);
  climb("seats", seats);
  climb("lacks", lacks);
  ent_scenario_free(scenario);
  ent_game_free(line);
  ent_game_free(game);
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_everything)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
