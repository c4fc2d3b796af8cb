/* trade_world.h - the synthetic world of the trade benches: sizes over three orders of magnitude, trade falling with distance
 * on a square, costs that rise by 30 % between the first economy and a third of the others. */
#ifndef ENT_BENCH_TRADE_WORLD_H
#define ENT_BENCH_TRADE_WORLD_H

#include "entente/base.h"

#include <math.h>

static inline void trade_world_make(int n, double *flow, double *cost)
{
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      const uint64_t a = (uint64_t)i, b = (uint64_t)j;
      const double sizes = pow(10, 3 * (ent_uniform(1, a, 0, 0) + ent_uniform(1, b, 0, 0)));
      const double far =
        hypot(ent_uniform(1, a, 0, 1) - ent_uniform(1, b, 0, 1), ent_uniform(1, a, 0, 2) - ent_uniform(1, b, 0, 2));
      const double noise = 0.5 + ent_uniform(1, a, b, 3);
      flow[i * n + j] = noise * sizes / (i == j ? 0.03 : 0.1 + far);
      cost[i * n + j] = i != j && ((i == 0 && j % 3 == 0) || (j == 0 && i % 3 == 0)) ? 1.3 : 1;
    }
}

#endif
