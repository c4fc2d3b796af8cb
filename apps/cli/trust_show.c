/* trust_show.c - the answer of `entente trust` for a person. */
#include "say.h"
#include "sheet.h"
#include "text.h"
#include "trust.h"

#include <math.h>
#include <string.h>

static void wrapped(const host_terminal *t, const char *text, int indent)
{
  host_print_wrapped(t, text, 0, indent);
  fputc('\n', t->stream);
}

static const char *percent(const host_terminal *t, double share, char out[CLI_TEXT])
{
  cli_percent_text(t, share, out);
  return out;
}

/* "13.5", "8". */
static const char *plain(double v, char out[CLI_TEXT])
{
  snprintf(out, CLI_TEXT, v < 10 && v != floor(v) ? "%.2f" : v != floor(v) && v < 1000 ? "%.1f" : "%.0f", v);
  return out;
}

static const char *count(double v, char out[CLI_TEXT])
{
  snprintf(out, CLI_TEXT, "%.0f", v);
  return out;
}

/* ---- the record ------------------------------------------------------------------------------------------- */

#define BAND 20

static void show_point(const cli_trust *a, int i, int wide)
{
  const host_terminal *const t = &a->call->out;
  const ent_trust_point *const p = &a->point[i];
  const bool event = i < a->events;
  char share[CLI_TEXT], date[CLI_TEXT], line[CLI_SAID];
  snprintf(date, sizeof date, "%.0f", floor(p->year));
  host_print_padded(t, event ? a->date[i] : date, 10);
  fputc(' ', t->stream);
  cli_right(t, percent(t, p->mean, share), 6);
  fputs("  ", t->stream);
  cli_span(t, p->low, p->high, p->mean, BAND, event && p->kept ? HOST_GOOD : event ? HOST_BAD : HOST_ACCENT);
  fputs("  ", t->stream);
  host_print_padded(t, !event ? "" : cli_say(t, p->kept ? ENT_SAY("kept") : ENT_SAY("broken")), wide);
  fputc(' ', t->stream);
  if (event && a->actor[i][0])
    snprintf(line, sizeof line, "%.60s: %.1500s", a->actor[i], p->label);
  else
    snprintf(line, sizeof line, "%.1500s", event ? p->label : cli_say(t, ENT_SAY("at the date asked for")));
  const int used = 10 + 1 + 6 + 2 + BAND + 2 + wide + 1;
  host_print_wrapped(t, line, used, used);
  fputc('\n', t->stream);
}

static void show_record(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  char title[CLI_SAID], number[CLI_NUMBER];
  if (a->events == 0) {
    cli_said(t, "There is no event up to the date: trust is what the prior says.\n", (char *)NULL);
    return;
  }
  cli_fill(t, "{file}: {count} commitments, kept and broken", title, sizeof title, "file", a->call->operand[0], "count",
           cli_number(a->events, number), (char *)NULL);
  host_print_styled(t, HOST_BOLD, title);
  fputs("\n\n", t->stream);
  const int wide = strcmp(a->call->language, "en") == 0 ? 6 : 4;
  const bool later = a->at > a->event[a->events - 1].year;
  for (int i = 0; i < a->events + later; i++) show_point(a, i, wide);
}

static void show_restore(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  const ent_trust_point *const p = &a->point[a->events];
  char line[CLI_SAID], year[CLI_TEXT], mean[CLI_TEXT], low[CLI_TEXT], high[CLI_TEXT], half[CLI_TEXT], goal[CLI_TEXT];
  char act[CLI_TEXT], acts[CLI_TEXT], whole[CLI_TEXT], weight[CLI_TEXT];
  const double at_once = ent_trust_acts_to(a->now, a->goal), half_life = ent_trust_half_life(a->phi);
  cli_fill(t, "Trust in {year}: {mean}, with 90 % between {low} and {high}.", line, sizeof line, "year",
           count(floor(p->year), year), "mean", percent(t, p->mean, mean), "low", percent(t, p->low, low), "high",
           percent(t, p->high, high), (char *)NULL);
  fputc('\n', t->stream);
  wrapped(t, line, 2);
  if (half_life > 0) {
    cli_fill(t, "Half of what an event adds is forgotten after {years} years.", line, sizeof line, "years",
             plain(half_life, half), (char *)NULL);
    wrapped(t, line, 2);
  }
  percent(t, a->goal, goal);
  if (!(at_once > 0)) {
    cli_fill(t, "It is at {goal} already.", line, sizeof line, "goal", goal, (char *)NULL);
    wrapped(t, line, 2);
    return;
  }
  const double yearly = ent_trust_acts_yearly(a->now, a->prior, a->phi, a->act, a->goal);
  plain(a->act, act);
  cli_fill(t, "To {goal}: {acts} kept acts of weight {act} at once, or a single one of weight {whole}.", line,
           sizeof line, "goal", goal, "acts", count(-floor(-at_once / a->act * (1 - 1e-12)), acts), "act", act, "whole",
           plain(at_once, whole), (char *)NULL);
  wrapped(t, line, 2);
  plain(ent_trust_weight_yearly(a->now, a->prior, a->phi, 10, a->goal), weight);
  cli_fill(t,
           yearly < 0
             ? ENT_SAY("One such act a year never gets there, because meanwhile as much is forgotten; in ten years "
                       "it takes acts of weight {weight}.")
             : ENT_SAY("With one such act a year it takes {acts} of them; to be there in ten years, acts of weight "
                       "{weight}."),
           line, sizeof line, "acts", count(yearly, acts), "weight", weight, (char *)NULL);
  wrapped(t, line, 2);
}

/* ---- leaders ---------------------------------------------------------------------------------------------- */

static void show_leaders(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  static const char *const head[] = {ENT_SAY("exits"), ENT_SAY("years"), ENT_SAY("a year"), ENT_SAY("90 % band")};
  char text[CLI_TEXT];
  if (a->leaders == 0) return;
  cli_heading(t, cli_say(t, ENT_SAY("Chance that a leader leaves office")));
  host_print_padded(t, "", 14);
  for (int k = 0; k < 4; k++) cli_right(t, cli_say(t, head[k]), k == 3 ? 20 : 10);
  fputc('\n', t->stream);
  for (int i = 0; i < a->leaders; i++) {
    const cli_leader *const l = &a->leader[i];
    char low[CLI_TEXT], high[CLI_TEXT], band[2 * CLI_TEXT + 8];
    host_print_padded(t, l->state, 14);
    cli_right(t, count(l->exits, text), 10);
    snprintf(text, sizeof text, "%.1f", l->years);
    cli_right(t, text, 10);
    cli_right(t, percent(t, l->hazard, text), 10);
    snprintf(band, sizeof band, "%s - %s", percent(t, l->low, low), percent(t, l->high, high));
    cli_right(t, band, 20);
    fputc('\n', t->stream);
  }
}

/* ---- the promise ------------------------------------------------------------------------------------------ */

static void show_successor(const cli_trust *a, bool accepted, double needed)
{
  const host_terminal *const t = &a->call->out;
  char line[CLI_SAID], share[CLI_TEXT];
  if (needed <= 0)
    cli_fill(t, "The deal is worth it whatever a successor does.", line, sizeof line, (char *)NULL);
  else if (needed >= 1 && !accepted)
    cli_fill(t, "Even a successor who surely honours it would not make the deal worth it.", line, sizeof line,
             (char *)NULL);
  else
    cli_fill(t, "The deal needs a successor who honours it with at least {share}.", line, sizeof line, "share",
             percent(t, needed, share), (char *)NULL);
  wrapped(t, line, 2);
}

static void show_hazards(const cli_trust *a, double hazard, double bearable, bool accepted, bool dated)
{
  const host_terminal *const t = &a->call->out;
  char line[CLI_SAID], now[CLI_TEXT], most[CLI_TEXT];
  cli_fill(t,
           accepted
             ? ENT_SAY("The promise collapses with {hazard} a year; up to {bearable} would be bearable: it is worth "
                       "accepting.")
             : ENT_SAY("The promise collapses with {hazard} a year; only up to {bearable} would be bearable: it is not "
                       "worth accepting."),
           line, sizeof line, "hazard", percent(t, hazard, now), "bearable", percent(t, bearable, most), (char *)NULL);
  wrapped(t, line, 2);
  if (!dated) return;
  cli_fill(t, "(Terms end on known dates: the hazard is the constant one that is as bad as this calendar.)", line,
           sizeof line, (char *)NULL);
  wrapped(t, line, 2);
}

static void show_waiting(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  const ent_waiting *const w = &a->turnover.waiting;
  char line[CLI_SAID], accept[CLI_TEXT], wait[CLI_TEXT], never[CLI_TEXT], year[CLI_NUMBER];
  cli_fill(t, "Accepting now is worth {accept}, waiting {wait}, never accepting {never}.", line, sizeof line, "accept",
           plain(w->accept, accept), "wait", plain(w->wait, wait), "never", plain(w->never, never), (char *)NULL);
  wrapped(t, line, 2);
  if (w->year == 1)
    cli_fill(t, "So it is best to accept now.", line, sizeof line, (char *)NULL);
  else if (w->year > 1)
    cli_fill(t, "So it is best to wait, and to accept in year {year} if the leader is still in office.", line,
             sizeof line, "year", cli_number(w->year, year), (char *)NULL);
  else
    cli_fill(t,
             w->wait > w->never * (1 + 1e-12) ? ENT_SAY("So it is best to wait for a successor.")
                                              : ENT_SAY("So it is best never to accept."),
             line, sizeof line, (char *)NULL);
  wrapped(t, line, 2);
  for (int i = 0; i < a->turnover.types; i++) {
    char share[CLI_TEXT];
    cli_fill(t,
             w->takes[i] ? ENT_SAY("Successor {number} ({share}): its offer is accepted at once")
                         : ENT_SAY("Successor {number} ({share}): its offer is not accepted on its first day"),
             line, sizeof line, "number", cli_number(i + 1, year), "share",
             percent(t, a->turnover.type[i].share, share), (char *)NULL);
    fputs("  ", t->stream);
    wrapped(t, line, 4);
  }
}

static void show_turnover(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  const cli_promise *const p = &a->turnover;
  const bool accepted = p->worth.surplus >= 0;
  char line[CLI_SAID], years[CLI_NUMBER], alive[CLI_TEXT];
  if (!p->asked) return;
  cli_heading(t, cli_say(t, ENT_SAY("A promise when leaders change")));
  show_hazards(a, p->worth.hazard, p->bearable, accepted, p->dated);
  show_successor(a, accepted, p->worth.honour_needed);
  cli_fill(t, "Chance that it still stands after {years} years: {alive}", line, sizeof line, "years",
           cli_number(p->years, years), "alive", percent(t, p->alive, alive), (char *)NULL);
  wrapped(t, line, 2);
  if (p->waits) show_waiting(a);
}

static void show_deal(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  const ent_detail *const d = &a->verdict.detail;
  char line[CLI_SAID], median[CLI_TEXT], low[CLI_TEXT], high[CLI_TEXT], alive[CLI_TEXT];
  if (!a->has_verdict) return;
  cli_heading(t, cli_say(t, ENT_SAY("The deal, at the centre of its assumptions")));
  if (a->has_exit) {
    cli_fill(t, "Its proposer's leader leaves office with {median} a year, with 90 % between {low} and {high}.", line,
             sizeof line, "median", percent(t, a->exit.p50, median), "low", percent(t, a->exit.p5, low), "high",
             percent(t, a->exit.p95, high), (char *)NULL);
    wrapped(t, line, 2);
  }
  show_hazards(a, d->hazard, d->bearable, d->surplus >= 0, a->dated);
  show_successor(a, d->surplus >= 0, d->honour_needed);
  cli_fill(t, "Chance that its essential terms live to the horizon: {alive}", line, sizeof line, "alive",
           percent(t, d->survival, alive), (char *)NULL);
  wrapped(t, line, 2);
}

/* ---- steps ------------------------------------------------------------------------------------------------ */

static void show_plan(const cli_trust *a, int k)
{
  static const char *const from[CLI_PLANS] = {ENT_SAY("At the low end of the band, {trust}:"),
                                              ENT_SAY("At the mean, {trust}:"),
                                              ENT_SAY("At the high end of the band, {trust}:")};
  const host_terminal *const t = &a->call->out;
  const ent_plan *const plan = &a->steps.plan[k];
  char line[CLI_SAID], text[CLI_TEXT], least[CLI_TEXT], after[CLI_TEXT], number[CLI_NUMBER];
  cli_fill(t, from[k], line, sizeof line, "trust", percent(t, a->steps.trust[k], text), (char *)NULL);
  wrapped(t, line, 0);
  if (plan->steps == 0) {
    fputs("  ", t->stream);
    wrapped(t, cli_say(t, plan->reached ? ENT_SAY("the goal is reached already") : ENT_SAY("no first step separates")),
            4);
  }
  for (int i = 0; i < plan->steps; i++) {
    const ent_plan_step *const s = &plan->step[i];
    cli_fill(t,
             s->rest ? ENT_SAY("{number}. all that is left, {stake} of the stakes; kept, trust rises to {after}")
                     : ENT_SAY("{number}. {stake} of the stakes (at least {least}); kept, trust rises to {after}"),
             line, sizeof line, "number", cli_number(i + 1, number), "stake", percent(t, s->stake, text), "least",
             percent(t, s->least, least), "after", percent(t, s->after, after), (char *)NULL);
    fputs("  ", t->stream);
    wrapped(t, line, 5);
  }
  if (plan->steps > 0 && !plan->reached) {
    fputs("  ", t->stream);
    wrapped(t, cli_say(t, ENT_SAY("the goal is not reached")), 4);
  }
}

static void show_steps(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  const cli_steps *const s = &a->steps;
  char line[CLI_SAID], least[CLI_TEXT], at_once[CLI_TEXT], trusty[CLI_TEXT], other[CLI_TEXT];
  if (!s->asked) return;
  cli_heading(t, cli_say(t, ENT_SAY("Steps of reassurance")));
  cli_fill(t,
           "A first step separates the trustworthy from the others from a trust of {least} on; from {at_once} on the "
           "whole can "
           "be done at once. Assumed: a trustworthy party keeps a step with {trusty}, another with {other} (--keeps).",
           line, sizeof line, "least", percent(t, s->window[0].least, least), "at_once",
           percent(t, s->window[0].at_once, at_once), "trusty", percent(t, s->keeps[0], trusty), "other",
           percent(t, s->keeps[1], other), (char *)NULL);
  wrapped(t, line, 0);
  for (int k = 0; k < CLI_PLANS; k++) show_plan(a, k);
}

/* ---- how it comes about ----------------------------------------------------------------------------------- */

static void show_why(const cli_trust *a)
{
  const host_terminal *const t = &a->call->out;
  static const struct {
    const char *said, *formula, *limit;
  } why[] = {
    {ENT_SAY("Trust is the mean {formula} of a Beta distribution: a kept commitment adds its weight to a, a broken one "
             "to b, and in "
             "a year both move back towards the prior, of which the distance is multiplied by --forget. The band holds "
             "90 %."),
     "a / (a + b)", ""},
    {ENT_SAY("A leader's hazard is the exits in the years of office: a Gamma distribution with Jeffreys' prior of half "
             "an exit "
             "(--hazard-prior). It is a chance, not a date."),
     "", ""},
    {ENT_SAY("A promise collapses when the leader stays and reneges, or leaves and the successor does not honour it: "
             "{formula}. It "
             "is accepted while this is at most {limit}."),
     "(1 - h) eps + h (1 - q)", "(b - o - K (1 - delta)) / (delta (K + (o - d) / (1 - delta)))"},
    {ENT_SAY("With known ends of terms the value is computed backward, year by year, through the calendar of the "
             "leader and of "
             "those who may follow."),
     "", ""},
    {ENT_SAY(
       "A step separates when the trustworthy gain by taking it and others would lose by copying them: it is at least "
       "{formula} and at most {limit}. Each step is the largest such, on what is left."),
     "t bU / (t (2 bU - 1) + (1 - t) c)", "t / ((1 - t) c + t bT)"},
  };
  const bool wanted[] = {true, a->leaders > 0, a->turnover.asked || a->has_verdict, a->turnover.dated, a->steps.asked};
  char line[CLI_SAID];
  if (!cli_has(a->call, CLI_OPTION_HOW)) return;
  cli_heading(t, cli_say(t, ENT_SAY("How the numbers come about")));
  for (int i = 0; i < 5; i++) {
    if (!wanted[i]) continue;
    cli_fill(t, why[i].said, line, sizeof line, "formula", why[i].formula, "limit", why[i].limit, (char *)NULL);
    wrapped(t, line, 0);
  }
}

void cli_trust_show(const void *trust)
{
  const cli_trust *const a = trust;
  show_record(a);
  show_restore(a);
  show_leaders(a);
  show_deal(a);
  show_turnover(a);
  show_steps(a);
  show_why(a);
}
