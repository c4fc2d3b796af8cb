/* check.c - is this tree a scenario?
 *
 * One walk over the tree with the schema table in hand: unknown and missing keys, types, names that refer to nothing, and
 * every number through the notation reader, so that a person sees all mistakes of a file at once.  What needs more than
 * one field (rules, correlations, cycles) is checked by the code that reads it.  Cost: linear, with small factors. */
#include "check.h"

#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "checking.h"
#include "dist.h"
#include "scenario.h"
#include "schema.h"
#include "trade_value.h"

#define WITHS_MAX 32     /* changes of one test ... */
#define VIEW_MAX 256     /* ... and of one view */
#define CHOICES_MAX 16   /* words of one choice ... */
#define CHOICES_SIZE 160 /* ... and their bytes */

static void check_record(ent_checking *c, const ent_node *n, ent_record record, const char *path);
static void check_text(ent_checking *c, const ent_node *n, const char *path);

bool ent_flag_read(const char *text, bool *value)
{
  static const char *const yes[] = {"yes", "Yes", "true", "True", "on", "1"};
  static const char *const no[] = {"no", "No", "false", "False", "off", "0"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++) {
    if (strcmp(text, yes[i]) == 0 || strcmp(text, no[i]) == 0) {
      *value = strcmp(text, yes[i]) == 0;
      return true;
    }
  }
  return false;
}

bool ent_whole_read(const char *text, int64_t *value)
{
  double v = 0;
  size_t used = 0;
  if (ent_number_read(text, strlen(text), &v, &used) != ENT_OK || text[used] != '\0') return false;
  if (!(v >= -9007199254740992.0 && v <= 9007199254740992.0) || v != (double)(int64_t)v) return false;
  *value = (int64_t)v;
  return true;
}

static bool is_name(const char *text)
{
  if (!*text) return false;
  for (; *text; text++) {
    const char c = *text;
    if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-'))
      return false;
  }
  return true;
}

static void check_notation(ent_checking *c, const ent_node *n, ent_domain domain, const char *path)
{
  if (c->numbers++ >= ENT_INPUTS_MAX) return; /* the limit is told when the inputs are read */
  const ent_mark mark = ent_arena_mark(c->scratch);
  ent_error found;
  const ent_status status =
    ent_trade_is_call(n->text)
      ? ent_trade_read(c->root, c->tables, n->text, n->size, domain, NULL, true, c->scratch, NULL, NULL, &found)
      : ent_notation_check(n->text, n->size, domain, c->tables, c->scratch, &found);
  if (status != ENT_OK) {
    ent_errors_take(c->errors, &found, n, path);
    ent_errors_soften(c->errors);
  }
  ent_arena_rewind(c->scratch, mark);
}

/* Keys that may stand beside a number. */
static bool beside_number(const char *key)
{
  static const char *const keys[] = {"value", "source", "quote", "note"};
  double p = 0;
  for (size_t i = 0; i < 4; i++)
    if (strcmp(key, keys[i]) == 0) return true;
  return ent_notation_quantile(key, &p);
}

static void check_number(ent_checking *c, const ent_node *n, ent_domain domain, const char *path)
{
  char below[ENT_PATH_MAX];
  if (n->kind == ENT_NODE_SCALAR) {
    check_notation(c, n, domain, path);
    return;
  }
  const ent_node *value = ent_node_child(n, "value");
  const bool quantiles = n->kind == ENT_NODE_MAP && ent_notation_has_quantiles(n);
  if (n->kind != ENT_NODE_MAP || (!value && !quantiles) || (value && quantiles)) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path,
                   "A number is written as text, as a map with value, or as a map with quantiles such as p5, p50, p95.",
                   NULL);
    return;
  }
  for (const ent_node *k = n->first; k; k = k->next) {
    ent_path_join(below, path, k->key);
    if (!beside_number(k->key))
      ent_errors_key(c->errors, ENT_SCHEMA, k, below,
                     "Beside a number stand only value, source, quote, note, or quantiles.", NULL);
    else if (strcmp(k->key, "note") == 0 || strcmp(k->key, "quote") == 0)
      check_text(c, k, below);
    else if (k->kind != ENT_NODE_SCALAR)
      ent_errors_add(c->errors, ENT_SCHEMA, k, below, "This field holds a single value.", NULL);
    else if (strcmp(k->key, "source") == 0)
      ent_check_ref(c, k, "source", below);
  }
  if (value && value->kind == ENT_NODE_SCALAR) check_notation(c, value, domain, path);
  if (!quantiles) return;
  const ent_mark mark = ent_arena_mark(c->scratch);
  ent_notation notation;
  ent_error found;
  if (ent_notation_quantiles(n, domain, NULL, c->scratch, &notation, &found) != ENT_OK) {
    const ent_node *at = n->first;
    while (at && strcmp(at->key, found.path) != 0) at = at->next; /* the quantile at fault, if it is one */
    ent_path_join(below, path, found.path);
    if (found.code == ENT_NOMEM)
      ent_errors_no_memory(c->errors, path);
    else
      ent_errors_add(c->errors, found.code, at ? at : n, at ? below : path, found.message, NULL);
    ent_errors_soften(c->errors);
  }
  ent_arena_rewind(c->scratch, mark);
}

static bool is_language(const char *key)
{
  static const char *const languages[] = {"en", "zh-Hant", "zh-Hans"};
  for (size_t i = 0; i < sizeof languages / sizeof *languages; i++)
    if (strcmp(key, languages[i]) == 0) return true;
  return false;
}

static void check_text(ent_checking *c, const ent_node *n, const char *path)
{
  char below[ENT_PATH_MAX];
  if (n->kind == ENT_NODE_SCALAR) return;
  const bool map = n->kind == ENT_NODE_MAP;
  const ent_node *wrong = n->first;
  while (map && wrong && is_language(wrong->key) && wrong->kind == ENT_NODE_SCALAR) wrong = wrong->next;
  if (map && n->first && !wrong) return;
  if (map && wrong) ent_path_join(below, path, wrong->key);
  ent_errors_add(c->errors, ENT_SCHEMA, wrong ? wrong : n, map && wrong ? below : path,
                 "A text is one line or block, or a map of the languages en, zh-Hant and zh-Hans.", NULL);
}

/* Is the text one of the words of "a|b|c"? */
static void check_choice(ent_checking *c, const ent_node *n, const char *choices, const char *path)
{
  char words[CHOICES_SIZE], shown[2 * CHOICES_SIZE];
  const char *word[CHOICES_MAX];
  size_t count = 0, used = 0;
  const size_t size = strlen(choices) < sizeof words ? strlen(choices) : sizeof words - 1;
  for (size_t i = 0; i < size; i++) {
    if ((i == 0 || choices[i - 1] == '|') && count < CHOICES_MAX) word[count++] = &words[i];
    words[i] = choices[i] == '|' ? '\0' : choices[i];
    shown[used++] = choices[i] == '|' ? ',' : choices[i];
    if (choices[i] == '|') shown[used++] = ' ';
  }
  words[size] = shown[used] = '\0';
  for (size_t i = 0; i < count; i++)
    if (strcmp(word[i], n->text) == 0) return;
  const char *meant = ent_suggest(n->text, n->size, word, count);
  ent_errors_add(c->errors, ENT_SCHEMA, n, path, "This field holds one of: ", shown, meant ? "; did you mean \"" : ".",
                 meant ? meant : "", meant ? "\"?" : "", NULL);
  ent_errors_soften(c->errors);
}

static void check_scalar(ent_checking *c, const ent_node *n, const ent_field_row *f, const char *path)
{
  double year = 0;
  int64_t whole = 0;
  bool flag = false;
  if (n->kind != ENT_NODE_SCALAR) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "This field holds a single value, not a map or list.", NULL);
  } else if (f->type == ENT_TYPE_NAME && !is_name(n->text)) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "A name is made of letters, digits, _ and -.", NULL);
  } else if (f->type == ENT_TYPE_WHOLE && !ent_whole_read(n->text, &whole)) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "This field holds a whole number.", NULL);
  } else if (f->type == ENT_TYPE_FLAG && !ent_flag_read(n->text, &flag)) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "This field holds yes or no.", NULL);
    ent_errors_soften(c->errors);
  } else if (f->type == ENT_TYPE_DATE && !ent_date_year(n->text, &year)) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "A date is written 2025, 2025-11 or 2025-11-23.", NULL);
  } else if (f->type == ENT_TYPE_CHOICE) {
    check_choice(c, n, f->detail, path);
  } else if (f->type == ENT_TYPE_REF) {
    ent_check_ref(c, n, f->detail, path);
  }
}

static void check_refs(ent_checking *c, const ent_node *n, const char *kind, const char *path)
{
  char below[ENT_PATH_MAX];
  int i = 0;
  if (n->kind != ENT_NODE_LIST || n->count == 0) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "This field holds a list of names, with at least one.", NULL);
    return;
  }
  if (n->count > ENT_MEMBERS_MAX) {
    ent_errors_add(c->errors, ENT_LIMIT, n, path, "A list of names holds at most 256.", NULL);
    return;
  }
  for (const ent_node *k = n->first; k; k = k->next) {
    ent_path_item(below, path, i++);
    if (k->kind != ENT_NODE_SCALAR)
      ent_errors_add(c->errors, ENT_SCHEMA, k, below, "This list holds names only.", NULL);
    else
      ent_check_ref(c, k, kind, below);
  }
}

/* Children of a map or list, each a record. */
static void check_many(ent_checking *c, const ent_node *n, const ent_field_row *f, const char *path)
{
  char below[ENT_PATH_MAX];
  const ent_record record = ent_record_find(f->detail);
  const bool map = f->type == ENT_TYPE_MAP;
  if (n->kind != (map ? ENT_NODE_MAP : ENT_NODE_LIST)) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path,
                   map ? "This field holds a map from names to " : "This field holds a list of ", f->detail,
                   map ? " records." : " records, each beginning with a dash.", NULL);
    return;
  }
  int i = 0;
  for (const ent_node *k = n->first; k && !ent_errors_full(c->errors); k = k->next, i++) {
    if (map)
      ent_path_join(below, path, k->key);
    else
      ent_path_item(below, path, i);
    if (map && !is_name(k->key)) {
      ent_errors_key(c->errors, ENT_SCHEMA, k, below, "A name is made of letters, digits, _ and -.", NULL);
      ent_errors_soften(c->errors);
    }
    check_record(c, k, record, below);
  }
}

/* What a consent depends on: a condition or a term. */
static void check_when(ent_checking *c, const ent_node *k, const char *path)
{
  if (ent_check_is_key(c, "conditions", k->key) || ent_check_is_key(c, "terms", k->key)) return;
  if (ent_check_is_lost(c, "conditions") || ent_check_is_lost(c, "terms")) return;
  const char *meant = ent_check_closest(c, k->key, "conditions", "terms", "");
  ent_errors_key(c->errors, ENT_REFERENCE, k, path, "There is no condition or term \"", k->key,
                 meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "", NULL);
  ent_errors_soften(c->errors);
}

static void check_numbers(ent_checking *c, const ent_node *n, const ent_field_row *f, const char *path)
{
  char below[ENT_PATH_MAX];
  if (n->kind != ENT_NODE_MAP) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "This field holds a map from names to numbers.", NULL);
    return;
  }
  for (const ent_node *k = n->first; k && !ent_errors_full(c->errors); k = k->next) {
    ent_path_join(below, path, k->key);
    if (f == &ent_field_table[ENT_FIELD_consent_when]) check_when(c, k, below);
    if (f->type == ENT_TYPE_NUMBERS)
      check_number(c, k, ent_domain_find(f->detail), below);
    else
      check_scalar(c, k, &(ent_field_row){.type = ENT_TYPE_WHOLE}, below);
  }
}

/* A record has single values; a map of members has maps only. */
static bool is_consent(const ent_node *n)
{
  bool record = ent_node_child(n, "support") != NULL;
  for (const ent_node *k = n->first; k; k = k->next) record = record || k->kind == ENT_NODE_SCALAR;
  return record;
}

/* consents: owner -> record (an actor's own) or owner -> member -> record. */
static void check_consents(ent_checking *c, const ent_node *n, const char *path)
{
  char owner_path[ENT_PATH_MAX], member_path[ENT_PATH_MAX];
  if (n->kind != ENT_NODE_MAP) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "Consents are a map from owners to their members' records.", NULL);
    return;
  }
  for (const ent_node *o = n->first; o && !ent_errors_full(c->errors); o = o->next) {
    ent_path_join(owner_path, path, o->key);
    if (!ent_check_is_key(c, "clubs", o->key) && !ent_check_is_key(c, "actors", o->key) &&
        !ent_check_is_key(c, "terms", o->key)) {
      const char *meant = ent_check_closest(c, o->key, "clubs", "actors", "terms");
      ent_errors_key(c->errors, ENT_REFERENCE, o, owner_path,
                     "Consents are listed by club, actor or term; there is no \"", o->key,
                     meant ? "\"; did you mean \"" : "\".", meant ? meant : "", meant ? "\"?" : "", NULL);
      ent_errors_soften(c->errors);
    }
    if (o->kind != ENT_NODE_MAP || is_consent(o)) {
      check_record(c, o, ENT_RECORD_consent, owner_path);
      continue;
    }
    for (const ent_node *m = o->first; m && !ent_errors_full(c->errors); m = m->next) {
      ent_path_join(member_path, owner_path, m->key);
      if (strcmp(m->key, "default") != 0 && !ent_check_is_key(c, "actors", m->key) &&
          !ent_check_is_key(c, "clubs", m->key)) {
        const char *meant = ent_check_closest(c, m->key, "actors", "clubs", "");
        ent_errors_key(c->errors, ENT_REFERENCE, m, member_path, "There is no member \"", m->key, "\"",
                       meant ? "; did you mean \"" : "; name an actor, a club or default", meant ? meant : "",
                       meant ? "\"?" : ".", NULL);
        ent_errors_soften(c->errors);
      }
      check_record(c, m, ENT_RECORD_consent, member_path);
    }
  }
}

static void check_field(ent_checking *c, const ent_node *n, const ent_field_row *f, const char *path);

/* Changes under which a test is made, or which a view assumes: paths of single values, and values that could stand there. */
static void check_with(ent_checking *c, const ent_node *n, bool view, const char *path)
{
  char below[ENT_PATH_MAX];
  if (n->kind != ENT_NODE_MAP || n->count == 0 || n->count > (view ? VIEW_MAX : WITHS_MAX)) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path,
                   view ? "Here stands a map of 1 to 256 paths and values."
                        : "Here stands a map of 1 to 32 paths and values.",
                   NULL);
    return;
  }
  for (const ent_node *k = n->first; k; k = k->next) {
    const ent_field_row *f = ent_field_at(c->root, k->key);
    ent_path_join(below, path, k->key);
    if (k->kind != ENT_NODE_SCALAR) {
      ent_errors_add(c->errors, ENT_SCHEMA, k, below, "A changed path has a single value.", NULL);
    } else if (!f) {
      continue; /* seal_claims.c and seal_views.c tell it: they know all inputs by then */
    } else if (f->type == ENT_TYPE_NUMBERS) {
      check_number(c, k, ent_domain_find(f->detail), below);
    } else {
      check_field(c, k, f, below);
    }
  }
}

/* Nothing else is read from a view, so what is wrong with it keeps nothing else from being read. */
static void check_view(ent_checking *c, const ent_node *n, const char *path)
{
  const int found = c->errors->found, soft = c->errors->soft;
  check_with(c, n, true, path);
  c->errors->soft = soft + c->errors->found - found;
}

/* Labels in several languages; what else is wrong with a line is told where its column is read. */
static void check_lines(ent_checking *c, const ent_node *n, const char *path)
{
  char below[ENT_PATH_MAX];
  for (const ent_node *k = n->kind == ENT_NODE_MAP ? n->first : NULL; k; k = k->next) {
    ent_path_join(below, path, k->key);
    if (k->kind == ENT_NODE_MAP) check_text(c, k, below);
  }
}

static void check_field(ent_checking *c, const ent_node *n, const ent_field_row *f, const char *path)
{
  switch (f->type) {
  case ENT_TYPE_TEXT: check_text(c, n, path); break;
  case ENT_TYPE_NUMBER: check_number(c, n, ent_domain_find(f->detail), path); break;
  case ENT_TYPE_REFS: check_refs(c, n, f->detail, path); break;
  case ENT_TYPE_ONE: check_record(c, n, ent_record_find(f->detail), path); break;
  case ENT_TYPE_MAP:
  case ENT_TYPE_LIST: check_many(c, n, f, path); break;
  case ENT_TYPE_NUMBERS:
  case ENT_TYPE_WHOLES: check_numbers(c, n, f, path); break;
  case ENT_TYPE_TREE:
    if (f == &ent_field_table[ENT_FIELD_scenario_consents]) check_consents(c, n, path);
    if (f == &ent_field_table[ENT_FIELD_test_with]) check_with(c, n, false, path);
    if (f == &ent_field_table[ENT_FIELD_view_set]) check_view(c, n, path);
    if (f == &ent_field_table[ENT_FIELD_chart_lines]) check_lines(c, n, path);
    break;
  default: check_scalar(c, n, f, path); break;
  }
}

static const char *article(ent_record record)
{
  const char first = ent_record_name[record][0];
  return first == 'a' || first == 'e' || first == 'o' ? "an " : "a ";
}

/* The readers stand in for a missing number or choice, but not for what is missing else. */
static bool can_go_without(const ent_field_row *f)
{
  if (f->type == ENT_TYPE_MAP) return false; /* names that it lists would be unknown */
  return !f->required || f->type == ENT_TYPE_NUMBER || f->type == ENT_TYPE_CHOICE;
}

static void unknown_key(ent_checking *c, const ent_node *k, ent_record record, const char *path)
{
  const ent_field_row *field = ent_check_meant(record, k->key);
  const char *meant = field ? field->key : NULL;
  ent_errors_key(c->errors, ENT_SCHEMA, k, path, "There is no field \"", k->key, "\" in ", article(record),
                 ent_record_name[record], meant ? "; did you mean \"" : "; entente schema lists its fields",
                 meant ? meant : "", meant ? "\"?" : ".", NULL);
  if (!field || can_go_without(field) || ent_node_child(k->parent, field->key)) ent_errors_soften(c->errors);
}

/* A required field that is not there; one that is there misspelt has been told already. */
static void missing_field(ent_checking *c, const ent_node *n, const ent_field_row *f, const char *path)
{
  char below[ENT_PATH_MAX];
  int looked = 0;
  for (const ent_node *k = n->first; k && looked++ < ENT_KEYS_LOOKED; k = k->next)
    if (!ent_record_field(f->record, k->key) && ent_check_meant(f->record, k->key) == f) return;
  ent_path_join(below, path, f->key);
  ent_errors_add(c->errors, ENT_SCHEMA, n, below, "The field \"", f->key, "\" is missing here; ", article(f->record),
                 ent_record_name[f->record], " needs it: ", f->help, NULL);
  if (can_go_without(f)) ent_errors_soften(c->errors);
}

/* A member's consent takes what it does not say from the default beside it. */
static bool inherits(const ent_node *n, const char *key)
{
  const ent_node *fallback = n->parent ? ent_node_child(n->parent, "default") : NULL;
  return fallback && fallback != n && ent_node_child(fallback, key);
}

static void check_record(ent_checking *c, const ent_node *n, ent_record record, const char *path)
{
  char below[ENT_PATH_MAX];
  if (n->kind != ENT_NODE_MAP) {
    ent_errors_add(c->errors, ENT_SCHEMA, n, path, "This is to be a map with the fields of ", article(record),
                   ent_record_name[record], ".", NULL);
    return;
  }
  for (const ent_node *k = n->first; k && !ent_errors_full(c->errors); k = k->next) {
    const ent_field_row *f = ent_record_field(record, k->key);
    ent_path_join(below, path, k->key);
    if (f)
      check_field(c, k, f, below);
    else
      unknown_key(c, k, record, below);
  }
  for (int f = 0; f < ENT_FIELDS; f++) {
    const ent_field_row *row = &ent_field_table[f];
    if (row->record != record || !row->required || ent_node_child(n, row->key)) continue;
    if (record != ENT_RECORD_consent || !inherits(n, row->key)) missing_field(c, n, row, path);
  }
}

/* How many of a kind a scenario may have: what comes after is bounded by it. */
static bool check_sizes(ent_checking *c)
{
  static const struct {
    ent_field field;
    int most;
    const char *text;
  } sizes[] = {
    {ENT_FIELD_scenario_sources, 1024, "A scenario has at most 1,024 sources."},
    {ENT_FIELD_scenario_tables, 64, "A scenario has at most 64 tables."},
    {ENT_FIELD_scenario_actors, ENT_ACTORS_MAX, "A scenario has at most 256 actors."},
    {ENT_FIELD_scenario_clubs, ENT_CLUBS_MAX, "A scenario has at most 64 clubs."},
    {ENT_FIELD_scenario_conditions, ENT_CONDITIONS_MAX, "A scenario has at most 64 conditions."},
    {ENT_FIELD_scenario_terms, ENT_TERMS_MAX, "A deal has between 1 and 32 terms."},
    {ENT_FIELD_scenario_concessions, 64, "A deal has at most 64 concessions."},
    {ENT_FIELD_scenario_ties, 1024, "A scenario has at most 1,024 ties."},
    {ENT_FIELD_scenario_correlate, 2048, "A scenario has at most 2,048 correlations."},
    {ENT_FIELD_scenario_views, ENT_VIEWS_MAX, "A scenario has at most 16 views."},
    {ENT_FIELD_scenario_claims, 512, "A scenario has at most 512 claims."},
    {ENT_FIELD_scenario_precedents, 256, "A scenario has at most 256 reference classes."},
    {ENT_FIELD_scenario_charts, 64, "A scenario has at most 64 charts."},
  };
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    const ent_node *n = ent_field_node(c->root, sizes[i].field);
    if (n && n->count > sizes[i].most) ent_errors_add(c->errors, ENT_LIMIT, n, n->key, sizes[i].text, NULL);
  }
  return c->errors->found == 0;
}

void ent_scenario_check(const ent_node *root, const ent_table *tables, ent_arena *scratch, ent_errors *errors)
{
  ent_checking c = {.root = root, .tables = tables, .scratch = scratch, .errors = errors};
  if (check_sizes(&c)) check_record(&c, root, ENT_RECORD_scenario, "");
}
