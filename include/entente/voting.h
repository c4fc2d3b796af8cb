/* entente/voting.h - does a club's rule carry a proposal, who blocks it, and who has power under it?
 *
 * A rule is a monotone formula over atoms `weight(S) >= quota`: AND, OR, counts, vetoes, duals (Felsenthal and Machover,
 * The Measurement of Voting Power, 1998; Bolus 2011 for AND/OR games).  A rule is built once, is read-only afterwards and
 * may be shared by threads. */
#ifndef ENTENTE_VOTING_H
#define ENTENTE_VOTING_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_MEMBERS_MAX 256    /* members of one club */
#define ENT_RULE_TEXT_MAX 2048 /* bytes of a rule's text */
#define ENT_ENUMERATE_MAX 24   /* members up to which all coalitions are enumerated */

/* A set of up to 256 members: bit i%64 of word i/64. */
typedef struct ent_set {
  uint64_t word[4];
} ent_set;

/* Who sits in a club, and the columns of weights that its rule may name. */
typedef struct ent_roll {
  int members;               /* 1..ENT_MEMBERS_MAX */
  const char *const *member; /* names, for veto(...) */
  int columns;               /* number of weight columns, may be 0 */
  const char *const *column; /* names, for quota atoms */
  const int64_t *weight;     /* [column * members + member], each >= 0, column totals below 2^53 */
} ent_roll;

typedef struct ent_rule ent_rule;

/* Reads a rule.
 *   consensus | unanimity            count >= n
 *   majority                         count > n/2
 *   two_thirds | three_quarters      count >= that share of n, rounded up
 *   count >= 9      votes >= 255     an absolute quota on the count or on a named column
 *   count >= 55%    pop >= 65%       a share of the total, rounded up
 *   votes > 50%                      strictly more
 *   veto(USA, FRA)                   each of these must vote yes
 *   objection(USA, FRA)              none of these votes no (abstention does not block)
 *   A and B, A or B, ( ), dual(A)    "and" binds tighter; dual swaps and/or and takes quota total - q + 1
 *   eu_council(pop)                  (count >= 55% and pop >= 65%) or count >= n - 3
 *   security_council(P5...)          count >= 9 and objection(...)
 * Errors: ENT_SYNTAX with err->column = place in the text (from 1) and what is allowed there; ENT_REFERENCE for a member or
 * column that is not on the roll, with a suggestion; ENT_ARGUMENT for a quota outside 1..total or an empty roll;
 * ENT_LIMIT for a text or a roll that is too long; ENT_NOMEM.  Cost: O(text + nodes * members).
 * The caller frees the rule with ent_rule_free. */
ent_status ent_rule_parse(const char *text, size_t size, const ent_roll *roll, const ent_allocator *memory,
                          ent_rule **rule, ent_error *err);
void ent_rule_free(ent_rule *rule);

/* Number of members of the rule's roll. */
int ent_rule_members(const ent_rule *rule);

/* Does the coalition win?  yes: who votes for; silent: who abstains (disjoint from yes; NULL for nobody).
 * Cost: O(nodes * members). */
bool ent_rule_wins(const ent_rule *rule, const ent_set *yes, const ent_set *silent);

/* The margin of a proposal: the largest t such that the members with utility >= t carry it, where a member with utility
 * in [t - abstain, t) abstains (matters to objection atoms only).  A weighted order statistic: an atom's value is the
 * utility at which the descending sum of weights reaches the quota; AND takes the minimum, OR the maximum.
 * utility: [members], finite; abstain >= 0.  *marginal (may be NULL): the member at the threshold.
 * Cost: O(nodes * members log members). */
double ent_rule_margin(const ent_rule *rule, const double *utility, double abstain, int *marginal);

/* A smallest blocking coalition among the unwilling (utility < 0; an abstainer is unwilling but its weight still counts
 * as missing): without it no coalition of the others wins.  Of several smallest ones `block` is the one with the lowest
 * sum of utility (then the first in order of utility and member number), and `any` is the union of all of them.  Returns
 * its size, 0 when the proposal carries (sets empty).  Exact up to 24 unwilling members and for one-atom rules of any
 * size; beyond that the search takes 65,536 steps and, if it has not ended, gives an inclusion-minimal block by greedy
 * removal, with any = block.  Either set may be NULL. */
int ent_rule_block(const ent_rule *rule, const double *utility, double abstain, ent_set *block, ent_set *any);

/* The cheapest set of members to move: minimises the sum of -utility over a set of unwilling members whose yes makes the
 * proposal carry.  Exact by branch and bound up to 24 unwilling members; beyond that the search takes 65,536 steps and, if
 * it has not ended, gives a greedy answer with *exact = false.
 * Returns the cost, 0 when it carries already; +inf never occurs (all yes always wins, which ent_rule_parse checks). */
double ent_rule_cheapest(const ent_rule *rule, const double *utility, double abstain, ent_set *moved, bool *exact);

/* Power a priori.  banzhaf[i]: share of the coalitions of the others in which i swings (absolute Banzhaf, Penrose);
 * shapley[i]: Shapley-Shubik index (sums to 1).  Either may be NULL.  Exact: by types when members fall into few classes of
 * equals, by enumeration up to ENT_ENUMERATE_MAX; ENT_LIMIT beyond.  Abstention is not modelled here.
 * Source: Banzhaf 1965; Shapley and Shubik 1954. */
ent_status ent_rule_power(const ent_rule *rule, double *banzhaf, double *shapley, ent_error *err);

/* The rule in words and numbers, for example "count >= 55 % (15 of 27) and pop >= 65 % (291,452,117 of 448,387,872)".
 * Writes at most room bytes with the closing NUL; returns the length it would need. */
size_t ent_rule_describe(const ent_rule *rule, char *out, size_t room);

#ifdef __cplusplus
}
#endif
#endif
