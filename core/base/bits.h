/* bits.h - how many members has a set of up to 32?  Number of ones, without a table.
 *
 * Cost: a dozen operations.  Source: Warren, Hacker's Delight, 5-1. */
#ifndef ENT_CORE_BITS_H
#define ENT_CORE_BITS_H

#include <stdint.h>

static inline int ent_ones(uint32_t x)
{
  x -= x >> 1 & UINT32_C(0x55555555);
  x = (x & UINT32_C(0x33333333)) + (x >> 2 & UINT32_C(0x33333333));
  return (int)(((x + (x >> 4)) & UINT32_C(0x0F0F0F0F)) * UINT32_C(0x01010101) >> 24);
}

#endif
