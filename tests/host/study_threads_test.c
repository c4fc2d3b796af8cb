/* study_threads_test.c - is the answer the same to the last byte, however many threads work on it? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "host/memory.h"
#include "host/threads.h"
#include "support/small_scenario.h"

static ent_ensemble serial, crewed;

static void test_ensembles(void **state)
{
  static const int threads[] = {1, 2, 3, 16};
  static const uint64_t draws[] = {1, 1024, 1025, 20000};
  const ent_allocator memory = host_memory();
  ent_scenario *const s = small_scenario(&memory);
  (void)state;
  for (size_t n = 0; n < sizeof draws / sizeof *draws; n++) {
    assert_int_equal(ent_ensemble_run(s, 3, draws[n], NULL, 0, NULL, &memory, &serial, NULL), ENT_OK);
    for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
      host_threads *crew = NULL;
      assert_int_equal(host_threads_open(threads[t], &crew, NULL), ENT_OK);
      const ent_executor executor = host_threads_executor(crew);
      memset(&crewed, 0x5A, sizeof crewed);
      assert_int_equal(ent_ensemble_run(s, 3, draws[n], NULL, 0, &executor, &memory, &crewed, NULL), ENT_OK);
      assert_memory_equal(&serial, &crewed, sizeof serial);
      host_threads_close(crew);
    }
  }
  ent_scenario_free(s);
}

static ent_answer *ask(const ent_scenario *s, const ent_executor *executor)
{
  const ent_allocator memory = host_memory();
  const ent_options options = {.draws = 3000, .study_draws = 700, .executor = executor};
  ent_answer *a = NULL;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  return a;
}

static void test_answers(void **state)
{
  static const int threads[] = {1, 2, 3, 16};
  const ent_allocator memory = host_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_answer *const one = ask(s, NULL);
  const char *text = NULL, *again = NULL;
  size_t size = 0, again_size = 0;
  (void)state;
  assert_int_equal(ent_answer_json(one, &text, &size, NULL), ENT_OK);
  for (size_t t = 0; t < sizeof threads / sizeof *threads; t++) {
    host_threads *crew = NULL;
    assert_int_equal(host_threads_open(threads[t], &crew, NULL), ENT_OK);
    const ent_executor executor = host_threads_executor(crew);
    ent_answer *const two = ask(s, &executor);
    assert_int_equal(ent_answer_json(two, &again, &again_size, NULL), ENT_OK);
    assert_int_equal(size, again_size);
    assert_memory_equal(text, again, size);
    assert_memory_equal(&one->ensemble, &two->ensemble, sizeof one->ensemble);
    ent_answer_free(two);
    host_threads_close(crew);
  }
  ent_answer_free(one);
  ent_scenario_free(s);
}

static bool stop_later(void *ctx, const char *stage, double done, const ent_ensemble *so_far)
{
  int *const left = ctx;
  (void)stage;
  (void)done;
  (void)so_far;
  return --*left > 0;
}

static void test_cancel(void **state)
{
  const ent_allocator memory = host_memory();
  ent_scenario *const s = small_scenario(&memory);
  host_threads *crew = NULL;
  (void)state;
  assert_int_equal(host_threads_open(3, &crew, NULL), ENT_OK);
  const ent_executor executor = host_threads_executor(crew);
  for (int k = 1; k < 4; k++) {
    int left = k;
    ent_answer *a = NULL;
    const ent_options options = {.draws = 300000, .executor = &executor, .progress = stop_later, .progress_ctx = &left};
    assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_CANCELLED);
    assert_null(a);
  }
  host_threads_close(crew);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_ensembles),
    cmocka_unit_test(test_answers),
    cmocka_unit_test(test_cancel),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
