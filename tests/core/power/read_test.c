/* Are weights and unions read as people write them, and is everything else refused with its place? */
#include "games.h"

static void decimals_share_a_scale(void **state)
{
  (void)state;
  const char *const text[] = {"16.5", " 7", "0.125", "12.500 ", "0", "3.0"};
  int64_t weight[6], scale = 0;
  assert_int_equal(ent_weights_read(text, 6, weight, &scale, NULL), ENT_OK);
  assert_int_equal(scale, 1000);
  const int64_t expected[] = {16500, 7000, 125, 12500, 0, 3000};
  assert_memory_equal(weight, expected, sizeof expected);
  const char *const percent[] = {"16.50 %", "7%", "0.4 %\r"};
  assert_int_equal(ent_weights_read(percent, 3, weight, &scale, NULL), ENT_OK);
  assert_true(scale == 10 && weight[0] == 165 && weight[1] == 70 && weight[2] == 4);
  const char *const whole[] = {"831401", "9007199253"};
  assert_int_equal(ent_weights_read(whole, 2, weight, &scale, NULL), ENT_OK);
  assert_true(scale == 1 && weight[0] == 831401 && weight[1] == INT64_C(9007199253));
}

static void bad_weights_are_told_by_place(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    ent_status status;
    int column;
  } row[] = {{"", ENT_SYNTAX, 1},
             {"-3", ENT_SYNTAX, 1},
             {"1,459", ENT_SYNTAX, 2},
             {"12.", ENT_SYNTAX, 4},
             {"x", ENT_SYNTAX, 1},
             {"1e5", ENT_SYNTAX, 2},
             {"5 %%", ENT_SYNTAX, 4},
             {".5", ENT_SYNTAX, 1},
             {"5%", ENT_SYNTAX, 1},
             {"9007199254740992", ENT_LIMIT, 0},
             {"0.1234567890123456789", ENT_LIMIT, 0},
             {"99999999999999999999999999999999", ENT_LIMIT, 0},
             {"900719925.4740993", ENT_LIMIT, 0}};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    const char *const text[] = {"2", row[i].text};
    int64_t weight[2] = {-7, -7}, scale = -7;
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_weights_read(text, 2, weight, &scale, &err);
    if (status != row[i].status || err.column != row[i].column)
      fail_msg("%s: %s, column %d", row[i].text, err.message, err.column);
    assert_true(weight[0] == -7 && scale == -7);
    if (status == ENT_SYNTAX) assert_int_equal(err.line, 2);
  }
}

static const char *const name[] = {"USA", "GBR", "FRA", "DEU", "United Kingdom"};

static void unions_are_numbered_by_first_member(void **state)
{
  (void)state;
  int of[5], unions = 0;
  assert_int_equal(ent_unions_read("DEU, FRA ; United Kingdom,GBR", 29, name, 5, of, &unions, NULL), ENT_OK);
  const int expected[] = {0, 1, 2, 2, 1};
  assert_int_equal(unions, 3);
  assert_memory_equal(of, expected, sizeof of);
  assert_int_equal(ent_unions_read("  ", 2, name, 5, of, &unions, NULL), ENT_OK);
  assert_true(unions == 5 && of[4] == 4);
}

static void bad_unions(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    ent_status status;
    int column;
  } row[] = {{"USA, GBR; FRA, USA", ENT_ARGUMENT, 16},
             {"USA, USA", ENT_ARGUMENT, 6},
             {"USA,, GBR", ENT_SYNTAX, 5},
             {"USA;", ENT_SYNTAX, 5},
             {"GRB", ENT_REFERENCE, 1},
             {"USA; XYZW", ENT_REFERENCE, 6}};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    int of[5] = {-7}, unions = -7;
    ent_error err = {.code = ENT_OK};
    const ent_status status = ent_unions_read(row[i].text, strlen(row[i].text), name, 5, of, &unions, &err);
    if (status != row[i].status || err.column != row[i].column)
      fail_msg("%s: %s, column %d", row[i].text, err.message, err.column);
    assert_true(of[0] == -7 && unions == -7);
  }
  int of[5], unions;
  ent_error err;
  ent_unions_read("GRB", 3, name, 5, of, &unions, &err);
  assert_string_equal(err.message, "No member is called \"GRB\". Did you mean \"GBR\"?");
  assert_int_equal(ent_unions_read("", 0, name, 0, of, &unions, &err), ENT_ARGUMENT);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(decimals_share_a_scale),
    cmocka_unit_test(bad_weights_are_told_by_place),
    cmocka_unit_test(unions_are_numbered_by_first_member),
    cmocka_unit_test(bad_unions),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
