/* blocks.c - which edges lie on a common cycle?  The biconnected parts of a network.
 *
 * Closed chains of ties stay inside one part, so the frustration of the parts adds up.  Depth first without recursion; an edge
 * stack is cut where no edge reaches above a vertex.
 * Cost: O(n + m).
 * Source: Hopcroft and Tarjan 1973, Comm. ACM 16, 372-378. */
#include "align/frustration.h"

typedef struct descent {
  const ent_signed *g;
  int32_t *number, *low;   /* in order of discovery, from 1; the least number that a subtree reaches */
  int32_t *next, *entered; /* next arc of a vertex; the edge that led to it */
  int32_t *path, *stack;   /* vertices from the root; edges not yet in a part */
  int32_t depth, height, found;
  int32_t *block, blocks;
} descent;

static bool descent_open(descent *d, const ent_signed *g, int32_t *block, ent_arena *arena)
{
  const size_t n = (size_t)g->n;
  *d = (descent){.g = g, .block = block};
  d->number = ENT_NEW(arena, int32_t, n);
  d->low = ENT_NEW(arena, int32_t, n);
  d->next = ENT_NEW(arena, int32_t, n);
  d->entered = ENT_NEW(arena, int32_t, n);
  d->path = ENT_NEW(arena, int32_t, n);
  d->stack = ENT_NEW(arena, int32_t, g->m);
  return d->number && d->low && d->next && d->entered && d->path && d->stack;
}

static void enter(descent *d, int32_t v, int32_t edge)
{
  d->number[v] = d->low[v] = ++d->found;
  d->next[v] = d->g->first[v];
  d->entered[v] = edge;
  d->path[d->depth++] = v;
}

/* v is done: its parent learns how far it reached, and a part is complete if that is not above the parent. */
static void leave(descent *d, int32_t v)
{
  d->depth--;
  if (d->depth == 0) return;
  const int32_t parent = d->path[d->depth - 1], edge = d->entered[v];
  if (d->low[v] < d->low[parent]) d->low[parent] = d->low[v];
  if (d->low[v] < d->number[parent]) return;
  for (int32_t e = -1; e != edge;) {
    e = d->stack[--d->height];
    d->block[e] = d->blocks;
  }
  d->blocks++;
}

static void step(descent *d, int32_t v)
{
  const int32_t a = d->next[v]++, u = d->g->to[a], e = d->g->edge[a];
  if (e == d->entered[v]) return;
  if (d->number[u] == 0) {
    d->stack[d->height++] = e;
    enter(d, u, e);
  } else if (d->number[u] < d->number[v]) {
    d->stack[d->height++] = e;
    if (d->number[u] < d->low[v]) d->low[v] = d->number[u];
  }
}

bool ent_blocks_find(const ent_signed *g, int32_t *block, int32_t *blocks, ent_arena *arena)
{
  const ent_mark mark = ent_arena_mark(arena);
  descent d;
  const bool opened = descent_open(&d, g, block, arena);
  for (int32_t root = 0; opened && root < g->n; root++) {
    if (d.number[root] != 0) continue;
    enter(&d, root, -1);
    while (d.depth > 0) {
      const int32_t v = d.path[d.depth - 1];
      if (d.next[v] < g->first[v + 1])
        step(&d, v);
      else
        leave(&d, v);
    }
  }
  ent_arena_rewind(arena, mark);
  if (opened) *blocks = d.blocks;
  return opened;
}
