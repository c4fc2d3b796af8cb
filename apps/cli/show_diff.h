/* show_diff.h - a comparison on a terminal. */
#ifndef ENTENTE_CLI_SHOW_DIFF_H
#define ENTENTE_CLI_SHOW_DIFF_H

#include "entente/compare.h"
#include "host/terminal.h"

void cli_show_difference(const host_terminal *t, const ent_difference *d);
void cli_show_difference_headline(const host_terminal *t, const ent_difference *d);

#endif
