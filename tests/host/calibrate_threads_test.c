/* Do any number of threads give the same bytes of forecasts? */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/memory.h"
#include "host/threads.h"
#include "support/deal_rows.h"

enum { ROWS = 12 };

static ent_status forecast(const ent_corpus *corpus, uint64_t draws, const ent_executor *executor,
                           ent_deal_chances *out, ent_error *err)
{
  const ent_gates_draws how = {3, draws};
  const ent_deal_forecaster gates = ent_gates_forecaster(&how);
  const ent_backtest_options options = {.seed = 1, .executor = executor};
  const ent_allocator memory = host_memory();
  return ent_backtest(corpus, &gates, 1, &options, &memory, out, err);
}

static void test_same_bytes_on_any_crew(void **state)
{
  (void)state;
  static ent_deal_row row[ROWS];
  ent_corpus corpus;
  ent_deal_chances alone[ROWS], crowd[ROWS];
  deal_corpus(9, ROWS, row, &corpus);
  assert_int_equal(forecast(&corpus, 1500, NULL, alone, NULL), ENT_OK);
  static const int crews[] = {1, 2, 5};
  for (int c = 0; c < 3; c++) {
    host_threads *crew = NULL;
    assert_int_equal(host_threads_open(crews[c], &crew, NULL), ENT_OK);
    const ent_executor executor = host_threads_executor(crew);
    assert_int_equal(forecast(&corpus, 1500, &executor, crowd, NULL), ENT_OK);
    assert_memory_equal(alone, crowd, sizeof alone);
    host_threads_close(crew);
  }
}

/* Draws are near the closed form for every question. */
static void test_draws_are_near_the_closed_form(void **state)
{
  (void)state;
  static ent_deal_row row[ROWS];
  ent_corpus corpus;
  ent_deal_chances drawn[ROWS], closed[ROWS];
  deal_corpus(9, ROWS, row, &corpus);
  assert_int_equal(forecast(&corpus, 4000, NULL, drawn, NULL), ENT_OK);
  assert_int_equal(forecast(&corpus, 0, NULL, closed, NULL), ENT_OK);
  for (int i = 0; i < ROWS; i++)
    for (int q = 0; q < ENT_DEAL_QUESTIONS; q++) assert_true(fabs(drawn[i].p[q] - closed[i].p[q]) < 0.05);
}

/* One row that no scenario can hold ends the whole. */
static void test_an_error_comes_out(void **state)
{
  (void)state;
  static ent_deal_row row[ROWS];
  ent_corpus corpus;
  ent_deal_chances out[ROWS];
  ent_error err = {.code = ENT_OK};
  memset(out, 7, sizeof out);
  deal_corpus(9, ROWS, row, &corpus);
  row[5].terms = "\xff";
  assert_int_equal(forecast(&corpus, 64, NULL, out, &err), ENT_SYNTAX);
  assert_int_equal(err.code, ENT_SYNTAX);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes_on_any_crew),
                                     cmocka_unit_test(test_draws_are_near_the_closed_form),
                                     cmocka_unit_test(test_an_error_comes_out)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
