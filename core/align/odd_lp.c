/* odd_lp.c - how far do linear programmes over negative cycles raise the bound of a network's frustration?
 *
 * Rounds: solve, turn the multipliers into a packing of exact integers (its sum is the bound), read camps off the solution,
 * look for negative cycles that it does not pay for, add them.  First cycles of few edges, each edge on a few of them at
 * most, so that a round's rows differ; when there are none, any that are left.  Rows that have long been slack are dropped.
 *
 * Cost:   see odd_lp.h.  Rounds stop as soon as the bound meets the best camps.
 * Source: Barahona and Mahjoub 1986; Barahona, Juenger and Reinelt 1989, Mathematical Programming 44:127-137 (cuts in rounds). */
#include "align/odd_lp.h"

#include "base/fail.h"

#include <math.h>
#include <string.h>

#define ROUNDS_DEFAULT 200
#define PIVOTS_DEFAULT 1000000u
#define UNIT_MOST (INT64_C(1) << 20)
#define PACKED_MOST (INT64_C(1) << 61)
#define VIOLATED 1e-4 /* a cycle counts as violated from here on; 1e-6 once there is none */
#define HOP 1e-3
#define REUSE 3
#define CYCLES_MOST 3000 /* of a round */
#define LOOSE 0.2
#define WHOLE 1e-6

typedef struct rounds {
  const ent_signed *g;
  const ent_odd_task *task;
  ent_arena *arena;
  const ent_lp *engine;
  void *program;
  ent_odd_search *search;
  ent_chains cycles; /* as many and in the same order as the programme's rows */
  int64_t rows_room;
  double *y; /* [rows_room] */
  bool *gone;
  double *z;            /* [m] */
  int64_t *rest;        /* [m], of the best packing */
  int64_t *fresh;       /* [m] */
  int8_t *side, *trial; /* [n] */
  int64_t unit, packed; /* best packing, its amounts in `best` */
  ent_chains best;
  int64_t weight, bound;
  bool integral;
  int programmes;
  uint64_t pivots;
} rounds;

static ent_status no_memory(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "balance", "There is not enough memory for the linear programme over cycles.");
}

/* ---- the task ------------------------------------------------------------------------------------------------- */

static bool is_negative_cycle(const ent_signed *g, const ent_chains *pool, int64_t c)
{
  bool negative = false;
  const int64_t from = pool->start[c], to = pool->start[c + 1];
  if (from < 0 || to < from + 3 || to > pool->used) return false;
  for (int64_t k = from; k < to; k++) {
    const int32_t e = pool->edge[k], v = pool->vertex[k], next = pool->vertex[k + 1 < to ? k + 1 : from];
    if (e < 0 || e >= g->m) return false;
    if (!(g->tail[e] == v && g->head[e] == next) && !(g->head[e] == v && g->tail[e] == next)) return false;
    negative = negative != (g->weight[e] < 0);
  }
  return negative;
}

static ent_status check_task(const ent_signed *g, const ent_odd_task *task, ent_error *err)
{
  if (task->step < 1) return ent_fail(err, ENT_ARGUMENT, "step", "The step between frustrated weights is 1 or more.");
  for (int32_t v = 0; v < g->n; v++)
    if (task->side[v] != 1 && task->side[v] != -1)
      return ent_fail(err, ENT_ARGUMENT, "side", "The side of an actor is -1 or 1.");
  for (int64_t c = 0; task->pool && c < task->pool->count; c++)
    if (!is_negative_cycle(g, task->pool, c))
      return ent_fail(err, ENT_ARGUMENT, "pool",
                      "The cycles to begin with are closed, and an odd number of their ties is hostile.");
  return ENT_OK;
}

static bool open_rounds(rounds *r)
{
  const size_t n = (size_t)r->g->n, m = (size_t)r->g->m;
  r->z = ENT_NEW(r->arena, double, m);
  r->rest = ENT_NEW(r->arena, int64_t, 2 * m);
  r->side = ENT_NEW(r->arena, int8_t, 2 * n);
  r->search = ent_odd_search_open(r->g, r->arena);
  if (!r->z || !r->rest || !r->side || !r->search) return false;
  r->fresh = r->rest + m;
  r->trial = r->side + n;
  memcpy(r->side, r->task->side, n);
  int64_t total = 0;
  for (int32_t e = 0; e < r->g->m; e++) {
    const int64_t w = r->g->weight[e] < 0 ? -r->g->weight[e] : r->g->weight[e];
    total += w;
    if (ent_signed_frustrated(r->g, e, r->side)) r->weight += w;
  }
  r->unit = UNIT_MOST;
  while (r->unit > 1 && total > PACKED_MOST / r->unit) r->unit /= 2;
  for (int32_t e = 0; e < r->g->m; e++)
    r->rest[e] = r->unit * (r->g->weight[e] < 0 ? -r->g->weight[e] : r->g->weight[e]);
  return true;
}

static ent_status open_program(rounds *r, const ent_allocator *memory, ent_error *err)
{
  double *const cost = ENT_NEW(r->arena, double, r->g->m);
  if (!cost) return no_memory(err);
  for (int32_t e = 0; e < r->g->m; e++) cost[e] = fabs((double)r->g->weight[e]);
  const ent_lp_costs costs = {r->g->m, cost, NULL};
  return r->engine->open(r->engine->ctx, &costs, memory, &r->program, err);
}

/* ---- rows ------------------------------------------------------------------------------------------------------ */

/* Gives the programme the cycles from number `from` on. */
static ent_status add_rows(rounds *r, int64_t from, ent_error *err)
{
  const ent_chains *const p = &r->cycles;
  const size_t rows = (size_t)(p->count - from);
  if (rows == 0) return ENT_OK;
  const size_t entries = (size_t)(p->used - p->start[from]);
  if (p->count > r->rows_room) {
    r->rows_room = p->count + p->count / 2;
    r->y = ENT_NEW(r->arena, double, r->rows_room);
    r->gone = ENT_NEW(r->arena, bool, r->rows_room);
    if (!r->y || !r->gone) return no_memory(err);
  }
  const ent_mark mark = ent_arena_mark(r->arena);
  int *const start = ENT_NEW(r->arena, int, rows + 1);
  double *const ones = ENT_NEW(r->arena, double, entries > rows ? entries : rows);
  if (!start || !ones) return no_memory(err);
  for (size_t i = 0; i < entries || i < rows; i++) ones[i] = 1;
  for (size_t i = 0; i <= rows; i++) start[i] = (int)(p->start[from + (int64_t)i] - p->start[from]);
  const ent_lp_rows fresh = {(int)rows, start, p->edge + p->start[from], ones, ones};
  const ent_status status = r->engine->add(r->program, &fresh, err);
  ent_arena_rewind(r->arena, mark);
  return status;
}

static double length_of(const rounds *r, int64_t c)
{
  double length = 0;
  for (int64_t k = r->cycles.start[c]; k < r->cycles.start[c + 1]; k++) length += r->z[r->cycles.edge[k]];
  return length;
}

/* Forgets cycles that are long paid for, once they are many. */
static ent_status drop_rows(rounds *r, ent_error *err)
{
  ent_chains *const p = &r->cycles;
  int64_t needed = 0;
  for (int64_t c = 0; c < p->count; c++) {
    r->gone[c] = r->y[c] <= 0 && length_of(r, c) > 1 + LOOSE;
    needed += r->y[c] > 0;
  }
  if (p->count < 3 * needed + 2000) return ENT_OK;
  int left = 0;
  const ent_status status = r->engine->drop(r->program, r->gone, &left, err);
  if (status != ENT_OK) return status;
  int64_t kept = 0, used = 0;
  for (int64_t c = 0; c < p->count; c++) {
    if (r->gone[c]) continue;
    const int64_t from = p->start[c], size = p->start[c + 1] - from;
    memmove(p->edge + used, p->edge + from, (size_t)size * sizeof *p->edge);
    memmove(p->vertex + used, p->vertex + from, (size_t)size * sizeof *p->vertex);
    p->start[kept++] = used;
    used += size;
  }
  p->start[kept] = used;
  p->count = kept;
  p->used = used;
  return ENT_OK;
}

/* ---- a round ---------------------------------------------------------------------------------------------------- */

/* The least value >= packed / unit that is congruent to weight modulo step; the weight itself at most. */
static int64_t raise(const rounds *r, int64_t packed)
{
  const int64_t least = packed / r->unit + (packed % r->unit > 0);
  if (least >= r->weight) return r->weight;
  return r->weight - (r->weight - least) / r->task->step * r->task->step;
}

/* Keeps the cycles that carry something, and what they leave. */
static bool keep_packing(rounds *r, int64_t packed)
{
  r->packed = packed;
  r->best.count = r->best.used = 0;
  for (int64_t c = 0; c < r->cycles.count; c++) {
    if (r->cycles.amount[c] == 0) continue;
    if (!ent_chains_open(&r->best, r->cycles.amount[c], r->arena)) return false;
    for (int64_t k = r->cycles.start[c]; k < r->cycles.start[c + 1]; k++)
      if (!ent_chains_add(&r->best, r->cycles.vertex[k], r->cycles.edge[k], r->arena)) return false;
  }
  memcpy(r->rest, r->fresh, (size_t)r->g->m * sizeof *r->rest);
  return true;
}

static bool learn(rounds *r)
{
  const int64_t packed = ent_odd_pack(r->g, r->y, r->unit, &r->cycles, r->fresh);
  if (packed > r->packed && !keep_packing(r, packed)) return false;
  int64_t weight = 0;
  if (!ent_odd_round(r->g, r->z, r->trial, &weight, r->arena)) return false;
  if (weight < r->weight) {
    r->weight = weight;
    memcpy(r->side, r->trial, (size_t)r->g->n);
  }
  r->bound = raise(r, r->packed);
  r->integral = true;
  for (int32_t e = 0; e < r->g->m && r->integral; e++) r->integral = r->z[e] < WHOLE || fabs(r->z[e] - 1) < WHOLE;
  return true;
}

/* Solves and learns.  *over: a limit was reached, or the bound meets the camps. */
static ent_status solve(rounds *r, bool *over, ent_error *err)
{
  const uint64_t most = r->task->pivots ? r->task->pivots : PIVOTS_DEFAULT;
  const ent_lp_limits limits = {most > r->pivots ? most - r->pivots : 1, r->task->go_on, r->task->ctx};
  ent_lp_answer answer = {.z = r->z, .y = r->y};
  const ent_status status = r->engine->solve(r->program, &limits, &answer, err);
  if (status == ENT_LIMIT) {
    *over = true;
    return ENT_OK;
  }
  if (status != ENT_OK) return status;
  r->programmes++;
  r->pivots += answer.steps;
  if (!learn(r)) return no_memory(err);
  *over = answer.outcome != ENT_LP_OPTIMAL || r->bound >= r->weight;
  return *over ? ENT_OK : drop_rows(r, err);
}

/* Looks for violated cycles; *found is how many. */
static ent_status separate(rounds *r, int64_t *found, ent_error *err)
{
  const int64_t turn = r->g->m > 0 ? (int64_t)r->programmes * 7919 % r->g->m : 0;
  *found = ent_odd_search_run(r->search, r->side, r->z, VIOLATED, HOP, REUSE, turn, CYCLES_MOST, r->task, &r->cycles,
                              r->arena);
  if (*found == 0)
    *found =
      ent_odd_search_run(r->search, r->side, r->z, 1e-6, 1e-9, 0, turn, CYCLES_MOST, r->task, &r->cycles, r->arena);
  return *found < 0 ? no_memory(err) : ENT_OK;
}

static bool stopped(const rounds *r)
{
  return r->task->go_on && !r->task->go_on(r->task->ctx);
}

static ent_status run(rounds *r, ent_odd_outcome *outcome, ent_error *err)
{
  const int most = r->task->rounds > 0 ? r->task->rounds : ROUNDS_DEFAULT;
  *outcome = ENT_ODD_STOPPED;
  int64_t added = r->cycles.count;
  while (r->programmes < most) {
    int64_t found = added;
    if (added == 0) {
      const ent_status status = separate(r, &found, err);
      if (status != ENT_OK) return status;
    }
    if (stopped(r)) break;
    if (found == 0) *outcome = ENT_ODD_SOLVED;
    if (found == 0) break;
    ent_status status = add_rows(r, r->cycles.count - found, err);
    bool over = false;
    if (status == ENT_OK) status = solve(r, &over, err);
    if (status != ENT_OK) return status;
    if (over) break;
    added = 0;
  }
  if (r->bound >= r->weight) *outcome = ENT_ODD_PROVED;
  return ENT_OK;
}

/* Copies of the pool's cycles, or none. */
static bool take_pool(rounds *r)
{
  const ent_chains *const p = r->task->pool;
  for (int64_t c = 0; p && c < p->count; c++) {
    if (!ent_chains_open(&r->cycles, 0, r->arena)) return false;
    for (int64_t k = p->start[c]; k < p->start[c + 1]; k++)
      if (!ent_chains_add(&r->cycles, p->vertex[k], p->edge[k], r->arena)) return false;
  }
  return true;
}

ent_status ent_odd_bound(const ent_signed *g, const ent_odd_task *task, const ent_allocator *memory, ent_arena *arena,
                         ent_odd_answer *out, ent_error *err)
{
  ent_status status = check_task(g, task, err);
  if (status != ENT_OK) return status;
  rounds r = {.g = g, .task = task, .arena = arena, .engine = task->engine ? task->engine : ent_lp_simplex()};
  if (!open_rounds(&r) || !take_pool(&r)) return no_memory(err);
  ent_odd_outcome outcome = ENT_ODD_PROVED;
  r.bound = raise(&r, 0);
  r.integral = true;
  if (g->m > 0 && r.bound < r.weight) {
    status = open_program(&r, memory, err);
    if (status == ENT_OK) status = run(&r, &outcome, err);
    r.engine->close(r.program);
    if (status != ENT_OK) return status;
  }
  *out = (ent_odd_answer){outcome, r.bound, r.weight, r.side,       r.integral, r.unit,
                          r.best,  r.rest,  r.z,      r.programmes, r.pivots};
  return ENT_OK;
}
