/* text.h - numbers and bars as a person reads them on a terminal. */
#ifndef ENTENTE_CLI_TEXT_H
#define ENTENTE_CLI_TEXT_H

#include "entente/draw.h"
#include "host/terminal.h"

#define CLI_TEXT 64 /* room for any of these texts */
#define CLI_RANGE ENT_RANGE_MAX

/* A text of the library (with a plus-minus sign, say) as this terminal can show it. */
void cli_plain_text(const host_terminal *t, const char *text, char *out, size_t room);

/* The texts of draw.h as this terminal can show them.  Those after the first three may hold no-break spaces, for
 * host_print_wrapped and host_print_padded. */
void cli_percent_text(const host_terminal *t, double share, char out[CLI_TEXT]);
void cli_share_text(const host_terminal *t, ent_share share, char out[CLI_TEXT]);
/* A value of an input, "13 %" for "13 % a year", and in full; two of them. */
void cli_bare_text(const host_terminal *t, double value, const char *unit, char out[CLI_TEXT]);
void cli_value_text(const host_terminal *t, double value, const char *unit, char out[CLI_TEXT]);
void cli_range_text(const host_terminal *t, double low, double high, const char *unit, char out[CLI_RANGE]);
/* What a claim's test found, and what it asked for. */
void cli_measure_text(const host_terminal *t, const ent_claim_test *test, char out[CLI_RANGE]);
void cli_comparison_text(const host_terminal *t, const ent_claim_test *test, char out[CLI_RANGE]);
/* "100,000". */
void cli_count_text(uint64_t count, char out[CLI_TEXT]);

/* Adds the name number k (from 0) to a list, cut to its room. */
void cli_list_name(char *list, size_t room, int k, const char *name);

/* Text to the right edge of so many columns. */
void cli_right(const host_terminal *t, const char *text, int columns);

/* A bar of so many columns, filled to the share in [0, 1]. */
void cli_bar(const host_terminal *t, double share, int columns, host_style style);
/* The columns from `from` to `to` (shares of the width, in any order) filled, with a mark at `mark`. */
void cli_span(const host_terminal *t, double from, double to, double mark, int columns, host_style style);

/* A heading in bold after an empty line. */
void cli_heading(const host_terminal *t, const char *text);

#endif
