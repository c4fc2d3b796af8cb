/* compare_changes.c - what differs between two scenarios?
 *
 * Both trees are walked side by side.  A single value, a map of quantiles or a list that differs is a change of its own; a
 * record that only one of them has (an actor, a term, a tie) belongs to the rest, because it makes sense only together with
 * what refers to it.  What no gate reads (titles, sources, claims) is counted, no more.  Keys may stand in any order.
 * Cost: O(siblings) a node. */
#include <string.h>

#include "base/fail.h"
#include "compare.h"
#include "model/check.h"

/* what: a sentence with a hole for the path. */
static void put_rest(ent_shifts *c, const char *path, const char *what)
{
  if (c->rest.size) ent_put(&c->rest, ", ");
  ent_put_said(&c->rest, c->words, what, "path", path, NULL);
}

static const char *keep(ent_shifts *c, const char *text)
{
  const char *copy = ent_arena_text(c->arena, text, strlen(text));
  if (!copy) c->failed = true;
  return copy ? copy : "";
}

/* ---- what a place says --------------------------------------------------------------------------------------- */

static bool is_value(const ent_node *n)
{
  return n &&
         (ent_node_value(n)->kind == ENT_NODE_SCALAR || (n->kind == ENT_NODE_MAP && ent_notation_has_quantiles(n)));
}

static bool same_list(const ent_node *a, const ent_node *b);

static bool same_tree(const ent_node *a, const ent_node *b)
{
  if (!a || !b) return a == b;
  if (a->kind != b->kind || a->count != b->count) return false;
  if (a->kind == ENT_NODE_SCALAR) return strcmp(a->text, b->text) == 0;
  if (a->kind == ENT_NODE_LIST) return same_list(a, b);
  for (const ent_node *k = a->first; k; k = k->next)
    if (!same_tree(k, ent_node_child(b, k->key))) return false;
  return true;
}

static bool same_list(const ent_node *a, const ent_node *b)
{
  const ent_node *k = a->first, *l = b->first;
  for (; k && l; k = k->next, l = l->next)
    if (!same_tree(k, l)) return false;
  return !k && !l;
}

/* Lists of names: the same names, in any order. */
static bool same_names(const ent_node *a, const ent_node *b)
{
  if (a->count != b->count) return false;
  for (const ent_node *k = a->first; k; k = k->next) {
    bool found = false;
    if (k->kind != ENT_NODE_SCALAR) return same_list(a, b);
    for (const ent_node *l = b->first; l && !found; l = l->next)
      found = l->kind == ENT_NODE_SCALAR && strcmp(k->text, l->text) == 0;
    if (!found) return false;
  }
  return true;
}

static void put_tree(ent_writer *w, const ent_node *n)
{
  if (n->kind == ENT_NODE_SCALAR) {
    ent_put(w, n->text);
    return;
  }
  const bool map = n->kind == ENT_NODE_MAP, quantiles = map && ent_notation_has_quantiles(n);
  bool comma = false;
  double p = 0;
  ent_put(w, map ? "{" : "[");
  for (const ent_node *k = n->first; k; k = k->next) {
    if (quantiles && !ent_notation_quantile(k->key, &p)) continue;
    if (comma) ent_put(w, ", ");
    comma = true;
    if (k->key) ent_put(w, k->key);
    if (k->key) ent_put(w, ": ");
    put_tree(w, k);
  }
  ent_put(w, map ? "}" : "]");
}

/* As written, or the default: that of the number as it was sealed, or that of the field. */
static const char *text_of(ent_shifts *c, int side, const char *path)
{
  const ent_scenario *s = c->s[side];
  const ent_node *n = ent_node_at(s->root, path);
  const int input = n ? -1 : ent_scenario_find_input(s, path);
  const ent_field_row *field = n ? NULL : ent_field_at(s->root, path);
  ent_writer w;
  if (input >= 0) return keep(c, s->input[input].text);
  if (!n) return keep(c, field ? field->fallback : "");
  ent_writer_open(&w, c->arena);
  ent_put(&w, "");
  put_tree(&w, ent_node_value(n));
  if (w.failed) c->failed = true;
  return w.failed ? "" : w.data;
}

/* ---- what kind of change ---------------------------------------------------------------------------------------- */

static bool same_knots(const double *a, const double *b)
{
  for (int i = 0; i < ENT_KNOTS; i++)
    if (a[i] != b[i]) return false;
  return true;
}

static bool same_dist(const ent_dist *a, const ent_dist *b)
{
  if (a->kind != b->kind || a->domain != b->domain) return false;
  if (a->kind == ENT_DIST_TABLE) return same_knots(a->knot, b->knot);
  return a->a == b->a && (a->kind == ENT_DIST_KNOWN || a->b == b->b);
}

bool ent_compare_same_input(const ent_scenario *a, int i, const ent_scenario *b, int k)
{
  return same_dist(&a->input[i].dist, &b->input[k].dist);
}

static bool starts(const char *text, const char *with)
{
  const size_t size = strlen(with);
  return strlen(text) >= size && memcmp(text, with, size) == 0;
}

/* From the next point of a path, or NULL. */
static const char *next_point(const char *at)
{
  while (*at && *at != '.') at++;
  return *at ? at : NULL;
}

bool ent_compare_default_of(const char *path, char out[ENT_PATH_MAX])
{
  static const char other[] = ".default";
  if (!starts(path, "consents.")) return false;
  const char *member = next_point(path + sizeof "consents." - 1), *rest = member ? next_point(member + 1) : NULL;
  if (!rest) return false;
  const size_t head = (size_t)(member - path), tail = strlen(rest);
  if (head + sizeof other + tail > ENT_PATH_MAX) return false;
  memcpy(out, path, head);
  memcpy(out + head, other, sizeof other - 1);
  memcpy(out + head + sizeof other - 1, rest, tail + 1);
  return true;
}

static bool is_default(const char *path)
{
  char fallback[ENT_PATH_MAX];
  return ent_compare_default_of(path, fallback) && strcmp(path, fallback) == 0;
}

static bool correlates(const ent_scenario *s, int input)
{
  bool found = false;
  for (int i = 0; i < s->correlated; i++) found = found || s->correlated_input[i] == input;
  return found;
}

/* Can the number be moved inside a draw, everything else being as it is? */
static bool moves_alone(const ent_shifts *c, const char *path, const ent_node *a, const ent_node *b)
{
  const int i = ent_scenario_find_input(c->s[0], path), k = ent_scenario_find_input(c->s[1], path);
  if (starts(path, "trust.prior") || starts(path, "trust.forgetting")) return false; /* they make trust.level */
  if (starts(path, "consents.") && (!a || !b)) return false; /* one of them falls back on the default record */
  if (i < 0 || k < 0) return i < 0 && k < 0 && is_default(path);
  const bool known = c->s[0]->input[i].dist.kind == ENT_DIST_KNOWN, now = c->s[1]->input[k].dist.kind == ENT_DIST_KNOWN;
  return known == now ||
         !(correlates(c->s[0], i) || correlates(c->s[1], k)); /* what is known correlates with nothing */
}

static const char *label_of(ent_shifts *c, const char *path)
{
  for (int side = 1; side >= 0; side--) {
    const ent_scenario *s = c->s[side];
    const int input = ent_scenario_find_input(s, path);
    if (input >= 0) return keep(c, s->input[input].label);
    for (int k = 0; k < s->clubs && starts(path, "clubs."); k++) {
      char rule[ENT_PATH_MAX];
      ent_path_join(rule, "clubs", s->club[k].key);
      ent_path_join(rule, rule, "rule");
      if (strcmp(rule, path) != 0) continue;
      ent_writer w;
      ent_writer_open(&w, c->arena);
      ent_put_said(&w, c->words, "{club}: rule", "club", s->club[k].name, NULL);
      if (w.failed) c->failed = true;
      return w.failed ? "" : w.data;
    }
  }
  return keep(c, path);
}

static void add(ent_shifts *c, const char *path, const ent_node *a, const ent_node *b)
{
  const ent_shift found = {.kind = moves_alone(c, path, a, b) ? ENT_CAUSE_NUMBER : ENT_CAUSE_TEXT,
                           .path = keep(c, path),
                           .label = label_of(c, path),
                           .before = text_of(c, 0, path),
                           .after = text_of(c, 1, path),
                           .node = {a, b}};
  const int i = ent_scenario_find_input(c->s[0], path), k = ent_scenario_find_input(c->s[1], path);
  if (strcmp(found.before, found.after) == 0) {
    c->texts += a && b && !same_tree(a, b); /* another source or remark */
    return;
  }
  if (i >= 0 && k >= 0 && ent_compare_same_input(c->s[0], i, c->s[1], k)) {
    c->texts++; /* the same number, written in another way */
    return;
  }
  if (c->count == c->room) {
    const int room = c->room ? 2 * c->room : 32;
    ent_shift *more = ENT_NEW(c->arena, ent_shift, room);
    c->failed = c->failed || !more;
    if (!more) return;
    if (c->count) memcpy(more, c->shift, (size_t)c->count * sizeof *more);
    c->shift = more;
    c->room = room;
  }
  c->shift[c->count++] = found;
}

/* ---- the walk ---------------------------------------------------------------------------------------------------- */

/* Is the end of a leader's term counted? */
static bool has_calendar(const ent_scenario *s)
{
  bool found = false;
  for (int i = 0; i < s->actors; i++) found = found || s->actor[i].in_term >= 0;
  return found;
}

/* Does no gate read it? */
static bool is_remark(const ent_shifts *c, const char *path, const char *key)
{
  static const char *const roots[] = {"entente", "id",     "title",      "question", "summary", "sources",
                                      "claims",  "charts", "precedents", "views",    "seed",    "draws"};
  static const char *const keys[] = {"name", "note", "source", "quote", "cow", "since", "file"};
  for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
    if (strcmp(path, roots[i]) == 0) return true;
  const ent_field_row *field = ent_field_at(c->s[0]->root, path);
  if (!field) field = ent_field_at(c->s[1]->root, path);
  if (field && field->type == ENT_TYPE_TEXT) return strcmp(key, "rule") != 0;
  for (size_t i = 0; field && i < sizeof keys / sizeof *keys; i++)
    if (strcmp(key, keys[i]) == 0) return true;
  return field && strcmp(key, "term_ends") == 0 && !has_calendar(c->s[0]) && !has_calendar(c->s[1]);
}

/* Records that say the same when they are empty as when they are absent. */
static bool may_be_absent(const char *path, const char *key)
{
  static const char *const keys[] = {"outside", "alignment", "when", "forms"};
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (strcmp(key, keys[i]) == 0) return true;
  if (!starts(path, "consents.")) return false; /* a member's own record may leave all to the default */
  const char *member = next_point(path + sizeof "consents." - 1);
  return member && !next_point(member + 1);
}

static void walk(ent_shifts *c, const char *path, const char *key, const ent_node *a, const ent_node *b);

static void walk_map(ent_shifts *c, const char *path, const ent_node *a, const ent_node *b)
{
  char below[ENT_PATH_MAX];
  for (const ent_node *k = a ? a->first : NULL; k; k = k->next) {
    ent_path_join(below, path, k->key);
    walk(c, below, k->key, k, b ? ent_node_child(b, k->key) : NULL);
  }
  for (const ent_node *k = b ? b->first : NULL; k; k = k->next) {
    if (a && ent_node_child(a, k->key)) continue;
    ent_path_join(below, path, k->key);
    walk(c, below, k->key, NULL, k);
  }
}

/* Ties by their pairs, written in the same order: the order is part of the name of their random numbers. */
static const ent_node *tie_like(const ent_node *list, const ent_node *tie)
{
  for (const ent_node *k = list->first; k; k = k->next)
    if (same_tree(ent_node_child(k, "between"), ent_node_child(tie, "between"))) return k;
  return NULL;
}

static void tie_path(const ent_node *tie, char path[ENT_PATH_MAX])
{
  const ent_node *pair = ent_node_child(tie, "between");
  char name[ENT_PATH_MAX];
  ent_path_join(name, "", ent_node_item(pair, 0)->text);
  const size_t size = strlen(name);
  if (size + 1 < sizeof name) name[size] = '-', name[size + 1] = '\0';
  const char *other = ent_node_item(pair, 1)->text;
  const size_t more = strlen(other), at = strlen(name), fits = sizeof name - 1 - at;
  memcpy(name + at, other, more < fits ? more : fits);
  name[at + (more < fits ? more : fits)] = '\0';
  ent_path_join(path, "ties", name);
}

static void walk_ties(ent_shifts *c, const ent_node *a, const ent_node *b)
{
  char path[ENT_PATH_MAX];
  for (const ent_node *k = a->first; k; k = k->next) {
    const ent_node *l = tie_like(b, k);
    tie_path(k, path);
    if (l)
      walk_map(c, path, k, l);
    else
      put_rest(c, path, ENT_SAY("{path} taken out"));
  }
  for (const ent_node *l = b->first; l; l = l->next) {
    if (tie_like(a, l)) continue;
    tie_path(l, path);
    put_rest(c, path, ENT_SAY("{path} added"));
  }
}

/* Effects of a term go item by item as long as they name the same ties. */
static bool same_effects(const ent_node *a, const ent_node *b)
{
  const ent_node *k = a->first, *l = b->first;
  for (; k && l; k = k->next, l = l->next)
    if (!ent_node_child(k, "tie") || !same_tree(ent_node_child(k, "tie"), ent_node_child(l, "tie"))) return false;
  return !k && !l;
}

static void walk_list(ent_shifts *c, const char *path, const char *key, const ent_node *a, const ent_node *b)
{
  char below[ENT_PATH_MAX];
  int i = 0;
  if (strcmp(path, "ties") == 0) {
    walk_ties(c, a, b);
    return;
  }
  if (strcmp(key, "effects") != 0 || !same_effects(a, b)) {
    if (!same_names(a, b)) add(c, path, a, b);
    return;
  }
  for (const ent_node *k = a->first, *l = b->first; k && l; k = k->next, l = l->next) {
    ent_path_item(below, path, i++);
    walk_map(c, below, k, l);
  }
}

static void walk(ent_shifts *c, const char *path, const char *key, const ent_node *a, const ent_node *b)
{
  if (is_remark(c, path, key)) {
    c->texts += !same_tree(a, b);
    return;
  }
  const ent_node *some = a ? a : b;
  const bool values = (!a || is_value(a)) && (!b || is_value(b));
  const bool both = a && b && a->kind == b->kind;
  if (values)
    add(c, path, a, b);
  else if ((both && a->kind == ENT_NODE_MAP) || (some->kind == ENT_NODE_MAP && !(a && b) && may_be_absent(path, key)))
    walk_map(c, path, a, b);
  else if (both)
    walk_list(c, path, key, a, b);
  else if (some->kind == ENT_NODE_LIST && !(a && b) && strcmp(path, "ties") != 0)
    add(c, path, a, b);
  else
    put_rest(c, path, !a ? ENT_SAY("{path} added") : !b ? ENT_SAY("{path} taken out") : "{path}");
}

static bool same_cells(const ent_table *a, const ent_table *b)
{
  if (a->rows != b->rows || a->columns != b->columns) return false;
  for (int k = 0; k < a->columns; k++)
    if (strcmp(a->column[k], b->column[k]) != 0) return false;
  for (int i = 0; i < a->rows * a->columns; i++)
    if (strcmp(a->cell[i], b->cell[i]) != 0) return false;
  return true;
}

static void compare_tables(ent_shifts *c)
{
  char path[ENT_PATH_MAX];
  for (int side = 0; side < 2; side++)
    for (const ent_table *t = c->s[side]->tree->table; t; t = t->next) {
      const ent_table *other = ent_table_find(c->s[1 - side]->tree->table, t->name);
      if (other && (side == 1 || same_cells(t, other))) continue;
      if (!other && !ent_node_child(ent_node_child(c->s[1 - side]->root, "tables"), t->name)) continue; /* told above */
      ent_path_join(path, "tables", t->name);
      put_rest(c, path, ENT_SAY("{path} (its cells)"));
    }
}

/* ---- in order ------------------------------------------------------------------------------------------------------ */

static bool goes_before(const ent_shift *a, const ent_shift *b)
{
  return a->kind != b->kind ? a->kind < b->kind : strcmp(a->path, b->path) < 0;
}

static void sort(ent_shifts *c)
{
  for (int i = 1; i < c->count; i++) {
    const ent_shift moving = c->shift[i];
    int at = i;
    for (; at > 0 && goes_before(&moving, &c->shift[at - 1]); at--) c->shift[at] = c->shift[at - 1];
    c->shift[at] = moving;
  }
}

/* Changes of other kinds than numbers make worlds to be sealed: more than a few of them go together, rules last. */
static void limit_structures(const ent_shifts *c, bool *moved)
{
  int texts = 0, room = ENT_COMPARE_STRUCTURES;
  for (int i = 0; i < c->count; i++) texts += c->shift[i].kind == ENT_CAUSE_TEXT;
  if (c->rest.size || texts > room) room--;
  for (int rules = 1; rules >= 0; rules--)
    for (int i = 0; i < c->count; i++) {
      const size_t size = strlen(c->shift[i].path);
      const bool rule = size > 5 && strcmp(c->shift[i].path + size - 5, ".rule") == 0;
      if (c->shift[i].kind == ENT_CAUSE_TEXT && rule == (rules == 1)) moved[i] = room-- <= 0;
    }
}

ent_status ent_compare_to_rest(ent_shifts *c, const bool *moved, ent_error *err)
{
  int kept = 0;
  for (int i = 0; i < c->count; i++) {
    if (c->shift[i].kind == ENT_CAUSE_REST) continue; /* made again below */
    if (moved[i])
      put_rest(c, c->shift[i].path, "{path}");
    else
      c->shift[kept++] = c->shift[i];
  }
  c->count = kept;
  const bool need = c->rest.size > 0;
  ent_shift *all = ENT_NEW(c->arena, ent_shift, kept + 1);
  if (c->failed || c->rest.failed || !all)
    return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  if (kept) memcpy(all, c->shift, (size_t)kept * sizeof *all);
  if (need)
    all[c->count++] = (ent_shift){.kind = ENT_CAUSE_REST,
                                  .path = c->rest.data,
                                  .label = ent_say(c->words, "everything else that differs"),
                                  .before = "",
                                  .after = ""};
  c->shift = all;
  c->room = kept + 1;
  return ENT_OK;
}

ent_status ent_compare_changes(ent_shifts *c, ent_error *err)
{
  walk_map(c, "", c->s[0]->root, c->s[1]->root);
  compare_tables(c);
  sort(c);
  bool *moved = ENT_NEW(c->arena, bool, c->count + 1);
  if (!moved || c->failed) return ent_fail(err, ENT_NOMEM, "", "There is no memory to compare two scenarios.");
  limit_structures(c, moved);
  return ent_compare_to_rest(c, moved, err);
}
