/* scenario_vary_test.c - is a scenario with other numbers, made quickly, the one that sealing the changed text gives? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "fault/flaky.h"
#include "host/load.h"
#include "host/memory.h"
#include "model/vary.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif

#define DRAWS 150

static ent_ensemble quick, sealed;
static ent_verdict centre_quick, centre_sealed;

/* Both see the same in every draw, and tell a reader the same. */
static void check_same(const ent_scenario *v, const ent_scenario *s, const char *what)
{
  const ent_allocator memory = host_memory();
  ent_input_info a, b;
  assert_int_equal(ent_ensemble_run(v, 3, DRAWS, NULL, 0, NULL, &memory, &quick, NULL), ENT_OK);
  assert_int_equal(ent_ensemble_run(s, 3, DRAWS, NULL, 0, NULL, &memory, &sealed, NULL), ENT_OK);
  if (memcmp(&quick, &sealed, sizeof quick) != 0) fail_msg("other bytes with %s", what);
  assert_int_equal(ent_verdict_centre(v, &memory, &centre_quick, NULL), ENT_OK);
  assert_int_equal(ent_verdict_centre(s, &memory, &centre_sealed, NULL), ENT_OK);
  assert_memory_equal(&centre_quick, &centre_sealed, sizeof centre_quick);
  for (int i = 0; ent_scenario_input(s, i, &b); i++) {
    assert_true(ent_scenario_input(v, i, &a));
    if (strcmp(a.path, b.path) != 0 || strcmp(a.text, b.text) != 0 || strcmp(a.words, b.words) != 0 || a.p50 != b.p50 ||
        a.p5 != b.p5 || a.p95 != b.p95 || a.known != b.known || strcmp(a.label, b.label) != 0)
      fail_msg("%s: input %s differs", what, b.path);
  }
}

/* A text of each kind for this input. */
static bool invent(const ent_input_info *in, int kind, char out[300])
{
  const double x = in->p5 + (in->p95 - in->p5) / 3;
  if (kind == 0) snprintf(out, 300, "%.17g", in->domain == ENT_DOMAIN_COUNT ? 4.0 : x);
  if (kind == 1) snprintf(out, 300, "%.17g to %.17g", in->known ? 0.2 : x, in->known ? 0.3 : in->p95);
  if (kind == 2) snprintf(out, 300, "beta(2, 3)");
  if (kind == 3) snprintf(out, 300, "-7 to 900");
  if (kind == 4) snprintf(out, 300, "nonsense");
  return kind < 5;
}

static int varied, refused;

static void check_change(const char *path, const ent_scenario *author, const ent_input_info *in, const char *text)
{
  const ent_allocator memory = host_memory();
  char set[600];
  const char *const change[] = {set};
  const ent_variation variation = {in->path, text};
  host_load load;
  ent_scenario *v = NULL;
  ent_error err;
  const ent_status status = ent_scenario_vary(author, &variation, 1, &memory, &v, &err);
  if (status != ENT_OK) { /* it need not: sealing will tell */
    assert_int_equal(status, ENT_REFERENCE);
    assert_null(v);
    refused++;
    return;
  }
  varied++;
  snprintf(set, sizeof set, "%s=%s", in->path, text);
  if (host_load_scenario(path, change, 1, &memory, &load) != ENT_OK) fail_msg("%s is not allowed", set);
  check_same(v, load.scenario, set);
  host_load_free(&load);
  ent_scenario_free(v);
}

static void check_scenario(const char *name, int step)
{
  const ent_allocator memory = host_memory();
  char path[512], text[300];
  host_load author;
  ent_input_info in;
  varied = refused = 0;
  snprintf(path, sizeof path, "%s/scenarios/%s", ENT_TEST_SOURCE, name);
  assert_int_equal(host_load_scenario(path, NULL, 0, &memory, &author), ENT_OK);
  for (int i = 0; ent_scenario_input(author.scenario, i, &in); i += step)
    for (int kind = 0; invent(&in, kind, text); kind++) check_change(path, author.scenario, &in, text);
  printf("%s: %d varied, %d not\n", name, varied, refused);
  assert_true(varied > refused / 2);
  host_load_free(&author);
}

static void test_each_input(void **state)
{
  (void)state;
  check_scenario("uk-eec-1961.yaml", 3);
  check_scenario("china-opening-1971.yaml", 5);
  check_scenario("nato-nordic-2022.yaml", 5);
  check_scenario("g8-return.yaml", 31);
}

/* Several at once; what is unknown or not a number of its own; and no memory. */
static void test_several(void **state)
{
  const ent_variation change[] = {{"deal.will.support", "0.1 to 0.2"}, {"deal.will.cost", "0.3"}};
  const char *const set[] = {"deal.will.support=0.1 to 0.2", "deal.will.cost=0.3"};
  const ent_variation not_one[] = {{"clubs.G7.rule", "majority"}, {"deal.kind", "1"}, {"terms.security.include", "no"}};
  ent_allocator memory = host_memory();
  host_load author, load;
  ent_scenario *v = NULL;
  (void)state;
  assert_int_equal(host_load_scenario(ENT_TEST_SOURCE "/scenarios/g8-return.yaml", NULL, 0, &memory, &author), ENT_OK);
  assert_int_equal(host_load_scenario(ENT_TEST_SOURCE "/scenarios/g8-return.yaml", set, 2, &memory, &load), ENT_OK);
  assert_int_equal(ent_scenario_vary(author.scenario, change, 2, &memory, &v, NULL), ENT_OK);
  check_same(v, load.scenario, "two changes");
  ent_scenario_free(v);
  v = NULL;
  for (int i = 0; i < 3; i++) {
    assert_false(ent_scenario_varies(author.scenario, not_one[i].path));
    assert_int_equal(ent_scenario_vary(author.scenario, &not_one[i], 1, &memory, &v, NULL), ENT_REFERENCE);
  }
  assert_true(ent_scenario_varies(author.scenario, "deal.will.cost"));
  for (long k = 0;; k++) {
    flaky f;
    ent_error err = {.code = ENT_OK};
    memory = flaky_open(&f, k, false);
    const ent_status status = ent_scenario_vary(author.scenario, change, 2, &memory, &v, &err);
    if (status == ENT_OK) ent_scenario_free(v);
    assert_true(flaky_clean(&f));
    if (status == ENT_OK) break;
    assert_int_equal(status, ENT_NOMEM);
    assert_int_equal(err.code, ENT_NOMEM);
  }
  host_load_free(&load);
  host_load_free(&author);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_each_input), cmocka_unit_test(test_several)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
