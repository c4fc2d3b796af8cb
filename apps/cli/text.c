/* text.c - how does a number look when it is to be read, not computed with?
 *
 * Shares become percent here and only here; all of the library's own numbers stay in [0, 1]. */
#include "text.h"

#include <string.h>

static int decimals_of(double share)
{
  return share < 0.01 || share > 0.99 ? 2 : 1;
}

void cli_percent_text(double share, char out[CLI_TEXT])
{
  if (share > 0 && share < 0.00005) {
    snprintf(out, CLI_TEXT, "<0.01 %%");
  } else if (share == 0 || share == 1) {
    snprintf(out, CLI_TEXT, "%.0f %%", share * 100);
  } else {
    snprintf(out, CLI_TEXT, "%.*f %%", decimals_of(share), share * 100);
  }
}

void cli_share_text(const host_terminal *t, ent_share share, char out[CLI_TEXT])
{
  char percent[CLI_TEXT];
  cli_percent_text(share.p, percent);
  const double error = share.se * 100;
  const char *const sign = t->unicode ? "\xC2\xB1" : "+-";
  if (error < 0.005) {
    snprintf(out, CLI_TEXT, "%.20s %s <0.01", percent, sign);
  } else {
    snprintf(out, CLI_TEXT, "%.20s %s %.*f", percent, sign, error < 0.05 ? 2 : decimals_of(share.p), error);
  }
}

void cli_number_text(double value, char out[CLI_TEXT])
{
  const double size = value < 0 ? -value : value;
  if (size < 1e-12) { /* nothing but rounding */
    snprintf(out, CLI_TEXT, "0");
  } else if (size >= 999.5) {
    snprintf(out, CLI_TEXT, "%.0f", value);
  } else if (size < 0.0005) {
    snprintf(out, CLI_TEXT, "%.2g", value);
  } else {
    snprintf(out, CLI_TEXT, "%.3g", value);
  }
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
