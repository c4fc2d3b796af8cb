/* Exactly the well-formed sequences are accepted; columns follow East Asian Width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void test_accepts(void **state)
{
  (void)state;
  static const char *const good[] = {"",
                                     "G7",
                                     "\xC2\x80",
                                     "\xDF\xBF",
                                     "\xE0\xA0\x80",
                                     "\xED\x9F\xBF",
                                     "\xEE\x80\x80",
                                     "\xEF\xBF\xBF",
                                     "\xF0\x90\x80\x80",
                                     "\xF4\x8F\xBF\xBF",
                                     "\xE7\xB8\xBD\xE7\xB5\xB1"};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    size_t bad_at = 99;
    assert_true(ent_utf8_valid(good[i], strlen(good[i]), &bad_at));
    assert_int_equal(bad_at, 99);
  }
  assert_true(ent_utf8_valid(NULL, 0, NULL));
  assert_true(ent_utf8_valid("a\0b", 3, NULL));
}

static void test_refuses(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t bad_at;
  } bad[] = {
    {"\x80", 0},                 /* continues nothing */
    {"ab\xFF", 2},               /* never a byte of UTF-8 */
    {"\xC0\x80", 0},             /* overlong NUL */
    {"\xC1\xBF", 0},             /* overlong */
    {"\xE0\x9F\xBF", 0},         /* overlong */
    {"\xF0\x8F\xBF\xBF", 0},     /* overlong */
    {"a\xED\xA0\x80", 1},        /* first surrogate */
    {"a\xED\xBF\xBF", 1},        /* last surrogate */
    {"\xF4\x90\x80\x80", 0},     /* U+110000 */
    {"\xF5\x80\x80\x80", 0},     /* above */
    {"xyz\xE7\xB8", 3},          /* cut short */
    {"xyz\xE7\xB8z", 3},         /* broken off */
    {"\xC3\xA9\xF0\x9F\x8C", 2}, /* cut short */
    {"\xC3\xA9\xC3", 2},         /* cut short */
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    size_t bad_at = 99;
    assert_false(ent_utf8_valid(bad[i].text, strlen(bad[i].text), &bad_at));
    assert_int_equal(bad_at, bad[i].bad_at);
    assert_false(ent_utf8_valid(bad[i].text, strlen(bad[i].text), NULL));
  }
}

static size_t encode(uint32_t c, char *out)
{
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  const size_t n = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  for (size_t i = n; i-- > 1; c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)((0xF00u >> n & 0xFFu) | c);
  return n;
}

/* Every code point comes back, surrogates do not. */
static void test_every_character(void **state)
{
  (void)state;
  for (uint32_t c = 0; c < 0x120000; c++) {
    char text[4];
    const size_t n = encode(c, text);
    uint32_t code = 0xFFFFFFFF;
    const bool exists = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
    assert_int_equal(ent_utf8_next(text, n, &code), exists ? n : 0);
    assert_int_equal(code, exists ? c : 0xFFFFFFFF);
    if (n > 1) assert_int_equal(ent_utf8_next(text, n - 1, &code), 0);
  }
}

/* All sequences of three bytes: whatever is accepted is the one encoding of its code. */
static void test_every_three_bytes(void **state)
{
  (void)state;
  for (uint32_t v = 0; v < 1u << 24; v++) {
    const char text[3] = {(char)(v >> 16), (char)(v >> 8), (char)v};
    uint32_t code;
    char again[4];
    const size_t n = ent_utf8_next(text, 3, &code);
    if (n > 0 && (encode(code, again) != n || memcmp(again, text, n) != 0)) fail();
  }
}

static void test_width(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t width;
  } known[] = {
    {"", 0},
    {"quota", 5},
    {"\xE7\xB8\xBD\xE7\xB5\xB1", 4},             /* two Han characters */
    {"\xE3\x81\x82\xE3\x82\xA2\xED\x95\x9C", 6}, /* hiragana, katakana, hangul */
    {"\xEF\xBC\xA7\xEF\xBC\x97", 4},             /* full-width G7 */
    {"\xE3\x80\x80", 2},                         /* ideographic space */
    {"\xEF\xBD\xB1", 1},                         /* half-width katakana */
    {"e\xCC\x81", 1},                            /* e and a combining acute */
    {"\xC3\xA9", 1},                             /* the same as one character */
    {"\xE2\x80\x8B", 0},                         /* zero width space */
    {"a\tb\n", 2},                               /* control characters */
    {"\xE2\x80\x93\xE2\x82\xAC", 2},             /* en dash, euro */
    {"\xF0\x9F\x8C\x8D", 2},                     /* globe */
    {"\xF0\xA0\x80\x80", 2},                     /* Han of plane 2 */
    {"\xD0\xA0\xD0\xBE\xD1\x81", 3},             /* Cyrillic */
    {"a\xFFz", 3},                               /* a broken byte */
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    assert_int_equal(ent_utf8_width(known[i].text), known[i].width);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_accepts),           cmocka_unit_test(test_refuses), cmocka_unit_test(test_every_character),
    cmocka_unit_test(test_every_three_bytes), cmocka_unit_test(test_width),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
