/* claims.c - `entente claims`: the ledger, claim by claim, each with its numbers and where they come from. */
#include "commands.h"
#include "json.h"
#include "session.h"
#include "show.h"
#include "text.h"

#include <string.h>

static host_style style_of(ent_outcome outcome)
{
  switch (outcome) {
  case ENT_CLAIM_SUPPORTED: return HOST_GOOD;
  case ENT_CLAIM_CONTRADICTED: return HOST_BAD;
  case ENT_CLAIM_UNTESTABLE: return HOST_DIM;
  default: return HOST_WARN;
  }
}

/* The value in the terms of the comparison (a share stays in [0, 1]), with its error and unit. */
static void value_text(const ent_claim_test *test, const host_terminal *t, char out[CLI_TEXT])
{
  char number[CLI_TEXT], error[CLI_TEXT] = "";
  cli_number_text(test->value, number);
  if (test->se > 0) cli_number_text(test->se, error);
  const bool named = test->unit[0] && strcmp(test->unit, "number") != 0 && strcmp(test->unit, "share") != 0 &&
                     strcmp(test->unit, "count") != 0;
  snprintf(out, CLI_TEXT, "%.14s%s%.10s%s%.20s", number,
           !error[0]    ? ""
           : t->unicode ? " \xC2\xB1 "
                        : " +- ",
           error, named ? " " : "", named ? test->unit : "");
}

static void show_test(const host_terminal *t, const ent_claim_test *test)
{
  char value[CLI_TEXT], text[1024];
  value_text(test, t, value);
  const char *const mark = test->holds ? (t->unicode ? "\xE2\x9C\x93" : "+") : (t->unicode ? "\xE2\x9C\x97" : "-");
  fputs("     ", t->stream);
  host_print_styled(t, test->holds ? HOST_GOOD : HOST_BAD, mark);
  fputc(' ', t->stream);
  snprintf(text, sizeof text, "%s: %s; claimed %s%s%s%s%s", test->what, value, test->comparison,
           test->close ? " (within the error of the draws)" : "", test->source[0] ? " [" : "", test->source,
           test->source[0] ? "]" : "");
  host_print_wrapped(t, text, 7, 7);
  fputc('\n', t->stream);
}

static void show_claim(const host_terminal *t, const ent_claim *claim)
{
  host_print_styled(t, HOST_BOLD, claim->id);
  fputs("  ", t->stream);
  host_print_styled(t, style_of(claim->outcome), cli_outcome_texts[claim->outcome]);
  if (claim->where && claim->where[0])
    fprintf(t->stream, "%s  (%s)%s", host_style_on(t, HOST_DIM), claim->where, host_style_off(t));
  fputs("\n     ", t->stream);
  host_print_wrapped(t, claim->text[0] ? claim->text[0] : "", 5, 5);
  fputc('\n', t->stream);
  for (int i = 0; i < claim->tests; i++) show_test(t, &claim->test[i]);
  if (!claim->why || !claim->why[0]) return;
  fputs("     ", t->stream);
  host_print_wrapped(t, claim->why, 5, 5);
  fputc('\n', t->stream);
}

static void show_sums(const host_terminal *t, const ent_answer *a)
{
  int count[ENT_OUTCOMES] = {0};
  for (int i = 0; i < a->claims; i++) count[a->claim[i].outcome]++;
  fputc('\n', t->stream);
  for (int i = 0; i < ENT_OUTCOMES; i++) fprintf(t->stream, "%4d %s\n", count[i], cli_outcome_texts[i]);
}

/* The "claims" of the answer's own JSON, so both say the same. */
static cli_exit print_json(const cli_call *call, ent_answer *answer)
{
  const char *text = NULL;
  size_t size = 0;
  ent_error err = {.code = ENT_OK};
  if (ent_answer_json(answer, &text, &size, &err) != ENT_OK) return cli_fail(call, &err);
  const char *const claims = cli_json_member(text, "claims", &size);
  printf("%.*s\n", claims ? (int)size : 2, claims ? claims : "[]");
  return CLI_ANSWERED;
}

cli_exit cli_command_claims(const cli_call *call)
{
  cli_session session;
  cli_exit code = cli_session_open(call, call->operand[0], &session);
  if (code == CLI_ANSWERED) code = cli_session_answer(call, &session);
  if (code == CLI_ANSWERED && cli_has(call, CLI_OPTION_AS_JSON)) {
    code = print_json(call, session.answer);
  } else if (code == CLI_ANSWERED && session.answer->claims == 0) {
    fprintf(stderr, "%s lists no claims.\n", call->operand[0]);
  } else if (code == CLI_ANSWERED) {
    for (int i = 0; i < session.answer->claims; i++) show_claim(&call->out, &session.answer->claim[i]);
    show_sums(&call->out, session.answer);
  }
  cli_session_close(&session);
  return code;
}
