/* completion.c - how does the shell know the commands and options?  From the same lists as the parser. */
#include "commands.h"
#include "say.h"

#include <string.h>

static void put_commands(const char *between)
{
  for (int i = 0; i < CLI_COMMANDS; i++) printf("%s%s", i > 0 ? between : "", cli_command_list[i].name);
}

static void put_options(cli_command command)
{
  for (int i = 0, first = 1; i < CLI_OPTIONS; i++) {
    if (!cli_takes(command, (cli_option)i)) continue;
    printf("%s--%s", first ? "" : " ", cli_option_list[i].name);
    first = 0;
  }
}

/* Text inside single quotes of a shell. */
static void put_quoted(const char *text)
{
  for (; *text; text++) {
    if (*text == '\'')
      fputs("'\\''", stdout);
    else
      putchar(*text);
  }
}

static void print_bash(void)
{
  fputs("_entente() {\n"
        "  local word=${COMP_WORDS[COMP_CWORD]} words=\n"
        "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
        "    words='",
        stdout);
  put_commands(" ");
  fputs("'\n  else\n    case ${COMP_WORDS[1]} in\n", stdout);
  for (int i = 0; i < CLI_COMMANDS; i++) {
    printf("    %s) words='", cli_command_list[i].name);
    put_options((cli_command)i);
    puts("' ;;");
  }
  fputs("    esac\n"
        "    case $word in -*) ;; *) COMPREPLY=($(compgen -f -- \"$word\")); return ;; esac\n"
        "  fi\n"
        "  COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
        "}\n"
        "complete -o filenames -F _entente entente\n",
        stdout);
}

static void print_zsh(const host_terminal *t)
{
  fputs("#compdef entente\n_entente() {\n  if (( CURRENT == 2 )); then\n    local -a commands=(\n", stdout);
  for (int i = 0; i < CLI_COMMANDS; i++) {
    printf("      '%s:", cli_command_list[i].name);
    put_quoted(cli_say(t, cli_command_list[i].summary));
    puts("'");
  }
  fputs("    )\n    _describe command commands\n    return\n  fi\n  local -a options\n  case $words[2] in\n", stdout);
  for (int i = 0; i < CLI_COMMANDS; i++) {
    printf("  %s) options=(", cli_command_list[i].name);
    put_options((cli_command)i);
    puts(") ;;");
  }
  fputs("  esac\n  if [[ $PREFIX == -* ]]; then compadd -- $options; else _files; fi\n}\ncompdef _entente entente\n",
        stdout);
}

static void print_fish(const host_terminal *t)
{
  fputs("set -l commands ", stdout);
  put_commands(" ");
  putchar('\n');
  for (int i = 0; i < CLI_COMMANDS; i++) {
    printf("complete -c entente -f -n \"not __fish_seen_subcommand_from $commands\" -a %s -d '",
           cli_command_list[i].name);
    put_quoted(cli_say(t, cli_command_list[i].summary));
    puts("'");
  }
  for (int i = 0; i < CLI_COMMANDS; i++) {
    for (int j = 0; j < CLI_OPTIONS; j++) {
      const cli_option_info *const o = &cli_option_list[j];
      if (!cli_takes((cli_command)i, (cli_option)j)) continue;
      printf("complete -c entente -n '__fish_seen_subcommand_from %s' -l %s", cli_command_list[i].name, o->name);
      if (o->letter) printf(" -s %c", o->letter);
      if (o->argument[0]) fputs(" -r", stdout);
      fputs(" -d '", stdout);
      put_quoted(cli_say(t, o->help));
      puts("'");
    }
  }
}

cli_exit cli_command_completion(const cli_call *call)
{
  const char *const shell = call->operand[0];
  if (strcmp(shell, "bash") == 0)
    print_bash();
  else if (strcmp(shell, "zsh") == 0)
    print_zsh(&call->out);
  else if (strcmp(shell, "fish") == 0)
    print_fish(&call->out);
  else
    return cli_refuse(call, "there is a completion for bash, zsh and fish, not for \"", shell, "\"", (char *)NULL);
  return CLI_ANSWERED;
}
