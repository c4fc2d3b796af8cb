/* trade_general_oom_test.c - what if memory runs out while trade with labour, scale and profits is solved? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "entente/trade_general.h"
#include "fault/ladder.h"

enum { N = 5 };

static ent_status solve(const ent_allocator *memory, ent_error *err)
{
  double flow[N * N], tariff[N * N];
  for (int c = 0; c < N * N; c++) {
    flow[c] = c % (N + 1) == 0 ? 100 : 1 + c % 7;
    tariff[c] = c % N == 2 && c != 2 * N + 2 ? 0.2 : 0;
  }
  const ent_trade_world world = {.n = N, .flow = flow};
  const ent_trade_general_options options = {.theta = 4, .labour = 0.5, .scale = 0.1, .passed = 1};
  const double profit[N] = {0.1, 0.1, 0.2, 0, 0.1};
  ent_trade_general_answer *a = NULL;
  const ent_status status = ent_trade_general_solve(&world, profit, &options, tariff, memory, &a, err);
  assert_true((status == ENT_OK) == (a != NULL));
  assert_true(status != ENT_OK || (a->certificate.holds && a->revenue[2] > 0));
  ent_trade_general_free(a);
  return status;
}

static void test_solve(void **state)
{
  (void)state;
  climb("general", solve);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_solve)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
