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

static const char *gate_words(int gate)
{
  static const char *const words[ENT_GATES + 1] = {
#define X(NAME, name, title, question) "the gate of " #name " opens",
    ENT_GATE_LIST(X)
#undef X
      "all four gates open"};
  return words[gate >= 0 && gate <= ENT_GATES ? gate : ENT_GATES];
}

void report_confidence(report *r)
{
  static const char *const words[3] = {"low", "moderate", "high"};
  const int level = r->a->confidence_level < 0 ? 0 : r->a->confidence_level > 2 ? 2 : r->a->confidence_level;
  put(r, "<p class=\"label\"><span class=\"meter\" role=\"img\" aria-label=\"");
  put(r, words[level]);
  put(r, "\">");
  for (int i = 0; i < 3; i++) put(r, i <= level ? "<i class=\"on\"></i>" : "<i></i>");
  put(r, "</span>Confidence</p>\n<p>");
  put_text(r, r->a->confidence);
  put(r, "</p>\n");
}

static void put_tile(report *r, uint64_t k, const char *words)
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
  put_text(r, words);
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
  put_tile(r, e->all, "of draws open all four gates");
  put_tile(r, e->refused, "the deal is refused at one of the first three");
  if (report_wedge(r)) {
    put_tile(r, e->kept, "it is taken, and the rival kept");
    put_tile(r, e->turned, "it is taken, and the target turns");
  } else {
    put_tile(r, e->first_shut[ENT_GATE_DURABILITY], "it is taken, but does not last");
  }
  put(r, "</ul>\n");
}

/* ---- the deal ---- */

static void put_fact(report *r, const char *name, const char *text)
{
  if (!text || !*text) return;
  put(r, "<dt>");
  put(r, name);
  put(r, "</dt><dd>");
  put_text(r, text);
  put(r, "</dd>\n");
}

static void put_words_of(report *r, const char *text)
{
  for (; text && *text; text++) {
    const char one[2] = {*text == '_' ? ' ' : *text, '\0'};
    ent_write_bytes(&r->w, one, 1);
  }
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
  put(r, !t.included ? "not part of the offer" : t.essential ? "essential" : "can be dropped");
  put(r, "</small></th><td data-head=\"Owner\">");
  put_text(r, t.owner_name);
  if (t.own_institution) put(r, "<small>the proposer's own institution</small>");
  put(r, "</td><td data-head=\"Form\">");
  ent_writer w; /* keys of the schema: letters and _ */
  ent_writer_open(&w, &r->arena);
  ent_put_xml(&w, t.form);
  if (w.failed) r->w.failed = true;
  put_words_of(r, w.data);
  put(r, "</td><td class=\"n\" data-head=\"Owner agrees\">");
  if (report_is_proposer(r, t.owner))
    put(r, "its own"); /* the proposer is not asked: no count */
  else if (t.included)
    report_share(r, e->term_open[index]);
  put(r, "</td><td class=\"n\" data-head=\"Collapse a year\">");
  const double hazard = e->draws > 0 ? (e->term_hazard[index][0] + e->term_hazard[index][1]) / (double)e->draws : 0;
  if (t.included) report_percent(r, hazard);
  put(r, "</td></tr>\n");
}

void report_deal(report *r)
{
  ent_input_info horizon;
  memset(&horizon, 0, sizeof horizon);
  const int index = ent_scenario_find_input(r->s, "horizon_years");
  put(r, "<dl class=\"facts\">\n");
  put_fact(r, "Offered by", report_party(r, 0));
  put_fact(r, "To", report_party(r, 1));
  put_fact(r, "To win it away from", report_party(r, 2));
  if (index >= 0 && ent_scenario_input(r->s, index, &horizon)) {
    put(r, "<dt>To last</dt><dd>");
    report_value(r, horizon.p50, horizon.unit);
    put(r, "</dd>\n");
  }
  put(r, "</dl>\n");
  const int terms = ent_scenario_terms(r->s);
  if (terms < 1) return;
  put(r,
      "<div class=\"scroll\"><table class=\"cards\"><caption>What is offered, and who can deliver it</caption>\n"
      "<thead><tr><th scope=\"col\">Term</th><th scope=\"col\">Owner</th><th scope=\"col\">Form</th>"
      "<th scope=\"col\" class=\"n\">Owner agrees</th><th scope=\"col\" class=\"n\">Collapse a year</th></tr></thead>\n"
      "<tbody>\n");
  for (int i = 0; i < terms; i++) put_term(r, i);
  put(r, "</tbody></table></div>\n");
}

/* ---- signposts ---- */

static void put_assumed(report *r, const ent_input_info *info)
{
  put(r, " (assumed: ");
  if (info->known)
    report_value(r, info->p50, info->unit);
  else
    report_range(r, info->p5, info->p95, info->unit);
  put(r, ")");
}

static void put_tipping(report *r, const ent_tipping *t)
{
  ent_input_info info;
  memset(&info, 0, sizeof info);
  if (!ent_scenario_input(r->s, t->input, &info)) return;
  put(r, t->beyond ? "<li class=\"far\"><strong>" : "<li><strong>");
  put_text(r, report_label(r, t->input));
  put(r, "</strong> at ");
  report_value(r, t->value, info.unit);
  put(r, t->value > info.p50 ? " or above" : " or below");
  put_assumed(r, &info);
  put(r, "</li>\n");
}

/* Before the first of the tipping points that lie inside their 90 % intervals, and of those that lie outside. */
static void put_tipping_title(report *r, const ent_tipping *t, bool again)
{
  if (again) {
    put(r, "<p>So would these, if they lay outside their 90&#160;% intervals:</p>\n<ul class=\"signposts\">\n");
    return;
  }
  put(r, "<p>The chance that ");
  put(r, gate_words(t->gate));
  put(r, ", now ");
  report_percent(r, t->p_now);
  put(r, t->p_now < 0.5 ? ", rises above one half" : ", falls below one half");
  put(r, t->beyond ? " only if one of these lay outside its 90&#160;% interval:" : " with any one of these:");
  put(r, "</p>\n<ul class=\"signposts\">\n");
}

static int put_some_tippings(report *r, int gate, bool beyond, int most, bool again)
{
  int n = 0;
  for (int i = 0; i < r->a->tippings && n < most; i++) {
    const ent_tipping *const t = &r->a->tipping[i];
    if (!t->exists || t->gate != gate || t->beyond != beyond) continue;
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
  put(r, "<p>No single input, moved alone across its range, would turn the verdict.");
  if (best) {
    put(r, " The one that comes nearest, <strong>");
    put_text(r, report_label(r, best->input));
    put(r, "</strong>, takes the chance of all four gates to ");
    report_percent(r, best->p_best);
    put(r, ".");
  }
  put(r, "</p>\n");
}

static void put_set(report *r)
{
  const ent_answer *const a = r->a;
  if (a->set_found && a->set_size > 0) {
    put(r,
        "<h3>The smallest set of changes</h3>\n<p>All of these together would take the chance of all four gates to ");
    report_percent(r, a->set_p);
    put(r, ":</p>\n<ul class=\"signposts\">\n");
    for (int i = 0; i < a->set_size; i++) {
      ent_input_info info;
      memset(&info, 0, sizeof info);
      if (!ent_scenario_input(r->s, a->set[i].input, &info)) continue;
      put(r, "<li><strong>");
      put_text(r, report_label(r, a->set[i].input));
      put(r, "</strong> at ");
      report_value(r, a->set[i].value, info.unit);
      put_assumed(r, &info);
      put(r, "</li>\n");
    }
    put(r, "</ul>\n");
  } else if (!a->set_found && a->set_size > 0) {
    put(r, "<h3>The smallest set of changes</h3>\n<p>None was found among sets of up to fourteen changes, each to the "
           "end of "
           "its range that helps; the furthest takes the chance of all four gates to ");
    report_percent(r, a->set_p);
    put(r, ".</p>\n");
  }
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
  put(
    r,
    "Each bar moves one input from the low end of its 90&#160;% interval (open end of the bar) to the high end (filled "
    "end), with all others drawn as before. ");
  put(r, small
           ? "No input alone moves the chance of all four gates by a percent, so each bar shows the gate that it moves "
             "most, which is named beside it."
           : "The bars show the chance of all four gates.");
}

/* ---- worth ---- */

static void put_track(report *r, const char *name, ent_track track, const char *unit)
{
  const ent_ensemble *const e = &r->a->ensemble;
  put(r, "<dt>");
  put(r, name);
  put(r, "</dt><dd>");
  report_value(r, ent_ensemble_quantile(e, track, 0.5), unit);
  put(r, " (90&#160;% of draws: ");
  report_range(r, ent_ensemble_quantile(e, track, 0.05), ent_ensemble_quantile(e, track, 0.95), unit);
  put(r, ")</dd>\n");
}

void report_worth(report *r)
{
  const ent_ensemble *const e = &r->a->ensemble;
  const double hazard = ent_ensemble_quantile(e, ENT_TRACK_HAZARD, 0.5);
  const double bearable = ent_ensemble_quantile(e, ENT_TRACK_BEARABLE, 0.5);
  put(r, "<p>At the median, the least stable essential term collapses with a chance of ");
  report_percent(r, hazard);
  put(r, " a year; the target could bear ");
  report_percent(r, bearable);
  put(r, hazard > bearable ? ". That is more than it could bear.</p>\n" : ". That is within what it could bear.</p>\n");
  put(r, "<dl class=\"facts\">\n");
  put_track(r, "Surplus a year", ENT_TRACK_SURPLUS, "income");
  put_track(r, "Chance of collapse", ENT_TRACK_HAZARD, "per year");
  put_track(r, "Highest bearable chance of collapse", ENT_TRACK_BEARABLE, "per year");
  put_track(r, "Chance that a successor would have to honour it", ENT_TRACK_HONOUR, "share");
  put_track(r, "Chance of living to the horizon", ENT_TRACK_LIFE, "share");
  put(r, "</dl>\n");
}

/* In a sentence, "<0.003 %" is "less than 0.003 %". */
static void put_share_words(report *r, uint64_t k)
{
  char text[ENT_PERCENT_MAX];
  ent_share_write(ent_share_of(k, r->a->ensemble.draws), text);
  const bool below = text[0] == '<', above = text[0] == '>';
  if (below) put(r, "less than ");
  if (above) put(r, "more than ");
  put(r, "<span class=\"number\">");
  put_text(r, below || above ? text + 1 : text);
  put(r, "</span>");
}

void report_outcomes(report *r)
{
  const ent_ensemble *const e = &r->a->ensemble;
  if (!report_wedge(r)) return;
  put(r, "<p>A deal can stay in force without doing what it was for. Of all draws, the deal is refused in ");
  put_share_words(r, e->refused);
  put(r, "; it is taken and the rival kept in ");
  put_share_words(r, e->kept);
  put(r, "; it is taken and ");
  put_text(r, report_party(r, 1));
  put(r, " turns from ");
  put_text(r, report_party(r, 2));
  put(r, " in ");
  put_share_words(r, e->turned);
  put(r, ". Taken or not, the alignment turns in ");
  put_share_words(r, e->turns);
  put(r, ".</p>\n");
}
