/* number_read.c - which double does a decimal text mean?
 *
 * The one nearest to the exact decimal value, ties to even.  Short decimals (below 2^53, power of ten at most 22) take
 * one exact product or quotient of two exact doubles.  All others are a quotient of two natural numbers,
 * D * 10^e = 2^x * N / M; its first 63 or 64 bits and whether anything is left decide the rounding.
 * Digits beyond the 800th only matter by being zero or not: no boundary between two doubles has more than 768.
 *
 * Cost: O(1) for short decimals, O(digits^2 / 100) otherwise.
 * Source: Clinger, How to read floating point numbers accurately, PLDI 1990. */
#include "base/bigint.h"
#include "base/ieee.h"

#define DIGITS_MAX 800
#define EXACT_POWER 22 /* 10^22 is the largest power of ten that is a double */

/* A number as it stands in the text: (-) digits, perhaps with a point, times 10^exponent. */
typedef struct numeral {
  const char *digits, *end;
  int64_t exponent;
  bool negative;
} numeral;

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* A number that runs into one of these is not a number: 1_000, 0x1F, 12th, 1.2.3, "5." */
static bool runs_on(char c)
{
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

/* Reads "e+12" at *at, if it is there, and adds it to the exponent. */
static void scan_exponent(const char **at, const char *end, int64_t *exponent)
{
  const int64_t enough = INT64_C(1000000000000000); /* more than any text has digits to make up for */
  const char *p = *at;
  if (p == end || (*p != 'e' && *p != 'E')) return;
  p++;
  const bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  if (p == end || !is_digit(*p)) return;
  int64_t value = 0;
  for (; p < end && is_digit(*p); p++)
    if (value < enough) value = 10 * value + (*p - '0');
  *exponent += negative ? -value : value;
  *at = p;
}

/* Number of bytes the numeral takes; 0 if there is none. */
static size_t scan(const char *text, size_t size, numeral *out)
{
  const char *p = text;
  const char *const end = text + size;
  numeral n = {.negative = size > 0 && *p == '-'};
  if (p < end && (*p == '-' || *p == '+')) p++;
  n.digits = p;
  while (p < end && is_digit(*p)) p++;
  if (end - p > 1 && *p == '.' && is_digit(p[1])) {
    const char *const point = p++;
    while (p < end && is_digit(*p)) p++;
    n.exponent = -(int64_t)(p - point - 1);
  }
  n.end = p;
  if (n.digits == p) return 0;
  scan_exponent(&p, end, &n.exponent);
  if (p < end && runs_on(*p)) return 0;
  *out = n;
  return (size_t)(p - text);
}

/* A whole number times a power of ten; digits is how many the number has. */
typedef struct decimal {
  ent_big whole;
  int digits;
  int64_t exponent;
} decimal;

static void take_digits(const numeral *n, decimal *d)
{
  ent_big_set(&d->whole, 0);
  d->digits = 0;
  d->exponent = n->exponent;
  bool rest = false; /* was a digit other than 0 left out? */
  for (const char *p = n->digits; p < n->end; p++) {
    if (*p == '.') continue;
    const uint32_t digit = (uint32_t)(*p - '0');
    if (d->digits == DIGITS_MAX) {
      d->exponent++;
      rest |= digit > 0;
    } else if (digit > 0 || d->digits > 0) {
      ent_big_scale(&d->whole, 10, digit);
      d->digits++;
    }
  }
  if (rest) {
    ent_big_scale(&d->whole, 10, 1);
    d->digits++;
    d->exponent--;
  }
}

/* Both factors and therefore one rounding of an exact result.  False when the decimal is not short. */
static bool read_short(const decimal *d, double *value)
{
  static const double power[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                                1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
  if (ent_big_bits(&d->whole) > 53 || d->exponent < -EXACT_POWER || d->exponent > EXACT_POWER) return false;
  double whole = 0;
  for (int i = d->whole.limbs; i-- > 0;) whole = whole * 0x1p32 + d->whole.limb[i];
  *value = d->exponent < 0 ? whole / power[-d->exponent] : whole * power[d->exponent];
  return true;
}

/* The bits of the double nearest to (q + something in (0, 1) if more) * 2^x, for q of 63 or 64 bits. */
static uint64_t round_bits(uint64_t q, bool more, int x)
{
  const int top = x + (q >> 63 ? 63 : 62);              /* exponent of the first bit */
  const int last = top - 52 > -1074 ? top - 52 : -1074; /* exponent of the last bit a double keeps */
  const int drop = last - x;                            /* at least 10 */
  if (drop > 64) return 0;
  const uint64_t half = UINT64_C(1) << (drop - 1);
  const uint64_t kept = drop < 64 ? q >> drop : 0;
  const uint64_t rest = q & (half - 1 + half);
  const bool up = rest > half || (rest == half && (more || kept % 2 == 1));
  /* kept includes the leading bit of a normal number, which adds 1 to the exponent field; so does a carry. */
  return ((uint64_t)(last + 1074) << 52) + kept + up;
}

/* The bits of d > 0.  Consumes d. */
static uint64_t read_long(decimal *d)
{
  const int e = (int)d->exponent;
  ent_big *const n = &d->whole;
  ent_big m, m_high;
  ent_big_set(&m, 1);
  ent_big_times_power_of_5(e < 0 ? &m : n, e < 0 ? -e : e);
  int x = e;

  /* Shift so that the quotient has 63 or 64 bits and the divisor a full top limb. */
  const int shift = 63 - (ent_big_bits(n) - ent_big_bits(&m));
  x -= shift;
  ent_big_shift_left(shift > 0 ? n : &m, shift > 0 ? shift : -shift);
  const int headroom = ent_big_headroom(&m);
  ent_big_shift_left(n, headroom);
  ent_big_shift_left(&m, headroom);
  ent_big_copy(&m, &m_high);
  ent_big_shift_left(&m_high, 32);

  const uint64_t high = ent_big_divide(n, &m_high);
  const uint64_t q = high << 32 | ent_big_divide(n, &m);
  return round_bits(q, n->limbs > 0, x);
}

ent_status ent_number_read(const char *text, size_t size, double *value, size_t *used)
{
  const uint64_t infinity = UINT64_C(0x7FF) << 52;
  numeral n;
  decimal d;
  const size_t length = scan(text, size, &n);
  if (length == 0) return ENT_SYNTAX;
  take_digits(&n, &d);

  double magnitude = 0;
  const int64_t point = d.digits + d.exponent; /* 10^(point - 1) <= the value < 10^point */
  if (d.digits > 0 && point > 310) return ENT_NUMERIC;
  if (d.digits > 0 && point > -326 && !read_short(&d, &magnitude)) {
    const uint64_t bits = read_long(&d);
    if (bits >= infinity) return ENT_NUMERIC;
    magnitude = ent_double_of(bits);
  }
  *value = n.negative ? -magnitude : magnitude;
  *used = length;
  return ENT_OK;
}
