/* bigint.c - natural numbers just large enough to read and write a double exactly.
 *
 * Schoolbook arithmetic on 32-bit limbs.  A quotient limb is estimated from the top 64 bits of the dividend and the top
 * limb of the divisor plus one, which is never too much and, for a normalised divisor, at most a few too little.
 * Cost: O(limbs) an operation.
 * Source: Knuth, The Art of Computer Programming 2, section 4.3.1. */
#include "base/bigint.h"

#include <string.h>

static void trim(ent_big *a)
{
  while (a->limbs > 0 && a->limb[a->limbs - 1] == 0) a->limbs--;
}

static uint32_t limb_at(const ent_big *a, int i)
{
  return i < a->limbs ? a->limb[i] : 0;
}

void ent_big_set(ent_big *a, uint64_t value)
{
  a->limb[0] = (uint32_t)value;
  a->limb[1] = (uint32_t)(value >> 32);
  a->limbs = 2;
  trim(a);
}

void ent_big_copy(const ent_big *from, ent_big *to)
{
  to->limbs = from->limbs;
  memcpy(to->limb, from->limb, (size_t)from->limbs * sizeof *from->limb);
}

void ent_big_scale(ent_big *a, uint32_t factor, uint32_t plus)
{
  uint64_t carry = plus;
  for (int i = 0; i < a->limbs; i++) {
    carry += (uint64_t)a->limb[i] * factor;
    a->limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  if (carry > 0) a->limb[a->limbs++] = (uint32_t)carry;
}

void ent_big_times_power_of_5(ent_big *a, int exponent)
{
  const uint32_t five_13 = UINT32_C(1220703125); /* the largest power of 5 below 2^32 */
  for (; exponent >= 13; exponent -= 13) ent_big_scale(a, five_13, 0);
  uint32_t rest = 1;
  for (; exponent > 0; exponent--) rest *= 5;
  ent_big_scale(a, rest, 0);
}

void ent_big_shift_left(ent_big *a, int bits)
{
  if (a->limbs == 0) return;
  const int whole = bits / 32, part = bits % 32;
  for (int i = a->limbs; i >= 0; i--) {
    const uint32_t low = i > 0 ? a->limb[i - 1] : 0;
    a->limb[i + whole] = part > 0 ? limb_at(a, i) << part | low >> (32 - part) : limb_at(a, i);
  }
  memset(a->limb, 0, (size_t)whole * sizeof *a->limb);
  a->limbs += whole + 1;
  trim(a);
}

int ent_big_bits(const ent_big *a)
{
  return a->limbs == 0 ? 0 : 32 * a->limbs - ent_big_headroom(a);
}

int ent_big_headroom(const ent_big *b)
{
  int zeros = 0;
  for (uint32_t top = limb_at(b, b->limbs - 1); top < UINT32_C(1) << 31; top <<= 1) zeros++;
  return zeros;
}

int ent_big_compare(const ent_big *a, const ent_big *b)
{
  if (a->limbs != b->limbs) return a->limbs < b->limbs ? -1 : 1;
  for (int i = a->limbs - 1; i >= 0; i--)
    if (a->limb[i] != b->limb[i]) return a->limb[i] < b->limb[i] ? -1 : 1;
  return 0;
}

int ent_big_compare_sum(const ent_big *a, const ent_big *b, const ent_big *c)
{
  ent_big sum;
  const int limbs = a->limbs > b->limbs ? a->limbs : b->limbs;
  uint64_t carry = 0;
  for (int i = 0; i < limbs; i++) {
    carry += (uint64_t)limb_at(a, i) + limb_at(b, i);
    sum.limb[i] = (uint32_t)carry;
    carry >>= 32;
  }
  sum.limb[limbs] = (uint32_t)carry;
  sum.limbs = limbs + 1;
  trim(&sum);
  return ent_big_compare(&sum, c);
}

/* a -= b * factor, which is known not to exceed a. */
static void subtract(ent_big *a, const ent_big *b, uint32_t factor)
{
  uint64_t product = 0;
  uint32_t borrow = 0;
  for (int i = 0; i < a->limbs; i++) {
    product += (uint64_t)limb_at(b, i) * factor;
    const uint64_t taken = (product & UINT32_MAX) + borrow;
    borrow = a->limb[i] < taken;
    a->limb[i] -= (uint32_t)taken;
    product >>= 32;
  }
  trim(a);
}

uint32_t ent_big_divide(ent_big *a, const ent_big *b)
{
  const int n = b->limbs;
  const uint64_t top = (uint64_t)limb_at(a, n) << 32 | limb_at(a, n - 1);
  uint32_t quotient = (uint32_t)(top / ((uint64_t)b->limb[n - 1] + 1));
  if (quotient > 0) subtract(a, b, quotient);
  for (; ent_big_compare(a, b) >= 0; quotient++) subtract(a, b, 1);
  return quotient;
}
