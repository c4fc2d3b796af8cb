/* model_oom_test.c - does every function that takes memory fail cleanly when there is none?
 *
 * The ladder: request k of an allocator fails, alone or with all after it, for k = 0, 1, 2, ... until the function
 * succeeds.  On every rung: ENT_NOMEM, an error that says so, outputs untouched, nothing leaked, sizes told right. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "entente/model.h"
#include "entente/voting.h"
#include "fault/flaky.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

#define RUNGS_MAX 100000

/* One step of work on an allocator: what it returns.  It gives back all that it took, whatever happens. */
typedef ent_status work(const ent_allocator *memory, ent_error *err);

static void climb(const char *what, work *step)
{
  for (int forever = 0; forever < 2; forever++) {
    for (long k = 0;; k++) {
      flaky f;
      ent_error err = {.code = ENT_OK};
      const ent_allocator memory = flaky_open(&f, k, forever == 1);
      const ent_status status = step(&memory, &err);
      if (!flaky_clean(&f)) fail_msg("%s: rung %ld leaks %ld blocks, %ld lies", what, k, f.live, f.lies);
      if (status == ENT_OK) {
        assert_true(f.refused == 0 || !forever); /* a single refusal may be survived, all of them not */
        if (f.refused == 0) break;
        continue;
      }
      if (status != ENT_NOMEM || err.code != ENT_NOMEM)
        fail_msg("%s: rung %ld: %s, error %s: %s", what, k, ent_status_name(status), ent_status_name(err.code),
                 err.message);
      assert_true(err.message[0] != '\0');
      assert_true(k < RUNGS_MAX);
    }
  }
}

/* ---- building ---- */

static ent_status open_builder(const ent_allocator *memory, ent_error *err)
{
  ent_builder *const untouched = (ent_builder *)(uintptr_t)8;
  ent_builder *b = untouched;
  const ent_status status = ent_builder_open(memory, &b, err);
  if (status == ENT_OK)
    ent_builder_close(b);
  else
    assert_ptr_equal(b, untouched);
  return status;
}

static ent_status read_text(const ent_allocator *memory, ent_error *err)
{
  ent_builder *b = NULL;
  char text[SMALL_TEXT_MAX];
  small_text(text);
  ent_status status = ent_builder_open(memory, &b, err);
  if (status != ENT_OK) return status;
  status = tiny_read(text, b, err);
  if (status != ENT_OK) { /* from now on it can only be closed */
    ent_error second;
    assert_int_equal(ent_build_end(b, &second), ENT_ARGUMENT);
    assert_int_equal(ent_build_key(b, "k", 1, (ent_place){1, 1}, &second), ENT_ARGUMENT);
    assert_int_equal(ent_build_scalar(b, "v", 1, false, (ent_place){1, 1}, &second), ENT_ARGUMENT);
    assert_int_equal(ent_build_map(b, (ent_place){1, 1}, &second), ENT_ARGUMENT);
    assert_int_equal(ent_builder_set(b, "id", "x", &second), ENT_ARGUMENT);
  }
  ent_builder_close(b);
  return status;
}

static ent_status add_tables(const ent_allocator *memory, ent_error *err)
{
  ent_builder *b = NULL;
  ent_status status = ent_builder_open(memory, &b, err);
  if (status != ENT_OK) return status;
  status = small_tables(b, err);
  ent_builder_close(b);
  return status;
}

static void digest_of(const ent_builder *b, uint8_t digest[32])
{
  const ent_allocator heap = tiny_memory();
  ent_scenario *s = NULL;
  ent_error err;
  int found = 0;
  if (ent_scenario_seal(b, &heap, &s, &err, 1, &found) != ENT_OK) fail_msg("%s: %s", err.path, err.message);
  ent_scenario_digest(s, digest);
  ent_scenario_free(s);
}

/* A large value, so that a chunk of its own is needed; on failure the tree is what it was. */
static ent_status set_values(const ent_allocator *memory, ent_error *err)
{
  static char large[40000];
  static const char *const path[] = {"summary.en", "sources.another.title", "sources.third.note"};
  uint8_t before[32], after[32];
  ent_builder *b = small_builder(memory);
  if (!b) {
    *err = (ent_error){.code = ENT_NOMEM, .message = "reading is climbed above"};
    return ENT_NOMEM;
  }
  memset(large, 'x', sizeof large - 1);
  ent_status status = ent_builder_set(b, "sources.third.title", large, err);
  for (size_t i = 0; i < sizeof path / sizeof *path && status == ENT_OK; i++) {
    digest_of(b, before);
    status = ent_builder_set(b, path[i], large, err);
    if (status == ENT_OK) continue;
    digest_of(b, after);
    assert_memory_equal(before, after, 32);
  }
  ent_builder_close(b);
  return status;
}

/* ---- sealing and snapshots ---- */

static ent_builder *whole; /* built once, over the heap */

static ent_status seal_room(const ent_allocator *memory, int room, ent_error *err)
{
  ent_error errors[8];
  ent_scenario *const untouched = (ent_scenario *)(uintptr_t)8;
  ent_scenario *s = untouched;
  int found = -1;
  const ent_status status = ent_scenario_seal(whole, memory, &s, errors, room, &found);
  if (status == ENT_OK) {
    assert_int_equal(found, 0);
    ent_scenario_free(s);
  } else {
    assert_true(found >= 1);
    assert_ptr_equal(s, untouched);
    *err = errors[0];
  }
  return status;
}

static ent_status seal_one(const ent_allocator *memory, ent_error *err)
{
  return seal_room(memory, 1, err);
}

static ent_status seal_eight(const ent_allocator *memory, ent_error *err)
{
  return seal_room(memory, 8, err);
}

static ent_status load_snapshot(const ent_allocator *memory, ent_error *err)
{
  const ent_allocator heap = tiny_memory();
  const uint8_t *data = NULL;
  size_t size = 0;
  ent_builder *b = NULL;
  ent_scenario *const s = small_scenario(&heap);
  ent_scenario_snapshot(s, &data, &size);
  ent_status status = ent_builder_open(memory, &b, err);
  if (status == ENT_OK) {
    status = ent_builder_load(b, data, size, err);
    ent_builder_close(b);
  }
  ent_scenario_free(s);
  return status;
}

/* ---- notation, rules, alignment ---- */

static ent_status explain(const ent_allocator *memory, ent_error *err)
{
  static const char text[] =
    "mix(1: beta(2, 5), 2: between(0.1, 0.2, 0.9), 1: likely, 1: 0.2 to 0.4, 1: gamma(2, 9), 1: 0.5)";
  char words[200] = "untouched";
  double q[3] = {7, 7, 7};
  const ent_status status =
    ent_notation_explain(text, strlen(text), ENT_DOMAIN_SHARE, memory, words, sizeof words, q, err);
  if (status != ENT_OK) {
    assert_string_equal(words, "untouched");
    for (int i = 0; i < 3; i++) assert_true(q[i] == 7);
  }
  return status;
}

static ent_status parse_rule(const ent_allocator *memory, ent_error *err)
{
  static const char text[] = "(count >= 55% and pop >= 65%) or (votes > 50% and objection(A, B)) or dual(veto(C))";
  static const char *const member[] = {"A", "B", "C", "D"}, *const column[] = {"pop", "votes"};
  static const int64_t weight[] = {5, 4, 3, 2, 1, 1, 1, 1};
  const ent_roll roll = {4, member, 2, column, weight};
  ent_rule *const untouched = (ent_rule *)(uintptr_t)8;
  ent_rule *rule = untouched;
  const ent_status status = ent_rule_parse(text, strlen(text), &roll, memory, &rule, err);
  if (status == ENT_OK)
    ent_rule_free(rule);
  else
    assert_ptr_equal(rule, untouched);
  return status;
}

/* ---- tests ---- */

static void test_building(void **state)
{
  (void)state;
  climb("open", open_builder);
  climb("read", read_text);
  climb("tables", add_tables);
  climb("set", set_values);
}

static void test_sealing(void **state)
{
  (void)state;
  const ent_allocator heap = tiny_memory();
  uint8_t before[32], after[32];
  whole = small_builder(&heap);
  digest_of(whole, before);
  climb("seal, room for one error", seal_one);
  climb("seal, room for eight", seal_eight);
  digest_of(whole, after); /* the builder stays usable */
  assert_memory_equal(before, after, 32);
  ent_builder_close(whole);
}

static void test_snapshot(void **state)
{
  (void)state;
  climb("load", load_snapshot);
}

static void test_instruments(void **state)
{
  (void)state;
  climb("notation", explain);
  climb("rule", parse_rule);
}

static void test_nothing_to_free(void **state)
{
  (void)state;
  ent_builder_close(NULL);
  ent_scenario_free(NULL);
  ent_rule_free(NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_building),    cmocka_unit_test(test_sealing),         cmocka_unit_test(test_snapshot),
    cmocka_unit_test(test_instruments), cmocka_unit_test(test_nothing_to_free),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
