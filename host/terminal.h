/* terminal.h - what can be shown where the text goes: how wide, in colour, with which characters? */
#ifndef ENT_HOST_TERMINAL_H
#define ENT_HOST_TERMINAL_H

#include "entente/base.h"

#include <stdio.h>

/* Styles: name, escape sequence (ECMA-48 SGR). */
#define HOST_STYLE_LIST(X) \
  X(PLAIN, "0")            \
  X(BOLD, "1")             \
  X(DIM, "2")              \
  X(GOOD, "32")            \
  X(BAD, "31")             \
  X(WARN, "33")            \
  X(ACCENT, "36")

typedef enum host_style {
#define X(name, code) HOST_##name,
  HOST_STYLE_LIST(X)
#undef X
    HOST_STYLES
} host_style;

typedef struct host_terminal {
  FILE *stream;
  bool is_terminal; /* a person is looking, who may be shown a line that changes */
  bool colour;
  bool unicode; /* blocks, +-, dots; else ASCII */
  int width;    /* columns, 40..120; 80 when unknown */
  const ent_words *words,
    *page_words; /* how its reader says the texts of the command line, and of core; NULL: English */
} host_terminal;

/* Looks at the stream and the environment: NO_COLOR (no-color.org), TERM=dumb, LC_ALL, LC_CTYPE, LANG, COLUMNS. */
host_terminal host_terminal_of(FILE *stream, bool no_colour, bool ascii);

/* Columns right now (a window may have changed its size); 80 when unknown. */
int host_terminal_width(FILE *stream);

/* Text in a style: nothing more than the text where there is no colour. */
void host_print_styled(const host_terminal *t, host_style style, const char *text);
const char *host_style_on(const host_terminal *t, host_style style); /* "" where there is no colour */
const char *host_style_off(const host_terminal *t);

/* Prints text broken at spaces so that no line is wider than the terminal, by columns (a Chinese character takes two,
 * and may be broken before or after, but closing punctuation begins no line and opening punctuation ends none).  No-break
 * spaces are not broken at, and come out as spaces.  `used` columns of the first line are taken already; further lines are
 * indented. */
void host_print_wrapped(const host_terminal *t, const char *text, int used, int indent);

/* Prints text cut or padded with spaces to exactly `columns` columns; a cut text ends in "..". */
void host_print_padded(const host_terminal *t, const char *text, int columns);

#endif
