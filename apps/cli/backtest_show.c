/* backtest_show.c - a backtest on a terminal: question by question, the thirds, the worst misses, and what is still open. */
#include "backtest.h"
#include "say.h"
#include "show.h"
#include "text.h"

#include <string.h>

#define NAME 24
#define OPEN_SHOWN 20

static const char *page(const cli_backtest *b, const char *english)
{
  return cli_say_page(&b->call->out, english);
}

static void number_text(double v, int decimals, char out[ENT_NUMBER_MAX])
{
  ent_number_write_fixed(v, decimals, out);
}

/* ---- scores ---------------------------------------------------------------------------------------------- */

static void head(const cli_backtest *b, const cli_slice *s)
{
  const host_terminal *const t = &b->call->out;
  char share[CLI_TEXT], n[CLI_NUMBER];
  cli_percent_text(t, s->of[0].score.rate, share);
  fputc('\n', t->stream);
  fputs(host_style_on(t, HOST_BOLD), t->stream);
  fputs(page(b, s->title), t->stream);
  fputs(host_style_off(t), t->stream);
  cli_said(t, ": {n} deals, {share} came\n", "n", cli_number(s->n, n), "share", share, (char *)NULL);
}

static void columns(const cli_backtest *b)
{
  const host_terminal *const t = &b->call->out;
  fputs("  ", t->stream);
  host_print_padded(t, "", NAME);
  cli_right(t, cli_say(t, ENT_SAY("Brier")), 8);
  cli_right(t, cli_say(t, ENT_SAY("90 % interval")), 18);
  cli_right(t, cli_say(t, ENT_SAY("log loss")), 11);
  cli_right(t, "AUC", 9);
  fputc('\n', t->stream);
}

static void line(const cli_backtest *b, const cli_slice *s, int which)
{
  const host_terminal *const t = &b->call->out;
  const cli_scored *const of = &s->of[which];
  char low[ENT_NUMBER_MAX], high[ENT_NUMBER_MAX], text[CLI_RANGE], number[ENT_NUMBER_MAX], share[CLI_TEXT];
  fputs("  ", t->stream);
  if (which == 0) fputs(host_style_on(t, HOST_ACCENT), t->stream);
  host_print_padded(t, page(b, b->forecaster[which].title), NAME);
  if (which == 0) fputs(host_style_off(t), t->stream);
  number_text(of->score.brier, 3, number);
  cli_right(t, number, 8);
  number_text(of->brier.low, 3, low);
  number_text(of->brier.high, 3, high);
  cli_fill(t, "{low} to {high}", text, sizeof text, "low", low, "high", high, (char *)NULL);
  cli_right(t, text, 18);
  number_text(of->score.log_loss, 3, number);
  cli_right(t, number, 11);
  cli_percent_text(t, of->score.auc, share);
  cli_right(t, of->score.has_auc && of->score.has_line ? share : "-", 9); /* chances that are all alike rank nothing */
  fputc('\n', t->stream);
}

static void show_thirds(const cli_backtest *b, const cli_slice *s)
{
  const host_terminal *const t = &b->call->out;
  for (int k = 0; k < s->thirds; k++) {
    const ent_score_bin *const g = &s->third[k];
    char mean[CLI_TEXT], rate[CLI_TEXT], low[CLI_TEXT], high[CLI_TEXT], n[CLI_NUMBER], text[CLI_SAID];
    cli_percent_text(t, g->mean, mean);
    cli_percent_text(t, g->rate, rate);
    cli_percent_text(t, g->rate_low, low);
    cli_percent_text(t, g->rate_high, high);
    cli_fill(t, "called {mean}, {rate} came (90 % interval {low} to {high}), of {n}", text, sizeof text, "mean", mean,
             "rate", rate, "low", low, "high", high, "n", cli_number(g->n, n), (char *)NULL);
    fputs("    ", t->stream);
    host_print_wrapped(t, text, 4, 6);
    fputc('\n', t->stream);
  }
}

static void show_slice(const cli_backtest *b, const cli_slice *s)
{
  if (s->n == 0) return;
  head(b, s);
  columns(b);
  for (int f = 0; f < CLI_FORECASTERS; f++) line(b, s, f);
  show_thirds(b, s);
}

/* ---- misses ---------------------------------------------------------------------------------------------- */

/* What the table says of a deal that did not come: who vetoed, why it ended. */
static void why(const cli_backtest *b, const ent_deal_miss *m, char *out, size_t room)
{
  const host_terminal *const t = &b->call->out;
  const ent_deal_row *const d = &b->asked.corpus.row[m->row];
  out[0] = '\0';
  if (m->came) return;
  if (d->adopted == ENT_KNOWN_NO && d->vetoers[0] != '\0')
    cli_fill(t, " The table: vetoed by {who}.", out, room, "who", d->vetoers, (char *)NULL);
  else if (d->end_cause[0] != '\0')
    cli_fill(t, " The table says how it ended: {cause}.", out, room, "cause", cli_end_cause(t, d->end_cause),
             (char *)NULL);
}

static void show_miss(const cli_backtest *b, const ent_deal_miss *m)
{
  const host_terminal *const t = &b->call->out;
  const ent_deal_row *const d = &b->asked.corpus.row[m->row];
  char p[CLI_TEXT], gate_p[CLI_TEXT], reason[CLI_SAID], text[CLI_SAID];
  fprintf(t->stream, "  %-6s %-5d ", d->id, d->year);
  host_print_wrapped(t, cli_deal_title(b->call, d), 15, 15);
  fputs("\n      ", t->stream);
  cli_percent_text(t, m->p, p);
  cli_percent_text(t, m->gate_p, gate_p);
  why(b, m, reason, sizeof reason);
  cli_fill(t,
           m->came ? "{question}: called {p}, and it came. {gate} erred: called {gate_p}, and it opened.{why}"
           : m->gate_open
             ? "{question}: called {p}, and it did not come. {gate} erred: called {gate_p}, and it opened.{why}"
             : "{question}: called {p}, and it did not come. {gate} erred: called {gate_p}, and it stayed shut.{why}",
           text, sizeof text, "question", page(b, ent_deal_question_title((int)m->question)), "p", p, "gate",
           m->gate < ENT_GATES ? cli_gate_title(t, m->gate) : "", "gate_p", gate_p, "why", reason, (char *)NULL);
  host_print_wrapped(t, text, 6, 6);
  fputc('\n', t->stream);
}

/* ---- deals without an outcome ---------------------------------------------------------------------------- */

static bool is_open(const ent_deal_row *d)
{
  for (int q = 0; q < ENT_DEAL_QUESTIONS; q++)
    if (ent_deal_came(d, (ent_deal_question)q) != ENT_KNOWN_UNKNOWN) return false;
  return true;
}

static void show_open(const cli_backtest *b)
{
  static const ent_deal_question shown[] = {ENT_DEAL_QUESTION_ADOPTED, ENT_DEAL_QUESTION_ACCEPTED,
                                            ENT_DEAL_QUESTION_IN_FORCE, ENT_DEAL_QUESTION_ALIVE5};
  const host_terminal *const t = &b->call->out;
  const ent_corpus *const c = &b->asked.corpus;
  int count = 0;
  for (int r = 0; r < c->rows; r++) {
    char adopted[CLI_TEXT], accepted[CLI_TEXT], in_force[CLI_TEXT], alive[CLI_TEXT], text[CLI_SAID];
    char *const to[] = {adopted, accepted, in_force, alive};
    if (!is_open(&c->row[r]) || ++count > OPEN_SHOWN) continue;
    if (count == 1) cli_heading(t, cli_say(t, ENT_SAY("Deals without an outcome: what is forecast")));
    for (int k = 0; k < 4; k++) cli_percent_text(t, b->chances[r].p[shown[k]], to[k]);
    fprintf(t->stream, "  %-6s %-5d ", c->row[r].id, c->row[r].year);
    host_print_wrapped(t, cli_deal_title(b->call, &c->row[r]), 15, 15);
    fputs("\n      ", t->stream);
    cli_fill(t, "adopted {adopted}, then accepted {accepted}; in force {in_force}, and alive after five years {alive}",
             text, sizeof text, "adopted", adopted, "accepted", accepted, "in_force", in_force, "alive", alive,
             (char *)NULL);
    host_print_wrapped(t, text, 6, 6);
    fputc('\n', t->stream);
  }
  if (count <= OPEN_SHOWN) return;
  char n[CLI_NUMBER];
  cli_said(t, "  and {n} more; --csv lists all\n", "n", cli_number(count - OPEN_SHOWN, n), (char *)NULL);
}

/* ---- all ------------------------------------------------------------------------------------------------- */

static void show_question(const cli_backtest *b)
{
  const host_terminal *const t = &b->call->out;
  const ent_corpus *const c = &b->asked.corpus;
  char rows[CLI_NUMBER], families[CLI_NUMBER], more[CLI_NUMBER], text[CLI_SAID];
  cli_fill(t, "{file}: {rows} deals in {families} families; each family is forecast from other families alone.", text,
           sizeof text, "file", b->asked.file[0], "rows", cli_number(c->rows, rows), "families",
           cli_number(c->families, families), (char *)NULL);
  host_print_wrapped(t, text, 0, 0);
  fputc('\n', t->stream);
  if (!b->has_training) return;
  cli_fill(t,
           b->held_out ? "Learnt from {file} alone, {rows} deals."
                       : "Learnt from {file} too, {rows} deals; those in both tables count once.",
           text, sizeof text, "file", b->training.file[0], "rows", cli_number(b->training.corpus.rows, more),
           (char *)NULL);
  host_print_wrapped(t, text, 0, 0);
  fputc('\n', t->stream);
}

void cli_backtest_show(const cli_backtest *b)
{
  const host_terminal *const t = &b->call->out;
  show_question(b);
  for (int k = 0; k < CLI_SLICES; k++) show_slice(b, &b->slice[k]);
  if (b->misses > 0) cli_heading(t, cli_say(t, ENT_SAY("The worst misses")));
  for (int k = 0; k < b->misses; k++) show_miss(b, &b->miss[k]);
  show_open(b);
}
