/* The angle of a direction: known angles, symmetries, and the C library's atan2. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/angle.h"

#define PI 3.14159265358979323846

static double ulps(double got, double want)
{
  return want == 0 ? fabs(got) / 0x1p-1074 : fabs(got - want) / (fabs(want) * 0x1p-53);
}

static void test_known(void **state)
{
  (void)state;
  assert_true(ent_angle(0, 0) == 0);
  assert_true(ent_angle(0, 2) == 0);
  assert_true(ent_angle(0, -3) == PI);
  assert_true(ent_angle(5, 0) == PI / 2);
  assert_true(ent_angle(-5, 0) == -PI / 2);
  assert_true(ent_angle(7, 7) == PI / 4);
  assert_true(ulps(ent_angle(-7, -7), -3 * PI / 4) <= 2);
  assert_true(ulps(ent_angle(1, sqrt(3)), PI / 6) <= 4);
  assert_true(ent_angle(0x1p-600, 1) == 0x1p-600);
}

static void test_against_the_c_library(void **state)
{
  (void)state;
  double worst = 0;
  uint64_t z = 7;
  for (int i = 0; i < 400000; i++) {
    z = z * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    const double y = ((double)(z >> 12) * 0x1p-52 - 0.5) * (i % 3 ? 1 : 1e-6);
    z = z * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    const double x = (double)(z >> 12) * 0x1p-52 - 0.5, got = ent_angle(y, x);
    if (ulps(got, atan2(y, x)) > worst) worst = ulps(got, atan2(y, x));
    assert_true(ent_angle(-y, x) == -got);
    assert_true(got > -PI - 1e-15 && got < PI + 1e-15);
  }
  assert_true(worst <= 8); /* two of these halves are an ulp where a value lies just above a power of two */
}

static void test_rises(void **state)
{
  (void)state;
  double last = -4;
  for (int i = -100000; i <= 100000; i++) {
    const double now = ent_angle(i, 50000);
    assert_true(now > last);
    last = now;
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_known), cmocka_unit_test(test_against_the_c_library),
                                     cmocka_unit_test(test_rises)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
