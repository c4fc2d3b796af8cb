/* calibrate_files_test.c - do scenarios and parameters come back from the files they are written to? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "host/csv.h"
#include "host/load.h"
#include "host/memory.h"
#include "support/deal_rows.h"

/* What is written down as YAML is the same question. */
static void test_yaml_is_the_same_scenario(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  ent_calibration c;
  ent_calibration_prior(&c);
  ent_deal_row r = deal_row();
  r.title[ENT_LANGUAGE_ZH_HANT] = "協議";
  r.terms = "A \"seat\": at the table";
  r.opponents = "JPN FRA(parliament)";
  r.opponents_exante = 2;
  char *text = NULL;
  size_t size = 0;
  ent_scenario *s = NULL;
  assert_int_equal(ent_deal_yaml(&r, &c, 5, NULL, &memory, &text, &size, NULL), ENT_OK);
  assert_int_equal(strlen(text) + 1, size);
  assert_non_null(strstr(text, "FRA_parliament_"));
  assert_int_equal(ent_deal_scenario(&r, &c, 5, NULL, &memory, &s, NULL), ENT_OK);
  host_load load;
  const host_source from = {.path = "deal.yaml", .text = text, .size = size - 1};
  assert_int_equal(host_load_source(&from, NULL, 0, &memory, &load), ENT_OK);
  uint8_t a[32], b[32];
  ent_scenario_digest(s, a);
  ent_scenario_digest(load.scenario, b);
  assert_memory_equal(a, b, 32);
  assert_string_equal(ent_scenario_text(s, "title", "zh-Hant"), "協議");
  host_load_free(&load);
  ent_scenario_free(s);
  memory.resize(memory.ctx, text, size, 0);
}

/* ---- the table of parameters ----------------------------------------------------------------------------------- */

static void test_table_comes_back(void **state)
{
  (void)state;
  const ent_allocator memory = host_memory();
  ent_calibration c, again;
  ent_calibration_prior(&c);
  c.value[3] = -1.25;
  c.error[3] = 0.5;
  char *text = NULL;
  size_t size = 0;
  assert_int_equal(ent_calibration_write(&c, "2026-11-23", &memory, &text, &size, NULL), ENT_OK);
  host_table t;
  assert_int_equal(host_csv_read(text, size - 1, &t, NULL), ENT_OK);
  assert_int_equal(t.rows, ENT_CALIBRATED_COUNT);
  const ent_cases cases = {t.rows, t.columns, t.column, t.cell};
  assert_int_equal(ent_calibration_read(&cases, &again, NULL), ENT_OK);
  assert_memory_equal(c.value, again.value, sizeof c.value);
  assert_memory_equal(c.error, again.error, sizeof c.error);
  host_table_free(&t);
  memory.resize(memory.ctx, text, size, 0);
}

static void refuse(const char *text, ent_status code, const char *path)
{
  host_table t;
  ent_calibration c;
  ent_error err = {.code = ENT_OK};
  assert_int_equal(host_csv_read(text, strlen(text), &t, NULL), ENT_OK);
  const ent_cases cases = {t.rows, t.columns, t.column, t.cell};
  assert_int_equal(ent_calibration_read(&cases, &c, &err), code);
  assert_string_equal(err.path, path);
  host_table_free(&t);
}

static void test_bad_tables(void **state)
{
  (void)state;
  refuse("parameter,estimat\nwill,1\n", ENT_REFERENCE, "estimate");
  refuse("estimate\n1\n", ENT_REFERENCE, "parameter");
  refuse("parameter,estimate\nwil,1\n", ENT_REFERENCE, "wil");
  refuse("parameter,estimate\nwill,1\n", ENT_REFERENCE, "will_two");
  refuse("parameter,estimate\nwill,1\nwill,1\n", ENT_SCHEMA, "will");
  refuse("parameter,estimate\nwill,51\n", ENT_SCHEMA, "will");
  refuse("parameter,estimate\nwill,1x\n", ENT_SCHEMA, "will");
  refuse("parameter,estimate,standard_error\nwill,1,\n", ENT_SCHEMA, "will");
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_yaml_is_the_same_scenario),
                                     cmocka_unit_test(test_table_comes_back), cmocka_unit_test(test_bad_tables)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
