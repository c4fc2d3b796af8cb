/* say_test.c - is a sentence filled as its language is written?
 *
 * In Chinese a blank sets a number apart from the characters around it; where the value itself is Chinese there is none.  A long
 * sentence is cut to its room, never inside a character. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "say.h"
#include "support/mo.h"

static void test_blanks(void **state)
{
  (void)state;
  static const mo_pair pairs[] = {
    {"", MO_HEADER}, {"{count} of {what} here", "\xe6\xad\xa4\xe8\x99\x95 {what} \xe6\x9c\x89 {count} \xe5\x80\x8b"}};
  const char *const english = pairs[1].key;
  uint8_t bytes[1024];
  ent_words words;
  const size_t size = mo_make(pairs, 2, bytes);
  assert_int_equal(ent_words_open(bytes, size, &words, NULL), ENT_OK);
  const host_terminal t = {.words = &words};
  char out[CLI_SAID];
  assert_string_equal(cli_fill(&t, english, out, sizeof out, "count", "3", "what", "NATO", (char *)NULL),
                      "\xe6\xad\xa4\xe8\x99\x95 NATO \xe6\x9c\x89 3 \xe5\x80\x8b");
  assert_string_equal(
    cli_fill(&t, english, out, sizeof out, "count", "\xe4\xb8\x89", "what", "\xe5\x8c\x97\xe7\xb4\x84", (char *)NULL),
    "\xe6\xad\xa4\xe8\x99\x95\xe5\x8c\x97\xe7\xb4\x84\xe6\x9c\x89\xe4\xb8\x89\xe5\x80\x8b");
}

static void test_holes(void **state)
{
  (void)state;
  const host_terminal t = {.words = NULL};
  char out[CLI_SAID];
  assert_string_equal(cli_fill(&t, "{a}{b} {a", out, sizeof out, "a", "1", "b", (const char *)NULL, (char *)NULL),
                      "1 {a");
  assert_string_equal(cli_fill(&t, "{nobody} {a}", out, sizeof out, "a", "{a}", (char *)NULL), "{nobody} {a}");
}

static void test_cut(void **state)
{
  (void)state;
  const host_terminal t = {.words = NULL};
  static const char value[] = "\xe4\xb8\x89\xe4\xb8\x89";
  char out[8];
  for (size_t room = 1; room <= sizeof out; room++) {
    memset(out, 'x', sizeof out);
    cli_fill(&t, "{a}", out, room, "a", value, (char *)NULL);
    assert_int_equal(strlen(out), room > 6 ? 6 : (room - 1) / 3 * 3);
    assert_memory_equal(out, value, strlen(out));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_blanks), cmocka_unit_test(test_holes),
                                     cmocka_unit_test(test_cut)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
