/* study_oom_test.c - what if memory runs out at any point of a study?  Every request of every public function of
 * study.h is refused in turn, once and from then on: a clean error, nothing leaked, outputs untouched.  And a
 * request that was refused is never passed over in silence. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "core/model/faults.h"
#include "entente/study.h"
#include "fault/flaky.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

/* One rung of a ladder; memory is refused at the rung.  Returns what the function said. */
typedef ent_status rung(const ent_scenario *s, const ent_allocator *memory, ent_error *err);

static ent_ensemble ensemble;
static ent_verdict verdict;

#define MARK 0x6B

static void mark(void *out, size_t size)
{
  memset(out, MARK, size);
}

static void check_untouched(const void *out, size_t size)
{
  const unsigned char *const byte = out;
  for (size_t i = 0; i < size; i++) assert_int_equal(byte[i], MARK);
}

static ent_status do_draw(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  mark(&verdict, sizeof verdict);
  const ent_status status = ent_verdict_draw(s, 1, 2, NULL, 0, memory, &verdict, err);
  if (status != ENT_OK) check_untouched(&verdict, sizeof verdict);
  return status;
}

static ent_status do_centre(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  mark(&verdict, sizeof verdict);
  const ent_status status = ent_verdict_centre(s, memory, &verdict, err);
  if (status != ENT_OK) check_untouched(&verdict, sizeof verdict);
  return status;
}

static ent_status do_ensemble(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  mark(&ensemble, sizeof ensemble);
  const ent_status status = ent_ensemble_run(s, 1, 1500, NULL, 0, NULL, memory, &ensemble, err);
  if (status != ENT_OK) check_untouched(&ensemble, sizeof ensemble);
  return status;
}

static ent_status do_replay(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  static ent_ensemble e;
  ent_replay *r = NULL;
  ent_status status = ent_replay_open(1, 1500, 0, 1, memory, &r, err);
  if (status != ENT_OK) return status;
  for (int again = 0; status == ENT_OK && again < 2; again++)
    status = ent_replay_run(r, s, again ? 1500 : 40, NULL, &e, err);
  ent_replay_free(r);
  return status;
}

static ent_status do_answer(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  const ent_options options = {.draws = 40, .study_draws = 8};
  ent_answer *answer = (ent_answer *)&ensemble;
  const ent_status status = ent_answer_run(s, &options, memory, &answer, err);
  if (status == ENT_OK)
    ent_answer_free(answer);
  else
    assert_true(answer == (ent_answer *)&ensemble);
  return status;
}

/* The same with changed scenarios that are kept, asked twice. */
static ent_status do_kept_changes(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  ent_changed *changed = NULL;
  ent_answer *answer = NULL;
  ent_status status = ent_changed_open(memory, &changed, err);
  const ent_options options = {.draws = 40, .study_draws = 8, .steps = 1u << ENT_STEP_CLAIMS, .changed = changed};
  for (int again = 0; status == ENT_OK && again < 2; again++) {
    status = ent_answer_run(s, &options, memory, &answer, err);
    if (status == ENT_OK) ent_answer_free(answer);
  }
  ent_changed_free(changed);
  return status;
}

/* Refused while it is told again: the answer stays as it was.  Often, because an answer has some room left. */
static ent_status do_speak(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  const ent_options options = {.draws = 40, .study_draws = 8};
  ent_answer *answer = NULL;
  ent_status status = ent_answer_run(s, &options, memory, &answer, err);
  if (status != ENT_OK) return status;
  for (int i = 0; status == ENT_OK && i < 40; i++) {
    const char *const headline = answer->headline;
    const ent_claim *const claim = answer->claim;
    status = ent_answer_speak(answer, s, NULL, err);
    if (status == ENT_OK) continue;
    assert_ptr_equal(answer->headline, headline);
    assert_ptr_equal(answer->claim, claim);
  }
  ent_answer_free(answer);
  return status;
}

typedef ent_status writing(ent_answer *answer, const char **text, size_t *size, ent_error *err);

/* Refused while writing: the answer stays whole and the text is not handed out.  Each text is written many times,
 * because an answer has some room left. */
static ent_status write_texts(ent_answer *answer, ent_error *err)
{
  static writing *const write[2] = {ent_answer_json, ent_answer_csv};
  ent_status status = ENT_OK;
  for (int i = 0; status == ENT_OK && i < 60; i++) {
    const char *text = "untouched";
    size_t size = 9;
    status = write[i % 2](answer, &text, &size, err);
    if (status == ENT_OK) continue;
    assert_string_equal(text, "untouched");
    assert_int_equal(size, 9);
    assert_true(answer->drivers > 0 && answer->headline[0]);
  }
  return status;
}

static long climb(const ent_scenario *s, rung *run, bool forever)
{
  for (long k = 0; k < 20000; k++) {
    flaky f;
    ent_error err = {.code = ENT_OK};
    const ent_allocator memory = flaky_open(&f, k, forever);
    const ent_status status = run(s, &memory, &err);
    if (!flaky_clean(&f)) fprintf(stderr, "request %ld: %ld blocks left, %ld lies\n", k, f.live, f.lies);
    assert_true(flaky_clean(&f));
    if (f.refused == 0) {
      assert_int_equal(status, ENT_OK);
      return k;
    }
    if (status != ENT_NOMEM)
      fprintf(stderr, "request %ld was refused, and the answer is %s\n", k, ent_status_name(status));
    assert_int_equal(status, ENT_NOMEM);
    assert_int_equal(err.code, ENT_NOMEM);
    assert_true(err.message[0] != '\0');
    assert_int_equal(run(s, &memory, NULL) == ENT_OK, !forever); /* without an error object too */
    assert_true(flaky_clean(&f));
  }
  return -1;
}

static void test_ladders(void **state)
{
  static rung *const run[] = {do_draw, do_centre, do_ensemble, do_replay, do_answer, do_kept_changes, do_speak};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_scenario(&memory);
  (void)state;
  for (size_t i = 0; i < sizeof run / sizeof *run; i++) {
    const long once = climb(s, run[i], false), forever = climb(s, run[i], true);
    assert_true(once > 0);
    assert_int_equal(once, forever);
  }
  ent_scenario_free(s);
}

static ent_status do_changed(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  ent_scenario *const untouched = (ent_scenario *)&ensemble;
  ent_scenario *changed = untouched;
  static const char *const path[] = {"deal.will.cost"}, *const text[] = {"0.5"};
  const ent_status status = ent_scenario_changed(s, 0, path, text, 1, memory, &changed, err);
  if (status == ENT_OK)
    ent_scenario_free(changed);
  else
    assert_ptr_equal(changed, untouched);
  return status;
}

static ent_status do_views(const ent_scenario *s, const ent_allocator *memory, ent_error *err)
{
  const ent_options options = {.draws = 8};
  ent_view_answer row[2];
  mark(row, sizeof row);
  const ent_status status = ent_views_run(s, &options, NULL, NULL, 0, memory, row, err);
  if (status != ENT_OK) check_untouched(row, sizeof row);
  return status;
}

static void test_views(void **state)
{
  static rung *const run[] = {do_changed, do_views};
  const ent_allocator memory = tiny_memory();
  ent_scenario *const s = small_with(
    "claims: [",
    "views: { cold: { name: Cold, set: { deal.will.support: -0.9 } } }\n"
    "claims: [{ id: SEALED, text: t, tests: [{ what: w, value: p(all), is: < 1, with: { terms.base.include: yes "
    "} }] }\n",
    &memory);
  (void)state;
  for (size_t i = 0; i < sizeof run / sizeof *run; i++) {
    const long once = climb(s, run[i], false), forever = climb(s, run[i], true);
    assert_true(once > 0);
    assert_int_equal(once, forever);
  }
  ent_scenario_free(s);
}

static void test_writing(void **state)
{
  const ent_allocator heap = tiny_memory();
  ent_scenario *const s = small_scenario(&heap);
  const ent_options options = {.draws = 40, .study_draws = 8};
  long written = 0;
  (void)state;
  for (int forever = 0; forever < 2; forever++)
    for (long k = 0;; k++) {
      flaky f;
      ent_error err = {.code = ENT_OK};
      const ent_allocator memory = flaky_open(&f, -1, forever == 1);
      ent_answer *answer = NULL;
      assert_int_equal(ent_answer_run(s, &options, &memory, &answer, NULL), ENT_OK);
      const long before = f.calls;
      f.fail_at = before + k;
      const ent_status status = write_texts(answer, &err);
      const long refused = f.refused;
      written = f.calls - before;
      f.fail_at = -1;
      if (refused) {
        assert_int_equal(status, ENT_NOMEM);
        assert_int_equal(err.code, ENT_NOMEM);
        assert_int_equal(write_texts(answer, NULL), ENT_OK); /* and again, with memory */
      }
      ent_answer_free(answer);
      assert_true(flaky_clean(&f));
      if (!refused) break;
    }
  assert_true(written > 0);
  ent_scenario_free(s);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_ladders),
    cmocka_unit_test(test_views),
    cmocka_unit_test(test_writing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
