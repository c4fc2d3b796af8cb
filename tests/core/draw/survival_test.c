/* survival_test.c - how long the deal lives. */
#include "picture.h"

static const ent_survival_term terms[] = {
  {"Seat in the club", 0.08}, {"Lifting of sanctions", 0.12}, {"Waiver of the statute", 0.16}};
static const ent_survival_end end = {4, true, 0.11, 0.34, 0.57, 0.11};

static ent_status draw_three(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_survival(terms, 3, &end, look, memory, out, err);
}

static ent_status draw_sure(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_survival_term term[2] = {{"never", 1}, {"always", 0}};
  const ent_survival_end at = {0.5, false, 0, 0, 0, 0};
  return ent_draw_survival(term, 2, &at, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL), huge = strtod("inf", NULL);
  const ent_survival_term term[2] = {{HOSTILE, bad}, {long_label(), huge}};
  const ent_survival_end at = {bad, true, bad, huge, -huge, huge};
  return ent_draw_survival(term, 2, &at, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_three, true);
  check_picture(draw_sure, true);
  check_picture(draw_hostile, false);
  check_memory(draw_three);
}

/* (1 - 0.08)^4 = 71.6 %, and (0.92 * 0.88 * 0.84)^4 = 21.4 %. */
static void test_words(void **state)
{
  static const char *const three[] = {"Seat in the club: 72\xC2\xA0% at the horizon.",
                                      "the deal: 21\xC2\xA0% at the horizon.", NULL};
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  (void)state;
  check_says(draw_three, three);
  const ent_look look = {.fixed = true};
  assert_int_equal(draw_three(&look, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "to the horizon"));
  ent_drawing_free(&out, &memory);
  assert_int_equal(ent_draw_survival(terms, 3, NULL, NULL, &memory, &out, NULL), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
