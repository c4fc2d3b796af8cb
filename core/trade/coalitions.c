/* coalitions.c - what is each sanctioner worth, and who would rather leave?
 *
 *   v(S) = 1 - w/P of the target when exactly the members of S stop trading with it
 *   shapley_i = sum over S without i of |S|! (k - |S| - 1)! / k! (v(S + i) - v(S))
 *   banzhaf_i = the plain mean of v(S + i) - v(S)
 *
 * Sets follow one another in Gray order, so each differs from the one before by one member, whose two flows are put in or taken
 * out of the shares; wages start where they were.  The chord method uses the matrix of the world with no sanctions for all of
 * them (a set that cuts the target off is solved by extrapolation).
 * Cost: 2^k solutions of O(n^2), then k 2^k additions.
 * Sources: Shapley, A value for n-person games (1953); Banzhaf, Rutgers Law Review 19 (1965); Gray order: Knuth, TAOCP 4A,
 * 7.2.1.1. */
#include "trade/gravity.h"

#include "base/fail.h"
#include "base/sum.h"

#include <string.h>

#define TOLERANCE 1e-12 /* of a log wage: a hundredth of what the certificate allows */

typedef struct hunt {
  ent_trade *t;
  int target, members;
  const int *member;
  double *freeness; /* [n n] of the set at hand */
  ent_trade_coalitions *c;
} hunt;

static void toggle(const hunt *h, int m)
{
  const size_t n = (size_t)h->t->n, a = (size_t)h->target, b = (size_t)h->member[m];
  const double now = h->freeness[a * n + b] > 0 ? 0 : 1;
  h->freeness[a * n + b] = h->freeness[b * n + a] = now;
}

/* Solves the set, keeps what is asked of it. */
static ent_status value_of(const hunt *h, uint32_t set, ent_error *err)
{
  const ent_trade_shock shock = {.freeness = h->freeness};
  const uint32_t all = ((uint32_t)1 << h->members) - 1;
  ent_trade_answer a;
  ent_trade_coalitions *const c = h->c;
  const ent_status status = ent_trade_solve(h->t, &shock, &a, err);
  if (status != ENT_OK) return status;
  c->value[set] = 1 - a.real_wage[h->target];
  c->holds = c->holds && a.certificate.holds;
  if (a.certificate.market > c->worst_market) c->worst_market = a.certificate.market;
  for (int i = 0; i < h->members; i++) {
    const double own = a.real_wage[h->member[i]];
    if (set == all) c->cost[i] = 1 - own;
    if (set == (all & ~((uint32_t)1 << i))) c->leaving[i] = own;
  }
  return ENT_OK;
}

static ent_status walk(const hunt *h, ent_error *err)
{
  const uint32_t sets = (uint32_t)1 << h->members;
  ent_status status = ENT_OK;
  uint32_t before = 0;
  for (uint32_t k = 0; k < sets && status == ENT_OK; k++) {
    const uint32_t set = k ^ (k >> 1);
    for (int m = 0; m < h->members; m++)
      if ((set ^ before) >> m & 1u) toggle(h, m);
    before = set;
    h->t->warm = k > 0;
    status = value_of(h, set, err);
  }
  h->t->warm = false;
  return status;
}

/* Members of a set. */
static int size_of(uint32_t set)
{
  int size = 0;
  for (; set; set &= set - 1) size++;
  return size;
}

/* |S|! (k - |S| - 1)! / k! = 1 / (k C(k - 1, |S|)). */
static double weight_of(int members, int size)
{
  double choose = 1;
  for (int i = 1; i <= size; i++) choose = choose * (members - i) / i;
  return 1 / (members * choose);
}

static void share_out(ent_trade_coalitions *c)
{
  const int k = c->members;
  const uint32_t sets = (uint32_t)1 << k, half = sets >> 1; /* half: those without a certain member */
  double weight[ENT_TRADE_MEMBERS];
  for (int size = 0; size < k; size++) weight[size] = weight_of(k, size);
  for (int i = 0; i < k; i++) {
    const uint32_t bit = (uint32_t)1 << i;
    ent_sum shapley = {0}, banzhaf = {0};
    for (uint32_t set = 0; set < sets; set++) {
      if (set & bit) continue;
      const double adds = c->value[set | bit] - c->value[set];
      ent_sum_add(&shapley, weight[size_of(set)] * adds);
      ent_sum_add(&banzhaf, adds);
    }
    c->shapley[i] = ent_sum_value(&shapley);
    c->banzhaf[i] = ent_sum_value(&banzhaf) / half;
    c->alone[i] = c->value[bit] - c->value[0];
    c->last[i] = c->value[sets - 1] - c->value[(sets - 1) & ~bit];
    c->leaving[i] -= 1 - c->cost[i];
  }
}

/* ---- memory ------------------------------------------------------------------------------------------------------------ */

static size_t room_of(int members)
{
  return sizeof(ent_trade_coalitions) + (((size_t)1 << members) + 6 * (size_t)members) * sizeof(double);
}

/* One block: the structure, then its arrays. */
static ent_trade_coalitions *lay_out(int members, const ent_allocator *memory)
{
  ent_trade_coalitions *const c = memory->resize(memory->ctx, NULL, 0, room_of(members));
  if (!c) return NULL;
  memset(c, 0, room_of(members));
  double *at = (double *)(void *)(c + 1);
  c->members = members;
  c->holds = true;
  c->value = at;
  at += (size_t)1 << members;
  double **const list[] = {&c->shapley, &c->banzhaf, &c->alone, &c->last, &c->cost, &c->leaving};
  for (size_t k = 0; k < sizeof list / sizeof *list; k++) *list[k] = at + k * (size_t)members;
  return c;
}

void ent_trade_coalitions_free(ent_trade_coalitions *coalitions, const ent_allocator *memory)
{
  if (coalitions) (void)memory->resize(memory->ctx, coalitions, room_of(coalitions->members), 0);
}

/* ---- what is refused ----------------------------------------------------------------------------------------------------- */

static ent_status check(const ent_trade *t, int target, const int *member, int members, ent_error *err)
{
  if (!member || members < 1 || members > ENT_TRADE_MEMBERS || target < 0 || target >= t->n)
    return ent_fail(err, ENT_ARGUMENT, "", "A coalition has 1 to 20 members and a target among the economies.");
  for (int i = 0; i < members; i++) {
    bool sound = member[i] >= 0 && member[i] < t->n && member[i] != target;
    for (int k = 0; k < i; k++) sound = sound && member[k] != member[i];
    if (!sound)
      return ent_fail(err, ENT_ARGUMENT, "", "A member of the coalition is no economy, the target, or named twice.");
  }
  if (t->options.supply > 0 || t->options.deficits == ENT_TRADE_MULTIPLICATIVE || t->options.fixed_shares)
    return ent_fail(err, ENT_ARGUMENT, "",
                    "Coalitions are solved without elasticity of supply, multiplicative deficits and fixed shares.");
  return ENT_OK;
}

ent_status ent_trade_coalitions_find(ent_trade *trade, int target, const int *member, int members,
                                     const ent_allocator *memory, ent_trade_coalitions **out, ent_error *err)
{
  if (!trade || !memory || !out) return ent_fail(err, ENT_ARGUMENT, "", "Trade, memory and out are not NULL.");
  ent_status status = check(trade, target, member, members, err);
  if (status != ENT_OK) return status;
  const size_t cells = (size_t)trade->n * (size_t)trade->n;
  hunt h = {.t = trade, .target = target, .members = members, .member = member};
  h.freeness = memory->resize(memory->ctx, NULL, 0, cells * sizeof *h.freeness);
  h.c = lay_out(members, memory);
  if (!h.freeness || !h.c) status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the coalitions.");
  for (size_t c = 0; c < cells && h.freeness; c++) h.freeness[c] = 1;
  const ent_trade_options options = trade->options;
  trade->options.solver = ENT_TRADE_CHORD;
  if (options.tolerance < TOLERANCE) trade->options.tolerance = TOLERANCE;
  if (status == ENT_OK) status = walk(&h, err);
  trade->options = options;
  if (h.freeness) (void)memory->resize(memory->ctx, h.freeness, cells * sizeof *h.freeness, 0);
  if (status != ENT_OK) {
    ent_trade_coalitions_free(h.c, memory);
    return status;
  }
  share_out(h.c);
  *out = h.c;
  return ENT_OK;
}
