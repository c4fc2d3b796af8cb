/* make_math_tables.c - prints the tables of core/base/exp.c and core/base/log.c.
 *
 * Usage (needs libmpfr-dev; not part of the normal build):
 *   cc -std=c11 -O2 tests/tools/make_math_tables.c -lmpfr -lgmp -o make_math_tables && ./make_math_tables
 *
 * exp: for i in 0..127, the relative rest (2^(i/128) - t) / t and the bits of t, the double nearest to 2^(i/128),
 *   less i/128 in the exponent field (i << 45), so that adding k << 45 for k = 128 e + i gives 2^e t.
 * log: for the 128 intervals of z in [0.6875, 1.375), 1/c rounded to a multiple of 1/256 and log c as a part of 42
 *   binary places and a rest.  1/c is 1 on both sides of z = 1. */
#include <inttypes.h>
#include <math.h>
#include <mpfr.h>
#include <stdio.h>
#include <string.h>

static void print_exp_table(mpfr_t t, mpfr_t u)
{
  printf("exp: {rest, bits}\n");
  for (int i = 0; i < 128; i++) {
    mpfr_set_ui(t, (unsigned long)i, MPFR_RNDN);
    mpfr_div_ui(t, t, 128, MPFR_RNDN);
    mpfr_exp2(t, t, MPFR_RNDN);
    const double near = mpfr_get_d(t, MPFR_RNDN);
    mpfr_sub_d(u, t, near, MPFR_RNDN);
    mpfr_div_d(u, u, near, MPFR_RNDN);
    uint64_t bits;
    memcpy(&bits, &near, sizeof bits);
    bits -= (uint64_t)i << 45;
    printf("{%a, UINT64_C(0x%016" PRIx64 ")},%c", mpfr_get_d(u, MPFR_RNDN), bits, i % 2 ? '\n' : ' ');
  }
}

static void print_log_table(mpfr_t t, mpfr_t u)
{
  double worst_r = 0;
  printf("log: {1/c, log c high, log c low}\n");
  for (int i = 0; i < 128; i++) {
    const uint64_t off = UINT64_C(0x3fe6000000000000);
    const uint64_t from = off + ((uint64_t)i << 45), to = off + ((uint64_t)(i + 1) << 45);
    double a, b;
    memcpy(&a, &from, sizeof a);
    memcpy(&b, &to, sizeof b);
    const double inverse = b == 1.0 || a == 1.0 ? 1.0 : round(512.0 / (a + b)) / 256.0;
    mpfr_set_d(t, inverse, MPFR_RNDN);
    mpfr_log(t, t, MPFR_RNDN);
    mpfr_neg(t, t, MPFR_RNDN);
    mpfr_mul_2ui(u, t, 42, MPFR_RNDN);
    mpfr_round(u, u);
    mpfr_div_2ui(u, u, 42, MPFR_RNDN);
    const double high = mpfr_get_d(u, MPFR_RNDN);
    mpfr_sub(t, t, u, MPFR_RNDN);
    const double r = fmax(fabs(a * inverse - 1), fabs(b * inverse - 1));
    worst_r = fmax(worst_r, r);
    if (high != 0.0 && fabs(high) < r) fprintf(stderr, "interval %d: |log c| < |r|\n", i);
    printf("{%a, %a, %a},%c", inverse, high, mpfr_get_d(t, MPFR_RNDN), i % 2 ? '\n' : ' ');
  }
  printf("largest |r| %g\n", worst_r);
}

static void print_ln2(mpfr_t t, mpfr_t u, unsigned long parts, unsigned long places)
{
  mpfr_const_log2(t, MPFR_RNDN);
  mpfr_div_ui(t, t, parts, MPFR_RNDN);
  mpfr_mul_2ui(u, t, places, MPFR_RNDN);
  mpfr_round(u, u);
  mpfr_div_2ui(u, u, places, MPFR_RNDN);
  mpfr_sub(t, t, u, MPFR_RNDN);
  printf("log 2 / %lu = %a + %a\n", parts, mpfr_get_d(u, MPFR_RNDN), mpfr_get_d(t, MPFR_RNDN));
}

int main(void)
{
  mpfr_t t, u;
  mpfr_init2(t, 256);
  mpfr_init2(u, 256);
  print_exp_table(t, u);
  print_ln2(t, u, 128, 42);
  print_log_table(t, u);
  print_ln2(t, u, 1, 42);
  mpfr_clear(t);
  mpfr_clear(u);
  return 0;
}
