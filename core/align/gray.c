/* gray.c - the two best configurations of a wedge, by walking through all of them.
 *
 * Target, proposer and rival are fixed in three ways (with the rival, the proposer on either side; with the proposer,
 * the rival opposite).  One walk over the 2^(n-3) configurations of the other actors, in Gray code order, serves all three:
 * a step moves one actor k, and the energy of case c changes by 2 x_k (h_k + g_ck), where h_k comes from the other free
 * actors (kept up to date in O(n)) and g_ck from the three fixed ones (constant).
 *
 * Cost: 2^(n-3) steps of O(n).  Rounding of the path does not reach the answer: the caller adds up the energies of the
 * configurations found again, and differences below the tie rule of landscape.h count as none.
 * Source: Axelrod and Bennett 1993 for the energy; Gray code as in Knuth, TAOCP 7.2.1.1. */
#include <float.h>
#include <math.h>

#include "align/landscape.h"

typedef struct record {
  double energy, limit; /* lowest so far; anything below the limit deserves a look */
  double tie;
  ent_camp camp, all;
} record;

static record record_open(double tie, ent_camp all)
{
  return (record){.energy = DBL_MAX, .limit = DBL_MAX, .tie = tie, .camp = all, .all = all};
}

static void consider(record *r, double energy, ent_camp camp)
{
  if (energy >= r->limit) {
    return;
  }
  const ent_camp code = (camp & 1u) ? camp : camp ^ r->all;
  if (energy < r->energy - r->tie || code < r->camp) {
    r->camp = code;
  }
  if (energy < r->energy) {
    r->energy = energy;
    r->limit = energy + r->tie;
  }
}

/* The walk's tables.  Actors are renumbered: m free ones first, then proposer, rival, target. */
typedef struct walk {
  int n, m;
  int order[ENT_ALIGN_MAX];
  double *w;       /* [n * n], diagonal 0 */
  double *h;       /* [n]: sum of w_kj x_j over free j; the walk rounds m up to even, so one entry may idle */
  double *g;       /* [m * 3]: sum of w_kj x_j over fixed j, in each of the three cases */
  double start[3]; /* energy with all free actors in the target's camp */
  double total;    /* sum of |w| over pairs */
} walk;

static void number_actors(walk *a, int target, int proposer, int rival)
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

static void fill_weights(walk *a, const ent_landscape *land, const double *share)
{
  const int n = a->n;
  a->total = 0;
  for (int i = 0; i < n; i++) {
    const double *const p = land->propensity + a->order[i] * n;
    double *const row = a->w + i * a->n;
    const double mine = share[a->order[i]];
    for (int j = 0; j < i; j++) {
      const double w = mine * share[a->order[j]] * p[a->order[j]];
      row[j] = w;
      a->w[j * a->n + i] = w;
      a->total += fabs(w);
    }
    row[i] = 0;
  }
}

/* Case 0: all three together; 1: proposer opposite; 2: rival opposite. */
static void fill_fields(walk *a)
{
  const int m = a->m, proposer = m, rival = m + 1, target = m + 2;
  const double *const of_target = a->w + target * a->n;
  const double rivals = a->w[proposer * a->n + rival];
  a->start[0] = 0;
  a->start[1] = of_target[proposer] + rivals;
  a->start[2] = of_target[rival] + rivals;
  for (int k = 0; k < m; k++) {
    const double *const row = a->w + k * a->n;
    double *const g = a->g + 3 * k;
    g[0] = row[target] + (row[rival] + row[proposer]);
    g[1] = row[target] + (row[rival] - row[proposer]);
    g[2] = row[target] - (row[rival] - row[proposer]);
    a->start[1] += row[proposer];
    a->start[2] += row[rival];
    a->h[k] = 0;
    for (int j = 0; j < m; j++) {
      a->h[k] += row[j];
    }
  }
}

static void open_walk(walk *a, const ent_landscape *land, int target, int proposer, int rival, double *work)
{
  a->n = land->n;
  number_actors(a, target, proposer, rival);
  a->w = work;
  a->h = a->w + a->n * a->n;
  a->g = a->h + a->n;
  double *const share = a->g + 3 * a->m;
  ent_align_shares(land, share);
  for (int k = 0; k < a->n; k++) {
    a->h[k] = 0;
  }
  fill_weights(a, land, share);
  fill_fields(a);
}

ent_wedge ent_align_by_gray(const ent_landscape *land, int target, int proposer, int rival, double *work)
{
  walk a;
  open_walk(&a, land, target, proposer, rival, work);
  const ent_camp all = (ent_camp)((UINT32_C(1) << a.n) - 1);
  const ent_camp p_bit = UINT32_C(1) << proposer, r_bit = UINT32_C(1) << rival;
  const double tie = ENT_ALIGN_TIE * a.total + DBL_MIN; /* > 0 even where nobody has a tie */
  record to_rival = record_open(tie, all), to_proposer = record_open(tie, all);
  double side[ENT_ALIGN_MAX];
  ent_camp bit[ENT_ALIGN_MAX];
  for (int k = 0; k < a.m; k++) {
    side[k] = 1;
    bit[k] = UINT32_C(1) << a.order[k];
  }
  ent_camp camp = all ^ p_bit ^ r_bit; /* who stands with the target, the two others left open */
  double e0 = a.start[0], e1 = a.start[1], e2 = a.start[2];
  consider(&to_rival, e0, camp | r_bit | p_bit);
  consider(&to_rival, e1, camp | r_bit);
  consider(&to_proposer, e2, camp | p_bit);
  double *const h = a.h;
  const int pairs = a.m + (a.m & 1);
  for (uint32_t step = 1; step >> a.m == 0; step++) {
    const int k = ent_align_lowest_bit(step);
    const double x = side[k], hk = h[k];
    const double *const g = a.g + 3 * k;
    const double *const row = a.w + k * a.n;
    e0 += x * (hk + g[0]);
    e1 += x * (hk + g[1]);
    e2 += x * (hk + g[2]);
    side[k] = -x;
    camp ^= bit[k];
    const double twice = 2 * x;
    for (int j = 0; j < pairs; j += 2) {
      h[j] -= twice * row[j];
      h[j + 1] -= twice * row[j + 1];
    }
    if (e0 < to_rival.limit) {
      consider(&to_rival, e0, camp | r_bit | p_bit);
    }
    if (e1 < to_rival.limit) {
      consider(&to_rival, e1, camp | r_bit);
    }
    if (e2 < to_proposer.limit) {
      consider(&to_proposer, e2, camp | p_bit);
    }
  }
  return (ent_wedge){.rival = to_rival.camp, .proposer = to_proposer.camp};
}
