/* json.c - texts, numbers, and one value out of an object that core wrote. */
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
