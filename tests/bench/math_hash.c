/* math_hash.c - one number that changes when any bit of any result of core's mathematics changes.
 *
 * FNV-1a over the bits of `count` results from fixed arguments.  Pure (no libc), so that the same file runs natively and
 * in wasm: equal hashes mean equal bits in all of them. */
#include "entente/base.h"

#include <string.h>

uint64_t math_hash(uint32_t count);

static double uniform(uint64_t *state, double low, double high)
{
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return low + (high - low) * ((double)(*state >> 11) * 0x1p-53);
}

static double result(uint32_t which, uint64_t *state)
{
  const double u = uniform(state, 0.0, 1.0);
  const double v = uniform(state, -1.0, 1.0);
  switch (which % 16) {
  case 0: return ent_exp(750.0 * v);
  case 1: return ent_exp(v);
  case 2: return ent_expm1(2.0 * v);
  case 3: return ent_log(u);
  case 4: return ent_log(ent_exp(745.0 * v));
  case 5: return ent_log1p(v);
  case 6: return ent_pow(u * 10.0, 300.0 * v);
  case 7: return ent_pow(1.0 + v * 0x1p-20, 1e8 * u);
  case 8: return ent_normal_cdf(8.0 * v);
  case 9: return ent_normal_cdf(-40.0 * u);
  case 10: return ent_normal_quantile(u);
  case 11: return ent_normal_quantile(ent_exp(-745.0 * u));
  case 12: return ent_lgamma(ent_exp(20.0 * v));
  case 13: return ent_gamma_quantile(u, ent_exp(5.0 * v), 2.0);
  case 14: return ent_beta_quantile(u, ent_exp(5.0 * v), 3.0);
  default: return ent_beta_cdf(u, 40.0 + 30.0 * v, 25.0);
  }
}

uint64_t math_hash(uint32_t count)
{
  uint64_t state = UINT64_C(88172645463325252), hash = UINT64_C(14695981039346656037);
  for (uint32_t i = 0; i < count; i++) {
    const double x = result(i, &state);
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    for (int byte = 0; byte < 8; byte++) {
      hash ^= (bits >> (8 * byte)) & 0xff;
      hash *= UINT64_C(1099511628211);
    }
  }
  return hash;
}
