/* deal_scenario_test.c - does the scenario of a row say what the row says, and do its gates have the chances they should? */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/deal_rows.h"
#include "support/tiny_text.h"

static void test_reads_a_row(void **state)
{
  (void)state;
  ent_deal_row r = deal_row();
  r.opponents_exante = 3;
  r.opponents = " JPN  NLD";
  r.proposer = "USA GBR";
  ent_case c = ent_case_of(&r);
  assert_true(c.body == ENT_CASE_MEMBERS && c.form == ENT_CASE_CLUB_DECISION && c.joint && !c.applicant && c.opposed);
  assert_true(c.major == 1 && c.minor == 2 && c.undeclared == 4);
  assert_true(c.exit_hazard == 0.2 && c.capability == 0 && !c.lived);
  r.deciders = 153;
  assert_int_equal(ent_case_of(&r).undeclared, 9);
  r.year = 1950; /* Japan was no major power then */
  assert_int_equal(ent_case_of(&r).major, 0);
  r.proposer = r.target = "RUS";
  r.feature[ENT_DEAL_FEATURE_CINC_P] = (ent_deal_number){true, 0.2};
  r.feature[ENT_DEAL_FEATURE_CINC_T] = (ent_deal_number){true, 0.1};
  r.feature[ENT_DEAL_FEATURE_POLYARCHY_P] = (ent_deal_number){true, 0.1};
  c = ent_case_of(&r);
  assert_true(c.applicant && c.capability == 0 && c.exit_hazard == 0.07);
  r.proposer = "CHN";
  assert_true(fabs(ent_case_of(&r).capability - ent_log(2) / 3) < 1e-15);
  r.rule = ENT_DEAL_RULE_TWO_THIRDS;
  r.kind = ENT_DEAL_KIND_PEACE;
  c = ent_case_of(&r);
  assert_true(c.body == ENT_CASE_CHAMBER && c.form == ENT_CASE_TREATY);
  r.rule = ENT_DEAL_RULE_EXECUTIVE;
  c = ent_case_of(&r);
  assert_true(c.body == ENT_CASE_TWO && c.form == ENT_CASE_EXECUTIVE);
}

static void test_reads_what_came_of_it(void **state)
{
  (void)state;
  ent_deal_row r = deal_row();
  r.in_force = ENT_KNOWN_YES;
  r.held_years = (ent_deal_number){true, 3.5};
  r.outcome = "COLLAPSED";
  ent_case c = ent_case_of(&r);
  assert_true(c.lived && c.ended && c.years == 3.5);
  r.outcome = "LAPSED";
  assert_false(ent_case_of(&r).ended);
  r.outcome = "COLLAPSED";
  r.held_years.value = 47;
  c = ent_case_of(&r);
  assert_true(c.lived && !c.ended && c.years == ENT_CASE_YEARS);
  r.held_years.value = 0;
  assert_true(ent_case_of(&r).years == 0.05);
}

typedef struct share {
  double p, expected;
} share;

/* Within 4.5 standard errors, over `count` draws. */
static void near(const char *what, share s, double count)
{
  const double error = sqrt(s.expected * (1 - s.expected) / count) + 0.5 / count;
  if (!(fabs(s.p - s.expected) < 4.5 * error)) fail_msg("%s: %.5f, not %.5f", what, s.p, s.expected);
}

/* Bodies of all kinds, forms of all kinds: the gates' draws against the closed form. */
static void test_gates_have_the_chances(void **state)
{
  (void)state;
  static const struct {
    ent_deal_rule rule;
    ent_deal_kind kind;
    const char *proposer, *target, *opponents;
    int deciders, against;
  } deal[] = {{ENT_DEAL_RULE_CONSENSUS, ENT_DEAL_KIND_ADMISSION, "USA", "RUS", "JPN NLD", 7, 2},
              {ENT_DEAL_RULE_UNANIMITY, ENT_DEAL_KIND_READMISSION, "RUS", "RUS", "USA FRA", 40, 5},
              {ENT_DEAL_RULE_QUALIFIED_MAJORITY, ENT_DEAL_KIND_SUSPENSION, "DEU", "RUS", "HUN SVK", 27, 2},
              {ENT_DEAL_RULE_BILATERAL, ENT_DEAL_KIND_ALLIANCE, "GBR", "JPN", "", 2, 0},
              {ENT_DEAL_RULE_EXECUTIVE, ENT_DEAL_KIND_ARMS_CONTROL, "USA GBR", "PRK", "USA(Congress)", 2, 1},
              {ENT_DEAL_RULE_TWO_THIRDS, ENT_DEAL_KIND_PEACE, "USA", "USA FRA", "USA(Senate)", 96, 1},
              {ENT_DEAL_RULE_REFERENDUM, ENT_DEAL_KIND_TRADE_REGIME, "CHE", "CHE", "CHE", 1, 1},
              {ENT_DEAL_RULE_OTHER, ENT_DEAL_KIND_OTHER, "", "", "", 3, 0}};
  const uint64_t draws = 20000;
  const ent_allocator memory = tiny_memory();
  ent_ensemble *const e = malloc(sizeof *e);
  ent_calibration c;
  assert_non_null(e);
  ent_calibration_prior(&c);
  c.value[ENT_CALIBRATED_OPPOSED] = 0.8;
  c.value[ENT_CALIBRATED_ARMS_CONTROL] = -0.4;
  c.value[ENT_CALIBRATED_RENEGE_EXECUTIVE] = 1;
  for (size_t i = 0; i < sizeof deal / sizeof *deal; i++) {
    ent_deal_row r = deal_row();
    r.rule = deal[i].rule;
    r.kind = deal[i].kind;
    r.proposer = deal[i].proposer;
    r.target = deal[i].target;
    r.opponents = deal[i].opponents;
    r.deciders = deal[i].deciders;
    r.opponents_exante = deal[i].against;
    const ent_case of = ent_case_of(&r);
    const ent_case_chances f = ent_case_forecast(&c, &of);
    ent_scenario *s = NULL;
    ent_error err = {.code = ENT_OK};
    if (ent_deal_scenario(&r, &c, 5, NULL, &memory, &s, &err) != ENT_OK)
      fail_msg("%zu: %s %s", i, err.path, err.message);
    assert_int_equal(ent_ensemble_run(s, 20 + i, draws, NULL, 0, NULL, &memory, e, NULL), ENT_OK);
    const double n = (double)draws;
    const uint64_t shut = e->first_shut[ENT_GATE_WILL] + e->first_shut[ENT_GATE_CONSENT];
    near("adopted", (share){1 - (double)shut / n, f.adopted}, n);
    near("accepted", (share){(double)e->open[ENT_GATE_ACCEPTANCE] / n, f.accepted}, n);
    near("in force", (share){1 - (double)e->refused / n, f.in_force}, n);
    near("alive", (share){(double)e->all / n, f.alive5}, n);
    if (of.body != ENT_CASE_CHAMBER) near("offered", (share){(double)e->open[ENT_GATE_WILL] / n, f.offered}, n);
    ent_scenario_free(s);
  }
  free(e);
}

static void test_refuses(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_calibration c;
  ent_calibration_prior(&c);
  ent_deal_row r = deal_row();
  ent_error err = {.code = ENT_OK};
  ent_scenario *s = NULL;
  assert_int_equal(ent_deal_scenario(&r, &c, 0, NULL, &memory, &s, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "horizon_years");
  assert_int_equal(ent_deal_scenario(&r, &c, NAN, NULL, &memory, &s, &err), ENT_ARGUMENT);
  r.club = "\xff";
  assert_int_equal(ent_deal_scenario(&r, &c, 5, NULL, &memory, &s, &err), ENT_SYNTAX);
  assert_null(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_reads_a_row), cmocka_unit_test(test_reads_what_came_of_it),
                                     cmocka_unit_test(test_gates_have_the_chances), cmocka_unit_test(test_refuses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
