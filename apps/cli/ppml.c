/* ppml.c - entente ppml: what do distance, borders, agreements and sanctions do to trade? */
#include "ppml.h"

#include "base/fail.h"
#include "commands.h"
#include "progress.h"
#include "say.h"

typedef struct watch {
  cli_progress line;
} watch;

static bool go_on(void *ctx, int step, double change)
{
  watch *const w = ctx;
  (void)change;
  return cli_progress_step(&w->line, ENT_SAY("regression"), (double)step / (step + 10.0), NULL);
}

static bool make_answer(cli_ppml *p)
{
  const int k = p->d.regressors;
  p->a = (ent_ppml_answer){.coefficient = ENT_NEW(&p->arena, double, k),
                           .error = ENT_NEW(&p->arena, double, k),
                           .left_out = ENT_NEW(&p->arena, bool, k),
                           .separator = ENT_NEW(&p->arena, double, k),
                           .fate = ENT_NEW(&p->arena, uint8_t, p->n),
                           .mean = ENT_NEW(&p->arena, double, p->n)};
  return p->a.coefficient && p->a.error && p->a.left_out && p->a.separator && p->a.fate && p->a.mean;
}

static cli_exit solve(void *ctx)
{
  cli_ppml *const p = ctx;
  ent_error err = {.code = ENT_OK};
  watch w = {{0}};
  const ent_ppml_options options = {.keep_singletons = cli_has(p->call, CLI_OPTION_KEEP_SINGLETONS),
                                    .skip_separation = cli_has(p->call, CLI_OPTION_KEEP_SEPARATED),
                                    .go_on = go_on,
                                    .ctx = &w};
  if (!make_answer(p))
    return cli_fail(p->call, &(ent_error){.code = ENT_NOMEM, .message = "There is no memory for the answer."});
  cli_progress_begin(&w.line, p->call, false);
  const ent_status status = ent_ppml_fit(&p->d, &options, &p->memory, &p->a, &err);
  cli_progress_end(&w.line);
  if (status != ENT_CANCELLED) return status == ENT_OK ? CLI_ANSWERED : cli_fail(p->call, &err);
  cli_said(&p->call->err, "stopped; nothing was written\n", (char *)NULL);
  return CLI_STOPPED;
}

cli_exit cli_command_ppml(const cli_call *call)
{
  static const cli_option files[] = {CLI_OPTION_FITTED};
  static const cli_answering how = {files, 1, solve, cli_ppml_show, cli_ppml_json, cli_ppml_csv, cli_ppml_write};
  cli_ppml p = {.call = call, .file = call->operand[0], .memory = host_memory()};
  ent_arena_open(&p.arena, &p.memory);
  cli_exit code = cli_ppml_read(&p);
  if (code == CLI_ANSWERED) code = cli_targets_answer(call, &how, &p);
  host_table_free(&p.table);
  host_text_free(&p.text);
  ent_arena_close(&p.arena);
  return code;
}
