/* camps_test.c - two camps on a circle: only ties against the split are told, names stay apart however many there are. */
#include "picture.h"

#include "entente/draw_align.h"

static const ent_camp_actor actors[] = {{"Gama", false}, {"Kohika", true}, {"Seuve", true}, {"Nagam", false}};
static const ent_camp_tie ties[] = {{0, 1, -1}, {1, 2, -2}, {0, 3, 1}, {2, 3, 0.5}};
static const ent_map_look names = {"first camp", "second camp"};

static ent_status draw_four(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_camps(actors, 4, ties, 4, &names, look, memory, out, err);
}

static ent_status draw_many(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  static ent_camp_actor actor[300];
  static ent_camp_tie tie[3000];
  for (int i = 0; i < 300; i++) actor[i] = (ent_camp_actor){i % 3 ? "Country" : "A long name of a country", i % 2};
  for (int k = 0; k < 3000; k++) tie[k] = (ent_camp_tie){k * 7 % 300, k * 11 % 299, k % 5 - 2};
  return ent_draw_camps(actor, 300, tie, 3000, &names, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_camp_actor actor[2] = {{HOSTILE, true}, {NULL, true}};
  const ent_camp_tie tie[2] = {{0, 1, bad}, {1, 0, -1e300}};
  const ent_map_look camps = {HOSTILE, NULL};
  return ent_draw_camps(actor, 2, tie, 2, &camps, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_four, true);
  check_picture(draw_many, true);
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
  assert_non_null(strstr(out.text, "first camp: Gama, Nagam. "));
  assert_non_null(strstr(out.text, "2 of 4 ties go against the split"));
  ent_drawing_free(&out, &memory);
}

static void test_refusals(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  const ent_camp_tie nowhere = {0, 4, 1};
  assert_int_equal(ent_draw_camps(actors, 4, &nowhere, 1, &names, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_camps(actors, 4, NULL, 1, &names, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_camps(actors, 4, ties, 4, NULL, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_null(out.text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words),
                                     cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
