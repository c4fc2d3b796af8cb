/* Minimal coalitions against all coalitions one by one, lists and samples, the dual, vetoes, published counts, refusals. */
#include "games.h"

#include "entente/coalitions.h"
#include "power/coalitions_types.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

static const ent_allocator memory = {plain_resize, NULL};

static ent_coalitions *found_in(const ent_game *game, ent_coalitions_options options)
{
  ent_coalitions *c = NULL;
  ent_error err;
  if (ent_coalitions_find(game, &options, &memory, &c, &err) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  return c;
}

static unsigned bits_of(const ent_coalitions *c, int k)
{
  unsigned set = 0;
  for (int i = c->start[k]; i < c->start[k + 1]; i++) {
    if (i > c->start[k]) assert_true(c->member[i - 1] < c->member[i]);
    set |= 1U << c->member[i];
  }
  return set;
}

/* By size, then by members: the first in which they differ is lower. */
static bool ordered(unsigned a, unsigned b)
{
  if (count_bits(a) != count_bits(b)) return count_bits(a) < count_bits(b);
  const unsigned differ = a ^ b;
  return (a & (differ & (0U - differ))) != 0;
}

/* The dual as a table. */
static void turn_over(const brute *from, brute *to)
{
  const unsigned all = (1U << from->n) - 1;
  to->n = from->n;
  for (unsigned s = 0; s <= all; s++) to->wins[s] = !from->wins[all & ~s];
  brute_fill(to);
}

/* ---- against brute force ------------------------------------------------------------------------------------------- */

static void check_list(const ent_game *game, const brute *b, bool blocking)
{
  ent_coalitions *const c = found_in(game, (ent_coalitions_options){.blocking = blocking, .limit = 5000});
  uint64_t of_size[BRUTE_MEMBERS + 1] = {0};
  assert_true(c->complete && c->all);
  assert_int_equal(c->members, b->n);
  assert_true(c->found == b->minimal && (uint64_t)c->listed == b->minimal);
  for (int k = 0; k < c->listed; k++) {
    const unsigned s = bits_of(c, k);
    assert_true(b->wins[s] && brute_critical(b, s) == s);
    if (k > 0) assert_true(ordered(bits_of(c, k - 1), s));
    of_size[count_bits(s)]++;
  }
  assert_memory_equal(c->by_size, of_size, sizeof *of_size * (size_t)(b->n + 1));
  assert_int_equal(c->smallest, c->start[1]);
  assert_true(c->of_smallest == of_size[c->smallest]);
  ent_coalitions_free(c);
}

/* A short list holds whole sizes, and of the last one as many as there is room for. */
static void check_short(const ent_game *game, const brute *b, int limit)
{
  ent_coalitions *const few = found_in(game, (ent_coalitions_options){.limit = limit});
  ent_coalitions *const many = found_in(game, (ent_coalitions_options){.limit = 5000});
  assert_int_equal(few->listed, many->listed < limit ? many->listed : limit);
  assert_int_equal(few->smallest, many->smallest);
  assert_true(few->of_smallest == many->of_smallest && few->complete);
  for (int k = 0; k < few->listed; k++) {
    assert_int_equal(few->start[k + 1] - few->start[k], many->start[k + 1] - many->start[k]);
    assert_true(brute_critical(b, bits_of(few, k)) == bits_of(few, k));
  }
  assert_true(!few->all || few->found == many->found);
  ent_coalitions_free(few);
  ent_coalitions_free(many);
}

static void check_dual(const ent_game *game, const brute *b, const brute *turned)
{
  ent_game *dual = NULL;
  bool yes[BRUTE_MEMBERS], veto[BRUTE_MEMBERS];
  assert_int_equal(ent_game_dual(game, &memory, &dual, NULL), ENT_OK);
  for (unsigned s = 0; s < 1U << b->n; s++) {
    for (int m = 0; m < b->n; m++) yes[m] = s >> m & 1U;
    assert_int_equal(ent_game_wins(dual, yes), turned->wins[s]);
  }
  int vetoes = 0;
  assert_int_equal(ent_game_members(dual), b->n);
  const int told = ent_game_vetoes(game, veto);
  for (int m = 0; m < b->n; m++) {
    assert_int_equal(veto[m], turned->wins[1U << m]);
    vetoes += veto[m];
  }
  assert_int_equal(told, vetoes);
  const ent_power_options minimal = {.wanted = ENT_POWER_MINIMAL};
  ent_power *const power = power_of(dual, &minimal);
  char number[32];
  snprintf(number, sizeof number, "%llu", (unsigned long long)turned->minimal);
  assert_string_equal(power->minimal, number);
  ent_coalitions *const all = found_in(dual, (ent_coalitions_options){.limit = 5000});
  for (int size = 0; size <= b->n; size++) {
    snprintf(number, sizeof number, "%llu", (unsigned long long)all->by_size[size]);
    assert_string_equal(power->minimal_by_size[size], number);
  }
  ent_coalitions_free(all);
  ent_power_free(power);
  ent_game_free(dual);
}

static void test_against_all_coalitions(void **state)
{
  (void)state;
  static brute b, turned;
  uint64_t seed = 6;
  for (int round = 0; round < 600; round++) {
    ent_game *const game = random_game(&seed, 1 + below(&seed, 10), &b);
    turn_over(&b, &turned);
    check_list(game, &b, false);
    check_list(game, &turned, true);
    check_short(game, &b, 1 + below(&seed, 12));
    check_dual(game, &b, &turned);
    ent_game_free(game);
  }
}

/* The list that stops early holds coalitions of the right sizes. */
static void test_few_are_enough(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 16;
  for (int round = 0; round < 300; round++) {
    ent_game *const game = random_game(&seed, 1 + below(&seed, 10), &b);
    const int limit = 1 + below(&seed, 12);
    ent_coalitions *const few = found_in(game, (ent_coalitions_options){.limit = limit, .few = true});
    ent_coalitions *const many = found_in(game, (ent_coalitions_options){.limit = 5000});
    assert_int_equal(few->listed, many->listed < limit ? many->listed : limit);
    assert_true(few->complete && few->all == (many->listed < limit));
    for (int k = 0; k < few->listed; k++) {
      assert_int_equal(few->start[k + 1] - few->start[k], many->start[k + 1] - many->start[k]);
      assert_true(b.wins[bits_of(few, k)] && brute_critical(&b, bits_of(few, k)) == bits_of(few, k));
      if (k > 0) assert_true(ordered(bits_of(few, k - 1), bits_of(few, k)));
    }
    ent_coalitions_free(few);
    ent_coalitions_free(many);
    ent_game_free(game);
  }
}

/* Unfolding vectors of classes finds what the walk finds. */
static void test_unfolded_classes(void **state)
{
  (void)state;
  static brute b;
  static int size_of[6000], content[6000 * 16];
  uint64_t seed = 17;
  for (int round = 0; round < 400; round++) {
    ent_game *const game = random_game(&seed, 1 + below(&seed, 11), &b);
    ent_arena scratch;
    uint64_t by_size[BRUTE_MEMBERS + 1] = {0};
    ent_arena_open(&scratch, &memory);
    ent_types_list list = {.limit = 6000, .row = 16, .size_of = size_of, .content = content, .by_size = by_size};
    assert_true(ent_types_list_find(game, &scratch, &list));
    assert_true(list.found == b.minimal && (uint64_t)list.listed == b.minimal);
    static bool met[1 << BRUTE_MEMBERS];
    memset(met, 0, sizeof met);
    for (int k = 0; k < list.listed; k++) {
      unsigned set = 0;
      for (int i = 0; i < size_of[k]; i++) set |= 1U << content[k * 16 + i];
      assert_true(b.wins[set] && brute_critical(&b, set) == set && !met[set]);
      if (k > 0) assert_true(size_of[k - 1] <= size_of[k]);
      met[set] = true;
      by_size[size_of[k]]--;
    }
    for (int s = 0; s <= b.n; s++) assert_true(by_size[s] == 0);
    ent_arena_close(&scratch);
    ent_game_free(game);
  }
}

/* 3 of 4 and 2 of 5 make a win: 40 coalitions, each drawn as often as any other. */
static void test_draws_of_classes_are_uniform(void **state)
{
  (void)state;
  static const char *const name[9] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
  static const char *const column[2] = {"upper", "lower"};
  static const int64_t weight[18] = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
  static int size_of[40000], content[40000 * 9], met[1 << 9];
  const ent_roll roll = {9, name, 2, column, weight};
  ent_game *const game = game_of("upper >= 3 and lower >= 2", &roll);
  ent_arena scratch;
  uint64_t by_size[10] = {0};
  ent_arena_open(&scratch, &memory);
  ent_types_list list = {
    .sample = true, .seed = 4, .limit = 40000, .row = 9, .size_of = size_of, .content = content, .by_size = by_size};
  assert_true(ent_types_list_find(game, &scratch, &list));
  assert_true(list.found == 40 && by_size[5] == 40 && list.listed == 40000);
  for (int k = 0; k < list.listed; k++) {
    unsigned set = 0;
    for (int i = 0; i < size_of[k]; i++) set |= 1U << content[k * 9 + i];
    met[set]++;
  }
  double chi = 0;
  for (unsigned s = 0; s < 1U << 9; s++) {
    const bool minimal = count_bits(s & 15U) == 3 && count_bits(s >> 4) == 2;
    if (!minimal) assert_int_equal(met[s], 0);
    if (minimal) chi += (met[s] - 1000.0) * (met[s] - 1000.0) / 1000;
  }
  assert_true(chi > 10 && chi < 80); /* 39 degrees of freedom */
  ent_arena_close(&scratch);
  ent_game_free(game);
}

/* Can i take j's place in every winning coalition? */
static bool replaces(const brute *b, int i, int j)
{
  bool always = true;
  for (unsigned s = 0; s < 1U << b->n; s++)
    if ((s >> j & 1U) && !(s >> i & 1U) && b->wins[s]) always = always && b->wins[(s & ~(1U << j)) | 1U << i];
  return always;
}

static void test_ranks_are_desirability(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 15;
  int settled = 0, open = 0;
  for (int round = 0; round < 800; round++) {
    ent_game *const game = random_game(&seed, 1 + below(&seed, 9), &b);
    ent_power *const power = power_of(game, NULL);
    int rank[BRUTE_MEMBERS], x = -1, y = -1, most = 0;
    memset(rank, -1, sizeof rank);
    const int ranks = ent_game_ranks(game, power, rank, &x, &y);
    if (ranks == 0) {
      open++;
      assert_true(x >= 0 && y >= 0 && x != y && rank[0] == -1);
    } else {
      settled++;
      for (int i = 0; i < b.n; i++) {
        if (rank[i] > most) most = rank[i];
        for (int j = 0; j < b.n; j++)
          if (i != j) assert_int_equal(rank[i] <= rank[j], replaces(&b, i, j));
      }
      assert_int_equal(ranks, most + 1);
    }
    ent_power_free(power);
    ent_game_free(game);
  }
  assert_true(settled > 300 && open > 30);
}

/* ---- samples ------------------------------------------------------------------------------------------------------- */

/* 5 of 9: 126 coalitions.  Each is as likely as any other to be among ten. */
static void test_sample_is_uniform(void **state)
{
  (void)state;
  static const int64_t one[9] = {1, 1, 1, 1, 1, 1, 1, 1, 1};
  static int met[1 << 9];
  ent_game *const game = weights_of(9, one, 5);
  const int rounds = 4000;
  for (int seed = 1; seed <= rounds; seed++) {
    ent_coalitions *const c =
      found_in(game, (ent_coalitions_options){.limit = 10, .sample = true, .seed = (uint64_t)seed});
    assert_int_equal(c->listed, 10);
    assert_true(c->found == 126 && c->all && c->complete && c->of_smallest == 126);
    for (int k = 0; k < c->listed; k++) {
      met[bits_of(c, k)]++;
      for (int j = 0; j < k; j++) assert_true(bits_of(c, j) != bits_of(c, k));
    }
    ent_coalitions_free(c);
  }
  double chi = 0, sum = 0;
  const double wanted = rounds * 10 / 126.0;
  for (int s = 0; s < 1 << 9; s++) {
    if (count_bits((unsigned)s) != 5) continue;
    chi += (met[s] - wanted) * (met[s] - wanted) / wanted;
    sum += met[s];
  }
  assert_true(sum == rounds * 10);
  assert_true(chi > 70 && chi < 200); /* 125 degrees of freedom, a little less spread without replacement */
  ent_game_free(game);
}

static void test_sample_that_holds_all_is_the_list(void **state)
{
  (void)state;
  static brute b;
  uint64_t seed = 77;
  for (int round = 0; round < 100; round++) {
    ent_game *const game = random_game(&seed, 1 + below(&seed, 9), &b);
    ent_coalitions *const a = found_in(game, (ent_coalitions_options){.limit = 500});
    ent_coalitions *const c = found_in(game, (ent_coalitions_options){.limit = 500, .sample = true, .seed = 5});
    assert_int_equal(a->listed, c->listed);
    assert_memory_equal(a->start, c->start, sizeof *a->start * (size_t)(a->listed + 1));
    assert_memory_equal(a->member, c->member, sizeof *a->member * (size_t)a->start[a->listed]);
    ent_coalitions_free(a);
    ent_coalitions_free(c);
    ent_game_free(game);
  }
}

/* Without a walk: every coalition of a small game of one weight comes as often as any other. */
static void test_draws_of_one_weight_are_uniform(void **state)
{
  (void)state;
  static const int64_t weight[9] = {9, 7, 0, 5, 5, 4, 3, 1, 1};
  static int met[1 << 9];
  static brute b;
  b.n = 9;
  for (unsigned s = 0; s < 1U << 9; s++) {
    int64_t sum = 0;
    for (int i = 0; i < 9; i++)
      if (s >> i & 1U) sum += weight[i];
    b.wins[s] = sum >= 19;
  }
  brute_fill(&b);
  ent_game *const game = weights_of(9, weight, 19);
  const int draws = 100000;
  ent_coalitions *const c =
    found_in(game, (ent_coalitions_options){.limit = draws, .sample = true, .seed = 3, .steps = 1});
  assert_true(c->complete && !c->all && c->found == b.minimal && c->listed == draws);
  for (int k = 0; k < draws; k++) met[bits_of(c, k)]++;
  double chi = 0, wanted = (double)draws / (double)b.minimal;
  for (unsigned s = 0; s < 1U << 9; s++) {
    const bool minimal = b.wins[s] && brute_critical(&b, s) == s;
    if (!minimal) assert_int_equal(met[s], 0);
    if (minimal) chi += (met[s] - wanted) * (met[s] - wanted) / wanted;
  }
  const double freedom = (double)b.minimal - 1;
  assert_true(chi > freedom - 4 * sqrt(2 * freedom) && chi < freedom + 4 * sqrt(2 * freedom));
  ent_coalitions_free(c);
  ent_game_free(game);
}

static void test_walk_that_stops_says_so(void **state)
{
  (void)state;
  static int64_t weight[40];
  for (int i = 0; i < 40; i++) weight[i] = 1000000 + 17 * i; /* a table of these would be too large */
  ent_game *const game = weights_of(40, weight, 20000000);
  ent_coalitions *c = found_in(game, (ent_coalitions_options){.sample = true, .steps = 5000});
  assert_false(c->complete || c->all);
  assert_true(c->found > 0 && c->listed > 0);
  ent_coalitions_free(c);
  c = found_in(game, (ent_coalitions_options){.steps = 1});
  assert_false(c->complete || c->all);
  assert_int_equal(c->listed + c->smallest, 0);
  ent_coalitions_free(c);
  ent_game_free(game);
}

/* ---- published counts (docs/method/voting.md) ------------------------------------------------------------------------ */

static char name_text[27][8];
static const char *eu_name[27];
static int64_t eu_population[27];

/* The 27 members of 2025 from the shipped table. */
static void read_eu(void)
{
  FILE *const file = fopen(ENT_TEST_SOURCE "/data/voting_eu.csv", "r");
  char line[400];
  int n = 0;
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    long long population = 0;
    int member = 0;
    char rest[300];
    if (line[0] == '#' || sscanf(line, "%3[A-Z],%d,%299s", name_text[n < 27 ? n : 26], &member, rest) != 3 || !member)
      continue;
    assert_true(n < 27);
    const char *const last = strrchr(rest, ',');
    assert_int_equal(sscanf(last + 1, "%lld", &population), 1);
    eu_name[n] = name_text[n];
    eu_population[n++] = population;
  }
  fclose(file);
  assert_int_equal(n, 27);
}

static void test_eu_council(void **state)
{
  (void)state;
  static const char *const column[] = {"pop"};
  read_eu();
  const ent_roll roll = {27, eu_name, 1, column, eu_population};
  ent_game *const game = game_of("eu_council(pop)", &roll);
  ent_coalitions *c = found_in(game, (ent_coalitions_options){.sample = true, .limit = 50, .seed = 1});
  assert_true(c->all && c->found == 4377267);
  ent_coalitions_free(c);
  c = found_in(game, (ent_coalitions_options){.sample = true, .blocking = true, .limit = 50, .seed = 1});
  assert_true(c->all && c->found == 3601487);
  assert_int_equal(c->smallest, 4);
  assert_true(c->of_smallest == 516);
  ent_coalitions_free(c);
  c = found_in(game, (ent_coalitions_options){.blocking = true, .limit = 516});
  assert_true(c->complete && !c->all && c->found == 516 && c->listed == 516);
  ent_coalitions_free(c);
  ent_game_free(game);
}

static void test_security_council(void **state)
{
  (void)state;
  static const char *const name[15] = {"CHN", "FRA", "GBR", "RUS", "USA", "a", "b", "c",
                                       "d",   "e",   "f",   "g",   "h",   "i", "j"};
  const ent_roll roll = plain_roll(15, name);
  ent_game *const game = game_of("count >= 9 and veto(CHN, FRA, GBR, RUS, USA)", &roll);
  bool veto[15];
  assert_int_equal(ent_game_vetoes(game, veto), 5);
  for (int m = 0; m < 15; m++) assert_int_equal(veto[m], m < 5);
  ent_coalitions *c = found_in(game, (ent_coalitions_options){.limit = 1000});
  assert_true(c->all && c->found == 210 && c->smallest == 9);
  ent_coalitions_free(c);
  c = found_in(game, (ent_coalitions_options){.limit = 1000, .blocking = true});
  assert_true(c->all && c->found == 125 && c->smallest == 1 && c->of_smallest == 5 && c->by_size[7] == 120);
  ent_coalitions_free(c);
  ent_game_free(game);
}

/* 435 + 100 + 2 members: more coalitions than 64 bits hold, yet the smallest are there at once. */
static void test_federal_system(void **state)
{
  (void)state;
  static int64_t weight[2 * 537];
  static char text[537][8];
  static const char *name[537];
  static const char *const column[] = {"house", "senate"};
  for (int i = 0; i < 537; i++) {
    snprintf(text[i], sizeof text[i], "m%d", i);
    name[i] = text[i];
    weight[i] = i < 435;
    weight[537 + i] = i >= 435 && i < 535;
  }
  const ent_roll roll = {537, name, 2, column, weight};
  ent_game *const game = game_of("(house >= 218 and senate >= 51 and veto(m536)) or (house >= 218 and senate >= 50 and "
                                 "veto(m535, m536)) or (house >= 290 and senate >= 67)",
                                 &roll);
  ent_coalitions *c = found_in(game, (ent_coalitions_options){.limit = 4});
  assert_true(c->complete && !c->all && c->listed == 4 && c->smallest == 270);
  assert_true(c->found == UINT64_MAX && c->of_smallest == UINT64_MAX);
  for (int k = 0; k < 4; k++) {
    bool yes[537] = {false};
    for (int i = c->start[k]; i < c->start[k + 1]; i++) yes[c->member[i]] = true;
    assert_int_equal(c->start[k + 1] - c->start[k], 270);
    assert_true(ent_game_wins(game, yes));
    yes[c->member[c->start[k] + k]] = false;
    assert_false(ent_game_wins(game, yes));
  }
  ent_coalitions_free(c);
  c = found_in(game, (ent_coalitions_options){.limit = 20, .sample = true, .seed = 2});
  for (int k = 0; k < 20; k++) {
    bool yes[537] = {false};
    for (int i = c->start[k]; i < c->start[k + 1]; i++) yes[c->member[i]] = true;
    assert_true(ent_game_wins(game, yes));
  }
  ent_coalitions_free(c);
  c = found_in(game, (ent_coalitions_options){.limit = 4, .blocking = true});
  assert_int_equal(c->smallest, 34 + 1); /* 34 senators keep a veto from being overridden, and the president casts it */
  ent_coalitions_free(c);
  ent_game_free(game);
}

/* Too many to walk: counted by weight, in the game and in its dual. */
static void test_electoral_college(void **state)
{
  (void)state;
  FILE *const file = fopen(ENT_TEST_SOURCE "/data/voting_electoral_college.csv", "r");
  char line[400];
  int64_t weight[60];
  int n = 0;
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    long long votes = 0;
    if (line[0] != '#' && sscanf(line, "%*2[A-Z],%lld", &votes) == 1) weight[n++] = votes;
  }
  fclose(file);
  assert_int_equal(n, 51);
  ent_game *const game = weights_of(51, weight, 270), *dual = NULL;
  assert_int_equal(ent_game_dual(game, &memory, &dual, NULL), ENT_OK);
  const ent_power_options minimal = {.wanted = ENT_POWER_MINIMAL};
  ent_power *power = power_of(game, &minimal);
  assert_string_equal(power->minimal, "51178341131036");
  ent_power_free(power);
  power = power_of(dual, &minimal);
  assert_string_equal(power->minimal, "51204201925489");
  ent_power_free(power);
  ent_game_free(dual);
  ent_coalitions *const c = found_in(game, (ent_coalitions_options){.limit = 3});
  assert_int_equal(c->smallest, 12); /* the twelve largest have 283 */
  assert_true(c->complete && !c->all && c->listed == 3);
  ent_coalitions_free(c);
  ent_game_free(game);
}

/* ---- refusals ------------------------------------------------------------------------------------------------------ */

static void test_refusals(void **state)
{
  (void)state;
  static int64_t weight[ENT_COALITION_MEMBERS_MAX + 1];
  for (int i = 0; i <= ENT_COALITION_MEMBERS_MAX; i++) weight[i] = 1;
  ent_coalitions *const untouched = (ent_coalitions *)(uintptr_t)8, *c = untouched;
  ent_error err;
  ent_game *game = weights_of(ENT_COALITION_MEMBERS_MAX + 1, weight, 5);
  assert_int_equal(ent_coalitions_find(game, NULL, &memory, &c, &err), ENT_LIMIT);
  assert_string_equal(err.message, "Coalitions are listed for up to 1,024 members.");
  ent_game_free(game);
  game = weights_of(3, weight, 2);
  const int wrong[] = {-1, 1000001};
  for (int i = 0; i < 2; i++) {
    const ent_coalitions_options options = {.limit = wrong[i]};
    assert_int_equal(ent_coalitions_find(game, &options, &memory, &c, &err), ENT_ARGUMENT);
    assert_string_equal(err.path, "limit");
  }
  assert_ptr_equal(c, untouched);
  assert_int_equal(ent_coalitions_find(game, NULL, &memory, &c, NULL), ENT_OK);
  assert_int_equal(c->listed, 3);
  ent_coalitions_free(c);
  ent_coalitions_free(NULL);
  ent_game_free(game);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_against_all_coalitions),
    cmocka_unit_test(test_few_are_enough),
    cmocka_unit_test(test_unfolded_classes),
    cmocka_unit_test(test_draws_of_classes_are_uniform),
    cmocka_unit_test(test_ranks_are_desirability),
    cmocka_unit_test(test_sample_is_uniform),
    cmocka_unit_test(test_sample_that_holds_all_is_the_list),
    cmocka_unit_test(test_draws_of_one_weight_are_uniform),
    cmocka_unit_test(test_walk_that_stops_says_so),
    cmocka_unit_test(test_eu_council),
    cmocka_unit_test(test_security_council),
    cmocka_unit_test(test_federal_system),
    cmocka_unit_test(test_electoral_college),
    cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
