/* views_test.c - each row of the views is what asking that view by itself gives, over the same draws. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/faults.h"
#include "study/study.h"

#define VIEWS                                                          \
  "views: { eager: { name: Eager, set: { deal.will.support: 0.9 } }\n" \
  "         cold: { name: Cold, set: { deal.outside.status_quo: 8% to 9%, deal.will.support: -0.9 } } }\nclaims: ["
#define DRAWS 3000

static void expect_row(const ent_scenario *s, const ent_view_answer *row, const char *const *path,
                       const char *const *text, int count)
{
  static ent_ensemble e;
  const ent_allocator memory = tiny_memory();
  ent_scenario *seen = NULL;
  assert_int_equal(ent_scenario_changed(s, row->view, path, text, count, &memory, &seen, NULL), ENT_OK);
  assert_int_equal(ent_ensemble_run(seen, ent_scenario_seed(s), DRAWS, NULL, 0, NULL, &memory, &e, NULL), ENT_OK);
  assert_int_equal(row->draws, DRAWS);
  for (int g = 0; g < ENT_GATES; g++) assert_true(row->gate[g].p == (double)e.open[g] / DRAWS);
  assert_true(row->all.p == (double)e.all / DRAWS);
  assert_string_equal(row->word, ent_likelihood_word(row->all.p));
  ent_scenario_free(seen);
}

static void test_rows(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_with("claims: [", VIEWS, &memory);
  const ent_options options = {.draws = DRAWS};
  static const char *const path[] = {"deal.will.cost"}, *const text[] = {"0.6"};
  ent_view_answer row[3], changed[3];
  assert_int_equal(ent_views_run(s, &options, NULL, NULL, 0, &memory, row, NULL), ENT_OK);
  for (int i = 0; i < 3; i++) {
    assert_int_equal(row[i].view, i - 1);
    expect_row(s, &row[i], NULL, NULL, 0);
  }
  assert_true(row[1].gate[ENT_GATE_WILL].p > row[0].gate[ENT_GATE_WILL].p);
  assert_true(row[2].gate[ENT_GATE_WILL].p < row[0].gate[ENT_GATE_WILL].p);
  assert_true(row[1].gate[ENT_GATE_CONSENT].p ==
              row[0].gate[ENT_GATE_CONSENT].p); /* common draws: what is alike is alike */
  assert_int_equal(ent_views_run(s, &options, path, text, 1, &memory, changed, NULL), ENT_OK);
  for (int i = 0; i < 3; i++) expect_row(s, &changed[i], path, text, 1);
  assert_true(changed[0].gate[ENT_GATE_WILL].p < row[0].gate[ENT_GATE_WILL].p);
  ent_scenario_free(s);
}

static void test_defaults(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  ent_view_answer row[1];
  assert_int_equal(ent_views_run(s, NULL, NULL, NULL, 0, &memory, row, NULL), ENT_OK);
  assert_int_equal(row[0].view, -1);    /* no view but the author's */
  assert_int_equal(row[0].draws, 4096); /* the scenario's own, less than ENT_VIEW_DRAWS */
  ent_scenario_free(s);
}

static bool stop(void *ctx, const char *stage, double done, const ent_ensemble *so_far)
{
  double *const most = ctx;
  assert_string_equal(stage, "views");
  assert_non_null(so_far);
  assert_true(done > *most && done <= 1);
  *most = done;
  return done < 0.5;
}

static void test_stops(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_with("claims: [", VIEWS, &memory);
  double most = 0;
  const ent_options options = {.draws = DRAWS, .progress = stop, .progress_ctx = &most};
  ent_view_answer row[3] = {{.view = 77}};
  assert_int_equal(ent_views_run(s, &options, NULL, NULL, 0, &memory, row, NULL), ENT_CANCELLED);
  assert_int_equal(row[0].view, 77); /* untouched */
  assert_true(most >= 0.5 && most < 1);
  ent_scenario_free(s);
}

static void test_json_names_the_view(void **state)
{
  (void)state;
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = 64, .quick = true};
  ent_scenario *const s = small_with("claims: [", VIEWS, &memory), *seen = NULL;
  ent_answer *a = NULL;
  const char *text = NULL;
  size_t size = 0;
  assert_int_equal(ent_answer_run(s, &options, &memory, &a, NULL), ENT_OK);
  assert_int_equal(ent_answer_json(a, &text, &size, NULL), ENT_OK);
  assert_non_null(strstr(text, "\"view\": null"));
  ent_answer_free(a);
  assert_int_equal(ent_scenario_changed(s, 1, NULL, NULL, 0, &memory, &seen, NULL), ENT_OK);
  assert_int_equal(ent_answer_run(seen, &options, &memory, &a, NULL), ENT_OK);
  assert_int_equal(ent_answer_json(a, &text, &size, NULL), ENT_OK);
  assert_non_null(strstr(text, "\"view\": \"cold\""));
  ent_answer_free(a);
  ent_scenario_free(seen);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_rows),
    cmocka_unit_test(test_defaults),
    cmocka_unit_test(test_stops),
    cmocka_unit_test(test_json_names_the_view),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
