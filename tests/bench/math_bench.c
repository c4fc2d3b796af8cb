/* math_bench.c - how long does one call take, beside libm; and the hash of a million results.
 *
 * Usage: cc -std=c11 -O2 -ffp-contract=off -Iinclude -Icore tests/bench/math_bench.c tests/bench/math_hash.c \
 *          core/base/{exp,log,pow,normal,tails,gamma,beta}.c -lm -o math_bench && ./math_bench
 * Each figure is the best of five passes over the same 4,096 arguments; the sum printed keeps the work alive. */
#include "entente/base.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <time.h>

#define ARGUMENTS 4096

uint64_t math_hash(uint32_t count);

static double arguments[ARGUMENTS];
static double kept;

typedef double function(double);

static double pow_own(double x)
{
  return ent_pow(x, 1.7);
}

static double pow_libm(double x)
{
  return pow(x, 1.7);
}

static double cdf_libm(double z)
{
  return 0.5 * erfc(-z * 0.70710678118654752440);
}

static double beta_cdf_small(double x)
{
  return ent_beta_cdf(x, 3.5, 2.0);
}

static double beta_cdf_large(double x)
{
  return ent_beta_cdf(0.499 + 0.002 * x, 1e6, 1e6);
}

static double beta_quantile_small(double p)
{
  return ent_beta_quantile(p, 3.5, 2.0);
}

static double beta_quantile_large(double p)
{
  return ent_beta_quantile(p, 1e6, 1e6);
}

static double gamma_quantile_small(double p)
{
  return ent_gamma_quantile(p, 3.5, 2.0);
}

static double gamma_quantile_large(double p)
{
  return ent_gamma_quantile(p, 9e4, 2.0);
}

static double time_of(function *f, int repeats)
{
  double best = 1e30;
  for (int pass = 0; pass < 5; pass++) {
    const clock_t start = clock();
    double sum = 0.0;
    for (int k = 0; k < repeats; k++)
      for (int i = 0; i < ARGUMENTS / (repeats > 1 ? 1 : 16); i++) sum += f(arguments[i]);
    const double calls = (double)repeats * (repeats > 1 ? ARGUMENTS : ARGUMENTS / 16);
    const double ns = (double)(clock() - start) / CLOCKS_PER_SEC / calls * 1e9;
    if (ns < best) best = ns;
    kept += sum;
  }
  return best;
}

static void line(const char *name, function *own, function *libm, double low, double high, int repeats)
{
  uint64_t state = 88172645463325252u;
  for (int i = 0; i < ARGUMENTS; i++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    arguments[i] = low + (high - low) * ((double)(state >> 11) * 0x1p-53);
  }
  printf("%-26s [%8g, %8g] %10.1f ns", name, low, high, time_of(own, repeats));
  if (libm != NULL) printf("   libm %6.1f ns", time_of(libm, repeats));
  printf("\n");
}

int main(void)
{
  line("exp", ent_exp, exp, -10, 10, 200);
  line("expm1", ent_expm1, expm1, -1, 1, 200);
  line("log", ent_log, log, 0, 10, 200);
  line("log1p", ent_log1p, log1p, -0.9, 2, 200);
  line("pow", pow_own, pow_libm, 0, 10, 200);
  line("normal_cdf", ent_normal_cdf, cdf_libm, -4, 4, 200);
  line("normal_quantile", ent_normal_quantile, NULL, 0, 1, 200);
  line("normal_quantile, centre", ent_normal_quantile, NULL, 0.075, 0.925, 200);
  line("lgamma", ent_lgamma, lgamma, 0, 30, 50);
  line("beta_cdf 3.5, 2", beta_cdf_small, NULL, 0, 1, 20);
  line("beta_cdf 1e6, 1e6", beta_cdf_large, NULL, 0, 1, 1);
  line("beta_quantile 3.5, 2", beta_quantile_small, NULL, 0, 1, 5);
  line("beta_quantile 1e6, 1e6", beta_quantile_large, NULL, 0, 1, 1);
  line("gamma_quantile 3.5", gamma_quantile_small, NULL, 0, 1, 5);
  line("gamma_quantile 9e4", gamma_quantile_large, NULL, 0, 1, 1);
  printf("hash of 1,000,000 results  %016" PRIx64 "  (sum %g)\n", math_hash(1000000), kept);
  return 0;
}
