/* rule_silence.c - which rule is left among the others when some members abstain?
 *
 * In a quota of votes an abstainer's weight is missing: weight(S) >= q over the others.  In an objection it does not say no:
 * weight(S) >= q - what the abstainers have there.  What then always holds or never can is folded away along "and" and "or".
 * Cost: O(nodes * members).  Source: docs/method/voting.md. */
#include "base/fail.h"
#include "entente/what_if.h"
#include "rule.h"

#include <string.h>

#define ALWAYS (-2)
#define NEVER (-3)

typedef struct work {
  const ent_rule *from;
  const ent_set *silent;
  ent_rule_node *node;
  int64_t *weight;
  int nodes;
} work;

static int put(work *w, ent_rule_node node)
{
  node.next = -1;
  w->node[w->nodes] = node;
  return w->nodes++;
}

static int fold_atom(work *w, const ent_rule_node *atom)
{
  const int64_t *const weight = ent_rule_weights(w->from, atom);
  int64_t there = 0, left = 0;
  for (int m = 0; m < w->from->members; m++)
    if (ent_set_has(w->silent, m))
      there += weight[m];
    else
      left += weight[m];
  ent_rule_node now = *atom;
  if (atom->objection) {
    now.quota -= there;
    now.total = left;
  }
  if (now.quota <= 0) return ALWAYS;
  return now.quota > left ? NEVER : put(w, now);
}

static int fold(work *w, int at)
{
  const ent_rule_node *const gate = &w->from->node[at];
  if (gate->kind == ENT_RULE_ATOM) return fold_atom(w, gate);
  const int settles = gate->kind == ENT_RULE_AND ? NEVER : ALWAYS; /* one such part decides the whole */
  int first = -1, last = -1, kept = 0;
  bool settled = false;
  for (int k = gate->child; k >= 0; k = w->from->node[k].next) {
    const int made = fold(w, k);
    settled = settled || made == settles;
    if (made < 0) continue;
    if (kept++ == 0)
      first = made;
    else
      w->node[last].next = made;
    last = made;
  }
  if (settled) return settles;
  if (kept == 0) return settles == NEVER ? ALWAYS : NEVER;
  return kept == 1 ? first : put(w, (ent_rule_node){.kind = gate->kind, .child = first});
}

static const char **copy_names(const char *const *name, int count, ent_arena *arena, bool *whole)
{
  const char **const copy = ENT_NEW(arena, const char *, count);
  for (int i = 0; copy && i < count; i++) {
    copy[i] = name[i] ? ent_arena_text(arena, name[i], strlen(name[i])) : NULL;
    *whole = *whole && (copy[i] || !name[i]);
  }
  *whole = *whole && copy;
  return copy;
}

/* The rule in its arena; NULL when there is no memory.  Its root is ALWAYS or NEVER when nothing is left to decide. */
static ent_rule *build(work *w, ent_arena *arena)
{
  const ent_rule *const from = w->from;
  const size_t n = (size_t)from->members, columns = (size_t)from->columns;
  bool whole = true;
  ent_rule *const rule = ENT_NEW(arena, ent_rule, 1);
  const char **const member = copy_names(from->member, from->members, arena, &whole);
  const char **const column = copy_names(from->column, from->columns, arena, &whole);
  w->node = ENT_NEW(arena, ent_rule_node, from->nodes);
  w->weight = ENT_NEW(arena, int64_t, n * columns);
  if (!rule || !whole || !w->node || !w->weight) return NULL;
  memcpy(w->weight, from->weight, n * columns * sizeof *w->weight);
  for (size_t i = 0; i < n * columns; i++)
    if (ent_set_has(w->silent, (int)(i % n))) w->weight[i] = 0;
  const int root = fold(w, from->root);
  *rule = (ent_rule){.members = from->members,
                     .columns = from->columns,
                     .nodes = w->nodes,
                     .root = root,
                     .node = w->node,
                     .weight = w->weight,
                     .member = member,
                     .column = column};
  return rule;
}

ent_status ent_rule_silence(const ent_rule *rule, const ent_set *silent, const ent_allocator *memory, ent_rule **out,
                            ent_error *err)
{
  work w = {.from = rule, .silent = silent};
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_rule *const made = build(&w, &arena);
  if (!made || made->root < 0) {
    const int root = made ? made->root : 0;
    ent_arena_close(&arena);
    if (root == NEVER)
      return ent_fail(err, ENT_ARGUMENT, "silent", "While these members abstain, the others cannot carry anything.");
    if (root == ALWAYS)
      return ent_fail(err, ENT_ARGUMENT, "silent", "While these members abstain, nobody is left whose vote counts.");
    return ent_fail(err, ENT_NOMEM, "rule", "There is no memory for the changed rule.");
  }
  made->own = arena;
  *out = made;
  return ENT_OK;
}
