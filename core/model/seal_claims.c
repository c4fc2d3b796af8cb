/* seal_claims.c - statements to test, reference classes to count, series to draw. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "check.h"
#include "seal.h"

static void take(ent_sealing *w, const ent_error *found, const ent_node *at, const char *path)
{
  ent_errors_take(w->errors, found, at, path);
}

static void no_value(ent_sealing *w, const ent_node *k, const char *path)
{
  char below[ENT_PATH_MAX];
  const ent_names names = ent_scenario_names(w->s);
  const char *meant = names.meant(names.of, 'i', k->key);
  ent_path_join(below, path, k->key);
  ent_errors_key(w->errors, ENT_REFERENCE, k, below, "The scenario has no single value at \"", k->key,
                 meant ? "\"; did you mean \"" : "\"; entente explain lists its inputs.", meant ? meant : "",
                 meant ? "\"?" : "", NULL);
}

static void read_with(ent_sealing *w, const ent_node *map, const char *path, ent_claim_test_text *out)
{
  if (!map) return;
  const char **paths = ENT_NEW(w->arena, const char *, map->count),
             **texts = ENT_NEW(w->arena, const char *, map->count);
  if (!paths || !texts) {
    ent_errors_no_memory(w->errors, path);
    return;
  }
  for (const ent_node *k = map->first; k; k = k->next) {
    if (!ent_field_at(w->root, k->key)) no_value(w, k, path);
    paths[out->withs] = k->key;
    texts[out->withs++] = k->text;
  }
  out->with_path = paths;
  out->with_text = texts;
}

/* A difference of two shares: by `minus`, change(...), or one quantity less another ("1 - p(all)" is a share). */
static bool is_change(const ent_claim_test_text *test)
{
  static const char start[] = "change(";
  const char *text = test->value;
  if (test->minus || (strlen(text) > sizeof start && memcmp(text, start, sizeof start - 1) == 0)) return true;
  bool less = false;
  int depth = 0;
  for (const char *c = text; *c; c++) {
    depth += (*c == '(') - (*c == ')');
    if (depth == 0 && (*c == '*' || *c == '/')) return false;
    less = less || (depth == 0 && *c == '-' && c > text && c[-1] == ' ');
  }
  return less && (text[0] < '0' || text[0] > '9');
}

static void read_test(ent_sealing *w, const ent_node *n, const char *path, ent_claim_test_text *out)
{
  char below[ENT_PATH_MAX];
  ent_error found;
  ent_names names = ent_scenario_names(w->s);
  if (w->errors->found >= w->errors->room) names.meant = NULL; /* nobody will read it */
  const ent_node *value = ent_field_node(n, ENT_FIELD_test_value), *is = ent_field_node(n, ENT_FIELD_test_is);
  out->what = ent_seal_say(w, n, ENT_FIELD_test_what);
  out->value = ent_seal_text(n, ENT_FIELD_test_value);
  out->is = ent_seal_text(n, ENT_FIELD_test_is);
  out->unit = ent_seal_text(n, ENT_FIELD_test_unit);
  out->minus = ent_seal_flag(n, ENT_FIELD_test_minus);
  if ((strcmp(out->unit, "share") == 0 || strcmp(out->unit, "per year") == 0) && is_change(out)) out->unit = "points";
  ent_path_join(below, path, "value");
  if (ent_expression_read(out->value, &names, w->arena, &out->expr, &found) != ENT_OK) take(w, &found, value, below);
  ent_path_join(below, path, "is");
  if (ent_comparison_read(out->is, &out->comparison, &found) != ENT_OK) take(w, &found, is, below);
  ent_path_join(below, path, "with");
  read_with(w, ent_field_node(n, ENT_FIELD_test_with), below, out);
  if (out->minus && !out->withs)
    ent_errors_add(w->errors, ENT_SCHEMA, n, path,
                   "minus: yes goes with with:, because it subtracts the unchanged scenario.", NULL);
}

static void read_claim(ent_sealing *w, const ent_node *n, const char *path, ent_claim_text *out)
{
  char below[ENT_PATH_MAX], item[ENT_PATH_MAX];
  static const char *const languages[3] = {"en", "zh-Hant", "zh-Hans"};
  const ent_node *text = ent_field_node(n, ENT_FIELD_claim_text), *tests = ent_field_node(n, ENT_FIELD_claim_tests);
  out->id = ent_seal_text(n, ENT_FIELD_claim_id);
  out->where = ent_seal_say(w, n, ENT_FIELD_claim_where);
  for (int i = 0; i < 3; i++) {
    const ent_node *own = text->kind == ENT_NODE_MAP ? ent_node_child(text, languages[i]) : i == 0 ? text : NULL;
    out->text[i] = own ? ent_text_in(own, "en") : "";
  }
  out->depends_on = ent_seal_say(w, n, ENT_FIELD_claim_depends_on);
  out->not_testable = ent_seal_say(w, n, ENT_FIELD_claim_not_testable);
  out->note = ent_seal_say(w, n, ENT_FIELD_claim_note);
  if ((!tests || tests->count == 0) && !out->not_testable[0])
    ent_errors_add(w->errors, ENT_SCHEMA, n, path, "A claim has tests, or says why it is not testable.", NULL);
  ent_claim_test_text *list = ENT_NEW(w->arena, ent_claim_test_text, (tests ? tests->count : 0) + 1);
  if (!list) {
    ent_errors_no_memory(w->errors, path);
    return;
  }
  ent_path_join(below, path, "tests");
  for (const ent_node *t = tests ? tests->first : NULL; t && !ent_errors_full(w->errors); t = t->next) {
    ent_path_item(item, below, out->tests);
    read_test(w, t, item, &list[out->tests++]);
  }
  out->test = list;
}

static void read_claims(ent_sealing *w)
{
  char path[ENT_PATH_MAX];
  const ent_node *list = ent_field_node(w->root, ENT_FIELD_scenario_claims);
  ent_claim_text *claims = ENT_NEW(w->arena, ent_claim_text, (list ? list->count : 0) + 1);
  if (!claims) {
    ent_errors_no_memory(w->errors, "claims");
    return;
  }
  for (const ent_node *n = list ? list->first : NULL; n && !ent_errors_full(w->errors); n = n->next) {
    ent_path_item(path, "claims", w->s->claims);
    ent_claim_text *c = &claims[w->s->claims];
    read_claim(w, n, path, c);
    for (int k = 0; k < w->s->claims; k++)
      if (strcmp(claims[k].id, c->id) == 0)
        ent_errors_add(w->errors, ENT_SCHEMA, ent_field_node(n, ENT_FIELD_claim_id), path, "The claim \"", c->id,
                       "\" stands twice; each claim has its own id.", NULL);
    w->s->claims++;
  }
  w->s->claim = claims;
}

static const ent_table *read_table_of(ent_sealing *w, const ent_node *n, ent_field field, const char *path)
{
  const char *name = ent_seal_text(n, field);
  const ent_table *t = ent_table_find(w->tables, name);
  if (!t)
    ent_errors_add(w->errors, ENT_REFERENCE, ent_field_node(n, field), path, "The table \"", name, "\" was not read.",
                   NULL);
  return t && ent_table_lacks(t) ? NULL : t;
}

static void no_column(ent_sealing *w, const ent_node *at, const char *path, const ent_table *t, const char *name)
{
  const char *meant = ent_suggest(name, strlen(name), t->column, (size_t)t->columns);
  ent_errors_add(w->errors, ENT_REFERENCE, at, path, "The table \"", t->name, "\" has no column \"", name,
                 meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "", NULL);
}

static void read_precedents(ent_sealing *w)
{
  static const char *const gates[] = {"will", "consent", "acceptance", "durability"};
  char path[ENT_PATH_MAX], below[ENT_PATH_MAX];
  const ent_node *list = ent_field_node(w->root, ENT_FIELD_scenario_precedents);
  ent_precedent_text *classes = ENT_NEW(w->arena, ent_precedent_text, (list ? list->count : 0) + 1);
  if (!classes) {
    ent_errors_no_memory(w->errors, "precedents");
    return;
  }
  for (const ent_node *n = list ? list->first : NULL; n; n = n->next) {
    ent_precedent_text *p = &classes[w->s->precedents];
    ent_filter filter;
    ent_error found;
    ent_path_item(path, "precedents", w->s->precedents++);
    p->label = ent_seal_say(w, n, ENT_FIELD_precedent_label);
    p->filter = ent_seal_text(n, ENT_FIELD_precedent_filter);
    p->outcome = ent_seal_text(n, ENT_FIELD_precedent_outcome);
    p->gate = -1;
    for (int g = 0; g < 4; g++)
      if (strcmp(gates[g], ent_seal_text(n, ENT_FIELD_precedent_gate)) == 0) p->gate = g;
    p->table = read_table_of(w, n, ENT_FIELD_precedent_table, path);
    if (!p->table) continue;
    ent_path_join(below, path, "filter");
    if (ent_filter_read(p->filter, p->table->columns, p->table->column, &filter, &found) != ENT_OK)
      take(w, &found, ent_field_node(n, ENT_FIELD_precedent_filter), below);
    ent_path_join(below, path, "outcome");
    if (ent_table_column(p->table, p->outcome) < 0)
      no_column(w, ent_field_node(n, ENT_FIELD_precedent_outcome), below, p->table, p->outcome);
  }
  w->s->precedent = classes;
}

static void read_line(ent_sealing *w, const ent_node *chart, const ent_table *t, const ent_node *line, const char *path,
                      ent_series *out)
{
  char below[ENT_PATH_MAX];
  const int column = ent_table_column(t, line->key);
  double *x = ENT_NEW(w->arena, double, t->rows), *y = ENT_NEW(w->arena, double, t->rows);
  ent_path_join(below, path, line->key);
  if (column < 0) no_column(w, &(ent_node){.kind = ENT_NODE_SCALAR, .at = line->key_at}, below, t, line->key);
  if (line->kind == ENT_NODE_LIST)
    ent_errors_add(w->errors, ENT_SCHEMA, line, below, "A line is a column of the table and its label.", NULL);
  if (column < 0 || line->kind == ENT_NODE_LIST) return;
  if (!x || !y) {
    ent_errors_no_memory(w->errors, path);
    return;
  }
  for (int r = 0; r < t->rows; r++)
    if (ent_table_number(t, r, 0, &x[out->points]) && ent_table_number(t, r, column, &y[out->points])) out->points++;
  out->chart = ent_seal_say(w, chart, ENT_FIELD_chart_title);
  out->label = ent_text_in(line, w->language);
  out->source = t->source[column];
  out->x = x;
  out->y = y;
}

static void read_charts(ent_sealing *w)
{
  char path[ENT_PATH_MAX], below[ENT_PATH_MAX];
  const ent_node *list = ent_field_node(w->root, ENT_FIELD_scenario_charts);
  int lines = 0, i = 0;
  for (const ent_node *n = list ? list->first : NULL; n; n = n->next)
    lines += ent_field_node(n, ENT_FIELD_chart_lines)->count;
  ent_series *series = ENT_NEW(w->arena, ent_series, lines + 1);
  if (!series) {
    ent_errors_no_memory(w->errors, "charts");
    return;
  }
  for (const ent_node *n = list ? list->first : NULL; n; n = n->next) {
    const ent_node *map = ent_field_node(n, ENT_FIELD_chart_lines);
    ent_path_item(path, "charts", i++);
    ent_path_join(below, path, "lines");
    if (map->kind != ENT_NODE_MAP) {
      ent_errors_add(w->errors, ENT_SCHEMA, map, below, "The lines of a chart are a map from columns to labels.", NULL);
      continue;
    }
    const ent_table *t = read_table_of(w, n, ENT_FIELD_chart_table, path);
    for (const ent_node *k = t ? map->first : NULL; k; k = k->next)
      read_line(w, n, t, k, below, &series[w->s->series++]);
  }
  w->s->chart = series;
}

void ent_seal_claims(ent_sealing *w)
{
  read_claims(w);
  read_precedents(w);
  read_charts(w);
}
