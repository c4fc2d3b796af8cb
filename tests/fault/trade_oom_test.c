/* trade_oom_test.c - what if memory runs out while a world of trade is readied or solved? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade_policy.h"
#include "fault/ladder.h"

enum { N = 5 };

static double flow[N * N], tariff[N * N];
static ent_trade_options how;

/* Opens, solves with tariffs (which need room of their own), and closes. */
static ent_status solve(const ent_allocator *memory, ent_error *err)
{
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      flow[i * N + j] = i == j ? 100 : 1 + i + 2 * j;
      tariff[i * N + j] = i == j ? 0 : 0.1;
    }
  const ent_trade_world world = {.n = N, .flow = flow};
  ent_trade *t = NULL;
  ent_status status = ent_trade_open(&world, &how, memory, &t, err);
  assert_true((status == ENT_OK) == (t != NULL));
  if (status != ENT_OK) return status;
  ent_trade_answer a = {.n = 7};
  status = ent_trade_solve(t, &(ent_trade_shock){.tariff = tariff}, &a, err);
  assert_true(status == ENT_OK ? a.n == N && a.certificate.holds : a.n == 7);
  ent_trade_close(t);
  return status;
}

/* Elasticities and coalitions ask for room of their own. */
static ent_status leverage(const ent_allocator *memory, ent_error *err)
{
  static double out[N * N];
  static const int member[] = {1, 3, 4};
  for (int c = 0; c < N * N; c++) flow[c] = c % (N + 1) == 0 ? 100 : 1 + c % 7;
  const ent_trade_world world = {.n = N, .flow = flow};
  const ent_trade_options options = {.theta = 4};
  ent_trade *t = NULL;
  ent_trade_answer a;
  ent_trade_coalitions *c = NULL;
  ent_status status = ent_trade_open(&world, &options, memory, &t, err);
  if (status == ENT_OK) status = ent_trade_solve(t, NULL, &a, err);
  if (status == ENT_OK) status = ent_trade_elasticities(t, 2, out, err);
  if (status == ENT_OK) status = ent_trade_coalitions_find(t, 0, member, 3, NULL, memory, &c, err);
  assert_true((status == ENT_OK) == (c != NULL));
  assert_true(status != ENT_OK || (c->holds && c->value[7] > 0));
  ent_trade_coalitions_free(c, memory);
  ent_trade_close(t);
  return status;
}

/* Orders of joining, and who should join next. */
static ent_status joining(const ent_allocator *memory, ent_error *err)
{
  static const int member[] = {1, 3}, candidate[] = {4, 2};
  for (int c = 0; c < N * N; c++) flow[c] = c % (N + 1) == 0 ? 100 : 1 + c % 7;
  const ent_trade_world world = {.n = N, .flow = flow};
  const ent_trade_options options = {.theta = 4};
  const ent_trade_coalitions_options drawn = {.samples = 16};
  ent_trade *t = NULL;
  ent_trade_coalitions *c = NULL;
  ent_trade_joiner out[2] = {{.economy = -1}};
  ent_status status = ent_trade_open(&world, &options, memory, &t, err);
  if (status == ENT_OK) status = ent_trade_coalitions_find(t, 0, member, 2, &drawn, memory, &c, err);
  assert_true((status == ENT_OK) == (c != NULL));
  if (status == ENT_OK) status = ent_trade_coalitions_join(t, 0, member, 2, candidate, 2, memory, out, err);
  assert_true((status == ENT_OK) == (out[0].economy >= 0));
  ent_trade_coalitions_free(c, memory);
  ent_trade_close(t);
  return status;
}

static void test_joining(void **state)
{
  (void)state;
  climb("joining", joining);
}

static void test_leverage(void **state)
{
  (void)state;
  climb("leverage", leverage);
}

/* Sanctions as a choice: the frontier, the best rates, the shared burden. */
static ent_status policy(const ent_allocator *memory, ent_error *err)
{
  enum { SENDERS = 3, POINTS = 3 };
  static const int sender[SENDERS] = {1, 3, 4};
  static const double rate[POINTS] = {0, 0.2, INFINITY};
  double best[SENDERS] = {-1}, gain[SENDERS], aim[SENDERS];
  ent_trade_point point[POINTS] = {{.rate = -1}};
  ent_trade_payment payment[SENDERS];
  ent_trade_optimum o = {.rate = best, .gain = gain, .aim = aim};
  ent_trade_burden b = {.before = gain, .transfer = aim, .payment = payment, .rounds = -1};
  const ent_trade_sanction s = {.sender = sender, .senders = SENDERS, .target = 0};
  const ent_trade_aim best_for = {.choice = ENT_TRADE_CHOICE_EACH, .cap = INFINITY, .retaliates = true};
  for (int c = 0; c < N * N; c++) flow[c] = c % (N + 1) == 0 ? 100 : 1 + c % 7;
  const ent_trade_world world = {.n = N, .flow = flow};
  const ent_trade_options options = {.theta = 4};
  ent_trade *t = NULL;
  ent_status status = ent_trade_open(&world, &options, memory, &t, err);
  if (status == ENT_OK) status = ent_trade_frontier(t, &s, rate, POINTS, point, NULL, NULL, err);
  if (status == ENT_OK)
    assert_true(point[2].pain > 0);
  else
    assert_true(point[0].rate < 0);
  if (status == ENT_OK) status = ent_trade_optimize(t, &s, &best_for, &o, err);
  assert_true(status == ENT_OK ? o.settled : best[0] < 0);
  if (status == ENT_OK) status = ent_trade_share_burden(t, &s, 0.2, &b, err);
  assert_true(status == ENT_OK ? b.settled : b.rounds == -1);
  ent_trade_close(t);
  return status;
}

static void test_policy(void **state)
{
  (void)state;
  climb("policy", policy);
}

static void test_solvers(void **state)
{
  (void)state;
  for (unsigned s = 0; s < ENT_TRADE_SOLVERS; s++) {
    how = (ent_trade_options){.theta = 4, .solver = (ent_trade_solver)s};
    climb(ent_trade_solver_name(how.solver), solve);
  }
}

static void test_balanced(void **state)
{
  (void)state;
  how = (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_BALANCED};
  climb("balanced", solve);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_solvers), cmocka_unit_test(test_balanced),
                                     cmocka_unit_test(test_leverage), cmocka_unit_test(test_policy),
                                     cmocka_unit_test(test_joining)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
