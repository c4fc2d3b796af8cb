/* call.h - the command line, taken apart. */
#ifndef ENTENTE_CLI_CALL_H
#define ENTENTE_CLI_CALL_H

#include "exit.h"
#include "host/terminal.h"

#define CLI_OPERANDS_MAX 64
#define CLI_GIVEN_MAX 256

typedef enum cli_command {
#define COMMAND(ID, name, operands, fewest, most, summary, details, example) CLI_COMMAND_##ID,
#include "commands.def"
#undef COMMAND
  CLI_COMMANDS
} cli_command;

typedef enum cli_option {
#define OPTION(ID, name, letter, argument, commands, help) CLI_OPTION_##ID,
#include "options.def"
#undef OPTION
  CLI_OPTIONS
} cli_option;

typedef struct cli_command_info {
  const char *name, *operands;
  int fewest, most;
  const char *summary, *details, *example;
} cli_command_info;

typedef struct cli_option_info {
  const char *name;
  char letter; /* 0: none */
  const char *argument, *commands, *help;
} cli_option_info;

extern const cli_command_info cli_command_list[CLI_COMMANDS];
extern const cli_option_info cli_option_list[CLI_OPTIONS];

/* True when the command takes the option. */
bool cli_takes(cli_command command, cli_option option);
/* The command of that name; CLI_COMMANDS if there is none. */
cli_command cli_find_command(const char *name);
/* The known command closest to a misspelt one; NULL if none is close. */
const char *cli_suggest_command(const char *name);

typedef struct cli_call {
  cli_command command;
  int operands, givens;
  const char *operand[CLI_OPERANDS_MAX];
  struct {
    cli_option option;
    const char *value; /* "" for an option without argument */
  } given[CLI_GIVEN_MAX];
  host_terminal out, err;      /* what standard output and standard error can show */
  const char *language;        /* "en", "zh-Hant", "zh-Hans" */
  const ent_words *words;      /* what the command line says (po/terminal); NULL: English */
  const ent_words *page_words; /* what core, reports and charts say (po/page); NULL: English */
} cli_call;

/* The catalogues of a language ("zh-Hant"): of the command line, and of what core and reports say; NULL for English.  The
 * first call for a language is made while there is one thread. */
const ent_words *cli_terminal_words(const char *language);
const ent_words *cli_page_words(const char *language);

/* Sets language, words and page_words from --lang, wherever it stands in argv, or from the environment.  False when --lang
 * names a language that entente does not speak: *asked is that name. */
bool cli_choose_language(int argc, char *const *argv, cli_call *call, const char **asked);

/* Empties the call and opens its terminals in the language of argv and environment.  Returns what --lang asked for if
 * entente does not speak it, else NULL. */
const char *cli_speak(int argc, char *const *argv, cli_call *call);

/* Reads argv[2...] for the command.  On CLI_INPUT the reason has been told on standard error. */
cli_exit cli_read_call(cli_command command, int argc, char *const *argv, cli_call *call);

/* The last value of an option; NULL when it was not given. */
const char *cli_value(const cli_call *call, cli_option option);
bool cli_has(const cli_call *call, cli_option option);
/* All values of an option, in order; returns how many. */
int cli_values(const cli_call *call, cli_option option, const char *value[CLI_GIVEN_MAX]);
/* A whole number in low..high ("20k", "1M"); untouched when the option was not given.  False, and told, if it is not
 * one. */
bool cli_whole(const cli_call *call, cli_option option, uint64_t low, uint64_t high, uint64_t *value);

/* Tells what is wrong with the command line (pieces of text, the last NULL; the whole is said in the reader's language, see
 * ent_error_say) and which help to read.  Returns
 * CLI_INPUT. */
cli_exit cli_refuse(const cli_call *call, ...);
/* Tells an error of the library that has no place in a file.  Returns its exit code. */
cli_exit cli_fail(const cli_call *call, const ent_error *err);
/* Prints "error: " (or "warning: ") in colour on standard error. */
void cli_error_word(const cli_call *call);
void cli_warning_word(const cli_call *call);

#endif
