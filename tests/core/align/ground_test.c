/* Tests of core/align/ground.c: the lowest configuration, against enumeration, and with its proof beyond it. */
#include "explored.h"

static void ground_of(const ent_landscape *land, const double *pressure, int8_t *side, ent_ground *g)
{
  assert_int_equal(ent_align_ground(land, pressure, NULL, &heap, side, g, NULL), ENT_OK);
  CLOSE(g->energy, ent_align_energy_of(land, pressure, side), 0);
  assert_true(g->lower <= g->energy);
}

static void test_against_enumeration(void **state)
{
  (void)state;
  static explored x;
  uint64_t rng = 61;
  for (int round = 0; round < 300; round++) {
    scene s;
    ent_ground g;
    int8_t side[ENT_ALIGN_MAX];
    double pressure[ENT_ALIGN_MAX], scale = 0;
    const int n = 2 + next_below(&rng, 9), kind = round % SCENE_KINDS;
    scene_random(&s, n, kind, &rng);
    if (kind == 4) memset(s.propensity, 0, sizeof s.propensity);
    for (int i = 0; i < n; i++) {
      pressure[i] = kind == 0 ? 2 * next_unit(&rng) - 1 : next_below(&rng, 3) - 1;
      for (int j = 0; j < i; j++) scale += 2 * s.size[i] * s.size[j] * fabs(s.propensity[i * n + j]);
      scale += 2 * s.size[i] * fabs(pressure[i]);
    }
    const double *const pressed = (round & 1) && kind != 3 ? pressure : NULL;
    explore(&s, pressed, &x);
    ground_of(&s.land, pressed, side, &g);
    assert_true(g.proved);
    CLOSE(g.energy, x.minimum[0].energy, 1e-12 * scale);
    CLOSE(g.lower, g.energy, 1e-12 * scale);
    assert_true(pressed || side[0] == 1);
  }
}

/* Whole numbers are exact: the proof closes the last unit. */
static void test_whole_numbers(void **state)
{
  (void)state;
  enum { N = 45 };
  static double size[N], tie[N * N];
  uint64_t rng = 62;
  for (int i = 0; i < N; i++) {
    size[i] = 1 + next_below(&rng, 4);
    for (int j = 0; j < i; j++) { /* two hostile camps, one tie in ten against the grain */
      const double grain = i % 2 == j % 2 ? 1 : -1;
      tie[i * N + j] = tie[j * N + i] = next_below(&rng, 10) ? grain : -grain;
    }
  }
  const ent_landscape land = {N, size, tie};
  int8_t side[N];
  ent_ground g;
  ground_of(&land, NULL, side, &g);
  assert_true(g.proved);
  CLOSE(g.lower, g.energy, 1e-9);
  for (int i = 0; i < N; i++) assert_int_equal(side[i], i % 2 ? -1 : 1);
  const ent_search how = {.starts = 500, .seed = 1};
  int8_t found_side[N];
  ent_found found;
  ent_searched out;
  assert_int_equal(ent_align_search(&land, &how, &heap, 1, found_side, &found, &out, NULL), ENT_OK);
  assert_true(found.energy >= g.lower);
  assert_memory_equal(found_side, side, sizeof side);
}

static bool stop(void *ctx, const ent_balance_state *state)
{
  (void)ctx;
  (void)state;
  return false;
}

/* Signs without structure, stopped at once: an interval that holds. */
static void test_stopped(void **state)
{
  (void)state;
  enum { N = 22 };
  static explored x;
  scene s;
  uint64_t rng = 63;
  scene_random(&s, N, 0, &rng);
  explore(&s, NULL, &x);
  const ent_balance_options options = {.go_on = stop};
  int8_t side[N];
  ent_ground g;
  assert_int_equal(ent_align_ground(&s.land, NULL, &options, &heap, side, &g, NULL), ENT_OK);
  assert_true(g.lower <= x.minimum[0].energy + 1e-9 && g.energy >= x.minimum[0].energy - 1e-9);
}

static void test_refusals(void **state)
{
  (void)state;
  uint64_t rng = 64;
  scene s;
  ent_error err;
  int8_t side[5] = {77};
  ent_ground g = {.energy = 77};
  scene_random(&s, 5, 0, &rng);
  s.size[2] = -1;
  assert_int_equal(ent_align_ground(&s.land, NULL, NULL, &heap, side, &g, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "size[2]");
  s.land.n = ENT_ALIGN_WIDE + 1;
  assert_int_equal(ent_align_ground(&s.land, NULL, NULL, &heap, side, &g, &err), ENT_LIMIT);
  assert_true(side[0] == 77 && g.energy >= 77);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_against_enumeration),
    cmocka_unit_test(test_whole_numbers),
    cmocka_unit_test(test_stopped),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
