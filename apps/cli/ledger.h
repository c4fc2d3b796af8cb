/* ledger.h - sealed forecasts: what `entente seal` writes and `entente verify` checks. */
#ifndef ENTENTE_CLI_LEDGER_H
#define ENTENTE_CLI_LEDGER_H

#include "call.h"
#include "host/file.h"

/* Does the file begin like a ledger? */
bool cli_ledger_is(const char *path);
/* Checks the chain of the ledger that the first operand names; with a second operand (a scenario or a kept run) also computes
 * its forecasts again. */
cli_exit cli_ledger_verify(const cli_call *call);

#endif
