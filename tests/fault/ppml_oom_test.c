/* ppml_oom_test.c - what if memory runs out in a regression with fixed effects? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "entente/ppml.h"
#include "fault/ladder.h"

static ent_status fit(const ent_allocator *memory, ent_error *err)
{
  double y[24], x0[24], x1[24], w[24], b[2] = {7, 7};
  int32_t from[24], to[24], pair[24];
  for (int i = 0; i < 24; i++) {
    y[i] = i % 5 == 0 ? 0 : 1 + i % 7;
    x0[i] = i * i % 11;
    x1[i] = i % 5 == 0 && i > 10; /* sets zeros apart: the longest way through */
    w[i] = 1 + i % 2;
    from[i] = i / 6;
    to[i] = i % 6;
    pair[i] = i / 2;
  }
  const double *const x[] = {x0, x1};
  const int32_t *const effect[] = {from, to};
  const ent_ppml_data d = {
    .n = 24, .y = y, .regressors = 2, .x = x, .effects = 2, .effect = effect, .cluster = pair, .weight = w};
  ent_ppml_answer a = {.coefficient = b};
  const ent_status status = ent_ppml_fit(&d, NULL, memory, &a, err);
  assert_true(status == ENT_OK ? a.settled && a.separated == 2 : b[0] == 7 && a.used == 0);
  return status;
}

static void test_fit(void **state)
{
  (void)state;
  climb("fit", fit);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_fit)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
