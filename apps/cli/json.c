/* json.c - texts, numbers, and values out of JSON that core wrote. */
#include "json.h"

#include "entente/base.h"

#include <string.h>

void cli_json_text(FILE *to, const char *text)
{
  fputc('"', to);
  for (; *text; text++) {
    const unsigned char byte = (unsigned char)*text;
    if (byte == '"' || byte == '\\')
      fprintf(to, "\\%c", byte);
    else if (byte == '\n')
      fputs("\\n", to);
    else if (byte < 0x20)
      fprintf(to, "\\u%04x", byte);
    else
      fputc(byte, to);
  }
  fputc('"', to);
}

void cli_json_number(FILE *to, double value)
{
  char digits[ENT_NUMBER_MAX];
  ent_number_write(value, digits);
  fputs(digits, to);
}

/* The byte behind the string that opens at text. */
static const char *after_string(const char *text)
{
  for (text++; *text && *text != '"'; text++) {
    if (*text == '\\' && text[1]) text++;
  }
  return *text ? text + 1 : text;
}

/* The byte behind the value that starts at text. */
static const char *after_value(const char *text)
{
  int depth = 0;
  while (*text) {
    if (*text == '"') {
      text = after_string(text);
      if (depth == 0) return text;
      continue;
    }
    if (depth == 0 && (*text == ',' || *text == '}' || *text == ']')) return text;
    depth += *text == '{' || *text == '[';
    depth -= *text == '}' || *text == ']';
    text++;
    if (depth == 0 && (text[-1] == '}' || text[-1] == ']')) return text;
  }
  return text;
}

const char *cli_json_member(const char *object, const char *key, size_t *size)
{
  const size_t length = strlen(key);
  const char *at = object + strspn(object, " \n\r\t");
  if (*at++ != '{') return NULL;
  for (;;) {
    at += strspn(at, " \n\r\t,");
    if (*at != '"') return NULL;
    const char *const name = at + 1;
    at = after_string(at);
    const bool found = (size_t)(at - name) == length + 1 && memcmp(name, key, length) == 0;
    at += strspn(at, " \n\r\t");
    if (*at++ != ':') return NULL;
    at += strspn(at, " \n\r\t");
    const char *const end = after_value(at);
    if (found) {
      *size = (size_t)(end - at);
      return at;
    }
    at = end;
  }
}

const char *cli_json_next(const char *array, const char *after, size_t *size)
{
  const char *at = after ? after : array + strspn(array, " \n\r\t");
  if (!after && *at++ != '[') return NULL;
  at += strspn(at, " \n\r\t,");
  if (!*at || *at == ']') return NULL;
  *size = (size_t)(after_value(at) - at);
  return at;
}

/* ---- texts out of JSON ----------------------------------------------------------------------------- */

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* Four hex digits; below 0 when they are not. */
static long hex_four(const char *at, const char *end)
{
  long value = 0;
  if (end - at < 4) return -1;
  for (int i = 0; i < 4; i++) {
    const int digit = hex_digit(at[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

/* The character of an escape that starts behind its backslash, as UTF-8 (RFC 8259, 7); how many bytes were read, 0 when it is
 * none.  Half of a surrogate pair becomes U+FFFD. */
static size_t read_escape(const char *at, const char *end, char out[5])
{
  static const char name[] = "\"\\/bfnrt", meaning[] = "\"\\/\b\f\n\r\t";
  const char *const plain = at < end && *at ? strchr(name, *at) : NULL;
  if (plain) {
    out[0] = meaning[plain - name];
    out[1] = '\0';
    return 1;
  }
  long code = at < end && *at == 'u' ? hex_four(at + 1, end) : -1;
  if (code < 0) return 0;
  size_t used = 5;
  const long low =
    code >= 0xD800 && code < 0xDC00 && end - at > 7 && at[5] == '\\' && at[6] == 'u' ? hex_four(at + 7, end) : -1;
  if (low >= 0xDC00 && low < 0xE000) {
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    used = 11;
  } else if (code == 0 || (code >= 0xD800 && code < 0xE000)) {
    code = 0xFFFD;
  }
  int n = 0;
  if (code < 0x80) {
    out[n++] = (char)code;
  } else {
    const int more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static const int lead[] = {0, 0xC0, 0xE0, 0xF0};
    out[n++] = (char)(unsigned char)(lead[more] | (code >> (6 * more)));
    for (int i = more - 1; i >= 0; i--) out[n++] = (char)(unsigned char)(0x80 | ((code >> (6 * i)) & 0x3F));
  }
  out[n] = '\0';
  return used;
}

bool cli_json_read(const char *raw, size_t size, char *out, size_t room)
{
  const char *const end = raw + size - 1;
  size_t used = 0;
  if (size < 2 || *raw != '"' || *end != '"') return false;
  for (const char *at = raw + 1; at < end;) {
    char piece[5] = {*at, '\0'};
    const size_t taken = *at == '\\' ? read_escape(at + 1, end, piece) : 0;
    if (*at == '\\' && taken == 0) return false;
    const size_t length = strlen(piece);
    if (used + length + 1 > room) return false;
    memcpy(out + used, piece, length);
    used += length;
    at += 1 + taken;
  }
  out[used] = '\0';
  return true;
}
