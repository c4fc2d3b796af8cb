/* A change by path does what an edit of the file would do; what it refuses it leaves as it was. */
#include "faults.h"

static ent_builder *builder;

static int open_small(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  builder = small_builder(&memory);
  return builder ? 0 : 1;
}

static int close_small(void **state)
{
  (void)state;
  ent_builder_close(builder);
  return 0;
}

static const char *text_at(const char *path)
{
  const ent_node *const n = ent_node_at(builder->root, path);
  return n && n->kind == ENT_NODE_SCALAR ? n->text : "(none)";
}

static void set(const char *path, const char *text)
{
  ent_error err;
  if (ent_builder_set(builder, path, text, &err) != ENT_OK) fail_msg("%s: %s", path, err.message);
}

static void digest(uint8_t out[32])
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *s = NULL;
  ent_error err;
  int found = 0;
  if (ent_scenario_seal(builder, &memory, &s, &err, 1, &found) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  ent_scenario_digest(s, out);
  ent_scenario_free(s);
}

static void test_replaces(void **state)
{
  (void)state;
  set("terms.seat.flow", "2%");
  assert_string_equal(text_at("terms.seat.flow"), "2%");
  set("deal.will.cost", "");
  assert_string_equal(text_at("deal.will.cost"), "");
  /* beside a value, source and note stay */
  set("deal.leverage", "0.2");
  assert_string_equal(text_at("deal.leverage.value"), "0.2");
  assert_string_equal(text_at("deal.leverage.source"), "survey");
  assert_string_equal(text_at("deal.leverage.note"), "A guess.");
  /* a map without value gives way: quantiles, for example */
  set("actors.RIV.capability.gdp", "30");
  assert_string_equal(text_at("actors.RIV.capability.gdp"), "30");
}

static void test_list_items(void **state)
{
  (void)state;
  set("ties.3.slow", "0.1");
  assert_string_equal(text_at("ties.3.slow"), "0.1");
  set("correlate.0.2", "0.9");
  assert_string_equal(text_at("correlate.0.2"), "0.9");
  set("clubs.LEAGUE.members.1", "NEU");
  assert_string_equal(text_at("clubs.LEAGUE.members.1"), "NEU");
  set("claims.1.tests.0.is", "> 1");
  assert_string_equal(text_at("claims.1.tests.0.is"), "> 1");
}

/* A tie is found by its pair in either order, and only by two different ends of its own. */
static void test_ties_by_pair(void **state)
{
  (void)state;
  set("ties.PRO-ALY.fast", "0.11");
  assert_string_equal(text_at("ties.3.fast"), "0.11");
  set("ties.ALY-PRO.fast", "0.12");
  assert_string_equal(text_at("ties.3.fast"), "0.12");
  assert_int_equal(ent_builder_set(builder, "ties.PRO-PRO.fast", "0", NULL), ENT_ARGUMENT);
  assert_int_equal(ent_builder_set(builder, "ties.PRO-MIN.fast", "0", NULL), ENT_ARGUMENT);
  assert_int_equal(ent_builder_set(builder, "ties.PRO.fast", "0", NULL), ENT_ARGUMENT);
  assert_int_equal(ent_builder_set(builder, "ties.-ALY.fast", "0", NULL), ENT_ARGUMENT);
}

static void test_makes_maps(void **state)
{
  (void)state;
  set("conditions.storm.probability", "0.3");
  set("conditions.storm.name", "a storm comes");
  set("consents.LEAGUE.PRO.when.storm", "-0.2");
  assert_string_equal(text_at("conditions.storm.probability"), "0.3");
  const ent_allocator memory = tiny_memory();
  ent_scenario *s = NULL;
  ent_error err;
  int found = 0;
  if (ent_scenario_seal(builder, &memory, &s, &err, 1, &found) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  assert_true(ent_scenario_find_input(s, "consents.LEAGUE.PRO.when.storm") >= 0);
  ent_scenario_free(s);
}

/* The same digest as the file with that text in it. */
static void test_like_an_edit(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  uint8_t by_set[32], by_edit[32];
  set("terms.seat.flow", "2% to 5%");
  digest(by_set);
  ent_scenario *const s = small_with("flow: 1% to 4%", "flow: 2% to 5%", &memory);
  ent_scenario_digest(s, by_edit);
  ent_scenario_free(s);
  assert_memory_equal(by_set, by_edit, 32);
}

static void test_refusals(void **state)
{
  (void)state;
  char longest[ENT_PATH_MAX + 1], deep[2 * ENT_TREE_DEPTH_MAX + 2] = {0};
  uint8_t before[32], after[32];
  memset(longest, 'a', ENT_PATH_MAX);
  longest[ENT_PATH_MAX] = '\0';
  for (int i = 0; i <= 2 * ENT_TREE_DEPTH_MAX; i++) deep[i] = i % 2 ? '.' : 'a'; /* 65 parts, but too long as well */
  const struct {
    const char *path;
    ent_status code;
  } table[] = {
    {"", ENT_ARGUMENT},
    {".", ENT_ARGUMENT},
    {".id", ENT_ARGUMENT},
    {"id.", ENT_ARGUMENT},
    {"new..x", ENT_ARGUMENT},
    {"id.x", ENT_ARGUMENT},
    {"terms.seat.flow.value", ENT_ARGUMENT},
    {"ties.6.slow", ENT_ARGUMENT},
    {"ties.-1.slow", ENT_ARGUMENT},
    {"ties.x.slow", ENT_ARGUMENT},
    {"ties.00000000000.slow", ENT_ARGUMENT},
    {"correlate.3", ENT_ARGUMENT},
    {longest, ENT_LIMIT},
    {deep, ENT_LIMIT},
    {"\xff", ENT_ARGUMENT},
    {"a.\xc3.b", ENT_ARGUMENT},
  };
  digest(before);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_builder_set(builder, table[i].path, "1", &err);
    if (status != table[i].code || err.code != status || !err.message[0])
      fail_msg("%s: %s: %s", table[i].path, ent_status_name(status), err.message);
  }
  assert_int_equal(ent_builder_set(builder, "summary.en", "\xff", NULL), ENT_ARGUMENT);
  digest(after);
  assert_memory_equal(before, after, 32);
}

static void test_before_the_end(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "id", "x", NULL), ENT_ARGUMENT);
  assert_int_equal(ent_build_map(b, (ent_place){1, 1}, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "id", "x", NULL), ENT_ARGUMENT);
  assert_int_equal(ent_build_end(b, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "id", "x", NULL), ENT_OK);
  ent_builder_close(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test_setup_teardown(test_replaces, open_small, close_small),
    cmocka_unit_test_setup_teardown(test_list_items, open_small, close_small),
    cmocka_unit_test_setup_teardown(test_ties_by_pair, open_small, close_small),
    cmocka_unit_test_setup_teardown(test_makes_maps, open_small, close_small),
    cmocka_unit_test_setup_teardown(test_like_an_edit, open_small, close_small),
    cmocka_unit_test_setup_teardown(test_refusals, open_small, close_small),
    cmocka_unit_test(test_before_the_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
