/* waterfall_test.c - the steps from one share to another. */
#include "picture.h"
#include "support/small_scenario.h"
#include "support/tiny_text.h"

static const ent_step_row rows[] = {
  {"Before", "", 0, 0.029, true},
  {"Russia: part of the tie with China that the deal costs", "0.1 to 0.2 \xE2\x86\x92 0.01 to 0.04", 0.029, 0.44,
   false},
  {"\xE4\xBF\x84\xE7\xBE\x85\xE6\x96\xAF\xE8\x88\x87\xE4\xB8\xAD\xE5\x9C\x8B", "0.4 \xE2\x86\x92 0.8", 0.44, 0.437,
   false},
  {"All other changes", "", 0.437, 0.56, false},
  {"After", "", 0, 0.56, true},
};

static ent_status draw_five(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_waterfall(rows, 5, look, memory, out, err);
}

/* Running totals may leave the range of shares. */
static ent_status draw_beyond(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_step_row row[4] = {{"Before", "", 0, 0.1, true},
                               {"down", "1 to 2", 0.1, -0.3, false},
                               {"up", "x", -0.3, 1.2, false},
                               {"After", "", 0, 0.9, true}};
  return ent_draw_waterfall(row, 4, look, memory, out, err);
}

static ent_status draw_flat(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_step_row row[3] = {
    {"Before", "", 0, 0, true}, {"nothing moves", "", 0, 0, false}, {"After", "", 0, 0, true}};
  return ent_draw_waterfall(row, 3, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL), huge = strtod("inf", NULL);
  const ent_step_row row[3] = {
    {HOSTILE, HOSTILE, bad, huge, false}, {long_label(), long_label(), -huge, huge, false}, {NULL, NULL, 2, bad, true}};
  return ent_draw_waterfall(row, 3, look, memory, out, err);
}

static ent_scenario *first, *second;
static ent_difference *difference;

static ent_status draw_difference(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_difference(difference, -1, look, memory, out, err);
}

static int open_pair(void **state)
{
  static const char *const change[] = {"deal.leverage=0.9",
                                       "ties.PRO-TGT.slow=0 to 0.9",
                                       "ties.TGT-RIV.slow=-0.6 to 0",
                                       "deal.will.support=0.4",
                                       "deal.outside.rival_loss=0.1",
                                       "terms.seat.flow=3% to 6%",
                                       "clubs.HOUSE.rule=majority",
                                       "deal.will.cost=0.1",
                                       "consents.HOUSE.MAJ.support=0.3",
                                       "consents.HOUSE.MIN.support=0",
                                       "consents.gas.support=-0.5",
                                       "deal.discount=0.9",
                                       NULL};
  const ent_allocator memory = tiny_memory();
  const ent_options options = {.draws = 60};
  (void)state;
  first = small_scenario(&memory);
  second = small_changed(&memory, change);
  return (int)ent_compare(first, second, &options, &memory, &difference, NULL);
}

static int close_pair(void **state)
{
  (void)state;
  ent_difference_free(difference);
  ent_scenario_free(first);
  ent_scenario_free(second);
  return 0;
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_five, true);
  check_picture(draw_beyond, true);
  check_picture(draw_flat, true);
  check_picture(draw_hostile, false);
  check_picture(draw_difference, true);
  check_memory(draw_five);
  check_memory(draw_difference);
}

static void test_words(void **state)
{
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  (void)state;
  assert_int_equal(draw_five(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "Russia: part of the tie with China that the deal costs (0.1 to 0.2 \xE2\x86\x92 "
                                   "0.01 to 0.04): +41 points. "));
  assert_non_null(strstr(out.text, "\xE2\x88\x92"
                                   "0.3 points"));
  ent_drawing_free(&out, &memory);
  assert_int_equal(ent_draw_difference(difference, ENT_GATE_WILL, NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "All other changes")); /* 12 causes, not all of them shown */
  ent_drawing_free(&out, &memory);
  assert_int_equal(ent_draw_difference(difference, ENT_CHANCES, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_difference(NULL, -1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, open_pair, close_pair);
}
