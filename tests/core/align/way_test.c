/* Tests of core/align/way.c: an upper bound of the exact pass, reached on small landscapes. */
#include "explored.h"

static void sides_of(ent_camp camp, int n, int8_t *side)
{
  for (int i = 0; i < n; i++) side[i] = (camp >> i & 1u) ? 1 : -1;
}

/* Between each minimum and the one it joins the pass is at most saddle high on both sides: never below the saddle, and with
 * many tries mostly equal to it. */
static void test_against_passes(void **state)
{
  (void)state;
  static explored x;
  uint64_t rng = 51;
  int ways = 0, exact = 0;
  for (int round = 0; round < 120; round++) {
    scene s;
    double pressure[ENT_ALIGN_MAX];
    const int n = 4 + next_below(&rng, 7);
    scene_random(&s, n, 0, &rng);
    for (int i = 0; i < n; i++) pressure[i] = next_unit(&rng) - 0.5;
    const double *const pressed = round % 2 ? pressure : NULL;
    explore(&s, pressed, &x);
    for (uint32_t k = 1; k < x.terrain.stable; k++) {
      int8_t from[ENT_ALIGN_MAX], to[ENT_ALIGN_MAX];
      double height, plain;
      double pass = x.minimum[k].saddle; /* to the lowest: the highest saddle on the way down the tree */
      for (int j = x.minimum[k].into; j > 0; j = x.minimum[j].into) pass = fmax(pass, x.minimum[j].saddle);
      sides_of(x.minimum[k].camp, n, from);
      sides_of(x.minimum[0].camp, n, to);
      assert_int_equal(ent_align_way(&s.land, pressed, from, to, 1, 1, &heap, &plain, NULL), ENT_OK);
      assert_int_equal(ent_align_way(&s.land, pressed, from, to, 300, 1, &heap, &height, NULL), ENT_OK);
      assert_true(height >= pass - 1e-9 && height <= plain + 1e-9);
      ways++;
      exact += height <= pass + 1e-9;
    }
  }
  assert_true(ways > 100 && exact > ways * 8 / 10);
}

/* No way to go: the height is the energy; the mirror image is the same place, unless blocs tell them apart. */
static void test_no_way(void **state)
{
  (void)state;
  uint64_t rng = 52;
  scene s;
  scene_random(&s, 8, 0, &rng);
  int8_t from[8], mirror[8];
  double pressure[8] = {1, 1, 1, 1, 1, 1, 1, 1}, height;
  sides_of(0x5b, 8, from);
  for (int i = 0; i < 8; i++) mirror[i] = (int8_t)-from[i];
  assert_int_equal(ent_align_way(&s.land, NULL, from, from, 5, 1, &heap, &height, NULL), ENT_OK);
  CLOSE(height, ent_align_energy(&s.land, 0x5b), 1e-12);
  assert_int_equal(ent_align_way(&s.land, NULL, from, mirror, 5, 1, &heap, &height, NULL), ENT_OK);
  CLOSE(height, ent_align_energy(&s.land, 0x5b), 1e-12);
  assert_int_equal(ent_align_way(&s.land, pressure, from, mirror, 5, 1, &heap, &height, NULL), ENT_OK);
  assert_true(height > ent_align_energy_of(&s.land, pressure, from) - 1e-12);
}

static void test_refusals(void **state)
{
  (void)state;
  uint64_t rng = 53;
  scene s;
  ent_error err;
  double height = 77;
  scene_random(&s, 3, 0, &rng);
  const int8_t good[3] = {1, -1, 1}, bad[3] = {1, 0, 1};
  assert_int_equal(ent_align_way(&s.land, NULL, bad, good, 1, 1, &heap, &height, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "from[1]");
  assert_int_equal(ent_align_way(&s.land, NULL, good, bad, 1, 1, &heap, &height, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "to[1]");
  assert_int_equal(ent_align_way(&s.land, NULL, good, good, 0, 1, &heap, &height, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "tries");
  s.land.n = 1;
  assert_int_equal(ent_align_way(&s.land, NULL, good, good, 1, 1, &heap, &height, &err), ENT_ARGUMENT);
  CLOSE(height, 77, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_against_passes),
    cmocka_unit_test(test_no_way),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
