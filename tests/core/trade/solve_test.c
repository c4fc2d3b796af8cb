/* Tests of the gravity solver (core/trade) against a second program and by the properties of an equilibrium. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade.h"
#include "support/networks.h"
#include "support/trade_tables.h"

#define MOST 16
#define CELLS (MOST * MOST)

static const char *const west[] = {"USA", "CAN", "GBR", "FRA", "DEU", "ITA", "JPN", "POL", "LTU", "KOR", "EUR"};
static trade_table world16;
static const char *names16[MOST];

static int open_world(void **state)
{
  (void)state;
  if (!trade_read_long(ENT_TEST_SOURCE "/data/trade_2014.csv", "flow", NULL, &world16) || world16.n != MOST) return 1;
  for (int i = 0; i < MOST; i++) names16[i] = world16.name[i];
  return 0;
}

static int close_world(void **state)
{
  (void)state;
  trade_free(&world16);
  return 0;
}

static ent_trade *opened(int n, const double *flow, const double *tariff, ent_trade_options options)
{
  const ent_trade_world w = {n, flow, tariff, flow == world16.flow ? names16 : NULL};
  ent_trade *t = NULL;
  ent_error err = {.message = ""};
  if (ent_trade_open(&w, &options, &network_memory, &t, &err) != ENT_OK) fail_msg("%s", err.message);
  return t;
}

static ent_trade_answer solved(ent_trade *t, const ent_trade_shock *shock)
{
  ent_trade_answer a = {0};
  ent_error err = {.message = ""};
  if (ent_trade_solve(t, shock, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  return a;
}

static void near(double found, double expected, double slack)
{
  if (!(fabs(found - expected) <= slack)) fail_msg("%.17g, expected %.17g", found, expected);
}

static void fill(double *matrix, double value)
{
  for (int c = 0; c < CELLS; c++) matrix[c] = value;
}

/* Both directions between Russia and the West. */
static void between(double *matrix, double value, bool back)
{
  const int rus = trade_find(&world16, "RUS");
  for (size_t k = 0; k < sizeof west / sizeof *west; k++) {
    const int i = trade_find(&world16, west[k]);
    matrix[rus * MOST + i] = value;
    if (back) matrix[i * MOST + rus] = value;
  }
}

/* ---- the second program ------------------------------------------------------------------------------------------------ */

static double matrix_a[CELLS], matrix_b[CELLS], transfer[MOST];

static void compare(const char *name, ent_trade *t, const ent_trade_shock *shock, bool closes)
{
  char key[64];
  const ent_trade_answer a = solved(t, shock);
  assert_true(a.certificate.settled);
  assert_int_equal(a.certificate.holds, closes);
  FILE *const in = fopen(ENT_TEST_PUBLISHED "/trade_sixteen.csv", "r");
  assert_non_null(in);
  char line[256];
  int rows = 0;
  snprintf(key, sizeof key, "%s,", name);
  while (fgets(line, sizeof line, in)) {
    char economy[16];
    double w, p, welfare;
    if (strncmp(line, key, strlen(key)) != 0) continue;
    if (sscanf(line + strlen(key), "%15[^,],%lf,%lf,%lf", economy, &w, &p, &welfare) != 4) fail_msg("%s", line);
    const int i = trade_find(&world16, economy);
    assert_true(i >= 0);
    near(a.wage[i], w, 2e-12);
    near(a.price[i], p, 2e-12);
    near(a.welfare[i], welfare, 2e-12);
    rows++;
  }
  fclose(in);
  assert_int_equal(rows, MOST);
  ent_trade_close(t);
}

static void test_embargo(void **state)
{
  (void)state;
  const ent_trade_shock cut = {.freeness = matrix_a};
  fill(matrix_a, 1);
  between(matrix_a, 0, true);
  for (unsigned solver = 0; solver < ENT_TRADE_SOLVERS; solver++)
    compare("embargo",
            opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .solver = (ent_trade_solver)solver}), &cut,
            true);
  for (unsigned solver = 0; solver < ENT_TRADE_SOLVERS; solver++)
    compare("embargo-balanced",
            opened(MOST, world16.flow, NULL,
                   (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_BALANCED, .solver = (ent_trade_solver)solver}),
            &cut, true);
  compare("embargo-multiplicative",
          opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_MULTIPLICATIVE}), &cut,
          false);
}

static void test_embargo_as_cost(void **state)
{
  (void)state;
  fill(matrix_a, 1);
  between(matrix_a, INFINITY, true);
  compare("embargo", opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4}),
          &(ent_trade_shock){.cost = matrix_a}, true);
}

static void test_costs_and_supply(void **state)
{
  (void)state;
  fill(matrix_a, 1);
  between(matrix_a, 1.1, true);
  const ent_trade_shock dear = {.cost = matrix_a};
  compare("cost", opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4}), &dear, true);
  compare("supply", opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .supply = 0.5}), &dear, true);
}

static void test_tariffs(void **state)
{
  (void)state;
  fill(matrix_a, 0);
  between(matrix_a, 0.2, false);
  const ent_trade_shock duty = {.tariff = matrix_a};
  for (unsigned solver = 0; solver < ENT_TRADE_SOLVERS; solver++)
    compare("tariff",
            opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .solver = (ent_trade_solver)solver}),
            &duty, true);
  compare("tariff-multiplicative",
          opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_MULTIPLICATIVE}),
          &duty, false);
  const int usa = trade_find(&world16, "USA"), chn = trade_find(&world16, "CHN");
  fill(matrix_a, 0);
  for (int i = 0; i < MOST; i++) matrix_a[i * MOST + usa] = i == usa ? 0 : 0.05;
  memcpy(matrix_b, matrix_a, sizeof matrix_b);
  matrix_b[chn * MOST + usa] = 0.5;
  compare("tariff-rise", opened(MOST, world16.flow, matrix_a, (ent_trade_options){.theta = 4}),
          &(ent_trade_shock){.tariff = matrix_b}, true);
}

static void test_transfer(void **state)
{
  (void)state;
  memset(transfer, 0, sizeof transfer);
  transfer[trade_find(&world16, "RUS")] = 9000;
  transfer[trade_find(&world16, "EUR")] = -6000;
  transfer[trade_find(&world16, "GBR")] = -3000;
  compare("transfer", opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4}),
          &(ent_trade_shock){.transfer = transfer}, true);
}

/* ---- properties ------------------------------------------------------------------------------------------------------------ */

static void random_world(uint64_t seed, int n, double *flow)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      /* Who does not sell to one does not buy there either, so that all can pay for what they buy. */
      const uint64_t low = (uint64_t)(i < j ? i : j), high = (uint64_t)(i < j ? j : i);
      const double u = ent_uniform(seed, (uint64_t)i, (uint64_t)j, 0), v = ent_uniform(seed, low, high, 1);
      flow[i * n + j] = i == j ? 1000 * (0.5 + u) : v < 0.2 ? 0 : 100 * u * u;
    }
}

/* Nothing changes: everything is 1, for any way to treat deficits but those that are purged. */
static void test_no_shock(void **state)
{
  (void)state;
  double flow[CELLS];
  for (uint64_t seed = 1; seed <= 20; seed++) {
    const int n = 1 + (int)(seed % MOST);
    random_world(seed, n, flow);
    for (unsigned d = 0; d < ENT_TRADE_DEFICITS; d++) {
      ent_trade *const t =
        opened(n, flow, NULL, (ent_trade_options){.theta = 5, .deficits = (ent_trade_deficits)d, .supply = 0.3});
      const ent_trade_answer a = solved(t, NULL);
      assert_true(a.certificate.holds);
      for (int i = 0; i < n; i++) {
        near(a.wage[i], 1, 1e-10);
        near(a.welfare[i], 1, 1e-10);
        for (int j = 0; j < n; j++) near(a.flow[i * n + j], a.before[i * n + j], 1e-7);
      }
      if (d == ENT_TRADE_BALANCED)
        for (int i = 0; i < n; i++) {
          double out = 0, in = 0;
          for (int j = 0; j < n; j++) {
            out += a.before[i * n + j];
            in += a.before[j * n + i];
          }
          near(out / in, 1, 1e-10);
        }
      ent_trade_close(t);
    }
  }
}

static void random_costs(uint64_t seed, int n, double *cost)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++)
      cost[i * n + j] = i == j ? 1 : 0.8 + 0.6 * ent_uniform(seed, (uint64_t)i, (uint64_t)j, 2);
}

/* The unit of money and the order of the economies do not matter. */
static void test_scale_and_order(void **state)
{
  (void)state;
  enum { N = 11 };
  double flow[N * N], cost[N * N], flow2[N * N], cost2[N * N], wage[N], welfare[N];
  random_world(7, N, flow);
  random_costs(7, N, cost);
  ent_trade *t = opened(N, flow, NULL, (ent_trade_options){.theta = 3.5});
  ent_trade_answer a = solved(t, &(ent_trade_shock){.cost = cost});
  assert_true(a.certificate.holds);
  memcpy(wage, a.wage, sizeof wage);
  memcpy(welfare, a.welfare, sizeof welfare);
  ent_trade_close(t);
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      const int p = (i * 3 + 4) % N, q = (j * 3 + 4) % N;
      flow2[p * N + q] = 1e-3 * flow[i * N + j];
      cost2[p * N + q] = cost[i * N + j];
    }
  t = opened(N, flow2, NULL, (ent_trade_options){.theta = 3.5});
  a = solved(t, &(ent_trade_shock){.cost = cost2});
  for (int i = 0; i < N; i++) {
    near(a.wage[(i * 3 + 4) % N], wage[i], 1e-11);
    near(a.welfare[(i * 3 + 4) % N], welfare[i], 1e-11);
  }
  ent_trade_close(t);
}

/* An economy cut in two equal halves, alike in all they do: nobody else notices. */
static void test_split(void **state)
{
  (void)state;
  enum { N = 6 };
  double flow[N * N], cost[N * N], flow2[(N + 1) * (N + 1)], cost2[(N + 1) * (N + 1)], welfare[N];
  random_world(3, N, flow);
  random_costs(3, N, cost);
  ent_trade *t = opened(N, flow, NULL, (ent_trade_options){.theta = 4});
  ent_trade_answer a = solved(t, &(ent_trade_shock){.cost = cost});
  memcpy(welfare, a.welfare, sizeof welfare);
  ent_trade_close(t);
  for (int i = 0; i <= N; i++)
    for (int j = 0; j <= N; j++) {
      const int p = i < N ? i : N - 1, q = j < N ? j : N - 1;
      const double share = (p == N - 1 ? 0.5 : 1) * (q == N - 1 ? 0.5 : 1);
      flow2[i * (N + 1) + j] = share * flow[p * N + q];
      cost2[i * (N + 1) + j] = cost[p * N + q];
    }
  t = opened(N + 1, flow2, NULL, (ent_trade_options){.theta = 4});
  a = solved(t, &(ent_trade_shock){.cost = cost2});
  for (int i = 0; i <= N; i++) near(a.welfare[i], welfare[i < N ? i : N - 1], 1e-11);
  ent_trade_close(t);
}

/* Changes compose: a shock in steps, each from the world that the one before left, ends where the whole ends. */
static void test_path(void **state)
{
  (void)state;
  enum { N = 8, STEPS = 4 };
  double flow[N * N], cost[N * N], step[N * N], now[N * N], so_far[N], whole[N];
  random_world(5, N, flow);
  random_costs(5, N, cost);
  ent_trade *t = opened(N, flow, NULL, (ent_trade_options){.theta = 6});
  ent_trade_answer a = solved(t, &(ent_trade_shock){.cost = cost});
  memcpy(whole, a.wage, sizeof whole);
  ent_trade_close(t);
  for (int c = 0; c < N * N; c++) step[c] = ent_pow(cost[c], 1.0 / STEPS);
  for (int i = 0; i < N; i++) so_far[i] = 1;
  memcpy(now, flow, sizeof now);
  for (int k = 0; k < STEPS; k++) {
    t = opened(N, now, NULL, (ent_trade_options){.theta = 6});
    a = solved(t, &(ent_trade_shock){.cost = step});
    for (int i = 0; i < N; i++) so_far[i] *= a.wage[i];
    memcpy(now, a.flow, sizeof now);
    ent_trade_close(t);
  }
  for (int i = 0; i < N; i++) near(so_far[i], whole[i], 1e-10);
}

/* A further member of an embargo never raises the target's real wage: all subsets of eleven in Gray order. */
static void test_more_embargo(void **state)
{
  (void)state;
  enum { K = 8 };
  static double loss[1 << K];
  const int rus = trade_find(&world16, "RUS");
  ent_trade *const t = opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .solver = ENT_TRADE_CHORD});
  for (unsigned set = 0; set < 1u << K; set++) {
    fill(matrix_a, 1);
    for (int k = 0; k < K; k++)
      if (set >> k & 1u) {
        const int i = trade_find(&world16, west[k]);
        matrix_a[i * MOST + rus] = matrix_a[rus * MOST + i] = 0;
      }
    const ent_trade_answer a = solved(t, &(ent_trade_shock){.freeness = matrix_a});
    assert_true(a.certificate.holds);
    loss[set] = 1 - a.real_wage[rus];
    for (int k = 0; k < K; k++)
      if (set >> k & 1u) assert_true(loss[set] > loss[set & ~(1u << k)]);
  }
  ent_trade_close(t);
}

/* Autarky costs what the share of own trade says, in every economy: 1 - pi_ii^(1/theta). */
static void test_autarky(void **state)
{
  (void)state;
  for (int c = 0; c < CELLS; c++) matrix_a[c] = c % (MOST + 1) == 0;
  ent_trade *const t = opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4});
  const ent_trade_answer a = solved(t, &(ent_trade_shock){.freeness = matrix_a});
  assert_true(a.certificate.holds);
  assert_int_equal(a.certificate.parts, MOST);
  assert_true(a.certificate.purged > 0.01 && a.certificate.purged < 1);
  for (int j = 0; j < MOST; j++) {
    double bought = 0;
    for (int i = 0; i < MOST; i++) bought += world16.flow[i * MOST + j];
    near(a.real_wage[j], ent_pow(world16.flow[j * (MOST + 1)] / bought, 0.25), 1e-12);
    assert_int_equal(a.part[j], j);
  }
  ent_trade_close(t);
}

/* A target cut off from everybody: two parts, deficits without a counterpart taken away and told. */
static void test_cut_off(void **state)
{
  (void)state;
  const int rus = trade_find(&world16, "RUS");
  fill(matrix_a, 1);
  for (int i = 0; i < MOST; i++)
    if (i != rus) matrix_a[i * MOST + rus] = matrix_a[rus * MOST + i] = 0;
  for (unsigned solver = 0; solver < ENT_TRADE_SOLVERS; solver++) {
    ent_trade *const t =
      opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .solver = (ent_trade_solver)solver});
    const ent_trade_answer a = solved(t, &(ent_trade_shock){.freeness = matrix_a});
    assert_true(a.certificate.holds);
    assert_int_equal(a.certificate.parts, 2);
    assert_true(a.certificate.purged > 0);
    assert_int_equal(a.part[rus] != a.part[rus == 0 ? 1 : 0], 1);
    near(a.spending[rus] / a.output[rus], 1, 1e-12);
    ent_trade_close(t);
  }
}

/* A cap that is too low is said, not hidden. */
static void test_cap(void **state)
{
  (void)state;
  fill(matrix_a, 1);
  between(matrix_a, 0, true);
  ent_trade *const t = opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .steps = 3});
  const ent_trade_answer a = solved(t, &(ent_trade_shock){.freeness = matrix_a});
  assert_false(a.certificate.settled);
  assert_false(a.certificate.holds);
  assert_int_equal(a.certificate.steps, 3);
  assert_true(a.certificate.market > ENT_TRADE_GAP);
  ent_trade_close(t);
}

/* With shares held at the data, markets miss, and the certificate refuses. */
static void test_fixed_shares(void **state)
{
  (void)state;
  fill(matrix_a, 1);
  between(matrix_a, 1.2, true);
  const int usa = trade_find(&world16, "USA");
  ent_trade *const t =
    opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4, .fixed_shares = true, .anchor = usa});
  const ent_trade_answer a = solved(t, &(ent_trade_shock){.cost = matrix_a});
  assert_true(a.certificate.settled);
  assert_false(a.certificate.holds);
  assert_true(a.certificate.market > 1e-5);
  near(a.price[usa], 1, 1e-15);
  ent_trade_close(t);
}

/* ---- freeness ------------------------------------------------------------------------------------------------ */

/* Wages and sizes cancel: after a shock to costs, the ratio of freeness is the shock itself (its geometric mean both ways). */
static void test_freeness(void **state)
{
  (void)state;
  static double before[CELLS], after[CELLS];
  fill(matrix_a, 1);
  between(matrix_a, 1.3, true);
  ent_trade *const t = opened(MOST, world16.flow, NULL, (ent_trade_options){.theta = 4});
  const ent_trade_answer a = solved(t, &(ent_trade_shock){.cost = matrix_a});
  assert_int_equal(ent_trade_freeness(MOST, a.before, before, NULL), ENT_OK);
  assert_int_equal(ent_trade_freeness(MOST, a.flow, after, NULL), ENT_OK);
  for (int c = 0; c < CELLS; c++) near(after[c] / before[c], ent_pow(matrix_a[c], -4), 1e-12);
  ent_trade_close(t);
}

/* Tables that name their economies in other orders, and not all of them. */
static void test_freeness_ratio(void **state)
{
  (void)state;
  const double now[9] = {1, 0.5, 0.2, 0.5, 1, 0, 0.2, 0, 1}, then[4] = {1, 0.8, 0.8, 1};
  const int place[3] = {1, 0, -1};
  double out[9];
  ent_trade_freeness_ratio(3, now, 2, then, place, out);
  const double wanted[9] = {1, 1.6, 0, 1.6, 1, 0, 0, 0, 0};
  for (int c = 0; c < 9; c++) near(out[c], wanted[c], 0);
  const double one_way[4] = {0, 3, 0, 0};
  ent_trade_freeness_ratio(3, NULL, 2, one_way, place, out);
  near(out[1], 3, 0);
  near(out[3], 3, 0);
  near(out[0] + out[2] + out[4] + out[5] + out[6] + out[7] + out[8], 0, 0);
}

static void test_home(void **state)
{
  (void)state;
  double flow[16] = {5, 1, 2, 3, 4, 0, 5, 6, 7, 8, 0, 9, 1, 1, 1, 0};
  const double output[] = {100, 40, 20, NAN};
  ent_trade_filled how[4];
  const ent_trade_home home = {output, 0.1, 0.75};
  assert_int_equal(ent_trade_fill_home(4, &home, flow, how, NULL), ENT_OK);
  assert_int_equal(how[0], ENT_TRADE_GIVEN);
  assert_int_equal(how[1], ENT_TRADE_FROM_OUTPUT);
  assert_int_equal(how[2], ENT_TRADE_FROM_FLOOR);
  assert_int_equal(how[3], ENT_TRADE_FROM_SHARE);
  near(flow[0], 5, 0);
  near(flow[5], 25, 0);
  near(flow[10], 2, 0);
  near(flow[15], 54, 1e-12);
  const ent_trade_home none = {NULL, 0.1, 0};
  flow[15] = 0;
  assert_int_equal(ent_trade_fill_home(4, &none, flow, how, NULL), ENT_OK);
  assert_int_equal(how[3], ENT_TRADE_MISSING);
  near(flow[15], 0, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_embargo),
                                     cmocka_unit_test(test_embargo_as_cost),
                                     cmocka_unit_test(test_costs_and_supply),
                                     cmocka_unit_test(test_tariffs),
                                     cmocka_unit_test(test_transfer),
                                     cmocka_unit_test(test_no_shock),
                                     cmocka_unit_test(test_scale_and_order),
                                     cmocka_unit_test(test_split),
                                     cmocka_unit_test(test_path),
                                     cmocka_unit_test(test_more_embargo),
                                     cmocka_unit_test(test_autarky),
                                     cmocka_unit_test(test_cut_off),
                                     cmocka_unit_test(test_cap),
                                     cmocka_unit_test(test_fixed_shares),
                                     cmocka_unit_test(test_freeness),
                                     cmocka_unit_test(test_freeness_ratio),
                                     cmocka_unit_test(test_home)};
  return cmocka_run_group_tests(tests, open_world, close_world);
}
