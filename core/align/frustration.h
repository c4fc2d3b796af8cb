/* frustration.h - what the pieces of the frustration index share: the pace, dice, packings of chains, cases.
 *
 * Everything is done on signed networks in rows (signed.h).  A case is such a network whose vertices are groups of actors with
 * known signs relative to one another: joining two vertices makes a smaller network, the quotient, and a constant. */
#ifndef ENT_CORE_FRUSTRATION_H
#define ENT_CORE_FRUSTRATION_H

#include "align/signed.h"
#include "base/bytes.h"
#include "entente/lp.h"

/* ---- dice: Philox in order, four numbers of 32 bits a block ------------------------------------------------------ */

typedef struct ent_dice {
  uint32_t counter[4], key[2], out[4];
  int left;
} ent_dice;

static inline ent_dice ent_dice_open(uint64_t seed)
{
  return (ent_dice){.key = {(uint32_t)seed, (uint32_t)(seed >> 32)}};
}

static inline uint32_t ent_dice_roll(ent_dice *d)
{
  if (d->left == 0) {
    if (++d->counter[0] == 0) d->counter[1]++;
    ent_philox4x32(d->counter, d->key, d->out);
    d->left = 4;
  }
  return d->out[--d->left];
}

/* 0 .. below - 1, below > 0; the bias of 2^-32 * below does not matter to a search. */
static inline int32_t ent_dice_below(ent_dice *d, int32_t below)
{
  return (int32_t)((uint64_t)ent_dice_roll(d) * (uint64_t)below >> 32);
}

/* ---- pace: limits, and what the caller is told --------------------------------------------------------------------- */

typedef struct ent_pace {
  bool (*go_on)(void *ctx, const ent_balance_state *state);
  void *ctx;
  ent_balance_state state;
  int64_t cases_most, work; /* work since the caller was asked last */
  int64_t pauses;           /* so far; the limit where no caller is asked */
  bool stopped;
} ent_pace;

/* Counts work (steps of some nanoseconds) and asks the caller now and then; false: stop. */
bool ent_pace_goes_on(ent_pace *pace, int64_t work);

/* ---- packings -------------------------------------------------------------------------------------------------------- */

/* Chains whose amounts, in parts of 1 / unit, use of no edge more than its |weight|: a proof of a lower bound. */
typedef struct ent_packing {
  ent_chains chains;
  int64_t *used; /* [m] */
  int64_t total, unit;
} ent_packing;

/* The values that a network's frustrated weight can have: congruent to base modulo step (0: base alone). */
typedef struct ent_values {
  int64_t base, step;
} ent_values;

ent_values ent_values_of(const ent_signed *g);
/* The least value that is total / unit or more. */
int64_t ent_value_from(const ent_values *values, int64_t total, int64_t unit);

/* ---- the pieces --------------------------------------------------------------------------------------------------------- */

/* blocks.c: block[e] = number of the biconnected part of edge e, from 0; *blocks parts.  False: no memory. */
bool ent_blocks_find(const ent_signed *g, int32_t *block, int32_t *blocks, ent_arena *arena);

/* join.c: vertices that are joined with known relative signs. */
typedef struct ent_joined {
  int32_t n;
  int32_t *leader; /* [n] a forest */
  int8_t *sign;    /* [n] relative to the leader */
} ent_joined;

bool ent_joined_open(ent_joined *j, int32_t n, ent_arena *arena);
/* The root of v's group; *sign (may be NULL) is v's sign relative to it. */
int32_t ent_joined_find(ent_joined *j, int32_t v, int *sign);
/* Joins a and b with x_a x_b = sign; false if they are joined already. */
bool ent_joined_add(ent_joined *j, int32_t a, int32_t b, int sign);
/* The quotient: group[v] and sign[v] ([n]) say which vertex of *out a vertex became.  False: no memory. */
bool ent_joined_quotient(ent_joined *j, const ent_signed *g, int32_t *group, int8_t *sign, ent_signed *out,
                         ent_arena *arena);
/* Vertices with an edge of half their weight or more may satisfy it: joins them along such edges, by[k] into to[k]; returns
 * how many.  by, to: [n]. */
int32_t ent_joined_dominated(ent_joined *j, const ent_signed *g, int32_t *by, int32_t *to);

/* anneal.c: weight of both directions, kept for the walks of one network. */
typedef struct ent_walker {
  const ent_signed *g;
  int64_t *pull;    /* [n] x_v sum_u w_vu x_u: what the frustrated weight gains when v changes camp */
  int64_t *weight;  /* [2 m] of arcs */
  double *patience; /* -ln of evenly spaced numbers in (0, 1) */
  double warm, cold;
} ent_walker;

/* Camps along a breadth-first forest, beginning at vertex `start`: x_u = x_v * relation of their edge ([m], -1 or 1;
 * NULL: the signs of the weights).  False: no memory. */
bool ent_walker_spread(const ent_signed *g, const int8_t *relation, int32_t start, int8_t *x, ent_arena *arena);
bool ent_walker_open(ent_walker *w, const ent_signed *g, ent_arena *arena);
int64_t ent_walker_weigh(const ent_signed *g, const int8_t *x);
/* Signs along a tree from a random root; then descent. */
bool ent_walker_tree(ent_walker *w, ent_dice *dice, int8_t *x, ent_arena *arena);
void ent_walker_descend(ent_walker *w, int8_t *x);
/* Sweeps of falling temperature, then descent. */
void ent_walker_anneal(ent_walker *w, int sweeps, ent_dice *dice, int8_t *x, ent_pace *pace);

/* route.c: the frustrated edges' weight routed along the satisfied ones. */
typedef struct ent_router {
  const ent_signed *g;
  int64_t *rest;            /* [m] of satisfied edges: capacity left; of frustrated ones: demand left */
  int32_t *demand, *failed; /* frustrated edges in order; how often each found no way */
  int32_t demands;
  int32_t *from[2], *queue[2]; /* breadth first from both ends: the arc that led here */
  uint32_t *seen[2], stamp;
  int32_t *mark;  /* arc of the one end to a vertex, -1 */
  int32_t *owner; /* [2 m] the vertex whose arc it is */
  bool *odd;      /* [m] frustrated */
} ent_router;

bool ent_router_open(ent_router *r, const ent_signed *g, ent_arena *arena);
/* One flow for the camps x into *out (emptied first, unit 2).  order 0: largest demands first; else shuffled, those that found
 * no way before come first.  False: no memory. */
bool ent_router_run(ent_router *r, const int8_t *x, int order, ent_dice *dice, ent_packing *out, ent_pace *pace,
                    ent_arena *arena);

/* mend.c: raises a packing for the camps x (its chains that hold one frustrated edge; the others go) until its total is
 * `enough`, or `patience` searches in a row gained nothing.  The packing is replaced when a larger one was found.  False: no
 * memory. */
typedef struct ent_mending {
  int64_t enough; /* in parts of 1 / unit */
  int32_t patience;
} ent_mending;

bool ent_packing_mend(const ent_signed *g, const int8_t *x, const ent_mending *how, ent_dice *dice, ent_pace *pace,
                      ent_packing *packing, ent_arena *arena);

/* One network to be proven, and what is known of it. */
typedef struct ent_case {
  const ent_signed *g;
  const int32_t *name; /* [n] an actor of each vertex */
  int8_t *x;           /* [n] camps: the best known, replaced by better ones */
  int64_t target;      /* a lower bound of this much is enough */
  int level, branch;   /* cases around this one; those of them that were told apart */
  bool visible;        /* progress of this case is told to the caller, with `before` added */
  int64_t before;      /* what is frustrated whatever this case's camps are */
} ent_case;

typedef struct ent_case_bounds {
  int64_t lower, upper; /* of the case, its constant not included; upper is what x frustrates */
} ent_case_bounds;

typedef struct ent_case_job {
  ent_arena *scratch;
  ent_writer *proof;
  ent_pace *pace;
  ent_dice dice;
  int rounds;
  bool lp;              /* the linear programme may be asked */
  bool trial;           /* cases are told apart to see whether that is enough, without the programme */
  const ent_lp *engine; /* of it; NULL: core's own */
  const ent_allocator *memory;
  int64_t other_lower, other_upper; /* of the parts that are not being solved now, for the caller's eyes */
} ent_case_job;

/* cases.c: solves a case and writes its proof.  False: no memory. */
bool ent_case_solve(ent_case_job *job, const ent_case *c, ent_case_bounds *out);

/* evidence.c: camps and a packing for a case that cannot be made smaller, as good as a few rounds make them. */
typedef struct ent_evidence {
  ent_values values;
  ent_packing packing;
  ent_chains pool; /* chains of all flows, each once: where the linear programme begins */
  int64_t lower, upper;
} ent_evidence;

bool ent_evidence_find(ent_case_job *job, const ent_case *c, ent_evidence *out);
/* programme.c: raises the evidence of a case by the linear programme over its cycles.  False: no memory. */
bool ent_evidence_raise(ent_case_job *job, const ent_case *c, ent_evidence *e);
/* A set of chains by their edges, in whatever order. */
typedef struct ent_chain_set {
  uint64_t *mark; /* [room] 0: free */
  int64_t room, count;
} ent_chain_set;

/* Adds to the pool the chains that it lacks. */
bool ent_chain_set_add(ent_chain_set *set, const ent_chains *from, ent_chains *pool, ent_arena *arena);

/* Writes the packing, one chain a line. */
void ent_evidence_write(const ent_case_job *job, const ent_case *c, const ent_packing *packing);
/* Tells the caller where a visible case stands. */
void ent_case_tell(const ent_case_job *job, const ent_case *c, int64_t lower, int64_t upper);

#endif
