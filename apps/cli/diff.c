/* diff.c - `entente diff`: two scenarios side by side, and which assumption causes the difference.
 *
 * Two files, or one file and what --set-b and --view-b change in it.  --set and --view hold on both sides.  Files are opened
 * before the run and renamed into place after it, as in run.c. */
#include "commands.h"
#include "entente/draw.h"
#include "keep.h"
#include "problems.h"
#include "progress.h"
#include "say.h"
#include "session.h"
#include "show_diff.h"
#include "targets.h"

#include <string.h>

typedef struct diffing {
  const cli_call *call;
  ent_allocator memory;
  host_load side[2];
  ent_difference *difference;
} diffing;

/* ---- the two sides ------------------------------------------------------------------------------------------- */

static cli_exit load_side(diffing *d, int side)
{
  const cli_call *const call = d->call;
  const char *change[2 * CLI_GIVEN_MAX];
  const char *view = cli_value(call, CLI_OPTION_VIEW);
  int changes = cli_values(call, CLI_OPTION_SET, change);
  if (side == 1) {
    changes += cli_values(call, CLI_OPTION_SET_B, change + changes);
    if (cli_has(call, CLI_OPTION_VIEW_B)) view = cli_value(call, CLI_OPTION_VIEW_B);
  }
  const char *const file = call->operand[side < call->operands ? side : 0];
  if (cli_store_means(file)) {
    const host_source source = {.view = view, .words = call->page_words};
    return cli_store_load(call, file, source, change, changes, &d->memory, &d->side[side]);
  }
  const ent_status status = host_load_view(file, view, change, changes, call->page_words, &d->memory, &d->side[side]);
  if (status == ENT_OK) return CLI_ANSWERED;
  cli_show_problems(call, &d->side[side]);
  return status == ENT_IO ? CLI_INPUT : cli_exit_of(status);
}

static cli_exit check_call(const cli_call *call)
{
  const bool changed = cli_has(call, CLI_OPTION_SET_B) || cli_has(call, CLI_OPTION_VIEW_B);
  if (call->operands == 1 && !changed)
    return cli_refuse(call, "name a second file, or say with --set-b or --view-b what changes", (char *)NULL);
  const char *const second = call->operand[call->operands - 1];
  if (strcmp(call->operand[0], "-") == 0 && strcmp(second, "-") == 0)
    return cli_refuse(call, "standard input can be read once only", (char *)NULL);
  return CLI_ANSWERED;
}

/* ---- the comparison -------------------------------------------------------------------------------------------- */

static cli_exit compare(diffing *d)
{
  const cli_call *const call = d->call;
  ent_options options = {.words = call->page_words};
  ent_error err = {.code = ENT_OK};
  uint64_t threads = 0;
  if (!cli_whole(call, CLI_OPTION_DIFF_DRAWS, 1, ENT_DRAWS_MAX, &options.draws) ||
      !cli_whole(call, CLI_OPTION_SEED, 1, INT64_MAX, &options.seed) ||
      !cli_whole(call, CLI_OPTION_THREADS, 1, HOST_THREADS_MAX, &threads))
    return CLI_INPUT;
  host_threads *crew = NULL;
  if (host_threads_open((int)threads, &crew, &err) != ENT_OK) return cli_fail(call, &err);
  const ent_executor executor = host_threads_executor(crew);
  cli_progress progress;
  options.executor = &executor;
  options.progress = cli_progress_step;
  options.progress_ctx = &progress;
  cli_progress_begin(&progress, call, cli_has(call, CLI_OPTION_QUIET));
  const ent_status status =
    ent_compare(d->side[0].scenario, d->side[1].scenario, &options, &d->memory, &d->difference, &err);
  cli_progress_end(&progress);
  host_threads_close(crew);
  if (status == ENT_OK) return CLI_ANSWERED;
  if (status != ENT_CANCELLED) return cli_fail(call, &err);
  cli_said(&call->err, "stopped; nothing was written\n", (char *)NULL);
  return CLI_STOPPED;
}

/* ---- files ------------------------------------------------------------------------------------------------------ */

static ent_status write_picture(const diffing *d, FILE *to, ent_error *err)
{
  const ent_look look = {.fixed = true, .words = d->call->page_words};
  ent_drawing drawing = {0};
  const ent_status status = ent_draw_difference(d->difference, -1, &look, &d->memory, &drawing, err);
  if (status == ENT_OK) fwrite(drawing.text, 1, drawing.size, to);
  ent_drawing_free(&drawing, &d->memory);
  return status;
}

static ent_status write_target(const void *ctx, cli_option option, FILE *to, ent_error *err)
{
  const diffing *const d = ctx;
  const char *text = NULL;
  size_t size = 0;
  if (option == CLI_OPTION_SVG) return write_picture(d, to, err);
  const ent_status status = option == CLI_OPTION_JSON ? ent_difference_json(d->difference, &text, &size, err)
                                                      : ent_difference_csv(d->difference, &text, &size, err);
  if (status == ENT_OK) fwrite(text, 1, size, to);
  return status;
}

/* ---- all of it -------------------------------------------------------------------------------------------------- */

static cli_exit run(diffing *d)
{
  static const cli_option files[] = {CLI_OPTION_JSON, CLI_OPTION_CSV, CLI_OPTION_SVG};
  cli_targets to;
  cli_exit code = cli_targets_open(d->call, files, 3, &to);
  if (code != CLI_ANSWERED) return code;
  code = compare(d);
  if (code != CLI_ANSWERED) {
    cli_targets_discard(&to);
    return code;
  }
  if (!to.to_stdout && cli_has(d->call, CLI_OPTION_QUIET))
    cli_show_difference_headline(&d->call->out, d->difference);
  else if (!to.to_stdout)
    cli_show_difference(&d->call->out, d->difference);
  fflush(stdout);
  return cli_targets_write(&to, write_target, d);
}

cli_exit cli_command_diff(const cli_call *call)
{
  diffing d = {.call = call, .memory = host_memory()};
  cli_exit code = check_call(call);
  if (code != CLI_ANSWERED) return code;
  int loaded = 0;
  for (; loaded < 2 && code == CLI_ANSWERED; loaded++) code = load_side(&d, loaded);
  if (code == CLI_ANSWERED) code = run(&d);
  ent_difference_free(d.difference);
  while (loaded-- > 0) host_load_free(&d.side[loaded]);
  return code;
}
