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

/* A draw is the landscape with one tie moved. */
static void write_draw(const void *ctx, uint64_t draw, double *sizes, double *ties)
{
  (void)ctx;
  memcpy(sizes, size, sizeof size);
  memcpy(ties, tie, sizeof tie);
  ties[1] = ties[N] = (double)draw / 10 - 1;
}

static ent_status survey(const ent_allocator *memory, ent_error *err)
{
  const ent_survey asked = {.n = N, .draws = 20, .draw = write_draw, .passes = true};
  ent_survivor survivor[ROOM] = {{.camp = 99}};
  ent_surveyed out = {.good = 99};
  const ent_status status = ent_align_survey(&asked, memory, ROOM, survivor, &out, err);
  if (status != ENT_OK) assert_true(out.good == 99 && survivor[0].camp == 99);
  return status;
}

/* Nobody has a tie: 3^6 stances, so that the list grows. */
static ent_status stances(const ent_allocator *memory, ent_error *err)
{
  static const double alike[6] = {1, 1, 1, 1, 1, 1}, none[36] = {0};
  const ent_landscape flat = {6, alike, none};
  ent_stance stance[ROOM] = {{.with = 99}};
  ent_stances out = {.stable = 99};
  const ent_status status = ent_align_stances(&flat, NULL, NULL, memory, ROOM, stance, &out, err);
  if (status != ENT_OK) assert_true(out.stable == 99 && stance[0].with == 99);
  return status;
}

/* 300 starts in a landscape of many minima, so that the table grows. */
static ent_status search(const ent_allocator *memory, ent_error *err)
{
  enum { MANY = 16 };
  static double alike[MANY], enemies[MANY * MANY];
  for (int i = 0; i < MANY * MANY; i++) enemies[i] = -1;
  for (int i = 0; i < MANY; i++) alike[i] = 1;
  const ent_landscape many = {MANY, alike, enemies};
  const ent_search how = {.starts = 300, .seed = 1};
  int8_t side[ROOM * MANY] = {99};
  ent_found found[ROOM] = {{.hits = 99}};
  ent_searched out = {.different = 99};
  const ent_status status = ent_align_search(&many, &how, memory, ROOM, side, found, &out, err);
  if (status != ENT_OK) assert_true(out.different == 99 && found[0].hits == 99 && side[0] == 99);
  return status;
}

static ent_status way(const ent_allocator *memory, ent_error *err)
{
  static const int8_t from[N] = {1, 1, -1, -1, 1}, to[N] = {1, -1, -1, 1, 1};
  double height = 99;
  const ent_status status = ent_align_way(&land, NULL, from, to, 3, 1, memory, &height, err);
  if (status != ENT_OK) assert_true(height >= 99 && height <= 99);
  return status;
}

static ent_status ground(const ent_allocator *memory, ent_error *err)
{
  int8_t side[N] = {99};
  ent_ground out = {.energy = 99};
  const ent_status status = ent_align_ground(&land, NULL, NULL, memory, side, &out, err);
  if (status != ENT_OK) assert_true(side[0] == 99 && out.energy >= 99);
  return status;
}

static void test_searches(void **state)
{
  (void)state;
  climb("explore", explore);
  climb("survey", survey);
  climb("stances", stances);
  climb("search", search);
  climb("way", way);
  climb("ground", ground);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_searches)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
