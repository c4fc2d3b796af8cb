/* Does the margin agree with its definition, and who wins with the definition of the rule? */
#include "rules.h"

/* Largest threshold, among all at which the vote can change, at which the proposal is carried. */
static double margin_by_definition(const forest *f, const double *utility, double abstain)
{
  const int n = f->club->members;
  double best = -INFINITY;
  for (int k = 0; k < 2 * n; k++) {
    const double t = utility[k % n] + (k < n ? 0 : abstain);
    unsigned yes = 0, silent = 0;
    for (int m = 0; m < n; m++) {
      if (utility[m] >= t)
        yes |= 1U << m;
      else if (utility[m] >= t - abstain)
        silent |= 1U << m;
    }
    if (t > best && forest_wins(f, yes, silent)) best = t;
  }
  return best;
}

static void margin_is_the_largest_threshold_that_carries(void **state)
{
  (void)state;
  uint64_t seed = 1;
  for (int round = 0; round < 6000; round++) {
    club c;
    forest f;
    club_open(&c, 1 + below(&seed, 10), &seed, 40);
    ent_rule *rule = forest_grow(&f, &c, &seed, true);
    double utility[10];
    random_utilities(&seed, c.members, utility);
    const double abstain = below(&seed, 9) / 16.0;
    int marginal = -1;
    const double margin = ent_rule_margin(rule, utility, abstain, &marginal);
    const double defined = margin_by_definition(&f, utility, abstain);
    if (margin != defined) fail_msg("%s: margin %g, by definition %g", f.text, margin, defined);
    assert_in_range(marginal, 0, c.members - 1);
    assert_true(margin == utility[marginal] || margin == utility[marginal] + abstain);
    assert_true(ent_rule_margin(rule, utility, abstain, NULL) == margin);
    ent_rule_free(rule);
  }
}

static void wins_agrees_with_the_definition(void **state)
{
  (void)state;
  uint64_t seed = 2;
  for (int round = 0; round < 2000; round++) {
    club c;
    forest f;
    club_open(&c, 1 + below(&seed, 7), &seed, 40);
    ent_rule *rule = forest_grow(&f, &c, &seed, true);
    const unsigned everybody = (1U << c.members) - 1;
    assert_int_equal(ent_rule_members(rule), c.members);
    for (unsigned yes = 0; yes <= everybody; yes++) {
      const unsigned silent = (unsigned)chance(&seed) & everybody & ~yes;
      const ent_set y = set_of(yes), s = set_of(silent);
      if (ent_rule_wins(rule, &y, &s) != forest_wins(&f, yes, silent))
        fail_msg("%s: yes %x silent %x", f.text, yes, silent);
      const bool alone = ent_rule_wins(rule, &y, NULL);
      assert_int_equal(alone, forest_wins(&f, yes, 0));
      /* monotone: one more yes never hurts */
      for (int m = 0; alone && m < c.members; m++) {
        const ent_set more = set_of(yes | 1U << m);
        assert_true(ent_rule_wins(rule, &more, NULL));
      }
    }
    const ent_set none = set_of(0), all = set_of(everybody);
    assert_false(ent_rule_wins(rule, &none, NULL));
    assert_true(ent_rule_wins(rule, &all, NULL));
    ent_rule_free(rule);
  }
}

static void dual_of_dual_is_the_rule(void **state)
{
  (void)state;
  uint64_t seed = 3;
  for (int round = 0; round < 500; round++) {
    club c;
    forest f;
    club_open(&c, 1 + below(&seed, 8), &seed, 40);
    ent_rule *rule = forest_grow(&f, &c, &seed, false);
    char text[ENT_RULE_TEXT_MAX + 32];
    snprintf(text, sizeof text, "dual(dual(%s))", f.text);
    ent_rule *twice = rule_of(text, &c.roll);
    snprintf(text, sizeof text, "dual(%s)", f.text);
    ent_rule *once = rule_of(text, &c.roll);
    const unsigned everybody = (1U << c.members) - 1;
    for (unsigned yes = 0; yes <= everybody; yes++) {
      const ent_set y = set_of(yes), others = set_of(everybody & ~yes);
      const bool wins = ent_rule_wins(rule, &y, NULL);
      assert_int_equal(ent_rule_wins(twice, &y, NULL), wins);
      assert_int_equal(ent_rule_wins(once, &others, NULL), !wins);
    }
    ent_rule_free(rule);
    ent_rule_free(once);
    ent_rule_free(twice);
  }
}

/* Rename the members: the margin stays. */
static void relabelling_moves_nothing(void **state)
{
  (void)state;
  uint64_t seed = 4;
  for (int round = 0; round < 500; round++) {
    club c;
    club_open(&c, 2 + below(&seed, 200), &seed, 1000);
    const int n = c.members;
    club d = c;
    double u[ENT_MEMBERS_MAX], v[ENT_MEMBERS_MAX];
    const int shift = 1 + below(&seed, n - 1);
    d.roll.member = d.member;
    d.roll.weight = d.weight;
    for (int m = 0; m < n; m++) {
      const int to = (m + shift) % n;
      u[m] = v[to] = below(&seed, 1000) / 997.0 - 0.5;
      d.member[to] = c.names[m];
      d.weight[to] = c.weight[m];
      d.weight[n + to] = c.weight[n + m];
    }
    const char *text = "(count >= 55% and pop >= 65%) or votes > 62.5% or veto(M0, M1) and majority";
    ent_rule *a = rule_of(text, &c.roll), *b = rule_of(text, &d.roll);
    assert_true(ent_rule_margin(a, u, 0.1, NULL) == ent_rule_margin(b, v, 0.1, NULL));
    ent_rule_free(a);
    ent_rule_free(b);
  }
}

static void order_is_descending_with_equals_by_number(void **state)
{
  (void)state;
  uint64_t seed = 5;
  for (int n = 1; n <= ENT_MEMBERS_MAX; n++) {
    double value[ENT_MEMBERS_MAX];
    int order[ENT_MEMBERS_MAX];
    bool seen[ENT_MEMBERS_MAX] = {false};
    for (int i = 0; i < n; i++) value[i] = below(&seed, 1 + n / 2);
    ent_rule_order(value, n, order);
    for (int k = 0; k < n; k++) {
      assert_false(seen[order[k]]);
      seen[order[k]] = true;
      if (k == 0) continue;
      const int a = order[k - 1], b = order[k];
      assert_true(value[a] > value[b] || (value[a] == value[b] && a < b));
    }
  }
}

static const char *const g7[] = {"CAN", "FRA", "DEU", "ITA", "JPN", "GBR", "USA"};

static void consensus_follows_its_least_willing_member(void **state)
{
  (void)state;
  const ent_roll roll = plain_roll(7, g7);
  const double u[] = {-0.6, -0.5, -0.55, -0.1, -0.3, -0.7, 0.8};
  int marginal;
  ent_rule *all = rule_of("consensus", &roll);
  assert_true(ent_rule_margin(all, u, 0, &marginal) == -0.7);
  assert_string_equal(g7[marginal], "GBR");
  ent_rule *five = rule_of("count >= 5", &roll);
  assert_true(ent_rule_margin(five, u, 0, &marginal) == -0.55);
  assert_string_equal(g7[marginal], "DEU");
  ent_rule *alone = rule_of("veto(USA)", &roll);
  assert_true(ent_rule_margin(alone, u, 0, &marginal) == 0.8);
  ent_rule_free(all);
  ent_rule_free(five);
  ent_rule_free(alone);
}

/* UN Charter, Article 27(3), as practised: a permanent member that abstains does not block, but does not count to the
 * nine either. */
static void abstention_of_a_permanent_member_does_not_block(void **state)
{
  (void)state;
  const char *names[15] = {"CHN", "FRA", "GBR", "RUS", "USA", "E1", "E2", "E3",
                           "E4",  "E5",  "E6",  "E7",  "E8",  "E9", "E10"};
  const ent_roll roll = plain_roll(15, names);
  ent_rule *rule = rule_of("security_council(CHN, FRA, GBR, RUS, USA)", &roll);
  double u[15];
  for (int m = 0; m < 15; m++) u[m] = 0.5;
  u[3] = -0.2;
  assert_true(ent_rule_margin(rule, u, 0, NULL) == -0.2);
  assert_true(ent_rule_margin(rule, u, 0.25, NULL) == -0.2 + 0.25);
  for (int m = 5; m < 11; m++) u[m] = -0.2; /* eight in favour, seven silent: too few */
  assert_true(ent_rule_margin(rule, u, 0.25, NULL) == -0.2);
  const ent_set yes = set_of(0x7FF7), nobody = set_of(0), russia = set_of(8);
  assert_true(ent_rule_wins(rule, &yes, &russia));
  assert_false(ent_rule_wins(rule, &yes, &nobody));
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(margin_is_the_largest_threshold_that_carries),
    cmocka_unit_test(wins_agrees_with_the_definition),
    cmocka_unit_test(dual_of_dual_is_the_rule),
    cmocka_unit_test(relabelling_moves_nothing),
    cmocka_unit_test(order_is_descending_with_equals_by_number),
    cmocka_unit_test(consensus_follows_its_least_willing_member),
    cmocka_unit_test(abstention_of_a_permanent_member_does_not_block),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
