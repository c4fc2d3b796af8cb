/* resolve.c - `entente resolve`: what came true of a run that was kept, and how good was its forecast? */
#include "commands.h"
#include "json.h"
#include "keep.h"
#include "outcomes.h"
#include "say.h"
#include "show.h"
#include "text.h"

#include <string.h>

/* ---- what came true ------------------------------------------------------------------------------------------------ */

static cli_exit refuse_part(const cli_call *call, const char *part, size_t size)
{
  char word[64];
  snprintf(word, sizeof word, "%.*s", (int)(size < 60 ? size : 60), part);
  return cli_refuse(call, "--outcome says \"", word,
                    "\"; it takes offered, adopted, accepted, held and all, each with =yes or =no, with commas between",
                    (char *)NULL);
}

static cli_exit read_part(const cli_call *call, const char *part, size_t size, cli_answers *out)
{
  const size_t name = strcspn(part, "=,");
  const int gate = name < size ? cli_event_gate(part, name) : -1;
  if (gate < 0) return refuse_part(call, part, size);
  const bool yes = size - name == 4 && memcmp(part + name, "=yes", 4) == 0;
  if (!yes && !(size - name == 3 && memcmp(part + name, "=no", 3) == 0)) return refuse_part(call, part, size);
  if (out->known[gate] && out->came[gate] != yes)
    return cli_refuse(call, "--outcome says both yes and no of \"", cli_gate_event(gate), "\"", (char *)NULL);
  out->known[gate] = true;
  out->came[gate] = yes;
  return CLI_ANSWERED;
}

static cli_exit read_answers(const cli_call *call, cli_answers *out)
{
  const char *given[CLI_GIVEN_MAX];
  const int count = cli_values(call, CLI_OPTION_CAME, given);
  memset(out, 0, sizeof *out);
  for (int i = 0; i < count; i++)
    for (const char *at = given[i]; *at;) {
      at += strspn(at, " ,");
      size_t size = strcspn(at, ",");
      const char *const next = at + size;
      while (size > 0 && at[size - 1] == ' ') size--;
      const cli_exit code = size > 0 ? read_part(call, at, size, out) : CLI_ANSWERED;
      if (code != CLI_ANSWERED) return code;
      at = next;
    }
  return cli_answers_settle(out)
           ? CLI_ANSWERED
           : cli_refuse(call, "--outcome: all is yes when all four are yes, and no when one of them is no",
                        (char *)NULL);
}

static cli_exit write_answers(const cli_call *call, host_store *store, const char *run, const cli_answers *from)
{
  host_outcome outcome[ENT_GATES + 1];
  const int count = cli_answers_list(from, outcome);
  ent_error err = {.code = ENT_OK};
  if (count == 0 && !cli_has(call, CLI_OPTION_TAKE_BACK))
    return cli_refuse(call, "--outcome says nothing; --forget takes back what was said", (char *)NULL);
  return host_store_resolve(store, run, outcome, count, &err) == ENT_OK ? CLI_ANSWERED : cli_fail(call, &err);
}

/* ---- what is shown ----------------------------------------------------------------------------------------------------- */

static void number(const host_terminal *t, double value, int columns)
{
  char text[ENT_NUMBER_MAX];
  ent_number_write_fixed(value, 3, text);
  cli_right(t, text, columns);
}

static void show_row(const host_terminal *t, const cli_outcome *o, const char *summary)
{
  const cli_gate_score s = cli_outcome_score(o, summary);
  char share[CLI_TEXT];
  cli_percent_text(t, s.p, share);
  fputs("  ", t->stream);
  host_print_padded(t, cli_gate_title(t, o->gate), 18);
  cli_right(t, s.p >= 0 ? share : "-", 10);
  cli_right(t, cli_say(t, o->came ? ENT_SAY("yes") : ENT_SAY("no")), 8);
  number(t, s.brier, 10);
  number(t, s.log, 10);
  fputc('\n', t->stream);
}

static void show_scores(const cli_call *call, const host_run *run, const cli_outcomes *outcomes)
{
  const host_terminal *const t = &call->out;
  cli_track all = {0}, own = {0};
  char count[CLI_NUMBER], brier[ENT_NUMBER_MAX], log[ENT_NUMBER_MAX];
  fprintf(t->stream, "%s%s%s  %s\n\n", host_style_on(t, HOST_ACCENT), run->id, host_style_off(t), run->title);
  if (!cli_track_add(&all, outcomes, run, &own) && outcomes->count == 0) {
    cli_said(t, "nothing is said yet of what came true; --outcome adopted=yes,accepted=no says it\n", (char *)NULL);
    return;
  }
  fputs("  ", t->stream);
  host_print_padded(t, "", 18);
  cli_right(t, cli_say(t, "forecast"), 10);
  cli_right(t, cli_say(t, "came"), 8);
  cli_right(t, cli_say(t, "Brier"), 10);
  cli_right(t, cli_say(t, "log"), 10);
  fputc('\n', t->stream);
  for (int i = 0; i < outcomes->count; i++) show_row(t, &outcomes->list[i], run->summary);
  if (own.forecasts == 0) return;
  ent_number_write_fixed(own.brier / own.forecasts, 3, brier);
  ent_number_write_fixed(own.log / own.forecasts, 3, log);
  fputc('\n', t->stream);
  cli_said(t,
           "mean over {count} gates: Brier score {brier}, log score {log}; 0 is perfect, tossing a coin gets 0.250 and "
           "0.693\n",
           "count", cli_number(own.forecasts, count), "brier", brier, "log", log, (char *)NULL);
}

static cli_exit show(const cli_call *call, host_store *store, const host_run *run)
{
  cli_outcomes outcomes;
  const cli_exit code = cli_outcomes_load(call, store, run->id, &outcomes);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_AS_JSON)) {
    fputs("{\"id\":", call->out.stream);
    cli_json_text(call->out.stream, run->id);
    cli_outcomes_json(call->out.stream, &outcomes, run);
    fputs("}\n", call->out.stream);
  } else if (code == CLI_ANSWERED) {
    const ent_allocator memory = host_memory();
    ent_arena arena;
    ent_arena_open(&arena, &memory);
    const host_run said = keep_said(run, call->page_words, &arena);
    show_scores(call, &said, &outcomes);
    ent_arena_close(&arena);
  }
  cli_outcomes_close(&outcomes);
  return code;
}

static cli_exit resolve(const cli_call *call, host_store *store, const host_run *run)
{
  cli_answers given;
  cli_exit code = read_answers(call, &given);
  if (code == CLI_ANSWERED && (cli_has(call, CLI_OPTION_CAME) || cli_has(call, CLI_OPTION_TAKE_BACK)))
    code = write_answers(call, store, run->id, &given);
  return code == CLI_ANSWERED ? show(call, store, run) : code;
}

cli_exit cli_command_resolve(const cli_call *call)
{
  if (cli_has(call, CLI_OPTION_CAME) && cli_has(call, CLI_OPTION_TAKE_BACK))
    return cli_refuse(call, "--forget takes back what --outcome said; ask for one of them", (char *)NULL);
  return cli_store_use(call, resolve);
}
