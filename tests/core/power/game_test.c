/* What is refused, what is a limit, and what game remains of a rule? */
#include "games.h"

static ent_status try_weights(int n, const int64_t *weight, int64_t quota, ent_error *err)
{
  const ent_allocator memory = plain_memory();
  ent_game *const untouched = (ent_game *)(uintptr_t)8;
  ent_game *game = untouched;
  const ent_status status = ent_game_of_weights(n, weight, quota, &memory, &game, err);
  if (status == ENT_OK)
    ent_game_free(game);
  else
    assert_ptr_equal(game, untouched);
  return status;
}

static void bad_weights(void **state)
{
  (void)state;
  static int64_t many[5001];
  for (int i = 0; i < 5001; i++) many[i] = 1;
  const int64_t negative[] = {3, -1, 2}, good[] = {3, 0, 2}, huge[] = {INT64_C(1) << 52, INT64_C(1) << 52},
                zeros[] = {0, 0};
  static const struct {
    const char *what;
    int n;
    int64_t quota;
    ent_status expected;
  } row[] = {{"empty", 0, 1, ENT_ARGUMENT},
             {"too many", 5001, 1, ENT_LIMIT},
             {"all", 5000, 5000, ENT_OK},
             {"one", 1, 1, ENT_OK}};
  ent_error err;
  for (size_t i = 0; i < sizeof row / sizeof *row; i++)
    if (try_weights(row[i].n, many, row[i].quota, &err) != row[i].expected) fail_msg("%s", row[i].what);
  assert_int_equal(try_weights(3, negative, 1, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "weight");
  assert_int_equal(try_weights(3, good, 0, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "quota");
  assert_int_equal(try_weights(3, good, -4, &err), ENT_ARGUMENT);
  assert_int_equal(try_weights(3, good, 6, &err), ENT_ARGUMENT);
  assert_int_equal(try_weights(3, good, 5, &err), ENT_OK);
  assert_int_equal(try_weights(2, huge, 1, &err), ENT_LIMIT);
  assert_int_equal(try_weights(2, zeros, 1, &err), ENT_ARGUMENT);
  assert_int_equal(try_weights(0, NULL, 1, NULL), ENT_ARGUMENT);
}

static void names_and_rolls(void **state)
{
  (void)state;
  static const char *names[5001];
  static char text[5001][8];
  static int64_t weight[5001];
  for (int i = 0; i < 5001; i++) {
    snprintf(text[i], sizeof text[i], "M%d", i);
    names[i] = text[i];
    weight[i] = i % 7;
  }
  const char *const column[] = {"votes"};
  const ent_allocator memory = plain_memory();
  ent_game *game = NULL;
  ent_error err;
  const ent_roll whole = {5000, names, 1, column, weight}, more = {5001, names, 1, column, weight};
  assert_int_equal(ent_game_parse("votes > 50% and veto(M4999)", 27, &whole, &memory, &game, &err), ENT_OK);
  assert_int_equal(ent_game_members(game), 5000);
  ent_game_free(game);
  assert_int_equal(ent_game_parse("votes > 50%", 11, &more, &memory, &game, &err), ENT_LIMIT);
  assert_string_equal(err.message, "A club has at most 5,000 members.");

  names[17] = "M4711";
  assert_int_equal(ent_game_parse("votes > 50%", 11, &whole, &memory, &game, &err), ENT_ARGUMENT);
  assert_string_equal(err.message, "Each member has a name of its own; \"M4711\" occurs twice.");
  names[17] = text[17];
  assert_int_equal(ent_game_parse("votes > 50% and veto(M5000)", 27, &whole, &memory, &game, &err), ENT_REFERENCE);
  assert_int_equal(err.column, 22);
  assert_int_equal(ent_game_parse("votes >", 7, &whole, &memory, &game, &err), ENT_SYNTAX);
  assert_int_equal(ent_game_parse("votes >= 0", 10, &whole, &memory, &game, &err), ENT_ARGUMENT);
  const ent_roll nobody = {0, names, 0, NULL, NULL}, nameless = {3, NULL, 0, NULL, NULL};
  assert_int_equal(ent_game_parse("majority", 8, &nobody, &memory, &game, &err), ENT_ARGUMENT);
  assert_int_equal(ent_game_parse("majority", 8, &nameless, &memory, &game, &err), ENT_OK);
  ent_game_free(game);
}

/* A rule keeps its limit of 256, a game has 5,000. */
static void lists_longer_than_a_set(void **state)
{
  (void)state;
  static const char *names[400];
  static char text[400][8];
  char rule[ENT_RULE_TEXT_MAX];
  size_t used = (size_t)snprintf(rule, sizeof rule, "veto(");
  for (int i = 0; i < 400; i++) {
    snprintf(text[i], sizeof text[i], "M%d", i);
    names[i] = text[i];
    if (i >= 100) used += (size_t)snprintf(rule + used, sizeof rule - used, "%sM%d", i > 100 ? "," : "", i);
  }
  used += (size_t)snprintf(rule + used, sizeof rule - used, ")");
  const ent_roll roll = {400, names, 0, NULL, NULL};
  ent_game *game = game_of(rule, &roll);
  ent_power *p = power_of(game, NULL);
  assert_string_equal(p->swings[0], "0");
  assert_int_equal(strlen(p->swings[399]), 31); /* 2^100 */
  assert_close(p->shapley[399], 1 / 300.0, 1e-15);
  ent_power_free(p);
  static bool yes[400];
  for (int i = 100; i < 400; i++) yes[i] = true;
  assert_true(ent_game_wins(game, yes));
  yes[250] = false;
  assert_false(ent_game_wins(game, yes));
  ent_game_free(game);
  snprintf(rule + used - 1, sizeof rule - used + 1, ",M399)");
  const ent_allocator memory = plain_memory();
  ent_error err;
  assert_int_equal(ent_game_parse(rule, strlen(rule), &roll, &memory, &game, &err), ENT_ARGUMENT);
  assert_string_equal(err.message, "A list names each member once.");
}

/* ---- what remains ---- */

static void what_remains(void **state)
{
  (void)state;
  const char *const name[] = {"A", "B", "C", "D", "E", "F"}, *const column[] = {"x", "y", "z"};
  const int64_t weight[] = {6, 4, 4, 2, 0, 0, 3, 2, 2, 1, 0, 0, 1, 1, 1, 1, 1, 1};
  const ent_roll roll = {6, name, 3, column, weight};
  ent_game *game = game_of("x >= 9 and y >= 5", &roll); /* x is twice y: quota 9 of 16 is 5 of 8 */
  int class_of[6];
  assert_int_equal(ent_game_classes(game, class_of), 4);
  assert_true(class_of[1] == class_of[2] && class_of[4] == class_of[5] && class_of[0] != class_of[3]);
  assert_int_equal(game->columns, 1);
  assert_true(game->single && game->line_quota == 5 && game->line_total == 8);
  assert_int_equal(game->live, 4);
  assert_true(game->dull == class_of[4]);
  ent_game_free(game);
  game = game_of("z >= 3 or count >= 5", &roll); /* z is the count: or takes the smaller quota */
  assert_true(game->single && game->line_quota == 3 && game->count == 0 && game->dull == -1 && game->classes == 1);
  ent_game_free(game);
  game = game_of("count >= 3 and x >= 50%", &roll);
  assert_true(!game->single && game->columns == 2 && game->second == 1 - game->count);
  ent_game_free(game);
}

static void of_a_rule(void **state)
{
  (void)state;
  const ent_roll roll = plain_roll(7, NULL);
  ent_rule *rule = rule_of("two_thirds", &roll);
  const ent_allocator memory = plain_memory();
  ent_game *game = NULL;
  assert_int_equal(ent_game_of_rule(rule, &memory, &game, NULL), ENT_OK);
  ent_rule_free(rule); /* the game does not need it any more */
  bool yes[7] = {true, true, true, true, false, false, false};
  assert_false(ent_game_wins(game, yes));
  yes[6] = true;
  assert_true(ent_game_wins(game, yes));
  ent_game_free(game);
  ent_game_free(NULL);
}

/* ---- plans ---- */

static ent_engine engine_for(const ent_game *game, unsigned wanted)
{
  const ent_power_options options = {.wanted = wanted};
  ent_power_plan plan;
  assert_int_equal(ent_power_plan_make(game, &options, &plan, NULL), ENT_OK);
  assert_true(strlen(plan.why) > 20);
  return plan.engine;
}

static void plans(void **state)
{
  (void)state;
  uint64_t seed = 61;
  int64_t weight[60], total = 0;
  for (int i = 0; i < 60; i++) total += weight[i] = 1000000 + below(&seed, 20000000);
  ent_error err;
  ent_power_plan plan = {.engine = ENT_ENGINES};
  ent_game *game = weights_of(40, weight, total / 4);
  assert_int_equal(engine_for(game, 0), ENT_ENGINE_MEET); /* a total of 4e8 is too large for a table */
  ent_power_options options = {.engine = ENT_ENGINE_ENUMERATE};
  assert_int_equal(ent_power_plan_make(game, &options, &plan, &err), ENT_ARGUMENT);
  assert_true(plan.engine == ENT_ENGINES && strstr(err.message, "30 members"));
  options.engine = ENT_ENGINE_WEIGHT;
  assert_int_equal(ent_power_plan_make(game, &options, &plan, &err), ENT_ARGUMENT);
  options.engine = (ent_engine)77;
  assert_int_equal(ent_power_plan_make(game, &options, &plan, &err), ENT_ARGUMENT);
  ent_game_free(game);

  static int64_t large[2000];
  for (int i = 0; i < 2000; i++) large[i] = 400000 + i * 37 % 1999; /* total near 10^9, all different */
  game = weights_of(2000, large, 400000000);
  options = (ent_power_options){.wanted = ENT_POWER_BANZHAF};
  assert_int_equal(ent_power_plan_make(game, &options, &plan, &err), ENT_LIMIT);
  ent_power *power = (ent_power *)(uintptr_t)8;
  const ent_allocator memory = plain_memory();
  assert_int_equal(ent_power_compute(game, &options, &memory, &power, &err), ENT_LIMIT);
  assert_ptr_equal(power, (ent_power *)(uintptr_t)8);
  ent_game_free(game);

  for (int e = 0; e < ENT_ENGINES; e++) {
    const char *const name = ent_engine_name((ent_engine)e);
    assert_int_equal(ent_engine_named(name, strlen(name)), e);
    assert_true(strlen(ent_engine_text((ent_engine)e)) > 10);
  }
  assert_int_equal(ent_engine_named("met", 3), ENT_ENGINES);
  assert_string_equal(ent_engine_name(ENT_ENGINES), "?");
  assert_string_equal(ent_engine_text(ENT_ENGINES), "?");
  assert_string_equal(ent_check_text(ENT_CHECKS), "?");
}

/* A diagram of members with unrelated weights doubles at each level: it is refused, and nothing hangs. */
static void diagrams_that_explode(void **state)
{
  (void)state;
  uint64_t seed = 62;
  const char *names[60];
  char text[60][8];
  int64_t weight[120];
  for (int i = 0; i < 60; i++) {
    snprintf(text[i], sizeof text[i], "M%d", i);
    names[i] = text[i];
    weight[i] = 1000000000 + below(&seed, 1000000000);
    weight[60 + i] = 1000000000 + below(&seed, 1000000000);
  }
  const char *const column[] = {"a", "b"};
  const ent_roll roll = {60, names, 2, column, weight};
  ent_game *game = game_of("a > 50% and b > 50%", &roll);
  const ent_power_options options = {.wanted = ENT_POWER_BANZHAF};
  const ent_allocator memory = plain_memory();
  ent_power *p = NULL;
  ent_error err;
  assert_int_equal(ent_power_compute(game, &options, &memory, &p, &err), ENT_LIMIT);
  assert_true(strstr(err.message, "1,048,576 nodes") != NULL);
  ent_game_free(game);
}

static void bad_options(void **state)
{
  (void)state;
  const int64_t weight[] = {3, 2, 2};
  int unions[] = {0, 3, 1};
  ent_game *game = weights_of(3, weight, 4);
  const ent_belief belief[] = {{.share = 0, .a = 1, .b = 1},
                               {.share = 1, .a = 0.1, .b = 1},
                               {.share = 1, .at = 1.5},
                               {.share = 1, .a = 1, .b = 2000},
                               {.share = NAN, .a = 1, .b = 1}};
  ent_power_options bad[12] = {{.nodes = -1},
                               {.nodes = 2561},
                               {.wanted = 128},
                               {.wanted = ENT_POWER_UNIONS},
                               {.wanted = ENT_POWER_UNIONS, .union_of = unions},
                               {.wanted = ENT_POWER_BELIEF},
                               {.wanted = ENT_POWER_BELIEF, .belief = belief, .beliefs = 17}};
  for (int i = 0; i < 5; i++)
    bad[7 + i] = (ent_power_options){.wanted = ENT_POWER_BELIEF, .belief = &belief[i], .beliefs = 1};
  const ent_allocator memory = plain_memory();
  for (int i = 0; i < 12; i++) {
    ent_power *p = NULL;
    ent_error err = {.code = ENT_OK};
    if (ent_power_compute(game, &bad[i], &memory, &p, &err) != ENT_ARGUMENT || err.code != ENT_ARGUMENT || p)
      fail_msg("options %d", i);
  }
  ent_game *other = weights_of(2, weight, 3);
  ent_power *p = power_of(game, NULL);
  ent_power_verdict v;
  assert_int_equal(ent_power_verify(other, p, NULL, &memory, &v, NULL), ENT_ARGUMENT);
  ent_power_free(p);
  ent_power_free(NULL);
  ent_game_free(game);
  ent_game_free(other);
}

/* What cannot be counted is refused with what would help. */
static void limits_of_indices(void **state)
{
  (void)state;
  uint64_t seed = 63;
  int64_t weight[60], total = 0;
  int of[60];
  for (int i = 0; i < 60; i++) {
    total += weight[i] = 100 + below(&seed, 90000);
    of[i] = i;
  }
  ent_game *game = weights_of(60, weight, total / 2);
  const ent_allocator memory = plain_memory();
  static const unsigned what[] = {ENT_POWER_JOHNSTON, ENT_POWER_MINIMAL, ENT_POWER_UNIONS};
  for (int i = 0; i < 3; i++) {
    const ent_power_options options = {.wanted = what[i], .union_of = of};
    ent_power *p = NULL;
    ent_error err;
    assert_int_equal(ent_power_compute(game, &options, &memory, &p, &err), ENT_LIMIT);
    assert_null(p);
  }
  ent_game_free(game);
}

static bool stop(void *ctx, uint64_t done, uint64_t blocks, const void *unused)
{
  (void)blocks;
  (void)unused;
  *(uint64_t *)ctx = done;
  return done < 3;
}

static void cancelled(void **state)
{
  (void)state;
  int64_t weight[60];
  for (int i = 0; i < 60; i++) weight[i] = 100 + i * 7 % 59;
  ent_game *game = weights_of(60, weight, 3900);
  uint64_t done = 0;
  const ent_allocator memory = plain_memory();
  for (int exact = 0; exact < 2; exact++) {
    const ent_power_options options = {.wanted = exact ? ENT_POWER_EXACT : ENT_POWER_SHAPLEY,
                                       .engine = ENT_ENGINE_WEIGHT,
                                       .progress = stop,
                                       .progress_ctx = &done};
    ent_power *p = NULL;
    assert_int_equal(ent_power_compute(game, &options, &memory, &p, NULL), ENT_CANCELLED);
    assert_true(done == 3 && !p);
  }
  ent_game_free(game);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bad_weights),
    cmocka_unit_test(names_and_rolls),
    cmocka_unit_test(lists_longer_than_a_set),
    cmocka_unit_test(what_remains),
    cmocka_unit_test(of_a_rule),
    cmocka_unit_test(plans),
    cmocka_unit_test(diagrams_that_explode),
    cmocka_unit_test(bad_options),
    cmocka_unit_test(limits_of_indices),
    cmocka_unit_test(cancelled),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
