/* Tests of core/align/mesh.c and search.c: every minimum of small landscapes, and what large ones must obey. */
#include "align/mesh.h"
#include "explored.h"

enum { STARTS = 4000, WIDE = 120 };

typedef struct searched {
  ent_searched out;
  int8_t side[EXPLORED_ROOM * ENT_ALIGN_MAX];
  ent_found found[EXPLORED_ROOM];
} searched;

static void search(const scene *s, const double *pressure, uint64_t seed, searched *x)
{
  const ent_search how = {.starts = STARTS, .seed = seed, .pressure = pressure};
  memset(x, 0, sizeof *x);
  assert_int_equal(ent_align_search(&s->land, &how, &heap, EXPLORED_ROOM, x->side, x->found, &x->out, NULL), ENT_OK);
}

static ent_camp camp_of(const int8_t *side, int n)
{
  ent_camp camp = 0;
  for (int i = 0; i < n; i++) camp |= side[i] > 0 ? UINT32_C(1) << i : 0;
  return camp;
}

/* With far more starts than configurations all basins are met: the same minima, in the same order, and shares of starts close
 * to the basins (six standard deviations). */
static void test_against_enumeration(void **state)
{
  (void)state;
  static searched x;
  static explored y;
  uint64_t rng = 41;
  for (int round = 0; round < 60; round++) {
    scene s;
    double pressure[ENT_ALIGN_MAX];
    const int n = 2 + next_below(&rng, 7);
    scene_random(&s, n, round % 3, &rng);
    for (int i = 0; i < n; i++) pressure[i] = round % 3 == 0 ? 2 * next_unit(&rng) - 1 : next_below(&rng, 3) - 1;
    const double *const pressed = round % 2 ? pressure : NULL;
    search(&s, pressed, (uint64_t)round, &x);
    explore(&s, pressed, &y);
    assert_int_equal(x.out.different, y.terrain.stable);
    assert_int_equal(x.out.kept, y.terrain.stable);
    uint32_t starts = 0, once = 0;
    for (uint32_t k = 0; k < x.out.kept; k++) {
      const double share = (double)y.minimum[k].basin / (double)y.terrain.configurations;
      assert_int_equal(camp_of(x.side + k * (size_t)n, n), y.minimum[k].camp);
      assert_int_equal(x.found[k].indifferent, y.minimum[k].indifferent);
      CLOSE(x.found[k].energy, y.minimum[k].energy, 0);
      CLOSE((double)x.found[k].hits / STARTS, share, 6 * sqrt(share * (1 - share) / STARTS) + 1e-9);
      starts += x.found[k].hits;
      once += x.found[k].hits == 1;
    }
    assert_true(starts == STARTS && once == x.out.once);
    CLOSE(x.out.unseen, (double)once / STARTS, 0);
  }
}

static double size_of[WIDE], tie_of[WIDE * WIDE];

static ent_landscape wide_landscape(uint64_t seed)
{
  for (int i = 0; i < WIDE; i++) {
    size_of[i] = 0.5 + next_unit(&seed);
    for (int j = 0; j < i; j++) tie_of[i * WIDE + j] = tie_of[j * WIDE + i] = 2 * next_unit(&seed) - 1;
  }
  return (ent_landscape){WIDE, size_of, tie_of};
}

/* Nobody among 120 actors gains by moving from what is found, energies add up, and seeds repeat. */
static void test_wide(void **state)
{
  (void)state;
  enum { ROOM = 40 };
  static int8_t side[2][ROOM * WIDE];
  static ent_found found[2][ROOM];
  ent_searched out[2];
  const ent_landscape land = wide_landscape(7);
  const ent_search how = {.starts = 300, .seed = 9};
  for (int pass = 0; pass < 2; pass++) {
    assert_int_equal(ent_align_search(&land, &how, &heap, ROOM, side[pass], found[pass], &out[pass], NULL), ENT_OK);
  }
  assert_true(out[0].kept == ROOM && out[0].different > ROOM);
  assert_memory_equal(side[0], side[1], sizeof side[0]);
  for (uint32_t k = 0; k < ROOM; k++) {
    const int8_t *const x = side[0] + k * WIDE;
    double energy = 0;
    assert_int_equal(x[0], 1);
    for (int i = 0; i < WIDE; i++) {
      double gain = 0;
      for (int j = 0; j < WIDE; j++) {
        gain += size_of[j] * tie_of[i * WIDE + j] * x[i] * x[j];
        energy += x[i] != x[j] ? size_of[i] * size_of[j] * tie_of[i * WIDE + j] : 0;
      }
      assert_true(gain > -1e-9);
    }
    CLOSE(found[0][k].energy, energy, 1e-9);
    assert_true(k == 0 || found[0][k - 1].energy <= found[0][k].energy);
  }
}

/* Two hostile blocs of friends: one minimum from every start, whatever their number; everybody alike under pressure. */
static void test_blocs(void **state)
{
  (void)state;
  static int8_t side[2 * WIDE];
  ent_found found[2];
  ent_searched out;
  double pressure[WIDE];
  for (int i = 0; i < WIDE; i++) {
    size_of[i] = 1;
    pressure[i] = WIDE + 1; /* more than all ties of an actor */
    for (int j = 0; j < i; j++) tie_of[i * WIDE + j] = tie_of[j * WIDE + i] = (i % 3 == 0) == (j % 3 == 0) ? 1 : -1;
  }
  const ent_landscape land = {WIDE, size_of, tie_of};
  ent_search how = {.starts = 50};
  assert_int_equal(ent_align_search(&land, &how, &heap, 2, side, found, &out, NULL), ENT_OK);
  for (int i = 0; i < WIDE && out.kept > 0; i++) assert_int_equal(side[i], i % 3 == 0 ? 1 : -1);
  assert_true(found[0].indifferent == 0 && out.unseen <= 1);
  how.pressure = pressure;
  assert_int_equal(ent_align_search(&land, &how, &heap, 2, side, found, &out, NULL), ENT_OK);
  assert_true(out.different == 1 && found[0].hits == 50);
  for (int i = 0; i < WIDE; i++) assert_int_equal(side[i], 1);
}

/* Moves keep the pulls and the energy in step with adding up anew. */
static void test_mesh(void **state)
{
  (void)state;
  const ent_landscape land = wide_landscape(11);
  double *const block = malloc(ent_mesh_size(WIDE)), pull[WIDE], fresh[WIDE], pressure[WIDE];
  int8_t side[WIDE];
  uint64_t rng = 3;
  ent_mesh mesh;
  assert_non_null(block);
  for (int i = 0; i < WIDE; i++) {
    pressure[i] = next_unit(&rng) - 0.5;
    side[i] = next_below(&rng, 2) ? 1 : -1;
  }
  ent_mesh_lay(&mesh, &land, pressure, block);
  double energy = ent_mesh_pulls(&mesh, side, pull);
  const double before = ent_align_energy_of(&land, pressure, side), at_first = energy;
  for (int step = 0; step < 200; step++) energy += ent_mesh_move(&mesh, next_below(&rng, WIDE), side, pull);
  CLOSE(energy, ent_mesh_pulls(&mesh, side, fresh), 1e-12);
  for (int i = 0; i < WIDE; i++) CLOSE(pull[i], fresh[i], 1e-13);
  double total = 0;
  for (int i = 0; i < WIDE; i++) total += size_of[i];
  CLOSE((energy - at_first) * total * total, ent_align_energy_of(&land, pressure, side) - before, 1e-8);
  free(block);
}

static void test_refusals(void **state)
{
  (void)state;
  ent_searched out = {.different = 77};
  ent_error err;
  uint64_t rng = 5;
  scene s;
  scene_random(&s, 5, 0, &rng);
  ent_search how = {.starts = 0};
  assert_int_equal(ent_align_search(&s.land, &how, &heap, 0, NULL, NULL, &out, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "starts");
  how.starts = 10000001;
  assert_int_equal(ent_align_search(&s.land, &how, &heap, 0, NULL, NULL, &out, &err), ENT_ARGUMENT);
  how.starts = 1;
  s.propensity[3] = 2;
  assert_int_equal(ent_align_search(&s.land, &how, &heap, 0, NULL, NULL, &out, &err), ENT_ARGUMENT);
  s.land.n = ENT_ALIGN_WIDE + 1;
  assert_int_equal(ent_align_search(&s.land, &how, &heap, 0, NULL, NULL, &out, &err), ENT_LIMIT);
  assert_int_equal(out.different, 77);
  ent_landscape land = wide_landscape(1);
  tie_of[117 * WIDE + 118] = NAN;
  assert_int_equal(ent_align_search(&land, &how, &heap, 0, NULL, NULL, &out, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "propensity[117][118]");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_against_enumeration),
    cmocka_unit_test(test_wide),
    cmocka_unit_test(test_blocs),
    cmocka_unit_test(test_mesh),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
