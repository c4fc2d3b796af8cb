/* check.c - `entente check`: is everything in order, and where does a number lack its source? */
#include "commands.h"
#include "problems.h"
#include "say.h"
#include "session.h"
#include "text.h"

#include <string.h>

#define WARNINGS_SHOWN 12

typedef struct tally {
  int inputs, uncertain, unsourced;
} tally;

static void warn(const cli_call *call, const host_load *load, const ent_input_info *info)
{
  cli_warning_word(call);
  cli_show_place(&call->err, load->path, info->line, info->column, info->path);
  cli_said(&call->err, "\"{value}\" is uncertain and names no source.\n", "value", info->text, (char *)NULL);
  cli_show_source(call, load->text.data, load->text.size, info->line, info->column);
}

static tally look_at_inputs(const cli_call *call, const host_load *load)
{
  tally t = {.inputs = ent_scenario_inputs(load->scenario)};
  const bool quiet = cli_has(call, CLI_OPTION_QUIET);
  for (int i = 0; i < t.inputs; i++) {
    ent_input_info info;
    if (!ent_scenario_input(load->scenario, i, &info) || info.known) continue;
    t.uncertain++;
    if (info.source[0] || info.citation[0] || info.line == 0) continue;
    if (!quiet && t.unsourced < WARNINGS_SHOWN) warn(call, load, &info);
    t.unsourced++;
  }
  char more[CLI_NUMBER];
  if (!quiet && t.unsourced > WARNINGS_SHOWN)
    cli_said(&call->err, "... and {count} more\n", "count", cli_number(t.unsourced - WARNINGS_SHOWN, more),
             (char *)NULL);
  return t;
}

/* A view may hold texts that are each allowed but that do not go together: each is sealed once. */
static cli_exit check_views(const cli_call *call, cli_session *session)
{
  host_load *const load = &session->load;
  ent_view_info view;
  for (int i = 0; ent_scenario_view(load->scenario, i, &view); i++) {
    ent_scenario *seen = NULL;
    host_problem *const p = &load->problem[load->problems];
    if (ent_scenario_changed(load->scenario, i, NULL, NULL, 0, &session->memory, &seen, &p->error) == ENT_OK) {
      ent_scenario_free(seen);
      continue;
    }
    if (p->error.line == 0) { /* something that only the whole view brings about */
      p->error.line = view.line;
      p->error.column = view.column;
    }
    snprintf(p->file, sizeof p->file, "%s", load->path);
    load->problems++; /* at most ENT_VIEWS_MAX */
  }
  if (load->problems == 0) return CLI_ANSWERED;
  cli_show_problems(call, load);
  return cli_exit_of(load->problem[0].error.code);
}

static cli_exit check_file(const cli_call *call, const char *file)
{
  cli_session session;
  cli_exit code = cli_session_open(call, file, &session);
  if (code == CLI_ANSWERED) code = check_views(call, &session);
  if (code == CLI_ANSWERED) {
    const ent_scenario *const s = session.load.scenario;
    const tally t = look_at_inputs(call, &session.load);
    char n[6][CLI_NUMBER];
    host_print_styled(&call->out, HOST_GOOD, cli_say(&call->out, "ok"));
    cli_said(&call->out,
             t.unsourced
               ? ENT_SAY(" {file}: {inputs} inputs, {uncertain} of them uncertain ({unsourced} without a source); "
                         "{terms} terms, {actors} actors, {seats} seats\n")
               : ENT_SAY(" {file}: {inputs} inputs, {uncertain} of them uncertain, all with a source; {terms} terms, "
                         "{actors} actors, {seats} seats\n"),
             "file", file, "inputs", cli_number(t.inputs, n[0]), "uncertain", cli_number(t.uncertain, n[1]),
             "unsourced", cli_number(t.unsourced, n[2]), "terms", cli_number(ent_scenario_terms(s), n[3]), "actors",
             cli_number(ent_scenario_actors(s), n[4]), "seats", cli_number(ent_scenario_seats(s), n[5]), (char *)NULL);
  }
  cli_session_close(&session);
  return code;
}

cli_exit cli_command_check(const cli_call *call)
{
  cli_exit worst = CLI_ANSWERED;
  for (int i = 0; i < call->operands; i++) {
    const cli_exit code = check_file(call, call->operand[i]);
    if (code > worst) worst = code;
  }
  return worst;
}
