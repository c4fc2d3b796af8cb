/* seal_views.c - whose view?  Could everything that a view assumes stand where it says?
 *
 * A view may set what argues: numbers, yes or no, the form of a commitment, a club's rule, the capability series.  It cannot
 * change who takes part, what is offered or which tables are read, so that all views answer one question.  That each text
 * is allowed at its path has been checked (check.c); here paths are resolved and rules read.  Cost: linear in the pairs;
 * a suggestion compares with all inputs. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "check.h"
#include "seal.h"

#define WEIGHTS_MAX 16 /* columns of weights, as in seal_clubs.c */

typedef struct viewing {
  ent_sealing *w;
  const ent_node *k;       /* the pair that is looked at ... */
  char path[ENT_PATH_MAX]; /* ... and where it stands */
} viewing;

static void no_value(viewing *v)
{
  const ent_names names = ent_scenario_names(v->w->s);
  const char *meant = names.meant(names.of, 'i', v->k->key);
  ent_errors_key(v->w->errors, ENT_REFERENCE, v->k, v->path, "The scenario has no single value at \"", v->k->key,
                 meant ? "\"; did you mean \"" : "\"; entente explain lists its inputs.", meant ? meant : "",
                 meant ? "\"?" : "", NULL);
}

static bool may_set(const ent_field_row *f)
{
  return f->type == ENT_TYPE_NUMBER || f->type == ENT_TYPE_NUMBERS || f->type == ENT_TYPE_FLAG ||
         f == &ent_field_table[ENT_FIELD_term_form] || f == &ent_field_table[ENT_FIELD_club_rule] ||
         f == &ent_field_table[ENT_FIELD_scenario_capability];
}

/* The bytes of the first `parts` parts of a path. */
static size_t head_size(const char *path, int parts)
{
  size_t n = 0;
  while (path[n] && (path[n] != '.' || --parts > 0)) n++;
  return n;
}

static bool starts(const char *path, const char *with)
{
  return strlen(path) > strlen(with) && memcmp(path, with, strlen(with)) == 0;
}

static bool has_input(const ent_scenario *s, const char *path, size_t size, const char *field)
{
  char whole[ENT_PATH_MAX];
  if (size + strlen(field) >= sizeof whole) return false;
  memcpy(whole, path, size);
  memcpy(whole + size, field, strlen(field) + 1);
  return ent_scenario_find_input(s, whole) >= 0;
}

/* Below consents: somebody who is asked for consent, or the default; and a gain is for a condition or a term. */
static bool consent_exists(const ent_scenario *s, const char *path, const ent_field_row *f)
{
  if (f == &ent_field_table[ENT_FIELD_consent_when]) {
    const char *what = path + strlen(path);
    while (what > path && what[-1] != '.') what--;
    bool known = ent_scenario_term_index(s, what) >= 0;
    for (int c = 0; c < s->conditions; c++) known = known || strcmp(s->condition[c].key, what) == 0;
    if (!known) return false;
  }
  const size_t owner = head_size(path, 2), member = head_size(path, 3);
  return starts(path + owner, ".default.") || has_input(s, path, member, ".support") ||
         has_input(s, path, owner, ".support");
}

/* Is there something that the path's value would move? */
static bool exists(const ent_scenario *s, const char *path, const ent_field_row *f)
{
  if (starts(path, "consents.")) return consent_exists(s, path, f);
  if (starts(path, "trust.")) return ent_scenario_find_input(s, "trust.level") >= 0;
  if (f == &ent_field_table[ENT_FIELD_scenario_forms] || f == &ent_field_table[ENT_FIELD_actor_capability])
    return ent_scenario_find_input(s, path) >= 0;
  return true;
}

static const ent_club *club_at(const ent_scenario *s, const char *path)
{
  const size_t from = head_size(path, 1) + 1, to = head_size(path, 2);
  for (int c = 0; c < s->clubs; c++)
    if (strlen(s->club[c].key) == to - from && memcmp(s->club[c].key, path + from, to - from) == 0) return &s->club[c];
  return NULL;
}

/* Weights were read with the club and are sound. */
static bool read_weights(const ent_node *weights, ent_roll *roll, const char **names, int64_t *weight)
{
  for (const ent_node *c = weights ? weights->first : NULL; c && roll->columns < WEIGHTS_MAX; c = c->next) {
    for (int m = 0; m < roll->members; m++) {
      const ent_node *n = ent_node_child(c, roll->member[m]);
      if (!n || !ent_whole_read(n->text, &weight[roll->columns * roll->members + m])) return false;
    }
    names[roll->columns++] = c->key;
  }
  return true;
}

/* Another rule for the same members. */
static void check_rule(viewing *v)
{
  ent_sealing *w = v->w;
  const char *member[ENT_MEMBERS_MAX], *names[WEIGHTS_MAX];
  const ent_club *club = club_at(w->s, v->k->key);
  const ent_node *n = club ? ent_node_child(ent_field_node(w->root, ENT_FIELD_scenario_clubs), club->key) : NULL;
  if (!n) {
    no_value(v);
    return;
  }
  const ent_mark mark = ent_arena_mark(w->arena);
  ent_roll roll = {.member = member, .column = names};
  for (const ent_node *m = ent_field_node(n, ENT_FIELD_club_members)->first; m; m = m->next)
    member[roll.members++] = m->text;
  int64_t *weight = ENT_NEW(w->arena, int64_t, roll.members * WEIGHTS_MAX);
  roll.weight = weight;
  if (!weight) {
    ent_errors_no_memory(w->errors, v->path);
    return;
  }
  const ent_rule *rule = NULL;
  ent_error found;
  if (read_weights(ent_field_node(n, ENT_FIELD_club_weights), &roll, names, weight) &&
      ent_rule_build(v->k->text, v->k->size, &roll, w->arena, &rule, &found) != ENT_OK)
    ent_errors_take(w->errors, &found, v->k, v->path);
  ent_arena_rewind(w->arena, mark);
}

static void check_pair(viewing *v)
{
  const ent_field_row *f = ent_field_at(v->w->root, v->k->key);
  if (!f || (may_set(f) && !exists(v->w->s, v->k->key, f)))
    no_value(v);
  else if (!may_set(f))
    ent_errors_key(
      v->w->errors, ENT_SCHEMA, v->k, v->path,
      "A view sets numbers, yes or no, the form of a term, the rule of a club and the capability series; \"", v->k->key,
      "\" is none of them.", NULL);
  else if (f == &ent_field_table[ENT_FIELD_club_rule])
    check_rule(v);
}

static void read_view(ent_sealing *w, const ent_node *n, ent_view *out)
{
  char path[ENT_PATH_MAX];
  viewing v = {.w = w};
  ent_path_join(path, "views", n->key);
  ent_path_join(path, path, "set");
  *out = (ent_view){.key = n->key,
                    .name = ent_seal_say(w, n, ENT_FIELD_view_name),
                    .note = ent_seal_say(w, n, ENT_FIELD_view_note),
                    .source = ent_seal_text(n, ENT_FIELD_view_source),
                    .set = ent_field_node(n, ENT_FIELD_view_set)};
  for (v.k = out->set->first; v.k && !ent_errors_full(w->errors); v.k = v.k->next) {
    ent_path_join(v.path, path, v.k->key);
    if (v.k->kind == ENT_NODE_SCALAR) check_pair(&v); /* else the check has told it */
  }
}

void ent_seal_views(ent_sealing *w)
{
  const ent_node *map = ent_field_node(w->root, ENT_FIELD_scenario_views);
  ent_view *list = ENT_NEW(w->arena, ent_view, (map ? map->count : 0) + 1);
  const int found = w->errors->found, soft = w->errors->soft;
  if (!list) {
    ent_errors_no_memory(w->errors, "views");
    return;
  }
  for (const ent_node *n = map ? map->first : NULL; n; n = n->next)
    if (ent_field_node(n, ENT_FIELD_view_set)) read_view(w, n, &list[w->s->views++]);
  w->s->view = list;
  if (!w->errors->no_memory) w->errors->soft = soft + w->errors->found - found; /* nothing else rests on a view */
}
