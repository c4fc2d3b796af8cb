/* gates_test.c - the picture of the four gates. */
#include "picture.h"

static const ent_gate_row four[] = {
  {"Will", "does the proposer want it?", 0.702, 0.001, true, {-0.2, 0, 0.12, 0.3, 0.5}, 0},
  {"Consent", "do the owners of the terms agree?", 0.0124, 0.0004, true, {-0.7, -0.5, -0.44, -0.3, -0.1}, 0},
  {"Acceptance", "does the target gain by saying yes?", 1, 0.000007, true, {0.1, 0.2, 0.3, 0.4, 0.5}, 0},
  {"Durability",
   "does it live to the horizon, and does the alignment hold?",
   0,
   0.000007,
   true,
   {-1, -1, -1, -1, -1},
   0},
  {"lives to the horizon", "", 0.34, 0.002, true, {-0.4, -0.2, 0, 0.2, 0.4}, 1},
  {"All four", "the deal is made", 0.0002, 0.00005, false, {0}, 2},
};

static ent_status draw_four(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_gates(four, 6, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL), huge = strtod("inf", NULL);
  const ent_gate_row row[3] = {{HOSTILE, long_label(), bad, huge, true, {bad, -huge, huge, 7, -7}, 0},
                               {NULL, NULL, -3, -1, true, {0}, 9},
                               {long_label(), HOSTILE, 5, bad, true, {0}, 2}};
  return ent_draw_gates(row, 3, look, memory, out, err);
}

static ent_status draw_one(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_gates(&four[1], 1, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_four, true);
  check_picture(draw_one, true);
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
  assert_non_null(strstr(out.text, "Consent: open in 1.24\xC2\xA0\xC2\xB1\xC2\xA0"
                                   "0.04\xC2\xA0% of draws, margin -0.44 "
                                   "(5 to 95 %: -0.70 to -0.10)."));
  assert_non_null(strstr(out.text, "Acceptance: open in &gt;99.997\xC2\xA0%"));
  assert_non_null(strstr(out.text, "Durability: open in &lt;0.003\xC2\xA0%"));
  ent_drawing_free(&out, &memory);
}

static void test_arguments(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  ent_error err;
  assert_int_equal(ent_draw_gates(NULL, 1, NULL, &memory, &out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_draw_gates(four, 0, NULL, &memory, &out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_draw_gates(four, 6, NULL, NULL, &out, &err), ENT_ARGUMENT);
  assert_int_equal(ent_draw_gates(four, 6, NULL, &memory, NULL, &err), ENT_ARGUMENT);
  assert_int_equal(ent_draw_gates(four, ENT_DRAW_MAX + 1, NULL, &memory, &out, &err), ENT_LIMIT);
  assert_null(out.text);
  assert_int_equal(books.calls, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words),
                                     cmocka_unit_test(test_arguments)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
