/* corpus_oom_test.c - what if memory runs out while past deals are read and scored?  Every request is refused once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "entente/backtest.h"
#include "fault/ladder.h"

static const char *const column[] = {"id",       "family", "year", "title", "kind",       "proposer",
                                     "target",   "club",   "rule", "wedge", "n_deciders", "n_opponents_exante",
                                     "in_force", "hold5"};
#define COLUMNS 14
static const char *const cell[] = {
  "a", "f", "1950", "t", "peace", "A", "B", "", "bilateral", "0", "2", "0", "1", "1", /* 0 */
  "b", "f", "1960", "t", "peace", "A", "B", "", "bilateral", "0", "2", "1", "0", "",  /* 1 */
  "c", "g", "1970", "t", "peace", "A", "B", "", "consensus", "1", "7", "2", "1", "0", /* 2 */
};
static const ent_cases cases = {3, COLUMNS, column, cell};

static ent_status read_corpus(const ent_allocator *memory, ent_error *err)
{
  ent_corpus c = {.rows = -1};
  const ent_status status = ent_corpus_read(&cases, NULL, memory, &c, NULL, err);
  assert_true((status == ENT_OK) == (c.rows == 3));
  if (status == ENT_OK) ent_corpus_free(&c, memory);
  return status;
}

static void test_read(void **state)
{
  (void)state;
  climb("corpus", read_corpus);
}

static ent_corpus corpus;

static int open_corpus(void **state)
{
  static flaky f; /* it has to outlive the corpus */
  (void)state;
  const ent_allocator memory = flaky_open(&f, -1, false);
  return ent_corpus_read(&cases, NULL, &memory, &corpus, NULL, NULL) == ENT_OK ? 0 : -1;
}

static int close_corpus(void **state)
{
  flaky f;
  (void)state;
  const ent_allocator memory = flaky_open(&f, -1, false);
  ent_corpus_free(&corpus, &memory);
  return 0;
}

static ent_status backtest(const ent_allocator *memory, ent_error *err)
{
  ent_deal_forecaster all[ENT_BASELINES];
  ent_deal_chances out[3 * ENT_BASELINES] = {{{-1}}};
  for (int k = 0; k < ENT_BASELINES; k++) all[k] = ent_baseline_forecaster(k);
  const ent_backtest_options options = {.training = &corpus, .folds = 2};
  const ent_status status = ent_backtest(&corpus, all, ENT_BASELINES, &options, memory, out, err);
  assert_true((status == ENT_OK) == (out[0].p[0] >= 0));
  return status;
}

static void test_backtest(void **state)
{
  (void)state;
  climb("backtest", backtest);
}

static const double chance[] = {0.1, 0.6, 0.4, 0.9};
static const bool came[] = {0, 0, 1, 1};
static const ent_forecasts forecasts = {4, chance, came, NULL};

static ent_status score(const ent_allocator *memory, ent_error *err)
{
  ent_score s = {.n = -1};
  const ent_status status = ent_score_forecasts(&forecasts, memory, &s, err);
  assert_true((status == ENT_OK) == (s.n == 4));
  return status;
}

static ent_status groups(const ent_allocator *memory, ent_error *err)
{
  ent_score_bin bin[2];
  int used = -1;
  const ent_status status = ent_score_groups(&forecasts, 2, memory, bin, &used, err);
  assert_true((status == ENT_OK) == (used == 2));
  return status;
}

static ent_status bootstrap(const ent_allocator *memory, ent_error *err)
{
  ent_mean_band band = {.mean = -1};
  const ent_status status = ent_mean_bootstrap(chance, NULL, 4, 1, 50, memory, &band, err);
  assert_true((status == ENT_OK) == (band.mean > 0));
  return status;
}

static ent_status regression(const ent_allocator *memory, ent_error *err)
{
  double b[2] = {-9, -9};
  const ent_status status = ent_logistic_fit(chance, came, 4, 1, 1, memory, b, err);
  assert_true((status == ENT_OK) == (b[0] > -9));
  return status;
}

static void test_scores(void **state)
{
  (void)state;
  climb("score", score);
  climb("groups", groups);
  climb("bootstrap", bootstrap);
  climb("regression", regression);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_read),
                                     cmocka_unit_test_setup_teardown(test_backtest, open_corpus, close_corpus),
                                     cmocka_unit_test(test_scores)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
