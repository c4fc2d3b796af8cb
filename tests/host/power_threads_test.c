/* Do any number of threads give the same bytes of power? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/power.h"
#include "host/memory.h"
#include "host/threads.h"

#define MEMBERS 48

static void same(const ent_power *a, const ent_power *b)
{
  const size_t bytes = MEMBERS * sizeof(double);
  assert_memory_equal(a->shapley, b->shapley, bytes);
  assert_memory_equal(a->banzhaf, b->banzhaf, bytes);
  assert_memory_equal(a->pivot, b->pivot, bytes);
  for (int m = 0; m < MEMBERS; m++) {
    assert_string_equal(a->swings[m], b->swings[m]);
    if (a->shapley_numerator) assert_string_equal(a->shapley_numerator[m], b->shapley_numerator[m]);
  }
}

static void test_same_bytes_on_any_crew(void **state)
{
  (void)state;
  int64_t weight[MEMBERS];
  for (int i = 0; i < MEMBERS; i++) weight[i] = 11 + i * 31 % 47 * 9;
  const ent_allocator memory = host_memory();
  const ent_belief belief = {.share = 1, .a = 3, .b = 2};
  ent_game *game = NULL;
  assert_int_equal(ent_game_of_weights(MEMBERS, weight, 6000, &memory, &game, NULL), ENT_OK);
  for (int exact = 0; exact < 2; exact++) {
    ent_power_options options = {.wanted =
                                   ENT_POWER_BANZHAF | ENT_POWER_BELIEF | (exact ? ENT_POWER_EXACT : ENT_POWER_SHAPLEY),
                                 .engine = ENT_ENGINE_WEIGHT,
                                 .belief = &belief,
                                 .beliefs = 1};
    ent_power *alone = NULL;
    assert_int_equal(ent_power_compute(game, &options, &memory, &alone, NULL), ENT_OK);
    static const int crews[] = {1, 2, 5};
    for (int c = 0; c < 3; c++) {
      host_threads *crew = NULL;
      assert_int_equal(host_threads_open(crews[c], &crew, NULL), ENT_OK);
      const ent_executor executor = host_threads_executor(crew);
      options.executor = &executor;
      ent_power *p = NULL;
      assert_int_equal(ent_power_compute(game, &options, &memory, &p, NULL), ENT_OK);
      same(alone, p);
      ent_power_free(p);
      host_threads_close(crew);
    }
    ent_power_free(alone);
  }
  ent_game_free(game);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes_on_any_crew)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
