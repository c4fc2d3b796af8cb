/* score_test.c - are forecasts scored as the literature says, and do intervals and lines find what is known? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

#include "base/sum.h"
#include "entente/score.h"
#include "fault/flaky.h"

#define MANY 4000

static ent_allocator memory_of(flaky *f)
{
  return flaky_open(f, -1, false);
}

static bool near(double a, double b, double by)
{
  return fabs(a - b) <= by;
}

/* Eight forecasts in two groups: 0.2 came once in four, 0.7 three times in four.  By hand: Brier = (3 * 0.04 + 0.64 + 3 *
 * 0.09 + 0.49) / 8 = 0.19; reliability (0.05^2 + 0.05^2) / 2, resolution 0.25^2, uncertainty 1/4. */
static void test_decomposition(void **state)
{
  static const double p[] = {0.2, 0.7, 0.2, 0.7, 0.2, 0.7, 0.2, 0.7};
  static const bool came[] = {0, 1, 1, 0, 0, 1, 0, 1};
  const ent_forecasts f = {8, p, came, NULL};
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  ent_score s;
  (void)state;
  assert_int_equal(ent_score_forecasts(&f, &memory, &s, NULL), ENT_OK);
  assert_int_equal(s.n, 8);
  assert_true(near(s.rate, 0.5, 0) && near(s.brier, 0.19, 1e-15));
  assert_true(near(s.reliability, 0.0025, 1e-15) && near(s.resolution, 0.0625, 1e-15));
  assert_true(near(s.uncertainty, 0.25, 0) && near(s.within, 0, 1e-15));
  assert_true(near(s.log_loss, -(3 * log(0.8) + log(0.2) + 3 * log(0.7) + log(0.3)) / 8, 1e-15));
  assert_true(s.has_auc && near(s.auc, 0.75, 1e-15)); /* 9 pairs won, 6 tied, 1 lost of 16 */
  /* two groups are two points, which the line goes through: logit 0.25 and 0.75 over logit 0.2 and 0.7 */
  const double slope = 2 * log(3) / (log(7.0 / 3) - log(0.25));
  assert_true(s.has_line && near(s.slope, slope, 1e-9) && near(s.intercept, log(3) - slope * log(7.0 / 3), 1e-9));
  assert_true(flaky_clean(&heap));
}

static void test_losses(void **state)
{
  (void)state;
  assert_true(near(ent_brier_loss(0.3, true), 0.49, 1e-15) && near(ent_brier_loss(0.3, false), 0.09, 1e-15));
  assert_true(near(ent_log_loss(0.5, true), log(2), 1e-15));
  assert_true(near(ent_log_loss(0, true), -log(ENT_SCORE_CLIP), 1e-13)); /* clipped */
  assert_true(near(ent_log_loss(1, false), -log(ENT_SCORE_CLIP), 1e-13));
}

/* Hanley and McNeil, Radiology 143 (1982), table I: 109 images in five ratings; area 0.893. */
static void test_published_area(void **state)
{
  static const int normal[5] = {33, 6, 6, 11, 2}, ill[5] = {3, 2, 2, 11, 33};
  double p[109];
  bool came[109];
  int n = 0;
  for (int k = 0; k < 5; k++)
    for (int i = 0; i < normal[k] + ill[k]; i++, n++) {
      p[n] = 0.1 + 0.2 * k;
      came[n] = i < ill[k];
    }
  const ent_forecasts f = {n, p, came, NULL};
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  ent_score s;
  (void)state;
  assert_int_equal(n, 109);
  assert_int_equal(ent_score_forecasts(&f, &memory, &s, NULL), ENT_OK);
  assert_true(near(s.auc, 0.893, 0.0005));
}

/* Hours of study and passing an exam, twenty students: intercept -4.0777, slope 1.5046 in many textbooks. */
static void test_published_regression(void **state)
{
  static const double hours[] = {0.50, 0.75, 1.00, 1.25, 1.50, 1.75, 1.75, 2.00, 2.25, 2.50,
                                 2.75, 3.00, 3.25, 3.50, 4.00, 4.25, 4.50, 4.75, 5.00, 5.50};
  static const bool passed[] = {0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1};
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  double b[2];
  (void)state;
  assert_int_equal(ent_logistic_fit(hours, passed, 20, 1, 0, &memory, b, NULL), ENT_OK);
  assert_true(near(b[0], -4.0777, 5e-5) && near(b[1], 1.5046, 5e-5));
  assert_true(near(ent_logistic_chance(b, &hours[7], 1), 1 / (1 + exp(-b[0] - 2 * b[1])), 1e-15));
  /* with a ridge the slope is where likelihood and penalty pull alike: sum (y - p) x = penalty b */
  assert_int_equal(ent_logistic_fit(hours, passed, 20, 1, 2, &memory, b, NULL), ENT_OK);
  double pull = 0, balance = 0;
  for (int i = 0; i < 20; i++) {
    const double gap = (passed[i] ? 1 : 0) - ent_logistic_chance(b, &hours[i], 1);
    pull += gap * hours[i];
    balance += gap;
  }
  assert_true(near(pull, 2 * b[1], 1e-8) && near(balance, 0, 1e-8) && b[1] < 1.5);
  assert_true(flaky_clean(&heap));
}

static void test_no_regression(void **state)
{
  static const double x[] = {0, 1, 2, 3};
  static const bool apart[] = {0, 0, 1, 1}, alike[] = {1, 1, 1, 1};
  const double wild[] = {0, 1, 2, INFINITY};
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  ent_error err;
  double b[2] = {7, 7};
  (void)state;
  assert_int_equal(ent_logistic_fit(x, apart, 4, 1, 0, &memory, b, &err), ENT_NUMERIC); /* told apart for certain */
  assert_int_equal(ent_logistic_fit(x, alike, 4, 1, 1, &memory, b, &err), ENT_NUMERIC);
  assert_int_equal(ent_logistic_fit(wild, apart, 4, 1, 1, &memory, b, &err), ENT_ARGUMENT);
  assert_int_equal(ent_logistic_fit(x, apart, 0, 1, 1, &memory, b, &err), ENT_ARGUMENT);
  assert_int_equal(ent_logistic_fit(x, apart, 4, 65, 1, &memory, b, &err), ENT_ARGUMENT);
  assert_int_equal(ent_logistic_fit(x, apart, 4, 1, -1, &memory, b, &err), ENT_ARGUMENT);
  assert_int_equal(ent_logistic_fit(x, apart, 4, 1, 1, NULL, b, &err), ENT_ARGUMENT);
  assert_true(near(b[0], 7, 0)); /* untouched */
  assert_int_equal(ent_logistic_fit(x, apart, 4, 1, 0.1, &memory, b, &err), ENT_OK);
  assert_true(b[1] > 0);
}

/* Forecasts that are right on average: the line has slope 1 and goes through 0, the groups lie on the diagonal; sharpened
 * ones have a slope below 1. */
static void test_calibrated(void **state)
{
  static double p[MANY], sharp[MANY];
  static bool came[MANY];
  (void)state;
  for (int i = 0; i < MANY; i++) {
    p[i] = ent_uniform(11, (uint64_t)i, 1, 0) * 0.9 + 0.05;
    came[i] = ent_uniform(11, (uint64_t)i, 2, 0) < p[i];
    const double odds = p[i] / (1 - p[i]);
    sharp[i] = odds * odds / (1 + odds * odds);
  }
  const ent_forecasts f = {MANY, p, came, NULL}, g = {MANY, sharp, came, NULL};
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  ent_score s, t;
  ent_score_bin bin[3];
  int used = 0;
  assert_int_equal(ent_score_forecasts(&f, &memory, &s, NULL), ENT_OK);
  assert_int_equal(ent_score_forecasts(&g, &memory, &t, NULL), ENT_OK);
  assert_true(near(s.slope, 1, 0.15) && near(s.intercept, 0, 0.12));
  assert_true(t.slope < 0.62 && t.brier > s.brier && near(t.auc, s.auc, 1e-12));
  assert_true(near(s.brier, s.reliability - s.resolution + s.uncertainty + s.within, 1e-14));
  assert_int_equal(ent_score_groups(&f, 3, &memory, bin, &used, NULL), ENT_OK);
  assert_int_equal(used, 3);
  for (int k = 0; k < 3; k++) {
    assert_true(bin[k].n == MANY / 3 || bin[k].n == MANY / 3 + 1);
    assert_true(bin[k].low <= bin[k].mean && bin[k].mean <= bin[k].high);
    assert_true(near(bin[k].mean, bin[k].rate, 0.05) && bin[k].rate_low < bin[k].rate &&
                bin[k].rate < bin[k].rate_high);
    assert_true(near(ent_beta_cdf(bin[k].rate_low, bin[k].came + 0.5, bin[k].n - bin[k].came + 0.5), 0.05, 1e-9));
  }
  assert_true(bin[0].high < bin[1].low && bin[1].high < bin[2].low);
}

static void test_ties(void **state)
{
  static const double p[] = {0.5, 0.5, 0.5, 0.5, 0.9};
  static const bool came[] = {1, 0, 1, 0, 1};
  const ent_forecasts f = {5, p, came, NULL}, same = {4, p, came, NULL};
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  ent_score_bin bin[10];
  ent_score s;
  int used = 0;
  (void)state;
  assert_int_equal(ent_score_groups(&f, 3, &memory, bin, &used, NULL), ENT_OK);
  assert_int_equal(used, 2); /* equal chances stay together */
  assert_int_equal(bin[0].n, 4);
  assert_int_equal(bin[1].came, 1);
  assert_int_equal(ent_score_forecasts(&same, &memory, &s, NULL), ENT_OK);
  assert_false(s.has_line);
  assert_true(near(s.auc, 0.5, 0));
}

/* Forty clusters of five equal values: the interval of their mean is that of forty values, not of two hundred. */
static void test_bootstrap(void **state)
{
  double value[200], square = 0;
  int cluster[200];
  ent_mean_band whole, rows, again;
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  (void)state;
  for (int i = 0; i < 200; i++) {
    cluster[i] = i / 5 * 3; /* numbers with gaps */
    value[i] = ent_uniform(5, (uint64_t)(i / 5), 9, 0);
  }
  assert_int_equal(ent_mean_bootstrap(value, cluster, 200, 1, 4000, &memory, &whole, NULL), ENT_OK);
  assert_int_equal(ent_mean_bootstrap(value, NULL, 200, 1, 4000, &memory, &rows, NULL), ENT_OK);
  for (int i = 0; i < 200; i++) square += (value[i] - whole.mean) * (value[i] - whole.mean);
  const double error = sqrt(square / 200 / 40);
  assert_true(near(whole.low, whole.mean - 1.645 * error, 0.25 * error));
  assert_true(near(whole.high, whole.mean + 1.645 * error, 0.25 * error));
  assert_true(near((whole.high - whole.low) / (rows.high - rows.low), sqrt(5), 0.25));
  assert_true(near(rows.mean, whole.mean, 1e-15));
  assert_int_equal(ent_mean_bootstrap(value, cluster, 200, 1, 4000, &memory, &again, NULL), ENT_OK);
  assert_memory_equal(&again, &whole, sizeof whole);
  assert_int_equal(ent_mean_bootstrap(value, cluster, 200, 2, 4000, &memory, &again, NULL), ENT_OK);
  assert_true(again.low < whole.low || again.low > whole.low); /* another seed, other draws */
  assert_int_equal(ent_mean_bootstrap(value, cluster, 5, 1, 100, &memory, &again, NULL), ENT_OK);
  assert_true(near(again.low, again.high, 1e-15)); /* one cluster */
  assert_true(flaky_clean(&heap));
}

static void test_refusals(void **state)
{
  static const double good[] = {0.5}, bad[] = {1.5};
  static const bool came[] = {1};
  static const int below[] = {-1};
  const double wild[] = {NAN};
  const ent_forecasts fine = {1, good, came, NULL}, high = {1, bad, came, NULL}, none = {0, good, came, NULL},
                      cluster = {1, good, came, below}, nan = {1, wild, came, NULL};
  flaky heap;
  const ent_allocator memory = memory_of(&heap);
  ent_score s = {.n = 9};
  ent_score_bin bin[2];
  ent_mean_band band;
  int used = 5;
  (void)state;
  assert_int_equal(ent_score_forecasts(&high, &memory, &s, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_score_forecasts(&nan, &memory, &s, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_score_forecasts(&none, &memory, &s, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_score_forecasts(&cluster, &memory, &s, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_score_forecasts(NULL, &memory, &s, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_score_forecasts(&fine, NULL, &s, NULL), ENT_ARGUMENT);
  assert_int_equal(s.n, 9);
  assert_int_equal(ent_score_groups(&fine, 0, &memory, bin, &used, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_score_groups(&fine, 101, &memory, bin, &used, NULL), ENT_ARGUMENT);
  assert_int_equal(used, 5);
  assert_int_equal(ent_mean_bootstrap(wild, NULL, 1, 1, 100, &memory, &band, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_mean_bootstrap(good, NULL, 1, 1, 19, &memory, &band, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_mean_bootstrap(good, below, 1, 1, 100, &memory, &band, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_mean_bootstrap(good, NULL, 0, 1, 100, &memory, &band, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_score_forecasts(&fine, &memory, &s, NULL), ENT_OK); /* one forecast is enough */
  assert_false(s.has_auc || s.has_line);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_decomposition),  cmocka_unit_test(test_losses),
    cmocka_unit_test(test_published_area), cmocka_unit_test(test_published_regression),
    cmocka_unit_test(test_no_regression),  cmocka_unit_test(test_calibrated),
    cmocka_unit_test(test_ties),           cmocka_unit_test(test_bootstrap),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
