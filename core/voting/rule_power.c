/* rule_power.c - how much power does a rule give each member, before anybody's wishes are known?
 *
 *   Banzhaf (absolute, Penrose):  beta_i = swings_i / 2^(n-1)
 *   Shapley-Shubik:               phi_i  = sum over coalitions S that i swings of |S|! (n-1-|S|)! / n!
 *
 * i swings S when S loses and S with i wins.  Members with the same weight in every column that the rule uses are one
 * type, and only the number of each type in S matters: all vectors (k_1, ..., k_T) with 0 <= k_t <= size_t are walked like
 * an odometer, each standing for the product of C(size_t, k_t) coalitions.  Members who are all different are types of one,
 * so plain enumeration is the same walk.  A member of type t is outside S in (size_t - k_t) / size_t of them.
 *
 * Cost: O(vectors * types * nodes) for at most 2^24 vectors, no allocation.  All terms are positive and the sums
 * compensated: exact to the last bits while 2^n < 2^53, relative error below 1e-12 up to n = 256 (binomials by recurrence,
 * as shares of 2^size, so nothing overflows).
 * Source: Penrose 1946; Banzhaf 1965; Shapley and Shubik 1954; Felsenthal and Machover 1998. */
#include "base/fail.h"
#include "base/sum.h"
#include "rule.h"

#define VECTORS_MAX (INT64_C(1) << ENT_ENUMERATE_MAX)
#define TYPES_MAX ENT_ENUMERATE_MAX              /* each type at least doubles the vectors */
#define SHARES_MAX (ENT_MEMBERS_MAX + TYPES_MAX) /* sum of size + 1 */

typedef struct census {
  const ent_rule *rule;
  int types;
  int type_of[ENT_MEMBERS_MAX];
  int first[TYPES_MAX], size[TYPES_MAX]; /* a member of the type; how many there are */
  double share[SHARES_MAX];              /* C(size, k) / 2^size, one type after the other */
  const double *share_of[TYPES_MAX];
  double ordering[ENT_MEMBERS_MAX]; /* 2^(n-1) s! (n-1-s)! / n! = 2^(n-1) / (n C(n-1, s)) */
} census;

typedef struct walk {
  int taken[TYPES_MAX], coalition;    /* k_t and their sum */
  double product[TYPES_MAX + 1];      /* of the shares of the types before t */
  int64_t weight[ENT_RULE_NODES_MAX]; /* atom: weight of the coalition */
  ent_sum banzhaf[TYPES_MAX], shapley[TYPES_MAX];
} walk;

/* ---- types ---------------------------------------------------------------------------------------------------- */

static bool alike(const ent_rule *rule, int a, int b)
{
  for (int node = 0; node < rule->nodes; node++) {
    if (rule->node[node].kind != ENT_RULE_ATOM) continue;
    const int64_t *weight = ent_rule_weights(rule, &rule->node[node]);
    if (weight[a] != weight[b]) return false;
  }
  return true;
}

/* False when there are too many vectors. */
static bool take_census(census *c)
{
  const ent_rule *rule = c->rule;
  for (int m = 0; m < rule->members; m++) {
    int t = 0;
    while (t < c->types && !alike(rule, c->first[t], m)) t++;
    if (t == TYPES_MAX) return false;
    if (t == c->types) {
      c->first[c->types] = m;
      c->size[c->types++] = 0;
    }
    c->type_of[m] = t;
    c->size[t]++;
  }
  int64_t vectors = 1;
  for (int t = 0; t < c->types; t++) {
    vectors *= c->size[t] + 1;
    if (vectors > VECTORS_MAX) return false;
  }
  return true;
}

static double power_of_two(int n)
{
  double p = 1;
  for (int i = 0; i < n; i++) p *= 2;
  return p;
}

/* C(n, 0..n), the upper half mirrored. */
static void fill_binomials(int n, double *out)
{
  out[0] = out[n] = 1;
  for (int k = 1; k <= n / 2; k++) out[k] = out[n - k] = out[k - 1] * (n - k + 1) / k;
}

static void fill_tables(census *c)
{
  const int n = c->rule->members;
  double *share = c->share;
  for (int t = 0; t < c->types; t++) {
    const int size = c->size[t];
    fill_binomials(size, share);
    for (int k = 0; k <= size; k++) share[k] /= power_of_two(size);
    c->share_of[t] = share;
    share += size + 1;
  }
  fill_binomials(n - 1, c->ordering);
  for (int s = 0; s < n; s++) c->ordering[s] = power_of_two(n - 1) / (n * c->ordering[s]);
}

/* ---- walk ----------------------------------------------------------------------------------------------------- */

/* Does the coalition win, together with one more member (-1 for none)? */
static bool wins_with(const ent_rule *rule, const walk *w, int at, int extra)
{
  const ent_rule_node *node = &rule->node[at];
  if (node->kind == ENT_RULE_ATOM) {
    const int64_t more = extra < 0 ? 0 : ent_rule_weights(rule, node)[extra];
    return w->weight[at] + more >= node->quota;
  }
  const bool any = node->kind == ENT_RULE_OR;
  for (int c = node->child; c >= 0; c = rule->node[c].next)
    if (wins_with(rule, w, c, extra) == any) return any;
  return !any;
}

static void count_swings(const census *c, walk *w)
{
  const ent_rule *rule = c->rule;
  if (wins_with(rule, w, rule->root, -1)) return;
  for (int t = 0; t < c->types; t++) {
    const int outside = c->size[t] - w->taken[t];
    if (outside == 0 || !wins_with(rule, w, rule->root, c->first[t])) continue;
    /* product / 2^n of the coalitions; twice that, since beta is a share of 2^(n-1) */
    const double swings = 2 * w->product[c->types] * outside / c->size[t];
    ent_sum_add(&w->banzhaf[t], swings);
    ent_sum_add(&w->shapley[t], swings * c->ordering[w->coalition]);
  }
}

static void add_to_coalition(const census *c, walk *w, int type, int count)
{
  const ent_rule *rule = c->rule;
  w->taken[type] += count;
  w->coalition += count;
  for (int node = 0; node < rule->nodes; node++)
    if (rule->node[node].kind == ENT_RULE_ATOM)
      w->weight[node] += count * ent_rule_weights(rule, &rule->node[node])[c->first[type]];
}

/* The next vector; false after the last. */
static bool step(const census *c, walk *w)
{
  int t = c->types - 1;
  for (; t >= 0 && w->taken[t] == c->size[t]; t--) add_to_coalition(c, w, t, -c->size[t]);
  if (t < 0) return false;
  add_to_coalition(c, w, t, 1);
  for (; t < c->types; t++) w->product[t + 1] = w->product[t] * c->share_of[t][w->taken[t]];
  return true;
}

ent_status ent_rule_power(const ent_rule *rule, double *banzhaf, double *shapley, ent_error *err)
{
  census c = {.rule = rule};
  if (!take_census(&c))
    return ent_fail(
      err, ENT_LIMIT, "rule",
      "Power indices are computed for up to 24 members, or more if they fall into few classes of equals.");
  fill_tables(&c);
  walk w = {.coalition = 0};
  w.product[0] = 1;
  for (int t = 0; t < c.types; t++) w.product[t + 1] = w.product[t] * c.share_of[t][0];
  do count_swings(&c, &w);
  while (step(&c, &w));
  for (int m = 0; m < rule->members; m++) {
    if (banzhaf) banzhaf[m] = ent_sum_value(&w.banzhaf[c.type_of[m]]);
    if (shapley) shapley[m] = ent_sum_value(&w.shapley[c.type_of[m]]);
  }
  return ENT_OK;
}
