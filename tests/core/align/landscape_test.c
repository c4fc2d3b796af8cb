/* Tests of core/align/landscape.c: energies against a published table, identities of the theory, refusals. */
#include "landscapes.h"

/* Axelrod and Furnas 2016: eleven actors, all 1,024 energies. */
static void test_published_energies(void **state)
{
  (void)state;
  scene s;
  scene_read(&s, "align_isis2016.csv", 1, 3, 2);
  assert_int_equal(s.land.n, 11);
  FILE *const file = fopen(ENT_TEST_PUBLISHED "/align_isis2016_energies.csv", "r");
  assert_non_null(file);
  char cell[32][24];
  int columns, rows = 0;
  assert_true(table_line(file, cell, &columns));
  while (table_line(file, cell, &columns)) {
    assert_int_equal(columns, 2);
    ent_camp camp = 0;
    for (int i = 0; i < 11; i++) {
      camp |= cell[0][i] == '1' ? UINT32_C(1) << i : 0;
    }
    CLOSE(2 * ent_align_energy(&s.land, camp), strtod(cell[1], NULL), 1e-9);
    rows++;
  }
  fclose(file);
  assert_int_equal(rows, 1024);
}

/* E = sum s_k F_k; E(X) - E(Y) = 2 s_k (F_k(X) - F_k(Y)) (footnote 2); m_k = F_k after the move - F_k. */
static void test_identities(void **state)
{
  (void)state;
  uint64_t rng = 1;
  for (int round = 0; round < 2000; round++) {
    scene s;
    const int n = 2 + next_below(&rng, 10);
    scene_random(&s, n, round % 3, &rng);
    const ent_camp camp = (ent_camp)(next_bits(&rng) & ((1u << n) - 1));
    double content[ENT_ALIGN_MAX], before[ENT_ALIGN_MAX], after[ENT_ALIGN_MAX], sum = 0;
    ent_align_contentment(&s.land, camp, content, before);
    const double energy = ent_align_energy(&s.land, camp);
    for (int k = 0; k < n; k++) {
      sum += s.size[k] * before[k];
    }
    CLOSE(energy, sum, 1e-9);
    CLOSE(energy, ent_align_energy(&s.land, camp ^ ((1u << n) - 1)), 0);
    const int k = next_below(&rng, n);
    const ent_camp moved = camp ^ (1u << k);
    ent_align_contentment(&s.land, moved, NULL, after);
    CLOSE(ent_align_energy(&s.land, moved) - energy, 2 * s.size[k] * (after[k] - before[k]), 1e-9);
    CLOSE(after[k] - before[k], content[k], 1e-9);
  }
}

static void test_nulls_are_skipped(void **state)
{
  (void)state;
  scene s;
  scene_open(&s, 2);
  s.size[0] = s.size[1] = 1;
  double content[2] = {7, 7};
  ent_align_contentment(&s.land, 1, content, NULL);
  CLOSE(content[0], 0, 0);
  ent_align_contentment(&s.land, 1, NULL, NULL);
}

static void refused(const scene *s, int least, const char *path)
{
  ent_error err = {.code = ENT_OK};
  assert_int_equal(ent_align_check(&s->land, least, &err), ENT_ARGUMENT);
  assert_int_equal(err.code, ENT_ARGUMENT);
  assert_string_equal(err.path, path);
  assert_int_equal(err.message[strlen(err.message) - 1], '.');
  assert_int_equal(ent_align_check(&s->land, least, NULL), ENT_ARGUMENT);
}

static void test_refusals(void **state)
{
  (void)state;
  static const double bad_sizes[] = {0, -1, NAN, INFINITY, 1e101, 1e-101};
  static const double bad_ties[] = {1.0000001, -1.5, NAN, INFINITY, -INFINITY};
  uint64_t rng = 2;
  scene s;
  scene_random(&s, 12, 0, &rng);
  assert_int_equal(ent_align_check(&s.land, 3, NULL), ENT_OK);
  for (size_t i = 0; i < sizeof bad_sizes / sizeof *bad_sizes; i++) {
    scene bad = s;
    bad.land.size = bad.size;
    bad.size[11] = bad_sizes[i];
    refused(&bad, 2, "size[11]");
  }
  for (size_t i = 0; i < sizeof bad_ties / sizeof *bad_ties; i++) {
    scene bad = s;
    bad.land.propensity = bad.propensity;
    scene_tie(&bad, 4, 10, bad_ties[i]);
    refused(&bad, 2, "propensity[4][10]");
  }
  scene lopsided = s;
  lopsided.land.propensity = lopsided.propensity;
  lopsided.propensity[3 * 12 + 5] += 1e-15;
  refused(&lopsided, 2, "propensity[3][5]");
  scene diagonal = s;
  diagonal.land.propensity = diagonal.propensity;
  diagonal.propensity[0] = NAN; /* ignored */
  assert_int_equal(ent_align_check(&diagonal.land, 2, NULL), ENT_OK);
  s.land.n = 25;
  refused(&s, 2, "n");
  s.land.n = 2;
  refused(&s, 3, "n");
  s.land.n = 1;
  refused(&s, 2, "n");
}

static void test_lowest_bit(void **state)
{
  (void)state;
  for (int i = 0; i < 32; i++) {
    assert_int_equal(ent_align_lowest_bit(UINT32_C(1) << i), i);
    assert_int_equal(ent_align_lowest_bit(UINT32_C(0xFFFFFFFF) << i), i);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_published_energies), cmocka_unit_test(test_identities),
    cmocka_unit_test(test_nulls_are_skipped),  cmocka_unit_test(test_refusals),
    cmocka_unit_test(test_lowest_bit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
