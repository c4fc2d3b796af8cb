/* signed.c - which edges join which vertices of a signed network, and which values can its frustrated weight have?
 *
 * Rows are sorted by counting, first by the greater vertex of their pair, then by the lesser one.
 * f(x) = sum of (|w| - w x x) / 2; from x to x with S flipped it changes by the cut of S, w(S, rest) = sum over S of d_v less
 * 2 w(inside S), d_v = sum_u w_vu: hence all values are congruent modulo gcd(d_v, 2 w_e).
 * Cost: O(n + rows). */
#include "align/signed.h"

#include <string.h>

/* Stable: order (rows in `in`, or 0, 1, 2 ... where in is NULL) by the lesser or the greater vertex. */
static void sort_by(bool greater, int32_t n, int64_t count, const int32_t *tail, const int32_t *head, const int32_t *in,
                    int32_t *out, int32_t *place)
{
  memset(place, 0, ((size_t)n + 1) * sizeof *place);
  for (int64_t i = 0; i < count; i++) place[((tail[i] > head[i]) == greater ? tail[i] : head[i]) + 1]++;
  for (int32_t v = 0; v < n; v++) place[v + 1] += place[v];
  for (int64_t k = 0; k < count; k++) {
    const int64_t i = in ? in[k] : k;
    out[place[(tail[i] > head[i]) == greater ? tail[i] : head[i]]++] = (int32_t)i;
  }
}

void ent_signed_order(int32_t n, int64_t count, const int32_t *tail, const int32_t *head, int32_t *order, int32_t *work)
{
  sort_by(true, n, count, tail, head, NULL, work, work + count);
  sort_by(false, n, count, tail, head, work, order, work + count);
}

bool ent_signed_arcs(ent_signed *g, ent_arena *arena)
{
  const size_t arcs = 2 * (size_t)g->m;
  int32_t *const first = ENT_NEW(arena, int32_t, (size_t)g->n + 2);
  int32_t *const to = ENT_NEW(arena, int32_t, arcs), *const edge = ENT_NEW(arena, int32_t, arcs);
  if (!first || !to || !edge) return false;
  int32_t *const next =
    first + 1; /* while filling: where the next arc of v goes; afterwards: where those of v + 1 begin */
  for (int32_t e = 0; e < g->m; e++) {
    if (g->tail[e] + 2 <= g->n) next[g->tail[e] + 1]++;
    if (g->head[e] + 2 <= g->n) next[g->head[e] + 1]++;
  }
  for (int32_t v = 0; v + 1 < g->n; v++) next[v + 1] += next[v];
  for (int pass = 0; pass < 2; pass++) /* lesser neighbours first */
    for (int32_t e = 0; e < g->m; e++) {
      const int32_t v = pass == 0 ? g->head[e] : g->tail[e];
      to[next[v]] = pass == 0 ? g->tail[e] : g->head[e];
      edge[next[v]++] = e;
    }
  g->first = first;
  g->to = to;
  g->edge = edge;
  return true;
}

bool ent_signed_rows(ent_signed *g, int32_t n, int64_t count, const int32_t *tail, const int32_t *head,
                     const int64_t *weight, ent_arena *arena)
{
  const size_t rows = (size_t)count;
  int32_t *const order = ENT_NEW(arena, int32_t, rows);
  int32_t *const low = ENT_NEW(arena, int32_t, rows), *const high = ENT_NEW(arena, int32_t, rows);
  int64_t *const sum = ENT_NEW(arena, int64_t, rows);
  const ent_mark mark = ent_arena_mark(arena);
  int32_t *const work = ENT_NEW(arena, int32_t, rows + (size_t)n + 1);
  if (!order || !low || !high || !sum || !work) return false;
  ent_signed_order(n, count, tail, head, order, work);
  ent_arena_rewind(arena, mark);
  *g = (ent_signed){.n = n, .tail = low, .head = high, .weight = sum};
  for (int64_t k = 0; k < count;) {
    const int32_t a = tail[order[k]] < head[order[k]] ? tail[order[k]] : head[order[k]];
    const int32_t b = tail[order[k]] + head[order[k]] - a;
    int64_t friendly = 0, hostile = 0;
    for (; k < count && tail[order[k]] + head[order[k]] - a == b && (tail[order[k]] == a || head[order[k]] == a); k++) {
      const int64_t w = weight[order[k]];
      if (w > 0)
        friendly += w;
      else
        hostile -= w;
    }
    g->constant += friendly < hostile ? friendly : hostile;
    if (friendly == hostile) continue;
    low[g->m] = a;
    high[g->m] = b;
    sum[g->m++] = friendly - hostile;
  }
  return ent_signed_arcs(g, arena);
}

int32_t ent_signed_edge(const ent_signed *g, int32_t a, int32_t b)
{
  int32_t low = g->first[a], high = g->first[a + 1];
  while (low < high) {
    const int32_t middle = low + (high - low) / 2;
    if (g->to[middle] < b)
      low = middle + 1;
    else
      high = middle;
  }
  return low < g->first[a + 1] && g->to[low] == b ? g->edge[low] : -1;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
  if (a < 0) a = -a;
  if (b < 0) b = -b;
  while (b != 0) {
    const int64_t rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

int64_t ent_signed_step(const ent_signed *g)
{
  int64_t step = 0;
  for (int32_t e = 0; e < g->m && step != 1; e++) step = common_divisor(step, 2 * g->weight[e]);
  for (int32_t v = 0; v < g->n && step != 1; v++) {
    int64_t sum = 0;
    for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) sum += g->weight[g->edge[a]];
    step = common_divisor(step, sum);
  }
  return step;
}

/* ---- pools of chains -------------------------------------------------------------------------- */

void *ent_signed_longer(const void *old, int64_t used, int64_t room, size_t size, ent_arena *arena)
{
  void *const fresh = ent_arena_take(arena, (size_t)room, size);
  if (fresh && used > 0) memcpy(fresh, old, (size_t)used * size);
  return fresh;
}

bool ent_chains_open(ent_chains *pool, int64_t amount, ent_arena *arena)
{
  if (pool->count == pool->count_room) {
    const int64_t room = pool->count_room > 0 ? 2 * pool->count_room : 64;
    int64_t *const start =
      ent_signed_longer(pool->start, pool->count_room > 0 ? pool->count + 1 : 0, room + 1, sizeof *start, arena);
    int64_t *const amounts = ent_signed_longer(pool->amount, pool->count, room, sizeof *amounts, arena);
    if (!start || !amounts) return false;
    pool->start = start;
    pool->amount = amounts;
    pool->count_room = room;
  }
  pool->amount[pool->count++] = amount;
  pool->start[pool->count] = pool->used;
  return true;
}

bool ent_chains_add(ent_chains *pool, int32_t vertex, int32_t edge, ent_arena *arena)
{
  if (pool->used == pool->used_room) {
    const int64_t room = pool->used_room > 0 ? 2 * pool->used_room : 256;
    int32_t *const vertices = ent_signed_longer(pool->vertex, pool->used, room, sizeof *vertices, arena);
    int32_t *const edges = ent_signed_longer(pool->edge, pool->used, room, sizeof *edges, arena);
    if (!vertices || !edges) return false;
    pool->vertex = vertices;
    pool->edge = edges;
    pool->used_room = room;
  }
  pool->vertex[pool->used] = vertex;
  pool->edge[pool->used++] = edge;
  pool->start[pool->count] = pool->used;
  return true;
}
