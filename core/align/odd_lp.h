/* odd_lp.h - how much frustration can no two camps of a network avoid, by linear programming over its negative cycles?
 *
 * Every cycle with an odd number of negative edges holds a frustrated edge.  So
 *   minimise sum |w_e| z_e   subject to   z(C) >= 1 for every negative cycle C,  z >= 0
 * bounds the frustration from below, and its dual packs negative cycles into the weights: amounts y_C, on no edge together more
 * than |w_e|, whose sum is the bound.  That is a flow certificate with fractions; what comes back is a packing in exact
 * integers, to be recounted like any other.
 * (The rows of the cut polytope that turn edges round add nothing here: at a least z every edge with z_e > 0 lies on a tight
 * cycle, whose rest may take the edge's place in any such row.)
 * Source: Barahona and Mahjoub 1986, On the cut polytope, Mathematical Programming 36:157-173. */
#ifndef ENT_CORE_ODD_LP_H
#define ENT_CORE_ODD_LP_H

#include "align/signed.h"
#include "entente/lp.h"

typedef struct ent_odd_task {
  const int8_t *side; /* [n], -1 or +1: the best camps known */
  int64_t step;       /* >= 1: all frustrated weights are congruent modulo step (ent_signed_step) */
  const ent_chains
    *pool; /* negative cycles to begin with, as those of several flows (amounts do not matter); may be NULL */
  const ent_lp *engine;     /* NULL: ent_lp_simplex */
  int rounds;               /* programmes at most; 0: 200 */
  uint64_t pivots;          /* at most in all; 0: a million */
  bool (*go_on)(void *ctx); /* asked now and then; false stops; may be NULL */
  void *ctx;
} ent_odd_task;

typedef enum ent_odd_outcome {
  ENT_ODD_PROVED, /* bound == weight: no camps are better */
  ENT_ODD_SOLVED, /* no cycle is violated: the programme's own optimum leaves a gap */
  ENT_ODD_STOPPED /* a limit; the bound holds */
} ent_odd_outcome;

/* Everything lies in the caller's arena.  Weights are without the network's constant. */
typedef struct ent_odd_answer {
  ent_odd_outcome outcome;
  int64_t bound;       /* all camps frustrate at least this much (raised to the next value that the step allows) */
  int64_t weight;      /* frustrated by side[] */
  const int8_t *side;  /* [n]: the best camps known now: the task's, or better ones read off a programme */
  bool integral;       /* the last programme's z was whole */
  int64_t unit;        /* amounts and rest are in parts of 1 / unit */
  ent_chains packing;  /* simple negative cycles with amounts >= 1: what proves sum of amounts / unit <= bound */
  const int64_t *rest; /* [m]: unit |w_e| less what is packed through e, >= 0.  Where sum of amounts + rest[e] > unit *
                          (weight - step), every better solution satisfies e (fixing by reduced costs) */
  const double *z;     /* [m]: the last programme's solution: which edge to branch on */
  int programmes;      /* solved */
  uint64_t pivots;
} ent_odd_answer;

/* The bound of a network, connected or not.  memory: for the programme, given back at the end.  On failure *out is untouched;
 * what was taken of the arena stays there until the caller rewinds it.  More cycles tight at once than the engine can hold are
 * no error: ENT_ODD_STOPPED.  Errors: ENT_ARGUMENT (sides, step, a pool that is no set of negative cycles), ENT_NOMEM.
 * Deterministic.  Cost: that of the engine, and for each programme one search for each frustrated edge. */
ent_status ent_odd_bound(const ent_signed *g, const ent_odd_task *task, const ent_allocator *memory, ent_arena *arena,
                         ent_odd_answer *out, ent_error *err);

/* ---- its parts ------------------------------------------------------------------------------------------------- */

/* Looking for violated cycles.  odd_search.c */
typedef struct ent_odd_search ent_odd_search;
ent_odd_search *ent_odd_search_open(const ent_signed *g, ent_arena *arena);
/* Adds to the pool, with amount 0, for each edge that the camps frustrate, a negative cycle through it or near it that is
 * short under z: shorter than 1 - slack.  hop is added to every edge, so that of equal cycles the one of fewest edges is
 * taken; no edge lies on more than `reuse` cycles of one call (0: on any number).  `turn` rotates the order of the edges.
 * Stops after `most` cycles.  Returns how many were added; -1: no memory. */
int64_t ent_odd_search_run(ent_odd_search *s, const int8_t *side, const double *z, double slack, double hop, int reuse,
                           int64_t turn, int64_t most, const ent_odd_task *task, ent_chains *pool, ent_arena *arena);

/* Amounts in exact integers from multipliers of any kind: y floored to parts of 1 / unit, cut where they overload an edge,
 * raised where room is left.  y: [pool->count]; fills pool->amount and rest [m]; returns the sum of the amounts.
 * unit * total |weight| stays below 2^62.  odd_pack.c */
int64_t ent_odd_pack(const ent_signed *g, const double *y, int64_t unit, ent_chains *pool, int64_t *rest);

/* Camps that follow z: edges join in ascending order of z, satisfied where z < 1/2; then single moves while they help.
 * side: [n]; false: no memory.  odd_round.c */
bool ent_odd_round(const ent_signed *g, const double *z, int8_t *side, int64_t *weight, ent_arena *arena);

#endif
