/* Tests of core/trust/turnover.c: a worked table, and the closed form against the value it was solved from. */
#include "cells.h"
#include "entente/trust.h"

static void test_worked_table(void **state)
{
  (void)state;
  const double b = 1, outside = 0.6, d = 0.3, cost = 0.5, delta = 0.9;
  const double bearable = ent_turnover_bearable(b, d, delta, cost, outside);
  CLOSE(bearable, 1.0 / 9, 1e-15);
  FILE *const file = cells_open("trust_turnover.csv");
  int rows = 0;
  for (double v[6]; cells_row(file, v, 6); rows++) {
    const double lambda = ent_turnover_hazard(v[0], v[2], v[1]);
    CLOSE(lambda, v[3], 1e-15);
    CLOSE(ent_turnover_value(b, d, delta, lambda) - cost, v[4], 1e-13);
    assert_int_equal(lambda <= bearable, v[5] > 0);
  }
  fclose(file);
  assert_int_equal(rows, 10);
  /* At the United States' hazard of office since 1945 the deal needs a successor who honours it with 0.363. */
  CLOSE(ent_turnover_honour_needed(0.1745, 0, bearable), 0.36326011, 1e-8);
}

/* lambda* splits the hazards into accepted and refused, wherever it lies. */
static void test_bearable_splits(void **state)
{
  (void)state;
  int inside = 0, never = 0, always = 0;
  for (int i = 0; i < 4 * 4 * 5 * 4 * 3; i++) {
    const double b = 0.1 + 0.4 * (i % 4), outside = 0.07 + 0.35 * (i / 4 % 4), d = -0.3 + 0.25 * (i / 16 % 5);
    const double cost = 0.6 * (i / 80 % 4), delta = 0.55 + 0.2 * (i / 320 % 3);
    const double bearable = ent_turnover_bearable(b, d, delta, cost, outside);
    assert_true(bearable >= 0 && bearable <= 1);
    const double limit = outside / (1 - delta);
    const bool at_once = ent_turnover_value(b, d, delta, 0) - cost >= limit;
    inside += bearable > 0 && bearable < 1;
    never += !at_once;
    always += bearable == 1;
    if (!at_once) {
      CLOSE(bearable, 0, 0);
      continue;
    }
    for (int k = 0; k <= 100; k++) {
      const double lambda = k / 100.0, surplus = ent_turnover_value(b, d, delta, lambda) - cost - limit;
      if (fabs(surplus) > 1e-9) {
        assert_int_equal(surplus > 0, lambda <= bearable);
      }
    }
  }
  assert_true(inside > 50 && never > 50 && always > 20);
}

/* The value is the sum it stands for: year t pays b while alive, d after. */
static void test_value_is_the_sum(void **state)
{
  (void)state;
  const double b = 0.8, d = -0.2, delta = 0.85;
  for (int k = 0; k <= 10; k++) {
    const double lambda = k / 10.0;
    double sum = 0, weight = 1;
    for (int year = 0; year < 400; year++, weight *= delta) {
      const double alive = ent_turnover_survival(lambda, year);
      sum += weight * (alive * b + (1 - alive) * d);
    }
    CLOSE(ent_turnover_value(b, d, delta, lambda), sum, 1e-12);
  }
}

static void test_hazard_and_honour_are_inverse(void **state)
{
  (void)state;
  for (int i = 1; i <= 10; i++) {
    for (int j = 0; j <= 10; j++) {
      for (int k = 0; k <= 10; k++) {
        const double h = i / 10.0, eps = j / 10.0, q = k / 10.0;
        CLOSE(ent_turnover_honour_needed(h, eps, ent_turnover_hazard(h, eps, q)), q, 1e-14);
      }
    }
  }
  CLOSE(ent_turnover_honour_needed(0, 0.2, 0.1), 1, 0);
  CLOSE(ent_turnover_honour_needed(0.1, 0, 0.9), 0, 0);
  CLOSE(ent_turnover_honour_needed(0.1, 0.9, 0), 1, 0);
  CLOSE(ent_turnover_hazard(0, 0, 0), 0, 0);
  CLOSE(ent_turnover_hazard(1, 0, 0), 1, 0);
}

static void test_survival(void **state)
{
  (void)state;
  CLOSE(ent_turnover_survival(0.1, 3), 0.729, 1e-15);
  CLOSE(ent_turnover_survival(0.19, 0.5), 0.9, 1e-15);
  CLOSE(ent_turnover_survival(0, 50), 1, 0);
  CLOSE(ent_turnover_survival(1, 1), 0, 0);
  CLOSE(ent_turnover_survival(1, 0), 1, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_worked_table),     cmocka_unit_test(test_bearable_splits),
    cmocka_unit_test(test_value_is_the_sum), cmocka_unit_test(test_hazard_and_honour_are_inverse),
    cmocka_unit_test(test_survival),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
