/* frontier_test.c - pain and its price: marks within the sheet, labels apart, the ban and the best named. */
#include "picture.h"

#include <math.h>

#include "entente/draw_trade.h"

static const ent_frontier_row rows[] = {{"0 %", 0, 0, false, false},
                                        {NULL, 0.001, 3000, false, false},
                                        {"12.7 %", 0.0038, 5800, false, true},
                                        {"20 %", 0.0053, 4727, false, false},
                                        {"100 %", 0.0093, -22681, false, false},
                                        {"400 %", 0.00971, -33000, false, false},
                                        {NULL, 0.00972, -34336, true, false}};

static ent_status draw_seven(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_frontier(rows, 7, "Russia", "million dollars", look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_frontier_row row[3] = {
    {HOSTILE, bad, -INFINITY, true, true}, {NULL, 1e300, 1e300, false, false}, {HOSTILE, -3, bad, false, false}};
  return ent_draw_frontier(row, 3, HOSTILE, HOSTILE, look, memory, out, err);
}

static ent_status draw_flat(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  static const ent_frontier_row row[1] = {{"0 %", 0, 0, false, false}};
  return ent_draw_frontier(row, 1, NULL, NULL, look, memory, out, err);
}

static ent_status draw_nothing(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_frontier(rows, 0, "Russia", NULL, look, memory, out, err);
}

static void test_pictures(void **state)
{
  ent_drawing out = {0};
  const ent_allocator none = {0};
  (void)state;
  check_picture(draw_seven, true);
  check_picture(draw_hostile, false);
  check_picture(draw_flat, false);
  check_memory(draw_seven);
  assert_int_equal(draw_nothing(NULL, &none, &out, NULL), ENT_ARGUMENT);
}

static void test_words(void **state)
{
  static const char *const said[] = {"Best, 12.7 %: Russia loses 0.38 %, senders +5800.",
                                     "ban: Russia loses 0.97 %, senders \xE2\x88\x92"
                                     "34336.",
                                     "Welfare that Russia loses",
                                     "Senders gain or pay, million dollars",
                                     ">ban<",
                                     ">12.7 %<",
                                     NULL};
  (void)state;
  check_says(draw_seven, said);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
