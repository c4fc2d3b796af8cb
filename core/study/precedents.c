/* precedents.c - how did comparable cases end?
 *
 * Of the n rows that a filter picks and whose outcome is 0 or 1, k were successes; the share has the Jeffreys posterior
 * Beta(k + 1/2, n - k + 1/2), shown by its mean and central 90 % interval (Jeffreys 1946; Brown, Cai and DasGupta 2001 for
 * why this interval).  Cost: O(rows). */
#include <string.h>

#include "base/fail.h"
#include "base/jeffreys.h"
#include "base/suggest.h"
#include "model/filter.h"
#include "study.h"

static ent_status no_outcome(const ent_cases *c, const char *outcome, ent_error *err)
{
  const char *meant = ent_suggest(outcome, strlen(outcome), c->column, (size_t)c->columns);
  return ent_fail_join(err, ENT_REFERENCE, 0, 0, "", "The table has no column \"", outcome, "\" to count successes in",
                       meant ? "; did you mean \"" : "", meant ? meant : "", meant ? "\"?" : ".", NULL);
}

ent_status ent_precedent_count(const ent_cases *cases, const char *filter, const char *outcome, ent_precedent *out,
                               bool *matches, ent_error *err)
{
  ent_filter f;
  ent_precedent p = {.label = "", .filter = filter, .outcome = outcome, .gate = -1};
  const ent_status status = ent_filter_read(filter, cases->columns, cases->column, &f, err);
  if (status != ENT_OK) return status;
  const int column = ent_name_find(outcome, cases->column, cases->columns);
  if (column < 0) return no_outcome(cases, outcome, err);
  for (int r = 0; r < cases->rows; r++) {
    const char *const *row = cases->cell + (size_t)r * (size_t)cases->columns;
    const bool yes = strcmp(row[column], "1") == 0, no = strcmp(row[column], "0") == 0;
    const bool hit = ent_filter_holds(&f, row) && (yes || no);
    if (matches) matches[r] = hit;
    p.n += hit;
    p.yes += hit && yes;
  }
  const ent_interval share = ent_jeffreys(p.yes, p.n);
  p.p = share.mean;
  p.low = share.low;
  p.high = share.high;
  *out = p;
  return ENT_OK;
}

/* The cases themselves: key and title of each row. */
static bool list_cases(ent_study *st, const ent_table *t, const bool *matches, ent_precedent *p)
{
  const char *const language = ent_words_language(ent_scenario_words(st->s));
  const int outcome = ent_table_column(t, p->outcome);
  const char **id = ENT_NEW(st->arena, const char *, p->n + 1), **name = ENT_NEW(st->arena, const char *, p->n + 1);
  bool *yes = ENT_NEW(st->arena, bool, p->n + 1);
  if (!id || !name || !yes) return false;
  for (int r = 0; r < t->rows; r++) {
    if (!matches[r]) continue;
    id[p->cases] = ent_table_cell(t, r, 0);
    name[p->cases] = ent_table_said(t, r, "title", language);
    yes[p->cases++] = strcmp(ent_table_cell(t, r, outcome), "1") == 0;
  }
  p->case_id = id;
  p->case_title = name;
  p->case_yes = yes;
  return true;
}

ent_status ent_study_precedents(ent_study *st, ent_error *err)
{
  const ent_scenario *s = st->s;
  ent_precedent *list = ENT_NEW(st->arena, ent_precedent, s->precedents + 1);
  if (!list) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the precedents.");
  for (int i = 0; i < s->precedents; i++) {
    const ent_precedent_text *text = &s->precedent[i];
    const ent_table *t = text->table;
    const ent_cases cases = {t->rows, t->columns, t->column, t->cell};
    bool *matches = ENT_NEW(st->arena, bool, t->rows);
    if (!matches) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the precedents.");
    const ent_status status = ent_precedent_count(&cases, text->filter, text->outcome, &list[i], matches, err);
    if (status != ENT_OK) return status;
    list[i].label = text->label;
    list[i].gate = text->gate;
    if (!list_cases(st, t, matches, &list[i]))
      return ent_fail(err, ENT_NOMEM, "", "There is no memory for the precedents.");
  }
  st->answer->precedent = list;
  st->answer->precedents = s->precedents;
  return ENT_OK;
}
