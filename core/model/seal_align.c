/* seal_align.c - ties between actors, who takes part in the alignment, and what the terms do to ties. */
#include <string.h>

#include "seal.h"

static bool read_pair(ent_sealing *w, const ent_node *list, const char *path, int *a, int *b)
{
  char below[ENT_PATH_MAX];
  *a = list->count == 2 ? ent_scenario_actor_index(w->s, list->first->text) : -1;
  *b = list->count == 2 ? ent_scenario_actor_index(w->s, list->last->text) : -1;
  if (*a >= 0 && *b >= 0 && *a != *b) return true;
  ent_path_join(below, path, list->key);
  ent_errors_add(w->errors, ENT_SCHEMA, list, below, "A tie is between two different actors.", NULL);
  ent_errors_soften(w->errors);
  return false;
}

static bool same_pair(int a, int b, int c, int d)
{
  return (a == c && b == d) || (a == d && b == c);
}

/* Neither; unless a field is misspelt, which has been told. */
static void tell_nothing(ent_sealing *w, const ent_node *n, const char *path)
{
  static const ent_field known[] = {ENT_FIELD_tie_between, ENT_FIELD_tie_fast, ENT_FIELD_tie_source,
                                    ENT_FIELD_tie_note};
  int count = 0;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++) count += ent_field_node(n, known[i]) != NULL;
  if (n->count == count)
    ent_errors_add(w->errors, ENT_SCHEMA, n, path, "A tie states its slow part, or components.", NULL);
  ent_errors_soften(w->errors);
}

static void read_parts(ent_sealing *w, const ent_node *n, const char *path, const char *who, ent_tie *t)
{
  if (!ent_field_node(n, ENT_FIELD_tie_slow)) {
    tell_nothing(w, n, path);
    return;
  }
  t->slow = ent_seal_number(w, n, ENT_FIELD_tie_slow, path, ent_seal_phrase(w, "{pair}: slow tie", "pair", who, NULL),
                            1u << ENT_PART_ALIGNMENT);
  t->fast = ent_seal_number(w, n, ENT_FIELD_tie_fast, path, ent_seal_phrase(w, "{pair}: fast tie", "pair", who, NULL),
                            1u << ENT_PART_ALIGNMENT);
}

static void read_ties(ent_sealing *w)
{
  ent_scenario *s = w->s;
  char path[ENT_PATH_MAX];
  const ent_node *list = ent_field_node(w->root, ENT_FIELD_scenario_ties);
  ent_tie *ties = ENT_NEW(w->arena, ent_tie, (list ? list->count : 0) + 1);
  if (!ties) {
    ent_errors_no_memory(w->errors, "ties");
    return;
  }
  int i = 0;
  for (const ent_node *n = list ? list->first : NULL; n; n = n->next) {
    ent_tie t = {.slow = -1, .fast = -1};
    ent_path_item(path, "ties", i++);
    if (!read_pair(w, ent_field_node(n, ENT_FIELD_tie_between), path, &t.a, &t.b)) continue;
    const char *a = s->actor[t.a].key, *b = s->actor[t.b].key;
    ent_path_join(path, "ties", ent_seal_join(w, a, "-", b, NULL));
    for (int k = 0; k < s->ties; k++) {
      if (!same_pair(t.a, t.b, ties[k].a, ties[k].b)) continue;
      ent_errors_add(w->errors, ENT_SCHEMA, n, path, "The tie between ", a, " and ", b,
                     " stands twice; each pair has one tie.", NULL);
      ent_errors_soften(w->errors);
    }
    const char *who = ent_seal_phrase(w, "{a} and {b}", "a", s->actor[t.a].name, "b", s->actor[t.b].name, NULL);
    if (ent_field_node(n, ENT_FIELD_tie_components))
      ent_seal_components(w, n, path, who, &t);
    else
      read_parts(w, n, path, who, &t);
    ties[s->ties++] = t;
  }
  s->tie = ties;
}

/* Actors of the alignment: listed, or all that have a tie, in the order of the scenario. */
static int choose_camps(const ent_sealing *w, int *camp)
{
  const ent_scenario *s = w->s;
  const ent_node *record = ent_field_node(w->root, ENT_FIELD_scenario_alignment);
  const ent_node *list = record ? ent_field_node(record, ENT_FIELD_alignment_actors) : NULL;
  int n = 0;
  if (list) {
    for (const ent_node *k = list->first; k; k = k->next) {
      const int actor = ent_scenario_actor_index(s, k->text);
      bool known = false;
      for (int i = 0; i < n; i++) known = known || camp[i] == actor;
      if (!known && n <= ENT_ALIGN_MAX) camp[n++] = actor;
    }
    return n;
  }
  for (int a = 0; a < s->actors && n <= ENT_ALIGN_MAX; a++) {
    bool tied = false;
    for (int k = 0; k < s->ties; k++) tied = tied || s->tie[k].a == a || s->tie[k].b == a;
    if (tied) camp[n++] = a;
  }
  return n;
}

static int place_of(const ent_scenario *s, int actor)
{
  for (int i = 0; i < s->camps; i++)
    if (s->camp[i] == actor) return i;
  return -1;
}

/* The actor's record, to point at. */
static const ent_node *actor_node(const ent_sealing *w, int actor)
{
  return ent_node_child(ent_field_node(w->root, ENT_FIELD_scenario_actors), w->s->actor[actor].key);
}

static void check_size(ent_sealing *w, int actor)
{
  const ent_scenario *s = w->s;
  char path[ENT_PATH_MAX];
  const int size = s->actor[actor].capability;
  ent_path_join(path, "actors", s->actor[actor].key);
  ent_path_join(path, path, "capability");
  if (size >= 0 && ent_dist_quantile(&s->input[size].dist, 1e-9) > 0) return;
  if (size < 0)
    ent_errors_add(w->errors, ENT_SCHEMA, actor_node(w, actor), path,
                   "An actor of the alignment has a capability: add ", path, ".", NULL);
  else
    ent_errors_add(w->errors, ENT_ARGUMENT, ent_node_at(w->root, s->input[size].path), s->input[size].path,
                   "A capability is above 0.", NULL);
  ent_errors_soften(w->errors);
}

static void check_party(ent_sealing *w, ent_field field, const char *path, int place)
{
  const ent_node *n = ent_field_node(ent_field_node(w->root, ENT_FIELD_scenario_deal), field);
  if (place >= 0) return;
  ent_errors_add(w->errors, ENT_SCHEMA, n, path,
                 "In a wedge, proposer, target and rival take part in the alignment: give ", n->text, " a tie.", NULL);
  ent_errors_soften(w->errors);
}

static void read_camps(ent_sealing *w)
{
  ent_scenario *s = w->s;
  const ent_node *record = ent_field_node(w->root, ENT_FIELD_scenario_alignment);
  int *camp = ENT_NEW(w->arena, int, ENT_ALIGN_MAX + 1), *size = ENT_NEW(w->arena, int, ENT_ALIGN_MAX + 1);
  if (!camp || !size) {
    ent_errors_no_memory(w->errors, "alignment");
    return;
  }
  const int n = choose_camps(w, camp);
  s->slow_weight =
    ent_seal_number(w, record, ENT_FIELD_alignment_slow_weight, "alignment",
                    ent_say(w->words, "Weight of slow ties against fast ones"), n ? 1u << ENT_PART_ALIGNMENT : 0);
  if (n > ENT_ALIGN_MAX) {
    const ent_node *list = record ? ent_field_node(record, ENT_FIELD_alignment_actors) : NULL;
    ent_errors_add(w->errors, ENT_LIMIT, list ? list : ent_field_node(w->root, ENT_FIELD_scenario_ties),
                   "alignment.actors",
                   "At most 24 actors take part in the alignment; list them under alignment.actors.", NULL);
    return;
  }
  for (int i = 0; i < n; i++) {
    size[i] = s->actor[camp[i]].capability;
    check_size(w, camp[i]);
  }
  s->camps = n;
  s->camp = camp;
  s->camp_size = size;
  s->camp_proposer = place_of(s, s->proposer);
  s->camp_target = place_of(s, s->target);
  s->camp_rival = s->rival >= 0 ? place_of(s, s->rival) : -1;
  if (s->rival < 0) return;
  check_party(w, ENT_FIELD_deal_proposer, "deal.proposer", s->camp_proposer);
  check_party(w, ENT_FIELD_deal_target, "deal.target", s->camp_target);
  check_party(w, ENT_FIELD_deal_rival, "deal.rival", s->camp_rival);
}

static void mark_pair(ent_scenario *s, int input, int a, int b, int part)
{
  s->input[input].pair[0] = a;
  s->input[input].pair[1] = b;
  s->input[input].pair_part = part;
}

static void map_ties(ent_sealing *w)
{
  ent_scenario *s = w->s;
  const size_t n = (size_t)s->camps;
  int *of = ENT_NEW(w->arena, int, n *n + 1);
  if (!of) {
    ent_errors_no_memory(w->errors, "ties");
    return;
  }
  for (size_t i = 0; i < n * n; i++) of[i] = -1;
  for (int k = 0; k < s->ties; k++) {
    const int a = place_of(s, s->tie[k].a), b = place_of(s, s->tie[k].b);
    if (a < 0 || b < 0) continue;
    of[(size_t)a * n + (size_t)b] = of[(size_t)b * n + (size_t)a] = k;
    if (s->tie[k].slow < 0 || s->tie[k].fast < 0)
      continue; /* of components: how far one of these moves the tie depends on the weights */
    mark_pair(s, s->tie[k].slow, a, b, 0);
    mark_pair(s, s->tie[k].fast, a, b, 1);
  }
  s->camp_tie = of;
}

static void read_effects(ent_sealing *w, const ent_node *term, ent_term *t)
{
  ent_scenario *s = w->s;
  char path[ENT_PATH_MAX], below[ENT_PATH_MAX];
  const ent_node *list = ent_field_node(term, ENT_FIELD_term_effects);
  if (!list) return;
  ent_effect *effects = ENT_NEW(w->arena, ent_effect, list->count + 1);
  if (!effects) {
    ent_errors_no_memory(w->errors, "terms");
    return;
  }
  ent_path_join(path, "terms", term->key);
  ent_path_join(path, path, "effects");
  for (const ent_node *n = list->first; n; n = n->next) {
    int a = 0, b = 0;
    ent_path_item(below, path, t->effects);
    if (!read_pair(w, ent_field_node(n, ENT_FIELD_effect_tie), below, &a, &b)) continue;
    const char *label = ent_seal_phrase(w, "{term}: effect on the tie of {a} and {b}", "term", t->name, "a",
                                        s->actor[a].name, "b", s->actor[b].name, NULL);
    ent_effect *e = &effects[t->effects++];
    e->change = ent_seal_number(w, n, ENT_FIELD_effect_change, below, label, 1u << ENT_PART_ALIGNMENT);
    e->a = place_of(s, a);
    e->b = place_of(s, b);
    if (e->change >= 0) mark_pair(s, e->change, e->a, e->b, 2);
    if (e->a >= 0 && e->b >= 0) continue;
    ent_errors_add(w->errors, ENT_SCHEMA, ent_field_node(n, ENT_FIELD_effect_tie), below,
                   "An effect is on a tie of actors that take part in the alignment.", NULL);
    ent_errors_soften(w->errors);
  }
  t->effect = effects;
}

void ent_seal_align(ent_sealing *w)
{
  ent_seal_trust(w);
  if (ent_errors_hard(w->errors) || !ent_seal_weights(w)) return;
  read_ties(w);
  if (ent_errors_hard(w->errors)) return;
  read_camps(w);
  if (ent_errors_hard(w->errors)) return;
  map_ties(w);
  int i = 0;
  const ent_node *terms = ent_field_node(w->root, ENT_FIELD_scenario_terms);
  for (const ent_node *n = terms->first; n; n = n->next) read_effects(w, n, (ent_term *)&w->s->term[i++]);
}
