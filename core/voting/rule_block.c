/* rule_block.c - who, of those that do not want it, stops the proposal?
 *
 *   smallest B among the unwilling (u < 0) such that everybody else voting yes does not carry it
 *
 * An abstainer in B leaves its weight missing from the quotas but not from an objection.  The size is the first one at
 * which the search of rule_search.c finds a set; a member belongs to the union of all smallest blocks when a set of that
 * size exists with it.  Of equal size and sum of utility the set that comes first in order of utility, then number, stays.
 * Cost: exponential at worst in up to 24 unwilling members.  Beyond that the search has 65,536 steps: the size and the
 * union are still exact for rules of one atom and whenever the search ends by itself; when it does not, an
 * inclusion-minimal block is given, O(nodes * n).
 * Source: Felsenthal and Machover 1998 (blocking coalitions are the winning coalitions of the dual). */
#include "rule_search.h"

#include <math.h>

static ent_set kept_members(const ent_search *s)
{
  ent_set set = {{0, 0, 0, 0}};
  for (int i = 0; i < s->items; i++)
    if (s->kept[i]) ent_set_add(&set, s->member[i]);
  return set;
}

/* Adds to *any every member of some other block of that size: it is forced in and the rest searched for. */
static void add_other_blocks(ent_search *s, int size, ent_set *any)
{
  s->any_will_do = true;
  for (int i = 0; i < s->items; i++) {
    if (ent_set_has(any, s->member[i])) continue;
    s->forced = i;
    s->best = INFINITY;
    ent_search_take(s, i);
    if (ent_search_run(s, size - 1))
      for (int w = 0; w < 4; w++) any->word[w] |= kept_members(s).word[w];
    ent_search_give_back(s, i);
  }
  s->forced = -1;
  s->any_will_do = false;
}

static int count_members(const ent_set *set)
{
  int count = 0;
  for (int m = 0; m < ENT_MEMBERS_MAX; m++) count += ent_set_has(set, m);
  return count;
}

/* Searches one size after the other; false when the search was cut short before it found a block.  Ends: all the unwilling
 * together block. */
static bool find_smallest(ent_search *s)
{
  if (!s->bounded) return false;
  for (int size = ent_search_further(s, 0); size <= s->items; size++) {
    if (ent_search_run(s, size)) return true;
    if (s->steps < 0) return false;
  }
  return false;
}

int ent_rule_block(const ent_rule *rule, const double *utility, double abstain, ent_set *block, ent_set *any)
{
  ent_set one = {{0, 0, 0, 0}}, all = one;
  int size = 0;
  if (ent_rule_margin(rule, utility, abstain, NULL) < 0) {
    ent_search s;
    ent_search_open(&s, ENT_SEARCH_BLOCK, rule, utility, abstain);
    const bool smallest = find_smallest(&s);
    if (!smallest) ent_search_greedy(&s);
    one = all = kept_members(&s);
    size = count_members(&one);
    if (any && smallest) add_other_blocks(&s, size, &all);
  }
  if (block) *block = one;
  if (any) *any = all;
  return size;
}
