/* coalition_test.c - sanctioners: bars to one scale, whiskers where orders were drawn, a dash for what is no number. */
#include "picture.h"

#include <math.h>

#include "entente/draw_trade.h"

static const ent_coalition_row rows[] = {{"Germany", 0.0034213, 0, 0.00147},
                                         {"China", 0.0042837, 0.0002, 0.000351},
                                         {"Kazakhstan", -0.0001, 0.00005, 0.00602},
                                         {"Mongolia", NAN, NAN, NAN}};

static ent_status draw_four(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_coalition(rows, 4, "Russia", look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_coalition_row row[3] = {
    {HOSTILE, bad, -7, INFINITY}, {NULL, 1e300, 1e300, -1e300}, {"", 0, INFINITY, -0.0}};
  return ent_draw_coalition(row, 3, NULL, look, memory, out, err);
}

static ent_status draw_nothing(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_coalition(rows, 0, "Russia", look, memory, out, err);
}

static void test_pictures(void **state)
{
  ent_drawing out = {0};
  const ent_allocator none = {0};
  (void)state;
  check_picture(draw_four, true);
  check_picture(draw_hostile, false);
  check_memory(draw_four);
  assert_int_equal(draw_nothing(NULL, &none, &out, NULL), ENT_ARGUMENT);
}

static void test_words(void **state)
{
  static const char *const said[] = {"Germany: worth 0.342 %, own loss 0.147 %",
                                     "China: worth 0.428 % (standard error 0.0200 %), own loss 0.035 %",
                                     "Kazakhstan: worth \xE2\x88\x92"
                                     "0.010 %",
                                     "Mongolia: worth -, own loss -",
                                     "Russia loses",
                                     "long run",
                                     NULL};
  (void)state;
  check_says(draw_four, said);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
