/* gray.c - the two best configurations of a wedge among up to a dozen actors: settle what is sure, walk through the rest.
 *
 * Target, proposer and rival are placed in three ways (with the rival, the proposer on either side; with the proposer,
 * the rival opposite).  With x = +1 for the target's camp, g_k the pull of those who have a place on an open actor k and
 * r_k = sum |w_kj| over the other open ones, actor k stands where g_k pulls in every best configuration if |g_k| > r_k:
 * nobody who is still open can outweigh that.  It gets its place, which may make others sure.  If many stay open, one of
 * them is tried on both sides; a few are walked through in Gray code order, where a step moves one actor.  A branch ends
 * where even
 *
 *   e - sum_k (|g_k| + r_k / 2) / 2          over the open k, e being the energy of those who have a place
 *
 * lies above the best so far.  Energies are half the sum of -w_ij x_i x_j over pairs.
 *
 * Cost: some O(n^2) where strong ties decide most places, as they do in practice; at worst 3 * 2^(n-3) steps of O(n).
 * Rounding of the path does not reach the answer: the caller adds up the energies of the configurations found again, and
 * differences below the tie rule of landscape.h count as none.
 * Source: Axelrod and Bennett 1993 for the energy; the rule for sure places as in Hammer, Hansen and Simeone 1984
 * (Mathematical Programming 28:121-155), where they are called persistent; Gray code as in Knuth, TAOCP 7.2.1.1. */
#include <float.h>
#include <math.h>

#include "base/bits.h"
#include "align/landscape.h"

#define WALK_MOST 5 /* open actors up to which all their places are walked through */

/* The lowest energy so far and its configuration. */
typedef struct record {
  double energy;
  ent_camp camp;
} record;

/* Actors are renumbered: m free ones first, then proposer, rival, target. */
typedef struct search {
  int n, m;
  int order[ENT_ALIGN_MAX];
  double *w;    /* [n * n], diagonal 0 */
  double *r;    /* [m]: sum of |w_kj| over free j */
  double tie;   /* energies closer than this are equal; > 0 even where nobody has a tie */
  ent_camp all; /* everybody */
  record best;  /* of the placing at hand */
} search;

/* Some have a place, the others (open) feel their pull. */
typedef struct places {
  double energy;
  ent_camp camp; /* those with the target; the open ones are among them */
  uint32_t open; /* bit k: the k-th free actor */
  double g[ENT_ALIGN_MAX], r[ENT_ALIGN_MAX];
} places;

static void number_actors(search *a, int target, int proposer, int rival)
{
  a->m = 0;
  for (int i = 0; i < a->n; i++) {
    if (i != target && i != proposer && i != rival) {
      a->order[a->m++] = i;
    }
  }
  a->order[a->m] = proposer;
  a->order[a->m + 1] = rival;
  a->order[a->m + 2] = target;
}

static void fill_weights(search *a, const ent_landscape *land, const double *share)
{
  double total = 0;
  for (int k = 0; k < a->m; k++) {
    a->r[k] = 0;
  }
  for (int i = 0; i < a->n; i++) {
    const double *const p = land->propensity + a->order[i] * a->n;
    double *const row = a->w + i * a->n;
    const double mine = share[a->order[i]];
    for (int j = 0; j < i; j++) {
      const double w = mine * share[a->order[j]] * p[a->order[j]];
      row[j] = a->w[j * a->n + i] = w;
      total += fabs(w);
      if (i < a->m) {
        a->r[i] += fabs(w);
        a->r[j] += fabs(w);
      }
    }
    row[i] = 0;
  }
  a->tie = ENT_ALIGN_TIE * total + DBL_MIN;
}

static void open_search(search *a, const ent_landscape *land, int target, int proposer, int rival, double *work)
{
  a->n = land->n;
  number_actors(a, target, proposer, rival);
  a->w = work;
  a->r = a->w + a->n * a->n;
  a->all = (ent_camp)((UINT32_C(1) << a->n) - 1);
  double *const share = a->r + a->n;
  ent_align_shares(land, share);
  fill_weights(a, land, share);
}

/* p, r: the sides of proposer and rival, +1 with the target, -1 opposite. */
static places place(const search *a, double p, double r)
{
  const int m = a->m, proposer = m, rival = m + 1, target = m + 2;
  const double *const of_target = a->w + target * a->n;
  places at = {.camp = a->all, .open = (UINT32_C(1) << m) - 1};
  at.energy = -0.5 * (p * of_target[proposer] + r * of_target[rival] + p * r * a->w[proposer * a->n + rival]);
  at.camp ^= p < 0 ? UINT32_C(1) << a->order[proposer] : 0;
  at.camp ^= r < 0 ? UINT32_C(1) << a->order[rival] : 0;
  for (int k = 0; k < m; k++) {
    const double *const row = a->w + k * a->n;
    at.g[k] = row[target] + (r * row[rival] + p * row[proposer]);
    at.r[k] = a->r[k];
  }
  return at;
}

/* Gives open actor k its place. */
static void settle(const search *a, places *at, int k, double x)
{
  const double *const row = a->w + k * a->n;
  at->energy -= 0.5 * x * at->g[k];
  at->open &= ~(UINT32_C(1) << k);
  at->camp ^= x < 0 ? UINT32_C(1) << a->order[k] : 0;
  for (int j = 0; j < a->m; j++) {
    at->g[j] += x * row[j];
    at->r[j] -= fabs(row[j]);
  }
}

/* All sure places; a sweep over those who are open settles one or is the last. */
static void settle_sure(const search *a, places *at)
{
  for (bool more = true; more;) {
    more = false;
    for (uint32_t left = at->open; left; left &= left - 1) {
      const int k = ent_align_lowest_bit(left);
      if (fabs(at->g[k]) > at->r[k] + 2 * a->tie) {
        settle(a, at, k, at->g[k] < 0 ? -1 : 1);
        more = true;
      }
    }
  }
}

/* No configuration of those who are open lies lower. */
static double bound(const places *at)
{
  double most = 0;
  for (uint32_t left = at->open; left; left &= left - 1) {
    const int k = ent_align_lowest_bit(left);
    most += fabs(at->g[k]) + 0.5 * at->r[k];
  }
  return at->energy - 0.5 * most;
}

static void consider(search *a, double energy, ent_camp camp)
{
  if (energy >= a->best.energy + a->tie) {
    return;
  }
  const ent_camp code = (camp & 1u) ? camp : camp ^ a->all;
  if (energy < a->best.energy - a->tie || code < a->best.camp) {
    a->best.camp = code;
  }
  if (energy < a->best.energy) {
    a->best.energy = energy;
  }
}

/* All places of the few that are open. */
static void walk(search *a, const places *at)
{
  double h[WALK_MOST], side[WALK_MOST], w[WALK_MOST * WALK_MOST], energy = at->energy;
  ent_camp bit[WALK_MOST], camp = at->camp;
  int actor[WALK_MOST], count = 0;
  for (uint32_t left = at->open; left; left &= left - 1) {
    actor[count++] = ent_align_lowest_bit(left);
  }
  for (int k = 0; k < count; k++) {
    h[k] = at->g[actor[k]];
    side[k] = 1;
    bit[k] = UINT32_C(1) << a->order[actor[k]];
    for (int j = 0; j < count; j++) {
      w[k * WALK_MOST + j] = a->w[actor[k] * a->n + actor[j]];
      h[k] += w[k * WALK_MOST + j];
    }
    energy -= 0.25 * (at->g[actor[k]] + h[k]);
  }
  consider(a, energy, camp);
  for (uint32_t step = 1; step >> count == 0; step++) {
    const int k = ent_align_lowest_bit(step);
    energy += side[k] * h[k];
    side[k] = -side[k];
    camp ^= bit[k];
    for (int j = 0; j < count; j++) {
      h[j] += 2 * side[k] * w[k * WALK_MOST + j];
    }
    consider(a, energy, camp);
  }
}

/* The open actor whose place would tell most about the others. */
static int weightiest(const places *at)
{
  int best = -1;
  for (uint32_t left = at->open; left; left &= left - 1) {
    const int k = ent_align_lowest_bit(left);
    best = best < 0 || at->r[k] > at->r[best] ? k : best;
  }
  return best;
}

/* The best configurations with these places; each level of the recursion gives at least one more actor its place. */
static void descend(search *a, places *at)
{
  settle_sure(a, at);
  if (bound(at) >= a->best.energy + 2 * a->tie) {
    return;
  }
  if (ent_ones(at->open) <= WALK_MOST) {
    walk(a, at);
    return;
  }
  const int k = weightiest(at);
  places other = *at;
  const double x = at->g[k] < 0 ? -1 : 1;
  settle(a, at, k, x);
  descend(a, at);
  settle(a, &other, k, -x);
  descend(a, &other);
}

ent_wedge ent_align_by_gray(const ent_landscape *land, int target, int proposer, int rival, double *work)
{
  search a;
  open_search(&a, land, target, proposer, rival, work);
  a.best = (record){.energy = DBL_MAX, .camp = a.all};
  places together = place(&a, 1, 1), apart = place(&a, -1, 1), turned = place(&a, 1, -1);
  descend(&a, &together);
  descend(&a, &apart);
  const ent_camp with_rival = a.best.camp;
  a.best = (record){.energy = DBL_MAX, .camp = a.all};
  descend(&a, &turned);
  return (ent_wedge){.rival = with_rival, .proposer = a.best.camp};
}
