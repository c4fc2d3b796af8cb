/* lanes_test.c - are many numbers at once the same bits as one by one? */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/ieee.h"
#include "base/lanes.h"
#include "entente/base.h"

#define LEAST_SUM 100 /* of numbers in the tails: the test looks at them too */

static void same(const double *a, const double *b, int count)
{
  for (int i = 0; i < count; i++) assert_int_equal(ent_bits_of(a[i]), ent_bits_of(b[i]));
}

static void test_uniform(void **state)
{
  static const uint64_t seeds[] = {0, 1, 0xFFFFFFFFu, UINT64_C(0x123456789ABCDEF0), UINT64_MAX};
  static const uint64_t draws[] = {0, 7, 0xFFFFFFFFu, UINT64_C(0x100000000), UINT64_C(0xFFFFFFFFFFFF)};
  uint64_t name[ENT_LANES];
  double many[ENT_LANES], one[ENT_LANES];
  (void)state;
  for (int i = 0; i < ENT_LANES; i++) name[i] = ent_name_hash("input", 5) * (uint64_t)(2 * i + 1);
  name[0] = 0;
  name[1] = UINT64_MAX;
  for (int s = 0; s < 5; s++)
    for (int d = 0; d < 5; d++)
      for (int count = 0; count <= ENT_LANES; count++) {
        const uint32_t use = (uint32_t)count % 5;
        for (int i = 0; i < count; i++) one[i] = ent_uniform(seeds[s], draws[d], name[i], use);
        ent_uniform_lanes(seeds[s], draws[d], name, use, count, many);
        same(many, one, count);
      }
}

static void test_normal_quantile(void **state)
{
  static const double odd[] = {0.0,
                               1.0,
                               0.075,
                               0.925,
                               0x1.3333333333332p-4,
                               0x1.d99999999999ap-1,
                               0.5,
                               0x1p-53,
                               0x1p-1074,
                               1 - 0x1p-53,
                               1e-12,
                               1e-300,
                               -1.0,
                               2.0,
                               0.42500001,
                               0.0749999,
                               0.9250001,
                               0x1.6p-37};
  double p[ENT_LANES], many[ENT_LANES], one[ENT_LANES];
  int tails = 0;
  (void)state;
  for (uint64_t draw = 0; draw < 2000; draw++) {
    const int count = (int)(draw % (ENT_LANES + 1));
    for (int i = 0; i < count; i++) {
      p[i] = ent_uniform(5, draw, (uint64_t)i, 0);
      if (draw % 7 == 0) p[i] *= 0x1p-40;
      if (draw % 11 == 0 && i < (int)(sizeof odd / sizeof *odd)) p[i] = odd[i];
      tails += p[i] < 0.075;
      one[i] = ent_normal_quantile(p[i]);
    }
    ent_normal_quantile_lanes(p, count, many);
    same(many, one, count);
  }
  assert_true(tails > LEAST_SUM);
}

static void test_exp(void **state)
{
  static const double odd[] = {689.99999, 690, -690, 709.8, 710.1, -708.5, -745.2, 800, -800, 0.0, -0.0, 0x1p-1074};
  double many[ENT_LANES], one[ENT_LANES];
  (void)state;
  for (uint64_t draw = 0; draw < 2000; draw++) {
    const int count = (int)(draw % (ENT_LANES + 1));
    for (int i = 0; i < count; i++) {
      many[i] = (draw % 3 ? 20 : 1379) * (ent_uniform(6, draw, (uint64_t)i, 0) - 0.5);
      if (draw % 13 == 0 && i < (int)(sizeof odd / sizeof *odd)) many[i] = odd[i];
      if (draw % 17 == 0 && i == 3) many[i] = ent_infinity();
      if (draw % 17 == 1 && i == 3) many[i] = -ent_infinity();
      if (draw % 17 == 2 && i == 3) many[i] = ent_nan();
      one[i] = ent_exp(many[i]);
    }
    ent_exp_lanes(many, count);
    same(many, one, count);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_uniform), cmocka_unit_test(test_normal_quantile),
                                     cmocka_unit_test(test_exp)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
