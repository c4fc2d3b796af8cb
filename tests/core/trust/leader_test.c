/* Tests of core/trust/leader.c: the posterior by definition, and its band against the exact Poisson interval. */
#include "cells.h"
#include "entente/trust.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

/* The exact interval takes the 2.5 % quantile of Gamma(exits) and the 97.5 % quantile of Gamma(exits + 1); Jeffreys'
 * band, with exits + 1/2, lies strictly inside.  The printed years have three decimals. */
static void test_bands(void **state)
{
  (void)state;
  char line[256];
  FILE *const file = cells_open("trust_leaders.csv");
  int rows = 0;
  while (fgets(line, (int)sizeof line, file)) {
    double years, exits, low, high;
    assert_int_equal(sscanf(line + 3, ",%lf,%lf,%lf,%lf", &years, &exits, &low, &high), 4);
    CLOSE(ent_gamma_quantile(0.025, exits, years), low, 1e-5);
    CLOSE(ent_gamma_quantile(0.975, exits + 1, years), high, 1e-5);
    const double from = ent_leader_hazard_quantile(0.025, exits, years);
    const double to = ent_leader_hazard_quantile(0.975, exits, years);
    assert_true(low < from && from < exits / years && exits / years < to && to < high);
    CLOSE(ent_gamma_cdf(from, exits + 0.5, years), 0.025, 1e-11);
    CLOSE(ent_gamma_cdf(to, exits + 0.5, years), 0.975, 1e-11);
    rows++;
  }
  fclose(file);
  assert_int_equal(rows, 10);
}

/* No exit yet: Gamma(1/2, T) is z^2 / (2 T) of a normal z; the median of z^2 (chi-square, 1 degree) is
 * 0.454936423119572. */
static void test_no_exit(void **state)
{
  (void)state;
  CLOSE(ent_leader_hazard_quantile(0.5, 0, 20), 0.454936423119572 / 40, 1e-12);
  CLOSE(ent_leader_hazard_quantile(0.95, 0, 20), 3.841458820694124 / 40, 1e-11);
}

static void test_ends(void **state)
{
  (void)state;
  CLOSE(ent_leader_hazard_quantile(0.5, 3, 0), 1, 0);
  CLOSE(ent_leader_hazard_quantile(0, 3, 0), 0, 0);
  CLOSE(ent_leader_hazard_quantile(0.99, 9, 3), 1, 0); /* a probability a year is cut at 1 */
  CLOSE(ent_leader_hazard_quantile(0, 5, 10), 0, 0);
  CLOSE(ent_leader_hazard_quantile(1, 5, 10), 1, 0);
}

/* ---- spells --------------------------------------------------------------------------------------------------------- */

/* Days since 1 March of year 0 (Gregorian). */
static double day_of(const char *date)
{
  int y = 0, m = 0, d = 0;
  assert_int_equal(sscanf(date, "%d-%d-%d", &y, &m, &d), 3);
  y -= m < 3;
  m = (m + 9) % 12;
  return 365.0 * y + floor(y / 4.0) - floor(y / 100.0) + floor(y / 400.0) + floor((153 * m + 2) / 5.0) + d - 1;
}

#define SPELLS 300

/* The spells of a state in data/leaders.csv: id,iso3,leader,start,end,censored,exits,basis. */
static int read_spells(const char *iso3, ent_spell *spell)
{
  char line[512];
  int count = 0;
  FILE *const file = fopen(ENT_TEST_SOURCE "/data/leaders.csv", "r");
  assert_non_null(file);
  while (fgets(line, (int)sizeof line, file)) {
    char state[8], start[32], rest[128];
    if (sscanf(line, "%*[^,],%7[^,],%*[^,],%31[^,],%127[^\n]", state, start, rest) != 3 || strcmp(state, iso3) != 0)
      continue;
    assert_true(count < SPELLS);
    const bool open = rest[0] == ',';
    spell[count++] = (ent_spell){day_of(start), day_of(open ? "2025-11-23" : rest), !open};
  }
  fclose(file);
  return count;
}

/* The table of hazards that comes with entente, from the spells that come with it. */
static void test_hazards_of_spells(void **state)
{
  (void)state;
  char line[512];
  int rows = 0;
  FILE *const file = fopen(ENT_TEST_SOURCE "/data/leader_hazards.csv", "r");
  assert_non_null(file);
  while (fgets(line, (int)sizeof line, file)) {
    char iso3[8], from[32];
    double years, exits, hazard, low, high;
    if (sscanf(line, "%7[^,],%31[^,],%lf,%lf,%lf,%lf,%lf", iso3, from, &years, &exits, &hazard, &low, &high) != 7)
      continue;
    ent_spell spell[SPELLS];
    const int count = read_spells(strcmp(iso3, "FRA5") == 0 ? "FRA" : iso3, spell);
    ent_tenure_record found = {.bad = 0};
    assert_int_equal(ent_leader_count(spell, count, day_of(from), day_of("2025-11-23"), &found, NULL), ENT_OK);
    CLOSE(found.years / 365.2425, years, 0.0006);
    CLOSE(found.exits, exits, 0);
    CLOSE(found.exits / (found.years / 365.2425), hazard, 2e-6);
    CLOSE(ent_gamma_quantile(0.025, found.exits, found.years / 365.2425), low, 2e-6);
    CLOSE(ent_gamma_quantile(0.975, found.exits + 1, found.years / 365.2425), high, 2e-6);
    rows++;
  }
  fclose(file);
  assert_int_equal(rows, 11);
}

static void test_windows(void **state)
{
  (void)state;
  const ent_spell spell[] = {{0, 4, true}, {4, 10, true}, {11, 12, true}, {12, 20, false}};
  ent_tenure_record r;
  assert_int_equal(ent_leader_count(spell, 4, 0, 20, &r, NULL), ENT_OK);
  assert_true(r.years == 19 && r.exits == 3 && r.bad == -1);
  assert_int_equal(ent_leader_count(spell, 4, 4, 11.5, &r, NULL), ENT_OK); /* an exit on the first day is not in it */
  assert_true(r.years == 6.5 && r.exits == 1);
  assert_int_equal(ent_leader_count(spell, 4, 13, 13, &r, NULL), ENT_OK);
  assert_true(r.years == 0 && r.exits == 0);
  ent_error err;
  const ent_spell wrong[] = {{0, 4, true}, {6, 5, true}};
  assert_int_equal(ent_leader_count(wrong, 2, 0, 20, &r, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "spell.to");
  assert_int_equal(r.bad, 1);
  assert_int_equal(ent_leader_count(spell, -1, 0, 20, &r, &err), ENT_ARGUMENT);
  assert_int_equal(ent_leader_count(spell, 4, 3, 2, &r, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "since");
}

/* A prior of one's own is evidence seen before. */
static void test_priors(void **state)
{
  (void)state;
  CLOSE(ent_leader_hazard_under(0.3, 4, 20, 0.5, 0), ent_leader_hazard_quantile(0.3, 4, 20), 0);
  CLOSE(ent_leader_hazard_under(0.3, 4, 20, 2.5, 10), ent_leader_hazard_quantile(0.3, 6, 30), 0);
  assert_true(ent_leader_hazard_under(0.5, 0, 0, 2, 10) < 0.2);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_bands),   cmocka_unit_test(test_no_exit),
                                     cmocka_unit_test(test_ends),    cmocka_unit_test(test_hazards_of_spells),
                                     cmocka_unit_test(test_windows), cmocka_unit_test(test_priors)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
