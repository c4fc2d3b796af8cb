/* programme.c - does the linear programme over cycles prove more than the flows did?
 *
 * It begins with the chains of all flows (odd_lp.h), and what comes back is a packing like any other, in finer parts, and
 * perhaps better camps.
 * Cost: see odd_lp.h; the cases decide when it pays. */
#include "align/frustration.h"
#include "align/odd_lp.h"

#include <string.h>

#define POOL_MOST 6000000 /* ties in all chains of a pool */
#define WORK_OF_A_PAUSE 20000

/* The same for any order of the edges. */
static uint64_t mark_of(const ent_chains *from, int64_t chain)
{
  uint64_t sum = 0;
  for (int64_t k = from->start[chain]; k < from->start[chain + 1]; k++) {
    uint64_t h = ((uint64_t)from->edge[k] + 1) * UINT64_C(0x9E3779B97F4A7C15);
    h = (h ^ h >> 29) * UINT64_C(0xBF58476D1CE4E5B9);
    sum += h ^ h >> 32;
  }
  return sum | 1;
}

/* True if the mark was not there. */
static bool insert(ent_chain_set *set, uint64_t mark)
{
  uint64_t at = mark * UINT64_C(0xD6E8FEB86659FD93) >> 20;
  for (;; at++) {
    uint64_t *const place = &set->mark[at % (uint64_t)set->room];
    if (*place == mark) return false;
    if (*place != 0) continue;
    *place = mark;
    set->count++;
    return true;
  }
}

static bool make_room(ent_chain_set *set, int64_t more, ent_arena *arena)
{
  if (2 * (set->count + more) < set->room) return true;
  const ent_chain_set old = *set;
  set->room = 4 * (old.count + more) + 64;
  set->mark = ENT_NEW(arena, uint64_t, set->room);
  set->count = 0;
  for (int64_t k = 0; set->mark && k < old.room; k++)
    if (old.mark[k] != 0) (void)insert(set, old.mark[k]);
  return set->mark;
}

bool ent_chain_set_add(ent_chain_set *set, const ent_chains *from, ent_chains *pool, ent_arena *arena)
{
  if (!make_room(set, from->count, arena)) return false;
  for (int64_t c = 0; c < from->count && pool->used < POOL_MOST; c++) {
    if (!insert(set, mark_of(from, c))) continue;
    if (!ent_chains_open(pool, 0, arena)) return false;
    for (int64_t k = from->start[c]; k < from->start[c + 1]; k++)
      if (!ent_chains_add(pool, from->vertex[k], from->edge[k], arena)) return false;
  }
  return true;
}

static bool goes_on(void *ctx)
{
  return ent_pace_goes_on(ctx, WORK_OF_A_PAUSE);
}

bool ent_evidence_raise(ent_case_job *job, const ent_case *c, ent_evidence *e)
{
  const ent_odd_task task = {
    .side = c->x,
    .step = e->values.step,
    .pool = &e->pool,
    .engine = job->engine,
    .rounds = c->branch > 0 ? 12 : 0,
    .go_on = goes_on,
    .ctx = job->pace,
  };
  ent_odd_answer found;
  const ent_status status = ent_odd_bound(c->g, &task, job->memory, job->scratch, &found, NULL);
  if (status != ENT_OK) return status != ENT_NOMEM; /* the flows have the last word then */
  if (found.weight < e->upper) {
    memcpy(c->x, found.side, (size_t)c->g->n);
    e->upper = found.weight;
  }
  int64_t total = 0;
  for (int64_t k = 0; k < found.packing.count; k++) total += found.packing.amount[k];
  const int64_t lower = ent_value_from(&e->values, total, found.unit);
  if (lower < e->lower) return true;
  e->lower = lower;
  e->packing.chains = found.packing;
  e->packing.total = total;
  e->packing.unit = found.unit;
  for (int32_t k = 0; k < c->g->m; k++)
    e->packing.used[k] = found.unit * (c->g->weight[k] < 0 ? -c->g->weight[k] : c->g->weight[k]) - found.rest[k];
  return true;
}
