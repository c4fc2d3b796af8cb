/* replay.c - `entente replay`: does a run that was kept come out again, bit for bit?
 *
 * Computed from its snapshot with its seed and draws, the answer is written as JSON and held against the one in the store. */
#include "commands.h"
#include "keep.h"
#include "progress.h"
#include "say.h"

#include <string.h>

static cli_exit compare(const cli_call *call, const host_run *run, ent_answer *answer)
{
  const char *json = NULL;
  size_t size = 0;
  ent_error err = {.code = ENT_OK};
  if (ent_answer_json(answer, &json, &size, &err) != ENT_OK) return cli_fail(call, &err);
  const bool same = strlen(run->answer) == size && memcmp(run->answer, json, size) == 0;
  char draws[CLI_NUMBER];
  host_print_styled(&call->out, same ? HOST_GOOD : HOST_BAD,
                    cli_say(&call->out, same ? ENT_SAY("same") : ENT_SAY("differs")));
  cli_said(&call->out,
           same ? ENT_SAY(" {id}: {draws} draws with seed {seed} give the stored answer again, bit for bit\n")
                : ENT_SAY(" {id}: {draws} draws with seed {seed} do not give the stored answer again\n"),
           "id", run->id, "draws", cli_number((long long)run->draws, draws), "seed", run->seed, (char *)NULL);
  if (!same)
    cli_said(&call->err,
             "\"entente runs show {id} --json\" tells which version and compiler made it; this is entente {version}\n",
             "id", run->id, "version", ent_version(), (char *)NULL);
  return same ? CLI_ANSWERED : CLI_UNMET;
}

static cli_exit replay(const cli_call *call, host_store *store, const host_run *run)
{
  (void)store;
  const ent_allocator memory = host_memory();
  uint64_t threads = 0;
  ent_error err = {.code = ENT_OK};
  ent_options options;
  cli_session session = {.memory = memory};
  if (!cli_whole(call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, &threads)) return CLI_INPUT;
  cli_exit code = CLI_ANSWERED;
  if (keep_load(run, keep_words(run), &memory, &session.load, &err) != ENT_OK) code = cli_fail(call, &err);
  keep_options(run, &options);
  if (code == CLI_ANSWERED) code = cli_session_compute(call, &session, &options, (int)threads);
  if (code == CLI_ANSWERED) code = compare(call, run, session.answer);
  cli_session_close(&session);
  return code;
}

cli_exit cli_command_replay(const cli_call *call)
{
  return cli_store_use(call, replay);
}
