/* Do any number of threads give the same bytes of forecasts? */
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

static void test_same_bytes_on_any_crew(void **state)
{
  (void)state;
  static ent_deal_row row[ROWS];
  ent_corpus corpus;
  ent_case_chances alone[ROWS], crowd[ROWS];
  const ent_allocator memory = host_memory();
  deal_corpus(9, ROWS, row, &corpus);
  assert_int_equal(ent_deal_forecast(&corpus, NULL, 3, 1500, NULL, &memory, alone, NULL), ENT_OK);
  static const int crews[] = {1, 2, 5};
  for (int c = 0; c < 3; c++) {
    host_threads *crew = NULL;
    assert_int_equal(host_threads_open(crews[c], &crew, NULL), ENT_OK);
    const ent_executor executor = host_threads_executor(crew);
    assert_int_equal(ent_deal_forecast(&corpus, NULL, 3, 1500, &executor, &memory, crowd, NULL), ENT_OK);
    assert_memory_equal(alone, crowd, sizeof alone);
    host_threads_close(crew);
  }
}

/* One row that no scenario can hold ends the whole, and nothing is written. */
static void test_an_error_comes_out(void **state)
{
  (void)state;
  static ent_deal_row row[ROWS];
  ent_corpus corpus;
  ent_case_chances out[ROWS];
  ent_error err = {.code = ENT_OK};
  const ent_allocator memory = host_memory();
  memset(out, 7, sizeof out);
  deal_corpus(9, ROWS, row, &corpus);
  row[5].terms = "\xff";
  assert_int_equal(ent_deal_forecast(&corpus, NULL, 3, 64, NULL, &memory, out, &err), ENT_SYNTAX);
  assert_int_equal(err.code, ENT_SYNTAX);
  for (size_t i = 0; i < sizeof out; i++) assert_int_equal(((const unsigned char *)out)[i], 7);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes_on_any_crew),
                                     cmocka_unit_test(test_an_error_comes_out)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
