/* adopt.h - chances of adoption at given chances of yes: what the two engines and the factor share. */
#ifndef ENT_CORE_POWER_ADOPT_H
#define ENT_CORE_POWER_ADOPT_H

#include "diagram.h"
#include "entente/adopt.h"
#include "weight.h"

struct ent_adoption {
  const ent_game *game;
  ent_engine engine;
  int live;
  int *order;    /* [live] the member that each level of the diagram asks, or in ascending order of weight */
  double *p;     /* [members] */
  double *pivot; /* [members] of one node of the factor */
  double *score; /* [members] Phi^-1(p) */
  double *table; /* weight: [total + 1]; diagram: [2 nodes] */
  ent_diagram diagram;
  int64_t quota, total;
  ent_arena own;
};

/* P(carries) and pivots (0 for members without weight) at adoption->p.  adopt_weight.c, adopt_diagram.c */
double ent_adopt_weight(const ent_adoption *a, double *pivot);
double ent_adopt_diagram(const ent_adoption *a, double *pivot);

/* What a common factor asks: P(carries) and pivots at chances that it chooses. */
typedef struct ent_factor {
  int members;
  double *p, *pivot, *score; /* [members] chances at a value of the factor, the pivots there, Phi^-1 of the chances */
  double (*evaluate)(void *ctx); /* P(carries) at p; fills pivot */
  void *ctx;
} ent_factor;

/* As ent_adoption_at.  factor.c */
ent_status ent_factor_at(const ent_factor *f, const double *p, double rho, int nodes, double *adopt, double *pivot,
                         double *slope, ent_error *err);

#endif
