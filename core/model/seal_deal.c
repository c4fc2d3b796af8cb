/* seal_deal.c - who offers what to whom: deal, terms with their owners, concessions, trust. */
#include <string.h>

#include "base/fail.h"
#include "base/suggest.h"
#include "seal.h"

#define LEAST 1.1102230246251565e-16 /* the least uniform number that a draw can meet, 2^-53 */

static const char *const form_words[4] = {"executive", "statute", "treaty", "club_decision"};
static const char *const form_names[4] = {ENT_SAY("an executive act"), ENT_SAY("a statute"), ENT_SAY("a treaty"),
                                          ENT_SAY("a club's decision")};
/* Used where a scenario names no chance of its own: wide on purpose. */
static const char *const form_defaults[4] = {"0.3 to 0.7", "0.6 to 0.9", "0.7 to 0.95", "0.6 to 0.9"};

static void read_parties(ent_sealing *w, const ent_node *deal)
{
  ent_scenario *s = w->s;
  s->proposer = ent_scenario_actor_index(s, ent_seal_text(deal, ENT_FIELD_deal_proposer));
  s->target = ent_scenario_actor_index(s, ent_seal_text(deal, ENT_FIELD_deal_target));
  s->rival = -1;
  if (ent_field_node(deal, ENT_FIELD_deal_rival))
    s->rival = ent_scenario_actor_index(s, ent_seal_text(deal, ENT_FIELD_deal_rival));
  const ent_node *proposer = ent_field_node(deal, ENT_FIELD_deal_proposer),
                 *rival = ent_field_node(deal, ENT_FIELD_deal_rival);
  if (s->proposer == s->target)
    ent_errors_add(w->errors, ENT_SCHEMA, ent_field_node(deal, ENT_FIELD_deal_target), "deal.target",
                   "Proposer and target are different actors.", NULL);
  if (s->rival == s->proposer || s->rival == s->target)
    ent_errors_add(w->errors, ENT_SCHEMA, rival, "deal.rival", "The rival is an actor other than proposer and target.",
                   NULL);
  if (s->actor[s->proposer].hazard >= 0) return;
  ent_errors_add(w->errors, ENT_SCHEMA, proposer, "deal.proposer",
                 "The proposer has a leader with an exit_hazard: add actors.", s->actor[s->proposer].key, ".leader.",
                 NULL);
  ent_errors_soften(w->errors);
}

static void read_deal(ent_sealing *w, const ent_node *deal)
{
  ent_scenario *s = w->s;
  const uint32_t will = 1u << ENT_PART_WILL, accept = ENT_PARTS_ACCEPT, consent = 1u << ENT_PART_CONSENT;
  const ent_node *wills = ent_field_node(deal, ENT_FIELD_deal_will),
                 *outside = ent_field_node(deal, ENT_FIELD_deal_outside);
  const char *who = s->actor[s->proposer].name, *whom = s->actor[s->target].name;
  s->kind = ent_seal_text(deal, ENT_FIELD_deal_kind);
  s->horizon = ent_seal_number(w, w->root, ENT_FIELD_scenario_horizon_years, "", ent_say(w->words, "Horizon in years"),
                               1u << ENT_PART_SURVIVAL);
  s->will_support =
    ent_seal_number(w, wills, ENT_FIELD_will_support, "deal.will",
                    ent_seal_phrase(w, "{name}: how much its leader wants the deal", "name", who, NULL), will);
  s->will_gain = ent_seal_number(
    w, wills, ENT_FIELD_will_wedge_gain, "deal.will",
    ent_seal_phrase(w, "{name}: what winning {target} is worth to its leader", "name", who, "target", whom, NULL),
    will);
  s->will_cost =
    ent_seal_number(w, wills, ENT_FIELD_will_cost, "deal.will",
                    ent_seal_phrase(w, "{name}: what the deal costs its leader at home", "name", who, NULL), will);
  s->leverage = ent_seal_number(w, deal, ENT_FIELD_deal_leverage, "deal",
                                ent_seal_phrase(w, "{name}: pressure on members that depend on it", "name", who, NULL),
                                consent | will);
  s->discount = ent_seal_number(w, deal, ENT_FIELD_deal_discount, "deal",
                                ent_seal_phrase(w, "{name}: discount factor a year", "name", whom, NULL), accept);
  s->renege = ent_seal_number(w, deal, ENT_FIELD_deal_renege, "deal",
                              ent_say(w->words, "Chance a year that an untrusted incumbent breaks a term"),
                              accept | 1u << ENT_PART_SURVIVAL);
  s->status_quo =
    ent_seal_number(w, outside, ENT_FIELD_outside_status_quo, "deal.outside",
                    ent_seal_phrase(w, "{name}: yearly value of going on as now", "name", whom, NULL), accept);
  s->rival_tie =
    ent_seal_number(w, outside, ENT_FIELD_outside_rival_tie, "deal.outside",
                    ent_seal_phrase(w, "{name}: yearly value of the tie with the rival", "name", whom, NULL), accept);
  s->rival_loss = ent_seal_number(
    w, outside, ENT_FIELD_outside_rival_loss, "deal.outside",
    ent_seal_phrase(w, "{name}: part of that tie that the deal would cost", "name", whom, NULL), accept);
  if (s->actor[s->proposer].hazard >= 0)
    s->input[s->actor[s->proposer].hazard].parts |= accept | 1u << ENT_PART_SURVIVAL;
  if (s->actor[s->proposer].in_term >= 0)
    s->input[s->actor[s->proposer].in_term].parts |= accept | 1u << ENT_PART_SURVIVAL;
  const int discount = s->discount;
  const double low = discount < 0 ? 0.5 : ent_dist_quantile(&s->input[discount].dist, LEAST);
  const double high = discount < 0 ? 0.5 : ent_dist_quantile(&s->input[discount].dist, 1 - LEAST);
  if (low > 0 && high < 1) return;
  ent_errors_add(w->errors, ENT_ARGUMENT, ent_field_node(deal, ENT_FIELD_deal_discount), "deal.discount",
                 "A discount factor lies strictly between 0 and 1.", NULL);
  ent_errors_soften(w->errors);
}

/* The club that stands for a single actor as owner. */
static int implicit_club(ent_sealing *w, int actor)
{
  ent_scenario *s = w->s;
  char path[ENT_PATH_MAX], stream[ENT_PATH_MAX];
  for (int c = 0; c < s->clubs; c++)
    if (s->club[c].implicit && s->seat[s->club[c].seat].owner == actor) return c;
  if (s->seats == ENT_SEATS_MAX) { /* there is room for one more each term, but the ensemble counts no more */
    ent_errors_add(w->errors, ENT_LIMIT, NULL, "terms", "Clubs and single owners together have at most 512 members.",
                   NULL);
    ent_errors_soften(w->errors);
  }
  ent_club *club = (ent_club *)&s->club[s->clubs];
  ent_seat *seat = (ent_seat *)&s->seat[s->seats];
  ent_path_join(path, "owners", s->actor[actor].key);
  ent_path_join(stream, path, "noise");
  const char *one[] = {s->actor[actor].key};
  const ent_roll roll = {.members = 1, .member = one};
  *seat = (ent_seat){s->clubs, actor, ent_name_hash(stream, strlen(stream))};
  *club = (ent_club){.key = s->actor[actor].key,
                     .name = s->actor[actor].name,
                     .seat = s->seats,
                     .seats = 1,
                     .institution_of = -1,
                     .factor = ent_name_hash(path, strlen(path)),
                     .implicit = true};
  ent_error found;
  if (ent_rule_build("unanimity", 9, &roll, w->arena, &club->rule, &found) != ENT_OK)
    ent_errors_no_memory(w->errors, path);
  club->sigma =
    ent_seal_number(w, NULL, ENT_FIELD_club_sigma, path,
                    ent_seal_phrase(w, "{name}: spread around its stated position", "name", club->name, NULL), 0);
  club->rho = ent_seal_number(w, NULL, ENT_FIELD_club_abstain, ent_seal_join(w, path, ".common", NULL),
                              ent_seal_phrase(w, "{name}: nobody shares its noise", "name", club->name, NULL), 0);
  club->abstain = club->rho;
  s->seats++;
  return s->clubs++;
}

static int form_index(const char *word)
{
  int f = 0;
  while (f < 3 && strcmp(form_words[f], word) != 0) f++;
  return f;
}

static int form_input(ent_sealing *w, int form)
{
  ent_scenario *s = w->s;
  char path[ENT_PATH_MAX];
  if (s->form[form] >= 0) return s->form[form];
  const ent_node *forms = ent_field_node(w->root, ENT_FIELD_scenario_forms);
  const ent_node *own = forms ? ent_node_child(forms, form_words[form]) : NULL;
  ent_path_join(path, "forms", form_words[form]);
  s->form[form] = ent_seal_input(
    w, own, form_defaults[form], ent_field_table[ENT_FIELD_scenario_forms].detail, path,
    ent_seal_phrase(w, "Chance that a successor honours {form}", "form", ent_say(w->words, form_names[form]), NULL),
    ENT_PARTS_ACCEPT | 1u << ENT_PART_SURVIVAL);
  return s->form[form];
}

static void read_owner(ent_sealing *w, const ent_node *n, const char *path, ent_term *t)
{
  ent_scenario *s = w->s;
  const char *key = ent_seal_text(n, ENT_FIELD_term_owner);
  const int actor = ent_scenario_actor_index(s, key);
  if (actor >= 0 && actor == s->target) {
    ent_errors_add(w->errors, ENT_SCHEMA, ent_field_node(n, ENT_FIELD_term_owner), path,
                   "A term is owned by someone else than the target.", NULL);
    ent_errors_soften(w->errors);
  }
  t->owner = actor >= 0 ? implicit_club(w, actor) : ent_scenario_club_index(s, key);
  t->proposer_owned = actor >= 0 && actor == s->proposer;
  t->institution = s->club[t->owner].institution_of == s->proposer;
}

static void read_term(ent_sealing *w, const ent_node *n, ent_term *t)
{
  char path[ENT_PATH_MAX], below[ENT_PATH_MAX];
  const uint32_t life = ENT_PARTS_ACCEPT | 1u << ENT_PART_SURVIVAL;
  ent_path_join(path, "terms", n->key);
  ent_path_join(below, path, "owner");
  t->key = n->key;
  t->name = ent_seal_say(w, n, ENT_FIELD_term_name);
  t->kind = ent_seal_text(n, ENT_FIELD_term_kind);
  t->form = ent_seal_text(n, ENT_FIELD_term_form);
  t->essential = ent_seal_flag(n, ENT_FIELD_term_essential);
  t->include = ent_seal_flag(n, ENT_FIELD_term_include);
  read_owner(w, n, below, t);
  t->flow = ent_seal_number(w, n, ENT_FIELD_term_flow, path,
                            ent_seal_phrase(w, "{name}: yearly value", "name", t->name, NULL), ENT_PARTS_ACCEPT);
  t->after = ent_seal_number(w, n, ENT_FIELD_term_after, path,
                             ent_seal_phrase(w, "{name}: yearly value after a collapse", "name", t->name, NULL),
                             ENT_PARTS_ACCEPT);
  t->upfront = ent_seal_number(w, n, ENT_FIELD_term_upfront, path,
                               ent_seal_phrase(w, "{name}: value at once", "name", t->name, NULL), ENT_PARTS_ACCEPT);
  t->own_honours = ent_field_node(n, ENT_FIELD_term_honours) != NULL;
  t->honours =
    t->own_honours
      ? ent_seal_number(w, n, ENT_FIELD_term_honours, path,
                        ent_seal_phrase(w, "{name}: chance that a successor honours it", "name", t->name, NULL), life)
      : form_input(w, form_index(t->form));
}

static void read_terms(ent_sealing *w)
{
  ent_scenario *s = w->s;
  const ent_node *map = ent_field_node(w->root, ENT_FIELD_scenario_terms);
  const ent_node *forms = ent_field_node(w->root, ENT_FIELD_scenario_forms);
  for (const ent_node *f = forms ? forms->first : NULL; f; f = f->next) {
    if (strcmp(form_words[form_index(f->key)], f->key) == 0) continue;
    const char *meant = ent_suggest(f->key, strlen(f->key), form_words, 4);
    char path[ENT_PATH_MAX];
    ent_path_join(path, "forms", f->key);
    ent_errors_key(w->errors, ENT_SCHEMA, f, path,
                   "The forms of commitment are executive, statute, treaty and club_decision",
                   meant ? "; did you mean \"" : ".", meant ? meant : "", meant ? "\"?" : "", NULL);
    ent_errors_soften(w->errors);
  }
  if (map->count < 1 || map->count > ENT_TERMS_MAX) {
    ent_errors_add(w->errors, ENT_LIMIT, map, "terms", "A deal has between 1 and 32 terms.", NULL);
    return;
  }
  ent_term *terms = ENT_NEW(w->arena, ent_term, map->count);
  if (!terms) {
    ent_errors_no_memory(w->errors, "terms");
    return;
  }
  for (const ent_node *n = map->first; n; n = n->next) {
    read_term(w, n, &terms[s->terms]);
    s->terms++;
  }
  s->term = terms; /* none of them need be essential: then no owner can stop the offer */
}

static void read_concessions(ent_sealing *w)
{
  char path[ENT_PATH_MAX];
  const ent_node *map = ent_field_node(w->root, ENT_FIELD_scenario_concessions);
  ent_concession *list = ENT_NEW(w->arena, ent_concession, (map ? map->count : 0) + 1);
  if (!list) {
    ent_errors_no_memory(w->errors, "concessions");
    return;
  }
  for (const ent_node *n = map ? map->first : NULL; n; n = n->next) {
    ent_concession *c = &list[w->s->concessions++];
    ent_path_join(path, "concessions", n->key);
    c->key = n->key;
    c->name = ent_seal_say(w, n, ENT_FIELD_concession_name);
    c->include = ent_seal_flag(n, ENT_FIELD_concession_include);
    c->cost = ent_seal_number(w, n, ENT_FIELD_concession_cost, path,
                              ent_seal_phrase(w, "{name}: cost at once", "name", c->name, NULL), ENT_PARTS_ACCEPT);
  }
  w->s->concession = list;
}

void ent_seal_deal(ent_sealing *w)
{
  const ent_node *deal = ent_field_node(w->root, ENT_FIELD_scenario_deal);
  for (int f = 0; f < 4; f++) w->s->form[f] = -1;
  w->s->trust_level = w->s->trust_weight = -1;
  read_parties(w, deal);
  if (ent_errors_hard(w->errors)) return;
  read_deal(w, deal);
  if (ent_errors_hard(w->errors)) return;
  read_terms(w);
  read_concessions(w);
}
