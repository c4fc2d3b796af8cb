/* unions.h - who belongs with whom, laid out by union. */
#ifndef ENT_CORE_POWER_UNIONS_H
#define ENT_CORE_POWER_UNIONS_H

#include "desk.h"

typedef struct ent_blocs {
  int unions;
  int *start;  /* [unions + 1] into member */
  int *member; /* [members] union after union */
  int largest;
} ent_blocs;

/* Owen and Banzhaf-Owen by walking sets of other unions and of own partners, for any rule.  out: [members] each. */
ent_status ent_unions_walk(const ent_desk *d, const ent_blocs *blocs, double *owen, double *banzhaf, ent_error *err);
/* The same for one weight, by quadrature over the inclination of the unions and of the partners. */
ent_status ent_unions_weight(const ent_desk *d, const ent_blocs *blocs, double *owen, double *banzhaf, ent_error *err);

static inline int ent_bloc_size(const ent_blocs *b, int k)
{
  return b->start[k + 1] - b->start[k];
}

#endif
