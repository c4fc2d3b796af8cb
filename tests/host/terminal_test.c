/* terminal_test.c - host/terminal.c wraps and cuts by columns, not by bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "host/terminal.h"

/* What a function printed, in a buffer of its own. */
typedef struct page {
  host_terminal t;
  char text[1024];
} page;

static void open_page(page *p, int width)
{
  p->t = (host_terminal){.stream = tmpfile(), .width = width};
  assert_non_null(p->t.stream);
}

static const char *close_page(page *p)
{
  rewind(p->t.stream);
  const size_t size = fread(p->text, 1, sizeof p->text - 1, p->t.stream);
  p->text[size] = '\0';
  fclose(p->t.stream);
  return p->text;
}

static void expect_wrapped(const char *text, int width, int used, int indent, const char *wanted)
{
  page p;
  open_page(&p, width);
  host_print_wrapped(&p.t, text, used, indent);
  assert_string_equal(close_page(&p), wanted);
}

static void expect_padded(const char *text, int columns, const char *wanted)
{
  page p;
  open_page(&p, 80);
  host_print_padded(&p.t, text, columns);
  assert_string_equal(close_page(&p), wanted);
}

static void test_wrap(void **state)
{
  (void)state;
  expect_wrapped("", 10, 0, 0, "");
  expect_wrapped("one two three", 80, 0, 0, "one two three");
  expect_wrapped("one two three", 7, 0, 0, "one two\nthree");
  expect_wrapped("one two three", 7, 4, 2, "one\n  two\n  three");
  expect_wrapped("averylongword x", 5, 0, 0, "averylongword\nx");
  expect_wrapped("a  b ", 10, 0, 0, "a  b");
  expect_wrapped("a\nb", 10, 0, 1, "a\n b");
  expect_wrapped("now 5\xC2\xA0%\xC2\xA0more", 10, 0, 0,
                 "now\n5 % more"); /* a no-break space holds, and reads as a space */
  expect_padded("5\xC2\xA0%", 5, "5 %  ");
  expect_wrapped("about 5 % of", 8, 0, 0, "about\n5 % of"); /* a number keeps its sign */
}

static void test_wrap_by_columns(void **state)
{
  (void)state;
  expect_wrapped("\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9", 6, 0, 0, "\xC3\xA9\xC3\xA9\xC3\xA9 \xC3\xA9\xC3\xA9");
  /* Four Chinese characters take eight columns and may be broken anywhere, but not before a full stop. */
  expect_wrapped("\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD", 4, 0, 0,
                 "\xE4\xB8\xAD\xE4\xB8\xAD\n\xE4\xB8\xAD\xE4\xB8\xAD");
  expect_wrapped("\xE4\xB8\xAD\xE4\xB8\xAD\xE3\x80\x82", 4, 0, 0, "\xE4\xB8\xAD\n\xE4\xB8\xAD\xE3\x80\x82");
}

static void test_pad(void **state)
{
  (void)state;
  expect_padded("ab", 4, "ab  ");
  expect_padded("abcd", 4, "abcd");
  expect_padded("abcde", 4, "ab..");
  expect_padded("\xE4\xB8\xAD", 3, "\xE4\xB8\xAD ");
  expect_padded("\xE4\xB8\xAD\xE4\xB8\xAD\xE4\xB8\xAD", 5, "\xE4\xB8\xAD.. "); /* a wide character is not halved */
  expect_padded("\xFF\xFF", 3, "\xFF\xFF ");                                   /* broken bytes take one column each */
}

static void test_environment(void **state)
{
  (void)state;
  FILE *const file = tmpfile();
  assert_non_null(file);
  unsetenv("LC_ALL");
  unsetenv("LC_CTYPE");
  unsetenv("COLUMNS");
  setenv("LANG", "zh_TW.utf8", 1);
  host_terminal t = host_terminal_of(file, false, false);
  assert_true(t.unicode);
  assert_false(t.colour || t.is_terminal);
  assert_int_equal(t.width, 80);
  assert_string_equal(host_style_on(&t, HOST_BOLD), "");
  setenv("COLUMNS", "100", 1);
  assert_int_equal(host_terminal_width(file), 100);
  setenv("COLUMNS", "3", 1);
  assert_int_equal(host_terminal_width(file), 40);
  setenv("LC_ALL", "C", 1);
  assert_false(host_terminal_of(file, false, false).unicode);
  setenv("LC_ALL", "C.UTF-8", 1);
  assert_true(host_terminal_of(file, false, false).unicode);
  assert_false(host_terminal_of(file, false, true).unicode);
  fclose(file);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_wrap),
    cmocka_unit_test(test_wrap_by_columns),
    cmocka_unit_test(test_pad),
    cmocka_unit_test(test_environment),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
