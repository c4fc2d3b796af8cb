/* show_study.c - what moves the answer, at which value it turns, and what stands beside it. */
#include "show.h"

#include "draw/svg.h"
#include "say.h"
#include "text.h"

#include <string.h>

#define DRIVERS_SHOWN 6
#define TIPPINGS_SHOWN 5
#define NARROW 66          /* columns below which a bar has no room */
#define PRECEDENT_LABEL 35 /* column of the class */
#define PART 10            /* columns of "  3 of 12 " */

static const char *input_label(const ent_answer *a, int input, ent_input_info *info)
{
  memset(info, 0, sizeof *info);
  if (!ent_scenario_input(a->scenario, input, info)) return "?";
  return info->label && info->label[0] ? info->label : info->path;
}

/* ---- drivers ------------------------------------------------------------------------------------------------------
 * */

/* Where P(all) hardly moves, the bars show the gate that moves most instead. */
static bool by_gate(const ent_answer *a)
{
  return a->drivers == 0 || a->driver[0].swing < 0.01;
}

static void ends_of(const ent_driver *d, bool gate, double *low, double *high)
{
  *low = gate ? d->gate_low[d->gate] : d->all_low;
  *high = gate ? d->gate_high[d->gate] : d->all_high;
}

/* Under its name: the two values of the input, the bar, the two shares, and the gate if they are not those of all. */
static void driver_line(const host_terminal *t, const ent_answer *a, const ent_driver *d, bool gate, double from,
                        double to)
{
  ent_input_info info;
  const char *const label = input_label(a, d->input, &info);
  double low = 0, high = 0;
  ends_of(d, gate, &low, &high);
  const uint64_t open = gate ? a->ensemble.open[d->gate] : a->ensemble.all;
  const double now = (double)open / (double)a->ensemble.draws, width = to > from ? to - from : 1;
  char value[CLI_RANGE], share[2][CLI_TEXT];
  cli_range_text(t, d->low_value, d->high_value, info.unit, value);
  cli_percent_text(t, low, share[0]);
  cli_percent_text(t, high, share[1]);
  const bool narrow = t->width < NARROW;
  const int indent = narrow ? 2 : 4, values = narrow ? 25 : 28;
  host_print_wrapped(t, label, 0, indent);
  fprintf(t->stream, "\n%*s", indent, "");
  host_print_padded(t, value, values);
  cli_span(t, (low - from) / width, (high - from) / width, (now - from) / width, t->width - values - 35,
           high >= low ? HOST_GOOD : HOST_BAD);
  cli_right(t, share[0], 8);
  fprintf(t->stream, " %s ", cli_say(t, "to"));
  cli_right(t, share[1], 7);
  if (gate) fprintf(t->stream, "  %s%s%s", host_style_on(t, HOST_DIM), cli_gate_word(t, d->gate), host_style_off(t));
  fputc('\n', t->stream);
}

void cli_show_drivers(const host_terminal *t, const ent_answer *a)
{
  if (a->drivers == 0) return;
  const bool gate = by_gate(a);
  const int shown = a->drivers < DRIVERS_SHOWN ? a->drivers : DRIVERS_SHOWN;
  double from = 1, to = 0;
  for (int i = 0; i < shown; i++) {
    double low = 0, high = 0;
    ends_of(&a->driver[i], gate, &low, &high);
    if (low > high) {
      const double swap = low;
      low = high;
      high = swap;
    }
    if (low < from) from = low;
    if (high > to) to = high;
  }
  cli_heading(t, cli_say(t, "What moves the answer most"));
  host_print_wrapped(
    t,
    gate ? cli_say(t, "Share of draws in which the gate named is open, with one input held at its 5 % and at its 95 % "
                      "value; no single input moves the share with all four open by a point.")
         : cli_say(t, "Share of draws with all four gates open, with one input held at its 5 % and at its 95 % value."),
    0, 0);
  fputc('\n', t->stream);
  for (int i = 0; i < shown; i++) driver_line(t, a, &a->driver[i], gate, from, to);
}

/* ---- tipping points
 * -------------------------------------------------------------------------------------------------- */

static void tipping_sentence(const host_terminal *t, const ent_answer *a, const ent_tipping *tip)
{
  ent_input_info info;
  const char *const label = input_label(a, tip->input, &info);
  char value[CLI_TEXT], now[CLI_TEXT], range[CLI_RANGE], text[768];
  cli_value_text(t, tip->value, info.unit, value);
  cli_percent_text(t, tip->p_now, now);
  cli_range_text(t, info.p5, info.p95, info.unit, range);
  const bool all = tip->gate < 0 || tip->gate >= ENT_GATES;
  cli_fill(t,
           tip->beyond
             ? ENT_SAY("{input}: at {value} the chance of {gate} crosses one half (now {now}); stated as {range}, so "
                       "only outside its stated range.")
             : ENT_SAY("{input}: at {value} the chance of {gate} crosses one half (now {now}); stated as {range}."),
           text, sizeof text, "input", label, "value", value, "gate",
           all ? cli_say(t, "all four gates") : cli_gate_word(t, tip->gate), "now", now, "range", range, (char *)NULL);
  fputs("- ", t->stream);
  host_print_wrapped(t, text, 2, 2);
  fputc('\n', t->stream);
}

static void no_tipping(const host_terminal *t, const ent_answer *a)
{
  const ent_tipping *best = NULL;
  for (int i = 0; i < a->tippings; i++) {
    if (a->tipping[i].gate < ENT_GATES) continue;
    if (!best || a->tipping[i].p_best > best->p_best) best = &a->tipping[i];
  }
  char text[512];
  ent_input_info info;
  char share[CLI_TEXT] = "";
  if (best) {
    const char *const label = input_label(a, best->input, &info);
    cli_percent_text(t, best->p_best, share);
    cli_fill(t, "No single input turns the verdict within its range; the most that one can do is {share} ({input}).",
             text, sizeof text, "share", share, "input", label, (char *)NULL);
  }
  host_print_wrapped(t, best ? text : cli_say(t, "No single input turns the verdict within its range."), 0, 0);
  fputc('\n', t->stream);
}

static void show_set(const host_terminal *t, const ent_answer *a)
{
  if (a->set_size == 0) return;
  fputc('\n', t->stream);
  char share[CLI_TEXT], text[512];
  cli_percent_text(t, a->set_p, share);
  if (a->set_found) {
    cli_fill(t, "The smallest set of changes that turns it (to {share}):", text, sizeof text, "share", share,
             (char *)NULL);
  } else {
    char number[CLI_NUMBER];
    cli_fill(t, "No set of changes within the ranges turns it; the furthest, {count} at once, gets to {share}.", text,
             sizeof text, "count", cli_number(a->set_size, number), "share", share, (char *)NULL);
  }
  host_print_wrapped(t, text, 0, 0);
  fputc('\n', t->stream);
  for (int i = 0; a->set_found && i < a->set_size; i++) {
    ent_input_info info;
    const char *const label = input_label(a, a->set[i].input, &info);
    char value[CLI_TEXT], range[CLI_RANGE], change[512];
    cli_value_text(t, a->set[i].value, info.unit, value);
    cli_range_text(t, info.p5, info.p95, info.unit, range);
    cli_fill(t, "{input} at {value} (stated as {range})", change, sizeof change, "input", label, "value", value,
             "range", range, (char *)NULL);
    fputs("- ", t->stream);
    host_print_wrapped(t, change, 2, 2);
    fputc('\n', t->stream);
  }
}

void cli_show_tippings(const host_terminal *t, const ent_answer *a)
{
  cli_heading(t, cli_say(t, "What would have to be true"));
  int shown = 0;
  bool for_all = false;
  const int theta = ent_scenario_find_input(a->scenario, "trade.theta"); /* several numbers rest on it */
  for (int i = 0; i < a->tippings; i++) {
    if (!a->tipping[i].exists || (shown >= TIPPINGS_SHOWN && a->tipping[i].input != theta)) continue;
    for_all = for_all || a->tipping[i].gate >= ENT_GATES;
    tipping_sentence(t, a, &a->tipping[i]);
    shown++;
  }
  if (!for_all) no_tipping(t, a);
  show_set(t, a);
}

/* ---- evidence
 * ----------------------------------------------------------------------------------------------------------- */

/* "  3 of 12 ". */
static void show_part(const host_terminal *t, const ent_precedent *p)
{
  char text[CLI_TEXT];
  snprintf(text, sizeof text, "%3d %s %d", p->yes, cli_say(t, "of"), p->n);
  host_print_padded(t, text, PART);
}

void cli_show_count(const host_terminal *t, const ent_precedent *p)
{
  char mean[CLI_TEXT], low[CLI_TEXT], high[CLI_TEXT];
  cli_percent_text(t, p->p, mean);
  cli_percent_text(t, p->low, low);
  cli_percent_text(t, p->high, high);
  show_part(t, p);
  cli_right(t, mean, 8);
  fputc(' ', t->stream);
  cli_said(t, "(90 % interval {low} to {high})", "low", low, "high", high, (char *)NULL);
}

static void show_claim_counts(const host_terminal *t, const ent_answer *a, const char *file)
{
  if (a->claims == 0) return;
  int count[ENT_OUTCOMES] = {0};
  for (int i = 0; i < a->claims; i++) count[a->claim[i].outcome]++;
  char text[256];
  size_t size = 0;
  for (int i = 0; i < ENT_OUTCOMES; i++) {
    if (count[i] == 0) continue;
    size += (size_t)snprintf(text + size, sizeof text - size, "%s%s\xC2\xA0%d", size ? cli_say(t, ", ") : "",
                             cli_say_page(t, cli_outcome_texts[i]), count[i]);
  }
  cli_heading(t, cli_say(t, "Claims"));
  char number[CLI_NUMBER], list[512];
  cli_fill(t, "Of {count}: {list}.", list, sizeof list, "count", cli_number(a->claims, number), "list", text,
           (char *)NULL);
  host_print_wrapped(t, list, 0, 0);
  fprintf(t->stream, "\n%sentente claims %s%s\n", host_style_on(t, HOST_DIM), file, host_style_off(t));
}

/* " 29 % (11 to  52 %)", as wide as the head of its column. */
static void show_interval(const host_terminal *t, const ent_precedent *p)
{
  char share[CLI_NUMBER], low[CLI_NUMBER], high[CLI_NUMBER], text[2 * CLI_TEXT];
  snprintf(share, sizeof share, "%5.0f", p->p * 100);
  snprintf(low, sizeof low, "%2.0f", p->low * 100);
  snprintf(high, sizeof high, "%3.0f", p->high * 100);
  cli_fill(t, "{share} % ({low} to {high} %)", text, sizeof text, "share", share, "low", low, "high", high,
           (char *)NULL);
  host_print_padded(t, text, PRECEDENT_LABEL - PART);
}

static void show_precedents(const host_terminal *t, const ent_answer *a)
{
  if (a->precedents == 0) return;
  cli_heading(t, cli_say(t, "How past cases went"));
  fputs(host_style_on(t, HOST_DIM), t->stream);
  host_print_padded(t, cli_say(t, "    cases    share (90 % interval)"), PRECEDENT_LABEL);
  fprintf(t->stream, "%s%s\n", cli_say(t, "class"), host_style_off(t));
  for (int i = 0; i < a->precedents; i++) {
    const ent_precedent *const p = &a->precedent[i];
    char text[512];
    show_part(t, p);
    show_interval(t, p);
    cli_fill(t, "{class}: {outcome}", text, sizeof text, "class", p->label, "outcome",
             cli_say_page(t, ent_outcome_words(p->outcome)), (char *)NULL);
    host_print_wrapped(t, text, PRECEDENT_LABEL, PRECEDENT_LABEL);
    fputc('\n', t->stream);
  }
}

void cli_show_evidence(const host_terminal *t, const ent_answer *a, const char *file)
{
  if (a->confidence && a->confidence[0]) {
    cli_heading(t, cli_say(t, "How sure"));
    host_print_wrapped(t, a->confidence, 0, 0);
    fputc('\n', t->stream);
  }
  show_claim_counts(t, a, file);
  show_precedents(t, a);
}
