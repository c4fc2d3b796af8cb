/* names_test.c - are the names of states those of data/names.csv, and taken for no namesake? */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/names.h"

#ifndef ENT_TEST_SOURCE
#define ENT_TEST_SOURCE "."
#endif
#define LINE_MAX_SIZE 512

enum { ENGLISH, ISO3, COW, HANT, HANS, ORIGIN, COLUMNS };

/* No cell of this table has a comma or quotes. */
static bool split(char *line, char *cell[COLUMNS])
{
  line[strcspn(line, "\n")] = '\0';
  for (int i = 0; i < COLUMNS; i++) {
    cell[i] = line;
    line += strcspn(line, ",");
    if ((*line == ',') != (i < COLUMNS - 1)) return false;
    if (*line) *line++ = '\0';
  }
  return true;
}

static void test_table(void **state)
{
  (void)state;
  FILE *const file = fopen(ENT_TEST_SOURCE "/data/names.csv", "r");
  char line[LINE_MAX_SIZE], *cell[COLUMNS] = {NULL};
  int rows = 0;
  assert_non_null(file);
  while (fgets(line, sizeof line, file)) {
    if (line[0] == '#' || strncmp(line, "name_en,", 8) == 0) continue;
    assert_true(split(line, cell));
    const int64_t cow = strtoll(cell[COW], NULL, 10);
    const char *const hant = ent_state_name(cell[ENGLISH], "?", cow, "zh-Hant");
    const char *const hans = ent_state_name(cell[ENGLISH], "?", cow, "zh-Hans");
    if (!hant || !hans) fail_msg("%s is not in names.def", cell[ENGLISH]);
    assert_string_equal(hant, cell[HANT]);
    assert_string_equal(hans, cell[HANS]);
    if (cell[ISO3][0]) assert_ptr_equal(ent_state_name(cell[ENGLISH], cell[ISO3], 0, "zh-Hant"), hant);
    rows++;
  }
  fclose(file);
  static const char *const listed[] = {
#define NAME(english, iso3, cow, hant, hans) english,
#include "model/names.def"
#undef NAME
  };
  assert_int_equal(rows, sizeof listed / sizeof *listed); /* and no more */
  const char *name[ENT_STATE_NAMES];
  int64_t cow = 0;
  for (int row = 0; row < rows; row++) {
    assert_true(ent_state_row((size_t)row, name, &cow));
    assert_string_equal(name[0], listed[row]);
    assert_ptr_equal(ent_state_name(name[0], "?", cow, "zh-Hant"), name[2]);
    assert_ptr_equal(ent_state_name(name[0], name[1], cow, "zh-Hans"), name[3]);
  }
  assert_false(ent_state_row((size_t)rows, name, &cow));
  for (size_t i = 1; i < sizeof listed / sizeof *listed; i++) assert_true(strcmp(listed[i - 1], listed[i]) < 0);
}

static void test_namesakes(void **state)
{
  (void)state;
  assert_string_equal(ent_state_name("Italy", "ITA", 0, "zh-Hant"), "義大利");
  assert_string_equal(ent_state_name("Italy", "ITA", 0, "zh-Hans"), "意大利");
  assert_string_equal(ent_state_name("Soviet Union", "RUS", 365, "zh-Hans"),
                      "苏联"); /* by its number: it has no ISO code */
  assert_null(ent_state_name("Soviet Union", "RUS", 0, "zh-Hans"));
  assert_null(ent_state_name("Italy", "PARTY", 0, "zh-Hant")); /* some other Italy */
  assert_null(ent_state_name("Italy", "ITA", 0, "en"));
  assert_null(ent_state_name("italy", "ITA", 0, "zh-Hant"));
  assert_null(ent_state_name("", "", 0, "zh-Hant"));
  assert_null(ent_state_name("Zzz", "ZZZ", 0, "zh-Hant"));
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_table), cmocka_unit_test(test_namesakes)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
