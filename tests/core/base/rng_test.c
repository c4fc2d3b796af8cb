/* Philox gives its published answers; uniform numbers lie inside (0, 1), are spread evenly, and streams stay apart. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "entente/base.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Random123, tests/kat_vectors, the three lines of philox4x32 with 10 rounds. */
static void test_published_vectors(void **state)
{
  (void)state;
  static const struct {
    uint32_t counter[4], key[2], out[4];
  } known[] = {
    {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
    {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
     {0xffffffff, 0xffffffff},
     {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
    {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
     {0xa4093822, 0x299f31d0},
     {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
  };
  for (size_t i = 0; i < 3; i++) {
    uint32_t out[4];
    ent_philox4x32(known[i].counter, known[i].key, out);
    assert_memory_equal(out, known[i].out, sizeof out);
  }
}

static void test_philox_in_place(void **state)
{
  (void)state;
  uint32_t counter[4] = {0, 0, 0, 0};
  const uint32_t key[2] = {0, 0};
  ent_philox4x32(counter, key, counter);
  assert_int_equal(counter[0], 0x6627e8d5);
  assert_int_equal(counter[3], 0x9b00dbd8);
}

/* FNV, test vectors of the 64-bit FNV-1a in draft-eastlake-fnv, appendix C. */
static void test_name_hash(void **state)
{
  (void)state;
  assert_true(ent_name_hash("", 0) == UINT64_C(0xcbf29ce484222325));
  assert_true(ent_name_hash("a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
  assert_true(ent_name_hash("b", 1) == UINT64_C(0xaf63df4c8601f1a5));
  assert_true(ent_name_hash("foobar", 6) == UINT64_C(0x85944171f73967e8));
  assert_true(ent_name_hash("\xff", 1) == (UINT64_C(0xcbf29ce484222325) ^ 0xff) * UINT64_C(0x100000001b3));
}

static void test_uniform_is_the_stated_number(void **state)
{
  (void)state;
  /* All four arguments 0: the first published vector, 52 bits of it and a half step. */
  const double k = (double)(UINT64_C(0x6627e8d5e169c58d) >> 12);
  assert_true(ent_uniform(0, 0, 0, 0) == (k + 0.5) / 4503599627370496.0);
}

static void test_uniform_uses_every_bit(void **state)
{
  (void)state;
  const double here = ent_uniform(1, 2, 3, 4);
  assert_true(ent_uniform(1, 2, 3, 4) == here);
  for (int bit = 0; bit < 64; bit++) {
    const uint64_t flip = UINT64_C(1) << bit;
    assert_true(ent_uniform(1 ^ flip, 2, 3, 4) != here);
    assert_true(ent_uniform(1, 2 ^ flip, 3, 4) != here);
    assert_true(ent_uniform(1, 2, 3 ^ flip, 4) != here);
    if (bit < 32) assert_true(ent_uniform(1, 2, 3, 4 ^ (uint32_t)flip) != here);
  }
}

static int by_value(const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Kolmogorov-Smirnov distance, mean, spread and neighbour correlation of 200,000 numbers of one stream. */
static void test_uniform_is_uniform(void **state)
{
  (void)state;
  enum { N = 200000 };
  static double u[N];
  const uint64_t name = ent_name_hash("clubs.G7#factor", 15);
  double mean = 0, square = 0, product = 0;
  for (int i = 0; i < N; i++) {
    u[i] = ent_uniform(2026, (uint64_t)i, name, 0);
    assert_true(u[i] > 0 && u[i] < 1);
    mean += u[i] / N;
    square += u[i] * u[i] / N;
    if (i > 0) product += (u[i] - 0.5) * (u[i - 1] - 0.5) * 12 / N;
  }
  assert_true(fabs(mean - 0.5) < 4 * 0.2887 / sqrt(N));
  assert_true(fabs(square - 1.0 / 3) < 4 * 0.2981 / sqrt(N));
  assert_true(fabs(product) < 4 / sqrt(N));
  qsort(u, N, sizeof *u, by_value);
  double distance = 0;
  for (int i = 0; i < N; i++) distance = fmax(distance, fmax(fabs(u[i] - (double)i / N), fabs(u[i] - (i + 1.0) / N)));
  assert_true(distance < 1.95 / sqrt(N)); /* 1.95 / sqrt(n): exceeded once in 1,000 */
  for (int i = 1; i < N; i++) assert_true(u[i] != u[i - 1]);
}

/* Neighbouring seeds, names and uses are not correlated, and their numbers do not meet. */
static void test_streams_stay_apart(void **state)
{
  (void)state;
  enum { SIDE = 24 };
  static double u[SIDE * SIDE * SIDE * 4];
  size_t n = 0;
  for (uint64_t seed = 0; seed < SIDE; seed++)
    for (uint64_t draw = 0; draw < SIDE; draw++)
      for (uint64_t name = 0; name < SIDE; name++)
        for (uint32_t use = 0; use < 4; use++) u[n++] = ent_uniform(seed, draw, name, use);
  double mean = 0;
  for (size_t i = 0; i < n; i++) mean += u[i] / (double)n;
  assert_true(fabs(mean - 0.5) < 4 * 0.2887 / sqrt((double)n));
  qsort(u, n, sizeof *u, by_value);
  for (size_t i = 1; i < n; i++) assert_true(u[i] != u[i - 1]);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_published_vectors),
    cmocka_unit_test(test_philox_in_place),
    cmocka_unit_test(test_name_hash),
    cmocka_unit_test(test_uniform_is_the_stated_number),
    cmocka_unit_test(test_uniform_uses_every_bit),
    cmocka_unit_test(test_uniform_is_uniform),
    cmocka_unit_test(test_streams_stay_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
