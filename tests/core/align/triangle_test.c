/* Tests of core/align/triangle*.c: the eight corners, a courted partner, chances of roles, years from a table of ties. */
#include "core/trust/cells.h"

#include "entente/triangle.h"
#include "support/tiny_text.h"

#define NEAR(a, b) CLOSE(a, b, 1e-14)

/* splitmix64 (Steele, Lea and Flood 2014) in [0, 1) */
static double next_unit(uint64_t *state)
{
  uint64_t z = (*state += UINT64_C(0x9E3779B97F4A7C15));
  z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
  return (double)((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
}

static ent_triangle reading(const double x[3])
{
  ent_triangle t;
  assert_int_equal(ent_triangle_read(x, &t, NULL), ENT_OK);
  return t;
}

static void test_corners(void **state)
{
  (void)state;
  static const struct {
    double x[3], value;
    ent_role role; /* of corner 0 */
    ent_pattern pattern;
  } corner[] = {
    {{1, 1, 1}, 1, ENT_ROLE_FRIEND, ENT_PATTERN_MENAGE},       {{1, 1, -1}, 3, ENT_ROLE_PIVOT, ENT_PATTERN_ROMANTIC},
    {{1, -1, 1}, -1, ENT_ROLE_WING, ENT_PATTERN_ROMANTIC},     {{-1, 1, 1}, -1, ENT_ROLE_WING, ENT_PATTERN_ROMANTIC},
    {{1, -1, -1}, 1, ENT_ROLE_PARTNER, ENT_PATTERN_MARRIAGE},  {{-1, 1, -1}, 1, ENT_ROLE_PARTNER, ENT_PATTERN_MARRIAGE},
    {{-1, -1, 1}, -3, ENT_ROLE_OUTCAST, ENT_PATTERN_MARRIAGE}, {{-1, -1, -1}, -1, ENT_ROLE_FOE, ENT_PATTERN_FOES},
  };
  for (size_t i = 0; i < sizeof corner / sizeof *corner; i++) {
    const double *const x = corner[i].x;
    const ent_triangle t = reading(x);
    CLOSE(t.value[0], corner[i].value, 0);
    assert_int_equal(t.role[0], corner[i].role);
    assert_int_equal(t.pattern, corner[i].pattern);
    CLOSE(t.energy, -x[0] * x[1] * x[2], 0);
    assert_int_equal(t.balanced, t.energy < 0);
    const double faint[3] = {x[0] * 0.01, x[1], x[2] * 0.5}; /* degrees keep the role */
    assert_int_equal(reading(faint).role[0], corner[i].role);
    const double swapped[3] = {x[1], x[0], x[2]}; /* the two others may change places */
    assert_int_equal(reading(swapped).role[0], corner[i].role);
    CLOSE(ent_triangle_value(x[0], x[1], x[2]), corner[i].value, 0);
    assert_int_equal(ent_triangle_role(x[0], x[1], x[2]), corner[i].role);
  }
  const double nothing[3] = {0, 0, 0}, some[3] = {0, 0.2, 0}; /* 0 counts as negative */
  assert_int_equal(reading(nothing).role[0], ENT_ROLE_FOE);
  assert_false(reading(nothing).balanced);
  assert_int_equal(reading(some).role[2], ENT_ROLE_PARTNER);
  assert_int_equal(reading(some).role[1], ENT_ROLE_OUTCAST);
}

/* A triangle relabelled is the same triangle: corner i of x becomes corner to[i]. */
static void test_relabelled(void **state)
{
  (void)state;
  static const int order[][3] = {{1, 2, 0}, {2, 0, 1}, {0, 2, 1}, {2, 1, 0}};
  uint64_t rng = 4;
  for (int round = 0; round < 500; round++) {
    const double x[3] = {2 * next_unit(&rng) - 1, 2 * next_unit(&rng) - 1, 2 * next_unit(&rng) - 1};
    const int *const to = order[round % 4];
    double y[3];
    for (int i = 0; i < 3; i++)
      for (int j = i + 1; j < 3; j++) y[ENT_TRIANGLE_TIE(to[i], to[j])] = x[ENT_TRIANGLE_TIE(i, j)];
    const ent_triangle a = reading(x), b = reading(y);
    assert_int_equal(a.pattern, b.pattern);
    for (int i = 0; i < 3; i++) {
      assert_int_equal(a.role[i], b.role[to[i]]);
      NEAR(a.value[i], b.value[to[i]]);
      ent_triangle_move m, n;
      assert_int_equal(ent_triangle_best(x, i, &m, NULL), ENT_OK);
      assert_int_equal(ent_triangle_best(y, to[i], &n, NULL), ENT_OK);
      NEAR(m.gain[i], n.gain[to[i]]);
    }
  }
}

static void test_names(void **state)
{
  (void)state;
  assert_string_equal(ent_pattern_key(ENT_PATTERN_MARRIAGE), "marriage");
  assert_string_equal(ent_pattern_text(ENT_PATTERN_FOES), "unit veto");
  assert_string_equal(ent_role_key(ENT_ROLE_OUTCAST), "outcast");
  assert_string_equal(ent_role_text(ENT_ROLE_PIVOT), "pivot");
  assert_string_equal(ent_pattern_key(ENT_PATTERNS), "?");
  assert_string_equal(ent_pattern_text(ENT_PATTERNS), "?");
  assert_string_equal(ent_role_key(ENT_ROLES), "?");
  assert_string_equal(ent_role_text(ENT_ROLES), "?");
}

static void test_tie(void **state)
{
  (void)state;
  CLOSE(ent_triangle_tie(0), 0, 0);
  NEAR(ent_triangle_tie(0.5), 0.46211715726000975); /* tanh 1/2 */
  NEAR(ent_triangle_tie(-2), -0.9640275800758169);
  NEAR(ent_triangle_tie(1e-9), 1e-9);
  CLOSE(ent_triangle_tie(1e300), 1, 0);
  CLOSE(ent_triangle_tie(-1e300), -1, 0);
}

/* The worked case: Russia 0, United States 1, China 2, with full ties.  Russia gains 2 by adding the United States and stays
 * where it was by turning; dropping China costs what adding brought. */
static void test_courted_partner(void **state)
{
  (void)state;
  const double x[3] = {-1, 1, -1};
  ent_courtship c;
  assert_int_equal(ent_triangle_court(x, 0, 1, 2, 1, -1, &c, NULL), ENT_OK);
  assert_int_equal(c.now.role[0], ENT_ROLE_PARTNER);
  assert_int_equal(c.now.role[1], ENT_ROLE_OUTCAST);
  assert_int_equal(c.now.role[2], ENT_ROLE_PARTNER);
  assert_int_equal(c.add.after.role[0], ENT_ROLE_PIVOT);
  assert_int_equal(c.add.after.role[1], ENT_ROLE_WING);
  assert_int_equal(c.add.after.role[2], ENT_ROLE_WING);
  CLOSE(c.add.after.value[0], 3, 0);
  CLOSE(c.add.after.value[1], -1, 0);
  CLOSE(c.add.after.value[2], -1, 0);
  assert_int_equal(c.drop.after.role[0], ENT_ROLE_PARTNER);
  assert_int_equal(c.drop.after.role[2], ENT_ROLE_OUTCAST);
  CLOSE(c.gain_add, 2, 0);
  CLOSE(c.gain_drop, -2, 0);
  CLOSE(c.gain_turn, 0, 0);
  CLOSE(c.price, 2, 0);
  CLOSE(c.proposer_add, 2, 0);
  CLOSE(c.proposer_turn, 4, 0);
  CLOSE(c.rival_add, -2, 0);
  CLOSE(c.rival_turn, -4, 0);
  /* Half-hearted: a tie of 0.25 is offered, the other only cools to 0.5. */
  const double y[3] = {-0.75, 0.875, -0.5};
  assert_int_equal(ent_triangle_court(y, 0, 1, 2, 0.25, 0.5, &c, NULL), ENT_OK);
  NEAR(c.gain_add, 1);
  NEAR(c.gain_drop, -0.375);
  NEAR(c.gain_turn, 0.625);
  assert_int_equal(c.drop.after.role[0], ENT_ROLE_PIVOT);
}

/* No other change of sign of an own tie gains more. */
static void test_best(void **state)
{
  (void)state;
  uint64_t rng = 5;
  for (int round = 0; round < 3000; round++) {
    double x[3];
    for (int t = 0; t < 3; t++) {
      x[t] = floor(8 * next_unit(&rng)) / 4 - 1;
    }
    for (int i = 0; i < 3; i++) {
      ent_triangle_move m;
      assert_int_equal(ent_triangle_best(x, i, &m, NULL), ENT_OK);
      const double now = reading(x).value[i];
      double most = 0;
      for (int j = 0; j < 3; j++) {
        if (j == i) {
          continue;
        }
        double y[3] = {x[0], x[1], x[2]};
        y[ENT_TRIANGLE_TIE(i, j)] *= -1;
        const double gain = reading(y).value[i] - now;
        most = gain > most ? gain : most;
      }
      NEAR(m.gain[i], most);
      assert_int_equal(m.a, most > 0 ? i : -1);
      if (m.a >= 0) {
        NEAR(m.gain[m.b], most); /* the other end gains as much, the third loses it */
        NEAR(m.gain[3 - i - m.b], -most);
        CLOSE(m.to, -m.from, 0);
        assert_int_equal(m.after.role[i],
                         ent_triangle_role(x[ENT_TRIANGLE_TIE(i, m.b)] * -1, x[ENT_TRIANGLE_TIE(i, 3 - i - m.b)],
                                           x[ENT_TRIANGLE_TIE(m.b, 3 - i - m.b)]));
      }
    }
  }
}

/* ---- chances ------------------------------------------------------------------------------------------------------- */

static ent_triangle_chances odds(const double mean[3], const double sd[3], const double *r, uint64_t draws)
{
  ent_triangle_chances c;
  assert_int_equal(ent_triangle_odds(mean, sd, r, 7, draws, &c, NULL), ENT_OK);
  double patterns = 0;
  for (int k = 0; k < ENT_PATTERNS; k++) patterns += c.pattern[k];
  CLOSE(patterns, 1, 1e-12);
  for (int i = 0; i < 3; i++) {
    double roles = 0;
    for (int k = 0; k < ENT_ROLES; k++) roles += c.role[i][k];
    CLOSE(roles, 1, 1e-12);
  }
  NEAR(c.balanced, c.pattern[ENT_PATTERN_MENAGE] + c.pattern[ENT_PATTERN_MARRIAGE]);
  return c;
}

static void test_exact_chances(void **state)
{
  (void)state;
  const double zero[3] = {0, 0, 0}, one[3] = {1, 1, 1};
  const ent_triangle_chances even = odds(zero, one, NULL, 0);
  NEAR(even.pattern[ENT_PATTERN_ROMANTIC], 3.0 / 8);
  NEAR(even.role[1][ENT_ROLE_PIVOT], 1.0 / 8);
  NEAR(even.role[1][ENT_ROLE_WING], 1.0 / 4);
  NEAR(even.value_sd[0], sqrt(3));
  CLOSE(even.error, 0, 0);
  /* Phi(1) = 0.8413447460685429, Phi(-2) = 0.0227501319481792 */
  const double mean[3] = {1, -4, 0.3}, sd[3] = {1, 2, 0};
  const ent_triangle_chances c = odds(mean, sd, NULL, 0);
  const double up = 0.8413447460685429, down = 0.0227501319481792;
  CLOSE(c.role[0][ENT_ROLE_FRIEND], up * down, 1e-15);
  CLOSE(c.role[0][ENT_ROLE_OUTCAST], (1 - up) * (1 - down), 1e-15);
  CLOSE(c.role[1][ENT_ROLE_PIVOT], up * (1 - down), 1e-15); /* ties 01 and 12 positive, 02 not */
  NEAR(c.value[0], 1 - 4 - 0.3);
  NEAR(c.value[2], -4 + 0.3 - 1);
  NEAR(c.value_sd[2], sqrt(5));
  const double known[3] = {0, 0, 0};
  CLOSE(odds(zero, known, NULL, 0).role[2][ENT_ROLE_FOE], 1, 0); /* 0 counts as negative here too */
}

/* Counting agrees with the closed forms: with correlations 0, with the orthant 1/8 + (asin a + asin b + asin c) / (4 pi),
 * and with ties that are one number. */
static void test_counted_chances(void **state)
{
  (void)state;
  const double zero[3] = {0, 0, 0}, one[3] = {1, 1, 1}, pi = 3.14159265358979323846;
  const uint64_t draws = 200000;
  const double mean[3] = {0.4, -0.2, 0.1}, sd[3] = {0.5, 1, 0.25};
  const ent_triangle_chances exact = odds(mean, sd, NULL, 0), counted = odds(mean, sd, zero, draws);
  assert_true(counted.error > 0 && counted.error < 0.0012);
  for (int i = 0; i < 3; i++)
    for (int k = 0; k < ENT_ROLES; k++) CLOSE(exact.role[i][k], counted.role[i][k], 5 * counted.error);
  const double r[3] = {0.6, -0.3, 0.2};
  const ent_triangle_chances tied = odds(zero, one, r, draws);
  CLOSE(tied.pattern[ENT_PATTERN_MENAGE], 1.0 / 8 + (asin(0.6) + asin(-0.3) + asin(0.2)) / (4 * pi), 5 * tied.error);
  NEAR(tied.value_sd[0], sqrt(3 + 2 * (0.6 + 0.3 - 0.2)));
  const double same[3] = {1, -1, -1}; /* x_02 = x_01 = - x_12 */
  const ent_triangle_chances rigid = odds(zero, one, same, 1000);
  CLOSE(rigid.role[0][ENT_ROLE_PIVOT] + rigid.role[0][ENT_ROLE_OUTCAST], 1, 0);
  const ent_triangle_chances again = odds(zero, one, r, draws);
  assert_memory_equal(&tied, &again, sizeof tied);
}

/* ---- years --------------------------------------------------------------------------------------------------------- */

/* The published table, whose rows are put in a wild order and split into two directions: the same patterns and role values,
 * China the pivot of 2008, 2012 and 2014. */
static void test_icews(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  enum { USA, RUS, CHN, YEARS = 13 };
  ent_tie_row row[6 * YEARS + 1];
  double cells[7], payoff[YEARS][3];
  FILE *const file = cells_open("triangle_icews.csv");
  int years = 0;
  while (cells_row(file, cells, 7)) {
    const int at = 6 * ((years * 5) % YEARS); /* 5 and 13 have no common factor */
    static const int a[3] = {USA, USA, RUS}, b[3] = {RUS, CHN, CHN};
    const double tie[3] = {cells[1], cells[3], cells[2]};
    for (int t = 0; t < 3; t++) {
      row[at + 2 * t] = (ent_tie_row){cells[0], a[t], b[t], tie[t] - 0.5};
      row[at + 5 - 2 * t] = (ent_tie_row){cells[0], b[t], a[t], tie[t] + 0.5};
      payoff[years][t] = cells[4 + t];
    }
    years++;
  }
  fclose(file);
  assert_int_equal(years, YEARS);
  row[6 * YEARS] = (ent_tie_row){1999, USA, CHN, 1}; /* a year of which one tie is known */
  ent_triangle_year out[YEARS];
  int found = 0, incomplete = 0;
  assert_int_equal(ent_triangle_series(row, 6 * YEARS + 1, 1, &memory, YEARS, out, &found, &incomplete, NULL), ENT_OK);
  assert_int_equal(found, YEARS);
  assert_int_equal(incomplete, 1);
  for (int y = 0; y < YEARS; y++) {
    CLOSE(out[y].year, 2002 + y, 0);
    for (int i = 0; i < 3; i++) {
      const double x[3] = {out[y].x[0] > 0 ? 1 : -1, out[y].x[1] > 0 ? 1 : -1, out[y].x[2] > 0 ? 1 : -1};
      CLOSE(reading(x).value[i], payoff[y][i], 0);
    }
    assert_int_equal(out[y].found.role[CHN] == ENT_ROLE_PIVOT, y == 6 || y == 10 || y == 12);
    assert_int_equal(out[y].turned,
                     y > 0 && memcmp(out[y].found.role, out[y - 1].found.role, sizeof out[y].found.role) != 0);
  }
  CLOSE(out[0].x[0], tanh(0.4904), 1e-12);
}

static void test_series_rules(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  const ent_tie_row row[] = {{2001, 0, 1, 2},  {2000, 1, 0, 1},  {2000, 0, 2, -1}, {2000, 2, 1, 1}, {2000, -1, 0, 50},
                             {2001, 2, 0, -3}, {2001, 1, 2, -1}, {2000, 0, 1, -3}, {2000, 7, 2, 9}};
  ent_triangle_year out[2] = {{.year = 7}, {.year = 8}};
  int years = 0, incomplete = 0;
  assert_int_equal(ent_triangle_series(row, 9, 0.5, &memory, 1, out, &years, &incomplete, NULL), ENT_OK);
  assert_int_equal(years, 2);
  assert_int_equal(incomplete, 0);
  CLOSE(out[0].year, 2000, 0);
  CLOSE(out[0].x[0], tanh(-0.5), 1e-14); /* (1 - 3) / 2, halved */
  CLOSE(out[1].year, 8, 0);              /* no room: untouched */
  assert_int_equal(ent_triangle_series(row, 9, 0.5, &memory, 2, out, &years, NULL, NULL), ENT_OK);
  assert_true(out[1].turned);
  assert_int_equal(ent_triangle_series(row, 0, 1, &memory, 2, out, &years, &incomplete, NULL), ENT_OK);
  assert_int_equal(years, 0);
  const ent_tie_row plain[] = {{1990, 0, 1, 1}, {1990, 0, 2, -0.25}, {1990, 2, 1, 0.5}, {1990, 1, 2, 1}};
  assert_int_equal(ent_triangle_series(plain, 4, 0, &memory, 2, out, &years, NULL, NULL),
                   ENT_OK); /* ties as they are */
  CLOSE(out[0].x[0], 1, 0);
  CLOSE(out[0].x[1], -0.25, 0);
  CLOSE(out[0].x[2], 0.75, 0);
}

/* ---- refusals -------------------------------------------------------------------------------------------------------- */

#define REFUSED(call, untouched, kept)                        \
  do {                                                        \
    ent_error err = {.code = ENT_OK};                         \
    assert_int_equal(call, ENT_ARGUMENT);                     \
    assert_int_equal(err.code, ENT_ARGUMENT);                 \
    assert_true(err.message[0] != '\0');                      \
    assert_memory_equal(&(untouched), &(kept), sizeof(kept)); \
  } while (0)

static void test_refusals(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  const double good[3] = {1, -0.5, 0}, bad[][3] = {{1.5, 0, 0}, {0, -2, 0}, {0, 0, NAN}, {INFINITY, 0, 0}};
  ent_triangle t, t0;
  ent_triangle_move m, m0;
  ent_courtship c, c0;
  ent_triangle_chances p, p0;
  memset(&t0, 7, sizeof t0);
  memset(&m0, 7, sizeof m0);
  memset(&c0, 7, sizeof c0);
  memset(&p0, 7, sizeof p0);
  memcpy(&t, &t0, sizeof t);
  memcpy(&m, &m0, sizeof m);
  memcpy(&c, &c0, sizeof c);
  memcpy(&p, &p0, sizeof p);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    REFUSED(ent_triangle_read(bad[i], &t, &err), t, t0);
    REFUSED(ent_triangle_best(bad[i], 0, &m, &err), m, m0);
    REFUSED(ent_triangle_court(bad[i], 0, 1, 2, 1, -1, &c, &err), c, c0);
  }
  REFUSED(ent_triangle_best(good, 3, &m, &err), m, m0);
  REFUSED(ent_triangle_best(good, -1, &m, &err), m, m0);
  REFUSED(ent_triangle_court(good, 0, 0, 2, 1, -1, &c, &err), c, c0);
  REFUSED(ent_triangle_court(good, 0, 1, 3, 1, -1, &c, &err), c, c0);
  REFUSED(ent_triangle_court(good, 0, 1, 2, 1.1, -1, &c, &err), c, c0);
  REFUSED(ent_triangle_court(good, 0, 1, 2, 1, NAN, &c, &err), c, c0);
  const double sd[3] = {1, 1, 1}, less[3] = {1, -1, 1}, no[3] = {NAN, 1, 1}, r[3] = {0.9, 0.9, -0.9},
               over[3] = {1.1, 0, 0}, rigid[3] = {1, 0.5, 0.6};
  REFUSED(ent_triangle_odds(good, less, NULL, 1, 1, &p, &err), p, p0);
  REFUSED(ent_triangle_odds(good, no, NULL, 1, 1, &p, &err), p, p0);
  REFUSED(ent_triangle_odds(bad[2], sd, NULL, 1, 1, &p, &err), p, p0);
  REFUSED(ent_triangle_odds(good, sd, r, 1, 9, &p, &err), p, p0);
  REFUSED(ent_triangle_odds(good, sd, over, 1, 9, &p, &err), p, p0);
  REFUSED(ent_triangle_odds(good, sd, rigid, 1, 9, &p, &err), p, p0);
  REFUSED(ent_triangle_odds(good, sd, good, 1, 0, &p, &err), p, p0);
  const ent_tie_row wrong[] = {{NAN, 0, 1, 1}, {2000, 0, 1, INFINITY}, {2000, 2, 2, 1}};
  ent_triangle_year y = {.year = 7};
  const ent_triangle_year y0 = y;
  int years = 5;
  for (int i = 0; i < 3; i++) {
    REFUSED(ent_triangle_series(&wrong[i], 1, 1, &memory, 1, &y, &years, NULL, &err), y, y0);
  }
  const ent_tie_row raw = {2000, 0, 1, 1.5};
  REFUSED(ent_triangle_series(&raw, 1, 0, &memory, 1, &y, &years, NULL, &err), y, y0); /* taken as it is */
  REFUSED(ent_triangle_series(wrong, 0, -1, &memory, 1, &y, &years, NULL, &err), y, y0);
  REFUSED(ent_triangle_series(wrong, 0, NAN, &memory, 1, &y, &years, NULL, &err), y, y0);
  REFUSED(ent_triangle_series(wrong, -1, 1, &memory, 1, &y, &years, NULL, &err), y, y0);
  assert_int_equal(years, 5);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_corners),       cmocka_unit_test(test_relabelled),      cmocka_unit_test(test_names),
    cmocka_unit_test(test_tie),           cmocka_unit_test(test_courted_partner), cmocka_unit_test(test_best),
    cmocka_unit_test(test_exact_chances), cmocka_unit_test(test_counted_chances), cmocka_unit_test(test_icews),
    cmocka_unit_test(test_series_rules),  cmocka_unit_test(test_refusals),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
