/* flips_test.c - ties that have to move: those that cannot move so far are told apart. */
#include "picture.h"

#include "entente/draw_align.h"

static const ent_flip_row rows[] = {{"Russia", "tie with the United States", -0.55, 0.21},
                                    {"Russia", "tie with China", 0.7, -0.1},
                                    {"India", "tie with China", -0.2, 1.4}};

static ent_status draw_three(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_flips(rows, 3, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_flip_row row[2] = {{HOSTILE, HOSTILE, bad, 1e300}, {NULL, NULL, -1e300, bad}};
  return ent_draw_flips(row, 2, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_three, true);
  check_picture(draw_hostile, false);
  check_memory(draw_three);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_three(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "Russia, tie with the United States: from \xE2\x88\x92"
                                   "0.55 to +0.21. "));
  assert_non_null(strstr(out.text, "to +1.40, which no tie can reach"));
  assert_non_null(strstr(out.text, "+0.76")); /* the price */
  ent_drawing_free(&out, &memory);
  assert_int_equal(ent_draw_flips(rows, 0, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_flips(NULL, 3, NULL, &memory, &out, NULL), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
