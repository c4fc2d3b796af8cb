/* rule_cheapest.c - whom would it be cheapest to move, so that the proposal carries?
 *
 *   min  sum over M of -u_m   over sets M of unwilling members (u < 0) such that the willing and M together carry it
 *
 * A member moved votes yes.  The greedy answer (take all, give back the dearest that are not needed) is the first bound of
 * the exact search of rule_search.c.
 * Cost: exponential at worst in up to 24 unwilling members; beyond that the greedy answer, O(nodes * n), improved within
 * 65,536 steps and exact if these were enough. */
#include "base/sum.h"
#include "rule_search.h"

/* The members kept, and what moving them costs, summed in the order of members. */
static double moved_members(const ent_search *s, const double *utility, ent_set *moved)
{
  ent_sum cost = {0, 0};
  *moved = (ent_set){{0, 0, 0, 0}};
  for (int i = 0; i < s->items; i++)
    if (s->kept[i]) ent_set_add(moved, s->member[i]);
  for (int m = 0; m < s->rule->members; m++)
    if (ent_set_has(moved, m)) ent_sum_add(&cost, -utility[m]);
  return ent_sum_value(&cost);
}

double ent_rule_cheapest(const ent_rule *rule, const double *utility, double abstain, ent_set *moved, bool *exact)
{
  ent_set set = {{0, 0, 0, 0}};
  double cost = 0;
  bool proven = true;
  if (ent_rule_margin(rule, utility, abstain, NULL) < 0) {
    ent_search s;
    ent_search_open(&s, ENT_SEARCH_MOVE, rule, utility, abstain);
    ent_search_greedy(&s);
    if (s.bounded) ent_search_run(&s, s.items);
    proven = s.bounded && s.steps >= 0;
    cost = moved_members(&s, utility, &set);
  }
  if (moved) *moved = set;
  if (exact) *exact = proven;
  return cost;
}
