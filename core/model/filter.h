/* filter.h - which rows of a table are meant?  "rule_class=consensus, n_opponents_exante>=3" */
#ifndef ENT_CORE_MODEL_FILTER_H
#define ENT_CORE_MODEL_FILTER_H

#include "entente/study.h"

#define ENT_FILTER_MAX 12

typedef struct ent_condition_row {
  int column, op; /* op: index into = != < <= > >= */
  double number;  /* for an order comparison */
  char text[64];
} ent_condition_row;

typedef struct ent_filter {
  int count; /* all of them must hold; 0: every row */
  ent_condition_row part[ENT_FILTER_MAX];
} ent_filter;

/* Errors: ENT_SYNTAX, ENT_REFERENCE (with a suggestion), ENT_LIMIT; err->column counts in the text. */
ent_status ent_filter_read(const char *text, int columns, const char *const *column, ent_filter *out, ent_error *err);
/* A row whose cell is empty or no number fails an order comparison. */
bool ent_filter_holds(const ent_filter *f, const char *const *row);

#endif
