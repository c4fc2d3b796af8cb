/* votes_test.c - power, consent, deciding and cost by member; what is not known has no column. */
#include "picture.h"

#include <math.h>

static const ent_vote_row rows[] = {{"United States", 0.0156, 0.95, 0.001, 0},
                                    {"United Kingdom", 0.0156, 0.04, 0.0123, 0.7},
                                    {"France", 0.0156, 0.08, 0.006, INFINITY}};

static ent_status draw_three(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_votes(rows, 3, look, memory, out, err);
}

static ent_status draw_costs(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_vote_row row = {"the only member", -1, -1, -1, 3};
  return ent_draw_votes(&row, 1, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_vote_row row[2] = {{HOSTILE, bad, 7, bad, 1e300}, {NULL, 1e-300, -INFINITY, 2, 0}};
  return ent_draw_votes(row, 2, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_three, true);
  check_picture(draw_costs, true);
  check_picture(draw_hostile, false);
  check_memory(draw_three);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_three(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "United Kingdom: yes 4"));
  assert_non_null(strstr(out.text, "United Kingdom: costs 0.700"));
  assert_non_null(strstr(out.text, "France: costs not for sale"));
  ent_drawing_free(&out, &memory);
  assert_int_equal(draw_costs(NULL, &memory, &out, NULL), ENT_OK);
  assert_null(strstr(out.text, "power"));
  assert_null(strstr(out.text, "Chance of a yes"));
  ent_drawing_free(&out, &memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
