/* Tests of core/align/stances.c: every stance by its definition, Galam's unstable third, two camps as a limit. */
#include "explored.h"

enum { ROOM = 4096, N_MAX = 6, STATES = 729 };

typedef struct found {
  ent_stances all;
  ent_stance stance[ROOM];
} found;

static void stances_of(const scene *s, const double *pressure, const double *cost, found *f)
{
  memset(f, 0, sizeof *f);
  assert_int_equal(ent_align_stances(&s->land, pressure, cost, &heap, ROOM, f->stance, &f->all, NULL), ENT_OK);
  assert_int_equal(f->all.kept, f->all.stable);
}

/* E by its formula, term by term. */
static double energy_by_hand(const scene *s, const double *pressure, const double *cost, const int *x)
{
  const int n = s->land.n;
  double energy = 0;
  for (int i = 0; i < n; i++) {
    for (int j = 0; j < n; j++) {
      energy -= i == j ? 0 : 0.5 * s->size[i] * s->size[j] * s->propensity[i * n + j] * x[i] * x[j];
    }
    energy += s->size[i] * ((cost ? cost[i] * x[i] * x[i] : 0) - (pressure ? pressure[i] * x[i] : 0));
  }
  return energy;
}

static bool is_stable_by_hand(const scene *s, const double *pressure, const double *cost, int *x, int *indifferent)
{
  const double now = energy_by_hand(s, pressure, cost, x);
  bool stable = true;
  *indifferent = 0;
  for (int i = 0; i < s->land.n; i++) {
    const int mine = x[i];
    double least = INFINITY;
    for (x[i] = -1; x[i] <= 1; x[i]++) least = x[i] == mine ? least : fmin(least, energy_by_hand(s, pressure, cost, x));
    x[i] = mine;
    stable = stable && least > now - 1e-9;
    *indifferent += fabs(least - now) <= 1e-9;
  }
  return stable;
}

static const ent_stance *look_up(const found *f, const int *x, int n)
{
  ent_camp with = 0, against = 0;
  for (int i = 0; i < n; i++) {
    with |= x[i] > 0 ? UINT32_C(1) << i : 0;
    against |= x[i] < 0 ? UINT32_C(1) << i : 0;
  }
  for (uint32_t k = 0; k < f->all.kept; k++) {
    if (f->stance[k].with == with && f->stance[k].against == against) return &f->stance[k];
  }
  return NULL;
}

static void check(const scene *s, const double *pressure, const double *cost)
{
  static found f;
  const int n = s->land.n;
  uint32_t stable = 0, strict = 0, bare = 0, states = 1;
  stances_of(s, pressure, cost, &f);
  for (int i = 0; i < n; i++) states *= 3;
  assert_int_equal(f.all.configurations, states);
  for (uint32_t code = 0; code < states; code++) {
    int x[N_MAX], indifferent, unused, sides = 0, first = 0;
    uint32_t rest = code;
    for (int i = 0; i < n; i++, rest /= 3) {
      x[i] = (int)(rest % 3) - 1;
      sides += x[i] != 0;
      first = first ? first : x[i];
    }
    const bool listed = is_stable_by_hand(s, pressure, cost, x, &indifferent) && (pressure || first >= 0);
    const ent_stance *const at = look_up(&f, x, n);
    assert_true(listed == (at != NULL));
    if (!at) continue;
    const bool without = is_stable_by_hand(s, NULL, cost, x, &unused);
    stable++;
    strict += indifferent == 0;
    bare += without;
    assert_int_equal(at->indifferent, indifferent);
    assert_true(at->without_blocs == without && at->without_neutral == (sides == n));
    CLOSE(at->energy, energy_by_hand(s, pressure, cost, x), 1e-9);
  }
  assert_true(f.all.stable == stable && f.all.strict == strict && f.all.without_blocs == bare);
  for (uint32_t k = 1; k < stable; k++) assert_true(f.stance[k - 1].energy <= f.stance[k].energy + 1e-9);
}

static void test_definition(void **state)
{
  (void)state;
  uint64_t rng = 31;
  for (int round = 0; round < 300; round++) {
    scene s;
    double pressure[N_MAX], cost[N_MAX];
    const int n = 2 + next_below(&rng, N_MAX - 1);
    scene_random(&s, n, round % 3, &rng);
    for (int i = 0; i < n; i++) {
      pressure[i] = round % 3 == 0 ? 2 * next_unit(&rng) - 1 : next_below(&rng, 5) - 2;
      cost[i] = round % 3 == 0 ? next_unit(&rng) : next_below(&rng, 4);
    }
    check(&s, (round & 1) ? pressure : NULL, (round & 2) ? cost : NULL);
  }
}

/* Three enemies of one another: whoever is third wins nothing by any stance, so no coalition is strict (Galam: unstable by
 * ties alone); a bloc that draws each to a side makes one that is, and without the bloc its third is free again. */
static void test_third_is_free(void **state)
{
  (void)state;
  static found f;
  scene s;
  scene_open(&s, 3);
  for (int i = 0; i < 3; i++) {
    s.size[i] = 1;
    for (int j = 0; j < i; j++) scene_tie(&s, i, j, -1);
  }
  stances_of(&s, NULL, NULL, &f);
  assert_int_equal(f.all.strict, 0);
  CLOSE(f.stance[0].energy, -1, 1e-12);
  for (uint32_t k = 0; k < f.all.stable; k++) assert_true(f.stance[k].indifferent >= 1);
  const double pressure[3] = {0.5, -0.5, 0.25};
  stances_of(&s, pressure, NULL, &f);
  assert_true(f.all.stable >= 1 && f.stance[0].indifferent == 0);
  assert_true(f.stance[0].with == 5 && f.stance[0].against == 2);
  assert_true(f.stance[0].without_blocs && f.stance[0].without_neutral);
  const double cost[3] = {0.1, 0.1, 0.1}; /* now the third stays out */
  stances_of(&s, NULL, cost, &f);
  assert_true(f.stance[0].indifferent == 0 && !f.stance[0].without_neutral);
  CLOSE(f.stance[0].energy, -0.8, 1e-12);
}

/* Taking a side costs more than all ties: everyone neutral. */
static void test_neutral_world(void **state)
{
  (void)state;
  static found f;
  uint64_t rng = 32;
  scene s;
  scene_random(&s, 8, 0, &rng);
  double cost[8];
  for (int i = 0; i < 8; i++) cost[i] = 100;
  stances_of(&s, NULL, cost, &f);
  assert_int_equal(f.all.stable, 1);
  assert_true(f.stance[0].with == 0 && f.stance[0].against == 0 && fabs(f.stance[0].energy) <= 0);
}

/* Without cost and pressure: the minima of the two camps, and the one where nobody has begun. */
static void test_two_camps(void **state)
{
  (void)state;
  static found f;
  static explored x;
  uint64_t rng = 33;
  for (int round = 0; round < 30; round++) {
    scene s;
    scene_random(&s, 9, 0, &rng);
    stances_of(&s, NULL, NULL, &f);
    explore(&s, NULL, &x);
    assert_int_equal(f.all.stable, x.terrain.stable + 1);
    assert_int_equal(f.all.strict, x.terrain.strict);
    assert_true(look_up(&f, (const int[9]){0}, 9)->indifferent == 9);
    for (uint32_t k = 0; k < x.terrain.stable && f.stance[k].energy < 0; k++) {
      assert_int_equal(f.stance[k].with, x.minimum[k].camp);
      assert_int_equal(f.stance[k].with ^ f.stance[k].against, 511);
    }
  }
}

static void test_refusals(void **state)
{
  (void)state;
  uint64_t rng = 34;
  scene s;
  ent_stances all = {.stable = 77};
  ent_error err;
  double cost[ENT_ALIGN_MAX] = {0}, pressure[ENT_ALIGN_MAX] = {0};
  scene_random(&s, 5, 0, &rng);
  cost[2] = -1;
  assert_int_equal(ent_align_stances(&s.land, NULL, cost, &heap, 0, NULL, &all, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "cost[2]");
  cost[2] = NAN;
  assert_int_equal(ent_align_stances(&s.land, NULL, cost, &heap, 0, NULL, &all, &err), ENT_ARGUMENT);
  pressure[4] = INFINITY;
  assert_int_equal(ent_align_stances(&s.land, pressure, NULL, &heap, 0, NULL, &all, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "pressure[4]");
  s.land.n = 17;
  assert_int_equal(ent_align_stances(&s.land, NULL, NULL, &heap, 0, NULL, &all, &err), ENT_LIMIT);
  s.land.n = 1;
  assert_int_equal(ent_align_stances(&s.land, NULL, NULL, &heap, 0, NULL, &all, &err), ENT_ARGUMENT);
  scene_open(&s, 14); /* nobody has a tie: every stance is as good as any */
  for (int i = 0; i < 14; i++) s.size[i] = 1;
  assert_int_equal(ent_align_stances(&s.land, NULL, NULL, &heap, 0, NULL, &all, &err), ENT_LIMIT);
  assert_int_equal(all.stable, 77);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_definition), cmocka_unit_test(test_third_is_free), cmocka_unit_test(test_neutral_world),
    cmocka_unit_test(test_two_camps),  cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
