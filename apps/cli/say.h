/* say.h - what the command line says, in the reader's language.  English texts are the keys (po/terminal.*.po). */
#ifndef ENTENTE_CLI_SAY_H
#define ENTENTE_CLI_SAY_H

#include "host/terminal.h"

#define CLI_SAID 2048 /* room for a paragraph */

/* A text of the command line (po/terminal) as the reader of t says it. */
const char *cli_say(const host_terminal *t, const char *english);
/* A text of core, as reports say it too (po/page). */
const char *cli_say_page(const host_terminal *t, const char *english);

/* The same with its {holes} filled from pairs of (name, value), the last name NULL, cut to the room; returns out. */
char *cli_fill(const host_terminal *t, const char *english, char *out, size_t room, ...);
/* Prints it. */
void cli_said(const host_terminal *t, const char *english, ...);
/* The same to the end of the line: wrapped behind `at` columns that stand on it already, further lines two columns in. */
void cli_said_line(const host_terminal *t, int at, const char *english, ...);

/* A whole number as the value of a hole; returns out. */
#define CLI_NUMBER 32
char *cli_number(long long value, char out[CLI_NUMBER]);

/* "usage:" in a style and the blank behind it, which a full-width colon has within; returns the columns of both. */
int cli_label(const host_terminal *t, host_style style, const char *english);

#endif
