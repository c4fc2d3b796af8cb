/* Tests of the model of trade_general.h: against trade.h where they are the same, against a second, plain program, properties,
 * and what is refused. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade_general.h"
#include "support/networks.h"
#include "support/trade_tables.h"

enum { MOST = 16 };
#define FACTS ENT_TEST_SOURCE "/data/trade_2014.csv"

static trade_table w;
static double tariff[MOST * MOST], profit[MOST];
static const ent_trade_general_options paper = {.theta = 4, .labour = 0.5, .scale = 0.1675, .passed = 1};

static ent_trade_general_answer *solve(const double *flow, int n, const double *nu, ent_trade_general_options options,
                                       const double *rates)
{
  const ent_trade_world world = {.n = n, .flow = flow};
  ent_trade_general_answer *a = NULL;
  ent_error err = {.message = ""};
  if (ent_trade_general_solve(&world, nu, &options, rates, &network_memory, &a, &err) != ENT_OK)
    fail_msg("%s", err.message);
  if (!a->certificate.holds) fail_msg("market %g, budget %g", a->certificate.market, a->certificate.budget);
  return a;
}

static void near(const double *a, const double *b, int n, double slack)
{
  for (int i = 0; i < n; i++)
    if (!(fabs(a[i] - b[i]) <= slack)) fail_msg("%d: %.15g %.15g", i, a[i], b[i]);
}

/* The fourth raises 20 % on all, the seventh 10 % on the first; profits from 0 to 0.3. */
static int start(void **state)
{
  (void)state;
  if (!trade_read_long(FACTS, "flow", NULL, &w) || w.n != MOST) return -1;
  for (int i = 0; i < MOST; i++) {
    profit[i] = 0.02 * i;
    tariff[i * MOST + 3] = i == 3 ? 0 : 0.2;
  }
  tariff[0 * MOST + 6] = 0.1;
  return 0;
}

static int end(void **state)
{
  (void)state;
  trade_free(&w);
  return 0;
}

static void test_nothing_changes(void **state)
{
  (void)state;
  ent_trade_general_answer *const a = solve(w.flow, w.n, profit, paper, NULL);
  for (int i = 0; i < w.n; i++) {
    const double all[] = {a->welfare[i], a->wage[i], a->employment[i], a->price[i], a->exports[i], a->imports[i]};
    for (size_t k = 0; k < 6; k++) assert_true(fabs(all[k] - 1) < 1e-11);
    assert_true(a->revenue[i] >= 0 && a->revenue[i] <= 1e-9 * a->output[i] && fabs(a->deficit[i]) < 1e-8);
  }
  ent_trade_general_free(a);
}

/* Without all that it adds it is the model of trade.h with tariffs. */
static void test_plain(void **state)
{
  (void)state;
  const ent_trade_world world = {.n = w.n, .flow = w.flow};
  ent_trade *t = NULL;
  ent_trade_answer plain;
  assert_int_equal(ent_trade_open(&world, &(ent_trade_options){.theta = 5}, &network_memory, &t, NULL), ENT_OK);
  assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.tariff = tariff}, &plain, NULL), ENT_OK);
  ent_trade_general_answer *const a =
    solve(w.flow, w.n, NULL, (ent_trade_general_options){.theta = 5, .passed = 1, .lump_sum = true}, tariff);
  near(a->welfare, plain.welfare, w.n, 1e-11);
  static double real[MOST];
  for (int i = 0; i < w.n; i++) real[i] = a->wage[i] / a->price[i];
  near(real, plain.real_wage, w.n, 1e-11);
  ent_trade_general_free(a);
  ent_trade_close(t);
}

/* ---- a second program: the equations as they stand, one after the other, damped ------------------------------------------ */

typedef struct second {
  double w[MOST], e[MOST], l[MOST], p[MOST], welfare[MOST];
} second;

static void second_turn(second *s, const ent_trade_general_options *o, const double *spent, const double *made)
{
  double x[MOST][MOST], revenue[MOST] = {0}, total = 0, total_now = 0, prices = 0, all = 0;
  for (int j = 0; j < MOST; j++) {
    const double phi = o->passed + (1 + o->scale) * profit[j] / (1 - profit[j]);
    double sum = 0;
    for (int i = 0; i < MOST; i++)
      sum += x[i][j] = w.flow[i * MOST + j] / spent[j] * pow(s->w[i] / pow(s->l[i], o->scale), -o->theta) *
                       pow(1 + tariff[i * MOST + j], -o->theta * phi);
    s->p[j] = pow(s->e[j] / s->w[j], 1 - phi) * pow(sum, -1 / o->theta);
    for (int i = 0; i < MOST; i++) {
      x[i][j] *= s->e[j] * spent[j] / sum / (1 + tariff[i * MOST + j]);
      revenue[j] += x[i][j] * tariff[i * MOST + j];
    }
    total += made[j];
    total_now += made[j] * s->w[j] * s->l[j];
    prices += s->p[j] * spent[j];
    all += spent[j];
  }
  for (int i = 0; i < MOST; i++) {
    const double y = made[i] * s->w[i] * s->l[i];
    double sold = 0;
    for (int j = 0; j < MOST; j++) sold += (1 - profit[j]) * x[i][j] + profit[i] * x[j][i];
    const double income = y + revenue[i] + (spent[i] - made[i]) * total_now / total;
    const double kept = o->lump_sum ? 1 : 1 - revenue[i] / y, k = o->labour;
    const double d = spent[i] / (spent[i] - k * kept * made[i] / (1 + k));
    s->welfare[i] = d * s->e[i] / s->p[i] + (1 - d) * s->w[i] * s->l[i] / s->p[i];
    const double work = pow(s->w[i] / kept / s->p[i], k);
    s->w[i] *= pow(sold / y, 0.2) * all / prices;
    s->e[i] = sqrt(s->e[i] * income / spent[i]) * all / prices;
    s->l[i] = sqrt(s->l[i] * work);
  }
}

static void test_second_program(void **state)
{
  (void)state;
  for (int which = 0; which < 3; which++) {
    const ent_trade_general_options o = {.theta = which == 2 ? 8 : 4,
                                         .labour = 0.5,
                                         .scale = which == 2 ? 0.05 : 0.1675,
                                         .passed = which == 1 ? 0.25 : 1,
                                         .lump_sum = which == 1};
    static double spent[MOST], made[MOST];
    second s;
    for (int i = 0; i < MOST; i++) {
      s.w[i] = s.e[i] = s.l[i] = 1;
      spent[i] = made[i] = 0;
      for (int j = 0; j < MOST; j++) {
        spent[i] += w.flow[j * MOST + i];
        made[i] += (1 - profit[j]) * w.flow[i * MOST + j] + profit[i] * w.flow[j * MOST + i];
      }
    }
    for (int turn = 0; turn < 3000; turn++) second_turn(&s, &o, spent, made);
    ent_trade_general_answer *const a = solve(w.flow, w.n, profit, o, tariff);
    near(a->welfare, s.welfare, w.n, 1e-10);
    near(a->price, s.p, w.n, 1e-10);
    near(a->employment, s.l, w.n, 1e-10);
    assert_true(a->welfare[3] != 1 && a->revenue[3] > 0 && a->revenue[5] < 1e-9 * a->output[5]);
    ent_trade_general_free(a);
  }
}

/* ---- properties ----- */

/* In cents and the other way round nothing moves. */
static void test_units_and_order(void **state)
{
  (void)state;
  static double flow[MOST * MOST], rates[MOST * MOST], nu[MOST], turned[MOST];
  const int n = w.n;
  for (int i = 0; i < n; i++) {
    nu[n - 1 - i] = profit[i];
    for (int j = 0; j < n; j++) {
      flow[(n - 1 - i) * n + n - 1 - j] = 100 * w.flow[i * n + j];
      rates[(n - 1 - i) * n + n - 1 - j] = tariff[i * n + j];
    }
  }
  ent_trade_general_answer *const a = solve(w.flow, n, profit, paper, tariff), *const b =
                                                                                 solve(flow, n, nu, paper, rates);
  for (int i = 0; i < n; i++) turned[i] = b->welfare[n - 1 - i];
  near(a->welfare, turned, n, 1e-11);
  for (int i = 0; i < n; i++) turned[i] = b->best[n - 1 - i];
  near(a->best, turned, n, 1e-11);
  ent_trade_general_free(a);
  ent_trade_general_free(b);
}

/* A solver that is stopped early says that it has not settled. */
static void test_cap(void **state)
{
  (void)state;
  const ent_trade_world world = {.n = w.n, .flow = w.flow};
  ent_trade_general_options o = paper;
  o.steps = 3;
  ent_trade_general_answer *a = NULL;
  assert_int_equal(ent_trade_general_solve(&world, profit, &o, tariff, &network_memory, &a, NULL), ENT_OK);
  assert_true(!a->certificate.settled && !a->certificate.holds && a->certificate.steps == 3);
  ent_trade_general_free(a);
}

/* Trade at home: GDP, what profits move, less imports; never below 0. */
static void test_home(void **state)
{
  (void)state;
  double flow[] = {-1, 10, 30, -1};
  const double gdp[] = {100, 5}, nu[] = {0.2, 0.5};
  assert_int_equal(ent_trade_general_home(2, gdp, nu, flow, NULL), ENT_OK);
  assert_true(fabs(flow[0] - (100 + 0.8 * (30 - 0.5 * 10) - 30)) < 1e-12);
  assert_true(flow[3] == 0 && flow[1] == 10 && flow[2] == 30);
  assert_int_equal(ent_trade_general_home(2, gdp, NULL, flow, NULL), ENT_OK);
  assert_true(flow[0] == 100 + 30 - 10 - 30 && flow[3] == 0);
  ent_error err;
  assert_int_equal(ent_trade_general_home(0, gdp, nu, flow, &err), ENT_ARGUMENT);
  assert_int_equal(ent_trade_general_home(2, NULL, nu, flow, &err), ENT_ARGUMENT);
  assert_int_equal(ent_trade_general_home(2, (const double[]){1, NAN}, nu, flow, &err), ENT_ARGUMENT);
  assert_int_equal(ent_trade_general_home(2, gdp, (const double[]){0, 1}, flow, &err), ENT_ARGUMENT);
  flow[1] = -3;
  assert_int_equal(ent_trade_general_home(2, gdp, nu, flow, &err), ENT_ARGUMENT);
}

/* ---- what is refused ----- */

static void refused(const ent_trade_world *world, const double *nu, ent_trade_general_options o, const double *rates,
                    ent_status code, const char *part)
{
  ent_trade_general_answer *a = NULL;
  ent_error err = {.message = ""};
  assert_int_equal(ent_trade_general_solve(world, nu, &o, rates, &network_memory, &a, &err), code);
  if (!strstr(err.message, part) || a) fail_msg("\"%s\" lacks \"%s\"", err.message, part);
}

static void test_refusals(void **state)
{
  (void)state;
  static const char *const names[] = {"ABC", "DEF", "GHI"};
  double flow[] = {50, 5, 4, 6, 60, 3, 2, 1, 70}, rates[9] = {0}, nu[] = {0.1, 0.1, 0.1};
  const ent_trade_world world = {.n = 3, .flow = flow, .names = names};
  ent_trade_general_options o = paper;
  refused(NULL, nu, o, rates, ENT_ARGUMENT, "not NULL");
  refused(&(ent_trade_world){.n = 0, .flow = flow}, nu, o, rates, ENT_ARGUMENT, "at least one");
  refused(&(ent_trade_world){.n = ENT_TRADE_MAX + 1, .flow = flow}, nu, o, rates, ENT_LIMIT, "2,000");
  o.theta = 0;
  refused(&world, nu, o, rates, ENT_ARGUMENT, "theta");
  o = paper;
  o.labour = NAN;
  refused(&world, nu, o, rates, ENT_ARGUMENT, "labour");
  o = paper;
  o.scale = 0.25;
  refused(&world, nu, o, rates, ENT_ARGUMENT, "scale");
  o = paper;
  o.passed = 0;
  refused(&world, nu, o, rates, ENT_ARGUMENT, "passed on");
  o = paper;
  o.steps = -1;
  refused(&world, nu, o, rates, ENT_ARGUMENT, "steps");
  nu[1] = 0.95;
  refused(&world, nu, paper, rates, ENT_ARGUMENT, "profits");
  nu[1] = 0.1;
  rates[4] = 0.1;
  refused(&world, nu, paper, rates, ENT_ARGUMENT, "tariff on what comes from DEF");
  rates[4] = 0;
  refused(&(ent_trade_world){3, flow, (const double[]){0, 0.1, 0, 0, 0, 0, 0, 0, 0}, names}, nu, paper, rates,
          ENT_ARGUMENT, "comes from ABC");
  flow[7] = NAN;
  refused(&world, nu, paper, rates, ENT_ARGUMENT, "flow from GHI");
  flow[7] = 1;
  const double lonely[] = {50, 5, 0, 6, 60, 0, 0, 0, 70}, idle[] = {50, 5, 9, 6, 60, 9, 0, 0, 0};
  refused(&(ent_trade_world){3, lonely, NULL, names}, nu, paper, rates, ENT_ARGUMENT, "No trade joins GHI");
  refused(&(ent_trade_world){3, idle, NULL, names}, NULL, paper, rates, ENT_ARGUMENT, "GHI sells nothing");
}

/* A giver whose partners shut it out cannot go on giving. */
static void test_no_income(void **state)
{
  (void)state;
  static const char *const names[] = {"ABC", "DEF", "GHI"};
  const double flow[] = {1, 80, 80, 1, 100, 5, 1, 5, 100};
  double rates[9] = {0};
  rates[1] = rates[2] = 20;
  const ent_trade_world world = {.n = 3, .flow = flow, .names = names};
  refused(&world, NULL, (ent_trade_general_options){.theta = 4, .passed = 1}, rates, ENT_NUMERIC, "The income of ABC");
}

/* An economy that works for others far more than it spends: at a high elasticity of labour that work would be worth more to it
 * than all it buys, and its welfare a ratio of two losses. */
static void test_overworked(void **state)
{
  (void)state;
  static const char *const names[] = {"ABC", "DEF"};
  const double flow[] = {50, 50, 10, 90}, rates[] = {0, 0.1, 0, 0};
  const ent_trade_world world = {.n = 2, .flow = flow, .names = names};
  ent_trade_general_options o = {
    .theta = 4, .labour = 1.4, .passed = 1, .lump_sum = true}; /* bound: 60 / 100 = k / (1 + k) */
  ent_trade_general_answer *a = solve(flow, 2, NULL, o, rates);
  assert_true(a->welfare[0] < a->spending[0] / 60 / a->price[0] && a->welfare[1] > 1);
  ent_trade_general_free(a);
  for (o.labour = 1.6; o.labour <= 10; o.labour += 1.4) refused(&world, NULL, o, rates, ENT_NUMERIC, "the work of ABC");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_nothing_changes), cmocka_unit_test(test_plain),     cmocka_unit_test(test_second_program),
    cmocka_unit_test(test_units_and_order), cmocka_unit_test(test_cap),       cmocka_unit_test(test_home),
    cmocka_unit_test(test_refusals),        cmocka_unit_test(test_no_income), cmocka_unit_test(test_overworked)};
  return cmocka_run_group_tests(tests, start, end);
}
