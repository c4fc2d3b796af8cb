/* Bodies within bodies: all coalitions of random compounds one by one, products of indices, one tier as a special case, chances,
 * many members, refusals. */
#include "games.h"

#include "entente/tiers.h"

#define SEATS 5
#define COMPOUNDS 1500

static const ent_allocator memory = {plain_resize, NULL};

typedef struct compound {
  ent_game *upper, *lower[SEATS];
  ent_tiers *tiers;
} compound;

/* A random upper game of 1 to 5 seats, each a member or a random game of up to 4, and all its coalitions. */
static void compound_open(compound *c, uint64_t *seed, brute *all)
{
  static brute upper, lower[SEATS];
  const ent_game *within[SEATS] = {NULL};
  const int seats = 1 + below(seed, SEATS);
  int first[SEATS + 1] = {0};
  c->upper = random_game(seed, seats, &upper);
  for (int s = 0; s < seats; s++) {
    const int size = below(seed, 4) == 0 ? 0 : 1 + below(seed, first[s] < 10 ? 4 : 2);
    c->lower[s] = size > 0 ? random_game(seed, size, &lower[s]) : NULL;
    within[s] = c->lower[s];
    first[s + 1] = first[s] + (size > 0 ? size : 1);
  }
  for (int s = seats; s < SEATS; s++) c->lower[s] = NULL;
  all->n = first[seats];
  assert_true(all->n <= BRUTE_MEMBERS);
  for (unsigned m = 0; m < 1U << all->n; m++) {
    unsigned says = 0;
    for (int s = 0; s < seats; s++) {
      const unsigned own = m >> first[s] & ((1U << (first[s + 1] - first[s])) - 1);
      says |= (unsigned)(c->lower[s] ? lower[s].wins[own] : own) << s;
    }
    all->wins[m] = upper.wins[says];
  }
  brute_fill(all);
  assert_int_equal(ent_tiers_open(c->upper, within, &memory, &c->tiers, NULL), ENT_OK);
  assert_int_equal(ent_tiers_members(c->tiers), all->n);
  for (int s = 0; s <= seats; s++) assert_int_equal(ent_tiers_first(c->tiers, s), first[s]);
}

static void compound_close(compound *c)
{
  ent_tiers_free(c->tiers);
  ent_game_free(c->upper);
  for (int s = 0; s < SEATS; s++) ent_game_free(c->lower[s]);
}

static ent_power *tiers_power(ent_tiers *tiers, const ent_power_options *options)
{
  ent_power *p = NULL;
  ent_error err;
  if (ent_tiers_power(tiers, options, &memory, &p, &err) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  return p;
}

static void check_wins(const compound *c, const brute *b)
{
  for (unsigned s = 0; s < 1U << b->n; s++) {
    bool yes[BRUTE_MEMBERS];
    for (int m = 0; m < b->n; m++) yes[m] = s >> m & 1U;
    assert_true(ent_tiers_wins(c->tiers, yes) == (b->wins[s] != 0));
  }
}

/* The result holds; with another index of one member it does not. */
static void check_verdict(const compound *c, ent_power *p, int m)
{
  ent_power_verdict v;
  assert_int_equal(ent_tiers_verify(c->tiers, p, &v, NULL), ENT_OK);
  assert_true(v.holds && v.member == -1 && v.second == ENT_ENGINE_ENUMERATE);
  assert_true(v.check[ENT_CHECK_SECOND_ENGINE] == ENT_CHECK_HOLDS && v.check[ENT_CHECK_VETOES] == ENT_CHECK_HOLDS);
  assert_true(v.check[ENT_CHECK_SHARES] == ENT_CHECK_HOLDS && v.check[ENT_CHECK_PARITY] == ENT_CHECK_HOLDS);
  assert_true(v.check[ENT_CHECK_SHAPLEY_SUM] == ENT_CHECK_HOLDS && v.check[ENT_CHECK_ORDER] == ENT_CHECK_SKIPPED);
  double *const banzhaf = (double *)(uintptr_t)p->banzhaf;
  banzhaf[m] += 1e-6;
  assert_int_equal(ent_tiers_verify(c->tiers, p, &v, NULL), ENT_OK);
  assert_true(!v.holds && v.member == m && v.check[ENT_CHECK_SECOND_ENGINE] == ENT_CHECK_FAILS);
  banzhaf[m] -= 1e-6;
  double *const share = (double *)(uintptr_t)p->banzhaf_share;
  share[m] += 1e-6;
  assert_int_equal(ent_tiers_verify(c->tiers, p, &v, NULL), ENT_OK);
  assert_true(!v.holds && v.check[ENT_CHECK_SHARES] == ENT_CHECK_FAILS);
}

static void power_of_all_coalitions(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 71;
  for (int round = 0; round < COMPOUNDS; round++) {
    compound c;
    compound_open(&c, &seed, &b);
    if (round % 8 == 0) check_wins(&c, &b);
    ent_power *p = tiers_power(c.tiers, NULL);
    const double all = ldexp(1, b.n), winning = (double)b.winning;
    assert_digits(p->winning, b.winning);
    assert_true(p->act == winning / all);
    for (int m = 0; m < b.n; m++) {
      assert_digits(p->swings[m], b.swings[m]);
      assert_true(p->banzhaf[m] == 2 * (double)b.swings[m] / all);
      assert_close(p->shapley[m], b.shapley[m], 1e-13);
      assert_close(p->prevent[m], (double)b.swings[m] / winning, 1e-15);
      assert_close(p->initiate[m], (double)b.swings[m] / (all - winning), 1e-15);
    }
    assert_true(p->shapley_sum_gap < 1e-13);
    if (round % 4 == 0) check_verdict(&c, p, below(&seed, b.n));
    ent_power_free(p);
    compound_close(&c);
  }
}

/* ---- chances ---- */

static double chance_of(const brute *b, const double *p)
{
  double adopt = 0;
  for (unsigned s = 0; s < 1U << b->n; s++) {
    double chance = b->wins[s];
    for (int m = 0; m < b->n && chance > 0; m++) chance *= s >> m & 1U ? p[m] : 1 - p[m];
    adopt += chance;
  }
  return adopt;
}

/* Plain integration over the factor, finer than the library's. */
static double chance_with(const brute *b, const double *p, double rho)
{
  double sum = 0, weight = 0;
  for (int k = 0; k < 200; k++) {
    double at[BRUTE_MEMBERS] = {0};
    const double f = -9 + 18 * (k + 0.5) / 200, w = exp(-f * f / 2);
    for (int m = 0; m < b->n; m++) at[m] = ent_normal_cdf((ent_normal_quantile(p[m]) + sqrt(rho) * f) / sqrt(1 - rho));
    sum += w * chance_of(b, at);
    weight += w;
  }
  return sum / weight;
}

static void chances_of_all_coalitions(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 72;
  for (int round = 0; round < 150; round++) {
    compound c;
    do {
      compound_open(&c, &seed, &b);
      if (b.n > 9) compound_close(&c);
    } while (b.n > 9);
    double p[BRUTE_MEMBERS], adopt = -1, pivot[BRUTE_MEMBERS], slope[BRUTE_MEMBERS];
    for (int m = 0; m < b.n; m++) p[m] = (1 + below(&seed, 99)) / 100.0;
    assert_int_equal(ent_tiers_at(c.tiers, p, 0, 0, &adopt, pivot, NULL, NULL), ENT_OK);
    assert_close(adopt, chance_of(&b, p), 1e-14);
    for (int m = 0; m < b.n; m++) {
      const double was = p[m];
      p[m] = 1;
      const double yes = chance_of(&b, p);
      p[m] = 0;
      assert_close(pivot[m], yes - chance_of(&b, p), 1e-14);
      p[m] = was;
    }
    const double rho = below(&seed, 8) / 10.0;
    const int m = below(&seed, b.n);
    assert_int_equal(ent_tiers_at(c.tiers, p, rho, 0, &adopt, pivot, slope, NULL), ENT_OK);
    assert_close(adopt, chance_with(&b, p, rho), 1e-11);
    p[m] += 1e-6;
    const double more = chance_with(&b, p, rho);
    p[m] -= 2e-6;
    assert_close(slope[m], (more - chance_with(&b, p, rho)) / 2e-6, 1e-6);
    compound_close(&c);
  }
}

/* ---- what must hold ---- */

/* Lower bodies that adopt half of all proposals: the absolute index is the product of those of the tiers. */
static void indices_multiply(void **state)
{
  (void)state;
  const int64_t three[] = {1, 1, 1}, states[] = {9, 8, 7, 5, 4, 3, 3, 2, 2};
  ent_game *district = weights_of(3, three, 2), *college = weights_of(9, states, 22);
  const ent_game *within[9];
  for (int s = 0; s < 9; s++) within[s] = district;
  ent_tiers *tiers = NULL;
  assert_int_equal(ent_tiers_open(college, within, &memory, &tiers, NULL), ENT_OK);
  ent_power *upper = power_of(college, NULL), *lower = power_of(district, NULL), *p = tiers_power(tiers, NULL);
  for (int m = 0; m < 27; m++) assert_close(p->banzhaf[m], upper->banzhaf[m / 3] * lower->banzhaf[m % 3], 1e-16);
  assert_true(p->act == upper->act);
  ent_power_free(upper);
  ent_power_free(lower);
  ent_power_free(p);
  ent_tiers_free(tiers);
  ent_game_free(district);
  ent_game_free(college);
}

/* No body within, or one body that is all: the game itself, also under a belief. */
static void one_tier_is_the_game(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 73;
  const int64_t one[] = {1};
  ent_game *shell = weights_of(1, one, 1);
  const ent_belief belief[] = {{.share = 1, .a = 2, .b = 2}, {.share = 3, .at = 0.3}};
  const ent_power_options options = {
    .wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY | ENT_POWER_BELIEF, .belief = belief, .beliefs = 2};
  for (int round = 0; round < 200; round++) {
    ent_game *game = random_game(&seed, 1 + below(&seed, 12), &b);
    const ent_game *const nobody[BRUTE_MEMBERS] = {NULL}, *const everybody[] = {game};
    ent_power *plain = power_of(game, &options);
    for (int form = 0; form < 2; form++) {
      ent_tiers *tiers = NULL;
      assert_int_equal(ent_tiers_open(form ? shell : game, form ? everybody : nobody, &memory, &tiers, NULL), ENT_OK);
      ent_power *p = tiers_power(tiers, &options);
      assert_close(p->adopt, plain->adopt, 1e-13);
      for (int m = 0; m < b.n; m++) {
        assert_string_equal(p->swings[m], plain->swings[m]);
        assert_close(p->shapley[m], plain->shapley[m], 1e-13);
        assert_close(p->pivot[m], plain->pivot[m], 1e-13);
      }
      ent_power_free(p);
      ent_tiers_free(tiers);
    }
    ent_power_free(plain);
    ent_game_free(game);
  }
  ent_game_free(shell);
}

/* Ten bodies of 60 by majority under consensus: beyond exact counts; equal members, closed form for Banzhaf. */
static void hundreds_of_members(void **state)
{
  (void)state;
  static int64_t ones[60];
  for (int i = 0; i < 60; i++) ones[i] = 1;
  ent_game *house = weights_of(59, ones, 30), *council = weights_of(10, ones, 10);
  const ent_game *within[10];
  for (int s = 0; s < 10; s++) within[s] = house;
  ent_tiers *tiers = NULL;
  assert_int_equal(ent_tiers_open(council, within, &memory, &tiers, NULL), ENT_OK);
  ent_power *p = tiers_power(tiers, NULL), *own = power_of(house, NULL);
  assert_null(p->swings);
  ent_power_verdict v;
  assert_int_equal(ent_tiers_verify(tiers, p, &v, NULL), ENT_OK);
  assert_true(v.holds && v.second == ENT_ENGINE_AUTO && v.check[ENT_CHECK_SHAPLEY_SUM] == ENT_CHECK_HOLDS);
  assert_true(v.check[ENT_CHECK_SECOND_ENGINE] == ENT_CHECK_SKIPPED && v.check[ENT_CHECK_PARITY] == ENT_CHECK_SKIPPED);
  assert_close(p->act, 1.0 / 1024, 1e-17);
  for (int m = 0; m < 590; m++) {
    assert_close(p->banzhaf[m] * 512 / own->banzhaf[0], 1, 1e-13);
    assert_close(p->shapley[m], 1.0 / 590, 1e-14);
  }
  ent_power_free(p);
  ent_power_free(own);
  ent_tiers_free(tiers);
  ent_game_free(house);
  ent_game_free(council);
}

static void refusals(void **state)
{
  (void)state;
  static int64_t ones[600];
  for (int i = 0; i < 600; i++) ones[i] = 1;
  ent_game *big = weights_of(501, ones, 251), *pair = weights_of(2, ones, 2);
  const ent_game *const within[] = {big, big}, *const some[] = {pair, NULL};
  ent_tiers *tiers = NULL;
  ent_power *p = NULL;
  ent_error err;
  assert_int_equal(ent_tiers_open(pair, within, &memory, &tiers, &err), ENT_LIMIT);
  assert_true(tiers == NULL && strstr(err.message, "1,000") != NULL);
  assert_int_equal(ent_tiers_open(pair, some, &memory, &tiers, &err), ENT_OK);
  const ent_power_options bad[] = {{.wanted = ENT_POWER_EXACT},
                                   {.wanted = ENT_POWER_MINIMAL},
                                   {.wanted = ENT_POWER_UNIONS},
                                   {.wanted = ENT_POWER_BELIEF},
                                   {.nodes = -1},
                                   {.nodes = 5000}};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    assert_int_equal(ent_tiers_power(tiers, &bad[i], &memory, &p, &err), ENT_ARGUMENT);
    assert_null(p);
  }
  ent_power_verdict v;
  ent_power *other = power_of(pair, NULL);
  assert_int_equal(ent_tiers_verify(tiers, other, &v, &err), ENT_ARGUMENT);
  ent_power_free(other);
  double chance[] = {0.5, 2, 0.5}, adopt = -7;
  assert_int_equal(ent_tiers_at(tiers, chance, 0, 0, &adopt, NULL, NULL, &err), ENT_ARGUMENT);
  chance[1] = 1;
  assert_int_equal(ent_tiers_at(tiers, chance, 1, 0, &adopt, NULL, NULL, &err), ENT_ARGUMENT);
  assert_true(adopt == -7);
  assert_int_equal(ent_tiers_at(tiers, chance, 0, 0, &adopt, NULL, NULL, NULL), ENT_OK);
  assert_true(adopt == 0.25);
  ent_tiers_free(tiers);
  ent_tiers_free(NULL);
  ent_game_free(big);
  ent_game_free(pair);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(power_of_all_coalitions), cmocka_unit_test(chances_of_all_coalitions),
    cmocka_unit_test(indices_multiply),        cmocka_unit_test(one_tier_is_the_game),
    cmocka_unit_test(hundreds_of_members),     cmocka_unit_test(refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
