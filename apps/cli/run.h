/* run.h - what one would type to get an answer again. */
#ifndef ENTENTE_CLI_RUN_H
#define ENTENTE_CLI_RUN_H

#include "entente/study.h"

#define CLI_COMMAND_MAX 2048

/* "entente run FILE --draws N --seed S --set 'PATH=VALUE'"; the draws and the seed are told even where they are the scenario's
 * own.  view: NULL or "" for the author's; change: [changes] "path=value". */
void cli_run_text(const char *file, const char *view, const char *const *change, int changes, const ent_answer *answer,
                  char out[CLI_COMMAND_MAX]);

#endif
