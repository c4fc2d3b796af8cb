/* report_parts.h - what the files that write the report share.  Each part writes one placeholder of web/report.html. */
#ifndef ENT_CLI_REPORT_PARTS_H
#define ENT_CLI_REPORT_PARTS_H

#include "report.h"
#include "base/bytes.h"
#include "draw/svg.h"

typedef struct report {
  const ent_answer *a;
  const ent_scenario *s;
  const char *command;
  const ent_allocator *memory;
  ent_arena arena;
  ent_writer w;
  ent_writer *narrow; /* pictures for telephones, where the page keeps them apart; or NULL */
  ent_status status;  /* of the pictures; ENT_OK so far */
  ent_error *err;
} report;

/* The report speaks the language of its answer.  _say: a text.  _said: writes a sentence, escaped, whose holes are filled with
 * pairs of a name and HTML, then NULL.  _html: the same as HTML in the arena, to fill a hole of another sentence. */
const char *report_say(const report *r, const char *english);
void report_said(report *r, const char *english, ...);
const char *report_html(report *r, const char *english, ...);

/* HTML in the arena for holes: escaped text, escaped text set apart, numbers that do not break. */
const char *report_escaped(report *r, const char *text);
const char *report_strong(report *r, const char *text);
const char *report_number(report *r, const char *text);
const char *report_percent_html(report *r, double p);
const char *report_share_html(report *r, uint64_t k);
const char *report_value_html(report *r, double v, const char *unit);
const char *report_range_html(report *r, double low, double high, const char *unit);
const char *report_count_html(report *r, uint64_t count); /* "100,000" */

/* A table whose rows become cards on a telephone, and its row of heads.  `kind`: a class more, or ""; `head`: English texts,
 * a '#' before that of a column of numbers, ended by NULL.  The words that a card shows before its values stand once, in
 * the style of the table, where each cell would repeat them (web/report.css). */
void report_open_table(report *r, const char *kind, const char *const *head);
void report_heads(report *r, const char *const *head);
void report_close_table(report *r);

/* Small words. */
void report_percent(report *r, double p);
void report_share(report *r, uint64_t k); /* of the draws, with its error */
void report_value(report *r, double v, const char *unit);
void report_range(report *r, double low, double high, const char *unit);
double report_part(const report *r, uint64_t k);
const char *report_label(const report *r, int input); /* the label of an input, never NULL */
bool report_wedge(const report *r);
bool report_is_proposer(const report *r, const char *key);
const char *report_party(const report *r, int which); /* 0 proposer, 1 target, 2 rival; "" if there is none */

/* A picture in two widths: the narrow one before the wide, or in r->narrow.  caption may be NULL. */
void report_figure(report *r, ent_chart chart, int index, const char *caption);

/* report_verdict.c */
void report_confidence(report *r);
void report_tiles(report *r);
void report_deal(report *r);
void report_tipping(report *r);
void report_drivers_note(report *r);
void report_worth(report *r);
void report_outcomes(report *r);

/* report_evidence.c */
void report_members(report *r);
void report_winsets(report *r);
void report_claims(report *r);
void report_precedents(report *r);
void report_series(report *r);

/* report_trade.c */
bool report_uses_trade(const report *r);
void report_trade(report *r);

/* report_views.c */
void report_views(report *r);

/* report_inputs.c */
void report_assumptions(report *r);
void report_computed(report *r);
void report_sources(report *r);

/* report_living.c; empty when the program carries no engine for pages */
const char *
report_living_mark(const char *part); /* the start of the mark before a part that the page fills anew; or NULL */
void report_living_said(report *r, const char *english); /* before a text that the page may say in another language */
void report_living_policy(report *r);
void report_living_css(report *r);
bool report_living_unfolds(void); /* does the page's script put back the narrow pictures that report_living packs? */
void report_living(report *r);

#endif
