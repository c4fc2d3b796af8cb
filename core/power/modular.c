/* modular.c - primes for exact counts by residues.
 *
 * Deterministic Miller-Rabin: the first nine primes as bases are enough below 3.8e18 (Jiang and Deng, Strong pseudoprimes to
 * the first eight prime bases, Mathematics of Computation 83 (2014)). */
#include "modular.h"

static ent_prime make(uint64_t p)
{
  return (ent_prime){.p = (double)p, .inverse = 1 / (double)p, .whole = p};
}

uint64_t ent_modular_power(uint64_t base, uint64_t exponent, const ent_prime *prime)
{
  uint64_t result = 1, square = base % prime->whole;
  for (; exponent > 0; exponent >>= 1) {
    if (exponent & 1U) result = ent_modular_product(result, square, prime);
    square = ent_modular_product(square, square, prime);
  }
  return result;
}

uint64_t ent_modular_inverse(uint64_t a, const ent_prime *prime)
{
  return ent_modular_power(a, prime->whole - 2, prime);
}

static bool passes(uint64_t base, uint64_t odd, int twos, const ent_prime *n)
{
  uint64_t x = ent_modular_power(base, odd, n);
  if (x == 1 || x == n->whole - 1) return true;
  for (int i = 1; i < twos; i++) {
    x = ent_modular_product(x, x, n);
    if (x == n->whole - 1) return true;
  }
  return false;
}

static bool is_prime(uint64_t candidate)
{
  static const uint64_t base[] = {2, 3, 5, 7, 11, 13, 17, 19, 23};
  const ent_prime n = make(candidate);
  uint64_t odd = candidate - 1;
  int twos = 0;
  for (; odd % 2 == 0; odd /= 2) twos++;
  for (size_t i = 0; i < sizeof base / sizeof base[0]; i++) {
    if (candidate % base[i] == 0) return candidate == base[i];
    if (!passes(base[i], odd, twos, &n)) return false;
  }
  return true;
}

void ent_primes_below(uint64_t below, int count, ent_prime *prime)
{
  uint64_t candidate = (below - 1) | 1U;
  if (candidate >= below) candidate -= 2;
  for (int found = 0; found < count; candidate -= 2)
    if (is_prime(candidate)) prime[found++] = make(candidate);
}
