/* counterfactuals_test.c - do changed scenarios that are asked together, beside kept draws, say what each says alone? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "study/run.h"
#include "study/world.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 2500 /* two blocks and a part of a third */
#define WORLDS 6

static ent_ensemble together[WORLDS], alone, before, after;

/* Numbers of all gates, a rule, nothing at all, and a term that is left out: that one shares no draw. */
static const char *const change[WORLDS][3] = {{"deal.will.support=0.3", "deal.will.cost=0.1 to 0.2"},
                                              {"conditions.peace.probability=1"},
                                              {"clubs.LEAGUE.rule=unanimity"},
                                              {NULL},
                                              {"horizon_years=2"},
                                              {"terms.seat.include=no"}};

static void check(const ent_scenario *base, const ent_scenario *const *s, int count, uint64_t draws,
                  const ent_replay *kept)
{
  const ent_allocator memory = tiny_memory();
  memset(together, 0xEE, sizeof together);
  assert_int_equal(ent_run_counterfactuals(base, s, count, 7, draws, kept, NULL, &memory, NULL, together, NULL),
                   ENT_OK);
  for (int i = 0; i < count; i++) {
    assert_int_equal(ent_ensemble_run(s[i], 7, draws, NULL, 0, NULL, &memory, &alone, NULL), ENT_OK);
    if (memcmp(&together[i], &alone, sizeof alone) != 0) fail_msg("other bytes in world %d", i);
  }
}

static void test_same_bytes(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const base = small_scenario(&memory);
  ent_scenario *s[WORLDS];
  ent_replay *kept = NULL;
  int count = 0;
  (void)state;
  for (int i = 0; i < WORLDS; i++) {
    ent_scenario *const world = small_changed(&memory, change[i]);
    assert_non_null(world);
    s[count++] = world;
  }
  assert_int_equal(ent_replay_open(7, DRAWS, 0, 1, &memory, &kept, NULL), ENT_OK);
  check(base, (const ent_scenario *const *)s, count, DRAWS, kept); /* which holds nothing yet */
  assert_int_equal(ent_replay_run(kept, base, DRAWS, NULL, &before, NULL), ENT_OK);
  assert_true(ent_replay_holds(kept, base, 7, DRAWS));
  assert_false(ent_replay_holds(kept, base, 8, DRAWS));
  assert_false(ent_replay_holds(kept, base, 7, DRAWS - 1));
  assert_false(ent_replay_holds(kept, s[0], 7, DRAWS));
  check(base, (const ent_scenario *const *)s, count, DRAWS, kept);
  check(base, (const ent_scenario *const *)s, count, DRAWS - 1, kept); /* a block that is kept with one draw more */
  check(base, (const ent_scenario *const *)s, count, DRAWS, NULL);
  assert_int_equal(ent_replay_run(kept, base, DRAWS, NULL, &after, NULL), ENT_OK);
  assert_int_equal(ent_replay_kept(kept), 3); /* what was kept stayed */
  assert_memory_equal(&before, &after, sizeof before);
  ent_replay_free(kept);
  for (int i = 0; i < count; i++) ent_scenario_free(s[i]);
  ent_scenario_free(base);
}

/* None to ask: nothing is written. */
static void test_none(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const base = small_scenario(&memory);
  (void)state;
  alone.draws = 42;
  assert_int_equal(ent_run_counterfactuals(base, NULL, 0, 7, DRAWS, NULL, NULL, &memory, NULL, &alone, NULL), ENT_OK);
  assert_int_equal(alone.draws, 42);
  ent_scenario_free(base);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_bytes), cmocka_unit_test(test_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
