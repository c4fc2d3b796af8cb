/* Errors are collected, placed, cut to their room and put into the order of the file; lack of memory stands first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/errors.h"

static void test_places(void **state)
{
  (void)state;
  ent_error list[4];
  ent_errors e = {.list = list, .room = 4};
  const ent_node scalar = {.kind = ENT_NODE_SCALAR, .text = "x", .at = {3, 9}, .key = "k", .key_at = {3, 5}};
  const ent_node map = {.kind = ENT_NODE_MAP, .at = {4, 7}, .key = "k", .key_at = {3, 5}};
  const ent_node item = {.kind = ENT_NODE_MAP, .at = {4, 7}};
  ent_errors_add(&e, ENT_SCHEMA, &scalar, "a.b", "One ", "two", ".", NULL);
  ent_errors_add(&e, ENT_SCHEMA, &map, "a", "A map is shown by its key.", NULL);
  ent_errors_add(&e, ENT_SCHEMA, &item, "a.0", "An item has no key.", NULL);
  ent_errors_add(&e, ENT_LIMIT, NULL, "", "No place.", NULL);
  assert_int_equal(e.found, 4);
  assert_string_equal(list[0].message, "One two.");
  assert_string_equal(list[0].path, "a.b");
  assert_int_equal(list[0].line * 100 + list[0].column, 309);
  assert_int_equal(list[1].line * 100 + list[1].column, 305);
  assert_int_equal(list[2].line * 100 + list[2].column, 407);
  assert_int_equal(list[3].line, 0);
  e = (ent_errors){.list = list, .room = 1};
  ent_errors_key(&e, ENT_SCHEMA, &scalar, "a.b", "The key.", NULL);
  assert_int_equal(list[0].line * 100 + list[0].column, 305);
}

/* A parser's column counts bytes of the text; the file's counts characters, and a quote before the text. */
static void test_take(void **state)
{
  (void)state;
  ent_error list[3];
  ent_errors e = {.list = list, .room = 3};
  const ent_node plain = {.kind = ENT_NODE_SCALAR, .text = "70 ± x", .at = {3, 9}};
  const ent_node quoted = {.kind = ENT_NODE_SCALAR, .text = "70 x", .quoted = true, .at = {3, 9}};
  const ent_node nowhere = {.kind = ENT_NODE_SCALAR, .text = "70 x"};
  const ent_error found = {.code = ENT_SYNTAX, .line = 1, .column = 4, .message = "No."};
  const ent_error behind = {.code = ENT_SYNTAX, .line = 1, .column = 7, .message = "No."};
  ent_errors_take(&e, &behind, &plain, "p");
  ent_errors_take(&e, &found, &quoted, "q");
  ent_errors_take(&e, &found, &nowhere, "r");
  assert_int_equal(list[0].column, 9 + 5); /* six bytes before it are five characters */
  assert_int_equal(list[1].column, 9 + 1 + 3);
  assert_int_equal(list[2].column, 0);
  assert_string_equal(list[1].path, "q");
  assert_int_equal(list[1].code, ENT_SYNTAX);
}

static void test_room(void **state)
{
  (void)state;
  ent_error list[3];
  char longest[2 * ENT_MESSAGE_MAX];
  memset(longest, 'm', sizeof longest);
  longest[sizeof longest - 1] = '\0';
  memset(list, 0x5A, sizeof list);
  ent_errors e = {.list = list, .room = 2};
  for (int i = 0; i < 5; i++) ent_errors_add(&e, ENT_SCHEMA, NULL, longest, longest, longest, NULL);
  assert_int_equal(e.found, 5);
  assert_int_equal(strlen(list[1].message), ENT_MESSAGE_MAX - 1);
  assert_int_equal(strlen(list[1].path), ENT_PATH_MAX - 1);
  assert_int_equal(list[2].line, 0x5A5A5A5A); /* beyond the room nothing is written */
}

static void test_order(void **state)
{
  (void)state;
  ent_error list[5];
  ent_errors e = {.list = list, .room = 5};
  static const ent_place places[] = {{9, 1}, {0, 0}, {2, 7}, {2, 3}, {9, 1}};
  static const char *const path[] = {"a", "b", "c", "d", "e"};
  for (int i = 0; i < 5; i++) {
    const ent_node n = {.kind = ENT_NODE_SCALAR, .at = places[i]};
    ent_errors_add(&e, ENT_SCHEMA, &n, path[i], "x.", NULL);
  }
  ent_errors_sort(&e);
  char order[6] = "";
  for (int i = 0; i < 5; i++) order[i] = list[i].path[0];
  assert_string_equal(order, "dcaeb");
}

static void test_no_memory(void **state)
{
  (void)state;
  ent_error list[4];
  ent_errors e = {.list = list, .room = 4};
  const ent_node n = {.kind = ENT_NODE_SCALAR, .text = "", .at = {2, 3}};
  const ent_error found = {.code = ENT_NOMEM, .message = "No."};
  ent_errors_add(&e, ENT_SCHEMA, &n, "a", "x.", NULL);
  ent_errors_soften(&e);
  assert_false(ent_errors_hard(&e));
  ent_errors_take(&e, &found, &n, "b");
  ent_errors_no_memory(&e, "c");
  ent_errors_sort(&e);
  assert_true(ent_errors_hard(&e));
  assert_int_equal(list[0].code, ENT_NOMEM);
  assert_int_equal(e.found, 2); /* told once */
}

static void test_paths(void **state)
{
  (void)state;
  char path[ENT_PATH_MAX] = "clubs";
  ent_path_join(path, path, "G7"); /* in place */
  ent_path_item(path, path, 12);
  assert_string_equal(path, "clubs.G7.12");
  ent_path_join(path, "", "id");
  assert_string_equal(path, "id");
  char longest[ENT_PATH_MAX];
  memset(longest, 'p', sizeof longest);
  longest[sizeof longest - 1] = '\0';
  ent_path_join(path, longest, "more");
  assert_string_equal(path, longest);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_places), cmocka_unit_test(test_take),      cmocka_unit_test(test_room),
    cmocka_unit_test(test_order),  cmocka_unit_test(test_no_memory), cmocka_unit_test(test_paths),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
