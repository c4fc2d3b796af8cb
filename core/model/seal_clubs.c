/* seal_clubs.c - bodies that decide: members, weights, rules, seats.  A club may be a member of another club, but not, by
 * any way round, of itself. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "check.h"
#include "seal.h"

#define COLUMNS_MAX 16
#define VOTES_MAX 4096 /* of one decision, clubs within clubs counted as often as they vote */

static int find_owner(const ent_sealing *w, const char *key)
{
  const int actor = ent_scenario_actor_index(w->s, key);
  if (actor >= 0) return actor;
  const int club = ent_scenario_club_index(w->s, key);
  return club >= 0 ? w->s->actors + club : -1;
}

static bool read_members(ent_sealing *w, const ent_node *n, const char *path, ent_club *club, ent_seat *seats)
{
  char below[ENT_PATH_MAX], stream[ENT_PATH_MAX];
  const ent_node *list = ent_field_node(n, ENT_FIELD_club_members);
  ent_path_join(below, path, "members");
  if (list->count > ENT_MEMBERS_MAX || w->s->seats + list->count > ENT_SEATS_MAX) {
    ent_errors_add(w->errors, ENT_LIMIT, list, below, "A club has at most 256 members, all clubs together 512.", NULL);
    return false;
  }
  club->seat = w->s->seats;
  club->seats = list->count;
  for (const ent_node *m = list->first; m; m = m->next) {
    const int owner = find_owner(w, m->text);
    for (int k = club->seat; k < w->s->seats; k++)
      if (seats[k].owner == owner)
        ent_errors_add(w->errors, ENT_SCHEMA, m, below, "The member \"", m->text,
                       "\" stands twice; a club lists each member once.", NULL);
    ent_path_join(stream, below, m->text);
    seats[w->s->seats++] = (ent_seat){(int)(club - w->s->club), owner, ent_name_hash(stream, strlen(stream))};
  }
  return true;
}

void ent_seal_stranger(ent_sealing *w, const ent_node *k, const char *path, const char *const *member, int members)
{
  for (int m = 0; m < members; m++)
    if (strcmp(member[m], k->key) == 0) return;
  const char *meant = ent_suggest(k->key, strlen(k->key), member, (size_t)members);
  ent_errors_key(w->errors, ENT_REFERENCE, k, path, "\"", k->key, "\" is not a member of this club",
                 meant ? "; did you mean \"" : ".", meant ? meant : "", meant ? "\"?" : "", NULL);
  ent_errors_soften(w->errors);
}

/* One column of weights: {USA: 10, FRA: 5}; every member has one. */
static void read_column(ent_sealing *w, const ent_node *n, const char *path, const ent_roll *roll, int64_t *out)
{
  char below[ENT_PATH_MAX];
  if (n->kind != ENT_NODE_MAP) {
    ent_errors_add(w->errors, ENT_SCHEMA, n, path, "A column of weights is a map from members to whole numbers.", NULL);
    ent_errors_soften(w->errors);
    return;
  }
  for (const ent_node *k = n->first; k; k = k->next) {
    ent_path_join(below, path, k->key);
    ent_seal_stranger(w, k, below, roll->member, roll->members);
  }
  for (int m = 0; m < roll->members; m++) {
    const ent_node *k = ent_node_child(n, roll->member[m]);
    ent_path_join(below, path, roll->member[m]);
    if (k && k->kind == ENT_NODE_SCALAR && ent_whole_read(k->text, &out[m]) && out[m] >= 0) continue;
    if (!k)
      ent_errors_add(w->errors, ENT_SCHEMA, n, below, "Every member has a weight in every column; ", roll->member[m],
                     " has none.", NULL);
    else
      ent_errors_add(w->errors, ENT_SCHEMA, k, below, "A weight is a whole number from 0.", NULL);
    ent_errors_soften(w->errors);
  }
}

static void read_rule(ent_sealing *w, const ent_node *n, const char *path, ent_club *club)
{
  char below[ENT_PATH_MAX], column[ENT_PATH_MAX];
  const char *member[ENT_MEMBERS_MAX], *names[COLUMNS_MAX];
  const ent_node *rule = ent_field_node(n, ENT_FIELD_club_rule), *weights = ent_field_node(n, ENT_FIELD_club_weights);
  const ent_node *list = ent_field_node(n, ENT_FIELD_club_members);
  const int before = w->errors->found;
  ent_roll roll = {.member = member, .column = names};
  for (const ent_node *m = list->first; m; m = m->next) member[roll.members++] = m->text;
  ent_path_join(below, path, "weights");
  if (weights && (weights->kind != ENT_NODE_MAP || weights->count > COLUMNS_MAX)) {
    ent_errors_add(w->errors, ENT_SCHEMA, weights, below, "Weights are a map from at most 16 column names to columns.",
                   NULL);
    ent_errors_soften(w->errors);
    return;
  }
  int64_t *weight = ENT_NEW(w->arena, int64_t, roll.members * (weights ? weights->count : 1));
  if (!weight) {
    ent_errors_no_memory(w->errors, below);
    return;
  }
  roll.weight = weight;
  for (const ent_node *c = weights ? weights->first : NULL; c; c = c->next) {
    ent_path_join(column, below, c->key);
    read_column(w, c, column, &roll, weight + (size_t)roll.columns * (size_t)roll.members);
    names[roll.columns++] = c->key;
  }
  if (w->errors->found > before) return; /* the rule would stumble over the same */
  ent_error found;
  ent_path_join(below, path, "rule");
  const char *text = ent_text_in(rule, "en");
  if (ent_rule_build(text, strlen(text), &roll, w->arena, &club->rule, &found) == ENT_OK) return;
  ent_errors_take(w->errors, &found, rule, below);
  ent_errors_soften(w->errors);
}

static void read_club(ent_sealing *w, const ent_node *n, ent_club *club, ent_seat *seats)
{
  char path[ENT_PATH_MAX], stream[ENT_PATH_MAX];
  ent_path_join(path, "clubs", n->key);
  ent_path_join(stream, path, "factor");
  club->factor = ent_name_hash(stream, strlen(stream));
  club->institution_of = -1;
  if (ent_field_node(n, ENT_FIELD_club_institution_of))
    club->institution_of = ent_scenario_actor_index(w->s, ent_seal_text(n, ENT_FIELD_club_institution_of));
  if (!read_members(w, n, path, club, seats)) return;
  read_rule(w, n, path, club);
  club->space = ent_seal_space(w, n, path);
  club->sigma = ent_seal_number(
    w, n, ENT_FIELD_club_sigma, path,
    ent_seal_phrase(w, "{name}: spread of members around their stated position", "name", club->name, NULL), 0);
  club->rho = ent_seal_number(w, n, ENT_FIELD_club_rho, path,
                              ent_seal_phrase(w, "{name}: common share of that spread", "name", club->name, NULL), 0);
  club->abstain =
    ent_seal_number(w, n, ENT_FIELD_club_abstain, path,
                    ent_seal_phrase(w, "{name}: how far below zero a member abstains", "name", club->name, NULL), 0);
}

/* Depth-first, each club once.  votes[c]: how many votes a decision of c asks for, a club within it counted as often as it
 * votes; 0 not known yet, OPEN while it is counted.  Returns a club that contains itself, or -1. */
#define OPEN (-1)

static int count_votes(const ent_scenario *s, int club, int64_t *votes)
{
  if (votes[club] == OPEN) return club;
  if (votes[club] > 0) return -1;
  votes[club] = OPEN;
  int64_t sum = s->club[club].seats;
  for (int k = s->club[club].seat; k < s->club[club].seat + s->club[club].seats; k++) {
    const int member = s->seat[k].owner - s->actors;
    const int circle = member >= 0 ? count_votes(s, member, votes) : -1;
    if (circle >= 0) return circle;
    if (member >= 0 && sum <= VOTES_MAX) sum += votes[member];
  }
  votes[club] = sum <= VOTES_MAX ? sum : VOTES_MAX + 1;
  return -1;
}

/* Clubs within clubs: none contains itself, and none asks the same members over and over. */
static void check_nesting(ent_sealing *w, const ent_node *map)
{
  char path[ENT_PATH_MAX];
  int64_t votes[ENT_CLUBS_MAX] = {0};
  int i = 0;
  for (const ent_node *n = map ? map->first : NULL; n; n = n->next, i++) {
    const int circle = count_votes(w->s, i, votes);
    if (circle < 0 && votes[i] <= VOTES_MAX) continue;
    const char *key = w->s->club[circle < 0 ? i : circle].key;
    const ent_node *at = ent_field_node(ent_node_child(map, key), ENT_FIELD_club_members);
    ent_path_join(path, "clubs", key);
    ent_path_join(path, path, "members");
    if (circle >= 0)
      ent_errors_add(w->errors, ENT_SCHEMA, at, path, "The club \"", key,
                     "\" is, by way of its members, a member of itself.", NULL);
    else
      ent_errors_add(w->errors, ENT_LIMIT, at, path, "Clubs within clubs take at most 4,096 votes for one decision.",
                     NULL);
    return;
  }
}

void ent_seal_clubs(ent_sealing *w)
{
  ent_scenario *s = w->s;
  char path[ENT_PATH_MAX];
  const ent_node *map = ent_field_node(w->root, ENT_FIELD_scenario_clubs);
  const int count = map ? map->count : 0;
  if (count > ENT_CLUBS_MAX) {
    ent_errors_add(w->errors, ENT_LIMIT, map, "clubs", "A scenario has at most 64 clubs.", NULL);
    return;
  }
  ent_club *clubs = ENT_NEW(w->arena, ent_club, count + ENT_TERMS_MAX); /* room for owners that are single actors */
  ent_seat *seats = ENT_NEW(w->arena, ent_seat, ENT_SEATS_MAX + ENT_TERMS_MAX);
  if (!clubs || !seats) {
    ent_errors_no_memory(w->errors, "clubs");
    return;
  }
  s->club = clubs;
  s->seat = seats;
  for (const ent_node *n = map ? map->first : NULL; n; n = n->next) {
    if (ent_scenario_actor_index(s, n->key) >= 0) {
      ent_path_join(path, "clubs", n->key);
      ent_errors_key(w->errors, ENT_SCHEMA, n, path, "\"", n->key, "\" is an actor too; a club has a key of its own.",
                     NULL);
    }
    clubs[s->clubs++] = (ent_club){.key = n->key, .name = ent_seal_say(w, n, ENT_FIELD_club_name)};
  }
  int i = 0;
  for (const ent_node *n = map ? map->first : NULL; n; n = n->next) read_club(w, n, &clubs[i++], seats);
  if (ent_errors_hard(w->errors)) return;
  for (int k = 0; k < s->seats; k++)
    if (s->seat[k].owner >= s->actors) clubs[s->seat[k].owner - s->actors].nested = true;
  check_nesting(w, map);
}
