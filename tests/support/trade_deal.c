/* trade_deal.c - see trade_deal.h. */
#include "support/trade_deal.h"

#include "support/small_scenario.h"
#include "support/tiny_text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROOM (SMALL_TEXT_MAX + 512)

const double deal_flow[DEAL_ECONOMIES * DEAL_ECONOMIES] = {820, 12, 25, 40, 9,  10,  140, 30, 6, 11, 35, 28, 610,
                                                           22,  17, 38, 7,  20, 330, 12,  8,  9, 21, 14, 200};
const double deal_ratio = 2.5;

static const char *const flow_column[] = {"exporter", "importer", "flow"};
static const char *const flow_source[] = {NULL, NULL, "Made up, flows"};
static const char *const flow_cell[] = {
  "PRO", "PRO", "820", "PRO", "TGT", "12",  "PRO", "RIV", "25",  "PRO", "ALY", "40",  "PRO", "NEU", "9",
  "TGT", "PRO", "10",  "TGT", "TGT", "140", "TGT", "RIV", "30",  "TGT", "ALY", "6",   "TGT", "NEU", "11",
  "RIV", "PRO", "35",  "RIV", "TGT", "28",  "RIV", "RIV", "610", "RIV", "ALY", "22",  "RIV", "NEU", "17",
  "ALY", "PRO", "38",  "ALY", "TGT", "7",   "ALY", "RIV", "20",  "ALY", "ALY", "330", "ALY", "NEU", "12",
  "NEU", "PRO", "8",   "NEU", "TGT", "9",   "NEU", "RIV", "21",  "NEU", "ALY", "14",  "NEU", "NEU", "200"};
const ent_trade_table deal_flows = {"flows.csv", 25, 3, flow_column, flow_source, flow_cell};

static const char *const then_column[] = {"pair", "exporter", "importer", "freeness"};
static const char *const then_cell[] = {"a", "PRO", "TGT", "2.5", "b", "ALY", "TGT", "2.5",
                                        "c", "TGT", "ALY", "2.5", "d", "XXX", "TGT", "9"};
const ent_trade_table deal_then = {"then.csv", 4, 4, then_column, NULL, then_cell};

static void must_be_memory(ent_status status, const ent_error *err)
{
  if (status == ENT_NOMEM) return;
  fprintf(stderr, "deal with trade: %s: line %d, column %d, %s: %s\n", ent_status_name(status), err->line, err->column,
          err->path, err->message);
  abort();
}

static ent_status set_all(ent_builder *b, const char *const *changes, ent_error *err)
{
  ent_status status = ENT_OK;
  for (; status == ENT_OK && *changes; changes++) {
    char path[128];
    const char *const equals = strchr(*changes, '=');
    snprintf(path, sizeof path, "%.*s", (int)(equals - *changes), *changes);
    status = ent_builder_set(b, path, equals + 1, err);
  }
  return status;
}

ent_builder *deal_builder(const ent_allocator *memory, const char *const *changes)
{
  static const char trade[] = "trade: { flows: flows.csv, then: then.csv, theta: 3 to 8\n"
                              "  groups: { WEST: [PRO, ALY], NOBODY: [] }, source: survey }\n";
  char small[SMALL_TEXT_MAX], text[ROOM];
  ent_builder *b = NULL;
  ent_error err = {.code = ENT_OK};
  small_text(small);
  const char *const terms = strstr(small, "\nterms: {") + 1;
  snprintf(text, sizeof text, "%.*s%s%s", (int)(terms - small), small, trade, terms);
  ent_status status = ent_builder_open(memory, &b, &err);
  if (status == ENT_OK) status = tiny_read(text, b, &err);
  if (status == ENT_OK) status = small_tables(b, &err);
  if (status == ENT_OK) status = set_all(b, changes, &err);
  if (status == ENT_OK) return b;
  if (b) ent_builder_close(b);
  must_be_memory(status, &err);
  return NULL;
}

ent_scenario *deal_scenario(const ent_allocator *memory, const char *const *changes)
{
  ent_scenario *s = NULL;
  ent_error err = {.code = ENT_OK};
  int found = 0;
  ent_builder *const b = deal_builder(memory, changes);
  if (!b) return NULL;
  ent_status status = ent_builder_trade(b, &deal_flows, &deal_then, &err, 1, &found);
  if (status == ENT_OK) status = ent_scenario_seal(b, memory, &s, &err, 1, &found);
  ent_builder_close(b);
  if (status != ENT_OK) must_be_memory(status, &err);
  return status == ENT_OK ? s : NULL;
}
