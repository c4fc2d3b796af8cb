/* odd_round.c - which camps does a solution of the programme point at?
 *
 * Edges of small z are as good as satisfied, edges of z near 1 as good as frustrated: in ascending order of z (to 1/64) edges
 * join what is not joined yet, each saying whether its ends are on one side (union-find with parity); then single vertices
 * move while that lowers the frustrated weight.
 * Cost:   O(m) and the moves, a hundred sweeps at most.
 * Source: Kruskal 1956; Tarjan 1975. */
#include "align/odd_lp.h"

#define LEVELS 65
#define SWEEPS 100

typedef struct forest {
  int32_t *up;  /* [n]: towards the root; a root is its own */
  int8_t *turn; /* [n]: side relative to up */
} forest;

/* The root of v; *turn: side of v relative to it.  Halves the way. */
static int32_t root_of(const forest *f, int32_t v, int8_t *turn)
{
  int8_t t = 1;
  while (f->up[v] != v) {
    const int32_t above = f->up[v];
    f->turn[v] = (int8_t)(f->turn[v] * (f->up[above] == above ? 1 : f->turn[above]));
    f->up[v] = f->up[above];
    t = (int8_t)(t * f->turn[v]);
    v = f->up[v];
  }
  *turn = t;
  return v;
}

static int level_of(double z)
{
  return z > 0 ? z < 1 ? (int)(z * (LEVELS - 1)) : LEVELS - 1 : 0;
}

/* Edges in ascending order of level. */
static void sort_edges(const ent_signed *g, const double *z, int32_t *order)
{
  int32_t place[LEVELS + 1] = {0};
  for (int32_t e = 0; e < g->m; e++) place[level_of(z[e]) + 1]++;
  for (int l = 0; l < LEVELS; l++) place[l + 1] += place[l];
  for (int32_t e = 0; e < g->m; e++) order[place[level_of(z[e])]++] = e;
}

static void join(const ent_signed *g, const double *z, const int32_t *order, const forest *f)
{
  for (int32_t i = 0; i < g->m; i++) {
    const int32_t e = order[i];
    int8_t a = 1, b = 1;
    const int32_t u = root_of(f, g->tail[e], &a), v = root_of(f, g->head[e], &b);
    if (u == v) continue;
    const int tie = (g->weight[e] > 0 ? 1 : -1) * (z[e] < 0.5 ? 1 : -1);
    f->up[u] = v;
    f->turn[u] = (int8_t)(a * b * tie);
  }
}

static void move(const ent_signed *g, int8_t *side)
{
  bool moved = true;
  for (int sweep = 0; sweep < SWEEPS && moved; sweep++) {
    moved = false;
    for (int32_t v = 0; v < g->n; v++) {
      int64_t pull = 0;
      for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) pull += g->weight[g->edge[i]] * side[g->to[i]];
      if (pull * side[v] >= 0) continue;
      side[v] = (int8_t)-side[v];
      moved = true;
    }
  }
}

bool ent_odd_round(const ent_signed *g, const double *z, int8_t *side, int64_t *weight, ent_arena *arena)
{
  const ent_mark mark = ent_arena_mark(arena);
  const forest f = {ENT_NEW(arena, int32_t, g->n), ENT_NEW(arena, int8_t, g->n)};
  int32_t *const order = ENT_NEW(arena, int32_t, g->m);
  if (!f.up || !f.turn || !order) return false;
  for (int32_t v = 0; v < g->n; v++) {
    f.up[v] = v;
    f.turn[v] = 1;
  }
  sort_edges(g, z, order);
  join(g, z, order, &f);
  for (int32_t v = 0; v < g->n; v++) (void)root_of(&f, v, &side[v]);
  ent_arena_rewind(arena, mark);
  move(g, side);
  *weight = 0;
  for (int32_t e = 0; e < g->m; e++)
    if (ent_signed_frustrated(g, e, side)) *weight += ent_signed_size(g, e);
  return true;
}
