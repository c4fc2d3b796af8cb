/* tiers.h - a compound game, between opening it and averaging over it. */
#ifndef ENT_CORE_POWER_TIERS_H
#define ENT_CORE_POWER_TIERS_H

#include "adopt.h"
#include "entente/tiers.h"

struct ent_tiers {
  const ent_game *upper;
  const ent_game **lower; /* [seats] */
  int seats, members;
  int *first;                  /* [seats + 1] */
  ent_adoption *council;       /* the upper game, ready to be asked */
  ent_adoption **cabinet;      /* [seats] the lower ones; NULL: one member */
  double *seat_p, *seat_pivot; /* [seats] */
  double *p, *pivot, *score;   /* [members] */
  bool *seat_yes;              /* [seats] */
  ent_arena own;
};

/* P(carries) at tiers->p; pivots into tiers->pivot. */
double ent_tiers_evaluate(ent_tiers *tiers);

#endif
