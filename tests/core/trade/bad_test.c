/* Tests of what the gravity solver refuses: each bad input by its code and its sentence, outputs untouched. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade.h"
#include "support/networks.h"

#define N 3

static const char *const names[] = {"AAA", "BBB", "CCC"};
static const double sound[N * N] = {90, 5, 5, 4, 80, 6, 6, 5, 70};
static const double ones[N * N] = {1, 1, 1, 1, 1, 1, 1, 1, 1};

/* A matrix with one cell changed. */
static const double *with(double room[N * N], const double *from, int cell, double value)
{
  memcpy(room, from, N * N * sizeof *room);
  room[cell] = value;
  return room;
}

static void refuse_open(const ent_trade_world *w, ent_trade_options o, ent_status code, const char *words)
{
  ent_trade *out = (ent_trade *)&code;
  ent_error err = {.message = ""};
  assert_int_equal(ent_trade_open(w, &o, &network_memory, &out, &err), code);
  assert_ptr_equal(out, &code);
  assert_int_equal(err.code, code);
  if (!strstr(err.message, words)) fail_msg("\"%s\" does not say \"%s\"", err.message, words);
  assert_int_equal(err.message[strlen(err.message) - 1], '.');
}

static void test_worlds(void **state)
{
  (void)state;
  double room[N * N];
  const ent_trade_options four = {.theta = 4};
  const struct {
    int cell;
    double value;
    const char *words;
  } flows[] = {{1, -1, "A flow from AAA is negative"}, {5, NAN, "A flow from BBB"},
               {7, INFINITY, "A flow from CCC"},       {4, 0, "The trade of BBB with itself"},
               {8, -2, "A flow from CCC is neg"},      {0, NAN, "A flow from AAA"}};
  for (size_t k = 0; k < sizeof flows / sizeof *flows; k++)
    refuse_open(&(ent_trade_world){N, with(room, sound, flows[k].cell, flows[k].value), NULL, names}, four,
                ENT_ARGUMENT, flows[k].words);
  refuse_open(&(ent_trade_world){N, with(room, sound, 4, 0), NULL, NULL}, four, ENT_ARGUMENT, "The trade of 2 with");
  const double none[N * N] = {0};
  const double rates[] = {-1, NAN, 1e10};
  for (int k = 0; k < 3; k++)
    refuse_open(&(ent_trade_world){N, sound, with(room, none, 1, rates[k]), names}, four, ENT_ARGUMENT,
                "A tariff on what comes from AAA");
  refuse_open(&(ent_trade_world){N, sound, with(room, none, 4, 0.1), names}, four, ENT_ARGUMENT,
              "or is raised at home");
  refuse_open(&(ent_trade_world){0, sound, NULL, names}, four, ENT_ARGUMENT, "at least one economy");
  refuse_open(&(ent_trade_world){N, NULL, NULL, names}, four, ENT_ARGUMENT, "and flows");
  refuse_open(&(ent_trade_world){ENT_TRADE_MAX + 1, sound, NULL, names}, four, ENT_LIMIT, "2,000");
}

static void test_options(void **state)
{
  (void)state;
  const ent_trade_world w = {N, sound, NULL, names};
  const ent_trade_options bad[] = {
    {.theta = 0},
    {.theta = -4},
    {.theta = NAN},
    {.theta = 101},
    {.theta = 4, .supply = -1},
    {.theta = 4, .supply = NAN},
    {.theta = 4, .steps = -1},
    {.theta = 4, .tolerance = -1},
    {.theta = 4, .tolerance = NAN},
    {.theta = 4, .deficits = ENT_TRADE_DEFICITS},
    {.theta = 4, .solver = ENT_TRADE_SOLVERS},
    {.theta = 4, .solver = ENT_TRADE_NEWTON, .supply = 1},
    {.theta = 4, .solver = ENT_TRADE_CHORD, .deficits = ENT_TRADE_MULTIPLICATIVE},
    {.theta = 4, .fixed_shares = true, .anchor = N},
    {.theta = 4, .fixed_shares = true, .anchor = -1},
  };
  const char *const words[] = {"theta",          "theta",  "theta",     "theta",     "supply",
                               "supply",         "steps",  "tolerance", "tolerance", "deficits",
                               "no such solver", "Newton", "chord",     "anchor",    "anchor"};
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) refuse_open(&w, bad[k], ENT_ARGUMENT, words[k]);
  ent_trade *out = NULL;
  assert_int_equal(ent_trade_open(NULL, bad, &network_memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_open(&w, NULL, &network_memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_open(&w, bad, NULL, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_open(&w, bad, &network_memory, NULL, NULL), ENT_ARGUMENT);
  assert_null(out);
  ent_trade_close(NULL);
}

static ent_trade *opened(const double *flow, ent_trade_options o)
{
  const ent_trade_world w = {N, flow, NULL, names};
  ent_trade *t = NULL;
  assert_int_equal(ent_trade_open(&w, &o, &network_memory, &t, NULL), ENT_OK);
  return t;
}

static void refuse_shock(ent_trade *t, ent_trade_shock s, ent_status code, const char *words)
{
  ent_trade_answer a = {.n = 77};
  ent_error err = {.message = ""};
  assert_int_equal(ent_trade_solve(t, &s, &a, &err), code);
  assert_int_equal(a.n, 77);
  if (!strstr(err.message, words)) fail_msg("\"%s\" does not say \"%s\"", err.message, words);
  assert_int_equal(err.message[strlen(err.message) - 1], '.');
}

static void test_shocks(void **state)
{
  (void)state;
  double room[N * N];
  const double none[N * N] = {0};
  ent_trade *t = opened(sound, (ent_trade_options){.theta = 4});
  refuse_shock(t, (ent_trade_shock){.freeness = with(room, ones, 1, -0.5)}, ENT_ARGUMENT, "Freeness from AAA to BBB");
  refuse_shock(t, (ent_trade_shock){.freeness = with(room, ones, 1, NAN)}, ENT_ARGUMENT, "Freeness from AAA to BBB");
  refuse_shock(t, (ent_trade_shock){.freeness = with(room, ones, 4, 0)}, ENT_ARGUMENT, "Freeness from BBB to BBB");
  refuse_shock(t, (ent_trade_shock){.cost = with(room, ones, 2, 0)}, ENT_ARGUMENT, "trade cost from AAA to CCC");
  refuse_shock(t, (ent_trade_shock){.cost = with(room, ones, 2, NAN)}, ENT_ARGUMENT, "trade cost from AAA to CCC");
  refuse_shock(t, (ent_trade_shock){.cost = with(room, ones, 8, INFINITY)}, ENT_ARGUMENT, "trade cost from CCC to CCC");
  refuse_shock(t, (ent_trade_shock){.tariff = with(room, none, 3, -1)}, ENT_ARGUMENT,
               "The tariff on what goes from BBB to AAA");
  refuse_shock(t, (ent_trade_shock){.tariff = with(room, none, 0, 0.1)}, ENT_ARGUMENT,
               "The tariff on what goes from AAA to AAA");
  refuse_shock(t, (ent_trade_shock){.transfer = (const double[]){1, 1, 0}}, ENT_ARGUMENT, "sum to 0");
  refuse_shock(t, (ent_trade_shock){.transfer = (const double[]){10, -9.9999, 0}}, ENT_ARGUMENT, "sum to 0");
  refuse_shock(t, (ent_trade_shock){.transfer = (const double[]){NAN, 1, 0}}, ENT_ARGUMENT, "not a finite");
  refuse_shock(t, (ent_trade_shock){.transfer = (const double[]){-500, 500, 0}}, ENT_NUMERIC, "The income of AAA");
  ent_trade_answer a;
  assert_int_equal(ent_trade_solve(NULL, NULL, &a, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_solve(t, NULL, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_solve(t, NULL, &a, NULL), ENT_OK); /* what was refused left no trace */
  assert_true(a.certificate.holds);
  ent_trade_close(t);
  t = opened(sound, (ent_trade_options){.theta = 4, .fixed_shares = true});
  refuse_shock(t, (ent_trade_shock){.tariff = none}, ENT_ARGUMENT, "neither tariffs nor transfers");
  ent_trade_close(t);
}

/* An embargo stays one where shipping becomes so cheap that its freeness alone is no number. */
static void test_embargo_on_cheap_shipping(void **state)
{
  (void)state;
  double banned[N * N], cheap[N * N];
  ent_trade *t = opened(sound, (ent_trade_options){.theta = 100, .deficits = ENT_TRADE_BALANCED});
  ent_trade_answer a;
  const ent_trade_shock s = {.freeness = with(banned, ones, 1, 0), .cost = with(cheap, ones, 1, 1e-5)};
  assert_int_equal(ent_trade_solve(t, &s, &a, NULL), ENT_OK);
  assert_true(a.flow[1] == 0 && a.certificate.holds);
  const double alone = a.welfare[1];
  assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.freeness = banned}, &a, NULL), ENT_OK);
  assert_true(a.welfare[1] == alone);
  ent_trade_close(t);
}

/* A surplus larger than what is left to earn: its additive deficit cannot be paid. */
static void test_infeasible(void **state)
{
  (void)state;
  const double flow[N * N] = {10, 200, 200, 1, 900, 1, 1, 1, 900};
  const double cost[N * N] = {1, 3, 3, 1, 1, 1, 1, 1, 1};
  ent_trade *t = opened(flow, (ent_trade_options){.theta = 4});
  refuse_shock(t, (ent_trade_shock){.cost = cost}, ENT_NUMERIC, "The income of AAA would not be above 0");
  ent_trade_close(t);
}

/* One that gives away 997 of each 1,000 that it earns is poor, and has its income all the same. */
static void test_poor(void **state)
{
  (void)state;
  const double flow[N * N] = {1, 300, 699, 1, 900, 10, 1, 10, 900};
  ent_trade *t = opened(flow, (ent_trade_options){.theta = 4});
  ent_trade_answer a;
  assert_int_equal(ent_trade_solve(t, NULL, &a, NULL), ENT_OK);
  assert_true(a.certificate.holds && a.spending[0] < 0.01 * a.output[0]);
  ent_trade_close(t);
}

/* One that sells and never buys abroad cannot be balanced. */
static void test_unbalanced(void **state)
{
  (void)state;
  const double flow[N * N] = {90, 5, 5, 0, 80, 6, 0, 5, 70};
  const ent_trade_world w = {N, flow, NULL, names};
  refuse_open(&w, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_BALANCED}, ENT_NUMERIC, "");
}

static void test_freeness(void **state)
{
  (void)state;
  double room[N * N], out[N * N] = {7};
  ent_trade_filled how[N];
  assert_int_equal(ent_trade_freeness(0, sound, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_freeness(N, NULL, out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_freeness(N, with(room, sound, 4, 0), out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_freeness(N, with(room, sound, 1, NAN), out, NULL), ENT_ARGUMENT);
  assert_true(out[0] == 7);
  /* Next to no trade at home: a ratio to it is no number, least of all where nothing comes back. */
  const double faint[] = {1e-300, 1e99, 0, 1}, least[] = {1e-100, 1e99, 1e99, 1e-100};
  assert_int_equal(ent_trade_freeness(2, faint, out, NULL), ENT_ARGUMENT);
  assert_true(out[0] == 7);
  assert_int_equal(ent_trade_freeness(2, least, out, NULL), ENT_OK);
  assert_true(fabs(out[1] / 1e199 - 1) < 1e-14 && out[0] == 1);
  const ent_trade_home bad[] = {{NULL, 0, 0.5}, {NULL, 2, 0.5}, {NULL, 0.1, 1}, {NULL, 0.1, -1}, {NULL, NAN, 0}};
  memcpy(room, sound, sizeof room);
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
    assert_int_equal(ent_trade_fill_home(N, &bad[k], room, how, NULL), ENT_ARGUMENT);
  const double output[] = {-1, 1, 1};
  assert_int_equal(ent_trade_fill_home(N, &(ent_trade_home){output, 0.1, 0}, room, how, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_fill_home(N, &(ent_trade_home){NULL, 0.1, 0}, NULL, how, NULL), ENT_ARGUMENT);
  /* A floor that no number can hold leaves it missing; so says `how`. */
  room[0] = 0;
  assert_int_equal(
    ent_trade_fill_home(N, &(ent_trade_home){(const double[]){1e-300, 1, 1}, 1e-200, 0}, room, how, NULL), ENT_OK);
  assert_true(room[0] == 0 && how[0] == ENT_TRADE_MISSING && how[1] == ENT_TRADE_GIVEN);
  assert_string_equal(ent_trade_deficits_name(ENT_TRADE_BALANCED), "balanced");
  assert_string_equal(ent_trade_deficits_name(ENT_TRADE_DEFICITS), "?");
  assert_string_equal(ent_trade_solver_name(ENT_TRADE_CHORD), "chord");
  assert_string_equal(ent_trade_solver_name(ENT_TRADE_SOLVERS), "?");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_worlds),
                                     cmocka_unit_test(test_options),
                                     cmocka_unit_test(test_shocks),
                                     cmocka_unit_test(test_infeasible),
                                     cmocka_unit_test(test_unbalanced),
                                     cmocka_unit_test(test_freeness),
                                     cmocka_unit_test(test_embargo_on_cheap_shipping),
                                     cmocka_unit_test(test_poor)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
