/* forest_test.c - precedents beside the model. */
#include "picture.h"

#include <limits.h>

static const ent_forest_row rows[] = {
  {"Consensus, three or more declared opponents", "adopted: 3 of 12", 0.269, 0.1, 0.48, false, 12, 3},
  {"Wedges with the target already allied to the third party, and a rivalry too", "held: 4 of 16", 0.26, 0.12, 0.45,
   false, 300, 75},
  {"This model: consent", "share of draws", 0.012, 0.011, 0.013, true, 0, 0},
};

static ent_status draw_three(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_forest(rows, 3, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_forest_row row[3] = {{HOSTILE, long_label(), bad, bad, bad, false, INT_MAX, INT_MAX},
                                 {NULL, NULL, 0, 0, 0, true, -4, 7},
                                 {long_label(), HOSTILE, 1, 1, 1, false, 3, -9}};
  return ent_draw_forest(row, 3, look, memory, out, err);
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
  assert_non_null(strstr(out.text, "27\xC2\xA0% (10\xC2\xA0% to 48\xC2\xA0%; adopted: 3 of 12)."));
  /* Three dark dots and nine pale ones: lines from dot to dot, and a little on. */
  assert_non_null(strstr(out.text, "stroke-dasharray=\"0 8.00\""));
  ent_drawing_free(&out, &memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
