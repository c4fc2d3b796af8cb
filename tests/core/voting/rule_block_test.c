/* Is the block a smallest one, and does it block? */
#include "rules.h"

static int bits(unsigned mask)
{
  int count = 0;
  for (; mask; mask &= mask - 1) count++;
  return count;
}

typedef struct answer {
  int size;
  unsigned best, any;
} answer;

/* Do the members of `mask` come earlier in the order of utility, then number, than those of `other`? */
static bool comes_first(unsigned mask, unsigned other, const double *utility, int n)
{
  int order[ENT_MEMBERS_MAX];
  double minus[ENT_MEMBERS_MAX] = {0};
  for (int m = 0; m < n; m++) minus[m] = -utility[m];
  ent_rule_order(minus, n, order);
  for (int k = 0; k < n; k++) {
    const unsigned bit = 1U << order[k];
    if ((mask & bit) != (other & bit)) return (mask & bit) != 0;
  }
  return false;
}

static double sum_of(unsigned mask, const double *utility, int n)
{
  double sum = 0;
  for (int m = 0; m < n; m++)
    if (mask >> m & 1U) sum += utility[m];
  return sum;
}

/* All subsets of the unwilling, straight from the definition. */
static answer block_by_definition(const forest *f, const double *utility, double abstain)
{
  const int n = f->club->members;
  const unsigned everybody = (1U << n) - 1;
  unsigned unwilling = 0, silent = 0;
  for (int m = 0; m < n; m++) {
    if (utility[m] < 0) unwilling |= 1U << m;
    if (utility[m] < 0 && utility[m] >= -abstain) silent |= 1U << m;
  }
  answer a = {0, 0, 0};
  if (forest_wins(f, everybody & ~unwilling, silent)) return a;
  a.size = n + 1;
  for (unsigned b = unwilling;; b = (b - 1) & unwilling) {
    if (bits(b) <= a.size && !forest_wins(f, everybody & ~b, b & silent)) {
      if (bits(b) < a.size) a = (answer){bits(b), b, b};
      const double sum = sum_of(b, utility, n), best = sum_of(a.best, utility, n);
      if (sum < best || (sum == best && comes_first(b, a.best, utility, n))) a.best = b;
      a.any |= b;
    }
    if (b == 0) return a;
  }
}

static void block_is_the_smallest_of_all(void **state)
{
  (void)state;
  uint64_t seed = 11;
  int blocked = 0;
  for (int round = 0; round < 6000; round++) {
    club c;
    forest f;
    club_open(&c, 1 + below(&seed, 10), &seed, 40);
    ent_rule *rule = forest_grow(&f, &c, &seed, true);
    double utility[10];
    random_utilities(&seed, c.members, utility);
    const double abstain = below(&seed, 9) / 16.0;
    ent_set block, any;
    const int size = ent_rule_block(rule, utility, abstain, &block, &any);
    const answer a = block_by_definition(&f, utility, abstain);
    if (size != a.size || block.word[0] != a.best || any.word[0] != a.any)
      fail_msg("%s: %d %x %x, by definition %d %x %x", f.text, size, (unsigned)block.word[0], (unsigned)any.word[0],
               a.size, a.best, a.any);
    assert_int_equal(ent_rule_block(rule, utility, abstain, NULL, NULL), size);
    assert_int_equal(size == 0, ent_rule_margin(rule, utility, abstain, NULL) >= 0);
    blocked += size > 0;
    ent_rule_free(rule);
  }
  assert_true(blocked > 1000);
}

/* Weighted quotas that most members are against: many blocks of equal size, and the first one found is often not the best. */
static void of_equal_sizes_the_most_unwilling_block_is_named(void **state)
{
  (void)state;
  uint64_t seed = 14;
  for (int round = 0; round < 3000; round++) {
    club c;
    forest f = {.club = &c};
    club_open(&c, 8 + below(&seed, 4), &seed, 12);
    const int quotas = 1 + round % 2;
    for (int q = 0; q < quotas; q++) {
      f.node[q] = (tree){.kind = TREE_SHARE, .column = 2 - q, .number = 1000 * (20 + below(&seed, 60))};
      forest_print(&f, "%s%s >= %d%%", q ? " or " : "", q ? "pop" : "votes", (int)(f.node[q].number / 1000));
    }
    f.nodes = quotas;
    if (quotas == 2) f.node[f.nodes++] = (tree){.kind = TREE_OR, .children = 2, .child = {0, 1}};
    ent_rule *rule = rule_of(f.text, &c.roll);
    double utility[12];
    for (int m = 0; m < c.members; m++) utility[m] = (1 - below(&seed, 20)) / 16.0;
    ent_set block, any;
    const int size = ent_rule_block(rule, utility, 0, &block, &any);
    const answer a = block_by_definition(&f, utility, 0);
    if (size != a.size || block.word[0] != a.best || any.word[0] != a.any)
      fail_msg("%s: %d %x %x, by definition %d %x %x", f.text, size, (unsigned)block.word[0], (unsigned)any.word[0],
               a.size, a.best, a.any);
    ent_rule_free(rule);
  }
}

/* Clubs of up to 256: whoever is named is unwilling, blocks, and nobody can be left out. */
static void large_blocks_are_blocks_that_need_everyone(void **state)
{
  (void)state;
  static const char *const text[] = {"votes >= 62.5%", "majority", "consensus",
                                     "(count >= 55% and pop >= 65%) or votes >= 80%",
                                     "pop > 50% and (votes >= 60% or veto(M0, M7)) and objection(M3)"};
  uint64_t seed = 12;
  for (int round = 0; round < 200; round++) {
    club c;
    club_open(&c, 30 + below(&seed, 227), &seed, 100000);
    ent_rule *rule = rule_of(text[round % 5], &c.roll);
    double utility[ENT_MEMBERS_MAX];
    for (int m = 0; m < c.members; m++) utility[m] = below(&seed, 1000) / 997.0 - 0.7;
    ent_set block, any, yes = {{0, 0, 0, 0}}, silent = yes;
    const int size = ent_rule_block(rule, utility, 0.1, &block, &any);
    assert_true(size > 0);
    int count = 0;
    for (int m = 0; m < c.members; m++) {
      if (!ent_set_has(&block, m))
        ent_set_add(&yes, m);
      else if (utility[m] >= -0.1)
        ent_set_add(&silent, m);
      count += ent_set_has(&block, m);
      if (ent_set_has(&block, m)) assert_true(utility[m] < 0 && ent_set_has(&any, m));
    }
    assert_int_equal(count, size);
    assert_false(ent_rule_wins(rule, &yes, &silent));
    for (int m = 0; m < c.members; m++) {
      if (!ent_set_has(&block, m)) continue;
      ent_set_add(&yes, m);
      assert_true(ent_rule_wins(rule, &yes, &silent));
      ent_set_drop(&yes, m);
    }
    ent_rule_free(rule);
  }
}

/* One atom, any size: heaviest first gives the least number; a member is in some smallest block when it and the heaviest
 * others reach what is needed. */
static void one_quota_is_exact_at_any_size(void **state)
{
  (void)state;
  uint64_t seed = 13;
  for (int round = 0; round < 200; round++) {
    club c;
    club_open(&c, 100 + below(&seed, 157), &seed, 1000);
    ent_rule *rule = rule_of("votes >= 70%", &c.roll);
    double utility[ENT_MEMBERS_MAX], weight[ENT_MEMBERS_MAX];
    int order[ENT_MEMBERS_MAX];
    for (int m = 0; m < c.members; m++) {
      utility[m] = below(&seed, 1000) / 997.0 - 0.7;
      weight[m] = utility[m] < 0 ? (double)club_weight(&c, 2, m) : -1;
    }
    ent_rule_order(weight, c.members, order);
    const double needed = (double)(rule->node[0].total - rule->node[0].quota + 1);
    double sum = 0;
    int size = 0;
    while (sum < needed) sum += weight[order[size++]];
    ent_set any;
    assert_int_equal(ent_rule_block(rule, utility, 0, NULL, &any), size);
    for (int m = 0; m < c.members; m++) {
      double with = weight[m];
      for (int k = 0, others = 0; others < size - 1; k++)
        if (order[k] != m) {
          with += weight[order[k]];
          others++;
        }
      assert_int_equal(ent_set_has(&any, m), weight[m] >= 0 && with >= needed);
    }
    ent_rule_free(rule);
  }
}

/* ---- published ---- */

typedef struct council {
  int n;
  char name[32][4];
  const char *member[32], *column[1];
  int64_t population[32];
} council;

/* Members and one series of populations (1: 2023, 2: 2025). */
static ent_roll council_read(council *c, int series)
{
  char line[256];
  FILE *file = published_open("voting_eu27.csv");
  assert_true(published_line(file, line, sizeof line)); /* head */
  for (c->n = 0; published_line(file, line, sizeof line); c->n++) {
    char *at = line;
    snprintf(c->name[c->n], sizeof c->name[0], "%.3s", published_cell(&at));
    c->member[c->n] = c->name[c->n];
    for (int s = 1; s <= series; s++) c->population[c->n] = strtoll(published_cell(&at), NULL, 10);
  }
  fclose(file);
  c->column[0] = "pop";
  return (ent_roll){c->n, c->member, 1, c->column, c->population};
}

/* With the populations of 2025, no three states block and 516 groups of four do (Treaty on European Union, Article 16(4):
 * "a blocking minority must include at least four Council members"; the number by enumeration, with a second program). */
static void four_states_block_the_eu_council(void **state)
{
  (void)state;
  council c;
  const ent_roll roll = council_read(&c, 2);
  assert_int_equal(roll.members, 27);
  ent_rule *rule = rule_of("eu_council(pop)", &roll);
  const unsigned everybody = (1U << 27) - 1;
  int blocks = 0;
  unsigned members_of_blocks = 0;
  for (unsigned b = 15; b <= everybody;) {
    const ent_set others = set_of(everybody & ~b);
    if (!ent_rule_wins(rule, &others, NULL)) {
      blocks++;
      members_of_blocks |= b;
    }
    const unsigned low = b & (~b + 1), up = b + low; /* next set of four */
    b = up | ((b ^ up) / low) >> 2;
  }
  assert_int_equal(blocks, 516);
  double utility[27];
  for (int m = 0; m < 27; m++) utility[m] = -0.5;
  ent_set block, any;
  assert_int_equal(ent_rule_block(rule, utility, 0, &block, &any), 4);
  assert_int_equal(any.word[0], members_of_blocks);
  ent_rule_free(rule);
}

static void g7_and_security_council(void **state)
{
  (void)state;
  static const char *const g7[] = {"CAN", "FRA", "DEU", "ITA", "JPN", "GBR", "USA"};
  const ent_roll seven = plain_roll(7, g7);
  const double u[] = {-0.6, -0.5, -0.55, 0.1, -0.3, -0.7, 0.8};
  ent_set block, any;
  ent_rule *rule = rule_of("consensus", &seven);
  assert_int_equal(ent_rule_block(rule, u, 0, &block, &any), 1); /* any one; the most unwilling is named */
  assert_int_equal(block.word[0], 1U << 5);
  assert_int_equal(any.word[0], 0x37);
  ent_rule_free(rule);
  rule = rule_of("count >= 5", &seven);
  assert_int_equal(ent_rule_block(rule, u, 0, &block, &any), 3);
  assert_int_equal(block.word[0], 1U << 5 | 1U << 0 | 1U << 2);
  assert_int_equal(any.word[0], 0x37);
  ent_rule_free(rule);

  /* A permanent member blocks alone unless it abstains; otherwise seven of the fifteen are needed. */
  const char *names[15] = {"CHN", "FRA", "GBR", "RUS", "USA", "E1", "E2", "E3",
                           "E4",  "E5",  "E6",  "E7",  "E8",  "E9", "E10"};
  const ent_roll fifteen = plain_roll(15, names);
  double v[15];
  for (int m = 0; m < 15; m++) v[m] = m < 8 ? -0.25 : 1;
  rule = rule_of("security_council(CHN, FRA, GBR, RUS, USA)", &fifteen);
  assert_int_equal(ent_rule_block(rule, v, 0, NULL, &any), 1);
  assert_int_equal(any.word[0], 0x1F);
  assert_int_equal(ent_rule_block(rule, v, 0.25, NULL, &any), 7);
  assert_int_equal(any.word[0], 0xFF);
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(block_is_the_smallest_of_all),
    cmocka_unit_test(of_equal_sizes_the_most_unwilling_block_is_named),
    cmocka_unit_test(large_blocks_are_blocks_that_need_everyone),
    cmocka_unit_test(one_quota_is_exact_at_any_size),
    cmocka_unit_test(four_states_block_the_eu_council),
    cmocka_unit_test(g7_and_security_council),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
