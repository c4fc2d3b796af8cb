/* Does every engine find, on 100,000 random games of up to 16 members, what a walk over all coalitions finds? */
#include "games.h"

static void check_counts(const ent_power *p, const brute *b)
{
  const double all = ldexp(1, b->n);
  assert_digits(p->winning, b->winning);
  assert_true(p->act == (double)b->winning / all);
  for (int i = 0; i < b->n; i++) {
    assert_digits(p->swings[i], b->swings[i]);
    assert_true(p->banzhaf[i] == 2 * (double)b->swings[i] / all);
    assert_close(p->prevent[i], (double)b->swings[i] / (double)b->winning, 1e-15);
    assert_close(p->initiate[i], (double)b->swings[i] / (all - (double)b->winning), 1e-15);
  }
}

static void check_shapley(const ent_power *p, const brute *b)
{
  for (int i = 0; i < b->n; i++) assert_close(p->shapley[i], b->shapley[i], 2e-14);
  assert_true(p->shapley_sum_gap <= 1e-13);
}

static void check_fractions(const ent_power *p, const brute *b)
{
  assert_digits(p->shapley_denominator, whole_factorial(b->n));
  for (int i = 0; i < b->n; i++) {
    assert_digits(p->shapley_numerator[i], b->numerator[i]);
    assert_close(p->shapley[i], b->shapley[i], 4e-16);
  }
}

static void check_with(const ent_game *game, const brute *b, ent_engine engine, bool fractions)
{
  ent_power_options options = {.engine = engine};
  ent_power *p = power_of(game, &options);
  check_counts(p, b);
  check_shapley(p, b);
  ent_power_free(p);
  if (!fractions) return;
  options.wanted = ENT_POWER_EXACT;
  p = power_of(game, &options);
  check_fractions(p, b);
  ent_power_free(p);
}

/* All engines that take the game; returns how many. */
static int check_game(const ent_game *game, const brute *b, bool fractions)
{
  int taken = 0;
  for (int e = ENT_ENGINE_TYPES; e < ENT_ENGINES; e++) {
    const ent_power_options options = {.engine = (ent_engine)e};
    ent_power_plan plan;
    if (ent_power_plan_make(game, &options, &plan, NULL) != ENT_OK) {
      assert_true(e == ENT_ENGINE_MEET || e == ENT_ENGINE_WEIGHT);
      continue;
    }
    check_with(game, b, (ent_engine)e, fractions);
    taken++;
  }
  return taken;
}

/* One in a thousand games is large. */
static int some_size(uint64_t *seed)
{
  const int chance = below(seed, 1000);
  return chance == 0 ? 11 + below(seed, 6) : chance < 50 ? 7 + below(seed, 4) : 1 + below(seed, 6);
}

#define ALL_GAMES 100000

/* Every game by every engine that takes it; one in sixteen also as fractions, which cost the most, and by the engine that is
 * taken when none is asked for. */
static void engines_agree_with_all_coalitions(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 41;
  int several = 0;
  for (int round = 0; round < ALL_GAMES; round++) {
    ent_game *game = random_game(&seed, some_size(&seed), &b);
    const bool all = round % 16 == 0;
    several += check_game(game, &b, all) >= 3;
    if (all) check_with(game, &b, ENT_ENGINE_AUTO, all);
    ent_game_free(game);
  }
  assert_true(several > ALL_GAMES / 2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(engines_agree_with_all_coalitions)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
