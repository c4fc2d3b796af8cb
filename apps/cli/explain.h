/* explain.h - the parts of `entente explain`. */
#ifndef ENTENTE_CLI_EXPLAIN_H
#define ENTENTE_CLI_EXPLAIN_H

#include "session.h"

/* What each view, or the one with that key (NULL: all), assumes instead of the author. */
cli_exit cli_explain_views(const cli_call *call, const ent_scenario *s, const char *key);
/* What stands behind a value from trade, and the command that gives it; nothing for other inputs.  explain_trade.c */
void cli_explain_trade(const cli_call *call, const cli_session *session, int input);
/* The verdict of one gate at the centre of the assumptions, with the numbers behind it. */
cli_exit cli_explain_gate(const cli_call *call, const cli_session *session, ent_gate gate);

#endif
