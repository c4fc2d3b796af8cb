/* drivers_test.c - the tornado. */
#include "picture.h"

static const ent_driver_row rows[] = {
  {"United States: exit hazard of the leader", "acceptance", "0.15", "0.35", 0.46, 0.36, 0.41},
  {"France: support (G7)", "consent", "-0.7", "-0.2", 0.006, 0.03, 0.012},
  {"\xE4\xBF\x84\xE7\xBE\x85\xE6\x96\xAF\xE8\x88\x87\xE4\xB8\xAD\xE5\x9C\x8B", "", "0.4", "0.8", 0.19, 0.03, 0.09},
};

static ent_status draw_three(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_drivers(rows, 3, look, memory, out, err);
}

static ent_status draw_flat(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_driver_row row[2] = {{"nothing moves", "", "0", "1", 0, 0, 0}, {"all is sure", "", "0", "1", 1, 1, 1}};
  return ent_draw_drivers(row, 2, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL), huge = strtod("inf", NULL);
  const ent_driver_row row[2] = {{HOSTILE, HOSTILE, HOSTILE, long_label(), bad, huge, -huge},
                                 {NULL, NULL, NULL, NULL, -1, 2, bad}};
  return ent_draw_drivers(row, 2, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_three, true);
  check_picture(draw_flat, true);
  check_picture(draw_hostile, false);
  check_memory(draw_three);
}

static void test_words(void **state)
{
  static const char *const three[] = {
    "France: support (G7) (consent): at -0.7, 0.6\xC2\xA0%; at -0.2, 3.0\xC2\xA0%; now 1.2", NULL};
  (void)state;
  check_says(draw_three, three);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
