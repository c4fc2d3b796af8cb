/* Ideal points on a line and in a plane: worked examples, the definitions on a grid, and what must not change. */
#include "rules.h"

#include "voting/space.h"

#include "space_cases.h"

/* Seven members at these places; core and choice by hand from the definitions (docs/method/voting.md, worked example). */
static const double line_ideal[7] = {-0.9, -0.6, -0.2, 0.1, 0.3, 0.5, 0.8};

static void near(double got, double want, double within)
{
  if (!(fabs(got - want) <= within)) fail_msg("%.17g is not %.17g", got, want);
}

static ent_line line_of(int quota, double q, double setter)
{
  ent_rule *const rule = count_rule(7, quota);
  ent_line line;
  assert_int_equal(ent_space_line(rule, line_ideal, q, setter, &line, NULL), ENT_OK);
  ent_rule_free(rule);
  return line;
}

static void test_core_of_a_line(void **state)
{
  (void)state;
  static const double core[4][2] = {{0.1, 0.1}, {-0.2, 0.3}, {-0.6, 0.5}, {-0.9, 0.8}};
  for (int quota = 4; quota <= 7; quota++) {
    const ent_line line = line_of(quota, 0, 0);
    near(line.core_low, core[quota - 4][0], 0);
    near(line.core_high, core[quota - 4][1], 0);
  }
  const ent_line few = line_of(3, 0, 0); /* two halves of the club can each move it: nothing is stable */
  assert_true(few.core_low > few.core_high);
}

/* Romer and Rosenthal's agenda setter at 0.6 under majority and at 0.9 under unanimity, by hand. */
static void test_agenda_setter(void **state)
{
  (void)state;
  static const double q[6] = {-1, -0.5, 0, 0.2, 0.6, 0.9}, majority[6] = {0.6, 0.6, 0.2, 0.2, 0.6, 0.6};
  static const double all[6] = {-0.8, -0.5, 0, 0.2, 0.6, 0.7};
  for (int i = 0; i < 6; i++) {
    near(line_of(4, q[i], 0.6).choice, majority[i], 1e-15);
    near(line_of(7, q[i], 0.6).choice, all[i], 1e-15);
  }
}

/* On a line the winset is what the definition says, point by point, for random rules. */
static void test_line_against_the_definition(void **state)
{
  (void)state;
  uint64_t seed = 3;
  for (int round = 0; round < 300; round++) {
    space_case c;
    space_case_open(&c, &seed);
    double ideal[SPACE_MOST];
    for (int i = 0; i < c.club.members; i++) ideal[i] = c.ideal[i].x;
    ent_line line;
    assert_int_equal(ent_space_line(c.rule, ideal, c.q.x, c.setter.x, &line, NULL), ENT_OK);
    for (int k = -60; k <= 60; k++) {
      const double y = k / 20.0 + 0.0123;
      ent_set yes = {{0}};
      for (int i = 0; i < c.club.members; i++)
        if (fabs(y - ideal[i]) <= fabs(c.q.x - ideal[i])) ent_set_add(&yes, i);
      const bool inside = y >= line.win_low && y <= line.win_high;
      assert_int_equal(inside, ent_rule_wins(c.rule, &yes, NULL));
    }
    space_case_close(&c);
  }
}

/* A proposal's slack has the sign that counting votes gives. */
static void test_slack_against_the_definition(void **state)
{
  (void)state;
  uint64_t seed = 4;
  for (int round = 0; round < 300; round++) {
    space_case c;
    space_case_open(&c, &seed);
    for (int k = 0; k < 50; k++) {
      const ent_point y = {space_number(&seed), space_number(&seed)};
      const double slack = ent_space_slack(c.rule, c.ideal, c.q, y, NULL);
      if (fabs(slack) > 1e-9) assert_int_equal(slack > 0, space_wins(&c, y));
    }
    int marginal = 5;
    assert_true(ent_space_slack(c.rule, c.ideal, c.q, c.q, &marginal) == 0 && marginal == -1);
    space_case_close(&c);
  }
}

/* No adopted point of a fine grid lies nearer to the setter than the choice, which is itself adopted. */
static void test_choice_is_nearest(void **state)
{
  (void)state;
  uint64_t seed = 5;
  for (int round = 0; round < 60; round++) {
    space_case c;
    ent_winset *w = NULL;
    space_case_open(&c, &seed);
    assert_int_equal(ent_winset_make(c.rule, c.ideal, c.q, &space_memory, &w, NULL), ENT_OK);
    const ent_point choice = ent_space_choice(c.rule, c.ideal, w, c.setter);
    assert_true(ent_space_slack(c.rule, c.ideal, c.q, choice, NULL) >= -1e-9);
    const double reach = hypot(choice.x - c.setter.x, choice.y - c.setter.y);
    for (int i = -70; i <= 70; i++)
      for (int k = -70; k <= 70; k++) {
        const ent_point y = {i / 20.0, k / 20.0};
        if (hypot(y.x - c.setter.x, y.y - c.setter.y) < reach - 1e-9) assert_false(space_wins(&c, y));
      }
    ent_winset_free(w, &space_memory);
    space_case_close(&c);
  }
}

static void test_hull(void **state)
{
  (void)state;
  static const ent_point square[7] = {{1, 1}, {0, 0}, {0.5, 0.5}, {1, 0}, {0, 1}, {0.5, 0}, {0, 0}};
  int corner[7];
  assert_int_equal(ent_space_hull(square, 7, corner), 4);
  const int want[4] = {1, 3, 0, 4};
  for (int i = 0; i < 4; i++)
    assert_true(square[corner[i]].x == square[want[i]].x && square[corner[i]].y == square[want[i]].y);
  static const ent_point line[4] = {{1, 1}, {3, 3}, {2, 2}, {0, 0}};
  assert_int_equal(ent_space_hull(line, 4, corner), 2);
  static const ent_point spot[3] = {{1, 1}, {1, 1}, {1, 1}};
  assert_int_equal(ent_space_hull(spot, 3, corner), 1);
}

static void test_bad_places(void **state)
{
  (void)state;
  ent_rule *const rule = count_rule(7, 4);
  double ideal[7] = {0};
  ent_line line = {.choice = 77};
  ent_error err;
  static const double bad[3] = {NAN, INFINITY, 2e9};
  for (int i = 0; i < 3; i++) {
    ideal[3] = bad[i];
    assert_int_equal(ent_space_line(rule, ideal, 0, 0, &line, &err), ENT_ARGUMENT);
    assert_string_equal(err.path, "M3");
    ideal[3] = 0;
    assert_int_equal(ent_space_line(rule, ideal, bad[i], 0, &line, &err), ENT_ARGUMENT);
    assert_int_equal(ent_space_line(rule, ideal, 0, bad[i], &line, &err), ENT_ARGUMENT);
  }
  assert_true(line.choice == 77);
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_core_of_a_line),
                                     cmocka_unit_test(test_agenda_setter),
                                     cmocka_unit_test(test_line_against_the_definition),
                                     cmocka_unit_test(test_slack_against_the_definition),
                                     cmocka_unit_test(test_choice_is_nearest),
                                     cmocka_unit_test(test_hull),
                                     cmocka_unit_test(test_bad_places)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
