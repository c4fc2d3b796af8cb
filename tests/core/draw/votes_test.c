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
  static const char *const three[] = {"United Kingdom: yes 4", "United Kingdom: costs 0.700",
                                      "France: costs not for sale", NULL};
  static const char *const costs[] = {"!power", "!Chance of a yes", NULL};
  (void)state;
  check_says(draw_three, three);
  check_says(draw_costs, costs);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
