/* runs.c - `entente runs`: which runs were kept, what did they say, and which may go? */
#include "commands.h"
#include "json.h"
#include "keep.h"
#include "outcomes.h"
#include "say.h"
#include "text.h"

#include <string.h>

/* ---- the list --------------------------------------------------------------------------------------------------- */

typedef struct listing {
  const cli_call *call;
  int shown;
  cli_outcomes outcomes;
  cli_track track;
} listing;

/* The number under "all": {"p": ...} of a summary; 0 where there is none. */
static double chance_of(const char *summary)
{
  size_t size = 0, used = 0;
  double p = 0;
  const char *const all = cli_json_member(summary, "all", &size);
  const char *const text = all ? cli_json_member(all, "p", &size) : NULL;
  return text && ent_number_read(text, size, &p, &used) == ENT_OK ? p : 0;
}

static void show_title(const host_terminal *t, const host_run *run)
{
  char chance[CLI_TEXT], draws[CLI_TEXT];
  cli_percent_text(t, chance_of(run->summary), chance);
  cli_count_text(run->draws, draws);
  fprintf(t->stream, "%s%s%s  ", host_style_on(t, HOST_ACCENT), run->id, host_style_off(t));
  cli_right(t, chance, 7);
  fputs("  ", t->stream);
  host_print_padded(t, run->title, 32);
  cli_said(t, " {draws} draws", "draws", draws, (char *)NULL);
  if (strcmp(run->changes, "[]") != 0) cli_said(t, ", changed", (char *)NULL);
  if (run->edited) cli_said(t, ", edited", (char *)NULL);
}

/* Shows a run in its reader's language. */
static void show_said(const cli_call *call, const host_run *run,
                      void (*show)(const host_terminal *t, const host_run *run))
{
  const ent_allocator memory = host_memory();
  ent_arena arena;
  ent_arena_open(&arena, &memory);
  const host_run said = keep_said(run, call->page_words, &arena);
  show(&call->out, &said);
  ent_arena_close(&arena);
}

static bool show_line(void *ctx, const host_run *run)
{
  listing *const l = ctx;
  cli_track own;
  show_said(l->call, run, show_title);
  if (cli_track_add(&l->track, &l->outcomes, run, &own)) {
    char brier[ENT_NUMBER_MAX];
    ent_number_write_fixed(own.brier / own.forecasts, 3, brier);
    cli_said(&l->call->out, ", Brier {brier}", "brier", brier, (char *)NULL);
  }
  fputc('\n', l->call->out.stream);
  l->shown++;
  return true;
}

static void put_member(FILE *to, const char *key, const char *text)
{
  fprintf(to, "\"%s\":", key);
  cli_json_text(to, text);
  fputc(',', to);
}

/* The members that a list and a single run share; the object stays open. */
static void put_run(const host_terminal *t, const host_run *run)
{
  FILE *const to = t->stream;
  fputc('{', to);
  put_member(to, "id", run->id);
  put_member(to, "scenario", run->scenario);
  put_member(to, "title", run->title);
  put_member(to, "question", run->question);
  put_member(to, "file", run->file);
  put_member(to, "view", run->view);
  fprintf(to, "\"changes\":%s,\"edited\":%s,\"draws\":%llu,\"study_draws\":%llu,", run->changes,
          run->edited ? "true" : "false", (unsigned long long)run->draws, (unsigned long long)run->study_draws);
  put_member(to, "seed", run->seed);
  put_member(to, "started", run->started);
  fputs("\"seconds\":", to);
  cli_json_number(to, run->seconds);
  fputc(',', to);
  put_member(to, "inputs_sha256", run->inputs_sha256);
  put_member(to, "note", run->note);
  fprintf(to, "\"summary\":%s", run->summary);
}

static bool put_line(void *ctx, const host_run *run)
{
  listing *const l = ctx;
  if (l->shown++ > 0) fputs(",\n", l->call->out.stream);
  show_said(l->call, run, put_run);
  cli_outcomes_json(l->call->out.stream, &l->outcomes, run);
  (void)cli_track_add(&l->track, &l->outcomes, run, NULL);
  fputc('}', l->call->out.stream);
  return true;
}

/* Mean scores over all gates of all resolved runs. */
static void show_track(const host_terminal *t, const cli_track *track)
{
  char runs[CLI_NUMBER], forecasts[CLI_NUMBER], brier[ENT_NUMBER_MAX], log[ENT_NUMBER_MAX];
  if (track->forecasts == 0) return;
  ent_number_write_fixed(track->brier / track->forecasts, 3, brier);
  ent_number_write_fixed(track->log / track->forecasts, 3, log);
  cli_said(t,
           "track record: {forecasts} forecasts of {runs} resolved runs, mean Brier score {brier}, log score {log}\n",
           "forecasts", cli_number(track->forecasts, forecasts), "runs", cli_number(track->runs, runs), "brier", brier,
           "log", log, (char *)NULL);
}

static cli_exit list(const cli_call *call, host_store *store)
{
  const bool json = cli_has(call, CLI_OPTION_AS_JSON);
  listing l = {.call = call};
  ent_error err = {.code = ENT_OK};
  cli_exit code = cli_outcomes_load(call, store, NULL, &l.outcomes);
  if (code == CLI_ANSWERED && json) fputs("{\"runs\":[", call->out.stream);
  if (code == CLI_ANSWERED && host_store_list(store, NULL, UINT64_MAX, json ? put_line : show_line, &l, &err) != ENT_OK)
    code = cli_fail(call, &err);
  if (code == CLI_ANSWERED && json) {
    fputc(']', call->out.stream);
    cli_track_json(call->out.stream, &l.track);
    fputs("}\n", call->out.stream);
  }
  if (code == CLI_ANSWERED && !json) show_track(&call->out, &l.track);
  if (code == CLI_ANSWERED && !json && l.shown == 0)
    cli_said(&call->err, "no run is kept yet; \"entente run FILE --store default\" keeps one\n", (char *)NULL);
  cli_outcomes_close(&l.outcomes);
  return code;
}

/* ---- one run ------------------------------------------------------------------------------------------------------ */

static void tell_row(const host_terminal *t, const char *name, const char *text)
{
  if (!text[0]) return;
  host_print_padded(t, cli_say(t, name), 10);
  host_print_wrapped(t, text, 10, 10);
  fputc('\n', t->stream);
}

/* A text of an object of the store's JSON, cut to the room; "" when there is none. */
static const char *text_of(const char *object, const char *key, char out[CLI_SAID])
{
  size_t size = 0;
  const char *const raw = cli_json_member(object, key, &size);
  return raw && cli_json_read(raw, size, out, CLI_SAID) ? out : "";
}

static void show_changes(const host_terminal *t, const char *changes)
{
  char label[CLI_SAID], value[CLI_SAID];
  size_t size = 0;
  for (const char *at = cli_json_next(changes, NULL, &size); at; at = cli_json_next(changes, at + size, &size)) {
    host_print_padded(t, cli_say(t, "changed"), 10);
    fprintf(t->stream, "%s = %s\n", text_of(at, "label", label), text_of(at, "value", value));
  }
}

static void show_run(const host_terminal *t, const host_run *run)
{
  char text[CLI_SAID];
  tell_row(t, "run", run->id);
  tell_row(t, "scenario", run->title);
  tell_row(t, "file", run->file);
  tell_row(t, "question", run->question);
  tell_row(t, "view", run->view);
  show_changes(t, run->changes);
  tell_row(t, "verdict", text_of(run->summary, "verdict", text));
  char draws[2][CLI_TEXT];
  cli_count_text(run->draws, draws[0]);
  cli_count_text(run->study_draws, draws[1]);
  cli_fill(t, "{draws} draws ({study} of the study), seed {seed}", text, sizeof text, "draws", draws[0], "study",
           draws[1], "seed", run->seed, (char *)NULL);
  tell_row(t, "draws", text);
  snprintf(text, sizeof text, "%s, %.1f s", run->started, run->seconds);
  tell_row(t, "made", text);
  tell_row(t, "inputs", run->inputs_sha256);
  tell_row(t, "note", run->note);
}

static cli_exit show(const cli_call *call, host_store *store, const char *id)
{
  host_run run;
  ent_error err = {.code = ENT_OK};
  if (host_store_get(store, id, &run, &err) != ENT_OK) return cli_fail(call, &err);
  cli_outcomes outcomes;
  const cli_exit code = cli_outcomes_load(call, store, run.id, &outcomes);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_AS_JSON)) {
    show_said(call, &run, put_run);
    cli_outcomes_json(call->out.stream, &outcomes, &run);
    fprintf(call->out.stream, ",\"manifest\":%s,\"answer\":%s}\n", run.manifest, run.answer);
  } else if (code == CLI_ANSWERED) {
    show_said(call, &run, show_run);
    if (outcomes.count > 0)
      cli_said(&call->out, "resolved: \"entente resolve {id}\" shows the scores\n", "id", run.id, (char *)NULL);
  }
  cli_outcomes_close(&outcomes);
  host_run_free(&run);
  return code;
}

static cli_exit delete (const cli_call *call, host_store *store, const char *id)
{
  host_run run;
  ent_error err = {.code = ENT_OK};
  if (host_store_get(store, id, &run, &err) != ENT_OK) return cli_fail(call, &err);
  const ent_status status = host_store_delete(store, run.id, &err);
  if (status == ENT_OK) cli_said(&call->err, "run {id} is deleted\n", "id", run.id, (char *)NULL);
  host_run_free(&run);
  return status == ENT_OK ? CLI_ANSWERED : cli_fail(call, &err);
}

cli_exit cli_command_runs(const cli_call *call)
{
  const bool shows = call->operands == 2 && strcmp(call->operand[0], "show") == 0;
  const bool deletes = call->operands == 2 && strcmp(call->operand[0], "delete") == 0;
  if (call->operands != 0 && !shows && !deletes)
    return cli_refuse(call, "say \"show ID\", \"delete ID\" or nothing", (char *)NULL);
  host_store *store = NULL;
  cli_exit code = cli_store_open(call, &store);
  if (code != CLI_ANSWERED) return code;
  code = shows     ? show(call, store, call->operand[1])
         : deletes ? delete (call, store, call->operand[1])
                   : list(call, store);
  cli_store_close(store);
  return code;
}
