/* Do the theorems hold: sums, duals, dummies, vetoes, order, relabelling, beliefs, unions? */
#include "games.h"

#define GAMES 1500

static ent_power *wanted(const ent_game *game, unsigned what)
{
  const ent_power_options options = {.wanted = what};
  return power_of(game, &options);
}

static void verification_holds_and_can_fail(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 51;
  const ent_allocator memory = plain_memory();
  for (int round = 0; round < GAMES; round++) {
    ent_game *game = random_game(&seed, 1 + below(&seed, 10), &b);
    ent_power *p = wanted(game, ENT_POWER_BANZHAF | ENT_POWER_EXACT);
    ent_power_verdict v;
    assert_int_equal(ent_power_verify(game, p, NULL, &memory, &v, NULL), ENT_OK);
    for (int c = 0; c < ENT_CHECKS; c++)
      if (v.check[c] != ENT_CHECK_HOLDS &&
          !(c == ENT_CHECK_ORDER && v.check[c] == ENT_CHECK_SKIPPED)) /* nobody outweighs */
        fail_msg("%s: member %d", ent_check_text((ent_check)c), v.member);
    assert_true(v.holds && v.member == -1 && v.second != ENT_ENGINE_AUTO && v.second != p->plan.engine);

    /* One swing too many for one member is found by the second count, and by parity. */
    const char **const swings = (const char **)(uintptr_t)p->swings;
    const int m = below(&seed, b.n);
    char more[32];
    snprintf(more, sizeof more, "%llu", (unsigned long long)b.swings[m] + 1);
    swings[m] = more;
    assert_int_equal(ent_power_verify(game, p, NULL, &memory, &v, NULL), ENT_OK);
    assert_true(!v.holds && v.check[ENT_CHECK_SECOND_ENGINE] == ENT_CHECK_FAILS);
    assert_true(v.check[ENT_CHECK_PARITY] == ENT_CHECK_FAILS);
    snprintf(more, sizeof more, "%llu", (unsigned long long)b.swings[m]);

    /* So are shares that are too large. */
    double *const shares = (double *)(uintptr_t)p->banzhaf_share;
    shares[m] += 1e-6;
    assert_int_equal(ent_power_verify(game, p, NULL, &memory, &v, NULL), ENT_OK);
    assert_true(v.check[ENT_CHECK_SHARES] == ENT_CHECK_FAILS);
    shares[m] -= 1e-6;

    /* So is a wrong digit of a fraction. */
    const char **const numerators = (const char **)(uintptr_t)p->shapley_numerator;
    numerators[m] = "7";
    assert_int_equal(ent_power_verify(game, p, NULL, &memory, &v, NULL), ENT_OK);
    assert_true((v.check[ENT_CHECK_NUMERATORS] == ENT_CHECK_FAILS) == (b.numerator[m] != 7));
    ent_power_free(p);
    ent_game_free(game);
  }
}

/* A game and its dual: the same swings and indices, and every coalition wins in just one of (S, dual of the others). */
static void duals(void **state)
{
  (void)state;
  uint64_t seed = 52;
  for (int round = 0; round < 400; round++) {
    club c;
    forest f;
    club_open(&c, 2 + below(&seed, 9), &seed, 20);
    ent_rule *rule = forest_grow(&f, &c, &seed, false);
    char text[ENT_RULE_TEXT_MAX + 16];
    snprintf(text, sizeof text, "dual(%s)", f.text);
    ent_game *game = game_of(f.text, &c.roll), *dual = game_of(text, &c.roll);
    ent_power *p = power_of(game, NULL), *q = power_of(dual, NULL);
    for (int m = 0; m < c.members; m++) {
      assert_string_equal(p->swings[m], q->swings[m]);
      assert_close(p->shapley[m], q->shapley[m], 1e-14);
      assert_close(p->prevent[m], q->initiate[m], 1e-15);
    }
    assert_close(p->act + q->act, 1, 1e-15);
    ent_power_free(p);
    ent_power_free(q);
    ent_game_free(game);
    ent_game_free(dual);
    ent_rule_free(rule);
  }
}

/* Members without weight double the swings and change no index; members in another order carry theirs along. */
static void dummies_and_order(void **state)
{
  (void)state;
  uint64_t seed = 53;
  for (int round = 0; round < 300; round++) {
    int64_t weight[40], mixed[42], total = 0;
    const int n = 25 + below(&seed, 15);
    for (int i = 0; i < n; i++) total += weight[i] = 1 + below(&seed, 30);
    const int64_t quota = 1 + below(&seed, (int)total);
    int at[40];
    for (int i = 0; i < n; i++) at[i] = (i * 7 + round) % n; /* a permutation unless 7 divides n */
    if (n % 7 == 0) continue;
    for (int i = 0; i < n + 2; i++) mixed[i] = 0;
    for (int i = 0; i < n; i++) mixed[at[i] + (at[i] > 3)] = weight[i]; /* nobody sits at 4 and at the end */
    ent_game *game = weights_of(n, weight, quota), *wide = weights_of(n + 2, mixed, quota);
    ent_power *p = wanted(game, ENT_POWER_BANZHAF | ENT_POWER_EXACT);
    ent_power *q = wanted(wide, ENT_POWER_BANZHAF | ENT_POWER_EXACT);
    for (int i = 0; i < n; i++) {
      const int j = at[i] + (at[i] > 3);
      assert_true(p->banzhaf[i] == q->banzhaf[j] && p->banzhaf_share[i] == q->banzhaf_share[j]);
      assert_close(p->shapley[i], q->shapley[j], 4e-16);
      assert_true(strtoull(q->swings[j], NULL, 10) == 4 * strtoull(p->swings[i], NULL, 10));
    }
    assert_string_equal(q->swings[4], "0");
    assert_string_equal(q->shapley_numerator[n + 1], "0");
    assert_true(q->shapley[4] == 0 && p->act == q->act);
    ent_power_free(p);
    ent_power_free(q);
    ent_game_free(game);
    ent_game_free(wide);
  }
}

/* Unanimity: 1/n each, one swing each; a dictator has everything; vetoes beside a weight swing every winning coalition. */
static void vetoes(void **state)
{
  (void)state;
  static int64_t ones[1000];
  for (int i = 0; i < 1000; i++) ones[i] = 1;
  for (int n = 1; n <= 1000; n += n < 20 ? 1 : 140) {
    ent_game *game = weights_of(n, ones, n);
    ent_power *p = power_of(game, NULL);
    for (int i = 0; i < n; i++) {
      assert_string_equal(p->swings[i], "1");
      assert_close(p->shapley[i], 1.0 / n, 1e-15);
    }
    assert_string_equal(p->winning, "1");
    ent_power_free(p);
    ent_game_free(game);
  }
  const char *const name[] = {"A", "B", "C", "D", "E"}, *const column[] = {"votes"};
  const int64_t votes[] = {5, 4, 3, 2, 1};
  const ent_roll roll = {5, name, 1, column, votes};
  ent_game *game = game_of("votes >= 8 and veto(B, E)", &roll);
  assert_true(game->single && game->vetoes == 2);
  for (int e = ENT_ENGINE_AUTO; e < ENT_ENGINES; e++) {
    const ent_power_options options = {.engine = (ent_engine)e};
    ent_power *p = power_of(game, &options);
    assert_string_equal(p->winning, "6"); /* B, E and of A, C, D what weighs 3: A, C, AC, AD, CD, ACD */
    assert_string_equal(p->swings[1], "6");
    assert_string_equal(p->swings[4], "6");
    assert_string_equal(p->swings[0], "2");
    assert_string_equal(p->swings[2], "2");
    assert_string_equal(p->swings[3], "0");
    ent_power_free(p);
  }
  ent_game_free(game);
}

/* ---- beliefs ---- */

static double binomial(int n, int k)
{
  double c = 1;
  for (int i = 0; i < k; i++) c = c * (n - i) / (i + 1);
  return c;
}

/* P(adopt) when t is uniform: every size of the yes votes is as likely, and every coalition of a size. */
static double adopt_when_alike(const brute *b)
{
  double adopt = 0;
  for (unsigned s = 0; s < 1U << b->n; s++)
    if (b->wins[s]) adopt += 1 / ((b->n + 1) * binomial(b->n, count_bits(s)));
  return adopt;
}

static void beliefs_between_the_indices(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 54;
  for (int round = 0; round < 500; round++) {
    ent_game *game = random_game(&seed, 1 + below(&seed, 10), &b);
    const double t = below(&seed, 11) / 10.0;
    const ent_belief belief[] = {{.share = 1, .a = 1, .b = 1},
                                 {.share = 1, .at = 0.5},
                                 {.share = 2, .at = t},
                                 {.share = 0.5, .a = 2.5, .b = 0.75}};
    ent_power *plain = power_of(game, NULL), *p[5];
    double first[BRUTE_MEMBERS], skewed = 0;
    for (int e = ENT_ENGINE_AUTO; e < ENT_ENGINES; e++) {
      ent_power_options options = {.wanted = ENT_POWER_BELIEF, .engine = (ent_engine)e, .beliefs = 1};
      ent_power_plan plan;
      if (ent_power_plan_make(game, &options, &plan, NULL) != ENT_OK) continue;
      for (int i = 0; i < 5; i++) {
        options.belief = i < 4 ? &belief[i] : belief;
        options.beliefs = i < 4 ? 1 : 4;
        p[i] = power_of(game, &options);
      }
      for (int m = 0; m < b.n; m++) {
        assert_close(p[0]->pivot[m], plain->shapley[m], 2e-14); /* uniform t: Shapley-Shubik */
        assert_close(p[1]->pivot[m], plain->banzhaf[m], 2e-14); /* t = 1/2: Banzhaf */
        assert_close(p[4]->pivot[m],
                     (p[0]->pivot[m] + p[1]->pivot[m] + 2 * p[2]->pivot[m] + 0.5 * p[3]->pivot[m]) / 4.5, 2e-14);
        if (e == ENT_ENGINE_AUTO) first[m] = p[3]->pivot[m];
        assert_close(p[3]->pivot[m], first[m], 2e-13);
      }
      assert_close(p[1]->adopt, plain->act, 2e-14); /* P(adopt) with p = 1/2 is A */
      assert_close(p[0]->adopt, adopt_when_alike(&b), 2e-14);
      if (e == ENT_ENGINE_AUTO) skewed = p[3]->adopt;
      assert_close(p[3]->adopt, skewed, 2e-13);
      double adopt = 0;
      for (unsigned s = 0; s < 1U << b.n; s++) {
        double chance = b.wins[s];
        for (int m = 0; m < b.n; m++) chance *= s >> m & 1U ? t : 1 - t;
        adopt += chance;
      }
      assert_close(p[2]->adopt, adopt, 1e-13);
      for (int i = 0; i < 5; i++) ent_power_free(p[i]);
    }
    ent_power_free(plain);
    ent_game_free(game);
  }
}

/* ---- unions ---- */

/* Owen by its definition with orders: unions in any order, members of a union side by side in any order. */
typedef struct orders {
  const brute *b;
  int unions, union_of[8], size[8];
  double owen[8];
} orders;

static void owen_by_definition(orders *o, double *banzhaf)
{
  const int n = o->b->n;
  for (int i = 0; i < n; i++) {
    const int k = o->union_of[i], u = o->size[k], m = o->unions;
    o->owen[i] = banzhaf[i] = 0;
    for (unsigned s = 0; s < 1U << n; s++) { /* coalitions of whole other unions and some partners */
      if (s >> i & 1U || o->b->wins[s] || !o->b->wins[s | 1U << i]) continue;
      int in[8] = {0}, r = 0;
      for (int j = 0; j < n; j++) in[o->union_of[j]] += (int)(s >> j & 1U);
      bool whole_unions = true;
      for (int x = 0; x < m; x++) {
        if (x == k) continue;
        whole_unions = whole_unions && (in[x] == 0 || in[x] == o->size[x]);
        r += in[x] > 0;
      }
      if (!whole_unions) continue;
      o->owen[i] += 1 / (m * binomial(m - 1, r)) / (u * binomial(u - 1, in[k]));
      banzhaf[i] += ldexp(1, -(m - 1) - (u - 1));
    }
  }
}

static void unions_by_definition(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 55;
  for (int round = 0; round < 1500; round++) {
    const int n = 1 + below(&seed, 8);
    ent_game *game = random_game(&seed, n, &b);
    orders o = {.b = &b};
    int raw[8], number[8] = {-1, -1, -1, -1, -1, -1, -1, -1};
    double banzhaf[8];
    const int most = 1 + below(&seed, n);
    for (int i = 0; i < n; i++) {
      raw[i] = below(&seed, most);
      if (number[raw[i]] < 0) number[raw[i]] = o.unions++;
      o.union_of[i] = number[raw[i]];
      o.size[o.union_of[i]]++;
    }
    owen_by_definition(&o, banzhaf);
    const ent_power_options options = {.wanted = ENT_POWER_UNIONS, .union_of = raw};
    ent_power *p = power_of(game, &options);
    double sum = 0;
    for (int i = 0; i < n; i++) {
      assert_close(p->owen[i], o.owen[i], 1e-14);
      assert_close(p->banzhaf_owen[i], banzhaf[i], 1e-14);
      sum += p->owen[i];
    }
    assert_close(sum, 1, 1e-13);
    ent_power_free(p);
    ent_game_free(game);
  }
}

/* All alone, or all in one: Shapley-Shubik and Banzhaf; with 51 members by the table of weights. */
static void trivial_unions(void **state)
{
  (void)state;
  uint64_t seed = 56;
  for (int round = 0; round < 6; round++) {
    int64_t weight[51], total = 0;
    int alone[51], together[51];
    const int n = round < 3 ? 51 : 12;
    for (int i = 0; i < n; i++) {
      total += weight[i] = below(&seed, 12) + (i == 0);
      alone[i] = i;
      together[i] = 2;
    }
    ent_game *game = weights_of(n, weight, total / 2 + 1);
    ent_power *plain = power_of(game, NULL);
    for (int form = 0; form < 2; form++) {
      const ent_power_options options = {.wanted = ENT_POWER_UNIONS, .union_of = form ? together : alone};
      ent_power *p = power_of(game, &options);
      for (int i = 0; i < n; i++) {
        assert_close(p->owen[i], plain->shapley[i], 1e-13);
        assert_close(p->banzhaf_owen[i], plain->banzhaf[i], 1e-13);
      }
      ent_power_free(p);
    }
    ent_power_free(plain);
    ent_game_free(game);
  }
}

/* A union that has the quota divides all power among its members; 30 unions of 2 by the table. */
static void unions_by_table_and_walk(void **state)
{
  (void)state;
  uint64_t seed = 57;
  for (int round = 0; round < 40; round++) {
    int64_t weight[18], total = 0;
    int of[18];
    const int n = 18;
    for (int i = 0; i < n; i++) {
      total += weight[i] = 1 + below(&seed, 400); /* large weights: the walk is cheaper */
      of[i] = i / 2;
    }
    const int64_t quota = 1 + below(&seed, (int)total);
    ent_game *game = weights_of(n, weight, quota);
    const char *name[18];
    char names[18][4];
    for (int i = 0; i < n; i++) {
      snprintf(names[i], sizeof names[i], "M%d", i);
      name[i] = names[i];
    }
    const char *const column[] = {"w"};
    const ent_roll roll = {n, name, 1, column, weight};
    char text[80];
    snprintf(text, sizeof text, "w >= %lld or (w >= %lld and count >= 1)", (long long)quota, (long long)quota);
    ent_game *same = game_of(text, &roll); /* the same game, but not known to be of one weight */
    assert_true(game->single && !same->single);
    const ent_power_options options = {.wanted = ENT_POWER_UNIONS, .union_of = of};
    ent_power *p = power_of(game, &options), *q = power_of(same, &options);
    for (int i = 0; i < n; i++) {
      assert_close(p->owen[i], q->owen[i], 1e-13);
      assert_close(p->banzhaf_owen[i], q->banzhaf_owen[i], 1e-13);
    }
    ent_power_free(p);
    ent_power_free(q);
    ent_game_free(game);
    ent_game_free(same);
  }
}

/* Many equal members: every count has 70 bits and more, where others overflow; C(69, 35) swings of [36; 1 x 70]. */
static void many_equals(void **state)
{
  (void)state;
  int64_t ones[70];
  for (int i = 0; i < 70; i++) ones[i] = 1;
  ent_game *game = weights_of(70, ones, 36);
  for (int e = ENT_ENGINE_AUTO; e < ENT_ENGINES; e++) {
    const ent_power_options options = {.engine = (ent_engine)e, .wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY};
    ent_power_plan plan;
    if (ent_power_plan_make(game, &options, &plan, NULL) != ENT_OK) continue;
    ent_power *p = power_of(game, &options);
    assert_string_equal(p->swings[69], "56093138908331422716");
    assert_close(p->banzhaf[0], 0.0950, 0.5e-4);
    for (int i = 0; i < 70; i++) assert_close(p->shapley[i], 1 / 70.0, 1e-15);
    ent_power_free(p);
  }
  ent_game_free(game);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(verification_holds_and_can_fail),
    cmocka_unit_test(duals),
    cmocka_unit_test(dummies_and_order),
    cmocka_unit_test(vetoes),
    cmocka_unit_test(beliefs_between_the_indices),
    cmocka_unit_test(unions_by_definition),
    cmocka_unit_test(trivial_unions),
    cmocka_unit_test(unions_by_table_and_walk),
    cmocka_unit_test(many_equals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
