/* Chances of adoption: worked examples, all coalitions one by one, both engines, the factor against plain integration,
 * derivatives against differences, what must hold for any rule, and refusals. */
#include "core/voting/rules.h"

#include "power/adopt.h"

#include <stdlib.h>

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

static const ent_allocator memory = {plain_resize, NULL};

static void near(double got, double want, double within)
{
  if (!(fabs(got - want) <= within)) fail_msg("%.17g is not %.17g", got, want);
}

static ent_game *game_of(const ent_rule *rule)
{
  ent_game *game = NULL;
  assert_int_equal(ent_game_of_rule(rule, &memory, &game, NULL), ENT_OK);
  return game;
}

static ent_adoption *opened(const ent_game *game, ent_engine engine)
{
  ent_adoption *a = NULL;
  assert_int_equal(ent_adoption_open(game, engine, &memory, &a, NULL), ENT_OK);
  if (engine != ENT_ENGINE_AUTO) assert_int_equal(ent_adoption_engine(a), engine);
  return a;
}

/* ---- the G7: docs/method/voting.md, chances for illustration --------------------------------------------------------- */

static const char *const g7[7] = {"CAN", "FRA", "DEU", "ITA", "JPN", "GBR", "USA"};
static const double g7_yes[7] = {0.05, 0.08, 0.06, 0.35, 0.15, 0.04, 0.95};

static double g7_adopt(const char *text, double rho, int nodes, double *pivot)
{
  const ent_roll roll = plain_roll(7, g7);
  ent_rule *const rule = rule_of(text, &roll);
  ent_game *const game = game_of(rule);
  ent_adoption *const a = opened(game, ENT_ENGINE_AUTO);
  double adopt = -1;
  assert_int_equal(ent_adoption_at(a, g7_yes, rho, nodes, &adopt, pivot, NULL, NULL), ENT_OK);
  ent_adoption_free(a);
  ent_game_free(game);
  ent_rule_free(rule);
  return adopt;
}

static void test_worked_examples(void **state)
{
  (void)state;
  double pivot[7];
  near(g7_adopt("consensus", 0, 0, pivot), 4.788e-7, 1e-21);
  near(pivot[0], 9.576e-6, 1e-20);
  near(pivot[6], 5.04e-7, 1e-20);
  near(g7_adopt("count >= 5", 0, 0, pivot), 0.001161382, 1e-15);
  near(pivot[0], 0.01178564, 1e-15);
  near(pivot[5], 0.012652675, 1e-15);
  near(g7_adopt("consensus", 0.2, 0, NULL), 0.00010770440347387331, 1e-15);
  near(g7_adopt("consensus", 0.5, 0, NULL), 0.0024750262735802548, 1e-12);
  near(g7_adopt("consensus", 0.8, 256, NULL), 0.013968992594794054, 3e-7); /* the reference has six digits there */
}

/* ---- brute force ------------------------------------------------------------------------------------------------------ */

static double brute(const forest *f, const double *p, int fixed, bool yes)
{
  double sum = 0;
  for (unsigned set = 0; set < 1U << f->club->members; set++) {
    if (fixed >= 0 && (set >> fixed & 1U) != yes) continue;
    double chance = 1;
    for (int m = 0; m < f->club->members; m++)
      if (m != fixed) chance *= set >> m & 1U ? p[m] : 1 - p[m];
    if (forest_wins(f, set, 0)) sum += chance;
  }
  return sum;
}

static void check_independent(ent_adoption *a, const forest *f, const double *p)
{
  const int n = f->club->members;
  double adopt, pivot[10], slope[10];
  assert_int_equal(ent_adoption_at(a, p, 0, 0, &adopt, pivot, slope, NULL), ENT_OK);
  near(adopt, brute(f, p, -1, false), 1e-14);
  for (int m = 0; m < n; m++) {
    near(pivot[m], brute(f, p, m, true) - brute(f, p, m, false), 1e-13);
    near(slope[m], pivot[m], 0);
  }
}

/* One factor: the midpoint rule over the brute force itself, and slopes by central differences. */
static void check_factor(ent_adoption *a, const forest *f, const double *p, double rho)
{
  const int n = f->club->members;
  double adopt, pivot[10], slope[10], sum = 0, weight = 0, moved[10];
  assert_int_equal(ent_adoption_at(a, p, rho, 48, &adopt, pivot, slope, NULL), ENT_OK);
  for (int k = 0; k < 48; k++) {
    const double factor = -8 + 16 * (k + 0.5) / 48, w = exp(-factor * factor / 2);
    for (int m = 0; m < n; m++)
      moved[m] = ent_normal_cdf((ent_normal_quantile(p[m]) + sqrt(rho) * factor) / sqrt(1 - rho));
    sum += w * brute(f, moved, -1, false);
    weight += w;
  }
  near(adopt, sum / weight, 1e-13);
  for (int m = 0; m < n; m++) {
    double up, down, at[10];
    memcpy(at, p, sizeof at);
    at[m] = p[m] + 1e-5;
    assert_int_equal(ent_adoption_at(a, at, rho, 48, &up, NULL, NULL, NULL), ENT_OK);
    at[m] = p[m] - 1e-5;
    assert_int_equal(ent_adoption_at(a, at, rho, 48, &down, NULL, NULL, NULL), ENT_OK);
    near(slope[m], (up - down) / 2e-5, 1e-6 * (1 + slope[m]));
  }
}

static void test_against_all_coalitions(void **state)
{
  (void)state;
  uint64_t seed = 41;
  for (int round = 0; round < 400; round++) {
    club c;
    forest f;
    double p[10];
    club_open(&c, 1 + below(&seed, 9), &seed, 9);
    ent_rule *const rule = forest_grow(&f, &c, &seed, false);
    ent_game *const game = game_of(rule);
    ent_adoption *const a = opened(game, ENT_ENGINE_AUTO);
    for (int m = 0; m < 10; m++)
      p[m] = below(&seed, 8) == 0 ? (double)below(&seed, 2) : (double)(chance(&seed) >> 11) * 0x1p-53;
    check_independent(a, &f, p);
    for (int m = 0; m < 10; m++) p[m] = 0.02 + 0.96 * (double)(chance(&seed) >> 11) * 0x1p-53;
    if (round % 8 == 0) check_factor(a, &f, p, 0.05 + 0.1 * below(&seed, 9));
    ent_adoption_free(a);
    ent_game_free(game);
    ent_rule_free(rule);
  }
}

/* The table of one weight agrees with a diagram of the same game. */
static void test_engines_agree(void **state)
{
  (void)state;
  uint64_t seed = 42;
  for (int round = 0; round < 60; round++) {
    int64_t weight[22], total = 0;
    double p[22], adopt[2], pivot[2][22];
    const int n = 2 + below(&seed, 21);
    for (int m = 0; m < n; m++) {
      weight[m] = below(&seed, round % 2 ? 30000 : 12);
      total += weight[m];
      p[m] = below(&seed, 10) == 0 ? (double)below(&seed, 2) : (double)(chance(&seed) >> 11) * 0x1p-53;
    }
    if (total == 0) continue;
    ent_game *game = NULL;
    const int64_t quota = 1 + (int64_t)(chance(&seed) % (uint64_t)total);
    assert_int_equal(ent_game_of_weights(n, weight, quota, &memory, &game, NULL), ENT_OK);
    for (int side = 0; side < 2; side++) {
      ent_adoption *const a = opened(game, side ? ENT_ENGINE_WEIGHT : ENT_ENGINE_DIAGRAM);
      assert_int_equal(ent_adoption_at(a, p, 0, 0, &adopt[side], pivot[side], NULL, NULL), ENT_OK);
      ent_adoption_free(a);
    }
    near(adopt[0], adopt[1], 1e-14);
    for (int m = 0; m < n; m++) near(pivot[0][m], pivot[1][m], 1e-13);
    ent_game_free(game);
  }
}

/* With p = 1/2 for all: P(adopt) is Coleman's power to act and the pivots are the absolute Banzhaf index. */
static void test_half_is_banzhaf(void **state)
{
  (void)state;
  uint64_t seed = 43;
  for (int round = 0; round < 60; round++) {
    club c;
    forest f;
    double p[12], adopt, pivot[12];
    club_open(&c, 2 + below(&seed, 10), &seed, 9);
    ent_rule *const rule = forest_grow(&f, &c, &seed, false);
    ent_game *const game = game_of(rule);
    ent_adoption *const a = opened(game, ENT_ENGINE_AUTO);
    ent_power *power = NULL;
    for (int m = 0; m < c.members; m++) p[m] = 0.5;
    assert_int_equal(ent_adoption_at(a, p, 0, 0, &adopt, pivot, NULL, NULL), ENT_OK);
    assert_int_equal(ent_power_compute(game, NULL, &memory, &power, NULL), ENT_OK);
    near(adopt, power->act, 1e-14);
    for (int m = 0; m < c.members; m++) near(pivot[m], power->banzhaf[m], 1e-13);
    ent_power_free(power);
    ent_adoption_free(a);
    ent_game_free(game);
    ent_rule_free(rule);
  }
}

/* The integral over t of the pivots at p = (t, ..., t) is Shapley-Shubik: Simpson's rule on 200 pieces, polynomials of degree
 * 8 at most. */
static void test_pivots_integrate_to_shapley(void **state)
{
  (void)state;
  uint64_t seed = 44;
  for (int round = 0; round < 40; round++) {
    club c;
    forest f;
    double p[12], adopt, pivot[12], sum[12] = {0}, last = -1;
    club_open(&c, 2 + below(&seed, 8), &seed, 9);
    ent_rule *const rule = forest_grow(&f, &c, &seed, false);
    ent_game *const game = game_of(rule);
    ent_adoption *const a = opened(game, ENT_ENGINE_AUTO);
    ent_power *power = NULL;
    assert_int_equal(ent_power_compute(game, NULL, &memory, &power, NULL), ENT_OK);
    for (int k = 0; k <= 200; k++) {
      for (int m = 0; m < c.members; m++) p[m] = k / 200.0;
      assert_int_equal(ent_adoption_at(a, p, 0, 0, &adopt, pivot, NULL, NULL), ENT_OK);
      for (int m = 0; m < c.members; m++) sum[m] += pivot[m] * (k == 0 || k == 200 ? 1 : k % 2 ? 4 : 2) / 600;
      assert_true(adopt >= last - 1e-15); /* more yes, more adoption */
      last = adopt;
    }
    for (int m = 0; m < c.members; m++) near(sum[m], power->shapley[m], 1e-7);
    ent_power_free(power);
    ent_adoption_free(a);
    ent_game_free(game);
    ent_rule_free(rule);
  }
}

static void test_refusals(void **state)
{
  (void)state;
  const ent_roll roll = plain_roll(7, g7);
  ent_rule *const rule = rule_of("count >= 5 and veto(USA)", &roll);
  ent_game *const game = game_of(rule);
  ent_adoption *const a = opened(game, ENT_ENGINE_AUTO);
  double p[7] = {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, adopt = 77;
  ent_error err;
  static const double bad[3] = {-0.1, 1.1, NAN};
  for (int i = 0; i < 3; i++) {
    p[3] = bad[i];
    assert_int_equal(ent_adoption_at(a, p, 0, 0, &adopt, NULL, NULL, &err), ENT_ARGUMENT);
    assert_string_equal(err.path, "p");
    p[3] = 0.5;
    assert_int_equal(ent_adoption_at(a, p, i == 1 ? 1 : bad[i], 0, &adopt, NULL, NULL, &err), ENT_ARGUMENT);
    assert_string_equal(err.path, "rho");
  }
  assert_int_equal(ent_adoption_at(a, p, 0.5, ENT_FACTOR_NODES_MAX + 1, &adopt, NULL, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_adoption_at(a, p, 0.5, -1, &adopt, NULL, NULL, &err), ENT_ARGUMENT);
  assert_true(adopt == 77);
  ent_adoption *none = NULL;
  assert_int_equal(ent_adoption_open(game, ENT_ENGINE_MEET, &memory, &none, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "engine");
  ent_adoption_free(a);
  for (long k = 0;; k++) {
    flaky f;
    const ent_allocator from = flaky_open(&f, k, k % 2 == 0);
    ent_adoption *made = NULL;
    const ent_status status = ent_adoption_open(game, ENT_ENGINE_AUTO, &from, &made, &err);
    if (status == ENT_OK) ent_adoption_free(made);
    assert_true(flaky_clean(&f));
    if (status == ENT_OK) break;
    assert_int_equal(status, ENT_NOMEM);
    assert_null(made);
  }
  ent_adoption_free(NULL);
  ent_game_free(game);
  ent_rule_free(rule);
}

/* The Board of Governors: 190 members, chances Phi(0.25 + 0.001 i) in ascending order of votes. */
static int compare_votes(const void *a, const void *b)
{
  const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
  return (x > y) - (x < y);
}

static void test_monetary_fund(void **state)
{
  (void)state;
  static const struct {
    int64_t quota;
    double adopt;
  } known[] = {{2519966, 0.925289117192324}, {4283941, 0.010039444516940}};
  FILE *const file = fopen(ENT_TEST_SOURCE "/data/voting_imf.csv", "r");
  char row[400];
  int64_t votes[200];
  double p[200], adopt = -1, pivot[200];
  int n = 0;
  assert_non_null(file);
  while (fgets(row, sizeof row, file)) {
    const char *const last = strrchr(row, ',');
    if (row[0] != '#' && last && last[1] >= '0' && last[1] <= '9') votes[n++] = strtoll(last + 1, NULL, 10);
  }
  fclose(file);
  assert_int_equal(n, 190);
  qsort(votes, (size_t)n, sizeof *votes, compare_votes);
  for (int i = 0; i < n; i++) p[i] = ent_normal_cdf(0.25 + 0.001 * i);
  for (int k = 0; k < 2; k++) {
    ent_game *game = NULL;
    assert_int_equal(ent_game_of_weights(n, votes, known[k].quota, &memory, &game, NULL), ENT_OK);
    ent_adoption *const a = opened(game, ENT_ENGINE_WEIGHT);
    assert_int_equal(ent_adoption_at(a, p, 0, 0, &adopt, pivot, NULL, NULL), ENT_OK);
    near(adopt, known[k].adopt, 1e-12);
    p[n - 1] += 1e-4; /* the United States decides as often as its chance moves the answer */
    double moved = -1;
    assert_int_equal(ent_adoption_at(a, p, 0, 0, &moved, NULL, NULL, NULL), ENT_OK);
    p[n - 1] -= 1e-4;
    near((moved - adopt) / 1e-4, pivot[n - 1], 1e-9);
    ent_adoption_free(a);
    ent_game_free(game);
  }
}

/* A total of 10^9 is beyond the table of one weight; few members are then followed by their diagram. */
static void test_large_totals(void **state)
{
  (void)state;
  int64_t weight[26], total = 0;
  double p[26], adopt = -1, pivot[26];
  for (int i = 0; i < 26; i++) {
    total += weight[i] = 38000000 + 77191 * i * i;
    p[i] = 0.5;
  }
  assert_true(total > 1000000000);
  ent_game *game = NULL;
  assert_int_equal(ent_game_of_weights(26, weight, total / 2 + 1, &memory, &game, NULL), ENT_OK);
  ent_adoption *a = NULL;
  assert_int_equal(ent_adoption_open(game, ENT_ENGINE_WEIGHT, &memory, &a, NULL), ENT_LIMIT);
  a = opened(game, ENT_ENGINE_AUTO);
  assert_int_equal(ent_adoption_engine(a), ENT_ENGINE_DIAGRAM);
  assert_int_equal(ent_adoption_at(a, p, 0, 0, &adopt, pivot, NULL, NULL), ENT_OK);
  const ent_power_options options = {.wanted = ENT_POWER_BANZHAF, .engine = ENT_ENGINE_MEET};
  ent_power *power = NULL;
  assert_int_equal(ent_power_compute(game, &options, &memory, &power, NULL), ENT_OK);
  near(adopt, power->act, 1e-14);
  for (int i = 0; i < 26; i++) near(pivot[i], power->banzhaf[i], 1e-14);
  ent_power_free(power);
  ent_adoption_free(a);
  ent_game_free(game);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_worked_examples), cmocka_unit_test(test_against_all_coalitions),
    cmocka_unit_test(test_engines_agree),   cmocka_unit_test(test_half_is_banzhaf),
    cmocka_unit_test(test_monetary_fund),   cmocka_unit_test(test_pivots_integrate_to_shapley),
    cmocka_unit_test(test_large_totals),    cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
