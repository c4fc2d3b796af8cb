/* main.c - entente: which command was asked for?
 *
 * Data go to standard output, messages to standard error; exit.h lists the exit codes. */
#include "commands.h"
#include "say.h"

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
  cli_label(t, HOST_BAD, "error:");
  cli_said(t,
           word[0] == '-' ? ENT_SAY("entente has no option \"{word}\"") : ENT_SAY("entente has no command \"{word}\""),
           "word", word, (char *)NULL);
  if (close) cli_said(t, "; did you mean \"{name}\"?", "name", close, (char *)NULL);
  cli_said(t, "\n\"entente help\" lists the commands\n", (char *)NULL);
  return CLI_INPUT;
}

static cli_exit run(int argc, char **argv, cli_call *call)
{
  if (argc < 2) {
    cli_print_start(&call->err);
    return CLI_INPUT;
  }
  if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
    cli_print_help(CLI_COMMANDS, &call->out);
    return CLI_ANSWERED;
  }
  const bool version = strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0;
  const cli_command command = version ? CLI_COMMAND_VERSION : cli_find_command(argv[1]);
  if (command == CLI_COMMANDS) return unknown_command(&call->err, argv[1]);
  const cli_exit code = cli_read_call(command, argc, argv, call);
  if (code != CLI_ANSWERED) return code;
  if (cli_has(call, CLI_OPTION_HELP)) {
    cli_print_help(command, &call->out);
    return CLI_ANSWERED;
  }
  return dispatch(command, call);
}

static void tell_unwritten(const cli_call *call, int reason)
{
  char sentence[ENT_MESSAGE_MAX], said[ENT_SAID_MAX];
  snprintf(sentence, sizeof sentence, "standard output could not be written: %s", strerror(reason));
  cli_label(&call->err, HOST_BAD, "error:");
  fprintf(stderr, "%s\n", ent_error_say(call->words, sentence, said));
}

/* --lang may stand before the command too: it is put behind it.  Returns how many words there are, the command among them,
 * or 1 when there is none. */
static int command_first(int argc, char **argv)
{
  const int words = argc > 1 && strcmp(argv[1], "--lang") == 0        ? 2
                    : argc > 1 && strncmp(argv[1], "--lang=", 7) == 0 ? 1
                                                                      : 0;
  if (words == 0) return argc;
  if (argc <= 1 + words) return 1;
  char *const command = argv[1 + words];
  memmove(argv + 2, argv + 1, (size_t)words * sizeof *argv);
  argv[1] = command;
  return argc;
}

int main(int argc, char **argv)
{
  static cli_call call; /* some kilobytes, kept off the stack */
  cli_speak(argc, argv, &call);
  argc = command_first(argc, argv);
  cli_exit code = run(argc, argv, &call);
  /* A full disk or a closed pipe shows at the latest here. */
  const bool written = fflush(stdout) == 0 && !ferror(stdout);
  if (!written && (code == CLI_ANSWERED || code == CLI_UNMET)) {
    tell_unwritten(&call, errno);
    code = CLI_MACHINE;
  }
  return (int)code;
}
