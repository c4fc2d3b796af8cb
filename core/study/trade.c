/* trade.c - what a scenario says of trade beside its values: with whom, what a levy does, who counts for how much.
 *
 * Read from the tables that core/model/trade_shown.c left; a table of other columns, as only a forged snapshot can have it, has
 * no rows here.  Cost: O(columns) a row. */
#include <math.h>
#include <string.h>

#include "model/scenario.h"
#include "model/schema.h"
#include "model/seal.h"
#include "model/trade_shown.h"

/* The columns in this order; their number is the table's. */
static const ent_table *table_of(const ent_scenario *s, const char *name, const char *const *column)
{
  const ent_table *const t = ent_table_find(s->tree->table, name);
  if (!t || t->columns != ENT_TRADE_SHOWN_COLUMNS) return NULL;
  for (int c = 0; c < ENT_TRADE_SHOWN_COLUMNS; c++)
    if (strcmp(t->column[c], column[c]) != 0) return NULL;
  return t;
}

static const char *const flow_column[] = {"economy", "sold_before", "sold_after", "bought_before", "bought_after"};
static const char *const rate_column[] = {"point", "rate", "loss", "gain", "pain"};
static const char *const part_column[] = {"member", "shapley", "alone", "last", "cost"};

static int rows_of(const ent_scenario *s, const char *name, const char *const *column)
{
  const ent_table *const t = table_of(s, name, column);
  return t ? t->rows : 0;
}

/* Numbers from column `first` on. */
static bool read_row(const ent_table *t, int row, int first, double *value)
{
  if (!t || row < 0 || row >= t->rows) return false;
  for (int c = first; c < ENT_TRADE_SHOWN_COLUMNS; c++)
    if (!ent_table_number(t, row, c, &value[c - first])) return false;
  return true;
}

static const char *text_of(const ent_scenario *s, const ent_node *n)
{
  return n ? ent_text_in(n, ent_words_language(s->tree->words)) : "";
}

/* An actor has its name, another economy the one that the record `trade` gives it, or its code. */
static const char *name_of(const ent_scenario *s, const ent_table *t, int row)
{
  const char *const key = ent_table_cell(t, row, 0);
  const int actor = ent_scenario_actor_index(s, key);
  if (actor >= 0) return s->actor[actor].name;
  const ent_node *const record = ent_field_node(s->root, ENT_FIELD_scenario_trade);
  const ent_node *const economies = ent_field_node(record, ENT_FIELD_trade_economies);
  const ent_node *const economy = economies ? ent_node_child(economies, key) : NULL;
  const char *const name = text_of(s, ent_field_node(economy, ENT_FIELD_economy_name));
  return *name ? name : key;
}

const char *ent_scenario_trade_unit(const ent_scenario *s)
{
  return text_of(s, ent_field_node(ent_field_node(s->root, ENT_FIELD_scenario_trade), ENT_FIELD_trade_unit));
}

int ent_scenario_trade_partners(const ent_scenario *s)
{
  return rows_of(s, ENT_TRADE_FLOWS, flow_column);
}

bool ent_scenario_trade_partner(const ent_scenario *s, int index, ent_trade_partner *out)
{
  const ent_table *const t = table_of(s, ENT_TRADE_FLOWS, flow_column);
  double value[4];
  if (!read_row(t, index, 1, value)) return false;
  const bool others = strcmp(ent_table_cell(t, index, 0), ENT_TRADE_OTHERS) == 0;
  *out = (ent_trade_partner){others ? NULL : name_of(s, t, index), value[0], value[1], value[2], value[3]};
  return true;
}

int ent_scenario_trade_rates(const ent_scenario *s)
{
  return rows_of(s, ENT_TRADE_FRONTIER, rate_column);
}

bool ent_scenario_trade_rate(const ent_scenario *s, int index, ent_trade_levied *out)
{
  const ent_table *const t = table_of(s, ENT_TRADE_FRONTIER, rate_column);
  double value[3], rate = INFINITY;
  if (!read_row(t, index, 2, value)) return false;
  if (strcmp(ent_table_cell(t, index, 1), ENT_TRADE_BAN) != 0 && !ent_table_number(t, index, 1, &rate)) return false;
  *out = (ent_trade_levied){rate, value[0], value[1], value[2]};
  return true;
}

int ent_scenario_trade_senders(const ent_scenario *s)
{
  return rows_of(s, ENT_TRADE_COALITION, part_column);
}

bool ent_scenario_trade_sender(const ent_scenario *s, int index, ent_trade_sender *out)
{
  const ent_table *const t = table_of(s, ENT_TRADE_COALITION, part_column);
  double value[4];
  if (!read_row(t, index, 1, value)) return false;
  *out = (ent_trade_sender){name_of(s, t, index), value[0], value[1], value[2], value[3]};
  return true;
}
