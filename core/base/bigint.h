/* bigint.h - natural numbers just large enough to read and write a double exactly.
 *
 * Least significant limb first, no leading zero limb.  No operation allocates.  The largest number that is ever needed
 * is a decimal of 801 digits beside a power of two that gives a quotient of 64 bits: below 2^2800. */
#ifndef ENT_CORE_BIGINT_H
#define ENT_CORE_BIGINT_H

#include "entente/base.h"

#define ENT_BIG_LIMBS 96 /* 3,072 bits */

typedef struct ent_big {
  int limbs;
  uint32_t limb[ENT_BIG_LIMBS];
} ent_big;

void ent_big_set(ent_big *a, uint64_t value);
void ent_big_copy(const ent_big *from, ent_big *to);
/* a = a * factor + plus.  Like the two below: the caller knows that the result fits. */
void ent_big_scale(ent_big *a, uint32_t factor, uint32_t plus);
void ent_big_times_power_of_5(ent_big *a, int exponent);
void ent_big_shift_left(ent_big *a, int bits);
/* Number of bits: floor(log2 a) + 1; 0 for 0. */
int ent_big_bits(const ent_big *a);
/* -1, 0 or 1 as a < b, a = b, a > b. */
int ent_big_compare(const ent_big *a, const ent_big *b);
/* The same for a + b against c. */
int ent_big_compare_sum(const ent_big *a, const ent_big *b, const ent_big *c);
/* Returns floor(a / b) and leaves the remainder in a.  Needs a quotient below 2^32 and b with its top limb at 2^31 or
 * more (shift both). */
uint32_t ent_big_divide(ent_big *a, const ent_big *b);
/* How far to shift b for ent_big_divide. */
int ent_big_headroom(const ent_big *b);

#endif
