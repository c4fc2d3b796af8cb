/* trade.c - what a scenario says of trade beside its values: with whom, what a levy does, who counts for how much.
 *
 * Read from the rows that core/model/trade_shown.c left; what is no row of theirs, as only a forged snapshot can have it, is not
 * there.  Cost: a search of the table for each row. */
#include <math.h>
#include <string.h>

#include "model/scenario.h"
#include "model/schema.h"
#include "model/seal.h"
#include "model/trade_shown.h"
#include "model/trade_value.h"

/* The row of this kind and number; -1: none. */
static int row_of(const ent_scenario *s, const char *kind, int index, const ent_table **out)
{
  char key[16 + ENT_NUMBER_MAX];
  const ent_table *const t = ent_table_find(s->tree->table, ENT_TRADE_TABLE);
  if (!t || t->columns != ENT_TRADE_COLUMNS || index < 0 || index >= ENT_TRADE_SHOWN_MAX) return -1;
  const size_t size = strlen(kind);
  memcpy(key, kind, size + 1);
  ent_number_write(index, key + size);
  *out = t;
  return ent_table_row(t, key);
}

static int rows_of(const ent_scenario *s, const char *kind)
{
  const ent_table *t = NULL;
  int rows = 0;
  while (row_of(s, kind, rows, &t) >= 0) rows++;
  return rows;
}

static bool read_row(const ent_scenario *s, const char *kind, int index, const ent_table **t, int *row,
                     double value[ENT_TRADE_NUMBERS])
{
  *row = row_of(s, kind, index, t);
  return *row >= 0 && ent_trade_values(ent_table_cell(*t, *row, ENT_TRADE_COLUMN_value), ENT_TRADE_NUMBERS, value);
}

static const char *text_of(const ent_scenario *s, const ent_node *n)
{
  return n ? ent_text_in(n, ent_words_language(s->tree->words)) : "";
}

/* An actor has its name, another economy the one that the record `trade` gives it, or its code. */
static const char *name_of(const ent_scenario *s, const ent_table *t, int row)
{
  const char *const key = ent_table_cell(t, row, ENT_TRADE_COLUMN_who);
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
  return rows_of(s, ENT_TRADE_PARTNER);
}

bool ent_scenario_trade_partner(const ent_scenario *s, int index, ent_trade_partner *out)
{
  const ent_table *t = NULL;
  double v[ENT_TRADE_NUMBERS];
  int row = -1;
  if (!read_row(s, ENT_TRADE_PARTNER, index, &t, &row, v)) return false;
  const bool others = !*ent_table_cell(t, row, ENT_TRADE_COLUMN_who);
  *out = (ent_trade_partner){others ? NULL : name_of(s, t, row), v[0], v[1], v[2], v[3]};
  return true;
}

int ent_scenario_trade_rates(const ent_scenario *s)
{
  return rows_of(s, ENT_TRADE_RATE);
}

bool ent_scenario_trade_rate(const ent_scenario *s, int index, ent_trade_levied *out)
{
  const ent_table *t = NULL;
  double v[ENT_TRADE_NUMBERS];
  int row = -1;
  if (!read_row(s, ENT_TRADE_RATE, index, &t, &row, v)) return false;
  const bool ban = strcmp(ent_table_cell(t, row, ENT_TRADE_COLUMN_who), ENT_TRADE_BAN) == 0;
  *out = (ent_trade_levied){ban ? INFINITY : v[0], v[1], v[2], v[3]};
  return true;
}

int ent_scenario_trade_senders(const ent_scenario *s)
{
  return rows_of(s, ENT_TRADE_SENDER);
}

bool ent_scenario_trade_sender(const ent_scenario *s, int index, ent_trade_sender *out)
{
  const ent_table *t = NULL;
  double v[ENT_TRADE_NUMBERS];
  int row = -1;
  if (!read_row(s, ENT_TRADE_SENDER, index, &t, &row, v)) return false;
  *out = (ent_trade_sender){name_of(s, t, row), v[0], v[1], v[2], v[3]};
  return true;
}
