/* commands.h - one function a command, each in its own file. */
#ifndef ENTENTE_CLI_COMMANDS_H
#define ENTENTE_CLI_COMMANDS_H

#include "call.h"

/* cli_command_run, cli_command_check, ... */
#define COMMAND(ID, name, operands, fewest, most, summary, details, example) \
  cli_exit cli_command_##name(const cli_call *call);
#include "commands.def"
#undef COMMAND

/* Help for one command, or for all (CLI_COMMANDS), on standard output. */
void cli_print_help(cli_command command, const host_terminal *t);
/* What to try when nothing was asked, on standard error. */
void cli_print_start(const host_terminal *t);
/* The manual page in roff. */
void cli_print_man(FILE *to);

#endif
