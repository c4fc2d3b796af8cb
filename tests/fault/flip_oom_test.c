/* flip_oom_test.c - what if memory runs out while a pass is sought or a table of ties is sorted? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "entente/flip.h"
#include "entente/triangle.h"
#include "fault/ladder.h"

enum { N = 12 };

/* A ring of friends whose halves are foes: many configurations lie below the pass, so the heap grows. */
static ent_status hold(const ent_allocator *memory, ent_error *err)
{
  static double size[N], tie[N * N];
  for (int i = 0; i < N; i++) {
    size[i] = 1;
    for (int j = 0; j < N; j++) tie[i * N + j] = i == j ? 0 : (i < N / 2) == (j < N / 2) ? 0.5 : -0.125;
  }
  const ent_landscape land = {N, size, tie};
  ent_hold h = {.barrier = 7};
  const ent_status status = ent_flip_hold(&land, (1u << N / 2) - 1, 0, memory, &h, err);
  assert_true(status == ENT_OK ? h.minimum && h.escape > 0 : h.barrier == 7);
  return status;
}

static ent_status series(const ent_allocator *memory, ent_error *err)
{
  static const ent_tie_row row[] = {{2000, 0, 1, 1}, {2000, 0, 2, 1}, {2000, 1, 2, -1}};
  ent_triangle_year year = {.year = 7};
  int years = 7;
  const ent_status status = ent_triangle_series(row, 3, 1, memory, 1, &year, &years, NULL, err);
  assert_true(status == ENT_OK ? years == 1 && year.year == 2000 : years == 7 && year.year == 7);
  return status;
}

static void test_hold(void **state)
{
  (void)state;
  climb("hold", hold);
}

static void test_series(void **state)
{
  (void)state;
  climb("series", series);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_hold), cmocka_unit_test(test_series)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
