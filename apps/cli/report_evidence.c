/* report_evidence.c - what claims, past cases and time series say. */
#include "report_parts.h"

#include <string.h>

static void put(report *r, const char *text)
{
  ent_put(&r->w, text);
}

static void put_text(report *r, const char *text)
{
  ent_put_xml(&r->w, text);
}

/* ---- claims ---- */

static const struct {
  const char *class_name, *words;
} outcomes[ENT_OUTCOMES] = {
#define X(NAME, name, text) {#name, text},
  ENT_OUTCOME_LIST(X)
#undef X
};

static void put_chip(report *r, ent_outcome outcome)
{
  const int o = (int)outcome >= 0 && outcome < ENT_OUTCOMES ? (int)outcome : (int)ENT_CLAIM_UNTESTABLE;
  put(r, "<span class=\"chip ");
  put(r, outcomes[o].class_name);
  put(r, "\">");
  put_text(r, report_say(r, outcomes[o].words));
  put(r, "</span>");
}

static void put_result(report *r, const ent_claim_test *t)
{
  put(r, t->close   ? "<span class=\"close\">\xE2\x89\x88 "
         : t->holds ? "<span class=\"holds\">\xE2\x9C\x93 "
                    : "<span class=\"fails\">\xE2\x9C\x97 ");
  report_said(r, t->close ? "too close to call" : t->holds ? "holds" : "fails", NULL);
  put(r, "</span>");
}

/* Two rows that belong together: what was asked and found, and below it how it was computed and from what. */
static void put_test(report *r, const ent_claim_test *t)
{
  char text[ENT_RANGE_MAX];
  put(r, "<tbody><tr><th scope=\"row\">");
  put_text(r, t->what);
  put(r, "</th>");
  put(r, "<td class=n>");
  ent_measure_say(r->a->words, t->value, t->se, t->unit, text);
  put_text(r, text);
  put(r, "</td>");
  put(r, "<td class=n>");
  ent_comparison_say(r->a->words, t->comparison, t->unit, text);
  put_text(r, text);
  put(r, "</td>");
  put(r, "<td>");
  put_result(r, t);
  put(r, "</td></tr>\n<tr class=\"from\"><td colspan=\"4\"><code>");
  put_text(r, t->quantity);
  put(r, "</code>");
  if (t->source && *t->source) {
    put(r, " \xC2\xB7 ");
    put_text(r, t->source);
  }
  put(r, "</td></tr></tbody>\n");
}

static const char *const languages[3] = {"en", "zh-Hant", "zh-Hans"}; /* of ent_claim.text */

/* The claim in the language of the report, else in English; its index in ent_claim.text. */
static int own_text(const report *r, const ent_claim *c)
{
  for (int i = 1; i < 3; i++)
    if (strcmp(languages[i], ent_words_language(r->a->words)) == 0 && c->text[i] && *c->text[i]) return i;
  return 0;
}

static void put_translations(report *r, const ent_claim *c)
{
  const int own = own_text(r, c);
  bool any = false;
  for (int i = 0; i < 3; i++) any = any || (i != own && c->text[i] && *c->text[i]);
  if (!any) return;
  put(r, "<details><summary>");
  report_said(r, "In other languages", NULL);
  put(r, "</summary>\n");
  for (int i = 0; i < 3; i++) {
    if (i == own || !c->text[i] || !*c->text[i]) continue;
    put(r, "<p lang=\"");
    put(r, languages[i]);
    put(r, "\">");
    put_text(r, c->text[i]);
    put(r, "</p>\n");
  }
  put(r, "</details>\n");
}

static void put_claim(report *r, const ent_claim *c)
{
  static const char *const heads[] = {ENT_SAY("Test"), "#" ENT_SAY("Value"), "#" ENT_SAY("Asked"), ENT_SAY("Result"),
                                      NULL};
  put(r, "<article class=\"claim\">\n<h3>");
  put_text(r, c->id);
  put(r, " ");
  put_chip(r, c->outcome);
  if (c->where && *c->where) {
    put(r, " <span>");
    put_text(r, c->where);
    put(r, "</span>");
  }
  put(r, "</h3>\n<p class=\"text\">");
  put_text(r, c->text[own_text(r, c)]);
  put(r, "</p>\n");
  if (c->why && *c->why) {
    put(r, "<p class=\"why\">");
    if (c->outcome == ENT_CLAIM_DEPENDS)
      report_said(r, "Depends on: {assumption}", "assumption", report_escaped(r, c->why), NULL);
    else
      put_text(r, c->why);
    put(r, "</p>\n");
  }
  if (c->tests > 0) {
    report_open_table(r, "tests", heads);
    report_heads(r, heads);
    for (int i = 0; i < c->tests; i++) put_test(r, &c->test[i]);
    report_close_table(r);
  }
  put_translations(r, c);
  put(r, "</article>\n");
}

void report_claims(report *r)
{
  int count[ENT_OUTCOMES] = {0};
  for (int i = 0; i < r->a->claims; i++) {
    const int o = (int)r->a->claim[i].outcome;
    if (o >= 0 && o < ENT_OUTCOMES) count[o]++;
  }
  put(r, "<p>");
  report_said(
    r,
    "Each claim of the source is put to tests with numbers that can be looked up. A claim that no number here can "
    "test is said to be so.",
    NULL);
  put(r, "</p>\n<ul class=\"tally\">\n");
  for (int o = 0; o < ENT_OUTCOMES; o++) {
    if (count[o] == 0) continue;
    put(r, "<li><b>");
    ent_put_int(&r->w, count[o]);
    put(r, "</b> ");
    put_chip(r, (ent_outcome)o);
    put(r, "</li>\n");
  }
  put(r, "</ul>\n");
  for (int i = 0; i < r->a->claims; i++) put_claim(r, &r->a->claim[i]);
}

/* ---- past cases ---- */

static void put_precedent(report *r, const ent_precedent *p)
{
  if (p->cases < 1) return;
  put(r, "<details><summary>");
  report_said(r, p->cases == 1 ? "{class}: the {n} case" : "{class}: the {n} cases", "class",
              report_escaped(r, p->label), "n", report_count_html(r, (uint64_t)p->cases), NULL);
  put(r, "</summary>\n<p><code>");
  put_text(r, p->filter);
  put(r, "</code></p>\n<ol class=\"cases\">\n");
  for (int i = 0; i < p->cases; i++) {
    put(r, p->case_yes && p->case_yes[i] ? "<li><span class=\"holds\">\xE2\x9C\x93</span> "
                                         : "<li><span class=\"fails\">\xE2\x9C\x97</span> ");
    put_text(r, p->case_title && p->case_title[i] && *p->case_title[i] ? p->case_title[i] : p->case_id[i]);
    put(r, "</li>\n");
  }
  put(r, "</ol>\n</details>\n");
}

void report_precedents(report *r)
{
  put(r, "<p class=\"lede\">");
  report_said(r, "Squares: mean and 90\xC2\xA0% interval of the share of past cases (Jeffreys). Diamonds: this model.",
              NULL);
  put(r, "</p>\n");
  for (int i = 0; i < r->a->precedents; i++) put_precedent(r, &r->a->precedent[i]);
}

/* ---- time series ---- */

/* The sources of a chart's lines, each once. */
static const char *sources_of(report *r, const char *chart)
{
  ent_writer w;
  ent_writer_open(&w, &r->arena);
  const int all = ent_scenario_series(r->s);
  for (int i = 0; i < all; i++) {
    ent_series_info line, other;
    if (!ent_scenario_series_at(r->s, i, &line) || strcmp(line.chart, chart) != 0) continue;
    if (!line.source || !*line.source) continue;
    bool seen = false;
    for (int k = 0; k < i && !seen; k++)
      seen = ent_scenario_series_at(r->s, k, &other) && strcmp(other.chart, chart) == 0 && other.source &&
             strcmp(other.source, line.source) == 0;
    if (seen) continue;
    if (w.size > 0) ent_put(&w, " \xC2\xB7 ");
    ent_put(&w, line.source);
  }
  ent_writer said;
  ent_writer_open(&said, &r->arena);
  if (w.size > 0) ent_put_said(&said, r->a->words, "Source: {source}", "source", w.data, NULL);
  if (w.failed || said.failed) r->w.failed = true;
  return said.data;
}

void report_series(report *r)
{
  const int all = ent_scenario_series(r->s);
  int chart = 0;
  for (int i = 0; i < all; i++) {
    ent_series_info line, other;
    if (!ent_scenario_series_at(r->s, i, &line)) continue;
    bool seen = false;
    for (int k = 0; k < i && !seen; k++)
      seen = ent_scenario_series_at(r->s, k, &other) && strcmp(other.chart, line.chart) == 0;
    if (seen) continue;
    put(r, "<h3>");
    put_text(r, line.chart);
    put(r, "</h3>\n");
    report_figure(r, ENT_CHART_SERIES, chart++, sources_of(r, line.chart));
  }
}
