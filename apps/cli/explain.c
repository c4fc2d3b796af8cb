/* explain.c - `entente explain`: what does an input mean, what is its shape, where does it come from, what does it
 * move? */
#include "explain.h"

#include "base/suggest.h"
#include "commands.h"
#include "say.h"
#include "show.h"
#include "text.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ROWS 5       /* of the histogram */
#define SAMPLES 4096 /* quantiles that make it */
#define COLUMNS_MAX 64

/* ---- one input -------------------------------------------------------------------------------------------------- */

/* Counts how many of evenly spaced quantiles fall into each column between the 0.5 % and the 99.5 % quantile. */
static int count_columns(const ent_scenario *s, int input, double from, double to, int columns, int count[COLUMNS_MAX])
{
  int most = 1;
  memset(count, 0, COLUMNS_MAX * sizeof *count);
  for (int i = 0; i < SAMPLES; i++) {
    const double x = ent_input_quantile(s, input, (i + 0.5) / SAMPLES);
    const int column = (int)((x - from) / (to - from) * columns);
    if (x < from || column < 0 || column >= columns) continue;
    if (++count[column] > most) most = count[column];
  }
  return most;
}

static void show_histogram(const host_terminal *t, const ent_scenario *s, int input, const char *unit)
{
  static const char *const eighth[] = {" ",
                                       "\xE2\x96\x81",
                                       "\xE2\x96\x82",
                                       "\xE2\x96\x83",
                                       "\xE2\x96\x84",
                                       "\xE2\x96\x85",
                                       "\xE2\x96\x86",
                                       "\xE2\x96\x87",
                                       "\xE2\x96\x88"};
  const double from = ent_input_quantile(s, input, 0.005), to = ent_input_quantile(s, input, 0.995);
  if (!(to > from)) return;
  const int columns = t->width - 4 < COLUMNS_MAX ? t->width - 4 : COLUMNS_MAX;
  int count[COLUMNS_MAX];
  const int most = count_columns(s, input, from, to, columns, count);
  char low[CLI_TEXT], high[CLI_TEXT];
  cli_bare_text(t, from, unit, low);
  cli_bare_text(t, to, unit, high);
  fputc('\n', t->stream);
  for (int row = ROWS; row-- > 0;) {
    fprintf(t->stream, "  %s", host_style_on(t, HOST_ACCENT));
    for (int i = 0; i < columns; i++) {
      int part = count[i] * ROWS * 8 / most - row * 8;
      part = part < 0 ? 0 : part > 8 ? 8 : part;
      fputs(t->unicode ? eighth[part] : part >= 4 ? "#" : part > 0 ? "." : " ", t->stream);
    }
    fprintf(t->stream, "%s\n", host_style_off(t));
  }
  fprintf(t->stream, "  %s", low);
  cli_right(t, high, columns - (int)strlen(low));
  fputc('\n', t->stream);
}

static void tell_line(const host_terminal *t, const char *title, const char *text)
{
  if (!text || !text[0]) return;
  fputs("  ", t->stream);
  fputs(host_style_on(t, HOST_DIM), t->stream);
  host_print_padded(t, cli_say(t, title), 12);
  fputs(host_style_off(t), t->stream);
  host_print_wrapped(t, text, 14, 14);
  fputc('\n', t->stream);
}

static void parts_text(const host_terminal *t, uint32_t mask, char out[256])
{
  static const char *const names[ENT_PARTS] = {ENT_SAY("will"), ENT_SAY("consent"), ENT_SAY("acceptance"),
                                               ENT_SAY("durability (survival)"), ENT_SAY("durability (alignment)")};
  size_t size = 0;
  out[0] = '\0';
  for (int i = 0; i < ENT_PARTS; i++) {
    if (!(mask & 1u << i)) continue;
    size += (size_t)snprintf(out + size, 256 - size, "%s%s", size ? cli_say(t, ", ") : "", cli_say(t, names[i]));
  }
  if (size == 0) snprintf(out, 256, "%s", cli_say(t, "none of the gates"));
}

/* The elasticity of trade moves the values from trade, and by way of these the gates. */
static void moves_text(const host_terminal *t, const ent_input_info *in, char out[256])
{
  if (strcmp(in->path, "trade.theta") == 0)
    snprintf(out, 256, "%s", cli_say(t, "the values from trade, all of them together"));
  else
    parts_text(t, in->gates, out);
}

static void show_input(const cli_call *call, const cli_session *session, int index)
{
  const host_terminal *const t = &call->out;
  const ent_scenario *const s = session->load.scenario;
  ent_input_info info;
  if (!ent_scenario_input(s, index, &info)) return;
  char text[256], median[CLI_TEXT], range[CLI_RANGE];
  cli_value_text(t, info.p50, info.unit, median);
  cli_range_text(t, info.p5, info.p95, info.unit, range);
  host_print_styled(t, HOST_BOLD, info.path);
  fprintf(t->stream, "\n%s\n\n", info.label);
  tell_line(t, "written", info.text);
  if (info.line > 0) {
    snprintf(text, sizeof text, "%.200s:%d:%d", call->operand[0], info.line, info.column);
    tell_line(t, "stands at", text);
  }
  tell_line(t, "means", info.words);
  tell_line(t, info.known ? ENT_SAY("value") : ENT_SAY("median"), median);
  if (!info.known) tell_line(t, "90 % range", range);
  tell_line(t, "source", info.source);
  tell_line(t, info.source[0] ? "" : ENT_SAY("source"), info.citation);
  if (!info.source[0] && !info.citation[0]) tell_line(t, "source", cli_say(t, "none given"));
  tell_line(t, "quote", info.quote);
  tell_line(t, "note", info.note);
  moves_text(t, &info, text);
  tell_line(t, "moves", text);
  if (!info.known) show_histogram(t, s, index, info.unit);
  cli_explain_trade(call, session, index);
}

/* ---- all inputs -------------------------------------------------------------------------------------------------- */

static bool begins(const char *path, const char *prefix, size_t size)
{
  return size == 0 || (strncmp(path, prefix, size) == 0 && (path[size] == '.' || path[size] == '\0'));
}

static void input_row(const host_terminal *t, const ent_input_info *info, const char *name)
{
  const int wide = t->width >= 100 ? 24 : 18;
  const double q[3] = {info->p5, info->p50, info->p95};
  fputs("  ", t->stream);
  host_print_padded(t, name, t->width - wide - 9 * 3 - 5);
  fputc(' ', t->stream);
  host_print_padded(t, info->text, wide);
  for (int i = 0; i < (info->known ? 2 : 3); i++) {
    char text[CLI_TEXT] = "";
    if (!info->known || i == 1) cli_bare_text(t, q[i], info->unit, text);
    cli_right(t, text, 9);
  }
  fputs(info->known || info->source[0] || info->citation[0] ? "\n" : " ?\n", t->stream);
}

/* Inputs whose path begins with prefix, grouped by the first name of the path; returns how many. */
static int list_inputs(const host_terminal *t, const ent_scenario *s, const char *prefix)
{
  const size_t size = strlen(prefix);
  const int inputs = ent_scenario_inputs(s);
  char group[ENT_PATH_MAX] = "";
  int shown = 0, unsourced = 0;
  for (int i = 0; i < inputs; i++) {
    ent_input_info info;
    if (!ent_scenario_input(s, i, &info) || !begins(info.path, prefix, size)) continue;
    const size_t head = strcspn(info.path, ".");
    if (shown == 0 || strlen(group) != head || strncmp(group, info.path, head) != 0) {
      snprintf(group, sizeof group, "%.*s", (int)head, info.path);
      fputs(shown ? "\n" : "", t->stream);
      host_print_styled(t, HOST_BOLD, group);
      fputc('\n', t->stream);
    }
    input_row(t, &info, info.path[head] == '.' ? info.path + head + 1 : info.path);
    unsourced += !info.known && !info.source[0] && !info.citation[0];
    shown++;
  }
  if (shown == 0) return 0;
  char text[256], count[2][CLI_NUMBER];
  cli_fill(
    t,
    unsourced
      ? ENT_SAY("{inputs} inputs: as written, then the 5 %, 50 % and 95 % quantiles; {count} without a source (?)")
      : ENT_SAY("{inputs} inputs: as written, then the 5 %, 50 % and 95 % quantiles"),
    text, sizeof text, "inputs", cli_number(shown, count[0]), "count", cli_number(unsourced, count[1]), (char *)NULL);
  fprintf(t->stream, "\n%s", host_style_on(t, HOST_DIM));
  host_print_wrapped(t, text, 0, 0);
  fprintf(t->stream, "%s\n", host_style_off(t));
  return shown;
}

/* Is the word one of the parts of the path?  Case does not matter. */
static bool is_part(const char *path, const char *word)
{
  const size_t size = strlen(word);
  for (const char *at = path; *at; at += strcspn(at, "."), at += *at == '.') {
    const size_t part = strcspn(at, ".");
    if (part == size && strncasecmp(at, word, size) == 0) return true;
  }
  return false;
}

/* "FRA" is no input, but a part of some: the first of them are told. */
static void say_holders(const cli_call *call, const char *word, const char *const *path, int inputs)
{
  enum { SHOWN = 4 };
  char list[SHOWN * ENT_PATH_MAX + 16] = "";
  size_t size = 0;
  int found = 0;
  for (int i = 0; i < inputs; i++) {
    if (!is_part(path[i], word) || found++ >= SHOWN) continue;
    size += (size_t)snprintf(list + size, sizeof list - size, "%s%s", size ? cli_say(&call->err, ", ") : "", path[i]);
  }
  char count[CLI_NUMBER];
  if (found > SHOWN)
    cli_said(&call->err, "{count} inputs have it as a part of their path, first: {list}\n", "count",
             cli_number(found, count), "list", list, (char *)NULL);
  else if (found > 0)
    cli_said(&call->err, "it is a part of the path of: {list}\n", "list", list, (char *)NULL);
}

static cli_exit unknown_input(const cli_call *call, const ent_scenario *s, const char *path)
{
  const int inputs = ent_scenario_inputs(s);
  const char **const names = calloc((size_t)inputs + ENT_GATES, sizeof *names);
  if (!names) return CLI_MACHINE;
  for (int i = 0; i < inputs; i++) {
    ent_input_info info;
    names[i] = ent_scenario_input(s, i, &info) ? info.path : "";
  }
  for (int g = 0; g < ENT_GATES; g++) names[inputs + g] = cli_gate_names[g];
  const char *const close = ent_suggest(path, strlen(path), names, (size_t)inputs + ENT_GATES);
  const cli_exit code = cli_refuse(call, "there is no input or gate \"", path, "\"", close ? "; did you mean \"" : "",
                                   close ? close : "", close ? "\"?" : "", (char *)NULL);
  if (!close) say_holders(call, path, names, inputs);
  free((void *)names);
  return code;
}

static cli_exit explain(const cli_call *call, const cli_session *session)
{
  const ent_scenario *const s = session->load.scenario;
  if (call->operands < 2) {
    if (list_inputs(&call->out, s, "") == 0) cli_said(&call->err, "the scenario has no inputs\n", (char *)NULL);
    return CLI_ANSWERED;
  }
  const char *const path = call->operand[1];
  for (int g = 0; g < ENT_GATES; g++) {
    if (strcmp(path, cli_gate_names[g]) == 0) return cli_explain_gate(call, session, (ent_gate)g);
  }
  if (strcmp(path, "views") == 0) return cli_explain_views(call, s, NULL);
  if (strncmp(path, "views.", 6) == 0) return cli_explain_views(call, s, path + 6);
  const int input = ent_scenario_find_input(s, path);
  if (input >= 0) {
    show_input(call, session, input);
    return CLI_ANSWERED;
  }
  return list_inputs(&call->out, s, path) > 0 ? CLI_ANSWERED : unknown_input(call, s, path);
}

cli_exit cli_command_explain(const cli_call *call)
{
  cli_session session;
  cli_exit code = cli_session_open(call, call->operand[0], &session);
  if (code == CLI_ANSWERED) code = explain(call, &session);
  cli_session_close(&session);
  return code;
}
