/* series_test.c - lines over years. */
#include "picture.h"

#define YEARS 64

static ent_status draw_lines(int lines, const char *label, double scale, const ent_look *look,
                             const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  static double year[YEARS], value[24][YEARS];
  ent_series_info line[24];
  for (int i = 0; i < lines; i++) {
    for (int k = 0; k < YEARS; k++) {
      year[k] = 1960 + k;
      value[i][k] = (0.3 + 0.001 * k + 0.0001 * i) * scale;
    }
    line[i] = (ent_series_info){"chart", label, "source", YEARS, year, value[i]};
  }
  return ent_draw_series(line, lines, look, memory, out, err);
}

static ent_status draw_six(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return draw_lines(6, "BRICS (5)", 1, look, memory, out, err);
}

static ent_status draw_money(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return draw_lines(2, "trade, bn US$", 700, look, memory, out, err);
}

static ent_status draw_gap(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL), huge = strtod("inf", NULL);
  const double x[5] = {1990, 1991, bad, 1993, 1994}, y[5] = {bad, 0.2, 0.3, huge, -0.1}, one[1] = {0.5};
  const ent_series_info line[4] = {{"c", HOSTILE, "", 5, x, y},
                                   {"c", long_label(), "", 1, x, one},
                                   {"c", NULL, NULL, 0, NULL, NULL},
                                   {"c", "none", "", 1, &bad, one}};
  return ent_draw_series(line, 4, look, memory, out, err);
}

static ent_status draw_empty(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_series_info line = {"c", "nothing", "", 0, NULL, NULL};
  return ent_draw_series(&line, 1, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_six, true);
  check_picture(draw_money, true);
  check_picture(draw_gap, false);
  check_picture(draw_empty, true);
  check_memory(draw_six);
}

static void test_words(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_six(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "BRICS (5): 30\xC2\xA0% in 1960, 36\xC2\xA0% in 2023."));
  ent_drawing_free(&out, &memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
