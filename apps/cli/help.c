/* help.c - what can entente do, and how is it asked?  All text comes from commands.def, options.def and exit.h. */
#include "commands.h"

#include "entente/base.h"
#include "say.h"

#include <string.h>

#define COMMAND_COLUMNS 15 /* "  coalitions   " */
#define EXIT_COLUMNS 7     /* "  130  " */

/* "-n, --draws N": returns its width. */
static int option_title(const cli_option_info *o, char out[48])
{
  char letter[8] = "    ";
  if (o->letter) snprintf(letter, sizeof letter, "-%c, ", o->letter);
  return snprintf(out, 48, "%s--%s%s%s", letter, o->name, o->argument[0] ? " " : "", o->argument);
}

static void print_options(cli_command command, const host_terminal *t)
{
  for (int i = 0; i < CLI_OPTIONS; i++) {
    const cli_option_info *const o = &cli_option_list[i];
    if (!cli_takes(command, (cli_option)i)) continue;
    char title[48];
    const int width = option_title(o, title);
    fprintf(t->stream, "  %s%s%s", host_style_on(t, HOST_ACCENT), title, host_style_off(t));
    if (width > 22) {
      fprintf(t->stream, "\n%26s", "");
    } else {
      fprintf(t->stream, "%*s", 24 - width, "");
    }
    host_print_wrapped(t, cli_say(t, o->help), 26, 26);
    fputc('\n', t->stream);
  }
}

static void print_command(cli_command command, const host_terminal *t)
{
  const cli_command_info *const c = &cli_command_list[command];
  cli_label(t, HOST_BOLD, "usage:");
  fprintf(t->stream, "entente %s%s%s [options]\n\n", c->name, c->operands[0] ? " " : "", c->operands);
  host_print_wrapped(t, cli_say(t, c->details), 0, 0);
  fputs("\n\n", t->stream);
  host_print_styled(t, HOST_BOLD, cli_say(t, "options:"));
  fputc('\n', t->stream);
  print_options(command, t);
  fputc('\n', t->stream);
  host_print_styled(t, HOST_BOLD, cli_say(t, "example:"));
  fprintf(t->stream, "\n  %s\n", c->example);
}

static void print_exit(const host_terminal *t, int code, const char *text)
{
  fprintf(t->stream, "  %3d  ", code);
  host_print_wrapped(t, text, EXIT_COLUMNS, EXIT_COLUMNS);
  fputc('\n', t->stream);
}

void cli_print_help(cli_command command, const host_terminal *t)
{
  if (command != CLI_COMMANDS) {
    print_command(command, t);
    return;
  }
  cli_label(t, HOST_BOLD, "usage:");
  fputs("entente COMMAND [options]\n\n", t->stream);
  host_print_wrapped(
    t,
    cli_say(t, "Would a diplomatic deal be offered, adopted, accepted, and would it hold? entente puts a scenario with "
               "uncertain inputs to four gates and says how sure the answer is and what would change it."),
    0, 0);
  fputs("\n\n", t->stream);
  host_print_styled(t, HOST_BOLD, cli_say(t, "commands:"));
  fputc('\n', t->stream);
  for (int i = 0; i < CLI_COMMANDS; i++) {
    fprintf(t->stream, "  %s%-12s%s ", host_style_on(t, HOST_ACCENT), cli_command_list[i].name, host_style_off(t));
    host_print_wrapped(t, cli_say(t, cli_command_list[i].summary), COMMAND_COLUMNS, COMMAND_COLUMNS);
    fputc('\n', t->stream);
  }
  fputc('\n', t->stream);
  host_print_styled(t, HOST_BOLD, cli_say(t, "to begin:"));
  fprintf(t->stream, "\n  %s\n  entente help run\n\n", "entente run scenarios/g8-return.yaml");
  host_print_styled(t, HOST_BOLD, cli_say(t, "exit codes:"));
  fputc('\n', t->stream);
#define X(name, code, text) print_exit(t, code, cli_say(t, text));
  CLI_EXIT_LIST(X)
#undef X
}

void cli_print_start(const host_terminal *t)
{
  host_print_wrapped(
    t, cli_say(t, "entente asks of a diplomatic deal: would it be offered, adopted, accepted, and would it hold?"), 0,
    0);
  fputs("\n\n", t->stream);
  host_print_padded(t, cli_say(t, "try:"), 6);
  host_print_styled(t, HOST_ACCENT, "entente run scenarios/g8-return.yaml");
  fputc('\n', t->stream);
  host_print_padded(t, cli_say(t, "or:"), 6);
  fputs("entente help\n", t->stream);
}

cli_exit cli_command_help(const cli_call *call)
{
  if (cli_has(call, CLI_OPTION_MAN)) {
    cli_print_man(stdout);
    return CLI_ANSWERED;
  }
  cli_command command = CLI_COMMANDS;
  if (call->operands == 1) {
    command = cli_find_command(call->operand[0]);
    if (command == CLI_COMMANDS) {
      const char *const close = cli_suggest_command(call->operand[0]);
      return cli_refuse(call, "there is no command \"", call->operand[0], "\"", close ? "; did you mean \"" : "",
                        close ? close : "", close ? "\"?" : "", (char *)NULL);
    }
  }
  cli_print_help(command, &call->out);
  return CLI_ANSWERED;
}

cli_exit cli_command_version(const cli_call *call)
{
  fprintf(call->out.stream, "entente %s\n", ent_version());
  return CLI_ANSWERED;
}
