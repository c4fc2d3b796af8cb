/* value.c - how does a number read in its unit?
 *
 * Shares become percent here and only here: 0.13 is "13 %", a hazard "13 % a year", a value to the target "0.5 % of
 * income", a difference of two shares "+12 points".  Only the first digits matter to a reader: with `digits` of them,
 * counted after the decimal point alone (what stands before it is never cut), and no zeros at the end.  A number
 * that would round to 0 keeps its first digit.  Cost: O(length). */
#include "draw/svg.h"
#include "model/expression.h"

#include <math.h>
#include <string.h>

#define NBSP "\xC2\xA0"
#define MINUS "\xE2\x88\x92"
#define DECIMALS_MAX 9
#define THRESHOLD_DIGITS 7 /* a threshold is what was written, not rounded */

typedef struct line {
  char *out;
  size_t size, room; /* room: with the NUL */
} line;

/* A text that does not fit is left out as a whole: a number without its unit still reads, half a unit does not. */
static void add(line *l, const char *text)
{
  const size_t length = strlen(text);
  if (l->size + length + 1 > l->room) return;
  memcpy(l->out + l->size, text, length + 1);
  l->size += length;
}

static bool is(const char *unit, const char *name)
{
  return unit && strcmp(unit, name) == 0;
}

static bool in_percent(const char *unit)
{
  return is(unit, "share") || is(unit, "per year") || is(unit, "income");
}

/* Decimals that leave `digits` digits that matter of a size. */
static int decimals_of(double size, int digits)
{
  int decimals = 0;
  double least = 1; /* the least size that needs no decimals */
  for (int i = 1; i < digits; i++) least *= 10;
  for (; size > 1e-9 && decimals < DECIMALS_MAX && size * 1.0005 < least; least /= 10) decimals++;
  return decimals;
}

static void cut_zeros(char *digits)
{
  size_t n = strlen(digits);
  bool point = false;
  for (size_t i = 0; i < n; i++) point = point || digits[i] == '.';
  while (point && digits[n - 1] == '0') n--;
  if (point && digits[n - 1] == '.') n--;
  digits[n] = '\0';
}

/* The digits of a size, in groups of three from 1,000 on. */
static void add_digits(line *l, const char *digits)
{
  size_t whole = 0;
  while (digits[whole] >= '0' && digits[whole] <= '9') whole++;
  for (size_t i = 0; digits[i]; i++) {
    const char one[2] = {digits[i], '\0'};
    if (i > 0 && i < whole && (whole - i) % 3 == 0) add(l, ",");
    add(l, one);
  }
}

/* The number without its unit.  sign: a plus before what is above 0. */
static void add_number(line *l, double v, int decimals, bool sign)
{
  char text[ENT_NUMBER_MAX];
  ent_number_write_fixed(fabs(v), decimals, text);
  cut_zeros(text);
  if (strcmp(text, "0") != 0) {
    if (v < 0) add(l, MINUS);
    if (v > 0 && sign) add(l, "+");
  }
  add_digits(l, text);
}

/* A percentage; near 100 it is the distance to 100 that matters.  What is below 0.001 or above 99.99 is only said to be
 * so, unless it is a threshold, which somebody has written. */
static void add_percent(line *l, double v, int digits)
{
  const double size = fabs(v), rest = 100 - size;
  if (digits < THRESHOLD_DIGITS && v > 1e-12 && v < 0.001)
    add(l, "<0.001");
  else if (digits < THRESHOLD_DIGITS && v > 99.99 && rest > 1e-12)
    add(l, ">99.99");
  else if (size > 90 && rest > 0)
    add_number(l, v, decimals_of(rest, digits - 1), false);
  else
    add_number(l, v, decimals_of(size, digits), false);
  add(l, NBSP "%");
}

static void add_value(line *l, double v, const char *unit, int digits, bool full)
{
  if (v - v != 0) v = 0;
  if (in_percent(unit)) {
    add_percent(l, v * 100, digits);
    if (full && is(unit, "per year")) add(l, " a" NBSP "year");
    if (full && is(unit, "income")) add(l, " of" NBSP "income");
  } else if (is(unit, "points")) {
    add_number(l, v * 100, decimals_of(fabs(v) * 100, digits), full && digits < THRESHOLD_DIGITS);
    if (full) add(l, NBSP "points");
  } else {
    add_number(l, v, decimals_of(fabs(v), is(unit, "count") && digits < 3 ? 3 : digits), false);
    if (full && is(unit, "years")) add(l, v == 1 ? NBSP "year" : NBSP "years");
  }
}

static line open_line(char *out, size_t room)
{
  out[0] = '\0';
  return (line){out, 0, room};
}

size_t ent_value_write(double value, const char *unit, int digits, char out[ENT_VALUE_MAX])
{
  line l = open_line(out, ENT_VALUE_MAX);
  add_value(&l, value, unit, digits, true);
  return l.size;
}

size_t ent_value_write_bare(double value, const char *unit, int digits, char out[ENT_VALUE_MAX])
{
  line l = open_line(out, ENT_VALUE_MAX);
  add_value(&l, value, unit, digits, false);
  return l.size;
}

size_t ent_range_write(double low, double high, const char *unit, int digits, char out[ENT_RANGE_MAX])
{
  line l = open_line(out, ENT_RANGE_MAX);
  add_value(&l, low, unit, digits, false);
  add(&l, " to ");
  add_value(&l, high, unit, digits, true);
  return l.size;
}

size_t ent_measure_write(double value, double se, const char *unit, char out[ENT_RANGE_MAX])
{
  const double scale = in_percent(unit) || is(unit, "points") ? 100 : 1;
  line l = open_line(out, ENT_RANGE_MAX);
  if (!(se > 0)) {
    add_value(&l, value, unit, 3, true);
    return l.size;
  }
  if (is(unit, "share") && value >= 0 && value <= 1) {
    char share[ENT_PERCENT_MAX];
    ent_share_write((ent_share){value, se}, share);
    add(&l, share);
    return l.size;
  }
  /* as many decimals on both sides: those of the error's first digit */
  char text[ENT_NUMBER_MAX];
  const int decimals = decimals_of(se * scale, 1);
  double v = value - value == 0 ? value * scale : 0;
  ent_number_write_fixed(fabs(v), decimals, text);
  if (v < 0) add(&l, MINUS);
  if (v > 0 && is(unit, "points")) add(&l, "+");
  add_digits(&l, text);
  add(&l, NBSP "\xC2\xB1" NBSP);
  ent_number_write_fixed(se * scale, decimals, text);
  add_digits(&l, text);
  if (in_percent(unit)) add(&l, NBSP "%");
  if (is(unit, "per year")) add(&l, " a" NBSP "year");
  if (is(unit, "income")) add(&l, " of" NBSP "income");
  if (is(unit, "points")) add(&l, NBSP "points");
  if (is(unit, "years")) add(&l, NBSP "years");
  return l.size;
}

size_t ent_comparison_write(const char *text, const char *unit, char out[ENT_RANGE_MAX])
{
  static const char *const sign[] = {[ENT_IS_ABOVE] = ">" NBSP, [ENT_IS_AT_LEAST] = "\xE2\x89\xA5" NBSP,
                                     [ENT_IS_BELOW] = "<" NBSP, [ENT_IS_AT_MOST] = "\xE2\x89\xA4" NBSP,
                                     [ENT_IS_EQUAL] = "=" NBSP, [ENT_IS_BETWEEN] = ""};
  ent_comparison c;
  line l = open_line(out, ENT_RANGE_MAX);
  if (!text || ent_comparison_read(text, &c, NULL) != ENT_OK) {
    add(&l, text ? text : "");
    return l.size;
  }
  add(&l, sign[c.kind]);
  add_value(&l, c.a, unit, THRESHOLD_DIGITS, c.kind != ENT_IS_BETWEEN);
  if (c.kind == ENT_IS_BETWEEN) {
    add(&l, " to ");
    add_value(&l, c.b, unit, THRESHOLD_DIGITS, true);
  }
  return l.size;
}
