/* entente/draw_trade.h - pictures of trade: what an economy sells and buys, before and after.
 *
 * They take plain arrays, so anyone can draw their own numbers.  What draw.h says of every picture holds here too. */
#ifndef ENTENTE_DRAW_TRADE_H
#define ENTENTE_DRAW_TRADE_H

#include "entente/draw.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One partner: flows in any unit of money, 0 or more. */
typedef struct ent_flow_row {
  const char *name;
  double sold_before, sold_after, bought_before, bought_after;
} ent_flow_row;

/* Two columns, what `economy` sells to and buys from each partner: before as a pale bar, after as a full one within or beyond it.
 * Both columns are drawn to one scale, the largest flow. */
ent_status ent_draw_flows(const ent_flow_row *row, int rows, const char *economy, const ent_look *look,
                          const ent_allocator *memory, ent_drawing *out, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
