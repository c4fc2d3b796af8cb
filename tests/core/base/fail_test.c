/* An error carries code, place and sentence; long texts are cut between characters; NULL is allowed everywhere. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/fail.h"
#include "base/utf8.h"

#include <string.h>

static void test_fields(void **state)
{
  (void)state;
  ent_error e;
  memset(&e, 0xFF, sizeof e);
  assert_int_equal(ent_fail(&e, ENT_LIMIT, "clubs.G7", "A club has between 1 and 256 members."), ENT_LIMIT);
  assert_int_equal(e.code, ENT_LIMIT);
  assert_int_equal(e.line, 0);
  assert_int_equal(e.column, 0);
  assert_string_equal(e.path, "clubs.G7");
  assert_string_equal(e.message, "A club has between 1 and 256 members.");

  assert_int_equal(ent_fail_at(&e, ENT_SYNTAX, 12, 7, "deal", "No."), ENT_SYNTAX);
  assert_int_equal(e.line, 12);
  assert_int_equal(e.column, 7);
  assert_string_equal(e.path, "deal");
  assert_string_equal(e.message, "No.");
}

static void test_join(void **state)
{
  (void)state;
  ent_error e;
  const ent_status status =
    ent_fail_join(&e, ENT_REFERENCE, 3, 4, "a.b", "There is no club '", "G8", "'; did you mean '", "G7", "'?", NULL);
  assert_int_equal(status, ENT_REFERENCE);
  assert_string_equal(e.message, "There is no club 'G8'; did you mean 'G7'?");
  ent_fail_join(&e, ENT_IO, 0, 0, "a", NULL);
  assert_string_equal(e.message, "");
}

static void test_wraps_itself(void **state)
{
  (void)state;
  ent_error e;
  ent_fail(&e, ENT_IO, "inner", "The file is gone.");
  ent_fail_join(&e, e.code, 0, 0, e.path, "While reading: ", e.message, NULL);
  assert_string_equal(e.path, "inner");
  assert_string_equal(e.message, "While reading: The file is gone.");
}

static void test_null(void **state)
{
  (void)state;
  assert_int_equal(ent_fail(NULL, ENT_NOMEM, "p", "m"), ENT_NOMEM);
  assert_int_equal(ent_fail_join(NULL, ENT_NOMEM, 1, 1, "p", "a", "b", NULL), ENT_NOMEM);
  ent_error e;
  assert_int_equal(ent_fail(&e, ENT_NOMEM, NULL, NULL), ENT_NOMEM);
  assert_string_equal(e.path, "");
  assert_string_equal(e.message, "");
}

static void test_cut(void **state)
{
  (void)state;
  char text[3 * ENT_MESSAGE_MAX];
  for (size_t size = ENT_PATH_MAX - 3; size < sizeof text; size++) {
    memset(text, 'x', size);
    text[size] = '\0';
    ent_error e;
    ent_fail(&e, ENT_LIMIT, text, text);
    const size_t path = size < ENT_PATH_MAX ? size : ENT_PATH_MAX - 1;
    const size_t message = size < ENT_MESSAGE_MAX ? size : ENT_MESSAGE_MAX - 1;
    assert_int_equal(strlen(e.path), path);
    assert_int_equal(strlen(e.message), message);
  }
}

/* Characters of 3 bytes behind 0, 1 or 2 bytes: whatever the phase, no character is split. */
static void test_cut_between_characters(void **state)
{
  (void)state;
  for (size_t lead = 0; lead < 3; lead++) {
    char text[600];
    size_t n = 0;
    for (; n < lead; n++) text[n] = 'x';
    for (; n + 3 < sizeof text; n += 3) memcpy(text + n, "\xE7\xB8\xBD", 3);
    text[n] = '\0';
    ent_error e;
    ent_fail_join(&e, ENT_LIMIT, 0, 0, text, "'", text, "'", NULL);
    assert_true(ent_utf8_valid(e.path, strlen(e.path), NULL));
    assert_true(ent_utf8_valid(e.message, strlen(e.message), NULL));
    assert_true(strlen(e.path) >= ENT_PATH_MAX - 3);
    assert_true(strlen(e.message) >= ENT_MESSAGE_MAX - 3);
  }
}

/* what[i], what[i][j]; numbers of any length, and a path that is too long is cut. */
static void test_index(void **state)
{
  (void)state;
  ent_error e;
  assert_int_equal(ent_fail_index(&e, ENT_ARGUMENT, "size", 0, -1, "Too small."), ENT_ARGUMENT);
  assert_string_equal(e.path, "size[0]");
  assert_string_equal(e.message, "Too small.");
  ent_fail_index(&e, ENT_LIMIT, "tie", 10, 1907, "");
  assert_string_equal(e.path, "tie[10][1907]");
  ent_fail_index(&e, ENT_LIMIT, "y", INT64_MAX, 0, "");
  assert_string_equal(e.path, "y[9223372036854775807][0]");
  char text[2 * ENT_PATH_MAX];
  memset(text, 'x', sizeof text - 1);
  text[sizeof text - 1] = '\0';
  ent_fail_index(&e, ENT_LIMIT, text, 1, 2, "");
  assert_int_equal(strlen(e.path), ENT_PATH_MAX - 1);
  assert_int_equal(ent_fail_index(NULL, ENT_LIMIT, "x", 1, 2, ""), ENT_LIMIT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_fields), cmocka_unit_test(test_join), cmocka_unit_test(test_wraps_itself),
    cmocka_unit_test(test_null),   cmocka_unit_test(test_cut),  cmocka_unit_test(test_cut_between_characters),
    cmocka_unit_test(test_index),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
