/* say.c - how does the command line say a text in its reader's language? */
#include "say.h"

#include "base/bytes.h"
#include "base/utf8.h"
#include "host/memory.h"

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

/* Cut to the room, never inside a character. */
static void copy_cut(const char *text, char *out, size_t room)
{
  size_t size = strlen(text);
  if (size > room - 1) {
    for (size = room - 1; size > 0 && ((unsigned char)text[size] & 0xC0u) == 0x80u;) size--;
  }
  memcpy(out, text, size);
  out[size] = '\0';
}

static void fill(const host_terminal *t, const char *english, char *out, size_t room, va_list pairs)
{
  const ent_allocator memory = host_memory();
  ent_arena arena;
  ent_writer w;
  ent_arena_open(&arena, &memory);
  ent_writer_open(&w, &arena);
  ent_put_said_list(&w, t->words, english, false, pairs);
  copy_cut(w.failed || !w.data ? cli_say(t, english) : w.data, out, room);
  ent_arena_close(&arena);
}

char *cli_fill(const host_terminal *t, const char *english, char *out, size_t room, ...)
{
  va_list pairs;
  va_start(pairs, room);
  fill(t, english, out, room, pairs);
  va_end(pairs);
  return out;
}

void cli_said(const host_terminal *t, const char *english, ...)
{
  char text[CLI_SAID];
  va_list pairs;
  va_start(pairs, english);
  fill(t, english, text, sizeof text, pairs);
  va_end(pairs);
  fputs(text, t->stream);
}

void cli_said_line(const host_terminal *t, int at, const char *english, ...)
{
  char text[CLI_SAID];
  va_list pairs;
  va_start(pairs, english);
  fill(t, english, text, sizeof text, pairs);
  va_end(pairs);
  const size_t size = strlen(text);
  if (size > 0 && text[size - 1] == '\n') text[size - 1] = '\0';
  if (text[0] == ' ') fputc(' ', t->stream);
  host_print_wrapped(t, text, at + (text[0] == ' '), 2);
  fputc('\n', t->stream);
}

char *cli_number(long long value, char out[CLI_NUMBER])
{
  snprintf(out, CLI_NUMBER, "%lld", value);
  return out;
}

int cli_label(const host_terminal *t, host_style style, const char *english)
{
  static const char wide_colon[] = "\xEF\xBC\x9A";
  const char *const text = cli_say(t, english);
  const size_t size = strlen(text);
  host_print_styled(t, style, text);
  const bool wide = size >= 3 && strcmp(text + size - 3, wide_colon) == 0;
  if (!wide) fputc(' ', t->stream);
  return (int)ent_utf8_width(text) + !wide;
}
