/* claims.c - `entente claims`: the ledger, claim by claim, each with its numbers and where they come from. */
#include "commands.h"
#include "json.h"
#include "say.h"
#include "session.h"
#include "show.h"
#include "text.h"

#include "base/utf8.h"

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

/* "model; with a = 1" is "with a = 1", and "file, row, column (where the column comes from)" ends before the bracket:
 * the report and the JSON tell it in full. */
static void short_source(const char *source, char *out, size_t room)
{
  static const char model[] = "model", change[] = "(change against";
  size_t size = 0;
  int depth = 0;
  if (strncmp(source, model, sizeof model - 1) == 0)
    source += strspn(source + sizeof model - 1, "; ") + sizeof model - 1;
  for (const char *c = source; *c && size + 1 < room; c++) {
    if (*c == '(' && (depth > 0 || strncmp(c, change, sizeof change - 1) != 0)) {
      if (depth == 0 && size > 0 && out[size - 1] == ' ') size--;
      depth++;
    } else if (*c == ')' && depth > 0) {
      depth--;
    } else if (depth == 0) {
      out[size++] = *c;
    }
  }
  out[size] = '\0';
}

static void show_test(const host_terminal *t, const ent_claim_test *test)
{
  char value[CLI_RANGE], asked[CLI_RANGE], text[1024], source[1024];
  cli_measure_text(t, test, value);
  cli_comparison_text(t, test, asked);
  const char *const mark = test->close   ? (t->unicode ? "\xE2\x89\x88" : "~")
                           : test->holds ? (t->unicode ? "\xE2\x9C\x93" : "+")
                                         : (t->unicode ? "\xE2\x9C\x97" : "-");
  fputs("    ", t->stream);
  host_print_styled(t, test->close ? HOST_WARN : test->holds ? HOST_GOOD : HOST_BAD, mark);
  fputc(' ', t->stream);
  cli_fill(t,
           test->close ? ENT_SAY("{what}: {value}, asked {comparison}; too close to call")
                       : ENT_SAY("{what}: {value}, asked {comparison}"),
           text, sizeof text, "what", test->what, "value", value, "comparison", asked, (char *)NULL);
  host_print_wrapped(t, text, 6, 6);
  fputc('\n', t->stream);
  short_source(test->source, source, sizeof source);
  if (!source[0]) return;
  fprintf(t->stream, "      %s", host_style_on(t, HOST_DIM));
  host_print_wrapped(t, source, 6, 6);
  fprintf(t->stream, "%s\n", host_style_off(t));
}

static void show_claim(const host_terminal *t, const ent_claim *claim)
{
  host_print_styled(t, HOST_BOLD, claim->id);
  fputs("  ", t->stream);
  host_print_styled(t, style_of(claim->outcome), cli_say_page(t, cli_outcome_texts[claim->outcome]));
  if (claim->where && claim->where[0])
    fprintf(t->stream, "%s  (%s)%s", host_style_on(t, HOST_DIM), claim->where, host_style_off(t));
  fputs("\n    ", t->stream);
  host_print_wrapped(t, claim->text[0] ? claim->text[0] : "", 4, 4);
  fputc('\n', t->stream);
  for (int i = 0; i < claim->tests; i++) show_test(t, &claim->test[i]);
  if (claim->why && claim->why[0]) {
    const char *const lead = claim->outcome == ENT_CLAIM_DEPENDS ? cli_say(t, "Depends on: ") : "";
    fprintf(t->stream, "    %s", lead);
    host_print_wrapped(t, claim->why, 4 + (int)ent_utf8_width(lead), 4);
    fputc('\n', t->stream);
  }
  fputc('\n', t->stream);
}

static void show_sums(const host_terminal *t, const ent_answer *a)
{
  int count[ENT_OUTCOMES] = {0};
  for (int i = 0; i < a->claims; i++) count[a->claim[i].outcome]++;
  for (int i = 0; i < ENT_OUTCOMES; i++)
    fprintf(t->stream, "%4d %s\n", count[i], cli_say_page(t, cli_outcome_texts[i]));
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
    cli_said(&call->err, "{file} lists no claims.\n", "file", call->operand[0], (char *)NULL);
  } else if (code == CLI_ANSWERED) {
    for (int i = 0; i < session.answer->claims; i++) show_claim(&call->out, &session.answer->claim[i]);
    show_sums(&call->out, session.answer);
  }
  cli_session_close(&session);
  return code;
}
