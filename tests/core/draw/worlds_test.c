/* worlds_test.c - 100 worlds: apportionment and the picture. */
#include "picture.h"

static const ent_world worlds[] = {
  {"not offered: will is shut", 0.2979, ENT_MARK_CROSS}, {"not adopted: consent is shut", 0.6933, ENT_MARK_SQUARE},
  {"not accepted by the target", 0.004, ENT_MARK_RING},  {"taken, and the rival kept", 0.0024, ENT_MARK_DIAMOND},
  {"taken, but it did not last", 0.0005, ENT_MARK_HALF}, {"all four gates open", 0.0019, ENT_MARK_DISC}};

static ent_status draw_six(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  return ent_draw_worlds(worlds, 6, look, memory, out, err);
}

static ent_status draw_certain(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const ent_world row[2] = {{"no", 0, ENT_MARK_CROSS}, {HOSTILE, 1, ENT_MARK_DISC}};
  return ent_draw_worlds(row, 2, look, memory, out, err);
}

static ent_status draw_hostile(const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const double bad = strtod("nan", NULL);
  const ent_world row[3] = {{long_label(), bad, ENT_MARKS}, {NULL, -1, ENT_MARK_HALF}, {HOSTILE, 1e300, ENT_MARK_RING}};
  return ent_draw_worlds(row, 3, look, memory, out, err);
}

static void test_pictures(void **state)
{
  (void)state;
  check_picture(draw_six, true);
  check_picture(draw_certain, false);
  check_picture(draw_hostile, false);
  check_memory(draw_six);
}

/* Hamilton's method on numbers that can be checked by hand. */
static void test_apportion_known(void **state)
{
  (void)state;
  int dots[6];
  ent_apportion((const double[]){1, 1, 1}, 3, dots);
  assert_true(dots[0] == 34 && dots[1] == 33 && dots[2] == 33);
  ent_apportion((const double[]){0.2979, 0.6933, 0.004, 0.0024, 0.0005, 0.0019}, 6, dots);
  assert_true(dots[0] == 30 && dots[1] == 69 && dots[2] == 1 && dots[3] == 0 && dots[4] == 0 && dots[5] == 0);
  ent_apportion((const double[]){0, 0}, 2, dots);
  assert_true(dots[0] == 0 && dots[1] == 100);
  ent_apportion((const double[]){0.5, 0.5}, 2, dots);
  assert_true(dots[0] == 50 && dots[1] == 50);
}

/* Quota rule: whole, sums to 100, each within one of its exact share. */
static void test_apportion_property(void **state)
{
  (void)state;
  for (uint64_t draw = 0; draw < 5000; draw++) {
    double share[8], sum = 0;
    int dots[8], total = 0;
    const int n = 1 + (int)(draw % 8);
    for (int i = 0; i < n; i++) {
      const double u = ent_uniform(7, draw, 1, (uint32_t)i);
      share[i] = u * u * u;
      sum += share[i];
    }
    ent_apportion(share, n, dots);
    for (int i = 0; i < n; i++) {
      total += dots[i];
      const double exact = share[i] / sum * 100;
      assert_true(dots[i] > exact - 1 && dots[i] < exact + 1);
    }
    assert_int_equal(total, 100);
  }
}

static void test_rare_is_not_zero(void **state)
{
  (void)state;
  flaky books;
  const ent_allocator memory = plain_memory(&books);
  ent_drawing out = {0};
  assert_int_equal(draw_six(NULL, &memory, &out, NULL), ENT_OK);
  assert_non_null(strstr(out.text, "fewer than 1 of 100: all four gates open."));
  assert_non_null(strstr(out.text, "69 of 100: not adopted"));
  ent_drawing_free(&out, &memory);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures), cmocka_unit_test(test_apportion_known),
                                     cmocka_unit_test(test_apportion_property),
                                     cmocka_unit_test(test_rare_is_not_zero)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
