/* Natural numbers obey arithmetic: quotient and remainder give the dividend back, shifts and powers agree. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/bigint.h"

#include <string.h>

static uint64_t roll(uint64_t *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return *state;
}

static void random_big(ent_big *a, int limbs, uint64_t *seed)
{
  memset(a, 0xFF, sizeof *a); /* nothing above the top limb may matter */
  ent_big_set(a, 0);
  for (int i = 0; i < limbs; i++) {
    /* Limbs of all zeros and all ones are where carries go wrong. */
    const uint64_t r = roll(seed);
    const uint32_t limb = r % 5 == 0 ? 0 : r % 5 == 1 ? UINT32_MAX : (uint32_t)(r >> 20);
    ent_big_shift_left(a, 32);
    ent_big_scale(a, 1, limb);
  }
}

static void test_small_numbers(void **state)
{
  (void)state;
  ent_big a, b;
  ent_big_set(&a, 0);
  assert_int_equal(a.limbs, 0);
  assert_int_equal(ent_big_bits(&a), 0);
  ent_big_shift_left(&a, 100);
  assert_int_equal(a.limbs, 0);
  ent_big_scale(&a, 10, 7);
  ent_big_set(&b, 7);
  assert_int_equal(ent_big_compare(&a, &b), 0);
  ent_big_set(&b, UINT64_C(0x100000000));
  assert_int_equal(ent_big_bits(&b), 33);
  assert_int_equal(ent_big_headroom(&b), 31);
  assert_int_equal(ent_big_compare(&a, &b), -1);
  assert_int_equal(ent_big_compare(&b, &a), 1);
  ent_big_copy(&b, &a);
  assert_int_equal(ent_big_compare(&a, &b), 0);
}

/* A shift reads no limb above the top one. */
static void test_shift_of_two_limbs(void **state)
{
  (void)state;
  ent_big a;
  memset(&a, 0xFF, sizeof a);
  ent_big_set(&a, UINT64_C(3) << 62);
  ent_big_shift_left(&a, 4);
  assert_int_equal(a.limbs, 3);
  assert_int_equal(a.limb[2], 12);
  assert_int_equal(a.limb[1], 0);
}

static void test_powers(void **state)
{
  (void)state;
  for (int e = 0; e < 1200; e++) {
    ent_big a, b;
    ent_big_set(&a, 1);
    ent_big_set(&b, 1);
    for (int i = 0; i < e; i++) ent_big_scale(&a, 5, 0);
    ent_big_times_power_of_5(&b, e);
    assert_int_equal(ent_big_compare(&a, &b), 0);
  }
}

static void test_shifts(void **state)
{
  (void)state;
  uint64_t seed = 88172645463325252u;
  for (int bits = 0; bits < 200; bits++)
    for (int limbs = 1; limbs < 5; limbs++) {
      ent_big a, b;
      random_big(&a, limbs, &seed);
      ent_big_copy(&a, &b);
      const int before = ent_big_bits(&a);
      ent_big_shift_left(&a, bits);
      for (int i = 0; i < bits; i++) ent_big_scale(&b, 2, 0);
      assert_int_equal(ent_big_compare(&a, &b), 0);
      assert_int_equal(ent_big_bits(&a), before ? before + bits : 0);
    }
}

/* q * b + r is made first, then divided. */
static void test_division(void **state)
{
  (void)state;
  uint64_t seed = 362436069;
  for (int i = 0; i < 200000; i++) {
    const int limbs = 1 + (int)(roll(&seed) % 6);
    ent_big b, a;
    do random_big(&b, limbs, &seed);
    while (b.limbs == 0);
    ent_big_shift_left(&b, ent_big_headroom(&b));
    const uint32_t q = i % 7 == 0 ? 0 : i % 7 == 1 ? UINT32_MAX : (uint32_t)roll(&seed) >> roll(&seed) % 32;
    const uint32_t r = (uint32_t)roll(&seed) & INT32_MAX; /* below b, whose top bit is set */
    ent_big_copy(&b, &a);
    ent_big_scale(&a, q, r);
    while (a.limbs > 0 && a.limb[a.limbs - 1] == 0) a.limbs--; /* q may be 0 */
    assert_int_equal(ent_big_divide(&a, &b), q);
    ent_big rest;
    ent_big_set(&rest, r);
    assert_int_equal(ent_big_compare(&a, &rest), 0);
  }
}

/* The largest remainder, b - 1: the case in which an estimate is most easily wrong. */
static void test_division_at_the_edge(void **state)
{
  (void)state;
  for (int bits = 32; bits <= 320; bits += 32)
    for (uint64_t q = 1; q <= UINT32_MAX; q = q * 3 + 1) {
      ent_big a, b, rest, one;
      ent_big_set(&one, 1);
      ent_big_set(&b, UINT32_C(1) << 31);
      ent_big_shift_left(&b, bits);
      ent_big_scale(&b, 1, 1); /* 2^(31 + bits) + 1 */
      ent_big_set(&rest, UINT32_C(1) << 31);
      ent_big_shift_left(&rest, bits); /* one less */
      ent_big_copy(&b, &a);
      ent_big_scale(&a, (uint32_t)q, 0);
      ent_big top;
      ent_big_copy(&a, &top); /* q * b, then + (b - 1) by limbs */
      uint64_t carry = 0;
      for (int i = 0; i < rest.limbs || carry > 0; i++) {
        if (i == top.limbs) top.limb[top.limbs++] = 0;
        carry += (uint64_t)top.limb[i] + (i < rest.limbs ? rest.limb[i] : 0);
        top.limb[i] = (uint32_t)carry;
        carry >>= 32;
      }
      assert_int_equal(ent_big_divide(&top, &b), q);
      assert_int_equal(ent_big_compare(&top, &rest), 0);
      assert_int_equal(ent_big_compare_sum(&top, &one, &b), 0);
    }
}

static void test_compare_sum(void **state)
{
  (void)state;
  uint64_t seed = 521288629;
  for (int i = 0; i < 100000; i++) {
    const uint64_t x = roll(&seed) >> (1 + roll(&seed) % 60), y = roll(&seed) >> (1 + roll(&seed) % 60);
    const uint64_t z = i % 3 == 0 ? x + y : i % 3 == 1 ? x + y + 1 : roll(&seed) >> roll(&seed) % 60;
    ent_big a, b, c;
    ent_big_set(&a, x);
    ent_big_set(&b, y);
    ent_big_set(&c, z);
    assert_int_equal(ent_big_compare_sum(&a, &b, &c), (x + y > z) - (x + y < z));
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(test_small_numbers), cmocka_unit_test(test_shift_of_two_limbs),
    cmocka_unit_test(test_powers),        cmocka_unit_test(test_shifts),
    cmocka_unit_test(test_division),      cmocka_unit_test(test_division_at_the_edge),
    cmocka_unit_test(test_compare_sum),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
