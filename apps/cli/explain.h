/* explain.h - the parts of `entente explain`. */
#ifndef ENTENTE_CLI_EXPLAIN_H
#define ENTENTE_CLI_EXPLAIN_H

#include "session.h"

/* The verdict of one gate at the centre of the assumptions, with the numbers behind it. */
cli_exit cli_explain_gate(const cli_call *call, const cli_session *session, ent_gate gate);

#endif
