/* ratio.c - how are small fractions added, multiplied and compared without ever being wrong?
 *
 *   a/b + c/d = (a (d/g) + c (b/g)) / (b (d/g)), g = gcd(b, d);   a/b * c/d after a and d, c and b were reduced
 *
 * Every product is checked; what does not fit is refused, never rounded.  Two fractions are compared by their continued
 * fractions, which needs no product.  Cost: O(log) of the numbers.  Source: Knuth, TAOCP 2, 4.5.1. */
#include "base/fail.h"
#include "entente/game.h"

#include <math.h>

#define DIGITS_MAX 18

static int64_t size_of(int64_t a)
{
  return a < 0 ? -a : a;
}

/* At least 1. */
static int64_t common_divisor(int64_t a, int64_t b)
{
  a = size_of(a);
  b = size_of(b);
  while (b != 0) {
    const int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a > 0 ? a : 1;
}

static bool product(int64_t a, int64_t b, int64_t *out)
{
  if (a != 0 && size_of(b) > INT64_MAX / size_of(a)) return false;
  *out = a * b;
  return true;
}

static bool sum(int64_t a, int64_t b, int64_t *out)
{
  if (a > 0 ? b > INT64_MAX - a : b < -INT64_MAX - a) return false;
  *out = a + b;
  return true;
}

bool ent_ratio_make(int64_t num, int64_t den, ent_ratio *out)
{
  if (den == 0 || num == INT64_MIN || den == INT64_MIN) return false;
  const int64_t g = common_divisor(num, den), sign = den < 0 ? -1 : 1;
  *out = (ent_ratio){sign * (num / g), sign * (den / g)};
  return true;
}

bool ent_ratio_add(ent_ratio a, ent_ratio b, ent_ratio *out)
{
  const int64_t g = common_divisor(a.den, b.den);
  int64_t left = 0, right = 0, num = 0, den = 0;
  return product(a.num, b.den / g, &left) && product(b.num, a.den / g, &right) && sum(left, right, &num) &&
         product(a.den, b.den / g, &den) && ent_ratio_make(num, den, out);
}

bool ent_ratio_times(ent_ratio a, ent_ratio b, ent_ratio *out)
{
  const int64_t g = common_divisor(a.num, b.den), h = common_divisor(b.num, a.den);
  int64_t num = 0, den = 0;
  return product(a.num / g, b.num / h, &num) && product(a.den / h, b.den / g, &den) && ent_ratio_make(num, den, out);
}

bool ent_ratio_over(ent_ratio a, ent_ratio b, ent_ratio *out)
{
  ent_ratio turned = {0, 1};
  return ent_ratio_make(b.den, b.num, &turned) && ent_ratio_times(a, turned, out);
}

/* Whole part rounded down, and the rest in [0, den). */
static int64_t whole_part(ent_ratio a, int64_t *rest)
{
  int64_t q = a.num / a.den;
  *rest = a.num % a.den;
  if (*rest < 0) {
    *rest += a.den;
    q--;
  }
  return q;
}

int ent_ratio_compare(ent_ratio a, ent_ratio b)
{
  for (int sign = 1;; sign = -sign) {
    int64_t rest[2] = {0, 0};
    const int64_t p = whole_part(a, &rest[0]), q = whole_part(b, &rest[1]);
    if (p != q) return p < q ? -sign : sign;
    if (rest[0] == 0 || rest[1] == 0) return rest[0] == rest[1] ? 0 : rest[0] == 0 ? -sign : sign;
    a = (ent_ratio){a.den, rest[0]}; /* the larger rest is the smaller reciprocal */
    b = (ent_ratio){b.den, rest[1]};
  }
}

static int64_t power_of_ten(int exponent)
{
  int64_t power = 1;
  for (int i = 0; i < exponent; i++) power *= 10;
  return power;
}

bool ent_ratio_of(double x, int decimals, ent_ratio *out)
{
  if (decimals < 0 || decimals > 9) return false;
  const int64_t den = power_of_ten(decimals);
  const double num = floor(x * (double)den + 0.5);
  return fabs(num) < 9e15 && ent_ratio_make((int64_t)num, den, out);
}

double ent_ratio_value(ent_ratio a)
{
  return (double)a.num / (double)a.den;
}

/* ---- text ------------------------------------------------------------------------------------------------------ */

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Digits from *at on; how many there were. */
static int read_digits(const char *text, size_t size, size_t *at, int64_t *value, int *significant)
{
  int count = 0;
  for (; *at < size && is_digit(text[*at]); ++*at, count++) {
    if (*significant > 0 || text[*at] != '0') ++*significant;
    if (*significant <= DIGITS_MAX) *value = *value * 10 + (text[*at] - '0');
  }
  return count;
}

static ent_status no_number(ent_error *err)
{
  return ent_fail(err, ENT_SYNTAX, "", "A number of a game is written as 3, -1.25, 2/3 or 5e-2.");
}

static ent_status too_long(ent_error *err)
{
  return ent_fail(err, ENT_LIMIT, "", "A number of a game has at most 18 digits.");
}

/* An exponent, if one stands there. */
static bool read_exponent(const char *text, size_t size, size_t *at, int *exponent)
{
  size_t next = *at;
  int64_t value = 0;
  int significant = 0;
  if (next >= size || (text[next] != 'e' && text[next] != 'E')) return true;
  next++;
  const bool minus = next < size && text[next] == '-';
  if (next < size && (text[next] == '-' || text[next] == '+')) next++;
  if (read_digits(text, size, &next, &value, &significant) == 0 || significant > 3) return false;
  *exponent += minus ? -(int)value : (int)value;
  *at = next;
  return true;
}

static ent_status scale(int64_t value, int exponent, ent_ratio *out, ent_error *err)
{
  int64_t num = value;
  if (value != 0 && (exponent < -DIGITS_MAX || exponent > DIGITS_MAX)) return too_long(err);
  if (value != 0 && exponent > 0 && !product(value, power_of_ten(exponent), &num)) return too_long(err);
  return ent_ratio_make(num, value != 0 && exponent < 0 ? power_of_ten(-exponent) : 1, out) ? ENT_OK : too_long(err);
}

ent_status ent_ratio_read(const char *text, size_t size, ent_ratio *out, size_t *used, ent_error *err)
{
  size_t at = 0;
  int64_t value = 0, under = 0;
  int significant = 0, exponent = 0, under_digits = 0;
  const bool minus = size > 0 && text[0] == '-';
  if (size > 0 && (text[0] == '-' || text[0] == '+')) at++;
  int digits = read_digits(text, size, &at, &value, &significant);
  const bool point = at < size && text[at] == '.';
  if (point) {
    at++;
    const int decimals = read_digits(text, size, &at, &value, &significant);
    digits += decimals;
    exponent = -decimals;
  }
  if (digits == 0) return no_number(err);
  if (significant > DIGITS_MAX || exponent < -200) return too_long(err);
  if (minus) value = -value;
  if (!point && at < size && text[at] == '/') {
    at++;
    if (read_digits(text, size, &at, &under, &under_digits) == 0 || under == 0) return no_number(err);
    if (under_digits > DIGITS_MAX || !ent_ratio_make(value, under, out)) return too_long(err);
    *used = at;
    return ENT_OK;
  }
  if (!read_exponent(text, size, &at, &exponent)) return no_number(err);
  const ent_status status = scale(value, exponent, out, err);
  if (status == ENT_OK) *used = at;
  return status;
}

static size_t write_whole(int64_t value, char *out)
{
  char digit[24];
  size_t count = 0, size = 0;
  int64_t left = size_of(value);
  do {
    digit[count++] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  if (value < 0) out[size++] = '-';
  while (count > 0) out[size++] = digit[--count];
  return size;
}

size_t ent_ratio_write(ent_ratio a, char out[ENT_RATIO_MAX])
{
  size_t size = write_whole(a.num, out);
  if (a.den != 1) {
    out[size++] = '/';
    size += write_whole(a.den, out + size);
  }
  out[size] = '\0';
  return size;
}
