/* trade_deal.h - the small scenario with flows of five economies and values from trade, for tests that need no file. */
#ifndef ENT_TEST_TRADE_DEAL_H
#define ENT_TEST_TRADE_DEAL_H

#include "entente/model.h"

#define DEAL_ECONOMIES 5

extern const double deal_flow[DEAL_ECONOMIES * DEAL_ECONOMIES]; /* PRO TGT RIV ALY NEU */
extern const double deal_ratio;                                 /* freeness of each pair then over now */
extern const ent_trade_table deal_flows, deal_then;

/* The small scenario with the record `trade` and the changes ("path=value", ended by NULL); values not computed yet.  NULL: no
 * memory, and only then. */
ent_builder *deal_builder(const ent_allocator *memory, const char *const *changes);
/* The same, computed and sealed; aborts where that fails for another reason than memory. */
ent_scenario *deal_scenario(const ent_allocator *memory, const char *const *changes);

#endif
