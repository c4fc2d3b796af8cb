/* await.c - take the incumbent's offer now, or wait for the next leader?
 *
 * Optimal stopping.  An offer taken from leader i in its n-th year is worth A_i,n (promise.c, with that offer's flow and cost);
 * while one waits,
 *
 *   U_i,n = o + delta [(1 - x_n) max(A_i,n+1, U_i,n+1) + x_n M],     M = sum_j share_j max(A_j,1, U_j,1)
 *
 * swept backward over each calendar until nothing moves: a contraction by delta at least, so the sweeps are bounded by
 * log(tolerance) / log(delta).  Cost: O(sweeps * types * years).
 * Source: ours; that an adversary may wait out or hurry a leader because of who follows is in Wolford 2007 (AJPS 51:772-788). */
#include <math.h>

#include "base/fail.h"
#include "office.h"

#define SWEEPS_MAX 200000
#define SETTLED 1e-15

typedef struct table {
  ent_office office[ENT_HOLDERS_MAX + 1];
  double accept[ENT_HOLDERS_MAX + 1][ENT_TENURE_YEARS + 1]; /* [holder][year - 1] */
  double wait[ENT_HOLDERS_MAX + 1][ENT_TENURE_YEARS + 1];
} table;

static double most(double a, double b)
{
  return a > b ? a : b;
}

static void fill(table *t, const ent_promise *base, const ent_holder *h, const ent_holder *type, int types,
                 const ent_offer *offer, int row)
{
  ent_promise p = *base;
  p.flow = offer->flow;
  p.cost = offer->cost;
  const double next = ent_succession_value(&p, type, types);
  t->office[row] = ent_office_of(&h->tenure);
  for (int n = 0; n < t->office[row].years; n++) {
    const ent_affine v = ent_office_value(&p, h, n + 1);
    t->accept[row][n] = v.constant + v.slope * next - p.cost;
    t->wait[row][n] = p.outside / (1 - p.discount);
  }
}

/* One sweep over a calendar; returns by how much a value moved, in relation to its size. */
static double sweep(table *t, const ent_promise *p, const ent_holder *h, int row, double change)
{
  const ent_office office = t->office[row];
  double moved = 0;
  for (int n = office.years - 1; n >= 0; n--) {
    const double leaves = ent_tenure_exit(&h->tenure, n + 1);
    const int then = n + 1 < office.years ? n + 1 : office.wrap - 1;
    const double stays = then >= 0 ? most(t->accept[row][then], t->wait[row][then]) : 0;
    const double value = p->outside + p->discount * ((1 - leaves) * stays + leaves * change);
    const double scale = 1 + fabs(value);
    moved = most(moved, fabs(value - t->wait[row][n]) / scale);
    t->wait[row][n] = value;
  }
  return moved;
}

static double change_of(const table *t, const ent_holder *type, int types)
{
  double change = 0;
  for (int i = 0; i < types; i++) change += type[i].share * most(t->accept[i + 1][0], t->wait[i + 1][0]);
  return change;
}

static ent_status settle(table *t, const ent_promise *p, const ent_holder *incumbent, const ent_holder *type, int types,
                         ent_error *err)
{
  for (int k = 0; k < SWEEPS_MAX; k++) {
    const double change = change_of(t, type, types);
    double moved = sweep(t, p, incumbent, 0, change);
    for (int i = 0; i < types; i++) moved = most(moved, sweep(t, p, &type[i], i + 1, change));
    if (moved < SETTLED * (1 - p->discount) * 8 || moved == 0) return ENT_OK;
  }
  return ent_fail(err, ENT_LIMIT, "promise.discount", "Waiting is not settled at a discount factor so close to 1.");
}

ent_status ent_promise_wait(const ent_promise *promise, const ent_holder *incumbent, const ent_holder *type, int types,
                            const ent_offer *offer, ent_waiting *out, ent_error *err)
{
  ent_status status = ent_promise_check(promise, err);
  if (status == ENT_OK) status = ent_holders_check(incumbent, type, types, err);
  if (status != ENT_OK) return status;
  if (!offer) return ent_fail(err, ENT_ARGUMENT, "offer", "There is an offer of the incumbent and one of each type.");
  table t = {.office = {{0, 0}}};
  for (int i = 0; i <= types; i++) {
    if (!(fabs(offer[i].flow) <= 1e12 && fabs(offer[i].cost) <= 1e12))
      return ent_fail(err, ENT_ARGUMENT, "offer", "Flow and cost of an offer are numbers within 1e12.");
    fill(&t, promise, i == 0 ? incumbent : &type[i - 1], type, types, &offer[i], i);
  }
  status = settle(&t, promise, incumbent, type, types, err);
  if (status != ENT_OK) return status;
  ent_waiting w = {.accept = t.accept[0][0], .wait = t.wait[0][0], .never = promise->outside / (1 - promise->discount)};
  for (int n = t.office[0].years - 1; n >= 0; n--)
    if (t.accept[0][n] >= t.wait[0][n]) w.year = n + 1;
  for (int i = 0; i < types; i++) w.takes[i] = t.accept[i + 1][0] >= t.wait[i + 1][0];
  w.next = change_of(&t, type, types);
  *out = w;
  return ENT_OK;
}
