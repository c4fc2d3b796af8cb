/* math_table.h - reads tests/published/math_*.csv and measures errors against their 106-bit values. */
#ifndef ENT_TEST_MATH_TABLE_H
#define ENT_TEST_MATH_TABLE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef ENT_TEST_PUBLISHED
#define ENT_TEST_PUBLISHED "tests/published"
#endif

#define MATH_ARGUMENTS 3

/* The value is near + rest ulps of near. */
typedef struct math_row {
  double x[MATH_ARGUMENTS], near, rest;
} math_row;

typedef double math_error(const math_row *row);

/* 2^k is an ulp of x. */
static inline int math_ulp_power(double x)
{
  int exponent = -1021;
  if (x != 0.0) frexp(x, &exponent);
  return (exponent < -1021 ? -1021 : exponent) - 53;
}

/* |got - value| in units in the last place of the value; 1e9 where only one of them is finite or got is NaN. */
static inline double math_ulps(double got, const math_row *row)
{
  if (isinf(row->near) || isinf(got)) return got == row->near ? 0.0 : 1e9;
  if (isnan(got)) return 1e9;
  return fabs(ldexp(got - row->near, -math_ulp_power(row->near)) - row->rest);
}

static inline double math_absolute(double got, const math_row *row)
{
  const double ulps = math_ulps(got, row);
  return ulps >= 1e9 ? 1e9 : ldexp(ulps, math_ulp_power(row->near));
}

static inline double math_relative(double got, const math_row *row)
{
  if (row->near == 0.0) return got == 0.0 ? 0.0 : 1e9;
  return isinf(row->near) && got == row->near ? 0.0 : fabs(math_absolute(got, row) / row->near);
}

/* Fails the test when the error of any row is above the limit or there are fewer rows than said. */
static inline void math_check(const char *name, int arguments, int least_rows, double limit, math_error *error)
{
  char path[1024], line[512];
  snprintf(path, sizeof path, "%s/math_%s.csv", ENT_TEST_PUBLISHED, name);
  FILE *const file = fopen(path, "r");
  if (file == NULL) fail_msg("cannot open %s", path);
  int rows = 0;
  double worst = 0.0;
  while (fgets(line, sizeof line, file) != NULL) {
    if (strchr("-0123456789", line[0]) == NULL) continue; /* head */
    math_row row = {{0.0, 0.0, 0.0}, 0.0, 0.0};
    char *at = line;
    for (int i = 0; i < arguments + 2; i++) {
      char *end;
      const double v = strtod(at, &end);
      if (end == at) fail_msg("%s: bad row: %s", path, line);
      at = *end == ',' ? end + 1 : end;
      if (i < arguments)
        row.x[i] = v;
      else if (i == arguments)
        row.near = v;
      else
        row.rest = v;
    }
    const double e = error(&row);
    if (!(e <= limit)) print_error("error %g at %s", e, line);
    if (!(e <= worst)) worst = e;
    rows++;
  }
  fclose(file);
  print_message("%s: %d rows, largest error %.4g (allowed %.4g)\n", name, rows, worst, limit);
  assert_true(rows >= least_rows);
  assert_true(worst <= limit);
}

/* Equal bits. */
static inline void math_same(double got, double want)
{
  uint64_t a, b;
  memcpy(&a, &got, sizeof a);
  memcpy(&b, &want, sizeof b);
  if (a != b) fail_msg("%a is not %a", got, want);
}

/* The one NaN that core returns. */
static inline void math_is_nan(double got)
{
  uint64_t bits;
  memcpy(&bits, &got, sizeof bits);
  if (bits != UINT64_C(0x7ff8000000000000)) fail_msg("%a is not the NaN of core", got);
}

/* Fixed numbers for properties. */
static inline double math_uniform(uint64_t *state, double low, double high)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return low + (high - low) * ((double)(*state >> 11) * 0x1p-53);
}

#endif
