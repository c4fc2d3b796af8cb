/* Events become a tree; what no file may hold is refused with its place; limits hold at n and not at n + 1. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "model/tree.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static ent_builder *opened(void)
{
  const ent_allocator memory = tiny_memory();
  ent_builder *b = NULL;
  assert_int_equal(ent_builder_open(&memory, &b, NULL), ENT_OK);
  return b;
}

static ent_place at(int line, int column)
{
  return (ent_place){line, column};
}

static void key(ent_builder *b, const char *text)
{
  assert_int_equal(ent_build_key(b, text, strlen(text), at(1, 1), NULL), ENT_OK);
}

static ent_status scalar(ent_builder *b, const char *text, ent_error *err)
{
  return ent_build_scalar(b, text, strlen(text), false, at(3, 7), err);
}

static void test_tree(void **state)
{
  (void)state;
  ent_error err;
  ent_builder *const b = opened();
  assert_int_equal(tiny_read("{ a: 1, b: [x, \"\", { c: 2 }], d: {}, e: [] }", b, &err), ENT_OK);
  assert_int_equal(b->root->count, 4);
  assert_string_equal(ent_node_at(b->root, "a")->text, "1");
  assert_string_equal(ent_node_at(b->root, "b.0")->text, "x");
  assert_true(ent_node_at(b->root, "b.1")->quoted);
  assert_string_equal(ent_node_at(b->root, "b.2.c")->text, "2");
  assert_int_equal(ent_node_at(b->root, "d")->kind, ENT_NODE_MAP);
  assert_int_equal(ent_node_at(b->root, "e")->kind, ENT_NODE_LIST);
  assert_null(ent_node_at(b->root, "b.3"));
  assert_null(ent_node_at(b->root, "b.x"));
  assert_null(ent_node_at(b->root, "a.z"));
  ent_builder_close(b);
}

/* Each broken order of events is refused, and after that nothing goes on. */
static void test_order_of_events(void **state)
{
  (void)state;
  static const struct {
    const char *events;
    ent_status code;
  } table[] = {
    {"s", ENT_SCHEMA},   {"l", ENT_SCHEMA},   {"k", ENT_SYNTAX},   {"e", ENT_SYNTAX},   {"ms", ENT_SYNTAX},
    {"mm", ENT_SYNTAX},  {"ml", ENT_SYNTAX},  {"mkk", ENT_SYNTAX}, {"mke", ENT_SYNTAX}, {"mklk", ENT_SYNTAX},
    {"mes", ENT_SYNTAX}, {"mem", ENT_SYNTAX}, {"mek", ENT_SYNTAX}, {"mee", ENT_SYNTAX}, {"mksk", ENT_SYNTAX},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_builder *const b = opened();
    ent_status status = ENT_OK;
    ent_error err = {.code = ENT_OK};
    const size_t size = strlen(table[i].events);
    for (size_t k = 0; k < size; k++) {
      assert_int_equal(status, ENT_OK);
      switch (table[i].events[k]) {
      case 'm': status = ent_build_map(b, at(2, 3), &err); break;
      case 'l': status = ent_build_list(b, at(2, 3), &err); break;
      case 'e': status = ent_build_end(b, &err); break;
      case 'k': status = ent_build_key(b, "key", 3, at(2, 3), &err); break;
      default: status = ent_build_scalar(b, "text", 4, false, at(2, 3), &err); break;
      }
    }
    if (status != table[i].code || err.code != status) fail_msg("%s: %s", table[i].events, ent_status_name(status));
    assert_int_equal(ent_build_map(b, at(1, 1), &err), ENT_ARGUMENT);
    assert_int_equal(ent_build_list(b, at(1, 1), &err), ENT_ARGUMENT);
    assert_int_equal(ent_build_key(b, "k", 1, at(1, 1), &err), ENT_ARGUMENT);
    assert_int_equal(ent_build_scalar(b, "s", 1, false, at(1, 1), &err), ENT_ARGUMENT);
    assert_int_equal(ent_build_end(b, &err), ENT_ARGUMENT);
    ent_builder_close(b);
  }
}

static void test_duplicate_key(void **state)
{
  (void)state;
  ent_error err;
  ent_builder *const b = opened();
  assert_int_equal(tiny_read("{ a: { x: 1 }\nb: { x: 1,\n  y: 2, x: 3 } }", b, &err), ENT_SYNTAX);
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 9);
  assert_string_equal(err.path, "b.x");
  assert_non_null(strstr(err.message, "\"x\""));
  ent_builder_close(b);
}

static void test_bytes(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t size;
  } bad[] = {
    {"a\0b", 3}, {"\xff", 1}, {"\xc3", 1}, {"\xed\xa0\x80", 3}, {"\xc0\x80", 2}, {"\xf5\x80\x80\x80", 4},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    ent_error err;
    ent_builder *const in_value = opened(), *const in_key = opened();
    assert_int_equal(ent_build_map(in_value, at(1, 1), NULL), ENT_OK);
    key(in_value, "k");
    assert_int_equal(ent_build_scalar(in_value, bad[i].text, bad[i].size, false, at(5, 6), &err), ENT_SYNTAX);
    assert_int_equal(err.line, 5);
    assert_int_equal(err.column, 6);
    assert_int_equal(ent_build_map(in_key, at(1, 1), NULL), ENT_OK);
    assert_int_equal(ent_build_key(in_key, bad[i].text, bad[i].size, at(5, 6), &err), ENT_SYNTAX);
    ent_builder_close(in_value);
    ent_builder_close(in_key);
  }
}

static void test_key_length(void **state)
{
  (void)state;
  char text[ENT_PATH_MAX + 1];
  memset(text, 'k', sizeof text);
  static const struct {
    size_t size;
    ent_status status;
  } table[] = {
    {0, ENT_SYNTAX},
    {1, ENT_OK},
    {ENT_PATH_MAX - 1, ENT_OK},
    {ENT_PATH_MAX, ENT_SYNTAX},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    ent_builder *const b = opened();
    assert_int_equal(ent_build_map(b, at(1, 1), NULL), ENT_OK);
    assert_int_equal(ent_build_key(b, text, table[i].size, at(1, 1), NULL), table[i].status);
    ent_builder_close(b);
  }
}

static void test_depth(void **state)
{
  (void)state;
  ent_error err;
  ent_builder *const b = opened();
  assert_int_equal(ent_build_map(b, at(1, 1), NULL), ENT_OK);
  key(b, "deep");
  for (int depth = 2; depth <= ENT_TREE_DEPTH_MAX; depth++)
    assert_int_equal(ent_build_list(b, at(1, depth), NULL), ENT_OK);
  assert_int_equal(scalar(b, "a single value may stand in the last", NULL), ENT_OK);
  assert_int_equal(ent_build_list(b, at(9, 9), &err), ENT_LIMIT);
  assert_int_equal(err.line, 9);
  ent_builder_close(b);
}

static void test_nodes(void **state)
{
  (void)state;
  ent_builder *const b = opened();
  assert_int_equal(ent_build_map(b, at(1, 1), NULL), ENT_OK);
  key(b, "many");
  assert_int_equal(ent_build_list(b, at(1, 1), NULL), ENT_OK);
  for (int i = 2; i < ENT_TREE_NODES_MAX; i++) assert_int_equal(scalar(b, "", NULL), ENT_OK);
  assert_int_equal(scalar(b, "", NULL), ENT_LIMIT);
  ent_builder_close(b);
}

static void test_keys(void **state)
{
  (void)state;
  ent_builder *const b = opened();
  assert_int_equal(ent_build_map(b, at(1, 1), NULL), ENT_OK);
  for (int i = 0; i < ENT_TREE_KEYS_MAX; i++) {
    char text[16];
    snprintf(text, sizeof text, "k%d", i);
    key(b, text);
    assert_int_equal(scalar(b, "", NULL), ENT_OK);
  }
  assert_int_equal(ent_build_key(b, "more", 4, at(1, 1), NULL), ENT_LIMIT);
  ent_builder_close(b);
}

static void test_text(void **state)
{
  (void)state;
  char *const text = malloc(ENT_TREE_TEXT_MAX);
  assert_non_null(text);
  memset(text, 't', ENT_TREE_TEXT_MAX);
  for (int over = 0; over < 2; over++) { /* the key has one byte */
    ent_builder *const b = opened();
    assert_int_equal(ent_build_map(b, at(1, 1), NULL), ENT_OK);
    key(b, "k");
    const size_t size = ENT_TREE_TEXT_MAX - 1 + (size_t)over;
    assert_int_equal(ent_build_scalar(b, text, size, false, at(1, 1), NULL), over ? ENT_LIMIT : ENT_OK);
    ent_builder_close(b);
  }
  free(text);
}

static void test_wants_table(void **state)
{
  (void)state;
  const char *name = "untouched", *file = NULL;
  ent_place place = {0, 0};
  ent_error err;
  ent_builder *const b = opened();
  assert_false(ent_builder_wants_table(b, 0, &name, &file, &place));
  assert_int_equal(tiny_read("{ tables: {\n a: { file: one.csv }\n b: 5\n c: { file: [x] } } }", b, &err), ENT_OK);
  assert_string_equal(name, "untouched");
  assert_true(ent_builder_wants_table(b, 0, &name, &file, &place));
  assert_string_equal(name, "a");
  assert_string_equal(file, "one.csv");
  assert_int_equal(place.line, 2);
  assert_true(ent_builder_wants_table(b, 1, &name, &file, &place));
  assert_string_equal(name, "b");
  assert_string_equal(file, "");
  assert_true(ent_builder_wants_table(b, 2, &name, &file, &place));
  assert_string_equal(file, "");
  assert_false(ent_builder_wants_table(b, 3, &name, &file, &place));
  assert_false(ent_builder_wants_table(b, -1, &name, &file, &place));
  ent_builder_close(b);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_tree),          cmocka_unit_test(test_order_of_events),
    cmocka_unit_test(test_duplicate_key), cmocka_unit_test(test_bytes),
    cmocka_unit_test(test_key_length),    cmocka_unit_test(test_depth),
    cmocka_unit_test(test_nodes),         cmocka_unit_test(test_keys),
    cmocka_unit_test(test_text),          cmocka_unit_test(test_wants_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
