/* backtest.c - `entente backtest`: had one asked before each past deal, how right would the answers have been? */
#include "backtest.h"

#include "commands.h"
#include "entente/calibrate.h"
#include "host/memory.h"
#include "host/threads.h"
#include "progress.h"
#include "say.h"
#include "targets.h"

#include <stdlib.h>
#include <string.h>

#define DRAWS 10000

static bool step(void *ctx, double done)
{
  return cli_progress_step(ctx, "past deals", done, NULL);
}

static cli_exit read_numbers(cli_backtest *b, uint64_t *threads)
{
  const cli_call *const call = b->call;
  b->draws = DRAWS;
  b->seed = 1;
  const bool good = cli_whole(call, CLI_OPTION_PAST_DRAWS, 0, 1000000, &b->draws) &&
                    cli_whole(call, CLI_OPTION_PAST_SEED, 1, INT64_MAX, &b->seed) &&
                    cli_whole(call, CLI_OPTION_FOLDS, 2, 1000, &b->folds) &&
                    cli_whole(call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, threads);
  return good ? CLI_ANSWERED : CLI_INPUT;
}

/* The table to learn from besides: the deals that come with entente, unless another or none is asked for. */
static cli_exit open_training(cli_backtest *b)
{
  char path[HOST_PATH_MAX];
  const char *const asked = cli_value(b->call, CLI_OPTION_TRAIN);
  b->held_out = cli_has(b->call, CLI_OPTION_HELD_OUT);
  if (asked && strcmp(asked, "none") == 0)
    return b->held_out
             ? cli_refuse(b->call, "--held-out needs a table to learn from, so --train cannot be none", (char *)NULL)
             : CLI_ANSWERED;
  cli_data_path("deals.csv", path);
  if (!b->held_out && strcmp(asked ? asked : path, b->asked.file[0]) == 0)
    return CLI_ANSWERED; /* it has all rows already */
  const cli_exit code = cli_corpus_open(b->call, asked ? asked : path, NULL, &b->training);
  b->has_training = code == CLI_ANSWERED;
  return code;
}

/* Rows whose words are in no list are kept, and told. */
static void warn(const cli_backtest *b)
{
  const ent_corpus *const c = &b->asked.corpus;
  const int count[] = {c->unknown_kinds, c->unknown_rules, c->without_features};
  static const char *const text[] = {
    ENT_SAY("{n} deals are of a kind that is in no list; they count as another kind\n"),
    ENT_SAY("{n} deals are decided by a rule that is in no list; they count as another rule\n"),
    ENT_SAY("{n} deals have no row in the table of features; theirs count as unknown\n")};
  for (int k = 0; k < 3; k++) {
    char n[CLI_NUMBER];
    if (count[k] == 0) continue;
    cli_warning_word(b->call);
    cli_said(&b->call->err, text[k], "n", cli_number(count[k], n), (char *)NULL);
  }
}

static cli_exit forecast(cli_backtest *b, uint64_t threads)
{
  const ent_corpus *const c = &b->asked.corpus;
  const ent_allocator memory = host_memory();
  const ent_gates_draws how = {.seed = b->seed, .draws = b->draws};
  ent_error err = {.code = ENT_OK};
  host_threads *crew = NULL;
  if (host_threads_open((int)threads, &crew, &err) != ENT_OK) return cli_fail(b->call, &err);
  const ent_executor executor = host_threads_executor(crew);
  cli_progress progress;
  const ent_backtest_options options = {.training = b->has_training ? &b->training.corpus : NULL,
                                        .held_out = b->held_out,
                                        .folds = (int)b->folds,
                                        .seed = b->seed,
                                        .executor = &executor,
                                        .progress = step,
                                        .progress_ctx = &progress};
  b->forecaster[0] = ent_gates_forecaster(&how);
  for (int k = 0; k < ENT_BASELINES; k++) b->forecaster[k + 1] = ent_baseline_forecaster(k);
  cli_progress_begin(&progress, b->call, cli_has(b->call, CLI_OPTION_QUIET));
  ent_status status = ent_backtest(c, b->forecaster, CLI_FORECASTERS, &options, &memory, b->chances, &err);
  cli_progress_end(&progress);
  host_threads_close(crew);
  if (status == ENT_OK) status = cli_backtest_score(b, &err);
  if (status == ENT_OK) return CLI_ANSWERED;
  if (status != ENT_CANCELLED) return cli_fail(b->call, &err);
  cli_said(&b->call->err, "stopped; nothing was written\n", (char *)NULL);
  return CLI_STOPPED;
}

static ent_status write_target(const void *ctx, cli_option option, FILE *to, ent_error *err)
{
  const cli_backtest *const b = ctx;
  if (option == CLI_OPTION_PAST_SVG) return cli_backtest_picture(b, to, err);
  if (option == CLI_OPTION_PAST_CSV) return cli_backtest_csv(b, to, err);
  cli_backtest_json(b, to);
  return ENT_OK;
}

static cli_exit answer(cli_backtest *b)
{
  static const cli_option files[] = {CLI_OPTION_JSON, CLI_OPTION_PAST_CSV, CLI_OPTION_PAST_SVG};
  uint64_t threads = 0;
  cli_targets to;
  cli_exit code = read_numbers(b, &threads);
  if (code == CLI_ANSWERED) code = cli_targets_open(b->call, files, 3, &to);
  if (code != CLI_ANSWERED) return code;
  warn(b);
  b->chances = calloc((size_t)b->asked.corpus.rows * CLI_FORECASTERS, sizeof *b->chances);
  code = b->chances ? forecast(b, threads) : CLI_MACHINE;
  if (code != CLI_ANSWERED) {
    cli_targets_discard(&to);
    return code;
  }
  if (!to.to_stdout) cli_backtest_show(b);
  fflush(stdout);
  return cli_targets_write(&to, write_target, b);
}

cli_exit cli_command_backtest(const cli_call *call)
{
  static cli_backtest b;
  char path[HOST_PATH_MAX];
  memset(&b, 0, sizeof b);
  b.call = call;
  cli_data_path("deals.csv", path);
  cli_exit code =
    cli_corpus_open(call, call->operands > 0 ? call->operand[0] : path, cli_value(call, CLI_OPTION_FEATURES), &b.asked);
  if (code == CLI_ANSWERED) code = open_training(&b);
  if (code == CLI_ANSWERED) code = answer(&b);
  free(b.chances);
  cli_corpus_close(&b.asked);
  cli_corpus_close(&b.training);
  return code;
}
