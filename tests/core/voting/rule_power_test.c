/* Are the power indices those of the books, and of the definitions? */
#include "rules.h"

/* ---- by definition: every coalition, one after the other ---- */

static double factorial(int n)
{
  double f = 1;
  for (int i = 2; i <= n; i++) f *= i;
  return f;
}

static void power_by_definition(const forest *f, double *banzhaf, double *shapley)
{
  const int n = f->club->members;
  for (int m = 0; m < n; m++) {
    banzhaf[m] = shapley[m] = 0;
    for (unsigned s = 0; s < 1U << n; s++) {
      if (s >> m & 1U || forest_wins(f, s, 0) || !forest_wins(f, s | 1U << m, 0)) continue;
      int size = 0;
      for (unsigned rest = s; rest; rest &= rest - 1) size++;
      banzhaf[m] += 1 / (double)(1U << (n - 1));
      shapley[m] += factorial(size) * factorial(n - 1 - size) / factorial(n);
    }
  }
}

static void indices_agree_with_the_definition(void **state)
{
  (void)state;
  uint64_t seed = 31;
  for (int round = 0; round < 1500; round++) {
    club c;
    forest f;
    club_open(&c, 1 + below(&seed, 8), &seed, round % 2 ? 3 : 40); /* few weights: types of several members */
    ent_rule *rule = forest_grow(&f, &c, &seed, true);
    double b[8], s[8], banzhaf[8], shapley[8], sum = 0;
    assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
    power_by_definition(&f, b, s);
    for (int m = 0; m < c.members; m++) {
      if (banzhaf[m] != b[m] || fabs(shapley[m] - s[m]) > 1e-14)
        fail_msg("%s: member %d: %.17g %.17g, by definition %.17g %.17g", f.text, m, banzhaf[m], shapley[m], b[m],
                 s[m]);
      sum += shapley[m];
    }
    assert_true(fabs(sum - 1) <= 1e-14);
    double alone[8];
    assert_int_equal(ent_rule_power(rule, alone, NULL, NULL), ENT_OK);
    assert_memory_equal(alone, banzhaf, (size_t)c.members * sizeof alone[0]);
    assert_int_equal(ent_rule_power(rule, NULL, alone, NULL), ENT_OK);
    assert_memory_equal(alone, shapley, (size_t)c.members * sizeof alone[0]);
    ent_rule_free(rule);
  }
}

/* A rule and its dual give the same power : i swings S in the one when it swings the others without i in the other. */
static void dual_has_the_same_power(void **state)
{
  (void)state;
  uint64_t seed = 32;
  for (int round = 0; round < 300; round++) {
    club c;
    forest f;
    club_open(&c, 2 + below(&seed, 9), &seed, 20);
    ent_rule *rule = forest_grow(&f, &c, &seed, false);
    char text[ENT_RULE_TEXT_MAX + 16];
    snprintf(text, sizeof text, "dual(%s)", f.text);
    ent_rule *dual = rule_of(text, &c.roll);
    double b[10], s[10], db[10], ds[10];
    assert_int_equal(ent_rule_power(rule, b, s, NULL), ENT_OK);
    assert_int_equal(ent_rule_power(dual, db, ds, NULL), ENT_OK);
    for (int m = 0; m < c.members; m++) assert_true(b[m] == db[m] && fabs(s[m] - ds[m]) <= 1e-14);
    ent_rule_free(rule);
    ent_rule_free(dual);
  }
}

/* ---- published ---- */

/* "5x7 10x1": members in order; returns how many.  kind[m]: which of the groups. */
static int read_weights(char *text, int64_t *weight, int *kind)
{
  int n = 0, group = 0;
  for (char *at = text; *at; group++) {
    const long count = strtol(at, &at, 10);
    assert_int_equal(*at, 'x');
    const long long w = strtoll(at + 1, &at, 10);
    for (long i = 0; i < count; i++, n++) {
      weight[n] = w;
      kind[n] = group;
    }
    while (*at == ' ') at++;
  }
  return n;
}

static void indices_agree_with_the_books(void **state)
{
  (void)state;
  char line[512];
  FILE *file = published_open("voting_small.csv");
  assert_true(published_line(file, line, sizeof line)); /* head */
  int games = 0;
  while (published_line(file, line, sizeof line)) {
    char *at = line, text[64];
    const char *game = published_cell(&at);
    snprintf(text, sizeof text, "votes >= %s", published_cell(&at));
    int64_t weight[ENT_MEMBERS_MAX];
    int kind[ENT_MEMBERS_MAX];
    const int n = read_weights(published_cell(&at), weight, kind);
    double swings[8], shares[8];
    char *number = published_cell(&at);
    for (int g = 0; *number; g++) swings[g] = strtod(number, &number);
    number = published_cell(&at);
    for (int g = 0; *number; g++) {
      shares[g] = strtod(number, &number);
      shares[g] /= strtod(number + 1, &number);
    }
    const char *votes = "votes";
    ent_rule *rule = rule_of(text, &(ent_roll){n, NULL, 1, &votes, weight});
    double banzhaf[ENT_MEMBERS_MAX], shapley[ENT_MEMBERS_MAX];
    assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
    for (int m = 0; m < n; m++) {
      const double counted = banzhaf[m] * ldexp(1, n - 1);
      if (fabs(counted - swings[kind[m]]) > 1e-13 * counted || fabs(shapley[m] - shares[kind[m]]) > 1e-14)
        fail_msg("%s: member %d: %.17g %.17g", game, m, counted, shapley[m]);
    }
    ent_rule_free(rule);
    games++;
  }
  fclose(file);
  assert_int_equal(games, 6);
}

static void security_council_preset_has_the_published_power(void **state)
{
  (void)state;
  const char *names[15] = {"CHN", "FRA", "GBR", "RUS", "USA", "E1", "E2", "E3",
                           "E4",  "E5",  "E6",  "E7",  "E8",  "E9", "E10"};
  const ent_roll roll = plain_roll(15, names);
  ent_rule *rule = rule_of("security_council(CHN, FRA, GBR, RUS, USA)", &roll);
  double banzhaf[15], shapley[15];
  assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
  for (int m = 0; m < 15; m++) {
    assert_true(banzhaf[m] == (m < 5 ? 848 : 84) / 16384.0);
    assert_true(fabs(shapley[m] - (m < 5 ? 421 : 4) / 2145.0) <= 1e-15);
  }
  ent_rule_free(rule);
}

/* Consensus of n: everybody decides once in 2^(n-1) and is last to be asked once in n; up to the largest club. */
static void consensus_and_equal_voters_have_closed_forms(void **state)
{
  (void)state;
  double banzhaf[ENT_MEMBERS_MAX], shapley[ENT_MEMBERS_MAX];
  for (int n = 1; n <= ENT_MEMBERS_MAX; n++) {
    const ent_roll roll = plain_roll(n, NULL);
    ent_rule *rule = rule_of("consensus", &roll);
    assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
    assert_true(banzhaf[n - 1] == ldexp(1, 1 - n) && fabs(n * shapley[0] - 1) <= 1e-13);
    ent_rule_free(rule);
    rule = rule_of("majority", &roll);
    assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
    const int half = n / 2; /* C(n-1, n/2) / 2^(n-1) */
    const double log_swings = lgamma(n) - lgamma(half + 1) - lgamma(n - half) - (n - 1) * log(2);
    assert_true(fabs(banzhaf[0] / exp(log_swings) - 1) <= 1e-12);
    for (int m = 0; m < n; m++) assert_true(fabs(n * shapley[m] - 1) <= 1e-12);
    ent_rule_free(rule);
  }
}

/* One member with a veto among 200: phi of the others and of the veto add up to 1, and the veto's Banzhaf is the share of
 * coalitions of the others that reach the quota. */
static void large_clubs_of_few_types_keep_their_digits(void **state)
{
  (void)state;
  const char *names[200];
  for (int m = 0; m < 200; m++) names[m] = m == 0 ? "USA" : "X";
  const ent_roll roll = plain_roll(200, names);
  ent_rule *rule = rule_of("count >= 171 and veto(USA)", &roll);
  double banzhaf[200], shapley[200], sum = 0, share = 0;
  assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
  for (int m = 0; m < 200; m++) sum += shapley[m];
  assert_true(fabs(sum - 1) <= 1e-12);
  for (int k = 199; k >= 170; k--) share += exp(lgamma(200) - lgamma(k + 1) - lgamma(200 - k) - 199 * log(2));
  assert_true(fabs(banzhaf[0] / share - 1) <= 1e-11);
  /* the veto decides when it comes as the 171st or later: 30 places of 200 */
  assert_true(fabs(shapley[0] - (1 - 170 / 200.0)) <= 1e-12);
  ent_rule_free(rule);
}

/* ---- limits ---- */

static void the_limit_is_a_number_of_classes(void **state)
{
  (void)state;
  const char *votes = "votes";
  int64_t weight[25];
  for (int m = 0; m < 25; m++) weight[m] = 1 + m;
  double banzhaf[25], shapley[25];
  ent_rule *rule = rule_of("votes >= 55%", &(ent_roll){25, NULL, 1, &votes, weight});
  banzhaf[0] = shapley[0] = -7;
  ent_error err;
  assert_int_equal(ent_rule_power(rule, banzhaf, shapley, &err), ENT_LIMIT);
  assert_int_equal(err.code, ENT_LIMIT);
  assert_true(banzhaf[0] == -7 && shapley[0] == -7);
  assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_LIMIT);
  ent_rule_free(rule);

  rule = rule_of("votes >= 55%", &(ent_roll){24, NULL, 1, &votes, weight}); /* 24 classes of one: enumeration */
  assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
  double sum = 0;
  for (int m = 0; m < 24; m++) {
    sum += shapley[m];
    if (m > 0) assert_true(banzhaf[m] >= banzhaf[m - 1] && shapley[m] >= shapley[m - 1]);
  }
  assert_true(fabs(sum - 1) <= 1e-12);
  ent_rule_free(rule);

  for (int m = 0; m < 25; m++) weight[m] = 1 + m / 2; /* 12 pairs and one: 3^12 * 2 vectors */
  rule = rule_of("votes >= 55%", &(ent_roll){25, NULL, 1, &votes, weight});
  assert_int_equal(ent_rule_power(rule, banzhaf, shapley, NULL), ENT_OK);
  ent_rule_free(rule);
}

/* The quotas of the preset, walked through all 2^27 coalitions by a Gray code of the test's own: the
 * swings of the table, as twice the winning coalitions with a member minus all winning ones. */
static void eu_council_has_the_swings_of_the_table(void **state)
{
  (void)state;
  char line[256], name[27][4];
  int64_t population[27], swings[27], with[27] = {0};
  const char *pop = "pop";
  FILE *file = published_open("voting_eu27.csv");
  assert_true(published_line(file, line, sizeof line)); /* head */
  for (int m = 0; m < 27; m++) {
    assert_true(published_line(file, line, sizeof line));
    char *at = line;
    snprintf(name[m], sizeof name[m], "%.3s", published_cell(&at));
    population[m] = strtoll(published_cell(&at), NULL, 10);
    published_cell(&at);
    swings[m] = strtoll(published_cell(&at), NULL, 10);
  }
  fclose(file);
  ent_rule *rule = rule_of("eu_council(pop)", &(ent_roll){27, NULL, 1, &pop, population});
  assert_int_equal(ent_rule_power(rule, NULL, NULL, NULL), ENT_LIMIT); /* all different: not for the library yet */
  const int64_t count_quota = rule->node[0].quota, pop_quota = rule->node[1].quota, free_quota = rule->node[3].quota;
  assert_true(count_quota == 15 && pop_quota == 291452117 && free_quota == 24);
  int64_t winning = 0, people = 0;
  int count = 0;
  unsigned set = 0;
  for (uint32_t i = 1;; i++) {
    if (count >= free_quota || (count >= count_quota && people >= pop_quota)) {
      winning++;
      for (int m = 0; m < 27; m++) with[m] += set >> m & 1U;
    }
    if (i == 1U << 27) break;
    int flip = 0;
    while (!(i >> flip & 1U)) flip++;
    set ^= 1U << flip;
    const int sign = set >> flip & 1U ? 1 : -1;
    count += sign;
    people += sign * population[flip];
  }
  for (int m = 0; m < 27; m++) assert_int_equal(2 * with[m] - winning, swings[m]);
  ent_rule_free(rule);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(indices_agree_with_the_definition),
    cmocka_unit_test(dual_has_the_same_power),
    cmocka_unit_test(indices_agree_with_the_books),
    cmocka_unit_test(security_council_preset_has_the_published_power),
    cmocka_unit_test(consensus_and_equal_voters_have_closed_forms),
    cmocka_unit_test(large_clubs_of_few_types_keep_their_digits),
    cmocka_unit_test(the_limit_is_a_number_of_classes),
    cmocka_unit_test(eu_council_has_the_swings_of_the_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
