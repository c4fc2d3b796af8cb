/* rule.h - a rule as it lies in memory: a tree of gates over quota atoms, children before parents.
 *
 * Every atom asks weight(S) >= quota of one column of weights: column 0 is the count, then come the columns of the roll,
 * then one column of zeros and ones for each list of members that a veto or an objection names. */
#ifndef ENT_CORE_VOTING_RULE_H
#define ENT_CORE_VOTING_RULE_H

#include "base/arena.h"
#include "entente/voting.h"

#define ENT_RULE_NODES_MAX 128  /* atoms and gates of one rule */
#define ENT_RULE_COLUMNS_MAX 32 /* weight columns of one roll */
#define ENT_RULE_DEPTH_MAX 32   /* brackets inside brackets; bounds every recursion over the tree */

typedef enum ent_rule_kind { ENT_RULE_ATOM, ENT_RULE_AND, ENT_RULE_OR } ent_rule_kind;

typedef struct ent_rule_node {
  ent_rule_kind kind;
  bool objection;       /* atom: counts everyone who does not vote no */
  bool strict;          /* atom: its share was written with '>' */
  int column;           /* atom: index into weight, in units of members */
  int64_t quota, total; /* atom: 1 <= quota <= total */
  int64_t share;        /* atom: the share as written, in millionths of a per cent; 0 if it was no share */
  int child, next;      /* gate: first child; any node: next sibling; -1 for none */
} ent_rule_node;

/* In a scenario the rule lives in the scenario's arena; ent_rule_parse puts one into an arena of its own. */
struct ent_rule {
  int members, columns, nodes, root;
  const ent_rule_node *node;
  const int64_t *weight; /* [column * members + member]; column 0 is the count (all ones) */
  const char *const *member;
  const char *const *column; /* [columns]; NULL for a list of members */
  ent_arena own;             /* used by ent_rule_parse only */
};

/* What the parser leaves: the tree, and the members that each list names.  Column 1 + roll columns + j is list j. */
typedef struct ent_rule_name {
  int list, member;
} ent_rule_name;

typedef struct ent_rule_draft {
  ent_rule_node node[ENT_RULE_NODES_MAX];
  int nodes, lists, names;
  ent_rule_name name[ENT_RULE_TEXT_MAX / 2 + 1]; /* a name and a mark behind it take two bytes of text */
} ent_rule_draft;

/* Reads the text into *draft.  The roll is already checked; total[column] holds the column sums, the count first. */
ent_status ent_rule_read(const char *text, size_t size, const ent_roll *roll, const int64_t *total,
                         ent_rule_draft *draft, ent_error *err);

/* As ent_rule_parse, into an arena that the caller owns; texts are copied. */
ent_status ent_rule_build(const char *text, size_t size, const ent_roll *roll, ent_arena *arena, const ent_rule **rule,
                          ent_error *err);
/* The same for up to members_max members, which only a game may have: the other functions of a rule keep a place for 256. */
ent_status ent_rule_build_wide(const char *text, size_t size, const ent_roll *roll, int members_max, ent_arena *arena,
                               const ent_rule **rule, ent_error *err);

/* The members 0..n-1 in descending order of value, equals by number.  Cost: O(n log n), O(n^2) up to 32 members. */
void ent_rule_order(const double *value, int n, int *order);

#define ENT_DIGITS_MAX 32
/* A whole number as text, with commas between groups of three if grouped.  Returns its length. */
size_t ent_rule_digits(int64_t value, bool grouped, char out[ENT_DIGITS_MAX]);

static inline bool ent_set_has(const ent_set *set, int member)
{
  return (set->word[member / 64] >> (member % 64) & 1U) != 0;
}

static inline void ent_set_add(ent_set *set, int member)
{
  set->word[member / 64] |= UINT64_C(1) << (member % 64);
}

static inline void ent_set_drop(ent_set *set, int member)
{
  set->word[member / 64] &= ~(UINT64_C(1) << (member % 64));
}

/* Weights of an atom's column. */
static inline const int64_t *ent_rule_weights(const ent_rule *rule, const ent_rule_node *atom)
{
  return rule->weight + (ptrdiff_t)atom->column * rule->members;
}

#endif
