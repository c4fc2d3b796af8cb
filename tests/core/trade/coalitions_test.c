/* Tests of coalitions (core/trade): sets abreast against single solutions, drawn orders against all sets, who should join. */
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

enum { MOST = 44 };

static double flow[MOST * MOST], tariff[MOST * MOST], freeness[MOST * MOST];
static int member[ENT_TRADE_SAMPLED];

static void near(const char *what, double found, double expected, double slack)
{
  if (!(fabs(found - expected) <= slack)) fail_msg("%s: %.15g, expected %.15g", what, found, expected);
}

/* Sizes over two orders of magnitude, one pair in six without trade, most trade at home, deficits of a few percent of trade. */
static void make_world(int n, uint64_t seed)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      const uint64_t pair = (uint64_t)(i < j ? i * n + j : j * n + i);
      const double size = exp(3 * (ent_uniform(seed, (uint64_t)i, 1, 0) + ent_uniform(seed, (uint64_t)j, 1, 0)));
      const double share = 0.02 + 0.2 * ent_uniform(seed, pair, 2, 0) * ent_uniform(seed, pair, 3, 0);
      const bool none = i != j && ent_uniform(seed, pair, 4, 0) < 1.0 / 6;
      const double tilt = 0.95 + 0.1 * ent_uniform(seed, (uint64_t)(i * n + j), 6, 0);
      flow[i * n + j] = none ? 0 : size * (i == j ? 1 : tilt * share / n * 4);
      tariff[i * n + j] = i == j ? 0 : 0.3 * ent_uniform(seed, pair, 5, 0);
    }
}

static ent_trade *opened(int n, const double *rates, ent_trade_options options)
{
  const ent_trade_world world = {.n = n, .flow = flow, .tariff = rates};
  ent_trade *t = NULL;
  ent_error err = {.message = ""};
  if (ent_trade_open(&world, &options, &network_memory, &t, &err) != ENT_OK) fail_msg("%s", err.message);
  return t;
}

static ent_trade_coalitions *found(ent_trade *t, int target, int members, const ent_trade_coalitions_options *options)
{
  ent_trade_coalitions *c = NULL;
  ent_error err = {.message = ""};
  if (ent_trade_coalitions_find(t, target, member, members, options, &network_memory, &c, &err) != ENT_OK)
    fail_msg("%s", err.message);
  return c;
}

/* The loss of the target to one set, by a solution of its own. */
static double loss_of(ent_trade *t, int n, int target, int members, unsigned set, ent_trade_answer *a)
{
  for (int c = 0; c < n * n; c++) freeness[c] = 1;
  for (int m = 0; m < members; m++)
    if (set >> m & 1u) freeness[target * n + member[m]] = freeness[member[m] * n + target] = 0;
  assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.freeness = freeness}, a, NULL), ENT_OK);
  assert_true(a->certificate.holds);
  return 1 - a->real_wage[target];
}

/* Members are all economies but the target, from some place on, in no good order. */
static void choose(int n, int target, int members, int from)
{
  for (int m = 0, at = from; m < members; at += 3) {
    const int i = (at + at / n) % n;
    bool free = i != target;
    for (int k = 0; k < m; k++) free = free && member[k] != i;
    if (free) member[m++] = i;
  }
}

/* ---- all sets ---------------------------------------------------------------------------------------------------- */

/* Adds what each brings when those after `at` join in every possible order.  Returns how many orders. */
static int join_in_all_orders(const ent_trade_coalitions *c, int *order, int at, double *brings)
{
  if (at == c->members) {
    unsigned set = 0;
    for (int m = 0; m < c->members; m++) {
      brings[order[m]] += c->value[set | 1u << order[m]] - c->value[set];
      set |= 1u << order[m];
    }
    return 1;
  }
  int orders = 0;
  for (int m = at; m < c->members; m++) {
    const int first = order[at];
    order[at] = order[m];
    order[m] = first;
    orders += join_in_all_orders(c, order, at + 1, brings);
    order[m] = order[at];
    order[at] = first;
  }
  return orders;
}

/* The indices by their definitions: Shapley over all orders, Banzhaf over all sets of the others. */
static void check_indices(const ent_trade_coalitions *c)
{
  double brings[ENT_TRADE_MEMBERS] = {0};
  int order[ENT_TRADE_MEMBERS];
  for (int m = 0; m < c->members; m++) order[m] = m;
  const int orders = join_in_all_orders(c, order, 0, brings);
  const unsigned all = (1u << c->members) - 1;
  for (int m = 0; m < c->members; m++) {
    double banzhaf = 0;
    int sets = 0;
    for (unsigned set = 0; set <= all; set++) {
      if (set >> m & 1u) continue;
      banzhaf += c->value[set | 1u << m] - c->value[set];
      sets++;
    }
    near("shapley", c->shapley[m], brings[m] / orders, 1e-14);
    near("banzhaf", c->banzhaf[m], banzhaf / sets, 1e-14);
    near("alone", c->alone[m], c->value[1u << m] - c->value[0], 1e-15);
    near("last", c->last[m], c->value[all] - c->value[all & ~(1u << m)], 1e-15);
  }
}

/* Every set of random worlds: with deficits, balanced, with tariffs in force; the largest economy is target or member as well. */
static void test_random_worlds(void **state)
{
  (void)state;
  for (int w = 0; w < 24; w++) {
    const int n = 5 + w % 9, members = 1 + w % (n < 8 ? n - 3 : 7), target = w * 5 % n;
    const ent_trade_options options = {.theta = 2 + w % 5,
                                       .deficits = w % 3 == 1 ? ENT_TRADE_BALANCED : ENT_TRADE_ADDITIVE};
    make_world(n, (uint64_t)w);
    choose(n, target, members, w);
    ent_trade *const t = opened(n, w % 3 == 2 ? tariff : NULL, options);
    ent_trade_coalitions *const c = found(t, target, members, NULL);
    assert_true(c->holds && c->worst_market <= ENT_TRADE_GAP && c->samples == 0);
    assert_true(c->differ <= 1e-11 && c->again > (uint64_t)members);
    for (unsigned set = 0; set < 1u << members; set++) {
      ent_trade_answer a;
      near("value", c->value[set], loss_of(t, n, target, members, set, &a), 1e-11);
    }
    check_indices(c);
    ent_trade_coalitions_free(c, &network_memory);
    ent_trade_close(t);
  }
}

/* Enough sets for several blocks; one more member never helps the target (this is found, not assumed). */
static void test_blocks(void **state)
{
  (void)state;
  enum { N = 16, K = 13 };
  trade_table w = {0};
  assert_true(trade_read_long(ENT_TEST_SOURCE "/data/trade_2014.csv", "flow", NULL, &w) && w.n == N);
  memcpy(flow, w.flow, sizeof(double) * N * N);
  const int target = trade_find(&w, "RUS");
  choose(N, target, K, 2);
  ent_trade *const t = opened(N, NULL, (ent_trade_options){.theta = 4});
  ent_trade_coalitions *const c = found(t, target, K, NULL);
  assert_true(c->holds && c->sets == 1u << K && c->again >= K + 1 + 2 && c->differ <= 1e-11);
  for (unsigned set = 0; set < 1u << K; set++) {
    if (set % 97 == 0) {
      ent_trade_answer a;
      near("value", c->value[set], loss_of(t, N, target, K, set, &a), 1e-11);
    }
    for (unsigned m = 0; m < K; m++) assert_true(c->value[set | 1u << m] >= c->value[set] - 1e-12);
  }
  double sum = 0, made[N] = {0};
  for (int i = 0; i < N * N; i++) made[i / N] += flow[i];
  for (int m = 0; m < K; m++) {
    sum += c->shapley[m];
    assert_true(c->error[m] == 0);
    near("price", c->price[m] * c->shapley[m] * made[target], c->cost[m] * made[member[m]], 1e-12 * made[member[m]]);
  }
  near("sum", sum, c->all, 1e-13);
  assert_true(c->all < c->everyone);
  ent_trade_coalitions_free(c, &network_memory);
  ent_trade_close(t);
  trade_free(&w);
}

/* Sets that cut off the target, or an island that trades with nobody else, are solved by themselves. */
static void test_cut_off(void **state)
{
  (void)state;
  enum { N = 6, TARGET = 2, ISLAND = 4 };
  make_world(N, 3);
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      if (i != j) flow[i * N + j] = 1 + (i + 2 * j) % 5;
      if ((i == ISLAND) != (j == ISLAND) && i != TARGET && j != TARGET) flow[i * N + j] = 0;
    }
  for (int m = 0; m < N - 1; m++) member[m] = m + (m >= TARGET);
  ent_trade *const t = opened(N, NULL, (ent_trade_options){.theta = 4});
  ent_trade_coalitions *const c = found(t, TARGET, N - 1, NULL);
  assert_true(c->holds && c->again >= 16); /* the island is in half of the sets */
  for (unsigned set = 0; set < 1u << (N - 1); set++) {
    ent_trade_answer a;
    near("value", c->value[set], loss_of(t, N, TARGET, N - 1, set, &a), 1e-11);
  }
  near("everyone", c->everyone, c->all, 1e-11);
  ent_trade_coalitions_free(c, &network_memory);
  ent_trade_close(t);
}

/* A world in two parts is solved set by set. */
static void test_two_worlds(void **state)
{
  (void)state;
  enum { N = 6 };
  make_world(N, 8);
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++)
      if ((i < 3) != (j < 3))
        flow[i * N + j] = 0;
      else if (i != j)
        flow[i * N + j] = 2 + i + j;
  member[0] = 1;
  member[1] = 4;
  ent_trade *const t = opened(N, NULL, (ent_trade_options){.theta = 4});
  ent_trade_coalitions *const c = found(t, 0, 2, NULL);
  assert_true(c->holds && c->again >= 4);
  near("a stranger", c->shapley[1], 0, 1e-12);
  assert_true(c->shapley[0] > 1e-4);
  ent_trade_coalitions *none = NULL;
  ent_error err = {.message = ""};
  assert_int_equal(ent_trade_coalitions_find(t, 0, member, 2, &(ent_trade_coalitions_options){.samples = 8},
                                             &network_memory, &none, &err),
                   ENT_ARGUMENT);
  assert_non_null(strstr(err.message, "hangs together"));
  assert_null(none);
  ent_trade_coalitions_free(c, &network_memory);
  ent_trade_close(t);
}

/* ---- drawn orders ------------------------------------------------------------------------------------------------ */

static void compare_drawn(const ent_trade_coalitions *all, const ent_trade_coalitions *some)
{
  double sum = 0;
  int beyond = 0;
  assert_true(some->holds && !some->value && some->samples == 512 && some->sets == 512 * (uint64_t)some->members);
  assert_true(some->differ <= 1e-11 && some->worst_market <= ENT_TRADE_GAP);
  for (int m = 0; m < some->members; m++) {
    if (all->shapley[m] > 1e-9) /* those that trade with the target */
      assert_true(some->error[m] > 0 && some->error[m] < 0.01 * all->shapley[m]);
    else
      assert_true(isnan(some->price[m]) && isnan(all->price[m]));
    assert_true(isnan(some->banzhaf[m]));
    near("drawn", some->shapley[m], all->shapley[m], 4 * some->error[m] + 1e-12);
    beyond += fabs(some->shapley[m] - all->shapley[m]) > some->error[m];
    near("alone", some->alone[m], all->alone[m], 1e-11);
    near("last", some->last[m], all->last[m], 1e-11);
    near("cost", some->cost[m], all->cost[m], 1e-11);
    near("leaving", some->leaving[m], all->leaving[m], 1e-11);
    sum += some->shapley[m];
  }
  assert_true(beyond > 0); /* errors are not just large */
  near("sum", sum, some->all, 1e-12);
  near("all", some->all, all->all, 1e-11);
}

static void test_drawn(void **state)
{
  (void)state;
  for (int w = 0; w < 3; w++) {
    const int n = 18 + w, members = 9 + w;
    make_world(n, 40 + (uint64_t)w);
    choose(n, w, members, 1);
    ent_trade *const t = opened(n, w == 2 ? tariff : NULL, (ent_trade_options){.theta = 5});
    ent_trade_coalitions *const all = found(t, w, members, NULL);
    ent_trade_coalitions *const some = found(t, w, members, &(ent_trade_coalitions_options){.samples = 509, .seed = 7});
    compare_drawn(all, some);
    ent_trade_coalitions_free(all, &network_memory);
    ent_trade_coalitions_free(some, &network_memory);
    ent_trade_close(t);
  }
}

/* More members than can be enumerated, up to all others: two seeds agree; the default draws orders. */
static void test_many(void **state)
{
  (void)state;
  enum { N = 24, K = N - 1 };
  make_world(N, 77);
  choose(N, 5, K, 0);
  ent_trade *const t = opened(N, NULL, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_BALANCED});
  ent_trade_coalitions *const a = found(t, 5, K, NULL);
  ent_trade_coalitions *const b = found(t, 5, K, &(ent_trade_coalitions_options){.seed = 1, .samples = 256});
  assert_true(a->holds && b->holds && a->samples == 1024 && !a->value);
  near("everyone", a->everyone, a->all, 1e-11);
  double sum = 0, differ = 0;
  for (int m = 0; m < K; m++) {
    const double error = sqrt(a->error[m] * a->error[m] + b->error[m] * b->error[m]);
    near("two seeds", a->shapley[m], b->shapley[m], 4 * error + 1e-13);
    differ += fabs(a->shapley[m] - b->shapley[m]);
    sum += a->shapley[m];
  }
  assert_true(differ > 0);
  near("sum", sum, a->all, 1e-11);
  ent_trade_coalitions_free(a, &network_memory);
  ent_trade_coalitions_free(b, &network_memory);
  ent_trade_close(t);
}

/* One economy ten billion times as large as the rest, which pins their markets down to few digits: still each order sums to
 * what all together do, and who is alone gets all of it. */
static void test_drawn_beside_a_giant(void **state)
{
  (void)state;
  enum { N = 6, TARGET = 4 };
  static const double world[N * N] = {100,  4.6,  5.6, 14.6, 8.2,  10.5, 6.6,  100,  9.1,  0.05, 7.2,  1e12,
                                      10,   13.9, 100, 11.2, 14.1, 13.3, 14.9, 11.1, 1e12, 1e12, 1e12, 9.8,
                                      14.7, 6,    9.5, 13.2, 51.6, 4.8,  14.6, 15.6, 5,    0.02, 4.7,  25.9};
  memcpy(flow, world, sizeof world);
  ent_trade *const t = opened(N, NULL, (ent_trade_options){.theta = 5, .deficits = ENT_TRADE_BALANCED});
  for (int k = 1; k <= 3; k++) {
    double sum = 0;
    for (int m = 0; m < k; m++) member[m] = (int[]){0, 2, 5}[m];
    ent_trade_coalitions *const c = found(t, TARGET, k, &(ent_trade_coalitions_options){.samples = 8, .seed = 3});
    for (int m = 0; m < k; m++) sum += c->shapley[m];
    near("sum", sum, c->all, 1e-15);
    if (k == 1) near("alone", c->shapley[0], c->alone[0], 1e-15);
    ent_trade_coalitions_free(c, &network_memory);
  }
  ent_trade_close(t);
}

/* ---- who should join --------------------------------------------------------------------------------------------- */

static void test_join(void **state)
{
  (void)state;
  enum { N = 12, TARGET = 3, K = 4, C = 7 };
  int candidate[C], count = 0;
  ent_trade_joiner out[C];
  ent_trade_answer before, after;
  make_world(N, 12);
  choose(N, TARGET, K, 0);
  for (int i = 0; i < N; i++) {
    bool other = i != TARGET;
    for (int m = 0; m < K; m++) other = other && member[m] != i;
    if (other) candidate[count++] = i;
  }
  assert_int_equal(count, C);
  ent_trade *const t = opened(N, NULL, (ent_trade_options){.theta = 4});
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, K, candidate, C, &network_memory, out, NULL), ENT_OK);
  const double base = loss_of(t, N, TARGET, K, (1u << K) - 1, &before);
  double was[N], made[N] = {0};
  for (int i = 0; i < N; i++) {
    was[i] = before.real_wage[i];
    for (int j = 0; j < N; j++) made[i] += flow[i * N + j];
  }
  for (int c = 0; c < C; c++) {
    assert_true(c == 0 || out[c].adds <= out[c - 1].adds);
    member[K] = out[c].economy;
    near("adds", out[c].adds, loss_of(t, N, TARGET, K + 1, (1u << (K + 1)) - 1, &after) - base, 1e-11);
    near("cost", out[c].cost, 1 - after.real_wage[out[c].economy] / was[out[c].economy], 1e-11);
    near("price", out[c].price, out[c].cost * made[out[c].economy] / (out[c].adds * made[TARGET]), 1e-9);
  }
  /* Who does not trade with the target adds nothing by joining, and has no price. */
  flow[TARGET * N + candidate[2]] = flow[candidate[2] * N + TARGET] = 0;
  flow[TARGET * N + candidate[5]] = flow[candidate[5] * N + TARGET] = 0;
  ent_trade *const u = opened(N, NULL, (ent_trade_options){.theta = 4});
  assert_int_equal(ent_trade_coalitions_join(u, TARGET, member, K, candidate, C, &network_memory, out, NULL), ENT_OK);
  for (int c = 0; c < C; c++) {
    const bool stranger = out[c].economy == candidate[2] || out[c].economy == candidate[5];
    assert_true(isnan(out[c].price) == stranger && (!stranger || fabs(out[c].adds) < 1e-12));
  }
  ent_trade_close(u);
  const int taken[] = {member[0]}, twice[] = {candidate[0], candidate[0]}, far[] = {N}, self[] = {TARGET};
  ent_error err = {.message = ""};
  out[0].economy = -7;
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, K, taken, 1, &network_memory, out, &err), ENT_ARGUMENT);
  assert_non_null(strstr(err.message, "a member already"));
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, K, twice, 2, &network_memory, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, K, far, 1, &network_memory, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, K, self, 1, &network_memory, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, K, NULL, 1, &network_memory, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, K, far, 0, &network_memory, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_join(t, TARGET, member, 0, candidate, 1, &network_memory, out, NULL),
                   ENT_ARGUMENT);
  assert_int_equal(ent_trade_coalitions_join(NULL, TARGET, member, K, candidate, 1, &network_memory, out, NULL),
                   ENT_ARGUMENT);
  assert_int_equal(out[0].economy, -7);
  ent_trade_close(t);
}

/* ---- stopping, refusing ------------------------------------------------------------------------------------------ */

static bool stop_second(void *ctx, uint64_t done, uint64_t blocks, const void *unused)
{
  (void)unused;
  *(uint64_t *)ctx = done;
  return done < 2 && done <= blocks;
}

static void test_stopped(void **state)
{
  (void)state;
  enum { N = 20, K = 13 };
  make_world(N, 5);
  choose(N, 0, K, 1);
  ent_trade *const t = opened(N, NULL, (ent_trade_options){.theta = 4});
  ent_trade_coalitions *c = NULL;
  uint64_t done = 0;
  ent_trade_coalitions_options how = {.progress = stop_second, .progress_ctx = &done};
  assert_int_equal(ent_trade_coalitions_find(t, 0, member, K, &how, &network_memory, &c, NULL), ENT_CANCELLED);
  assert_true(done == 2 && !c);
  how.samples = 64;
  assert_int_equal(ent_trade_coalitions_find(t, 0, member, K, &how, &network_memory, &c, NULL), ENT_CANCELLED);
  assert_true(done == 2 && !c);
  how = (ent_trade_coalitions_options){.samples = UINT64_MAX};
  assert_int_equal(ent_trade_coalitions_find(t, 0, member, K, &how, &network_memory, &c, NULL), ENT_ARGUMENT);
  for (int m = 0; m < ENT_TRADE_SAMPLED; m++) member[m] = 1;
  assert_int_equal(ent_trade_coalitions_find(t, 0, member, ENT_TRADE_SAMPLED, NULL, &network_memory, &c, NULL),
                   ENT_ARGUMENT);
  assert_null(c);
  ent_trade_close(t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_random_worlds), cmocka_unit_test(test_blocks),  cmocka_unit_test(test_cut_off),
    cmocka_unit_test(test_two_worlds),    cmocka_unit_test(test_drawn),   cmocka_unit_test(test_many),
    cmocka_unit_test(test_join),          cmocka_unit_test(test_stopped), cmocka_unit_test(test_drawn_beside_a_giant)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
