/* Quantities, their arguments, precedence, comparisons; every mistake with its column. */
#include <math.h>

#include "faults.h"
#include "model/expression.h"

static ent_scenario *small;
static ent_arena arena;

static int open_small(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  small = small_scenario(&memory);
  ent_arena_open(&arena, &memory);
  return small ? 0 : 1;
}

static int close_small(void **state)
{
  (void)state;
  ent_scenario_free(small);
  ent_arena_close(&arena);
  return 0;
}

static const ent_expr *read(const char *text)
{
  const ent_names names = ent_scenario_names(small);
  const ent_expr *e = NULL;
  ent_error err;
  if (ent_expression_read(text, &names, &arena, &e, &err) != ENT_OK)
    fail_msg("%s: column %d: %s", text, err.column, err.message);
  return e;
}

/* The value of an expression of numbers alone, by its tree. */
static double value(const ent_expr *e)
{
  switch (e->kind) {
  case ENT_EXPR_NUMBER: return e->number;
  case ENT_EXPR_ADD: return value(e->left) + value(e->right);
  case ENT_EXPR_SUBTRACT: return value(e->left) - value(e->right);
  case ENT_EXPR_MULTIPLY: return value(e->left) * value(e->right);
  case ENT_EXPR_DIVIDE: return value(e->left) / value(e->right);
  default: fail_msg("a call in a sum of numbers"); return 0;
  }
}

static void test_arithmetic(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    double value;
  } table[] = {
    {"1", 1},      {"50%", 0.5},    {"1 + 2 * 3", 7}, {"(1 + 2) * 3", 9}, {"8 / 4 / 2", 1},    {"8 - 4 - 2", 2},
    {"2 - -1", 3}, {"2*3+4*5", 26}, {"((((1))))", 1}, {"1 - (2 - 3)", 2}, {"10 / (2 + 3)", 2}, {" 7 ", 7},
    {"-3", -3},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const double x = value(read(table[i].text));
    if (x != table[i].value) fail_msg("%s is %g", table[i].text, x);
  }
}

static void test_calls(void **state)
{
  (void)state;
  const ent_expr *e = read("p(consent)");
  assert_int_equal(e->quantity, ENT_QUANTITY_P);
  assert_int_equal(e->argument[0].index, ENT_PASS_CONSENT);
  e = read("q(hazard, 0.95)");
  assert_int_equal(e->argument[0].index, ENT_TRACK_HAZARD);
  assert_true(e->argument[1].number == 0.95);
  e = read("yes(LEAGUE, ALY)");
  assert_int_equal(e->argument[0].index, ent_scenario_club_index(small, "LEAGUE"));
  assert_int_equal(e->argument[1].index, ent_scenario_actor_index(small, "ALY"));
  e = read("granted(gas)");
  assert_int_equal(e->argument[0].index, ent_scenario_term_index(small, "gas"));
  e = read("decides(LEAGUE, PRO, ALY, NEU)");
  assert_int_equal(e->arguments, 4);
  e = read("input(deal.discount)");
  assert_int_equal(e->argument[0].index, ent_scenario_find_input(small, "deal.discount"));
  e = read("role(TGT, after)");
  assert_int_equal(e->argument[1].index, 1);
  e = read("cell(shares, 2003, east)");
  assert_string_equal(e->table->name, "shares");
  assert_int_equal(e->argument[1].index, 3);
  assert_int_equal(e->argument[2].index, 2);
  e = read("max(shares, west, 2000, 2005)");
  assert_true(e->argument[2].number == 2000 && e->argument[3].number == 2005);
  e = read("rate(cases, \"kind=wedge, opponents>=1\", adopted)");
  assert_int_equal(e->filter.count, 2);
  assert_int_equal(e->argument[2].index, 4);
}

/* Every quantity of the list is read with arguments that fit its signature. */
static void test_every_quantity(void **state)
{
  (void)state;
  static const struct {
    const char *name, *signature;
  } list[] = {
#define QUANTITY(NAME, name, signature, help) {#name, signature},
#include "model/quantities.def"
#undef QUANTITY
  };
  for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
    char text[300];
    snprintf(text, sizeof text, "%s(", list[i].name);
    for (const char *c = list[i].signature; *c && *c != '+'; c++) {
      const char *const word = *c == 'g'   ? "all"
                               : *c == 'q' ? "life"
                               : *c == 'a' ? "PRO"
                               : *c == 'k' ? "HOUSE"
                               : *c == 'm' ? "loan"
                               : *c == 'i' ? "horizon_years"
                               : *c == 't' ? "shares"
                               : *c == 'c' ? "west"
                               : *c == 'r' ? "2001"
                               : *c == 'f' ? "\"west>1\""
                               : *c == 'w' ? "now"
                                           : "2001";
      snprintf(text + strlen(text), sizeof text - strlen(text), "%s%s", c == list[i].signature ? "" : ", ", word);
    }
    snprintf(text + strlen(text), sizeof text - strlen(text), ")");
    assert_int_equal(read(text)->quantity, (ent_quantity)i);
  }
}

static void test_errors(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    ent_status code;
    int column;
    const char *meant;
  } table[] = {
    {"", ENT_SYNTAX, 1, NULL},
    {"1 +", ENT_SYNTAX, 4, NULL},
    {"1 2", ENT_SYNTAX, 3, NULL},
    {"(1", ENT_SYNTAX, 3, NULL},
    {"1)", ENT_SYNTAX, 2, NULL},
    {"* 1", ENT_SYNTAX, 1, NULL},
    {"p", ENT_SYNTAX, 1, NULL},
    {"p(", ENT_SYNTAX, 3, NULL},
    {"p()", ENT_SYNTAX, 3, NULL},
    {"p(consent", ENT_SYNTAX, 10, NULL},
    {"p(consent, will)", ENT_SYNTAX, 10, NULL},
    {"p(concent)", ENT_REFERENCE, 3, "consent"},
    {"1 + p(zzzzzzz)", ENT_REFERENCE, 7, NULL},
    {"medan(will)", ENT_REFERENCE, 1, "median"},
    {"median(wil)", ENT_REFERENCE, 8, "will"},
    {"q(will)", ENT_SYNTAX, 8, NULL},
    {"q(will, x)", ENT_SYNTAX, 9, NULL},
    {"blocks(ALLY)", ENT_REFERENCE, 8, "ALY"},
    {"members(LEAGE)", ENT_REFERENCE, 9, "LEAGUE"},
    {"granted(gass)", ENT_REFERENCE, 9, "gas"},
    {"input(deal.discont)", ENT_REFERENCE, 7, "deal.discount"},
    {"role(TGT, later)", ENT_REFERENCE, 11, NULL},
    {"cell(share, 2003, west)", ENT_REFERENCE, 6, "shares"},
    {"cell(shares, 1900, west)", ENT_REFERENCE, 14, NULL},
    {"cell(shares, 2003, wst)", ENT_REFERENCE, 20, "west"},
    {"sum(shares, wst)", ENT_REFERENCE, 13, "west"},
    {"count(cases, \"kind\")", ENT_SYNTAX, 19, NULL},
    {"count(cases, \"kin=1\")", ENT_REFERENCE, 15, "kind"},
    {"decides(LEAGUE)", ENT_SYNTAX, 16, NULL},
    {"p(will) consent", ENT_SYNTAX, 9, NULL},
    {"decides(LEAGUE,PRO,PRO,PRO,PRO,PRO,PRO,PRO,PRO,PRO,PRO,PRO,PRO)", ENT_LIMIT, 63, NULL},
  };
  const ent_names names = ent_scenario_names(small);
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    const ent_expr *e = NULL;
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_expression_read(table[i].text, &names, &arena, &e, &err);
    if (status != table[i].code || err.code != status || err.column != table[i].column)
      fail_msg("%s: %s in column %d: %s", table[i].text, ent_status_name(status), err.column, err.message);
    const bool suggests = strstr(err.message, "did you mean") != NULL;
    if (suggests != (table[i].meant != NULL) || (suggests && !strstr(err.message, table[i].meant)))
      fail_msg("%s: %s", table[i].text, err.message);
    assert_null(e);
  }
}

static ent_status status_of(const char *text)
{
  const ent_names names = ent_scenario_names(small);
  const ent_expr *e = NULL;
  return ent_expression_read(text, &names, &arena, &e, NULL);
}

static void test_limits(void **state)
{
  (void)state;
  char text[2100];
  for (int depth = 15; depth <= 18; depth++) {
    snprintf(text, sizeof text, "%.*s1%.*s", depth, "((((((((((((((((((((", depth, "))))))))))))))))))))");
    assert_int_equal(status_of(text), depth <= 16 ? ENT_OK : ENT_LIMIT);
  }
  for (int terms = 63; terms <= 66; terms++) { /* 64 numbers and 63 signs are 127 pieces */
    text[0] = '\0';
    for (int i = 0; i < terms; i++) snprintf(text + strlen(text), sizeof text - strlen(text), i ? "+1" : "1");
    assert_int_equal(status_of(text), terms <= 64 ? ENT_OK : ENT_LIMIT);
  }
  memset(text, ' ', sizeof text);
  text[0] = '1';
  text[2000] = '\0';
  assert_int_equal(status_of(text), ENT_OK);
  text[2000] = ' ';
  text[2001] = '\0';
  assert_int_equal(status_of(text), ENT_LIMIT);
}

static void test_comparisons(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    double value;
    bool holds;
    double slack;
  } table[] = {
    {"> 0.5", 0.5, false, 0},
    {"> 0.5", 0.6, true, 0.1},
    {">= 0.5", 0.5, true, 0},
    {">=50%", 0.4, false, 0.1},
    {"< 3", 3, false, 0},
    {"< 3", 2, true, 1},
    {"<= 3", 3, true, 0},
    {"= 1", 1 + 5e-10, true, 5e-10},
    {"= 1", 1.1, false, 0.1},
    {"> -2", -1, true, 1},
    {"between 0.6 and 0.7", 0.6, true, 0},
    {"between 60% and 70%", 0.68, true, 0.02},
    {"between 0.6 and 70%", 0.75, false, 0.05},
    {"between 1 and 1", 1, true, 0},
    {" > 1 ", 2, true, 1},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_comparison c;
    ent_error err;
    if (ent_comparison_read(table[i].text, &c, &err) != ENT_OK) fail_msg("%s: %s", table[i].text, err.message);
    if (ent_comparison_holds(&c, table[i].value) != table[i].holds) fail_msg("%s of %g", table[i].text, table[i].value);
    assert_true(fabs(ent_comparison_slack(&c, table[i].value) - table[i].slack) < 1e-12);
  }
  static const char *const bad[] = {"",
                                    "0.5",
                                    ">",
                                    "> x",
                                    "> 1 2",
                                    "== 1",
                                    "between 1",
                                    "between 2 and 1",
                                    "between 1 and",
                                    "=> 1",
                                    "between 60% and 0.5",
                                    "between 0.6 and 50%",
                                    "betweenn 1 and 2",
                                    "!= 1",
                                    "> 1 and < 2"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_comparison c = {.a = 77};
    ent_error err = {.code = ENT_OK};
    if (ent_comparison_read(bad[i], &c, &err) != ENT_SYNTAX) fail_msg("%s is taken for a comparison", bad[i]);
    assert_true(c.a == 77 && err.column >= 1);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_arithmetic), cmocka_unit_test(test_calls),  cmocka_unit_test(test_every_quantity),
    cmocka_unit_test(test_errors),     cmocka_unit_test(test_limits), cmocka_unit_test(test_comparisons),
  };
  return cmocka_run_group_tests(tests, open_small, close_small);
}
