/* Tests of core/align/gray.c: the walk against adding up every configuration, ties included. */
#include "landscapes.h"

static void test_against_brute_force(void **state)
{
  (void)state;
  uint64_t rng = 3;
  for (int round = 0; round < 6000; round++) {
    scene s;
    const int n = 3 + next_below(&rng, 7);
    scene_random(&s, n, round % SCENE_KINDS, &rng);
    const int t = next_below(&rng, n), p = (t + 1 + next_below(&rng, n - 1)) % n;
    int r = next_below(&rng, n);
    while (r == t || r == p) {
      r = (r + 1) % n;
    }
    double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)];
    const ent_wedge found = ent_align_by_gray(&s.land, t, p, r, work), truth = wedge_by_hand(&s.land, t, p, r);
    assert_int_equal(found.rival, truth.rival);
    assert_int_equal(found.proposer, truth.proposer);
  }
}

/* Scratch stays within ENT_ALIGN_WORK(n) for every n. */
static void test_scratch(void **state)
{
  (void)state;
  uint64_t rng = 4;
  for (int n = 3; n <= 16; n++) {
    scene s;
    scene_random(&s, n, 0, &rng);
    const size_t room = ENT_ALIGN_WORK(n);
    double *const work = malloc((room + 1) * sizeof *work);
    assert_non_null(work);
    work[room] = 42;
    ent_align_by_gray(&s.land, 0, 1, 2, work);
    CLOSE(work[room], 42, 0);
    free(work);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_against_brute_force), cmocka_unit_test(test_scratch)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
