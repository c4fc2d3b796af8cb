/* put.c - how does a writer of bytes write text: strings, numbers, and strings inside JSON and XML?
 *
 * JSON text may be placed inside an HTML script element: '<' would end the element and U+2028 and U+2029 a line of
 * JavaScript, so they are escaped as well as what JSON asks for.  A byte that is not UTF-8 becomes U+FFFD, so that no
 * reader of our documents stumbles over a text of the user's.  Cost: O(length).
 * Source: RFC 8259, The JavaScript Object Notation Data Interchange Format, section 7; W3C, XML 1.0, fifth edition,
 * production 2 (Char). */
#include "base/bytes.h"
#include "base/utf8.h"

#include <string.h>

void ent_put(ent_writer *w, const char *text)
{
  ent_write_bytes(w, text, text ? strlen(text) : 0);
}

static bool finite(double v)
{
  return v - v == 0;
}

void ent_put_number(ent_writer *w, double v)
{
  char digits[ENT_NUMBER_MAX];
  if (finite(v))
    ent_write_bytes(w, digits, ent_number_write(v, digits));
  else
    ent_put(w, "null");
}

void ent_put_fixed(ent_writer *w, double v, int decimals)
{
  char digits[ENT_NUMBER_MAX];
  if (finite(v))
    ent_write_bytes(w, digits, ent_number_write_fixed(v, decimals, digits));
  else
    ent_put(w, "null");
}

void ent_put_int(ent_writer *w, int64_t v)
{
  char digits[20]; /* "-9223372036854775808" */
  size_t at = sizeof digits;
  uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
  do {
    digits[--at] = (char)('0' + left % 10);
    left /= 10;
  } while (left > 0);
  if (v < 0) digits[--at] = '-';
  ent_write_bytes(w, digits + at, sizeof digits - at);
}

/* What to write for a character; NULL if it may stand as it is.  unit is room for an escape that is made here. */
typedef const char *escaper(uint32_t code, char unit[8]);

static const char *json_escape(uint32_t code, char unit[8])
{
  static const char hex[] = "0123456789abcdef";
  switch (code) {
  case '"': return "\\\"";
  case '\\': return "\\\\";
  case '\n': return "\\n";
  case '\r': return "\\r";
  case '\t': return "\\t";
  default: break;
  }
  if (code >= 0x20 && code != 0x7F && code != '<' && code != 0x2028 && code != 0x2029) return NULL;
  const char escape[7] = {'\\', 'u', hex[code >> 12], hex[code >> 8 & 15], hex[code >> 4 & 15], hex[code & 15]};
  return memcpy(unit, escape, sizeof escape);
}

static const char *xml_escape(uint32_t code, char unit[8])
{
  (void)unit;
  switch (code) {
  case '&': return "&amp;";
  case '<': return "&lt;";
  case '>': return "&gt;";
  case '"': return "&quot;";
  case '\'': return "&#39;";
  case '\t':
  case '\n': return NULL;
  default: break;
  }
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  return control || code == 0xFFFE || code == 0xFFFF ? "" : NULL;
}

/* Copies the stretches that need no escape as they are. */
static void put_escaped(ent_writer *w, const char *text, escaper *escape)
{
  const size_t size = text ? strlen(text) : 0;
  size_t done = 0; /* everything before was written */
  for (size_t at = 0; at < size;) {
    uint32_t code;
    char unit[8];
    const size_t length = ent_utf8_next(text + at, size - at, &code);
    const char *const instead = length > 0 ? escape(code, unit) : "\xEF\xBF\xBD";
    const size_t next = at + (length > 0 ? length : 1);
    if (instead) {
      ent_write_bytes(w, text + done, at - done);
      ent_put(w, instead);
      done = next;
    }
    at = next;
  }
  ent_write_bytes(w, text ? text + done : NULL, size - done);
}

void ent_put_json(ent_writer *w, const char *text)
{
  put_escaped(w, text, json_escape);
}

void ent_put_xml(ent_writer *w, const char *text)
{
  put_escaped(w, text, xml_escape);
}

void ent_put_quoted(ent_writer *w, const char *text)
{
  ent_put(w, "\"");
  for (const char *c = text ? text : ""; *c; c++) {
    if (*c == '"') ent_put(w, "\"");
    ent_write_bytes(w, c, 1);
  }
  ent_put(w, "\"");
}

void ent_put_cell(ent_writer *w, const char *text)
{
  bool quote = false;
  for (const char *c = text ? text : ""; *c; c++) quote = quote || *c == ',' || *c == '"' || *c == '\n' || *c == '\r';
  if (quote)
    ent_put_quoted(w, text);
  else
    ent_put(w, text);
}
