/* The nearest rule that lets given votes carry, and rules written back as text. */
#include "rules.h"

#include "entente/paths.h"

static const ent_allocator memory = {plain_resize, NULL};

static void written(const ent_rule *rule, const char *want)
{
  char text[ENT_RULE_TEXT_MAX];
  assert_true(ent_rule_write(rule, text, sizeof text) < sizeof text);
  assert_string_equal(text, want);
}

static void relaxed(const char *rule_text, unsigned yes, unsigned silent, const char *want, double distance,
                    int lowered)
{
  static const char *const names[5] = {"A", "B", "C", "D", "E"}, *const column[1] = {"pop"};
  static const int64_t pop[5] = {50, 30, 10, 5, 5};
  const ent_roll roll = {5, names, 1, column, pop};
  ent_rule *const rule = rule_of(rule_text, &roll);
  const ent_set y = set_of(yes), s = set_of(silent);
  ent_relaxation r;
  assert_int_equal(ent_rule_relax(rule, &y, &s, &memory, &r, NULL), ENT_OK);
  written(r.rule, want);
  if (!(fabs(r.distance - distance) <= 1e-15)) fail_msg("%s: %.17g is not %.17g", rule_text, r.distance, distance);
  assert_int_equal(r.lowered, lowered);
  ent_rule_free(r.rule);
  ent_rule_free(rule);
}

/* A = 1, B = 2, C = 4, D = 8, E = 16. */
static void test_by_hand(void **state)
{
  (void)state;
  relaxed("consensus", 1 | 2 | 4, 0, "count >= 3", 0.4, 1);
  relaxed("consensus", 31, 0, "count >= 5", 0, 0);
  relaxed("count >= 3 and veto(A, B, E)", 2 | 4 | 8, 0, "count >= 3 and veto(B)", 2.0 / 3, 1);
  relaxed("count >= 4 and pop >= 65%", 2 | 4, 0, "count >= 2 and pop >= 40", 0.4 + 0.25, 2);
  relaxed("(count >= 4 and pop >= 65%) or count >= 3", 2 | 4, 0, "(count >= 4 and pop >= 65) or count >= 2", 0.2, 1);
  relaxed("count >= 2 and objection(A, E)", 2 | 4, 16, "count >= 2 and objection(E)", 0.5, 1);
  relaxed("count >= 2 and veto(A)", 2 | 4, 0, "count >= 2", 1, 1);
  relaxed("dual(veto(A, B) and count >= 4)", 4, 0, "(veto(A) or veto(B)) or count >= 1", 0.2, 1);
}

/* The changed rule carries; it is the old one when that carries; a notch less and it does not; the text reads back. */
static void test_properties(void **state)
{
  (void)state;
  uint64_t seed = 31;
  for (int round = 0; round < 3000; round++) {
    club c;
    forest f;
    club_open(&c, 1 + below(&seed, 10), &seed, 9);
    ent_rule *const rule = forest_grow(&f, &c, &seed, true);
    const unsigned everybody = (1U << c.members) - 1, yes = (unsigned)chance(&seed) & everybody;
    const unsigned silent = (unsigned)chance(&seed) & everybody & ~yes;
    const ent_set y = set_of(yes), s = set_of(silent);
    ent_relaxation r;
    const ent_status status = ent_rule_relax(rule, &y, &s, &memory, &r, NULL);
    if (status == ENT_OK) {
      char text[ENT_RULE_TEXT_MAX];
      assert_true(ent_rule_wins(r.rule, &y, &s));
      assert_int_equal(r.distance == 0, forest_wins(&f, yes, silent));
      assert_int_equal(r.lowered == 0, r.distance == 0);
      assert_true(ent_rule_write(r.rule, text, sizeof text) < sizeof text);
      ent_rule *const again = rule_of(text, &c.roll);
      for (unsigned set = 0; set <= everybody; set++) {
        const ent_set one = set_of(set);
        assert_int_equal(ent_rule_wins(again, &one, NULL), ent_rule_wins(r.rule, &one, NULL));
        if (ent_rule_wins(rule, &one, NULL)) assert_true(ent_rule_wins(r.rule, &one, NULL)); /* easier, never harder */
      }
      ent_rule_free(again);
      ent_rule_free(r.rule);
    } else {
      assert_int_equal(status, ENT_ARGUMENT); /* nobody with a vote that counts */
      assert_false(forest_wins(&f, yes, silent));
    }
    ent_rule_free(rule);
  }
}

static void test_refusals(void **state)
{
  (void)state;
  static const char *const names[3] = {"A", "B", "C"};
  const ent_roll roll = plain_roll(3, names);
  ent_rule *const rule = rule_of("count >= 2 and veto(A)", &roll);
  const ent_set nobody = set_of(0), two = set_of(6);
  ent_relaxation r = {.lowered = 77};
  ent_error err;
  assert_int_equal(ent_rule_relax(rule, &nobody, NULL, &memory, &r, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "yes");
  assert_int_equal(r.lowered, 77);
  for (long k = 0;; k++) {
    flaky f;
    const ent_allocator from = flaky_open(&f, k, k % 2 == 0);
    const ent_status status = ent_rule_relax(rule, &two, NULL, &from, &r, &err);
    if (status == ENT_OK) ent_rule_free(r.rule);
    assert_true(flaky_clean(&f));
    if (status == ENT_OK) break;
    assert_int_equal(status, ENT_NOMEM);
  }
  char cut[8];
  assert_int_equal(ent_rule_write(rule, cut, sizeof cut), 22);
  assert_string_equal(cut, "count >");
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_by_hand), cmocka_unit_test(test_properties),
                                     cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
