/* map_test.c - does the map show the centre of the assumptions?  Ties by hand from the medians, camps by trying
 * them all, power of the seats by counting orders. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/align.h"
#include "entente/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define CAMPS 5

static double median(const ent_scenario *s, const char *path)
{
  const int input = ent_scenario_find_input(s, path);
  assert_true(input >= 0);
  return ent_input_quantile(s, input, 0.5);
}

static double slow_and_fast(const ent_scenario *s, const char *tie)
{
  char slow[64], fast[64];
  const double w = median(s, "alignment.slow_weight");
  snprintf(slow, sizeof slow, "%s.slow", tie);
  snprintf(fast, sizeof fast, "%s.fast", tie);
  return w * median(s, slow) + (1 - w) * median(s, fast);
}

static void test_ties(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  (void)state;
  assert_int_equal(ent_scenario_map(s), CAMPS);
  const double pt = slow_and_fast(s, "ties.PRO-TGT") + median(s, "terms.seat.effects.0.change");
  const double tr = slow_and_fast(s, "ties.TGT-RIV") + median(s, "terms.seat.effects.1.change");
  assert_true(fabs(ent_scenario_map_tie(s, 0, 1) - pt) < 1e-15);
  assert_true(fabs(ent_scenario_map_tie(s, 2, 1) - tr) < 1e-15);
  assert_true(fabs(ent_scenario_map_tie(s, 0, 3) - slow_and_fast(s, "ties.PRO-ALY")) < 1e-15);
  for (int a = 0; a < CAMPS; a++)
    for (int b = 0; b < CAMPS; b++) assert_true(ent_scenario_map_tie(s, a, b) == ent_scenario_map_tie(s, b, a));
  assert_true(ent_scenario_map_tie(s, 3, 4) == 0); /* none was given */
  assert_true(ent_scenario_map_tie(s, 1, 1) == 0);
  assert_true(ent_scenario_map_tie(s, -1, 1) == 0 && ent_scenario_map_tie(s, 1, CAMPS) == 0);
  assert_true(ent_scenario_map_tie(s, 1000000, -1000000) == 0);
  ent_scenario_free(s);
}

static void test_places(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  const char *actor = NULL, *name = NULL, *const key[3] = {"TGT", "PRO", "RIV"};
  int place[3];
  (void)state;
  assert_true(ent_scenario_wedge(s, place));
  for (int k = 0; k < 3; k++) {
    assert_true(ent_scenario_camp(s, place[k], &actor, &name));
    assert_string_equal(actor, key[k]);
    assert_true(ent_scenario_map_size(s, place[k]) > 0);
  }
  assert_true(ent_scenario_camp(s, 0, NULL, NULL));
  assert_false(ent_scenario_camp(s, -1, &actor, &name) || ent_scenario_camp(s, CAMPS, &actor, &name));
  assert_true(ent_scenario_map_size(s, -1) == 0 && ent_scenario_map_size(s, CAMPS) == 0);
  ent_scenario_free(s);
}

static void test_points(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  double size[CAMPS], p[CAMPS * CAMPS], total = 0, least = INFINITY;
  unsigned best = 0;
  ent_map_point at;
  (void)state;
  for (int i = 0; i < CAMPS; i++) {
    assert_true(ent_scenario_map_point(s, i, &at));
    assert_true(at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1);
    size[i] = at.size;
    total += at.size;
    for (int j = 0; j < CAMPS; j++) p[i * CAMPS + j] = ent_scenario_map_tie(s, i, j);
  }
  assert_true(fabs(total - 1) < 1e-12);
  for (unsigned camp = 0; camp < 1u << CAMPS; camp++) {
    double energy = 0;
    for (int i = 0; i < CAMPS; i++)
      for (int j = 0; j < CAMPS; j++)
        if ((camp >> i & 1) != (camp >> j & 1)) energy += size[i] * size[j] * p[i * CAMPS + j];
    if (energy >= least - 1e-12) continue;
    least = energy;
    best = camp;
  }
  for (int i = 0; i < CAMPS; i++) {
    assert_true(ent_scenario_map_point(s, i, &at));
    assert_int_equal(at.with_target, (best >> i & 1) == (best >> 1 & 1));
    assert_true(at.content >= -1e-12); /* nobody gains by moving alone */
  }
  at.size = 77;
  assert_false(ent_scenario_map_point(s, CAMPS, &at));
  assert_false(ent_scenario_map_point(s, -1, &at));
  assert_true(at.size == 77);
  ent_scenario_free(s);
}

static void test_seats(void **state)
{
  static const struct {
    const char *club, *member;
    double shapley;
    bool actor;
  } wanted[] = {
    /* LEAGUE: ALY and one of the others.  UNION, 69 of 105: NEU (40) with ALY (30) or RING (35), but not these two. */
    {"LEAGUE", "PRO", 1.0 / 6, true}, {"LEAGUE", "ALY", 2.0 / 3, true}, {"LEAGUE", "UNION", 1.0 / 6, false},
    {"UNION", "NEU", 2.0 / 3, true},  {"UNION", "ALY", 1.0 / 6, true},  {"UNION", "RING", 1.0 / 6, false},
    {"RING", "NEU", 0.5, true},       {"RING", "MAJ", 0.5, true},       {"HOUSE", "MAJ", 1, true},
    {"HOUSE", "MIN", 0, true},
  };
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_seat_info seat;
  double banzhaf[ENT_SEATS_MAX], shapley[ENT_SEATS_MAX], again[ENT_SEATS_MAX];
  (void)state;
  assert_int_equal(ent_scenario_power(s, &memory, banzhaf, shapley, NULL), ENT_OK);
  assert_int_equal(ent_scenario_power(s, &memory, NULL, again, NULL), ENT_OK);
  for (int k = 0; k < 10; k++) {
    assert_true(ent_scenario_seat(s, k, &seat));
    assert_string_equal(seat.club, wanted[k].club);
    assert_string_equal(seat.actor, wanted[k].member);
    assert_int_equal(seat.actor_index >= 0, wanted[k].actor);
    assert_true(fabs(shapley[k] - wanted[k].shapley) < 1e-12 && again[k] == shapley[k]);
    assert_true(banzhaf[k] >= 0 && banzhaf[k] <= 1 && (banzhaf[k] == 0) == (shapley[k] == 0));
    if (seat.actor_index >= 0) assert_string_equal(ent_scenario_actor_key(s, seat.actor_index), seat.actor);
  }
  const int seats = ent_scenario_seats(s);
  assert_true(seats > 10); /* and the actors that own a term by themselves */
  assert_false(ent_scenario_seat(s, seats, &seat));
  assert_false(ent_scenario_seat(s, -1, &seat));
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_ties),
    cmocka_unit_test(test_places),
    cmocka_unit_test(test_points),
    cmocka_unit_test(test_seats),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
