/* sectors_oom_test.c - what if memory runs out while a world of sectors is readied, solved or decomposed? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "entente/sectors.h"
#include "fault/ladder.h"
#include "support/sector_tables.h"

static sector_table t;
static ent_sectors_base base;
static bool taxed_before;

/* Tariffs need room of their own: at the opening where some are in force, else when a shock raises the first. */
static ent_status solve(const ent_allocator *memory, ent_error *err)
{
  ent_sectors_world world = sector_world(&t);
  if (!taxed_before) world.tariff = NULL;
  ent_sectors *s = NULL;
  ent_sectors_answer a = {.n = 77};
  double room[4][4] = {{7}};
  ent_sectors_linear linear = {room[0], room[1], room[2], room[3], 77};
  ent_status status = ent_sectors_open(&world, &(ent_sectors_options){.base = base}, memory, &s, err);
  assert_true((status == ENT_OK) == (s != NULL));
  if (status != ENT_OK) return status;
  const ent_sectors_shock shock = {.tariff = t.tariff, .transfer = (const double[]){1, -1, 0, 0}};
  status = ent_sectors_decompose(s, &shock, 2, &linear, err);
  assert_true(status == ENT_OK ? linear.unsettled == 0 : linear.unsettled == 77 && room[0][0] == 7);
  if (status == ENT_OK) status = ent_sectors_solve(s, &shock, &a, err);
  assert_true(status == ENT_OK ? a.n == 4 && a.certificate.holds : a.n == 77);
  ent_sectors_close(s);
  return status;
}

static void test_sectors(void **state)
{
  (void)state;
  sector_make(4, 3, 1, &t);
  for (unsigned b = 0; b < ENT_SECTORS_BASES; b++)
    for (int taxed = 0; taxed < 2; taxed++) {
      base = (ent_sectors_base)b;
      taxed_before = taxed == 1;
      climb(ent_sectors_base_name(base), solve);
    }
  sector_free(&t);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sectors)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
