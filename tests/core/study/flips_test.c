/* flips_test.c - does the target change camp where its flip prices say so?  The ties are put there, and the centre is asked. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "entente/study.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

enum { TIES = 3 };
static const char *const path[TIES] = {"PRO-TGT", "ALY-TGT", "TGT-RIV"}, *const other_end[TIES] = {"PRO", "ALY", "RIV"};

/* The scenario with the target's ties known. */
static ent_scenario *with_ties(const ent_allocator *memory, const double tie[TIES])
{
  char text[2 * TIES][80];
  const char *changes[2 * TIES + 1] = {NULL};
  for (int i = 0; i < 2 * TIES; i++) {
    snprintf(text[i], sizeof text[i], "ties.%s.%s=%.17g", path[i / 2], i % 2 ? "fast" : "slow", tie[i / 2]);
    changes[i] = text[i];
  }
  ent_scenario *const s = small_changed(memory, changes);
  assert_non_null(s);
  return s;
}

static int flips_of(const ent_scenario *s, ent_flip_tie *flip, bool *turned)
{
  const ent_allocator memory = tiny_memory();
  ent_verdict v;
  int count = -1;
  assert_int_equal(ent_scenario_flips(s, &memory, flip, &count, turned, NULL), ENT_OK);
  assert_int_equal(ent_verdict_centre(s, &memory, &v, NULL), ENT_OK);
  assert_int_equal(*turned, v.detail.turned);
  for (int i = 0; i < count; i++) {
    assert_int_equal(flip[i].within, fabs(flip[i].now + flip[i].change) <= 1);
    assert_true(i == 0 || (flip[i].within == flip[i - 1].within && fabs(flip[i].change) >= fabs(flip[i - 1].change)) ||
                (!flip[i].within && flip[i - 1].within));
    if (strcmp(ent_scenario_actor_key(s, flip[i].actor), "RIV") == 0)
      assert_true(fabs(flip[i].change - v.detail.flip_price) <= 1e-12);
  }
  return count;
}

static const ent_flip_tie *through(const ent_scenario *s, const ent_flip_tie *flip, int count, const char *actor)
{
  for (int i = 0; i < count; i++)
    if (strcmp(ent_scenario_actor_key(s, flip[i].actor), actor) == 0) return &flip[i];
  return NULL;
}

static void test_prices_turn_it(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  int tried = 0, stood[2] = {0, 0};
  for (int k = 0; k < 9; k++) {
    const double tie[TIES] = {0.1, 0.125, -0.8 + 0.2 * k};
    ent_flip_tie flip[ENT_FLIP_TIES], unused[ENT_FLIP_TIES];
    bool turned, now;
    ent_scenario *const s = with_ties(&memory, tie);
    const int count = flips_of(s, flip, &turned);
    stood[turned]++;
    for (int i = 0; i < TIES; i++) {
      const ent_flip_tie *const f = through(s, flip, count, other_end[i]);
      for (int beyond = 0; f && fabs(f->change) > 1e-6 && beyond < 2; beyond++) {
        double moved[TIES];
        memcpy(moved, tie, sizeof moved);
        moved[i] += f->change * (beyond ? 1.0001 : 0.9999); /* the effects of terms stay */
        if (fabs(moved[i]) > 1 || fabs(f->now - tie[i] + moved[i]) > 1) continue;
        ent_scenario *const there = with_ties(&memory, moved);
        flips_of(there, unused, &now);
        assert_int_equal(now != turned, beyond);
        ent_scenario_free(there);
        tried++;
      }
    }
    ent_scenario_free(s);
  }
  assert_true(tried > 10 && stood[0] > 0 && stood[1] > 0);
}

/* The answer tells the nearest of them (a deal that is no wedge: answer_json_test.c). */
static void test_answer(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = 10, .quick = true};
  const double tie[TIES] = {0.1, 0.125, 0.8};
  ent_scenario *const s = with_ties(&memory, tie);
  ent_answer *a = NULL;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  assert_true(a->flips > 0 && a->flip[0].within && !a->centre.detail.turned);
  assert_non_null(strstr(a->flipping, "leaves the camp of"));
  assert_non_null(strstr(a->flipping, ent_scenario_actor_name(s, a->flip[0].actor)));
  ent_answer_free(a);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_prices_turn_it), cmocka_unit_test(test_answer)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
