/* Finding things in a tree and in its tables; the digest's bytes leave places out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/tree.h"
#include "support/tiny_text.h"

static const char *const column[] = {"key", "a", "b"};
static const char *const source[] = {"", "s", ""};
static const char *const cell[] = {"r1", "1.5", "", "r2", "x", " 2", "r3", "-1e-3", "7%"};
static const ent_table first = {"first", "../../data/x.csv", 3, 3, column, source, cell, NULL};
static const ent_table table = {"second", "y.csv", 3, 3, column, source, cell, (ent_table *)&first};

static void test_tables(void **state)
{
  (void)state;
  assert_ptr_equal(ent_table_find(&table, "first"), &first);
  assert_ptr_equal(ent_table_find(&table, "second"), &table);
  assert_null(ent_table_find(&table, "third"));
  assert_null(ent_table_find(NULL, "first"));
  assert_int_equal(ent_table_row(&table, "r3"), 2);
  assert_int_equal(ent_table_row(&table, "key"), -1);
  assert_int_equal(ent_table_column(&table, "b"), 2);
  assert_int_equal(ent_table_column(&table, "c"), -1);
  assert_string_equal(ent_table_cell(&table, 1, 1), "x");
  assert_string_equal(ent_table_place(&first), "data/x.csv");
  assert_string_equal(ent_table_place(&table), "y.csv");
}

static void test_numbers(void **state)
{
  (void)state;
  double value = 9;
  assert_true(ent_table_number(&table, 0, 1, &value) && value == 1.5);
  assert_true(ent_table_number(&table, 2, 1, &value) && value == -1e-3);
  value = 9;
  assert_false(ent_table_number(&table, 0, 2, &value)); /* empty */
  assert_false(ent_table_number(&table, 1, 1, &value)); /* no number */
  assert_false(ent_table_number(&table, 1, 2, &value)); /* a blank before it */
  assert_false(ent_table_number(&table, 2, 2, &value)); /* something after it */
  assert_true(value == 9);
}

static ent_builder *read(const char *text)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  ent_error err;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  assert_int_equal(tiny_read(text, b, &err), ENT_OK);
  return b;
}

static void test_nodes(void **state)
{
  (void)state;
  ent_builder *const b = read("{ a: { b: [x, y] }, list: [{ k: v }] }");
  const ent_node *const root = b->root;
  assert_null(ent_node_child(NULL, "a"));
  assert_null(ent_node_child(ent_node_at(root, "a.b"), "x"));
  assert_null(ent_node_item(NULL, 0));
  assert_null(ent_node_item(ent_node_at(root, "a.b"), -1));
  assert_null(ent_node_item(ent_node_at(root, "a.b"), 2));
  assert_string_equal(ent_node_item(ent_node_at(root, "a.b"), 1)->text, "y");
  assert_ptr_equal(ent_node_at(root, ""), root);
  assert_string_equal(ent_node_at(root, "list.0.k")->text, "v");
  assert_null(ent_node_at(root, "list.0.kk"));
  assert_null(ent_node_at(root, "list.9999999.k"));
  ent_builder_close(b);
}

/* The bytes under the digest: the same for the same content in another layout, different for any other content. */
static void test_written(void **state)
{
  (void)state;
  static const char *const same[] = {"{ a: 1, b: [x] }", "{\n\n  a:   1\n  b: [\n x ]\n}"};
  static const char *const other[] = {"{ a: 2, b: [x] }",       "{ a: 1, b: [x, x] }",  "{ a: 1, b: x }",
                                      "{ a: \"1\", b: [x] }",   "{ b: [x], a: 1 }",     "{ a: 1, c: [x] }",
                                      "{ a: 1, b: [x], c: 1 }", "{ a: 1, b: [x, {}] }", "{ ab: 1, b: [x] }"};
  ent_builder *const one = read(same[0]), *const two = read(same[1]);
  ent_writer a, b;
  ent_writer_open(&a, &one->arena);
  ent_writer_open(&b, &two->arena);
  ent_tree_write(&a, one->root, NULL, false);
  ent_tree_write(&b, two->root, NULL, false);
  assert_int_equal(a.size, b.size);
  assert_memory_equal(a.data, b.data, a.size);
  for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
    ent_builder *const third = read(other[i]);
    ent_writer c;
    ent_writer_open(&c, &third->arena);
    ent_tree_write(&c, third->root, NULL, false);
    if (c.size == a.size && memcmp(c.data, a.data, a.size) == 0) fail_msg("%s is taken for %s", other[i], same[0]);
    ent_builder_close(third);
  }
  ent_builder_close(one);
  ent_builder_close(two);
}

static void test_words_of_a_table(void **state)
{
  (void)state;
  static const char *const names[] = {"id", "label", "label_zh_hant", "labels"};
  static const char *const cells[] = {"a", "War", "戰爭", "x", "b", "Peace", "", "y"};
  const ent_table t = {.rows = 2, .columns = 4, .column = names, .cell = cells};
  assert_string_equal(ent_table_said(&t, 0, "label", "zh-Hant"), "戰爭");
  assert_string_equal(ent_table_said(&t, 0, "label", "zh-Hans"), "War"); /* no such column */
  assert_string_equal(ent_table_said(&t, 0, "label", "en"), "War");
  assert_string_equal(ent_table_said(&t, 1, "label", "zh-Hant"), "Peace"); /* an empty cell */
  assert_string_equal(ent_table_said(&t, 1, "title", "zh-Hant"), "");      /* no column at all */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_words_of_a_table), cmocka_unit_test(test_tables),
    cmocka_unit_test(test_numbers),          cmocka_unit_test(test_nodes),
    cmocka_unit_test(test_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
