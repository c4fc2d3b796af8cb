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
  ent_status status; /* of the pictures; ENT_OK so far */
  ent_error *err;
} report;

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

/* A picture in two widths.  caption may be NULL. */
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
void report_claims(report *r);
void report_precedents(report *r);
void report_series(report *r);

/* report_views.c */
void report_views(report *r);

/* report_inputs.c */
void report_assumptions(report *r);
void report_computed(report *r);
void report_sources(report *r);

/* report_living.c; empty when the program carries no engine for pages */
bool report_is_living(const char *part);
void report_living_policy(report *r);
void report_living_css(report *r);
void report_living(report *r);

#endif
