/* Tests of the gravity solver against known answers (for public programs: board_test.c) from data which are too large or not
 * free to be kept here: read from ENTENTE_SHARED when that is set, else left out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/ppml.h"
#include "entente/trade.h"
#include "support/frame.h"
#include "support/networks.h"
#include "support/trade_published.h"

#define SLACK_D 1e-6 /* percentage points */
#define FACTS "fixtures/trade/"
#define DATA(name) (trade_shared(path, sizeof path, "data/trade/" name))

/* B: 36 economies stop trading with Russia (WIOD 2014).  The table has ten digits, the expected values come from all of them:
 * the solvers agree to 1e-14, and differ from the facts by up to 6e-10. */
static void test_embargo(void **state)
{
  (void)state;
  char path[TRADE_PATH];
  trade_table w = {0};
  if (!DATA("wiod44_bilateral_2000_2014.csv")) trade_left_out();
  assert_true(trade_read_long(path, "trade", "2014", &w));
  double *const b = trade_ones(w.n);
  const int rus = trade_find(&w, "RUS");
  for (size_t k = 0; k < TRADE_SANCTIONERS; k++) {
    const int i = trade_find(&w, trade_sanctioners[k]);
    assert_true(i >= 0);
    b[i * w.n + rus] = b[rus * w.n + i] = 0;
  }
  for (unsigned solver = 0; solver < ENT_TRADE_SOLVERS; solver++) {
    ent_trade *t = NULL;
    const ent_trade_answer a = trade_solve(&w, (ent_trade_options){.theta = 4, .solver = (ent_trade_solver)solver},
                                           &(ent_trade_shock){.freeness = b}, &t);
    assert_true(a.certificate.holds);
    trade_compare(FACTS "B_wiod2014_embargo_expected.csv", "w", &w, a.wage, 1, 0, 1e-9, 44);
    trade_compare(FACTS "B_wiod2014_embargo_expected.csv", "P", &w, a.price, 1, 0, 1e-9, 44);
    trade_compare(FACTS "B_wiod2014_embargo_expected.csv", "welfare", &w, a.welfare, 1, 0, 1e-9, 44);
    trade_compare(FACTS "B_wiod2014_embargo_expected.csv", "real_wage", &w, a.real_wage, 1, 0, 1e-9, 44);
    ent_trade_close(t);
  }
  free(b);
  trade_free(&w);
}

/* I: 36 economies raise one tariff on Russia; at about 10 % it pays them. */
static void test_frontier(void **state)
{
  (void)state;
  char path[TRADE_PATH], line[512];
  trade_table w = {0};
  if (!DATA("wiod44_bilateral_2000_2014.csv")) trade_left_out();
  assert_true(trade_read_long(path, "trade", "2014", &w));
  const int n = w.n, rus = trade_find(&w, "RUS"), deu = trade_find(&w, "DEU"), ltu = trade_find(&w, "LTU");
  double *const rate = trade_ones(n);
  const ent_trade_world world = {.n = n, .flow = w.flow};
  ent_trade *t = NULL;
  assert_int_equal(ent_trade_open(&world, &(ent_trade_options){.theta = 4}, &network_memory, &t, NULL), ENT_OK);
  assert_true(trade_shared(path, sizeof path, FACTS "I_tariff_frontier_wiod2014.csv"));
  FILE *const in = fopen(path, "r");
  assert_non_null(in);
  int met = 0;
  while (fgets(line, sizeof line, in)) {
    double at, welfare, de, lt, dollars, coalition = 0, theirs;
    if (sscanf(line, "%lf,%lf,%lf,%lf,%lf,%lf", &at, &welfare, &de, &lt, &dollars, &theirs) != 6 || at > 1e6) continue;
    for (int c = 0; c < n * n; c++) rate[c] = 0;
    for (size_t k = 0; k < TRADE_SANCTIONERS; k++) rate[rus * n + trade_find(&w, trade_sanctioners[k])] = at;
    ent_trade_answer a;
    assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.tariff = rate}, &a, NULL), ENT_OK);
    assert_true(a.certificate.holds);
    for (size_t k = 0; k < TRADE_SANCTIONERS; k++) {
      const int j = trade_find(&w, trade_sanctioners[k]);
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

/* L: Head-Ries relief, Russia and its partners of 2014 against 2023. */
static void test_relief(void **state)
{
  (void)state;
  char path[TRADE_PATH];
  trade_table then = {0}, now = {0};
  if (!DATA("square_cow2014_goods.csv")) trade_left_out();
  assert_true(trade_read_square(path, &then));
  assert_true(DATA("square_2023_194_repaired_kusd.csv") && trade_read_square(path, &now));
  double *const old = trade_ones(then.n), *const new = trade_ones(now.n);
  assert_int_equal(ent_trade_freeness(then.n, then.flow, old, NULL), ENT_OK);
  assert_int_equal(ent_trade_freeness(now.n, now.flow, new, NULL), ENT_OK);
  static double ratio[TRADE_NAMES];
  for (int i = 0; i < now.n; i++) {
    const int j = trade_find(&then, now.name[i]);
    if (j >= 0) ratio[i] = old[j * then.n + trade_find(&then, "RUS")] / new[i * now.n + trade_find(&now, "RUS")];
  }
  /* The flows of 2023 have two decimals, Malta's are a few dollars: as costs, -log(ratio) / 4. */
  for (int i = 0; i < now.n; i++) ratio[i] = ratio[i] > 0 ? -ent_log(ratio[i]) / 4 : 0;
  trade_compare(FACTS "L_relief_head_ries_2014_over_2023.csv", "dln_kappa", &now, ratio, 1, 0, 4e-6, 36);
  free(old);
  free(new);
  trade_free(&then);
  trade_free(&now);
}

/* ---- D: from a regression to a world without borders ----- */

static const double *border_effect(const frame *f, double *border)
{
  for (int64_t i = 0; i < f->n; i++)
    border[i] = strcmp(frame_cell(f, i, "exporter"), frame_cell(f, i, "importer")) != 0;
  return border;
}

/* Flows of 69 economies in 2006 as distance, contiguity and the border fit them, with levels of exporters and importers: their
 * sums are those of the data.  Returns the coefficient of the border. */
static double fit_world(const char *path, trade_table *w)
{
  frame f;
  if (!frame_read(path, &f)) trade_left_out();
  double *const distance = frame_numbers(&f, "DIST"), *const contiguous = frame_numbers(&f, "CNTG"),
                *const trade = frame_numbers(&f, "trade"), *const border = malloc(sizeof(double) * (size_t)f.n),
                *const mean = malloc(sizeof(double) * (size_t)f.n);
  assert_true(border && mean);
  for (int64_t i = 0; i < f.n; i++) distance[i] = ent_log(distance[i]);
  const double *const x[] = {distance, contiguous, border_effect(&f, border)};
  int32_t *const from = frame_groups(&f, "exporter", NULL, NULL), *const to = frame_groups(&f, "importer", NULL, NULL);
  const int32_t *const effect[] = {from, to};
  const ent_ppml_data data = {.n = f.n, .y = trade, .regressors = 3, .x = x, .effects = 2, .effect = effect};
  double b[3];
  ent_ppml_answer answer = {.coefficient = b, .mean = mean};
  assert_int_equal(ent_ppml_fit(&data, NULL, &network_memory, &answer, NULL), ENT_OK);
  assert_true(answer.settled && trade_read_long(path, "trade", NULL, w));
  const int n = w->n;
  double sold[2][TRADE_NAMES] = {{0}};
  for (int64_t k = 0; k < f.n; k++) {
    const int i = trade_find(w, frame_cell(&f, k, "exporter")), j = trade_find(w, frame_cell(&f, k, "importer"));
    sold[0][i] += w->flow[i * n + j];
    sold[1][i] += mean[k];
    w->flow[i * n + j] = mean[k];
  }
  for (int i = 0; i < n; i++) assert_true(fabs(sold[1][i] / sold[0][i] - 1) < 1e-9);
  void *const all[] = {distance, contiguous, trade, border, mean, from, to};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
  frame_free(&f);
  return b[2];
}

/* The border is gone: real GDP, prices and exports as a second program has them, and as the Advisory Guide of WTO and UNCTAD
 * printed them, whose own iteration stops at 0.01. */
static void test_without_borders(void **state)
{
  (void)state;
  char path[TRADE_PATH];
  trade_table w = {0};
  if (!DATA("inputs/D_agtpa2006_input.csv")) trade_left_out();
  const double border = fit_world(path, &w);
  const int n = w.n, deu = trade_find(&w, "DEU");
  assert_true(n == 69 && fabs(border + 2.47445) < 5e-6);
  double *const b = trade_ones(n);
  for (int c = 0; c < n * n; c++)
    if (c % (n + 1) != 0) b[c] = ent_exp(-border);
  ent_trade *t = NULL;
  const ent_trade_answer a = trade_solve(&w, (ent_trade_options){.theta = 6}, &(ent_trade_shock){.freeness = b}, &t);
  assert_true(a.certificate.holds);
  static double wage[TRADE_NAMES], price[TRADE_NAMES], published[TRADE_NAMES];
  for (int i = 0; i < n; i++) {
    wage[i] = a.wage[i] / a.price[deu]; /* prices in Germany stay */
    price[i] = a.price[i] / a.price[deu];
  }
  const char *const facts = FACTS "D_agtpa_twb_exact_add.csv";
  trade_compare(facts, "rg", &w, a.real_wage, 100, -100, SLACK_D, 69);
  trade_compare(facts, "dp", &w, wage, 100, -100, SLACK_D, 69);
  trade_compare(facts, "dP", &w, price, 100, -100, SLACK_D, 69);
  int near = 0;
  assert_true(DATA("published/D_agtpa_twb_published.csv"));
  assert_true(trade_read_column(path, "change_rGDP_FULL", &w, published));
  for (int i = 0; i < n; i++) near += fabs(100 * (a.real_wage[i] - 1) - published[i]) < 0.25;
  if (near != 67) fail_msg("%d of 69 within a quarter of a point", near);
  ent_trade_close(t);
  free(b);
  trade_free(&w);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_embargo), cmocka_unit_test(test_frontier),
                                     cmocka_unit_test(test_without_borders), cmocka_unit_test(test_relief)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
