/* Do any number of threads give the same coalitions? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "entente/trade.h"
#include "host/memory.h"
#include "host/threads.h"

enum { N = 18, K = 13 };

static double flow[N * N];

typedef struct outcome {
  double value[1 << K], figures[2][6][K], differ[2], worst[2];
  uint64_t again[2];
} outcome;

static void copy(const ent_trade_coalitions *c, int which, outcome *o)
{
  const double *const list[] = {c->shapley, c->error, c->alone, c->last, c->leaving, c->price};
  for (size_t k = 0; k < sizeof list / sizeof *list; k++)
    memcpy(o->figures[which][k], list[k], sizeof o->figures[0][0]);
  if (c->value) memcpy(o->value, c->value, sizeof o->value);
  o->differ[which] = c->differ;
  o->worst[which] = c->worst_market;
  o->again[which] = c->again;
}

/* The first island of two trades with the target alone: some sets are solved by themselves while others are at work. */
static void ask(const ent_executor *executor, outcome *o)
{
  const ent_allocator memory = host_memory();
  const ent_trade_world world = {.n = N, .flow = flow};
  const ent_trade_options options = {.theta = 4, .deficits = ENT_TRADE_BALANCED};
  ent_trade *t = NULL;
  int member[K];
  for (int i = 0; i < N; i++)
    for (int j = 0; j < N; j++) {
      const bool island = (i == 1 || j == 1) && i != 0 && j != 0 && i != j;
      flow[i * N + j] = island ? 0 : i == j ? 400 + 90 * i : 1 + 10 * ent_uniform(3, (uint64_t)(i * N + j), 0, 0);
    }
  for (int m = 0; m < K; m++) member[m] = m + 1;
  memset(o, 0, sizeof *o);
  assert_int_equal(ent_trade_open(&world, &options, &memory, &t, NULL), ENT_OK);
  for (int which = 0; which < 2; which++) {
    const ent_trade_coalitions_options how = {.samples = which ? 96 : 0, .executor = executor};
    ent_trade_coalitions *c = NULL;
    /* all sets without the island, which would be alone in half of them; orders with it */
    assert_int_equal(
      ent_trade_coalitions_find(t, 0, which ? member : member + 1, which ? K : K - 1, &how, &memory, &c, NULL), ENT_OK);
    assert_true(c->holds);
    o->again[which] = c->again;
    if (which || c->members == K) copy(c, which, o);
    if (c->value) memcpy(o->value, c->value, sizeof(double) << (K - 1));
    ent_trade_coalitions_free(c, &memory);
  }
  ent_trade_close(t);
}

static void test_same_on_any_crew(void **state)
{
  static outcome alone, crew;
  (void)state;
  ask(NULL, &alone);
  assert_true(alone.again[1] > 96); /* the island */
  for (int threads = 1; threads <= 3; threads++) {
    host_threads *workers = NULL;
    assert_int_equal(host_threads_open(threads, &workers, NULL), ENT_OK);
    const ent_executor executor = host_threads_executor(workers);
    ask(&executor, &crew);
    host_threads_close(workers);
    assert_memory_equal(&alone, &crew, sizeof alone);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_on_any_crew)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
