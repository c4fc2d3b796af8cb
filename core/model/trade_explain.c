/* trade_explain.c - what stands behind a value from trade?  Read from the row that the seal reads.  Cost: one search. */
#include <string.h>

#include "base/arena.h"
#include "scenario.h"
#include "schema.h"
#include "seal.h"
#include "trade_value.h"

static double cell_number(const ent_trade_curve *c, ent_trade_column column, double otherwise)
{
  const char *const text = ent_table_cell(c->table, c->row, (int)column);
  double x = 0;
  size_t used = 0;
  return ent_number_read(text, strlen(text), &x, &used) == ENT_OK && x >= 0 && x < 1e6 ? x : otherwise;
}

static double clamped(double theta)
{
  return theta < 1 ? 1 : theta > ENT_TRADE_ELASTIC_MOST ? ENT_TRADE_ELASTIC_MOST : theta;
}

static ent_input_trade told(const ent_scenario *s, const ent_trade_curve *c)
{
  const double p[3] = {0.05, 0.5, 0.95};
  const ent_node *const record = ent_field_node(s->root, ENT_FIELD_scenario_trade);
  ent_input_trade t = {.flows = ent_seal_text(record, ENT_FIELD_trade_flows),
                       .then = ent_seal_text(record, ENT_FIELD_trade_then),
                       .deficits = ent_seal_text(record, ENT_FIELD_trade_deficits),
                       .who = ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_who),
                       .pairs = ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_pairs),
                       .kind = ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_call)[ENT_TRADE_KIND_AT],
                       .range = 1,
                       .per = cell_number(c, ENT_TRADE_COLUMN_per, 1),
                       .solves = (int)cell_number(c, ENT_TRADE_COLUMN_solves, 0),
                       .gap = cell_number(c, ENT_TRADE_COLUMN_gap, 0)};
  if (ent_table_cell(c->table, c->row, ENT_TRADE_COLUMN_range)[0]) t.range = ent_dist_quantile(&c->range, 0.5);
  for (int i = 0; i < 3; i++) {
    t.theta[i] = clamped(ent_dist_quantile(&c->theta, p[i]));
    t.value[i] = ent_trade_curve_value(c, t.theta[i], t.range);
  }
  return t;
}

bool ent_scenario_input_trade(const ent_scenario *s, int index, ent_input_trade *out)
{
  if (index < 0 || index >= s->inputs || !ent_trade_is_call(s->input[index].text)) return false;
  const char *const text = s->input[index].text;
  ent_arena arena;
  ent_arena_open(&arena, &s->arena.from);
  ent_trade_curve *const c = ENT_NEW(&arena, ent_trade_curve, 1);
  const bool found =
    c && ent_trade_find(s->root, s->tree->table, text, strlen(text), &arena, c, NULL) == ENT_OK && c->row >= 0;
  if (found) *out = told(s, c);
  ent_arena_close(&arena);
  return found;
}
