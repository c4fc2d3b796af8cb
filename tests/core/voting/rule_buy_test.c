/* The cheapest ways to a yes: the worked example, brute force over all sets, the EU Council, ties, limits and refusals. */
#include "rules.h"

#include "entente/paths.h"

static const ent_allocator memory = {plain_resize, NULL};

static void near(double got, double want, double within)
{
  if (!(fabs(got - want) <= within)) fail_msg("%.17g is not %.17g", got, want);
}

static ent_purchases buy(const ent_rule *rule, const double *price, const ent_set *silent, int wanted)
{
  ent_purchases found;
  assert_int_equal(ent_rule_buy(rule, price, silent, wanted, 0, &memory, &found, NULL), ENT_OK);
  assert_true(found.proved);
  return found;
}

/* Nine members, quota 90; M2 and M8 vote yes anyway (worked example of docs/method/voting.md). */
static void test_worked_example(void **state)
{
  (void)state;
  static const int64_t weight[9] = {29, 29, 27, 14, 12, 10, 7, 4, 3};
  static const double price[9] = {9, 7.5, 0, 4, 2, 2.5, 1, 0.8, 0};
  static const char *const names[9] = {"M0", "M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8"}, *const column[1] = {
                                                                                                "votes"};
  const ent_roll roll = {9, names, 1, column, weight};
  ent_rule *const rule = rule_of("votes >= 90", &roll);
  const ent_purchases found = buy(rule, price, NULL, 6);
  near(found.way[0].cost, 13.8, 1e-14);
  assert_true(found.way[0].paid.word[0] == (1U << 1 | 1U << 4 | 1U << 5 | 1U << 6 | 1U << 7));
  assert_int_equal(found.found, 6);
  near(found.bound, 13.8, 1e-14);
  ent_rule_free(rule);
}

typedef struct brute_way {
  unsigned set;
  double cost;
} brute_way;

/* All minimal sets, cheapest first. */
static int brute(const forest *f, const double *price, unsigned silent, brute_way *way)
{
  const int n = f->club->members;
  unsigned sale = 0, free = 0;
  int found = 0;
  for (int m = 0; m < n; m++) {
    if (price[m] == 0) free |= 1U << m;
    if (price[m] > 0 && price[m] < INFINITY) sale |= 1U << m;
  }
  for (unsigned set = 0; set < 1U << n; set++) {
    if ((set & ~sale) != 0) continue;
    bool minimal = forest_wins(f, set | free, silent & ~(set | free));
    for (int m = 0; m < n && minimal; m++)
      if (set >> m & 1U) {
        const unsigned less = (set & ~(1U << m)) | free;
        minimal = !forest_wins(f, less, silent & ~less);
      }
    if (!minimal) continue;
    double cost = 0;
    for (int m = 0; m < n; m++)
      if (set >> m & 1U) cost += price[m];
    int at = found++;
    for (; at > 0 && way[at - 1].cost > cost; at--) way[at] = way[at - 1];
    way[at] = (brute_way){set, cost};
  }
  return found;
}

static void test_against_all_sets(void **state)
{
  (void)state;
  static brute_way way[1024];
  uint64_t seed = 21;
  for (int round = 0; round < 3000; round++) {
    club c;
    forest f;
    double price[10];
    club_open(&c, 1 + below(&seed, 10), &seed, 9);
    ent_rule *const rule = forest_grow(&f, &c, &seed, true);
    for (int m = 0; m < c.members; m++) price[m] = below(&seed, 9) == 0 ? INFINITY : below(&seed, 12) / 4.0;
    const unsigned hush = (unsigned)chance(&seed) & ((1U << c.members) - 1);
    unsigned willing = 0;
    for (int m = 0; m < c.members; m++) willing |= price[m] == 0 ? 1U << m : 0;
    const ent_set silent = set_of(hush & ~willing);
    const int all = brute(&f, price, hush, way), wanted = 1 + below(&seed, ENT_PURCHASES_MAX);
    const ent_purchases got = buy(rule, price, &silent, wanted);
    assert_int_equal(got.found, all < wanted ? all : wanted);
    for (int i = 0; i < got.found; i++) {
      near(got.way[i].cost, way[i].cost, 0);
      int k = 0; /* it is one of the minimal sets of that cost */
      while (k < all && (way[k].set != got.way[i].paid.word[0])) k++;
      assert_true(k < all && way[k].cost == got.way[i].cost);
      for (int j = 0; j < i; j++) assert_true(got.way[j].paid.word[0] != got.way[i].paid.word[0]);
    }
    ent_rule_free(rule);
  }
}

/* 27 members that all ask the same: no bound tells them apart, and yet the search ends. */
static void test_ties(void **state)
{
  (void)state;
  static const char *names[27];
  static char text[27][8];
  static int64_t pop[27];
  double price[27];
  for (int m = 0; m < 27; m++) {
    snprintf(text[m], sizeof text[m], "S%d", m);
    names[m] = text[m];
    pop[m] = 1000;
    price[m] = 1;
  }
  static const char *const column[1] = {"pop"};
  const ent_roll roll = {27, names, 1, column, pop};
  ent_rule *const rule = rule_of("eu_council(pop)", &roll);
  const ent_purchases found = buy(rule, price, NULL, 6);
  assert_int_equal(found.found, 6);
  for (int i = 0; i < 6; i++) near(found.way[i].cost, 18, 0); /* 65 % of 27 */
  assert_true(found.steps < 100000);
  ent_purchases short_of;
  for (int m = 0; m < 27; m++) price[m] = 1 + m % 7 * 0.37 + m * 0.011;
  assert_int_equal(ent_rule_buy(rule, price, NULL, 6, 5, &memory, &short_of, NULL), ENT_OK);
  assert_false(short_of.proved);
  assert_true(short_of.bound <= buy(rule, price, NULL, 1).way[0].cost);
  ent_rule_free(rule);
}

static void test_ends(void **state)
{
  (void)state;
  static const char *const names[3] = {"A", "B", "C"};
  const ent_roll roll = plain_roll(3, names);
  ent_rule *const rule = rule_of("consensus", &roll);
  const double all[3] = {0, 0, 0}, never[3] = {1, INFINITY, 0}, bad[3] = {1, -1, 0}, nan[3] = {1, NAN, 0};
  ent_purchases found = buy(rule, all, NULL, 3);
  assert_int_equal(found.found, 1);
  assert_int_equal(found.way[0].members, 0);
  assert_int_equal(buy(rule, never, NULL, 3).found, 0);
  ent_error err;
  found.found = 77;
  assert_int_equal(ent_rule_buy(rule, bad, NULL, 3, 0, &memory, &found, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "B");
  assert_int_equal(ent_rule_buy(rule, nan, NULL, 3, 0, &memory, &found, &err), ENT_ARGUMENT);
  assert_int_equal(ent_rule_buy(rule, all, NULL, 0, 0, &memory, &found, &err), ENT_ARGUMENT);
  assert_int_equal(ent_rule_buy(rule, all, NULL, ENT_PURCHASES_MAX + 1, 0, &memory, &found, &err), ENT_ARGUMENT);
  assert_int_equal(found.found, 77);
  for (long k = 0;; k++) {
    flaky f;
    const ent_allocator from = flaky_open(&f, k, k % 2 == 0);
    const ent_status status = ent_rule_buy(rule, never, NULL, 3, 0, &from, &found, &err);
    assert_true(flaky_clean(&f));
    if (status == ENT_OK) break;
    assert_int_equal(status, ENT_NOMEM);
  }
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_worked_example), cmocka_unit_test(test_against_all_sets),
                                     cmocka_unit_test(test_ties), cmocka_unit_test(test_ends)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
