/* trade.c - the gravity solver as a WebAssembly module that a clock can be held to (tests/bench/trade_wasm_bench.mjs). */
#include "bench/trade_world.h"
#include "entente/trade.h"

#include <stdlib.h>

#define MOST 200

static double flow[MOST * MOST], cost[MOST * MOST];
static ent_trade *trade;
static ent_trade_answer answer;

static void *resize(void *ctx, void *old, size_t old_size, size_t new_size)
{
  (void)ctx;
  (void)old_size;
  if (new_size > 0) return realloc(old, new_size);
  free(old);
  return NULL;
}

/* 0 when the world of n economies is ready. */
__attribute__((export_name("bench_open"))) int bench_open(int n)
{
  static const ent_allocator memory = {resize, NULL};
  if (n < 1 || n > MOST) return 1;
  ent_trade_close(trade);
  trade = NULL;
  trade_world_make(n, flow, cost);
  const ent_trade_world world = {.n = n, .flow = flow};
  return ent_trade_open(&world, &(ent_trade_options){.theta = 4}, &memory, &trade, NULL) != ENT_OK;
}

/* So many solutions of the same shock, each with its certificate; 0 when the last one holds. */
__attribute__((export_name("bench_solve"))) int bench_solve(int times)
{
  const ent_trade_shock shock = {.cost = cost};
  for (int k = 0; k < times; k++)
    if (ent_trade_solve(trade, &shock, &answer, NULL) != ENT_OK) return 1;
  return !answer.certificate.holds;
}

__attribute__((export_name("bench_steps"))) int bench_steps(void)
{
  return answer.certificate.steps;
}

__attribute__((export_name("bench_welfare"))) double bench_welfare(int i)
{
  return answer.welfare[i];
}
