/* scan_math.c - the largest errors of core's mathematics against MPFR over many random arguments.
 *
 * Usage (needs libmpfr-dev; not part of the normal build):
 *   cc -std=c11 -O2 -ffp-contract=off -Iinclude -Icore tests/tools/scan_math.c \
 *      core/base/{exp,log,pow,normal,tails,gamma,beta}.c -lmpfr -lgmp -lm -o scan_math && ./scan_math 1000000
 * Prints one line a function and range: the largest error in ulp (of the exact value) and where it is. */
#include "entente/base.h"

#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state = 88172645463325252u;

static double uniform(double low, double high)
{
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return low + (high - low) * ((double)(state >> 11) * 0x1p-53);
}

typedef double one_fn(double);
typedef int mpfr_fn(mpfr_t, const mpfr_t, mpfr_rnd_t);

static mpfr_t arg, exact, work;

static double ulps(double got, const mpfr_t want)
{
  if (mpfr_inf_p(want) || isinf(got)) return mpfr_get_d(want, MPFR_RNDN) == got ? 0 : 1e9;
  if (isnan(got)) return 1e9;
  long e = mpfr_zero_p(want) ? -1074 : (long)mpfr_get_exp(want) - 53;
  if (e < -1074) e = -1074;
  mpfr_d_sub(work, got, want, MPFR_RNDN);
  mpfr_mul_2si(work, work, -e, MPFR_RNDN);
  return fabs(mpfr_get_d(work, MPFR_RNDN));
}

static double relative(double got, const mpfr_t want)
{
  mpfr_d_sub(work, got, want, MPFR_RNDN);
  mpfr_div(work, work, want, MPFR_RNDN);
  return fabs(mpfr_get_d(work, MPFR_RNDN));
}

static int normal_cdf(mpfr_t out, const mpfr_t x, mpfr_rnd_t mode)
{
  mpfr_t t;
  mpfr_init2(t, 200);
  mpfr_sqrt_ui(t, 2, mode);
  mpfr_div(t, x, t, mode);
  mpfr_neg(t, t, mode);
  mpfr_erfc(out, t, mode);
  mpfr_clear(t);
  return mpfr_div_2ui(out, out, 1, mode);
}

static int normal_quantile(mpfr_t out, const mpfr_t p, mpfr_rnd_t mode)
{
  mpfr_t f, d;
  mpfr_inits2(200, f, d, (mpfr_ptr)0);
  mpfr_set_d(out, ent_normal_quantile(mpfr_get_d(p, mode)), mode);
  for (int i = 0; i < 3; i++) { /* Newton from 50 bits: one step squares the error */
    normal_cdf(f, out, mode);
    mpfr_sub(f, f, p, mode);
    mpfr_sqr(d, out, mode);
    mpfr_div_2ui(d, d, 1, mode);
    mpfr_exp(d, d, mode);
    mpfr_mul(f, f, d, mode);
    mpfr_const_pi(d, mode);
    mpfr_mul_2ui(d, d, 1, mode);
    mpfr_sqrt(d, d, mode);
    mpfr_mul(f, f, d, mode);
    mpfr_sub(out, out, f, mode);
  }
  mpfr_clears(f, d, (mpfr_ptr)0);
  return 0;
}

static int log_gamma(mpfr_t out, const mpfr_t x, mpfr_rnd_t mode)
{
  return mpfr_lngamma(out, x, mode);
}

static void scan(const char *name, one_fn *f, mpfr_fn *g, double low, double high, bool spread, long n)
{
  double worst = 0, at = 0, worst_relative = 0, worst_absolute = 0;
  for (long i = 0; i < n; i++) {
    double x = spread ? copysign(exp2(uniform(low, high)), low) : uniform(low, high);
    if (spread) x = fabs(x);
    mpfr_set_d(arg, x, MPFR_RNDN);
    g(exact, arg, MPFR_RNDN);
    const double got = f(x);
    const double u = ulps(got, exact);
    if (u > worst) worst = u, at = x;
    const double rel = mpfr_zero_p(exact) ? 0 : relative(got, exact);
    if (rel > worst_relative) worst_relative = rel;
    mpfr_d_sub(work, got, exact, MPFR_RNDN);
    const double scaled = fabs(mpfr_get_d(work, MPFR_RNDN)) / fmax(1.0, fabs(got));
    if (scaled > worst_absolute) worst_absolute = scaled;
  }
  printf("%-16s %s[%g, %g]  %.4f ulp at %a (%.17g), relative %.3g, scaled %.3g\n", name, spread ? "2^" : "", low, high,
         worst, at, at, worst_relative, worst_absolute);
}

static void scan_pow(double xl, double xh, double ym, long n)
{
  double worst = 0, at = 0, bt = 0;
  mpfr_t y;
  mpfr_init2(y, 64);
  for (long i = 0; i < n; i++) {
    const double a = exp2(uniform(xl, xh)), span = fmin(ym, 1075.0 / fmax(fabs(log2(a)), 1e-300)),
                 b = uniform(-span, span);
    mpfr_set_d(arg, a, MPFR_RNDN);
    mpfr_set_d(y, b, MPFR_RNDN);
    mpfr_pow(exact, arg, y, MPFR_RNDN);
    const double got = ent_pow(a, b);
    if (mpfr_get_d(exact, MPFR_RNDN) == got) continue;
    const double u = ulps(got, exact);
    if (u > worst) worst = u, at = a, bt = b;
  }
  printf("pow  x 2^[%g, %g] |y| < %g  %.4f ulp at %a %a\n", xl, xh, ym, worst, at, bt);
  mpfr_clear(y);
}

int main(int argc, char **argv)
{
  const long n = argc > 1 ? strtol(argv[1], NULL, 10) : 100000;
  mpfr_inits2(160, arg, exact, work, (mpfr_ptr)0);
  scan("exp", ent_exp, mpfr_exp, -708, 709.78, false, n);
  scan("exp", ent_exp, mpfr_exp, -1, 1, false, n);
  scan("exp", ent_exp, mpfr_exp, -745.2, -708, false, n);
  scan("expm1", ent_expm1, mpfr_expm1, -1, 1, false, n);
  scan("expm1", ent_expm1, mpfr_expm1, -0.126, 0.126, false, n);
  scan("expm1", ent_expm1, mpfr_expm1, -42, 100, false, n);
  scan("expm1", ent_expm1, mpfr_expm1, -60, 5, true, n);
  scan("log", ent_log, mpfr_log, -1074, 1024, true, n);
  scan("log", ent_log, mpfr_log, 0.5, 2, false, n);
  scan("log", ent_log, mpfr_log, 0.98, 1.02, false, n);
  scan("log1p", ent_log1p, mpfr_log1p, -0.9999, 1, false, n);
  scan("log1p", ent_log1p, mpfr_log1p, -0.02, 0.02, false, n);
  scan("log1p", ent_log1p, mpfr_log1p, -70, 1023, true, n);
  scan_pow(-1074, 1024, 1e300, n);
  scan_pow(-1, 1, 1e300, n);
  scan_pow(-0.01, 0.01, 1e300, n);
  scan_pow(-1e-6, 1e-6, 1e300, n);
  scan_pow(-20, 20, 4, n);
  const long m = n / 10;
  scan("normal_cdf", ent_normal_cdf, normal_cdf, -0.7, 0.7, false, m);
  scan("normal_cdf", ent_normal_cdf, normal_cdf, -0.67, -0.5, false, m);
  scan("normal_cdf", ent_normal_cdf, normal_cdf, -5, -0.6, false, m);
  scan("normal_cdf", ent_normal_cdf, normal_cdf, -5.7, -5, false, m);
  scan("normal_cdf", ent_normal_cdf, normal_cdf, 0.6, 9, false, m);
  scan("normal_cdf", ent_normal_cdf, normal_cdf, -37.5, -5, false, m);
  scan("normal_cdf", ent_normal_cdf, normal_cdf, -1074, -3, true, m);
  scan("normal_quantile", ent_normal_quantile, normal_quantile, 0.075, 0.925, false, m);
  scan("normal_quantile", ent_normal_quantile, normal_quantile, 0.0, 0.075, false, m);
  scan("normal_quantile", ent_normal_quantile, normal_quantile, 0.925, 1, false, m);
  scan("normal_quantile", ent_normal_quantile, normal_quantile, -1022, -3, true, m);
  scan("normal_quantile", ent_normal_quantile, normal_quantile, -1074, -1022, true, m);
  scan("lgamma", ent_lgamma, log_gamma, 0, 4, false, m);
  scan("lgamma", ent_lgamma, log_gamma, 0.9, 2.1, false, m);
  scan("lgamma", ent_lgamma, log_gamma, 0, 100, false, m);
  scan("lgamma", ent_lgamma, log_gamma, -1074, 1014, true, m);
  mpfr_clears(arg, exact, work, (mpfr_ptr)0);
  return 0;
}
