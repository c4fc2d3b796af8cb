/* entente/paths.h - which ways lead from a no to a yes?
 *
 * Whom to pay so that a proposal carries, with the next best alternatives; or which quota to lower and which veto to drop.
 * Sources: vote buying as a minimum knapsack problem, docs/method/voting.md; Land and Doig 1960 for the search. */
#ifndef ENTENTE_PATHS_H
#define ENTENTE_PATHS_H

#include "entente/voting.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- side payments ------------------------------------------------------------------------------------------ */

#define ENT_PURCHASES_MAX 32

/* One way: who is paid, and what it costs together.  No member can be left out of it. */
typedef struct ent_purchase {
  ent_set paid;
  int members;
  double cost;
} ent_purchase;

typedef struct ent_purchases {
  int found;                           /* 0: none at any price; 1 with nobody in it: it carries already */
  ent_purchase way[ENT_PURCHASES_MAX]; /* cheapest first; of equal ones the one found first */
  bool proved;                         /* nothing that is not listed is cheaper, but by 1e-12 of the cost */
  double bound;                        /* every way costs at least this; the cheapest one's cost when proved */
  uint64_t steps;                      /* sets looked at */
} ent_purchases;

/* The `wanted` cheapest ways to carry a proposal.  price: [members of the rule]: what a member asks for its yes, >= 0; 0:
 * votes yes anyway; infinite: not for sale at any price.  silent (NULL for nobody): of those who are not paid, who abstains
 * instead of voting no (matters to objection atoms only).  limit: sets to look at before giving up the proof; 0: 4,194,304.
 * Exact depth-first search; bounds come from each quota's fractional knapsack, joined along the rule (the most of all
 * parts of an "and", the least of an "or").  Errors: ENT_ARGUMENT for a price that is negative or NaN and for wanted outside
 * 1..ENT_PURCHASES_MAX; ENT_NOMEM.  Cost: exponential at worst; EU Council of 27, six ways: milliseconds. */
ent_status ent_rule_buy(const ent_rule *rule, const double *price, const ent_set *silent, int wanted, uint64_t limit,
                        const ent_allocator *memory, ent_purchases *out, ent_error *err);

/* ---- another rule ------------------------------------------------------------------------------------------- */

/* How far a rule is from letting these votes carry, and the nearest rule that does: quotas lowered to what is there, names
 * taken off the lists of vetoes, no more than needed.
 *   distance   sum over the quotas that are lowered of (quota - what is there) / total of their column; parts of an "or"
 *              that need not change are left alone.  0: it carries already.
 *   lowered    how many quotas and lists change */
typedef struct ent_relaxation {
  double distance;
  int lowered;
  ent_rule *rule; /* the changed rule; the caller frees it with ent_rule_free */
} ent_relaxation;

/* yes, silent: as in ent_rule_wins.  Errors: ENT_ARGUMENT when nobody whose vote the rule counts votes yes: there is
 * no such rule; ENT_NOMEM.
 * Cost: O(nodes * members). */
ent_status ent_rule_relax(const ent_rule *rule, const ent_set *yes, const ent_set *silent, const ent_allocator *memory,
                          ent_relaxation *out, ent_error *err);

/* The rule in the notation that ent_rule_parse reads, for example "(count >= 15 and pop >= 291452117) or count >= 24": on the
 * same roll it means the same.  Writes at most room bytes with the closing NUL; returns the length it would need. */
size_t ent_rule_write(const ent_rule *rule, char *out, size_t room);

#ifdef __cplusplus
}
#endif
#endif
