/* What a sealed scenario answers when it is asked. */
#include "entente/study.h"
#include "faults.h"

static ent_scenario *small;

static int open_small(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  small = small_scenario(&memory);
  return small ? 0 : 1;
}

static int close_small(void **state)
{
  (void)state;
  ent_scenario_free(small);
  return 0;
}

static ent_input_info input(const char *path)
{
  ent_input_info info;
  if (!ent_scenario_input(small, ent_scenario_find_input(small, path), &info)) fail_msg("no input %s", path);
  return info;
}

static void test_head(void **state)
{
  (void)state;
  assert_string_equal(ent_scenario_id(small), "small");
  assert_true(ent_scenario_seed(small) == 7 && ent_scenario_draws(small) == 4096);
  assert_string_equal(ent_scenario_text(small, "title", "en"), "A small wedge");
  assert_string_equal(ent_scenario_text(small, "title", "zh-Hans"), "小楔子");
  assert_string_equal(ent_scenario_text(small, "title", "fr"),
                      "A small wedge"); /* English where there is no such language */
  assert_string_equal(ent_scenario_text(small, "question", "zh-Hant"), "Will the target join and stay?");
  assert_string_equal(ent_scenario_text(small, "nothing", "en"), "");
}

static void test_inputs(void **state)
{
  (void)state;
  ent_input_info info = {.path = "untouched"};
  assert_false(ent_scenario_input(small, -1, &info) || ent_scenario_input(small, ent_scenario_inputs(small), &info));
  assert_string_equal(info.path, "untouched");
  assert_int_equal(ent_scenario_find_input(small, "terms.seat.flo"), -1);
  for (int i = 0; i < ent_scenario_inputs(small); i++) {
    assert_true(ent_scenario_input(small, i, &info));
    assert_int_equal(ent_scenario_find_input(small, info.path), i);
    assert_true(info.label && info.text && info.words && info.source && info.citation && info.quote && info.note);
    assert_true(info.p5 <= info.p50 && info.p50 <= info.p95);
    assert_true(info.known == (info.p5 == info.p95) || !info.known);
    assert_true(info.p5 == ent_input_quantile(small, i, 0.05) && info.p95 == ent_input_quantile(small, i, 0.95));
  }
}

/* Where a number comes from: its own source, its record's, the cell of a table, or the default of the library. */
static void test_sources(void **state)
{
  (void)state;
  ent_input_info info = input("deal.leverage");
  assert_string_equal(info.source, "survey");
  assert_string_equal(info.citation, "A survey");
  assert_string_equal(info.quote, "we can press");
  assert_string_equal(info.note, "A guess.");
  info = input("terms.relief.flow");
  assert_string_equal(info.source, "talks");
  info = input("consents.HOUSE.MAJ.support");
  assert_string_equal(info.source, "survey");
  info = input("actors.PRO.capability.gdp");
  assert_true(info.known && info.p50 == 40);
  assert_string_equal(info.citation, "data/shares.csv, row 2005, column west (Made up, west)");
  info = input("terms.relief.after");
  assert_true(info.known && info.p50 == 0 && info.line == 0);
  assert_string_equal(info.note, "default of this version");
  info = input("actors.RIV.capability.gdp");
  assert_string_equal(info.text, "{p5: 20, p50: 25, p95: 40}");
}

static void test_places(void **state)
{
  (void)state;
  char text[SMALL_TEXT_MAX];
  int line = 1;
  small_text(text);
  const char *const found = strstr(text, "0.9 to 0.96");
  for (const char *c = text; c < found; c++) line += *c == '\n';
  const ent_input_info info = input("deal.discount");
  assert_int_equal(info.line, line);
  assert_int_equal(info.column, 13);
}

/* Which results an input can move. */
static void test_parts(void **state)
{
  (void)state;
  static const struct {
    const char *path;
    uint32_t moves, moves_not;
  } table[] = {
    {"deal.will.support", 1u << ENT_PART_WILL, 1u << ENT_PART_CONSENT | 1u << ENT_PART_ACCEPTANCE},
    {"terms.seat.flow", 1u << ENT_PART_ACCEPTANCE,
     1u << ENT_PART_WILL | 1u << ENT_PART_CONSENT | 1u << ENT_PART_ALIGNMENT},
    {"horizon_years", 1u << ENT_PART_SURVIVAL, 1u << ENT_PART_ACCEPTANCE},
    {"ties.PRO-TGT.slow", 1u << ENT_PART_ALIGNMENT, 1u << ENT_PART_SURVIVAL},
    {"actors.PRO.capability.gdp", 1u << ENT_PART_ALIGNMENT, 1u << ENT_PART_CONSENT},
    {"actors.PRO.capability.arms", 0, 31}, /* another series than the chosen one */
    {"consents.LEAGUE.ALY.support", 1u << ENT_PART_CONSENT, 1u << ENT_PART_SURVIVAL},
    {"trust.level", 1u << ENT_PART_ACCEPTANCE | 1u << ENT_PART_SURVIVAL, 1u << ENT_PART_CONSENT},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const uint32_t gates = input(table[i].path).gates;
    if ((gates & table[i].moves) != table[i].moves || (gates & table[i].moves_not))
      fail_msg("%s: %x", table[i].path, gates);
  }
}

static void test_parties_and_terms(void **state)
{
  (void)state;
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(small, &proposer, &target, &rival);
  assert_string_equal(ent_scenario_actor_key(small, proposer), "PRO");
  assert_string_equal(ent_scenario_actor_name(small, target), "Target");
  assert_string_equal(ent_scenario_actor_key(small, rival), "RIV");
  assert_string_equal(ent_scenario_actor_key(small, -1), "");
  assert_string_equal(ent_scenario_actor_name(small, ent_scenario_actors(small)), "");
  assert_int_equal(ent_scenario_actors(small), 7);
  assert_int_equal(ent_scenario_terms(small), 5);
  ent_term_info t;
  assert_true(ent_scenario_term(small, 0, &t) && t.essential && t.included);
  assert_string_equal(t.owner, "LEAGUE");
  assert_true(ent_scenario_term(small, 4, &t) && !t.included);
  assert_string_equal(t.owner, "NEU"); /* a single actor stands as a club of its own */
  assert_false(ent_scenario_term(small, 5, &t) || ent_scenario_term(small, -1, &t));
}

static void test_lists(void **state)
{
  (void)state;
  ent_trust_point p;
  ent_series_info v;
  ent_source_info source;
  assert_int_equal(ent_scenario_trust(small), 6); /* five events before the date, and the date itself */
  for (int i = 0; ent_scenario_trust_point(small, i, &p); i++)
    assert_true(p.low < p.mean && p.mean < p.high && p.year < 2005.6);
  assert_false(ent_scenario_trust_point(small, 6, &p) || ent_scenario_trust_point(small, -1, &p));
  assert_int_equal(ent_scenario_series(small), 2);
  assert_true(ent_scenario_series_at(small, 1, &v));
  assert_int_equal(v.points, 5); /* one cell is empty */
  assert_string_equal(v.label, "The east");
  assert_false(ent_scenario_series_at(small, 2, &v) || ent_scenario_series_at(small, -1, &v));
  assert_int_equal(ent_scenario_sources(small), 2);
  assert_true(ent_scenario_source(small, 1, &source));
  assert_string_equal(source.title, "The talks");
  assert_false(ent_scenario_source(small, 2, &source) || ent_scenario_source(small, -1, &source));
}

static void test_explain(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  char words[80] = "", cut[8];
  double q[3] = {0, 0, 0};
  ent_error err;
  assert_int_equal(ent_notation_explain("60 to 80", 8, ENT_DOMAIN_REAL, &memory, words, sizeof words, q, &err), ENT_OK);
  assert_non_null(strstr(words, "60 to 80"));
  assert_true(q[0] < 60.0000001 && q[0] > 59.9999999 && q[2] < 80.0000001 && q[2] > 79.9999999);
  assert_int_equal(ent_notation_explain("60 to 80", 8, ENT_DOMAIN_REAL, &memory, cut, sizeof cut, q, NULL), ENT_OK);
  assert_int_equal(strlen(cut), sizeof cut - 1);
  assert_int_equal(ent_notation_explain("60 to 80", 8, ENT_DOMAIN_REAL, &memory, words, 0, q, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_notation_explain("60 to 80", 8, ENT_DOMAIN_COUNT_, &memory, words, 9, q, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_notation_explain("60 toward 80", 12, ENT_DOMAIN_REAL, &memory, words, 9, q, &err), ENT_SYNTAX);
  assert_int_equal(err.column, 4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_head),   cmocka_unit_test(test_inputs),  cmocka_unit_test(test_sources),
    cmocka_unit_test(test_places), cmocka_unit_test(test_parts),   cmocka_unit_test(test_parties_and_terms),
    cmocka_unit_test(test_lists),  cmocka_unit_test(test_explain),
  };
  return cmocka_run_group_tests(tests, open_small, close_small);
}
