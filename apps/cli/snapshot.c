/* snapshot.c - `entente snapshot`: the sealed scenario with its tables as one file with a checksum. */
#include "commands.h"
#include "say.h"
#include "session.h"

#include <string.h>
#include <unistd.h>

static cli_exit write_snapshot(const cli_call *call, const ent_scenario *scenario, const char *path)
{
  const uint8_t *data = NULL;
  size_t size = 0;
  ent_scenario_snapshot(scenario, &data, &size);
  ent_error err = {.code = ENT_OK};
  if (host_file_write(path, data, size, &err) != ENT_OK) return cli_fail(call, &err);
  char bytes[CLI_NUMBER];
  if (strcmp(path, "-") != 0)
    cli_said(&call->err, "{path}: {size} bytes\n", "path", path, "size", cli_number((long long)size, bytes),
             (char *)NULL);
  return CLI_ANSWERED;
}

cli_exit cli_command_snapshot(const cli_call *call)
{
  const char *const path = cli_value(call, CLI_OPTION_OUTPUT);
  if (!path) return cli_refuse(call, "say where to write with -o FILE", (char *)NULL);
  if (strcmp(path, "-") == 0 && isatty(STDOUT_FILENO)) {
    return cli_refuse(call, "a snapshot is no text; write it to a file", (char *)NULL);
  }
  cli_session session;
  cli_exit code = cli_session_open(call, call->operand[0], &session);
  if (code == CLI_ANSWERED) code = write_snapshot(call, session.load.scenario, path);
  cli_session_close(&session);
  return code;
}
