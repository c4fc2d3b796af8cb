/* Tests of the gravity solver against public programs and their data, which are too large or not free to be kept here: read from
 * ENTENTE_SHARED when that is set, else left out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade.h"
#include "support/networks.h"
#include "support/trade_tables.h"

#define PATH 512
#define FACT(name) (trade_shared(path, sizeof path, "fixtures/trade/" name))
#define DATA(name) (trade_shared(path, sizeof path, "data/trade/" name))

static double expected[TRADE_NAMES];

static void left_out(void)
{
  print_message("ENTENTE_SHARED names no folder of tables of trade: left out.\n");
  skip();
}

static ent_trade_answer solve(const trade_table *w, ent_trade_options options, const ent_trade_shock *shock,
                              ent_trade **keep)
{
  const ent_trade_world world = {.n = w->n, .flow = w->flow};
  ent_trade_answer a = {0};
  ent_error err = {.message = ""};
  if (ent_trade_open(&world, &options, &network_memory, keep, &err) != ENT_OK) fail_msg("%s", err.message);
  if (ent_trade_solve(*keep, shock, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  return a;
}

/* value[i] * scale + shift against a column of a table, for every economy that the table names. */
static void compare(const char *path, const char *column, const trade_table *w, const double *value, double scale,
                    double shift, double slack, int least)
{
  int met = 0;
  assert_true(trade_read_column(path, column, w, expected));
  for (int i = 0; i < w->n; i++) {
    const double found = scale * value[i] + shift;
    if (isnan(expected[i])) continue;
    met++;
    if (!(fabs(found - expected[i]) <= slack))
      print_message("%s, %s: %.15g, expected %.15g %g\n", column, w->name[i], found, expected[i], found - expected[i]);
  }
  assert_true(met >= least);
}

static double *freeness(int n)
{
  double *const b = malloc((size_t)n * (size_t)n * sizeof *b);
  assert_non_null(b);
  for (int c = 0; c < n * n; c++) b[c] = 1;
  return b;
}

/* A: the enlargement of the EU on WIOD 2000, as GEGravity (R) and ge_gravity (Stata, float) have it. */
static void test_enlargement(void **state)
{
  (void)state;
  char path[PATH];
  trade_table w = {0}, effect = {0};
  if (!DATA("inputs/A_eu2000_input.csv")) left_out();
  assert_true(trade_read_long(path, "trade", NULL, &w) && trade_read_long(path, "eu_effect", NULL, &effect));
  double *const b = freeness(w.n);
  for (int c = 0; c < w.n * w.n; c++) b[c] = ent_exp(effect.flow[c]);
  const ent_trade_shock shock = {.freeness = b};
  ent_trade *t = NULL;
  ent_trade_answer a = solve(&w, (ent_trade_options){.theta = 4}, &shock, &t);
  assert_true(a.certificate.holds);
  assert_true(FACT("A_eu2000_additive_expected.csv"));
  compare(path, "welfare", &w, a.welfare, 1, 0, 1e-10, 44);
  compare(path, "real_wage", &w, a.real_wage, 1, 0, 1e-10, 44);
  compare(path, "nom_wage", &w, a.wage, 1, 0, 1e-10, 44);
  compare(path, "price_index", &w, a.price, 1, 0, 1e-10, 44);
  assert_true(DATA("published/A_stata_ge_gravity_welfare.csv"));
  compare(path, "stata_w_eu", &w, a.welfare, 1, 0, 1e-7, 44);
  ent_trade_close(t);
  a = solve(&w, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_MULTIPLICATIVE}, &shock, &t);
  assert_true(a.certificate.settled);
  compare(path, "stata_w_mult", &w, a.welfare, 1, 0, 1e-7, 44);
  if (!(fabs(a.certificate.gap) > 1e-7 && fabs(a.certificate.gap) < 1e-5)) fail_msg("gap %g", a.certificate.gap);
  ent_trade_close(t);
  free(b);
  trade_free(&w);
  trade_free(&effect);
}

static const char *const sanctioners[] = {"AUT", "BEL", "BGR", "CYP", "CZE", "DEU", "DNK", "ESP", "EST",
                                          "FIN", "FRA", "GBR", "GRC", "HRV", "HUN", "IRL", "ITA", "LTU",
                                          "LUX", "LVA", "MLT", "NLD", "POL", "PRT", "ROU", "SVK", "SVN",
                                          "SWE", "USA", "CAN", "JPN", "AUS", "NOR", "CHE", "KOR", "TWN"};

/* B: 36 economies stop trading with Russia (WIOD 2014).  The table has ten digits, the expected values come from all of them:
 * the solvers agree to 1e-14, and differ from the facts by up to 6e-10. */
static void test_embargo(void **state)
{
  (void)state;
  char path[PATH];
  trade_table w = {0};
  if (!DATA("wiod44_bilateral_2000_2014.csv")) left_out();
  assert_true(trade_read_long(path, "trade", "2014", &w));
  double *const b = freeness(w.n);
  const int rus = trade_find(&w, "RUS");
  for (size_t k = 0; k < sizeof sanctioners / sizeof *sanctioners; k++) {
    const int i = trade_find(&w, sanctioners[k]);
    assert_true(i >= 0);
    b[i * w.n + rus] = b[rus * w.n + i] = 0;
  }
  assert_true(FACT("B_wiod2014_embargo_expected.csv"));
  for (unsigned solver = 0; solver < ENT_TRADE_SOLVERS; solver++) {
    ent_trade *t = NULL;
    const ent_trade_answer a = solve(&w, (ent_trade_options){.theta = 4, .solver = (ent_trade_solver)solver},
                                     &(ent_trade_shock){.freeness = b}, &t);
    assert_true(a.certificate.holds);
    compare(path, "w", &w, a.wage, 1, 0, 1e-9, 44);
    compare(path, "P", &w, a.price, 1, 0, 1e-9, 44);
    compare(path, "welfare", &w, a.welfare, 1, 0, 1e-9, 44);
    compare(path, "real_wage", &w, a.real_wage, 1, 0, 1e-9, 44);
    ent_trade_close(t);
  }
  free(b);
  trade_free(&w);
}

/* I: 36 economies raise one tariff on Russia; at about 10 % it pays them. */
static void test_frontier(void **state)
{
  (void)state;
  char path[PATH], line[512];
  trade_table w = {0};
  if (!DATA("wiod44_bilateral_2000_2014.csv")) left_out();
  assert_true(trade_read_long(path, "trade", "2014", &w));
  const int n = w.n, rus = trade_find(&w, "RUS"), deu = trade_find(&w, "DEU"), ltu = trade_find(&w, "LTU");
  double *const rate = freeness(n);
  const ent_trade_world world = {.n = n, .flow = w.flow};
  ent_trade *t = NULL;
  assert_int_equal(ent_trade_open(&world, &(ent_trade_options){.theta = 4}, &network_memory, &t, NULL), ENT_OK);
  assert_true(FACT("I_tariff_frontier_wiod2014.csv"));
  FILE *const in = fopen(path, "r");
  assert_non_null(in);
  int met = 0;
  while (fgets(line, sizeof line, in)) {
    double at, welfare, de, lt, dollars, coalition = 0, theirs;
    if (sscanf(line, "%lf,%lf,%lf,%lf,%lf,%lf", &at, &welfare, &de, &lt, &dollars, &theirs) != 6 || at > 1e6) continue;
    for (int c = 0; c < n * n; c++) rate[c] = 0;
    for (size_t k = 0; k < sizeof sanctioners / sizeof *sanctioners; k++)
      rate[rus * n + trade_find(&w, sanctioners[k])] = at;
    ent_trade_answer a;
    assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.tariff = rate}, &a, NULL), ENT_OK);
    assert_true(a.certificate.holds);
    for (size_t k = 0; k < sizeof sanctioners / sizeof *sanctioners; k++) {
      const int j = trade_find(&w, sanctioners[k]);
      double spent = 0;
      for (int i = 0; i < n; i++) spent += w.flow[i * n + j];
      coalition += (a.welfare[j] - 1) * spent;
    }
    if (!(fabs(100 * (a.welfare[rus] - 1) - welfare) <= 1e-7 && fabs(100 * (a.welfare[deu] - 1) - de) <= 1e-7 &&
          fabs(100 * (a.welfare[ltu] - 1) - lt) <= 1e-7 && fabs(coalition - theirs) <= 0.01))
      fail_msg("%g: %.12g %.12g %.12g %.12g", at, 100 * (a.welfare[rus] - 1), 100 * (a.welfare[deu] - 1),
               100 * (a.welfare[ltu] - 1), coalition);
    met++;
  }
  fclose(in);
  assert_true(met >= 8);
  ent_trade_close(t);
  free(rate);
  trade_free(&w);
}

/* C: gegravity's example, on its own terms (fixed shares) and as an equilibrium. */
static void test_gegravity(void **state)
{
  (void)state;
  char path[PATH];
  trade_table w = {0};
  if (!FACT("C_gegravity_baseline_modeled_X.csv")) left_out();
  assert_true(trade_read_square(path, &w));
  double *const b = freeness(w.n);
  const int can = trade_find(&w, "CAN"), jpn = trade_find(&w, "JPN"), deu = trade_find(&w, "DEU");
  b[can * w.n + jpn] = b[jpn * w.n + can] = ent_exp(0.4711383);
  const ent_trade_shock shock = {.freeness = b};
  ent_trade *t = NULL;
  ent_trade_answer a = solve(&w, (ent_trade_options){.theta = 4, .fixed_shares = true, .anchor = deu}, &shock, &t);
  assert_true(a.certificate.settled);
  assert_false(a.certificate.holds);
  if (!(a.certificate.market > 1e-3 && a.certificate.market < 0.02)) fail_msg("market %g", a.certificate.market);
  assert_true(FACT("C_gegravity_reported.csv"));
  compare(path, "factory gate price change (percent)", &w, a.wage, 100, -100, 1e-6, 30);
  compare(path, "imr change (percent)", &w, a.price, 100, -100, 1e-6, 30);
  compare(path, "terms of trade change (percent)", &w, a.real_wage, 100, -100, 1e-6, 30);
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
  compare(path, "foreign exports change (percent)", &w, exports, 100, -100, 1e-6, 30);
  ent_trade_close(t);
  a = solve(&w, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_MULTIPLICATIVE}, &shock, &t);
  assert_true(a.certificate.settled);
  assert_true(FACT("C_gegravity_vs_exact.csv"));
  compare(path, "exact_rw_pct", &w, a.real_wage, 100, -100, 1e-6, 29);
  ent_trade_close(t);
  free(b);
  trade_free(&w);
}

/* L: Head-Ries relief, Russia and its partners of 2014 against 2023. */
static void test_relief(void **state)
{
  (void)state;
  char path[PATH];
  trade_table then = {0}, now = {0};
  if (!DATA("square_cow2014_goods.csv")) left_out();
  assert_true(trade_read_square(path, &then));
  assert_true(DATA("square_2023_194_repaired_kusd.csv") && trade_read_square(path, &now));
  double *const old = freeness(then.n), *const new = freeness(now.n);
  assert_int_equal(ent_trade_freeness(then.n, then.flow, old, NULL), ENT_OK);
  assert_int_equal(ent_trade_freeness(now.n, now.flow, new, NULL), ENT_OK);
  static double ratio[TRADE_NAMES];
  for (int i = 0; i < now.n; i++) {
    const int j = trade_find(&then, now.name[i]);
    if (j >= 0) ratio[i] = old[j * then.n + trade_find(&then, "RUS")] / new[i * now.n + trade_find(&now, "RUS")];
  }
  assert_true(FACT("L_relief_head_ries_2014_over_2023.csv"));
  /* The flows of 2023 have two decimals, Malta's are a few dollars: as costs, -log(ratio) / 4. */
  for (int i = 0; i < now.n; i++) ratio[i] = ratio[i] > 0 ? -ent_log(ratio[i]) / 4 : 0;
  compare(path, "dln_kappa", &now, ratio, 1, 0, 4e-6, 36);
  free(old);
  free(new);
  trade_free(&then);
  trade_free(&now);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_enlargement), cmocka_unit_test(test_embargo),
                                     cmocka_unit_test(test_frontier), cmocka_unit_test(test_gegravity),
                                     cmocka_unit_test(test_relief)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
