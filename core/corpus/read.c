/* read.c - how does a table of past deals become typed rows?
 *
 * The two tables are joined by id; what a cell does not say is told apart from 0.  Whether a deal was alive after n years
 * follows from in_force and hold_n: one that never came into force was not, of one that did hold_n says it, and without it
 * the years that it held do, unless they were cut off before n.  Cost: O(rows (columns + log rows)). */
#include "sheet.h"

#include <string.h>

#include "base/arena.h"
#include "base/fail.h"
#include "base/suggest.h"

static const char *const required[] = {
  "id",   "family", "year", "title", "kind", "proposer", "target", "club", "rule", "n_deciders", "n_opponents_exante",
  "wedge"};

static const double feature_most[] = {
#define X(NAME, column, most) most,
  ENT_DEAL_FEATURE_LIST(X)
#undef X
};

static const char *const rule_words[] = {
#define X(NAME, word, class) word,
  ENT_DEAL_RULE_LIST(X)
#undef X
};

static const ent_deal_class rule_class[] = {
#define X(NAME, word, class) ENT_DEAL_CLASS_##class,
  ENT_DEAL_RULE_LIST(X)
#undef X
};

static int find_word(const char *const *list, int count, const char *word)
{
  for (int k = 0; k < count - 1; k++)
    if (strcmp(list[k], word) == 0) return k;
  return count - 1; /* other */
}

/* ---- the header ---------------------------------------------------------------------------------------------------- */

static ent_status missing(const ent_corpus_sheet *s, int table, const char *name)
{
  const ent_cases *const t = s->table[table];
  const char *const meant = ent_suggest(name, strlen(name), t->column, (size_t)t->columns);
  return ent_fail_join(ent_sheet_at(s, table, -1, name), ENT_REFERENCE, 0, 0, name, "The table has no column \"", name,
                       "\", which a corpus of deals needs", meant ? "; is it what the table calls \"" : "",
                       meant ? meant : "", meant ? "\"?" : ".", NULL);
}

static ent_status check_columns(const ent_corpus_sheet *s)
{
  for (size_t k = 0; k < sizeof required / sizeof *required; k++)
    if (ent_sheet_column(s->table[0], required[k]) < 0) return missing(s, 0, required[k]);
  if (!s->table[1]) return ENT_OK;
  if (ent_sheet_column(s->table[1], "id") < 0) return missing(s, 1, "id");
  for (int k = 0; k < ENT_DEAL_FEATURES; k++) {
    const char *const name = ent_deal_feature_column(k);
    if (ent_sheet_column(s->table[1], name) < 0 && ent_sheet_column(s->table[0], name) < 0) return missing(s, 1, name);
  }
  return ENT_OK;
}

static ent_status check_sizes(const ent_corpus_sheet *s)
{
  for (int k = 0; k < 2; k++) {
    const ent_cases *const t = s->table[k];
    if (!t) continue;
    if (t->rows < 1 || t->columns < 1 || !t->column || !t->cell)
      return ent_fail(s->err, ENT_ARGUMENT, "", "A corpus has at least one row.");
    if (t->rows > ENT_CORPUS_ROWS_MAX) return ent_fail(s->err, ENT_LIMIT, "", "A corpus has at most 100,000 rows.");
  }
  return ENT_OK;
}

/* ---- one row ------------------------------------------------------------------------------------------------------- */

static const char *text_of(const ent_corpus_sheet *s, int row, const char *column)
{
  return ent_sheet_cell(s, 0, row, ent_sheet_column(s->table[0], column));
}

static void take_texts(const ent_corpus_sheet *s, int r, ent_deal_row *d)
{
  static const char *const title[ENT_LANGUAGES] = {"title", "title_zh_hant", "title_zh_hans"};
  d->id = text_of(s, r, "id");
  d->family = text_of(s, r, "family");
  if (d->family[0] == '\0') d->family = d->id;
  for (int l = 0; l < ENT_LANGUAGES; l++) {
    d->title[l] = text_of(s, r, title[l]);
    if (d->title[l][0] == '\0') d->title[l] = d->title[0];
  }
  d->proposer = text_of(s, r, "proposer");
  d->target = text_of(s, r, "target");
  d->proposer_cow = text_of(s, r, "proposer_cow");
  d->target_cow = text_of(s, r, "target_cow");
  d->club = text_of(s, r, "club");
  d->opponents = text_of(s, r, "opponents_exante");
  d->terms = text_of(s, r, "terms");
  d->wedge_against = text_of(s, r, "wedge_against");
  d->vetoers = text_of(s, r, "vetoers");
  d->end_cause = text_of(s, r, "end_cause");
  d->outcome = text_of(s, r, "outcome");
  d->failed_gate = text_of(s, r, "failed_gate");
  d->confidence = text_of(s, r, "confidence");
  d->source = text_of(s, r, "source");
}

static ent_deal_class class_of(const ent_deal_row *d)
{
  return d->rule == ENT_DEAL_RULE_UNANIMITY && d->deciders <= 2 ? ENT_DEAL_CLASS_BILATERAL : rule_class[d->rule];
}

/* A number that has to be there. */
static ent_status whole(const ent_corpus_sheet *s, int r, const char *column, double low, double high, int *out)
{
  ent_deal_number v;
  const ent_status status = ent_sheet_number(s, 0, r, column, (ent_sheet_range){low, high, true}, &v);
  if (status != ENT_OK) return status;
  if (!v.known)
    return ent_fail_join(ent_sheet_at(s, 0, r, column), ENT_SCHEMA, 0, 0, column,
                         "A number stands in every row of the column ", column, ".", NULL);
  *out = (int)v.value;
  return ENT_OK;
}

static ent_status take_question(const ent_corpus_sheet *s, int r, ent_deal_row *d)
{
  static const char *const kinds[] = {
#define X(NAME, word, title) word,
    ENT_DEAL_KIND_LIST(X)
#undef X
  };
  int wedge = 0;
  d->kind_word = text_of(s, r, "kind");
  d->rule_word = text_of(s, r, "rule");
  d->kind = (ent_deal_kind)find_word(kinds, ENT_DEAL_KINDS, d->kind_word);
  d->rule = (ent_deal_rule)find_word(rule_words, ENT_DEAL_RULES, d->rule_word);
  ent_status status = whole(s, r, "year", 1, 3000, &d->year);
  if (status == ENT_OK) status = whole(s, r, "n_deciders", 1, 10000, &d->deciders);
  if (status == ENT_OK) status = whole(s, r, "n_opponents_exante", 0, 10000, &d->opponents_exante);
  if (status == ENT_OK) status = whole(s, r, "wedge", 0, 1, &wedge);
  d->wedge = wedge != 0;
  d->class_of_rule = class_of(d);
  return status;
}

/* beside: its row in the table of features, or -1. */
static ent_status take_features(const ent_corpus_sheet *s, int r, int beside, ent_deal_row *d)
{
  for (int k = 0; k < ENT_DEAL_FEATURES; k++) {
    const char *const name = ent_deal_feature_column(k);
    const bool there = beside >= 0 && ent_sheet_column(s->table[1], name) >= 0;
    const ent_sheet_range range = {0, feature_most[k], false};
    const ent_status status = ent_sheet_number(s, there, there ? beside : r, name, range, &d->feature[k]);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}

static ent_status take_outcomes(const ent_corpus_sheet *s, int r, ent_deal_row *d)
{
  const struct {
    const char *column;
    ent_known *to;
  } cell[] = {
    {"proposer_ok", &d->proposer_ok},
    {"adopted", &d->adopted},
    {"accepted", &d->accepted},
    {"in_force", &d->in_force},
    {"hold5", &d->hold5},
    {"hold10", &d->hold10},
    {"censored_2025", &d->censored},
    {"leader_turnover_mattered", &d->turnover_mattered},
    {"objective_met", &d->objective_met},
  };
  ent_status status = ENT_OK;
  for (size_t k = 0; status == ENT_OK && k < sizeof cell / sizeof *cell; k++)
    status = ent_sheet_known(s, r, cell[k].column, cell[k].to);
  const ent_sheet_range when = {1, 3000, false}, span = {0, 3000, false};
  if (status == ENT_OK) status = ent_sheet_number(s, 0, r, "start", when, &d->start);
  if (status == ENT_OK) status = ent_sheet_number(s, 0, r, "end", when, &d->end);
  if (status == ENT_OK) status = ent_sheet_number(s, 0, r, "held_years", span, &d->held_years);
  if (status == ENT_OK && d->start.known && d->end.known && d->end.value < d->start.value)
    return ent_fail_join(ent_sheet_at(s, 0, r, "end"), ENT_SCHEMA, 0, 0, "end", "A deal ends after its start, not in ",
                         text_of(s, r, "end"), ".", NULL);
  return status;
}

static ent_known alive(const ent_deal_row *d, ent_known hold, double years)
{
  if (d->in_force != ENT_KNOWN_YES) return d->in_force;
  if (hold != ENT_KNOWN_UNKNOWN || !d->held_years.known) return hold;
  if (d->held_years.value >= years) return ENT_KNOWN_YES;
  return d->end.known ? ENT_KNOWN_NO : ENT_KNOWN_UNKNOWN;
}

static ent_status take_row(const ent_corpus_sheet *s, int r, int beside, ent_deal_row *d)
{
  take_texts(s, r, d);
  ent_status status = take_question(s, r, d);
  if (status == ENT_OK) status = take_features(s, r, beside, d);
  if (status == ENT_OK) status = take_outcomes(s, r, d);
  d->alive5 = alive(d, d->hold5, 5);
  d->alive10 = alive(d, d->hold10, 10);
  return status;
}

/* ---- the corpus ---------------------------------------------------------------------------------------------------- */

/* Families in order of first appearance.  key: [rows] scratch. */
static void number_families(ent_corpus *c, ent_sheet_key *key)
{
  for (int r = 0; r < c->rows; r++) key[r] = (ent_sheet_key){c->row[r].family, r};
  ent_sheet_sort(key, (uint32_t)c->rows);
  for (int r = 0, first = 0; r < c->rows; r++) { /* for now the number is the family's first row */
    if (strcmp(key[r].text, key[first].text) != 0) first = r;
    c->row[key[r].row].family_number = key[first].row;
  }
  for (int r = 0; r < c->rows; r++) {
    const int first = c->row[r].family_number;
    c->row[r].family_number = first == r ? c->families++ : c->row[first].family_number;
  }
}

/* Every row of features belongs to a deal.  key: sorted ids of the deals. */
static ent_status check_features(const ent_corpus_sheet *s, const ent_sheet_key *key)
{
  const int id = ent_sheet_column(s->table[1], "id");
  for (int r = 0; r < s->table[1]->rows; r++) {
    const char *const text = ent_sheet_cell(s, 1, r, id);
    if (ent_sheet_find(key, s->table[0]->rows, text) < 0)
      return ent_fail_join(ent_sheet_at(s, 1, r, "id"), ENT_REFERENCE, 0, 0, "id", "The table of deals has no row \"",
                           text, "\" for these features.", NULL);
  }
  return ENT_OK;
}

static ent_status take_rows(const ent_corpus_sheet *s, ent_arena *arena, ent_corpus *c)
{
  const int rows = s->table[0]->rows, beside = s->table[1] ? s->table[1]->rows : 0;
  ent_sheet_key *const key = ENT_NEW(arena, ent_sheet_key, rows), *const other = ENT_NEW(arena, ent_sheet_key, beside);
  if (!key || !other) return ent_fail(s->err, ENT_NOMEM, "", "There is no memory for the corpus.");
  ent_status status = ent_sheet_keys(s, 0, "id", key);
  if (status == ENT_OK && s->table[1]) status = ent_sheet_keys(s, 1, "id", other);
  if (status == ENT_OK && s->table[1]) status = check_features(s, key);
  for (int r = 0; status == ENT_OK && r < rows; r++) {
    const int at = beside > 0 ? ent_sheet_find(other, beside, text_of(s, r, "id")) : -1;
    status = take_row(s, r, at, &c->row[r]);
    c->without_features += beside > 0 && at < 0;
    c->unknown_kinds += c->row[r].kind == ENT_DEAL_KIND_OTHER;
    c->unknown_rules += c->row[r].rule == ENT_DEAL_RULE_OTHER;
  }
  if (status == ENT_OK) number_families(c, key);
  return status;
}

ent_status ent_corpus_read(const ent_cases *deals, const ent_cases *features, const ent_allocator *memory,
                           ent_corpus *out, ent_corpus_place *place, ent_error *err)
{
  if (!deals || !memory || !out) return ent_fail(err, ENT_ARGUMENT, "", "A corpus is read from a table to a place.");
  const ent_corpus_sheet s = {.table = {deals, features}, .place = place, .err = err};
  ent_status status = check_sizes(&s);
  if (status == ENT_OK) status = check_columns(&s);
  if (status != ENT_OK) return status;
  ent_corpus c = {.rows = deals->rows};
  const size_t size = (size_t)c.rows * sizeof *c.row;
  c.row = memory->resize(memory->ctx, NULL, 0, size);
  if (!c.row) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the corpus.");
  memset(c.row, 0, size);
  ent_arena arena;
  ent_arena_open(&arena, memory);
  status = take_rows(&s, &arena, &c);
  ent_arena_close(&arena);
  if (status == ENT_OK)
    *out = c;
  else
    ent_corpus_free(&c, memory);
  return status;
}

void ent_corpus_free(ent_corpus *corpus, const ent_allocator *memory)
{
  if (!corpus || !corpus->row) return;
  (void)memory->resize(memory->ctx, corpus->row, (size_t)corpus->rows * sizeof *corpus->row, 0);
  *corpus = (ent_corpus){0};
}
