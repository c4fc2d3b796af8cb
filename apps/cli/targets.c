/* targets.c - opens, writes and puts into place the files of targets.h. */
#include "targets.h"
#include "say.h"

#include <string.h>

void cli_targets_discard(cli_targets *to)
{
  for (int i = 0; i < to->count; i++) {
    if (to->file[i].open) host_output_discard(&to->file[i].output);
    to->file[i].open = false;
  }
}

cli_exit cli_targets_open(const cli_call *call, const cli_option *option, int options, cli_targets *to)
{
  int on_stdout = 0;
  *to = (cli_targets){.call = call};
  for (int i = 0; i < options; i++) {
    const char *const path = cli_value(call, option[i]);
    on_stdout += path && strcmp(path, "-") == 0;
  }
  if (on_stdout > 1) return cli_refuse(call, "only one file can go to standard output", (char *)NULL);
  to->to_stdout = on_stdout > 0;
  for (int i = 0; i < options; i++) {
    const char *const path = cli_value(call, option[i]);
    if (!path) continue;
    ent_error err = {.code = ENT_OK};
    if (host_output_open(path, &to->file[to->count].output, &err) != ENT_OK) {
      cli_targets_discard(to);
      return cli_fail(call, &err);
    }
    to->file[to->count].option = option[i];
    to->file[to->count++].open = true;
  }
  return CLI_ANSWERED;
}

void cli_target_said(const cli_call *call, const char *what, const char *path)
{
  if (strcmp(path, "-") != 0)
    cli_said(&call->err, "{what} written to {path}\n", "what", what, "path", path, (char *)NULL);
}

cli_exit cli_target_whole(const cli_call *call, const char *what, const char *path, const char *text, size_t size)
{
  ent_error err = {.code = ENT_OK};
  if (host_file_write(path, text, size, &err) != ENT_OK) return cli_fail(call, &err);
  cli_target_said(call, what, path);
  return CLI_ANSWERED;
}

cli_exit cli_targets_write(cli_targets *to, cli_target_write *write, const void *ctx)
{
  for (int i = 0; i < to->count; i++) {
    const cli_option option = to->file[i].option;
    ent_error err = {.code = ENT_OK};
    ent_status status = write(ctx, option, to->file[i].output.stream, &err);
    if (status == ENT_OK) {
      to->file[i].open = false; /* commit ends it, well or badly */
      status = host_output_commit(&to->file[i].output, &err);
    }
    if (status != ENT_OK) {
      cli_targets_discard(to);
      return cli_fail(to->call, &err);
    }
    cli_target_said(to->call, cli_option_list[option].name, cli_value(to->call, option));
  }
  return CLI_ANSWERED;
}

cli_exit cli_targets_answer(const cli_call *call, const cli_answering *how, void *ctx)
{
  cli_targets to;
  cli_exit code = cli_targets_open(call, how->option, how->options, &to);
  if (code != CLI_ANSWERED) return code;
  code = how->compute(ctx);
  if (code != CLI_ANSWERED) {
    cli_targets_discard(&to);
    return code;
  }
  if (!to.to_stdout && cli_has(call, CLI_OPTION_AS_JSON))
    how->json(ctx);
  else if (!to.to_stdout && cli_has(call, CLI_OPTION_MEMBERS_CSV))
    how->csv(ctx);
  else if (!to.to_stdout)
    how->text(ctx);
  fflush(stdout);
  return cli_targets_write(&to, how->write, ctx);
}
