/* trade_calls_oom_test.c - what if memory runs out while values from trade are computed, sealed or varied? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fault/ladder.h"
#include "entente/study.h"
#include "model/vary.h"
#include "study/study.h"
#include "support/tiny_text.h"
#include "support/trade_deal.h"

static const char *const changes[] = {"terms.gas.flow=from trade.relief(WEST<>TGT; share 30% to 90%)",
                                      "deal.outside.rival_tie=from trade.embargo(RIV<>TGT)",
                                      "terms.seat.flow=from trade.transfer(WEST>TGT; amount 3)", NULL};
static const ent_trade_table *then;
static ent_builder *whole; /* computed over the heap */
static ent_scenario *sealed;

static ent_status compute(const ent_allocator *memory, ent_error *err)
{
  int found = -1;
  ent_builder *const b = deal_builder(memory, changes);
  if (!b) {
    *err = (ent_error){.code = ENT_NOMEM, .message = "reading is climbed elsewhere"};
    return ENT_NOMEM;
  }
  const ent_status status = ent_builder_trade(b, &deal_flows, then, err, 1, &found);
  assert_true(status == ENT_OK ? found == 0 : found >= 1);
  ent_builder_close(b);
  return status;
}

static ent_status seal(const ent_allocator *memory, ent_error *err)
{
  ent_scenario *s = NULL;
  int found = 0;
  const ent_status status = ent_scenario_seal(whole, memory, &s, err, 1, &found);
  assert_true((status == ENT_OK) == (s != NULL));
  if (s) ent_scenario_free(s);
  return status;
}

/* The flows and a table could not be read. */
static ent_status seal_lacking(const ent_allocator *memory, ent_error *err)
{
  ent_scenario *s = NULL;
  int found = 0;
  ent_builder *const b = deal_builder(memory, changes);
  if (!b) {
    *err = (ent_error){.code = ENT_NOMEM, .message = "reading is climbed elsewhere"};
    return ENT_NOMEM;
  }
  ent_status status = ent_builder_lacks(b, NULL, err);
  if (status == ENT_OK) status = ent_builder_lacks(b, "gone", err);
  if (status == ENT_OK) {
    status = ent_scenario_seal(b, memory, &s, err, 1, &found);
    if (status == ENT_REFERENCE && found == 0) status = ENT_OK; /* nothing else is wrong */
  }
  assert_null(s);
  ent_builder_close(b);
  return status;
}

static ent_status vary(const ent_allocator *memory, ent_error *err)
{
  const ent_variation change = {"terms.relief.flow", "from trade.embargo(RIV<>TGT)"};
  ent_scenario *s = NULL;
  const ent_status status = ent_scenario_vary(sealed, &change, 1, memory, &s, err);
  assert_true((status == ENT_OK) == (s != NULL));
  if (s) ent_scenario_free(s);
  return status;
}

/* The elasticity held: a table for each number that follows it. */
static ent_status hold(const ent_allocator *memory, ent_error *err)
{
  static ent_ensemble counted;
  const ent_pin pin = {ent_scenario_find_input(sealed, "trade.theta"), 4};
  return ent_ensemble_run(sealed, 1, 2, &pin, 1, NULL, memory, &counted, err);
}

static ent_status probe(const ent_allocator *memory, ent_error *err)
{
  const ent_probe low = {1, {{ent_scenario_find_input(sealed, "trade.theta"), 4}}};
  ent_probe_count counted;
  return ent_run_probes(sealed, 1, 2, &low, 1, false, NULL, NULL, memory, NULL, &counted, err);
}

static void test_compute(void **state)
{
  (void)state;
  then = &deal_then;
  climb("computing values from trade", compute);
  then = &deal_flows;
  climb("comparing two years of trade", compute);
}

static void test_seal(void **state)
{
  const ent_allocator heap = tiny_memory();
  int found = 0;
  (void)state;
  whole = deal_builder(&heap, changes);
  assert_int_equal(ent_builder_trade(whole, &deal_flows, &deal_then, NULL, 0, &found), ENT_OK);
  climb("sealing values from trade", seal);
  assert_int_equal(ent_scenario_seal(whole, &heap, &sealed, NULL, 0, &found), ENT_OK);
  climb("varying to a value from trade", vary);
  climb("holding the elasticity", hold);
  climb("probing the elasticity", probe);
  ent_scenario_free(sealed);
  ent_builder_close(whole);
  climb("sealing without tables", seal_lacking);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_compute), cmocka_unit_test(test_seal)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
