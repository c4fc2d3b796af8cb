/* modular.h - residues modulo a prime below 2^47, held as whole numbers in doubles.
 *
 * A residue r lies in about [-p/2, p/2].  x = a + z b with |x| < 2^53 is exact, the nearest multiple of p is found by adding
 * and taking away 1.5 * 2^52 (which rounds to a whole number), and x - q p is exact again.  No division, no branches, no
 * 64-bit products: compilers turn loops of it into vector instructions, and every machine gives the same. */
#ifndef ENT_CORE_POWER_MODULAR_H
#define ENT_CORE_POWER_MODULAR_H

#include "entente/base.h"

typedef struct ent_prime {
  double p, inverse;
  uint64_t whole;
} ent_prime;

static inline double ent_reduce(double x, double p, double inverse)
{
  const double rounder = 0x1.8p52;
  const double q = (x * inverse + rounder) - rounder;
  return x - q * p;
}

/* The residue in 0..p-1 as a whole number. */
static inline uint64_t ent_residue(double x, const ent_prime *prime)
{
  const double r = ent_reduce(x, prime->p, prime->inverse);
  return (uint64_t)(r < 0 ? r + prime->p : r);
}

/* a b modulo p, for a, b < p < 2^50: the quotient in doubles is off by one at most. */
static inline uint64_t ent_modular_product(uint64_t a, uint64_t b, const ent_prime *prime)
{
  const uint64_t q = (uint64_t)((double)a * (double)b * prime->inverse);
  const int64_t r = (int64_t)(a * b - q * prime->whole);
  if (r < 0) return (uint64_t)(r + (int64_t)prime->whole);
  return (uint64_t)r >= prime->whole ? (uint64_t)r - prime->whole : (uint64_t)r;
}

static inline uint64_t ent_modular_sum(uint64_t a, uint64_t b, const ent_prime *prime)
{
  const uint64_t sum = a + b;
  return sum >= prime->whole ? sum - prime->whole : sum;
}

static inline uint64_t ent_modular_difference(uint64_t a, uint64_t b, const ent_prime *prime)
{
  return a >= b ? a - b : a + prime->whole - b;
}

uint64_t ent_modular_power(uint64_t base, uint64_t exponent, const ent_prime *prime);
/* 1 / a for a not 0 modulo p (Fermat). */
uint64_t ent_modular_inverse(uint64_t a, const ent_prime *prime);

/* The largest primes below `below` (at most 2^47), in descending order.  Cost: some 30 candidates for each. */
void ent_primes_below(uint64_t below, int count, ent_prime *prime);

#endif
