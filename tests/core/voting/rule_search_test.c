/* Is the bound on the number of members a bound, and is a search that is cut short reported as such? */
#include "voting/rule_search.h"

#include "rules.h"

static void opens_with_the_unwilling_in_order_of_cost(void **state)
{
  (void)state;
  const ent_roll roll = plain_roll(5, NULL);
  ent_rule *rule = rule_of("majority", &roll);
  const double u[] = {-0.5, 0.25, -0.25, -0.5, -1};
  ent_search s;
  ent_search_open(&s, ENT_SEARCH_BLOCK, rule, u, 0.25);
  const int block[] = {4, 0, 3, 2}, move[] = {2, 0, 3, 4};
  assert_int_equal(s.items, 4);
  assert_memory_equal(s.member, block, sizeof block);
  assert_int_equal(s.missing[0], 3);
  assert_true(s.silent[3] && !s.silent[0]);
  ent_search_open(&s, ENT_SEARCH_MOVE, rule, u, 0.25);
  assert_int_equal(s.items, 4);
  assert_memory_equal(s.member, move, sizeof move);
  assert_int_equal(s.missing[0], 2);
  ent_rule_free(rule);
}

/* The bound never exceeds the size of a set that suffices, and falls by at most one with each item taken. */
static void further_is_a_lower_bound(void **state)
{
  (void)state;
  uint64_t seed = 41;
  for (int round = 0; round < 3000; round++) {
    club c;
    forest f;
    club_open(&c, 2 + below(&seed, 8), &seed, 40);
    ent_rule *rule = forest_grow(&f, &c, &seed, true);
    double utility[10];
    random_utilities(&seed, c.members, utility);
    ent_search s;
    ent_search_open(&s, round % 2 ? ENT_SEARCH_BLOCK : ENT_SEARCH_MOVE, rule, utility, 0.25);
    assert_true(s.bounded);
    const int bound = ent_search_further(&s, 0);
    if (bound <= s.items && bound > 0) {
      assert_true(ent_search_run(&s, s.aim == ENT_SEARCH_MOVE ? s.items : bound) || s.aim == ENT_SEARCH_BLOCK);
      int kept = 0;
      for (int i = 0; i < s.items; i++) kept += s.kept[i];
      assert_true(s.best == INFINITY || kept >= bound);
      assert_int_equal(ent_search_further(&s, 0), bound); /* the search leaves no trace */
      const int item = below(&seed, s.items);
      ent_search_take(&s, item);
      s.forced = item;
      assert_true(ent_search_further(&s, 0) >= bound - 1);
      ent_search_give_back(&s, item);
    }
    ent_rule_free(rule);
  }
}

/* A greedy set suffices, and nothing can be left out. */
static void greedy_sets_are_minimal(void **state)
{
  (void)state;
  uint64_t seed = 42;
  for (int round = 0; round < 3000; round++) {
    club c;
    forest f;
    club_open(&c, 2 + below(&seed, 8), &seed, 40);
    ent_rule *rule = forest_grow(&f, &c, &seed, true);
    double utility[10];
    random_utilities(&seed, c.members, utility);
    if (ent_rule_margin(rule, utility, 0.25, NULL) < 0) {
      ent_search s;
      ent_search_open(&s, round % 2 ? ENT_SEARCH_BLOCK : ENT_SEARCH_MOVE, rule, utility, 0.25);
      ent_search_greedy(&s);
      for (int i = 0; i < s.items; i++)
        if (s.kept[i]) ent_search_take(&s, i);
      assert_int_equal(ent_search_further(&s, 0), 0);
      for (int i = 0; i < s.items; i++) {
        if (!s.kept[i]) continue;
        ent_search_give_back(&s, i);
        assert_true(ent_search_further(&s, s.items) > 0);
        ent_search_take(&s, i);
      }
    }
    ent_rule_free(rule);
  }
}

/* A hundred weights that are all different: more sets than steps, so the answer is not called exact; still a good one. */
static void a_search_that_is_cut_short_says_so(void **state)
{
  (void)state;
  uint64_t seed = 43;
  club c;
  club_open(&c, 100, &seed, 1000000);
  ent_rule *rule = rule_of("votes >= 50% and pop >= 50%", &c.roll);
  double utility[100];
  for (int m = 0; m < 100; m++) utility[m] = -(1 + below(&seed, 1000000)) / 1e6;
  bool exact = true;
  ent_set moved;
  const double cost = ent_rule_cheapest(rule, utility, 0, &moved, &exact);
  assert_false(exact);
  assert_true(cost > 0 && ent_rule_wins(rule, &moved, NULL));
  ent_search s;
  ent_search_open(&s, ENT_SEARCH_MOVE, rule, utility, 0);
  ent_search_greedy(&s);
  assert_true(cost <= s.best);
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(opens_with_the_unwilling_in_order_of_cost),
    cmocka_unit_test(further_is_a_lower_bound),
    cmocka_unit_test(greedy_sets_are_minimal),
    cmocka_unit_test(a_search_that_is_cut_short_says_so),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
