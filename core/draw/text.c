/* text.c - how wide is a text, and which part of it fits?
 *
 * A picture cannot ask the reader's machine for its fonts, so widths are estimated from classes of letters, a little
 * from above (Helvetica, Segoe, Roboto and Noto Sans were compared); Chinese, Japanese and Korean take one em.  Marks
 * that turn the direction of writing around are left out: one label must not reorder another.  Cost: O(length). */
#include "draw/svg.h"
#include "base/utf8.h"

#include <string.h>

#define CHARACTERS_MAX 300

static double ascii_em(uint32_t c)
{
  switch (c) {
  case 'i':
  case 'j':
  case 'l':
  case '\'':
  case '|':
  case '.':
  case ',':
  case ':':
  case ';':
  case '!': return 0.29;
  case ' ':
  case 'f':
  case 't':
  case 'I':
  case '(':
  case ')':
  case '[':
  case ']':
  case '/':
  case '-': return 0.35;
  case 'r':
  case '"':
  case '*': return 0.42;
  case 'm':
  case 'M': return 0.92;
  case 'w':
  case 'W':
  case '@':
  case '%': return 0.86;
  default: break;
  }
  if (c < 0x20) return 0;
  if (c >= 'A' && c <= 'Z') return 0.69;
  return 0.585;
}

static double character_em(const char *text, size_t length, uint32_t code)
{
  char one[5] = {0};
  if (code < 0x80) return ascii_em(code);
  if (code == 0xA0 || code == 0x2009 || code == 0x202F) return 0.3;
  memcpy(one, text, length);
  return 0.62 * (double)ent_utf8_width(one) > 1 ? 1.02 : 0.62 * (double)ent_utf8_width(one);
}

/* Length of the character at text and its width in em; a broken byte stands for a replacement character. */
static size_t next_em(const char *text, size_t left, uint32_t *code, double *em)
{
  const size_t length = ent_utf8_next(text, left, code);
  if (length == 0) {
    *code = 0xFFFD;
    *em = 1;
    return 1;
  }
  *em = character_em(text, length, *code);
  return length;
}

double ent_text_width(const char *text, double size)
{
  const size_t all = text ? strlen(text) : 0;
  double sum = 0;
  for (size_t at = 0; at < all;) {
    uint32_t code;
    double em;
    at += next_em(text + at, all - at, &code, &em);
    sum += em;
  }
  return sum * size;
}

size_t ent_text_fit(const char *text, double size, double room)
{
  const size_t all = text ? strlen(text) : 0;
  double sum = 0;
  size_t at = 0;
  while (at < all) {
    uint32_t code;
    double em;
    const size_t length = next_em(text + at, all - at, &code, &em);
    sum += em * size;
    if (sum > room) break;
    at += length;
  }
  return at;
}

static bool in_list(uint32_t code, const uint32_t *list)
{
  for (; *list; list++)
    if (*list == code) return true;
  return false;
}

/* May a line end between these two neighbours?  Source: W3C, Requirements for Chinese Text Layout, section 3.1.3. */
static bool may_part(uint32_t before, uint32_t after)
{
  static const uint32_t closing[] = {0x3001, 0x3002, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F, 0xFF01, 0xFF09, 0x300D,
                                     0x300F, 0x300B, 0x3009, 0x201D, 0x2019, 0x2026, 0x25,   0xB0,   0};
  static const uint32_t opening[] = {0xFF08, 0x300C, 0x300E, 0x300A, 0x3008, 0x201C, 0x2018, 0};
  if (in_list(after, closing) || in_list(before, opening)) return false;
  return (before >= 0x2E80 && before <= 0xFFEF) || (after >= 0x2E80 && after <= 0xFFEF);
}

size_t ent_text_break(const char *text, size_t most)
{
  const size_t all = strlen(text);
  size_t place = 0;
  uint32_t before = 0;
  for (size_t at = 0; at < all && at <= most;) {
    uint32_t code;
    double em;
    const size_t length = next_em(text + at, all - at, &code, &em);
    if (at > 0 && before != ' ' && (code == ' ' || may_part(before, code))) place = at;
    before = code;
    at += length;
  }
  return place;
}

static bool turns_direction(uint32_t code)
{
  return code == 0x61C || code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

/* Copies at most CHARACTERS_MAX characters without what must not stand in a label; *more: something was left over. */
static size_t copy_clean(char *to, const char *text, bool *more)
{
  const size_t all = strlen(text);
  size_t size = 0;
  int count = 0;
  *more = false;
  for (size_t at = 0; at < all; count++) {
    uint32_t code;
    double em;
    const size_t length = next_em(text + at, all - at, &code, &em);
    if (count == CHARACTERS_MAX) {
      *more = true;
      break;
    }
    if (code < 0x20)
      to[size++] = ' ';
    else if (code == 0xFFFD) {
      memcpy(to + size, "\xEF\xBF\xBD", 3);
      size += 3;
    } else if (!turns_direction(code)) {
      memcpy(to + size, text + at, length);
      size += length;
    }
    at += length;
  }
  to[size] = '\0';
  return size;
}

const char *ent_text_clean(ent_sheet *s, const char *text, double size, double room)
{
  static const char ellipsis[] = "\xE2\x80\xA6";
  if (!text || !*text) return "";
  const size_t all = strlen(text); /* a broken byte becomes three */
  char *const copy = ENT_NEW(&s->arena, char, (all < CHARACTERS_MAX ? all * 3 : CHARACTERS_MAX * 4) + 8);
  if (!copy) {
    s->failed = true;
    return "";
  }
  bool more;
  size_t length = copy_clean(copy, text, &more);
  if (room > 0 && (more || ent_text_width(copy, size) > room)) {
    length = ent_text_fit(copy, size, room - size > 0 ? room - size : 0);
    more = true;
  }
  while (more && length > 0 && copy[length - 1] == ' ') length--;
  if (more) memcpy(copy + length, ellipsis, sizeof ellipsis);
  return copy;
}
