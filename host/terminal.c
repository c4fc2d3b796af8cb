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

/* Bytes up to where a line may be broken: after a word, or after a wide character.  "5 %" stays together. */
static size_t unbreakable(const char *text)
{
  const size_t size = strlen(text);
  size_t i = 0;
  while (i < size && text[i] != '\n') {
    if (text[i] == ' ' && text[i + 1] != '%') break;
    uint32_t code = 0;
    size_t length = ent_utf8_next(text + i, size - i, &code);
    if (length == 0) length = 1;
    const bool wide = length > 2 && width_of(text + i, length) == 2;
    /* Closing punctuation (U+3001, 3002, FF0C, ...) stays with the character before it. */
    const bool closing = code == 0x3001 || code == 0x3002 || code == 0xFF0C || code == 0xFF1A || code == 0xFF1B ||
                         code == 0xFF1F || code == 0xFF01 || code == 0x300D || code == 0xFF09;
    if (wide && !closing && i > 0) return i;
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
