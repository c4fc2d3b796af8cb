/* The board of public models: each program's own numbers beside entente's on the same terms, column by column, row by row.
 *
 * A line of the board is printed for each column: rows, largest difference, tolerance; a row that is off fails the test and is
 * printed.  A further model joins with a test of its own that calls met().  All but gegravity's tables are not ours to keep here:
 * read from ENTENTE_SHARED when that is set, else left out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade.h"
#include "entente/trade_general.h"
#include "support/trade_published.h"
#include "support/networks.h"

#define FACTS "fixtures/trade/"
#define LEAST_ROWS 300 /* of economies, each counted once a case */

static int lines, economies;

/* value * scale - (scale beyond 1: changes in percent) against a column; one line of the board. */
static void met(const char *program, const char *part, const char *column, const trade_table *w, const double *value,
                double scale, double slack, int rows)
{
  const double largest = trade_compare(part, column, w, value, scale, scale > 1 ? -100 : 0, slack, rows);
  print_message("%-26s %-38s %4d rows   %8.1e of %.0e\n", program, column, rows, largest, slack);
  lines++;
}

/* A: the enlargement of the EU on WIOD 2000, as GEGravity (R) and ge_gravity (Stata, float) have it. */
static void test_enlargement(void **state)
{
  (void)state;
  char path[TRADE_PATH];
  trade_table w = {0}, effect = {0};
  if (!trade_shared(path, sizeof path, "data/trade/inputs/A_eu2000_input.csv")) trade_left_out();
  assert_true(trade_read_long(path, "trade", NULL, &w) && trade_read_long(path, "eu_effect", NULL, &effect));
  double *const b = trade_ones(w.n);
  for (int c = 0; c < w.n * w.n; c++) b[c] = ent_exp(effect.flow[c]);
  const ent_trade_shock shock = {.freeness = b};
  ent_trade *t = NULL;
  ent_trade_answer a = trade_solve(&w, (ent_trade_options){.theta = 4}, &shock, &t);
  assert_true(a.certificate.holds);
  met("ge_gravity (R)", FACTS "A_eu2000_additive_expected.csv", "welfare", &w, a.welfare, 1, 1e-10, 44);
  met("ge_gravity (R)", FACTS "A_eu2000_additive_expected.csv", "real_wage", &w, a.real_wage, 1, 1e-10, 44);
  met("ge_gravity (R)", FACTS "A_eu2000_additive_expected.csv", "nom_wage", &w, a.wage, 1, 1e-10, 44);
  met("ge_gravity (R)", FACTS "A_eu2000_additive_expected.csv", "price_index", &w, a.price, 1, 1e-10, 44);
  met("ge_gravity (Stata, float)", "data/trade/published/A_stata_ge_gravity_welfare.csv", "stata_w_eu", &w, a.welfare,
      1, 1e-7, 44);
  ent_trade_close(t);
  a = trade_solve(&w, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_MULTIPLICATIVE}, &shock, &t);
  assert_true(a.certificate.settled);
  met("ge_gravity (Stata, float)", "data/trade/published/A_stata_ge_gravity_welfare.csv", "stata_w_mult", &w, a.welfare,
      1, 1e-7, 44);
  if (!(fabs(a.certificate.gap) > 1e-7 && fabs(a.certificate.gap) < 1e-5)) fail_msg("gap %g", a.certificate.gap);
  ent_trade_close(t);
  economies += 2 * w.n;
  free(b);
  trade_free(&w);
  trade_free(&effect);
}

/* C: gegravity's example, on its own terms (fixed shares) and as an equilibrium. */
static void test_gegravity(void **state)
{
  (void)state;
  static const char facts[] = "tests/published/trade_gegravity.csv";
  trade_table w = {0};
  assert_true(trade_read_square(ENT_TEST_PUBLISHED "/trade_gegravity_flows.csv", &w));
  double *const b = trade_ones(w.n);
  const int can = trade_find(&w, "CAN"), jpn = trade_find(&w, "JPN"), deu = trade_find(&w, "DEU");
  b[can * w.n + jpn] = b[jpn * w.n + can] = ent_exp(0.4711383);
  const ent_trade_shock shock = {.freeness = b};
  ent_trade *t = NULL;
  ent_trade_answer a =
    trade_solve(&w, (ent_trade_options){.theta = 4, .fixed_shares = true, .anchor = deu}, &shock, &t);
  assert_true(a.certificate.settled);
  assert_false(a.certificate.holds);
  if (!(a.certificate.market > 1e-3 && a.certificate.market < 0.02)) fail_msg("market %g", a.certificate.market);
  met("gegravity", facts, "price", &w, a.wage, 100, 1e-6, 30);
  met("gegravity", facts, "index", &w, a.price, 100, 1e-6, 30);
  met("gegravity", facts, "terms", &w, a.real_wage, 100, 1e-6, 30);
  static double exports[TRADE_NAMES];
  for (int i = 0; i < w.n; i++) {
    double then = 0, now = 0;
    for (int j = 0; j < w.n; j++) {
      if (j == i) continue;
      then += a.before[i * w.n + j];
      now += a.flow[i * w.n + j];
    }
    exports[i] = now / then;
  }
  met("gegravity", facts, "exports", &w, exports, 100, 1e-6, 30);
  ent_trade_close(t);
  a = trade_solve(&w, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_MULTIPLICATIVE}, &shock, &t);
  assert_true(a.certificate.settled);
  trade_compare(facts, "exact", &w, a.real_wage, 100, -100, 1e-6, 30);
  ent_trade_close(t);
  economies += w.n;
  free(b);
  trade_free(&w);
}

/* K: the first case of Ignatenko et al. 2025, as their program wrote it.  The flows we have are rounded to a dollar, which moves
 * Micronesia's welfare by 2e-8 points, and exports of small islands by more; Cambodia's deficit is a hundredth of its imports and
 * grows 46 times. */
static void test_iamls2025(void **state)
{
  (void)state;
  static const char part[] = "data/trade/published/K_iamls2025_case1_expected.csv", program[] = "iamls2025";
  static double profit[TRADE_NAMES], share[TRADE_NAMES];
  trade_table w = {0};
  double *tariff = NULL;
  ent_trade_general_answer *a = NULL;
  if (!trade_april(&w, profit, &tariff)) trade_left_out();
  const ent_trade_world world = {.n = w.n, .flow = w.flow};
  const ent_trade_general_options options = {.theta = 4, .labour = 0.5, .scale = 0.67 / 4, .passed = 1};
  assert_int_equal(ent_trade_general_solve(&world, profit, &options, tariff, &network_memory, &a, NULL), ENT_OK);
  assert_true(a->certificate.holds);
  for (int i = 0; i < w.n; i++) {
    share[i] = 0;
    for (int j = 0; j < w.n; j++) share[i] += w.flow[j * w.n + i];
    share[i] = 1 + a->revenue[i] / share[i] / 100; /* met() takes percent of change */
  }
  met(program, part, "Value_1", &w, a->welfare, 100, 5e-8, 194);
  met(program, part, "Value_3", &w, a->exports, 100, 2e-7, 194);
  met(program, part, "Value_4", &w, a->imports, 100, 2e-7, 194);
  met(program, part, "Value_5", &w, a->employment, 100, 5e-8, 194);
  met(program, part, "Value_6", &w, a->price, 100, 5e-8, 194);
  met(program, part, "Value_7", &w, share, 100, 1e-9, 194);
  trade_compare(part, "Value_2", &w, a->deficit, 100, 0, 2e-5, 194);
  economies += w.n;
  ent_trade_general_free(a);
  free(tariff);
  trade_free(&w);
}

/* G: KITE's model of 44 economies and 50 sectors; the United States and China tax each other at 20 percent. */
static void test_kite(void **state)
{
  (void)state;
  static const char facts[] = FACTS "G_kite_wiod2014_us_china_20pct_expected.csv";
  sector_table t;
  if (!sector_read_wiod(&t)) trade_left_out();
  const trade_table names = sector_names(&t);
  const int usa = sector_find(&t, "USA"), chn = sector_find(&t, "CHN");
  double *const rate = sector_cells(&t, 0);
  memcpy(rate, t.tariff, (size_t)(t.sectors * t.n * t.n) * sizeof *rate);
  for (int j = 0; j < t.sectors; j++) rate[(j * t.n + usa) * t.n + chn] = rate[(j * t.n + chn) * t.n + usa] = 0.2;
  ent_sectors *const s = sector_open(&t, ENT_SECTORS_GIVEN);
  const ent_sectors_answer a = sector_solve(s, &(ent_sectors_shock){.tariff = rate});
  met("KITE", facts, "w", &names, a.wage, 1, 1e-8, 44);
  met("KITE", facts, "P", &names, a.index, 1, 1e-8, 44);
  met("KITE", facts, "rw", &names, a.real_wage, 1, 1e-8, 44);
  economies += t.n;
  ent_sectors_close(s);
  free(rate);
  sector_free(&t);
}

/* F: NAFTA's tariffs in 31 economies and 40 sectors, on the terms of Caliendo and Parro 2015: balanced first, then tariffs of
 * 2005; the welfare they print is linear. */
static void test_cp2015(void **state)
{
  (void)state;
  static const char facts[] = FACTS "F_cp2015_nafta_python_expected.csv";
  static double terms[TRADE_NAMES], volume[TRADE_NAMES], costs[TRADE_NAMES], payment[TRADE_NAMES], total[TRADE_NAMES];
  sector_table t;
  if (!sector_read_nafta(&t)) trade_left_out();
  const trade_table names = sector_names(&t);
  ent_sectors *const s = sector_open(&t, ENT_SECTORS_BALANCED);
  const ent_sectors_shock shock = {.tariff = t.new_tariff};
  const ent_sectors_answer a = sector_solve(s, &shock);
  met("cp2015", facts, "real_wage_pct", &names, a.real_wage, 100, 1e-6, 31);
  met("cp2015", facts, "exact_real_income_pct", &names, a.welfare, 100, 1e-6, 31);
  ent_sectors_linear linear = {terms, volume, costs, payment, -1};
  assert_int_equal(ent_sectors_decompose(s, &shock, 1, &linear, NULL), ENT_OK);
  for (int m = 0; m < t.n; m++) total[m] = 1 + terms[m] + volume[m]; /* met() takes percent of change */
  met("cp2015", facts, "linear_welfare_pct", &names, total, 100, 1e-6, 31);
  economies += t.n;
  ent_sectors_close(s);
  sector_free(&t);
}

/* The last test: was all of it there? */
static void test_count(void **state)
{
  (void)state;
  char path[TRADE_PATH];
  if (!trade_shared(path, sizeof path, "data/trade/SOURCE.txt")) trade_left_out();
  print_message("%d lines, %d rows of economies\n", lines, economies);
  assert_true(economies >= LEAST_ROWS);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_enlargement), cmocka_unit_test(test_gegravity),
                                     cmocka_unit_test(test_iamls2025),   cmocka_unit_test(test_kite),
                                     cmocka_unit_test(test_cp2015),      cmocka_unit_test(test_count)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
