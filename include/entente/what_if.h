/* entente/what_if.h - what becomes of a rule when members are suspended or abstain?
 *
 * A member that is suspended is on the roll no more: the rule is read again on the smaller roll, so shares and n are those of the
 * members who are left.  A member that abstains stays on the roll: its weight counts in every total, but nobody can add it.
 * Method: docs/method/voting.md. */
#ifndef ENTENTE_WHAT_IF_H
#define ENTENTE_WHAT_IF_H

#include "entente/voting.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The text of a rule without the names of members who left: they go from the lists of veto, objection and security_council.
 * A list that names nobody any more asks for nothing: it becomes "count >= 1" (security_council: "count >= 9").  Everything
 * else stays as it is, also what cannot be read.  Writes at most room bytes with the closing NUL; returns the length it would
 * need.  Cost: O(text * names). */
size_t ent_rule_text_without(const char *text, size_t size, const char *const *name, int names, char *out, size_t room);

/* The rule among the others while these members abstain: they add to no quota, and do not object.  They stay on the roll, as
 * members without any weight; the other totals stay those of all.  Errors: ENT_ARGUMENT when the others cannot carry
 * anything, or carry everything without a single yes (then nothing is left to decide); ENT_NOMEM.  The caller frees the
 * rule with ent_rule_free.  Cost: O(nodes * members). */
ent_status ent_rule_silence(const ent_rule *rule, const ent_set *silent, const ent_allocator *memory, ent_rule **out,
                            ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
