/* explain_trade.c - what stands behind a value from trade: flows, elasticities, certificates, and the command that gives it
 * again? */
#include "explain.h"
#include "say.h"
#include "sheet.h"
#include "text.h"
#include "trade.h"

#include <string.h>

/* Texts and numbers of the command line, as long as they are. */
typedef struct line {
  FILE *to;
  const ent_input_trade *t;
} line;

static void put_number(FILE *to, double x)
{
  char text[ENT_NUMBER_MAX];
  ent_number_write(x, text);
  fputs(text, to);
}

/* "--transfer 'DEU>RUS=0.6'" of a part "DEU>RUS=0.6", times the amount; any other part as it is. */
static void put_pair(const line *l, const char *option, const char *pair, size_t size)
{
  const char *const equals = l->t->kind == 't' ? memchr(pair, '=', size) : NULL;
  double part = 0;
  size_t used = 0;
  fprintf(l->to, " --%s '%.*s", option, (int)(equals ? (size_t)(equals - pair) + 1 : size), pair);
  if (equals && ent_number_read(equals + 1, size - (size_t)(equals + 1 - pair), &part, &used) == ENT_OK)
    put_number(l->to, part * l->t->range);
  fputs("'", l->to);
}

static void put_path(const cli_call *call, const char *file)
{
  char path[HOST_PATH_MAX];
  const bool beside = host_path_beside(call->operand[0], file, path, NULL) == ENT_OK;
  fprintf(call->out.stream, " %s", beside ? path : file);
}

static void put_command(const cli_call *call, const ent_input_trade *t)
{
  const line l = {call->out.stream, t};
  const char *const option = t->kind == 'r' ? "relief" : t->kind == 'e' ? "embargo" : "transfer";
  fputs("    entente trade", l.to);
  put_path(call, t->flows);
  for (const char *at = t->pairs; *at;) {
    const size_t size = strcspn(at, ";");
    put_pair(&l, option, at, size);
    at += size + (at[size] == ';');
  }
  if (t->kind == 'r') {
    fputs(" --then", l.to);
    put_path(call, t->then);
  }
  if (t->kind != 't' && t->range < 1) {
    fputs(" --share ", l.to);
    put_number(l.to, t->range);
  }
  fputs(" --theta ", l.to);
  put_number(l.to, t->theta[1]);
  if (strcmp(t->deficits, "additive") != 0) fprintf(l.to, " --deficits %s", t->deficits);
  fprintf(l.to, " --target '%s'\n", t->who);
}

void cli_explain_trade(const cli_call *call, const cli_session *session, int input)
{
  const host_terminal *const out = &call->out;
  ent_input_trade t;
  if (!ent_scenario_input_trade(session->load.scenario, input, &t)) return;
  char theta[3][ENT_NUMBER_MAX], value[3][CLI_TEXT], gap[ENT_NUMBER_MAX], solves[CLI_NUMBER], per[CLI_TEXT];
  for (int i = 0; i < 3; i++) {
    ent_number_write_fixed(t.theta[i], 1, theta[i]);
    cli_value_text(out, t.value[i] * t.per, "share", value[i]);
  }
  cli_value_text(out, t.per, "share", per);
  snprintf(gap, sizeof gap, "%.1e", t.gap);
  fputc('\n', out->stream);
  if (t.kind == 'e')
    cli_said_line(out, 0, "Loss of real spending of {who} by elasticity: {a} at {x}, {b} at {y}, {c} at {z}\n", "who",
                  t.who, "a", value[0], "x", theta[0], "b", value[1], "y", theta[1], "c", value[2], "z", theta[2],
                  (char *)NULL);
  else
    cli_said_line(out, 0, "Gain of real spending of {who} by elasticity: {a} at {x}, {b} at {y}, {c} at {z}\n", "who",
                  t.who, "a", value[0], "x", theta[0], "b", value[1], "y", theta[1], "c", value[2], "z", theta[2],
                  (char *)NULL);
  if (t.per < 1 || t.per > 1) cli_said_line(out, 0, "A change of {per} counts as 1\n", "per", per, (char *)NULL);
  cli_said_line(out, 0, "{solves} equilibria were solved; the largest gap of their certificates is {gap}\n", "solves",
                cli_number(t.solves, solves), "gap", gap, (char *)NULL);
  cli_said_line(out, 0, "The same at the middle elasticity:\n", (char *)NULL);
  put_command(call, &t);
  cli_foot(call, cli_say_page(out, ent_trade_caveat()));
}
