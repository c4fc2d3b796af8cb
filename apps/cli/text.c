/* text.c - how does a number look when it is to be read, not computed with?
 *
 * Shares become percent here and only here; all of the library's own numbers stay in [0, 1]. */
#include "text.h"

#include "base/utf8.h"
#include "draw/svg.h"

#include <string.h>

/* What a terminal cannot show becomes ASCII; numbers keep the ASCII minus, so that they can be copied.  No-break spaces
 * stay for host_print_wrapped if they should. */
static void plain(const host_terminal *t, const char *text, bool no_break, char *out, size_t room)
{
  static const struct {
    const char *is, *plain;
  } words[] = {{"\xC2\xA0", " "},      {"\xE2\x88\x92", "-"},  {"\xC2\xB1", "+-"},   {"\xE2\x89\xA4", "<="},
               {"\xE2\x89\xA5", ">="}, {"\xE2\x86\x92", "->"}, {"\xE2\x80\x93", "-"}};
  const int shown = sizeof words / sizeof *words, first = no_break ? 1 : 0, last = t->unicode ? 2 : shown;
  size_t size = 0;
  while (*text && size + 4 < room) {
    int i = first;
    while (i < last && strncmp(text, words[i].is, strlen(words[i].is)) != 0) i++;
    if (i >= last) {
      out[size++] = *text++;
      continue;
    }
    size += (size_t)snprintf(out + size, room - size, "%s", words[i].plain);
    text += strlen(words[i].is);
  }
  out[size] = '\0';
}

void cli_plain_text(const host_terminal *t, const char *text, char *out, size_t room)
{
  plain(t, text, true, out, room);
}

void cli_percent_text(const host_terminal *t, double share, char out[CLI_TEXT])
{
  char text[ENT_PERCENT_MAX];
  ent_percent_write(share, text);
  plain(t, text, false, out, CLI_TEXT);
}

void cli_share_text(const host_terminal *t, ent_share share, char out[CLI_TEXT])
{
  char text[ENT_PERCENT_MAX];
  ent_share_write(share, text);
  plain(t, text, false, out, CLI_TEXT);
}

void cli_value_text(const host_terminal *t, double value, const char *unit, char out[CLI_TEXT])
{
  char text[ENT_VALUE_MAX];
  ent_value_say(t->page_words, value, unit, 2, text);
  plain(t, text, true, out, CLI_TEXT);
}

void cli_bare_text(const host_terminal *t, double value, const char *unit, char out[CLI_TEXT])
{
  char text[ENT_VALUE_MAX];
  ent_value_say_first(t->page_words, value, unit, 2, text);
  plain(t, text, false, out, CLI_TEXT);
}

void cli_range_text(const host_terminal *t, double low, double high, const char *unit, char out[CLI_RANGE])
{
  char text[ENT_RANGE_MAX];
  ent_range_say(t->page_words, low, high, unit, 2, text);
  plain(t, text, true, out, CLI_RANGE);
}

void cli_measure_text(const host_terminal *t, const ent_claim_test *test, char out[CLI_RANGE])
{
  char text[ENT_RANGE_MAX];
  ent_measure_say(t->page_words, test->value, test->se, test->unit, text);
  plain(t, text, true, out, CLI_RANGE);
}

void cli_comparison_text(const host_terminal *t, const ent_claim_test *test, char out[CLI_RANGE])
{
  char text[ENT_RANGE_MAX];
  ent_comparison_say(t->page_words, test->comparison, test->unit, text);
  plain(t, text, true, out, CLI_RANGE);
}

void cli_count_text(uint64_t count, char out[CLI_TEXT])
{
  char digits[32];
  const int size = snprintf(digits, sizeof digits, "%llu", (unsigned long long)count);
  int to = 0;
  for (int i = 0; i < size; i++) {
    if (i > 0 && (size - i) % 3 == 0) out[to++] = ',';
    out[to++] = digits[i];
  }
  out[to] = '\0';
}

void cli_list_name(char *list, size_t room, int k, const char *name)
{
  const size_t used = strlen(list);
  snprintf(list + used, room - used, "%s%s", k ? ", " : "", name);
}

void cli_right(const host_terminal *t, const char *text, int columns)
{
  const int width = (int)ent_utf8_width(text);
  fprintf(t->stream, "%*s%s", width < columns ? columns - width : 0, "", text);
}

static void repeat(const host_terminal *t, const char *text, int times)
{
  for (int i = 0; i < times; i++) fputs(text, t->stream);
}

void cli_bar(const host_terminal *t, double share, int columns, host_style style)
{
  static const char *const eighth[] = {
    "", "\xE2\x96\x8F", "\xE2\x96\x8E", "\xE2\x96\x8D", "\xE2\x96\x8C", "\xE2\x96\x8B", "\xE2\x96\x8A", "\xE2\x96\x89"};
  const double clear = share < 0 ? 0 : share > 1 ? 1 : share;
  int eighths = (int)(clear * columns * 8 + 0.5);
  if (clear > 0 && eighths == 0) eighths = 1; /* little is not nothing */
  if (clear < 1 && eighths == columns * 8) eighths--;
  int full = eighths / 8, part = eighths % 8;
  if (!t->unicode) {
    full += part >= 4 || (full == 0 && part > 0);
    part = 0;
  }
  fputs(host_style_on(t, style), t->stream);
  repeat(t, t->unicode ? "\xE2\x96\x88" : "#", full);
  fputs(eighth[part], t->stream);
  fputs(host_style_off(t), t->stream);
  fputs(host_style_on(t, HOST_DIM), t->stream);
  repeat(t, t->unicode ? "\xC2\xB7" : ".", columns - full - (part > 0));
  fputs(host_style_off(t), t->stream);
}

static int column_of(double share, int columns)
{
  const int column = (int)(share * columns);
  return column < 0 ? 0 : column >= columns ? columns - 1 : column;
}

void cli_span(const host_terminal *t, double from, double to, double mark, int columns, host_style style)
{
  const int low = column_of(from < to ? from : to, columns), high = column_of(from < to ? to : from, columns);
  const int middle = column_of(mark, columns);
  for (int i = 0; i < columns; i++) {
    if (i == middle) {
      host_print_styled(t, HOST_BOLD, t->unicode ? "\xE2\x94\x82" : "|");
    } else if (i >= low && i <= high) {
      host_print_styled(t, style, t->unicode ? "\xE2\x96\xAC" : "=");
    } else {
      fputc(' ', t->stream);
    }
  }
}

void cli_heading(const host_terminal *t, const char *text)
{
  fputc('\n', t->stream);
  host_print_styled(t, HOST_BOLD, text);
  fputc('\n', t->stream);
}
