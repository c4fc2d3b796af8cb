/* align_oom_test.c - do the searches of a landscape fail cleanly when there is no memory? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "entente/align.h"
#include "fault/ladder.h"

enum { N = 5, ROOM = 8 };
static const double size[N] = {3, 2, 1, 1, 2};
static const double tie[N * N] = {0,  .5,  -.5, .2,  -.1, .5, 0,  .3,  -.4, .2,  -.5, .3, 0,
                                  .6, -.7, .2,  -.4, .6,  0,  .1, -.1, .2,  -.7, .1,  0};
static const ent_landscape land = {N, size, tie};

static ent_status explore(const ent_allocator *memory, ent_error *err)
{
  const ent_explore how = {.passes = true};
  ent_minimum minimum[ROOM] = {{.camp = 99}};
  ent_terrain terrain = {.stable = 99};
  const ent_status status = ent_align_explore(&land, &how, memory, ROOM, minimum, &terrain, err);
  if (status != ENT_OK) assert_true(terrain.stable == 99 && minimum[0].camp == 99);
  return status;
}

static void test_explore(void **state)
{
  (void)state;
  climb("explore", explore);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_explore)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
