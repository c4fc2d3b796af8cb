/* flip_lowest.c - the lowest energy of a landscape in which some actors are bound to sit together, or apart.
 *
 * Actors bound to each other, with a sign each, become one: W'_gh = sum of sign_i sign_j s_i s_j p_ij over i in g, j in h.
 * What is left is a free landscape of fewer actors, for branch.c; its answer is unfolded and added up anew.
 * Cost: O(n^2) and the search. */
#include "align/flip_parts.h"

#include <math.h>

#include "align/landscape.h"

typedef struct groups {
  int of[ENT_ALIGN_MAX];
  bool other[ENT_ALIGN_MAX]; /* on the other side than its group */
  int count;
} groups;

/* false: the relation contradicts what is bound already. */
static bool bind(groups *g, int n, const ent_relation *r)
{
  const int from = g->of[r->b], into = g->of[r->a];
  const bool turn = g->other[r->a] ^ g->other[r->b] ^ r->apart;
  if (from == into) {
    return !turn;
  }
  for (int i = 0; i < n; i++) {
    if (g->of[i] == from) {
      g->of[i] = into;
      g->other[i] ^= turn;
    }
  }
  return true;
}

/* Numbers the groups 0, 1, ... in the order of their first actors. */
static void number_groups(groups *g, int n)
{
  int number[ENT_ALIGN_MAX];
  for (int i = 0; i < n; i++) {
    number[i] = -1;
  }
  g->count = 0;
  for (int i = 0; i < n; i++) {
    if (number[g->of[i]] < 0) {
      number[g->of[i]] = g->count++;
    }
    g->of[i] = number[g->of[i]];
  }
}

/* Ties between groups, divided by the largest so that they lie in [-1, 1]. */
static void fill_ties(const groups *g, const ent_landscape *land, double *size, double *tie)
{
  const int n = land->n, m = g->count;
  double most = 0, share[ENT_ALIGN_MAX];
  ent_align_shares(land, share);
  for (int i = 0; i < m * m; i++) {
    tie[i] = 0;
  }
  for (int i = 1; i < n; i++) {
    for (int j = 0; j < i; j++) {
      const double w = share[i] * share[j] * land->propensity[i * n + j];
      tie[g->of[i] * m + g->of[j]] += g->other[i] == g->other[j] ? w : -w;
    }
  }
  for (int i = 0; i < m; i++) {
    size[i] = 1;
    tie[i * m + i] = 0;
    for (int j = 0; j < i; j++) {
      const double w = tie[i * m + j] + tie[j * m + i];
      tie[i * m + j] = tie[j * m + i] = w;
      most = fabs(w) > most ? fabs(w) : most;
    }
  }
  for (int i = 0; i < m * m && most > 0; i++) {
    tie[i] /= most;
  }
}

bool ent_flip_lowest(const ent_landscape *land, const ent_relation *relation, int relations, double *work,
                     ent_camp *camp, double *energy)
{
  const int n = land->n;
  groups g = {.count = 0};
  for (int i = 0; i < n; i++) {
    g.of[i] = i;
  }
  for (int i = 0; i < relations; i++) {
    if (!bind(&g, n, &relation[i])) {
      return false;
    }
  }
  number_groups(&g, n);
  double *const size = work, *const tie = size + n;
  fill_ties(&g, land, size, tie);
  const ent_landscape small = {g.count, size, tie};
  const ent_camp best = ent_align_lowest(&small, tie + n * n);
  ent_camp found = 0;
  for (int i = 0; i < n; i++) {
    const bool up = (best >> g.of[i] & 1u) != 0;
    found |= up != g.other[i] ? UINT32_C(1) << i : 0;
  }
  *camp = (found & 1u) ? found : found ^ (ent_camp)((UINT32_C(1) << n) - 1);
  *energy = ent_align_energy(land, *camp);
  return true;
}

int ent_flip_side(int side, int target, int proposer, int rival, ent_relation relation[2])
{
  relation[0] = side == 0 ? (ent_relation){target, rival, false} : (ent_relation){target, proposer, false};
  relation[1] = (ent_relation){target, rival, true};
  return 1 + side;
}
