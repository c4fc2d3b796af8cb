/* sha256.c - which 32 bytes identify a text?
 *
 * SHA-256 of a message that is in memory as a whole.  Cost: O(size), 64 rounds for each 64 bytes.
 * Source: NIST, FIPS PUB 180-4, Secure Hash Standard (2015), sections 4.1.2, 4.2.2, 5.1.1, 5.3.3, 6.2. */
#include "entente/base.h"

#include <string.h>

#define BLOCK 64
#define LENGTH_AT 56 /* the last 8 bytes of the last block hold the length in bits */

/* Fractional parts of the cube roots of the first 64 primes (4.2.2). */
static const uint32_t K[64] = {
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

static uint32_t rotate(uint32_t x, int n)
{
  return x >> n | x << (32 - n);
}

/* The message schedule of one block (6.2.2, step 1). */
static void schedule(const uint8_t block[BLOCK], uint32_t w[64])
{
  for (size_t t = 0; t < 16; t++) {
    const uint8_t *const b = block + 4 * t;
    w[t] = (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
  }
  for (size_t t = 16; t < 64; t++) {
    const uint32_t s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >> 3;
    const uint32_t s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >> 10;
    w[t] = w[t - 16] + s0 + w[t - 7] + s1;
  }
}

/* One of the 64 rounds (6.2.2, step 3), where a..h have changed their names: instead of moving all of them by one place, the
 * next round takes them in turned order. */
static inline void mix(uint32_t a, uint32_t b, uint32_t c, uint32_t *d, uint32_t e, uint32_t f, uint32_t g, uint32_t *h,
                       uint32_t word)
{
  const uint32_t sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
  const uint32_t sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
  const uint32_t t1 = *h + sum1 + (g ^ (e & (f ^ g))) + word;
  *d += t1;
  *h = t1 + sum0 + ((a & b) | (c & (a | b)));
}

/* Adds one block to the hash (6.2.2, steps 2 to 4). */
static void compress(uint32_t hash[8], const uint8_t block[BLOCK])
{
  uint32_t w[64];
  uint32_t a = hash[0], b = hash[1], c = hash[2], d = hash[3], e = hash[4], f = hash[5], g = hash[6], h = hash[7];
  schedule(block, w);
  for (size_t t = 0; t < 64; t += 8) {
    mix(a, b, c, &d, e, f, g, &h, K[t] + w[t]);
    mix(h, a, b, &c, d, e, f, &g, K[t + 1] + w[t + 1]);
    mix(g, h, a, &b, c, d, e, &f, K[t + 2] + w[t + 2]);
    mix(f, g, h, &a, b, c, d, &e, K[t + 3] + w[t + 3]);
    mix(e, f, g, &h, a, b, c, &d, K[t + 4] + w[t + 4]);
    mix(d, e, f, &g, h, a, b, &c, K[t + 5] + w[t + 5]);
    mix(c, d, e, &f, g, h, a, &b, K[t + 6] + w[t + 6]);
    mix(b, c, d, &e, f, g, h, &a, K[t + 7] + w[t + 7]);
  }
  const uint32_t v[8] = {a, b, c, d, e, f, g, h};
  for (size_t i = 0; i < 8; i++) hash[i] += v[i];
}

static void put_big_endian(uint64_t value, uint8_t *out, size_t bytes)
{
  for (size_t i = bytes; i-- > 0; value >>= 8) out[i] = (uint8_t)value;
}

void ent_sha256(const void *data, size_t size, uint8_t digest[32])
{
  uint32_t hash[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  const uint8_t *at = data;
  size_t left = size;
  for (; left >= BLOCK; left -= BLOCK, at += BLOCK) compress(hash, at);

  /* The rest, a single 1 bit, zeros, and the length: one block or two (5.1.1). */
  uint8_t last[2 * BLOCK] = {0};
  if (left > 0) memcpy(last, at, left);
  last[left] = 0x80;
  const size_t tail = left < LENGTH_AT ? BLOCK : 2 * BLOCK;
  put_big_endian((uint64_t)size * 8, last + tail - 8, 8);
  for (size_t i = 0; i < tail; i += BLOCK) compress(hash, last + i);

  for (size_t i = 0; i < 8; i++) put_big_endian(hash[i], digest + 4 * i, 4);
}

void ent_sha256_hex(const uint8_t digest[32], char out[65])
{
  static const char digits[] = "0123456789abcdef";
  for (int i = 0; i < 32; i++) {
    out[2 * i] = digits[digest[i] >> 4];
    out[2 * i + 1] = digits[digest[i] & 15];
  }
  out[64] = '\0';
}
