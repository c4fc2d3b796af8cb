/* cases.c - how is a lower bound proven, step by step?
 *
 * A case is taken apart as far as it goes: into biconnected parts, whose bounds add up; by joining dominated vertices; by the
 * evidence of camps and a packing; by fixing: where packing + room left on an edge reaches the best camps, every better solution
 * satisfies that edge, so its ends join; at last by telling two cases apart, an edge satisfied or frustrated, which joins its
 * ends either way.  Each step writes its line of the certificate, and the bounds returned are those that its verifier finds.
 * Cost: exponential in the worst case; the pace limits the number of cases.
 * Source: docs/method/balance.md. */
#include "align/frustration.h"

#include <string.h>

#define TRIAL_WORK 1500000 /* cases times ties, before the linear programme is asked */
#define TRIAL_MOST 1000
#define TRIAL_LEAST 50
#define LEVELS_MOST 300 /* nested cases; beyond, the packing has the last word */

static void write_pair(const ent_case_job *job, const char *verb, const ent_case *c, int32_t a, int32_t b)
{
  ent_put(job->proof, verb);
  ent_put_int(job->proof, c->name[a]);
  ent_put(job->proof, " ");
  ent_put_int(job->proof, c->name[b]);
  ent_put(job->proof, "\n");
}

static int64_t least(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

static int64_t greatest(int64_t a, int64_t b)
{
  return a > b ? a : b;
}

/* ---- the quotient -------------------------------------------------------------------------- */

/* Solves c with the joins of j made.  *bounds: of c under these joins, constant included; better camps go to c->x. */
static bool solve_joined(ent_case_job *job, const ent_case *c, ent_joined *j, bool branched, ent_case_bounds *bounds)
{
  ent_arena *const arena = job->scratch;
  const size_t n = (size_t)c->g->n;
  int32_t *const group = ENT_NEW(arena, int32_t, n), *const name = ENT_NEW(arena, int32_t, n);
  int8_t *const sign = ENT_NEW(arena, int8_t, n), *const x = ENT_NEW(arena, int8_t, n);
  ent_signed small;
  if (!group || !name || !sign || !x || !ent_joined_quotient(j, c->g, group, sign, &small, arena)) return false;
  for (size_t v = n; v-- > 0;) { /* the leader, which is the least, has the last word */
    name[group[v]] = c->name[v];
    x[group[v]] = (int8_t)(c->x[v] * sign[v]);
  }
  const ent_case child = {
    .g = &small,
    .name = name,
    .x = x,
    .target = c->target == INT64_MAX ? INT64_MAX : c->target - small.constant,
    .level = c->level + 1,
    .branch = c->branch + (branched ? 1 : 0),
    .visible = c->visible && !branched,
    .before = c->before + small.constant,
  };
  ent_case_bounds found;
  if (!ent_case_solve(job, &child, &found)) return false;
  bounds->lower = found.lower + small.constant;
  bounds->upper = found.upper + small.constant;
  if (bounds->upper < ent_walker_weigh(c->g, c->x))
    for (size_t v = 0; v < n; v++) c->x[v] = (int8_t)(x[group[v]] * sign[v]);
  return true;
}

/* ---- parts -------------------------------------------------------------------------- */

typedef struct parts {
  int32_t *block;      /* [m] */
  int32_t *first;      /* [blocks + 1] edges of a block stand in order[first[b]] .. */
  int32_t *order;      /* [m] */
  int32_t *local;      /* [n] number of a vertex in the part at hand, -1 */
  int8_t *relation;    /* [m] signs of the ends of an edge relative to one another in the solution */
  int32_t blocks, big; /* big: more than one edge */
} parts;

static bool find_parts(parts *p, const ent_signed *g, ent_arena *arena)
{
  *p = (parts){.block = ENT_NEW(arena, int32_t, g->m)};
  if (!p->block || !ent_blocks_find(g, p->block, &p->blocks, arena)) return false;
  p->first = ENT_NEW(arena, int32_t, (size_t)p->blocks + 1);
  p->order = ENT_NEW(arena, int32_t, g->m);
  p->local = ENT_NEW(arena, int32_t, g->n);
  p->relation = ENT_NEW(arena, int8_t, g->m);
  if (!p->first || !p->order || !p->local || !p->relation) return false;
  for (int32_t e = 0; e < g->m; e++) p->first[p->block[e]]++;
  for (int32_t b = 0, sum = 0; b <= p->blocks; b++) {
    const int32_t count = p->first[b];
    p->big += b < p->blocks && count > 1 ? 1 : 0;
    p->first[b] = sum += count;
  }
  for (int32_t e = g->m; e-- > 0;) p->order[--p->first[p->block[e]]] = e;
  for (int32_t v = 0; v < g->n; v++) p->local[v] = -1;
  for (int32_t e = 0; e < g->m; e++) p->relation[e] = g->weight[e] > 0 ? 1 : -1;
  return true;
}

/* The network of one part, its vertices numbered as they come. */
static bool cut_part(const parts *p, int32_t b, const ent_case *c, ent_signed *part, int32_t *vertex, int32_t *rows,
                     ent_arena *arena)
{
  const ent_signed *const g = c->g;
  const int32_t count = p->first[b + 1] - p->first[b];
  int32_t *const tail = ENT_NEW(arena, int32_t, count), *const head = ENT_NEW(arena, int32_t, count);
  int64_t *const weight = ENT_NEW(arena, int64_t, count);
  if (!tail || !head || !weight) return false;
  int32_t n = 0;
  for (int32_t k = 0; k < count; k++) {
    const int32_t e = p->order[p->first[b] + k], end[2] = {g->tail[e], g->head[e]};
    for (int s = 0; s < 2; s++) {
      if (p->local[end[s]] >= 0) continue;
      p->local[end[s]] = n;
      vertex[n++] = end[s];
    }
    tail[k] = p->local[end[0]];
    head[k] = p->local[end[1]];
    weight[k] = g->weight[e];
  }
  *rows = n;
  return ent_signed_rows(part, n, count, tail, head, weight, arena);
}

static bool solve_part(ent_case_job *job, const ent_case *c, const parts *p, int32_t b, int64_t target,
                       ent_case_bounds *out)
{
  ent_arena *const arena = job->scratch;
  const size_t most = 2 * (size_t)(p->first[b + 1] - p->first[b]);
  int32_t *const vertex = ENT_NEW(arena, int32_t, most), *const name = ENT_NEW(arena, int32_t, most);
  int8_t *const x = ENT_NEW(arena, int8_t, most);
  ent_signed part;
  int32_t n = 0;
  if (!vertex || !name || !x || !cut_part(p, b, c, &part, vertex, &n, arena)) return false;
  ent_put(job->proof, "s");
  for (int32_t v = 0; v < n; v++) {
    name[v] = c->name[vertex[v]];
    x[v] = c->x[vertex[v]];
    ent_put(job->proof, " ");
    ent_put_int(job->proof, name[v]);
  }
  ent_put(job->proof, "\n");
  const bool outermost = c->level == 0;
  const int64_t was = ent_walker_weigh(&part, x);
  job->other_upper -= outermost ? was : 0;
  const ent_case child = {.g = &part,
                          .name = name,
                          .x = x,
                          .target = target,
                          .level = c->level + 1,
                          .branch = c->branch,
                          .visible = outermost};
  if (!ent_case_solve(job, &child, out)) return false;
  job->other_upper += outermost ? out->upper : 0;
  job->other_lower += outermost ? out->lower : 0;
  for (int32_t k = p->first[b]; k < p->first[b + 1]; k++) {
    const int32_t e = p->order[k];
    p->relation[e] = (int8_t)(x[p->local[c->g->tail[e]]] * x[p->local[c->g->head[e]]]);
  }
  for (int32_t v = 0; v < n; v++) p->local[vertex[v]] = -1;
  return true;
}

static bool solve_parts(ent_case_job *job, const ent_case *c, const parts *p, ent_case_bounds *out)
{
  int64_t lower = 0;
  for (int32_t b = 0; b < p->blocks; b++) {
    if (p->first[b + 1] - p->first[b] < 2) continue;
    const ent_mark mark = ent_arena_mark(job->scratch);
    ent_case_bounds found;
    if (!solve_part(job, c, p, b, c->target == INT64_MAX ? INT64_MAX : c->target - lower, &found)) return false;
    lower += found.lower;
    ent_arena_rewind(job->scratch, mark);
  }
  ent_put(job->proof, ".\n");
  /* Parts meet in single vertices only, so their relations never contradict. */
  if (!ent_walker_spread(c->g, p->relation, 0, c->x, job->scratch)) return false;
  *out = (ent_case_bounds){.lower = lower, .upper = ent_walker_weigh(c->g, c->x)};
  return true;
}

/* ---- fixing and telling apart -------------------------------------------------------------------------- */

/* Joins the ends of every edge that all solutions below `limit` satisfy; writes the lines.  Returns the number of joins, and in
 * *lower the least value of solutions that do not satisfy one of them. */
static int32_t fix(const ent_case_job *job, const ent_case *c, const ent_evidence *e, int64_t limit, ent_joined *j,
                   int64_t *lower)
{
  int32_t joins = 0;
  const ent_packing *const p = &e->packing;
  *lower = INT64_MAX;
  for (int32_t k = 0; k < c->g->m; k++) {
    const int64_t w = c->g->weight[k], room = p->unit * (w < 0 ? -w : w) - p->used[k];
    const int64_t otherwise = ent_value_from(&e->values, p->total + room, p->unit);
    if (otherwise < limit || !ent_joined_add(j, c->g->tail[k], c->g->head[k], w > 0 ? 1 : -1)) continue;
    if (joins++ == 0) ent_evidence_write(job, c, p);
    write_pair(job, "f ", c, c->g->tail[k], c->g->head[k]);
    *lower = least(*lower, otherwise);
  }
  return joins;
}

/* The edge to tell apart: of the frustrated ones that found no way, the one with most left to route; else the heaviest one at
 * the vertices with most edges. */
static int32_t choose(const ent_case *c, const ent_packing *p)
{
  const ent_signed *const g = c->g;
  int32_t best = 0;
  int64_t most_left = -1, most_ties = -1;
  for (int32_t e = 0; e < g->m; e++) {
    const int64_t w = g->weight[e] * c->x[g->tail[e]] * c->x[g->head[e]];
    const int64_t left = w < 0 ? -p->unit * w - p->used[e] : 0;
    const int64_t ties =
      (int64_t)(g->first[g->tail[e] + 1] - g->first[g->tail[e]]) + (g->first[g->head[e] + 1] - g->first[g->head[e]]);
    if (left < most_left || (left == most_left && ties <= most_ties)) continue;
    best = e;
    most_left = left;
    most_ties = ties;
  }
  return best;
}

/* Two cases: the ends of an edge together, and apart. */
static bool tell_apart(ent_case_job *job, const ent_case *c, const ent_evidence *e, int64_t limit, ent_case_bounds *out)
{
  const int32_t edge = choose(c, &e->packing);
  const int32_t a = c->g->tail[edge], b = c->g->head[edge];
  int64_t lower = INT64_MAX;
  ent_case here = *c;
  job->pace->state.cases++;
  if (c->branch == 0) ent_evidence_write(job, c, &e->packing);
  const size_t before = job->proof->size;
  write_pair(job, "b ", c, a, b);
  for (int side = 0; side < 2; side++) {
    const ent_mark mark = ent_arena_mark(job->scratch);
    ent_joined j;
    ent_case_bounds found;
    here.target = limit;
    if (!ent_joined_open(&j, c->g->n, job->scratch)) return false;
    (void)ent_joined_add(&j, a, b, side == 0 ? 1 : -1);
    if (!solve_joined(job, &here, &j, true, &found)) return false;
    lower = least(lower, found.lower);
    limit = least(limit, ent_walker_weigh(c->g, c->x));
    ent_arena_rewind(job->scratch, mark);
  }
  out->upper = ent_walker_weigh(c->g, c->x);
  out->lower = c->branch == 0 ? greatest(lower, e->lower) : lower;
  if (c->branch == 0 && lower <= e->lower && !job->proof->failed) { /* the packing alone proves as much */
    job->proof->size = before;
    ent_put(job->proof, ".\n");
  }
  ent_case_tell(job, c, out->lower, out->upper);
  return true;
}

/* The case after fixing; *fixed is false, and nothing is written, if there is nothing to fix. */
static bool solve_fixed(ent_case_job *job, const ent_case *c, const ent_evidence *e, int64_t limit,
                        ent_case_bounds *out, bool *fixed)
{
  ent_joined j;
  if (!ent_joined_open(&j, c->g->n, job->scratch)) return false;
  int64_t otherwise = INT64_MAX;
  *fixed = fix(job, c, e, limit, &j, &otherwise) > 0;
  if (!*fixed) return true;
  ent_put(job->proof, "q\n");
  ent_case here = *c;
  here.target = limit;
  ent_case_bounds found;
  if (!solve_joined(job, &here, &j, false, &found)) return false;
  out->lower = greatest(e->lower, least(otherwise, found.lower));
  out->upper = ent_walker_weigh(c->g, c->x);
  return true;
}

/* Does the linear programme pay?  At the trunk always; in a branch where the network is sparse, since what it would have to
 * prove in a dense one is mostly out of its reach. */
static bool programme_pays(const ent_case_job *job, const ent_case *c)
{
  return job->lp && !job->trial && !job->pace->stopped && (c->branch == 0 || c->g->m <= 6 * (int64_t)c->g->n);
}

static bool cases_are_left(const ent_case_job *job)
{
  return !job->pace->stopped && job->pace->state.cases < job->pace->cases_most;
}

/* Tells some cases apart before the linear programme is asked: often that is all it takes.  *settled: it was; else nothing is
 * written, though better camps are kept. */
static bool try_cases(ent_case_job *job, const ent_case *c, ent_evidence *e, ent_case_bounds *out, bool *settled)
{
  const int64_t plan = TRIAL_WORK / c->g->m, most = job->pace->cases_most, before = job->pace->state.cases;
  *settled = false;
  if (c->branch > 0 || plan < TRIAL_LEAST || !programme_pays(job, c) || !cases_are_left(job)) return true;
  const int64_t until = before + least(plan, TRIAL_MOST);
  const size_t written = job->proof->size;
  job->trial = true;
  job->pace->cases_most = least(until, most);
  const bool done = tell_apart(job, c, e, least(e->upper, c->target), out);
  job->pace->cases_most = most;
  job->trial = false;
  if (!done) return false;
  e->upper = out->upper;
  *settled = out->lower >= least(out->upper, c->target);
  if (!*settled && !job->proof->failed) job->proof->size = written;
  return true;
}

/* A case that is one part without dominated vertices. */
static bool solve_core(ent_case_job *job, const ent_case *c, ent_case_bounds *out)
{
  ent_evidence e;
  if (!ent_evidence_find(job, c, &e)) return false;
  int64_t limit = least(e.upper, c->target);
  bool fixed = false;
  if (e.lower < limit && c->level < LEVELS_MOST) {
    if (!solve_fixed(job, c, &e, limit, out, &fixed)) return false;
    bool settled = false;
    if (!fixed && !try_cases(job, c, &e, out, &settled)) return false;
    if (settled) return true;
    if (!fixed && programme_pays(job, c)) {
      if (!ent_evidence_raise(job, c, &e)) return false;
      ent_case_tell(job, c, e.lower, e.upper);
      limit = least(e.upper, c->target);
      if (e.lower < limit && !solve_fixed(job, c, &e, limit, out, &fixed)) return false;
    }
    if (fixed) return true;
    if (e.lower < limit && cases_are_left(job)) return tell_apart(job, c, &e, limit, out);
  }
  *out = (ent_case_bounds){.lower = e.lower, .upper = e.upper};
  ent_evidence_write(job, c, &e.packing);
  ent_put(job->proof, ".\n");
  return true;
}

bool ent_case_solve(ent_case_job *job, const ent_case *c, ent_case_bounds *out)
{
  const ent_mark mark = ent_arena_mark(job->scratch);
  const size_t n = (size_t)c->g->n;
  parts p;
  if (!find_parts(&p, c->g, job->scratch)) return false;
  bool solved = false;
  if (c->level == 0 || p.big != 1 || p.blocks != 1) {
    solved = solve_parts(job, c, &p, out);
  } else {
    ent_joined j;
    int32_t *const by = ENT_NEW(job->scratch, int32_t, n), *const to = ENT_NEW(job->scratch, int32_t, n);
    if (!by || !to || !ent_joined_open(&j, c->g->n, job->scratch)) return false;
    const int32_t joins = ent_joined_dominated(&j, c->g, by, to);
    for (int32_t k = 0; k < joins; k++) write_pair(job, "h ", c, by[k], to[k]);
    if (joins > 0) {
      ent_put(job->proof, "q\n");
      solved = solve_joined(job, c, &j, false, out);
      if (solved) out->upper = ent_walker_weigh(c->g, c->x);
    } else {
      solved = solve_core(job, c, out);
    }
  }
  ent_arena_rewind(job->scratch, mark);
  return solved;
}
