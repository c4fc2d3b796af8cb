/* odd_search.c - which negative cycles does a solution of the programme not pay for?
 *
 * A negative cycle holds an odd number of edges that the camps at hand frustrate, at least one of them with z_e < 1.  So for each
 * such edge a-b: the shortest way from (a, 0) to (b, 0) in the double cover - vertices (v, parity), a frustrated edge changes the
 * parity - closes to a negative chain with it; of a chain that meets itself the first negative loop is taken.
 *
 * Cost:   a search from both ends (Dijkstra), until the two frontiers together are longer than the best way or than 1 - z_e.
 * Source: Barahona and Mahjoub 1986, section 4 (shortest paths in the double cover); Pohl 1971 for two ends. */
#include "align/odd_lp.h"

#include <float.h>

#define OUTSIDE (-1)

/* One end's search: what has been reached lies in a heap until it is settled. */
typedef struct front {
  double *cost;    /* [2 n] where seen == stamp */
  int32_t *seen;   /* [2 n] */
  int32_t *place;  /* [2 n]: place in the heap, OUTSIDE once settled */
  int32_t *arc_to; /* [2 n]: the arc's edge by which it was reached */
  int32_t *from;   /* [2 n]: and from where; itself at the end */
  int32_t *heap;
  int32_t size;
} front;

struct ent_odd_search {
  const ent_signed *g;
  front end[2];
  int32_t stamp;
  int *used;                  /* [m] */
  double *cost;               /* [m] of this call */
  uint8_t *odd;               /* [m] frustrated */
  int32_t *walk_v, *walk_e;   /* [4 n + 2] a closed chain */
  int32_t *stack_v, *stack_e; /* [n + 1] */
  int32_t *met;               /* [n]: height in the stack + 1, 0 outside */
};

/* ---- heaps ---------------------------------------------------------------------------------------------------- */

static void put(front *f, int32_t at, int32_t node)
{
  f->heap[at] = node;
  f->place[node] = at;
}

static void rise(front *f, int32_t at)
{
  const int32_t node = f->heap[at];
  while (at > 0 && f->cost[f->heap[(at - 1) / 2]] > f->cost[node]) {
    put(f, at, f->heap[(at - 1) / 2]);
    at = (at - 1) / 2;
  }
  put(f, at, node);
}

static int32_t take_first(front *f)
{
  const int32_t first = f->heap[0], node = f->heap[--f->size];
  f->place[first] = OUTSIDE;
  int32_t at = 0;
  for (;;) {
    int32_t child = 2 * at + 1;
    if (child >= f->size) break;
    if (child + 1 < f->size && f->cost[f->heap[child + 1]] < f->cost[f->heap[child]]) child++;
    if (f->cost[f->heap[child]] >= f->cost[node]) break;
    put(f, at, f->heap[child]);
    at = child;
  }
  if (f->size > 0) put(f, at, node);
  return first;
}

static void reach(front *f, int32_t stamp, int32_t node, double cost, int32_t from, int32_t edge)
{
  if (f->seen[node] == stamp) {
    if (f->place[node] == OUTSIDE || f->cost[node] <= cost) return;
  } else {
    f->seen[node] = stamp;
    f->place[node] = f->size;
    f->heap[f->size++] = node;
  }
  f->cost[node] = cost;
  f->from[node] = from;
  f->arc_to[node] = edge;
  rise(f, f->place[node]);
}

/* ---- the shortest way between two nodes of the double cover ----------------------------------------------------- */

/* The node where the two searches meet on the best way that is shorter than `limit`, or OUTSIDE. */
static int32_t meet(ent_odd_search *s, int32_t a, int32_t b, double limit, int reuse)
{
  const ent_signed *const g = s->g;
  front *const f = s->end;
  int32_t meeting = OUTSIDE;
  double best = limit;
  s->stamp++;
  f[0].size = f[1].size = 0;
  reach(&f[0], s->stamp, a, 0, a, OUTSIDE);
  reach(&f[1], s->stamp, b, 0, b, OUTSIDE);
  while (f[0].size > 0 && f[1].size > 0) {
    const double near[2] = {f[0].cost[f[0].heap[0]], f[1].cost[f[1].heap[0]]};
    if (near[0] + near[1] >= best) break;
    const int side = f[0].size <= f[1].size ? 0 : 1;
    const int32_t node = take_first(&f[side]), v = node / 2, parity = node % 2;
    for (int32_t i = g->first[v]; i < g->first[v + 1]; i++) {
      const int32_t e = g->edge[i], next = 2 * g->to[i] + (parity ^ s->odd[e]);
      if (reuse > 0 && s->used[e] >= reuse) continue;
      const double cost = f[side].cost[node] + s->cost[e];
      if (cost >= best) continue;
      reach(&f[side], s->stamp, next, cost, node, e);
      const front *const other = &f[1 - side];
      if (other->seen[next] != s->stamp || f[side].cost[next] + other->cost[next] >= best) continue;
      best = f[side].cost[next] + other->cost[next];
      meeting = next;
    }
  }
  return meeting;
}

/* ---- from a chain to a simple cycle ----------------------------------------------------------------------------- */

/* The closed chain through the meeting node and edge e: walk_e[k] joins walk_v[k] to walk_v[k + 1], the last to the first.
 * Returns its length. */
static int32_t write_walk(ent_odd_search *s, int32_t meeting, int32_t e)
{
  int32_t count = 0;
  for (int32_t at = meeting; s->end[0].from[at] != at; at = s->end[0].from[at]) count++;
  int32_t k = count;
  for (int32_t at = meeting; s->end[0].from[at] != at; at = s->end[0].from[at]) {
    s->walk_e[--k] = s->end[0].arc_to[at];
    s->walk_v[k] = s->end[0].from[at] / 2;
  }
  for (int32_t at = meeting; s->end[1].from[at] != at; at = s->end[1].from[at]) {
    s->walk_v[count] = at / 2;
    s->walk_e[count++] = s->end[1].arc_to[at];
  }
  s->walk_v[count] = s->g->head[e]; /* the search began at the tail */
  s->walk_e[count++] = e;
  return count;
}

/* Puts the first simple negative loop of the walk into the pool.  0: there was none; -1: no memory. */
static int take_loop(ent_odd_search *s, int32_t length, ent_chains *pool, ent_arena *arena)
{
  int32_t height = 0;
  int found = 0;
  for (int32_t k = 0; k <= length && !found; k++) {
    const int32_t v = s->walk_v[k < length ? k : 0];
    if (s->met[v] > 0) {
      const int32_t low = s->met[v] - 1;
      unsigned odd = 0;
      for (int32_t i = low; i < height; i++) odd ^= s->odd[s->stack_e[i]];
      if (odd && !ent_chains_open(pool, 0, arena)) found = -1;
      for (int32_t i = low; i < height && odd && found >= 0; i++) {
        found = ent_chains_add(pool, s->stack_v[i], s->stack_e[i], arena) ? 1 : -1;
        s->used[s->stack_e[i]]++;
      }
      while (height > low) s->met[s->stack_v[--height]] = 0;
    }
    if (k == length || found) break;
    s->stack_v[height] = v;
    s->stack_e[height] = s->walk_e[k];
    s->met[v] = ++height;
  }
  while (height > 0) s->met[s->stack_v[--height]] = 0;
  return found;
}

/* ---- all frustrated edges --------------------------------------------------------------------------------------- */

static bool open_front(front *f, size_t nodes, ent_arena *arena)
{
  f->cost = ENT_NEW(arena, double, nodes);
  f->seen = ENT_NEW(arena, int32_t, 5 * nodes);
  if (!f->cost || !f->seen) return false;
  f->place = f->seen + nodes;
  f->arc_to = f->seen + 2 * nodes;
  f->from = f->seen + 3 * nodes;
  f->heap = f->seen + 4 * nodes;
  return true;
}

ent_odd_search *ent_odd_search_open(const ent_signed *g, ent_arena *arena)
{
  const size_t n = (size_t)g->n, m = (size_t)g->m, walk = 4 * n + 4;
  ent_odd_search *const s = ENT_NEW(arena, ent_odd_search, 1);
  if (!s) return NULL;
  s->g = g;
  s->used = ENT_NEW(arena, int, m);
  s->cost = ENT_NEW(arena, double, m);
  s->odd = ENT_NEW(arena, uint8_t, m);
  s->walk_v = ENT_NEW(arena, int32_t, 2 * walk + 3 * (n + 1));
  if (!s->used || !s->cost || !s->odd || !s->walk_v) return NULL;
  s->walk_e = s->walk_v + walk;
  s->stack_v = s->walk_e + walk;
  s->stack_e = s->stack_v + n + 1;
  s->met = s->stack_e + n + 1;
  return open_front(&s->end[0], 2 * n, arena) && open_front(&s->end[1], 2 * n, arena) ? s : NULL;
}

int64_t ent_odd_search_run(ent_odd_search *s, const int8_t *side, const double *z, double slack, double hop, int reuse,
                           int64_t turn, int64_t most, const ent_odd_task *task, ent_chains *pool, ent_arena *arena)
{
  const ent_signed *const g = s->g;
  int64_t added = 0;
  for (int32_t e = 0; e < g->m; e++) {
    s->used[e] = 0;
    s->cost[e] = (z[e] > 0 ? z[e] : 0) + hop;
    s->odd[e] = ent_signed_frustrated(g, e, side);
  }
  for (int32_t i = 0; i < g->m && added < most; i++) {
    const int32_t e = (int32_t)((i + turn) % g->m);
    if (!s->odd[e] || s->cost[e] >= 1 - slack || (reuse > 0 && s->used[e] >= reuse)) continue;
    if (task && task->go_on && i % 64 == 0 && !task->go_on(task->ctx)) break;
    const int32_t meeting = meet(s, 2 * g->tail[e], 2 * g->head[e], 1 - slack - s->cost[e], reuse);
    if (meeting == OUTSIDE) continue;
    const int found = take_loop(s, write_walk(s, meeting, e), pool, arena);
    if (found < 0) return -1;
    added += found;
  }
  return added;
}
