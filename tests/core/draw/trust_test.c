/* trust_test.c - the timeline of trust. */
#include "picture.h"

static const ent_trust_point points[] = {
  {1990, 0.62, 0.4, 0.82, "Assurances on enlargement", true, 1}, {1997, 0.7, 0.5, 0.87, "Founding Act", true, 1},
  {2008, 0.3, 0.16, 0.48, "Bucharest declaration", false, 1},    {2008, 0.28, 0.15, 0.45, "August war", false, 1},
  {2008, 0.25, 0.13, 0.42, "Third in a year", false, 1},         {2025.9, 0.2, 0.08, 0.34, "", true, 0},
};

static ent_status draw_six(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_trust(points, 6, look, memory, out, err);
}

static ent_status draw_one(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_trust(points, 1, look, memory, out, err);
}

static ent_status draw_crowd(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_trust_point row[40];
  for (int i = 0; i < 40; i++) row[i] = (ent_trust_point){2000 + i / 10, 0.5, 0.2, 0.8, "an event", i % 2 == 0, 1};
  return ent_draw_trust(row, 40, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL), huge = strtod("inf", NULL);
  const ent_trust_point row[3] = {{bad, bad, huge, -huge, HOSTILE, true, bad},
                                  {huge, 2, -1, 5, long_label(), false, 1},
                                  {-huge, 0.5, 0.1, 0.9, NULL, false, 1}};
  return ent_draw_trust(row, 3, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_six, true);
  check_picture(draw_one, true);
  check_picture(draw_crowd, false); /* 40 numbers do not fit side by side on 300 px */
  check_picture(draw_hostile, false);
  check_memory(draw_six);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_six(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "2008, broken: August war: 28\xC2\xA0% (15\xC2\xA0% to 45\xC2\xA0%)."));
  ent_drawing_free(&out, &memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
