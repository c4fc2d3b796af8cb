/* Tests of elasticities and coalitions (core/trade): against differences, single solutions, sums, and published values. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade_policy.h"
#include "support/networks.h"
#include "support/trade_tables.h"

#define MOST 44
#define CELLS (MOST * MOST)
#define PATH 512

static double matrix[CELLS], out[CELLS];

static ent_trade *opened(const trade_table *w, ent_trade_options options)
{
  const ent_trade_world world = {.n = w->n, .flow = w->flow};
  ent_trade *t = NULL;
  ent_error err = {.message = ""};
  if (ent_trade_open(&world, &options, &network_memory, &t, &err) != ENT_OK) fail_msg("%s", err.message);
  return t;
}

static void near(const char *what, double found, double expected, double slack)
{
  if (!(fabs(found - expected) <= slack)) fail_msg("%s: %.15g, expected %.15g", what, found, expected);
}

static void read_sixteen(trade_table *w)
{
  assert_true(trade_read_long(ENT_TEST_SOURCE "/data/trade_2014.csv", "flow", NULL, w));
}

/* ---- elasticities ------------------------------------------------------------------------------------------------------ */

static double log_welfare(ent_trade *t, int economy)
{
  ent_trade_answer a;
  assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.cost = matrix}, &a, NULL), ENT_OK);
  assert_true(a.certificate.holds);
  return ent_log(a.welfare[economy]);
}

/* Central differences of whole solutions, away from the data, in a world with deficits and in a balanced one. */
static void test_differences(void **state)
{
  (void)state;
  trade_table w = {0};
  read_sixteen(&w);
  const int n = w.n, rus = trade_find(&w, "RUS"), deu = trade_find(&w, "DEU");
  const int cells[] = {rus * n + deu, deu * n + rus, 3 * n + 5, rus * n + rus, deu * n + deu, (n - 1) * n + rus};
  for (unsigned d = 0; d < 2; d++) {
    ent_trade *const t = opened(&w, (ent_trade_options){.theta = 4, .deficits = (ent_trade_deficits)d});
    for (int c = 0; c < n * n; c++) matrix[c] = 1;
    matrix[rus * n + deu] = 1.2;
    (void)log_welfare(t, rus);
    assert_int_equal(ent_trade_elasticities(t, rus, out, NULL), ENT_OK);
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
      const double was = matrix[cells[k]], step = 1e-3;
      matrix[cells[k]] = was * ent_exp(step);
      const double up = log_welfare(t, rus);
      matrix[cells[k]] = was * ent_exp(-step);
      const double down = log_welfare(t, rus);
      matrix[cells[k]] = was;
      near("elasticity", out[cells[k]], (up - down) / (2 * step), 1e-6);
    }
    ent_trade_close(t);
  }
  trade_free(&w);
}

/* A target that is cut off answers to nobody's costs but its own. */
static void test_cut_off(void **state)
{
  (void)state;
  trade_table w = {0};
  read_sixteen(&w);
  const int n = w.n, rus = trade_find(&w, "RUS");
  ent_trade *const t = opened(&w, (ent_trade_options){.theta = 4});
  ent_trade_answer a;
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) matrix[i * n + j] = (i == rus) == (j == rus);
  assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.freeness = matrix}, &a, NULL), ENT_OK);
  assert_int_equal(ent_trade_elasticities(t, rus, out, NULL), ENT_OK);
  for (int c = 0; c < n * n; c++) near("cut off", out[c], c == rus * n + rus ? -1 : 0, 1e-12);
  ent_trade_close(t);
  trade_free(&w);
}

static void test_russia(void **state)
{
  (void)state;
  char path[PATH];
  static double sold[TRADE_NAMES], bought[TRADE_NAMES];
  trade_table w = {0};
  if (!trade_shared(path, sizeof path, "data/trade/wiod44_bilateral_2000_2014.csv")) skip();
  assert_true(trade_read_long(path, "trade", "2014", &w) && w.n == MOST);
  const int n = w.n, rus = trade_find(&w, "RUS");
  ent_trade *const t = opened(&w, (ent_trade_options){.theta = 4});
  ent_trade_answer a;
  assert_int_equal(ent_trade_solve(t, NULL, &a, NULL), ENT_OK);
  assert_int_equal(ent_trade_elasticities(t, rus, out, NULL), ENT_OK);
  assert_true(trade_shared(path, sizeof path, "fixtures/trade/J_adjoint_elasticities_rus_wiod2014.csv"));
  assert_true(trade_read_column(path, "exports_to", &w, sold) && trade_read_column(path, "imports_from", &w, bought));
  int met = 0;
  for (int i = 0; i < n; i++) {
    if (isnan(sold[i]) || i == rus) continue;
    near(w.name[i], out[rus * n + i], sold[i], 1e-8);
    near(w.name[i], out[i * n + rus], bought[i], 1e-8);
    met++;
  }
  assert_int_equal(met, n - 1);
  ent_trade_close(t);
  trade_free(&w);
}

/* ---- coalitions -------------------------------------------------------------------------------------------------------- */

/* Every value by a solution of its own, shares by all orders of joining (4 members), in a world with deficits. */
static void test_brute(void **state)
{
  (void)state;
  enum { K = 4 };
  static const char *const name[K] = {"DEU", "CHN", "EUR", "ROW"};
  trade_table w = {0};
  read_sixteen(&w);
  const int n = w.n, rus = trade_find(&w, "RUS");
  int member[K];
  double own[K][1 << K], order_sum[K] = {0};
  for (int k = 0; k < K; k++) member[k] = trade_find(&w, name[k]);
  ent_trade *const t = opened(&w, (ent_trade_options){.theta = 4});
  ent_trade_coalitions *c = NULL;
  assert_int_equal(ent_trade_coalitions_find(t, rus, member, K, NULL, &network_memory, &c, NULL), ENT_OK);
  assert_true(c->holds && c->worst_market <= ENT_TRADE_GAP);
  for (unsigned set = 0; set < 1u << K; set++) {
    ent_trade_answer a;
    for (int i = 0; i < n * n; i++) matrix[i] = 1;
    for (int k = 0; k < K; k++)
      if (set >> k & 1u) matrix[rus * n + member[k]] = matrix[member[k] * n + rus] = 0;
    assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.freeness = matrix}, &a, NULL), ENT_OK);
    near("value", c->value[set], 1 - a.real_wage[rus], 1e-11);
    for (int k = 0; k < K; k++) own[k][set] = a.real_wage[member[k]];
  }
  for (int p = 0; p < K * K * K * K; p++) {
    const int order[K] = {p % K, p / K % K, p / K / K % K, p / K / K / K};
    unsigned set = 0;
    for (int k = 0; k < K; k++) set |= 1u << order[k];
    if (set != (1u << K) - 1) continue; /* no order: somebody twice */
    set = 0;
    for (int k = 0; k < K; k++) {
      order_sum[order[k]] += c->value[set | 1u << order[k]] - c->value[set];
      set |= 1u << order[k];
    }
  }
  double total = 0;
  for (int k = 0; k < K; k++) {
    near("shapley", c->shapley[k], order_sum[k] / 24, 1e-14);
    near("cost", c->cost[k], 1 - own[k][15], 1e-11);
    near("leaving", c->leaving[k], own[k][15 & ~(1u << k)] - own[k][15], 1e-11);
    near("alone", c->alone[k], c->value[1u << k] - c->value[0], 0);
    near("last", c->last[k], c->value[15] - c->value[15 & ~(1u << k)], 0);
    total += c->shapley[k];
  }
  near("sum", total, c->value[15] - c->value[0], 1e-14);
  ent_trade_coalitions_free(c, &network_memory);
  ent_trade_close(t);
  trade_free(&w);
}

static void test_eight(void **state)
{
  (void)state;
  char path[PATH], line[256];
  static const char *const name[] = {"DEU", "FRA", "ITA", "POL", "GBR", "USA", "JPN", "CHN"};
  int member[8];
  trade_table w = {0};
  if (!trade_shared(path, sizeof path, "data/trade/wiod44_bilateral_2000_2014.csv")) skip();
  assert_true(trade_read_long(path, "trade", "2014", &w));
  for (int k = 0; k < 8; k++) member[k] = trade_find(&w, name[k]);
  ent_trade *const t = opened(&w, (ent_trade_options){.theta = 4});
  ent_trade_coalitions *c = NULL;
  assert_int_equal(ent_trade_coalitions_find(t, trade_find(&w, "RUS"), member, 8, NULL, &network_memory, &c, NULL),
                   ENT_OK);
  assert_true(c->holds);
  assert_true(trade_shared(path, sizeof path, "fixtures/trade/H_shapley8_coalition_values.csv"));
  FILE *const in = fopen(path, "r");
  assert_non_null(in);
  int met = 0;
  while (fgets(line, sizeof line, in)) {
    unsigned set;
    double loss;
    if (sscanf(line, "%u,%lf", &set, &loss) != 2) continue;
    near("set", 100 * c->value[set], loss, 1e-5);
    met++;
  }
  fclose(in);
  assert_int_equal(met, 256);
  static const double shapley[] = {0.340125077743, 0.0804127937415, 0.12460352665, 0.107308718513,
                                   0.100334417383, 0.0792239257784, 0.14101789702, 0.425253014513};
  for (int k = 0; k < 8; k++) near(name[k], 100 * c->shapley[k], shapley[k], 1e-5);
  ent_trade_coalitions_free(c, &network_memory);
  ent_trade_close(t);
  trade_free(&w);
}

/* ---- what is refused ---------------------------------------------------------------------------------------------------- */

static void test_refused(void **state)
{
  (void)state;
  trade_table w = {0};
  read_sixteen(&w);
  ent_trade *t = opened(&w, (ent_trade_options){.theta = 4});
  ent_trade_coalitions *c = NULL;
  ent_error err = {.message = ""};
  const int twice[] = {1, 1}, target[] = {0}, far[] = {16}, good[] = {1};
  assert_int_equal(ent_trade_elasticities(t, 0, out, &err), ENT_ARGUMENT); /* not solved */
  assert_non_null(strstr(err.message, "solve first"));
  assert_int_equal(ent_trade_elasticities(t, 16, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_elasticities(t, 0, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_elasticities(NULL, 0, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_find(t, 0, twice, 2, NULL, &network_memory, &c, &err), ENT_ARGUMENT);
  assert_non_null(strstr(err.message, "named twice"));
  assert_int_equal(ent_trade_coalitions_find(t, 0, target, 1, NULL, &network_memory, &c, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_find(t, 0, far, 1, NULL, &network_memory, &c, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_find(t, 0, good, 0, NULL, &network_memory, &c, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_find(t, 0, good, ENT_TRADE_SAMPLED + 1, NULL, &network_memory, &c, NULL),
                   ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_find(t, 16, good, 1, NULL, &network_memory, &c, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_find(NULL, 0, good, 1, NULL, &network_memory, &c, NULL), ENT_ARGUMENT);
  ent_trade_close(t);
  t = opened(&w, (ent_trade_options){.theta = 4, .supply = 1});
  ent_trade_answer a;
  assert_int_equal(ent_trade_solve(t, NULL, &a, NULL), ENT_OK);
  assert_int_equal(ent_trade_elasticities(t, 0, out, &err), ENT_ARGUMENT);
  assert_non_null(strstr(err.message, "without elasticity of supply"));
  assert_int_equal(ent_trade_coalitions_find(t, 0, good, 1, NULL, &network_memory, &c, &err), ENT_ARGUMENT);
  assert_non_null(strstr(err.message, "without elasticity of supply"));
  assert_null(c);
  ent_trade_close(t);
  ent_trade_coalitions_free(NULL, &network_memory);
  trade_free(&w);
}

/* Flows three hundred orders of magnitude apart clear to the last digit, but no slope is a number: told, and nothing written. */
static void test_no_slopes(void **state)
{
  (void)state;
  const double apart[] = {45, 7, 1e-300, 1e-300, 1e-300, 1e-300, 1e-300, 1e-300, 1e12}, weight[] = {1, 1, 1};
  const ent_trade_world world = {.n = 3, .flow = apart};
  ent_trade *t = NULL;
  ent_trade_answer a;
  double by_cost[9] = {7}, by_tariff[9] = {7};
  assert_int_equal(ent_trade_open(&world, &(ent_trade_options){.theta = 4}, &network_memory, &t, NULL), ENT_OK);
  assert_int_equal(ent_trade_solve(t, NULL, &a, NULL), ENT_OK);
  assert_true(a.certificate.holds);
  assert_int_equal(ent_trade_elasticities(t, 1, by_cost, NULL), ENT_NUMERIC);
  assert_int_equal(ent_trade_slopes(t, weight, by_cost, by_tariff, NULL), ENT_NUMERIC);
  assert_true(by_cost[0] == 7 && by_tariff[0] == 7 && by_tariff[1] == 0);
  ent_trade_close(t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_differences), cmocka_unit_test(test_cut_off),
                                     cmocka_unit_test(test_russia),      cmocka_unit_test(test_brute),
                                     cmocka_unit_test(test_eight),       cmocka_unit_test(test_refused),
                                     cmocka_unit_test(test_no_slopes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
