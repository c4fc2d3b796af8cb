/* replay_test.c - do draws that are kept give the bytes of draws that are made anew? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "fault/flaky.h"
#include "study/moved.h"
#include "support/backwards.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 2500 /* two blocks and a part of a third */
#define CHANGES 4

static ent_ensemble kept, fresh;

static uint64_t state_of_chance = 88172645463325252u;
static uint32_t chance(uint32_t below)
{
  state_of_chance ^= state_of_chance << 13;
  state_of_chance ^= state_of_chance >> 7;
  state_of_chance ^= state_of_chance << 17;
  return (uint32_t)(state_of_chance >> 33) % below;
}

static ent_status stop(void *ctx, const ent_job *job, ent_error *err)
{
  (void)ctx;
  char *slot = calloc(1, job->slot_size), *scratch = malloc(job->scratch_size);
  assert_true(slot && scratch);
  job->work(job->shared, 0, slot, scratch); /* one block has already moved on */
  free(slot);
  free(scratch);
  if (err) *err = (ent_error){.code = ENT_CANCELLED};
  return ENT_CANCELLED;
}

static void check_same(ent_replay *r, const ent_scenario *s, uint64_t draws, const char *what)
{
  const ent_allocator memory = tiny_memory();
  const ent_executor backwards = {run_backwards, NULL};
  memset(&kept, 0xEE, sizeof kept);
  assert_int_equal(ent_replay_run(r, s, draws, chance(2) ? &backwards : NULL, &kept, NULL), ENT_OK);
  assert_int_equal(ent_ensemble_run(s, 7, draws, NULL, 0, NULL, &memory, &fresh, NULL), ENT_OK);
  if (memcmp(&kept, &fresh, sizeof kept) != 0) fail_msg("other bytes after %s", what);
}

/* A text for this input: a number inside its range, or an interval. */
static void invent(const ent_scenario *s, char out[300])
{
  ent_input_info in;
  do assert_true(ent_scenario_input(s, (int)chance((uint32_t)ent_scenario_inputs(s)), &in));
  while (strncmp(in.path, "owners.", 7) == 0); /* no field of a scenario holds it */
  const double t = (double)(1 + chance(98)) / 100, x = in.p5 + t * (in.p95 - in.p5);
  const bool whole = in.domain == ENT_DOMAIN_COUNT;
  if (chance(3) == 0 || !(x < in.p95) || whole)
    snprintf(out, 300, "%s=%.17g", in.path, whole ? (double)(long)x : x);
  else
    snprintf(out, 300, "%s=%.17g to %.17g", in.path, x, in.p95);
}

static void test_random_changes(void **state)
{
  static const char *const rules[] = {"clubs.LEAGUE.rule=unanimity", "clubs.UNION.rule=majority",
                                      "clubs.LEAGUE.rule=count >= 1", "clubs.RING.rule=consensus"};
  const ent_allocator memory = tiny_memory();
  ent_scenario *before = small_scenario(&memory);
  ent_replay *r = NULL;
  char text[CHANGES][300];
  const char *change[CHANGES + 2] = {NULL};
  uint64_t again = 0;
  (void)state;
  assert_int_equal(ent_replay_open(7, DRAWS, 0, 1, &memory, &r, NULL), ENT_OK);
  check_same(r, before, DRAWS, "nothing");
  assert_int_equal(ent_replay_kept(r), 0);
  for (int round = 0; round < 60; round++) {
    const int n = (int)chance(CHANGES + 1);
    for (int i = 0; i < n; i++) { /* some of the changes before stay */
      if (!change[i] || change[i] != text[i] || chance(2)) invent(before, text[i]);
      change[i] = text[i];
    }
    change[n] = chance(4) == 0 ? rules[chance(4)] : NULL;
    change[n + (change[n] != NULL)] = NULL;
    ent_scenario *const s = small_changed(&memory, change);
    assert_non_null(s);
    check_same(r, s, chance(8) ? DRAWS : 1 + chance(DRAWS), change[0] ? change[0] : "a rule");
    again += ent_replay_kept(r) > 0;
    ent_scenario_free(before);
    before = s;
  }
  assert_true(again > 40); /* mostly they were not drawn anew */
  ent_replay_free(r);
  ent_scenario_free(before);
}

/* Every input moves what it says, and nothing that is taken over. */
static void test_each_input(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const author = small_scenario(&memory);
  ent_replay *r = NULL;
  ent_input_info in;
  (void)state;
  assert_int_equal(ent_replay_open(7, 600, 0, 1, &memory, &r, NULL), ENT_OK);
  for (int i = 0; ent_scenario_input(author, i, &in); i++) {
    char text[300];
    const char *const change[] = {text, NULL};
    if (strncmp(in.path, "owners.", 7) == 0) continue;
    snprintf(text, sizeof text, "%s=%.17g", in.path,
             in.domain == ENT_DOMAIN_COUNT ? 4.0 : in.p5 + (in.p95 - in.p5) / 7);
    check_same(r, author, 600, "going back");
    ent_scenario *const s = small_changed(&memory, change);
    check_same(r, s, 600, text);
    check_same(r, author, 600, text);
    ent_scenario_free(s);
  }
  ent_replay_free(r);
  ent_scenario_free(author);
}

/* Another structure is drawn anew. */
static void test_structure(void **state)
{
  static const char *const change[] = {"terms.base.include=yes", "terms.loan.include=no",
                                       "concessions.fleet.include=yes", "terms.gas.owner=NEU"};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const author = small_scenario(&memory);
  ent_replay *r = NULL;
  (void)state;
  assert_int_equal(ent_replay_open(7, DRAWS, 0, 1, &memory, &r, NULL), ENT_OK);
  for (size_t i = 0; i < sizeof change / sizeof *change; i++) {
    const char *const list[] = {change[i], NULL};
    check_same(r, author, DRAWS, "going back");
    ent_scenario *const s = small_changed(&memory, list);
    check_same(r, s, DRAWS, change[i]);
    assert_int_equal(ent_replay_kept(r), 0);
    check_same(r, author, DRAWS, "going back");
    assert_int_equal(ent_replay_kept(r), 0);
    check_same(r, author, DRAWS, "the same again");
    assert_int_equal(ent_replay_kept(r), 3);
    ent_scenario_free(s);
  }
  ent_replay_free(r);
  ent_scenario_free(author);
}

/* Parts of an ensemble, merged block by block, are the ensemble. */
static ent_ensemble slot[3];

static ent_status collect(void *ctx, const ent_job *job, ent_error *err)
{
  const uint32_t *const part = ctx; /* part and parts */
  void *const scratch = malloc(job->scratch_size);
  (void)err;
  assert_int_equal(job->slot_size, sizeof *slot);
  for (uint64_t b = 0; b < job->blocks; b++) {
    ent_ensemble *const at = &slot[part[0] + b * part[1]];
    memset(at, 0, sizeof *at);
    job->work(job->shared, b, at, scratch);
    job->merge(job->total, b, at);
  }
  free(scratch);
  return ENT_OK;
}

static void test_parts(void **state)
{
  static const char *const change[] = {"deal.leverage=0.3", NULL};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const author = small_scenario(&memory), *const s = small_changed(&memory, change);
  ent_replay *r[2];
  (void)state;
  for (uint32_t p = 0; p < 2; p++) assert_int_equal(ent_replay_open(7, DRAWS, p, 2, &memory, &r[p], NULL), ENT_OK);
  for (int round = 0; round < 2; round++) {
    for (uint32_t p = 0; p < 2; p++) {
      uint32_t ctx[2] = {p, 2};
      const ent_executor executor = {collect, ctx};
      assert_int_equal(ent_replay_run(r[p], round ? s : author, DRAWS, &executor, &kept, NULL), ENT_OK);
    }
    kept = slot[0];
    static ent_ensemble total;
    memset(&total, 0, sizeof total);
    for (int b = 0; b < 3; b++) ent_ensemble_merge(&total, &slot[b]);
    assert_int_equal(ent_ensemble_run(round ? s : author, 7, DRAWS, NULL, 0, NULL, &memory, &fresh, NULL), ENT_OK);
    assert_memory_equal(&total, &fresh, sizeof fresh);
  }
  /* so few draws that the second part has none */
  assert_int_equal(ent_replay_run(r[1], s, 100, NULL, &kept, NULL), ENT_OK);
  assert_int_equal(kept.draws, 0);
  for (int p = 0; p < 2; p++) ent_replay_free(r[p]);
  ent_scenario_free(author);
  ent_scenario_free(s);
}

static void test_a_run_that_was_stopped(void **state)
{
  static const char *const change[] = {"deal.discount=0.93", NULL};
  const ent_allocator memory = tiny_memory();
  const ent_executor stopping = {stop, NULL};
  ent_scenario *const author = small_scenario(&memory), *const s = small_changed(&memory, change);
  ent_replay *r = NULL;
  (void)state;
  assert_int_equal(ent_replay_open(7, DRAWS, 0, 1, &memory, &r, NULL), ENT_OK);
  check_same(r, author, DRAWS, "nothing");
  kept.draws = 99;
  assert_int_equal(ent_replay_run(r, s, DRAWS, &stopping, &kept, NULL), ENT_CANCELLED);
  assert_int_equal(kept.draws, 99);
  check_same(r, author, DRAWS, "a run that was stopped");
  ent_replay_free(r);
  ent_scenario_free(author);
  ent_scenario_free(s);
}

static void test_limits(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_replay *r = NULL;
  ent_error err;
  (void)state;
  assert_int_equal(ent_replay_open(7, 0, 0, 1, &memory, &r, &err), ENT_ARGUMENT);
  assert_int_equal(ent_replay_open(7, 10, 2, 2, &memory, &r, &err), ENT_ARGUMENT);
  assert_int_equal(ent_replay_open(7, 10, 0, 0, &memory, &r, NULL), ENT_ARGUMENT);
  assert_null(r);
  assert_int_equal(ent_replay_open(7, 10, 0, 1, &memory, &r, &err), ENT_OK);
  assert_int_equal(ent_replay_run(r, s, 11, NULL, &kept, &err), ENT_ARGUMENT);
  assert_int_equal(ent_replay_run(r, s, 0, NULL, &kept, NULL), ENT_ARGUMENT);
  ent_replay_free(r);
  ent_replay_free(NULL);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_random_changes),
    cmocka_unit_test(test_each_input),
    cmocka_unit_test(test_structure),
    cmocka_unit_test(test_parts),
    cmocka_unit_test(test_a_run_that_was_stopped),
    cmocka_unit_test(test_limits),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
