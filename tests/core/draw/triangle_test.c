/* triangle_test.c - roles at their corners, and over the years. */
#include "picture.h"

#include "entente/draw_align.h"

static const ent_triangle_panel panels[] = {
  {"Now",
   {"United States", "Russia", "China"},
   {-1, -1, 1},
   {ENT_ROLE_OUTCAST, ENT_ROLE_PARTNER, ENT_ROLE_PARTNER},
   {-3, 1, 1}},
  {"Courted",
   {"United States", "Russia", "China"},
   {1, -1, 1},
   {ENT_ROLE_WING, ENT_ROLE_PIVOT, ENT_ROLE_WING},
   {-1, 3, -1}},
  {"Dropping China",
   {"United States", "Russia", "China"},
   {1, -1, -1},
   {ENT_ROLE_PARTNER, ENT_ROLE_PARTNER, ENT_ROLE_OUTCAST},
   {1, 1, -3}},
};
static const char *const names[3] = {"United States", "Russia", "China"};
static const ent_role_column columns[] = {
  {"2002", {ENT_ROLE_FRIEND, ENT_ROLE_FRIEND, ENT_ROLE_FRIEND}, {0.9, 0.8, 0.7}},
  {"2007", {ENT_ROLE_WING, ENT_ROLE_WING, ENT_ROLE_PIVOT}, {0.6, -1, 0.5}},
  {"2014", {ENT_ROLE_WING, ENT_ROLE_WING, ENT_ROLE_PIVOT}, {0.6, 0.6, 0.6}},
};

static ent_status draw_three(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_triangles(panels, 3, look, memory, out, err);
}

static ent_status draw_years(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_roles(names, columns, 3, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_triangle_panel panel[1] = {{HOSTILE,
                                        {HOSTILE, NULL, HOSTILE},
                                        {bad, 1e300, -1e300},
                                        {ENT_ROLE_PIVOT, ENT_ROLE_FOE, ENT_ROLE_FRIEND},
                                        {bad, 1e300, -1e300}}};
  return ent_draw_triangles(panel, 1, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_three, true);
  check_picture(draw_years, true);
  check_picture(draw_hostile, false);
  check_memory(draw_three);
  check_memory(draw_years);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_three(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "Courted: United States is wing, \xE2\x88\x92"
                                   "1.00, Russia is pivot, 3.00"));
  ent_drawing_free(&out, &memory);
  assert_int_equal(draw_years(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "2007: China is pivot. "));
  assert_null(strstr(out.text, "2014: China is pivot. ")); /* only changes are told */
  ent_drawing_free(&out, &memory);
}

static void test_refusals(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  ent_triangle_panel panel = panels[0];
  ent_role_column column = columns[0];
  panel.role[2] = ENT_ROLES;
  column.role[0] = (ent_role)-1;
  assert_int_equal(ent_draw_triangles(&panel, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_triangles(NULL, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_triangles(panels, ENT_DRAW_TRIANGLES_MAX + 1, NULL, &memory, &out, NULL), ENT_LIMIT);
  assert_int_equal(ent_draw_roles(names, &column, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_roles(NULL, columns, 3, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_null(out.text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words),
                                     cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
