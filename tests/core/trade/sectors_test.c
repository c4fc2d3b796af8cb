/* Tests of the solver for many sectors (core/trade/sectors_*.c) by the properties of an equilibrium. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/sectors.h"
#include "entente/trade.h"
#include "support/networks.h"
#include "support/sector_tables.h"

#define MOST 16

static ent_sectors *open_as(const ent_sectors_world *w, ent_sectors_base base)
{
  ent_sectors *s = NULL;
  ent_error err = {.message = ""};
  if (ent_sectors_open(w, &(ent_sectors_options){.base = base, .tolerance = 1e-12}, &network_memory, &s, &err) !=
      ENT_OK)
    fail_msg("%s", err.message);
  return s;
}

static ent_sectors *open_table(const sector_table *t, ent_sectors_base base)
{
  const ent_sectors_world w = sector_world(t);
  return open_as(&w, base);
}

static ent_sectors_answer solved(ent_sectors *s, const ent_sectors_shock *shock)
{
  ent_sectors_answer a = {0};
  ent_error err = {.message = ""};
  if (ent_sectors_solve(s, shock, &a, &err) != ENT_OK) fail_msg("%s", err.message);
  if (!a.certificate.holds) fail_msg("no equilibrium after %d steps: %g", a.certificate.steps, a.certificate.step);
  return a;
}

static void near(double found, double expected, double slack)
{
  if (!(fabs(found - expected) <= slack)) fail_msg("%.17g, expected %.17g", found, expected);
}

/* Trade between economy 0 and all others costs more, and economy 1 taxes what comes from 2. */
static void make_shock(const sector_table *t, double **cost, double **tariff)
{
  *cost = sector_cells(t, 1);
  *tariff = sector_cells(t, 0);
  const int n = t->n;
  for (int c = 0; c < t->sectors * n * n; c++) {
    const int i = c / n % n, m = c % n;
    if (i != m && (i == 0 || m == 0)) (*cost)[c] = 1.2 + 0.1 * (c / (n * n) % 3);
    (*tariff)[c] = i == 2 && m == 1 ? 0.25 : t->tariff[c];
  }
}

/* ---- properties ------------------------------------------------------------------------------------------------------ */

static void test_nothing_changes(void **state)
{
  (void)state;
  for (unsigned base = 0; base < ENT_SECTORS_BASES; base++) {
    sector_table t;
    sector_make(5, 4, 1, &t);
    ent_sectors *const s = open_table(&t, (ent_sectors_base)base);
    const ent_sectors_answer a = solved(s, NULL);
    for (int m = 0; m < t.n; m++) {
      near(a.wage[m], 1, 1e-10);
      near(a.index[m], 1, 1e-10);
      near(a.welfare[m], 1, 1e-10);
      near(a.real_wage[m], 1, 1e-10);
      assert_int_equal(a.part[m], 0);
    }
    for (int c = 0; c < t.sectors * t.n * t.n; c++) near(a.flow[c] / a.before[c], 1, 1e-9);
    assert_int_equal(a.certificate.parts, 1);
    ent_sectors_close(s);
    sector_free(&t);
  }
}

/* Surpluses of the balanced world are 0: what is sold abroad is what is bought there. */
static void test_balanced(void **state)
{
  (void)state;
  sector_table t;
  sector_make(6, 3, 2, &t);
  ent_sectors *const s = open_table(&t, ENT_SECTORS_BALANCED);
  const ent_sectors_answer a = solved(s, NULL);
  for (int k = 0; k < t.n; k++) {
    double abroad = 0, all = 0;
    for (int j = 0; j < t.sectors; j++)
      for (int i = 0; i < t.n; i++) {
        const int out = (j * t.n + k) * t.n + i, in = (j * t.n + i) * t.n + k;
        abroad += a.before[out] / (1 + t.tariff[out]) - a.before[in] / (1 + t.tariff[in]);
        all += a.before[out];
      }
    near(abroad / all, 0, 1e-10);
  }
  ent_sectors_close(s);
  sector_free(&t);
}

static void test_scale(void **state)
{
  (void)state;
  sector_table t;
  double *cost, *tariff, keep[3 * MOST];
  sector_make(5, 4, 3, &t);
  make_shock(&t, &cost, &tariff);
  const ent_sectors_shock shock = {.cost = cost, .tariff = tariff};
  for (int pass = 0; pass < 2; pass++) {
    ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED);
    const ent_sectors_answer a = solved(s, &shock);
    for (int m = 0; m < t.n; m++) {
      const double now[] = {a.wage[m], a.index[m], a.welfare[m]};
      for (int k = 0; k < 3; k++) {
        if (pass) near(now[k], keep[3 * m + k], 1e-10);
        keep[3 * m + k] = now[k];
      }
    }
    for (int c = 0; c < t.sectors * t.n * t.n; c++) t.flow[c] *= 1e6;
    ent_sectors_close(s);
  }
  assert_true(keep[2] < 1);
  free(cost);
  free(tariff);
  sector_free(&t);
}

/* Economies and sectors in the reverse order. */
static void test_names(void **state)
{
  (void)state;
  sector_table t, u;
  double *cost, *tariff;
  sector_make(5, 4, 4, &t);
  sector_make(5, 4, 4, &u);
  make_shock(&t, &cost, &tariff);
  double *const cost2 = sector_cells(&t, 1), *const tariff2 = sector_cells(&t, 0);
  const int n = t.n, sectors = t.sectors;
  for (int j = 0; j < sectors; j++) {
    const int k = sectors - 1 - j;
    u.theta[k] = t.theta[j];
    for (int i = 0; i < n; i++) {
      u.value_added[(n - 1 - i) * sectors + k] = t.value_added[i * sectors + j];
      for (int h = 0; h < sectors; h++)
        u.input[((n - 1 - i) * sectors + k) * sectors + sectors - 1 - h] = t.input[(i * sectors + j) * sectors + h];
      for (int m = 0; m < n; m++) {
        const int from = (j * n + i) * n + m, to = (k * n + n - 1 - i) * n + n - 1 - m;
        u.flow[to] = t.flow[from];
        u.tariff[to] = t.tariff[from];
        cost2[to] = cost[from];
        tariff2[to] = tariff[from];
      }
    }
  }
  ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED), *const r = open_table(&u, ENT_SECTORS_SETTLED);
  const ent_sectors_answer a = solved(s, &(ent_sectors_shock){.cost = cost, .tariff = tariff});
  const ent_sectors_answer b = solved(r, &(ent_sectors_shock){.cost = cost2, .tariff = tariff2});
  for (int m = 0; m < n; m++) {
    near(a.wage[m], b.wage[n - 1 - m], 1e-10);
    near(a.welfare[m], b.welfare[n - 1 - m], 1e-10);
    for (int j = 0; j < sectors; j++)
      near(a.price[m * sectors + j], b.price[(n - 1 - m) * sectors + sectors - 1 - j], 1e-10);
  }
  ent_sectors_close(s);
  ent_sectors_close(r);
  double *const all[] = {cost, tariff, cost2, tariff2};
  for (size_t k = 0; k < 4; k++) free(all[k]);
  sector_free(&t);
  sector_free(&u);
}

/* One sector that needs nothing but labour is the gravity of one sector, tariffs and transfers included. */
static void test_one_sector(void **state)
{
  (void)state;
  sector_table t;
  double *cost, *tariff, transfer[7] = {3, -1, 0, -2, 0, 0, 0};
  sector_make(7, 1, 5, &t);
  for (int m = 0; m < t.n; m++) t.value_added[m] = 1;
  make_shock(&t, &cost, &tariff);
  const ent_trade_world world = {.n = t.n, .flow = t.flow, .tariff = t.tariff};
  ent_trade *one = NULL;
  ent_trade_answer a;
  assert_int_equal(ent_trade_open(&world, &(ent_trade_options){.theta = t.theta[0]}, &network_memory, &one, NULL),
                   ENT_OK);
  assert_int_equal(
    ent_trade_solve(one, &(ent_trade_shock){.cost = cost, .tariff = tariff, .transfer = transfer}, &a, NULL), ENT_OK);
  ent_sectors *const s = open_table(&t, ENT_SECTORS_GIVEN);
  const ent_sectors_answer b = solved(s, &(ent_sectors_shock){.cost = cost, .tariff = tariff, .transfer = transfer});
  for (int m = 0; m < t.n; m++) {
    near(b.wage[m], a.wage[m], 1e-10);
    near(b.index[m], a.price[m], 1e-10);
    near(b.price[m], a.price[m], 1e-10);
    near(b.welfare[m], a.welfare[m], 1e-10);
    near(b.real_wage[m], a.real_wage[m], 1e-10);
    near(b.income[m] / a.spending[m], 1, 1e-10);
  }
  for (int c = 0; c < t.n * t.n; c++) near(b.flow[c] / a.flow[c], 1, 1e-9);
  assert_true(b.welfare[0] > 0 && fabs(b.wage[0] - 1) > 1e-4);
  ent_trade_close(one);
  ent_sectors_close(s);
  free(cost);
  free(tariff);
  sector_free(&t);
}

/* Half the shock, and from there the other half, is the shock. */
static void test_path(void **state)
{
  (void)state;
  sector_table t, half;
  double *cost, *tariff;
  sector_make(5, 4, 6, &t);
  sector_make(5, 4, 6, &half);
  make_shock(&t, &cost, &tariff);
  const size_t cells = (size_t)(t.sectors * t.n * t.n);
  double *const some = sector_cells(&t, 1);
  for (size_t c = 0; c < cells; c++) some[c] = sqrt(cost[c]);
  ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED);
  ent_sectors_answer a = solved(s, &(ent_sectors_shock){.cost = some});
  memcpy(half.flow, a.flow, cells * sizeof *half.flow);
  ent_sectors *const r = open_table(&half, ENT_SECTORS_GIVEN);
  double first[MOST], second[MOST];
  for (int m = 0; m < t.n; m++) first[m] = a.welfare[m];
  a = solved(r, &(ent_sectors_shock){.cost = some, .tariff = tariff});
  for (int m = 0; m < t.n; m++) second[m] = a.welfare[m];
  a = solved(s, &(ent_sectors_shock){.cost = cost, .tariff = tariff});
  for (int m = 0; m < t.n; m++) near(first[m] * second[m], a.welfare[m], 1e-9);
  assert_true(fabs(a.welfare[0] - 1) > 0.01);
  ent_sectors_close(s);
  ent_sectors_close(r);
  double *const all[] = {cost, tariff, some};
  for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
  sector_free(&t);
  sector_free(&half);
}

/* Who receives gains, who pays loses, and the world's income is what it was. */
static void test_transfer(void **state)
{
  (void)state;
  sector_table t;
  sector_make(5, 3, 7, &t);
  ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED);
  double transfer[5] = {0};
  ent_sectors_answer a = solved(s, NULL);
  const double amount = 0.02 * a.income[0];
  transfer[0] = amount;
  transfer[3] = -amount;
  a = solved(s, &(ent_sectors_shock){.transfer = transfer});
  assert_true(a.welfare[0] > 1.01 && a.welfare[3] < 1);
  transfer[3] = 0;
  ent_error err;
  assert_int_equal(ent_sectors_solve(s, &(ent_sectors_shock){.transfer = transfer}, &a, &err), ENT_ARGUMENT);
  ent_sectors_close(s);
  sector_free(&t);
}

/* An embargo never raises the real wage of its target; more who take part never lower its loss. */
static void test_embargo_hurts(void **state)
{
  (void)state;
  for (uint64_t seed = 10; seed < 22; seed++) {
    sector_table t;
    sector_make(6, 3, seed, &t);
    double *const freeness = sector_cells(&t, 1), last = 1;
    ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED);
    for (int m = 1; m < t.n - 1; m++) {
      for (int j = 0; j < t.sectors; j++) freeness[(j * t.n + m) * t.n] = freeness[j * t.n * t.n + m] = 0;
      const ent_sectors_answer a = solved(s, &(ent_sectors_shock){.freeness = freeness});
      for (int j = 0; j < t.sectors; j++) assert_true(a.flow[j * t.n * t.n + m] == 0);
      if (!(a.real_wage[0] < last)) fail_msg("seed %d: %.15g after %.15g", (int)seed, a.real_wage[0], last);
      last = a.real_wage[0];
    }
    ent_sectors_close(s);
    free(freeness);
    sector_free(&t);
  }
}

/* Two who trade with nobody else: two parts, no stranded surplus, and in each its own numeraire. */
static void test_parts(void **state)
{
  (void)state;
  sector_table t;
  sector_make(6, 3, 30, &t);
  double *const freeness = sector_cells(&t, 1);
  const int n = t.n;
  for (int c = 0; c < t.sectors * n * n; c++)
    if ((c / n % n < 2) != (c % n < 2)) freeness[c] = 0;
  ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED);
  const ent_sectors_answer a = solved(s, &(ent_sectors_shock){.freeness = freeness});
  assert_int_equal(a.certificate.parts, 2);
  assert_true(a.certificate.purged > 1e-6);
  for (int m = 0; m < n; m++) {
    assert_int_equal(a.part[m], m < 2 ? 0 : 1);
    assert_true(a.real_wage[m] < 1);
  }
  ent_sectors_close(s);
  free(freeness);
  sector_free(&t);
}

/* Exact costs of both ways of telling the same: infinite cost and no freeness. */
static void test_infinite_cost(void **state)
{
  (void)state;
  sector_table t;
  sector_make(4, 3, 31, &t);
  double *const freeness = sector_cells(&t, 1), *const cost = sector_cells(&t, 1), keep[4];
  freeness[1] = 0;
  cost[1] = INFINITY;
  ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED);
  ent_sectors_answer a = solved(s, &(ent_sectors_shock){.freeness = freeness});
  memcpy(keep, a.welfare, sizeof keep);
  a = solved(s, &(ent_sectors_shock){.cost = cost});
  assert_memory_equal(keep, a.welfare, sizeof keep);
  ent_sectors_close(s);
  free(freeness);
  free(cost);
  sector_free(&t);
}

/* ---- the decomposition ------------------------------------------------------------------------------------------------ */

static void test_decomposition(void **state)
{
  (void)state;
  sector_table t;
  double *cost, *tariff, room[4][5], transfer[5] = {0, 0, 4, 0, -4}, exact[5], gap[2];
  ent_sectors_linear linear = {room[0], room[1], room[2], room[3], -1};
  sector_make(5, 4, 40, &t);
  make_shock(&t, &cost, &tariff);
  double *const freeness = sector_cells(&t, 1);
  for (int j = 0; j < t.sectors; j++) freeness[(j * t.n + 3) * t.n + 4] = 0.2 * j;
  ent_sectors *const s = open_table(&t, ENT_SECTORS_SETTLED);
  const ent_sectors_shock shock = {freeness, cost, tariff, transfer};
  const ent_sectors_answer a = solved(s, &shock);
  for (int m = 0; m < t.n; m++) exact[m] = ent_log(a.welfare[m]);
  for (int k = 0; k < 2; k++) {
    gap[k] = 0;
    assert_int_equal(ent_sectors_decompose(s, &shock, k ? 128 : 64, &linear, NULL), ENT_OK);
    assert_int_equal(linear.unsettled, 0);
    for (int m = 0; m < t.n; m++)
      gap[k] = fmax(gap[k], fabs(room[0][m] + room[1][m] + room[2][m] + room[3][m] - exact[m]));
  }
  if (!(gap[0] < 1e-3 && gap[1] / gap[0] > 0.45 && gap[1] / gap[0] < 0.55)) fail_msg("%g, %g", gap[0], gap[1]);
  assert_true(room[3][2] > 0 && room[3][4] < 0 && room[3][0] == 0);
  assert_true(room[2][0] < -0.01 && room[2][4] < 0);
  /* Nothing happens: nothing is to be told. */
  assert_int_equal(ent_sectors_decompose(s, NULL, 1, &linear, NULL), ENT_OK);
  for (int m = 0; m < t.n; m++)
    near(fabs(room[0][m]) + fabs(room[1][m]) + fabs(room[2][m]) + fabs(room[3][m]), 0, 1e-9);
  assert_int_equal(ent_sectors_decompose(s, &shock, 0, &linear, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_sectors_decompose(s, &shock, 1001, &linear, NULL), ENT_ARGUMENT);
  linear.costs = NULL;
  assert_int_equal(ent_sectors_decompose(s, &shock, 1, &linear, NULL), ENT_ARGUMENT);
  ent_sectors_close(s);
  free(cost);
  free(tariff);
  free(freeness);
  sector_free(&t);
}

/* What would become nearly free where nobody bought changes nothing; what is beyond all numbers where somebody did is told. */
static void test_decomposition_of_nothing(void **state)
{
  (void)state;
  enum { N = 4, CELL = 2 * N + 1 };
  sector_table t;
  double room[2][4][N];
  sector_make(N, 2, 33, &t);
  t.flow[CELL] = 0;
  double *const cost = sector_cells(&t, 1);
  cost[1] = 1.1;
  ent_sectors *s = open_table(&t, ENT_SECTORS_SETTLED);
  for (int k = 0; k < 2; k++) {
    ent_sectors_linear linear = {room[k][0], room[k][1], room[k][2], room[k][3], -1};
    if (k == 1) cost[CELL] = 1e-300;
    assert_int_equal(ent_sectors_decompose(s, &(ent_sectors_shock){.cost = cost}, 4, &linear, NULL), ENT_OK);
    assert_int_equal(linear.unsettled, 0);
  }
  assert_memory_equal(room[0], room[1], sizeof room[0]);
  ent_sectors_linear untouched = {room[1][0], room[1][1], room[1][2], room[1][3], -1};
  cost[1] = 1e-300;
  assert_int_equal(ent_sectors_decompose(s, &(ent_sectors_shock){.cost = cost}, 1, &untouched, NULL), ENT_NUMERIC);
  assert_memory_equal(room[0], room[1], sizeof room[0]);
  assert_int_equal(untouched.unsettled, -1);
  ent_sectors_close(s);
  free(cost);
  sector_free(&t);
}

/* ---- honesty ---------------------------------------------------------------------------------------------------------- */

/* A cap that is too low is told, with the residuals, and is no error. */
static void test_cap(void **state)
{
  (void)state;
  sector_table t;
  double *cost, *tariff;
  sector_make(5, 4, 50, &t);
  make_shock(&t, &cost, &tariff);
  const ent_sectors_world w = sector_world(&t);
  ent_sectors *s = NULL;
  ent_sectors_answer a;
  assert_int_equal(
    ent_sectors_open(&w, &(ent_sectors_options){.base = ENT_SECTORS_GIVEN, .steps = 4}, &network_memory, &s, NULL),
    ENT_OK);
  assert_int_equal(ent_sectors_solve(s, &(ent_sectors_shock){.cost = cost}, &a, NULL), ENT_OK);
  assert_false(a.certificate.settled || a.certificate.holds);
  assert_int_equal(a.certificate.steps, 4);
  assert_true(a.certificate.step > 1e-11 && a.certificate.spending > 1e-10);
  ent_sectors_close(s);
  ent_error err;
  s = NULL;
  assert_int_equal(
    ent_sectors_open(&w, &(ent_sectors_options){.base = ENT_SECTORS_BALANCED, .steps = 2}, &network_memory, &s, &err),
    ENT_NUMERIC);
  assert_null(s);
  free(cost);
  free(tariff);
  sector_free(&t);
}

static void test_fill_home(void **state)
{
  (void)state;
  /* Two economies, two sectors; the second's first sector exports more than it makes. */
  double flow[8] = {9, 11, 30, 0, 0, 5, 4, 77}; /* what stands at home before does not count */
  const double tariff[8] = {0, 0.1, 0, 0, 0, 0, 0, 0}, output[4] = {50, 20, 25, 10};
  assert_int_equal(ent_sectors_fill_home(2, 2, output, tariff, flow, NULL), ENT_OK);
  const double expected[8] = {40, 11, 30, 0, 15, 5, 4, 6};
  for (int c = 0; c < 8; c++) near(flow[c], expected[c], 1e-13);
  const double bad[4] = {50, NAN, 25, 10};
  assert_int_equal(ent_sectors_fill_home(2, 2, bad, tariff, flow, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_sectors_fill_home(0, 2, output, tariff, flow, NULL), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_nothing_changes), cmocka_unit_test(test_balanced),
    cmocka_unit_test(test_scale),           cmocka_unit_test(test_names),
    cmocka_unit_test(test_one_sector),      cmocka_unit_test(test_path),
    cmocka_unit_test(test_transfer),        cmocka_unit_test(test_embargo_hurts),
    cmocka_unit_test(test_parts),           cmocka_unit_test(test_infinite_cost),
    cmocka_unit_test(test_decomposition),   cmocka_unit_test(test_cap),
    cmocka_unit_test(test_fill_home),       cmocka_unit_test(test_decomposition_of_nothing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
