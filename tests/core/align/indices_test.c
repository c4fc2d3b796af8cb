/* Triangles, walks and spectrum: published values, counts by hand, invariance, limits. */
#include "networks.h"

#include "align/spectrum.h"
#include "entente/balance_indices.h"

#define CLOSE(a, b, tolerance) assert_true(fabs((a) - (b)) <= (tolerance))

static ent_triads triads_of(const ent_ties *ties)
{
  ent_triads t;
  assert_int_equal(ent_balance_triads(ties, &network_memory, &t, NULL, NULL, NULL), ENT_OK);
  return t;
}

static double walks_of(const ent_ties *ties)
{
  double k = -1;
  assert_int_equal(ent_balance_walks(ties, true, &network_memory, &k, NULL, NULL), ENT_OK);
  return k;
}

static ent_conflict conflict_of(const ent_ties *ties)
{
  ent_conflict c;
  assert_int_equal(ent_balance_conflict(ties, true, &network_memory, &c, NULL), ENT_OK);
  return c;
}

/* T and K as the README of the R package signnet gives them for Read's tribes. */
static void tribes(void **state)
{
  (void)state;
  ent_ties *const ties = network_read(ENT_TEST_PUBLISHED "/align_tribes.csv");
  assert_non_null(ties);
  const ent_triads t = triads_of(ties);
  assert_true(t.ppp == 19 && t.ppm == 2 && t.pmm == 40 && t.mmm == 7);
  CLOSE(t.index, 0.8676471, 5e-8);
  CLOSE(t.index_weighted, t.index, 1e-15);
  CLOSE(t.index_weak, 66.0 / 68, 1e-15);
  CLOSE(walks_of(ties), 0.3575761, 5e-8);
  const ent_conflict c = conflict_of(ties);
  CLOSE(c.least, 1.04029, 5e-6);
  assert_true(c.parts == 1 && c.unbalanced == 1 && c.bound <= 7 && c.bound > 4);
  ent_ties_free(ties);
}

/* Networks of the Correlates of War (Doreian and Mrvar 2015): values computed elsewhere. */
static void correlates_of_war(void **state)
{
  (void)state;
  static const struct {
    const char *file;
    int64_t ppp, ppm, pmm, mmm;
    double t, k, lambda;
  } row[] = {{"cow_doreian_mrvar/cow_46-49.csv", 1556, 63, 23, 14, 0.9535024, 0.6576016, 0},
             {"cow_doreian_mrvar/cow_47-50.csv", 1535, 84, 38, 12, 0.9424805, 0.549315, 0.539886},
             {"cow_doreian_mrvar/cow_96-99.csv", 8319, 544, 337, 40, 0.9367965, 0.3639251, 0}};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    ent_ties *const ties = network_shared(row[i].file);
    if (!ties) {
      print_message("skipped: no %s\n", row[i].file);
      skip();
    }
    const ent_triads t = triads_of(ties);
    assert_true(t.ppp == row[i].ppp && t.ppm == row[i].ppm && t.pmm == row[i].pmm && t.mmm == row[i].mmm);
    CLOSE(t.index, row[i].t, 5e-8);
    CLOSE(walks_of(ties), row[i].k, 5e-7);
    CLOSE(conflict_of(ties).least, row[i].lambda, 5e-6);
    ent_ties_free(ties);
  }
}

/* Triangles one by one, at actors too; a balanced network made from camps has T = K = 1 and no conflict. */
static void random_networks(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 60; seed++) {
    const int n = 3 + (int)(seed % 20);
    ent_ties *const ties = network_random(seed, n, 0.2 + 0.03 * (double)(seed % 25), 0.4, 9);
    int64_t weight[32][32] = {{0}}, good[32], bad[32], count[4] = {0}, good_at[32] = {0}, bad_at[32] = {0};
    double even = 0, all = 0;
    for (int32_t e = 0; e < ties->m; e++)
      weight[ties->tail[e]][ties->head[e]] = weight[ties->head[e]][ties->tail[e]] = ties->weight[e];
    for (int i = 0; i < n; i++)
      for (int j = i + 1; j < n; j++)
        for (int k = j + 1; k < n; k++) {
          const int64_t a = weight[i][j], b = weight[j][k], c = weight[i][k];
          if (!a || !b || !c) continue;
          const int hostile = (a < 0) + (b < 0) + (c < 0);
          count[hostile]++;
          all += fabs((double)(a * b * c));
          even += hostile % 2 ? 0 : fabs((double)(a * b * c));
          int64_t *const at = hostile % 2 ? bad_at : good_at;
          at[i]++;
          at[j]++;
          at[k]++;
        }
    ent_triads t;
    assert_int_equal(ent_balance_triads(ties, &network_memory, &t, good, bad, NULL), ENT_OK);
    assert_true(t.ppp == count[0] && t.ppm == count[1] && t.pmm == count[2] && t.mmm == count[3]);
    assert_memory_equal(good, good_at, (size_t)n * sizeof *good);
    assert_memory_equal(bad, bad_at, (size_t)n * sizeof *bad);
    CLOSE(t.index_weighted, all > 0 ? even / all : 1, 1e-14);
    ent_ties_free(ties);
  }
}

static void balanced_networks(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 20; seed++) {
    ent_ties *const plain = network_random(seed, 24, 0.3, 0, 1);
    int64_t weight[NETWORK_TIES];
    for (int32_t e = 0; e < plain->m; e++) weight[e] = (plain->tail[e] % 3 == 0) == (plain->head[e] % 3 == 0) ? 3 : -2;
    ent_ties *const ties = network_make(plain->n, plain->m, plain->tail, plain->head, weight);
    double local[24], k = -1;
    assert_int_equal(ent_balance_walks(ties, false, &network_memory, &k, local, NULL), ENT_OK);
    CLOSE(k, 1, 1e-12);
    for (int i = 0; i < 24; i++) CLOSE(local[i], 1, 1e-10);
    const ent_conflict c = conflict_of(ties);
    assert_true(c.unbalanced == 0 && c.least == 0 && c.bound == 0 && triads_of(ties).index == 1);
    ent_ties_free(ties);
    ent_ties_free(plain);
  }
}

/* One hostile triangle: A has 1, 1, -2, |A| has -1, -1, 2; |D| - A has 1, 1, 4, and f = 1 >= 3/4. */
static void a_triangle_by_hand(void **state)
{
  (void)state;
  const int32_t tail[3] = {0, 1, 0}, head[3] = {1, 2, 2};
  const int64_t weight[3] = {-1, -1, -1};
  ent_ties *const ties = network_make(3, 3, tail, head, weight);
  double local[3], k = -1;
  assert_int_equal(ent_balance_walks(ties, true, &network_memory, &k, local, NULL), ENT_OK);
  const double expected = (2 * ent_exp(1) + ent_exp(-2)) / (2 * ent_exp(-1) + ent_exp(2));
  CLOSE(k, expected, 1e-14);
  for (int i = 0; i < 3; i++) CLOSE(local[i], expected, 1e-14);
  const ent_conflict c = conflict_of(ties);
  CLOSE(c.least, 1, 1e-14);
  CLOSE(c.bound, 0.75, 1e-14);
  ent_ties_free(ties);
}

/* Heavy ties: e^eigenvalue is far beyond the largest number, the ratio is not. */
static void heavy_ties(void **state)
{
  (void)state;
  const int32_t tail[3] = {0, 1, 0}, head[3] = {1, 2, 2};
  const int64_t weight[3] = {5000, 5000, -5000}, camps[3] = {5000, -5000, -5000};
  double k = -1;
  ent_ties *ties = network_make(3, 3, tail, head, weight);
  assert_int_equal(ent_balance_walks(ties, false, &network_memory, &k, NULL, NULL), ENT_OK);
  assert_true(k >= 0 && k < 1e-300);
  ent_ties_free(ties);
  ties = network_make(3, 3, tail, head, camps);
  assert_int_equal(ent_balance_walks(ties, false, &network_memory, &k, NULL, NULL), ENT_OK);
  CLOSE(k, 1, 1e-8);
  ent_ties_free(ties);
}

/* A v = l v, v'v = 1, ascending, on random, diagonal, degenerate and tiny matrices. */
static void spectra(void **state)
{
  (void)state;
  enum { N = 40 };
  static double a[N * N], kept[N * N], value[N], plain[N], work[3 * N];
  for (uint64_t seed = 0; seed < 40; seed++) {
    const int n = 1 + (int)(seed % N);
    const double size = seed % 4 == 3 ? 1e-200 : 1;
    for (int i = 0; i < n; i++)
      for (int j = 0; j <= i; j++) {
        const double u = ent_uniform(seed, (uint64_t)(i * N + j), 31, 0) - 0.5;
        const double x = seed % 4 == 0 ? u : seed % 4 == 1 ? (i == j ? floor(4 * u) : 0) : seed % 4 == 2 ? 1 : u * size;
        a[i * n + j] = a[j * n + i] = kept[i * n + j] = kept[j * n + i] = x;
      }
    assert_true(ent_spectrum(a, n, true, value, work));
    for (int k = 0; k < n; k++) {
      double norm = 0, worst = 0;
      for (int i = 0; i < n; i++) {
        double sum = 0;
        for (int j = 0; j < n; j++) sum += kept[i * n + j] * a[k * n + j];
        worst = fmax(worst, fabs(sum - value[k] * a[k * n + i]));
        norm += a[k * n + i] * a[k * n + i];
      }
      CLOSE(norm, 1, 1e-13);
      assert_true(worst <= 1e-13 * n * size);
      if (k > 0) assert_true(value[k] >= value[k - 1]);
    }
    assert_true(ent_spectrum(kept, n, false, plain, work));
    for (int k = 0; k < n; k++) CLOSE(plain[k], value[k], 1e-12 * size);
  }
}

static void edges_of_the_domain(void **state)
{
  (void)state;
  double k = -1;
  ent_conflict c;
  ent_triads t;
  int64_t at[1];
  ent_error err;
  ent_ties *ties = network_make(0, 0, NULL, NULL, NULL);
  assert_int_equal(ent_balance_walks(ties, true, &network_memory, &k, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_conflict(ties, true, &network_memory, &c, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_triads(ties, &network_memory, &t, NULL, NULL, &err), ENT_OK);
  assert_true(t.index == 1 && t.index_weak == 1 && t.index_weighted == 1 && k == -1);
  ent_ties_free(ties);
  ties = network_make(1, 0, NULL, NULL, NULL);
  assert_int_equal(ent_balance_walks(ties, true, &network_memory, &k, NULL, &err), ENT_OK);
  assert_int_equal(ent_balance_conflict(ties, true, &network_memory, &c, &err), ENT_OK);
  assert_true(k == 1 && c.least == 0 && c.parts == 1 && c.unbalanced == 0);
  assert_int_equal(ent_balance_triads(ties, &network_memory, &t, at, NULL, &err), ENT_ARGUMENT);
  ent_ties_free(ties);
  ties = network_make(ENT_SPECTRUM_MAX + 1, 0, NULL, NULL, NULL);
  assert_int_equal(ent_balance_walks(ties, true, &network_memory, &k, NULL, &err), ENT_LIMIT);
  assert_int_equal(ent_balance_conflict(ties, true, &network_memory, &c, &err), ENT_OK); /* parts of one actor each */
  assert_int_equal(c.parts, ENT_SPECTRUM_MAX + 1);
  ent_ties_free(ties);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(tribes),
    cmocka_unit_test(correlates_of_war),
    cmocka_unit_test(random_networks),
    cmocka_unit_test(balanced_networks),
    cmocka_unit_test(a_triangle_by_hand),
    cmocka_unit_test(heavy_ties),
    cmocka_unit_test(spectra),
    cmocka_unit_test(edges_of_the_domain),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
