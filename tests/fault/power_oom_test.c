/* power_oom_test.c - does every function of voting power that takes memory fail cleanly when there is none?
 *
 * The ladder of model_oom_test.c: request k fails, alone or with all after it, for k = 0, 1, 2, ... until the work succeeds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "entente/coalitions.h"
#include "entente/power.h"
#include "fault/ladder.h"

static void *plain(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

static ent_game *game;            /* built once, over the heap */
static ent_power_options options; /* of the step that is climbed */
static const char *const name[] = {"A", "B", "C", "D", "E", "F", "G", "H"};
static const char *const column[] = {"x", "y"};
static const int64_t weight[] = {9, 7, 7, 5, 3, 2, 1, 0, 4, 1, 1, 8, 2, 2, 6, 0};
static const ent_roll roll = {8, name, 2, column, weight};

static ent_status parse(const ent_allocator *memory, ent_error *err)
{
  ent_game *const untouched = (ent_game *)(uintptr_t)8;
  ent_game *fresh = untouched;
  const ent_status status = ent_game_parse("x > 50% and veto(A, B) or y >= 6", 32, &roll, memory, &fresh, err);
  if (status == ENT_OK)
    ent_game_free(fresh);
  else
    assert_ptr_equal(fresh, untouched);
  return status;
}

static ent_status weigh(const ent_allocator *memory, ent_error *err)
{
  static int64_t many[5000]; /* the classes alone need more than a chunk */
  for (int i = 0; i < 5000; i++) many[i] = i + 1;
  ent_game *const untouched = (ent_game *)(uintptr_t)8;
  ent_game *fresh = untouched;
  const ent_status status = ent_game_of_weights(5000, many, 77, memory, &fresh, err);
  if (status == ENT_OK)
    ent_game_free(fresh);
  else
    assert_ptr_equal(fresh, untouched);
  return status;
}

static ent_status compute(const ent_allocator *memory, ent_error *err)
{
  ent_power *const untouched = (ent_power *)(uintptr_t)8;
  ent_power *p = untouched;
  const ent_status status = ent_power_compute(game, &options, memory, &p, err);
  if (status == ENT_OK)
    ent_power_free(p);
  else
    assert_ptr_equal(p, untouched);
  return status;
}

static ent_status unfold(const ent_allocator *memory, ent_error *err)
{
  ent_coalitions *const untouched = (ent_coalitions *)(uintptr_t)8;
  ent_coalitions *found = untouched;
  const ent_coalitions_options wanted = {.limit = 200};
  const ent_status status = ent_coalitions_find(game, &wanted, memory, &found, err);
  if (status != ENT_OK) {
    assert_ptr_equal(found, untouched);
    return status;
  }
  assert_true(found->listed == 200 && found->smallest == 16);
  ent_coalitions_free(found);
  return status;
}

static ent_power *result;

static ent_status verify(const ent_allocator *memory, ent_error *err)
{
  ent_power_verdict v = {.member = -77};
  const ent_status status = ent_power_verify(game, result, &options, memory, &v, err);
  if (status == ENT_OK)
    assert_true(v.holds);
  else
    assert_int_equal(v.member, -77);
  return status;
}

static void building(void **state)
{
  (void)state;
  climb("parse", parse);
  climb("weights", weigh);
}

/* Every engine with everything that can be wanted, on a small game and on one whose tables are beyond a chunk. */
static void computing(void **state)
{
  (void)state;
  const ent_allocator heap = {plain, NULL};
  const ent_belief belief[] = {{.share = 1, .a = 2, .b = 3}, {.share = 1, .at = 0.25}};
  int union_of[40];
  int64_t wide[40];
  for (int i = 0; i < 40; i++) {
    union_of[i] = i / 4;
    wide[i] = 1 + i * 97 % 41 * 20;
  }
  for (int large = 0; large < 2; large++) {
    if (large) {
      assert_int_equal(ent_game_of_weights(40, wide, 9000, &heap, &game, NULL), ENT_OK);
    } else {
      assert_int_equal(ent_game_of_weights(8, weight, 18, &heap, &game, NULL), ENT_OK);
    }
    for (int e = ENT_ENGINE_AUTO; e < ENT_ENGINES; e++) {
      if (large && (e == ENT_ENGINE_ENUMERATE || e == ENT_ENGINE_TYPES || e == ENT_ENGINE_MEET)) continue;
      const unsigned small = large ? 0 : ENT_POWER_MINIMAL | ENT_POWER_JOHNSTON;
      options = (ent_power_options){.wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY | ENT_POWER_BELIEF |
                                              ENT_POWER_UNIONS | small,
                                    .engine = (ent_engine)e,
                                    .union_of = union_of,
                                    .belief = belief,
                                    .beliefs = 2};
      climb(ent_engine_name((ent_engine)e), compute);
      options.wanted = ENT_POWER_EXACT;
      climb("exact", compute);
    }
    options = (ent_power_options){.wanted = ENT_POWER_MINIMAL};
    climb("minimal", compute);
    options.wanted = 0;
    assert_int_equal(ent_power_compute(game, NULL, &heap, &result, NULL), ENT_OK);
    if (!large) climb("verify", verify);
    ent_power_free(result);
    ent_game_free(game);
  }
}

/* Strips, which need many vectors of classes; few classes of many members, which are unfolded. */
static void coalitions(void **state)
{
  (void)state;
  const ent_allocator heap = {plain, NULL};
  int64_t wide[14], few[40];
  for (int i = 0; i < 14; i++) wide[i] = 100 + i * i * 3;
  for (int i = 0; i < 40; i++) few[i] = 1 + i % 2;
  assert_int_equal(ent_game_of_weights(14, wide, 1500, &heap, &game, NULL), ENT_OK);
  options = (ent_power_options){.wanted = ENT_POWER_MINIMAL};
  climb("strips", compute);
  ent_game_free(game);
  assert_int_equal(ent_game_of_weights(40, few, 31, &heap, &game, NULL), ENT_OK);
  climb("unfolded", unfold);
  ent_game_free(game);
}

static void verifying(void **state)
{
  (void)state;
  const ent_allocator heap = {plain, NULL};
  int64_t wide[60];
  for (int i = 0; i < 60; i++) wide[i] = 50 + i * 97 % 61;
  assert_int_equal(ent_game_of_weights(60, wide, 2500, &heap, &game, NULL),
                   ENT_OK); /* by residues: no second engine fits */
  options = (ent_power_options){.wanted = 0};
  assert_int_equal(ent_power_compute(game, NULL, &heap, &result, NULL), ENT_OK);
  climb("residues", verify);
  ent_power_free(result);
  ent_game_free(game);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(building),
    cmocka_unit_test(computing),
    cmocka_unit_test(coalitions),
    cmocka_unit_test(verifying),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
