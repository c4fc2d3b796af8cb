/* even_test.c - break-even curves as pictures: marks on either side, pieces, what cannot be drawn. */
#include "picture.h"

#include "entente/draw_align.h"

static const ent_even_piece pieces[] = {{{-1, 0.25}, {0.5, 0.5}, 1, 3}, {{0.25, 1}, {0.5, -0.75}, 1, 3}};
static const bool turned[6] = {false, false, true, true, true, true};
static const ent_even_picture plain = {.x_name = "Tie of A and B",
                                       .y_name = "Tie of B and C",
                                       .x = {-1, 1},
                                       .y = {-1, 1},
                                       .now = {-0.2, 0.1},
                                       .turned_name = "B has turned",
                                       .stays_name = "B has not turned",
                                       .piece = pieces,
                                       .pieces = 2,
                                       .turned = turned,
                                       .columns = 3,
                                       .rows = 2};

static ent_status draw_plain(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_even(&plain, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_even_piece wild[] = {{{bad, 1e300}, {-1e300, bad}, 0, 0}};
  const ent_even_picture p = {.x_name = HOSTILE,
                              .y_name = HOSTILE,
                              .x = {-1e6, 1e6},
                              .y = {0, 1e-6},
                              .now = {bad, -1e300},
                              .turned_name = HOSTILE,
                              .stays_name = NULL,
                              .piece = wild,
                              .pieces = 1};
  return ent_draw_even(&p, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_plain, true);
  check_picture(draw_hostile, false);
  check_memory(draw_plain);
}

static int count(const char *text, const char *what)
{
  int n = 0;
  for (const char *at = strstr(text, what); at; at = strstr(at + 1, what)) n++;
  return n;
}

static void test_marks_and_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_plain(NULL, &memory, &out, NULL), ENT_OK);
  assert_int_equal(count(out.text, "r=\"3.2\""), 4 + 1); /* and one in the legend */
  assert_int_equal(count(out.text, "r=\"2.6\""), 2 + 1);
  assert_non_null(strstr(out.text, "Level from (\xE2\x88\x92"
                                   "1.00, 0.50) to (0.25, 0.50). "));
  assert_non_null(strstr(out.text, "Tie of A and B, now \xE2\x88\x92"
                                   "0.20"));
  ent_drawing_free(&out, &memory);
  ent_even_picture none = plain;
  none.pieces = 0;
  assert_int_equal(ent_draw_even(&none, NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "No strength of the two changes the side."));
  ent_drawing_free(&out, &memory);
}

static void test_what_is_refused(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  ent_even_picture p = plain;
  assert_int_equal(ent_draw_even(NULL, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  p.x[1] = -1;
  assert_int_equal(ent_draw_even(&p, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  p = plain;
  p.x[1] = -1 + 1e-7;
  assert_int_equal(ent_draw_even(&p, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  p = plain;
  p.y[0] = strtod("nan", NULL);
  assert_int_equal(ent_draw_even(&p, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  p = plain;
  p.piece = NULL;
  assert_int_equal(ent_draw_even(&p, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  p = plain;
  p.turned = NULL;
  assert_int_equal(ent_draw_even(&p, NULL, &memory, &out, NULL), ENT_ARGUMENT);
  p = plain;
  p.columns = ENT_DRAW_EVEN_MAX + 1;
  assert_int_equal(ent_draw_even(&p, NULL, &memory, &out, NULL), ENT_LIMIT);
  p = plain;
  p.pieces = 65537;
  assert_int_equal(ent_draw_even(&p, NULL, &memory, &out, NULL), ENT_LIMIT);
  assert_null(out.text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_marks_and_words),
                                     cmocka_unit_test(test_what_is_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
