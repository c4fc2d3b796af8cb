/* Do any number of threads give the same landscape? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/align.h"
#include "entente/balance_indices.h"
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

/* Signs dealt out anew: each null on whatever thread takes it. */
static void test_same_nulls_on_any_crew(void **state)
{
  enum { ACTORS = 24, NULLS = 50 };
  int32_t tail[ACTORS * ACTORS], head[ACTORS * ACTORS];
  int64_t weight[ACTORS * ACTORS];
  int rows = 0;
  (void)state;
  for (int i = 0; i < ACTORS; i++)
    for (int j = 0; j < i; j++) {
      tail[rows] = i;
      head[rows] = j;
      weight[rows++] = (i * i + 3 * j) % 5 < 2 ? -1 - j % 3 : 2;
    }
  const ent_allocator memory = host_memory();
  ent_ties *ties = NULL;
  assert_int_equal(ent_ties_make(ACTORS, rows, tail, head, weight, NULL, &memory, &ties, NULL), ENT_OK);
  const ent_balance_bounds own = {90, 100, false};
  ent_nulls_options how = {.nulls = NULLS, .pauses = 20};
  ent_balance_bounds alone[NULLS], shared[NULLS];
  ent_nulls a, b;
  assert_int_equal(ent_balance_nulls(ties, &own, &how, &memory, alone, &a, NULL), ENT_OK);
  for (int workers = 1; workers <= 3; workers++) {
    host_threads *crew = NULL;
    assert_int_equal(host_threads_open(workers, &crew, NULL), ENT_OK);
    const ent_executor executor = host_threads_executor(crew);
    how.executor = &executor;
    assert_int_equal(ent_balance_nulls(ties, &own, &how, &memory, shared, &b, NULL), ENT_OK);
    for (int k = 0; k < NULLS; k++) assert_true(alone[k].lower == shared[k].lower && alone[k].upper == shared[k].upper);
    assert_true(a.calm_low == b.calm_low && a.calm_high == b.calm_high && a.mean_lower == b.mean_lower);
    host_threads_close(crew);
  }
  ent_ties_free(ties);
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
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes_on_any_crew),
                                     cmocka_unit_test(test_same_nulls_on_any_crew)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
