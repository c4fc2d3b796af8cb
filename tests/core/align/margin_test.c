/* Tests of core/align/margin.c: cases worked by hand, properties of the margin, refusals. */
#include "landscapes.h"

static ent_alignment margin_of(const scene *s, int t, int p, int r)
{
  double work[ENT_ALIGN_WORK(ENT_ALIGN_MAX)];
  ent_alignment out = {.margin = 7};
  assert_int_equal(ent_align_margin(&s->land, t, p, r, work, &out, NULL), ENT_OK);
  return out;
}

/* Three actors of size 1: target 0, proposer 1, rival 2; ties TP = 0.5, TR = 0.8, PR = -1.
 * With the rival: {T, R | P}: E = 2 (0.5 - 1) = -1.  With the proposer: {T, P | R}: 2 (0.8 - 1) = -0.4.
 * Margin = (-1 + 0.4) / (2 * 1.3). */
static void test_by_hand(void **state)
{
  (void)state;
  scene s;
  scene_open(&s, 3);
  s.size[0] = s.size[1] = s.size[2] = 1;
  scene_tie(&s, 0, 1, 0.5);
  scene_tie(&s, 0, 2, 0.8);
  scene_tie(&s, 1, 2, -1);
  const ent_alignment a = margin_of(&s, 0, 1, 2);
  CLOSE(a.with_rival, -1, 1e-15);
  CLOSE(a.with_proposer, -0.4, 1e-15);
  CLOSE(a.margin, -0.6 / 2.6, 1e-15);
  assert_int_equal(a.rival_camp, 5);
  assert_int_equal(a.proposer_camp, 3);
  scene_tie(&s, 1, 2, 1); /* friends: all three together, E = 0, and leaving the rival aside costs 2 (0.8 + 1) */
  const ent_alignment b = margin_of(&s, 0, 1, 2);
  CLOSE(b.with_rival, 0, 0);
  assert_int_equal(b.rival_camp, 7);
  CLOSE(b.margin, -1, 0); /* cut */
}

static void test_target_without_ties(void **state)
{
  (void)state;
  uint64_t rng = 8;
  scene s;
  scene_random(&s, 9, 0, &rng);
  for (int j = 1; j < 9; j++) {
    scene_tie(&s, 0, j, 0);
  }
  CLOSE(margin_of(&s, 0, 1, 2).margin, 0, 0);
}

/* Energies are those of the configurations shown; the unit of size does not matter; relabelling does not matter; a
 * better tie with the proposer never lowers the margin's numerator. */
static void test_properties(void **state)
{
  (void)state;
  uint64_t rng = 9;
  for (int round = 0; round < 2000; round++) {
    scene s;
    const int n = 3 + next_below(&rng, 13);
    scene_random(&s, n, round % 4, &rng);
    const ent_alignment a = margin_of(&s, 0, 1, 2);
    assert_true(a.margin >= -1 && a.margin <= 1);
    assert_true((a.rival_camp >> 2 & 1u) == 1u);
    assert_true((a.proposer_camp & 7u) == 3u);
    CLOSE(a.with_rival, ent_align_energy(&s.land, a.rival_camp), 0);
    CLOSE(a.with_proposer, ent_align_energy(&s.land, a.proposer_camp), 0);
    scene turned = s;
    turned.land = (ent_landscape){.n = n, .size = turned.size, .propensity = turned.propensity};
    for (int i = 0; i < n; i++) {
      turned.size[i] = 1024 * s.size[n - 1 - i];
      for (int j = 0; j < n; j++) {
        turned.propensity[i * n + j] = s.propensity[(n - 1 - i) * n + n - 1 - j];
      }
    }
    CLOSE(margin_of(&turned, n - 1, n - 2, n - 3).margin, a.margin, 1e-12);
    scene_tie(&s, 0, 1, s.propensity[1] + (1 - s.propensity[1]) / 2);
    const ent_alignment b = margin_of(&s, 0, 1, 2);
    assert_true(b.with_rival - b.with_proposer >= a.with_rival - a.with_proposer - 1e-9 * fabs(a.with_rival) - 1e-9);
  }
}

/* Italy, courted by Britain in 1936, stays with Germany: both are together in the lowest minimum. */
static void test_1936(void **state)
{
  (void)state;
  enum { BRITAIN = 0, GERMANY = 4, ITALY = 5 };
  scene s;
  scene_read(&s, "align_ab1993_1936.csv", 1, 4, 8);
  const ent_alignment a = margin_of(&s, ITALY, BRITAIN, GERMANY);
  assert_true(a.margin < 0);
  CLOSE(8 * a.with_rival, -2250.7834, 1e-4); /* the global minimum has Italy with Germany */
}

static void test_extreme_sizes(void **state)
{
  (void)state;
  uint64_t rng = 10;
  scene s;
  scene_random(&s, 14, 0, &rng);
  const double plain = margin_of(&s, 3, 1, 2).margin;
  for (int i = 0; i < 14; i++) {
    s.size[i] *= 0x1p300;
  }
  CLOSE(margin_of(&s, 3, 1, 2).margin, plain, 0);
  s.size[5] = 1e-100;
  s.size[6] = 1e100;
  assert_true(fabs(margin_of(&s, 3, 1, 2).margin) <= 1);
}

static void test_refusals(void **state)
{
  (void)state;
  static const int bad[][3] = {{-1, 1, 2}, {0, 5, 2}, {0, 1, 5},  {1, 1, 2},
                               {2, 1, 2},  {0, 2, 2}, {0, -1, 2}, {0, 1, -3}};
  uint64_t rng = 11;
  scene s;
  scene_random(&s, 5, 0, &rng);
  double work[ENT_ALIGN_WORK(5)];
  const ent_alignment before = {.margin = 7, .with_rival = 8};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_alignment out = before;
    ent_error err = {.code = ENT_OK};
    assert_int_equal(ent_align_margin(&s.land, bad[i][0], bad[i][1], bad[i][2], work, &out, &err), ENT_ARGUMENT);
    assert_int_equal(err.code, ENT_ARGUMENT);
    assert_memory_equal(&out, &before, sizeof out);
  }
  s.size[4] = -1;
  ent_alignment out = before;
  assert_int_equal(ent_align_margin(&s.land, 0, 1, 2, work, &out, NULL), ENT_ARGUMENT);
  assert_memory_equal(&out, &before, sizeof out);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_by_hand), cmocka_unit_test(test_target_without_ties), cmocka_unit_test(test_properties),
    cmocka_unit_test(test_1936),    cmocka_unit_test(test_extreme_sizes),       cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
