/* tree_test.c - minima and passes: branches meet where their pass is, and every minimum is told. */
#include "picture.h"

#include "entente/draw_align.h"

static const ent_tree_leaf leaves[] = {
  {"Britain, France, USSR against Germany, Italy", "the camps of the war", -12.4, 0.52, true},
  {"USSR, Yugoslavia, Greece against all others", "", -11.9, 0.31, false},
  {"Germany alone", "", -9.1, 0.17, false}};
static const ent_tree_pass passes[] = {{-10.2, 0, 2 - 1}, {-8.0, 2, 0}};

static ent_status draw_three(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_tree(leaves, 3, passes, 2, look, memory, out, err);
}

static ent_status draw_one(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_tree(leaves, 1, NULL, 0, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_tree_leaf leaf[2] = {{HOSTILE, HOSTILE, bad, bad, true}, {NULL, NULL, 1e300, 7, false}};
  const ent_tree_pass pass = {-1e300, 1, 0};
  return ent_draw_tree(leaf, 2, &pass, 1, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_three, true);
  check_picture(draw_one, true);
  check_picture(draw_hostile, false);
  check_memory(draw_three);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  ent_tree_leaf many[ENT_DRAW_TREE_MAX];
  for (int i = 0; i < ENT_DRAW_TREE_MAX; i++) many[i] = (ent_tree_leaf){"a split", "", -i, -1, false};
  assert_int_equal(draw_three(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "energy \xE2\x88\x92"
                                   "12.4, 52"));
  ent_drawing_free(&out, &memory);
  assert_int_equal(ent_draw_tree(many, ENT_DRAW_TREE_MAX, NULL, 0, NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "and 52 more"));
  ent_drawing_free(&out, &memory);
}

static void test_refusals(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  const ent_tree_pass nowhere = {0, 0, 3};
  assert_int_equal(ent_draw_tree(leaves, 3, &nowhere, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_tree(leaves, 3, NULL, 1, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_int_equal(ent_draw_tree(NULL, 3, NULL, 0, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  assert_null(out.text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words),
                                     cmocka_unit_test(test_refusals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
