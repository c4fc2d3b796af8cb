/* ieee.h - the bits of a double, and what two doubles can hold together.
 *
 * A pair is the unevaluated sum high + low of two doubles, about 106 bits.  ent_two_sum and ent_two_product are exact
 * (barring overflow, and underflow of the product's low part), whatever the compiler, as long as every operation is
 * rounded to double on its own: no x87, no contraction to fused multiply-add.
 * Sources: Knuth, The Art of Computer Programming 2, 4.2.2 (sum); Dekker, A floating-point technique for extending the
 * available precision, Numerische Mathematik 18 (1971) (split and product). */
#ifndef ENT_CORE_IEEE_H
#define ENT_CORE_IEEE_H

#include <float.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

_Static_assert(FLT_RADIX == 2 && DBL_MANT_DIG == 53, "double must be IEEE 754 binary64");
_Static_assert(FLT_EVAL_METHOD == 0, "double operations must be rounded to double");

typedef struct ent_pair {
  double high, low;
} ent_pair;

static inline uint64_t ent_bits_of(double x)
{
  uint64_t bits;
  memcpy(&bits, &x, sizeof bits);
  return bits;
}

static inline double ent_double_of(uint64_t bits)
{
  double x;
  memcpy(&x, &bits, sizeof x);
  return x;
}

/* One NaN for all: the sign of a computed NaN differs between processors. */
static inline double ent_nan(void)
{
  return ent_double_of(UINT64_C(0x7ff8000000000000));
}

static inline double ent_infinity(void)
{
  return ent_double_of(UINT64_C(0x7ff0000000000000));
}

static inline bool ent_is_nan(double x)
{
  return (ent_bits_of(x) & INT64_MAX) > UINT64_C(0x7ff0000000000000);
}

/* 2^k for -1022 <= k <= 1023. */
static inline double ent_two_to(int k)
{
  return ent_double_of((uint64_t)(k + 1023) << 52);
}

static inline ent_pair ent_two_sum(double a, double b)
{
  const double s = a + b;
  const double b_part = s - a;
  return (ent_pair){s, (a - (s - b_part)) + (b - b_part)};
}

/* The same where |a| >= |b| or a is 0. */
static inline ent_pair ent_quick_sum(double a, double b)
{
  const double s = a + b;
  return (ent_pair){s, (a - s) + b};
}

/* Exact for |a|, |b| < 2^995. */
static inline ent_pair ent_two_product(double a, double b)
{
  const double splitter = 134217729.0; /* 2^27 + 1 */
  const double ta = splitter * a, tb = splitter * b;
  const double ah = ta - (ta - a), al = a - ah;
  const double bh = tb - (tb - b), bl = b - bh;
  const double p = a * b;
  return (ent_pair){p, ((ah * bh - p) + ah * bl + al * bh) + al * bl};
}

/* log(x + low) for finite x > 0 and |low| at most half an ulp of x; relative error below 2^-65.  log.c */
ent_pair ent_log_pair(double x, double low);
/* e^(x.high + x.low), below 0.51 ulp where the result is normal; x.high may be anything but NaN.  exp.c */
double ent_exp_pair(ent_pair x);

#endif
