/* seal_consents_test.c - what a member says for itself, and what it takes from the default beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/small_scenario.h"
#include "support/tiny_text.h"

static void assert_median(const ent_scenario *s, const char *path, double expected)
{
  const int input = ent_scenario_find_input(s, path);
  assert_true(input >= 0);
  const double off = ent_input_quantile(s, input, 0.5) - expected;
  assert_true(off < 1e-9 && off > -1e-9);
}

/* ALY in the UNION follows { support: 0 to 0.4, dependence: 0.1 }. */
static void test_one_number_is_its_own(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const plain = small_scenario(&memory);
  const char *const changes[] = {"consents.UNION.ALY.dependence=0.7", NULL};
  ent_scenario *const changed = small_changed(&memory, changes);
  const int support = ent_scenario_find_input(plain, "consents.UNION.ALY.support");
  assert_median(plain, "consents.UNION.ALY.dependence", 0.1);
  assert_median(changed, "consents.UNION.ALY.dependence", 0.7);
  assert_median(changed, "consents.UNION.ALY.support", ent_input_quantile(plain, support, 0.5));
  ent_scenario_free(plain);
  ent_scenario_free(changed);
}

/* Gains are taken one by one: a member's own come first, those it does not name are the default's. */
static void test_gains_are_joined(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  const char *const changes[] = {"consents.UNION.default.when.peace=0.2", "consents.UNION.default.when.vote=0.1",
                                 "consents.UNION.ALY.when.vote=0.3", NULL};
  ent_scenario *const s = small_changed(&memory, changes);
  assert_median(s, "consents.UNION.ALY.when.peace", 0.2);
  assert_median(s, "consents.UNION.ALY.when.vote", 0.3);
  assert_true(ent_scenario_find_input(s, "consents.UNION.NEU.when.peace") >= 0);
  assert_median(s, "consents.UNION.NEU.when.vote", 0.1);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_one_number_is_its_own),
    cmocka_unit_test(test_gains_are_joined),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
