/* scenario_replay_test.c - on the scenarios that ship: draws that are kept give the bytes of draws made anew. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "host/load.h"
#include "host/memory.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

#define DRAWS 1100
#define STEP 9 /* every so many inputs */

static ent_ensemble kept, fresh;

static void check(ent_replay *r, const ent_scenario *s, const char *what)
{
  const ent_allocator memory = host_memory();
  assert_int_equal(ent_replay_run(r, s, DRAWS, NULL, &kept, NULL), ENT_OK);
  assert_int_equal(ent_ensemble_run(s, 3, DRAWS, NULL, 0, NULL, &memory, &fresh, NULL), ENT_OK);
  if (memcmp(&kept, &fresh, sizeof kept) != 0) fail_msg("other bytes after %s", what);
}

static void check_scenario(const char *name)
{
  const ent_allocator memory = host_memory();
  char path[512], text[300];
  const char *const change[] = {text};
  host_load author, load;
  ent_replay *r = NULL;
  ent_input_info in;
  int changes = 0, anew = 0;
  snprintf(path, sizeof path, "%s/scenarios/%s", ENT_TEST_SOURCE, name);
  assert_int_equal(host_load_scenario(path, NULL, 0, &memory, &author), ENT_OK);
  assert_int_equal(ent_replay_open(3, DRAWS, 0, 1, &memory, &r, NULL), ENT_OK);
  check(r, author.scenario, "nothing");
  for (int i = 0; ent_scenario_input(author.scenario, i, &in); i += STEP) {
    if (strncmp(in.path, "owners.", 7) == 0 || in.domain == ENT_DOMAIN_COUNT) continue;
    snprintf(text, sizeof text, "%s=%.17g", in.path, in.p5 + (in.p95 - in.p5) / 3);
    assert_int_equal(host_load_scenario(path, change, 1, &memory, &load), ENT_OK);
    check(r, load.scenario, text);
    changes++;
    anew += ent_replay_kept(r) != 2; /* a known number correlates with nothing: the others are drawn otherwise */
    check(r, author.scenario, text);
    host_load_free(&load);
  }
  assert_true(changes > 5 && anew * 5 < changes);
  ent_replay_free(r);
  host_load_free(&author);
}

static void test_all(void **state)
{
  (void)state;
  check_scenario("g8-return.yaml");
  check_scenario("nato-nordic-2022.yaml");
  check_scenario("uk-eec-1961.yaml");
  check_scenario("china-opening-1971.yaml");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_all)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
