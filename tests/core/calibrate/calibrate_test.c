/* calibrate_test.c - do the estimates follow the likelihood, find known parameters, and see nothing that they may not? */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "calibrate/chance.h"
#include "calibrate/descend.h"
#include "support/deal_rows.h"
#include "support/tiny_text.h"

enum { CASES = 700, ROWS = 24 };

/* Parameters that are not the priors' centres. */
static ent_calibration some_truth(void)
{
  ent_calibration c, prior;
  ent_calibration_prior(&prior);
  ent_calibration_prior(&c);
  for (int i = 0; i < ENT_CALIBRATED_COUNT; i++)
    c.value[i] += prior.error[i] * (0.8 * ent_uniform(3, (uint64_t)i, 1, 0) - 0.4);
  return c;
}

static void test_gradient_is_that_of_differences(void **state)
{
  (void)state;
  static ent_case of[60];
  const ent_calibration truth = some_truth();
  deal_cases(5, 60, &truth, of);
  for (int i = 0; i < 60; i++)
    for (int g = 0; g < ENT_CALIBRATED_GROUPS; g++) {
      double gradient[ENT_CALIBRATED_COUNT] = {0};
      ent_calibration c = truth;
      const double here = ent_case_log_likelihood(&c, &of[i], g, gradient);
      assert_true(here <= 0 && here > -60);
      assert_true(here == ent_case_log_likelihood(&c, &of[i], g, NULL));
      for (int k = 0; k < ENT_CALIBRATED_COUNT; k++) {
        const double was = c.value[k], step = 1e-5;
        c.value[k] = was + step;
        const double above = ent_case_log_likelihood(&c, &of[i], g, NULL);
        c.value[k] = was - step;
        const double below = ent_case_log_likelihood(&c, &of[i], g, NULL);
        c.value[k] = was;
        assert_true(fabs((above - below) / (2 * step) - gradient[k]) < 1e-7 * (1 + fabs(gradient[k])));
      }
    }
}

/* Simulated deals give back the parameters that made them, and the standard errors say how nearly. */
static void test_recovers_known_parameters(void **state)
{
  (void)state;
  static ent_case of[CASES];
  const ent_calibration truth = some_truth();
  ent_calibration prior, found;
  ent_calibration_prior(&prior);
  deal_cases(11, CASES, &truth, of);
  assert_int_equal(ent_calibrate(of, CASES, &found, NULL), ENT_OK);
  assert_int_equal(found.cases, CASES);
  assert_true(found.residual < 1e-4 && found.log_likelihood < 0);
  double squares = 0;
  for (int i = 0; i < ENT_CALIBRATED_COUNT; i++) {
    const double z = (found.value[i] - truth.value[i]) / found.error[i];
    assert_true(found.error[i] > 0 && found.error[i] < prior.error[i]);
    assert_true(fabs(z) < 4);
    squares += z * z;
  }
  assert_true(squares / ENT_CALIBRATED_COUNT < 1.8);
  assert_true(found.error[ENT_CALIBRATED_WILL] < 0.2 && found.error[ENT_CALIBRATED_OPPOSED] < 0.25);
}

static void test_without_cases_the_priors_stay(void **state)
{
  (void)state;
  ent_calibration prior, found;
  ent_calibration_prior(&prior);
  assert_int_equal(ent_calibrate(NULL, 0, &found, NULL), ENT_OK);
  assert_int_equal(found.cases, 0);
  for (int i = 0; i < ENT_CALIBRATED_COUNT; i++) {
    assert_true(fabs(found.value[i] - prior.value[i]) < 1e-9);
    assert_true(fabs(found.error[i] - prior.error[i]) < 1e-6);
  }
  ent_error err;
  assert_int_equal(ent_calibrate(NULL, 3, &found, &err), ENT_ARGUMENT);
  assert_int_equal(ent_calibrate(NULL, -1, &found, &err), ENT_ARGUMENT);
}

/* Whatever a table of parameters says, no chance is a NaN and no likelihood either. */
static void test_extreme_parameters(void **state)
{
  (void)state;
  static ent_case of[40];
  const ent_calibration truth = some_truth();
  deal_cases(8, 40, &truth, of);
  for (int k = 0; k < ENT_CALIBRATED_COUNT; k++)
    for (int sign = -1; sign <= 1; sign += 2) {
      ent_calibration c = truth;
      c.value[k] = 50 * sign;
      for (int i = 0; i < 40; i++) {
        const ent_case_chances f = ent_case_forecast(&c, &of[i]);
        assert_true(f.alive10 >= 0 && f.alive10 <= f.alive5 && f.alive5 <= f.in_force && f.in_force <= 1);
        double gradient[ENT_CALIBRATED_COUNT] = {0};
        for (int g = 0; g < ENT_CALIBRATED_GROUPS; g++)
          assert_true(ent_case_log_likelihood(&c, &of[i], g, gradient) <= 0);
        for (int j = 0; j < ENT_CALIBRATED_COUNT; j++) assert_true(fabs(gradient[j]) < 1e300);
      }
    }
}

/* A quadratic bowl, x' A x / 2 - b' x with A = [[4, 1], [1, 3]]: minimum (1/11, 7/11), inverse of A [[3, -1], [-1, 4]] / 11. */
static double bowl(const void *ctx, const double *x, double *g)
{
  (void)ctx;
  g[0] = 4 * x[0] + x[1] - 1;
  g[1] = x[0] + 3 * x[1] - 2;
  return (4 * x[0] * x[0] + 2 * x[0] * x[1] + 3 * x[1] * x[1]) / 2 - x[0] - 2 * x[1];
}

/* Rosenbrock's valley. */
static double valley(const void *ctx, const double *x, double *g)
{
  (void)ctx;
  const double up = x[1] - x[0] * x[0];
  g[0] = -400 * x[0] * up - 2 * (1 - x[0]);
  g[1] = 200 * up;
  return 100 * up * up + (1 - x[0]) * (1 - x[0]);
}

static double endless(const void *ctx, const double *x, double *g)
{
  (void)ctx;
  g[0] = 1;
  return x[0];
}

static void test_descends(void **state)
{
  (void)state;
  double x[2] = {5, -3}, residual = 1, error[2];
  assert_true(ent_descend(bowl, NULL, 2, x, &residual));
  assert_true(fabs(x[0] - 1.0 / 11) < 1e-6 && fabs(x[1] - 7.0 / 11) < 1e-6 && residual < 1e-6);
  assert_true(ent_descent_errors(bowl, NULL, 2, x, error));
  assert_true(fabs(error[0] - sqrt(3.0 / 11)) < 1e-9 && fabs(error[1] - sqrt(4.0 / 11)) < 1e-9);
  double y[2] = {-1.2, 1};
  assert_true(ent_descend(valley, NULL, 2, y, &residual));
  assert_true(fabs(y[0] - 1) < 1e-5 && fabs(y[1] - 1) < 1e-5);
  double z[1] = {0};
  assert_false(ent_descend(endless, NULL, 1, z, &residual));
  assert_false(ent_descent_errors(endless, NULL, 1, z, error));
}

static void test_log_of_the_normal(void **state)
{
  (void)state;
  double slope = 0;
  assert_true(fabs(ent_log_normal_cdf(0, &slope) + 0.693147180559945309) < 1e-15);
  assert_true(fabs(slope - 0.797884560802865356) < 1e-15);
  /* log Phi(-40) = -804.608442: asymptotic series of Abramowitz and Stegun 26.2.12 */
  assert_true(fabs(ent_log_normal_cdf(-40, &slope) + 804.608442) < 1e-3 && fabs(slope - 40.025) < 0.03);
  assert_true(ent_log_normal_cdf(50, &slope) == 0 && slope == 0);
}

static void closed_form(const ent_corpus *corpus, ent_deal_chances *out)
{
  const ent_gates_draws how = {1, 0};
  const ent_deal_forecaster gates = ent_gates_forecaster(&how);
  const ent_backtest_options options = {.seed = 1};
  const ent_allocator memory = tiny_memory();
  assert_int_equal(ent_backtest(corpus, &gates, 1, &options, &memory, out, NULL), ENT_OK);
}

/* Outcomes of a family move the forecasts of others, never its own. */
static void test_never_sees_its_own_family(void **state)
{
  (void)state;
  static ent_deal_row row[ROWS];
  ent_corpus corpus;
  ent_deal_chances before[ROWS], after[ROWS];
  deal_corpus(4, ROWS, row, &corpus);
  closed_form(&corpus, before);
  for (int i = 3; i < 6; i++) {
    row[i].proposer_ok = ENT_KNOWN_YES;
    row[i].adopted = row[i].adopted == ENT_KNOWN_YES ? ENT_KNOWN_NO : ENT_KNOWN_YES;
    row[i].accepted = row[i].in_force = ENT_KNOWN_NO;
    row[i].held_years = (ent_deal_number){false, 0};
  }
  closed_form(&corpus, after);
  for (int i = 0; i < ROWS; i++) {
    const double *const p = after[i].p;
    bool same = true;
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) same = same && before[i].p[q] == p[q];
    assert_true(same == (i / 3 == 1));
    assert_true(p[ENT_DEAL_QUESTION_ALIVE10] <= p[ENT_DEAL_QUESTION_ALIVE5]);
    assert_true(p[ENT_DEAL_QUESTION_ALIVE5] <= p[ENT_DEAL_QUESTION_IN_FORCE]);
    const double steps = p[ENT_DEAL_QUESTION_OFFERED] * p[ENT_DEAL_QUESTION_ADOPTED] * p[ENT_DEAL_QUESTION_ACCEPTED];
    assert_true(fabs(steps - p[ENT_DEAL_QUESTION_IN_FORCE]) < 1e-12);
    assert_true(fabs(steps * p[ENT_DEAL_QUESTION_HELD5] - p[ENT_DEAL_QUESTION_ALIVE5]) < 1e-12);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_gradient_is_that_of_differences),
                                     cmocka_unit_test(test_recovers_known_parameters),
                                     cmocka_unit_test(test_without_cases_the_priors_stay),
                                     cmocka_unit_test(test_extreme_parameters),
                                     cmocka_unit_test(test_descends),
                                     cmocka_unit_test(test_log_of_the_normal),
                                     cmocka_unit_test(test_never_sees_its_own_family)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
