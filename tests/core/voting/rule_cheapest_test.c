/* Is the set of members to move the cheapest one, and does it carry the proposal? */
#include "rules.h"

static double cost_by_definition(const forest *f, const double *utility, double abstain)
{
  const int n = f->club->members;
  double best = INFINITY;
  for (unsigned yes = 0; yes < 1U << n; yes++) {
    unsigned silent = 0;
    double cost = 0;
    bool wanted = true; /* all the willing vote yes */
    for (int m = 0; m < n; m++) {
      const bool votes = yes >> m & 1U;
      if (votes && utility[m] < 0) cost -= utility[m];
      if (!votes && utility[m] >= 0) wanted = false;
      if (!votes && utility[m] < 0 && utility[m] >= -abstain) silent |= 1U << m;
    }
    if (wanted && cost < best && forest_wins(f, yes, silent)) best = cost;
  }
  return best;
}

/* Does the proposal carry once `moved` vote yes, and cost as much as was said? */
static void check_moved(const ent_rule *rule, const double *utility, double abstain, const ent_set *moved, double cost)
{
  ent_set yes = {{0, 0, 0, 0}}, silent = yes;
  double sum = 0;
  for (int m = 0; m < ent_rule_members(rule); m++) {
    const bool is_moved = ent_set_has(moved, m);
    if (is_moved) {
      assert_true(utility[m] < 0);
      sum -= utility[m];
    }
    if (is_moved || utility[m] >= 0)
      ent_set_add(&yes, m);
    else if (utility[m] >= -abstain)
      ent_set_add(&silent, m);
  }
  assert_true(fabs(sum - cost) <= 1e-12);
  assert_true(ent_rule_wins(rule, &yes, &silent));
}

static void cheapest_is_the_cheapest_of_all(void **state)
{
  (void)state;
  uint64_t seed = 21;
  for (int round = 0; round < 6000; round++) {
    club c;
    forest f;
    club_open(&c, 1 + below(&seed, 10), &seed, 40);
    ent_rule *rule = forest_grow(&f, &c, &seed, true);
    double utility[10];
    random_utilities(&seed, c.members, utility);
    const double abstain = below(&seed, 9) / 16.0;
    ent_set moved;
    bool exact = false;
    const double cost = ent_rule_cheapest(rule, utility, abstain, &moved, &exact);
    const double defined = cost_by_definition(&f, utility, abstain);
    if (cost != defined) fail_msg("%s: %g, by definition %g", f.text, cost, defined);
    assert_true(exact);
    check_moved(rule, utility, abstain, &moved, cost);
    assert_int_equal(cost == 0, ent_rule_margin(rule, utility, abstain, NULL) >= 0);
    assert_true(ent_rule_cheapest(rule, utility, abstain, NULL, NULL) == cost);
    ent_rule_free(rule);
  }
}

static void large_answers_carry_and_need_everyone(void **state)
{
  (void)state;
  static const char *const text[] = {"votes >= 62.5%", "majority", "consensus",
                                     "(count >= 55% and pop >= 65%) or votes >= 80%",
                                     "pop > 50% and (votes >= 60% or veto(M0, M7)) and objection(M3)"};
  uint64_t seed = 22;
  for (int round = 0; round < 100; round++) {
    club c;
    club_open(&c, 30 + below(&seed, 227), &seed, 100000);
    ent_rule *rule = rule_of(text[round % 5], &c.roll);
    double utility[ENT_MEMBERS_MAX];
    for (int m = 0; m < c.members; m++) utility[m] = below(&seed, 1000) / 997.0 - 0.7;
    ent_set moved;
    bool exact = false;
    const double cost = ent_rule_cheapest(rule, utility, 0.1, &moved, &exact);
    check_moved(rule, utility, 0.1, &moved, cost);
    ent_rule_free(rule);
  }
}

/* A count of any size is solved exactly: the cheapest ones. */
static void counts_are_exact_at_any_size(void **state)
{
  (void)state;
  const ent_roll roll = plain_roll(200, NULL);
  ent_rule *rule = rule_of("two_thirds", &roll); /* 134 */
  double utility[200];
  for (int m = 0; m < 200; m++) utility[m] = m < 100 ? 1 : -(double)(m - 99) / 64;
  bool exact = false;
  assert_true(ent_rule_cheapest(rule, utility, 0, NULL, &exact) == 34 * 35 / 2 / 64.0);
  assert_true(exact);
  ent_rule_free(rule);
}

/* Twenty-four unwilling members, weights and utilities at random: ends, and no greedy choice is better. */
static void twenty_four_unwilling_members_are_searched(void **state)
{
  (void)state;
  uint64_t seed = 23;
  for (int round = 0; round < 20; round++) {
    club c;
    club_open(&c, 27, &seed, 1000000);
    ent_rule *rule = rule_of("(count >= 55% and pop >= 65% and votes >= 60%) or count >= 24", &c.roll);
    double utility[27];
    for (int m = 0; m < 27; m++) utility[m] = m < 3 ? 0.5 : -(1 + below(&seed, 1000)) / 1000.0;
    ent_set moved;
    bool exact = false;
    const double cost = ent_rule_cheapest(rule, utility, 0, &moved, &exact);
    assert_true(exact);
    check_moved(rule, utility, 0, &moved, cost);
    ent_rule_free(rule);
  }
}

static void consensus_costs_everybody(void **state)
{
  (void)state;
  const ent_roll roll = plain_roll(7, NULL);
  const double u[] = {-0.5, -0.25, -0.75, 0.25, -0.125, -1, 1};
  ent_set moved;
  ent_rule *rule = rule_of("consensus", &roll);
  assert_true(ent_rule_cheapest(rule, u, 0, &moved, NULL) == 2.625);
  assert_int_equal(moved.word[0], 0x37);
  ent_rule_free(rule);
  rule = rule_of("count >= 4", &roll);
  assert_true(ent_rule_cheapest(rule, u, 0, &moved, NULL) == 0.375);
  assert_int_equal(moved.word[0], 1U << 4 | 1U << 1);
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(cheapest_is_the_cheapest_of_all), cmocka_unit_test(large_answers_carry_and_need_everyone),
    cmocka_unit_test(counts_are_exact_at_any_size),    cmocka_unit_test(twenty_four_unwilling_members_are_searched),
    cmocka_unit_test(consensus_costs_everybody),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
