/* Do any number of threads give the same landscape? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/align.h"
#include "host/memory.h"
#include "host/threads.h"

enum { N = 18, DRAWS = 40, SMALL = 9, ROOM = 256 };

static void fill(uint64_t draw, int n, double *size, double *propensity)
{
  uint32_t use = 0;
  for (int i = 0; i < n; i++) {
    size[i] = 0.1 + ent_uniform(1, draw, 2, use++);
    propensity[i * n + i] = 0;
    for (int j = 0; j < i; j++) propensity[i * n + j] = propensity[j * n + i] = 2 * ent_uniform(1, draw, 2, use++) - 1;
  }
}

static void write_draw(const void *ctx, uint64_t draw, double *size, double *propensity)
{
  (void)ctx;
  fill(draw, SMALL, size, propensity);
}

typedef struct outcome {
  ent_minimum minimum[ROOM];
  ent_terrain terrain;
  ent_survivor survivor[ROOM];
  ent_surveyed surveyed;
} outcome;

static void ask(const ent_executor *executor, outcome *o)
{
  static double size[N], propensity[N * N];
  const ent_allocator memory = host_memory();
  const ent_landscape land = {N, size, propensity};
  const ent_explore how = {.passes = true, .executor = executor};
  const ent_survey survey = {.n = SMALL, .draws = DRAWS, .draw = write_draw, .passes = true, .executor = executor};
  memset(o, 0, sizeof *o);
  fill(77, N, size, propensity);
  assert_int_equal(ent_align_explore(&land, &how, &memory, ROOM, o->minimum, &o->terrain, NULL), ENT_OK);
  assert_int_equal(ent_align_survey(&survey, &memory, ROOM, o->survivor, &o->surveyed, NULL), ENT_OK);
}

static void same_survivor(const ent_survivor *a, const ent_survivor *b)
{
  assert_true(a->camp == b->camp && a->stable == b->stable && a->lowest == b->lowest && a->alone == b->alone);
  assert_memory_equal(&a->chance, &b->chance, sizeof a->chance);
  assert_memory_equal(&a->escape, &b->escape, sizeof a->escape);
}

static void test_same_bytes_on_any_crew(void **state)
{
  (void)state;
  static outcome alone, together;
  static const int crews[] = {1, 2, 5};
  ask(NULL, &alone);
  assert_true(alone.terrain.stable > 1 && alone.surveyed.good == DRAWS && alone.surveyed.found > 1);
  for (int c = 0; c < 3; c++) {
    host_threads *crew = NULL;
    assert_int_equal(host_threads_open(crews[c], &crew, NULL), ENT_OK);
    const ent_executor executor = host_threads_executor(crew);
    ask(&executor, &together);
    assert_memory_equal(alone.minimum, together.minimum, alone.terrain.kept * sizeof *alone.minimum);
    for (uint32_t k = 0; k < alone.surveyed.kept; k++) same_survivor(&alone.survivor[k], &together.survivor[k]);
    assert_true(alone.surveyed.found == together.surveyed.found && alone.terrain.stable == together.terrain.stable);
    host_threads_close(crew);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes_on_any_crew)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
