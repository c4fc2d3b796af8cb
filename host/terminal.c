/* terminal.c - how does text get onto a screen of so many columns?
 *
 * Widths are counted in columns, not bytes, by core's own table, so no locale is needed.  Colour is used on a
 * terminal only, and never when NO_COLOR is set (no-color.org) or TERM is dumb.  Drawing characters are used when the
 * locale says UTF-8. */
#include "host/terminal.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static const char *set_or_null(const char *name)
{
  const char *const value = getenv(name);
  return value && value[0] ? value : NULL;
}

/* The locale's name says "UTF-8", "utf8", ... */
static bool locale_is_utf8(void)
{
  const char *name = set_or_null("LC_ALL");
  if (!name) name = set_or_null("LC_CTYPE");
  if (!name) name = set_or_null("LANG");
  if (!name) return false;
  for (; *name; name++) {
    const bool utf =
      (name[0] == 'U' || name[0] == 'u') && (name[1] == 'T' || name[1] == 't') && (name[2] == 'F' || name[2] == 'f');
    if (utf && (name[3] == '8' || (name[3] == '-' && name[4] == '8'))) return true;
  }
  return false;
}

int host_terminal_width(FILE *stream)
{
  struct winsize size;
  int width = 0;
  if (ioctl(fileno(stream), TIOCGWINSZ, &size) == 0) width = size.ws_col;
  if (width == 0) {
    const char *const columns = set_or_null("COLUMNS");
    if (columns) width = (int)strtol(columns, NULL, 10);
  }
  if (width <= 0) return 80;
  return width < 40 ? 40 : width > 120 ? 120 : width;
}

host_terminal host_terminal_of(FILE *stream, bool no_colour, bool ascii)
{
  const char *const term = set_or_null("TERM");
  const bool is_terminal = isatty(fileno(stream)) != 0;
  const bool dumb = !term || strcmp(term, "dumb") == 0;
  return (host_terminal){
    .stream = stream,
    .is_terminal = is_terminal && !dumb,
    .colour = is_terminal && !dumb && !no_colour && !set_or_null("NO_COLOR"),
    .unicode = !ascii && locale_is_utf8(),
    .width = host_terminal_width(stream),
  };
}

const char *host_style_on(const host_terminal *t, host_style style)
{
  static const char *const on[HOST_STYLES] = {
#define X(name, code) "\033[" code "m",
    HOST_STYLE_LIST(X)
#undef X
  };
  return t->colour ? on[style] : "";
}

const char *host_style_off(const host_terminal *t)
{
  return host_style_on(t, HOST_PLAIN);
}

void host_print_styled(const host_terminal *t, host_style style, const char *text)
{
  fprintf(t->stream, "%s%s%s", host_style_on(t, style), text, host_style_off(t));
}

/* Columns of the first bytes of a text. */
static int width_of(const char *text, size_t size)
{
  char piece[8];
  int width = 0;
  for (size_t i = 0; i < size;) {
    uint32_t code = 0;
    size_t length = ent_utf8_next(text + i, size - i, &code);
    if (length == 0) length = 1;
    memcpy(piece, text + i, length);
    piece[length] = '\0';
    width += (int)ent_utf8_width(piece);
    i += length;
  }
  return width;
}

/* Punctuation that begins no line: it stays with the character before it. */
static bool is_closing(uint32_t code)
{
  static const uint32_t closing[] = {0x2019, 0x201D, 0x2026, 0x3001, 0x3002, 0x3009, 0x300B, 0x300D, 0x300F,
                                     0x3011, 0x3015, 0xFF01, 0xFF05, 0xFF09, 0xFF0C, 0xFF1A, 0xFF1B, 0xFF1F};
  for (size_t i = 0; i < sizeof closing / sizeof *closing; i++)
    if (closing[i] == code) return true;
  return false;
}

/* Punctuation that ends no line. */
static bool is_opening(uint32_t code)
{
  static const uint32_t opening[] = {0x2018, 0x201C, 0x3008, 0x300A, 0x300C, 0x300E, 0x3010, 0x3014, 0xFF08};
  for (size_t i = 0; i < sizeof opening / sizeof *opening; i++)
    if (opening[i] == code) return true;
  return false;
}

/* Bytes up to where a line may be broken: after a word, or before and after a wide character.  "5 %" stays together. */
static size_t unbreakable(const char *text)
{
  const size_t size = strlen(text);
  size_t i = 0;
  uint32_t before = 0;
  bool wide_before = false;
  while (i < size && text[i] != '\n') {
    if (text[i] == ' ' && text[i + 1] != '%') break;
    uint32_t code = 0;
    size_t length = ent_utf8_next(text + i, size - i, &code);
    if (length == 0) length = 1;
    const bool wide = length > 2 && width_of(text + i, length) == 2;
    const bool may_break = (wide && before != ' ' && before != 0xA0) || (wide_before && code != ' ' && code != 0xA0);
    if (may_break && i > 0 && !is_closing(code) && !is_opening(before)) return i;
    before = code;
    wide_before = wide;
    i += length;
  }
  return i;
}

/* A no-break space has kept its neighbours together when it comes here, and is shown as a space: what a person copies
 * from the screen is plain. */
static void print_piece(const host_terminal *t, const char *text, size_t size)
{
  for (size_t i = 0; i < size; i++) {
    const bool blank = text[i] == '\xC2' && i + 1 < size && text[i + 1] == '\xA0';
    fputc(blank ? ' ' : text[i], t->stream);
    i += blank;
  }
}

void host_print_wrapped(const host_terminal *t, const char *text, int used, int indent)
{
  int column = used;
  bool line_start = true;
  while (*text) {
    const size_t gap = strspn(text, " ");
    if (text[gap] == '\n') {
      fprintf(t->stream, "\n%*s", indent, "");
      column = indent;
      line_start = true;
      text += gap + 1;
      continue;
    }
    const size_t size = unbreakable(text + gap);
    if (size == 0) return;
    const int wide = width_of(text + gap, size);
    int space = line_start ? 0 : (int)gap;
    if (!line_start && column + space + wide > t->width) {
      fprintf(t->stream, "\n%*s", indent, "");
      column = indent;
      space = 0;
    }
    fprintf(t->stream, "%*s", space, "");
    print_piece(t, text + gap, size);
    column += space + wide;
    line_start = false;
    text += gap + size;
  }
}

void host_print_padded(const host_terminal *t, const char *text, int columns)
{
  const size_t size = strlen(text);
  const int full = (int)ent_utf8_width(text);
  if (full <= columns) {
    print_piece(t, text, size);
    fprintf(t->stream, "%*s", columns - full, "");
    return;
  }
  size_t kept = 0;
  int width = 0;
  while (kept < size) {
    uint32_t code = 0;
    size_t length = ent_utf8_next(text + kept, size - kept, &code);
    if (length == 0) length = 1;
    const int wide = width_of(text + kept, length);
    if (width + wide > columns - 2) break;
    width += wide;
    kept += length;
  }
  print_piece(t, text, kept);
  fprintf(t->stream, "..%*s", columns - 2 - width, "");
}
