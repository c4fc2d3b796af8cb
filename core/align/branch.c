/* branch.c - the two best configurations of a wedge among more than a dozen actors, by branch and bound.
 *
 * Actors bound together (target and rival; target, proposer and, with the opposite sign, rival) become one spin, and
 * the lowest energy becomes the highest Q(x) = sum_{i<j} W_ij x_i x_j.  With some spins decided, and h_k their pull on an
 * open spin k,
 *
 *   Q <= Q(decided) + sum_k |h_k| + rest,      rest = the highest Q of the open spins alone,
 *
 * where the rests are found first, from the last spin backwards, each with the help of the later ones.
 * Spins are decided from the highest actor down, away from actor 0 first: configurations come in increasing order of
 * their code, so the first of several equal ones is the lowest code and the others can be pruned.
 *
 * Cost: exponential at worst, some hundred nodes of O(n) in practice; never more than 2^n nodes.
 * Source: Axelrod and Bennett 1993 for the energy; the rests are "Russian dolls" (Verfaillie, Lemaitre and Schiex 1996,
 * AAAI-96, 181-187). */
#include <float.h>
#include <math.h>
#include <string.h>

#include "align/landscape.h"

typedef struct search {
  int n;                          /* spins */
  double *w;                      /* [n * n], in the order of decision */
  double rest[ENT_ALIGN_MAX + 1]; /* [d]: highest Q of spins d..n-1 alone */
  double first[ENT_ALIGN_MAX];    /* the side that gives the lower code */
  double total;                   /* sum of |W| over pairs */
  double best, slack;             /* a branch is followed if it may beat best by more than the slack */
  uint32_t up, best_up;           /* bit d: spin d is +1 */
} search;

/* Who is bound to whom: +1 same camp, -1 opposite. */
typedef struct bond {
  int member[3];
  double sign[3];
  int count;
} bond;

static bool is_bound(const bond *b, int actor)
{
  bool found = false;
  for (int k = 0; k < b->count; k++) {
    found = found || b->member[k] == actor;
  }
  return found;
}

static void descend(search *s, int d, double q, const double *h)
{
  double next[ENT_ALIGN_MAX] = {0};
  const double *const row = s->w + d * s->n;
  for (int turn = 0; turn < 2; turn++) {
    const double x = turn == 0 ? s->first[d] : -s->first[d];
    const double value = q + x * h[d];
    double bound = value + s->rest[d + 1];
    for (int k = d + 1; k < s->n; k++) {
      next[k] = h[k] + x * row[k];
      bound += fabs(next[k]);
    }
    if (bound <= s->best + s->slack) {
      continue;
    }
    s->up = x > 0 ? s->up | UINT32_C(1) << d : s->up & ~(UINT32_C(1) << d);
    if (d + 1 == s->n) {
      s->best = value;
      s->best_up = s->up;
    } else {
      descend(s, d + 1, value, next);
    }
  }
}

/* Highest Q of spins d..n-1 alone, spin d held at +1 by symmetry. */
static void solve_from(search *s, int d)
{
  s->up = s->best_up = UINT32_C(1) << d;
  if (d + 1 < s->n) {
    descend(s, d + 1, 0, s->w + d * s->n);
  }
}

/* A Q that can surely be reached: spins by descending pull, then single moves while they help. */
static double reachable(const search *s)
{
  double h[ENT_ALIGN_MAX] = {0}, x[ENT_ALIGN_MAX] = {0}, q = 0;
  for (int d = 0; d < s->n; d++) {
    x[d] = h[d] < 0 ? -1 : 1;
    q += fabs(h[d]);
    for (int k = 0; k < s->n; k++) {
      h[k] += x[d] * s->w[d * s->n + k];
    }
  }
  for (int round = 0; round < 4 * ENT_ALIGN_MAX; round++) {
    int worst = 0;
    for (int d = 1; d < s->n; d++) {
      worst = x[d] * h[d] < x[worst] * h[worst] ? d : worst;
    }
    const double gain = -2 * x[worst] * h[worst];
    if (gain <= s->slack) {
      break;
    }
    q += gain;
    x[worst] = -x[worst];
    for (int k = 0; k < s->n; k++) {
      h[k] += 2 * x[worst] * s->w[worst * s->n + k];
    }
  }
  return q;
}

/* Numbers the spins: the one with actor 0 first (its side is the frame), the others from the highest actor down. */
static void number_spins(search *s, int actors, const bond *b, int *spin, double *sign)
{
  for (int i = 0; i < actors; i++) {
    sign[i] = 1;
    spin[i] = -1;
  }
  for (int k = 0; k < b->count; k++) {
    sign[b->member[k]] = b->sign[k];
  }
  s->n = 0;
  for (int step = 0; step < actors; step++) {
    const int i = step == 0 ? 0 : actors - step;
    if (spin[i] >= 0) {
      continue;
    }
    spin[i] = s->n;
    for (int k = 0; k < b->count && is_bound(b, i); k++) {
      spin[b->member[k]] = s->n;
    }
    s->first[s->n++] = -sign[i] * sign[0]; /* its highest actor away from actor 0 */
  }
}

static void fill_weights(search *s, const ent_landscape *land, const double *share, const int *spin, const double *sign)
{
  memset(s->w, 0, (size_t)(s->n * s->n) * sizeof *s->w);
  s->total = 0;
  for (int i = 1; i < land->n; i++) {
    for (int j = 0; j < i; j++) {
      const double w = share[i] * share[j] * land->propensity[i * land->n + j];
      s->total += fabs(w);
      if (spin[i] != spin[j]) {
        s->w[spin[i] * s->n + spin[j]] += sign[i] * sign[j] * w;
        s->w[spin[j] * s->n + spin[i]] = s->w[spin[i] * s->n + spin[j]];
      }
    }
  }
}

static ent_camp solve(const ent_landscape *land, const bond *b, double *work)
{
  search s;
  int spin[ENT_ALIGN_MAX] = {0};
  double sign[ENT_ALIGN_MAX] = {0};
  double *const share = work;
  s.w = work + land->n;
  ent_align_shares(land, share);
  number_spins(&s, land->n, b, spin, sign);
  fill_weights(&s, land, share, spin, sign);
  /* A rest is too high by at most the slack of its search; later searches get more slack, so exact ties are pruned. */
  const double tie = 2 * (ENT_ALIGN_TIE * s.total + DBL_MIN);
  s.rest[s.n] = s.rest[s.n - 1] = 0;
  for (int d = s.n - 2; d > 0; d--) {
    s.slack = tie * (s.n - d) / (2 * s.n);
    s.best = s.rest[d + 1] - s.slack;
    solve_from(&s, d);
    s.rest[d] = s.best + s.slack;
  }
  s.slack = tie;
  s.best = reachable(&s) - 2 * tie;
  solve_from(&s, 0);
  const double frame = sign[0];
  ent_camp camp = 0;
  for (int i = 0; i < land->n; i++) {
    const double x = ((s.best_up >> spin[i]) & 1u) ? sign[i] : -sign[i];
    camp |= x * frame > 0 ? UINT32_C(1) << i : 0;
  }
  return camp;
}

ent_wedge ent_align_by_branch(const ent_landscape *land, int target, int proposer, int rival, double *work)
{
  const bond to_rival = {.member = {target, rival}, .sign = {1, 1}, .count = 2};
  const bond to_proposer = {.member = {target, proposer, rival}, .sign = {1, 1, -1}, .count = 3};
  return (ent_wedge){.rival = solve(land, &to_rival, work), .proposer = solve(land, &to_proposer, work)};
}

ent_camp ent_align_lowest(const ent_landscape *land, double *work)
{
  const bond none = {.count = 0};
  return solve(land, &none, work);
}
