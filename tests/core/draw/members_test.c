/* members_test.c - power, consent and blocking. */
#include "picture.h"

static const ent_member_row rows[] = {{"Group of Seven", "United States", 1.0 / 64, 0.91, 0.09, 0},
                                      {"Group of Seven", "United Kingdom", 1.0 / 64, 0.021, 0.979, 0.84},
                                      {"Group of Seven", "France", 1.0 / 64, 0, 1, 0.72},
                                      {"US Congress", "House of Representatives", -1, 0.61, 0.39, -1}};

static ent_status draw_four(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_members(rows, 4, look, memory, out, err);
}

static ent_status draw_one(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_member_row row = {"", "the only member", 1, 1, 0, -1};
  return ent_draw_members(&row, 1, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_member_row row[2] = {{HOSTILE, long_label(), bad, bad, bad, bad},
                                 {NULL, NULL, 7, -1, 2, strtod("inf", NULL)}};
  return ent_draw_members(row, 2, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_four, true);
  check_picture(draw_one, true);
  check_picture(draw_hostile, false);
  check_memory(draw_four);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_four(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "United Kingdom: power 1.6\xC2\xA0%, yes 2.1\xC2\xA0%, in a smallest block 97.9"));
  assert_non_null(strstr(out.text, "House of Representatives: yes 61"));
  assert_non_null(strstr(out.text, ", lacks 0.84 for a yes. France"));
  assert_non_null(strstr(out.text, "in a smallest block 39\xC2\xA0%. </desc>"));
  assert_non_null(strstr(out.text, "not asked"));
  ent_drawing_free(&out, &memory);
  assert_int_equal(draw_one(NULL, &memory, &out, NULL), ENT_OK);
  assert_null(strstr(out.text, "Lacks")); /* nothing is known of anybody: no column */
  ent_drawing_free(&out, &memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
