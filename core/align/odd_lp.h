/* odd_lp.h - how much frustration can no partition of a block avoid, by linear programming over its odd cycles?
 *
 * Every cycle with an odd number of negative ties holds at least one frustrated tie.  So
 *   minimise sum |w_e| z_e   subject to   z(C) >= 1 for every negative cycle C,  z >= 0
 * bounds the frustration from below, and its dual packs negative cycles into the ties' weights: amounts y_C with
 * sum of y_C over the cycles through e <= |w_e|, total sum y_C.  That is a flow certificate with fractions, so what comes back
 * is a packing in exact integers, to be checked like any other.
 * (The rows of the cut polytope with flipped ties add nothing here: at a least z every tie with z_e > 0 lies on a tight cycle,
 * whose rest may take the tie's place in any such row.)
 * Source: Barahona and Mahjoub 1986, On the cut polytope, Mathematical Programming 36:157-173; docs/method/alignment.md. */
#ifndef ENT_CORE_ODD_LP_H
#define ENT_CORE_ODD_LP_H

#include "base/arena.h"
#include "entente/lp.h"

/* One block of a signed graph; borrowed.  No self-loop, no pair of vertices twice, no weight 0. */
typedef struct ent_odd_block {
  int n, m;
  const int *tail, *head; /* [m], 0 .. n-1 */
  const int64_t *weight;  /* [m]: below 0 is a negative tie; the sum of |weight| stays below 2^61 */
} ent_odd_block;

/* Cycles, one after the other: cycle c has the ties start[c] .. start[c + 1] - 1, in order along it. */
typedef struct ent_cycles {
  int count;
  const int *start; /* [count + 1] */
  const int *edge;
} ent_cycles;

typedef struct ent_odd_task {
  const int8_t *side;     /* [n], -1 or +1: the best partition known */
  int64_t step;           /* all partitions' weights are equal modulo step: 2 after doubling, else 1 */
  const ent_cycles *pool; /* negative simple cycles to begin with, as those of several flows; may be NULL */
  const ent_lp *engine;   /* NULL: ent_lp_simplex */
  int rounds;             /* at most so many programs; 0: 200 */
  uint64_t pivots;        /* at most so many in all; 0: a million */
  bool (*stop)(void *ctx);
  void *ctx; /* asked now and then; true stops; stop may be NULL */
} ent_odd_task;

typedef enum ent_odd_outcome {
  ENT_ODD_PROVED,  /* bound > weight of the best partition - step: nothing is better */
  ENT_ODD_SOLVED,  /* no cycle is violated: the program's own optimum, a gap stays, branch */
  ENT_ODD_STOPPED, /* a limit; the bound holds */
} ent_odd_outcome;

/* Everything lies in the caller's arena. */
typedef struct ent_odd_answer {
  ent_odd_outcome outcome;
  int64_t bound;         /* every partition has at least this weight frustrated (rounded up to the task's step) */
  int64_t weight;        /* of side[] below */
  const int8_t *side;    /* [n]: the best partition known now: the task's, or a better one read off the program */
  bool integral;         /* z was whole: side[] is optimal as far as the program's last cycles say */
  int64_t scale;         /* amounts and rest are in units of 1 / scale */
  ent_cycles packing;    /* the cycles with an amount; negative and simple */
  const int64_t *amount; /* [packing.count], >= 1; their sum / scale is the bound before rounding */
  const int64_t *rest;   /* [m]: scale |w_e| - what is packed through e, >= 0.  bound + rest / scale > weight - step: */
                         /* in every better partition e is satisfied (fixing by reduced costs) */
  const double *z;       /* [m]: the last program's solution; which tie to branch on */
  int programs;          /* solved */
  uint64_t pivots;
} ent_odd_answer;

/* memory: for the program, given back at the end.  On failure *out is untouched; what was taken of the arena stays there
 * until the caller rewinds it.  Errors: ENT_ARGUMENT, ENT_LIMIT (over 3,000 tight cycles with core's own engine), ENT_NOMEM.
 * Deterministic.  Cost: see the engine; a round of separation is one bidirectional search for each frustrated tie. */
ent_status ent_odd_bound(const ent_odd_block *block, const ent_odd_task *task, const ent_allocator *memory,
                         ent_arena *arena, ent_odd_answer *out, ent_error *err);

#endif
