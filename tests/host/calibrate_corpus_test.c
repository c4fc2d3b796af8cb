/* calibrate_corpus_test.c - does the model reach on the corpus what docs/method/calibration.md says, family by family? */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "entente/calibrate.h"
#include "host/load.h"
#include "host/memory.h"

#define ROWS_MAX 400

static bool is_consensus(const ent_deal_row *row)
{
  return row->rule == ENT_DEAL_RULE_CONSENSUS || row->rule == ENT_DEAL_RULE_UNANIMITY;
}

/* Mean squared error, and how far the forecasts of each third (in the order of forecasts) are from what came. */
typedef struct scored {
  double brier, furthest;
} scored;

static scored score(const ent_corpus *corpus, const ent_deal_chances *chances, ent_deal_question question,
                    ent_deal_pick *pick)
{
  static double p[ROWS_MAX];
  static bool came[ROWS_MAX];
  static int cluster[ROWS_MAX];
  const int n = ent_backtest_select(corpus, chances, question, pick, p, came, cluster, NULL);
  scored s = {0, 0};
  double off[3] = {0};
  assert_true(n > 60);
  for (int i = 0; i < n; i++) {
    const double y = came[i] ? 1 : 0;
    int below = 0;
    for (int j = 0; j < n; j++) below += p[j] < p[i] || (p[j] == p[i] && j < i);
    s.brier += (p[i] - y) * (p[i] - y) / n;
    off[below * 3 / n] += (p[i] - y) / (n / 3.0);
  }
  for (int k = 0; k < 3; k++) s.furthest = fmax(s.furthest, fabs(off[k]));
  return s;
}

static void test_reaches_its_scores(void **state)
{
  (void)state;
  static ent_deal_chances chances[ROWS_MAX];
  host_table deals, features;
  assert_int_equal(host_load_table(ENT_TEST_SOURCE "/data/deals.csv", &deals, NULL), ENT_OK);
  assert_int_equal(host_load_table(ENT_TEST_SOURCE "/data/deals_features.csv", &features, NULL), ENT_OK);
  const ent_cases a = {deals.rows, deals.columns, deals.column, deals.cell};
  const ent_cases b = {features.rows, features.columns, features.column, features.cell};
  const ent_allocator memory = host_memory();
  const ent_gates_draws how = {1, 0};
  const ent_deal_forecaster gates = ent_gates_forecaster(&how);
  const ent_backtest_options options = {.seed = 1};
  ent_corpus corpus;
  assert_int_equal(ent_corpus_read(&a, &b, &memory, &corpus, NULL, NULL), ENT_OK);
  assert_true(corpus.rows <= ROWS_MAX);
  assert_int_equal(ent_backtest(&corpus, &gates, 1, &options, &memory, chances, NULL), ENT_OK);
  const scored adopted = score(&corpus, chances, ENT_DEAL_QUESTION_ADOPTED, is_consensus);
  const scored in_force = score(&corpus, chances, ENT_DEAL_QUESTION_IN_FORCE, NULL);
  const scored alive = score(&corpus, chances, ENT_DEAL_QUESTION_ALIVE5, NULL);
  assert_true(adopted.brier < 0.13 && adopted.furthest < 0.12);
  assert_true(in_force.brier < 0.205 && in_force.furthest < 0.12);
  assert_true(alive.brier < 0.215 && alive.furthest < 0.12);
  ent_corpus_free(&corpus, &memory);
  host_table_free(&features);
  host_table_free(&deals);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_reaches_its_scores)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
