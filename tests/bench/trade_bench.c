/* trade_bench.c - how long does a gravity equilibrium take?
 *
 * Usage: trade_bench
 * Microseconds of CPU for one solution, the certificate and all flows with it, best of many.  Worlds are synthetic: sizes over
 * three orders of magnitude, trade falling with distance on a square, a rise of costs by 30 % between the first economy and a
 * third of the others.  Beside each row stand others' times where any were found; they were measured elsewhere, in November
 * 2026, on two shared cores of another machine, at their own tolerances (R GEGravity 1e-8), and those of a prototype of the same
 * algorithm (C, gcc -O3 -march=native -ffast-math). */
#include "bench/trade_world.h"
#include "entente/trade_general.h"
#include "entente/trade_policy.h"
#include "host/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 500

static double flow[MOST * MOST], cost[MOST * MOST];

static void row(const char *what, int n, ent_trade_options options, const char *most, const char *others)
{
  const ent_allocator memory = host_memory();
  const ent_trade_world world = {.n = n, .flow = flow};
  const ent_trade_shock shock = {.cost = cost};
  ent_trade *t = NULL;
  ent_trade_answer a = {0};
  ent_error err;
  trade_world_make(n, flow, cost);
  if (ent_trade_open(&world, &options, &memory, &t, &err) != ENT_OK || ent_trade_solve(t, &shock, &a, &err) != ENT_OK) {
    fprintf(stderr, "%s: %s\n", what, err.message);
    exit(1);
  }
  double best = 1e9;
  const int inner = n < 100 ? 100 : 10;
  for (int pass = 0; pass < 20; pass++) {
    const clock_t start = clock();
    for (int k = 0; k < inner; k++)
      if (ent_trade_solve(t, &shock, &a, &err) != ENT_OK) exit(1);
    const double spent = (double)(clock() - start) / CLOCKS_PER_SEC / inner;
    if (spent < best) best = spent;
  }
  printf("%-36s %5d %10.1f %9s   %5s  %.1e   %s\n", what, a.certificate.steps, 1e6 * best, most,
         a.certificate.holds ? "holds" : "NO", a.certificate.market, others);
  fflush(stdout);
  ent_trade_close(t);
}

static double seconds(clock_t start)
{
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* All n^2 elasticities of one economy, and all sets of so many sanctioners. */
static void leverage(int n, int members, const char *most_all, const char *most_sets)
{
  static double out[MOST * MOST];
  const ent_allocator memory = host_memory();
  const ent_trade_options options = {.theta = 4};
  const ent_trade_world world = {.n = n, .flow = flow};
  ent_trade *t = NULL;
  ent_trade_answer a;
  ent_trade_coalitions *c = NULL;
  int member[ENT_TRADE_MEMBERS];
  double best = 1e9;
  trade_world_make(n, flow, cost);
  if (ent_trade_open(&world, &options, &memory, &t, NULL) != ENT_OK) exit(1);
  if (ent_trade_solve(t, NULL, &a, NULL) != ENT_OK) exit(1);
  for (int pass = 0; pass < 20; pass++) {
    const clock_t start = clock();
    if (ent_trade_elasticities(t, 0, out, NULL) != ENT_OK) exit(1);
    if (seconds(start) < best) best = seconds(start);
  }
  printf("n = %d, all %d elasticities %*s %10.1f %9s\n", n, n * n, n < 100 ? 9 : 6, "", 1e6 * best, most_all);
  for (int k = 0; k < members; k++) member[k] = k + 1;
  const clock_t start = clock();
  if (members > 0 && ent_trade_coalitions_find(t, 0, member, members, NULL, &memory, &c, NULL) != ENT_OK) exit(1);
  if (c)
    printf("n = %d, all 2^%d coalitions, CPU s %12s %10.2f %9s   %s\n", n, members, "", seconds(start), most_sets,
           c->holds ? "holds" : "NO");
  ent_trade_coalitions_free(c, &memory);
  ent_trade_close(t);
}

/* 36 senders and a target: the frontier, a rate each for their joint aim, and Nash with the target's answer. */
static void policy(int n, const char *most)
{
  enum { SENDERS = 36, POINTS = 101 };
  static double rate[POINTS], best[SENDERS], gain[SENDERS], aim[SENDERS];
  static ent_trade_point point[POINTS];
  static const char *const what[] = {"frontier of 101 rates", "a rate each for the joint aim",
                                     "Nash, 36 and the target"};
  const ent_allocator memory = host_memory();
  const ent_trade_options options = {.theta = 4};
  const ent_trade_world world = {.n = n, .flow = flow};
  ent_trade_aim how = {.choice = ENT_TRADE_CHOICE_EACH, .willingness = 0.3, .cap = INFINITY};
  ent_trade_optimum o = {.rate = best, .gain = gain, .aim = aim};
  ent_trade_proof proof;
  ent_trade *t = NULL;
  int sender[SENDERS];
  for (int k = 0; k < SENDERS; k++) sender[k] = k + 1;
  const ent_trade_sanction s = {.sender = sender, .senders = SENDERS};
  trade_world_make(n, flow, cost);
  ent_trade_rates(4, POINTS, rate);
  if (ent_trade_open(&world, &options, &memory, &t, NULL) != ENT_OK) exit(1);
  for (int k = 0; k < 3; k++) {
    const clock_t start = clock();
    ent_status status;
    if (k == 0)
      status = ent_trade_frontier(t, &s, rate, POINTS, point, NULL, &proof, NULL);
    else {
      how.choice = k == 1 ? ENT_TRADE_CHOICE_EACH : ENT_TRADE_CHOICE_NASH;
      how.retaliates = k == 2;
      status = ent_trade_optimize(t, &s, &how, &o, NULL);
      proof = o.proof;
    }
    if (status != ENT_OK) exit(1);
    printf("n = %d, %-30s %4d solutions, CPU s %6.3f %6s   %s\n", n, what[k], proof.solutions, seconds(start), most,
           proof.holds && (k == 0 || o.settled) ? "holds" : "NO");
  }
  ent_trade_close(t);
}

/* Orders of joining of so many sanctioners, as many as the default. */
static void drawn(int n, int members, const char *most)
{
  const ent_allocator memory = host_memory();
  const ent_trade_options options = {.theta = 4, .deficits = ENT_TRADE_BALANCED};
  const ent_trade_world world = {.n = n, .flow = flow};
  ent_trade *t = NULL;
  ent_trade_coalitions *c = NULL;
  int member[ENT_TRADE_SAMPLED];
  trade_world_make(n, flow, cost);
  for (int k = 0; k < members; k++) member[k] = k + 1;
  if (ent_trade_open(&world, &options, &memory, &t, NULL) != ENT_OK) exit(1);
  const clock_t start = clock();
  if (ent_trade_coalitions_find(t, 0, member, members, NULL, &memory, &c, NULL) != ENT_OK) exit(1);
  printf("n = %d, 1,024 orders of %d, CPU s %12s %10.2f %9s   %s\n", n, members, "", seconds(start), most,
         c->holds ? "holds" : "NO");
  ent_trade_coalitions_free(c, &memory);
  ent_trade_close(t);
}

/* Tariffs of a tenth on all that the first economy buys, where labour, scale and markups answer. */
static void general(int n)
{
  static double tariff[MOST * MOST], profit[MOST];
  const ent_allocator memory = host_memory();
  const ent_trade_world world = {.n = n, .flow = flow};
  const ent_trade_general_options options = {.theta = 4, .labour = 0.5, .scale = 0.1675, .passed = 1};
  double best = 1e9, market = 0;
  int steps = 0;
  trade_world_make(n, flow, cost);
  for (int i = 0; i < n; i++) {
    profit[i] = 0.12;
    tariff[i * n] = i == 0 ? 0 : 0.1;
  }
  for (int pass = 0; pass < 20; pass++) {
    ent_trade_general_answer *a = NULL;
    const clock_t start = clock();
    if (ent_trade_general_solve(&world, profit, &options, tariff, &memory, &a, NULL) != ENT_OK) exit(1);
    if (seconds(start) < best) best = seconds(start);
    market = a->certificate.market;
    steps = a->certificate.steps;
    ent_trade_general_free(a);
  }
  char what[64];
  snprintf(what, sizeof what, "n = %d, labour, scale, markups", n);
  printf("%-36s %5d %10.1f %9s   %5s  %.1e   %s\n", what, steps, 1e6 * best, "", "", market,
         n == 200 ? "n = 194, damped, numpy: 900,000" : "");
}

int main(void)
{
  printf("%-36s %5s %10s %9s   %5s  %7s   %s\n", "work", "steps", "us", "at most", "", "market",
         "others (measured elsewhere)");
  const ent_trade_options mixed = {.theta = 4}, plain = {.theta = 4, .solver = ENT_TRADE_PLAIN};
  const ent_trade_options newton = {.theta = 4, .solver = ENT_TRADE_NEWTON},
                          chord = {.theta = 4, .solver = ENT_TRADE_CHORD};
  row("n = 44, to 1e-13", 44, mixed, "200",
      "prototype 65-83; R GEGravity 17,000 (second call); gegravity, n = 30: 610,000");
  row("n = 200, to 1e-13", 200, mixed, "1000", "prototype 260-300; R GEGravity 85,000; gegravity 40,900,000");
  row("n = 500, to 1e-13", 500, mixed, "4000", "prototype 950");
  row("n = 44, plain fixed point", 44, plain, "", "prototype 200-219");
  row("n = 44, Newton", 44, newton, "", "prototype 66-73");
  row("n = 44, chord", 44, chord, "", "-");
  row("n = 200, Newton", 200, newton, "", "prototype 4,700");
  row("n = 200, chord", 200, chord, "", "-");
  general(44);
  general(200);
  leverage(44, 20, "200", "14");
  drawn(44, 43, "");
  leverage(200, 0, "10000", "");
  policy(44, "5");
  policy(200, "");
  return 0;
}
