/* text.h - numbers and bars as a person reads them on a terminal. */
#ifndef ENTENTE_CLI_TEXT_H
#define ENTENTE_CLI_TEXT_H

#include "entente/study.h"
#include "host/terminal.h"

#define CLI_TEXT 64 /* room for any of these texts */

/* "52.1 %"; two decimals below 1 % and above 99 %; "<0.01 %" instead of a false zero. */
void cli_percent_text(double share, char out[CLI_TEXT]);
/* "52.1 % +- 0.2", with as many decimals on both sides. */
void cli_share_text(const host_terminal *t, ent_share share, char out[CLI_TEXT]);
/* Three digits, or whole from a thousand on: "0.25", "-0.7", "12400". */
void cli_number_text(double value, char out[CLI_TEXT]);
/* "100,000". */
void cli_count_text(uint64_t count, char out[CLI_TEXT]);

/* A bar of so many columns, filled to the share in [0, 1]. */
void cli_bar(const host_terminal *t, double share, int columns, host_style style);
/* The columns from `from` to `to` (shares of the width, in any order) filled, with a mark at `mark`. */
void cli_span(const host_terminal *t, double from, double to, double mark, int columns, host_style style);

/* A heading in bold after an empty line. */
void cli_heading(const host_terminal *t, const char *text);

#endif
