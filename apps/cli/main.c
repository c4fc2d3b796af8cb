/* main.c - entente: which command was asked for?
 *
 * Data go to standard output, messages to standard error; exit.h lists the exit codes. */
#include "commands.h"

#include <errno.h>
#include <string.h>

static cli_exit dispatch(cli_command command, const cli_call *call)
{
  switch (command) {
#define COMMAND(ID, name, operands, fewest, most, summary, details, example) \
  case CLI_COMMAND_##ID:                                                     \
    return cli_command_##name(call);
#include "commands.def"
#undef COMMAND
  default: return CLI_INPUT;
  }
}

static cli_exit unknown_command(const host_terminal *t, const char *word)
{
  const char *const close = cli_suggest_command(word);
  host_print_styled(t, HOST_BAD, "error:");
  fprintf(stderr, " entente has no %s \"%s\"", word[0] == '-' ? "option" : "command", word);
  if (close) fprintf(stderr, "; did you mean \"%s\"?", close);
  fputs("\n\"entente help\" lists the commands\n", stderr);
  return CLI_INPUT;
}

static cli_exit run(int argc, char **argv)
{
  const host_terminal err = host_terminal_of(stderr, false, false), out = host_terminal_of(stdout, false, false);
  if (argc < 2) {
    cli_print_start(&err);
    return CLI_INPUT;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    cli_print_help(CLI_COMMANDS, &out);
    return CLI_ANSWERED;
  }
  const bool version = strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0;
  const cli_command command = version ? CLI_COMMAND_VERSION : cli_find_command(argv[1]);
  if (command == CLI_COMMANDS) return unknown_command(&err, argv[1]);
  static cli_call call; /* some kilobytes, kept off the stack */
  const cli_exit code = cli_read_call(command, argc, argv, &call);
  if (code != CLI_ANSWERED) return code;
  if (cli_has(&call, CLI_OPTION_HELP)) {
    cli_print_help(command, &call.out);
    return CLI_ANSWERED;
  }
  return dispatch(command, &call);
}

int main(int argc, char **argv)
{
  cli_exit code = run(argc, argv);
  /* A full disk or a closed pipe shows at the latest here. */
  const bool written = fflush(stdout) == 0 && !ferror(stdout);
  if (!written && (code == CLI_ANSWERED || code == CLI_UNMET)) {
    fprintf(stderr, "error: standard output could not be written: %s\n", strerror(errno));
    code = CLI_MACHINE;
  }
  return (int)code;
}
