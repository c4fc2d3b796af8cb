/* Sanctions as a choice, held against facts (WIOD 2014, 36 economies on Russia) where the table is there. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/trade_policy.h"
#include "support/networks.h"
#include "support/trade_tables.h"

#define PATH 512
#define MOST 44

enum { SENDERS = TRADE_SANCTIONERS };

static trade_table w;
static ent_trade *t;
static int sender[SENDERS];
static ent_trade_sanction sanction;

static int open_world(void **state)
{
  (void)state;
  char path[PATH];
  if (!trade_shared(path, sizeof path, "data/trade/wiod44_bilateral_2000_2014.csv")) return 0;
  if (!trade_read_long(path, "trade", "2014", &w)) return -1;
  for (int k = 0; k < SENDERS; k++) sender[k] = trade_find(&w, trade_sanctioners[k]);
  sanction = (ent_trade_sanction){.sender = sender, .senders = SENDERS, .target = trade_find(&w, "RUS")};
  const ent_trade_world world = {.n = w.n, .flow = w.flow};
  return ent_trade_open(&world, &(ent_trade_options){.theta = 4}, &network_memory, &t, NULL) == ENT_OK ? 0 : -1;
}

static int close_world(void **state)
{
  (void)state;
  ent_trade_close(t);
  trade_free(&w);
  return 0;
}

static int place(const char *name)
{
  for (int k = 0; k < SENDERS; k++)
    if (strcmp(trade_sanctioners[k], name) == 0) return k;
  return -1;
}

/* Fixture I; the table of flows has ten digits, the facts come from all of them: 1e-7 points, 0.01 million dollars. */
static void test_frontier(void **state)
{
  (void)state;
  char path[PATH], line[512];
  if (!t) skip();
  assert_true(trade_shared(path, sizeof path, "fixtures/trade/I_tariff_frontier_wiod2014.csv"));
  FILE *const in = fopen(path, "r");
  assert_non_null(in);
  const int deu = place("DEU");
  int met = 0;
  while (fgets(line, sizeof line, in)) {
    double rate, welfare, de, lt, dollars, theirs, gap, price;
    if (sscanf(line, "%lf,%lf,%lf,%lf,%lf,%lf,%lf,%lf", &rate, &welfare, &de, &lt, &dollars, &theirs, &gap, &price) < 7)
      continue;
    ent_trade_point point;
    ent_trade_proof proof;
    double gain[SENDERS], spent = 0;
    assert_int_equal(ent_trade_frontier(t, &sanction, &rate, 1, &point, gain, &proof, NULL), ENT_OK);
    assert_true(proof.holds);
    for (int i = 0; i < w.n; i++) spent += w.flow[i * w.n + sender[deu]];
    if (!(fabs(100 * point.loss + welfare) <= 1e-7 && fabs(100 * gain[deu] / spent - de) <= 1e-7 &&
          fabs(point.pain + dollars) <= 0.01 && fabs(point.gain - theirs) <= 0.01))
      fail_msg("%g: %.12g %.12g %.12g", rate, 100 * point.loss, point.pain, point.gain);
    if (rate > 0 && !(fabs(point.price - price) <= 1e-5)) fail_msg("%g: %.12g a dollar", rate, point.price);
    met++;
  }
  fclose(in);
  assert_int_equal(met, 14); /* the ban too */
}

static double best_at(double willingness, ent_trade_point *at)
{
  static double rate[SENDERS], gain[SENDERS], aim[SENDERS];
  ent_trade_optimum o = {.rate = rate, .gain = gain, .aim = aim};
  const ent_trade_aim how = {.choice = ENT_TRADE_CHOICE_UNIFORM, .willingness = willingness, .cap = INFINITY};
  assert_int_equal(ent_trade_optimize(t, &sanction, &how, &o, NULL), ENT_OK);
  assert_true(o.settled && o.proof.holds);
  if (at) *at = o.at;
  return o.at.rate;
}

/* What de Souza, Hu, Li and Mei (2024) find, in a world of one sector: whoever would pay little raises some 20 % and earns by it;
 * what comes near a ban costs above some 0.7 dollars a dollar of pain. */
static void test_willingness(void **state)
{
  (void)state;
  if (!t) skip();
  static const double low[] = {0, 0.2, 0.5, 0.7};
  ent_trade_point at, point[3];
  double before = 0;
  for (size_t k = 0; k < sizeof low / sizeof *low; k++) {
    const double rate = best_at(low[k], &at);
    if (!(rate > 0.12 && rate < 0.25 && rate > before && at.gain > 0)) fail_msg("%g: %g", low[k], rate);
    before = rate;
  }
  const double dear[] = {0.75, 1, INFINITY};
  assert_int_equal(ent_trade_frontier(t, &sanction, dear, 3, point, NULL, NULL, NULL), ENT_OK);
  assert_true(point[0].price < 0.7 && point[1].price > 0.7 && point[2].price > 1);
  /* A prohibitive tariff still brings revenue for next to no relief: however willing, no ban. */
  const double high = best_at(30, &at);
  assert_true(high > 4 && high < INFINITY && at.price > 1);
}

/* 36 senders by themselves, and the target's answer: everybody is worse off than without tariffs, or few are better off. */
static void test_retaliation(void **state)
{
  (void)state;
  if (!t) skip();
  static double rate[SENDERS], gain[SENDERS], aim[SENDERS], single[SENDERS];
  ent_trade_optimum o = {.rate = rate, .gain = gain, .aim = aim};
  ent_trade_aim how = {.choice = ENT_TRADE_CHOICE_NASH, .cap = INFINITY, .retaliates = true};
  assert_int_equal(ent_trade_optimize(t, &sanction, &how, &o, NULL), ENT_OK);
  assert_true(o.settled && o.proof.holds && o.proof.market <= ENT_TRADE_GAP);
  const double own = rate[place("DEU")], answer = o.answer, war = o.at.gain, pain = o.at.pain;
  memcpy(single, rate, sizeof single);
  how.choice = ENT_TRADE_CHOICE_EACH;
  assert_int_equal(ent_trade_optimize(t, &sanction, &how, &o, NULL), ENT_OK);
  assert_true(o.settled && o.proof.holds);
  /* Alone, a sender leaves to others what its tariff takes from the target: it raises less than all would for all. */
  for (int k = 0; k < SENDERS; k++) assert_true(rate[k] > single[k] && single[k] > 0);
  assert_true(o.at.gain > war);
  if (!(own > 0.1 && answer > 0.1 && answer < 0.3 && pain > 0)) fail_msg("%g %g %g", own, answer, pain);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_frontier), cmocka_unit_test(test_willingness),
                                     cmocka_unit_test(test_retaliation)};
  return cmocka_run_group_tests(tests, open_world, close_world);
}
