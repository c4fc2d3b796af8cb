/* coalitions.c - what is each sanctioner worth, what does it pay, and who would rather leave?
 *
 *   v(S) = 1 - w/P of the target when exactly the members of S stop trading with it
 *   shapley_i = sum over S without i of |S|! (k - |S| - 1)! / k! (v(S + i) - v(S))
 *   banzhaf_i = the plain mean of v(S + i) - v(S)
 *
 * All sets are solved (coalitions_walk.c) or orders of joining are drawn (coalitions_sample.c).  The full coalition, those that
 * lack one member and every 4,096th are solved by ent_trade_solve as well: from them come what members pay and would gain by
 * leaving, and a check of the fast way by the slow one.
 * Cost: that of the walk, then k 2^k additions.
 * Sources: Shapley, A value for n-person games (1953); Banzhaf, Rutgers Law Review 19 (1965). */
#include "trade/coalitions.h"

#include "base/bits.h"
#include "base/fail.h"
#include "base/ieee.h"
#include "base/sum.h"

#include <math.h>
#include <string.h>

#define AGAIN 4096   /* every so many sets one is solved a second time */
#define SAMPLES 1024 /* orders, where the caller does not say */
#define FIGURES 8    /* arrays of one number a member */

/* ---- values from all sets ---------------------------------------------------------------------------------------- */

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
      ent_sum_add(&shapley, weight[ent_ones(set)] * adds);
      ent_sum_add(&banzhaf, adds);
    }
    c->shapley[i] = ent_sum_value(&shapley);
    c->banzhaf[i] = ent_sum_value(&banzhaf) / half;
    c->alone[i] = c->value[bit] - c->value[0];
    c->last[i] = c->value[sets - 1] - c->value[(sets - 1) & ~bit];
  }
  c->all = c->value[sets - 1] - c->value[0];
}

/* ---- sets that are solved by themselves -------------------------------------------------------------------------- */

/* A set by the second way: into value where the first had no answer, else beside it. */
static ent_status solve_again(ent_hunt *h, ent_trade_coalitions *c, uint64_t set, ent_trade_answer *a, ent_error *err)
{
  const ent_status status = ent_hunt_solve(h, set, -1, a, err);
  if (status != ENT_OK) return status;
  const double loss = 1 - a->real_wage[h->target];
  c->again++;
  c->holds = c->holds && a->certificate.holds;
  if (a->certificate.market > c->worst_market) c->worst_market = a->certificate.market;
  if (!c->value) return ENT_OK;
  if (ent_is_nan(c->value[set]))
    c->value[set] = loss;
  else if (!(fabs(c->value[set] - loss) <= c->differ))
    c->differ = fabs(c->value[set] - loss);
  return ENT_OK;
}

/* Those that the walk left, and some of those that it did not. */
static ent_status solve_rest(ent_hunt *h, ent_trade_coalitions *c, ent_error *err)
{
  const ent_trade_coalitions_options *const o = h->options;
  const uint64_t sets = (uint64_t)1 << h->members;
  ent_trade_answer a;
  for (uint64_t set = 0; set < sets; set++) {
    if (set % AGAIN != AGAIN - 1 && !ent_is_nan(c->value[set])) continue;
    if (o->progress && !o->progress(o->progress_ctx, set, sets, NULL))
      return ent_fail(err, ENT_CANCELLED, "", "The run was stopped.");
    const ent_status status = solve_again(h, c, set, &a, err);
    if (status != ENT_OK) return status;
  }
  return ENT_OK;
}

/* The full coalition and those that lack one: what members pay, and what leaving would give them back. */
static ent_status solve_full(ent_hunt *h, ent_trade_coalitions *c, double *loss_all, ent_error *err)
{
  const uint64_t all = (uint64_t)-1 >> (64 - h->members);
  ent_trade_answer a;
  ent_status status = solve_again(h, c, all, &a, err);
  if (status != ENT_OK) return status;
  const double full = a.real_wage[h->target];
  *loss_all = 1 - full;
  for (int i = 0; i < h->members; i++) c->cost[i] = 1 - a.real_wage[h->member[i]];
  for (int i = 0; i < h->members; i++) {
    status = solve_again(h, c, all & ~((uint64_t)1 << i), &a, err);
    if (status != ENT_OK) return status;
    c->leaving[i] = a.real_wage[h->member[i]] - (1 - c->cost[i]);
    c->last[i] = a.real_wage[h->target] - full;
  }
  return ENT_OK;
}

/* How much the target would lose if nobody traded with it. */
static ent_status solve_everyone(ent_hunt *h, ent_trade_coalitions *c, ent_error *err)
{
  const size_t n = (size_t)h->t->n, r = (size_t)h->target;
  const ent_trade_shock shock = {.freeness = h->freeness};
  ent_trade_answer a;
  for (size_t i = 0; i < n; i++)
    if (i != r) h->freeness[i * n + r] = h->freeness[r * n + i] = 0;
  ent_status status = ent_trade_solve(h->t, &shock, &a, err);
  for (size_t i = 0; i < n; i++) h->freeness[i * n + r] = h->freeness[r * n + i] = 1;
  if (status != ENT_OK) return status;
  c->holds = c->holds && a.certificate.holds;
  const double cut_off = a.real_wage[r];
  status = ent_trade_solve(h->t, NULL, &a, err);
  if (status == ENT_OK) c->everyone = a.real_wage[r] - cut_off;
  return status;
}

static void set_prices(const ent_hunt *h, ent_trade_coalitions *c)
{
  for (int i = 0; i < c->members; i++) {
    const double theirs = c->shapley[i] * h->t->output[h->target], own = c->cost[i] * h->t->output[h->member[i]];
    c->price[i] = c->shapley[i] > ENT_HUNT_NOTHING ? own / theirs : ent_nan();
  }
}

/* ---- memory ------------------------------------------------------------------------------------------------------ */

static size_t room_of(int members, bool listed)
{
  return sizeof(ent_trade_coalitions) +
         ((listed ? (size_t)1 << members : 0) + FIGURES * (size_t)members) * sizeof(double);
}

/* One block: the structure, then its arrays. */
static ent_trade_coalitions *lay_out(int members, bool listed, const ent_allocator *memory)
{
  ent_trade_coalitions *const c = memory->resize(memory->ctx, NULL, 0, room_of(members, listed));
  if (!c) return NULL;
  memset(c, 0, room_of(members, listed));
  double *at = (double *)(void *)(c + 1);
  double **const list[FIGURES] = {&c->shapley, &c->error, &c->banzhaf, &c->alone,
                                  &c->last,    &c->cost,  &c->leaving, &c->price};
  c->members = members;
  c->holds = true;
  for (size_t k = 0; k < FIGURES; k++) *list[k] = at + k * (size_t)members;
  if (listed) c->value = at + FIGURES * (size_t)members;
  return c;
}

void ent_trade_coalitions_free(ent_trade_coalitions *coalitions, const ent_allocator *memory)
{
  if (coalitions)
    (void)memory->resize(memory->ctx, coalitions, room_of(coalitions->members, coalitions->value != NULL), 0);
}

/* ---- the whole --------------------------------------------------------------------------------------------------- */

static ent_status find_all(ent_hunt *h, ent_trade_coalitions *c, ent_error *err)
{
  double loss_all;
  c->sets = (uint64_t)1 << h->members;
  ent_status status = ent_hunt_walk(h, c->value, &c->worst_market, err);
  if (status == ENT_OK) status = solve_rest(h, c, err);
  if (status == ENT_OK) status = solve_full(h, c, &loss_all, err);
  if (status == ENT_OK) share_out(c);
  return status;
}

/* What each member does alone and as the last is exact; then orders. */
static ent_status find_some(ent_hunt *h, ent_trade_coalitions *c, ent_error *err)
{
  const uint64_t asked = h->options->samples;
  double loss_all = 0;
  ent_trade_answer a;
  ent_status status = ENT_OK;
  for (int i = 0; i < h->members && status == ENT_OK; i++) {
    status = solve_again(h, c, (uint64_t)1 << i, &a, err);
    if (status == ENT_OK) c->alone[i] = 1 - a.real_wage[h->target];
  }
  if (status == ENT_OK) status = solve_full(h, c, &loss_all, err);
  c->all = loss_all;
  return status == ENT_OK ? ent_hunt_sample(h, asked > 0 ? asked : SAMPLES, loss_all, c, err) : status;
}

ent_status ent_trade_coalitions_find(ent_trade *trade, int target, const int *member, int members,
                                     const ent_trade_coalitions_options *options, const ent_allocator *memory,
                                     ent_trade_coalitions **out, ent_error *err)
{
  static const ent_trade_coalitions_options usual = {0};
  if (!trade || !memory || !out) return ent_fail(err, ENT_ARGUMENT, "", "Trade, memory and out are not NULL.");
  ent_hunt h = {.t = trade,
                .target = target,
                .members = members,
                .member = member,
                .options = options ? options : &usual,
                .memory = memory};
  ent_trade_coalitions *c = NULL;
  bool listed = true;
  ent_status status = ent_hunt_open(&h, err);
  if (status == ENT_OK) {
    listed = h.options->samples == 0 && members <= ENT_TRADE_MEMBERS;
    c = lay_out(members, listed, memory);
    if (!c) status = ent_fail(err, ENT_NOMEM, "", "There is no memory for the coalitions.");
  }
  if (status == ENT_OK) status = listed ? find_all(&h, c, err) : find_some(&h, c, err);
  if (status == ENT_OK) status = solve_everyone(&h, c, err);
  if (status == ENT_OK) set_prices(&h, c);
  ent_hunt_close(&h);
  if (status != ENT_OK) {
    ent_trade_coalitions_free(c, memory);
    return status;
  }
  *out = c;
  return ENT_OK;
}
