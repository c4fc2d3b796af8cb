/* trade_calls.h - what the parts share that compute the values from trade: the world, and a call that was read. */
#ifndef ENT_CORE_MODEL_TRADE_CALLS_H
#define ENT_CORE_MODEL_TRADE_CALLS_H

#include "entente/trade.h"
#include "errors.h"
#include "trade_shown.h"
#include "trade_value.h"

#define ENT_TRADE_CALLS_MAX 64
#define ENT_TRADE_ECONOMIES_MAX 400
#define ENT_TRADE_GROUPS_MAX 64

/* The flows as a matrix, and the groups. */
typedef struct ent_trade_setting {
  int n;
  const char **name; /* [n] */
  double *flow;      /* [n n] */
  double *ratio;     /* [n n] freeness then over now, 0 where it is not known; NULL: no table of then */
  const ent_node *groups;
  const char *target; /* of the deal; "" without one */
  ent_trade_deficits deficits;
} ent_trade_setting;

/* trade_world.c: errors of tables have the table's file as their path and the row as their line. */
ent_status ent_trade_world_read(const ent_trade_table *flows, const ent_trade_table *then, ent_arena *arena,
                                ent_trade_setting *out, ent_error *err);
int ent_trade_economy(const ent_trade_setting *s, const char *name);

typedef enum ent_trade_kind { ENT_TRADE_RELIEF, ENT_TRADE_EMBARGO, ENT_TRADE_TRANSFER, ENT_TRADE_KINDS } ent_trade_kind;

/* One call, read. */
typedef struct ent_trade_call {
  const char *key;
  const ent_node *node;
  const ent_node *stranger; /* a member of a group that is no economy; NULL: none was met */
  char path[ENT_PATH_MAX];
  ent_trade_kind kind;
  bool *cell;   /* [n n] relief, embargo: the pairs */
  double *part; /* [n] transfer: who receives (above 0) or pays how much of 1 */
  int of;
  double per;        /* 0: not given */
  const char *range; /* notation of share or amount, "" when not given */
  ent_dist range_dist;
  const char *pairs; /* as ENT_TRADE_COLUMN_pairs */
  double low, high;
  double value[ENT_TRADE_NODES][ENT_TRADE_NODES];
  double gap;
  int solves;
} ent_trade_call;

/* trade_parse.c: reads the node's text into the call; columns count in that text. */
ent_status ent_trade_parse(const ent_trade_setting *s, ent_arena *arena, ent_trade_call *call, ent_error *err);

/* trade_calls.c: freeness of a pair, new over old, at share x of a relief or an embargo; 1 for other pairs. */
double ent_trade_call_freeness(const ent_trade_setting *s, const ent_trade_call *call, int cell, double x);

/* trade_shown.c: adds rows for pictures at this elasticity, or none where no term has a call.  Errors are added. */
void ent_trade_show(const ent_trade_setting *s, const ent_trade_call *call, int calls, double theta,
                    const ent_allocator *memory, ent_arena *arena, ent_trade_shown *out, ent_errors *errors);

#endif
