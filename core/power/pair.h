/* pair.h - Banzhaf and Shapley-Shubik alone, for programs that carry no other index (the page's engine). */
#ifndef ENT_CORE_POWER_PAIR_H
#define ENT_CORE_POWER_PAIR_H

#include "entente/power.h"

/* As ent_power_compute without options: its errors and its cost. */
ent_status ent_power_pair(const ent_game *game, const ent_allocator *memory, ent_power **power, ent_error *err);

#endif
