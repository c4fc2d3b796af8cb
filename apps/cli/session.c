/* session.c - how does a command get from a file name to an answer? */
#include "session.h"

#include "deals.h"
#include "host/clock.h"
#include "problems.h"
#include "progress.h"
#include "say.h"

#include <string.h>

cli_exit cli_session_open(const cli_call *call, const char *file, cli_session *session)
{
  memset(session, 0, sizeof *session);
  if (cli_deal_named(file)) return cli_deal_open(call, file, session);
  session->memory = host_memory();
  const char *change[CLI_GIVEN_MAX];
  const int changes = cli_values(call, CLI_OPTION_SET, change);
  const char *const view = cli_value(call, CLI_OPTION_VIEW);
  const ent_status status =
    host_load_view(file, view, change, changes, call->page_words, &session->memory, &session->load);
  if (status == ENT_OK) return CLI_ANSWERED;
  cli_show_problems(call, &session->load);
  /* A file that cannot be read is the asker's slip, not the machine's. */
  return status == ENT_IO ? CLI_INPUT : cli_exit_of(status);
}

static cli_exit read_options(const cli_call *call, ent_options *options, uint64_t *threads)
{
  const bool good = cli_whole(call, CLI_OPTION_DRAWS, 1, ENT_DRAWS_MAX, &options->draws) &&
                    cli_whole(call, CLI_OPTION_SEED, 1, INT64_MAX, &options->seed) &&
                    cli_whole(call, CLI_OPTION_STUDY_DRAWS, 1, (uint64_t)1 << 30, &options->study_draws) &&
                    cli_whole(call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, threads);
  return good ? CLI_ANSWERED : CLI_INPUT;
}

cli_exit cli_session_answer(const cli_call *call, cli_session *session)
{
  ent_options options;
  memset(&options, 0, sizeof options);
  options.words = call->page_words;
  uint64_t threads = 0;
  const cli_exit code = read_options(call, &options, &threads);
  return code == CLI_ANSWERED ? cli_session_compute(call, session, &options, (int)threads) : code;
}

cli_exit cli_session_compute(const cli_call *call, cli_session *session, const ent_options *options, int threads)
{
  ent_error err = {.code = ENT_OK};
  host_threads *crew = NULL;
  if (host_threads_open(threads, &crew, &err) != ENT_OK) return cli_fail(call, &err);
  const ent_executor executor = host_threads_executor(crew);
  cli_progress progress;
  ent_options full = *options;
  full.executor = &executor;
  full.progress = cli_progress_step;
  full.progress_ctx = &progress;
  session->threads = host_threads_count(crew);
  const double start = host_clock_seconds();
  cli_progress_begin(&progress, call, cli_has(call, CLI_OPTION_QUIET));
  const ent_status status = ent_answer_run(session->load.scenario, &full, &session->memory, &session->answer, &err);
  cli_progress_end(&progress);
  session->seconds = host_clock_seconds() - start;
  host_threads_close(crew);
  if (status == ENT_OK) return CLI_ANSWERED;
  session->answer = NULL;
  if (status == ENT_CANCELLED) {
    cli_said(&call->err, "stopped; nothing was written\n", (char *)NULL);
    return CLI_STOPPED;
  }
  return cli_fail(call, &err);
}

void cli_session_close(cli_session *session)
{
  if (session->answer) ent_answer_free(session->answer);
  host_load_free(&session->load);
  session->answer = NULL;
}
