/* call.c - what was asked on the command line?
 *
 * entente COMMAND [options and operands in any order].  --name VALUE, --name=VALUE, -n VALUE, -nVALUE; "--" ends the
 * options; "-" alone is an operand (standard input).  The lists of commands.def and options.def are all there is to
 * know. */
#include "call.h"

#include "base/suggest.h"
#include "say.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const cli_command_info cli_command_list[CLI_COMMANDS] = {
#define COMMAND(ID, name, operands, fewest, most, summary, details, example) \
  {#name, operands, fewest, most, summary, details, example},
#include "commands.def"
#undef COMMAND
};

const cli_option_info cli_option_list[CLI_OPTIONS] = {
#define OPTION(ID, name, letter, argument, commands, help) {name, letter, argument, commands, help},
#include "options.def"
#undef OPTION
};

/* ---- the lists ---------------------------------------------------------------------------------------------- */

bool cli_takes(cli_command command, cli_option option)
{
  const char *at = cli_option_list[option].commands;
  if (strcmp(at, "*") == 0) return true;
  const char *const name = cli_command_list[command].name;
  const size_t size = strlen(name);
  while (*at) {
    const size_t word = strcspn(at, " ");
    if (word == size && memcmp(at, name, size) == 0) return true;
    at += word + strspn(at + word, " ");
  }
  return false;
}

cli_command cli_find_command(const char *name)
{
  for (int i = 0; i < CLI_COMMANDS; i++) {
    if (strcmp(cli_command_list[i].name, name) == 0) return (cli_command)i;
  }
  return CLI_COMMANDS;
}

const char *cli_suggest_command(const char *name)
{
  const char *names[CLI_COMMANDS];
  for (int i = 0; i < CLI_COMMANDS; i++) names[i] = cli_command_list[i].name;
  return ent_suggest(name, strlen(name), names, CLI_COMMANDS);
}

/* ---- telling ------------------------------------------------------------------------------------------------- */

void cli_error_word(const cli_call *call)
{
  cli_label(&call->err, HOST_BAD, "error:");
}

void cli_warning_word(const cli_call *call)
{
  cli_label(&call->err, HOST_WARN, "warning:");
}

cli_exit cli_refuse(const cli_call *call, ...)
{
  va_list pieces;
  char sentence[CLI_SAID], said[ENT_SAID_MAX];
  size_t size = 0;
  sentence[0] = '\0';
  va_start(pieces, call);
  for (const char *piece = va_arg(pieces, const char *); piece; piece = va_arg(pieces, const char *)) {
    const int written = snprintf(sentence + size, sizeof sentence - size, "%s", piece);
    if (written < 0 || (size += (size_t)written) >= sizeof sentence) break; /* cut */
  }
  va_end(pieces);
  const char *const name = cli_command_list[call->command].name;
  const char *const operands = cli_command_list[call->command].operands;
  char usage[CLI_SAID];
  snprintf(usage, sizeof usage, "%s%s", operands[0] ? " " : "", operands);
  cli_error_word(call);
  fprintf(stderr, "%s\n", ent_error_say(call->words, sentence, said));
  cli_said(&call->err, "usage: entente {name}{operands} [options]; \"entente help {name}\" says more", "name", name,
           "operands", usage, (char *)NULL);
  fputc('\n', stderr);
  return CLI_INPUT;
}

cli_exit cli_fail(const cli_call *call, const ent_error *err)
{
  char said[ENT_SAID_MAX];
  cli_error_word(call);
  fprintf(stderr, "%s%s%s\n", err->path, err->path[0] ? ": " : "", ent_error_say(call->words, err->message, said));
  return cli_exit_of(err->code);
}

/* ---- reading -------------------------------------------------------------------------------------------------- */

/* The option of the command with that name (or, when name is NULL, that letter); CLI_OPTIONS if there is none. */
static cli_option find_option(cli_command command, const char *name, size_t size, char letter)
{
  for (int i = 0; i < CLI_OPTIONS; i++) {
    const cli_option_info *const o = &cli_option_list[i];
    if (!cli_takes(command, (cli_option)i)) continue;
    if (name ? strlen(o->name) == size && memcmp(o->name, name, size) == 0 : o->letter != 0 && o->letter == letter) {
      return (cli_option)i;
    }
  }
  return CLI_OPTIONS;
}

static cli_exit unknown_option(const cli_call *call, const char *argument)
{
  const char *names[CLI_OPTIONS];
  size_t count = 0;
  for (int i = 0; i < CLI_OPTIONS; i++) {
    if (cli_takes(call->command, (cli_option)i)) names[count++] = cli_option_list[i].name;
  }
  const char *const word = argument + strspn(argument, "-");
  const char *const close = ent_suggest(word, strcspn(word, "="), names, count);
  return cli_refuse(call, "unknown option \"", argument, "\"", close ? "; did you mean \"--" : "", close ? close : "",
                    close ? "\"?" : "", (char *)NULL);
}

/* Takes the option at argv[*at]; steps over its argument when that is a word of its own. */
static cli_exit read_option(int argc, char *const *argv, int *at, cli_call *call)
{
  const char *const word = argv[*at];
  const bool is_long = word[1] == '-';
  const size_t size = is_long ? strcspn(word + 2, "=") : 1;
  const cli_option option = find_option(call->command, is_long ? word + 2 : NULL, size, word[1]);
  if (option == CLI_OPTIONS) return unknown_option(call, word);
  const bool wants = cli_option_list[option].argument[0] != '\0';
  const char *value = "";
  const char *const rest = word + (is_long ? 2 : 1) + size; /* what follows the name in the same word */
  if (is_long && *rest == '=') {
    if (!wants) return cli_refuse(call, "--", cli_option_list[option].name, " takes no value", (char *)NULL);
    value = rest + 1;
  } else if (!is_long && *rest) {
    if (!wants) return cli_refuse(call, "write the options of \"", word, "\" one by one", (char *)NULL);
    value = rest;
  } else if (wants) {
    if (++*at >= argc) {
      return cli_refuse(call, "--", cli_option_list[option].name, " needs a value: ", cli_option_list[option].argument,
                        (char *)NULL);
    }
    value = argv[*at];
  }
  if (call->givens == CLI_GIVEN_MAX) return cli_refuse(call, "there are more than 256 options", (char *)NULL);
  call->given[call->givens].option = option;
  call->given[call->givens++].value = value;
  return CLI_ANSWERED;
}

static cli_exit check_operands(const cli_call *call)
{
  const cli_command_info *const c = &cli_command_list[call->command];
  if (call->operands > c->most)
    return cli_refuse(call, "too many words, from \"", call->operand[c->most], "\" on", (char *)NULL);
  const int given = call->operands + (cli_has(call, CLI_OPTION_DEAL) ? 1 : 0); /* it stands for the FILE */
  if (given >= c->fewest || cli_has(call, CLI_OPTION_HELP)) return CLI_ANSWERED;
  cli_error_word(call);
  cli_said(&call->err, "{command}: {operands} is missing\ntry: {example}\n", "command", c->name, "operands",
           c->operands, "example", c->example, (char *)NULL);
  return CLI_INPUT;
}

/* The two terminals, with the words of their reader. */
static void open_terminals(cli_call *call)
{
  call->out = host_terminal_of(stdout, cli_has(call, CLI_OPTION_NO_COLOR), cli_has(call, CLI_OPTION_ASCII));
  call->err = host_terminal_of(stderr, cli_has(call, CLI_OPTION_NO_COLOR), cli_has(call, CLI_OPTION_ASCII));
  call->out.words = call->err.words = call->words;
  call->out.page_words = call->err.page_words = call->page_words;
}

const char *cli_speak(int argc, char *const *argv, cli_call *call)
{
  const char *asked = NULL;
  memset(call, 0, sizeof *call);
  const bool known = cli_choose_language(argc, argv, call, &asked);
  open_terminals(call);
  return known ? NULL : asked;
}

cli_exit cli_read_call(cli_command command, int argc, char *const *argv, cli_call *call)
{
  const char *const asked = cli_speak(argc, argv, call);
  call->command = command;
  if (asked) return cli_refuse(call, "--lang is en, zh-Hant or zh-Hans, not \"", asked, "\"", (char *)NULL);
  bool options_ended = false;
  for (int i = 2; i < argc; i++) {
    const char *const word = argv[i];
    if (!options_ended && strcmp(word, "--") == 0) {
      options_ended = true;
    } else if (!options_ended && word[0] == '-' && word[1] != '\0') {
      const cli_exit code = read_option(argc, argv, &i, call);
      if (code != CLI_ANSWERED) return code;
    } else {
      if (call->operands == CLI_OPERANDS_MAX) return cli_refuse(call, "there are more than 64 words", (char *)NULL);
      call->operand[call->operands++] = word;
    }
  }
  open_terminals(call);
  return check_operands(call);
}

/* ---- asking ---------------------------------------------------------------------------------------------------- */

const char *cli_value(const cli_call *call, cli_option option)
{
  for (int i = call->givens; i-- > 0;) {
    if (call->given[i].option == option) return call->given[i].value;
  }
  return NULL;
}

bool cli_has(const cli_call *call, cli_option option)
{
  return cli_value(call, option) != NULL;
}

int cli_values(const cli_call *call, cli_option option, const char *value[CLI_GIVEN_MAX])
{
  int count = 0;
  for (int i = 0; i < call->givens; i++) {
    if (call->given[i].option == option) value[count++] = call->given[i].value;
  }
  return count;
}

bool cli_whole(const cli_call *call, cli_option option, uint64_t low, uint64_t high, uint64_t *value)
{
  const char *const text = cli_value(call, option);
  if (!text) return true;
  uint64_t number = 0;
  const char *at = text;
  bool good = *at >= '0' && *at <= '9';
  for (; *at >= '0' && *at <= '9'; at++) {
    good = good && number <= high / 10;
    number = number * 10 + (uint64_t)(*at - '0');
  }
  const uint64_t unit = *at == 'k' ? 1000 : *at == 'M' ? 1000000 : 1;
  if (unit > 1) at++;
  good = good && *at == '\0' && number <= high / unit && number * unit >= low;
  if (good) {
    *value = number * unit;
    return true;
  }
  char least[CLI_NUMBER], most[CLI_NUMBER];
  snprintf(least, sizeof least, "%llu", (unsigned long long)low);
  snprintf(most, sizeof most, "%llu", (unsigned long long)high);
  cli_refuse(call, "--", cli_option_list[option].name, " is a whole number from ", least, " to ", most, ", not \"",
             text, "\"", (char *)NULL);
  return false;
}
