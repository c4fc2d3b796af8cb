/* scenario_probes_test.c - on the scenarios that ship: a driver's bar is what a full run with that input held
 * there says. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "entente/study.h"
#include "host/load.h"
#include "host/memory.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

#define DRAWS 48

static ent_ensemble e;

static double gate_share(const ent_scenario *s, uint64_t seed, int input, double value, int gate)
{
  const ent_allocator memory = host_memory();
  const ent_pin pin = {input, value};
  assert_int_equal(ent_ensemble_run(s, seed, DRAWS, &pin, 1, NULL, &memory, &e, NULL), ENT_OK);
  return (double)(gate == ENT_GATES ? e.all : e.open[gate]) / DRAWS;
}

static void check_scenario(const char *name)
{
  const ent_allocator memory = host_memory();
  const ent_options options = {.draws = DRAWS, .study_draws = DRAWS};
  char path[512];
  host_load load;
  ent_answer *a = NULL;
  snprintf(path, sizeof path, "%s/scenarios/%s", ENT_TEST_SOURCE, name);
  assert_int_equal(host_load_scenario(path, NULL, 0, &memory, &load), ENT_OK);
  const ent_scenario *const s = load.scenario;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  assert_true(a->drivers > 20);
  for (int k = 0; k < a->drivers; k++) {
    const ent_driver *d = &a->driver[k];
    ent_input_info in;
    assert_true(ent_scenario_input(s, d->input, &in));
    bool same = d->all_low == gate_share(s, a->seed, d->input, d->low_value, ENT_GATES);
    for (int g = 0; g < ENT_GATES; g++) same = same && d->gate_low[g] == (double)e.open[g] / DRAWS;
    same = same && d->all_high == gate_share(s, a->seed, d->input, d->high_value, ENT_GATES);
    for (int g = 0; g < ENT_GATES; g++) same = same && d->gate_high[g] == (double)e.open[g] / DRAWS;
    if (!same) fprintf(stderr, "%s: %s\n", name, in.path);
    assert_true(same);
  }
  ent_answer_free(a);
  host_load_free(&load);
}

static void test_g8(void **state)
{
  (void)state;
  check_scenario("g8-return.yaml");
}

static void test_nato(void **state)
{
  (void)state;
  check_scenario("nato-nordic-2022.yaml");
}

static void test_eec(void **state)
{
  (void)state;
  check_scenario("uk-eec-1961.yaml");
}

static void test_china(void **state)
{
  (void)state;
  check_scenario("china-opening-1971.yaml");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_g8),
    cmocka_unit_test(test_nato),
    cmocka_unit_test(test_eec),
    cmocka_unit_test(test_china),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
