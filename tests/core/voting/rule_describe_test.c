/* Is a rule told in words as documented, and cut where the room ends? */
#include "rules.h"

static const char *const member[] = {"USA", "FRA", "GBR", "DEU", "JPN", "ITA", "CAN", "RUS", "CHN"};
static const char *const column[] = {"pop"};
static const int64_t weight[] = {333000000, 68000000, 67000000, 84000000, 125000000, 59000000, 40000000, 1234, 7};
static const ent_roll roll = {9, member, 1, column, weight};

static void rules_are_told_in_words(void **state)
{
  (void)state;
  static const struct {
    const char *text, *told;
  } cases[] = {
    {"consensus", "count >= 9 of 9"},
    {"count>8", "count >= 9 of 9"},
    {"count >= 55%", "count >= 55 % (5 of 9)"},
    {"pop >= 62.50%", "pop >= 62.5 % (485,000,776 of 776,001,241)"},
    {"pop>0.000001%", "pop > 0.000001 % (at least 8 of 776,001,241)"},
    {"pop >= 1000 or majority", "pop >= 1,000 of 776,001,241 or count >= 5 of 9"},
    {"eu_council(pop)", "count >= 55 % (5 of 9) and pop >= 65 % (504,400,807 of 776,001,241) or count >= 6 of 9"},
    {"(majority or veto(USA)) and consensus", "(count >= 5 of 9 or yes of USA) and count >= 9 of 9"},
    {"((majority and veto(USA))) and (consensus)", "count >= 5 of 9 and yes of USA and count >= 9 of 9"},
    {"security_council(USA, FRA, GBR, RUS, CHN)", "count >= 9 of 9 and no objection by USA, FRA, GBR, RUS, CHN"},
    {"dual(veto(RUS, USA) and pop > 50%)", "yes of one of USA, RUS or pop >= 388,000,621 of 776,001,241"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char told[256];
    ent_rule *rule = rule_of(cases[i].text, &roll);
    const size_t size = ent_rule_describe(rule, told, sizeof told);
    assert_string_equal(told, cases[i].told);
    assert_int_equal(size, strlen(told));
    ent_rule_free(rule);
  }
}

static void text_is_cut_where_the_room_ends(void **state)
{
  (void)state;
  ent_rule *rule = rule_of("count >= 55% and veto(USA)", &roll);
  char whole[128];
  const size_t size = ent_rule_describe(rule, whole, sizeof whole);
  assert_int_equal(ent_rule_describe(rule, NULL, 0), size);
  for (size_t room = 1; room <= size + 2; room++) {
    char told[128];
    memset(told, '#', sizeof told);
    assert_int_equal(ent_rule_describe(rule, told, room), size);
    const size_t kept = room - 1 < size ? room - 1 : size;
    assert_memory_equal(told, whole, kept);
    assert_int_equal(told[kept], '\0');
    assert_int_equal(told[kept + 1], '#');
  }
  ent_rule_free(rule);
}

static void digits_are_grouped(void **state)
{
  (void)state;
  static const struct {
    int64_t value;
    const char *plain, *grouped;
  } cases[] = {{0, "0", "0"},
               {999, "999", "999"},
               {1000, "1000", "1,000"},
               {1234567, "1234567", "1,234,567"},
               {INT64_MAX, "9223372036854775807", "9,223,372,036,854,775,807"}};
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    char out[ENT_DIGITS_MAX];
    assert_int_equal(ent_rule_digits(cases[i].value, false, out), strlen(cases[i].plain));
    assert_string_equal(out, cases[i].plain);
    assert_int_equal(ent_rule_digits(cases[i].value, true, out), strlen(cases[i].grouped));
    assert_string_equal(out, cases[i].grouped);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(rules_are_told_in_words),
    cmocka_unit_test(text_is_cut_where_the_room_ends),
    cmocka_unit_test(digits_are_grouped),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
