/* flows_test.c - trade before and after: bars within the sheet, changes told, nothing where there was nothing. */
#include "picture.h"

#include <math.h>

#include "entente/draw_trade.h"

static const ent_flow_row rows[] = {{"United States", 120.5, 0, 80, 0},
                                    {"China", 40, 52.8, 95, 110.2},
                                    {"Mongolia", 0, 0, 0, 3},
                                    {"Kazakhstan", 7, 7.1, 9, 9}};

static ent_status draw_four(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_flows(rows, 4, "Russia", look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_flow_row row[2] = {{HOSTILE, bad, -7, INFINITY, 1e300}, {NULL, 1e-300, 1e300, 0, 0}};
  return ent_draw_flows(row, 2, NULL, look, memory, out, err);
}

static ent_status draw_nothing(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_flows(rows, 0, "Russia", look, memory, out, err);
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
  static const char *const said[] = {"United States: sells \xE2\x88\x92"
                                     "100 %, buys \xE2\x88\x92"
                                     "100 %",
                                     "China: sells +32 %, buys +16 %",
                                     "Mongolia: sells -, buys new",
                                     "Kazakhstan: sells +1.4 %",
                                     "Russia sells to",
                                     NULL};
  (void)state;
  check_says(draw_four, said);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
