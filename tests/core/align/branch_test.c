/* Tests of core/align/branch.c: branch and bound against brute force and, further up, against the Gray code walk. */
#include "landscapes.h"

static void pick(int n, int out[3], uint64_t *rng)
{
  out[0] = next_below(rng, n);
  out[1] = (out[0] + 1 + next_below(rng, n - 1)) % n;
  out[2] = next_below(rng, n);
  while (out[2] == out[0] || out[2] == out[1]) {
    out[2] = (out[2] + 1) % n;
  }
}

static void test_against_brute_force(void **state)
{
  (void)state;
  uint64_t rng = 5;
  for (int round = 0; round < 6000; round++) {
    scene s;
    int a[3];
    const int n = 3 + next_below(&rng, 7);
    scene_random(&s, n, round % SCENE_KINDS, &rng);
    pick(n, a, &rng);
    double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)];
    const ent_wedge found = ent_align_by_branch(&s.land, a[0], a[1], a[2], work);
    const ent_wedge truth = wedge_by_hand(&s.land, a[0], a[1], a[2]);
    assert_int_equal(found.rival, truth.rival);
    assert_int_equal(found.proposer, truth.proposer);
  }
}

static void test_against_gray(void **state)
{
  (void)state;
  uint64_t rng = 6;
  for (int round = 0; round < 1500; round++) {
    scene s;
    int a[3];
    const int n = 10 + next_below(&rng, 8);
    scene_random(&s, n, round % SCENE_KINDS, &rng);
    pick(n, a, &rng);
    double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)];
    const ent_wedge found = ent_align_by_branch(&s.land, a[0], a[1], a[2], work);
    const ent_wedge truth = ent_align_by_gray(&s.land, a[0], a[1], a[2], work);
    assert_int_equal(found.rival, truth.rival);
    assert_int_equal(found.proposer, truth.proposer);
  }
}

/* The largest landscape: a planted division is found, and scratch stays within its bounds. */
static void test_planted(void **state)
{
  (void)state;
  uint64_t rng = 7;
  for (int n = 13; n <= ENT_ALIGN_MAX; n++) {
    scene s;
    scene_random(&s, n, 0, &rng);
    const ent_camp planted = (ent_camp)(next_bits(&rng) & ((1u << n) - 1) & ~6u) | 1u | 4u; /* 0 with 2, against 1 */
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        const bool split = ((planted >> i ^ planted >> j) & 1u) != 0;
        scene_tie(&s, i, j, (split ? -1 : 1) * fabs(s.propensity[i * n + j]));
      }
    }
    const size_t room = ENT_ALIGN_WORK(n);
    double *const work = malloc((room + 1) * sizeof *work);
    assert_non_null(work);
    work[room] = 42;
    assert_int_equal(ent_align_by_branch(&s.land, 0, 1, 2, work).rival, planted);
    assert_int_equal(ent_align_by_branch(&s.land, 0, 2, 1, work).proposer, planted);
    CLOSE(work[room], 42, 0);
    free(work);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_brute_force), cmocka_unit_test(test_against_gray),
                                     cmocka_unit_test(test_planted)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
