/* compare_oom_test.c - what if memory runs out while two scenarios are compared, or while the comparison is written?  Every
 * request is refused in turn, once and from then on: a clean error, nothing leaked, outputs untouched. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "entente/compare.h"
#include "fault/flaky.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static ent_scenario *first, *second;

static ent_status compare(const ent_allocator *memory, ent_error *err)
{
  const ent_options options = {.draws = 3};
  ent_difference *const untouched = (ent_difference *)(uintptr_t)8;
  ent_difference *d = untouched;
  const ent_status status = ent_compare(first, second, &options, memory, &d, err);
  if (status == ENT_OK)
    ent_difference_free(d);
  else
    assert_ptr_equal(d, untouched);
  return status;
}

static void climb(void)
{
  for (int forever = 0; forever < 2; forever++)
    for (long k = 0;; k++) {
      flaky f;
      ent_error err = {.code = ENT_OK};
      const ent_allocator memory = flaky_open(&f, k, forever == 1);
      const ent_status status = compare(&memory, &err);
      assert_true(flaky_clean(&f));
      if (f.refused == 0) {
        assert_int_equal(status, ENT_OK);
        assert_true(k > 0);
        break;
      }
      if (status != ENT_NOMEM) fail_msg("request %ld was refused, and the answer is %s", k, ent_status_name(status));
      assert_int_equal(err.code, ENT_NOMEM);
      assert_true(err.message[0] != '\0');
      if (forever) assert_int_equal(compare(&memory, NULL), ENT_NOMEM); /* without an error object too */
    }
}

static void open_pair(const char *const *change)
{
  const ent_allocator heap = tiny_memory();
  first = small_scenario(&heap);
  second = small_changed(&heap, change);
}

static void close_pair(void)
{
  ent_scenario_free(first);
  ent_scenario_free(second);
}

/* Numbers, a rule, a value that is new, and one that cannot stand alone. */
static void test_changes(void **state)
{
  static const char *const change[] = {"deal.leverage=0.5", "clubs.LEAGUE.rule=majority", "terms.loan.honours=0.9",
                                       NULL};
  (void)state;
  open_pair(change);
  climb();
  close_pair();
}

static void test_luck(void **state)
{
  static const char *const change[] = {"seed=9", NULL};
  (void)state;
  open_pair(change);
  climb();
  close_pair();
}

/* Refused while writing: the comparison stays whole and the text is not handed out. */
static void test_writing(void **state)
{
  static const char *const change[] = {"deal.leverage=0.5", NULL};
  const ent_options options = {.draws = 3};
  bool through = false;
  (void)state;
  open_pair(change);
  for (long k = 0; !through; k++) {
    flaky f;
    ent_error err = {.code = ENT_OK};
    const ent_allocator memory = flaky_open(&f, -1, true);
    ent_difference *d = NULL;
    assert_int_equal(ent_compare(first, second, &options, &memory, &d, NULL), ENT_OK);
    f.fail_at = f.calls + k;
    ent_status status = ENT_OK;
    for (int i = 0; status == ENT_OK && i < 40; i++) {
      const char *text = "untouched";
      size_t size = 9;
      status = (i % 2 ? ent_difference_csv : ent_difference_json)(d, &text, &size, &err);
      if (status == ENT_OK) continue;
      assert_string_equal(text, "untouched");
      assert_int_equal(size, 9);
      assert_int_equal(status, ENT_NOMEM);
      assert_int_equal(err.code, ENT_NOMEM);
    }
    through = f.refused == 0;
    assert_int_equal(through, status == ENT_OK);
    ent_difference_free(d);
    assert_true(flaky_clean(&f));
  }
  close_pair();
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_changes),
    cmocka_unit_test(test_luck),
    cmocka_unit_test(test_writing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
