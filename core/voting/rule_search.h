/* rule_search.h - what blocking and moving have in common: the best few members that together tip a rule.
 *
 * Some of the unwilling members are taken out (block) or won over (move).  Either way each atom still misses some weight, a
 * member taken brings its own, and a monotone formula over the atoms must come true: the rule itself for moving, the rule
 * with "and" and "or" exchanged for blocking, since an "and" is blocked by any of its parts and an "or" by all of them. */
#ifndef ENT_CORE_VOTING_RULE_SEARCH_H
#define ENT_CORE_VOTING_RULE_SEARCH_H

#include "rule.h"

#define ENT_SEARCH_EXACT_MAX 24 /* unwilling members up to which the search is exhaustive, however long it takes */
#define ENT_SEARCH_STEPS 65536  /* for more of them */

typedef enum ent_search_aim { ENT_SEARCH_BLOCK, ENT_SEARCH_MOVE } ent_search_aim;

typedef struct ent_search {
  const ent_rule *rule;
  ent_search_aim aim;
  bool bounded; /* can bound and search: nodes * items entries fit into heavy */
  int items;    /* unwilling members, cheapest first, equals by number */
  int member[ENT_MEMBERS_MAX];
  double cost[ENT_MEMBERS_MAX];        /* block: utility; move: -utility */
  bool silent[ENT_MEMBERS_MAX];        /* item abstains: it neither helps nor harms an objection atom */
  int64_t missing[ENT_RULE_NODES_MAX]; /* atom: weight still to be taken */
  uint8_t heavy[ENT_RULE_NODES_MAX * ENT_SEARCH_EXACT_MAX]; /* [node * items + rank]: items, heaviest first */
  bool taken[ENT_MEMBERS_MAX];                              /* items in the set under construction */
  int forced;                                               /* item that is taken beforehand, -1 for none */
  bool any_will_do;                                         /* stop at the first set */
  int64_t steps;                                            /* left; at 0 the best set so far is kept */
  double best;                                              /* its cost, +inf for none */
  bool kept[ENT_MEMBERS_MAX];                               /* its items */
} ent_search;

/* Sorts the unwilling, and tells each atom what it misses. */
void ent_search_open(ent_search *s, ent_search_aim aim, const ent_rule *rule, const double *utility, double abstain);
/* Least number of further items from `at` on that may suffice, each atom looked at by itself: 0 when nothing is missing,
 * items + 1 when even all do not suffice.  Exact for rules of one atom, a lower bound otherwise; needs s->bounded. */
int ent_search_further(const ent_search *s, int at);
/* The cheapest set of at most `slots` items that suffices and costs less than s->best, into s->kept and s->best.  For blocks
 * `slots` is at most the least possible size, so that every set has exactly that many.  False while none is known.
 * s->steps < 0 afterwards: the search was cut short. */
bool ent_search_run(ent_search *s, int slots);
/* A set from which nothing can be left out: takes all, then gives back from the dearest on whatever is not needed; into
 * s->kept and s->best. */
void ent_search_greedy(ent_search *s);
void ent_search_take(ent_search *s, int item);
void ent_search_give_back(ent_search *s, int item);

#endif
