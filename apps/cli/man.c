/* man.c - the manual page entente(1), in roff (man macros), from the same lists as the help. */
#include "commands.h"

#include "entente/base.h"

/* Text with what roff would take for its own language made plain. */
static void put(FILE *to, const char *text)
{
  for (bool line_start = true; *text; text++) {
    if (line_start && (*text == '.' || *text == '\'')) fputs("\\&", to);
    if (*text == '\\')
      fputs("\\e", to);
    else if (*text == '-')
      fputs("\\-", to);
    else if (*text == '\'')
      fputs("\\(aq", to);
    else
      fputc(*text, to);
    line_start = *text == '\n';
  }
}

static void put_option(FILE *to, const cli_option_info *o)
{
  fputs(".TP\n", to);
  if (o->letter) fprintf(to, "\\fB\\-%c\\fR, ", o->letter);
  fputs("\\fB\\-\\-", to);
  put(to, o->name);
  fputs("\\fR", to);
  if (o->argument[0]) {
    fputs(" \\fI", to);
    put(to, o->argument);
    fputs("\\fR", to);
  }
  fputc('\n', to);
  put(to, o->help);
  fputc('\n', to);
}

static void put_command(FILE *to, cli_command command)
{
  const cli_command_info *const c = &cli_command_list[command];
  fputs(".SS entente ", to);
  put(to, c->name);
  if (c->operands[0]) fputc(' ', to);
  put(to, c->operands);
  fputc('\n', to);
  put(to, c->details);
  fputc('\n', to);
  for (int i = 0; i < CLI_OPTIONS; i++) {
    const bool everywhere = cli_option_list[i].commands[0] == '*';
    if (!everywhere && cli_takes(command, (cli_option)i)) put_option(to, &cli_option_list[i]);
  }
  fputs(".PP\nExample:\n.PP\n.RS 4\n.EX\n", to);
  put(to, c->example);
  fputs("\n.EE\n.RE\n", to);
}

void cli_print_man(FILE *to)
{
  fprintf(to, ".TH ENTENTE 1 \"\" \"entente %s\" \"User Commands\"\n", ent_version());
  fputs(".SH NAME\nentente \\- would a diplomatic deal be adopted, accepted, and would it hold?\n"
        ".SH SYNOPSIS\n\\fBentente\\fR \\fICOMMAND\\fR [\\fIoptions\\fR]\n.SH DESCRIPTION\n",
        to);
  put(
    to,
    "entente reads a scenario: a deal, the actors and clubs whose consent it needs, and every number with its range "
    "and "
    "source. It puts thousands of draws of the uncertain numbers to four gates (will, consent, acceptance, durability) "
    "and says how often all four open, which one fails most and through whom, what moves the answer, and how past "
    "deals of the kind went. Data go to standard output, messages to standard error.\n");
  fputs(".SH COMMANDS\n", to);
  for (int i = 0; i < CLI_COMMANDS; i++) put_command(to, (cli_command)i);
  fputs(".SH OPTIONS OF ALL COMMANDS\n", to);
  for (int i = 0; i < CLI_OPTIONS; i++) {
    if (cli_option_list[i].commands[0] == '*') put_option(to, &cli_option_list[i]);
  }
  fputs(".SH EXIT STATUS\n", to);
#define X(name, code, text)          \
  fprintf(to, ".TP\n.B %d\n", code); \
  put(to, text);                     \
  fputc('\n', to);
  CLI_EXIT_LIST(X)
#undef X
  fputs(
    ".SH ENVIRONMENT\n.TP\n.B NO_COLOR\nWhen set, no colour is used.\n"
    ".TP\n.B TERM\nWith the value dumb, neither colour nor a progress line.\n"
    ".TP\n.B ENTENTE_LANG, LC_ALL, LC_MESSAGES, LANG\nThe language of what entente says, unless \\-\\-lang names it: "
    "en, zh\\-Hant, zh\\-Hans, or the name of a locale such as zh_TW.\n"
    ".TP\n.B LC_ALL, LC_CTYPE, LANG\nUnless one of them names UTF\\-8, charts are drawn in ASCII.\n",
    to);
}
