/* run.c - `entente run`: the answer on the terminal, as JSON, as a table, as a report.
 *
 * Files are opened before the run, so that a wrong path is told at once, and renamed into place after it: a run that is
 * stopped writes nothing. */
#include "commands.h"
#include "data.h"
#include "deals.h"
#include "expect.h"
#include "keep.h"
#include "report.h"
#include "run.h"
#include "say.h"
#include "session.h"
#include "show.h"
#include "targets.h"
#include "text.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- files --------------------------------------------------------------------------------------------------- */

void cli_run_text(const char *file, const char *view, const char *const *change, int changes, const ent_answer *answer,
                  char out[CLI_COMMAND_MAX])
{
  size_t size = (size_t)snprintf(out, CLI_COMMAND_MAX, "entente run %.512s --draws %llu --seed %llu", file,
                                 (unsigned long long)answer->draws, (unsigned long long)answer->seed);
  if (answer->study_draws != (answer->draws < ENT_STUDY_DRAWS ? answer->draws : ENT_STUDY_DRAWS))
    size += (size_t)snprintf(out + size, CLI_COMMAND_MAX - size, " --study-draws %llu",
                             (unsigned long long)answer->study_draws);
  if (view && view[0]) size += (size_t)snprintf(out + size, CLI_COMMAND_MAX - size, " --view %.128s", view);
  for (int i = 0; i < changes; i++) {
    const int written = snprintf(out + size, CLI_COMMAND_MAX - size, " --set '%s'", change[i]);
    if (written < 0 || size + (size_t)written >= CLI_COMMAND_MAX) break;
    size += (size_t)written;
  }
  out[size] = '\0';
}

static ent_status write_archive(const cli_session *session, FILE *to, ent_error *err)
{
  ent_drawing zip = {0};
  const ent_status status = cli_data_make(session->answer, &session->memory, &zip, err);
  if (status == ENT_OK) fwrite(zip.text, 1, zip.size, to);
  ent_drawing_free(&zip, &session->memory);
  return status;
}

typedef struct written {
  const cli_call *call;
  const cli_session *session;
} written;

static ent_status write_report(const cli_call *call, const cli_session *session, FILE *to, ent_error *err)
{
  char command[CLI_COMMAND_MAX];
  const char *change[CLI_GIVEN_MAX];
  const int changes = cli_values(call, CLI_OPTION_SET, change);
  cli_run_text(call->operand[0], cli_value(call, CLI_OPTION_VIEW), change, changes, session->answer, command);
  return report_write(session->answer, command, &session->memory, to, err);
}

static ent_status write_target(const void *ctx, cli_option option, FILE *to, ent_error *err)
{
  const written *const w = ctx;
  if (option == CLI_OPTION_ZIP) return write_archive(w->session, to, err);
  if (option == CLI_OPTION_REPORT) return write_report(w->call, w->session, to, err);
  if (option == CLI_OPTION_YAML) return cli_deal_write(w->session->load.scenario, &w->session->memory, to, err);
  const char *text = NULL;
  size_t size = 0;
  const ent_status status = option == CLI_OPTION_JSON ? ent_answer_json(w->session->answer, &text, &size, err)
                                                      : ent_answer_csv(w->session->answer, &text, &size, err);
  if (status == ENT_OK) fwrite(text, 1, size, to);
  return status;
}

static cli_exit read_expectations(const cli_call *call, cli_expectation *list, int *count)
{
  const char *text[CLI_GIVEN_MAX];
  *count = cli_values(call, CLI_OPTION_EXPECT, text);
  for (int i = 0; i < *count; i++) {
    ent_error err = {.code = ENT_OK};
    if (cli_expect_read(text[i], &list[i], &err) != ENT_OK) return cli_fail(call, &err);
  }
  return CLI_ANSWERED;
}

static cli_exit test_expectations(const cli_call *call, const cli_expectation *list, int count,
                                  const ent_answer *answer)
{
  cli_exit code = CLI_ANSWERED;
  for (int i = 0; i < count; i++) {
    ent_error err = {.code = ENT_OK};
    bool holds = false, close = false;
    char is[CLI_EXPECT_NAME];
    if (cli_expect_test(&list[i], answer, &holds, &close, is, &err) != ENT_OK) return cli_fail(call, &err);
    if (!holds) {
      code = CLI_UNMET;
      cli_label(&call->err, HOST_BAD, "not as expected:");
      cli_said(&call->err, "{expectation} (it is {value})\n", "expectation", list[i].text, "value", is, (char *)NULL);
    }
    if (close)
      cli_said(&call->err, "note: {expectation} is within two standard errors ({value}); more draws would settle it\n",
               "expectation", list[i].text, "value", is, (char *)NULL);
  }
  return code;
}

/* ---- the terminal
 * -------------------------------------------------------------------------------------------------- */

static void show_footer(const host_terminal *t, const cli_session *session, const char *file)
{
  const ent_answer *const a = session->answer;
  char draws[CLI_TEXT], seed[CLI_NUMBER], inputs[16], seconds[CLI_NUMBER], threads[CLI_NUMBER], memory[CLI_NUMBER];
  cli_count_text(a->draws, draws);
  snprintf(inputs, sizeof inputs, "%.12s", a->inputs_sha256);
  snprintf(seconds, sizeof seconds, "%.1f", session->seconds);
  snprintf(memory, sizeof memory, "%.0f", (double)host_memory_peak() / 1e6);
  fprintf(t->stream, "\n%s", host_style_on(t, HOST_DIM));
  cli_said(t, "{draws} draws, seed {seed}, inputs {sha256}, entente {version}\n", "draws", draws, "seed",
           cli_number((long long)a->seed, seed), "sha256", inputs, "version", ent_version(), (char *)NULL);
  cli_said(t,
           session->threads == 1 ? ENT_SAY("{seconds} s on {threads} thread, {memory} MB at most\n")
                                 : ENT_SAY("{seconds} s on {threads} threads, {memory} MB at most\n"),
           "seconds", seconds, "threads", cli_number(session->threads, threads), "memory", memory, (char *)NULL);
  const int indent = cli_label(t, HOST_DIM, "next:");
  fprintf(t->stream, "%sentente run %s --report report.html\n%*sentente explain %s consent%s\n",
          host_style_on(t, HOST_DIM), file, indent, "", file, host_style_off(t));
}

static void show(const cli_call *call, const cli_session *session)
{
  const host_terminal *const t = &call->out;
  const ent_answer *const a = session->answer;
  const char *const file = call->operand[0];
  if (cli_has(call, CLI_OPTION_QUIET)) {
    char text[1024];
    cli_plain_text(t, a->headline, text, sizeof text);
    printf("%s\n", text);
    return;
  }
  cli_show_verdict(t, a);
  cli_show_view(t, a->scenario, cli_value(call, CLI_OPTION_VIEW));
  cli_show_gates(t, a);
  cli_show_failures(t, a);
  cli_show_drivers(t, a);
  cli_show_tippings(t, a);
  cli_show_evidence(t, a, file);
  show_footer(t, session, file);
}

static cli_exit answer(const cli_call *call, cli_session *session, const cli_expectation *expected, int expectations,
                       host_store *store)
{
  static const cli_option files[] = {CLI_OPTION_JSON, CLI_OPTION_CSV, CLI_OPTION_ZIP, CLI_OPTION_REPORT,
                                     CLI_OPTION_YAML};
  const written what = {call, session};
  cli_targets to;
  cli_exit code = cli_targets_open(call, files, 5, &to);
  if (code != CLI_ANSWERED) return code;
  code = cli_session_answer(call, session);
  if (code != CLI_ANSWERED) {
    cli_targets_discard(&to);
    return code;
  }
  if (!to.to_stdout) show(call, session);
  fflush(stdout);
  code = cli_targets_write(&to, write_target, &what);
  if (code == CLI_ANSWERED && store) code = cli_store_keep(call, store, session);
  return code == CLI_ANSWERED ? test_expectations(call, expected, expectations, session->answer) : code;
}

/* The call with a deal of a corpus in the place of its file. */
static cli_exit settle_file(const cli_call *call, cli_call *out)
{
  const char *const deal = cli_value(call, CLI_OPTION_DEAL);
  *out = *call;
  if (call->operands > 0 && deal)
    return cli_refuse(call, "say which scenario: either a FILE or --deal CORPUS.csv#ID", (char *)NULL);
  if (deal && !cli_deal_named(deal))
    return cli_refuse(call, "a deal is named by its table and its id: --deal data/deals.csv#D003", (char *)NULL);
  if (deal) out->operand[0] = deal;
  out->operands = 1;
  return CLI_ANSWERED;
}

cli_exit cli_command_run(const cli_call *given)
{
  cli_call settled;
  const cli_call *const call = &settled;
  static cli_expectation expected[CLI_GIVEN_MAX];
  int expectations = 0;
  cli_exit code = settle_file(given, &settled);
  if (code == CLI_ANSWERED) code = read_expectations(call, expected, &expectations);
  if (code != CLI_ANSWERED) return code;
  host_store *store = NULL; /* opened before the run, so that a store that cannot be used is told at once */
  if (cli_has(call, CLI_OPTION_STORE)) code = cli_store_open(call, &store);
  if (code != CLI_ANSWERED) return code;
  cli_session session;
  code = cli_session_open(call, call->operand[0], &session);
  if (code == CLI_ANSWERED) code = answer(call, &session, expected, expectations, store);
  cli_session_close(&session);
  cli_store_close(store);
  return code;
}
