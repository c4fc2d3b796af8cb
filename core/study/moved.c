/* moved.c - in what do two scenarios differ, as far as a draw can tell?
 *
 * All that sampling and gates read is held side by side.  Inputs may differ in their distributions and clubs in their rules;
 * whatever else differs - a member more, a term left out, another order - makes them different scenarios.
 * Cost: O(inputs + terms * seats), some microseconds. */
#include "moved.h"

#include <string.h>

#include "world.h"

#define ASKING (1u << ENT_PART_WILL | 1u << ENT_PART_CONSENT)

static bool same_ints(const int *a, const int *b, size_t n)
{
  return n == 0 || memcmp(a, b, n * sizeof *a) == 0;
}

/* Bit by bit: a draw can tell -0 from 0. */
static bool same_bits(const void *a, const void *b, size_t bytes)
{
  return memcmp(a, b, bytes) == 0;
}

static bool same_dist(const ent_dist *a, const ent_dist *b)
{
  if (a->kind != b->kind || a->domain != b->domain) return false;
  if (a->kind == ENT_DIST_TABLE) return same_bits(a->knot, b->knot, ENT_KNOTS * sizeof *a->knot);
  return same_bits(&a->a, &b->a, sizeof a->a) && (a->kind == ENT_DIST_KNOWN || same_bits(&a->b, &b->b, sizeof a->b));
}

static bool same_rule(const ent_rule *a, const ent_rule *b)
{
  if (a == b) return true;
  if (!a || !b || a->members != b->members || a->columns != b->columns || a->nodes != b->nodes || a->root != b->root)
    return false;
  for (int i = 0; i < a->nodes; i++) {
    const ent_rule_node *x = &a->node[i], *y = &b->node[i];
    if (x->kind != y->kind || x->objection != y->objection || x->column != y->column || x->quota != y->quota ||
        x->child != y->child || x->next != y->next)
      return false;
  }
  return memcmp(a->weight, b->weight, (size_t)a->columns * (size_t)a->members * sizeof *a->weight) == 0;
}

static bool same_counts(const ent_scenario *a, const ent_scenario *b)
{
  const int x[] = {a->inputs,     a->actors, a->clubs, a->seats,      a->terms,  a->concessions,
                   a->conditions, a->ties,   a->camps, a->correlated, a->weights};
  const int y[] = {b->inputs,     b->actors, b->clubs, b->seats,      b->terms,  b->concessions,
                   b->conditions, b->ties,   b->camps, b->correlated, b->weights};
  return same_ints(x, y, sizeof x / sizeof *x);
}

/* Which input, actor or place is meant by the names of the deal. */
static bool same_names(const ent_scenario *a, const ent_scenario *b)
{
  const int x[] = {a->proposer,    a->target,        a->rival,        a->horizon,     a->leverage,
                   a->discount,    a->renege,        a->will_support, a->will_gain,   a->will_cost,
                   a->status_quo,  a->rival_tie,     a->rival_loss,   a->trust_level, a->trust_weight,
                   a->slow_weight, a->camp_proposer, a->camp_target,  a->camp_rival};
  const int y[] = {b->proposer,    b->target,        b->rival,        b->horizon,     b->leverage,
                   b->discount,    b->renege,        b->will_support, b->will_gain,   b->will_cost,
                   b->status_quo,  b->rival_tie,     b->rival_loss,   b->trust_level, b->trust_weight,
                   b->slow_weight, b->camp_proposer, b->camp_target,  b->camp_rival};
  return same_ints(x, y, sizeof x / sizeof *x);
}

static bool same_clubs(const ent_scenario *a, const ent_scenario *b)
{
  for (int k = 0; k < a->seats; k++) {
    const ent_seat *x = &a->seat[k], *y = &b->seat[k];
    if (x->club != y->club || x->owner != y->owner || x->name != y->name) return false;
  }
  for (int c = 0; c < a->clubs; c++) {
    const ent_club *x = &a->club[c], *y = &b->club[c];
    if (x->seat != y->seat || x->seats != y->seats || x->sigma != y->sigma || x->rho != y->rho ||
        x->abstain != y->abstain || x->factor != y->factor || x->nested != y->nested)
      return false;
  }
  return true;
}

static bool same_terms(const ent_scenario *a, const ent_scenario *b)
{
  for (int t = 0; t < a->terms; t++) {
    const ent_term *x = &a->term[t], *y = &b->term[t];
    if (x->owner != y->owner || x->essential != y->essential || x->include != y->include ||
        x->proposer_owned != y->proposer_owned || x->institution != y->institution || x->flow != y->flow ||
        x->after != y->after || x->upfront != y->upfront || x->honours != y->honours ||
        x->own_honours != y->own_honours || x->effects != y->effects)
      return false;
    for (int k = 0; k < x->effects; k++)
      if (x->effect[k].a != y->effect[k].a || x->effect[k].b != y->effect[k].b ||
          x->effect[k].change != y->effect[k].change)
        return false;
  }
  for (int k = 0; k < a->concessions; k++)
    if (a->concession[k].cost != b->concession[k].cost || a->concession[k].include != b->concession[k].include)
      return false;
  return same_ints(a->term_order, b->term_order, (size_t)a->terms);
}

static bool same_consent(const ent_consent *a, const ent_consent *b)
{
  if (a->support != b->support || a->dependence != b->dependence || a->whens != b->whens) return false;
  for (int k = 0; k < a->whens; k++)
    if (a->when[k].condition != b->when[k].condition || a->when[k].term != b->when[k].term ||
        a->when[k].gain != b->when[k].gain)
      return false;
  return true;
}

/* A member that followed its club's default may have got a record of its own: only what the record says counts. */
static bool same_consents(const ent_scenario *a, const ent_scenario *b)
{
  for (int c = 0; c < a->conditions; c++)
    if (a->condition[c].probability != b->condition[c].probability ||
        a->condition[c].name_hash != b->condition[c].name_hash)
      return false;
  for (int i = 0; i < a->terms * a->seats; i++) {
    const int x = a->consent_of[i], y = b->consent_of[i];
    if ((x < 0) != (y < 0) || (x >= 0 && !same_consent(&a->consent[x], &b->consent[y]))) return false;
  }
  return true;
}

static bool same_camps(const ent_scenario *a, const ent_scenario *b)
{
  if (!same_ints(a->weight, b->weight, (size_t)a->weights)) return false;
  for (int k = 0; k < a->ties; k++) {
    const ent_tie *x = &a->tie[k], *y = &b->tie[k];
    const size_t n = (size_t)x->components;
    if (x->slow != y->slow || x->fast != y->fast || x->components != y->components ||
        !same_ints(x->component, y->component, n) || !same_ints(x->weighed, y->weighed, n))
      return false;
  }
  for (int i = 0; i < a->actors; i++)
    if (a->actor[i].hazard != b->actor[i].hazard || a->actor[i].in_term != b->actor[i].in_term ||
        a->actor[i].term_years != b->actor[i].term_years)
      return false;
  return same_ints(a->camp_size, b->camp_size, (size_t)a->camps) &&
         same_ints(a->camp_tie, b->camp_tie, (size_t)a->camps * (size_t)a->camps) &&
         same_ints(a->correlated_input, b->correlated_input, (size_t)a->correlated);
}

/* Does the landscape read this input? */
static bool in_landscape(const ent_scenario *s, int input)
{
  bool found = input == s->slow_weight;
  for (int i = 0; i < s->camps; i++) found = found || input == s->camp_size[i];
  for (int i = 0; i < s->weights; i++) found = found || input == s->weight[i];
  for (int k = 0; k < s->ties; k++) {
    const ent_tie *tie = &s->tie[k];
    found = found || input == tie->slow || input == tie->fast;
    for (int i = 0; i < tie->components; i++) found = found || input == tie->component[i];
  }
  for (int t = 0; t < s->terms; t++)
    for (int k = 0; k < s->term[t].effects; k++) found = found || input == s->term[t].effect[k].change;
  return found;
}

/* Does the target's choice read this input? */
static bool in_acceptance(const ent_scenario *s, int input)
{
  const int read[] = {s->discount,
                      s->renege,
                      s->trust_level,
                      s->trust_weight,
                      s->status_quo,
                      s->rival_tie,
                      s->rival_loss,
                      s->actor[s->proposer].hazard,
                      s->actor[s->proposer].in_term};
  bool found = false;
  for (size_t i = 0; i < sizeof read / sizeof *read; i++) found = found || input == read[i];
  for (int t = 0; t < s->terms; t++) {
    const ent_term *term = &s->term[t];
    found = found || input == term->flow || input == term->after || input == term->upfront || input == term->honours;
  }
  for (int k = 0; k < s->concessions; k++) found = found || input == s->concession[k].cost;
  return found;
}

uint32_t ent_input_by_bundle(const ent_scenario *s, int input)
{
  uint32_t parts = 0;
  if (s->input[input].terms == 0) return 0; /* it can change no bundle */
  if (!in_acceptance(s, input)) parts |= 1u << ENT_PART_ACCEPTANCE;
  if (!in_landscape(s, input)) parts |= 1u << ENT_PART_ALIGNMENT;
  return parts & s->input[input].parts;
}

static int place_of(const ent_scenario *s, int input)
{
  for (int k = 0; k < s->correlated; k++)
    if (s->correlated_input[k] == input) return k;
  return -1;
}

static void add_moved(const ent_scenario *s, int input, ent_moved *m)
{
  m->parts |= s->input[input].parts;
  m->terms = m->terms || s->input[input].terms != 0;
  m->ties = m->ties || in_landscape(s, input);
}

static bool compare_inputs(const ent_scenario *from, const ent_scenario *to, ent_moved *m)
{
  for (int i = 0; i < to->inputs; i++) {
    const ent_input *a = &from->input[i], *b = &to->input[i];
    if (a->name != b->name || a->parts != b->parts || a->terms != b->terms) return false;
    if (same_dist(&a->dist, &b->dist) && a->stream == b->stream) continue;
    add_moved(to, i, m);
    if (place_of(to, i) < 0) m->input[m->inputs++] = i;
  }
  for (int k = 0; k < to->correlated; k++) {
    const int i = to->correlated_input[k];
    if (!same_dist(&from->input[i].dist, &to->input[i].dist)) m->input[m->inputs + m->together++] = k;
  }
  return true;
}

/* Another factor draws all of its inputs otherwise. */
static void compare_factors(const ent_scenario *from, const ent_scenario *to, ent_moved *m)
{
  const size_t n = (size_t)to->correlated;
  m->factor = n > 0 && memcmp(from->cholesky, to->cholesky, n * n * sizeof *to->cholesky) != 0;
  for (int k = 0; m->factor && k < to->correlated; k++) add_moved(to, to->correlated_input[k], m);
}

bool ent_scenario_moved(const ent_scenario *from, const ent_scenario *to, ent_moved *m)
{
  *m = (ent_moved){.input = m->input};
  if (!same_counts(from, to) || !same_names(from, to) || !same_clubs(from, to) || !same_terms(from, to) ||
      !same_consents(from, to) || !same_camps(from, to) || !compare_inputs(from, to, m))
    return false;
  compare_factors(from, to, m);
  for (int c = 0; c < to->clubs; c++)
    if (!same_rule(from->club[c].rule, to->club[c].rule)) m->terms = true;
  if (m->terms) m->parts |= ASKING | 1u << ENT_PART_ACCEPTANCE | 1u << ENT_PART_ALIGNMENT; /* by way of the bundle */
  return true;
}
