/* rule_margin.c - does a coalition win, and how firmly does the club carry a proposal?
 *
 *   margin = max { t : the members with u >= t carry it }
 *
 * An atom carries at t exactly when t is at most the utility at which the descending sum of weights reaches its quota
 * (a weighted order statistic); an objection counts a member already at t - abstain, which adds `abstain` to its value.
 * "A and B" carries at t when both do, so it takes the smaller value, "or" the larger.  The members are sorted once for
 * all atoms.
 * Cost: O(n log n + nodes * n), below 100 ns for a club of seven; no allocation. */
#include "rule.h"

#define INSERTION_MAX 32 /* below, insertion sort beats a heap */

/* ---- order of members -------------------------------------------------------------------------------------- */

/* Does a come after b: lower value, or the same and a higher number? */
static bool after(const double *value, int a, int b)
{
  if (value[a] != value[b]) return value[a] < value[b];
  return a > b;
}

static void sift(const double *value, int *order, int root, int n)
{
  const int moved = order[root];
  for (int child = 2 * root + 1; child < n; child = 2 * root + 1) {
    if (child + 1 < n && after(value, order[child + 1], order[child])) child++;
    if (!after(value, order[child], moved)) break;
    order[root] = order[child];
    root = child;
  }
  order[root] = moved;
}

void ent_rule_order(const double *value, int n, int *order)
{
  order[0] = 0;
  if (n <= INSERTION_MAX) {
    for (int i = 1; i < n; i++) {
      int j = i;
      for (; j > 0 && value[order[j - 1]] < value[i]; j--) order[j] = order[j - 1];
      order[j] = i;
    }
    return;
  }
  for (int i = 1; i < n; i++) order[i] = i;
  for (int i = n / 2 - 1; i >= 0; i--) sift(value, order, i, n);
  for (int last = n - 1; last > 0; last--) {
    const int top = order[0];
    order[0] = order[last];
    order[last] = top;
    sift(value, order, 0, last);
  }
}

/* ---- margin ------------------------------------------------------------------------------------------------ */

typedef struct ballot {
  const ent_rule *rule;
  int members;
  const double *utility;
  const int *order;
  double abstain;
} ballot;

typedef struct edge {
  double value;
  int member;
} edge;

static edge atom_edge(const ballot *b, const ent_rule_node *atom)
{
  const int64_t *weight = ent_rule_weights(b->rule, atom);
  int64_t sum = 0;
  int k = 0;
  for (; k + 1 < b->members; k++) { /* the quota is at most the total: if nobody before, the last one reaches it */
    sum += weight[b->order[k]];
    if (sum >= atom->quota) break;
  }
  const int member = b->order[k];
  return (edge){b->utility[member] + (atom->objection ? b->abstain : 0), member};
}

static edge node_edge(const ballot *b, int at)
{
  const ent_rule_node *node = &b->rule->node[at];
  if (node->kind == ENT_RULE_ATOM) return atom_edge(b, node);
  edge best = node_edge(b, node->child);
  for (int c = b->rule->node[node->child].next; c >= 0; c = b->rule->node[c].next) {
    const edge e = node_edge(b, c);
    if (node->kind == ENT_RULE_AND ? e.value < best.value : e.value > best.value) best = e;
  }
  return best;
}

/* Where all have to agree, the least willing member decides: the last one of the order. */
static double consensus(const double *utility, int n, int *marginal)
{
  int last = 0;
  for (int i = 1; i < n; i++)
    if (utility[i] <= utility[last]) last = i;
  if (marginal) *marginal = last;
  return utility[last];
}

double ent_rule_margin(const ent_rule *rule, const double *utility, double abstain, int *marginal)
{
  int order[ENT_MEMBERS_MAX];
  const int n = rule->members;
  const ent_rule_node *root = &rule->node[rule->root];
  if (root->kind == ENT_RULE_ATOM && !root->objection && root->column == 0 && root->quota == n)
    return consensus(utility, n, marginal);
  ent_rule_order(utility, n, order);
  const ballot b = {rule, n, utility, order, abstain};
  const edge e = node_edge(&b, rule->root);
  if (marginal) *marginal = e.member;
  return e.value;
}

/* ---- coalitions -------------------------------------------------------------------------------------------- */

static bool node_wins(const ent_rule *rule, int at, const ent_set *yes, const ent_set *not_against)
{
  const ent_rule_node *node = &rule->node[at];
  if (node->kind == ENT_RULE_ATOM) {
    const int64_t *weight = ent_rule_weights(rule, node);
    const ent_set *counted = node->objection ? not_against : yes;
    int64_t sum = 0;
    for (int m = 0; m < rule->members; m++)
      if (ent_set_has(counted, m)) sum += weight[m];
    return sum >= node->quota;
  }
  const bool any = node->kind == ENT_RULE_OR;
  for (int c = node->child; c >= 0; c = rule->node[c].next)
    if (node_wins(rule, c, yes, not_against) == any) return any;
  return !any;
}

bool ent_rule_wins(const ent_rule *rule, const ent_set *yes, const ent_set *silent)
{
  ent_set not_against = *yes;
  for (int w = 0; silent && w < 4; w++) not_against.word[w] |= silent->word[w];
  return node_wins(rule, rule->root, yes, &not_against);
}
