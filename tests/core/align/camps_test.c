/* More than two camps: against all partitions of small networks, bounds on larger ones, refusals. */
#include "networks.h"

#include "entente/balance_indices.h"

static ent_camps camps_of(const ent_ties *ties, const ent_camps_options *o, int32_t *camp)
{
  ent_camps c;
  ent_error err;
  if (ent_balance_camps(ties, o, &network_memory, camp, &c, &err) != ENT_OK) fail_msg("%s", err.message);
  int64_t weight = ties->cancelled;
  for (int32_t e = 0; e < ties->m; e++) {
    const int64_t w = ties->weight[e];
    if ((w < 0) == (camp[ties->tail[e]] == camp[ties->head[e]])) weight += w < 0 ? -w : w;
  }
  assert_true(weight == c.upper && c.lower <= c.upper && c.proved == (c.lower == c.upper));
  int32_t used = 0;
  for (int32_t v = 0; v < ties->n; v++) {
    assert_true(camp[v] >= 0 && camp[v] <= used);
    used += camp[v] == used;
  }
  assert_int_equal(used, c.used);
  return c;
}

/* All partitions into at most k camps, by restricted growth. */
static int64_t brute(const ent_ties *ties, int32_t *camp, int32_t v, int32_t used, int32_t most)
{
  if (v == ties->n) {
    int64_t sum = 0;
    for (int32_t e = 0; e < ties->m; e++) {
      const int64_t w = ties->weight[e];
      if ((w < 0) == (camp[ties->tail[e]] == camp[ties->head[e]])) sum += w < 0 ? -w : w;
    }
    return sum;
  }
  int64_t best = INT64_MAX;
  for (int32_t c = 0; c <= used && c < most; c++) {
    camp[v] = c;
    const int64_t here = brute(ties, camp, v + 1, c == used ? used + 1 : used, most);
    best = here < best ? here : best;
  }
  return best;
}

static void all_partitions(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 150; seed++) {
    const int n = 1 + (int)(seed % 8);
    ent_ties *const ties = network_random(seed, n, seed % 2 ? 1 : 0.6, 0.5, seed % 3 ? 1 : 5);
    for (int32_t k = 0; k <= 4; k++) {
      int32_t camp[8], scratch[8];
      const ent_camps_options o = {.camps = k, .starts = 1}; /* a poor search: the cases have to find it */
      const ent_camps c = camps_of(ties, &o, camp);
      assert_true(c.proved && (k == 0 || c.used <= k));
      assert_int_equal(c.upper, brute(ties, scratch, 0, 0, k ? k : n));
    }
    ent_ties_free(ties);
  }
}

/* Cases cut short leave an honest interval around what more cases prove. */
static void interval_holds(void **state)
{
  (void)state;
  for (uint64_t seed = 0; seed < 12; seed++) {
    int32_t camp[14];
    ent_ties *const ties = network_random(seed, 14, 0.9, 0.5, 3);
    const ent_camps whole = camps_of(ties, NULL, camp);
    const ent_camps_options few = {.cases = 20, .starts = 2};
    const ent_camps cut = camps_of(ties, &few, camp);
    assert_true(whole.proved && cut.cases <= 20);
    assert_true(cut.lower <= whole.upper && whole.upper <= cut.upper);
    ent_ties_free(ties);
  }
}

/* Five camps of twelve that are hostile to one another cost nothing, and it is proven beyond the cases' range. */
static void many_camps_without_frustration(void **state)
{
  (void)state;
  ent_ties *const plain = network_random(3, 60, 0.6, 0, 1);
  int64_t weight[NETWORK_TIES];
  int32_t camp[60];
  for (int32_t e = 0; e < plain->m; e++) weight[e] = plain->tail[e] / 12 == plain->head[e] / 12 ? 1 : -1;
  ent_ties *const ties = network_make(plain->n, plain->m, plain->tail, plain->head, weight);
  ent_camps c = camps_of(ties, NULL, camp);
  assert_true(c.proved && c.upper == 0 && c.used == 5);
  const ent_camps_options two = {.camps = 2};
  c = camps_of(ties, &two, camp);
  assert_true(c.used <= 2 && c.upper > 0 && c.lower == 0); /* a bound for any number of camps */
  ent_ties_free(ties);
  ent_ties_free(plain);
}

/* Read's tribes: seven frustrated ties with two camps, two with three (all but the +++- of two triangles). */
static void tribes_in_three_camps(void **state)
{
  (void)state;
  int32_t camp[16];
  ent_ties *const ties = network_read(ENT_TEST_PUBLISHED "/align_tribes.csv");
  assert_non_null(ties);
  const ent_camps_options two = {.camps = 2}, three = {.camps = 3};
  const ent_camps pair = camps_of(ties, &two, camp), trio = camps_of(ties, &three, camp);
  assert_true(pair.proved && pair.upper == 7);
  assert_true(trio.proved && trio.upper == 2);
  ent_ties_free(ties);
}

static void refusals(void **state)
{
  (void)state;
  int32_t camp[1];
  ent_camps c;
  ent_error err;
  ent_ties *const none = network_make(0, 0, NULL, NULL, NULL), *const one = network_make(1, 0, NULL, NULL, NULL);
  const ent_camps_options minus = {.camps = -1}, starts = {.starts = -1};
  assert_int_equal(ent_balance_camps(none, NULL, &network_memory, camp, &c, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_camps(one, &minus, &network_memory, camp, &c, &err), ENT_ARGUMENT);
  assert_int_equal(ent_balance_camps(one, &starts, &network_memory, camp, &c, &err), ENT_ARGUMENT);
  c = camps_of(one, NULL, camp);
  assert_true(c.proved && c.upper == 0 && c.used == 1);
  ent_ties_free(none);
  ent_ties_free(one);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(all_partitions),
    cmocka_unit_test(interval_holds),
    cmocka_unit_test(many_camps_without_frustration),
    cmocka_unit_test(tribes_in_three_camps),
    cmocka_unit_test(refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
