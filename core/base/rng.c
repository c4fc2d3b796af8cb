/* rng.c - which number does a stream give in a draw?
 *
 * Philox4x32-10: ten rounds of two 32 x 32 -> 64 bit products on a 128-bit counter, keyed by 64 bits.  No state: the
 * number is a function of (seed, draw, stream, use), so draws may be computed in any order, by anyone.
 * Cost: 20 multiplications for 128 bits.
 * Source: Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3, SC'11 (doi 10.1145/2063384.2063405);
 * Fowler, Noll, Vo, The FNV non-cryptographic hash algorithm (IETF draft-eastlake-fnv). */
#include "entente/base.h"

#define MULTIPLIER_0 UINT64_C(0xD2511F53)
#define MULTIPLIER_1 UINT64_C(0xCD9E8D57)
#define WEYL_0 UINT32_C(0x9E3779B9) /* golden ratio */
#define WEYL_1 UINT32_C(0xBB67AE85) /* sqrt(3) - 1 */
#define ROUNDS 10

#define FNV_BASIS UINT64_C(0xCBF29CE484222325)
#define FNV_PRIME UINT64_C(0x00000100000001B3)

void ent_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
  uint32_t c0 = counter[0], c1 = counter[1], c2 = counter[2], c3 = counter[3];
  uint32_t k0 = key[0], k1 = key[1];
  for (int round = 0; round < ROUNDS; round++) {
    const uint64_t p0 = MULTIPLIER_0 * c0;
    const uint64_t p1 = MULTIPLIER_1 * c2;
    c0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0;
    c2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    k0 += WEYL_0;
    k1 += WEYL_1;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

uint64_t ent_name_hash(const char *path, size_t size)
{
  uint64_t hash = FNV_BASIS;
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)path[i]) * FNV_PRIME;
  return hash;
}

double ent_uniform(uint64_t seed, uint64_t draw, uint64_t name, uint32_t use)
{
  /* 64 + 64 + 32 bits into a counter of 128: the halves of `use` change places and share a word with the top of
   * `draw`, so no two counters are equal while draw < 2^48 and use < 2^16. */
  const uint32_t counter[4] = {
    (uint32_t)draw,
    (uint32_t)(draw >> 32) ^ (use << 16 | use >> 16),
    (uint32_t)name,
    (uint32_t)(name >> 32),
  };
  const uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
  uint32_t bits[4];
  ent_philox4x32(counter, key, bits);
  /* (k + 1/2) / 2^52 is exact for k < 2^52; with one more bit the largest k would round to 1. */
  const uint64_t k = ((uint64_t)bits[0] << 32 | bits[1]) >> 12;
  return ((double)k + 0.5) * 0x1p-52;
}
