/* Tests of core/align/survey.c: every number against explorations counted by hand; refusals. */
#include "explored.h"

enum { N = 7, DRAWS = 300, CAMPS = 1 << N, SURVIVORS = 64 };

/* A random landscape a draw: every seventh one of small whole numbers, every tenth one broken. */
static void scene_of(uint64_t seed, uint64_t draw, scene *s)
{
  uint64_t rng = seed + draw;
  scene_random(s, N, draw % 7 == 6 ? 1 : 0, &rng);
  if (draw % 10 == 9) s->propensity[1] = NAN;
}

static void write_draw(const void *ctx, uint64_t draw, double *size, double *propensity)
{
  scene s;
  scene_of(*(const uint64_t *)ctx, draw, &s);
  memcpy(size, s.size, N * sizeof *size);
  memcpy(propensity, s.propensity, N * N * sizeof *propensity);
}

/* What the survey has to say of each camp. */
typedef struct count {
  uint64_t stable, lowest, alone;
  double chance, escape;
} count;

static uint64_t count_by_hand(uint64_t seed, count *of, double *minima)
{
  uint64_t good = 0;
  memset(of, 0, CAMPS * sizeof *of);
  *minima = 0;
  for (uint64_t draw = 0; draw < DRAWS; draw++) {
    static explored x;
    scene s;
    if (draw % 10 == 9) continue;
    scene_of(seed, draw, &s);
    s.land.size = s.size;
    s.land.propensity = s.propensity;
    explore(&s, NULL, &x);
    double scale = 0;
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) scale += i == j ? 0 : s.size[i] * s.size[j] * fabs(s.propensity[i * N + j]);
    }
    good++;
    *minima += x.terrain.stable;
    for (uint32_t k = 0; k < x.terrain.stable; k++) {
      count *const c = &of[x.minimum[k].camp];
      c->stable++;
      c->lowest += k == 0;
      c->alone += x.terrain.stable == 1;
      c->chance += (double)x.minimum[k].basin / 64;
      if (x.terrain.stable > 1) c->escape += x.minimum[k].escape / scale;
    }
  }
  *minima /= (double)good;
  return good;
}

static void test_by_hand(void **state)
{
  (void)state;
  static count of[CAMPS];
  for (uint64_t seed = 1; seed < 4000; seed += 1000) {
    ent_survivor survivor[SURVIVORS];
    ent_surveyed out;
    double minima, chances = 0;
    const uint64_t good = count_by_hand(seed, of, &minima);
    const ent_survey survey = {.n = N, .draws = DRAWS, .draw = write_draw, .ctx = &seed, .passes = true};
    assert_int_equal(ent_align_survey(&survey, &heap, SURVIVORS, survivor, &out, NULL), ENT_OK);
    assert_int_equal(out.good, good);
    assert_int_equal(out.refused, DRAWS / 10);
    CLOSE(out.minima, minima, 1e-12);
    uint64_t found = 0;
    for (int c = 0; c < CAMPS; c++) found += of[c].stable > 0;
    assert_int_equal(out.found, found);
    assert_int_equal(out.kept, found);
    for (uint32_t k = 0; k < out.kept; k++) {
      const ent_survivor *const v = &survivor[k];
      const count *const c = &of[v->camp];
      assert_true(v->stable == c->stable && v->lowest == c->lowest && v->alone == c->alone);
      CLOSE(v->chance, c->chance / (double)good, 1e-12);
      CLOSE(v->escape, c->stable > c->alone ? c->escape / (double)(c->stable - c->alone) : 0, 1e-9);
      assert_true(k == 0 || survivor[k - 1].chance > v->chance ||
                  (survivor[k - 1].chance >= v->chance && survivor[k - 1].camp < v->camp));
      chances += v->chance;
    }
    CLOSE(chances, 1, 1e-12);
  }
}

/* Less room keeps the likeliest; without passes nothing is said of the climb. */
static void test_room(void **state)
{
  (void)state;
  const uint64_t seed = 5;
  ent_survivor all[SURVIVORS], few[3] = {{.camp = 0}};
  ent_surveyed out, less;
  ent_survey survey = {.n = N, .draws = DRAWS, .draw = write_draw, .ctx = &seed};
  assert_int_equal(ent_align_survey(&survey, &heap, SURVIVORS, all, &out, NULL), ENT_OK);
  assert_int_equal(ent_align_survey(&survey, &heap, 2, few, &less, NULL), ENT_OK);
  assert_int_equal(less.kept, 2);
  assert_int_equal(less.found, out.found);
  assert_memory_equal(few, all, 2 * sizeof *few);
  assert_true(few[2].camp == 0 && all[0].escape <= 0);
}

/* Draws that are all refused leave no survivor and no NaN. */
static void write_nothing(const void *ctx, uint64_t draw, double *size, double *propensity)
{
  (void)ctx;
  (void)draw;
  size[0] = size[1] = 0;
  memset(propensity, 0, 4 * sizeof *propensity);
}

static void test_all_refused(void **state)
{
  (void)state;
  ent_survivor survivor;
  ent_surveyed out;
  const ent_survey survey = {.n = 2, .draws = 5, .draw = write_nothing};
  assert_int_equal(ent_align_survey(&survey, &heap, 1, &survivor, &out, NULL), ENT_OK);
  assert_true(out.good == 0 && out.refused == 5 && out.found == 0 && out.kept == 0 && out.minima <= 0);
}

/* A landscape without ties: every configuration stable, up to 4,096 of them. */
static void write_flat(const void *ctx, uint64_t draw, double *size, double *propensity)
{
  const int n = *(const int *)ctx;
  (void)draw;
  for (int i = 0; i < n; i++) size[i] = 1;
  memset(propensity, 0, (size_t)(n * n) * sizeof *propensity);
}

static void test_flat(void **state)
{
  (void)state;
  ent_surveyed out;
  int n = 13;
  ent_survey survey = {.n = n, .draws = 3, .draw = write_flat, .ctx = &n, .passes = true};
  assert_int_equal(ent_align_survey(&survey, &heap, 0, NULL, &out, NULL), ENT_OK);
  assert_true(out.good == 3 && out.found == 4096);
  survey.n = n = 14;
  assert_int_equal(ent_align_survey(&survey, &heap, 0, NULL, &out, NULL), ENT_OK);
  assert_true(out.good == 0 && out.refused == 3 && out.found == 0);
}

static bool stop_at_three(void *ctx, uint64_t done, uint64_t draws)
{
  (void)ctx;
  return done < 3 || draws != 10;
}

static void test_refusals(void **state)
{
  (void)state;
  const uint64_t seed = 5;
  ent_surveyed out = {.good = 77};
  ent_error err;
  ent_survey survey = {.n = 1, .draws = 10, .draw = write_draw, .ctx = &seed};
  assert_int_equal(ent_align_survey(&survey, &heap, 0, NULL, &out, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "n");
  survey.n = ENT_SURVEY_MAX + 1;
  assert_int_equal(ent_align_survey(&survey, &heap, 0, NULL, &out, &err), ENT_LIMIT);
  survey.n = N;
  survey.draws = 0;
  assert_int_equal(ent_align_survey(&survey, &heap, 0, NULL, &out, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "draws");
  survey.draws = 10;
  survey.progress = stop_at_three;
  assert_int_equal(ent_align_survey(&survey, &heap, 0, NULL, &out, &err), ENT_CANCELLED);
  assert_int_equal(out.good, 77);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_by_hand), cmocka_unit_test(test_room),     cmocka_unit_test(test_all_refused),
    cmocka_unit_test(test_flat),    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
