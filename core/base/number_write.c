/* number_write.c - which decimal text stands for a double?
 *
 * Shortest form: the fewest digits that read back to the same bits and, among those, the nearest to the true value.
 * With v = r / s and the two half-way points to its neighbours v - m_low / s and v + m_high / s as whole numbers, digits
 * are divided off until what is left lies between them.
 * Fixed form: the true binary value times 10^decimals, rounded half to even.  Both are exact: no tables, no luck.
 *
 * Cost: O(digits * limbs), at most 17 digits and 36 limbs; whole numbers below 2^53 and the usual magnitudes are quick.
 * Source: Steele and White, How to print floating-point numbers accurately, PLDI 1990; Burger and Dybvig, Printing
 * floating-point numbers quickly and accurately, PLDI 1996, figure 3. */
#include "base/bigint.h"
#include "base/ieee.h"

#include <math.h>

#define DIGITS_MAX 17
#define WHOLE_MAX 0x1p53 /* below this every whole number is a double */
#define FIXED_MAX 1e15   /* below this fixed decimals make sense */
#define PLAIN_LARGE 21   /* 0.d1d2.. * 10^point is written without exponent for */
#define PLAIN_SMALL (-4) /* PLAIN_SMALL <= point <= PLAIN_LARGE */

/* 0.d1d2d3.. * 10^point */
typedef struct digits {
  int count, point;
  char digit[DIGITS_MAX + 3];
} digits;

/* fraction * 2^exponent = value > 0 */
static uint64_t split(double value, int *exponent)
{
  const uint64_t bits = ent_bits_of(value);
  const int field = (int)(bits >> 52);
  const uint64_t low = bits & ((UINT64_C(1) << 52) - 1);
  *exponent = field > 0 ? field - 1075 : -1074;
  return field > 0 ? low | UINT64_C(1) << 52 : low;
}

static void whole_digits(uint64_t value, digits *out)
{
  char reversed[20] = {0};
  int count = 0;
  for (; value > 0; value /= 10) reversed[count++] = (char)('0' + value % 10);
  int zeros = 0; /* at the end of the number: the point says it all */
  while (reversed[zeros] == '0') zeros++;
  out->point = count;
  out->count = count - zeros;
  for (int i = 0; i < out->count; i++) out->digit[i] = reversed[count - 1 - i];
}

typedef struct ratio {
  ent_big r, s, m_low, m_high;
} ratio;

/* Sets the four numbers for fraction * 2^exponent * 10^-point and the distances to its half-way points. */
static void set_ratio(uint64_t fraction, int exponent, int point, ratio *q)
{
  /* Below a power of two doubles lie twice as dense, except at the lower end. */
  const bool uneven = fraction == UINT64_C(1) << 52 && exponent > -1074;
  /* Times 2 for the half-way points, times 2 again where they are uneven. */
  int up = (exponent > 0 ? exponent : 0) + (point < 0 ? -point : 0);
  int down = (exponent < 0 ? -exponent : 0) + (point > 0 ? point : 0) + (uneven ? 2 : 1);
  const int both = up < down ? up : down;
  up -= both;
  down -= both;

  ent_big_set(&q->r, fraction << (uneven ? 2 : 1));
  ent_big_set(&q->s, 1);
  ent_big_set(&q->m_low, 1);
  ent_big_set(&q->m_high, uneven ? 2 : 1);
  if (point < 0) {
    ent_big_times_power_of_5(&q->r, -point);
    ent_big_times_power_of_5(&q->m_low, -point);
    ent_big_times_power_of_5(&q->m_high, -point);
  } else {
    ent_big_times_power_of_5(&q->s, point);
  }
  ent_big_shift_left(&q->s, down);
  const int headroom = ent_big_headroom(&q->s); /* ent_big_divide wants a full top limb */
  ent_big_shift_left(&q->s, headroom);
  ent_big_shift_left(&q->r, up + headroom);
  ent_big_shift_left(&q->m_low, up + headroom);
  ent_big_shift_left(&q->m_high, up + headroom);
}

static void times_ten(ratio *q)
{
  ent_big_scale(&q->r, 10, 0);
  ent_big_scale(&q->m_low, 10, 0);
  ent_big_scale(&q->m_high, 10, 0);
}

static void shortest_digits(double value, digits *out)
{
  ratio q;
  int exponent;
  const uint64_t fraction = split(value, &exponent);
  ent_big size;
  ent_big_set(&size, fraction);
  /* value >= 2^e, so its decimal point is this one or the next. */
  const int e = exponent + ent_big_bits(&size) - 1;
  int point = (int)floor(e * 0.30102999566398120) + 1;
  set_ratio(fraction, exponent, point, &q);

  /* A half-way point itself reads back as the even neighbour. */
  const int reach = fraction % 2 == 0 ? 0 : 1;
  if (ent_big_compare_sum(&q.r, &q.m_high, &q.s) >= reach)
    point++;
  else
    times_ten(&q);

  int count = 0;
  for (;;) {
    const uint32_t digit = ent_big_divide(&q.r, &q.s);
    const bool low = ent_big_compare(&q.r, &q.m_low) <= -reach;            /* digit is near enough */
    const bool high = ent_big_compare_sum(&q.r, &q.m_high, &q.s) >= reach; /* digit + 1 is */
    bool up = high;
    if (low && high) {
      const int nearer = ent_big_compare_sum(&q.r, &q.r, &q.s);
      up = nearer > 0 || (nearer == 0 && digit % 2 == 1);
    }
    out->digit[count++] = (char)('0' + digit + (up ? 1 : 0));
    if (low || high || count == DIGITS_MAX) break;
    times_ten(&q);
  }
  out->count = count;
  out->point = point;
}

static size_t put_exponent(int exponent, char *out)
{
  size_t n = 0;
  out[n++] = 'e';
  if (exponent < 0) out[n++] = '-';
  const int size = exponent < 0 ? -exponent : exponent;
  if (size >= 100) out[n++] = (char)('0' + size / 100);
  if (size >= 10) out[n++] = (char)('0' + size / 10 % 10);
  out[n++] = (char)('0' + size % 10);
  return n;
}

/* Lays digits out as 1234, 12.34, 0.0012, 1.2e-7 or 1e21. */
static size_t lay_out(const digits *d, char *out)
{
  const bool plain = d->point >= PLAIN_SMALL && d->point <= PLAIN_LARGE;
  const int before = plain ? d->point : 1; /* digits before the point */
  size_t n = 0;
  if (before <= 0) out[n++] = '0';
  for (int i = 0; i < before; i++) out[n++] = i < d->count ? d->digit[i] : '0';
  if (d->count > before) {
    out[n++] = '.';
    for (int i = before; i < d->count; i++) out[n++] = i < 0 ? '0' : d->digit[i];
  }
  return plain ? n : n + put_exponent(d->point - 1, out + n);
}

static size_t put_special(double value, char out[ENT_NUMBER_MAX])
{
  const char *const name = ent_is_nan(value) ? "nan" : value < 0 ? "-inf" : "inf";
  const size_t n = strlen(name);
  memcpy(out, name, n + 1);
  return n;
}

size_t ent_number_write(double value, char out[ENT_NUMBER_MAX])
{
  if (!(fabs(value) <= DBL_MAX)) return put_special(value, out);
  digits d = {.count = 1, .point = 1, .digit = "0"};
  const double size = fabs(value);
  if (size > 0 && size < WHOLE_MAX && floor(size) == size)
    whole_digits((uint64_t)size, &d);
  else if (size > 0)
    shortest_digits(size, &d);
  size_t n = 0;
  if (ent_bits_of(value) >> 63) out[n++] = '-';
  n += lay_out(&d, out + n);
  out[n] = '\0';
  return n;
}

/* part * scale for 0 <= part < 1, rounded half to even; `odd` tells whether a result of 0 would end an odd number. */
static uint32_t scaled_part(double part, uint32_t scale, bool odd)
{
  if (part <= 0) return 0;
  ent_big r, s;
  int exponent;
  ent_big_set(&r, split(part, &exponent));
  ent_big_set(&s, 1);
  ent_big_scale(&r, scale, 0);
  ent_big_shift_left(&s, -exponent);
  const int headroom = ent_big_headroom(&s);
  ent_big_shift_left(&r, headroom);
  ent_big_shift_left(&s, headroom);
  const uint32_t q = ent_big_divide(&r, &s);
  const int half = ent_big_compare_sum(&r, &r, &s);
  return q + (half > 0 || (half == 0 && (scale > 1 ? q % 2 == 1 : odd)));
}

size_t ent_number_write_fixed(double value, int decimals, char out[ENT_NUMBER_MAX])
{
  const double size = fabs(value);
  if (!(size < FIXED_MAX)) return ent_number_write(value, out);
  const int places = decimals < 0 ? 0 : decimals > 9 ? 9 : decimals;
  uint32_t scale = 1;
  for (int i = 0; i < places; i++) scale *= 10;

  uint64_t whole = (uint64_t)size;
  uint32_t part = scaled_part(size - (double)whole, scale, whole % 2 == 1); /* the difference is exact */
  if (part == scale) {
    whole++;
    part = 0;
  }

  /* From the last digit to the first. */
  char reversed[ENT_NUMBER_MAX];
  size_t n = 0;
  const bool negative = value < 0 && (whole > 0 || part > 0); /* no "-0.00" */
  for (int i = 0; i < places; i++, part /= 10) reversed[n++] = (char)('0' + part % 10);
  if (places > 0) reversed[n++] = '.';
  do {
    reversed[n++] = (char)('0' + whole % 10);
    whole /= 10;
  } while (whole > 0);
  if (negative) reversed[n++] = '-';
  for (size_t i = 0; i < n; i++) out[i] = reversed[n - 1 - i];
  out[n] = '\0';
  return n;
}
