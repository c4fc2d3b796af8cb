/* One token after the other, and nothing taken that is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "model/scan.h"

static ent_scan scan(const char *text)
{
  ent_scan s;
  ent_scan_open(&s, text, strlen(text));
  return s;
}

static void test_tokens(void **state)
{
  (void)state;
  ent_scan s = scan("  a1-b.c \t( \"two words\"\n,<= 70%..  likely");
  char name[32];
  double x = 0;
  assert_int_equal(ent_scan_column(&s), 3);
  assert_true(ent_scan_name(&s, name, sizeof name));
  assert_string_equal(name, "a1-b.c");
  assert_false(ent_scan_take(&s, ")"));
  assert_true(ent_scan_take(&s, "("));
  assert_true(ent_scan_name(&s, name, sizeof name));
  assert_string_equal(name, "two words");
  assert_true(ent_scan_take(&s, ",") && ent_scan_take(&s, "<="));
  assert_true(ent_scan_number(&s, &x) && x == 70);
  assert_true(ent_scan_take(&s, "%") && ent_scan_take(&s, ".."));
  assert_false(ent_scan_at_end(&s));
  assert_false(ent_scan_word(&s, "like")); /* a word ends where it ends */
  assert_true(ent_scan_word(&s, "likely"));
  assert_true(ent_scan_at_end(&s));
  assert_false(ent_scan_take(&s, "x") || ent_scan_word(&s, "x") || ent_scan_number(&s, &x) ||
               ent_scan_name(&s, name, 32));
}

static void test_numbers(void **state)
{
  (void)state;
  double x = 0;
  ent_scan range = scan("60..80"), words = scan("1e3 to"), large = scan(" 1e999"), none = scan("-"),
           joined = scan("60to");
  assert_true(ent_scan_number(&range, &x) && x == 60);
  assert_true(ent_scan_take(&range, "..") && ent_scan_number(&range, &x) && x == 80);
  assert_true(ent_scan_number(&words, &x) && x == 1000);
  assert_true(ent_scan_too_large(&large));
  assert_false(ent_scan_number(&large, &x));
  assert_false(ent_scan_too_large(&words));
  assert_false(ent_scan_number(&none, &x) || ent_scan_number(&joined, &x));
  assert_true(x == 1000);
}

static void test_phrases_and_calls(void **state)
{
  (void)state;
  ent_scan s = scan("very   unlikely (");
  assert_false(ent_scan_phrase(&s, "very likely"));
  assert_int_equal(ent_scan_column(&s), 1); /* a phrase that is not there takes nothing */
  assert_true(ent_scan_phrase(&s, "very unlikely"));
  assert_int_equal(ent_scan_column(&s), 17);
  ent_scan c = scan("beta (1)"), d = scan("beta 1");
  assert_false(ent_scan_call(&c, "bet"));
  assert_true(ent_scan_call(&c, "beta"));
  assert_int_equal(ent_scan_column(&c), 7);
  assert_false(ent_scan_call(&d, "beta"));
  assert_int_equal(ent_scan_column(&d), 1);
}

static void test_names(void **state)
{
  (void)state;
  char name[8] = "old";
  ent_scan open = scan("\"never closed"), empty = scan("\"\""), fits = scan("1234567"), longer = scan("12345678"),
           wide = scan("國-x");
  assert_false(ent_scan_name(&open, name, sizeof name));
  assert_false(ent_scan_name(&empty, name, sizeof name));
  assert_false(ent_scan_name(&longer, name, sizeof name));
  assert_string_equal(name, "old");
  assert_true(ent_scan_name(&fits, name, sizeof name));
  assert_string_equal(name, "1234567");
  assert_true(ent_scan_name(&wide, name, sizeof name));
  assert_string_equal(name, "國-x");
}

/* Nothing is read behind the size. */
static void test_size(void **state)
{
  (void)state;
  char name[8];
  ent_scan s;
  ent_scan_open(&s, "abcdef", 3);
  assert_false(ent_scan_take(&s, "abcd") || ent_scan_word(&s, "abcdef"));
  assert_true(ent_scan_word(&s, "abc")); /* what follows is not of this text */
  ent_scan_open(&s, "abcdef", 3);
  assert_true(ent_scan_name(&s, name, sizeof name));
  assert_string_equal(name, "abc");
  ent_scan_open(&s, "", 0);
  assert_true(ent_scan_at_end(&s) && ent_scan_column(&s) == 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_tokens), cmocka_unit_test(test_numbers), cmocka_unit_test(test_phrases_and_calls),
    cmocka_unit_test(test_names),  cmocka_unit_test(test_size),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
