/* landscapes_test.c - are the landscapes of a scenario those of its map, before and after the deal, and of its draws? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "fault/ladder.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define CAMPS 5

static void test_centre(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  double size[CAMPS], before[CAMPS * CAMPS], after[CAMPS * CAMPS];
  int place[3], moved = 0;
  (void)state;
  assert_int_equal(ent_scenario_landscape(s, false, &memory, size, before, NULL), ENT_OK);
  assert_int_equal(ent_scenario_landscape(s, true, &memory, size, after, NULL), ENT_OK);
  for (int a = 0; a < CAMPS; a++)
    for (int b = 0; b < CAMPS; b++) {
      assert_true(fabs(after[a * CAMPS + b] - ent_scenario_map_tie(s, a, b)) < 1e-12);
      moved += fabs(after[a * CAMPS + b] - before[a * CAMPS + b]) > 1e-9;
    }
  assert_int_equal(moved, 4); /* the deal moves two ties */
  assert_true(ent_scenario_wedge(s, place));
  const char *actor = NULL, *name = NULL;
  assert_true(ent_scenario_camp(s, place[0], &actor, &name));
  assert_string_equal(actor, "TGT");
  assert_true(ent_scenario_camp(s, place[1], &actor, NULL));
  assert_string_equal(actor, "PRO");
  assert_true(ent_scenario_camp(s, place[2], &actor, &name));
  assert_string_equal(actor, "RIV");
  assert_false(ent_scenario_camp(s, -1, &actor, &name) || ent_scenario_camp(s, CAMPS, &actor, &name));
  ent_scenario_free(s);
}

/* Draws do not depend on where one begins, are symmetric, and centre on the centre. */
static void test_draws(void **state)
{
  enum { DRAWS = 400 };
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  static double size[DRAWS * CAMPS], p[DRAWS * CAMPS * CAMPS];
  double one_size[CAMPS], one[CAMPS * CAMPS], centre_size[CAMPS], centre[CAMPS * CAMPS];
  (void)state;
  assert_int_equal(ent_scenario_landscapes(s, 7, 0, DRAWS, true, &memory, size, p, NULL), ENT_OK);
  assert_int_equal(ent_scenario_landscapes(s, 7, 123, 1, true, &memory, one_size, one, NULL), ENT_OK);
  assert_memory_equal(one, p + 123 * CAMPS * CAMPS, sizeof one);
  assert_memory_equal(one_size, size + 123 * CAMPS, sizeof one_size);
  assert_int_equal(ent_scenario_landscape(s, true, &memory, centre_size, centre, NULL), ENT_OK);
  for (int a = 0; a < CAMPS; a++)
    for (int b = 0; b < CAMPS; b++) {
      int above = 0, same = 0;
      for (int k = 0; k < DRAWS; k++) {
        const double x = p[(k * CAMPS + a) * CAMPS + b];
        assert_true(x >= -1 && x <= 1 && x == p[(k * CAMPS + b) * CAMPS + a]);
        above += x > centre[a * CAMPS + b];
        same += x == centre[a * CAMPS + b];
      }
      assert_true(same == DRAWS || (above > DRAWS / 4 && above < DRAWS * 3 / 4));
    }
  ent_scenario_free(s);
}

static ent_scenario *scenario;

static ent_status centre_step(const ent_allocator *memory, ent_error *err)
{
  double size[CAMPS], p[CAMPS * CAMPS];
  return ent_scenario_landscape(scenario, true, memory, size, p, err);
}

static ent_status draws_step(const ent_allocator *memory, ent_error *err)
{
  double size[CAMPS], p[CAMPS * CAMPS];
  return ent_scenario_landscapes(scenario, 1, 0, 1, true, memory, size, p, err);
}

static void test_memory(void **state)
{
  const ent_allocator memory = tiny_memory();
  (void)state;
  scenario = small_scenario(&memory);
  climb("centre", centre_step);
  climb("draws", draws_step);
  ent_scenario_free(scenario);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_centre), cmocka_unit_test(test_draws),
                                     cmocka_unit_test(test_memory)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
