/* rule_relax.c - which change of the rule would let these votes carry?
 *
 * Formula: an atom that finds w of its quota costs (quota - w) / total, 0 when it is met; "and" costs the sum of its parts, "or"
 *          the least of them (the first of equals).  The atoms on the cheapest way get the quota that is there; lists of
 *          vetoes and objections lose the names that are missing.  What asks for nothing any more is dropped.
 * Cost:    O(nodes * members).  Source: docs/method/voting.md, section on paths to yes. */
#include "base/fail.h"
#include "entente/paths.h"
#include "rule.h"

#include <math.h>
#include <string.h>

typedef struct votes {
  const ent_rule *rule;
  const ent_set *yes, *silent;
} votes;

static bool counts(const votes *v, const ent_rule_node *atom, int member)
{
  return ent_set_has(v->yes, member) || (atom->objection && v->silent && ent_set_has(v->silent, member));
}

static int64_t weight_there(const votes *v, const ent_rule_node *atom)
{
  const int64_t *const weight = ent_rule_weights(v->rule, atom);
  int64_t there = 0;
  for (int m = 0; m < v->rule->members; m++)
    if (counts(v, atom, m)) there += weight[m];
  return there;
}

static double distance(const votes *v, int node)
{
  const ent_rule_node *const gate = &v->rule->node[node];
  if (gate->kind == ENT_RULE_ATOM) {
    const int64_t there = weight_there(v, gate);
    return there >= gate->quota ? 0 : (double)(gate->quota - there) / (double)gate->total;
  }
  double sum = 0, least = INFINITY;
  for (int c = gate->child; c >= 0; c = v->rule->node[c].next) {
    const double part = distance(v, c);
    sum += part;
    if (part < least) least = part;
  }
  return gate->kind == ENT_RULE_AND ? sum : least;
}

/* ---- the changed rule ------------------------------------------------------------------------------------------ */

typedef struct change {
  votes v;
  ent_rule_node *node; /* [nodes + 1] of the new rule, children before parents */
  int64_t *weight;     /* the new rule's, whose lists lose names */
  int nodes, lowered;
} change;

static bool is_list(const ent_rule *rule, const ent_rule_node *atom)
{
  return !rule->column[atom->column];
}

static int put(change *c, ent_rule_node node)
{
  node.next = -1;
  c->node[c->nodes] = node;
  return c->nodes++;
}

/* The atom as it is to be; -1 when it asks for nothing any more.  A list has a column of its own, so names can go from it. */
static int put_atom(change *c, const ent_rule_node *atom, bool lower)
{
  ent_rule_node now = *atom;
  const int64_t there = weight_there(&c->v, atom);
  if (lower && there < atom->quota) {
    c->lowered++;
    if (there == 0) return -1;
    now.quota = there;
    now.share = 0;
    now.strict = false;
    int64_t *const weight = c->weight + (ptrdiff_t)atom->column * c->v.rule->members;
    for (int m = 0; m < c->v.rule->members && is_list(c->v.rule, atom); m++)
      if (!counts(&c->v, atom, m)) weight[m] = 0;
    if (is_list(c->v.rule, atom)) now.total = there;
  }
  return put(c, now);
}

/* The least costly part of an "or". */
static int nearest(const change *c, const ent_rule_node *gate)
{
  int best = gate->child;
  for (int k = gate->child; k >= 0; k = c->v.rule->node[k].next)
    if (distance(&c->v, k) < distance(&c->v, best)) best = k;
  return best;
}

/* Copies a part of the rule, lowered where `lower` says so; -1 when it asks for nothing any more. */
static int copy(change *c, int at, bool lower)
{
  const ent_rule_node *const gate = &c->v.rule->node[at];
  if (gate->kind == ENT_RULE_ATOM) return put_atom(c, gate, lower);
  const int chosen = gate->kind == ENT_RULE_OR && lower ? nearest(c, gate) : -1;
  int first = -1, last = -1, kept = 0;
  for (int k = gate->child; k >= 0; k = c->v.rule->node[k].next) {
    const int made = copy(c, k, lower && (chosen < 0 || k == chosen));
    if (made < 0 && gate->kind == ENT_RULE_OR) return -1; /* true whatever the others ask */
    if (made < 0) continue;
    if (kept++ == 0)
      first = made;
    else
      c->node[last].next = made;
    last = made;
  }
  if (kept < 2) return first;
  return put(c, (ent_rule_node){.kind = gate->kind, .child = first});
}

/* The new rule in an arena of its own. */
static ent_rule *build(change *c, ent_arena *arena)
{
  const ent_rule *const from = c->v.rule;
  const size_t n = (size_t)from->members, columns = (size_t)from->columns;
  ent_rule *const rule = ENT_NEW(arena, ent_rule, 1);
  const char **const member = ENT_NEW(arena, const char *, n), **const column = ENT_NEW(arena, const char *, columns);
  c->node = ENT_NEW(arena, ent_rule_node, (size_t)from->nodes);
  c->weight = ENT_NEW(arena, int64_t, n * columns);
  if (!rule || !member || !column || !c->node || !c->weight) return NULL;
  for (size_t i = 0; i < n; i++) {
    member[i] = from->member[i] ? ent_arena_text(arena, from->member[i], strlen(from->member[i])) : NULL;
    if (from->member[i] && !member[i]) return NULL;
  }
  for (size_t i = 0; i < columns; i++) {
    column[i] = from->column[i] ? ent_arena_text(arena, from->column[i], strlen(from->column[i])) : NULL;
    if (from->column[i] && !column[i]) return NULL;
  }
  memcpy(c->weight, from->weight, n * columns * sizeof *c->weight);
  const int root = copy(c, from->root, true);
  *rule = (ent_rule){.members = from->members,
                     .columns = from->columns,
                     .nodes = c->nodes,
                     .root = root,
                     .node = c->node,
                     .weight = c->weight,
                     .member = member,
                     .column = column};
  return rule;
}

ent_status ent_rule_relax(const ent_rule *rule, const ent_set *yes, const ent_set *silent, const ent_allocator *memory,
                          ent_relaxation *out, ent_error *err)
{
  change c = {.v = {rule, yes, silent}};
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_rule *const made = build(&c, &arena);
  if (!made || made->root < 0) {
    ent_arena_close(&arena);
    if (made)
      return ent_fail(err, ENT_ARGUMENT, "yes",
                      "Somebody votes yes whose vote the rule counts: no rule carries what nobody wants.");
    return ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the changed rule.");
  }
  made->own = arena;
  *out = (ent_relaxation){.distance = distance(&c.v, rule->root), .lowered = c.lowered, .rule = made};
  return ENT_OK;
}
