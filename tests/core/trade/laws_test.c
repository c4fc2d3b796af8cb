/* Laws that every equilibrium of core/trade obeys with tariffs in force, transfers and supply, on the sixteen economies of
 * 2014: ways do not matter, ways back lead back, halves are not noticed, money is neither made nor lost, own trade tells real
 * wages. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade.h"
#include "entente/trade_general.h"
#include "support/trade_published.h"
#include "support/networks.h"

enum { MOST = 16, CELLS = MOST * MOST, STEPS = 4 };

static trade_table w;
static double before[CELLS], after[CELLS], cost[CELLS], transfer[MOST];

/* Tariffs from 0 to 30 % become others, costs lie from 0.9 to 1.3, some pay others up to 2 % of what they sell. */
static int start(void **state)
{
  (void)state;
  if (!trade_read_long(ENT_TEST_SOURCE "/data/trade_2014.csv", "flow", NULL, &w) || w.n != MOST) return -1;
  for (int c = 0; c < CELLS; c++) {
    const bool home = c % (MOST + 1) == 0;
    before[c] = home ? 0 : 0.3 * ent_uniform(7, (uint64_t)c, 0, 0);
    after[c] = home ? 0 : 0.3 * ent_uniform(7, (uint64_t)c, 1, 0);
    cost[c] = home ? 1 : 0.9 + 0.4 * ent_uniform(7, (uint64_t)c, 2, 0);
  }
  for (int i = 0; i + 1 < MOST; i += 2) {
    transfer[i] = -0.02 * ent_uniform(7, (uint64_t)i, 3, 0) * w.flow[i * MOST + i];
    transfer[i + 1] = -transfer[i];
  }
  return 0;
}

static int end(void **state)
{
  (void)state;
  trade_free(&w);
  return 0;
}

static ent_trade *opened(int n, const double *flow, const double *tariff, ent_trade_options options)
{
  const ent_trade_world world = {.n = n, .flow = flow, .tariff = tariff};
  ent_trade *t = NULL;
  ent_error err = {.message = ""};
  if (ent_trade_open(&world, &options, &network_memory, &t, &err) != ENT_OK) fail_msg("%s", err.message);
  return t;
}

static ent_trade_answer solved(ent_trade *t, ent_trade_shock shock)
{
  ent_trade_answer a = {0};
  ent_error err = {.message = ""};
  if (ent_trade_solve(t, &shock, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  if (!a.certificate.holds && a.certificate.gap == 0) fail_msg("market %g", a.certificate.market);
  return a;
}

static void near(double found, double expected, double slack)
{
  if (!(fabs(found - expected) <= slack)) fail_msg("%.17g, expected %.17g", found, expected);
}

/* Tariffs and costs change in four steps, each from the world that the step before left, its tariffs in force: the end is that of
 * the whole at once. */
static void test_path_with_tariffs(void **state)
{
  (void)state;
  static double now[CELLS], rate[CELLS], next[CELLS], step[CELLS], whole[MOST], real[MOST], so_far[MOST], so_real[MOST];
  const ent_trade_options options = {.theta = 5};
  ent_trade *t = opened(MOST, w.flow, before, options);
  ent_trade_answer a = solved(t, (ent_trade_shock){.tariff = after, .cost = cost});
  for (int i = 0; i < MOST; i++) {
    whole[i] = a.welfare[i];
    real[i] = a.real_wage[i];
    so_far[i] = so_real[i] = 1;
  }
  ent_trade_close(t);
  memcpy(now, w.flow, sizeof now);
  memcpy(rate, before, sizeof rate);
  for (int c = 0; c < CELLS; c++) step[c] = ent_pow(cost[c], 1.0 / STEPS);
  for (int k = 1; k <= STEPS; k++) {
    for (int c = 0; c < CELLS; c++) next[c] = before[c] + (after[c] - before[c]) * k / STEPS;
    t = opened(MOST, now, rate, options);
    a = solved(t, (ent_trade_shock){.tariff = next, .cost = step});
    for (int i = 0; i < MOST; i++) {
      so_far[i] *= a.welfare[i];
      so_real[i] *= a.real_wage[i];
    }
    memcpy(now, a.flow, sizeof now);
    memcpy(rate, next, sizeof rate);
    ent_trade_close(t);
  }
  for (int i = 0; i < MOST; i++) {
    near(so_far[i], whole[i], 1e-10);
    near(so_real[i], real[i], 1e-10);
  }
}

/* There and back again: what tariffs and costs did, their withdrawal undoes. */
static void test_way_back(void **state)
{
  (void)state;
  static double now[CELLS], back[CELLS], there[MOST];
  ent_trade *t = opened(MOST, w.flow, before, (ent_trade_options){.theta = 4});
  ent_trade_answer a = solved(t, (ent_trade_shock){.tariff = after, .cost = cost});
  memcpy(now, a.flow, sizeof now);
  memcpy(there, a.welfare, sizeof there);
  ent_trade_close(t);
  for (int c = 0; c < CELLS; c++) back[c] = 1 / cost[c];
  t = opened(MOST, now, after, (ent_trade_options){.theta = 4});
  a = solved(t, (ent_trade_shock){.tariff = before, .cost = back});
  for (int i = 0; i < MOST; i++) near(there[i] * a.welfare[i], 1, 1e-10);
  for (int c = 0; c < CELLS; c++) near(a.flow[c] / w.flow[c], 1, 1e-9);
  ent_trade_close(t);
}

/* The last economy in two equal halves that tax each other's goods as little as their own: with tariffs, transfers and supply
 * nobody notices, nor does each half. */
static void test_halves(void **state)
{
  (void)state;
  enum { N = MOST + 1 };
  static double flow[N * N], was[N * N], is[N * N], costs[N * N], pays[N], welfare[MOST];
  const ent_trade_options options = {.theta = 4, .supply = 0.5};
  ent_trade *t = opened(MOST, w.flow, before, options);
  ent_trade_answer a = solved(t, (ent_trade_shock){.tariff = after, .cost = cost, .transfer = transfer});
  memcpy(welfare, a.welfare, sizeof welfare);
  ent_trade_close(t);
  for (int i = 0; i < N; i++) {
    const int p = i < MOST ? i : MOST - 1;
    pays[i] = transfer[p] * (p == MOST - 1 ? 0.5 : 1);
    for (int j = 0; j < N; j++) {
      const int q = j < MOST ? j : MOST - 1, from = p * MOST + q;
      flow[i * N + j] = w.flow[from] * (p == MOST - 1 ? 0.5 : 1) * (q == MOST - 1 ? 0.5 : 1);
      was[i * N + j] = before[from];
      is[i * N + j] = after[from];
      costs[i * N + j] = cost[from];
    }
  }
  t = opened(N, flow, was, options);
  a = solved(t, (ent_trade_shock){.tariff = is, .cost = costs, .transfer = pays});
  for (int i = 0; i < N; i++) near(a.welfare[i], welfare[i < MOST ? i : MOST - 1], 1e-10);
  ent_trade_close(t);
}

/* What the world spends is what it earns and collects; own trade tells the real wage (Arkolakis et al. 2012); supply answers
 * prices: all from the flows alone. */
static void test_books(void **state)
{
  (void)state;
  for (int balanced = 0; balanced < 2; balanced++) {
    const ent_trade_options options = {
      .theta = 6, .supply = 1, .deficits = balanced ? ENT_TRADE_BALANCED : ENT_TRADE_ADDITIVE};
    ent_trade *const t = opened(MOST, w.flow, before, options);
    const ent_trade_answer a = solved(t, (ent_trade_shock){.tariff = after, .cost = cost, .transfer = transfer});
    double spent = 0, earned = 0, collected = 0;
    for (int i = 0; i < MOST; i++) {
      double old_spent = 0, old_sold = 0;
      for (int j = 0; j < MOST; j++) {
        old_spent += a.before[j * MOST + i];
        old_sold += a.before[i * MOST + j] / (1 + before[i * MOST + j]);
        collected += a.flow[j * MOST + i] / (1 + after[j * MOST + i]) * after[j * MOST + i];
      }
      spent += a.spending[i];
      earned += a.output[i];
      const double share = a.flow[i * MOST + i] / a.spending[i] / (a.before[i * MOST + i] / old_spent);
      near(a.real_wage[i], pow(share, -1.0 / 6), 1e-11);
      near(a.output[i] / old_sold, a.wage[i] * a.real_wage[i], 1e-10);
    }
    near(spent / (earned + collected), 1, 1e-12);
    ent_trade_close(t);
  }
}

/* The model with labour, scale, profits and taxes notices halves as little, nor the unit of money. */
static void test_general_halves(void **state)
{
  (void)state;
  enum { N = MOST + 1 };
  static double flow[N * N], rate[N * N], profit[N], welfare[MOST];
  const ent_trade_general_options options = {.theta = 4, .labour = 0.5, .scale = 0.1, .passed = 0.5};
  for (int i = 0; i < MOST; i++) profit[i] = 0.3 * ent_uniform(7, (uint64_t)i, 4, 0);
  profit[MOST] = profit[MOST - 1];
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      const int p = i < MOST ? i : MOST - 1, q = j < MOST ? j : MOST - 1;
      flow[i * N + j] = 1000 * w.flow[p * MOST + q] * (p == MOST - 1 ? 0.5 : 1) * (q == MOST - 1 ? 0.5 : 1);
      rate[i * N + j] = after[p * MOST + q];
    }
  for (int whole = 1; whole >= 0; whole--) {
    const ent_trade_world world = {.n = whole ? MOST : N, .flow = whole ? w.flow : flow};
    ent_trade_general_answer *a = NULL;
    assert_int_equal(ent_trade_general_solve(&world, profit, &options, whole ? after : rate, &network_memory, &a, NULL),
                     ENT_OK);
    assert_true(a->certificate.holds);
    for (int i = 0; i < world.n; i++) {
      if (whole) welfare[i] = a->welfare[i];
      near(a->welfare[i], welfare[i < MOST ? i : MOST - 1], 1e-10);
    }
    ent_trade_general_free(a);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_path_with_tariffs), cmocka_unit_test(test_way_back),
                                     cmocka_unit_test(test_halves), cmocka_unit_test(test_books),
                                     cmocka_unit_test(test_general_halves)};
  return cmocka_run_group_tests(tests, start, end);
}
