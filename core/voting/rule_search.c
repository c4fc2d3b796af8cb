/* rule_search.c - which members, taken together at the least cost, tip a rule?
 *
 * Depth first over the unwilling in order of cost, with two cuts.  Size: an atom that misses d needs at least as many items
 * as it takes of the heaviest ones left to reach d; "all of" needs the most of its parts' numbers, "any of" the least.
 * Cost: what is taken plus that many of the next items, which are the cheapest left.  Both bounds grow along the list, so a
 * cut ends the loop.  Sums are formed in the order of the list, in which rounding is monotone, so the cuts are right to the
 * last bit; of equal sums the one found first stays.
 * Cost: exponential in the items at worst, a few hundred steps in the clubs of the scenarios; no allocation.
 * Source: Land and Doig, An automatic method of solving discrete programming problems, Econometrica 28 (1960). */
#include "rule_search.h"

#include <math.h>

/* What the item brings to the atom. */
static int64_t gain(const ent_search *s, const ent_rule_node *atom, int item)
{
  if (atom->objection && s->silent[item]) return 0;
  return ent_rule_weights(s->rule, atom)[s->member[item]];
}

/* Does the node need all of its parts? */
static bool needs_all(const ent_search *s, const ent_rule_node *gate)
{
  return (gate->kind == ENT_RULE_AND) == (s->aim == ENT_SEARCH_MOVE);
}

/* ---- set-up -------------------------------------------------------------------------------------------------- */

static void list_items(ent_search *s, const double *utility, double abstain)
{
  double eager[ENT_MEMBERS_MAX] = {0}; /* minus cost: the order is descending */
  int order[ENT_MEMBERS_MAX];
  const double sign = s->aim == ENT_SEARCH_BLOCK ? 1 : -1;
  const int n = s->rule->members;
  for (int m = 0; m < n; m++) eager[m] = -sign * utility[m];
  ent_rule_order(eager, n, order);
  s->items = 0;
  for (int k = 0; k < n; k++) {
    const int m = order[k];
    if (!(utility[m] < 0)) continue;
    s->member[s->items] = m;
    s->cost[s->items] = sign * utility[m];
    s->silent[s->items] = utility[m] + abstain >= 0;
    s->taken[s->items] = s->kept[s->items] = false;
    s->items++;
  }
}

/* Block: what must go so that the rest falls short.  Move: what the willing (and, for an objection, the silent) lack. */
static int64_t missing_at_first(const ent_search *s, const ent_rule_node *atom)
{
  if (s->aim == ENT_SEARCH_BLOCK) return atom->total - atom->quota + 1;
  int64_t lacking = atom->quota - atom->total;
  for (int i = 0; i < s->items; i++) lacking += gain(s, atom, i);
  return lacking;
}

static void rank_items(ent_search *s, int node)
{
  const ent_rule_node *atom = &s->rule->node[node];
  uint8_t *heavy = s->heavy + (ptrdiff_t)node * s->items;
  for (int i = 0; i < s->items; i++) {
    int j = i;
    for (; j > 0 && gain(s, atom, heavy[j - 1]) < gain(s, atom, i); j--) heavy[j] = heavy[j - 1];
    heavy[j] = (uint8_t)i;
  }
}

void ent_search_open(ent_search *s, ent_search_aim aim, const ent_rule *rule, const double *utility, double abstain)
{
  s->rule = rule;
  s->aim = aim;
  s->forced = -1;
  s->any_will_do = false;
  s->best = INFINITY;
  list_items(s, utility, abstain);
  s->bounded = (size_t)rule->nodes * (size_t)s->items <= sizeof s->heavy;
  for (int node = 0; node < rule->nodes; node++) {
    if (rule->node[node].kind != ENT_RULE_ATOM) continue;
    s->missing[node] = missing_at_first(s, &rule->node[node]);
    if (s->bounded) rank_items(s, node);
  }
}

/* ---- bounds -------------------------------------------------------------------------------------------------- */

static int atom_further(const ent_search *s, int node, int at)
{
  int64_t missing = s->missing[node];
  if (missing <= 0) return 0;
  const uint8_t *heavy = s->heavy + (ptrdiff_t)node * s->items;
  int count = 0;
  for (int rank = 0; rank < s->items; rank++) {
    if (heavy[rank] < at || heavy[rank] == s->forced) continue;
    missing -= gain(s, &s->rule->node[node], heavy[rank]);
    count++;
    if (missing <= 0) return count;
  }
  return s->items + 1;
}

static int node_further(const ent_search *s, int node, int at)
{
  const ent_rule_node *gate = &s->rule->node[node];
  if (gate->kind == ENT_RULE_ATOM) return atom_further(s, node, at);
  const bool all = needs_all(s, gate);
  int least = all ? 0 : s->items + 1;
  for (int c = gate->child; c >= 0; c = s->rule->node[c].next) {
    const int further = node_further(s, c, at);
    if (all ? further > least : further < least) least = further;
  }
  return least;
}

int ent_search_further(const ent_search *s, int at)
{
  return node_further(s, s->rule->root, at);
}

/* Is the formula true now? */
static bool suffices(const ent_search *s, int node)
{
  const ent_rule_node *gate = &s->rule->node[node];
  if (gate->kind == ENT_RULE_ATOM) return s->missing[node] <= 0;
  const bool all = needs_all(s, gate);
  for (int c = gate->child; c >= 0; c = s->rule->node[c].next)
    if (suffices(s, c) != all) return !all;
  return all;
}

void ent_search_take(ent_search *s, int item)
{
  s->taken[item] = true;
  for (int node = 0; node < s->rule->nodes; node++)
    if (s->rule->node[node].kind == ENT_RULE_ATOM) s->missing[node] -= gain(s, &s->rule->node[node], item);
}

void ent_search_give_back(ent_search *s, int item)
{
  s->taken[item] = false;
  for (int node = 0; node < s->rule->nodes; node++)
    if (s->rule->node[node].kind == ENT_RULE_ATOM) s->missing[node] += gain(s, &s->rule->node[node], item);
}

/* ---- search -------------------------------------------------------------------------------------------------- */

static void keep(ent_search *s, double sum)
{
  s->best = sum;
  for (int i = 0; i < s->items; i++) s->kept[i] = s->taken[i];
}

/* Adds items from `at` on, at most slots of them, to a set that costs sum. */
static void visit(ent_search *s, int at, int slots, double sum)
{
  if (suffices(s, s->rule->root)) {
    if (sum < s->best) keep(s, sum);
    return;
  }
  for (int i = at; i < s->items; i++) {
    if (s->steps-- <= 0 || (s->any_will_do && s->best < INFINITY)) return;
    if (i == s->forced) continue;
    const int further = ent_search_further(s, i);
    if (further > slots) return;
    const int least = s->aim == ENT_SEARCH_BLOCK ? slots : further;
    double bound = sum;
    for (int k = i; k < i + least && k < s->items; k++) bound += s->cost[k];
    if (bound >= s->best) return;
    ent_search_take(s, i);
    visit(s, i + 1, slots - 1, sum + s->cost[i]);
    ent_search_give_back(s, i);
  }
}

bool ent_search_run(ent_search *s, int slots)
{
  s->steps = s->items <= ENT_SEARCH_EXACT_MAX ? INT64_MAX : ENT_SEARCH_STEPS;
  visit(s, 0, slots, 0);
  return s->best < INFINITY;
}

void ent_search_greedy(ent_search *s)
{
  for (int i = 0; i < s->items; i++) ent_search_take(s, i);
  for (int i = s->items - 1; i >= 0; i--) {
    ent_search_give_back(s, i);
    if (!suffices(s, s->rule->root)) ent_search_take(s, i);
  }
  double sum = 0;
  for (int i = 0; i < s->items; i++)
    if (s->taken[i]) sum += s->cost[i];
  keep(s, sum);
  for (int i = 0; i < s->items; i++)
    if (s->taken[i]) ent_search_give_back(s, i);
}
