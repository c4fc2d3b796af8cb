/* Do the engines agree on minimal coalitions, on fractions and on counts that no walk over all coalitions reaches? */
#include "games.h"

#include "power/tally.h"
#include "base/wide.h"

/* ---- minimal winning coalitions, critical members ---- */

static uint64_t number_at(const ent_minimal *m, const uint64_t *table, int class, int i)
{
  return table[((size_t) class * (size_t)(m->members + 1) + (size_t)i) * (size_t)m->words];
}

/* Tables of two engines over the live members. */
static void same_tables(const ent_game *game, const ent_minimal *a, const ent_minimal *b)
{
  for (int s = 0; s <= game->live; s++) {
    assert_true(a->minimal[s * a->words] == b->minimal[s * b->words]);
    for (int k = 0; k < game->classes; k++) {
      if (k == game->dull) continue;
      assert_true(number_at(a, a->member, k, s) == number_at(b, b->member, k, s));
      if (a->johnston && b->johnston) assert_true(number_at(a, a->johnston, k, s) == number_at(b, b->johnston, k, s));
    }
  }
}

static void minimal_coalitions_by_definition(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 42;
  for (int round = 0; round < 3000; round++) {
    ent_game *game = random_game(&seed, 1 + below(&seed, 9), &b);
    const ent_power_options options = {.wanted = ENT_POWER_MINIMAL | ENT_POWER_JOHNSTON};
    ent_power *p = power_of(game, &options);
    assert_digits(p->minimal, b.minimal);
    for (int i = 0; i < b.n; i++) {
      assert_close(p->deegan_packel[i], b.deegan_packel[i], 1e-14);
      assert_close(p->public_good[i], b.public_good[i], 1e-14);
      assert_close(p->johnston[i], b.johnston[i], 1e-14);
    }
    ent_power_free(p);

    const ent_allocator memory = plain_memory();
    ent_arena arena;
    ent_arena_open(&arena, &memory);
    ent_minimal types, walk, strips, line;
    assert_int_equal(ent_types_minimal(game, true, &arena, &types, NULL), ENT_OK);
    assert_int_equal(ent_enumerate_critical(game, &arena, &walk, NULL), ENT_OK);
    same_tables(game, &types, &walk);
    assert_int_equal(ent_strips_minimal(game, &arena, &strips, NULL), ENT_OK);
    same_tables(game, &types, &strips);
    if (game->single) {
      assert_int_equal(ent_weight_minimal(game, &arena, &line, NULL), ENT_OK);
      same_tables(game, &types, &line);
    }
    ent_arena_close(&arena);
    ent_game_free(game);
  }
}

/* Strips of several words, with members beside the low ones. */
static void strips_of_many_words(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 44;
  for (int round = 0; round < 150; round++) {
    ent_game *game = random_game(&seed, 10 + below(&seed, BRUTE_MEMBERS - 9), &b);
    const ent_allocator memory = plain_memory();
    ent_arena arena;
    ent_arena_open(&arena, &memory);
    ent_minimal types, strips;
    assert_int_equal(ent_types_minimal(game, false, &arena, &types, NULL), ENT_OK);
    assert_int_equal(ent_strips_minimal(game, &arena, &strips, NULL), ENT_OK);
    same_tables(game, &types, &strips);
    ent_arena_close(&arena);
    ent_game_free(game);
  }
}

/* ---- games beyond one word ---- */

/* Engines against one another where no walk is possible: the counts have some hundred bits. */
static void engines_agree_on_long_counts(void **state)
{
  (void)state;
  uint64_t seed = 43;
  for (int round = 0; round < 12; round++) {
    int64_t weight[150], total = 0;
    const int n = 60 + below(&seed, 90), kinds = 1 + below(&seed, 3);
    for (int i = 0; i < n; i++) total += weight[i] = 1 + i % kinds * (1 + below(&seed, 2));
    ent_game *game = weights_of(n, weight, 1 + below(&seed, (int)total));
    ent_power *found[ENT_ENGINES] = {NULL};
    static const ent_engine engine[] = {ENT_ENGINE_TYPES, ENT_ENGINE_WEIGHT, ENT_ENGINE_DIAGRAM};
    for (int e = 0; e < 3; e++) {
      const ent_power_options options = {.wanted = ENT_POWER_BANZHAF | ENT_POWER_EXACT, .engine = engine[e]};
      ent_power_plan plan;
      if (ent_power_plan_make(game, &options, &plan, NULL) == ENT_OK) found[e] = power_of(game, &options);
    }
    for (int e = 1; e < 3; e++)
      for (int i = 0; found[0] && found[e] && i < n; i++) {
        assert_string_equal(found[0]->swings[i], found[e]->swings[i]);
        assert_string_equal(found[0]->shapley_numerator[i], found[e]->shapley_numerator[i]);
      }
    assert_non_null(found[1]);
    assert_string_equal(found[1]->winning, found[2]->winning);
    for (int e = 0; e < 3; e++) ent_power_free(found[e]);
    ent_game_free(game);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(minimal_coalitions_by_definition),
    cmocka_unit_test(strips_of_many_words),
    cmocka_unit_test(engines_agree_on_long_counts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
