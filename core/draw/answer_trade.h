/* answer_trade.h - the pictures of trade that a scenario has whose terms rest on the trade model. */
#ifndef ENT_CORE_DRAW_ANSWER_TRADE_H
#define ENT_CORE_DRAW_ANSWER_TRADE_H

#include "base/arena.h"
#include "entente/draw_trade.h"

/* scratch: of the caller, closed by it. */
ent_status ent_answer_trade_flows(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                  const ent_allocator *memory, ent_drawing *out, ent_error *err);
ent_status ent_answer_trade_frontier(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                     const ent_allocator *memory, ent_drawing *out, ent_error *err);
ent_status ent_answer_trade_coalition(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                      const ent_allocator *memory, ent_drawing *out, ent_error *err);

#endif
