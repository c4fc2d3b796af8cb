/* odd_pack.c - which amounts on negative cycles do multipliers of a programme stand for, in exact integers?
 *
 * Formula: amount_C = floor(unit y_C), but no more than the room that the cycles before it leave on its edges; then raised by
 *          the room that is left in the end.  Whatever y is, the result is a packing, so its sum / unit is a lower bound.
 * Cost:    O(entries).  Source: weak duality; odd_lp.h. */
#include "align/odd_lp.h"

#include <string.h>

static int64_t whole(double y, int64_t unit, int64_t most)
{
  const double scaled = y * (double)unit;
  if (!(scaled >= 1)) return 0;
  return scaled < (double)most ? (int64_t)scaled : most;
}

/* The room that is left on all edges of a cycle. */
static int64_t room_on(const ent_chains *pool, int64_t c, const int64_t *rest)
{
  int64_t room = INT64_MAX;
  for (int64_t k = pool->start[c]; k < pool->start[c + 1]; k++)
    room = rest[pool->edge[k]] < room ? rest[pool->edge[k]] : room;
  return room;
}

static void load(const ent_chains *pool, int64_t c, int64_t amount, int64_t *rest)
{
  for (int64_t k = pool->start[c]; k < pool->start[c + 1]; k++) rest[pool->edge[k]] -= amount;
}

int64_t ent_odd_pack(const ent_signed *g, const double *y, int64_t unit, ent_chains *pool, int64_t *rest)
{
  for (int32_t e = 0; e < g->m; e++) rest[e] = unit * (g->weight[e] < 0 ? -g->weight[e] : g->weight[e]);
  for (int64_t c = 0; c < pool->count; c++) {
    pool->amount[c] = whole(y[c], unit, room_on(pool, c, rest));
    load(pool, c, pool->amount[c], rest);
  }
  int64_t sum = 0;
  for (int64_t c = 0; c < pool->count; c++) {
    const int64_t room = room_on(pool, c, rest);
    load(pool, c, room, rest);
    pool->amount[c] += room;
    sum += pool->amount[c];
  }
  return sum;
}
