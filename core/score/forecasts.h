/* forecasts.h - what the scores share: checks, and forecasts in order of their chance. */
#ifndef ENT_CORE_SCORE_FORECASTS_H
#define ENT_CORE_SCORE_FORECASTS_H

#include "base/arena.h"
#include "entente/score.h"

/* ENT_ARGUMENT unless the forecasts are as score.h says. */
ent_status ent_forecasts_check(const ent_forecasts *f, ent_error *err);

typedef struct ent_ranked {
  double p;
  int row;
  bool came;
} ent_ranked;
/* In order of p, then of row; NULL when there is no memory. */
ent_ranked *ent_forecasts_rank(const ent_forecasts *f, ent_arena *arena);
/* Cuts ranked forecasts into at most `bins` groups of equal count, equal p together; last[g]: one past the end of group g.
 * Returns how many there are. */
int ent_forecasts_cut(const ent_ranked *r, int n, int bins, int *last);

#endif
