/* precedents_like.h - the parts of `entente precedents` that read deals as deals and not as any table. */
#ifndef ENTENTE_CLI_PRECEDENTS_LIKE_H
#define ENTENTE_CLI_PRECEDENTS_LIKE_H

#include "call.h"

/* Answers --like ID and --classes. */
cli_exit cli_precedents_like(const cli_call *call);

#endif
