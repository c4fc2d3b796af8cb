/* seal_consents.c - what does each member think of each term?
 *
 * A record is looked for by term and member, then by club and member, then among the defaults; a member's own record takes
 * what it does not say from the default.  Members that are clubs decide by their own rule.  A gain may depend on another
 * term being granted, so terms are put into an order in which those come first; a circle is an error. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "seal.h"

#define CONSENTS_MAX 2048
#define MISSING_MAX 20 /* missing consents that are told */

typedef struct reading {
  ent_sealing *w;
  ent_consent *list;
  const char **path;                        /* [CONSENTS_MAX] path of each record: equal paths are one record */
  int *of;                                  /* [terms * seats] */
  bool needs[ENT_TERMS_MAX][ENT_TERMS_MAX]; /* term -> terms its consents depend on */
  bool any_need;
  int missing; /* consents that were found missing */
} reading;

static uint32_t parts_of(const reading *r, const ent_term *t)
{
  uint32_t parts = t->institution ? 1u << ENT_PART_WILL : 1u << ENT_PART_CONSENT;
  if (!t->essential) parts |= ENT_PARTS_ACCEPT | 1u << ENT_PART_ALIGNMENT;
  return r->any_need
           ? parts | 1u << ENT_PART_WILL | 1u << ENT_PART_CONSENT | ENT_PARTS_ACCEPT | 1u << ENT_PART_ALIGNMENT
           : parts;
}

static const ent_node *pick(const ent_node *own, const ent_node *fallback, ent_field field)
{
  const ent_node *n = own ? ent_field_node(own, field) : NULL;
  return n || !fallback ? n : ent_field_node(fallback, field);
}

static int number(reading *r, const ent_node *own, const ent_node *fallback, ent_field field, const char *path,
                  const char *label)
{
  char below[ENT_PATH_MAX];
  const ent_field_row *f = &ent_field_table[field];
  ent_path_join(below, path, f->key);
  return ent_seal_input(r->w, pick(own, fallback, field), f->fallback, f->detail, below, label, 0);
}

/* What one key of `when` adds. */
static void add_when(reading *r, const ent_node *k, const char *path, const char *who, ent_consent *out, ent_when *v)
{
  char below[ENT_PATH_MAX];
  ent_scenario *s = r->w->s;
  ent_path_join(below, path, k->key);
  v->condition = -1;
  v->term = ent_scenario_term_index(s, k->key);
  for (int c = 0; c < s->conditions; c++)
    if (strcmp(s->condition[c].key, k->key) == 0) v->condition = c;
  if (v->condition < 0 && v->term < 0) return; /* the check has told it */
  if (v->condition >= 0) v->term = -1;
  const char *what = v->condition >= 0 ? s->condition[v->condition].name : s->term[v->term].name;
  v->gain =
    ent_seal_input(r->w, k, "", ent_field_table[ENT_FIELD_consent_when].detail, below,
                   ent_seal_phrase(r->w, "{member}, if: {condition}", "member", who, "condition", what, NULL), 0);
  out->whens++;
}

/* A member's own gains, then those of the default that it does not name. */
static bool read_when(reading *r, const ent_node *own, const ent_node *fallback, const char *path, const char *who,
                      ent_consent *out)
{
  const int count = (own ? own->count : 0) + (fallback ? fallback->count : 0);
  if (count == 0) return true;
  ent_when *list = ENT_NEW(r->w->arena, ent_when, count);
  if (!list) return false;
  for (const ent_node *k = own ? own->first : NULL; k; k = k->next) add_when(r, k, path, who, out, &list[out->whens]);
  for (const ent_node *k = fallback ? fallback->first : NULL; k; k = k->next)
    if (!ent_node_child(own, k->key)) add_when(r, k, path, who, out, &list[out->whens]);
  out->when = list;
  return true;
}

static const ent_node *when_of(const ent_node *record)
{
  const ent_node *n = record ? ent_field_node(record, ENT_FIELD_consent_when) : NULL;
  return n && n->kind == ENT_NODE_MAP ? n : NULL;
}

/* The record at `path`, made once. */
static int record(reading *r, const ent_node *own, const ent_node *fallback, const char *path, const char *who)
{
  ent_scenario *s = r->w->s;
  char below[ENT_PATH_MAX];
  for (int i = 0; i < s->consents; i++)
    if (strcmp(r->path[i], path) == 0) return i;
  if (s->consents == CONSENTS_MAX) {
    ent_errors_add(r->w->errors, ENT_LIMIT, own, path, "A scenario has at most 2,048 consent records.", NULL);
    return -1;
  }
  ent_consent *c = &r->list[s->consents];
  ent_path_join(below, path, "when");
  c->support = number(r, own, fallback, ENT_FIELD_consent_support, path,
                      ent_seal_phrase(r->w, "{member}: support", "member", who, NULL));
  c->dependence = number(r, own, fallback, ENT_FIELD_consent_dependence, path,
                         ent_seal_phrase(r->w, "{member}: dependence on the proposer", "member", who, NULL));
  if (!read_when(r, when_of(own), when_of(fallback), below, who, c)) ent_errors_no_memory(r->w->errors, path);
  r->path[s->consents] = ent_seal_join(r->w, path, NULL);
  return s->consents++;
}

static const ent_node *is_record(const ent_node *n)
{
  return n && n->kind == ENT_NODE_MAP && ent_node_child(n, "support") ? n : NULL;
}

/* The record of one seat for one term. */
static int find_record(reading *r, const ent_term *t, const ent_club *club, const char *member, const char *who)
{
  char path[ENT_PATH_MAX];
  const ent_node *all = ent_field_node(r->w->root, ENT_FIELD_scenario_consents);
  const char *key[2] = {t->key, club->key};
  for (int i = 0; i < 2; i++) {
    const ent_node *n = all ? ent_node_child(all, key[i]) : NULL;
    if (!n) continue;
    ent_path_join(path, "consents", key[i]);
    if (is_record(n) && club->implicit) return record(r, n, NULL, path, who);
    const ent_node *own = ent_node_child(n, member), *fallback = ent_node_child(n, "default");
    if (!own && !fallback) continue;
    ent_path_join(path, path, member);
    return record(r, own, fallback, path, who);
  }
  return -1;
}

/* Where the term's owner is named, because there is no consent to point at. */
static void no_consent(reading *r, const ent_term *t, const ent_club *c, const ent_actor *a)
{
  char path[ENT_PATH_MAX];
  const ent_node *terms = ent_field_node(r->w->root, ENT_FIELD_scenario_terms);
  if (r->missing++ >= MISSING_MAX) return;
  ent_path_join(path, "consents", c->key);
  if (!c->implicit) ent_path_join(path, path, a->key);
  ent_errors_add(r->w->errors, ENT_SCHEMA, ent_field_node(ent_node_child(terms, t->key), ENT_FIELD_term_owner), path,
                 "The term \"", t->key, "\" needs the consent of ", a->key, ": add ", path,
                 c->implicit ? "." : " or consents.", c->implicit ? "" : c->key, c->implicit ? "" : ".default.", NULL);
  ent_errors_soften(r->w->errors);
}

static void read_club(reading *r, int term, int club)
{
  ent_scenario *s = r->w->s;
  const ent_term *t = &s->term[term];
  const ent_club *c = &s->club[club];
  for (int k = c->seat; k < c->seat + c->seats; k++) {
    const int owner = s->seat[k].owner;
    if (owner >= s->actors) {
      read_club(r, term, owner - s->actors);
      continue;
    }
    const ent_actor *a = &s->actor[owner];
    const char *who =
      c->implicit ? a->name : ent_seal_phrase(r->w, "{actor} in {club}", "actor", a->name, "club", c->name, NULL);
    const int found = find_record(r, t, c, a->key, who);
    r->of[(size_t)term * (size_t)s->seats + (size_t)k] = found;
    if (found < 0) no_consent(r, t, c, a);
  }
}

/* Does the club, or one within it if those count, hold a seat of this actor? */
static bool has_seat(const ent_scenario *s, int club, const char *key, bool within)
{
  const ent_club *c = &s->club[club];
  for (int k = c->seat; k < c->seat + c->seats; k++) {
    const int owner = s->seat[k].owner;
    if (owner < s->actors ? strcmp(s->actor[owner].key, key) == 0 : within && has_seat(s, owner - s->actors, key, true))
      return true;
  }
  return false;
}

static void stranger(const reading *r, const ent_node *owner, const ent_node *member, const ent_club *club)
{
  char path[ENT_PATH_MAX];
  const char *names[ENT_MEMBERS_MAX];
  size_t count = 0;
  const ent_scenario *s = r->w->s;
  for (int k = club->seat; k < club->seat + club->seats && count < ENT_MEMBERS_MAX; k++)
    if (s->seat[k].owner < s->actors) names[count++] = s->actor[s->seat[k].owner].key;
  const char *meant = ent_suggest(member->key, strlen(member->key), names, count);
  ent_path_join(path, "consents", owner->key);
  ent_path_join(path, path, member->key);
  ent_errors_key(r->w->errors, ENT_REFERENCE, member, path, "\"", member->key, "\" has no seat in ", club->key,
                 meant ? "; did you mean \"" : ".", meant ? meant : "", meant ? "\"?" : "", NULL);
  ent_errors_soften(r->w->errors);
}

/* Consents of actors who have no say in the club, or in the owner of the term, would never be looked at. */
static void check_members(reading *r)
{
  const ent_scenario *s = r->w->s;
  const ent_node *all = ent_field_node(r->w->root, ENT_FIELD_scenario_consents);
  for (const ent_node *o = all ? all->first : NULL; o; o = o->next) {
    const int term = ent_scenario_term_index(s, o->key);
    const int club = term >= 0 ? s->term[term].owner : ent_scenario_club_index(s, o->key);
    if (club < 0 || is_record(o)) continue;
    for (const ent_node *m = o->first; m; m = m->next)
      if (ent_scenario_actor_index(s, m->key) >= 0 && !has_seat(s, club, m->key, term >= 0))
        stranger(r, o, m, &s->club[club]);
  }
}

static void mark_when(reading *r, int term)
{
  const ent_scenario *s = r->w->s;
  for (int k = 0; k < s->seats; k++) {
    const int of = r->of[(size_t)term * (size_t)s->seats + (size_t)k];
    for (int i = 0; of >= 0 && i < r->list[of].whens; i++) {
      if (r->list[of].when[i].term < 0) continue;
      r->needs[term][r->list[of].when[i].term] = true;
      r->any_need = true;
    }
  }
}

/* Kahn's algorithm, lowest index first. */
static void order_terms(reading *r)
{
  ent_scenario *s = r->w->s;
  bool done[ENT_TERMS_MAX] = {false};
  int *order = ENT_NEW(r->w->arena, int, s->terms);
  if (!order) {
    ent_errors_no_memory(r->w->errors, "terms");
    return;
  }
  for (int placed = 0; placed < s->terms; placed++) {
    int next = -1;
    for (int t = 0; t < s->terms && next < 0; t++) {
      bool ready = !done[t];
      for (int u = 0; u < s->terms; u++) ready = ready && (!r->needs[t][u] || done[u]);
      if (ready) next = t;
    }
    if (next < 0) {
      const char *stuck = "";
      for (int t = s->terms - 1; t >= 0; t--)
        if (!done[t]) stuck = s->term[t].key;
      ent_errors_add(r->w->errors, ENT_SCHEMA, ent_field_node(r->w->root, ENT_FIELD_scenario_consents), "consents",
                     "Consents to terms depend on each other in a circle (see ", stuck,
                     "); each gain depends on a term that can be decided first.", NULL);
      ent_errors_soften(r->w->errors);
      return;
    }
    done[next] = true;
    order[placed] = next;
  }
  s->term_order = order;
}

static void add_parts(ent_scenario *s, int input, uint32_t parts, uint32_t terms)
{
  if (input < 0) return;
  s->input[input].parts |= parts;
  s->input[input].terms |= terms;
}

/* The width of abstention of a club and of the clubs in it. */
static void mark_abstention(ent_scenario *s, int club, uint32_t parts, uint32_t terms)
{
  const ent_club *c = &s->club[club];
  add_parts(s, c->abstain, parts, terms);
  for (int k = c->seat; k < c->seat + c->seats; k++)
    if (s->seat[k].owner >= s->actors) mark_abstention(s, s->seat[k].owner - s->actors, parts, terms);
}

static void mark_parts(reading *r)
{
  ent_scenario *s = r->w->s;
  for (int t = 0; t < s->terms; t++) {
    const uint32_t parts = parts_of(r, &s->term[t]);
    const uint32_t terms = r->any_need ? UINT32_MAX : UINT32_C(1) << t;
    if (s->term[t].proposer_owned || !s->term[t].include) continue;
    for (int k = 0; k < s->seats; k++) {
      const int of = r->of[(size_t)t * (size_t)s->seats + (size_t)k];
      if (of < 0) continue;
      const ent_consent *c = &r->list[of];
      const ent_club *club = &s->club[s->seat[k].club];
      add_parts(s, c->support, parts, terms);
      add_parts(s, c->dependence, parts, terms);
      add_parts(s, club->sigma, parts, terms);
      add_parts(s, club->rho, parts, terms);
      add_parts(s, s->leverage, parts, terms);
      for (int i = 0; i < c->whens; i++) {
        add_parts(s, c->when[i].gain, parts, terms);
        if (c->when[i].condition >= 0) add_parts(s, s->condition[c->when[i].condition].probability, parts, terms);
      }
    }
    mark_abstention(s, s->term[t].owner, parts, terms);
  }
}

/* Support, dependence and gains belong to one record each. */
static void mark_records(ent_scenario *s)
{
  for (int i = 0; i < s->consents; i++) {
    const ent_consent *c = &s->consent[i];
    s->input[c->support].consent = s->input[c->dependence].consent = i;
    for (int k = 0; k < c->whens; k++) s->input[c->when[k].gain].consent = i;
  }
}

/* Is anybody asked about this term? */
static bool is_asked(const ent_term *t)
{
  return t->include && !t->proposer_owned;
}

/* Where each record is asked, record by record. */
static void list_places(ent_sealing *w)
{
  ent_scenario *s = w->s;
  const int places = s->terms * s->seats;
  int *first = ENT_NEW(w->arena, int, s->consents + 2), *place = ENT_NEW(w->arena, int, places + 1);
  if (!first || !place) {
    ent_errors_no_memory(w->errors, "consents");
    return;
  }
  for (int i = 0; i < places; i++)
    if (s->consent_of[i] >= 0 && is_asked(&s->term[i / s->seats])) first[s->consent_of[i] + 2]++;
  for (int i = 2; i <= s->consents + 1; i++) first[i] += first[i - 1];
  for (int i = 0; i < places; i++) /* first[c + 1] runs through the places of c and ends where those of c + 1 begin */
    if (s->consent_of[i] >= 0 && is_asked(&s->term[i / s->seats])) place[first[s->consent_of[i] + 1]++] = i;
  s->place = place;
  s->place_first = first;
}

void ent_seal_consents(ent_sealing *w)
{
  ent_scenario *s = w->s;
  reading r = {.w = w};
  r.list = ENT_NEW(w->arena, ent_consent, CONSENTS_MAX);
  r.path = ENT_NEW(w->arena, const char *, CONSENTS_MAX);
  r.of = ENT_NEW(w->arena, int, s->terms *(s->seats > 0 ? s->seats : 1));
  if (!r.list || !r.path || !r.of) {
    ent_errors_no_memory(w->errors, "consents");
    return;
  }
  for (int i = 0; i < s->terms * s->seats; i++) r.of[i] = -1;
  s->consent = r.list;
  for (int t = 0; t < s->terms; t++)
    if (!s->term[t].proposer_owned) read_club(&r, t, s->term[t].owner);
  check_members(&r);
  if (ent_errors_hard(w->errors)) return;
  for (int t = 0; t < s->terms; t++) mark_when(&r, t);
  order_terms(&r);
  mark_parts(&r);
  mark_records(s);
  s->consent_of = r.of;
  list_places(w);
}
