/* nulls_test.c - are the p-values of shuffled signs those of all ways to deal them out, and honest where a null stays open? */
#include "networks.h"

#include "entente/balance_indices.h"

#define NULLS 3000

static int64_t brute(const ent_ties *t)
{
  int64_t best = INT64_MAX;
  for (unsigned code = 0; code < 1u << (t->n - 1); code++) {
    int8_t camp[16];
    for (int32_t v = 0; v < t->n; v++) camp[v] = (code >> v & 1u) ? -1 : 1;
    const int64_t f = ent_ties_frustration(t, camp);
    best = f < best ? f : best;
  }
  return best + t->cancelled;
}

static ent_balance_bounds own_of(const ent_ties *t)
{
  ent_balance *b = NULL;
  assert_int_equal(ent_balance_solve(t, NULL, &network_memory, &b, NULL), ENT_OK);
  const ent_balance_bounds own = {b->lower, b->upper, b->proved};
  ent_balance_free(b);
  return own;
}

/* Shares of all ways to place the hostile signs that frustrate as little or less, as much or more; and the mean. */
typedef struct truth {
  double calm, tense, mean;
} truth;

static truth all_deals(const ent_ties *t, int64_t own)
{
  int64_t weight[16];
  ent_ties dealt = *t;
  truth out = {0};
  int hostile = 0;
  double ways = 0;
  dealt.weight = weight;
  for (int32_t e = 0; e < t->m; e++) hostile += t->weight[e] < 0;
  for (unsigned code = 0; code < 1u << t->m; code++) {
    int minus = 0;
    for (int32_t e = 0; e < t->m; e++) {
      minus += (int)(code >> e & 1u);
      weight[e] = (code >> e & 1u) ? -llabs(t->weight[e]) : llabs(t->weight[e]);
    }
    if (minus != hostile) continue;
    const int64_t index = brute(&dealt);
    ways++;
    out.calm += index <= own;
    out.tense += index >= own;
    out.mean += (double)index;
  }
  return (truth){out.calm / ways, out.tense / ways, out.mean / ways};
}

/* Within 4.5 standard errors of a share p in NULLS numbers, and the one that the network itself adds. */
static void near_share(double found, double p)
{
  assert_true(fabs(found - p) <= 4.5 * sqrt(p * (1 - p) / NULLS) + 2.0 / NULLS);
}

static void test_all_deals_of_small_networks(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 6; seed++) {
    ent_ties *const t = network_random(seed + 40, 6, 0.75, 0.45, seed % 2 ? 3 : 1);
    static ent_balance_bounds index[NULLS];
    const ent_balance_bounds own = own_of(t);
    assert_true(t->m <= 15);
    const truth all = all_deals(t, own.upper);
    const ent_nulls_options how = {.nulls = NULLS, .seed = seed};
    ent_nulls n;
    assert_int_equal(ent_balance_nulls(t, &own, &how, &network_memory, index, &n, NULL), ENT_OK);
    assert_true(n.nulls == NULLS && n.proved == NULLS && !n.stopped);
    assert_true(n.calm_low == n.calm_high && n.tense_low == n.tense_high && n.mean_lower == n.mean_upper);
    near_share(n.calm_low, all.calm);
    near_share(n.tense_low, all.tense);
    assert_true(fabs(n.mean_lower - all.mean) < 4.5 * (double)(n.most - n.least) / 2 / sqrt(NULLS) + 1e-12);
    int64_t least = INT64_MAX, most = 0;
    int calm = 0;
    for (int k = 0; k < NULLS; k++) {
      least = index[k].lower < least ? index[k].lower : least;
      most = index[k].upper > most ? index[k].upper : most;
      calm += index[k].upper <= own.upper;
    }
    assert_true(least == n.least && most == n.most);
    assert_true(fabs(n.calm_low - (calm + 1.0) / (NULLS + 1.0)) < 1e-15);
    ent_ties_free(t);
  }
}

/* One sign only: every deal is the network itself. */
static void test_nothing_to_deal(void **state)
{
  (void)state;
  for (int hostile = 0; hostile < 2; hostile++) {
    ent_ties *const t = network_random(3, 9, 0.6, hostile, 2);
    const ent_balance_bounds own = own_of(t);
    const ent_nulls_options how = {.nulls = 20};
    ent_balance_bounds index[20];
    ent_nulls n;
    assert_int_equal(ent_balance_nulls(t, &own, &how, &network_memory, index, &n, NULL), ENT_OK);
    for (int k = 0; k < 20; k++) assert_true(index[k].lower == own.lower && index[k].upper == own.upper);
    assert_true(n.calm_low == 1 && n.calm_high == 1 && n.tense_low == 1 && n.tense_high == 1);
    ent_ties_free(t);
  }
}

/* Signs at random among 26 actors, little patience: open nulls make open p-values, which hold the closed ones. */
static void test_open_nulls(void **state)
{
  (void)state;
  ent_ties *const t = network_random(11, 26, 0.6, 0.5, 1);
  const ent_balance_bounds own = own_of(t);
  ent_nulls_options how = {.nulls = 30, .seed = 5};
  ent_balance_bounds full[30], quick[30];
  ent_nulls all, some, placed;
  assert_int_equal(ent_balance_nulls(t, &own, &how, &network_memory, full, &all, NULL), ENT_OK);
  assert_int_equal(all.proved, 30);
  how.pauses = 1;
  how.cases = -1;
  how.no_lp = true;
  assert_int_equal(ent_balance_nulls(t, &own, &how, &network_memory, quick, &some, NULL), ENT_OK);
  assert_true(some.proved < 30);
  for (int k = 0; k < 30; k++) assert_true(quick[k].lower <= full[k].lower && full[k].upper <= quick[k].upper);
  assert_true(some.calm_low <= all.calm_low && all.calm_high <= some.calm_high && some.calm_low < some.calm_high);
  assert_true(some.tense_low <= all.tense_low && all.tense_high <= some.tense_high);
  assert_true(some.mean_lower <= all.mean_lower && all.mean_upper <= some.mean_upper);
  how = (ent_nulls_options){.nulls = 30, .seed = 5, .place_only = true};
  assert_int_equal(ent_balance_nulls(t, &own, &how, &network_memory, NULL, &placed, NULL), ENT_OK);
  assert_true(placed.calm_low == all.calm_low && placed.calm_high == all.calm_high);
  assert_true(placed.tense_low == all.tense_low && placed.tense_high == all.tense_high);
  ent_ties_free(t);
}

typedef struct stopper {
  uint64_t after;
} stopper;

static bool step(void *ctx, uint64_t done, uint64_t nulls)
{
  assert_true(done <= nulls);
  return done < ((const stopper *)ctx)->after;
}

static void test_more_nulls_keep_the_first(void **state)
{
  (void)state;
  ent_ties *const t = network_random(21, 12, 0.7, 0.4, 2);
  const ent_balance_bounds own = own_of(t);
  ent_balance_bounds few[7], many[40];
  ent_nulls a, b, c = {.nulls = 99};
  stopper stop = {7};
  const ent_nulls_options short_one = {.nulls = 7, .seed = 2},
                          stopped = {.nulls = 40, .seed = 2, .progress = step, .progress_ctx = &stop};
  assert_int_equal(ent_balance_nulls(t, &own, &short_one, &network_memory, few, &a, NULL), ENT_OK);
  assert_int_equal(ent_balance_nulls(t, &own, &stopped, &network_memory, many, &b, NULL), ENT_OK);
  assert_true(b.stopped && b.nulls == 7 && a.calm_low == b.calm_low && a.mean_lower == b.mean_lower);
  for (int k = 0; k < 7; k++) assert_true(few[k].lower == many[k].lower && few[k].upper == many[k].upper);
  const ent_nulls_options other = {.nulls = 40, .seed = 3};
  assert_int_equal(ent_balance_nulls(t, &own, &other, &network_memory, many, &c, NULL), ENT_OK);
  bool differs = false;
  for (int k = 0; k < 7; k++) differs = differs || few[k].lower != many[k].lower;
  assert_true(differs);
  ent_ties_free(t);
}

static void test_the_tribes_are_far_from_chance(void **state)
{
  (void)state;
  ent_ties *const t = network_read(ENT_TEST_PUBLISHED "/balance_tribes.csv");
  assert_non_null(t);
  const ent_balance_bounds own = own_of(t);
  const ent_nulls_options how = {.nulls = 99, .seed = 1};
  ent_nulls n;
  assert_int_equal(own.upper, 7);
  assert_int_equal(ent_balance_nulls(t, &own, &how, &network_memory, NULL, &n, NULL), ENT_OK);
  assert_true(n.calm_high == 0.01 && n.tense_low == 1 && n.least > 7);
  ent_ties_free(t);
}

static void test_what_is_refused(void **state)
{
  (void)state;
  ent_ties *const t = network_random(1, 5, 1, 0.5, 1);
  const ent_balance_bounds own = {1, 1, true}, wrong = {2, 1, false};
  const ent_nulls_options none = {.nulls = 0}, many = {.nulls = 1000001}, one = {.nulls = 1};
  ent_nulls n = {.nulls = 77};
  ent_error err;
  assert_int_equal(ent_balance_nulls(t, &own, &none, &network_memory, NULL, &n, &err), ENT_ARGUMENT);
  assert_string_equal(err.message, "Nulls are a number from 1 to 1,000,000.");
  assert_int_equal(ent_balance_nulls(t, &own, &many, &network_memory, NULL, &n, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_nulls(t, &wrong, &one, &network_memory, NULL, &n, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_nulls(NULL, &own, &one, &network_memory, NULL, &n, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_nulls(t, NULL, &one, &network_memory, NULL, &n, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_nulls(t, &own, NULL, &network_memory, NULL, &n, &err), ENT_ARGUMENT);
  assert_int_equal(n.nulls, 77);
  ent_ties_free(t);
}

/* No tie, one tie: the network is its only deal. */
static void test_hardly_a_network(void **state)
{
  (void)state;
  const int32_t tail = 0, head = 1;
  const int64_t weight = -3;
  for (int m = 0; m < 2; m++) {
    ent_ties *const t = network_make(2, m, &tail, &head, &weight);
    const ent_balance_bounds own = own_of(t);
    const ent_nulls_options how = {.nulls = 4};
    ent_nulls n;
    assert_int_equal(ent_balance_nulls(t, &own, &how, &network_memory, NULL, &n, NULL), ENT_OK);
    assert_true(n.calm_low == 1 && n.tense_high == 1 && n.most == 0);
    ent_ties_free(t);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_all_deals_of_small_networks),
    cmocka_unit_test(test_nothing_to_deal),
    cmocka_unit_test(test_open_nulls),
    cmocka_unit_test(test_more_nulls_keep_the_first),
    cmocka_unit_test(test_the_tribes_are_far_from_chance),
    cmocka_unit_test(test_what_is_refused),
    cmocka_unit_test(test_hardly_a_network),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
