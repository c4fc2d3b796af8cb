/* Is each text of a rule read as documented, and each wrong one refused at its place? */
#include "rules.h"

static const char *const member[] = {"USA", "FRA", "GBR", "DEU", "JPN", "ITA", "CAN", "\xC3\x96ST", "A-1.b", "X9"};
static const char *const column[] = {"pop", "votes", "empty"};
static const int64_t weight[] = {333, 68, 67, 84, 125, 59, 40, 9, 1, 1, 20, 0, 0, 0, 0,
                                 0,   0,  0,  0,  0,   0,  0,  0, 0, 0, 0,  0, 0, 0, 0};
static const ent_roll roll = {10, member, 3, column, weight};

static void append(char *text, size_t room, const char *more)
{
  const size_t used = strlen(text);
  snprintf(text + used, room - used, "%s", more);
}

/* ---- quotas ---- */

static int64_t quota_of(const char *text, const ent_roll *members)
{
  ent_rule *rule = rule_of(text, members);
  assert_int_equal(rule->nodes, 1);
  assert_int_equal(rule->node[0].kind, ENT_RULE_ATOM);
  const int64_t quota = rule->node[0].quota;
  ent_rule_free(rule);
  return quota;
}

static void words_give_the_quotas_of_the_header(void **state)
{
  (void)state;
  for (int n = 1; n <= ENT_MEMBERS_MAX; n++) {
    const ent_roll members = plain_roll(n, NULL);
    assert_int_equal(quota_of("consensus", &members), n);
    assert_int_equal(quota_of("unanimity", &members), n);
    const int64_t majority = quota_of("majority", &members);
    assert_true(2 * majority > n && 2 * (majority - 1) <= n);
    const int64_t thirds = quota_of("two_thirds", &members);
    assert_true(3 * thirds >= 2 * n && 3 * (thirds - 1) < 2 * n);
    const int64_t quarters = quota_of("three_quarters", &members);
    assert_true(4 * quarters >= 3 * n && 4 * (quarters - 1) < 3 * n);
  }
}

/* Whole shares of all totals against fractions, where binary floating point fails (55 % of 20 is 11, 0.55 * 20 is above). */
static void shares_round_up_exactly(void **state)
{
  (void)state;
  for (int n = 1; n <= ENT_MEMBERS_MAX; n++) {
    const ent_roll members = plain_roll(n, NULL);
    for (int percent = 1; percent <= 100; percent++) {
      char text[40];
      snprintf(text, sizeof text, "count >= %d%%", percent);
      const int64_t q = quota_of(text, &members);
      assert_true(100 * q >= percent * n && 100 * (q - 1) < percent * n);
      if (percent == 100) continue;
      snprintf(text, sizeof text, "count>%d.0 %%", percent);
      const int64_t above = quota_of(text, &members);
      assert_true(100 * above > percent * n && 100 * (above - 1) <= percent * n);
    }
  }
}

static void large_and_fine_shares_are_exact(void **state)
{
  (void)state;
  const int64_t top = (INT64_C(1) << 53) - 1; /* 9007199254740991 */
  const ent_roll one = {1, NULL, 1, column, &top};
  assert_int_equal(quota_of("pop >= 100%", &one), top);
  assert_int_equal(quota_of("pop >= 62.5%", &one), INT64_C(5629499534213120));      /* 5629499534213119.375 */
  assert_int_equal(quota_of("pop >= 33.333333%", &one), INT64_C(3002399721556333)); /* 3002399721556332.81... */
  assert_int_equal(quota_of("pop > 50%", &one), INT64_C(4503599627370496));
  assert_int_equal(quota_of("pop >= 0.000001%", &one), INT64_C(90071993)); /* 90071992.5... */
  assert_int_equal(quota_of("pop >= 9007199254740991", &one), top);
  assert_int_equal(quota_of("pop > 9007199254740990", &one), top);
  assert_int_equal(quota_of("pop > 0", &one), 1);
  const int64_t people = 448387872; /* the European Union in 2023, Eurostat */
  const ent_roll union_roll = {1, NULL, 1, column, &people};
  assert_int_equal(quota_of("pop >= 65%", &union_roll), 291452117);
}

/* ---- structure ---- */

/* The same winning coalitions? */
static void same(const char *a, const char *b)
{
  ent_rule *x = rule_of(a, &roll), *y = rule_of(b, &roll);
  for (unsigned yes = 0; yes < 1U << 10; yes++) {
    const ent_set s = set_of(yes), silent = set_of(~yes & 0x155U);
    if (ent_rule_wins(x, &s, &silent) != ent_rule_wins(y, &s, &silent)) fail_msg("%s | %s: %x", a, b, yes);
  }
  ent_rule_free(x);
  ent_rule_free(y);
}

static void words_mean_what_they_abbreviate(void **state)
{
  (void)state;
  same("eu_council(pop)", "(count >= 6 and pop >= 512) or count >= 7");
  same("eu_council(pop)", "(count >= 55% and pop >= 65%) or count >= 7");
  same("security_council(USA, FRA)", "count >= 9 and objection(USA, FRA)");
  same("veto(USA, FRA)", "veto(USA) and veto(FRA)");
  same("objection(USA, FRA)", "objection(FRA) and objection(USA)");
  same("dual(veto(USA, FRA))", "veto(USA) or veto(FRA)");
  same("dual(count >= 4)", "count >= 7");
  same("dual(eu_council(pop))", "(count >= 5 or pop >= 276) and count >= 4");
  same("dual(dual(pop >= 65%))", "pop >= 512");
}

static void and_binds_tighter(void **state)
{
  (void)state;
  same("veto(USA) or veto(FRA) and veto(GBR)", "veto(USA) or (veto(FRA) and veto(GBR))");
  same("veto(USA) and veto(FRA) or veto(GBR)", "(veto(USA) and veto(FRA)) or veto(GBR)");
  same("  (\tveto(USA)\n)\r ", "veto(USA)");
  same("veto(\xC3\x96ST,A-1.b , X9)", "veto(X9) and veto(A-1.b) and veto(\xC3\x96ST)");
}

static void children_come_before_parents(void **state)
{
  (void)state;
  ent_rule *rule = rule_of("(majority or pop >= 2 and veto(USA)) and dual(majority or eu_council(pop))", &roll);
  assert_int_equal(rule->root, rule->nodes - 1);
  for (int node = 0; node < rule->nodes; node++)
    for (int c = rule->node[node].child; c >= 0; c = rule->node[c].next) assert_true(c < node);
  ent_rule_free(rule);
}

/* ---- refusals ---- */

typedef struct refusal {
  const char *text;
  ent_status code;
  int column;
  const char *says; /* part of the message */
} refusal;

static const refusal refusals[] = {
  {"", ENT_SYNTAX, 1, "A rule comes here"},
  {"   ", ENT_SYNTAX, 4, "A rule comes here"},
  {"and", ENT_SYNTAX, 1, "A rule comes here"},
  {"majority and or majority", ENT_SYNTAX, 14, "A rule comes here"},
  {"majority or", ENT_SYNTAX, 12, "A rule comes here"},
  {"42", ENT_SYNTAX, 1, "A rule comes here"},
  {"majority majority", ENT_SYNTAX, 10, "or the end of the rule"},
  {"majority && majority", ENT_SYNTAX, 10, "or the end of the rule"},
  {"majority)", ENT_SYNTAX, 9, "closes nothing"},
  {"(majority", ENT_SYNTAX, 10, "\")\" comes here"},
  {"(majority majority)", ENT_SYNTAX, 11, "\"and\", \"or\" or \")\""},
  {"()", ENT_SYNTAX, 2, "A rule comes here"},
  {"dual majority", ENT_SYNTAX, 6, "\"(\" comes here"},
  {"dual(majority", ENT_SYNTAX, 14, "\")\" comes here"},
  {"count", ENT_SYNTAX, 6, "\">=\" or \">\""},
  {"count = 9", ENT_SYNTAX, 7, "\">=\" or \">\""},
  {"count => 9", ENT_SYNTAX, 7, "\">=\" or \">\""},
  {"count <= 9", ENT_SYNTAX, 7, "\">=\" or \">\""},
  {"pop veto", ENT_SYNTAX, 5, "\">=\" or \">\""},
  {"count >=", ENT_SYNTAX, 9, "A quota comes here"},
  {"count >= all", ENT_SYNTAX, 10, "A quota comes here"},
  {"count >= -3", ENT_SYNTAX, 10, "A quota comes here"},
  {"count >= %", ENT_SYNTAX, 10, "A quota comes here"},
  {"count >= .5%", ENT_SYNTAX, 10, "A quota comes here"},
  {"count >= 5.", ENT_SYNTAX, 11, "or the end of the rule"},
  {"count >= 5 5", ENT_SYNTAX, 12, "or the end of the rule"},
  {"count >= 5.5", ENT_SYNTAX, 10, "whole number"},
  {"count >= 5.0000001%", ENT_SYNTAX, 10, "6 decimals"},
  {"count >= 5\xFF", ENT_SYNTAX, 11, "or the end of the rule"},
  {"count >= 0", ENT_ARGUMENT, 10, "between 1 and the total, 10."},
  {"count >= 0%", ENT_ARGUMENT, 10, "between 1 and the total, 10."},
  {"count >= 11", ENT_ARGUMENT, 10, "between 1 and the total, 10."},
  {"count > 10", ENT_ARGUMENT, 9, "between 1 and the total, 10."},
  {"count > 100%", ENT_ARGUMENT, 9, "between 1 and the total, 10."},
  {"majority or pop >= 788", ENT_ARGUMENT, 20, "between 1 and the total, 787."},
  {"count >= 99999999999999999999999999", ENT_ARGUMENT, 10, "between 1 and the total, 10."},
  {"count >= 100.000001%", ENT_ARGUMENT, 10, "at most 100%"},
  {"count >= 99999999999999999999999999%", ENT_ARGUMENT, 10, "at most 100%"},
  {"empty >= 50%", ENT_ARGUMENT, 10, "Nobody on the roll"},
  {"eu_council(empty)", ENT_ARGUMENT, 12, "Nobody on the roll"},
  {"concensus", ENT_REFERENCE, 1, "Did you mean \"consensus\"?"},
  {"majority or vote >= 5", ENT_REFERENCE, 13, "Did you mean \"votes\"?"},
  {"Count >= 5", ENT_REFERENCE, 1, "Did you mean \"count\"?"},
  {"zzzzzzzz", ENT_REFERENCE, 1, "\"zzzzzzzz\" is neither a rule nor a column"},
  {"veto", ENT_SYNTAX, 5, "\"(\" comes here"},
  {"veto()", ENT_SYNTAX, 6, "name of a member"},
  {"veto(7)", ENT_SYNTAX, 6, "name of a member"},
  {"veto(USA,)", ENT_SYNTAX, 10, "name of a member"},
  {"veto(USA FRA)", ENT_SYNTAX, 10, "\",\" and a name or \")\""},
  {"veto(USA", ENT_SYNTAX, 9, "\",\" and a name or \")\""},
  {"veto(USA, FRB)", ENT_REFERENCE, 11, "No member of this club is called \"FRB\". Did you mean \"FRA\"?"},
  {"veto(USA, FRA, USA)", ENT_ARGUMENT, 16, "each member once"},
  {"objection(pop)", ENT_REFERENCE, 11, "No member of this club is called \"pop\"."},
  {"dual(objection(USA))", ENT_SYNTAX, 6, "has no dual"},
  {"dual(dual(majority and objection(USA)))", ENT_SYNTAX, 24, "has no dual"},
  {"dual(security_council(USA))", ENT_SYNTAX, 6, "has no dual"},
  {"security_council", ENT_SYNTAX, 17, "\"(\" comes here"},
  {"eu_council", ENT_SYNTAX, 11, "\"(\" comes here"},
  {"eu_council()", ENT_SYNTAX, 12, "name of a column"},
  {"eu_council(popp)", ENT_REFERENCE, 12, "The roll has no column \"popp\". Did you mean \"pop\"?"},
  {"eu_council(pop", ENT_SYNTAX, 15, "\")\" comes here"},
};

static void refuses(const refusal *r, const char *text, size_t size, const ent_roll *members)
{
  const ent_allocator memory = {plain_resize, NULL};
  ent_rule *const before = (ent_rule *)&memory; /* any address: it must stay */
  ent_rule *rule = before;
  ent_error err = {ENT_OK, 0, 0, "", ""};
  const ent_status status = ent_rule_parse(text, size, members, &memory, &rule, &err);
  if (status != r->code || err.code != r->code || err.column != r->column || !strstr(err.message, r->says))
    fail_msg("%s: status %d, column %d, %s", r->text, (int)status, err.column, err.message);
  assert_ptr_equal(rule, before);
  assert_true(err.message[strlen(err.message) - 1] == '.' || err.message[strlen(err.message) - 1] == '?');
  assert_int_equal(ent_rule_parse(text, size, members, &memory, &rule, NULL), r->code);
}

static void each_mistake_is_refused_at_its_place(void **state)
{
  (void)state;
  for (size_t i = 0; i < sizeof refusals / sizeof refusals[0]; i++)
    refuses(&refusals[i], refusals[i].text, strlen(refusals[i].text), &roll);
}

static void presets_refuse_clubs_that_are_too_small(void **state)
{
  (void)state;
  const ent_roll three = {3, member, 1, column, weight}, eight = plain_roll(8, member);
  refuses(&(refusal){"eu_council", ENT_ARGUMENT, 1, "at least 4 members"}, "eu_council(pop)", 15, &three);
  refuses(&(refusal){"security_council", ENT_ARGUMENT, 1, "at least 9"}, "security_council(USA)", 21, &eight);
}

static void a_club_without_names_or_columns_knows_none(void **state)
{
  (void)state;
  const ent_roll bare = plain_roll(10, NULL);
  refuses(&(refusal){"veto", ENT_REFERENCE, 6, "No member"}, "veto(USA)", 9, &bare);
  refuses(&(refusal){"eu_council", ENT_REFERENCE, 12, "no column"}, "eu_council(pop)", 15, &bare);
}

static void limits_hold(void **state)
{
  (void)state;
  char text[ENT_RULE_TEXT_MAX + 2];
  memset(text, ' ', sizeof text);
  memcpy(text, "majority", 8);
  refuses(&(refusal){"long", ENT_LIMIT, 0, "2048 bytes"}, text, ENT_RULE_TEXT_MAX + 1, &roll);
  text[ENT_RULE_TEXT_MAX] = '\0';
  ent_rule_free(rule_of(text, &roll));

  for (int depth = ENT_RULE_DEPTH_MAX; depth <= ENT_RULE_DEPTH_MAX + 1; depth++) {
    memset(text, '(', (size_t)depth);
    memcpy(text + depth, "majority", 8);
    memset(text + depth + 8, ')', (size_t)depth);
    text[2 * depth + 8] = '\0';
    if (depth > ENT_RULE_DEPTH_MAX)
      refuses(&(refusal){"deep", ENT_LIMIT, 33, "32 deep"}, text, strlen(text), &roll);
    else
      ent_rule_free(rule_of(text, &roll));
  }

  text[0] = '\0';
  for (int atoms = 1; atoms <= ENT_RULE_NODES_MAX; atoms++) {
    append(text, sizeof text, atoms > 1 ? " or votes>1" : "votes>1");
    if (atoms == ENT_RULE_NODES_MAX - 1) ent_rule_free(rule_of(text, &roll));
  }
  refuses(&(refusal){"many", ENT_LIMIT, (int)strlen(text) + 1, "at most 128"}, text, strlen(text), &roll);
}

/* Any bytes: an answer or a place inside the text, never a crash (the sanitizers watch). */
static void random_texts_end_well(void **state)
{
  (void)state;
  static const char *const piece[] = {"count", "pop",       ">=",       ">",          "55",
                                      "%",     "(",         ")",        "and",        "or",
                                      "dual",  "veto",      "USA",      ",",          " ",
                                      "3.5",   "FRA",       "=",        "\xFF",       "empty",
                                      "1",     "objection", "majority", "eu_council", "security_council"};
  const ent_allocator memory = {plain_resize, NULL};
  uint64_t seed = 6;
  int good = 0;
  for (int round = 0; round < 100000; round++) {
    char text[256] = "";
    const int pieces = 1 + below(&seed, 10);
    for (int i = 0; i < pieces; i++) {
      append(text, sizeof text, piece[below(&seed, (int)(sizeof piece / sizeof piece[0]))]);
      if (below(&seed, 2)) append(text, sizeof text, " ");
    }
    ent_rule *rule = NULL;
    ent_error err;
    const ent_status status = ent_rule_parse(text, strlen(text), &roll, &memory, &rule, &err);
    if (status == ENT_OK) {
      good++;
      ent_rule_free(rule);
    } else if (err.column < 1 || err.column > (int)strlen(text) + 1) {
      fail_msg("%s: column %d", text, err.column);
    }
  }
  assert_true(good > 100);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(words_give_the_quotas_of_the_header),
    cmocka_unit_test(shares_round_up_exactly),
    cmocka_unit_test(large_and_fine_shares_are_exact),
    cmocka_unit_test(words_mean_what_they_abbreviate),
    cmocka_unit_test(and_binds_tighter),
    cmocka_unit_test(children_come_before_parents),
    cmocka_unit_test(each_mistake_is_refused_at_its_place),
    cmocka_unit_test(presets_refuse_clubs_that_are_too_small),
    cmocka_unit_test(a_club_without_names_or_columns_knows_none),
    cmocka_unit_test(limits_hold),
    cmocka_unit_test(random_texts_end_well),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
