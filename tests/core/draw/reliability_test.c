/* reliability_test.c - forecasts beside what came. */
#include "picture.h"

static const ent_score_bin bin[] = {{10, 1, 0.05, 0.2, 0.12, 0.1, 0.02, 0.33},
                                    {20, 11, 0.2, 0.6, 0.41, 0.55, 0.37, 0.72},
                                    {10, 9, 0.6, 0.9, 0.8, 0.9, 0.67, 0.98}};
static const ent_reliability_panel panels[] = {{"Comes into force", "Brier 0.19, 40 deals", bin, 3},
                                               {"Adopted", "", bin, 1},
                                               {"Alive", "Brier 0.2", bin + 1, 2},
                                               {"Held", "", bin, 2}};

static ent_status draw_four(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_reliability(panels, 4, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_score_bin wild[2] = {{-5, 9, bad, bad, bad, bad, bad, bad}, {0, 0, -1, 2, -1, 2, -3, 7}};
  const ent_reliability_panel panel[2] = {{HOSTILE, long_label(), wild, 2}, {NULL, NULL, wild, 1}};
  return ent_draw_reliability(panel, 2, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_four, true);
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
  assert_non_null(strstr(out.text, "Called 41\xC2\xA0%: 55\xC2\xA0% came (37\xC2\xA0% to 72\xC2\xA0%), of 20."));
  ent_drawing_free(&out, &memory);
  const ent_reliability_panel none = {"", "", bin, 0}, nowhere = {"", "", NULL, 1};
  assert_int_equal(ent_draw_reliability(&none, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_reliability(&nowhere, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_reliability(NULL, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
