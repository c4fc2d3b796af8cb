/* lacking_test.c - where a table or the flows of trade could not be read, is everything else that is wrong still found, and is
 * nothing said of the numbers that would come from there? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/tiny_text.h"
#include "support/trade_deal.h"

#define EMBARGO "from trade.embargo(RIV<>TGT)"

static void test_lacking(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_error err[4] = {{.code = ENT_OK}};
  ent_scenario *s = NULL;
  int found = 0;
  ent_builder *const b = deal_builder(&memory, (const char *const[]){"terms.gas.flow=" EMBARGO, NULL});
  assert_int_equal(ent_builder_lacks(b, NULL, NULL), ENT_OK);
  assert_int_equal(ent_builder_lacks(b, NULL, NULL), ENT_OK);
  assert_int_equal(ent_builder_lacks(b, "gone", NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, err, 4, &found), ENT_REFERENCE);
  assert_true(found == 0 && !s);
  assert_int_equal(ent_builder_set(b, "terms.base.flow", "cell(gone, a, b) * 2", NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "draws", "0", NULL), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, err, 4, &found), ENT_ARGUMENT);
  if (found != 1 || strcmp(err[0].path, "draws") != 0) fail_msg("%d: %s: %s", found, err[0].path, err[0].message);
  ent_builder_close(b);
}

/* After an error the flows are lacking; after a computation they no longer are. */
static void test_lacking_until_computed(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_error err[4] = {{.code = ENT_OK}};
  ent_scenario *s = NULL;
  int found = 0;
  ent_builder *const b = deal_builder(&memory, (const char *const[]){"terms.gas.flow=" EMBARGO, NULL});
  assert_int_equal(ent_builder_trade(b, &deal_flows, &deal_then, err, 4, &found), ENT_OK);
  assert_int_equal(ent_builder_set(b, "terms.gas.flow", "from trade.embargo(RIX<>TGT)", NULL), ENT_OK);
  assert_int_equal(ent_builder_trade(b, &deal_flows, &deal_then, err, 4, &found), ENT_REFERENCE);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, err, 4, &found), ENT_REFERENCE);
  assert_true(found == 0 && !s);
  assert_int_equal(ent_builder_set(b, "terms.gas.flow", EMBARGO, NULL), ENT_OK);
  assert_int_equal(ent_builder_trade(b, &deal_flows, &deal_then, err, 4, &found), ENT_OK);
  assert_int_equal(ent_scenario_seal(b, &memory, &s, err, 4, &found), ENT_OK);
  ent_builder_close(b);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_lacking), cmocka_unit_test(test_lacking_until_computed)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
