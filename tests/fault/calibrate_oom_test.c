/* calibrate_oom_test.c - what if memory runs out while a deal becomes a scenario?  Every request is refused once. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fault/ladder.h"
#include "support/deal_rows.h"

static ent_deal_row row_with_everybody(void)
{
  ent_deal_row r = deal_row();
  r.proposer = r.target = "RUS";
  r.opponents_exante = 3;
  return r;
}

static ent_status build(const ent_allocator *memory, ent_error *err)
{
  const ent_deal_row r = row_with_everybody();
  ent_calibration c;
  ent_builder *b = NULL;
  ent_calibration_prior(&c);
  ent_status status = ent_builder_open(memory, &b, err);
  if (status != ENT_OK) return status;
  status = ent_deal_build(&r, &c, 5, NULL, memory, b, err);
  ent_builder_close(b);
  return status;
}

static ent_status scenario(const ent_allocator *memory, ent_error *err)
{
  const ent_deal_row r = row_with_everybody();
  ent_calibration c;
  ent_scenario *s = NULL;
  ent_calibration_prior(&c);
  const ent_status status = ent_deal_scenario(&r, &c, 5, NULL, memory, &s, err);
  assert_true((status == ENT_OK) == (s != NULL));
  if (s) ent_scenario_free(s);
  return status;
}

static ent_status yaml(const ent_allocator *memory, ent_error *err)
{
  ent_deal_row r = row_with_everybody();
  r.rule = ENT_DEAL_RULE_TWO_THIRDS;
  ent_calibration c;
  char *text = NULL;
  size_t size = 0;
  ent_calibration_prior(&c);
  const ent_status status = ent_deal_yaml(&r, &c, 5, NULL, memory, &text, &size, err);
  if (status == ENT_OK) memory->resize(memory->ctx, text, size, 0);
  return status;
}

static ent_status table(const ent_allocator *memory, ent_error *err)
{
  ent_calibration c;
  char *text = NULL;
  size_t size = 0;
  ent_calibration_prior(&c);
  const ent_status status = ent_calibration_write(&c, NULL, memory, &text, &size, err);
  if (status == ENT_OK) memory->resize(memory->ctx, text, size, 0);
  return status;
}

static ent_status forecast(const ent_allocator *memory, ent_error *err)
{
  const ent_deal_row row = deal_row(), *const rows[] = {&row};
  const ent_gates_draws how = {1, 8};
  const ent_deal_forecaster gates = ent_gates_forecaster(&how);
  ent_deal_chances chances;
  return gates.forecast(gates.ctx, rows, 1, rows, 1, memory, &chances, err);
}

static void test_build(void **state)
{
  (void)state;
  climb("build", build);
}

static void test_scenario(void **state)
{
  (void)state;
  climb("scenario", scenario);
}

static void test_yaml(void **state)
{
  (void)state;
  climb("yaml", yaml);
}

static void test_table(void **state)
{
  (void)state;
  climb("table", table);
}

static void test_forecast(void **state)
{
  (void)state;
  climb("forecast", forecast);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_build), cmocka_unit_test(test_scenario),
                                     cmocka_unit_test(test_yaml), cmocka_unit_test(test_table),
                                     cmocka_unit_test(test_forecast)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
