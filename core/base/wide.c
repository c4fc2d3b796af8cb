/* wide.c - how are exact counts of coalitions held, when there are 2^5000 of them?
 *
 * Schoolbook arithmetic on rows of 64-bit words; products of words in four parts of 32 bits, so any C11 compiler gives the
 * same.  Ratios take the top 64 bits of both numbers: two roundings and a division.
 * Cost: O(words); ent_wide_add_product and ent_wide_write O(words^2). */
#include "base/wide.h"

#include "base/ieee.h"

#define BILLION UINT32_C(1000000000)

void ent_wide_set(uint64_t *a, int words, uint64_t value)
{
  for (int i = 0; i < words; i++) a[i] = 0;
  if (words > 0) a[0] = value;
}

void ent_wide_power_of_two(uint64_t *a, int words, int bits)
{
  ent_wide_set(a, words, 0);
  if (bits / 64 < words) a[bits / 64] = UINT64_C(1) << (bits % 64);
}

void ent_wide_add_multiple(uint64_t *a, int words, const uint64_t *b, int b_words, uint64_t factor)
{
  uint64_t carry = 0;
  for (int i = 0; i < words; i++) {
    uint64_t high = 0;
    const uint64_t low = i < b_words ? ent_mul64(b[i], factor, &high) : 0;
    if (i >= b_words && carry == 0) return;
    const uint64_t sum = a[i] + low, all = sum + carry;
    carry = high + (uint64_t)(sum < low) + (uint64_t)(all < sum);
    a[i] = all;
  }
}

void ent_wide_add_product(uint64_t *a, int words, const uint64_t *b, int b_words, const uint64_t *c, int c_words)
{
  for (int i = 0; i < c_words && i < words; i++)
    if (c[i] != 0) ent_wide_add_multiple(a + i, words - i, b, b_words, c[i]);
}

void ent_wide_shift_left(uint64_t *a, int words, int bits)
{
  const int whole = bits / 64, part = bits % 64;
  for (int i = words - 1; i >= 0; i--) {
    const uint64_t here = i >= whole ? a[i - whole] : 0, below = i > whole ? a[i - whole - 1] : 0;
    a[i] = part == 0 ? here : here << part | below >> (64 - part);
  }
}

uint32_t ent_wide_divide(uint64_t *a, int words, uint32_t divisor)
{
  uint64_t rest = 0;
  for (int i = words - 1; i >= 0; i--) {
    const uint64_t high = rest << 32 | a[i] >> 32, low = high % divisor << 32 | (a[i] & UINT64_C(0xFFFFFFFF));
    a[i] = high / divisor << 32 | low / divisor;
    rest = low % divisor;
  }
  return (uint32_t)rest;
}

int ent_wide_compare(const uint64_t *a, const uint64_t *b, int words)
{
  for (int i = words - 1; i >= 0; i--)
    if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
  return 0;
}

int ent_wide_bits(const uint64_t *a, int words)
{
  for (int i = words - 1; i >= 0; i--) {
    if (a[i] == 0) continue;
    int bits = 64 * i;
    for (uint64_t top = a[i]; top > 0; top >>= 1) bits++;
    return bits;
  }
  return 0;
}

/* The top 64 bits of a number of `bits` bits, shifted so that the first is set. */
static uint64_t top_word(const uint64_t *a, int bits)
{
  const int at = (bits - 1) / 64, part = bits % 64;
  const uint64_t below = at > 0 ? a[at - 1] : 0;
  return part == 0 ? a[at] : a[at] << (64 - part) | below >> part;
}

/* value * 2^exponent, also where the result is below the least normal double. */
static double scale(double value, int exponent)
{
  while (exponent > 1000) {
    value *= 0x1p1000;
    exponent -= 1000;
  }
  while (exponent < -1000) {
    value *= 0x1p-1000;
    exponent += 1000;
    if (value == 0) return 0;
  }
  return value * ent_two_to(exponent);
}

double ent_wide_ratio(const uint64_t *a, int a_words, const uint64_t *b, int b_words)
{
  const int a_bits = ent_wide_bits(a, a_words), b_bits = ent_wide_bits(b, b_words);
  if (a_bits == 0 || b_bits == 0) return 0;
  return scale((double)top_word(a, a_bits) / (double)top_word(b, b_bits), a_bits - b_bits);
}

double ent_wide_scaled(const uint64_t *a, int words, int bits)
{
  const int a_bits = ent_wide_bits(a, words);
  return a_bits == 0 ? 0 : scale((double)top_word(a, a_bits), a_bits - 64 - bits);
}

size_t ent_wide_write(uint64_t *a, int words, char *out)
{
  size_t size = 0;
  int used = words;
  do { /* nine digits at a time, the last ones first */
    uint32_t group = ent_wide_divide(a, used, BILLION);
    while (used > 0 && a[used - 1] == 0) used--;
    for (int digit = 0; digit < 9 && (used > 0 || group > 0 || (size == 0 && digit == 0)); digit++, group /= 10)
      out[size++] = (char)('0' + group % 10);
  } while (used > 0);
  for (size_t i = 0; i < size / 2; i++) {
    const char swap = out[i];
    out[i] = out[size - 1 - i];
    out[size - 1 - i] = swap;
  }
  out[size] = '\0';
  return size;
}
