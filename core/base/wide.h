/* wide.h - natural numbers of any fixed length, as rows of 64-bit words, the least first.
 *
 * Arithmetic is that of the ring modulo 2^(64 words): what overflows is dropped, which the callers rely on (counts are exact
 * as long as the true result fits).  No operation allocates.  Cost: O(words), products O(words^2). */
#ifndef ENT_CORE_WIDE_H
#define ENT_CORE_WIDE_H

#include "entente/base.h"

/* a * b: returns the low word and puts the high one into *high. */
static inline uint64_t ent_mul64(uint64_t a, uint64_t b, uint64_t *high)
{
  const uint64_t mask = UINT64_C(0xFFFFFFFF);
  const uint64_t ll = (a & mask) * (b & mask), lh = (a & mask) * (b >> 32), hl = (a >> 32) * (b & mask);
  const uint64_t middle = (ll >> 32) + (lh & mask) + (hl & mask);
  *high = (a >> 32) * (b >> 32) + (lh >> 32) + (hl >> 32) + (middle >> 32);
  return (middle << 32) | (ll & mask);
}

/* a += b, a -= b. */
static inline void ent_wide_add(uint64_t *a, const uint64_t *b, int words)
{
  uint64_t carry = 0;
  for (int i = 0; i < words; i++) {
    const uint64_t sum = a[i] + b[i], all = sum + carry;
    carry = (uint64_t)(sum < b[i]) | (uint64_t)(all < sum);
    a[i] = all;
  }
}

static inline void ent_wide_sub(uint64_t *a, const uint64_t *b, int words)
{
  uint64_t borrow = 0;
  for (int i = 0; i < words; i++) {
    const uint64_t difference = a[i] - b[i], all = difference - borrow;
    borrow = (uint64_t)(a[i] < b[i]) | (uint64_t)(difference < borrow);
    a[i] = all;
  }
}

void ent_wide_set(uint64_t *a, int words, uint64_t value);
/* a = 2^bits (0 when that does not fit). */
void ent_wide_power_of_two(uint64_t *a, int words, int bits);
/* a += b * factor, with b of b_words; a of words. */
void ent_wide_add_multiple(uint64_t *a, int words, const uint64_t *b, int b_words, uint64_t factor);
/* a += b * c. */
void ent_wide_add_product(uint64_t *a, int words, const uint64_t *b, int b_words, const uint64_t *c, int c_words);
/* a <<= bits. */
void ent_wide_shift_left(uint64_t *a, int words, int bits);
/* a = floor(a / divisor); returns the remainder.  divisor > 0. */
uint32_t ent_wide_divide(uint64_t *a, int words, uint32_t divisor);
/* -1, 0 or 1 as a < b, a = b, a > b. */
int ent_wide_compare(const uint64_t *a, const uint64_t *b, int words);
/* Number of bits: floor(log2 a) + 1; 0 for 0. */
int ent_wide_bits(const uint64_t *a, int words);
/* a / b as a double, relative error below 4e-16; b > 0.  Neither needs to fit into a double. */
double ent_wide_ratio(const uint64_t *a, int a_words, const uint64_t *b, int b_words);
/* a / 2^bits, likewise. */
double ent_wide_scaled(const uint64_t *a, int words, int bits);
/* a as decimal text; destroys a.  out has room for ENT_WIDE_DIGITS(words) bytes.  Returns the length. */
#define ENT_WIDE_DIGITS(words) ((size_t)(words)*20 + 2)
size_t ent_wide_write(uint64_t *a, int words, char *out);

/* Words that hold any number below 2^bits. */
static inline int ent_wide_words(int bits)
{
  return bits <= 0 ? 1 : (bits + 63) / 64;
}

#endif
