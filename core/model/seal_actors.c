/* seal_actors.c - who is there: sources, actors with capability and leader, conditions. */
#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "check.h"
#include "entente/trust.h"
#include "names.h"
#include "seal.h"

#define SERIES_MAX 512 /* names that a misspelt one is compared with */

static int count(const ent_node *n)
{
  return n ? n->count : 0;
}

static void read_sources(ent_sealing *w)
{
  const ent_node *map = ent_field_node(w->root, ENT_FIELD_scenario_sources);
  ent_source *list = ENT_NEW(w->arena, ent_source, count(map) + 1);
  if (!list) {
    ent_errors_no_memory(w->errors, "sources");
    return;
  }
  for (const ent_node *n = map ? map->first : NULL; n; n = n->next)
    list[w->s->sources++] =
      (ent_source){n->key, ent_seal_say(w, n, ENT_FIELD_source_title), ent_seal_say(w, n, ENT_FIELD_source_date),
                   ent_seal_say(w, n, ENT_FIELD_source_note)};
  w->s->source = list;
}

/* No actor has the series that the scenario names: says so, and goes on with the first there is. */
static const char *no_series(ent_sealing *w, const ent_node *actors, const char *named)
{
  const char *names[SERIES_MAX] = {NULL};
  size_t count = 0;
  for (const ent_node *n = actors->first; n; n = n->next) {
    const ent_node *series = ent_field_node(n, ENT_FIELD_actor_capability);
    for (const ent_node *k = series ? series->first : NULL; k && count < SERIES_MAX; k = k->next)
      names[count++] = k->key;
  }
  const char *meant = ent_suggest(named, strlen(named), names, count);
  ent_errors_add(w->errors, ENT_REFERENCE, ent_field_node(w->root, ENT_FIELD_scenario_capability), "capability",
                 "No actor has a capability series \"", named,
                 meant   ? "\"; did you mean \""
                 : count ? "\"; there is \""
                         : "\".",
                 meant   ? meant
                 : count ? names[0]
                         : "",
                 meant   ? "\"?"
                 : count ? "\"."
                         : "",
                 NULL);
  ent_errors_soften(w->errors);
  return count ? names[0] : named;
}

/* The capability series that gives the actors their weight: named, or the first one of the first actor that has any. */
static const char *chosen_series(ent_sealing *w, const ent_node *actors)
{
  const char *named = ent_seal_text(w->root, ENT_FIELD_scenario_capability);
  for (const ent_node *n = actors->first; n; n = n->next) {
    const ent_node *series = ent_field_node(n, ENT_FIELD_actor_capability);
    if (!series || !series->first) continue;
    if (!named[0]) return series->first->key;
    if (ent_node_child(series, named)) return named;
  }
  return named[0] ? no_series(w, actors, named) : named;
}

/* In the language of the sealing; a state that has an English name only is called as readers of that language know it. */
static const char *actor_name(const ent_sealing *w, const ent_node *n)
{
  const ent_node *name = ent_field_node(n, ENT_FIELD_actor_name);
  const char *own = ent_seal_say(w, n, ENT_FIELD_actor_name);
  int64_t cow = 0;
  if (!name || ent_node_child(name, w->language)) return own;
  (void)ent_whole_read(ent_seal_text(n, ENT_FIELD_actor_cow), &cow);
  const char *known = ent_state_name(own, n->key, cow, w->language);
  return known ? known : own;
}

/* The calendar of a leader whose term ends on a known date: whole years from the scenario's date, at least 1. */
static void read_term(ent_sealing *w, const ent_node *leader, const char *path, ent_actor *out)
{
  const ent_node *hazard = ent_field_node(leader, ENT_FIELD_leader_term_hazard),
                 *ends = ent_field_node(leader, ENT_FIELD_leader_term_ends);
  double end = 0;
  if (!hazard) return;
  out->in_term = ent_seal_number(
    w, leader, ENT_FIELD_leader_term_hazard, path,
    ent_seal_phrase(w, "{name}: chance a year that the leader leaves before the term ends", "name", out->name, NULL),
    0);
  if (!ends) {
    ent_errors_add(w->errors, ENT_SCHEMA, hazard, path, "A term_hazard needs term_ends, the end of the leader's term.",
                   NULL);
    ent_errors_soften(w->errors);
    return;
  }
  if (!ent_date_year(ent_seal_text(leader, ENT_FIELD_leader_term_ends), &end)) return; /* told as no date */
  const double years = floor(end - w->s->date + 0.5);
  if (end <= w->s->date || years > ENT_TENURE_YEARS) {
    ent_errors_add(w->errors, ENT_ARGUMENT, ends, path,
                   "With a term_hazard the term ends after the scenario's date, by at most 120 years.", NULL);
    ent_errors_soften(w->errors);
    return;
  }
  out->term_years = years < 1 ? 1 : (int)years;
}

static void read_actor(ent_sealing *w, const ent_node *n, const char *series, ent_actor *out)
{
  char path[ENT_PATH_MAX], below[ENT_PATH_MAX];
  const ent_node *leader = ent_field_node(n, ENT_FIELD_actor_leader);
  const ent_node *capability = ent_field_node(n, ENT_FIELD_actor_capability);
  ent_path_join(path, "actors", n->key);
  out->key = n->key;
  out->name = actor_name(w, n);
  out->hazard = out->in_term = out->capability = -1;
  if (leader) {
    ent_path_join(below, path, "leader");
    out->hazard =
      ent_seal_number(w, leader, ENT_FIELD_leader_exit_hazard, below,
                      ent_seal_phrase(w, "{name}: chance a year that the leader leaves", "name", out->name, NULL), 0);
    read_term(w, leader, below, out);
  }
  ent_path_join(below, path, "capability");
  for (const ent_node *c = capability ? capability->first : NULL; c; c = c->next) {
    const bool chosen = strcmp(c->key, series) == 0;
    ent_path_join(path, below, c->key);
    const int input =
      ent_seal_input(w, c, "", ent_field_table[ENT_FIELD_actor_capability].detail, path,
                     ent_seal_phrase(w, "{name}: capability, {series}", "name", out->name, "series", c->key, NULL),
                     chosen ? 1u << ENT_PART_ALIGNMENT : 0);
    if (chosen) out->capability = input;
  }
}

static void read_conditions(ent_sealing *w)
{
  char path[ENT_PATH_MAX];
  const ent_node *map = ent_field_node(w->root, ENT_FIELD_scenario_conditions);
  if (count(map) > ENT_CONDITIONS_MAX) {
    ent_errors_add(w->errors, ENT_LIMIT, map, "conditions", "A scenario has at most 64 conditions.", NULL);
    return;
  }
  ent_condition *list = ENT_NEW(w->arena, ent_condition, count(map) + 1);
  if (!list) {
    ent_errors_no_memory(w->errors, "conditions");
    return;
  }
  for (const ent_node *n = map ? map->first : NULL; n; n = n->next) {
    ent_condition *c = &list[w->s->conditions++];
    ent_path_join(path, "conditions", n->key);
    c->key = n->key;
    c->name = ent_seal_say(w, n, ENT_FIELD_condition_name);
    c->name_hash = ent_name_hash(path, strlen(path)) ^ 1;
    c->probability = ent_seal_number(w, n, ENT_FIELD_condition_probability, path,
                                     ent_seal_phrase(w, "Chance that: {condition}", "condition", c->name, NULL), 0);
  }
  w->s->condition = list;
}

void ent_seal_actors(ent_sealing *w)
{
  const ent_node *map = ent_field_node(w->root, ENT_FIELD_scenario_actors);
  read_sources(w);
  if (map->count > ENT_ACTORS_MAX) {
    ent_errors_add(w->errors, ENT_LIMIT, map, "actors", "A scenario has at most 256 actors.", NULL);
    return;
  }
  ent_actor *list = ENT_NEW(w->arena, ent_actor, map->count + 1);
  if (!list) {
    ent_errors_no_memory(w->errors, "actors");
    return;
  }
  const char *series = chosen_series(w, map);
  for (const ent_node *n = map->first; n; n = n->next) read_actor(w, n, series, &list[w->s->actors++]);
  w->s->actor = list;
  read_conditions(w);
}
