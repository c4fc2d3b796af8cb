/* align.c - `entente align`: which camps are stable, and which tie would have to move how far before somebody changes camp? */
#include "align.h"
#include "commands.h"
#include "targets.h"

#include <string.h>

static cli_exit answer(cli_align *a)
{
  static const cli_option files[] = {CLI_OPTION_CAMPS_SVG};
  cli_targets to;
  int picture = 0;
  if (!cli_align_picture(a->call, &picture))
    return cli_refuse(a->call, "--picture is camps, landscape, flips or break-even, not \"",
                      cli_value(a->call, CLI_OPTION_PICTURE), "\"", (char *)NULL);
  cli_exit code = cli_targets_open(a->call, files, 1, &to);
  if (code != CLI_ANSWERED) return code;
  code = cli_align_find(a);
  if (code != CLI_ANSWERED) {
    cli_targets_discard(&to);
    return code;
  }
  if (!to.to_stdout && cli_has(a->call, CLI_OPTION_AS_JSON))
    cli_align_json(a);
  else if (!to.to_stdout && cli_has(a->call, CLI_OPTION_MEMBERS_CSV) && a->even)
    cli_align_even_csv(a);
  else if (!to.to_stdout && cli_has(a->call, CLI_OPTION_MEMBERS_CSV))
    cli_align_csv(a);
  else if (!to.to_stdout)
    cli_align_show(a);
  fflush(stdout);
  return cli_targets_write(&to, cli_align_draw, a);
}

cli_exit cli_command_align(const cli_call *call)
{
  static cli_align a;
  memset(&a, 0, sizeof a);
  a.call = call;
  a.table = cli_is_table(call->operand[0]);
  a.net.memory = host_memory();
  if (!a.table) ent_arena_open(&a.net.arena, &a.net.memory);
  const cli_exit code = answer(&a);
  cli_network_close(&a.net);
  if (!a.table) cli_session_close(&a.session);
  return code;
}
