/* map_test.c - the alignment map. */
#include "picture.h"

#define ACTORS 12

static const ent_map_look camps = {"the camp of Russia", "the other camp"};

static ent_map_point actor(int i)
{
  static const char *const names[ACTORS] = {"United States", "United Kingdom", "France", "Germany",
                                            "Italy",         "Japan",          "Canada", "Russia",
                                            "China",         "India",          "Iran",   "North Korea"};
  return (ent_map_point){.actor = names[i],
                         .name = names[i],
                         .size = 0.02 + 0.25 * (i == 0 || i == 8),
                         .x = ent_uniform(3, (uint64_t)i, 1, 0),
                         .y = ent_uniform(3, (uint64_t)i, 1, 1),
                         .with_target = i >= 7};
}

static ent_status draw_dozen(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  ent_map_point point[ACTORS];
  double tie[ACTORS * ACTORS];
  for (int i = 0; i < ACTORS; i++) {
    point[i] = actor(i);
    for (int k = 0; k < ACTORS; k++) tie[i * ACTORS + k] = (i < 7) == (k < 7) ? 0.7 : i == 0 && k == 7 ? 0.2 : -0.5;
  }
  return ent_draw_map(point, ACTORS, tie, &camps, look, memory, out, err);
}

/* Two actors in one place, without a tie. */
static ent_status draw_pair(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_map_point point[2] = {{"A", "A", 0.5, 0.5, 0.5, true, 0}, {"B", "B", 0.5, 0.5, 0.5, false, 0}};
  const double tie[4] = {0};
  return ent_draw_map(point, 2, tie, &camps, look, memory, out, err);
}

static ent_status draw_one(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_map_point point = {"A", "alone", 1, 0, 0, true, 0};
  const double tie = 0;
  return ent_draw_map(&point, 1, &tie, &camps, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL), huge = strtod("inf", NULL);
  const ent_map_point point[3] = {{"A", HOSTILE, bad, bad, huge, true, bad},
                                  {"B", long_label(), huge, -huge, bad, false, 0},
                                  {NULL, NULL, -1, 9, -9, true, 0}};
  const double tie[9] = {0, bad, huge, bad, 0, -huge, 1e300, -1e300, 0};
  const ent_map_look bad_camps = {HOSTILE, NULL};
  return ent_draw_map(point, 3, tie, &bad_camps, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_dozen, true);
  check_picture(draw_pair, true);
  check_picture(draw_one, true);
  check_picture(draw_hostile, false);
  check_memory(draw_dozen);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_dozen(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "the camp of Russia: Russia (2.0\xC2\xA0% of capability), China"));
  assert_non_null(strstr(out.text, "stroke-dasharray=\"6 4\"")); /* the friendly tie across the camps */
  ent_drawing_free(&out, &memory);
  const ent_map_point point = {"A", "A", 1, 0, 0, true, 0};
  assert_int_equal(ent_draw_map(&point, 1, NULL, &camps, NULL, &memory, &out, NULL), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
