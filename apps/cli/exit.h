/* exit.h - what the exit code says: the one list behind the program, its help and its manual page. */
#ifndef ENTENTE_CLI_EXIT_H
#define ENTENTE_CLI_EXIT_H

#include "entente/base.h"

#define CLI_EXIT_LIST(X)                                                         \
  X(ANSWERED, 0, ENT_SAY("answered"))                                            \
  X(UNMET, 1, ENT_SAY("answered, but an --expect does not hold"))                \
  X(INPUT, 2, ENT_SAY("the command line, the scenario or a table is not right")) \
  X(MACHINE, 3, ENT_SAY("the machine refused memory, a read or a write"))        \
  X(STOPPED, 130, ENT_SAY("stopped by Ctrl-C"))

typedef enum cli_exit {
#define X(name, code, text) CLI_##name = code,
  CLI_EXIT_LIST(X)
#undef X
} cli_exit;

/* The exit code for an error of the library. */
static inline cli_exit cli_exit_of(ent_status status)
{
  switch (status) {
  case ENT_OK: return CLI_ANSWERED;
  case ENT_CANCELLED: return CLI_STOPPED;
  case ENT_NOMEM:
  case ENT_IO:
  case ENT_INTERNAL: return CLI_MACHINE;
  default: return CLI_INPUT;
  }
}

#endif
