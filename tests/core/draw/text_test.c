/* text_test.c - widths, cuts, and what a label may not hold. */
#include "picture.h"

static void test_width(void **state)
{
  (void)state;
  assert_true(ent_text_width("", 10) <= 0);
  assert_true(ent_text_width("WWW", 10) > ent_text_width("iii", 10) * 2);
  assert_true(ent_text_width("\xE4\xB8\xAD\xE6\x96\x87", 10) >= 20); /* two ideographs: two em */
  assert_true(ent_text_width("e\xCC\x81", 10) <= ent_text_width("ee", 10));
  assert_true(ent_text_width(NULL, 10) <= 0);
}

static void test_fit(void **state)
{
  (void)state;
  const char *const text = "caf\xC3\xA9 \xE4\xB8\xAD\xE6\x96\x87";
  for (double room = 0; room < 120; room += 0.5) {
    const size_t fit = ent_text_fit(text, 12, room);
    assert_true(ent_utf8_valid(text, fit, NULL)); /* never inside a character */
    char start[32] = {0};
    memcpy(start, text, fit);
    assert_true(ent_text_width(start, 12) <= room + 1e-9);
  }
  assert_int_equal(ent_text_fit(text, 12, 1000), strlen(text));
}

static void test_clean(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books), none = {flaky_resize, &books};
  ent_drawing out = {0};
  ent_sheet s;
  assert_int_equal(ent_svg_begin(&s, "", 1, 1, NULL, "title", &memory, &out, NULL), ENT_OK);
  assert_string_equal(ent_text_clean(&s, NULL, 12, 50), "");
  assert_string_equal(ent_text_clean(&s,
                                     "a\xE2\x80\xAE"
                                     "b\nc",
                                     12, 500),
                      "ab c");
  assert_string_equal(ent_text_clean(&s, "\xFF", 12, 500), "\xEF\xBF\xBD");
  const char *const cut = ent_text_clean(&s, "a label that is too long", 12, 60);
  assert_true(ent_text_width(cut, 12) <= 60);
  assert_string_equal(cut + strlen(cut) - 3, "\xE2\x80\xA6");
  assert_true(strlen(ent_text_clean(&s, long_label(), 12, 0)) < 310);
  assert_int_equal(ent_svg_end(&s, &memory, &out, NULL), ENT_OK);
  ent_drawing_free(&out, &memory);
  assert_true(flaky_clean(&books));

  flaky_open(&books, 0, true); /* no memory: an empty label, and the sheet has failed */
  assert_int_equal(ent_svg_begin(&s, "", 1, 1, NULL, "title", &none, &out, NULL), ENT_OK);
  assert_string_equal(ent_text_clean(&s, "x", 12, 50), "");
  assert_true(s.failed);
  assert_int_equal(ent_svg_end(&s, &none, &out, NULL), ENT_NOMEM);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_width), cmocka_unit_test(test_fit),
                                     cmocka_unit_test(test_clean)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
