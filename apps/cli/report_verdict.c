/* report_verdict.c - the answer in words: verdict, deal, signposts, worth, outcomes. */
#include "report_parts.h"

#include <string.h>

#define SIGNPOSTS_SHOWN 8 /* of one gate, inside the intervals */
#define FAR_SHOWN 3       /* and outside */

static void put(report *r, const char *text)
{
  ent_put(&r->w, text);
}

static void put_text(report *r, const char *text)
{
  ent_put_xml(&r->w, text);
}

void report_confidence(report *r)
{
  static const char *const words[3] = {ENT_SAY("low"), ENT_SAY("moderate"), ENT_SAY("high")};
  const int level = r->a->confidence_level < 0 ? 0 : r->a->confidence_level > 2 ? 2 : r->a->confidence_level;
  put(r, "<p class=\"label\"><span class=\"meter\" role=\"img\" aria-label=\"");
  put_text(r, report_say(r, words[level]));
  put(r, "\">");
  for (int i = 0; i < 3; i++) put(r, i <= level ? "<i class=\"on\"></i>" : "<i></i>");
  put(r, "</span>");
  report_said(r, "Confidence", NULL);
  put(r, "</p>\n<p>");
  put_text(r, r->a->confidence);
  put(r, "</p>\n");
}

static void put_tile(report *r, uint64_t k, const char *english)
{
  static const char sign[] = "\xC2\xA0\xC2\xB1";
  char share[ENT_PERCENT_MAX], number[ENT_PERCENT_MAX];
  ent_share_write(ent_share_of(k, r->a->ensemble.draws), share);
  char *const error = strstr(share, sign);
  ent_percent_write(report_part(r, k), number);
  put(r, "<li><b>");
  if (error && number[0] != '<' && number[0] != '>') {
    put_text(r, number);
  } else { /* too near the end for a short number: all the digits there are */
    if (error) *error = '\0';
    put_text(r, share);
    if (error) put(r, "&#160;%");
  }
  put(r, "</b><small>");
  put_text(r, report_say(r, english));
  put(r, "</small>");
  if (error) {
    put(r, "<small class=\"error\">\xC2\xB1");
    put_text(r, error + sizeof sign - 1);
    put(r, "</small>");
  }
  put(r, "</li>\n");
}

void report_tiles(report *r)
{
  const ent_ensemble *const e = &r->a->ensemble;
  put(r, "<ul class=\"tiles\">\n");
  put_tile(r, e->all, ENT_SAY("of draws open all four gates"));
  put_tile(r, e->refused, ENT_SAY("the deal is refused at one of the first three"));
  if (report_wedge(r)) {
    put_tile(r, e->kept, ENT_SAY("it is taken, and the rival kept"));
    put_tile(r, e->turned, ENT_SAY("it is taken, and the target turns"));
  } else {
    put_tile(r, e->first_shut[ENT_GATE_DURABILITY], ENT_SAY("it is taken, but does not last"));
  }
  put(r, "</ul>\n");
}

/* ---- the deal ---- */

static void open_fact(report *r, const char *english)
{
  put(r, "<dt>");
  put_text(r, report_say(r, english));
  put(r, "</dt><dd>");
}

static void put_fact(report *r, const char *english, const char *text)
{
  if (!text || !*text) return;
  open_fact(r, english);
  put_text(r, text);
  put(r, "</dd>\n");
}

/* The forms of commitment that the schema knows. */
static const char *form_words(const char *form)
{
  static const char *const words[][2] = {{"executive", ENT_SAY("executive")},
                                         {"statute", ENT_SAY("statute")},
                                         {"treaty", ENT_SAY("treaty")},
                                         {"club_decision", ENT_SAY("club decision")}};
  for (size_t i = 0; form && i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], form) == 0) return words[i][1];
  return form ? form : "";
}

static void put_term(report *r, int index)
{
  const ent_ensemble *const e = &r->a->ensemble;
  ent_term_info t;
  memset(&t, 0, sizeof t);
  if (!ent_scenario_term(r->s, index, &t) || index >= ENT_TERMS_MAX) return;
  put(r, "<tr><th scope=\"row\">");
  put_text(r, t.name);
  put(r, "<small>");
  report_said(r, !t.included ? "not part of the offer" : t.essential ? "essential" : "can be dropped", NULL);
  put(r, "</small></th>");
  put(r, "<td>");
  put_text(r, t.owner_name);
  if (t.own_institution) {
    put(r, "<small>");
    report_said(r, "the proposer\xE2\x80\x99s own institution", NULL);
    put(r, "</small>");
  }
  put(r, "</td>");
  put(r, "<td>");
  put_text(r, report_say(r, form_words(t.form)));
  put(r, "</td>");
  put(r, "<td class=n>");
  if (report_is_proposer(r, t.owner))
    report_said(r, "its own", NULL); /* the proposer is not asked: no count */
  else if (t.included)
    report_share(r, e->term_open[index]);
  put(r, "</td>");
  put(r, "<td class=n>");
  const double hazard = e->draws > 0 ? (e->term_hazard[index][0] + e->term_hazard[index][1]) / (double)e->draws : 0;
  if (t.included) report_percent(r, hazard);
  put(r, "</td></tr>\n");
}

void report_deal(report *r)
{
  static const char *const heads[] = {ENT_SAY("Term"),
                                      ENT_SAY("Owner"),
                                      ENT_SAY("Form"),
                                      "#" ENT_SAY("Owner agrees"),
                                      "#" ENT_SAY("Collapse a year"),
                                      NULL};
  ent_input_info horizon;
  memset(&horizon, 0, sizeof horizon);
  const int index = ent_scenario_find_input(r->s, "horizon_years");
  put(r, "<dl class=\"facts\">\n");
  put_fact(r, ENT_SAY("Offered by"), report_party(r, 0));
  put_fact(r, ENT_SAY("To"), report_party(r, 1));
  put_fact(r, ENT_SAY("To win it away from"), report_party(r, 2));
  if (index >= 0 && ent_scenario_input(r->s, index, &horizon)) {
    open_fact(r, ENT_SAY("To last"));
    report_value(r, horizon.p50, horizon.unit);
    put(r, "</dd>\n");
  }
  put(r, "</dl>\n");
  const int terms = ent_scenario_terms(r->s);
  if (terms < 1) return;
  report_open_table(r, "", heads);
  put(r, "<caption>");
  report_said(r, "What is offered, and who can deliver it", NULL);
  put(r, "</caption>\n");
  report_heads(r, heads);
  put(r, "<tbody>\n");
  for (int i = 0; i < terms; i++) put_term(r, i);
  put(r, "</tbody>");
  report_close_table(r);
}

/* ---- signposts ---- */

static const char *assumed(report *r, const ent_input_info *info)
{
  return info->known ? report_value_html(r, info->p50, info->unit)
                     : report_range_html(r, info->p5, info->p95, info->unit);
}

static void put_tipping(report *r, const ent_tipping *t)
{
  ent_input_info info;
  memset(&info, 0, sizeof info);
  if (!ent_scenario_input(r->s, t->input, &info)) return;
  put(r, t->beyond ? "<li class=\"far\">" : "<li>");
  report_said(r,
              t->value > info.p50 ? "{input} at {value} or above (assumed: {assumed})"
                                  : "{input} at {value} or below (assumed: {assumed})",
              "input", report_strong(r, report_label(r, t->input)), "value", report_value_html(r, t->value, info.unit),
              "assumed", assumed(r, &info), NULL);
  put(r, "</li>\n");
}

/* Before the first of the tipping points that lie inside their 90 % intervals, and of those that lie outside. */
static void put_tipping_title(report *r, const ent_tipping *t, bool again)
{
  static const char *const opens[ENT_GATES + 1] = {
    ENT_SAY("the gate of will opens"), ENT_SAY("the gate of consent opens"), ENT_SAY("the gate of acceptance opens"),
    ENT_SAY("the gate of durability opens"), ENT_SAY("all four gates open")};
  static const char *const turns[2][2] = {
    {ENT_SAY("The chance that {event}, now {share}, falls below one half with any one of these:"),
     ENT_SAY(
       "The chance that {event}, now {share}, falls below one half only if one of these lay outside its 90\xC2\xA0% "
       "interval:")},
    {ENT_SAY("The chance that {event}, now {share}, rises above one half with any one of these:"),
     ENT_SAY(
       "The chance that {event}, now {share}, rises above one half only if one of these lay outside its 90\xC2\xA0% "
       "interval:")}};
  const char *const event = opens[t->gate >= 0 && t->gate <= ENT_GATES ? t->gate : ENT_GATES];
  put(r, "<p>");
  if (again)
    report_said(r, "So would these, if they lay outside their 90\xC2\xA0% intervals:", NULL);
  else
    report_said(r, turns[t->p_now < 0.5 ? 1 : 0][t->beyond ? 1 : 0], "event", report_escaped(r, report_say(r, event)),
                "share", report_percent_html(r, t->p_now), NULL);
  put(r, "</p>\n<ul class=\"signposts\">\n");
}

/* The first ones, and the elasticity of trade, on which several numbers rest, wherever it stands. */
static int put_some_tippings(report *r, int gate, bool beyond, int most, bool again)
{
  int n = 0;
  const int theta = ent_scenario_find_input(r->s, "trade.theta");
  for (int i = 0; i < r->a->tippings; i++) {
    const ent_tipping *const t = &r->a->tipping[i];
    if (!t->exists || t->gate != gate || t->beyond != beyond || (n >= most && t->input != theta)) continue;
    if (n++ == 0) put_tipping_title(r, t, again);
    put_tipping(r, t);
  }
  if (n > 0) put(r, "</ul>\n");
  return n;
}

/* Lists the tipping points of one gate (ENT_GATES: of all four together); returns how many there are. */
static int put_tippings(report *r, int gate)
{
  const int inside = put_some_tippings(r, gate, false, SIGNPOSTS_SHOWN, false);
  return inside + put_some_tippings(r, gate, true, FAR_SHOWN, inside > 0);
}

static void put_nearest_miss(report *r)
{
  const ent_tipping *best = NULL;
  const bool low = report_part(r, r->a->ensemble.all) < 0.5;
  for (int i = 0; i < r->a->tippings; i++) {
    const ent_tipping *const t = &r->a->tipping[i];
    if (t->gate == ENT_GATES && (!best || (low ? t->p_best > best->p_best : t->p_best < best->p_best))) best = t;
  }
  put(r, "<p>");
  if (best)
    report_said(
      r,
      "No single input, moved alone across its range, would turn the verdict. The one that comes nearest, {input}, "
      "takes the chance of all four gates to {share}.",
      "input", report_strong(r, report_label(r, best->input)), "share", report_percent_html(r, best->p_best), NULL);
  else
    report_said(r, "No single input, moved alone across its range, would turn the verdict.", NULL);
  put(r, "</p>\n");
}

static void put_set(report *r)
{
  const ent_answer *const a = r->a;
  if (a->set_size < 1) return;
  put(r, "<h3>");
  report_said(r, "The smallest set of changes", NULL);
  put(r, "</h3>\n<p>");
  report_said(r,
              a->set_found
                ? "All of these together would take the chance of all four gates to {share}:"
                : "None was found among sets of up to fourteen changes, each to the end of its range that helps; "
                  "the furthest takes the chance of all four gates to {share}.",
              "share", report_percent_html(r, a->set_p), NULL);
  put(r, "</p>\n");
  if (!a->set_found) return;
  put(r, "<ul class=\"signposts\">\n");
  for (int i = 0; i < a->set_size; i++) {
    ent_input_info info;
    memset(&info, 0, sizeof info);
    if (!ent_scenario_input(r->s, a->set[i].input, &info)) continue;
    put(r, "<li>");
    report_said(r, "{input} at {value} (assumed: {assumed})", "input",
                report_strong(r, report_label(r, a->set[i].input)), "value",
                report_value_html(r, a->set[i].value, info.unit), "assumed", assumed(r, &info), NULL);
    put(r, "</li>\n");
  }
  put(r, "</ul>\n");
}

void report_tipping(report *r)
{
  if (put_tippings(r, ENT_GATES) == 0) put_nearest_miss(r);
  for (int gate = 0; gate < ENT_GATES; gate++) put_tippings(r, gate);
  put_set(r);
}

void report_drivers_note(report *r)
{
  bool small = true;
  for (int i = 0; i < r->a->drivers && i < 10; i++) small = small && r->a->driver[i].swing < 0.01;
  report_said(
    r,
    small ? "Each bar moves one input from the low end of its 90\xC2\xA0% interval (open end of the bar) to the high "
            "end (filled end), with all others drawn as before. No input alone moves the chance of all four gates by "
            "a percent, so each bar shows the gate that it moves most, which is named beside it."
          : "Each bar moves one input from the low end of its 90\xC2\xA0% interval (open end of the bar) to the high "
            "end (filled end), with all others drawn as before. The bars show the chance of all four gates.",
    NULL);
}

/* ---- worth ---- */

static void put_track(report *r, const char *english, ent_track track, const char *unit)
{
  const ent_ensemble *const e = &r->a->ensemble;
  open_fact(r, english);
  report_said(r, "{median} (90\xC2\xA0% of draws: {range})", "median",
              report_value_html(r, ent_ensemble_quantile(e, track, 0.5), unit), "range",
              report_range_html(r, ent_ensemble_quantile(e, track, 0.05), ent_ensemble_quantile(e, track, 0.95), unit),
              NULL);
  put(r, "</dd>\n");
}

/* What the deal asks of whoever follows the leader who gives the promise. */
static void put_successor(report *r)
{
  const double needed = ent_ensemble_quantile(&r->a->ensemble, ENT_TRACK_HONOUR, 0.5);
  put(r, " ");
  if (needed <= 0)
    report_said(r, "At the median, the deal is worth it whatever a successor does.", NULL);
  else if (needed >= 1)
    report_said(r, "At the median, even a successor who surely honours it would not make the deal worth it.", NULL);
  else
    report_said(r, "At the median, the deal needs a successor who honours it with at least {share}.", "share",
                report_percent_html(r, needed), NULL);
}

void report_worth(report *r)
{
  const ent_ensemble *const e = &r->a->ensemble;
  const double hazard = ent_ensemble_quantile(e, ENT_TRACK_HAZARD, 0.5);
  const double bearable = ent_ensemble_quantile(e, ENT_TRACK_BEARABLE, 0.5);
  put(r, "<p>");
  report_said(
    r,
    hazard > bearable
      ? "At the median, the least stable essential term collapses with a chance of {hazard} a year; the target could "
        "bear {bearable}. That is more than it could bear."
      : "At the median, the least stable essential term collapses with a chance of {hazard} a year; the target could "
        "bear {bearable}. That is within what it could bear.",
    "hazard", report_percent_html(r, hazard), "bearable", report_percent_html(r, bearable), NULL);
  put_successor(r);
  put(r, "</p>\n<dl class=\"facts\">\n");
  put_track(r, ENT_SAY("Surplus a year"), ENT_TRACK_SURPLUS, "income");
  put_track(r, ENT_SAY("Chance of collapse"), ENT_TRACK_HAZARD, "per year");
  put_track(r, ENT_SAY("Highest bearable chance of collapse"), ENT_TRACK_BEARABLE, "per year");
  put_track(r, ENT_SAY("Chance that a successor would have to honour it"), ENT_TRACK_HONOUR, "share");
  put_track(r, ENT_SAY("Chance of living to the horizon"), ENT_TRACK_LIFE, "share");
  put(r, "</dl>\n");
}

/* In a sentence, "<0.003 %" is "less than 0.003 %". */
static const char *share_words(report *r, uint64_t k)
{
  char text[ENT_PERCENT_MAX];
  ent_share_write(ent_share_of(k, r->a->ensemble.draws), text);
  const bool below = text[0] == '<', above = text[0] == '>';
  const char *const digits = report_number(r, below || above ? text + 1 : text);
  if (!below && !above) return digits;
  return report_html(r, below ? "less than {share}" : "more than {share}", "share", digits, NULL);
}

void report_outcomes(report *r)
{
  const ent_ensemble *const e = &r->a->ensemble;
  if (!report_wedge(r)) return;
  put(r, "<p>");
  report_said(
    r,
    "A deal can stay in force without doing what it was for. Of all draws, the deal is refused in {refused}; it is "
    "taken and the rival kept in {kept}; it is taken and {target} turns from {rival} in {turned}. Taken or not, the "
    "alignment turns in {turns}.",
    "refused", share_words(r, e->refused), "kept", share_words(r, e->kept), "target",
    report_escaped(r, report_party(r, 1)), "rival", report_escaped(r, report_party(r, 2)), "turned",
    share_words(r, e->turned), "turns", share_words(r, e->turns), NULL);
  if (r->a->flipping && r->a->flipping[0]) {
    put(r, " ");
    ent_put_xml(&r->w, r->a->flipping);
  }
  put(r, "</p>\n");
}
