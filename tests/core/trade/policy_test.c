/* Tests of sanctions as a choice (core/trade): slopes against differences, the frontier against the facts, the best rates against
 * grids, equilibria of best responses, shared burdens. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/sum.h"
#include "entente/trade_policy.h"
#include "support/networks.h"
#include "support/trade_tables.h"

#define MOST 44
#define PATH 512

static const char *const west[] = {"USA", "GBR", "DEU", "FRA", "ITA", "POL", "LTU", "EUR"};
enum { WEST = sizeof west / sizeof *west };

static double matrix[MOST * MOST], by_cost[MOST * MOST], by_tariff[MOST * MOST];

/* A world, its senders and its target. */
typedef struct stage {
  trade_table w;
  ent_trade *t;
  int sender[MOST];
  ent_trade_sanction s;
} stage;

static void open_on(stage *g, ent_trade_options options, const double *tariff)
{
  const ent_trade_world world = {.n = g->w.n, .flow = g->w.flow, .tariff = tariff};
  ent_error err = {.message = ""};
  if (ent_trade_open(&world, &options, &network_memory, &g->t, &err) != ENT_OK) fail_msg("%s", err.message);
}

static void set(stage *g, const char *const *name, int names, ent_trade_options options)
{
  for (int k = 0; k < names; k++) {
    g->sender[k] = trade_find(&g->w, name[k]);
    assert_true(g->sender[k] >= 0);
  }
  g->s = (ent_trade_sanction){.sender = g->sender, .senders = names, .target = trade_find(&g->w, "RUS")};
  open_on(g, options, NULL);
}

static void open_sixteen(stage *g)
{
  *g = (stage){.t = NULL};
  assert_true(trade_read_long(ENT_TEST_SOURCE "/data/trade_2014.csv", "flow", NULL, &g->w));
  set(g, west, WEST, (ent_trade_options){.theta = 4});
}

static void shut(stage *g)
{
  ent_trade_close(g->t);
  trade_free(&g->w);
}

static void near(const char *what, double found, double expected, double slack)
{
  if (!(fabs(found - expected) <= slack)) fail_msg("%s: %.15g, expected %.15g", what, found, expected);
}

/* ---- slopes ------------------------------------------------------------------------------------------------------------ */

/* sum_k k log W_k under these tariffs, in a world that has tariffs of its own. */
static double weighed(const stage *g, const double *tariff, const double *cost)
{
  ent_trade_answer a;
  double sum = 0;
  assert_int_equal(ent_trade_solve(g->t, &(ent_trade_shock){.tariff = tariff, .cost = cost}, &a, NULL), ENT_OK);
  assert_true(a.certificate.holds);
  for (int k = 0; k < g->w.n; k++) sum += k * ent_log(a.welfare[k]);
  return sum;
}

/* Central differences of whole solutions with tariffs and their revenue, deficits additive and balanced. */
static void test_slopes(void **state)
{
  (void)state;
  stage g;
  static double base[MOST * MOST], rate[MOST * MOST], weight[MOST];
  open_sixteen(&g);
  ent_trade_close(g.t);
  const int n = g.w.n, rus = g.s.target, deu = g.sender[2];
  const int cells[] = {rus * n + deu, deu * n + rus, 3 * n + 5, 7 * n + rus, rus * n + 12};
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      base[i * n + j] = i == j ? 0 : 0.02 + 0.01 * ((i + 2 * j) % 7);
      rate[i * n + j] = i == j ? 0 : base[i * n + j] + 0.05 * ((3 * i + j) % 4);
      matrix[i * n + j] = 1;
    }
  for (int k = 0; k < n; k++) weight[k] = k;
  for (unsigned d = 0; d < 2; d++) {
    open_on(&g, (ent_trade_options){.theta = 4, .deficits = (ent_trade_deficits)d}, base);
    (void)weighed(&g, rate, matrix);
    assert_int_equal(ent_trade_slopes(g.t, weight, by_cost, by_tariff, NULL), ENT_OK);
    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
      const int c = cells[k];
      const double step = 1e-3, was = rate[c];
      rate[c] = (1 + was) * ent_exp(step) - 1;
      const double up = weighed(&g, rate, matrix);
      rate[c] = (1 + was) * ent_exp(-step) - 1;
      near("tariff", by_tariff[c], (up - weighed(&g, rate, matrix)) / (2 * step), 1e-6);
      rate[c] = was;
      matrix[c] = ent_exp(step);
      const double dear = weighed(&g, rate, matrix);
      matrix[c] = ent_exp(-step);
      near("cost", by_cost[c], (dear - weighed(&g, rate, matrix)) / (2 * step), 1e-6);
      matrix[c] = 1;
    }
    if (!(fabs(by_tariff[cells[0]]) > 1e-4)) fail_msg("the slopes are too small to tell: %g", by_tariff[cells[0]]);
    ent_trade_close(g.t);
  }
  trade_free(&g.w);
}

/* ---- the frontier ------------------------------------------------------------------------------------------------------ */

/* Each levy against a shock that is laid by hand; marginal prices against differences between rates. */
static void test_frontier(void **state)
{
  (void)state;
  stage g;
  open_sixteen(&g);
  const int n = g.w.n, rus = g.s.target;
  for (int levy = 0; levy < ENT_TRADE_LEVIES; levy++) {
    g.s.levy = (ent_trade_levy)levy;
    const double rate[] = {0.3, 0.3 - 1e-3, 0.3 + 1e-3, INFINITY, 0};
    ent_trade_point point[5];
    double gain[5][WEST], tariff[MOST * MOST] = {0};
    ent_trade_proof proof;
    ent_trade_answer a;
    assert_int_equal(ent_trade_frontier(g.t, &g.s, rate, 5, point, gain[0], &proof, NULL), ENT_OK);
    assert_true(proof.holds && proof.market <= ENT_TRADE_GAP && proof.solutions == 5);
    for (int c = 0; c < n * n; c++) matrix[c] = 1;
    for (int k = 0; k < WEST; k++) {
      if (levy != ENT_TRADE_LEVY_CONTROLS) tariff[rus * n + g.sender[k]] = 0.3;
      if (levy != ENT_TRADE_LEVY_TARIFF) matrix[g.sender[k] * n + rus] = 1.3;
    }
    assert_int_equal(ent_trade_solve(g.t, &(ent_trade_shock){.cost = matrix, .tariff = tariff}, &a, NULL), ENT_OK);
    near("loss", point[0].loss, 1 - a.welfare[rus], 1e-11);
    double all = 0, revenue = 0;
    for (int k = 0; k < WEST; k++) {
      double spent = 0;
      for (int i = 0; i < n; i++) spent += g.w.flow[i * n + g.sender[k]];
      near("gain", gain[0][k], (a.welfare[g.sender[k]] - 1) * spent, 1e-4);
      all += gain[0][k];
      if (levy != ENT_TRADE_LEVY_CONTROLS) revenue += a.flow[rus * n + g.sender[k]] * 0.3 / 1.3;
    }
    near("all", point[0].gain, all, 1e-6);
    near("revenue", point[0].revenue, revenue, 1e-4);
    near("price", point[0].price, -point[0].gain / point[0].pain, 0);
    near("marginal", point[0].marginal, -(point[2].gain - point[1].gain) / (point[2].pain - point[1].pain), 1e-4);
    for (int k = 0; k < WEST; k++) {
      if (levy != ENT_TRADE_LEVY_CONTROLS) matrix[rus * n + g.sender[k]] = 0;
      if (levy != ENT_TRADE_LEVY_TARIFF)
        matrix[g.sender[k] * n + rus] = 0;
      else
        matrix[g.sender[k] * n + rus] = 1;
    }
    assert_int_equal(ent_trade_solve(g.t, &(ent_trade_shock){.freeness = matrix}, &a, NULL), ENT_OK);
    near("ban", point[3].loss, 1 - a.welfare[rus], 1e-11);
    assert_true(isnan(point[3].marginal) && point[3].revenue == 0);
    near("nothing", point[4].gain, 0, 1e-4);
  }
  shut(&g);
}

/* Equal steps of freeness, the ban at the end; more pain with every step. */
static void test_rates(void **state)
{
  (void)state;
  stage g;
  double rate[101];
  ent_trade_point point[101];
  ent_trade_proof proof;
  open_sixteen(&g);
  ent_trade_rates(4, 101, rate);
  assert_true(rate[0] == 0 && isinf(rate[100]));
  for (int k = 1; k < 100; k++) near("freeness", ent_exp(-4 * ent_log(1 + rate[k])), 1 - k / 100.0, 1e-14);
  assert_int_equal(ent_trade_frontier(g.t, &g.s, rate, 101, point, NULL, &proof, NULL), ENT_OK);
  assert_true(proof.holds && proof.solutions == 101);
  for (int k = 1; k <= 100; k++) assert_true(point[k].pain > point[k - 1].pain);
  for (int k = 2; k < 100; k++) assert_true(point[k].marginal > point[k - 1].marginal);
  shut(&g);
}

/* Rates come on top of tariffs in force: revenue is the levy's alone, slopes are those of the whole. */
static void test_tariffs_in_force(void **state)
{
  (void)state;
  stage g;
  static double base[MOST * MOST];
  const double rate[] = {0, 0.3 - 1e-3, 0.3, 0.3 + 1e-3};
  ent_trade_point point[4];
  ent_trade_proof proof;
  open_sixteen(&g);
  ent_trade_close(g.t);
  const int n = g.w.n, rus = g.s.target;
  for (int c = 0; c < n * n; c++) base[c] = c % (n + 1) == 0 ? 0 : 0.02 + 0.01 * (c % 5);
  open_on(&g, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_BALANCED}, base);
  for (int levy = 0; levy < ENT_TRADE_LEVIES; levy++) {
    g.s.levy = (ent_trade_levy)levy;
    assert_int_equal(ent_trade_frontier(g.t, &g.s, rate, 4, point, NULL, &proof, NULL), ENT_OK);
    assert_true(proof.holds);
    near("none", point[0].gain, 0, 1e-4);
    near("no revenue", point[0].revenue, 0, 1e-6);
    near("marginal", point[2].marginal, -(point[3].gain - point[1].gain) / (point[3].pain - point[1].pain), 1e-4);
  }
  g.s.levy = ENT_TRADE_LEVY_TARIFF;
  assert_int_equal(ent_trade_frontier(g.t, &g.s, rate, 4, point, NULL, &proof, NULL), ENT_OK);
  for (int c = 0; c < n * n; c++) matrix[c] = base[c];
  for (int k = 0; k < WEST; k++) {
    const int c = rus * n + g.sender[k];
    matrix[c] = (1 + base[c]) * 1.3 - 1;
  }
  ent_trade_answer a;
  double revenue = 0;
  assert_int_equal(ent_trade_solve(g.t, &(ent_trade_shock){.tariff = matrix}, &a, NULL), ENT_OK);
  for (int k = 0; k < WEST; k++) revenue += a.flow[rus * n + g.sender[k]] * 0.3 / 1.3;
  near("loss", point[2].loss, 1 - a.welfare[rus], 1e-11);
  near("revenue", point[2].revenue, revenue, 1e-4);
  shut(&g);
}

/* ---- the best rates ------------------------------------------------------------------------------------------------------ */

typedef struct found {
  double rate[MOST], gain[MOST], aim[MOST];
  ent_trade_optimum o;
} found;

static void optimize(const stage *g, ent_trade_aim aim, found *f)
{
  ent_error err = {.message = ""};
  f->o = (ent_trade_optimum){.rate = f->rate, .gain = f->gain, .aim = f->aim};
  if (ent_trade_optimize(g->t, &g->s, &aim, &f->o, &err) != ENT_OK) fail_msg("%s", err.message);
  if (!f->o.settled || !(f->o.step <= 1e-9) || !f->o.proof.holds)
    fail_msg("%d rounds, step %g", f->o.rounds, f->o.step);
}

/* What the senders aim at jointly, with a rate each. */
static double joint(const stage *g, const double *rate, double answer, double lambda, double *own)
{
  const int n = g->w.n, rus = g->s.target;
  double tariff[MOST * MOST] = {0}, sum = 0;
  ent_trade_answer a;
  for (int k = 0; k < g->s.senders; k++) {
    tariff[rus * n + g->sender[k]] = rate[k];
    tariff[g->sender[k] * n + rus] = answer;
  }
  assert_int_equal(ent_trade_solve(g->t, &(ent_trade_shock){.tariff = tariff}, &a, NULL), ENT_OK);
  for (int k = 0; k <= g->s.senders; k++) {
    const int j = k < g->s.senders ? g->sender[k] : rus;
    double spent = 0;
    for (int i = 0; i < n; i++) spent += g->w.flow[i * n + j];
    own[k] = (a.welfare[j] - 1) * spent;
    sum += k < g->s.senders ? own[k] : -lambda * own[k];
  }
  return sum;
}

/* One rate beats a fine grid; its marginal price is the willingness; more willingness, higher rates. */
static void test_uniform(void **state)
{
  (void)state;
  stage g;
  found f;
  double rate[WEST], own[WEST + 1], before = 0;
  open_sixteen(&g);
  static const double lambda[] = {0, 0.3, 1, 5};
  for (size_t l = 0; l < sizeof lambda / sizeof *lambda; l++) {
    optimize(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICE_UNIFORM, .willingness = lambda[l], .cap = INFINITY}, &f);
    const double best = f.o.at.rate;
    near("marginal", f.o.at.marginal, lambda[l], 1e-6);
    for (int k = 0; k < WEST; k++) assert_true(f.rate[k] == best);
    for (int k = 0; k < WEST; k++) rate[k] = best;
    const double value = joint(&g, rate, 0, lambda[l], own);
    near("aim", f.aim[0], value, 1e-4);
    for (int step = 0; step <= 200; step++) {
      for (int k = 0; k < WEST; k++) rate[k] = 0.01 * step;
      assert_true(joint(&g, rate, 0, lambda[l], own) <= value + 1e-4);
    }
    assert_true(best > before);
    before = best;
  }
  optimize(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICE_UNIFORM, .willingness = 5, .cap = 0.25}, &f);
  near("cap", f.o.at.rate, 0.25, 1e-12);
  shut(&g);
}

/* A rate each: no sender's rate, moved by itself, does better for all; and together they beat the one rate. */
static void test_each(void **state)
{
  (void)state;
  stage g;
  found f, one;
  double own[WEST + 1];
  open_sixteen(&g);
  const ent_trade_aim aim = {.choice = ENT_TRADE_CHOICE_EACH, .willingness = 0.3, .cap = INFINITY};
  optimize(&g, aim, &f);
  optimize(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICE_UNIFORM, .willingness = 0.3, .cap = INFINITY}, &one);
  const double best = joint(&g, f.rate, 0, 0.3, own);
  near("aim", f.aim[3], best, 1e-4);
  assert_true(best >= one.aim[0]);
  for (int k = 0; k < WEST; k++) {
    const double was = f.rate[k];
    near("gain", f.gain[k], own[k], 1e-4);
    for (int step = -20; step <= 40; step++) {
      f.rate[k] = was + 0.02 * step > 0 ? was + 0.02 * step : 0;
      double there[WEST + 1];
      assert_true(joint(&g, f.rate, 0, 0.3, there) <= best + 1e-4);
    }
    f.rate[k] = was;
  }
  shut(&g);
}

/* Two economies that answer one another: each tariff is 1 / (theta x the share of its output that the other sells at home),
 * the optimum in a world of one elasticity (Gros 1987, Journal of International Economics 23:357). */
static void test_two(void **state)
{
  (void)state;
  static const double flow[] = {80, 20, 20, 200};
  const int sender[] = {0};
  stage g = {.w.n = 2};
  found f;
  double tariff[4] = {0};
  ent_trade_answer a;
  g.w.flow = malloc(sizeof flow);
  assert_non_null(g.w.flow);
  memcpy(g.w.flow, flow, sizeof flow);
  for (int theta = 2; theta <= 8; theta += 3) {
    open_on(&g, (ent_trade_options){.theta = theta}, NULL);
    g.s = (ent_trade_sanction){.sender = sender, .senders = 1, .target = 1};
    for (int answers = 0; answers < 2; answers++) {
      optimize(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICE_NASH, .cap = INFINITY, .retaliates = answers == 1}, &f);
      tariff[1 * 2 + 0] = f.rate[0];
      tariff[0 * 2 + 1] = f.o.answer;
      assert_int_equal(ent_trade_solve(g.t, &(ent_trade_shock){.tariff = tariff}, &a, NULL), ENT_OK);
      near("own", f.rate[0], 1 / (theta * a.flow[3] / a.output[1]), 1e-8);
      near("answer", f.o.answer, answers ? 1 / (theta * a.flow[0] / a.output[0]) : 0, 1e-8);
    }
    ent_trade_close(g.t);
  }
  trade_free(&g.w);
}

/* Nash: nobody, the target included, does better by another rate of its own. */
static void test_nash(void **state)
{
  (void)state;
  stage g;
  found f;
  double own[WEST + 1], there[WEST + 1];
  open_sixteen(&g);
  for (int choice = 0; choice < ENT_TRADE_CHOICES; choice++) {
    if (choice == ENT_TRADE_CHOICE_ALONE) continue;
    const double lambda = choice == ENT_TRADE_CHOICE_UNIFORM ? 0.2 : 0;
    optimize(
      &g,
      (ent_trade_aim){.choice = (ent_trade_choice)choice, .willingness = lambda, .cap = INFINITY, .retaliates = true},
      &f);
    const double together = joint(&g, f.rate, f.o.answer, lambda, own);
    assert_true(f.o.answer > 0.05);
    for (int step = 0; step <= 60; step++) {
      joint(&g, f.rate, 0.02 * step, lambda, there);
      assert_true(there[WEST] <= own[WEST] + 1e-4);
    }
    for (int k = 0; k < WEST; k++)
      for (int step = 0; step <= 30; step++) {
        double rate[WEST];
        for (int i = 0; i < WEST; i++) rate[i] = i == k || choice == ENT_TRADE_CHOICE_UNIFORM ? 0.03 * step : f.rate[i];
        const double all = joint(&g, rate, f.o.answer, lambda, there);
        assert_true(choice == ENT_TRADE_CHOICE_NASH ? there[k] <= own[k] + 1e-4 : all <= together + 1e-4);
      }
  }
  shut(&g);
}

/* Alone: each against grids in a world where nobody else raises anything. */
static void test_alone(void **state)
{
  (void)state;
  stage g;
  found f;
  double there[WEST + 1];
  open_sixteen(&g);
  optimize(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICE_ALONE, .cap = INFINITY}, &f);
  for (int k = 0; k < WEST; k++) {
    double rate[WEST] = {0};
    rate[k] = f.rate[k];
    joint(&g, rate, 0, 0, there);
    near("alone", f.gain[k], there[k], 1e-4);
    for (int step = 0; step <= 40; step++) {
      rate[k] = 0.025 * step;
      joint(&g, rate, 0, 0, there);
      assert_true(there[k] <= f.gain[k] + 1e-4);
    }
  }
  shut(&g);
}

/* Controls bring no revenue: without a willingness to pay they are not raised, with much of it they end at the ban. */
static void test_corners(void **state)
{
  (void)state;
  stage g;
  found f;
  open_sixteen(&g);
  g.s.levy = ENT_TRADE_LEVY_CONTROLS;
  optimize(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICE_UNIFORM, .cap = INFINITY}, &f);
  assert_true(f.o.at.rate == 0);
  optimize(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICE_UNIFORM, .willingness = 50, .cap = INFINITY}, &f);
  assert_true(isinf(f.o.at.rate) && isinf(f.rate[0]));
  for (int choice = ENT_TRADE_CHOICE_EACH; choice < ENT_TRADE_CHOICES; choice++) {
    optimize(&g, (ent_trade_aim){.choice = (ent_trade_choice)choice, .willingness = 50, .cap = INFINITY}, &f);
    for (int k = 0; k < WEST; k++) assert_true(isinf(f.rate[k]));
  }
  shut(&g);
}

/* ---- the burden ---------------------------------------------------------------------------------------------------------- */

static void test_burden(void **state)
{
  (void)state;
  stage g;
  open_sixteen(&g);
  for (int levy = 0; levy < ENT_TRADE_LEVIES; levy++)
    for (int ban = 0; ban < 2; ban++) {
      double before[WEST], transfer[WEST], room[MOST] = {0}, tariff[MOST * MOST] = {0};
      ent_trade_payment payment[WEST];
      ent_trade_burden b = {.before = before, .transfer = transfer, .payment = payment};
      const int n = g.w.n, rus = g.s.target;
      g.s.levy = (ent_trade_levy)levy;
      assert_int_equal(ent_trade_share_burden(g.t, &g.s, ban ? INFINITY : 0.2, &b, NULL), ENT_OK);
      assert_true(b.settled && b.proof.holds && b.spread <= 1e-10);
      ent_sum sum = {0};
      for (int k = 0; k < WEST; k++) ent_sum_add(&sum, transfer[k]);
      assert_true(ent_sum_value(&sum) == 0);
      /* By hand: the same shock with these transfers leaves all of them alike. */
      for (int c = 0; c < n * n; c++) matrix[c] = 1;
      for (int k = 0; k < WEST; k++) {
        const bool buys = levy != ENT_TRADE_LEVY_CONTROLS, sells = levy != ENT_TRADE_LEVY_TARIFF;
        if (buys) (ban ? matrix : tariff)[rus * n + g.sender[k]] = ban ? 0 : 0.2;
        if (sells) matrix[g.sender[k] * n + rus] = ban ? 0 : ent_exp(-4 * ent_log(1.2));
        room[g.sender[k]] = transfer[k];
      }
      ent_trade_answer a;
      const ent_trade_shock shock = {.freeness = matrix, .tariff = tariff, .transfer = room};
      assert_int_equal(ent_trade_solve(g.t, &shock, &a, NULL), ENT_OK);
      for (int k = 0; k < WEST; k++) near(west[k], a.welfare[g.sender[k]], b.common, 1e-9);
      near("target", a.welfare[rus], b.target, 1e-10);
      /* Payments add up to the transfers. */
      double left[WEST];
      for (int k = 0; k < WEST; k++) left[k] = transfer[k];
      for (int k = 0; k < b.payments; k++) {
        assert_true(payment[k].amount > 0 && payment[k].from != payment[k].to);
        assert_true(transfer[payment[k].from] < 0 && transfer[payment[k].to] > 0); /* nobody passes money on */
        left[payment[k].from] += payment[k].amount;
        left[payment[k].to] -= payment[k].amount;
      }
      for (int k = 0; k < WEST; k++) near("left", left[k], 0, 1e-8);
      double spread = 0;
      for (int k = 0; k < WEST; k++) spread = fmax(spread, fabs(before[k] / b.common - 1));
      if (!(spread > 1e-5)) fail_msg("there was nothing to share: %g", spread);
    }
  shut(&g);
}

/* ---- what is refused ------------------------------------------------------------------------------------------------------- */

static void refuse_frontier(stage *g, ent_trade_sanction s, double rate, const char *words)
{
  ent_trade_point point = {.rate = -1};
  ent_error err = {.message = ""};
  assert_int_equal(ent_trade_frontier(g->t, &s, &rate, 1, &point, NULL, NULL, &err), ENT_ARGUMENT);
  if (!strstr(err.message, words) || point.rate != -1) fail_msg("%s, not %s", err.message, words);
}

static void refuse_aim(stage *g, ent_trade_aim aim, const char *words)
{
  double room[3 * WEST] = {-1};
  ent_trade_optimum o = {.rate = room, .gain = room + WEST, .aim = room + 2 * (size_t)WEST, .rounds = -1};
  ent_error err = {.message = ""};
  assert_int_equal(ent_trade_optimize(g->t, &g->s, &aim, &o, &err), ENT_ARGUMENT);
  if (!strstr(err.message, words) || o.rounds != -1 || room[0] != -1) fail_msg("%s, not %s", err.message, words);
}

static void test_refused(void **state)
{
  (void)state;
  stage g;
  open_sixteen(&g);
  const int twice[] = {1, 1}, target[] = {g.s.target}, far[] = {16};
  const ent_trade_sanction good = g.s;
  refuse_frontier(&g, (ent_trade_sanction){good.sender, 0, good.target, 0}, 0.1, "at least one sender");
  refuse_frontier(&g, (ent_trade_sanction){NULL, 1, good.target, 0}, 0.1, "at least one sender");
  refuse_frontier(&g, (ent_trade_sanction){good.sender, WEST, 16, 0}, 0.1, "a target among the economies");
  refuse_frontier(&g, (ent_trade_sanction){good.sender, WEST, -1, 0}, 0.1, "a target among the economies");
  refuse_frontier(&g, (ent_trade_sanction){good.sender, WEST, good.target, ENT_TRADE_LEVIES}, 0.1, "no such levy");
  refuse_frontier(&g, (ent_trade_sanction){twice, 2, good.target, 0}, 0.1, "named twice");
  refuse_frontier(&g, (ent_trade_sanction){target, 1, good.target, 0}, 0.1, "the target, or named twice");
  refuse_frontier(&g, (ent_trade_sanction){far, 1, good.target, 0}, 0.1, "is no economy");
  refuse_frontier(&g, good, -0.1, "A rate is 0 or more");
  refuse_frontier(&g, good, NAN, "A rate is 0 or more");
  assert_int_equal(ent_trade_frontier(g.t, &good, NULL, 1, NULL, NULL, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_frontier(g.t, &good, (const double[]){0}, 0, &(ent_trade_point){0}, NULL, NULL, NULL),
                   ENT_ARGUMENT);
  const ent_trade_choice one = ENT_TRADE_CHOICE_UNIFORM, alone = ENT_TRADE_CHOICE_ALONE;
  refuse_aim(&g, (ent_trade_aim){.choice = ENT_TRADE_CHOICES, .cap = 1}, "no such choice");
  refuse_aim(&g, (ent_trade_aim){.choice = one, .willingness = -1, .cap = 1}, "willingness to pay lies from 0");
  refuse_aim(&g, (ent_trade_aim){.choice = one, .willingness = NAN, .cap = 1}, "willingness to pay lies from 0");
  refuse_aim(&g, (ent_trade_aim){.choice = one, .cap = 0}, "above 0");
  refuse_aim(&g, (ent_trade_aim){.choice = one, .cap = NAN}, "above 0");
  refuse_aim(&g, (ent_trade_aim){.choice = one, .cap = 1, .rounds = -1}, "not negative");
  refuse_aim(&g, (ent_trade_aim){.choice = alone, .cap = 1, .retaliates = true}, "take nash");
  assert_int_equal(ent_trade_optimize(g.t, &good, NULL, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_share_burden(g.t, &good, 0.1, NULL, NULL), ENT_ARGUMENT);
  double room[2 * WEST];
  ent_trade_payment payment[WEST];
  ent_trade_burden b = {.before = room, .transfer = room + WEST, .payment = payment, .rounds = -1};
  assert_int_equal(ent_trade_share_burden(g.t, &good, -1, &b, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_share_burden(NULL, &good, 1, &b, NULL), ENT_ARGUMENT);
  assert_int_equal(b.rounds, -1);
  assert_int_equal(ent_trade_slopes(g.t, NULL, NULL, NULL, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_trade_slopes(g.t, (const double[16]){NAN}, NULL, NULL, NULL), ENT_ARGUMENT);
  ent_trade_close(g.t);
  open_on(&g, (ent_trade_options){.theta = 4, .supply = 1}, NULL);
  refuse_aim(&g, (ent_trade_aim){.choice = one, .cap = 1}, "without an elasticity of supply");
  ent_trade_point point;
  assert_int_equal(ent_trade_frontier(g.t, &good, (const double[]){0.1}, 1, &point, NULL, NULL, NULL), ENT_OK);
  assert_true(point.pain > 0 && isnan(point.marginal));
  ent_trade_close(g.t);
  open_on(&g, (ent_trade_options){.theta = 4, .deficits = ENT_TRADE_MULTIPLICATIVE}, NULL);
  refuse_frontier(&g, good, 0.1, "multiplicative deficits");
  assert_string_equal(ent_trade_levy_name(ENT_TRADE_LEVY_BOTH), "both");
  assert_string_equal(ent_trade_levy_name(ENT_TRADE_LEVIES), "?");
  shut(&g);
}

/* Nobody trades with the target: nothing to raise, nothing to gain, nothing to share. */
static void test_nothing(void **state)
{
  (void)state;
  stage g;
  found f;
  open_sixteen(&g);
  const int n = g.w.n;
  ent_trade_close(g.t);
  for (int k = 0; k < WEST; k++) g.w.flow[g.s.target * n + g.sender[k]] = 0;
  open_on(&g, (ent_trade_options){.theta = 4}, NULL);
  for (int choice = 0; choice < ENT_TRADE_CHOICES; choice++) {
    optimize(&g, (ent_trade_aim){.choice = (ent_trade_choice)choice, .cap = INFINITY}, &f);
    for (int k = 0; k < WEST; k++) {
      assert_true(f.rate[k] == 0);
      near("gain", f.gain[k], 0, 1e-4);
    }
  }
  shut(&g);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_slopes), cmocka_unit_test(test_frontier),
                                     cmocka_unit_test(test_rates),  cmocka_unit_test(test_uniform),
                                     cmocka_unit_test(test_each),   cmocka_unit_test(test_nash),
                                     cmocka_unit_test(test_two),    cmocka_unit_test(test_tariffs_in_force),
                                     cmocka_unit_test(test_alone),  cmocka_unit_test(test_corners),
                                     cmocka_unit_test(test_burden), cmocka_unit_test(test_refused),
                                     cmocka_unit_test(test_nothing)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
