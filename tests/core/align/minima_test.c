/* Tests of core/align/minima.c: published landscapes, the definition at every configuration, failures. */
#include "landscapes.h"

static long live_bytes; /* what the test allocator has handed out and not got back */
static bool no_memory;

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  if (no_memory && new_size > 0) {
    return NULL;
  }
  live_bytes += (long)new_size - (long)old_size;
  if (new_size == 0) {
    free(old);
    return NULL;
  }
  return realloc(old, new_size);
}

static const ent_allocator memory = {.resize = resize, .ctx = NULL};

enum { ROOM = 600 };
static ent_camp minimum[ROOM];
static double energy[ROOM];
static uint32_t basin[ROOM];

static int minima_of(const scene *s)
{
  int count = -1;
  assert_int_equal(ent_align_minima(&s->land, &memory, ROOM, minimum, energy, basin, &count, NULL), ENT_OK);
  assert_int_equal(live_bytes, 0);
  return count;
}

/* Axelrod and Furnas 2016: {Turkey, ISIS, Nusra} against the rest; with a weak Syria {ISIS, Nusra}. */
static void test_isis(void **state)
{
  (void)state;
  enum { ALL = (1 << 11) - 1, TURKEY = 1 << 3, ISIS = 1 << 6, NUSRA = 1 << 9 };
  scene s;
  scene_read(&s, "align_isis2016.csv", 1, 3, 2);
  assert_int_equal(minima_of(&s), 1);
  assert_int_equal(minimum[0], ALL & ~(TURKEY | ISIS | NUSRA));
  CLOSE(2 * energy[0], -83200, 1e-9);
  assert_int_equal(basin[0], 1024);
  scene_read(&s, "align_isis2016.csv", 2, 3, 2);
  assert_int_equal(minima_of(&s), 1);
  assert_int_equal(minimum[0], ALL & ~(ISIS | NUSRA));
  CLOSE(2 * energy[0], -65600, 1e-9);
}

static ent_camp published_side(const table *t, int column)
{
  ent_camp camp = 0;
  for (int i = 0; i < t->rows; i++) {
    camp |= strcmp(t->cell[i][column], t->cell[0][column]) == 0 ? UINT32_C(1) << i : 0;
  }
  return camp;
}

/* Nine firms: 2 minima of energy -3828.9, 128 configurations each, the published alliances. */
static void test_unix(void **state)
{
  (void)state;
  static table t;
  table_read(&t, "align_ab1993_unix.csv");
  scene s;
  scene_open(&s, t.rows);
  for (int i = 0; i < t.rows; i++) {
    s.size[i] = table_number(&t, i, 1);
    for (int j = 0; j < i; j++) {
      scene_tie(&s, i, j, t.cell[i][2][0] == t.cell[j][2][0] ? -1 : 0);
    }
  }
  assert_int_equal(minima_of(&s), 2);
  for (int k = 0; k < 2; k++) {
    CLOSE(energy[k], -3828.9, 0.05);
    assert_int_equal(basin[k], 128);
  }
  CLOSE(energy[0], energy[1], 1e-9);
  const ent_camp one = published_side(&t, 3), two = published_side(&t, 4);
  assert_true((minimum[0] == one && minimum[1] == two) || (minimum[0] == two && minimum[1] == one));
}

/* Seventeen states of 1936 with reconstructed propensities: the two published configurations. */
static void test_1936(void **state)
{
  (void)state;
  static table t;
  table_read(&t, "align_ab1993_1936.csv");
  scene s;
  scene_read(&s, "align_ab1993_1936.csv", 1, 4, 8);
  assert_int_equal(minima_of(&s), 2);
  assert_int_equal(minimum[0], published_side(&t, 2));
  assert_int_equal(minimum[1], published_side(&t, 3));
  CLOSE(8 * energy[0], -2250.7834, 1e-4);
  CLOSE(8 * energy[1], -2197.8800, 1e-4);
  assert_int_equal(basin[0], 33041);
  assert_int_equal(basin[1], 32495);
}

/* The realist landscape, everyone against everyone: 4 stable configurations of the five great powers (published); of
 * all seventeen, 226 from the sizes as printed (published 209, from sizes with more digits). */
static void test_realist(void **state)
{
  (void)state;
  scene all, powers;
  scene_read(&all, "align_ab1993_1936.csv", 1, 4, 8);
  static const int great[5] = {0, 1, 4, 5, 14};
  scene_open(&powers, 5);
  for (int i = 0; i < 5; i++) {
    powers.size[i] = all.size[great[i]];
    for (int j = 0; j < i; j++) {
      scene_tie(&powers, i, j, -1);
    }
  }
  assert_int_equal(minima_of(&powers), 4);
  for (int i = 0; i < 17; i++) {
    for (int j = 0; j < i; j++) {
      scene_tie(&all, i, j, -1);
    }
  }
  assert_int_equal(minima_of(&all), 226);
  uint32_t covered = 0;
  for (int k = 0; k < 226; k++) {
    covered += basin[k];
  }
  assert_int_equal(covered, 65536);
}

/* Where does steepest descent end, by definition? */
static ent_camp descend_by_hand(const scene *s, ent_camp camp)
{
  const int n = s->land.n;
  for (int step = 0; step < 1 << n; step++) {
    double content[ENT_ALIGN_MAX], lowest = 0;
    int move = -1;
    ent_align_contentment(&s->land, camp, content, NULL);
    for (int k = 0; k < n; k++) {
      if (content[k] < -1e-11 && s->size[k] * content[k] < lowest - 1e-11) {
        lowest = s->size[k] * content[k];
        move = k;
      }
    }
    if (move < 0) {
      break;
    }
    camp ^= UINT32_C(1) << move;
  }
  return (camp & 1u) ? camp : camp ^ ((UINT32_C(1) << n) - 1);
}

static void test_definition(void **state)
{
  (void)state;
  uint64_t rng = 12;
  for (int round = 0; round < 600; round++) {
    scene s;
    const int n = 2 + next_below(&rng, 7);
    scene_random(&s, n, round % 3, &rng);
    const int count = minima_of(&s);
    int stable = 0;
    uint32_t reached[ROOM] = {0};
    for (ent_camp camp = 1; camp >> n == 0; camp += 2) {
      const ent_camp end = descend_by_hand(&s, camp);
      stable += end == camp;
      for (int k = 0; k < count; k++) {
        reached[k] += minimum[k] == end;
      }
    }
    assert_int_equal(count, stable);
    for (int k = 0; k < count; k++) {
      assert_int_equal(basin[k], reached[k]);
      CLOSE(energy[k], ent_align_energy(&s.land, minimum[k]), 0);
      assert_true(k == 0 || energy[k - 1] < energy[k] - 1e-9 ||
                  (energy[k - 1] < energy[k] + 1e-9 && minimum[k - 1] < minimum[k]));
    }
  }
}

/* Less room keeps the lowest; no room only counts. */
static void test_room(void **state)
{
  (void)state;
  uint64_t rng = 13;
  for (int round = 0; round < 200; round++) {
    scene s;
    scene_random(&s, 9, 1 + round % 2, &rng);
    const int all = minima_of(&s);
    for (int room = 0; room <= 5; room++) {
      ent_camp m[6] = {0};
      double e[6] = {0};
      uint32_t b[6] = {0};
      int count = -1;
      assert_int_equal(ent_align_minima(&s.land, &memory, room, m, e, room % 2 ? b : NULL, &count, NULL), ENT_OK);
      assert_int_equal(count, all);
      for (int k = 0; k < room && k < all; k++) {
        assert_int_equal(m[k], minimum[k]);
        assert_true(room % 2 == 0 || b[k] == basin[k]);
      }
      assert_int_equal(m[room], 0);
    }
  }
}

static void test_failures(void **state)
{
  (void)state;
  uint64_t rng = 14;
  scene s;
  scene_random(&s, 8, 0, &rng);
  ent_camp m[2] = {5, 5};
  double e[2] = {5, 5};
  int count = 5;
  ent_error err = {.code = ENT_OK};
  no_memory = true;
  assert_int_equal(ent_align_minima(&s.land, &memory, 2, m, e, NULL, &count, &err), ENT_NOMEM);
  no_memory = false;
  assert_int_equal(err.code, ENT_NOMEM);
  assert_int_equal(ent_align_minima(&s.land, &memory, -1, m, e, NULL, &count, &err), ENT_ARGUMENT);
  s.size[0] = 0;
  assert_int_equal(ent_align_minima(&s.land, &memory, 2, m, e, NULL, &count, &err), ENT_ARGUMENT);
  s.land.n = 21;
  assert_int_equal(ent_align_minima(&s.land, &memory, 2, m, e, NULL, &count, &err), ENT_LIMIT);
  assert_int_equal(count, 5);
  assert_int_equal(m[0], 5);
  CLOSE(e[0], 5, 0);
  assert_int_equal(live_bytes, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_isis),     cmocka_unit_test(test_unix),       cmocka_unit_test(test_1936),
    cmocka_unit_test(test_realist),  cmocka_unit_test(test_definition), cmocka_unit_test(test_room),
    cmocka_unit_test(test_failures),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
