/* random_deal.c - making up deals.  See random_deal.h. */
#include "support/random_deal.h"

#include "support/tiny_text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const form_word[4] = {"executive", "statute", "treaty", "club_decision"};

static unsigned below(deal_spec *d, unsigned n)
{
  d->state ^= d->state << 13;
  d->state ^= d->state >> 7;
  d->state ^= d->state << 17;
  return (unsigned)(d->state >> 33) % n;
}

static bool one_in(deal_spec *d, unsigned n)
{
  return below(d, n) == 0;
}

static void put(deal_spec *d, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  const int size = vsnprintf(d->text + d->size, DEAL_TEXT_MAX - d->size, format, arguments);
  va_end(arguments);
  if (size < 0 || d->size + (size_t)size >= DEAL_TEXT_MAX) abort();
  d->size += (size_t)size;
}

/* " key: number" somewhere between low and high: known, an interval, or hard bounds. */
static void put_number(deal_spec *d, const char *key, double low, double high)
{
  const double width = high - low;
  const double a = low + width * (below(d, 900) + 50) / 1000, b = low + width * (below(d, 900) + 50) / 1000;
  const unsigned shape = below(d, 4);
  if (shape == 0)
    put(d, " %s: %.4f", key, a);
  else
    put(d, " %s: %.4f%s%.4f", key, a < b ? a : b, shape == 1 ? ".." : " to ", a < b ? b : a);
}

/* ---- clubs and rules ---- */

static int total_weight(const deal_club *c)
{
  int total = 0;
  for (int i = 0; i < c->seats; i++) total += c->weight[i];
  return total;
}

static void make_atom(deal_spec *d, const deal_club *c, deal_node *n)
{
  n->atom = (deal_atom)below(d, 4);
  n->quota = 1 + (int)below(d, (unsigned)(n->atom == DEAL_COUNT ? c->seats : total_weight(c)));
  n->who = 1 + below(d, (1u << c->seats) - 1);
}

static void make_club(deal_spec *d, deal_club *c, int first, int pool)
{
  c->seats = 2 + (int)below(d, 3);
  for (int i = 0; i < c->seats; i++) {
    c->member[i] = i == 0 && first >= 0 ? first : pool >> 4 * i & 15;
    c->weight[i] = 1 + (int)below(d, 9);
  }
  for (int i = 0; i < DEAL_NODES_MAX; i++) make_atom(d, c, &c->node[i]);
  if (one_in(d, 2)) c->node[0] = (deal_node){.atom = one_in(d, 2) ? DEAL_AND : DEAL_OR, .left = 1, .right = 2};
  if (one_in(d, 3)) c->node[2] = (deal_node){.atom = one_in(d, 2) ? DEAL_AND : DEAL_OR, .left = 3, .right = 4};
}

static void make_clubs(deal_spec *d)
{
  make_club(d, &d->club[0], -1, 0x5430);
  make_club(d, &d->club[1], -1, 0x4532);
  make_club(d, &d->club[2], DEAL_CLUB, 0x2530);
  for (int k = 3; k < DEAL_CLUBS; k++) {
    make_club(d, &d->club[k], DEAL_CLUB + k - 1, 0);
    d->club[k].seats = 1;
    d->club[k].node[0] = (deal_node){.atom = one_in(d, 2) ? DEAL_COUNT : DEAL_OBJECTION, .quota = 1, .who = 1};
  }
}

static void put_name(deal_spec *d, int member)
{
  if (member >= DEAL_CLUB)
    put(d, "K%d", member - DEAL_CLUB);
  else
    put(d, "A%d", member);
}

static void put_rule(deal_spec *d, const deal_club *c, int at)
{
  const deal_node *n = &c->node[at];
  bool comma = false;
  switch (n->atom) {
  case DEAL_COUNT: put(d, "count >= %d", n->quota); return;
  case DEAL_WEIGHT: put(d, "w >= %d", n->quota); return;
  case DEAL_VETO:
  case DEAL_OBJECTION: break;
  default:
    put(d, "(");
    put_rule(d, c, n->left);
    put(d, n->atom == DEAL_AND ? " and " : " or ");
    put_rule(d, c, n->right);
    put(d, ")");
    return;
  }
  put(d, n->atom == DEAL_VETO ? "veto(" : "objection(");
  for (int i = 0; i < c->seats; i++) {
    if (!(n->who >> i & 1)) continue;
    if (comma) put(d, ", ");
    put_name(d, c->member[i]);
    comma = true;
  }
  put(d, ")");
}

static void put_clubs(deal_spec *d)
{
  put(d, "clubs: {\n");
  for (int k = 0; k < DEAL_CLUBS; k++) {
    const deal_club *c = &d->club[k];
    put(d, "K%d: { name: K%d, members: [", k, k);
    for (int i = 0; i < c->seats; i++) {
      if (i) put(d, ", ");
      put_name(d, c->member[i]);
    }
    put(d, "], rule: \"");
    put_rule(d, c, 0);
    put(d, "\", weights: { w: {");
    for (int i = 0; i < c->seats; i++) {
      put(d, i ? ", " : " ");
      put_name(d, c->member[i]);
      put(d, ": %d", c->weight[i]);
    }
    put(d, " } }");
    put_number(d, ", sigma", 0.05, 0.5);
    put_number(d, ", rho", 0, 1);
    if (one_in(d, 2)) put_number(d, ", abstain", 0, 0.3);
    put(d, "%s }\n", k == 1 ? ", institution_of: A0" : "");
  }
  put(d, "}\nconditions: {\n");
  for (int c = 0; c < DEAL_CONDITIONS; c++) {
    put(d, "C%d: { name: C%d,", c, c);
    put_number(d, "probability", 0, 1);
    put(d, " }\n");
  }
  put(d, "}\n");
}

/* ---- terms and consents ---- */

/* Does the actor sit in the club, or in a club in it? */
static bool sits(const deal_spec *d, int club, int actor, bool within)
{
  const deal_club *c = &d->club[club];
  bool found = false;
  for (int i = 0; i < c->seats; i++) {
    if (c->member[i] < DEAL_CLUB)
      found = found || c->member[i] == actor;
    else
      found = found || (within && sits(d, c->member[i] - DEAL_CLUB, actor, true));
  }
  return found;
}

static void make_terms(deal_spec *d)
{
  static const int owner[] = {
    0, 3, 4, DEAL_CLUB, DEAL_CLUB, DEAL_CLUB + 1, DEAL_CLUB + 2, DEAL_CLUB + 3, DEAL_CLUB + 4};
  d->terms = 2 + (int)below(d, DEAL_TERMS_MAX - 1);
  for (int t = 0; t < d->terms; t++) {
    deal_term *term = &d->term[t];
    term->owner = owner[below(d, 9)];
    term->essential = one_in(d, 2);
    term->include = !one_in(d, 6);
    term->own_honours = one_in(d, 2);
    term->form = (int)below(d, 4);
    term->effects = (int)below(d, 3);
    for (int k = 0; k < term->effects; k++) {
      term->effect[k][0] = (int)below(d, 3);
      term->effect[k][1] = 3 + (int)below(d, 3);
      if (one_in(d, 2)) term->effect[k][1] = (term->effect[k][0] + 1) % 3;
    }
    for (int a = 0; a < DEAL_ACTORS; a++) {
      const int club = term->owner - DEAL_CLUB;
      term->own_record[a] = term->owner == a || (club >= 0 && one_in(d, 4) && sits(d, club, a, true));
      for (int u = 0; u < t; u++) term->own_gain[a][u] = term->own_record[a] && one_in(d, 3);
    }
  }
}

static void put_term(deal_spec *d, int t)
{
  const deal_term *term = &d->term[t];
  put(d, "t%d: { name: t%d, kind: other, owner: ", t, t);
  put_name(d, term->owner);
  put(d, ", form: %s, essential: %s, include: %s", form_word[term->form], term->essential ? "yes" : "no",
      term->include ? "yes" : "no");
  put_number(d, ", flow", -0.01, 0.06);
  put_number(d, ", after", -0.03, 0.02);
  if (one_in(d, 2)) put_number(d, ", upfront", -0.02, 0.1);
  if (term->own_honours) put_number(d, ", honours", 0, 1);
  if (term->effects) put(d, ", effects: [");
  for (int k = 0; k < term->effects; k++) {
    put(d, "{ tie: [A%d, A%d],", term->effect[k][0], term->effect[k][1]);
    put_number(d, "change", -0.8, 0.8);
    put(d, " } ");
  }
  put(d, "%s }\n", term->effects ? "]" : "");
}

static void put_record(deal_spec *d, double bias)
{
  put_number(d, "support", -0.8 + bias, 0.9);
  if (one_in(d, 2)) put_number(d, ", dependence", 0, 1);
}

static void put_own_records(deal_spec *d, int t)
{
  const deal_term *term = &d->term[t];
  const bool single = term->owner < DEAL_CLUB;
  bool any = false;
  for (int a = 0; a < DEAL_ACTORS; a++) any = any || term->own_record[a];
  if (!any || term->owner == 0) return;
  put(d, "t%d: {", t);
  for (int a = 0; a < DEAL_ACTORS; a++) {
    if (!term->own_record[a]) continue;
    bool gain = false;
    if (!single) put(d, "A%d: {", a);
    put_record(d, 0.2);
    for (int u = 0; u < t; u++) {
      char key[16];
      if (!term->own_gain[a][u]) continue;
      put(d, gain ? "," : ", when: {");
      snprintf(key, sizeof key, "t%d", u);
      put_number(d, key, -0.6, 0.6);
      gain = true;
    }
    put(d, "%s%s\n", gain ? " }" : "", single ? "" : " }");
  }
  put(d, "}\n");
}

static void put_consents(deal_spec *d)
{
  put(d, "consents: {\n");
  for (int k = 0; k < 3; k++) {
    put(d, "K%d: {\n", k);
    for (int a = 0; a < DEAL_ACTORS; a++) {
      bool gain = false;
      if (!sits(d, k, a, false)) continue;
      put(d, "A%d: {", a);
      put_record(d, 0.4);
      for (int c = 0; c < DEAL_CONDITIONS; c++) {
        char key[16];
        d->gain[k][a][c] = one_in(d, 3);
        if (!d->gain[k][a][c]) continue;
        put(d, gain ? "," : ", when: {");
        snprintf(key, sizeof key, "C%d", c);
        put_number(d, key, -0.5, 0.7);
        gain = true;
      }
      put(d, "%s }\n", gain ? " }" : "");
    }
    put(d, "}\n");
  }
  for (int t = 0; t < d->terms; t++) put_own_records(d, t);
  put(d, "}\n");
}

/* ---- the rest ---- */

static void put_deal(deal_spec *d)
{
  put(d, "deal: { kind: realignment, proposer: A0, target: A1%s, will: {", d->rival ? ", rival: A2" : "");
  put_number(d, "support", -0.3, 0.9);
  put_number(d, ", wedge_gain", 0, 0.4);
  put_number(d, ", cost", 0, 0.6);
  put(d, " }");
  put_number(d, ", leverage", 0, 0.8);
  put_number(d, ", discount", 0.8, 0.98);
  put_number(d, ", renege", 0, 0.2);
  put(d, ", outside: {");
  put_number(d, "status_quo", -0.02, 0.03);
  put_number(d, ", rival_tie", 0, 0.05);
  put_number(d, ", rival_loss", 0, 1);
  put(d, " } }\nforms: {");
  for (int f = 0; f < 4; f++) {
    char key[24];
    snprintf(key, sizeof key, "%s%s", f ? ", " : "", form_word[f]);
    put_number(d, key, 0, 1);
  }
  put(d, " }\nconcessions: {\n");
  for (int c = 0; c < DEAL_CONCESSIONS; c++) {
    d->concession[c] = !one_in(d, 4);
    put(d, "c%d: { name: c%d, include: %s", c, c, d->concession[c] ? "yes" : "no");
    put_number(d, ", cost", 0, 0.15);
    put(d, " }\n");
  }
  put(d, "}\n");
}

static void put_ties(deal_spec *d)
{
  put(d, "ties: [\n");
  for (int a = 0; a < DEAL_ACTORS; a++)
    for (int b = 0; b < a; b++) {
      d->tie[a][b] = a < 3 || one_in(d, 2) ? 1 + (int)(one_in(d, 3) && a != 1) : 0;
      d->tie[b][a] = d->tie[a][b];
      if (!d->tie[a][b]) continue;
      put(d, "{ between: [A%d, A%d],", a, b);
      if (d->tie[a][b] == 2) {
        put(d, " components: {");
        put_number(d, "votes", -0.9, 0.9);
        put_number(d, ", rivalry", -0.9, 0.9);
        put(d, " }");
      } else {
        put_number(d, "slow", -0.9, 0.9);
        put_number(d, ", fast", -0.9, 0.9);
      }
      put(d, " }\n");
    }
  put(d, "]\nalignment: { actors: [A0, A1, A2, A3, A4, A5], weights: {");
  put_number(d, "rivalry", 0.5, 3);
  put_number(d, ", trade", 0, 1);
  put_number(d, ", votes", 0, 2);
  put(d, " },");
  put_number(d, "slow_weight", 0, 1);
  put(d, " }\n");
}

static void put_head(deal_spec *d)
{
  put(d, "{\nentente: 1\nid: random\ntitle: T\nquestion: Q?\ndate: 2010-01-01\n");
  put_number(d, "horizon_years", 0.5, 12);
  put(d, "\nactors: {\n");
  for (int a = 0; a < DEAL_ACTORS; a++) {
    put(d, "A%d: { name: A%d, capability: {", a, a);
    put_number(d, "gdp", 1, 30);
    put(d, " }, leader: {");
    put_number(d, "exit_hazard", 0, 0.4);
    put(d, " } }\n");
  }
  put(d, "}\n");
}

void deal_make(deal_spec *d, uint64_t number)
{
  *d = (deal_spec){.state = (number + 1) * UINT64_C(0x9E3779B97F4A7C15)};
  for (int i = 0; i < 8; i++) (void)below(d, 2);
  d->rival = !one_in(d, 3);
  d->trust = one_in(d, 2);
  make_clubs(d);
  make_terms(d);
  put_head(d);
  put_clubs(d);
  put_deal(d);
  put(d, "terms: {\n");
  for (int t = 0; t < d->terms; t++) put_term(d, t);
  put(d, "}\n");
  put_consents(d);
  put_ties(d);
  if (d->trust) {
    put(d, "tables: { events: { file: events.csv } }\ntrust: { events: events,");
    put_number(d, "weight", 0, 1);
    put(d, " }\n");
  }
  put(d, "}\n");
}

ent_scenario *deal_seal(const deal_spec *d, const ent_allocator *memory)
{
  static const char *const column[] = {"id", "year", "kept", "weight"};
  static const char *const cell[] = {"a", "1999", "1", "1", "b", "2004", "0", "2", "c", "2008", "1", "1.5"};
  ent_error err = {.code = ENT_OK};
  ent_builder *b = NULL;
  ent_scenario *s = NULL;
  int found = 0;
  ent_status status = ent_builder_open(memory, &b, &err);
  if (status == ENT_OK) status = tiny_read(d->text, b, &err);
  if (status == ENT_OK && d->trust)
    status = ent_builder_table(b, "events", "events.csv", 3, 4, column, NULL, cell, &err);
  if (status == ENT_OK) status = ent_scenario_seal(b, memory, &s, &err, 1, &found);
  ent_builder_close(b);
  if (status == ENT_OK) return s;
  fprintf(stderr, "random deal: %s: line %d, column %d, %s: %s\n%s", ent_status_name(status), err.line, err.column,
          err.path, err.message, d->text);
  abort();
}
