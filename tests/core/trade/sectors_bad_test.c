/* Tests of what the solver for many sectors refuses: each bad input by its code and its sentence, outputs untouched. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/sectors.h"
#include "support/networks.h"
#include "support/sector_tables.h"

enum { N = 3, S = 2 };

static const char *const names[] = {"AAA", "BBB", "CCC"}, *const sector_names[] = {"food", "steel"};
static sector_table t;
static double consumption[N * S] = {0.5, 0.5, 0.4, 0.6, 0.3, 0.7}, earned[N] = {100, 100, 100}, surplus[N] = {1, 1, -2};

static ent_sectors_world world(void)
{
  ent_sectors_world w = sector_world(&t);
  w.names = names;
  w.sector_names = sector_names;
  w.consumption = consumption;
  w.earned = earned;
  w.surplus = surplus;
  return w;
}

static void refuse(const ent_sectors_world *w, ent_sectors_options o, ent_status code, const char *words)
{
  ent_sectors *out = (ent_sectors *)&code;
  ent_error err = {.message = ""};
  assert_int_equal(ent_sectors_open(w, &o, &network_memory, &out, &err), code);
  assert_ptr_equal(out, &code);
  assert_int_equal(err.code, code);
  if (!strstr(err.message, words)) fail_msg("\"%s\" does not say \"%s\"", err.message, words);
  assert_int_equal(err.message[strlen(err.message) - 1], '.');
}

static int open_table(void **state)
{
  (void)state;
  sector_make(N, S, 1, &t);
  return 0;
}

static int close_table(void **state)
{
  (void)state;
  sector_free(&t);
  return 0;
}

/* One number of the world changed. */
static void test_numbers(void **state)
{
  (void)state;
  const ent_sectors_world w = world();
  const struct {
    double *where;
    double value;
    const char *words;
  } bad[] = {
    {&t.flow[1], -1, "A flow from AAA in sector food"},
    {&t.flow[N * N + N], NAN, "A flow from BBB in sector steel"},
    {&t.flow[0], INFINITY, "A flow from AAA"},
    {&t.tariff[N * 2], -1, "A tariff on what comes from CCC in sector food"},
    {&t.tariff[1], NAN, "A tariff on what comes from AAA"},
    {&t.theta[1], 0, "The elasticity of trade of sector steel"},
    {&t.theta[0], NAN, "The elasticity of trade of sector food"},
    {&t.theta[0], -3, "The elasticity of trade of sector food"},
    {&t.value_added[1], 0, "The share of value added of AAA in sector steel"},
    {&t.value_added[2], 1.1, "The share of value added of BBB in sector food"},
    {&t.value_added[2], NAN, "The share of value added of BBB in sector food"},
    {&t.input[0], 5, "The inputs of AAA in sector food"},
    {&t.input[3], NAN, "The inputs of AAA in sector steel"},
    {&t.input[4], -0.2, "The inputs of BBB in sector food"},
    {&consumption[2], 0.7, "The consumption of BBB"},
    {&consumption[2], -0.1, "The consumption of BBB"},
    {&consumption[4], NAN, "The consumption of CCC"},
    {&earned[0], 0, "The value added of AAA"},
    {&earned[0], INFINITY, "The value added of AAA"},
    {&surplus[1], NAN, "The surplus of BBB"},
    {&surplus[1], 30, "The surpluses do not sum to 0"},
  };
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
    const double was = *bad[k].where;
    *bad[k].where = bad[k].value;
    refuse(&w, (ent_sectors_options){0}, ENT_ARGUMENT, bad[k].words);
    *bad[k].where = was;
  }
  ent_sectors *s = NULL;
  assert_int_equal(ent_sectors_open(&w, &(ent_sectors_options){0}, &network_memory, &s, NULL), ENT_OK);
  ent_sectors_close(s);
  ent_sectors_close(NULL);
}

/* Where all of an output is value added there are no inputs, and what stands in their place does not count. */
static void test_free_row(void **state)
{
  (void)state;
  const ent_sectors_world w = world();
  const double beta = t.value_added[0], row[S] = {t.input[0], t.input[1]};
  double welfare[2];
  t.value_added[0] = 1;
  for (int k = 0; k < 2; k++) {
    ent_sectors *s = NULL;
    ent_sectors_answer a;
    double *const freeness = sector_cells(&t, 0.9);
    for (int c = 0; c < S * N * N; c++) freeness[c] = c % (N * N) % (N + 1) == 0 ? 1 : freeness[c];
    if (k == 1) t.input[0] = NAN;
    if (k == 1) t.input[1] = 5;
    assert_int_equal(ent_sectors_open(&w, &(ent_sectors_options){0}, &network_memory, &s, NULL), ENT_OK);
    assert_int_equal(ent_sectors_solve(s, &(ent_sectors_shock){.freeness = freeness}, &a, NULL), ENT_OK);
    assert_true(a.certificate.holds);
    welfare[k] = a.welfare[0];
    ent_sectors_close(s);
    free(freeness);
  }
  assert_true(welfare[0] == welfare[1] && welfare[0] < 1);
  t.value_added[0] = beta;
  memcpy(t.input, row, sizeof row);
}

static void test_worlds(void **state)
{
  (void)state;
  const ent_sectors_options o = {0};
  ent_sectors_world w = world();
  w.n = 0;
  refuse(&w, o, ENT_ARGUMENT, "has economies");
  w = world();
  w.input = NULL;
  refuse(&w, o, ENT_ARGUMENT, "inputs");
  w = world();
  w.sectors = ENT_SECTORS_MAX + 1;
  refuse(&w, o, ENT_LIMIT, "1,000 sectors");
  w.n = 2000;
  w.sectors = 900;
  refuse(&w, o, ENT_LIMIT, "100,000,000");
  w = world();
  const ent_sectors_options odd[] = {
    {.base = ENT_SECTORS_BASES}, {.steps = -1}, {.tolerance = -1}, {.tolerance = NAN}, {.tolerance = 1}};
  for (size_t k = 0; k < sizeof odd / sizeof *odd; k++)
    refuse(&w, odd[k], ENT_ARGUMENT, k == 0 ? "no such base" : "steps are not negative");
  refuse(NULL, o, ENT_ARGUMENT, "not NULL");
  earned[0] = earned[1] = earned[2] = 100;
  surplus[0] = 1000;
  surplus[1] = surplus[2] = -500;
  refuse(&w, o, ENT_ARGUMENT, "The income of AAA is not above 0");
  surplus[0] = surplus[1] = 1;
  surplus[2] = -2;
  assert_string_equal(ent_sectors_base_name(ENT_SECTORS_SETTLED), "settled");
  assert_string_equal(ent_sectors_base_name(ENT_SECTORS_BALANCED), "balanced");
  assert_string_equal(ent_sectors_base_name(ENT_SECTORS_GIVEN), "given");
  assert_string_equal(ent_sectors_base_name(ENT_SECTORS_BASES), "?");
}

/* Somebody buys nothing of a sector, or sells nothing at all. */
static void test_holes(void **state)
{
  (void)state;
  sector_table u;
  sector_make(N, S, 2, &u);
  ent_sectors_world w = sector_world(&u);
  for (int i = 0; i < N; i++) u.flow[N * N + i * N + 1] = 0;
  w.names = names;
  refuse(&w, (ent_sectors_options){0}, ENT_ARGUMENT, "The flows have no purchases by BBB in sector 2");
  sector_free(&u);
  sector_make(N, S, 2, &u);
  w = sector_world(&u);
  w.names = names;
  for (int j = 0; j < S; j++)
    for (int m = 0; m < N; m++) u.flow[(j * N + 2) * N + m] = 0;
  refuse(&w, (ent_sectors_options){0}, ENT_ARGUMENT, "Nothing is sold by CCC");
  sector_free(&u);
  /* Industries that need more of all inputs than anybody buys leave nothing to consume. */
  sector_make(N, S, 2, &u);
  w = sector_world(&u);
  w.names = names;
  for (int j = 0; j < S; j++)
    for (int i = 0; i < N; i++)
      if (i != 1) u.flow[(j * N + i) * N + 1] = u.flow[(j * N + 1) * N + 1] = 1e-3;
  refuse(&w, (ent_sectors_options){0}, ENT_ARGUMENT, "BBB");
  sector_free(&u);
}

static void refuse_shock(ent_sectors *s, const ent_sectors_shock *shock, ent_status code, const char *words)
{
  ent_sectors_answer a = {.n = 77};
  ent_error err = {.message = ""};
  assert_int_equal(ent_sectors_solve(s, shock, &a, &err), code);
  assert_int_equal(a.n, 77);
  if (!strstr(err.message, words)) fail_msg("\"%s\" does not say \"%s\"", err.message, words);
}

static void test_shocks(void **state)
{
  (void)state;
  static double cells[S * N * N], transfer[N];
  const ent_sectors_world w = world();
  ent_sectors *s = NULL;
  assert_int_equal(ent_sectors_open(&w, &(ent_sectors_options){0}, &network_memory, &s, NULL), ENT_OK);
  const struct {
    int cell;
    double freeness, cost, tariff;
  } bad[] = {{1, -1, 1, 0},  {1, NAN, 1, 0},      {0, 0, 1, 0},  {1, 1, 0, 0},
             {1, 1, NAN, 0}, {0, 1, INFINITY, 0}, {1, 1, 1, -1}, {1, 1, 1, NAN}};
  for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
    const char *const words = "What a shock does to sales of AAA in sector food";
    for (int c = 0; c < S * N * N; c++) cells[c] = 1;
    if (bad[k].freeness != 1) cells[bad[k].cell] = bad[k].freeness;
    if (bad[k].freeness != 1) refuse_shock(s, &(ent_sectors_shock){.freeness = cells}, ENT_ARGUMENT, words);
    if (bad[k].cost != 1) cells[bad[k].cell] = bad[k].cost;
    if (bad[k].cost != 1) refuse_shock(s, &(ent_sectors_shock){.cost = cells}, ENT_ARGUMENT, words);
    if (bad[k].tariff != 0) cells[bad[k].cell] = bad[k].tariff;
    if (bad[k].tariff != 0) refuse_shock(s, &(ent_sectors_shock){.tariff = cells}, ENT_ARGUMENT, words);
  }
  transfer[0] = NAN;
  refuse_shock(s, &(ent_sectors_shock){.transfer = transfer}, ENT_ARGUMENT, "A transfer is not");
  transfer[0] = 1;
  refuse_shock(s, &(ent_sectors_shock){.transfer = transfer}, ENT_ARGUMENT, "The transfers do not sum to 0");
  transfer[0] = -1e6;
  transfer[1] = 1e6;
  refuse_shock(s, &(ent_sectors_shock){.transfer = transfer}, ENT_NUMERIC, "The income of AAA would not be above 0");
  refuse_shock(NULL, NULL, ENT_ARGUMENT, "not NULL");
  ent_sectors_close(s);
}

/* All steel of CCC comes from abroad, and then none does. */
static void test_last_source(void **state)
{
  (void)state;
  sector_table u;
  sector_make(N, S, 3, &u);
  u.flow[N * N + 2 * N + 2] = 0;
  ent_sectors_world w = sector_world(&u);
  w.names = names;
  w.sector_names = sector_names;
  ent_sectors *s = NULL;
  assert_int_equal(ent_sectors_open(&w, &(ent_sectors_options){0}, &network_memory, &s, NULL), ENT_OK);
  double *const freeness = sector_cells(&u, 1);
  freeness[N * N + 2] = 0;
  ent_sectors_answer a;
  assert_int_equal(ent_sectors_solve(s, &(ent_sectors_shock){.freeness = freeness}, &a, NULL), ENT_OK);
  assert_true(a.certificate.holds);
  freeness[N * N + N + 2] = 0;
  refuse_shock(s, &(ent_sectors_shock){.freeness = freeness}, ENT_NUMERIC,
               "leaves CCC without any source of sector steel");
  ent_sectors_close(s);
  free(freeness);
  sector_free(&u);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers), cmocka_unit_test(test_free_row),
                                     cmocka_unit_test(test_worlds),  cmocka_unit_test(test_holes),
                                     cmocka_unit_test(test_shocks),  cmocka_unit_test(test_last_source)};
  return cmocka_run_group_tests(tests, open_table, close_table);
}
