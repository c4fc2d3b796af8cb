/* Decimals read to the nearest double: hard cases, exact half-way points, and agreement with the C library. */
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

/* Reads all of text and asks for exactly these bits. */
static void expect(const char *text, double expected)
{
  double v = -77;
  size_t used = 0;
  const ent_status status = ent_number_read(text, strlen(text), &v, &used);
  if (status != ENT_OK || used != strlen(text) || to_bits(v) != to_bits(expected))
    fail_msg("\"%s\" read as %.17g (%s, %zu bytes), not %.17g", text, v, ent_status_name(status), used, expected);
}

static void expect_status(const char *text, ent_status expected)
{
  double v = -77;
  size_t used = 99;
  if (ent_number_read(text, strlen(text), &v, &used) != expected) fail_msg("\"%s\"", text);
  assert_true(v == -77 && used == 99); /* outputs untouched */
}

static void test_forms(void **state)
{
  (void)state;
  expect("0", 0.0);
  expect("-0", -0.0);
  expect("-0.000e99", -0.0);
  expect("12", 12);
  expect("+12", 12);
  expect("-0.5", -0.5);
  expect(".5", 0.5);
  expect("-.25", -0.25);
  expect("007", 7);
  expect("1e3", 1000);
  expect("1E3", 1000);
  expect("1e+3", 1000);
  expect("1e-3", 0.001);
  expect("1.50e1", 15);
  expect("0.1", 0.1);
  expect("1e0000000000000000000001", 10);
  expect("2026", 2026);
}

static void test_refused(void **state)
{
  (void)state;
  static const char *const bad[] = {"",      "-",    "+",   ".",   "-.",   "e5", "abc",  "nan",   "inf",  "-inf",
                                    "1_000", "0x1F", "1e",  "1e+", "1ex",  "5.", "5.e3", "1.2.3", "12th", "1e5x",
                                    "1e5.0", " 1",   "--1", "+-1", "1e5_", "_1", "1a",   "1z",    "1A",   "1Z"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) expect_status(bad[i], ENT_SYNTAX);
}

static void test_stops_behind_the_number(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    double value;
    size_t used;
  } known[] = {{"12,5", 12, 2}, {"1.5 ", 1.5, 3}, {"2014-03-18", 2014, 4},
               {"-7]", -7, 2},  {"1e2%", 100, 3}, {"3+4", 3, 1}};
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
    double v;
    size_t used;
    assert_int_equal(ent_number_read(known[i].text, strlen(known[i].text), &v, &used), ENT_OK);
    assert_true(v == known[i].value);
    assert_int_equal(used, known[i].used);
  }
}

/* The text has no NUL and ends where size says, for every prefix of a number. */
static void test_does_not_read_past_the_end(void **state)
{
  (void)state;
  const char *const text = "-12.5e-3";
  static const double expected[] = {0, 0, -1, -12, 0, -12.5, 0, 0, -0.0125};
  for (size_t size = 0; size <= strlen(text); size++) {
    char *const exact = malloc(size);
    if (size > 0) memcpy(exact, text, size);
    double v = 0;
    size_t used = 0;
    const bool whole = size == 2 || size == 3 || size == 5 || size == 8;
    assert_int_equal(ent_number_read(exact, size, &v, &used), whole ? ENT_OK : ENT_SYNTAX);
    assert_true(v == expected[size]);
    assert_int_equal(used, whole ? size : 0);
    if (size > 0) assert_int_equal(ent_number_read(exact + size, 0, &v, &used), ENT_SYNTAX); /* at its very end */
    free(exact);
  }
}

static void test_range(void **state)
{
  (void)state;
  expect("1.7976931348623157e308", DBL_MAX);
  expect("1.7976931348623158e308", DBL_MAX);
  expect("-1.7976931348623158e308", -DBL_MAX);
  expect_status("1.7976931348623159e308", ENT_NUMERIC);
  expect_status("-1e309", ENT_NUMERIC);
  expect_status("1e400", ENT_NUMERIC);
  expect_status("1e999999999999999999999999", ENT_NUMERIC);
  expect("2.2250738585072014e-308", DBL_MIN);
  expect("2.2250738585072011e-308", DBL_MIN - 0x1p-1074); /* the text that once hung PHP and Java */
  expect("2.2250738585072012e-308", DBL_MIN);
  expect("4.9406564584124654e-324", 0x1p-1074);
  expect("2.4703282292062328e-324", 0x1p-1074); /* just above half of it */
  expect("2.4703282292062327e-324", 0);         /* just below */
  expect("-1e-400", -0.0);
  expect("1e-999999999999999999999999", 0);
  expect("0e999999999999999999999999", 0);
}

/* 2^1024 - 2^970 is half-way between DBL_MAX and what would follow: it rounds to even, which is infinite. */
static void test_half_way_to_infinity(void **state)
{
  (void)state;
  char text[400];
  const int n = snprintf(text, sizeof text, "%.0f", DBL_MAX);
  /* The last bit of DBL_MAX is worth 2^971; half of that is added digit by digit. */
  char half[400];
  const int h = snprintf(half, sizeof half, "%.0f", 0x1p970);
  for (int i = 1, carry = 0; i <= n; i++) {
    const int sum = text[n - i] - '0' + (i <= h ? half[h - i] - '0' : 0) + carry;
    text[n - i] = (char)('0' + sum % 10);
    carry = sum / 10;
  }
  expect_status(text, ENT_NUMERIC);
  text[n - 1]--; /* one less than half-way */
  expect(text, DBL_MAX);
}

static void test_many_digits(void **state)
{
  (void)state;
  char text[3000];
  /* 1 and 400 zeros, brought back by the exponent; and behind the point. */
  memset(text, '0', sizeof text);
  text[0] = '1';
  memcpy(text + 401, "e-400", sizeof "e-400");
  expect(text, 1);
  memset(text, '0', 401);
  text[1] = '.';
  memcpy(text + 401, "125e400", sizeof "125e400");
  expect(text, 1.25);
  /* 400 nines behind the point round up to 1, 400 threes are a third. */
  memset(text, '9', 402);
  memcpy(text, "0.", 2);
  text[402] = '\0';
  expect(text, 1);
  memset(text + 2, '3', 400);
  expect(text, 1.0 / 3);
  /* 1 + 2^-53 is half-way; a digit 2,000 places on decides. */
  const char *const half = "1.00000000000000011102230246251565404236316680908203125";
  expect(half, 1);
  memset(text, '0', sizeof text);
  memcpy(text, half, strlen(half));
  text[2000] = '\0';
  expect(text, 1);
  text[1999] = '1';
  expect(text, 1 + DBL_EPSILON);
  memset(text + strlen(half), '0', 2000);
  memcpy(text + 2000, "e0", sizeof "e0");
  expect(text, 1);
}

/* Adds the decimal expansions of a and its upper neighbour and halves the sum: the exact half-way point, as text. */
enum { WHOLE = 320, PLACES = 1080 };
static size_t half_way_text(double a, double b, char *out)
{
  char x[WHOLE + PLACES + 2], y[WHOLE + PLACES + 2];
  snprintf(x, sizeof x, "%0*.*f", WHOLE + PLACES + 1, PLACES, a);
  snprintf(y, sizeof y, "%0*.*f", WHOLE + PLACES + 1, PLACES, b);
  const size_t size = strlen(x);
  for (size_t i = size, carry = 0; i-- > 0;) {
    if (x[i] == '.') continue;
    const size_t sum = (size_t)(x[i] - '0') + (size_t)(y[i] - '0') + carry;
    x[i] = (char)('0' + sum % 10);
    carry = sum / 10;
  }
  for (size_t i = 0, rest = 0; i < size; i++) {
    out[i] = x[i];
    if (x[i] == '.') continue;
    const size_t digit = 10 * rest + (size_t)(x[i] - '0');
    out[i] = (char)('0' + digit / 2);
    rest = digit % 2;
  }
  out[size] = '\0';
  return size;
}

/* At every half-way point: even neighbour; a hair above: upper; a hair below: lower. */
static void test_half_way_points(void **state)
{
  (void)state;
  uint64_t seed = 88172645463325252u;
  for (int i = 0; i < 4000; i++) {
    uint64_t bits = roll(&seed) >> 1;
    if (i % 8 == 0) bits &= (UINT64_C(1) << 52) - 1;                        /* subnormal */
    if (i % 8 == 1) bits &= ~((UINT64_C(1) << 52) - 1);                     /* a power of two */
    if (i % 8 == 2) bits |= (UINT64_C(1) << 52) - 1;                        /* just below one */
    if (i % 8 == 3) bits = (UINT64_C(1000) + bits % 60) << 52 | bits >> 12; /* everyday size */
    const double a = from_bits(bits), b = from_bits(bits + 1);
    if (!isfinite(a) || !isfinite(b)) continue;
    char text[WHOLE + PLACES + 20];
    const size_t size = half_way_text(a, b, text);
    expect(text, bits % 2 == 0 ? a : b);
    memcpy(text + size, "0000000001", sizeof "0000000001");
    expect(text, b);
    text[size] = '\0';
    size_t last = size - 1; /* subtract one unit in the last place */
    for (; text[last] == '0' || text[last] == '.'; last--)
      if (text[last] == '0') text[last] = '9';
    text[last]--;
    expect(text, a);
  }
}

static void test_round_trip_of_17_digits(void **state)
{
  (void)state;
  uint64_t seed = 362436069;
  for (int i = 0; i < 1000000; i++) {
    const double v = from_bits(roll(&seed));
    if (!isfinite(v)) continue;
    char text[40];
    snprintf(text, sizeof text, "%.16e", v);
    expect(text, v);
  }
}

/* Random decimals of 1 to 60 digits, most with an exponent, against strtod of the C library. */
static void test_agrees_with_strtod(void **state)
{
  (void)state;
  uint64_t seed = 521288629;
  for (int i = 0; i < 1000000; i++) {
    char text[100];
    size_t n = 0;
    const size_t count = 1 + roll(&seed) % (i % 10 == 0 ? 60 : 22), point = roll(&seed) % (count + 5);
    for (size_t d = 0; d < count; d++) {
      if (d == point && d > 0) text[n++] = '.';
      text[n++] = (char)('0' + roll(&seed) % 10);
    }
    text[n] = '\0';
    if (i % 3 > 0)
      snprintf(text + n, 10, "e%d", (int)(roll(&seed) % (i % 3 == 1 ? 60 : 660)) - (i % 3 == 1 ? 30 : 345));
    const double expected = strtod(text, NULL);
    if (isinf(expected))
      expect_status(text, ENT_NUMERIC);
    else
      expect(text, expected);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_forms),
    cmocka_unit_test(test_refused),
    cmocka_unit_test(test_stops_behind_the_number),
    cmocka_unit_test(test_does_not_read_past_the_end),
    cmocka_unit_test(test_range),
    cmocka_unit_test(test_half_way_to_infinity),
    cmocka_unit_test(test_many_digits),
    cmocka_unit_test(test_half_way_points),
    cmocka_unit_test(test_round_trip_of_17_digits),
    cmocka_unit_test(test_agrees_with_strtod),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
