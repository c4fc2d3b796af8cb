/* Tests of core/align/layout.c: planted points come back, the frame is fixed, odd landscapes stay inside it. */
#include "landscapes.h"

/* Points in the plane whose distances are 1 - p are recovered up to scale, turn and mirror. */
static void test_planted_points(void **state)
{
  (void)state;
  uint64_t rng = 15;
  for (int round = 0; round < 300; round++) {
    scene s;
    const int n = 3 + next_below(&rng, 22);
    double px[ENT_ALIGN_MAX], py[ENT_ALIGN_MAX], x[ENT_ALIGN_MAX], y[ENT_ALIGN_MAX];
    scene_open(&s, n);
    for (int i = 0; i < n; i++) {
      px[i] = next_unit(&rng);
      py[i] = next_unit(&rng);
      for (int j = 0; j < i; j++) {
        scene_tie(&s, i, j, 1 - sqrt((px[i] - px[j]) * (px[i] - px[j]) + (py[i] - py[j]) * (py[i] - py[j])));
      }
    }
    double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)];
    ent_align_layout(&s.land, work, x, y);
    double got = 0, true_sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        got += sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
        true_sum += 1 - s.propensity[i * n + j];
      }
    }
    const double scale = got / true_sum;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        const double d = sqrt((x[i] - x[j]) * (x[i] - x[j]) + (y[i] - y[j]) * (y[i] - y[j]));
        CLOSE(d, scale * (1 - s.propensity[i * n + j]), 1e-6);
      }
    }
  }
}

/* Always within the unit square, one axis filling it, the same each time. */
static void test_frame(void **state)
{
  (void)state;
  uint64_t rng = 16;
  for (int round = 0; round < 1000; round++) {
    scene s;
    const int n = 2 + next_below(&rng, 23);
    scene_random(&s, n, round % SCENE_KINDS, &rng);
    double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)];
    double x[ENT_ALIGN_MAX], y[ENT_ALIGN_MAX], x2[ENT_ALIGN_MAX], y2[ENT_ALIGN_MAX];
    ent_align_layout(&s.land, work, x, y);
    ent_align_layout(&s.land, work, x2, y2);
    assert_memory_equal(x, x2, (size_t)n * sizeof *x);
    assert_memory_equal(y, y2, (size_t)n * sizeof *y);
    double width = 0;
    bool all_friends = true; /* then all stand in one place */
    for (int i = 0; i < n; i++) {
      assert_true(x[i] >= 0 && x[i] <= 1 && y[i] >= 0 && y[i] <= 1);
      for (int j = 0; j < n; j++) {
        width = fmax(width, fmax(x[i] - x[j], y[i] - y[j]));
        all_friends = all_friends && (i == j || s.propensity[i * n + j] == 1);
      }
    }
    CLOSE(width, all_friends ? 0 : 1, 1e-9);
  }
}

static void test_two_camps(void **state)
{
  (void)state;
  scene s;
  scene_open(&s, 6);
  for (int i = 0; i < 6; i++) {
    for (int j = 0; j < i; j++) {
      scene_tie(&s, i, j, i % 2 == j % 2 ? 1 : -1);
    }
  }
  double work[ENT_ALIGN_WORK(6)], x[6], y[6];
  ent_align_layout(&s.land, work, x, y);
  for (int i = 0; i < 6; i++) {
    CLOSE(x[i], i % 2, 1e-9);
    CLOSE(y[i], 0.5, 1e-6);
  }
}

static void test_one_place(void **state)
{
  (void)state;
  scene s;
  scene_open(&s, 3);
  scene_tie(&s, 0, 1, 1);
  scene_tie(&s, 0, 2, 1);
  scene_tie(&s, 1, 2, 1);
  double work[ENT_ALIGN_WORK(3)], x[3], y[3];
  ent_align_layout(&s.land, work, x, y);
  for (int i = 0; i < 3; i++) {
    CLOSE(x[i], 0.5, 0);
    CLOSE(y[i], 0.5, 0);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_planted_points),
    cmocka_unit_test(test_frame),
    cmocka_unit_test(test_two_camps),
    cmocka_unit_test(test_one_place),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
