/* coalitions.h - what the files about coalitions share: who is asked, whose work it is, and what cuts the target off. */
#ifndef ENT_CORE_TRADE_COALITIONS_H
#define ENT_CORE_TRADE_COALITIONS_H

#include "trade/family.h"

#include "entente/executor.h"

#define ENT_HUNT_TOLERANCE 1e-12 /* of a market: a hundredth of what the certificate allows */
#define ENT_HUNT_STEPS 60        /* of a set, at most; what needs more is solved by itself */
#define ENT_HUNT_NOTHING 1e-10   /* a loss that solutions to the tolerance cannot tell from none */

typedef struct ent_hunt {
  ent_trade *t;
  int target, members;
  const int *member;
  const ent_trade_coalitions_options *options;
  const ent_allocator *memory;
  ent_arena arena;
  double *freeness; /* [n n] of the set that is solved by itself; 1 in between */
  ent_family family;
  bool abreast;  /* the family is there: the world hangs together */
  uint64_t *cut; /* [cuts] members whose going, all of them, cuts the target or some others off */
  int cuts;
} ent_hunt;

/* Checks what is asked, solves the world without sanctions, readies the family.  Close it in any case. */
ent_status ent_hunt_open(ent_hunt *h, ent_error *err);
void ent_hunt_close(ent_hunt *h);
/* The equilibrium of a set and, if extra is an economy, that one as well; by the trade's own solver, certificate and all. */
ent_status ent_hunt_solve(ent_hunt *h, uint64_t set, int extra, ent_trade_answer *out, ent_error *err);
/* Does the set leave the world in more parts than one? */
bool ent_hunt_cuts(const ent_hunt *h, uint64_t set);

/* coalitions_walk.c - the losses of all 2^members sets; NaN where a set has to be solved by itself.  worst: the largest market
 * gap of the others. */
ent_status ent_hunt_walk(const ent_hunt *h, double *value, double *worst, ent_error *err);

/* coalitions_sample.c - Shapley values and their standard errors from orders of joining (rounded up to eights), into c, whose
 * alone and last are there.  loss_all: of the full set. */
ent_status ent_hunt_sample(ent_hunt *h, uint64_t samples, double loss_all, ent_trade_coalitions *c, ent_error *err);

#endif
