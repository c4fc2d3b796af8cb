/* Tests of the model of trade_general.h on the world of the paper it comes from, 194 economies (its first case: board_test.c).
 * The tables are not ours to keep here: read from ENTENTE_SHARED when that is set, else left out. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade_general.h"
#include "support/networks.h"
#include "support/trade_published.h"

/* Scale is that of the paper, 0.67 over its elasticity of 4. */
#define SCALE (0.67 / 4)
/* Percentage points.  The flows have three decimals of a thousand dollars: that moves Micronesia by 2e-8. */
#define SLACK 5e-8

static trade_table w;
static double profit[TRADE_NAMES], *tariff;

static ent_trade_general_answer *solve(const double *nu, const ent_trade_general_options *options)
{
  const ent_trade_world world = {.n = w.n, .flow = w.flow};
  ent_trade_general_answer *a = NULL;
  ent_error err = {.message = ""};
  if (ent_trade_general_solve(&world, nu, options, tariff, &network_memory, &a, &err) != ENT_OK)
    fail_msg("%s", err.message);
  const ent_trade_general_certificate c = a->certificate;
  print_message("%d steps, market %.1e, budget %.1e, labour %.1e, price %.1e\n", c.steps, c.market, c.budget, c.labour,
                c.price);
  assert_true(c.holds);
  return a;
}

/* Without profits (Eaton and Kortum), by a second program (Python, damped). */
static void test_without_profits(void **state)
{
  (void)state;
  if (!tariff) trade_left_out();
  ent_trade_general_answer *const a =
    solve(NULL, &(ent_trade_general_options){.theta = 4, .labour = 0.5, .scale = SCALE, .passed = 1});
  const char *const path = "fixtures/trade/K_iamls2025_ek_alt4_ours.csv";
  trade_compare(path, "welfare", &w, a->welfare, 100, -100, SLACK, 194);
  trade_compare(path, "employment", &w, a->employment, 100, -100, SLACK, 194);
  trade_compare(path, "cpi", &w, a->price, 100, -100, SLACK, 194);
  ent_trade_general_free(a);
}

static double welfare_at(int who, double rate, double *best)
{
  for (int i = 0; i < w.n; i++)
    if (i != who) tariff[i * w.n + who] = rate;
  ent_trade_general_answer *const a =
    solve(profit, &(ent_trade_general_options){.theta = 4, .labour = 0.5, .scale = SCALE, .passed = 1});
  const double welfare = a->welfare[who];
  *best = a->best[who];
  ent_trade_general_free(a);
  return welfare;
}

/* The closed form says 21.8 % for the United States: one tariff on everybody suits it better there than ten points
 * below or above. */
static void test_best_tariff(void **state)
{
  (void)state;
  if (!tariff) trade_left_out();
  double best = 0, same = 0;
  const int usa = trade_find(&w, "USA");
  (void)welfare_at(usa, 0.1, &best);
  const double at = welfare_at(usa, best, &same);
  if (!(fabs(best - 0.217988) < 1e-6 && best == same)) fail_msg("%.9f %.9f", best, same);
  if (!(at > 1 && at > welfare_at(usa, best - 0.1, &same) && at > welfare_at(usa, best + 0.1, &same)))
    fail_msg("%.9f", at);
}

static int start(void **state)
{
  (void)state;
  trade_april(&w, profit, &tariff);
  return 0;
}

static int end(void **state)
{
  (void)state;
  trade_free(&w);
  free(tariff);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_without_profits), cmocka_unit_test(test_best_tariff)};
  return cmocka_run_group_tests(tests, start, end);
}
