/* evidence.c - which camps and which packing speak for a network?
 *
 * Rounds of search and flow: each round walks from the best camps or from a new tree, with more patience than the last, and
 * routes the frustrated edges of the best camps in a few orders.  It ends where the packing proves the camps (or reaches the
 * target of the case), and where several rounds brought nothing.  A case that was not told apart from another then has a last
 * flow mended, which closes what greedy flows leave open in large networks; in the many cases after it that would not pay.
 * Cost: that of walks, flows and one mending; see anneal.c, route.c and mend.c. */
#include "align/frustration.h"

#include <string.h>

#define ROUNDS_FIRST 9  /* of a case that is not yet told apart */
#define ROUNDS_BRANCH 2 /* of the others */
#define DULL_ROUNDS 4   /* rounds without gain that end the search */
#define PATIENCE 500    /* searches without gain that end the mending of a flow */

typedef struct effort {
  int sweeps, orders;
} effort;

static effort effort_of(int round)
{
  static const effort table[] = {{0, 1}, {12, 2}, {40, 3}, {100, 4}, {250, 6}, {400, 8}};
  const int last = (int)(sizeof table / sizeof *table) - 1;
  return table[round < last ? round : last];
}

void ent_case_tell(const ent_case_job *job, const ent_case *c, int64_t lower, int64_t upper)
{
  if (!c->visible) return;
  ent_balance_state *const s = &job->pace->state;
  if (job->other_lower + c->before + lower > s->lower) s->lower = job->other_lower + c->before + lower;
  if (job->other_upper + c->before + upper < s->upper) s->upper = job->other_upper + c->before + upper;
}

/* What the rounds of one case share. */
typedef struct rounds {
  ent_walker walker;
  ent_router router;
  ent_packing fresh;
  ent_chain_set known;
  int8_t *x; /* walked */
} rounds;

static bool open_rounds(rounds *r, const ent_case *c, ent_evidence *out, ent_arena *arena)
{
  const size_t m = (size_t)c->g->m;
  *out = (ent_evidence){.values = ent_values_of(c->g), .packing = {.used = ENT_NEW(arena, int64_t, m), .unit = 2}};
  *r = (rounds){.fresh = {.used = ENT_NEW(arena, int64_t, m)}, .x = ENT_NEW(arena, int8_t, c->g->n)};
  return out->packing.used && r->fresh.used && r->x && ent_walker_open(&r->walker, c->g, arena) &&
         ent_router_open(&r->router, c->g, arena);
}

/* Walks once; true if better camps were found. */
static bool search(ent_case_job *job, const ent_case *c, rounds *r, int round, int sweeps, ent_evidence *out,
                   bool *better)
{
  const size_t n = (size_t)c->g->n;
  *better = false;
  if (round % 2 == 0 && round > 0) {
    memcpy(r->x, c->x, n);
  } else if (!ent_walker_tree(&r->walker, &job->dice, r->x, job->scratch)) {
    return false;
  }
  if (sweeps > 0) ent_walker_anneal(&r->walker, sweeps, &job->dice, r->x, job->pace);
  const int64_t weight = ent_walker_weigh(c->g, r->x);
  if (weight >= out->upper) return true;
  memcpy(c->x, r->x, n);
  out->upper = weight;
  *better = true;
  return true;
}

static bool is_settled(const ent_case *c, const ent_evidence *e)
{
  return e->lower >= e->upper || e->lower >= c->target;
}

/* Keeps what was found if it is larger, and in any case its chains for the linear programme.  false: no memory. */
static bool take_larger(const ent_case_job *job, rounds *r, ent_evidence *out, bool *better)
{
  if (job->lp && !ent_chain_set_add(&r->known, &r->fresh.chains, &out->pool, job->scratch)) return false;
  *better = r->fresh.total > out->packing.total;
  if (!*better) return true;
  const ent_packing old = out->packing;
  out->packing = r->fresh;
  r->fresh = old;
  out->lower = ent_value_from(&out->values, out->packing.total, out->packing.unit);
  return true;
}

/* Routes once; keeps the larger packing. */
static bool route(ent_case_job *job, const ent_case *c, rounds *r, int order, ent_evidence *out, bool *better)
{
  if (!ent_router_run(&r->router, c->x, order, &job->dice, &r->fresh, job->pace, job->scratch)) return false;
  return take_larger(job, r, out, better);
}

/* Routes once more, and lets chains make room for others (mend.c). */
static bool mend(ent_case_job *job, const ent_case *c, rounds *r, ent_evidence *out)
{
  const int64_t below = out->upper - out->values.step, settles = below < c->target ? below : c->target - 1;
  const ent_mending how = {.enough = settles * r->fresh.unit + 1, .patience = PATIENCE};
  bool better = false;
  if (!ent_router_run(&r->router, c->x, 1, &job->dice, &r->fresh, job->pace, job->scratch)) return false;
  if (!ent_packing_mend(c->g, c->x, &how, &job->dice, job->pace, &r->fresh, job->scratch)) return false;
  return take_larger(job, r, out, &better);
}

bool ent_evidence_find(ent_case_job *job, const ent_case *c, ent_evidence *out)
{
  rounds r;
  if (!open_rounds(&r, c, out, job->scratch)) return false;
  ent_walker_descend(&r.walker, c->x);
  out->upper = ent_walker_weigh(c->g, c->x);
  out->lower = ent_value_from(&out->values, 0, 1);
  const int most = job->rounds > 0 ? job->rounds : c->branch > 0 ? ROUNDS_BRANCH : ROUNDS_FIRST;
  int dull = 0;
  for (int round = 0; round < most && dull < DULL_ROUNDS && !is_settled(c, out); round++) {
    const effort plan = effort_of(round);
    bool gain = false, better = false;
    if (!search(job, c, &r, round, plan.sweeps, out, &gain)) return false;
    if (gain) memset(r.router.failed, 0, (size_t)c->g->m * sizeof *r.router.failed);
    for (int order = 0; order < plan.orders && !is_settled(c, out); order++) {
      if (order > 0 && job->pace->stopped) break; /* one flow in any case */
      if (!route(job, c, &r, gain || round == 0 ? order : order + 1, out, &better)) return false;
      gain = gain || better;
    }
    dull = gain ? 0 : dull + 1;
    ent_case_tell(job, c, out->lower, out->upper);
    if (job->pace->stopped) break;
  }
  if (is_settled(c, out) || job->pace->stopped || c->branch > 0) return true;
  if (!mend(job, c, &r, out)) return false;
  ent_case_tell(job, c, out->lower, out->upper);
  return true;
}

void ent_evidence_write(const ent_case_job *job, const ent_case *c, const ent_packing *packing)
{
  ent_writer *const w = job->proof;
  const ent_chains *const pool = &packing->chains;
  if (packing->unit != 2) {
    ent_put(w, "u ");
    ent_put_int(w, packing->unit);
    ent_put(w, "\n");
  }
  for (int64_t k = 0; k < pool->count; k++) {
    ent_put(w, "c ");
    ent_put_int(w, pool->amount[k]);
    for (int64_t at = pool->start[k]; at < pool->start[k + 1]; at++) {
      ent_put(w, " ");
      ent_put_int(w, c->name[pool->vertex[at]]);
    }
    ent_put(w, "\n");
  }
}
