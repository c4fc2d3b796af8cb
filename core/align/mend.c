/* mend.c - does more find a way where the ways in use make room for one another?
 *
 * A flow (route.c) that serves one demand after the other leaves some without a way, mostly because others took more room than
 * they need to.  So a demand that found none is sent over the cheapest way, on which an edge that is full costs
 *     1 + DEAR + how often it was fought over,
 * a free one 1.  What stood on the full edges loses as much as passes now, and looks for another way in its turn.  The growing
 * costs drive the chains apart, until all have room or nothing was gained for long.  At every moment the chains are a packing;
 * the largest one is kept.
 * Cost:   O(m) a search at worst; some thousand searches close what is left of a flow through 10^5 edges.
 * Source: negotiated congestion as in the routing of circuits, L. McMurchie and C. Ebeling, "PathFinder: a negotiation-based
 *         performance-driven router for FPGAs", FPGA '95, 111-117; buckets of Dial 1969, Communications of the ACM 12:632-633. */
#include "align/frustration.h"

#define DEAR 4
#define BUCKETS 64 /* > the dearest edge */
#define HEAT_MOST (BUCKETS - DEAR - 2)
#define COOLING 512 /* searches after which the memory of fights is halved */
#define WORK_OF_A_VERTEX 8

/* One edge of a chain.  The parts of a chain lead from the tail of its demand to the head. */
typedef struct part {
  int32_t chain, vertex, edge; /* vertex: where the edge begins */
  int32_t next;                /* of the chain; of the free parts */
  int32_t before, after;       /* of those on the same edge */
} part;

/* A way for some of a demand's weight; free where amount is 0. */
typedef struct chain {
  int64_t amount;
  int32_t demand, first; /* first: of its parts; the next free chain */
} chain;

typedef struct mender {
  const ent_signed *g;
  ent_arena *arena;
  bool *odd;     /* [m] frustrated */
  int64_t *rest; /* [m] room left; of frustrated edges: weight that has no way */
  int32_t *on;   /* [m] a part on the edge, or -1 */
  uint8_t *heat; /* [m] fights over the edge */
  part *parts;
  chain *chains;
  int32_t parts_used, parts_room, parts_free;
  int32_t chains_used, chains_room, chains_free;
  int32_t *open, *place; /* demands without a way, and where each stands there */
  int32_t opens;
  int64_t total, unit;
  int32_t bucket[BUCKETS]; /* vertices reached, by cost modulo BUCKETS */
  int32_t *cost, *arc;     /* [n] where seen == stamp; arc: the vertex and edge by which it was reached */
  int32_t *from, *later, *earlier;
  uint32_t *seen, stamp;
} mender;

/* ---- demands without a way ------------------------------------------------------------------------------------- */

static void open_demand(mender *d, int32_t e)
{
  if (d->place[e] >= 0) return;
  d->place[e] = d->opens;
  d->open[d->opens++] = e;
}

static void close_demand(mender *d, int32_t e)
{
  const int32_t last = d->open[--d->opens], at = d->place[e];
  d->open[at] = last;
  d->place[last] = at;
  d->place[e] = -1;
}

/* ---- chains ------------------------------------------------------------------------------------------------------ */

/* Twice the room, and the old entries.  NULL: no memory. */
static void *wider(const void *old, int32_t used, int32_t *room, size_t size, ent_arena *arena)
{
  const int32_t more = *room > 0 ? 2 * *room : 1024;
  void *const fresh = *room <= INT32_MAX / 4 ? ent_signed_longer(old, used, more, size, arena) : NULL;
  if (fresh) *room = more;
  return fresh;
}

static int32_t new_chain(mender *d, int32_t demand, int64_t amount)
{
  int32_t c = d->chains_free;
  if (c >= 0) {
    d->chains_free = d->chains[c].first;
  } else {
    if (d->chains_used == d->chains_room) {
      chain *const fresh = wider(d->chains, d->chains_used, &d->chains_room, sizeof *fresh, d->arena);
      if (!fresh) return -1;
      d->chains = fresh;
    }
    c = d->chains_used++;
  }
  d->chains[c] = (chain){.amount = amount, .demand = demand, .first = -1};
  return c;
}

/* Puts a part before those that the chain has. */
static bool add_part(mender *d, int32_t c, int32_t vertex, int32_t edge)
{
  int32_t p = d->parts_free;
  if (p >= 0) {
    d->parts_free = d->parts[p].next;
  } else {
    if (d->parts_used == d->parts_room) {
      part *const fresh = wider(d->parts, d->parts_used, &d->parts_room, sizeof *fresh, d->arena);
      if (!fresh) return false;
      d->parts = fresh;
    }
    p = d->parts_used++;
  }
  const int32_t above = d->on[edge];
  d->parts[p] = (part){c, vertex, edge, d->chains[c].first, -1, above};
  if (above >= 0) d->parts[above].before = p;
  d->on[edge] = p;
  d->chains[c].first = p;
  return true;
}

/* Takes an amount away from a chain, which goes when nothing is left of it. */
static void take_back(mender *d, int32_t c, int64_t amount)
{
  chain *const it = &d->chains[c];
  it->amount -= amount;
  d->total -= amount;
  d->rest[it->demand] += amount;
  open_demand(d, it->demand);
  int32_t last = -1;
  for (int32_t p = it->first; p >= 0; p = d->parts[p].next) {
    const part *const at = &d->parts[p];
    d->rest[at->edge] += amount;
    last = p;
    if (it->amount > 0) continue;
    if (at->after >= 0) d->parts[at->after].before = at->before;
    if (at->before >= 0)
      d->parts[at->before].after = at->after;
    else
      d->on[at->edge] = at->after;
  }
  if (it->amount > 0) return;
  if (last >= 0) {
    d->parts[last].next = d->parts_free;
    d->parts_free = it->first;
  }
  it->first = d->chains_free;
  d->chains_free = c;
}

/* ---- from a packing and back --------------------------------------------------------------------------------------- */

/* Copies chain k of a packing; what does not hold exactly one frustrated edge is left out, which is a packing as well. */
static bool take_chain(mender *d, const ent_chains *from, int64_t k)
{
  const int64_t begin = from->start[k], size = from->start[k + 1] - begin;
  int64_t at = -1, odd = 0;
  for (int64_t i = 0; i < size; i++) {
    if (!d->odd[from->edge[begin + i]]) continue;
    at = i;
    odd++;
  }
  if (odd != 1 || from->amount[k] == 0) return true;
  const int32_t e = from->edge[begin + at], head = d->g->head[e];
  const bool forward = from->vertex[begin + at] == head; /* then the entries after it begin at the tail */
  const int32_t c = new_chain(d, e, from->amount[k]);
  if (c < 0) return false;
  for (int64_t i = 1; i < size; i++) { /* parts are put in front: from the head back to the tail */
    const int64_t entry = begin + (at + (forward ? size - i : i)) % size;
    const int64_t start = forward ? entry : begin + (entry - begin + 1) % size;
    if (!add_part(d, c, from->vertex[start], from->edge[entry])) return false;
    d->rest[from->edge[entry]] -= from->amount[k];
  }
  d->rest[e] -= from->amount[k];
  d->total += from->amount[k];
  return true;
}

static bool keep(const mender *d, ent_packing *out)
{
  ent_chains *const to = &out->chains;
  to->count = to->used = 0;
  for (int32_t c = 0; c < d->chains_used; c++) {
    const chain *const it = &d->chains[c];
    if (it->amount == 0) continue;
    if (!ent_chains_open(to, it->amount, d->arena)) return false;
    for (int32_t p = it->first; p >= 0; p = d->parts[p].next)
      if (!ent_chains_add(to, d->parts[p].vertex, d->parts[p].edge, d->arena)) return false;
    if (!ent_chains_add(to, d->g->head[it->demand], it->demand, d->arena)) return false;
  }
  for (int32_t e = 0; e < d->g->m; e++) out->used[e] = d->unit * ent_signed_size(d->g, e) - d->rest[e];
  out->total = d->total;
  return true;
}

static bool open_mender(mender *d, const ent_signed *g, const int8_t *x, const ent_packing *packing, ent_arena *arena)
{
  const size_t n = (size_t)g->n, m = (size_t)g->m;
  *d = (mender){.g = g, .arena = arena, .unit = packing->unit, .parts_free = -1, .chains_free = -1};
  d->odd = ENT_NEW(arena, bool, m);
  d->rest = ENT_NEW(arena, int64_t, m);
  d->on = ENT_NEW(arena, int32_t, 3 * m);
  d->heat = ENT_NEW(arena, uint8_t, m);
  d->cost = ENT_NEW(arena, int32_t, 5 * n);
  d->seen = ENT_NEW(arena, uint32_t, n);
  if (!d->odd || !d->rest || !d->on || !d->heat || !d->cost || !d->seen) return false;
  d->open = d->on + m;
  d->place = d->on + 2 * m;
  d->arc = d->cost + n;
  d->from = d->cost + 2 * n;
  d->later = d->cost + 3 * n;
  d->earlier = d->cost + 4 * n;
  for (int32_t e = 0; e < g->m; e++) {
    d->odd[e] = ent_signed_frustrated(g, e, x);
    d->rest[e] = d->unit * ent_signed_size(g, e);
    d->on[e] = d->place[e] = -1;
  }
  for (int64_t k = 0; k < packing->chains.count; k++)
    if (!take_chain(d, &packing->chains, k)) return false;
  for (int32_t e = 0; e < g->m; e++)
    if (d->odd[e] && d->rest[e] > 0) open_demand(d, e);
  return true;
}

/* ---- the cheapest way ---------------------------------------------------------------------------------------------- */

static void leave_bucket(mender *d, int32_t v)
{
  if (d->later[v] >= 0) d->earlier[d->later[v]] = d->earlier[v];
  if (d->earlier[v] >= 0)
    d->later[d->earlier[v]] = d->later[v];
  else
    d->bucket[d->cost[v] % BUCKETS] = d->later[v];
}

static void reach(mender *d, int32_t v, int32_t cost, int32_t from, int32_t edge)
{
  if (d->seen[v] == d->stamp) {
    if (d->cost[v] <= cost) return;
    leave_bucket(d, v);
  }
  int32_t *const bucket = &d->bucket[cost % BUCKETS];
  d->seen[v] = d->stamp;
  d->cost[v] = cost;
  d->from[v] = from;
  d->arc[v] = edge;
  d->later[v] = *bucket;
  d->earlier[v] = -1;
  if (*bucket >= 0) d->earlier[*bucket] = v;
  *bucket = v;
}

/* Looks for the cheapest way from the tail of e to its head; false: there is none.  turn: where rows begin to be read. */
static bool find_way(mender *d, int32_t e, uint32_t turn, int64_t *work)
{
  const ent_signed *const g = d->g;
  for (int b = 0; b < BUCKETS; b++) d->bucket[b] = -1;
  d->stamp++;
  reach(d, g->tail[e], 0, -1, -1);
  for (int32_t cost = 0, idle = 0; idle < BUCKETS; cost++) {
    int32_t v;
    idle++;
    while ((v = d->bucket[cost % BUCKETS]) >= 0) {
      if (v == g->head[e]) return true;
      idle = 0;
      leave_bucket(d, v);
      const int32_t first = g->first[v], degree = g->first[v + 1] - first;
      const int32_t begin = first + (int32_t)(turn % (uint32_t)degree);
      *work += degree + WORK_OF_A_VERTEX;
      for (int32_t k = 0, a = begin; k < degree; k++, a = a + 1 < first + degree ? a + 1 : first) {
        const int32_t edge = g->edge[a];
        if (!d->odd[edge]) reach(d, g->to[a], cost + 1 + (d->rest[edge] > 0 ? 0 : DEAR + d->heat[edge]), v, edge);
      }
    }
  }
  return false;
}

/* Makes room for an amount on an edge. */
static void clear(mender *d, int32_t edge, int64_t amount, ent_dice *dice)
{
  if (d->heat[edge] < HEAT_MOST) d->heat[edge]++;
  while (d->rest[edge] < amount) {
    int32_t p = d->on[edge];
    for (int32_t step = ent_dice_below(dice, 4); step > 0 && d->parts[p].after >= 0; step--) p = d->parts[p].after;
    const int32_t c = d->parts[p].chain;
    const int64_t lacks = amount - d->rest[edge], has = d->chains[c].amount;
    take_back(d, c, lacks < has ? lacks : has);
  }
}

/* Sends what fits along the way that was found. */
static bool send(mender *d, int32_t e, ent_dice *dice)
{
  const int32_t goal = d->g->head[e];
  int64_t amount = d->rest[e];
  for (int32_t v = goal; d->from[v] >= 0; v = d->from[v]) {
    const int32_t edge = d->arc[v];
    const int64_t room = d->rest[edge] > 0 ? d->rest[edge] : d->unit * ent_signed_size(d->g, edge);
    if (room < amount) amount = room;
  }
  for (int32_t v = goal; d->from[v] >= 0; v = d->from[v])
    if (d->rest[d->arc[v]] < amount) clear(d, d->arc[v], amount, dice);
  const int32_t c = new_chain(d, e, amount);
  if (c < 0) return false;
  for (int32_t v = goal; d->from[v] >= 0; v = d->from[v]) {
    if (!add_part(d, c, d->from[v], d->arc[v])) return false;
    d->rest[d->arc[v]] -= amount;
  }
  d->rest[e] -= amount;
  d->total += amount;
  if (d->rest[e] == 0) close_demand(d, e);
  return true;
}

bool ent_packing_mend(const ent_signed *g, const int8_t *x, const ent_mending *how, ent_dice *dice, ent_pace *pace,
                      ent_packing *packing, ent_arena *arena)
{
  mender d;
  if (!open_mender(&d, g, x, packing, arena)) return false;
  int64_t best = packing->total;
  int32_t idle = 0;
  for (int64_t searches = 1; d.opens > 0 && best < how->enough && idle < how->patience; searches++, idle++) {
    const int32_t e = d.open[ent_dice_below(dice, d.opens)];
    int64_t work = 0;
    const bool found = find_way(&d, e, ent_dice_roll(dice), &work);
    if (!ent_pace_goes_on(pace, work)) break;
    if (!found) close_demand(&d, e); /* for good: what it has a way for is all that will ever pass */
    if (found && !send(&d, e, dice)) return false;
    if (d.total > best) {
      best = d.total;
      idle = 0;
      if (!keep(&d, packing)) return false;
    }
    for (int32_t k = 0; searches % COOLING == 0 && k < g->m; k++) d.heat[k] /= 2;
  }
  return true;
}
