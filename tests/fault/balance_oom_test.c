/* balance_oom_test.c - does every function of balance.h that takes memory fail cleanly when there is none?
 *
 * The ladder of ladder.h over networks whose proofs need each kind of step: flows, fixing, cases, the linear programme. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "entente/balance.h"
#include "fault/ladder.h"
#include "support/networks.h"

static ent_ties *ties; /* built once, over the heap */
static ent_balance_options options;
static ent_balance *result;

static ent_status make(const ent_allocator *memory, ent_error *err)
{
  enum { ROWS = 5000 }; /* beyond the first chunk */
  static int32_t tail[ROWS], head[ROWS];
  for (int i = 0; i < ROWS; i++) {
    tail[i] = i;
    head[i] = i + 1;
  }
  ent_ties *const untouched = (ent_ties *)(uintptr_t)8;
  ent_ties *fresh = untouched;
  const ent_status status = ent_ties_make(ROWS + 1, ROWS, tail, head, NULL, NULL, memory, &fresh, err);
  if (status == ENT_OK)
    ent_ties_free(fresh);
  else
    assert_ptr_equal(fresh, untouched);
  return status;
}

static ent_status read_weights(const ent_allocator *memory, ent_error *err)
{
  static const char *text[3000];
  static int64_t weight[3000];
  for (int i = 0; i < 3000; i++) text[i] = "-0.5";
  int64_t scale = -7;
  const ent_status status = ent_ties_weights_read(text, 3000, memory, weight, &scale, err);
  assert_int_equal(scale, status == ENT_OK ? 10 : -7);
  return status;
}

static ent_status solve(const ent_allocator *memory, ent_error *err)
{
  ent_balance *const untouched = (ent_balance *)(uintptr_t)8;
  ent_balance *fresh = untouched;
  const ent_status status = ent_balance_solve(ties, &options, memory, &fresh, err);
  if (status == ENT_OK) {
    assert_int_equal(fresh->upper, result->upper);
    assert_int_equal(fresh->certificate_size, result->certificate_size);
    ent_balance_free(fresh);
  } else {
    assert_ptr_equal(fresh, untouched);
  }
  return status;
}

static ent_status force(const ent_allocator *memory, ent_error *err)
{
  ent_balance_bounds b = {.lower = -7};
  const ent_status status = ent_balance_forced(ties, 0, true, &options, memory, &b, err);
  if (status == ENT_OK)
    assert_true(b.lower >= result->lower);
  else
    assert_int_equal(b.lower, -7);
  return status;
}

static ent_status verify(const ent_allocator *memory, ent_error *err)
{
  ent_balance_bounds b = {.lower = -7};
  const ent_status status = ent_balance_verify(ties, result->certificate, result->certificate_size, memory, &b, err);
  assert_int_equal(b.lower, status == ENT_OK ? result->lower : -7);
  return status;
}

static void building(void **state)
{
  (void)state;
  climb("ties", make);
  climb("weights", read_weights);
}

/* Dense: flows, fixing and cases; sparse: the linear programme. */
static void solving(void **state)
{
  (void)state;
  for (int kind = 0; kind < 3; kind++) {
    ties = kind == 0   ? network_random(2, 22, 1, 1)
           : kind == 1 ? network_random(3, 60, 0.07, 1)
                       : network_random(5, 40, 0.2, 9);
    options = (ent_balance_options){.cases = kind == 0 ? 40 : -1, .rounds = 2, .no_lp = kind == 0};
    assert_int_equal(ent_balance_solve(ties, &options, &network_memory, &result, NULL), ENT_OK);
    climb("solve", solve);
    climb("verify", verify);
    if (kind == 0) climb("forced", force);
    ent_balance_free(result);
    ent_ties_free(ties);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(building), cmocka_unit_test(solving)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
