/* The shortest text that comes back, the nearest of its length; fixed decimals as the exact value rounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "entente/base.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint64_t roll(uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static double from_bits(uint64_t bits)
{
  double v;
  memcpy(&v, &bits, sizeof v);
  return v;
}

static uint64_t to_bits(double v)
{
  uint64_t bits;
  memcpy(&bits, &v, sizeof bits);
  return bits;
}

static void expect(double v, const char *expected)
{
  char text[ENT_NUMBER_MAX];
  assert_int_equal(ent_number_write(v, text), strlen(expected));
  assert_string_equal(text, expected);
}

static void expect_fixed(double v, int decimals, const char *expected)
{
  char text[ENT_NUMBER_MAX];
  assert_int_equal(ent_number_write_fixed(v, decimals, text), strlen(expected));
  assert_string_equal(text, expected);
}

static void test_layout(void **state)
{
  (void)state;
  expect(0, "0");
  expect(-0.0, "-0");
  expect(1, "1");
  expect(-17, "-17");
  expect(100, "100");
  expect(1234567, "1234567");
  expect(0.1, "0.1");
  expect(0.1 + 0.2, "0.30000000000000004");
  expect(12.34, "12.34");
  expect(-0.001, "-0.001");
  expect(0.00001, "0.00001");
  expect(0.000009, "9e-6");
  expect(1.5e-7, "1.5e-7");
  expect(9007199254740991, "9007199254740991");
  expect(9007199254740992, "9007199254740992");
  expect(1e20, "100000000000000000000");
  expect(123456789012345680000.0, "123456789012345680000");
  expect(1e21, "1e21");
  expect(-1.25e100, "-1.25e100");
  expect(27360935000000, "27360935000000");
  expect((double)INFINITY, "inf");
  expect(-(double)INFINITY, "-inf");
  expect((double)NAN, "nan");
}

static void test_hard_values(void **state)
{
  (void)state;
  expect(DBL_MAX, "1.7976931348623157e308");
  expect(DBL_MIN, "2.2250738585072014e-308");
  expect(0x1p-1074, "5e-324");
  expect(-0x1p-1074, "-5e-324");
  expect(0x1p-1073, "1e-323");
  expect(DBL_MIN - 0x1p-1074, "2.225073858507201e-308");
  expect(DBL_EPSILON, "2.220446049250313e-16");
  expect(1 - DBL_EPSILON / 2, "0.9999999999999999");
  expect(1e23, "1e23"); /* half-way, read as even */
  expect(9.5e-3, "0.0095");
  expect(5e22, "5e22");
  expect(2e-44, "2e-44");
  expect(0x1p-44, "5.684341886080802e-14"); /* a power of two: its lower neighbour is nearer */
  expect(0x1p1023, "8.98846567431158e307");
  expect(-1.2345678901234567e-308, "-1.2345678901234567e-308"); /* the longest text there is */
}

/* Reads back, with our reader and the C library's; no text of fewer digits does; the digits are the nearest. */
static void check(double v)
{
  char text[ENT_NUMBER_MAX], digits[20], other[40];
  memset(text, 'x', sizeof text);
  const size_t n = ent_number_write(v, text);
  double back = 0;
  size_t used = 0;
  assert_int_equal(ent_number_read(text, n, &back, &used), ENT_OK);
  if (n > 24 || text[n] != '\0' || used != n || to_bits(back) != to_bits(v) ||
      to_bits(strtod(text, NULL)) != to_bits(v))
    fail_msg("%.17g was written as %s", v, text);

  int count = 0, significant = 0;
  for (size_t i = 0; i < n && text[i] != 'e'; i++)
    if (text[i] >= '0' && text[i] <= '9' && (count > 0 || text[i] != '0')) {
      digits[count < 19 ? count : 19] = text[i];
      count++;
      if (text[i] != '0') significant = count;
    }
  assert_in_range(significant, 1, 17);
  if (significant > 1) {
    snprintf(other, sizeof other, "%.*e", significant - 2, v);
    if (to_bits(strtod(other, NULL)) == to_bits(v)) fail_msg("%s is shorter than %s", other, text);
  }
  /* The nearest decimal of this length, if it reads back (beside a power of two it need not). */
  snprintf(other, sizeof other, "%.*e", significant - 1, v);
  if (to_bits(strtod(other, NULL)) != to_bits(v)) return;
  const char *o = other;
  for (int i = 0; i < significant; i++, o++) {
    while (*o < '0' || *o > '9') o++;
    if (*o != digits[i]) fail_msg("%s is nearer than %s", other, text);
  }
}

static void test_random_bits(void **state)
{
  (void)state;
  uint64_t seed = 88172645463325252u;
  for (int i = 0; i < 600000; i++) {
    const double v = from_bits(roll(&seed));
    if (isfinite(v) && v != 0) check(v);
  }
}

static void test_special_shapes(void **state)
{
  (void)state;
  uint64_t seed = 362436069;
  for (int e = 0; e < 2047; e++)
    for (int d = -2; d <= 2; d++) {
      const uint64_t bits = ((uint64_t)e << 52) + (uint64_t)(int64_t)d;
      if (bits >> 63 == 0 && bits > 0 && isfinite(from_bits(bits))) check(from_bits(bits));
    }
  for (int i = 0; i < 100000; i++) {
    check(from_bits((roll(&seed) >> 12 >> roll(&seed) % 52) + 1)); /* subnormal */
    check((double)(roll(&seed) >> roll(&seed) % 64) + 1);          /* whole */
    check((double)(roll(&seed) % 1000000 + 1) / 1000);             /* a table's number */
    check((double)(roll(&seed) % 1000000 + 1) * pow(10, (int)(roll(&seed) % 40) - 20));
  }
}

static void test_fixed_known(void **state)
{
  (void)state;
  expect_fixed(0, 0, "0");
  expect_fixed(0, 2, "0.00");
  expect_fixed(0.5, 0, "0"); /* ties go to even */
  expect_fixed(1.5, 0, "2");
  expect_fixed(2.5, 0, "2");
  expect_fixed(-2.5, 0, "-2");
  expect_fixed(0.125, 2, "0.12");
  expect_fixed(0.375, 2, "0.38");
  expect_fixed(2.675, 2, "2.67"); /* in binary just below */
  expect_fixed(1.005, 2, "1.00");
  expect_fixed(0.999, 2, "1.00");
  expect_fixed(-9.996, 2, "-10.00");
  expect_fixed(-0.001, 2, "0.00"); /* no minus zero */
  expect_fixed(-0.0, 1, "0.0");
  expect_fixed(0x1p-1074, 9, "0.000000000");
  expect_fixed(-DBL_MIN, 9, "0.000000000");
  expect_fixed(0.1, 9, "0.100000000");
  expect_fixed(1.0 / 3, 9, "0.333333333");
  expect_fixed(123456.789, 1, "123456.8");
  expect_fixed(999999999999999.875, 9, "999999999999999.875000000");
  expect_fixed(-999999999999999.875, 0, "-1000000000000000");
  expect_fixed(1e15, 3, "1000000000000000"); /* from here on as ent_number_write */
  expect_fixed(1e22, 3, "1e22");
  expect_fixed((double)NAN, 3, "nan");
  expect_fixed(-(double)INFINITY, 3, "-inf");
  expect_fixed(1.25, -3, "1"); /* decimals outside 0..9 are brought inside */
  expect_fixed(1.25, 20, "1.250000000");
}

/* printf of the GNU C library is exact and rounds half to even as well; only its minus zeros differ. */
static void test_fixed_agrees_with_printf(void **state)
{
  (void)state;
  uint64_t seed = 521288629;
  for (int i = 0; i < 1500000; i++) {
    const int decimals = (int)(roll(&seed) % 10);
    const uint64_t r = roll(&seed);
    double v = 0;
    switch (i % 4) {
    case 0: v = from_bits((UINT64_C(960) + r % 113) << 52 | roll(&seed) >> 12); break; /* 2^-63 to 2^49 */
    case 1: v = (double)(r >> 14) / (double)(UINT64_C(1) << roll(&seed) % 40); break;  /* with many ties */
    case 2: v = (double)(r % 100000000) / 1000; break;
    default: v = (double)(r % 2000 + 1) / 16; break;
    }
    if (v >= 1e15) continue;
    if (r >> 63) v = -v;
    char text[ENT_NUMBER_MAX], other[64];
    const size_t n = ent_number_write_fixed(v, decimals, text);
    snprintf(other, sizeof other, "%.*f", decimals, v);
    const char *const expected = other[0] == '-' && strspn(other, "-0.") == strlen(other) ? other + 1 : other;
    if (strcmp(text, expected) != 0 || n != strlen(text))
      fail_msg("%.17g, %d: %s, not %s", v, decimals, text, expected);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_layout),      cmocka_unit_test(test_hard_values),
    cmocka_unit_test(test_random_bits), cmocka_unit_test(test_special_shapes),
    cmocka_unit_test(test_fixed_known), cmocka_unit_test(test_fixed_agrees_with_printf),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
