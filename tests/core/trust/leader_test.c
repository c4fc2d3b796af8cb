/* Tests of core/trust/leader.c: the posterior by definition, and its band against the exact Poisson interval. */
#include "cells.h"
#include "entente/trust.h"

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

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_bands), cmocka_unit_test(test_no_exit),
                                     cmocka_unit_test(test_ends)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
