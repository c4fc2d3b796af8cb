/* trade_value.h - a number that the trade model gave: `from trade.relief(EU<>RUS; share 30% to 90%)`.
 *
 * trade_calls.c solves the equilibria of every such call once, where the flows are, and leaves a table behind; the seal reads
 * nothing but that table, so a snapshot, and the page that carries it, need neither flows nor solver. */
#ifndef ENT_CORE_MODEL_TRADE_VALUE_H
#define ENT_CORE_MODEL_TRADE_VALUE_H

#include "dist.h"

#define ENT_TRADE_TABLE "trade model" /* no key of a scenario has a blank: no table of the author's is called so */
#define ENT_TRADE_KIND_AT 11          /* where relief, embargo or transfer begins in a key */
#define ENT_TRADE_NODES 9             /* of each interpolation */
#define ENT_TRADE_ELASTIC_MOST 20     /* elasticities lie between 1 and this */
#define ENT_TRADE_SCALE 1000          /* values are kept in thousandths, with seven decimals */

/* The columns of that table.  range: the notation of share or amount, "" where it is not given; low and high: the ends between
 * which it was solved; pairs: who with whom, as the command line writes them; value: [NODES of range, if it is uncertain][NODES
 * of the elasticity]. */
#define ENT_TRADE_COLUMN_LIST(X) \
  X(call) X(settings) X(who) X(per) X(range) X(low) X(high) X(pairs) X(gap) X(solves) X(value)

typedef enum ent_trade_column {
#define X(name) ENT_TRADE_COLUMN_##name,
  ENT_TRADE_COLUMN_LIST(X)
#undef X
    ENT_TRADE_COLUMNS
} ent_trade_column;

/* Welfare gained (or lost) as a function of elasticity and of share or amount. */
typedef struct ent_trade_curve {
  const ent_table *table;
  int row;
  ent_dist theta, range;                          /* range: known where there is one */
  double low, high;                               /* between which range was solved */
  double value[ENT_TRADE_NODES][ENT_TRADE_NODES]; /* [range][elasticity] */
} ent_trade_curve;

bool ent_trade_is_call(const char *text);
/* The call with its blanks in order: the key of its row.  NULL: no memory. */
const char *ent_trade_key(const char *text, size_t size, ent_arena *arena);
/* What the record `trade` and the deal's target say, but for theta, as a number: a table made under other settings is old.
 * false: no memory. */
bool ent_trade_settings(const ent_node *root, ent_arena *arena, char out[ENT_NUMBER_MAX]);
/* Place of node k, from 1 down to -1; 1 / theta there, from 1 down to 1/20. */
double ent_trade_node(int k);
double ent_trade_node_inverse(int k);
/* Of the record, or its default.  ENT_NOMEM, or what is wrong with it. */
ent_status ent_trade_theta(const ent_node *root, const ent_table *tables, ent_arena *arena, ent_dist *out,
                           ent_error *err);

/* count numbers with blanks between them, and nothing else. */
bool ent_trade_values(const char *text, int count, double *out);
/* The curve of a call; row -1 where flows or elasticity could not be read.
 * Errors: ENT_REFERENCE (no record `trade`; not computed), ENT_NOMEM (without a sentence). */
ent_status ent_trade_find(const ent_node *root, const ent_table *tables, const char *text, size_t size,
                          ent_arena *arena, ent_trade_curve *out, ent_error *err);
/* The distribution of a call's value where the elasticity is this one; out->domain is given.  Errors: as ent_trade_find. */
ent_status ent_trade_at(const ent_node *root, const ent_table *tables, const char *text, double theta, ent_arena *arena,
                        ent_dist *out, ent_error *err);
double ent_trade_curve_value(const ent_trade_curve *c, double theta, double range);
/* At normal scores of both. */
double ent_trade_curve_at(const ent_trade_curve *c, double theta_z, double range_z);

/* As ent_notation_read; *together: it falls with the elasticity alone and is tabulated so that all such numbers may share one
 * stream and move together.  checking: only the errors.  Errors: those of ent_trade_find, ENT_ARGUMENT (outside of the
 * domain).  Cost: one search; up to 4,224 values sorted, half a millisecond. */
ent_status ent_trade_read(const ent_node *root, const ent_table *tables, const char *text, size_t size,
                          ent_domain domain, const ent_words *words, bool checking, ent_arena *arena, ent_notation *out,
                          bool *together, ent_error *err);

#endif
