/* entente/draw_trade.h - pictures of trade: what an economy sells and buys, before and after; what sanctions cost, rate by rate;
 * what sanctioners are worth.
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

/* One rate of sanctions. */
typedef struct ent_frontier_row {
  const char *label; /* "20 %"; NULL or "": a point of the line without a mark (the ban is named) */
  double loss;       /* of the target's welfare, a share */
  double gain;       /* of the senders together, in any unit of money; below 0: what they pay */
  bool ban, best;    /* drawn as a square, as a diamond */
} ent_frontier_row;

/* Pain across, gain or cost up and down, a line through the rows as they stand.  unit: of the money, or NULL. */
ent_status ent_draw_frontier(const ent_frontier_row *row, int rows, const char *target, const char *unit,
                             const ent_look *look, const ent_allocator *memory, ent_drawing *out, ent_error *err);

/* One sanctioner: losses as shares of a real wage. */
typedef struct ent_coalition_row {
  const char *name;
  double worth; /* its part of the target's loss: its Shapley value */
  double error; /* standard error of worth; 0: known exactly */
  double cost;  /* its own loss */
} ent_coalition_row;

/* Two columns, what each member is worth (with a whisker of two standard errors either way) and what it pays, to one scale.
 * What is no number is shown as a dash. */
ent_status ent_draw_coalition(const ent_coalition_row *row, int rows, const char *target, const ent_look *look,
                              const ent_allocator *memory, ent_drawing *out, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
