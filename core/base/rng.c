/* rng.c - which number does a stream give in a draw?
 *
 * Philox4x32-10: ten rounds of two 32 x 32 -> 64 bit products on a 128-bit counter, keyed by 64 bits.  No state: the
 * number is a function of (seed, draw, stream, use), so draws may be computed in any order, by anyone.
 * Cost: 20 multiplications for 128 bits.
 * Source: Salmon, Moraes, Dror, Shaw, Parallel random numbers: as easy as 1, 2, 3, SC'11 (doi 10.1145/2063384.2063405);
 * Fowler, Noll, Vo, The FNV non-cryptographic hash algorithm (IETF draft-eastlake-fnv). */
#include "base/ieee.h"
#include "base/lanes.h"
#include "entente/base.h"

#define MULTIPLIER_0 UINT64_C(0xD2511F53)
#define MULTIPLIER_1 UINT64_C(0xCD9E8D57)
#define WEYL_0 UINT32_C(0x9E3779B9) /* golden ratio */
#define WEYL_1 UINT32_C(0xBB67AE85) /* sqrt(3) - 1 */
#define ROUNDS 10
#define TWO_52_BITS UINT64_C(0x4330000000000000)

#define FNV_BASIS UINT64_C(0xCBF29CE484222325)
#define FNV_PRIME UINT64_C(0x00000100000001B3)

/* One round on a counter of four words, in place; round 0 comes first.  Small, so that every compiler puts it into the loops
 * that call it: ten rounds behind a call cost half as much again. */
static inline void mix(uint32_t c[4], uint32_t k0, uint32_t k1, uint32_t round)
{
  const uint64_t p0 = MULTIPLIER_0 * c[0];
  const uint64_t p1 = MULTIPLIER_1 * c[2];
  c[0] = (uint32_t)(p1 >> 32) ^ c[1] ^ (k0 + round * WEYL_0);
  c[2] = (uint32_t)(p0 >> 32) ^ c[3] ^ (k1 + round * WEYL_1);
  c[1] = (uint32_t)p1;
  c[3] = (uint32_t)p0;
}

void ent_philox4x32(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
  uint32_t c[4] = {counter[0], counter[1], counter[2], counter[3]};
  for (uint32_t round = 0; round < ROUNDS; round++) mix(c, key[0], key[1], round);
  for (int i = 0; i < 4; i++) out[i] = c[i];
}

uint64_t ent_name_hash(const char *path, size_t size)
{
  uint64_t hash = FNV_BASIS;
  for (size_t i = 0; i < size; i++) hash = (hash ^ (unsigned char)path[i]) * FNV_PRIME;
  return hash;
}

static inline double uniform(uint64_t seed, uint64_t draw, uint64_t name, uint32_t use)
{
  /* 64 + 64 + 32 bits into a counter of 128: the halves of `use` change places and share a word with the top of
   * `draw`, so no two counters are equal while draw < 2^48 and use < 2^16. */
  uint32_t c[4] = {
    (uint32_t)draw,
    (uint32_t)(draw >> 32) ^ (use << 16 | use >> 16),
    (uint32_t)name,
    (uint32_t)(name >> 32),
  };
  for (uint32_t round = 0; round < ROUNDS; round++) mix(c, (uint32_t)seed, (uint32_t)(seed >> 32), round);
  /* (k + 1/2) / 2^52 is exact for k < 2^52; with one more bit the largest k would round to 1.  k as the low bits of
   * 2^52 + k is k as a double: exact, and no conversion. */
  const uint64_t k = ((uint64_t)c[0] << 32 | c[1]) >> 12;
  return ((ent_double_of(TWO_52_BITS | k) - 0x1p52) + 0.5) * 0x1p-52;
}

double ent_uniform(uint64_t seed, uint64_t draw, uint64_t name, uint32_t use)
{
  double u;
  ent_uniform_lanes(seed, draw, &name, use, 1, &u);
  return u;
}

void ent_uniform_lanes(uint64_t seed, uint64_t draw, const uint64_t *name, uint32_t use, int count, double *u)
{
  for (int i = 0; i < count; i++) u[i] = uniform(seed, draw, name[i], use);
}
