/* signed.h - a signed network in rows, as the searches, flows and programmes of balance.h read it.
 *
 * Every pair of vertices has at most one edge; weights are whole and not 0.  Both directions of an edge are arcs: the arcs of v
 * stand at first[v] .. first[v + 1] - 1, ascending by the vertex they lead to.  All arrays live in the arena of the maker. */
#ifndef ENT_CORE_SIGNED_H
#define ENT_CORE_SIGNED_H

#include "base/arena.h"
#include "entente/balance.h"

typedef struct ent_signed {
  int32_t n, m;
  const int32_t *tail, *head; /* [m] tail < head, sorted by (tail, head) */
  const int64_t *weight;      /* [m] not 0 */
  const int32_t *first;       /* [n + 1] */
  const int32_t *to, *edge;   /* [2 m] arcs: where it leads, along which edge */
  int64_t constant;           /* frustrated whatever the signs are */
} ent_signed;

/* Closed chains of edges with an odd number of frustrated ones under any signs (negative cycles), each with the amount of
 * weight that it accounts for, in parts of 1 / unit: the sum of the amounts is a lower bound while no edge's share exceeds its
 * |weight|.  The vertices of chain c are vertex[start[c]] .. vertex[start[c + 1] - 1], and edge[k] joins vertex[k] to the next
 * one (the last to the first). */
typedef struct ent_chains {
  int64_t count, used; /* chains; entries of vertex and edge */
  int64_t count_room, used_room;
  int64_t *start;         /* [count_room + 1] */
  int32_t *vertex, *edge; /* [used_room] */
  int64_t *amount;        /* [count_room] */
} ent_chains;

/* Rows from a list of edges (tail != head, each pair once or more; rows of a pair are added, opposite ones count in *constant,
 * sums of 0 vanish).  The list is read only.  False: no memory.  Cost: O(n + count). */
bool ent_signed_rows(ent_signed *g, int32_t n, int64_t count, const int32_t *tail, const int32_t *head,
                     const int64_t *weight, ent_arena *arena);

/* Fills order with the rows sorted by their pair (the lesser actor first), rows of one pair in the order given.
 * work: [count + n + 1].  Cost: O(n + count). */
void ent_signed_order(int32_t n, int64_t count, const int32_t *tail, const int32_t *head, int32_t *order,
                      int32_t *work);

/* The arcs of a network whose tail, head and weight are filled already.  False: no memory.  Cost: O(n + m). */
bool ent_signed_arcs(ent_signed *g, ent_arena *arena);

/* The edge between a and b, or -1.  Cost: O(log degree). */
int32_t ent_signed_edge(const ent_signed *g, int32_t a, int32_t b);

/* |weight| of edge e. */
static inline int64_t ent_signed_size(const ent_signed *g, int32_t e)
{
  return g->weight[e] < 0 ? -g->weight[e] : g->weight[e];
}

/* Whether edge e is frustrated by camps. */
static inline bool ent_signed_frustrated(const ent_signed *g, int32_t e, const int8_t *side)
{
  return (g->weight[e] < 0) == (side[g->tail[e]] == side[g->head[e]]);
}

/* All values of the frustrated weight are congruent modulo this number (0: there is only one value): flipping a set S changes
 * it by the cut of S, a sum of the d_v = sum_u w_vu of S less twice the weights inside.  Cost: O(m log w). */
int64_t ent_signed_step(const ent_signed *g);

/* Adds an empty chain, then edges to it; false: no memory (the pool then keeps what it had).  Arrays grow in the arena. */
bool ent_chains_open(ent_chains *pool, int64_t amount, ent_arena *arena);
bool ent_chains_add(ent_chains *pool, int32_t vertex, int32_t edge, ent_arena *arena);

/* A copy of the first `used` of an array, with room for more; NULL: no memory. */
void *ent_signed_longer(const void *old, int64_t used, int64_t room, size_t size, ent_arena *arena);

#endif
