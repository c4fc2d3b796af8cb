/* answer_test.c - do the passes of an answer keep their promises?  Drivers, tipping points and sets of changes are
 * each computed again by plain ensembles with pins. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "fault/flaky.h"
#include "study/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define DRAWS 3000
#define STUDY 512

static ent_ensemble e;

static ent_answer *ask(const ent_scenario *s)
{
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = DRAWS, .study_draws = STUDY};
  ent_answer *a = NULL;
  ent_error err = {.code = ENT_OK};
  const ent_status status = ent_answer_run(s, &options, &memory, &a, &err);
  if (status != ENT_OK) fprintf(stderr, "%s: %s\n", err.path, err.message);
  assert_int_equal(status, ENT_OK);
  return a;
}

static const ent_ensemble *with(const ent_answer *a, uint64_t draws, const ent_pin *pin, int pins)
{
  const ent_allocator memory = tiny_memory();
  assert_int_equal(ent_ensemble_run(a->scenario, a->seed, draws, pin, pins, NULL, &memory, &e, NULL), ENT_OK);
  return &e;
}

static uint64_t open_of(const ent_ensemble *from, int gate)
{
  return gate == ENT_GATES ? from->all : from->open[gate];
}

/* ---- drivers ---- */

static void test_drivers(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_answer *const a = ask(s);
  int expected = 0;
  (void)state;
  for (int i = 0; i < ent_scenario_inputs(s); i++) expected += ent_input_matters(s, i);
  assert_int_equal(a->drivers, expected);
  assert_true(a->drivers > 40);
  for (int k = 0; k < a->drivers; k++) {
    const ent_driver *d = &a->driver[k];
    double swing = 0;
    assert_true(d->low_value == ent_input_quantile(s, d->input, 0.05));
    assert_true(d->high_value == ent_input_quantile(s, d->input, 0.95));
    const ent_ensemble low = *with(a, STUDY, &(ent_pin){d->input, d->low_value}, 1);
    const ent_ensemble *high = with(a, STUDY, &(ent_pin){d->input, d->high_value}, 1);
    assert_true(d->all_low == (double)low.all / STUDY && d->all_high == (double)high->all / STUDY);
    assert_true(d->swing == fabs(d->all_high - d->all_low));
    for (int g = 0; g < ENT_GATES; g++) {
      assert_true(d->gate_low[g] == (double)low.open[g] / STUDY && d->gate_high[g] == (double)high->open[g] / STUDY);
      swing = fmax(swing, fabs(d->gate_high[g] - d->gate_low[g]));
    }
    assert_true(d->gate_swing == swing);
    assert_true(fabs(d->gate_high[d->gate] - d->gate_low[d->gate]) == swing);
    if (k == 0) continue;
    assert_true(d[-1].swing > d->swing || (d[-1].swing == d->swing && d[-1].gate_swing >= d->gate_swing));
  }
  ent_answer_free(a);
  ent_scenario_free(s);
}

/* ---- tipping points ---- */

static bool half_open(const ent_answer *a, int input, double value, int gate)
{
  return 2 * open_of(with(a, STUDY, &(ent_pin){input, value}, 1), gate) > STUDY;
}

static void check_tipping(const ent_answer *a, const ent_tipping *t)
{
  const bool now = 2 * open_of(&a->ensemble, t->gate) > DRAWS;
  const double step = (t->to - t->from) / 4096, middle = ent_input_quantile(a->scenario, t->input, 0.5);
  const bool at_from = half_open(a, t->input, t->from, t->gate) != now,
             at_to = half_open(a, t->input, t->to, t->gate) != now;
  assert_true(t->p_now == (double)open_of(&a->ensemble, t->gate) / DRAWS);
  if (!t->exists) { /* no end turns it, or everything does, because the input no longer varies */
    assert_true(t->value == 0);
    if (!at_from && !at_to) return;
    assert_true(at_from && at_to && half_open(a, t->input, middle, t->gate) != now);
    return;
  }
  assert_true(at_from || at_to);
  assert_true(t->value >= t->from && t->value <= t->to);
  const double below = fmax(t->value - step, t->from), above = fmin(t->value + step, t->to);
  if (half_open(a, t->input, below, t->gate) == half_open(a, t->input, above, t->gate)) {
    ent_input_info in;
    ent_scenario_input(a->scenario, t->input, &in);
    fprintf(stderr, "%s at %.17g (%g to %g), gate %d: no turn\n", in.path, t->value, t->from, t->to, t->gate);
    fail();
  }
  const bool inside = t->value >= ent_input_quantile(a->scenario, t->input, 0.05) &&
                      t->value <= ent_input_quantile(a->scenario, t->input, 0.95);
  assert_int_equal(t->beyond, !inside);
}

static int check_tippings(const char *const *change)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_changed(&memory, change);
  ent_answer *const a = ask(s);
  int found = 0;
  for (int k = 0; k < a->tippings; k++) {
    check_tipping(a, &a->tipping[k]);
    found += a->tipping[k].exists;
    if (k > 0) assert_true(a->tipping[k - 1].exists || !a->tipping[k].exists);
  }
  assert_true(a->tippings > a->drivers);
  ent_answer_free(a);
  ent_scenario_free(s);
  return found;
}

static void test_tipping_points(void **state)
{
  /* The leader's cost is nothing in six of ten draws and prohibitive in the others, and the House agrees in most:
   * the gate of will is open in fewer than half of the draws, but in most with the cost held at its median. */
  static const char *const lottery[] = {"deal.will.cost=mix(0.6: 0..0.01, 0.4: 0.89..0.9)",
                                        "deal.will.support=0.5..0.6", "deal.will.wedge_gain=0",
                                        "consents.HOUSE.MAJ.support=-0.4 to 0.5", NULL};
  static const char *const warm[] = {"consents.LEAGUE.ALY.support=0.3 to 0.6", "concessions.border.cost=0", NULL};
  (void)state;
  assert_true(check_tippings(NULL) > 10);
  assert_true(check_tippings(lottery) > 0);
  assert_true(check_tippings(warm) > 0);
}

/* ---- what would have to be true ---- */

static bool check_change(const ent_answer *a)
{
  const uint64_t draws = STUDY < 1024 ? STUDY : 1024;
  ent_pin pin[ENT_PROBE_PINS_MAX], without[ENT_PROBE_PINS_MAX];
  if (2 * a->ensemble.all > a->draws) {
    assert_int_equal(a->set_size, 0);
    return false;
  }
  for (int k = 0; k < a->set_size; k++) pin[k] = (ent_pin){a->set[k].input, a->set[k].value};
  const uint64_t told = a->draws < ENT_SET_DRAWS ? a->draws : ENT_SET_DRAWS;
  const uint64_t all = with(a, told, pin, a->set_size)->all;
  assert_true(a->set_size == 0 || a->set_p == (double)all / (double)told);
  assert_int_equal(a->set_found, 2 * all > told);
  for (int k = 0; a->set_found && a->set_size > 1 && k < a->set_size; k++) {
    int n = 0;
    for (int i = 0; i < a->set_size; i++)
      if (i != k) without[n++] = pin[i];
    /* none can be left out: what is left does not stand above one half by two standard errors */
    assert_true((double)with(a, draws, without, n)->all / (double)draws <= 0.5 + 1 / sqrt((double)draws));
  }
  return a->set_found;
}

static void test_smallest_set(void **state)
{
  static const char *const one_away[] = {"deal.will.support=-0.9..-0.5", "consents.LEAGUE.ALY.support=0.9",
                                         "consents.HOUSE.MAJ.support=0.9", NULL};
  static const char *const stands[] = {"deal.will.support=0.9",
                                       "consents.LEAGUE.ALY.support=0.9",
                                       "consents.LEAGUE.PRO.support=0.95",
                                       "consents.HOUSE.MAJ.support=0.9",
                                       "concessions.border.cost=0",
                                       "terms.seat.flow=0.1",
                                       "horizon_years=0.1",
                                       "ties.1.slow=-0.9",
                                       "ties.1.fast=-0.9",
                                       "ties.0.slow=0.9",
                                       NULL};
  static const char *const hopeless[] = {"deal.will.support=-0.9", "deal.will.wedge_gain=0", NULL};
  static const char *const *const change[] = {NULL, one_away, stands, hopeless};
  const ent_allocator memory = tiny_memory();
  int found = 0;
  (void)state;
  for (int k = 0; k < 4; k++) {
    ent_scenario *const s = small_changed(&memory, change[k]);
    ent_answer *const a = ask(s);
    const bool here = check_change(a);
    found += here;
    if (k == 2) assert_true(2 * a->ensemble.all > DRAWS);
    if (k == 3) assert_false(here); /* no uncertain input can make the leader want it */
    ent_answer_free(a);
    ent_scenario_free(s);
  }
  assert_int_equal(found, 2);
}

/* ---- the run as such ---- */

static void test_options(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_answer *a = NULL;
  ent_options options = {.draws = 100, .study_draws = 5000, .seed = 12};
  (void)state;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  assert_int_equal(a->seed, 12);
  assert_int_equal(a->draws, 100);
  assert_int_equal(a->study_draws, 100);
  assert_memory_equal(&a->ensemble, with(a, 100, NULL, 0), sizeof e);
  assert_int_equal(strlen(a->inputs_sha256), 64);
  ent_answer_free(a);
  options = (ent_options){.draws = 50};
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  assert_int_equal(a->seed, 7); /* the scenario's */
  ent_answer_free(a);
  ent_answer_free(NULL);
  a = (ent_answer *)&options;
  options.draws = ENT_DRAWS_MAX + 1;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_ARGUMENT);
  assert_true(a == (ent_answer *)&options);
  ent_scenario_free(s);
}

typedef struct watcher {
  int calls, stop_at;
  const char *stages[32];
  int stages_seen;
} watcher;

static bool watch(void *ctx, const char *stage, double done, const ent_ensemble *so_far)
{
  watcher *const w = ctx;
  assert_true(done > 0 && done <= 1);
  assert_true(so_far->draws > 0 && so_far->draws <= DRAWS);
  if (w->stages_seen == 0 || strcmp(w->stages[w->stages_seen - 1], stage) != 0) w->stages[w->stages_seen++] = stage;
  return w->calls++ != w->stop_at;
}

/* Stopped at every report in turn: cancelled, nothing left behind, nothing touched. */
static void test_cancel(void **state)
{
  flaky f;
  ent_allocator memory = flaky_open(&f, -1, false);
  ent_scenario *const s = small_scenario(&memory);
  const long before = f.live;
  watcher w = {.stop_at = -1};
  ent_options options = {.draws = DRAWS, .study_draws = 64, .progress = watch, .progress_ctx = &w};
  ent_answer *a = NULL;
  (void)state;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  ent_answer_free(a);
  const int calls = w.calls;
  assert_true(calls > 10);
  assert_true(w.stages_seen >= 5);
  assert_string_equal(w.stages[0], "draws");
  for (int k = 0; k < calls; k++) {
    ent_error err = {.code = ENT_OK};
    a = NULL;
    w = (watcher){.stop_at = k};
    assert_int_equal(ent_answer_run(s, &options, &memory, &a, &err), ENT_CANCELLED);
    assert_int_equal(err.code, ENT_CANCELLED);
    assert_int_equal(w.calls, k + 1);
    assert_null(a);
    assert_int_equal(f.live, before);
  }
  ent_scenario_free(s);
  assert_true(flaky_clean(&f));
}

/* Only the ensemble and the words, and those as in the whole answer; a stated level of trust replaces the record's. */
static void test_quick(void **state)
{
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_answer *const whole = ask(s), *quick = NULL;
  const ent_options options = {.draws = DRAWS, .study_draws = STUDY, .quick = true};
  (void)state;
  assert_int_equal(ent_answer_run(s, &options, &memory, &quick, NULL), ENT_OK);
  assert_memory_equal(&quick->ensemble, &whole->ensemble, sizeof quick->ensemble);
  assert_string_equal(quick->headline, whole->headline);
  assert_string_equal(quick->weakest, whole->weakest);
  assert_int_equal(quick->drivers + quick->tippings + quick->claims + quick->precedents + quick->set_size, 0);
  ent_answer_free(quick);
  ent_answer_free(whole);
  ent_scenario_free(s);
}

static void test_stated_trust(void **state)
{
  const ent_allocator memory = tiny_memory();
  const char *const changes[] = {"trust.level=0.6", NULL};
  ent_scenario *const s = small_changed(&memory, changes);
  ent_input_info input;
  (void)state;
  assert_non_null(s);
  assert_true(ent_scenario_input(s, ent_scenario_find_input(s, "trust.level"), &input));
  assert_true(input.known && input.p50 == 0.6);
  assert_true(ent_scenario_trust(s) > 1); /* the timeline is still the record's */
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_drivers),      cmocka_unit_test(test_tipping_points), cmocka_unit_test(test_smallest_set),
    cmocka_unit_test(test_options),      cmocka_unit_test(test_cancel),         cmocka_unit_test(test_quick),
    cmocka_unit_test(test_stated_trust),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
