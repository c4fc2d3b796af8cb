/* say.c - how does the command line say a text in its reader's language? */
#include "say.h"

#include <stdarg.h>
#include <string.h>

const char *cli_say(const host_terminal *t, const char *english)
{
  return ent_say(t->words, english);
}

const char *cli_say_page(const host_terminal *t, const char *english)
{
  return ent_say(t->page_words, english);
}

/* The value of the hole that stands at text; NULL if none of the pairs names it.  *size: bytes of the hole. */
static const char *value_at(const char *text, size_t *size, va_list pairs)
{
  const char *found = NULL;
  const size_t name = strcspn(text + 1, "}");
  *size = name + 2;
  va_list each;
  va_copy(each, pairs);
  for (const char *key = va_arg(each, const char *); key && !found; key = va_arg(each, const char *)) {
    const char *const value = va_arg(each, const char *);
    if (strlen(key) == name && memcmp(key, text + 1, name) == 0) found = value ? value : "";
  }
  va_end(each);
  return found;
}

/* Does the text start with a Chinese character, do its first bytes end with one? */
static bool starts_chinese(const char *text)
{
  return (unsigned char)text[0] >= 0xE3 && (unsigned char)text[0] <= 0xE9;
}

static bool ends_chinese(const char *text, size_t size)
{
  return size >= 3 && starts_chinese(text + size - 3);
}

/* A blank that sets a number apart from Chinese is left out where the value itself is Chinese there. */
static void fill(const char *text, char *out, size_t room, va_list pairs)
{
  size_t used = 0;
  while (*text) {
    size_t taken = 1, size = 1;
    const char *piece = text;
    const char *const value = *text == '{' ? value_at(text, &taken, pairs) : NULL;
    if (value) {
      piece = value;
      size = strlen(value);
      if (used > 0 && out[used - 1] == ' ' && ends_chinese(out, used - 1) && starts_chinese(value)) used--;
      if (text[taken] == ' ' && starts_chinese(text + taken + 1) && ends_chinese(value, size)) taken++;
    } else {
      taken = size = 1 + strcspn(text + 1, "{");
    }
    size_t fits = size < room - 1 - used ? size : room - 1 - used;
    while (fits < size && fits > 0 && ((unsigned char)piece[fits] & 0xC0u) == 0x80u)
      fits--; /* not inside a character */
    memcpy(out + used, piece, fits);
    used += fits;
    text += taken;
  }
  out[used] = '\0';
}

char *cli_fill(const host_terminal *t, const char *english, char *out, size_t room, ...)
{
  va_list pairs;
  va_start(pairs, room);
  fill(cli_say(t, english), out, room, pairs);
  va_end(pairs);
  return out;
}

void cli_said(const host_terminal *t, const char *english, ...)
{
  char text[CLI_SAID];
  va_list pairs;
  va_start(pairs, english);
  fill(cli_say(t, english), text, sizeof text, pairs);
  va_end(pairs);
  fputs(text, t->stream);
}

char *cli_number(long long value, char out[CLI_NUMBER])
{
  snprintf(out, CLI_NUMBER, "%lld", value);
  return out;
}

void cli_label(const host_terminal *t, host_style style, const char *english)
{
  static const char wide_colon[] = "\xEF\xBC\x9A";
  const char *const text = cli_say(t, english);
  const size_t size = strlen(text);
  host_print_styled(t, style, text);
  if (size < 3 || strcmp(text + size - 3, wide_colon) != 0) fputc(' ', t->stream);
}
