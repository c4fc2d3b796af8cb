/* rule_buy.c - whom is it cheapest to pay so that a proposal carries, and what are the next best ways?
 *
 *   min  sum of price over M   over sets M such that those who vote yes anyway and M together carry the rule,
 *                              and no member of M can be left out
 *
 * Depth first: each member for sale is paid or not, the cheapest first.  A node's bound: an atom that misses d needs at
 * least the fractional knapsack over what is left (members by price for each vote, the last one in part: Dantzig 1957), and
 * at least as many members as the heaviest ones take to reach d, at the lowest prices left; "and" needs the most of its
 * parts' bounds, "or" the least.  Branches that cannot beat the worst of the ways to be listed are cut.
 * Cost: exponential at worst; each step O(atoms * members).  Source: docs/method/voting.md, section on buying. */
#include "base/fail.h"
#include "entente/paths.h"
#include "rule.h"

#include <math.h>
#include <string.h>

#define STEPS_MAX (UINT64_C(1) << 22)

typedef struct market {
  const ent_rule *rule;
  const ent_set *silent;
  int items;
  int *member;      /* [items] cheapest first */
  double *price;    /* [items] */
  bool *taken;      /* [items] */
  int64_t *missing; /* [nodes] of each atom */
  int *ranked; /* [nodes * items] items by price for each vote, cheapest first; those that bring nothing are left out */
  int *heavy;  /* [nodes * items] the same items, heaviest first */
  int *bringing; /* [nodes] how many are ranked */
  int wanted;
  uint64_t limit;
  ent_purchases *out;
} market;

static int64_t gain(const market *k, int node, int item)
{
  const ent_rule_node *const atom = &k->rule->node[node];
  if (atom->objection && k->silent && ent_set_has(k->silent, k->member[item])) return 0;
  return ent_rule_weights(k->rule, atom)[k->member[item]];
}

/* ---- set-up -------------------------------------------------------------------------------------------------- */

static ent_status list_items(market *k, const double *price, ent_error *err)
{
  for (int m = 0; m < k->rule->members; m++) {
    if (!(price[m] >= 0))
      return ent_fail(err, ENT_ARGUMENT, k->rule->member[m] ? k->rule->member[m] : "",
                      "A price is at least 0; 0 stands for a member that votes yes anyway.");
    if (price[m] == 0 || price[m] == INFINITY) continue;
    int at = k->items++;
    for (; at > 0 && k->price[at - 1] > price[m]; at--) {
      k->price[at] = k->price[at - 1];
      k->member[at] = k->member[at - 1];
    }
    k->price[at] = price[m];
    k->member[at] = m;
  }
  return ENT_OK;
}

/* What an atom misses before anybody is paid: the willing count, and for an objection the silent. */
static int64_t missing_at_first(const market *k, const ent_rule_node *atom, const double *price)
{
  const int64_t *const weight = ent_rule_weights(k->rule, atom);
  int64_t missing = atom->quota;
  for (int m = 0; m < k->rule->members; m++)
    if (price[m] == 0 || (atom->objection && k->silent && ent_set_has(k->silent, m))) missing -= weight[m];
  return missing;
}

static void rank_items(market *k, int node)
{
  int *const ranked = k->ranked + (ptrdiff_t)node * k->items, *const heavy = k->heavy + (ptrdiff_t)node * k->items;
  int count = 0;
  for (int i = 0; i < k->items; i++) {
    const double brings = (double)gain(k, node, i);
    if (brings == 0) continue;
    int place = count;
    for (; place > 0 && gain(k, node, heavy[place - 1]) < gain(k, node, i); place--) heavy[place] = heavy[place - 1];
    heavy[place] = i;
    int at = count++;
    for (; at > 0 && k->price[ranked[at - 1]] * brings > k->price[i] * (double)gain(k, node, ranked[at - 1]); at--)
      ranked[at] = ranked[at - 1];
    ranked[at] = i;
  }
  k->bringing[node] = count;
}

static ent_status open_market(market *k, const double *price, ent_arena *arena, ent_error *err)
{
  const int n = k->rule->members, nodes = k->rule->nodes;
  k->member = ENT_NEW(arena, int, n);
  k->price = ENT_NEW(arena, double, n);
  k->taken = ENT_NEW(arena, bool, n);
  k->missing = ENT_NEW(arena, int64_t, nodes);
  k->ranked = ENT_NEW(arena, int, (size_t)nodes *(size_t)n);
  k->heavy = ENT_NEW(arena, int, (size_t)nodes *(size_t)n);
  k->bringing = ENT_NEW(arena, int, nodes);
  if (!k->member || !k->price || !k->taken || !k->missing || !k->ranked || !k->heavy || !k->bringing)
    return ent_fail(err, ENT_NOMEM, "buy", "There is no memory to look for the cheapest ways.");
  const ent_status status = list_items(k, price, err);
  if (status != ENT_OK) return status;
  for (int node = 0; node < nodes; node++) {
    if (k->rule->node[node].kind != ENT_RULE_ATOM) continue;
    k->missing[node] = missing_at_first(k, &k->rule->node[node], price);
    rank_items(k, node);
  }
  return ENT_OK;
}

/* ---- bounds -------------------------------------------------------------------------------------------------- */

/* As many of the lowest prices from `from` on as it takes members at least to fill what an atom misses. */
static double count_bound(const market *k, int node, int from)
{
  const int *const heavy = k->heavy + (ptrdiff_t)node * k->items;
  int64_t missing = k->missing[node];
  int least = 0;
  double cost = 0;
  for (int r = 0; missing > 0; r++) {
    if (r == k->bringing[node]) return INFINITY;
    if (heavy[r] < from) continue;
    missing -= gain(k, node, heavy[r]);
    least++;
  }
  for (int i = from; least > 0; i++) {
    if (gain(k, node, i) == 0) continue;
    cost += k->price[i];
    least--;
  }
  return cost;
}

/* Least cost with which items from `from` on can fill what an atom misses, the last of them in part. */
static double knapsack_bound(const market *k, int node, int from)
{
  const int *const ranked = k->ranked + (ptrdiff_t)node * k->items;
  int64_t missing = k->missing[node];
  double cost = 0;
  for (int r = 0; missing > 0; r++) {
    if (r == k->bringing[node]) return INFINITY;
    if (ranked[r] < from) continue;
    const int64_t brings = gain(k, node, ranked[r]);
    const double part = brings > missing ? (double)missing / (double)brings : 1;
    cost += part * k->price[ranked[r]];
    missing -= brings;
  }
  return cost;
}

static double atom_bound(const market *k, int node, int from)
{
  const double counted = count_bound(k, node, from);
  if (counted == INFINITY) return counted;
  const double filled = knapsack_bound(k, node, from);
  return counted > filled ? counted : filled;
}

static double bound_of(const market *k, int node, int from)
{
  const ent_rule_node *const gate = &k->rule->node[node];
  if (gate->kind == ENT_RULE_ATOM) return atom_bound(k, node, from);
  const bool all = gate->kind == ENT_RULE_AND;
  double bound = all ? 0 : INFINITY;
  for (int c = gate->child; c >= 0; c = k->rule->node[c].next) {
    const double part = bound_of(k, c, from);
    if (all ? part > bound : part < bound) bound = part;
  }
  return bound;
}

static bool carries(const market *k, int node)
{
  const ent_rule_node *const gate = &k->rule->node[node];
  if (gate->kind == ENT_RULE_ATOM) return k->missing[node] <= 0;
  const bool all = gate->kind == ENT_RULE_AND;
  for (int c = gate->child; c >= 0; c = k->rule->node[c].next)
    if (carries(k, c) != all) return !all;
  return all;
}

/* ---- search -------------------------------------------------------------------------------------------------- */

static void pay(market *k, int item, bool paid)
{
  k->taken[item] = paid;
  for (int node = 0; node < k->rule->nodes; node++)
    if (k->rule->node[node].kind == ENT_RULE_ATOM)
      k->missing[node] += paid ? -gain(k, node, item) : gain(k, node, item);
}

/* Can nobody be left out of what is taken? */
static bool is_minimal(market *k)
{
  bool minimal = true;
  for (int i = 0; i < k->items && minimal; i++) {
    if (!k->taken[i]) continue;
    pay(k, i, false);
    minimal = !carries(k, k->rule->root);
    pay(k, i, true);
  }
  return minimal;
}

static void record(market *k, double cost)
{
  ent_purchases *const out = k->out;
  if (!is_minimal(k)) return;
  if (out->found == k->wanted && cost >= out->way[k->wanted - 1].cost) return;
  int at = out->found < k->wanted ? out->found++ : k->wanted - 1;
  for (; at > 0 && out->way[at - 1].cost > cost; at--) out->way[at] = out->way[at - 1];
  ent_purchase way = {.cost = cost};
  for (int i = 0; i < k->items; i++)
    if (k->taken[i]) {
      ent_set_add(&way.paid, k->member[i]);
      way.members++;
    }
  out->way[at] = way;
}

static void visit(market *k, int from, double cost)
{
  ent_purchases *const out = k->out;
  if (carries(k, k->rule->root)) {
    record(k, cost);
    return;
  }
  for (int i = from; i < k->items; i++) {
    const double bound = cost + bound_of(k, k->rule->root, i);
    const double worst = out->found == k->wanted ? out->way[k->wanted - 1].cost : INFINITY;
    if (!(bound < worst * (1 - 1e-12)) || bound == INFINITY) return;
    if (++out->steps > k->limit) return;
    pay(k, i, true);
    visit(k, i + 1, cost + k->price[i]);
    pay(k, i, false);
  }
}

ent_status ent_rule_buy(const ent_rule *rule, const double *price, const ent_set *silent, int wanted, uint64_t limit,
                        const ent_allocator *memory, ent_purchases *out, ent_error *err)
{
  if (wanted < 1 || wanted > ENT_PURCHASES_MAX)
    return ent_fail(err, ENT_ARGUMENT, "wanted", "The number of ways to list lies between 1 and 32.");
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_purchases found = {.found = 0};
  market k = {.rule = rule, .silent = silent, .wanted = wanted, .limit = limit ? limit : STEPS_MAX, .out = &found};
  const ent_status status = open_market(&k, price, &arena, err);
  if (status == ENT_OK) {
    const double least = bound_of(&k, rule->root, 0);
    visit(&k, 0, 0);
    found.proved = found.steps <= k.limit;
    found.bound = found.proved && found.found > 0 ? found.way[0].cost : least;
    *out = found;
  }
  ent_arena_close(&arena);
  return status;
}
