/* absorb.h - what is left of columns of numbers once fixed effects are taken out? */
#ifndef ENT_CORE_TRADE_ABSORB_H
#define ENT_CORE_TRADE_ABSORB_H

#include "base/arena.h"

/* Observations with their groups and weights.  Columns are interleaved: column c of observation i is v[i * columns + c]. */
typedef struct ent_absorber {
  int64_t n;
  int effects;                 /* 1 .. ENT_PPML_EFFECTS */
  const int32_t *const *of;    /* [effects][n] in 0 .. groups[g] - 1 */
  const int32_t *groups;       /* [effects] */
  double *weight;              /* [n] > 0; ent_absorb_weigh must follow a change */
  double **share;              /* [effects][groups[g]]: 1 / sum of the group's weights */
  double *mean;                /* [largest groups * columns] scratch */
  double *next;                /* the same */
  double *rest, *step, *image; /* [n * columns] scratch of the conjugate gradients */
} ent_absorber;

/* Takes room for n observations and that many columns; weights are 1.  False: no memory. */
bool ent_absorb_open(ent_absorber *a, int64_t n, int effects, const int32_t *const *of, const int32_t *groups,
                     int columns, ent_arena *arena);
/* After the weights have changed.  Cost: O(n effects). */
void ent_absorb_weigh(ent_absorber *a);
/* v [n * columns] becomes its residual from the weighted regression on the effects, to `tolerance` relative to its own size.
 * Returns the rounds taken, -1 when 100,000 did not do.  Cost: a round is 2 effects - 1 passes over n * columns numbers. */
int ent_absorb(ent_absorber *a, int columns, double *v, double tolerance);

#endif
