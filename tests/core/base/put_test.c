/* Text stays valid JSON and XML whatever it contains; numbers keep their value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "../../fault/flaky.h"
#include "base/bytes.h"
#include "base/utf8.h"

#include <float.h>
#include <math.h>
#include <stdio.h>

typedef struct page {
  flaky books;
  ent_arena arena;
  ent_writer w;
} page;

static page *open_page(page *p)
{
  const ent_allocator from = flaky_open(&p->books, -1, false);
  ent_arena_open(&p->arena, &from);
  ent_writer_open(&p->w, &p->arena);
  return p;
}

static void close_page(page *p)
{
  assert_false(p->w.failed);
  ent_arena_close(&p->arena);
  assert_true(flaky_clean(&p->books));
}

static void expect_json(const char *text, const char *expected)
{
  page p;
  ent_put_json(&open_page(&p)->w, text);
  assert_string_equal(p.w.data, expected);
  close_page(&p);
}

static void expect_xml(const char *text, const char *expected)
{
  page p;
  ent_put_xml(&open_page(&p)->w, text);
  assert_string_equal(p.w.data, expected);
  close_page(&p);
}

static void test_json(void **state)
{
  (void)state;
  expect_json("plain", "plain");
  expect_json("", "");
  expect_json(NULL, "");
  expect_json("say \"no\" \\ yes", "say \\\"no\\\" \\\\ yes");
  expect_json("a\nb\rc\td", "a\\nb\\rc\\td");
  expect_json("\x01\x08\x0c\x1f\x7f", "\\u0001\\u0008\\u000c\\u001f\\u007f");
  expect_json("</script><!--", "\\u003c/script>\\u003c!--");
  expect_json("\xE2\x80\xA8|\xE2\x80\xA9|\xE2\x80\xA7", "\\u2028|\\u2029|\xE2\x80\xA7");
  expect_json("\xE7\xB8\xBD\xE7\xB5\xB1 \xF0\x9F\x8C\x8D", "\xE7\xB8\xBD\xE7\xB5\xB1 \xF0\x9F\x8C\x8D");
  expect_json("a\xFFz\xE2\x80", "a\xEF\xBF\xBDz\xEF\xBF\xBD\xEF\xBF\xBD");
}

static void test_xml(void **state)
{
  (void)state;
  expect_xml("plain", "plain");
  expect_xml("", "");
  expect_xml(NULL, "");
  expect_xml("<a b='c' d=\"e\">&amp;", "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;amp;");
  expect_xml("1\n2\t3\r4\x01\x1f\x7f"
             "5",
             "1\n2\t345");
  expect_xml("\xC2\x80\xC2\x9F\xC2\xA0", "\xC2\xA0");
  expect_xml("\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD", "\xEF\xBF\xBD");
  expect_xml("a\xC0\x80z", "a\xEF\xBF\xBD\xEF\xBF\xBDz");
}

/* Undoes put_json in the plainest way; NULL when the text is no JSON string. */
static const char *unescape(const char *json, char *out)
{
  char *at = out;
  for (const char *p = json; *p;) {
    if ((unsigned char)*p < 0x20 || *p == '"' || *p == '<') return NULL;
    if (*p != '\\') {
      *at++ = *p++;
      continue;
    }
    unsigned code = 0;
    if (p[1] == 'u') {
      if (sscanf(p + 2, "%4x", &code) != 1) return NULL;
      p += 6;
    } else {
      code = p[1] == 'n' ? '\n' : p[1] == 'r' ? '\r' : p[1] == 't' ? '\t' : (unsigned char)p[1];
      p += 2;
    }
    if (code < 0x80) {
      *at++ = (char)code;
    } else {
      assert_true(code == 0x2028 || code == 0x2029);
      memcpy(at, code == 0x2028 ? "\xE2\x80\xA8" : "\xE2\x80\xA9", 3);
      at += 3;
    }
  }
  *at = '\0';
  return out;
}

static void test_json_comes_back(void **state)
{
  (void)state;
  static const char *const bits[] = {
    "a", "<",    "\"", "\\", "\n", "\x02", "\xE2\x80\xA8", "\xC3\xA9", "\xE7\xB5\xB1", "\t", "\xF0\x9F\x8C\x8D",
    "/", "u0041"};
  uint32_t seed = 5;
  for (int i = 0; i < 20000; i++) {
    char text[200], back[400];
    size_t size = 0;
    for (int n = 0; n < 12; n++) {
      seed = seed * 1664525u + 1013904223u;
      const char *const bit = bits[(seed >> 10) % (sizeof bits / sizeof *bits)];
      memcpy(text + size, bit, strlen(bit) + 1);
      size += strlen(bit);
    }
    page p;
    ent_put_json(&open_page(&p)->w, text);
    assert_true(ent_utf8_valid(p.w.data, p.w.size, NULL));
    assert_non_null(unescape(p.w.data, back));
    assert_string_equal(back, text);
    close_page(&p);
  }
}

/* Any bytes give valid UTF-8 without a character that could leave its place. */
static void test_any_bytes(void **state)
{
  (void)state;
  uint32_t seed = 9;
  for (int i = 0; i < 20000; i++) {
    char text[40];
    for (size_t n = 0; n < sizeof text; n++) {
      seed = seed * 1664525u + 1013904223u;
      text[n] = (char)(seed >> 17);
    }
    text[39] = '\0';
    page p;
    ent_put_json(&open_page(&p)->w, text);
    assert_true(ent_utf8_valid(p.w.data, p.w.size, NULL));
    for (size_t n = 0; n < p.w.size; n++) assert_true((unsigned char)p.w.data[n] >= 0x20 && p.w.data[n] != '<');
    close_page(&p);
    ent_put_xml(&open_page(&p)->w, text);
    assert_true(ent_utf8_valid(p.w.data, p.w.size, NULL));
    assert_null(strpbrk(p.w.data, "<>\"'"));
    close_page(&p);
  }
}

static void test_numbers(void **state)
{
  (void)state;
  page p;
  ent_writer *const w = &open_page(&p)->w;
  ent_put(w, NULL);
  ent_put(w, "x=");
  ent_put_number(w, 0.1);
  ent_put(w, " ");
  ent_put_fixed(w, 2.345, 1);
  ent_put(w, " ");
  ent_put_int(w, 0);
  ent_put(w, " ");
  ent_put_int(w, -42);
  ent_put(w, " ");
  ent_put_int(w, INT64_MAX);
  ent_put(w, " ");
  ent_put_int(w, INT64_MIN);
  assert_string_equal(w->data, "x=0.1 2.3 0 -42 9223372036854775807 -9223372036854775808");
  close_page(&p);
}

static void test_not_finite(void **state)
{
  (void)state;
  page p;
  ent_writer *const w = &open_page(&p)->w;
  ent_put_number(w, (double)INFINITY);
  ent_put_number(w, -(double)INFINITY);
  ent_put_fixed(w, (double)NAN, 2);
  ent_put_number(w, -DBL_MAX);
  assert_string_equal(w->data, "nullnullnull-1.7976931348623157e308");
  close_page(&p);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_json),      cmocka_unit_test(test_xml),     cmocka_unit_test(test_json_comes_back),
    cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_numbers), cmocka_unit_test(test_not_finite),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
