/* json_test.c - are values and texts found again in the JSON that was written?  Pieces that are cut short are
 * found to be none, or end where the text ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "json.h"

static const char *const object =
  "{ \"a\": \"x, }\", \"list\": [1, {\"b\": \"]\"}, \"\\\"\", []], \"n\": -1.5e3, \"o\": {\"a\": 2} }";

static void is(const char *raw, size_t size, const char *wanted)
{
  assert_non_null(raw);
  assert_int_equal(size, strlen(wanted));
  assert_memory_equal(raw, wanted, size);
}

static void test_members(void **state)
{
  (void)state;
  size_t size = 0;
  const char *at = cli_json_member(object, "a", &size);
  is(at, size, "\"x, }\"");
  at = cli_json_member(object, "n", &size);
  is(at, size, "-1.5e3");
  at = cli_json_member(object, "o", &size);
  is(at, size, "{\"a\": 2}");
  assert_null(cli_json_member(object, "b", &size)); /* of an inner object */
  assert_null(cli_json_member("[1]", "a", &size));
  assert_null(cli_json_member("", "a", &size));
}

static void test_items(void **state)
{
  (void)state;
  static const char *const wanted[] = {"1", "{\"b\": \"]\"}", "\"\\\"\"", "[]"};
  size_t size = 0;
  const char *const list = cli_json_member(object, "list", &size);
  int found = 0;
  for (const char *at = cli_json_next(list, NULL, &size); at; at = cli_json_next(list, at + size, &size)) {
    assert_true(found < 4);
    is(at, size, wanted[found++]);
  }
  assert_int_equal(found, 4);
  assert_null(cli_json_next("[]", NULL, &size));
  assert_null(cli_json_next(" [ ] ", NULL, &size));
  assert_null(cli_json_next("{}", NULL, &size));
  assert_null(cli_json_next("", NULL, &size));
}

static void reads(const char *raw, const char *wanted)
{
  const size_t size = strlen(raw);
  char *const out = malloc(size + 1);
  assert_non_null(out);
  assert_int_equal(cli_json_read(raw, size, out, size + 1), wanted != NULL);
  if (wanted) assert_string_equal(out, wanted);
  if (wanted && *wanted) assert_false(cli_json_read(raw, size, out, strlen(wanted))); /* no room for the NUL */
  free(out);
}

static void test_texts(void **state)
{
  (void)state;
  reads("\"\"", "");
  reads("\"a \\\"b\\\" \\\\ \\/ \\n\\t\\r\\b\\f\"", "a \"b\" \\ / \n\t\r\b\f");
  reads("\"\\u003cb\\u003E \\u00e9 \\u4e2d \\ud83d\\ude00\"", "<b> \xc3\xa9 \xe4\xb8\xad \xf0\x9f\x98\x80");
  reads("\"\\ud83d! \\ude00\"", "\xef\xbf\xbd! \xef\xbf\xbd"); /* halves of pairs */
  reads("\"\\u0000\"", "\xef\xbf\xbd");                        /* no NUL inside */
  reads("\"\xe4\xb8\xad\"", "\xe4\xb8\xad");
  static const char *const none[] = {"", "\"", "a", "1", "\"a", "a\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\\""};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) reads(none[i], NULL);
}

/* What is written is read back. */
static void test_there_and_back(void **state)
{
  (void)state;
  char text[] = "\"quotes\", \\ and\nlines,\x01 \xe4\xb8\xad\xe6\x96\x87", raw[256] = "", back[256];
  FILE *const to = fmemopen(raw, sizeof raw, "w");
  assert_non_null(to);
  cli_json_text(to, text);
  assert_int_equal(fclose(to), 0);
  assert_true(cli_json_read(raw, strlen(raw), back, sizeof back));
  assert_string_equal(back, text);
}

/* An object that ends anywhere is read no further than it goes (the sanitizers watch). */
static void test_cut(void **state)
{
  (void)state;
  for (size_t end = 0; end < strlen(object); end++) {
    char *const cut = malloc(end + 1);
    size_t size = 0;
    assert_non_null(cut);
    memcpy(cut, object, end);
    cut[end] = '\0';
    const char *const list = cli_json_member(cut, "list", &size);
    int items = 0;
    for (const char *at = list ? cli_json_next(list, NULL, &size) : NULL; at && items < 9; items++) {
      assert_true(at + size <= cut + end);
      at = cli_json_next(list, at + size, &size);
    }
    assert_true(items <= 4);
    free(cut);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_members), cmocka_unit_test(test_items),
                                     cmocka_unit_test(test_texts), cmocka_unit_test(test_there_and_back),
                                     cmocka_unit_test(test_cut)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
