/* games.h - what the tests of this family share: random games and all their indices straight from the definitions. */
#ifndef ENT_TEST_GAMES_H
#define ENT_TEST_GAMES_H

#include "core/voting/rules.h"
#include "entente/power.h"
#include "power/game.h"

#define BRUTE_MEMBERS 16

/* A game as a table of winning coalitions. */
typedef struct brute {
  int n;
  uint8_t wins[1 << BRUTE_MEMBERS];
  uint64_t winning, swings[BRUTE_MEMBERS], numerator[BRUTE_MEMBERS]; /* numerators over n!, which fits up to 20 */
  uint64_t minimal, memberships[BRUTE_MEMBERS];
  double shapley[BRUTE_MEMBERS], deegan_packel[BRUTE_MEMBERS], public_good[BRUTE_MEMBERS], johnston[BRUTE_MEMBERS];
} brute;

static inline int count_bits(unsigned x)
{
  int count = 0;
  for (; x; x &= x - 1) count++;
  return count;
}

static inline uint64_t whole_factorial(int n)
{
  uint64_t f = 1;
  for (int i = 2; i <= n; i++) f *= (uint64_t)i;
  return f;
}

/* Critical members of the coalition. */
static inline unsigned brute_critical(const brute *b, unsigned s)
{
  unsigned found = 0;
  for (int i = 0; i < b->n; i++)
    if ((s >> i & 1U) && !b->wins[s & ~(1U << i)]) found |= 1U << i;
  return found;
}

/* Fills everything from wins[] and n. */
static inline void brute_fill(brute *b)
{
  const int n = b->n;
  double memberships = 0, johnston = 0;
  b->winning = b->minimal = 0;
  for (int i = 0; i < n; i++) {
    b->swings[i] = b->numerator[i] = b->memberships[i] = 0;
    b->deegan_packel[i] = b->johnston[i] = 0;
  }
  for (unsigned s = 0; s < 1U << n; s++) {
    if (!b->wins[s]) continue;
    b->winning++;
    const unsigned critical = brute_critical(b, s);
    const int size = count_bits(s);
    if (critical == s) b->minimal++;
    for (int i = 0; i < n; i++) {
      if (!(critical >> i & 1U)) continue;
      b->swings[i]++;
      b->numerator[i] += whole_factorial(size - 1) * whole_factorial(n - size);
      b->johnston[i] += 1.0 / count_bits(critical);
      johnston += 1.0 / count_bits(critical);
      if (critical != s) continue;
      b->memberships[i]++;
      memberships++;
      b->deegan_packel[i] += 1.0 / size;
    }
  }
  for (int i = 0; i < n; i++) {
    b->shapley[i] = (double)b->numerator[i] / (double)whole_factorial(n);
    b->deegan_packel[i] /= (double)b->minimal;
    b->public_good[i] = (double)b->memberships[i] / memberships;
    b->johnston[i] /= johnston;
  }
}

static inline void assert_digits(const char *text, uint64_t number)
{
  char digits[32];
  snprintf(digits, sizeof digits, "%llu", (unsigned long long)number);
  assert_string_equal(text, digits);
}

static inline ent_allocator plain_memory(void)
{
  return (ent_allocator){plain_resize, NULL};
}

/* One weight, zeros among them; returns the game and its table. */
static inline ent_game *random_weights(uint64_t *seed, int n, int most, brute *b)
{
  int64_t weight[BRUTE_MEMBERS], total = 0;
  for (int i = 0; i < n; i++) total += weight[i] = i == 0 ? 1 + below(seed, most) : below(seed, most + 1);
  const int64_t quota = 1 + below(seed, (int)total);
  b->n = n;
  for (unsigned s = 0; s < 1U << n; s++) {
    int64_t sum = 0;
    for (int i = 0; i < n; i++)
      if (s >> i & 1U) sum += weight[i];
    b->wins[s] = sum >= quota;
  }
  brute_fill(b);
  const ent_allocator memory = plain_memory();
  ent_game *game = NULL;
  assert_int_equal(ent_game_of_weights(n, weight, quota, &memory, &game, NULL), ENT_OK);
  return game;
}

/* A random formula over three columns and lists; its table comes from the second meaning of rules.h. */
static inline ent_game *random_formula(uint64_t *seed, int n, int most, brute *b)
{
  club c;
  forest f;
  club_open(&c, n, seed, most);
  ent_rule *rule = forest_grow(&f, &c, seed, true);
  b->n = n;
  for (unsigned s = 0; s < 1U << n; s++) b->wins[s] = forest_wins(&f, s, 0);
  brute_fill(b);
  const ent_allocator memory = plain_memory();
  ent_game *game = NULL;
  assert_int_equal(ent_game_of_rule(rule, &memory, &game, NULL), ENT_OK);
  ent_rule_free(rule);
  return game;
}

/* The count and one weight. */
static inline ent_game *random_pair(uint64_t *seed, int n, int most, brute *b)
{
  club c;
  club_open(&c, n, seed, most);
  const int64_t total = club_total(&c, 1);
  const int m = 1 + below(seed, n), m2 = 1 + below(seed, n);
  const int64_t q = 1 + below(seed, (int)total), q2 = 1 + below(seed, (int)total);
  char text[200];
  static const char *const form[] = {"count >= %d and pop >= %lld", "(count >= %d and pop >= %lld) or count >= %d",
                                     "count >= %d or (pop >= %lld and count >= %d and pop > %lld)"};
  snprintf(text, sizeof text, form[below(seed, 2)], m, (long long)q, m2, (long long)q2);
  ent_rule *rule = rule_of(text, &c.roll);
  b->n = n;
  for (unsigned s = 0; s < 1U << n; s++) {
    const ent_set set = set_of(s);
    b->wins[s] = ent_rule_wins(rule, &set, NULL);
  }
  brute_fill(b);
  const ent_allocator memory = plain_memory();
  ent_game *game = NULL;
  assert_int_equal(ent_game_of_rule(rule, &memory, &game, NULL), ENT_OK);
  ent_rule_free(rule);
  return game;
}

static inline ent_game *random_game(uint64_t *seed, int n, brute *b)
{
  const int most = below(seed, 3) == 0 ? 3 : 40;
  const int kind = below(seed, 3);
  return kind == 0   ? random_weights(seed, n, most, b)
         : kind == 1 ? random_pair(seed, n, most, b)
                     : random_formula(seed, n, most, b);
}

static inline ent_power *power_of(const ent_game *game, const ent_power_options *options)
{
  const ent_allocator memory = plain_memory();
  ent_power *power = NULL;
  ent_error err;
  if (ent_power_compute(game, options, &memory, &power, &err) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  return power;
}

static inline ent_game *game_of(const char *text, const ent_roll *roll)
{
  const ent_allocator memory = plain_memory();
  ent_game *game = NULL;
  ent_error err;
  if (ent_game_parse(text, strlen(text), roll, &memory, &game, &err) != ENT_OK)
    fail_msg("%s: column %d: %s", text, err.column, err.message);
  return game;
}

static inline ent_game *weights_of(int n, const int64_t *weight, int64_t quota)
{
  const ent_allocator memory = plain_memory();
  ent_game *game = NULL;
  ent_error err;
  if (ent_game_of_weights(n, weight, quota, &memory, &game, &err) != ENT_OK) fail_msg("%s", err.message);
  return game;
}

static inline void assert_close(double a, double b, double tolerance)
{
  if (!(fabs(a - b) <= tolerance)) fail_msg("%.17g is not within %.3g of %.17g", a, tolerance, b);
}

#endif
