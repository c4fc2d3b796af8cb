/* Rules without some of their members: texts that lose names, abstention against the rule itself, refusals. */
#include "rules.h"

#include "entente/what_if.h"

static const ent_allocator memory = {plain_resize, NULL};

static void check_text(const char *text, const char *wanted)
{
  static const char *const left[] = {"RUS", "FRA"};
  char out[200];
  const size_t size = ent_rule_text_without(text, strlen(text), left, 2, out, sizeof out);
  assert_string_equal(out, wanted);
  assert_int_equal(size, strlen(wanted));
  char small[9];
  assert_int_equal(ent_rule_text_without(text, strlen(text), left, 2, small, sizeof small), strlen(wanted));
  assert_int_equal(strncmp(small, wanted, 8), 0);
  assert_int_equal(ent_rule_text_without(text, strlen(text), left, 2, small, 0), strlen(wanted));
}

static void test_texts(void **state)
{
  (void)state;
  check_text("consensus", "consensus");
  check_text("count >= 9 and veto(CHN, FRA,GBR , RUS,USA)", "count >= 9 and veto(CHN, GBR, USA)");
  check_text("veto(RUS) or votes >= 55%", "count >= 1 or votes >= 55%");
  check_text("objection ( FRA, RUS ) and FRA >= 3", "count >= 1 and FRA >= 3");
  check_text("security_council(RUS,FRA)", "count >= 9");
  check_text("security_council(CHN,FRA) and x", "security_council(CHN) and x");
  check_text("dual(veto(FRA,FRANCE,RUS))", "dual(veto(FRANCE))");
  check_text("veto(RUS", "veto(RUS");
  check_text("vetoes(RUS)", "vetoes(RUS)");
}

/* Reading again on the smaller roll: n and shares are those who are left. */
static void test_suspended(void **state)
{
  (void)state;
  static const char *const name[] = {"USA", "GBR", "CHN"}, *const left[] = {"RUS"}, *const column[] = {"pop"};
  static const int64_t pop[] = {50, 30, 20};
  const ent_roll roll = {3, name, 1, column, pop};
  char text[100];
  ent_rule_text_without("consensus and veto(USA, RUS) and pop >= 71%", 43, left, 1, text, sizeof text);
  ent_rule *const rule = rule_of(text, &roll);
  const ent_set all = set_of(7), two = set_of(3);
  assert_true(ent_rule_wins(rule, &all, NULL));
  assert_false(ent_rule_wins(rule, &two, NULL));
  ent_rule_free(rule);
}

/* The rule among the others says what the whole rule says when those abstain. */
static void test_silence_is_abstention(void **state)
{
  (void)state;
  uint64_t seed = 8;
  int decided = 0, never = 0, always = 0;
  for (int round = 0; round < 3000; round++) {
    club c;
    forest f;
    ent_error err = {.code = ENT_OK};
    club_open(&c, 1 + below(&seed, 8), &seed, 9);
    ent_rule *const rule = forest_grow(&f, &c, &seed, true);
    const unsigned everybody = (1U << c.members) - 1, silent = (unsigned)below(&seed, 1 << c.members);
    const ent_set quiet = set_of(silent), none = set_of(0), others = set_of(everybody & ~silent);
    ent_rule *left = NULL;
    if (ent_rule_silence(rule, &quiet, &memory, &left, &err) != ENT_OK) {
      assert_int_equal(err.code, ENT_ARGUMENT);
      const bool can = ent_rule_wins(rule, &others, &quiet);
      never += !can;
      always += can;
      if (can) assert_true(ent_rule_wins(rule, &none, &quiet));
      ent_rule_free(rule);
      continue;
    }
    decided++;
    assert_int_equal(ent_rule_members(left), c.members);
    for (unsigned s = 0; s <= everybody; s++) {
      const ent_set yes = set_of(s & ~silent), with = set_of(s);
      const bool wins = ent_rule_wins(rule, &yes, &quiet);
      assert_int_equal(ent_rule_wins(left, &yes, NULL), wins);
      assert_int_equal(ent_rule_wins(left, &with, NULL), wins); /* they have no weight */
    }
    ent_rule_free(left);
    ent_rule_free(rule);
  }
  if (decided < 1000 || never < 300 || always < 10) fail_msg("%d %d %d", decided, never, always);
}

static void test_security_council(void **state)
{
  (void)state;
  static const char *const name[15] = {"CHN", "FRA", "GBR", "RUS", "USA", "a", "b", "c",
                                       "d",   "e",   "f",   "g",   "h",   "i", "j"};
  const ent_roll roll = plain_roll(15, name);
  ent_rule *const rule = rule_of("security_council(CHN, FRA, GBR, RUS, USA)", &roll), *left = NULL;
  const ent_set russia = set_of(8), nine = set_of(0x7 | 0x10 | 0x3E0), seven = set_of(0x7F00);
  ent_error err;
  assert_int_equal(ent_rule_silence(rule, &russia, &memory, &left, NULL), ENT_OK);
  assert_true(ent_rule_wins(left, &nine, NULL));
  ent_rule_free(left);
  left = NULL;
  assert_int_equal(ent_rule_silence(rule, &seven, &memory, &left, &err), ENT_ARGUMENT);
  assert_string_equal(err.message, "While these members abstain, the others cannot carry anything.");
  assert_null(left);
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_texts),
    cmocka_unit_test(test_suspended),
    cmocka_unit_test(test_silence_is_abstention),
    cmocka_unit_test(test_security_council),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
