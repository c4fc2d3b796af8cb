/* Do numbers of many words add, multiply, divide and print as on paper? */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <math.h>

#include "base/wide.h"

#define WORDS 40

static uint64_t mix(uint64_t *state)
{
  uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
  z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
  z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
  return z ^ z >> 31;
}

/* Words with many extremes, where carries break. */
static uint64_t nasty(uint64_t *state)
{
  const uint64_t z = mix(state);
  return z % 4 == 0 ? 0 : z % 4 == 1 ? UINT64_MAX : mix(state);
}

static void assert_text(uint64_t *a, int words, const char *text)
{
  char out[ENT_WIDE_DIGITS(WORDS)];
  assert_int_equal(ent_wide_write(a, words, out), strlen(text));
  assert_string_equal(out, text);
}

static void prints_known_numbers(void **state)
{
  (void)state;
  uint64_t a[WORDS];
  ent_wide_set(a, 4, 0);
  assert_text(a, 4, "0");
  ent_wide_set(a, 1, 1000000000);
  assert_text(a, 1, "1000000000");
  ent_wide_set(a, 3, UINT64_MAX);
  assert_text(a, 3, "18446744073709551615");
  ent_wide_power_of_two(a, 4, 200);
  assert_text(a, 4, "1606938044258990275541962092341162602522202993782792835301376");
  ent_wide_power_of_two(a, 3, 192); /* does not fit */
  assert_text(a, 3, "0");
}

static void factorials(void **state)
{
  (void)state;
  uint64_t a[3], b[3];
  ent_wide_set(a, 3, 1);
  for (uint64_t i = 2; i <= 40; i++) {
    ent_wide_set(b, 3, 0);
    ent_wide_add_multiple(b, 3, a, 3, i);
    memcpy(a, b, sizeof a);
  }
  memcpy(b, a, sizeof a);
  assert_text(b, 3, "815915283247897734345611269596115894272000000000"); /* 40! */
  for (uint32_t i = 40; i >= 2; i--) assert_int_equal(ent_wide_divide(a, 3, i), 0);
  assert_true(a[0] == 1 && a[1] == 0 && a[2] == 0);
}

/* (a + b) c = a c + b c, and a b divided by a word of b comes back. */
static void rings_and_divisions(void **state)
{
  (void)state;
  uint64_t seed = 5;
  for (int round = 0; round < 3000; round++) {
    const int words = 1 + (int)(mix(&seed) % 7);
    uint64_t a[8], b[8], c[8], sum[8], left[8] = {0}, right[8] = {0};
    for (int i = 0; i < words; i++) {
      a[i] = nasty(&seed);
      b[i] = nasty(&seed);
      c[i] = nasty(&seed);
    }
    memcpy(sum, a, sizeof a);
    ent_wide_add(sum, b, words);
    ent_wide_add_product(left, words, sum, words, c, words);
    ent_wide_add_product(right, words, a, words, c, words);
    ent_wide_add_product(right, words, b, words, c, words);
    assert_int_equal(ent_wide_compare(left, right, words), 0);
    ent_wide_sub(sum, b, words);
    assert_memory_equal(sum, a, (size_t)words * 8);

    const uint32_t divisor = (uint32_t)mix(&seed) | 1U;
    const uint32_t rest = (uint32_t)(mix(&seed) % divisor);
    uint64_t product[8] = {0};
    ent_wide_add_multiple(product, words + 1, a, words, divisor);
    const uint64_t more = rest;
    ent_wide_add_multiple(product, words + 1, &more, 1, 1);
    assert_int_equal(ent_wide_divide(product, words + 1, divisor), rest);
    assert_memory_equal(product, a, (size_t)words * 8);
  }
}

static void products_of_words(void **state)
{
  (void)state;
  uint64_t high = 1;
  assert_true(ent_mul64(UINT64_MAX, UINT64_MAX, &high) == 1 && high == UINT64_MAX - 1);
  assert_true(ent_mul64(UINT64_C(1) << 32, UINT64_C(1) << 32, &high) == 0 && high == 1);
  assert_true(ent_mul64(UINT64_C(0xFFFFFFFF), UINT64_C(0x100000001), &high) == UINT64_MAX && high == 0);
}

static void shifts_bits_and_ratios(void **state)
{
  (void)state;
  uint64_t a[WORDS], b[WORDS];
  for (int bits = 0; bits < 64 * WORDS; bits += 37) {
    ent_wide_set(a, WORDS, 3);
    ent_wide_shift_left(a, WORDS, bits);
    const int left = 64 * WORDS - bits; /* bits that stay */
    assert_int_equal(ent_wide_bits(a, WORDS), left >= 2 ? bits + 2 : 64 * WORDS);
    ent_wide_power_of_two(b, WORDS, bits);
    if (left >= 2) {
      assert_true(ent_wide_ratio(a, WORDS, b, WORDS) == 3);
      assert_true(ent_wide_scaled(a, WORDS, bits) == 3);
      assert_true(fabs(ent_wide_ratio(b, WORDS, a, WORDS) * 3 - 1) < 4e-16);
    }
  }
  ent_wide_set(a, 2, 0);
  ent_wide_set(b, 2, 7);
  assert_true(ent_wide_ratio(a, 2, b, 2) == 0 && ent_wide_scaled(a, 2, 5) == 0);
  ent_wide_set(a, 1, 1);
  assert_true(ent_wide_scaled(a, 1, 1074) == 0x1p-1074 && ent_wide_scaled(a, 1, 1080) == 0);
  ent_wide_power_of_two(b, WORDS, 2000);
  assert_true(ent_wide_ratio(a, 1, b, WORDS) == 0); /* 2^-2000 */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(prints_known_numbers),   cmocka_unit_test(factorials),
    cmocka_unit_test(rings_and_divisions),    cmocka_unit_test(products_of_words),
    cmocka_unit_test(shifts_bits_and_ratios),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
