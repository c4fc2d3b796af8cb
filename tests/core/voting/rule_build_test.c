/* Is a wrong roll refused, is nothing of the caller's kept, and does a lack of memory end cleanly? */
#include "rules.h"

static const char *const member[] = {"USA", "FRA", "GBR"};
static const char *const column[] = {"pop", "votes"};

static void refuses(const ent_roll *roll, ent_status code, const char *path, const char *says)
{
  const ent_allocator memory = {plain_resize, NULL};
  ent_rule *rule = NULL;
  ent_error err;
  assert_int_equal(ent_rule_parse("majority", 8, roll, &memory, &rule, &err), code);
  assert_int_equal(err.code, code);
  assert_string_equal(err.path, path);
  assert_non_null(strstr(err.message, says));
  assert_null(rule);
  assert_int_equal(ent_rule_parse("majority", 8, roll, &memory, &rule, NULL), code);
}

static void wrong_rolls_are_refused(void **state)
{
  (void)state;
  const int64_t good[] = {1, 2, 3, 4, 5, 6}, negative[] = {1, 2, 3, 4, -1, 6};
  const int64_t heavy[] = {1, 2, 3, INT64_C(1) << 52, INT64_C(1) << 52, 0};
  const int64_t huge[] = {INT64_MAX, INT64_MAX, INT64_MAX, 0, 0, 0};
  refuses(&(ent_roll){0, member, 0, NULL, NULL}, ENT_ARGUMENT, "roll.members", "at least one");
  refuses(&(ent_roll){-1, member, 0, NULL, NULL}, ENT_ARGUMENT, "roll.members", "at least one");
  refuses(&(ent_roll){257, NULL, 0, NULL, NULL}, ENT_LIMIT, "roll.members", "at most 256");
  refuses(&(ent_roll){3, member, -1, column, good}, ENT_ARGUMENT, "roll.columns", "at least 0");
  refuses(&(ent_roll){3, member, 33, column, good}, ENT_LIMIT, "roll.columns", "at most 32");
  refuses(&(ent_roll){3, member, 2, column, negative}, ENT_ARGUMENT, "votes", "at least 0");
  refuses(&(ent_roll){3, member, 2, column, heavy}, ENT_LIMIT, "votes", "2^53");
  refuses(&(ent_roll){3, member, 2, column, huge}, ENT_LIMIT, "pop", "2^53");
}

static void the_callers_roll_may_go(void **state)
{
  (void)state;
  char name[3][4] = {"USA", "FRA", "GBR"}, pop[4] = "pop";
  const char *names[] = {name[0], name[1], name[2]}, *columns[] = {pop};
  int64_t weight[] = {5, 3, 2};
  char text[] = "pop >= 7 and veto(USA)", before[200], after[200];
  ent_roll roll = {3, names, 1, columns, weight};
  ent_rule *rule = rule_of(text, &roll);
  ent_rule_describe(rule, before, sizeof before);
  memset(name, 'x', sizeof name - 1);
  memset(pop, 'x', 3);
  memset(weight, 0, sizeof weight);
  memset(text, 'x', sizeof text - 1);
  names[0] = names[1] = names[2] = columns[0] = NULL;
  ent_rule_describe(rule, after, sizeof after);
  assert_string_equal(before, after);
  const ent_set both = set_of(3), last = set_of(6);
  assert_true(ent_rule_wins(rule, &both, NULL));
  assert_false(ent_rule_wins(rule, &last, NULL));
  ent_rule_free(rule);
}

static void rules_in_a_callers_arena_are_the_same(void **state)
{
  (void)state;
  const ent_allocator memory = {plain_resize, NULL};
  const ent_roll roll = plain_roll(3, member);
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  const ent_rule *rule = NULL;
  assert_int_equal(ent_rule_build("veto(USA)", 9, &roll, &arena, &rule, NULL), ENT_OK);
  const double utility[] = {0.25, -1, -1};
  assert_true(ent_rule_margin(rule, utility, 0, NULL) == 0.25);
  const ent_rule *untouched = rule;
  assert_int_equal(ent_rule_build("veto(US)", 8, &roll, &arena, &untouched, NULL), ENT_REFERENCE);
  assert_ptr_equal(untouched, rule);
  ent_arena_close(&arena);
}

/* A club of 256 with 32 columns does not fit into one chunk, so several allocations can fail. */
static void every_failed_allocation_ends_cleanly(void **state)
{
  (void)state;
  static int64_t weight[ENT_RULE_COLUMNS_MAX * ENT_MEMBERS_MAX];
  static char name[ENT_MEMBERS_MAX][200];
  const char *names[ENT_MEMBERS_MAX], *columns[ENT_RULE_COLUMNS_MAX];
  for (int i = 0; i < ENT_RULE_COLUMNS_MAX * ENT_MEMBERS_MAX; i++) weight[i] = i;
  for (int m = 0; m < ENT_MEMBERS_MAX; m++) {
    memset(name[m], 'a', sizeof name[m] - 1);
    memcpy(name[m], (const char[]){(char)('a' + m / 16), (char)('a' + m % 16)}, 2);
    names[m] = name[m];
  }
  for (int c = 0; c < ENT_RULE_COLUMNS_MAX; c++) columns[c] = names[c];
  const ent_roll roll = {ENT_MEMBERS_MAX, names, ENT_RULE_COLUMNS_MAX, columns, weight};
  char text[256];
  snprintf(text, sizeof text, "majority and %s > 50%%", columns[31]);
  for (int forever = 0; forever < 2; forever++) {
    long refusals = 0;
    for (long k = 0;; k++) {
      flaky f;
      const ent_allocator from = flaky_open(&f, k, forever != 0);
      ent_rule *rule = NULL;
      ent_error err;
      const ent_status status = ent_rule_parse(text, strlen(text), &roll, &from, &rule, &err);
      if (status == ENT_OK) {
        ent_rule_free(rule);
        assert_true(flaky_clean(&f));
        break;
      }
      refusals++;
      assert_int_equal(status, ENT_NOMEM);
      assert_int_equal(err.code, ENT_NOMEM);
      assert_null(rule);
      assert_true(flaky_clean(&f));
    }
    assert_true(refusals >= 3);
  }
}

static void freeing_nothing_is_allowed(void **state)
{
  (void)state;
  ent_rule_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(wrong_rolls_are_refused),
    cmocka_unit_test(the_callers_roll_may_go),
    cmocka_unit_test(rules_in_a_callers_arena_are_the_same),
    cmocka_unit_test(every_failed_allocation_ends_cleanly),
    cmocka_unit_test(freeing_nothing_is_allowed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
