/* weights_read.c - which whole numbers stand for weights written as decimals or percentages?
 *
 * All are multiplied by the same power of ten, the least that leaves no decimals; zeros at the end of decimals do not count.
 * Cost: O(bytes), two passes. */
#include "base/fail.h"
#include "entente/power.h"

#define VOTES_MAX (INT64_C(1) << 53)

typedef struct number {
  const char *digits; /* digits, perhaps with one point */
  size_t size;
  int decimals; /* without zeros at the end */
  bool percent;
} number;

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* The place behind spaces. */
static size_t spaces(const char *text, size_t at)
{
  while (text[at] == ' ' || text[at] == '\t' || text[at] == '\r') at++;
  return at;
}

static ent_status refuse(ent_error *err, int line, size_t place, const char *message)
{
  return ent_fail_at(err, ENT_SYNTAX, line, (int)place + 1, "weight", message);
}

static ent_status read_number(const char *text, int line, number *out, ent_error *err)
{
  const size_t start = spaces(text, 0);
  size_t at = start;
  while (is_digit(text[at])) at++;
  if (at == start) return refuse(err, line, at, "A weight is a number without a sign, such as 12, 16.5 or 7 %.");
  int decimals = 0;
  if (text[at] == '.') {
    const size_t point = at++;
    while (is_digit(text[at])) at++;
    if (at == point + 1) return refuse(err, line, at, "Digits come behind the point of a weight.");
    size_t last = at;
    while (text[last - 1] == '0') last--;
    decimals = last - 1 - point > 30 ? 30 : (int)(last - 1 - point);
  }
  *out = (number){.digits = text + start, .size = at - start, .decimals = decimals};
  at = spaces(text, at);
  out->percent = text[at] == '%';
  if (out->percent) at++;
  at = spaces(text, at);
  if (text[at] != '\0')
    return refuse(err, line, at, "A weight ends here: digits, perhaps a point and decimals, perhaps %.");
  return ENT_OK;
}

/* The number times ten^decimals, at most VOTES_MAX. */
static int64_t scaled(const number *n, int decimals)
{
  int64_t value = 0;
  int left = -1; /* decimals still to come; -1 before the point */
  for (size_t i = 0; i < n->size && left != 0; i++) {
    if (n->digits[i] == '.') {
      left = decimals;
      continue;
    }
    value = value * 10 + (n->digits[i] - '0');
    if (value > VOTES_MAX) return VOTES_MAX;
    if (left > 0) left--;
  }
  for (int i = left < 0 ? decimals : left; i > 0 && value > 0; i--) {
    value *= 10;
    if (value > VOTES_MAX) return VOTES_MAX;
  }
  return value;
}

/* What all must agree on. */
static ent_status survey(const char *const *text, int count, int *decimals, int64_t *total, ent_error *err)
{
  number first = {.size = 0}, n = {.size = 0};
  *decimals = 0;
  for (int i = 0; i < count; i++) {
    const ent_status status = read_number(text[i], i + 1, &n, err);
    if (status != ENT_OK) return status;
    if (i == 0) first = n;
    if (n.percent != first.percent) return refuse(err, i + 1, 0, "Either all weights are written with % or none.");
    if (n.decimals > *decimals) *decimals = n.decimals;
  }
  *total = 0;
  for (int i = 0; i < count && *total < VOTES_MAX; i++) {
    (void)read_number(text[i], i + 1, &n, NULL);
    *total += scaled(&n, *decimals);
  }
  return ENT_OK;
}

ent_status ent_weights_read(const char *const *text, int count, int64_t *weight, int64_t *scale, ent_error *err)
{
  int decimals = 0;
  int64_t total = 0;
  const ent_status status = survey(text, count, &decimals, &total, err);
  if (status != ENT_OK) return status;
  if (total >= VOTES_MAX || decimals > 15)
    return ent_fail(err, ENT_LIMIT, "weight",
                    "Weights written with all their decimals as whole numbers add up to less than 2^53.");
  number n = {.size = 0};
  for (int i = 0; i < count; i++) {
    (void)read_number(text[i], i + 1, &n, NULL);
    weight[i] = scaled(&n, decimals);
  }
  int64_t power = 1;
  for (int i = 0; i < decimals; i++) power *= 10;
  *scale = power;
  return ENT_OK;
}
