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

static line open_line(char *out, size_t room)
{
  out[0] = '\0';
  return (line){out, 0, room};
}

/* A sentence with its holes {a} and {b} filled, or, when it does not fit, the value of {a} alone. */
static void add_filled(line *l, const char *sentence, const char *a, const char *b)
{
  const size_t start = l->size;
  size_t wanted = strlen(sentence);
  for (const char *at = sentence; *at; at++)
    if (at[0] == '{') wanted += strlen(at[1] == 'a' ? a : b);
  if (start + wanted + 1 > l->room) sentence = "{a}"; /* half a unit would not read */
  for (const char *at = sentence; *at; at++) {
    const bool hole = at[0] == '{' && (at[1] == 'a' || at[1] == 'b') && at[2] == '}';
    const char one[2] = {*at, '\0'};
    add(l, !hole ? one : at[1] == 'a' ? a : b);
    if (hole) at += 2;
  }
}

/* The number with its percent sign if it has one, without further words.  sign: a plus before a change above 0. */
static void add_bare(line *l, double v, const char *unit, int digits, bool sign)
{
  if (v - v != 0) v = 0;
  if (in_percent(unit))
    add_percent(l, v * 100, digits);
  else if (is(unit, "points"))
    add_number(l, v * 100, decimals_of(fabs(v) * 100, digits), sign && digits < THRESHOLD_DIGITS);
  else
    add_number(l, v, decimals_of(fabs(v), is(unit, "count") && digits < 3 ? 3 : digits), false);
}

/* What a unit says around a number; "{a}" for those that say nothing. */
static const char *around(const char *unit, bool one)
{
  if (is(unit, "per year")) return ENT_SAY("{a} a\xC2\xA0year");
  if (is(unit, "income")) return ENT_SAY("{a} of\xC2\xA0income");
  if (is(unit, "points")) return ENT_SAY("{a}\xC2\xA0points");
  if (is(unit, "years")) return one ? ENT_SAY("{a}\xC2\xA0year") : ENT_SAY("{a}\xC2\xA0years");
  return "{a}";
}

size_t ent_value_say(const ent_words *words, double value, const char *unit, int digits, char out[ENT_VALUE_MAX])
{
  char bare[ENT_VALUE_MAX];
  line l = open_line(out, ENT_VALUE_MAX), number = open_line(bare, sizeof bare);
  add_bare(&number, value, unit, digits, true);
  add_filled(&l, ent_say(words, around(unit, value == 1)), bare, "");
  return l.size;
}

size_t ent_value_write(double value, const char *unit, int digits, char out[ENT_VALUE_MAX])
{
  return ent_value_say(NULL, value, unit, digits, out);
}

size_t ent_value_say_first(const ent_words *words, double value, const char *unit, int digits, char out[ENT_VALUE_MAX])
{
  if (ent_say(words, around(unit, false))[0] != '{') return ent_value_say(words, value, unit, digits, out);
  line l = open_line(out, ENT_VALUE_MAX);
  add_bare(&l, value, unit, digits, false);
  return l.size;
}

static void add_range(line *l, const ent_words *words, double low, double high, const char *unit, int digits)
{
  char from[ENT_VALUE_MAX], to[ENT_VALUE_MAX], both[ENT_RANGE_MAX];
  line a = open_line(from, sizeof from), b = open_line(to, sizeof to), range = open_line(both, sizeof both);
  add_bare(&a, low, unit, digits, false);
  add_bare(&b, high, unit, digits, true);
  add_filled(&range, ent_say(words, ENT_SAY("{a} to {b}")), from, to);
  add_filled(l, ent_say(words, around(unit, high == 1)), both, "");
}

size_t ent_range_say(const ent_words *words, double low, double high, const char *unit, int digits,
                     char out[ENT_RANGE_MAX])
{
  line l = open_line(out, ENT_RANGE_MAX);
  add_range(&l, words, low, high, unit, digits);
  return l.size;
}

size_t ent_range_write(double low, double high, const char *unit, int digits, char out[ENT_RANGE_MAX])
{
  return ent_range_say(NULL, low, high, unit, digits, out);
}

/* As many decimals on both sides: those of the error's first digit. */
static void add_measure(line *l, double value, double se, const char *unit)
{
  const double scale = in_percent(unit) || is(unit, "points") ? 100 : 1;
  char text[ENT_NUMBER_MAX];
  const int decimals = decimals_of(se * scale, 1);
  const double v = value - value == 0 ? value * scale : 0;
  ent_number_write_fixed(fabs(v), decimals, text);
  if (v < 0) add(l, MINUS);
  if (v > 0 && is(unit, "points")) add(l, "+");
  add_digits(l, text);
  add(l, NBSP "\xC2\xB1" NBSP);
  ent_number_write_fixed(se * scale, decimals, text);
  add_digits(l, text);
  if (in_percent(unit)) add(l, NBSP "%");
}

size_t ent_measure_say(const ent_words *words, double value, double se, const char *unit, char out[ENT_RANGE_MAX])
{
  char bare[ENT_RANGE_MAX];
  line l = open_line(out, ENT_RANGE_MAX), number = open_line(bare, sizeof bare);
  if (!(se > 0)) {
    add_bare(&number, value, unit, 3, true);
  } else if (is(unit, "share") && value >= 0 && value <= 1) {
    char share[ENT_PERCENT_MAX];
    ent_share_write((ent_share){value, se}, share);
    add(&number, share);
  } else {
    add_measure(&number, value, se, unit);
  }
  add_filled(&l, ent_say(words, around(unit, !(se > 0) && value == 1)), bare, "");
  return l.size;
}

size_t ent_measure_write(double value, double se, const char *unit, char out[ENT_RANGE_MAX])
{
  return ent_measure_say(NULL, value, se, unit, out);
}

size_t ent_comparison_say(const ent_words *words, const char *text, const char *unit, char out[ENT_RANGE_MAX])
{
  static const char *const sign[] = {[ENT_IS_ABOVE] = ">" NBSP, [ENT_IS_AT_LEAST] = "\xE2\x89\xA5" NBSP,
                                     [ENT_IS_BELOW] = "<" NBSP, [ENT_IS_AT_MOST] = "\xE2\x89\xA4" NBSP,
                                     [ENT_IS_EQUAL] = "=" NBSP, [ENT_IS_BETWEEN] = ""};
  ent_comparison c;
  char bare[ENT_RANGE_MAX];
  line l = open_line(out, ENT_RANGE_MAX), number = open_line(bare, sizeof bare);
  if (!text || ent_comparison_read(text, &c, NULL) != ENT_OK) {
    add(&l, text ? text : "");
    return l.size;
  }
  if (c.kind == ENT_IS_BETWEEN) {
    add_range(&l, words, c.a, c.b, unit, THRESHOLD_DIGITS);
    return l.size;
  }
  add(&number, sign[c.kind]);
  add_bare(&number, c.a, unit, THRESHOLD_DIGITS, true);
  add_filled(&l, ent_say(words, around(unit, c.a == 1)), bare, "");
  return l.size;
}

size_t ent_comparison_write(const char *text, const char *unit, char out[ENT_RANGE_MAX])
{
  return ent_comparison_say(NULL, text, unit, out);
}
