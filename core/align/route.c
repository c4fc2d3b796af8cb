/* route.c - does every frustrated tie find a way along satisfied ones?
 *
 * The weight of each frustrated edge is sent as a flow between its ends along edges that the camps satisfy, each of which
 * carries no more than its own weight.  The edge and its way form a closed chain with one frustrated edge, whatever the camps:
 * the amounts add up to a lower bound, and where all of it finds a way the camps are proven best.  Short ways first: over one
 * vertex between (widest first), then over 2, 3, ... and at last over any number of vertices, breadth first from both ends.
 * In later orders those that found no way before are served first.  Amounts are in half units, so that odd weights can split.
 * Cost: O(degree) a demand for the shortest ways, O(m) a way for the longest.
 * Source: weak duality of minimum multicut and maximum multiflow, as in Schrijver 2003, Combinatorial Optimization, ch. 70. */
#include "align/frustration.h"

#include <string.h>

#define UNIT 2
#define ANY_LENGTH INT32_MAX

bool ent_router_open(ent_router *r, const ent_signed *g, ent_arena *arena)
{
  const size_t n = (size_t)g->n, m = (size_t)g->m;
  *r = (ent_router){.g = g};
  r->rest = ENT_NEW(arena, int64_t, m);
  r->demand = ENT_NEW(arena, int32_t, m);
  r->failed = ENT_NEW(arena, int32_t, m);
  r->odd = ENT_NEW(arena, bool, m);
  r->mark = ENT_NEW(arena, int32_t, n);
  r->owner = ENT_NEW(arena, int32_t, 2 * m);
  bool opened = r->rest && r->demand && r->failed && r->odd && r->mark && r->owner;
  for (int side = 0; side < 2; side++) {
    r->from[side] = ENT_NEW(arena, int32_t, n);
    r->queue[side] = ENT_NEW(arena, int32_t, n);
    r->seen[side] = ENT_NEW(arena, uint32_t, n);
    opened = opened && r->from[side] && r->queue[side] && r->seen[side];
  }
  if (!opened) return false;
  for (int32_t v = 0; v < g->n; v++) {
    r->mark[v] = -1;
    for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) r->owner[a] = v;
  }
  return true;
}

/* Does demand a come before b?  Those that failed more often first, then the larger ones, then by number. */
static bool is_before(const ent_router *r, int32_t a, int32_t b)
{
  if (r->failed[a] != r->failed[b]) return r->failed[a] > r->failed[b];
  const int64_t wa = ent_signed_size(r->g, a), wb = ent_signed_size(r->g, b);
  return wa != wb ? wa > wb : a < b;
}

/* Heap sort: in place, and never quadratic. */
static void sift(const ent_router *r, int32_t at, int32_t count)
{
  int32_t *const d = r->demand;
  for (int32_t child; (child = 2 * at + 1) < count; at = child) {
    if (child + 1 < count && is_before(r, d[child], d[child + 1])) child++;
    if (!is_before(r, d[at], d[child])) return;
    const int32_t held = d[at];
    d[at] = d[child];
    d[child] = held;
  }
}

static void sort_demands(const ent_router *r)
{
  for (int32_t k = r->demands / 2; k-- > 0;) sift(r, k, r->demands);
  for (int32_t last = r->demands - 1; last > 0; last--) {
    const int32_t held = r->demand[0];
    r->demand[0] = r->demand[last];
    r->demand[last] = held;
    sift(r, 0, last);
  }
}

/* Shuffled, but those that failed come first. */
static void shuffle_demands(const ent_router *r, ent_dice *dice)
{
  int32_t *const d = r->demand;
  int32_t front = 0;
  for (int32_t k = r->demands - 1; k > 0; k--) {
    const int32_t other = ent_dice_below(dice, k + 1), held = d[k];
    d[k] = d[other];
    d[other] = held;
  }
  for (int32_t k = 0; k < r->demands; k++) {
    if (r->failed[d[k]] == 0) continue;
    const int32_t held = d[k];
    d[k] = d[front];
    d[front++] = held;
  }
}

static void read_camps(ent_router *r, const int8_t *x)
{
  r->demands = 0;
  for (int32_t e = 0; e < r->g->m; e++) {
    r->odd[e] = ent_signed_frustrated(r->g, e, x);
    r->rest[e] = UNIT * ent_signed_size(r->g, e);
    if (r->odd[e]) r->demand[r->demands++] = e;
  }
}

static bool is_open(const ent_router *r, int32_t e)
{
  return !r->odd[e] && r->rest[e] > 0;
}

/* One vertex between the ends, as often as there is one; false: no memory. */
static bool send_over_one(ent_router *r, int32_t e, ent_packing *out, ent_arena *arena)
{
  const ent_signed *const g = r->g;
  int32_t u = g->tail[e], v = g->head[e];
  if (g->first[u + 1] - g->first[u] > g->first[v + 1] - g->first[v]) {
    u = g->head[e];
    v = g->tail[e];
  }
  for (int32_t a = g->first[u]; a < g->first[u + 1]; a++) r->mark[g->to[a]] = g->edge[a];
  bool fits = true;
  while (fits && r->rest[e] > 0) {
    int64_t widest = 0;
    int32_t between = -1, near = -1, far = -1;
    for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) {
      const int32_t other = r->mark[g->to[a]], mine = g->edge[a];
      if (other < 0 || !is_open(r, mine) || !is_open(r, other)) continue;
      const int64_t width = r->rest[mine] < r->rest[other] ? r->rest[mine] : r->rest[other];
      if (width <= widest) continue;
      widest = width;
      between = g->to[a];
      near = other;
      far = mine;
      if (widest >= r->rest[e]) break;
    }
    if (between < 0) break;
    const int64_t amount = widest < r->rest[e] ? widest : r->rest[e];
    r->rest[e] -= amount;
    r->rest[near] -= amount;
    r->rest[far] -= amount;
    out->total += amount;
    fits = ent_chains_open(&out->chains, amount, arena) && ent_chains_add(&out->chains, u, near, arena) &&
           ent_chains_add(&out->chains, between, far, arena) && ent_chains_add(&out->chains, v, e, arena);
  }
  for (int32_t a = g->first[u]; a < g->first[u + 1]; a++) r->mark[g->to[a]] = -1;
  return fits;
}

/* The next ring of vertices around one end; the arc that reaches the other end's vertices, or -1. */
static int32_t grow(ent_router *r, int side, int32_t *begin, int32_t *end, int64_t *work)
{
  const ent_signed *const g = r->g;
  const int32_t last = *end;
  for (int32_t k = *begin; k < last; k++) {
    const int32_t v = r->queue[side][k];
    *work += g->first[v + 1] - g->first[v];
    for (int32_t a = g->first[v]; a < g->first[v + 1]; a++) {
      const int32_t u = g->to[a];
      if (r->seen[side][u] == r->stamp || !is_open(r, g->edge[a])) continue;
      if (r->seen[1 - side][u] == r->stamp) return a;
      r->seen[side][u] = r->stamp;
      r->from[side][u] = a;
      r->queue[side][(*end)++] = u;
    }
  }
  *begin = last;
  return -1;
}

/* A shortest way of open edges between the ends of e over at most `most` edges: the arc where the two searches meet and its
 * side; -1 if there is none. */
static int32_t meet(ent_router *r, int32_t e, int32_t most, int *side, int64_t *work)
{
  int32_t begin[2] = {0, 0}, end[2] = {1, 1};
  const int32_t start[2] = {r->g->tail[e], r->g->head[e]};
  r->stamp++;
  for (int s = 0; s < 2; s++) {
    r->queue[s][0] = start[s];
    r->seen[s][start[s]] = r->stamp;
    r->from[s][start[s]] = -1;
  }
  for (int32_t length = 1; length <= most; length++) {
    const int s = end[0] - begin[0] <= end[1] - begin[1] ? 0 : 1;
    if (begin[s] == end[s]) return -1;
    const int32_t found = grow(r, s, &begin[s], &end[s], work);
    if (found < 0) continue;
    *side = s;
    return found;
  }
  return -1;
}

/* Narrowest rest from vertex v back to the end of its side. */
static int64_t narrowest(const ent_router *r, int side, int32_t v, int64_t width)
{
  for (int32_t a; (a = r->from[side][v]) >= 0; v = r->owner[a]) {
    const int64_t rest = r->rest[r->g->edge[a]];
    if (rest < width) width = rest;
  }
  return width;
}

/* Sends amount back from v to the end of its side.  Chain entries run from the end to v on side 0 (so they are reversed) and
 * from v to the end on side 1: entry = (vertex, edge to the next one). */
static bool send_back(ent_router *r, int side, int32_t v, int64_t amount, ent_packing *out, ent_arena *arena)
{
  const int64_t begin = out->chains.used;
  for (int32_t a; (a = r->from[side][v]) >= 0; v = r->owner[a]) {
    const int32_t e = r->g->edge[a];
    r->rest[e] -= amount;
    if (!ent_chains_add(&out->chains, side == 0 ? r->owner[a] : v, e, arena)) return false;
  }
  for (int64_t low = begin, high = out->chains.used - 1; side == 0 && low < high; low++, high--) {
    const int32_t vertex = out->chains.vertex[low], edge = out->chains.edge[low];
    out->chains.vertex[low] = out->chains.vertex[high];
    out->chains.edge[low] = out->chains.edge[high];
    out->chains.vertex[high] = vertex;
    out->chains.edge[high] = edge;
  }
  return true;
}

/* Ways over any number of edges up to `most`. */
static bool send_over_many(ent_router *r, int32_t e, int32_t most, ent_packing *out, ent_pace *pace, ent_arena *arena)
{
  while (r->rest[e] > 0) {
    int side = 0;
    int64_t work = 0;
    const int32_t a = meet(r, e, most, &side, &work);
    if (!ent_pace_goes_on(pace, work) || a < 0) return true;
    const int32_t join = r->g->edge[a], near = side == 0 ? r->owner[a] : r->g->to[a];
    const int32_t far = r->owner[a] + r->g->to[a] - near; /* near: on the side of the tail */
    int64_t amount = r->rest[e] < r->rest[join] ? r->rest[e] : r->rest[join];
    amount = narrowest(r, 1, far, narrowest(r, 0, near, amount));
    r->rest[e] -= amount;
    r->rest[join] -= amount;
    out->total += amount;
    if (!ent_chains_open(&out->chains, amount, arena) || !send_back(r, 0, near, amount, out, arena) ||
        !ent_chains_add(&out->chains, near, join, arena) || !send_back(r, 1, far, amount, out, arena) ||
        !ent_chains_add(&out->chains, r->g->head[e], e, arena))
      return false;
  }
  return true;
}

bool ent_router_run(ent_router *r, const int8_t *x, int order, ent_dice *dice, ent_packing *out, ent_pace *pace,
                    ent_arena *arena)
{
  static const int32_t lengths[] = {3, 4, 5, 6, ANY_LENGTH};
  read_camps(r, x);
  if (order == 0)
    sort_demands(r);
  else
    shuffle_demands(r, dice);
  out->chains.count = out->chains.used = 0;
  out->total = 0;
  out->unit = UNIT;
  for (int32_t k = 0; k < r->demands && ent_pace_goes_on(pace, 64); k++)
    if (!send_over_one(r, r->demand[k], out, arena)) return false;
  for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++)
    for (int32_t k = 0; k < r->demands && !pace->stopped; k++)
      if (r->rest[r->demand[k]] > 0 && !send_over_many(r, r->demand[k], lengths[l], out, pace, arena)) return false;
  for (int32_t k = 0; k < r->demands; k++)
    if (r->rest[r->demand[k]] > 0) r->failed[r->demand[k]]++;
  for (int32_t e = 0; e < r->g->m; e++) out->used[e] = UNIT * ent_signed_size(r->g, e) - r->rest[e];
  return true;
}
