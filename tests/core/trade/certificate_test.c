/* Tests that certificates can fail: an equilibrium is spoilt in one place at a time, and just the equation that this breaks is
 * told, by its gap and by `holds`.  Also of the dense solver behind them. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/arena.h"
#include "support/networks.h"
#include "support/sector_tables.h"
#include "trade/general.h"
#include "trade/gravity.h"
#include "trade/industry.h"

enum { N = 4 };
#define LITTLE 1e-6

static const double flow[N * N] = {90, 5, 4, 3, 6, 120, 7, 2, 3, 8, 60, 5, 4, 1, 6, 200};
static const double freeness[N * N] = {1, 0.8, 1, 1, 1, 1, 0.9, 1, 1, 1, 1, 0.5, 1, 1, 1, 1};

/* What is broken, and nothing else: the gap at this place is above the bound, all others are not. */
static void only(const double *gap, size_t gaps, size_t broken, bool holds)
{
  for (size_t k = 0; k < gaps; k++)
    if ((gap[k] > ENT_TRADE_GAP) != (k == broken)) fail_msg("gap %zu is %g where %zu was spoilt", k, gap[k], broken);
  assert_int_equal(holds, broken >= gaps);
}

/* Moves a little of a flow to another one. */
static void move(double *flows, size_t from, size_t to)
{
  flows[from] -= LITTLE * flows[to];
  flows[to] += LITTLE * flows[to];
}

/* ---- one sector ---------------------------------------------------------------------------------------------------- */

enum { MARKET, SPENDING, NUMERAIRE, IDENTITY, BUDGET, GAPS };

static void check_trade(const ent_trade *t, bool settled, size_t broken)
{
  ent_trade_certificate c = {.settled = settled};
  ent_trade_certify(t, &c);
  const double gap[GAPS] = {c.market, c.spending, c.numeraire, c.identity, c.budget};
  only(gap, GAPS, broken, c.holds || !settled);
  if (!settled) assert_false(c.holds);
}

static void test_trade(void **state)
{
  (void)state;
  const ent_trade_world world = {.n = N, .flow = flow};
  for (size_t broken = 0; broken <= GAPS; broken++) {
    ent_trade *t = NULL;
    ent_trade_answer a;
    assert_int_equal(ent_trade_open(&world, &(ent_trade_options){.theta = 4}, &network_memory, &t, NULL), ENT_OK);
    assert_int_equal(ent_trade_solve(t, &(ent_trade_shock){.freeness = freeness}, &a, NULL), ENT_OK);
    if (broken == MARKET) move(t->a_flow, 0 * N + 3, 1 * N + 3); /* another seller, the same purchases */
    if (broken == SPENDING) move(t->a_flow, 0 * N + 3, 0 * N + 2);
    if (broken == NUMERAIRE) t->part_total[0] *= 1 + LITTLE;
    if (broken == IDENTITY) t->a_real[2] *= 1 + LITTLE;
    if (broken == BUDGET) t->given[1] += LITTLE * t->output[1];
    check_trade(t, true, broken);
    if (broken == GAPS) check_trade(t, false, broken);
    ent_trade_close(t);
  }
}

/* ---- one sector, with labour, scale, markups and taxes --------------------------------------------------------------- */

enum { G_MARKET, G_SPENDING, G_BUDGET, G_LABOUR, G_PRICE, G_NUMERAIRE, G_GAPS };

static void test_general(void **state)
{
  (void)state;
  const ent_trade_world world = {.n = N, .flow = flow};
  const ent_trade_general_options options = {.theta = 4, .labour = 0.5, .passed = 0.5, .lump_sum = true};
  const double tariff[N * N] = {[3] = 0.3};
  for (size_t broken = 0; broken <= G_GAPS; broken++) {
    ent_trade_general_answer *a = NULL;
    assert_int_equal(ent_trade_general_solve(&world, NULL, &options, tariff, &network_memory, &a, NULL), ENT_OK);
    ent_general *const m = (ent_general *)a; /* of which the answer is the beginning */
    if (broken == G_MARKET) move(m->a_flow, 2 * N + 1, 3 * N + 1);
    if (broken == G_SPENDING) move(m->a_flow, 2 * N + 1, 2 * N + 0);
    if (broken == G_BUDGET) m->transfer[1] += LITTLE * m->output[1];
    if (broken == G_LABOUR) m->a[ENT_GENERAL_EMPLOYMENT][2] *= 1 + LITTLE;
    if (broken == G_PRICE) m->rent[3] += 0.1;
    if (broken == G_NUMERAIRE) m->total_spending *= 1 + LITTLE;
    ent_trade_general_certificate c = a->certificate;
    ent_general_certify(m, &c);
    const double gap[G_GAPS] = {c.market, c.spending, c.budget, c.labour, c.price, c.numeraire};
    only(gap, G_GAPS, broken, c.holds);
    c.settled = false;
    ent_general_certify(m, &c);
    assert_false(c.holds);
    ent_trade_general_free(a);
  }
}

/* ---- many sectors ---------------------------------------------------------------------------------------------------- */

enum { S_PRICE, S_PURCHASES, S_MARKET, S_SPENDING, S_INCOME, S_LABOUR, S_NUMERAIRE, S_GAPS };

/* Sector j: economy i sells to m. */
static size_t cell(size_t j, size_t i, size_t m)
{
  return (j * N + i) * N + m;
}

static void spoil(ent_sectors *s, size_t broken)
{
  const double little = LITTLE * s->a_flow[cell(0, 0, 2)];
  double *const f = s->a_flow;
  if (broken == S_PRICE) s->a_cost[1] *= 1 + LITTLE;
  if (broken ==
      S_PURCHASES) { /* what 2 buys more of the first sector it buys less of the second, and 3 the other way */
    f[cell(0, 0, 2)] += little;
    f[cell(0, 0, 3)] -= little;
    f[cell(1, 1, 2)] -= little;
    f[cell(1, 1, 3)] += little;
  }
  if (broken == S_MARKET) { /* 0 sells more of the first sector and less of the second, and 1 the other way */
    f[cell(0, 0, 2)] += little;
    f[cell(0, 1, 2)] -= little;
    f[cell(1, 0, 2)] -= little;
    f[cell(1, 1, 2)] += little;
  }
  if (broken == S_SPENDING) s->alpha[2 * s->deep] *= 1 + LITTLE;
  if (broken == S_INCOME) {
    s->a_income[1] *= 1 + LITTLE;
    for (size_t k = 0; k < s->deep; k++) s->alpha[s->deep + k] /= 1 + LITTLE;
  }
  if (broken == S_LABOUR) s->beta[3 * s->deep] *= 1 + LITTLE; /* of no account for costs, as wages are 1 */
  if (broken == S_NUMERAIRE) s->part_earned[0] *= 1 + LITTLE;
}

static void test_sectors(void **state)
{
  (void)state;
  sector_table t;
  sector_make(N, 3, 5, &t);
  memset(t.tariff, 0, sizeof *t.tariff * 3 * N * N);
  const ent_sectors_world world = sector_world(&t);
  for (size_t broken = 0; broken <= S_GAPS; broken++) {
    ent_sectors *s = NULL;
    ent_sectors_answer a;
    assert_int_equal(ent_sectors_open(&world, &(ent_sectors_options){0}, &network_memory, &s, NULL), ENT_OK);
    assert_int_equal(ent_sectors_solve(s, NULL, &a, NULL), ENT_OK);
    spoil(s, broken);
    ent_sectors_certificate c = {.settled = true};
    ent_sectors_certify(s, &c);
    const double gap[S_GAPS] = {c.price, c.purchases, c.market, c.spending, c.income, c.labour, c.numeraire};
    only(gap, S_GAPS, broken, c.holds);
    assert_true(c.balance <= ENT_SECTORS_GAP);
    if (broken == S_GAPS) s->given[0] += LITTLE * s->earned[0];
    ent_sectors_certify(s, &c);
    assert_int_equal(c.balance > ENT_SECTORS_GAP, broken == S_GAPS);
    ent_sectors_close(s);
  }
  sector_free(&t);
}

/* ---- the dense solver ------------------------------------------------------------------------------------------------ */

/* Numbers from -1 to 1, the diagonal 0: no elimination without an exchange of rows. */
static void make_matrix(size_t n, uint64_t seed, double *a)
{
  for (size_t c = 0; c < n * n; c++) a[c] = c % (n + 1) == 0 ? 0 : 2 * ent_uniform(seed, c, 1, 0) - 1;
}

static void test_dense(void **state)
{
  (void)state;
  for (size_t n = 2; n <= 40; n++) {
    double a[40 * 40], kept[40 * 40], b[40], turned[40], work[40];
    int row[40];
    make_matrix(n, n, a);
    memcpy(kept, a, sizeof a);
    ent_lu lu = {(int)n, a, row};
    assert_true(ent_lu_factor(&lu));
    for (size_t i = 0; i < n; i++) b[i] = turned[i] = 1 + (double)i;
    ent_lu_solve(&lu, b, work);
    ent_lu_solve_turned(&lu, turned, work);
    for (size_t i = 0; i < n; i++) {
      double sum = 0, across = 0;
      for (size_t j = 0; j < n; j++) {
        sum += kept[i * n + j] * b[j];
        across += kept[j * n + i] * turned[j];
      }
      assert_true(fabs(sum - 1 - (double)i) < 1e-9 && fabs(across - 1 - (double)i) < 1e-9);
    }
  }
  double none[] = {1, 2, 2, 4};
  int row[2];
  assert_false(ent_lu_factor(&(ent_lu){2, none, row}));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_trade), cmocka_unit_test(test_general),
                                     cmocka_unit_test(test_sectors), cmocka_unit_test(test_dense)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
