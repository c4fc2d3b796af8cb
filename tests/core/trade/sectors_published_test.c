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
#include "support/trade_tables.h"

static void left_out(void)
{
  print_message("ENTENTE_SHARED names no folder of tables of trade: left out.\n");
  skip();
}

static ent_sectors *open_world(const sector_table *t, ent_sectors_base base)
{
  const ent_sectors_world world = sector_world(t);
  ent_sectors *s = NULL;
  ent_error err = {.message = ""};
  if (ent_sectors_open(&world, &(ent_sectors_options){.base = base}, &network_memory, &s, &err) != ENT_OK)
    fail_msg("%s", err.message);
  return s;
}

static void tell(const ent_sectors_certificate *c)
{
  print_message(
    "%s, %d steps to %g; price %g purchases %g market %g spending %g income %g labour %g balance %g numeraire %g\n",
    c->holds ? "holds" : "does not hold", c->steps, c->step, c->price, c->purchases, c->market, c->spending, c->income,
    c->labour, c->balance, c->numeraire);
}

static ent_sectors_answer solve(ent_sectors *s, const ent_sectors_shock *shock)
{
  ent_sectors_answer a = {0};
  ent_error err = {.message = ""};
  if (ent_sectors_solve(s, shock, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  tell(&a.certificate);
  assert_true(a.certificate.holds);
  return a;
}

/* scale * value + shift against a column of a fixture. */
static void compare(const char *fixture, const char *column, const sector_table *t, const double *value, double scale,
                    double shift, double slack)
{
  static trade_table names;
  static double expected[TRADE_NAMES];
  char path[512];
  double most = 0;
  assert_true(trade_shared(path, sizeof path, fixture));
  names.n = t->n;
  for (int i = 0; i < t->n; i++) memcpy(names.name[i], t->name[i], sizeof t->name[i]);
  assert_true(trade_read_column(path, column, &names, expected));
  for (int i = 0; i < t->n; i++) {
    const double gap = fabs(scale * value[i] + shift - expected[i]);
    if (!(gap <= most)) most = gap;
  }
  if (!(most <= slack)) fail_msg("%s: differs by up to %g from %s", column, most, fixture);
  print_message("%s: within %.1e\n", column, most);
}

/* G: KITE on WIOD 2014, no shock: its tables are not quite an equilibrium. */
static void test_no_shock(void **state)
{
  (void)state;
  static const char facts[] = "fixtures/trade/G_wiod2014_multisector_noshock_baseline.csv";
  sector_table t;
  if (!sector_read_wiod(&t)) left_out();
  ent_sectors *const s = open_world(&t, ENT_SECTORS_GIVEN);
  const ent_sectors_answer a = solve(s, NULL);
  compare(facts, "w", &t, a.wage, 1, 0, 1e-8);
  compare(facts, "P", &t, a.index, 1, 0, 1e-8);
  compare(facts, "real_wage", &t, a.real_wage, 1, 0, 1e-8);
  compare(facts, "real_income", &t, a.welfare, 1, 0, 1e-8);
  ent_sectors_close(s);
  sector_free(&t);
}

/* G: the United States and China tax each other at 20 percent. */
static void test_kite(void **state)
{
  (void)state;
  static const char facts[] = "fixtures/trade/G_kite_wiod2014_us_china_20pct_expected.csv";
  sector_table t;
  if (!sector_read_wiod(&t)) left_out();
  const int usa = sector_find(&t, "USA"), chn = sector_find(&t, "CHN");
  double *const rate = sector_cells(&t, 0);
  memcpy(rate, t.tariff, (size_t)(t.sectors * t.n * t.n) * sizeof *rate);
  for (int j = 0; j < t.sectors; j++) rate[(j * t.n + usa) * t.n + chn] = rate[(j * t.n + chn) * t.n + usa] = 0.2;
  ent_sectors *s = open_world(&t, ENT_SECTORS_GIVEN);
  ent_sectors_answer a = solve(s, &(ent_sectors_shock){.tariff = rate});
  compare(facts, "w", &t, a.wage, 1, 0, 1e-8);
  compare(facts, "P", &t, a.index, 1, 0, 1e-8);
  compare(facts, "rw", &t, a.real_wage, 1, 0, 1e-8);
  ent_sectors_close(s);
  free(rate);
  sector_free(&t);
}

static const char *const sanctioners[] = {"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
                                          "FIN", "FRA", "GBR", "GRC", "HRV", "HUN", "IRL", "ITA", "LTU",
                                          "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN",
                                          "SWE", "USA", "CAN", "JPN", "AUS", "NOR", "CHE", "KOR", "TWN"};

/* G: 36 economies stop trading with Russia in every sector. */
static void test_embargo(void **state)
{
  (void)state;
  static const char facts[] = "fixtures/trade/G_wiod2014_multisector_rus_embargo_cproto.csv";
  sector_table t;
  if (!sector_read_wiod(&t)) left_out();
  const int rus = sector_find(&t, "RUS");
  double *const freeness = sector_cells(&t, 1);
  for (size_t k = 0; k < sizeof sanctioners / sizeof *sanctioners; k++) {
    const int i = sector_find(&t, sanctioners[k]);
    assert_true(i >= 0);
    for (int j = 0; j < t.sectors; j++) freeness[(j * t.n + i) * t.n + rus] = freeness[(j * t.n + rus) * t.n + i] = 0;
  }
  ent_sectors *s = open_world(&t, ENT_SECTORS_GIVEN);
  ent_sectors_answer a = solve(s, &(ent_sectors_shock){.freeness = freeness});
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
  if (!sector_read_nafta(&t)) left_out();
  ent_sectors *const s = open_world(&t, ENT_SECTORS_BALANCED);
  const ent_sectors_shock shock = {.tariff = t.new_tariff};
  const ent_sectors_answer a = solve(s, &shock);
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_shock), cmocka_unit_test(test_kite),
                                     cmocka_unit_test(test_embargo), cmocka_unit_test(test_nafta)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
