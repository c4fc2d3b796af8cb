/* svg_test.c - the sheet itself, and the checker that all pictures are held against. */
#include "picture.h"

static void test_checker_can_fail(void **state)
{
  (void)state;
  assert_true(xml_well_formed("<svg a=\"1\"><g>x &amp; y</g><b/></svg>\n"));
  assert_false(xml_well_formed("<svg><g></svg>"));
  assert_false(xml_well_formed("<svg></g></svg>"));
  assert_false(xml_well_formed("<svg>a & b</svg>"));
  assert_false(xml_well_formed("<svg a=\"<\"></svg>"));
  assert_false(xml_well_formed("<svg a=1></svg>"));
  assert_false(xml_well_formed("<svg></svg><svg></svg>"));
  assert_false(xml_well_formed("<svg>"));
}

static void begin(ent_sheet *s, const ent_allocator *memory, ent_drawing *out, const ent_look *look)
{
  assert_int_equal(ent_svg_begin(s, "", 1, 1, look, "A title", memory, out, NULL), ENT_OK);
}

static void test_frame(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  const ent_look look = {.id = "x y\"<z", .width = 400};
  ent_drawing out = {0};
  ent_sheet s;
  begin(&s, &memory, &out, &look);
  assert_true(s.narrow);
  s.height = 10;
  ent_svg_say(&s, "words");
  ent_svg_rect(&s, strtod("nan", NULL), 1, -5, strtod("inf", NULL), 2, ENT_TONE_BLUE);
  assert_int_equal(ent_svg_end(&s, &memory, &out, NULL), ENT_OK);
  assert_picture(out.text, out.size);
  assert_non_null(strstr(out.text, "<title id=\"xyz-t\">A title</title>"));
  assert_non_null(strstr(out.text, "viewBox=\"0 0 400 10\""));
  assert_non_null(strstr(out.text, "fill=\"var(--ent-blue,#0b5c94)\""));
  ent_drawing_free(&out, &memory);
  assert_true(flaky_clean(&books));
}

static void test_wrap(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  ent_sheet s;
  begin(&s, &memory, &out, NULL);
  const ent_type type = {.size = 12, .tone = ENT_TONE_INK};
  assert_int_equal(ent_svg_wrap(&s, 0, 0, type, 500, 3, "short"), 1);
  assert_int_equal(ent_svg_wrap(&s, 0, 0, type, 80, 3, "words that need more than one line to stand in"), 3);
  assert_int_equal(ent_svg_lines(&s, 12, 80, 9, "one two three four five six"), 3);
  assert_int_equal(ent_svg_wrap(&s, 0, 0, type, 1, 3, long_label()), 3); /* no room for one letter: still ends */
  assert_int_equal(ent_svg_wrap(&s, 0, 0, type, 80, 3, NULL), 1);
  ent_svg_say(&s, "words");
  assert_int_equal(ent_svg_end(&s, &memory, &out, NULL), ENT_OK);
  assert_picture(out.text, out.size);
  ent_drawing_free(&out, &memory);
  ent_drawing_free(NULL, &memory);
}

/* Steps are between the rounded points, so that no error adds up. */
static void test_path(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  const ent_look look = {.bare = true};
  ent_drawing out = {0};
  ent_sheet s;
  begin(&s, &memory, &out, &look);
  ent_svg_path(&s);
  ent_svg_point(&s, true, 1.04, -2);
  ent_svg_point(&s, false, 1.08, -2.06);
  ent_svg_point(&s, false, 1.12, 10);
  ent_svg_arc_to(&s, 3, 5, 10);
  ent_svg_point(&s, false, 6, 10);
  ent_svg_path_end(&s, false, ENT_TONE_NONE, 1, ENT_TONE_RED, 1.5, NULL);
  ent_svg_say(&s, "words");
  assert_int_equal(ent_svg_end(&s, &memory, &out, NULL), ENT_OK);
  assert_picture(out.text, out.size);
  assert_non_null(strstr(out.text, "<path d=\"M1 -2l0.1-0.1l0 12.1A3 3 0 0 0 5 10l1 0\""));
  assert_non_null(strstr(out.text, " stroke=\"var(--ent-red)\" stroke-width=\"1.5\""));
  assert_null(strstr(out.text, "xmlns"));
  assert_null(strstr(out.text, "font-family"));
  ent_drawing_free(&out, &memory);
  assert_true(flaky_clean(&books));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_checker_can_fail), cmocka_unit_test(test_frame),
                                     cmocka_unit_test(test_path), cmocka_unit_test(test_wrap)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
