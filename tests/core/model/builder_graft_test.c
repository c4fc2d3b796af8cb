/* builder_graft_test.c - is a place of a tree, once grafted, as it is in the other tree, and everything else as it was? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/tree.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static ent_builder *read_tree(const char *text)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(tiny_read(text, b, NULL), ENT_OK);
  return b;
}

/* Grafts one place and holds the outcome against the tree that it should be. */
static void check(const char *into, const char *from, const char *path, const char *wanted)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *b = read_tree(into), *other = read_tree(from), *same = read_tree(wanted);
  ent_arena arena;
  ent_writer have, want;
  assert_int_equal(ent_builder_graft(b, path, ent_node_at(other->root, path), NULL), ENT_OK);
  ent_builder_close(other); /* nothing of it is borrowed */
  ent_arena_open(&arena, &memory);
  ent_writer_open(&have, &arena);
  ent_writer_open(&want, &arena);
  ent_tree_write(&have, b->root, NULL, false);
  ent_tree_write(&want, same->root, NULL, false);
  assert_int_equal(have.size, want.size);
  assert_memory_equal(have.data, want.data, want.size);
  ent_arena_close(&arena);
  ent_builder_close(b);
  ent_builder_close(same);
}

static void test_values(void **state)
{
  (void)state;
  check("{ a: { b: 1, c: 2 } }", "{ a: { b: 3 } }", "a.b", "{ a: { b: 3, c: 2 } }");
  check("{ a: { value: 1, source: s } }", "{ a: 3 }", "a", "{ a: { value: 3, source: s } }");
  check("{ a: { value: 1, source: s } }", "{ a: { value: 3, source: t } }", "a", "{ a: { value: 3, source: s } }");
  check("{ a: 1 }", "{ a: { value: 3, source: t } }", "a", "{ a: 3 }");
  check("{ a: 1 }", "{ a: { p5: 3, p50: 4, source: t } }", "a", "{ a: { p5: 3, p50: 4 } }");
  check("{ a: { p5: 3, p50: 4 } }", "{ a: 1 }", "a", "{ a: 1 }");
}

static void test_lists(void **state)
{
  (void)state;
  check("{ a: [1, 2] }", "{ a: [x, { b: y }, z] }", "a", "{ a: [x, { b: y }, z] }");
  check("{ ties: [{ between: [A, B], slow: 1 }] }", "{ ties: [{ between: [B, A], slow: 2 }] }", "ties.A-B.slow",
        "{ ties: [{ between: [A, B], slow: 2 }] }");
}

static void test_absent(void **state)
{
  (void)state;
  check("{ a: 1 }", "{ b: { c: { d: 2 } } }", "b.c.d", "{ a: 1, b: { c: { d: 2 } } }");
  check("{ a: { b: 1, c: 2, d: 3 } }", "{ a: {} }", "a.b", "{ a: { c: 2, d: 3 } }");
  check("{ a: { b: 1, c: 2, d: 3 } }", "{ a: {} }", "a.c", "{ a: { b: 1, d: 3 } }");
  check("{ a: { b: 1, c: 2, d: 3 } }", "{ a: {} }", "a.d", "{ a: { b: 1, c: 2 } }");
  check("{ x: 1, a: { b: { c: 2 } } }", "{ y: 1 }", "a.b.c", "{ x: 1 }"); /* what it leaves empty goes too */
  check("{ a: 1 }", "{ y: 1 }", "b.c", "{ a: 1 }");
}

/* What was taken out leaves room at the end of the map. */
static void test_then_set(void **state)
{
  ent_builder *b = read_tree("{ a: { b: 1, c: 2 } }");
  (void)state;
  assert_int_equal(ent_builder_graft(b, "a.c", NULL, NULL), ENT_OK);
  assert_int_equal(ent_builder_set(b, "a.d", "4", NULL), ENT_OK);
  assert_int_equal(ent_node_at(b->root, "a")->count, 2);
  assert_string_equal(ent_node_at(b->root, "a.d")->text, "4");
  ent_builder_close(b);
}

static void test_errors(void **state)
{
  ent_builder *b = read_tree("{ a: 1, l: [1] }");
  ent_error err = {.code = ENT_OK};
  (void)state;
  assert_int_equal(ent_builder_graft(b, "a.b", b->root->first, &err), ENT_ARGUMENT);
  assert_string_equal(err.path, "a.b");
  assert_int_equal(ent_builder_graft(b, "l.5", b->root->first, &err), ENT_ARGUMENT);
  assert_int_equal(ent_builder_graft(b, "", b->root->first, &err), ENT_ARGUMENT);
  ent_builder_close(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_values),   cmocka_unit_test(test_lists),  cmocka_unit_test(test_absent),
    cmocka_unit_test(test_then_set), cmocka_unit_test(test_errors),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
