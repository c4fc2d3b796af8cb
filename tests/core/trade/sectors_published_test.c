/* Tests of the solver for many sectors against public models and their data, which are too large or not free to be kept here:
 * read from ENTENTE_SHARED when that is set, else left out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/sectors.h"
#include "support/networks.h"
#include "support/sector_tables.h"
#include "support/trade_published.h"

/* scale * value + shift against a column of a fixture. */
static void compare(const char *fixture, const char *column, const sector_table *t, const double *value, double scale,
                    double shift, double slack)
{
  const trade_table names = sector_names(t);
  print_message("%s: within %.1e\n", column, trade_compare(fixture, column, &names, value, scale, shift, slack, t->n));
}

/* G: KITE on WIOD 2014, no shock: its tables are not quite an equilibrium. */
static void test_no_shock(void **state)
{
  (void)state;
  static const char facts[] = "fixtures/trade/G_wiod2014_multisector_noshock_baseline.csv";
  sector_table t;
  if (!sector_read_wiod(&t)) trade_left_out();
  ent_sectors *const s = sector_open(&t, ENT_SECTORS_GIVEN);
  const ent_sectors_answer a = sector_solve(s, NULL);
  compare(facts, "w", &t, a.wage, 1, 0, 1e-8);
  compare(facts, "P", &t, a.index, 1, 0, 1e-8);
  compare(facts, "real_wage", &t, a.real_wage, 1, 0, 1e-8);
  compare(facts, "real_income", &t, a.welfare, 1, 0, 1e-8);
  ent_sectors_close(s);
  sector_free(&t);
}

/* G: 36 economies stop trading with Russia in every sector. */
static void test_embargo(void **state)
{
  (void)state;
  static const char facts[] = "fixtures/trade/G_wiod2014_multisector_rus_embargo_cproto.csv";
  sector_table t;
  if (!sector_read_wiod(&t)) trade_left_out();
  const int rus = sector_find(&t, "RUS");
  double *const freeness = sector_cells(&t, 1);
  for (size_t k = 0; k < TRADE_SANCTIONERS; k++) {
    const int i = sector_find(&t, trade_sanctioners[k]);
    assert_true(i >= 0);
    for (int j = 0; j < t.sectors; j++) freeness[(j * t.n + i) * t.n + rus] = freeness[(j * t.n + rus) * t.n + i] = 0;
  }
  ent_sectors *s = sector_open(&t, ENT_SECTORS_GIVEN);
  ent_sectors_answer a = sector_solve(s, &(ent_sectors_shock){.freeness = freeness});
  compare(facts, "w", &t, a.wage, 1, 0, 1e-8);
  compare(facts, "P", &t, a.index, 1, 0, 1e-8);
  compare(facts, "real_wage", &t, a.real_wage, 1, 0, 1e-8);
  compare(facts, "real_income", &t, a.welfare, 1, 0, 1e-8);
  ent_sectors_close(s);
  free(freeness);
  sector_free(&t);
}

/* F: NAFTA's tariffs, as Caliendo and Parro 2015 published it, and exactly. */
static void test_nafta(void **state)
{
  (void)state;
  static const char facts[] = "fixtures/trade/F_cp2015_nafta_python_expected.csv";
  static double terms[TRADE_NAMES], volume[TRADE_NAMES], costs[TRADE_NAMES], payment[TRADE_NAMES], total[TRADE_NAMES];
  ent_sectors_linear linear = {terms, volume, costs, payment, -1};
  sector_table t;
  if (!sector_read_nafta(&t)) trade_left_out();
  ent_sectors *const s = sector_open(&t, ENT_SECTORS_BALANCED);
  const ent_sectors_shock shock = {.tariff = t.new_tariff};
  const ent_sectors_answer a = sector_solve(s, &shock);
  compare(facts, "wage_hat", &t, a.wage, 1, 0, 1e-8);
  compare(facts, "price_hat", &t, a.index, 1, 0, 1e-8);
  compare(facts, "real_wage_pct", &t, a.real_wage, 100, -100, 1e-6);
  compare(facts, "exact_real_income_pct", &t, a.welfare, 100, -100, 1e-6);
  const double mexico = a.welfare[sector_find(&t, "MEX")];
  assert_int_equal(ent_sectors_decompose(s, &shock, 1, &linear, NULL), ENT_OK);
  assert_int_equal(linear.unsettled, 0);
  for (int m = 0; m < t.n; m++) total[m] = terms[m] + volume[m];
  compare(facts, "tot_pct", &t, terms, 100, 0, 1e-6);
  compare(facts, "vot_pct", &t, volume, 100, 0, 1e-6);
  compare(facts, "linear_welfare_pct", &t, total, 100, 0, 1e-6);
  /* The table they printed. */
  static const struct {
    const char *name;
    double total, terms, volume;
  } printed[] = {{"MEX", 1.31, -0.41, 1.72}, {"CAN", -0.06, -0.11, 0.04}, {"USA", 0.08, 0.04, 0.04}};
  for (size_t k = 0; k < 3; k++) {
    const int m = sector_find(&t, printed[k].name);
    assert_true(fabs(100 * total[m] - printed[k].total) <= 0.0051);
    assert_true(fabs(100 * terms[m] - printed[k].terms) <= 0.0051);
    assert_true(fabs(100 * volume[m] - printed[k].volume) <= 0.0051);
  }
  double gap[2];
  for (int k = 0; k < 2; k++) {
    assert_int_equal(ent_sectors_decompose(s, &shock, k ? 32 : 16, &linear, NULL), ENT_OK);
    assert_int_equal(linear.unsettled, 0);
    gap[k] = terms[sector_find(&t, "MEX")] + volume[sector_find(&t, "MEX")] - log(mexico);
  }
  print_message("Mexico: path integral less exact %g (16 steps), %g (32 steps)\n", gap[0], gap[1]);
  if (!(gap[1] / gap[0] > 0.45 && gap[1] / gap[0] < 0.55)) fail_msg("%g after %g", gap[1], gap[0]);
  ent_sectors_close(s);
  sector_free(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_shock), cmocka_unit_test(test_embargo),
                                     cmocka_unit_test(test_nafta)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
