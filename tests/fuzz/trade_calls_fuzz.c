/* trade_calls_fuzz.c - any text as a value from trade, any table as its flows: the first line is the call, the second the other
 * call, the rest the rows "exporter,importer,number" of flows, behind a line "--" those of then.
 *
 * Invariants: an error names its code and has a message; what was computed seals, or says why not; its quantiles are finite
 * and in order; the snapshot of it loads and seals again to the same digest. */
#include "entente/study.h"
#include "fuzz/fuzz.h"
#include "support/trade_deal.h"

#include <stdlib.h>

#define CELLS_MAX 600
#define TEXT_MAX 4096

static char text[TEXT_MAX];

typedef struct rows {
  const char *cell[CELLS_MAX];
  int cells;
} rows;

/* Splits at commas and line ends; returns where the part ends ("--"). */
static char *read_rows(char *at, rows *out)
{
  out->cells = 0;
  while (*at && out->cells + 3 <= CELLS_MAX) {
    if (strncmp(at, "--\n", 3) == 0) return at + 3;
    for (int c = 0; c < 3; c++) {
      out->cell[out->cells + c] = at;
      at += strcspn(at, ",\n");
      if (*at) *at++ = '\0';
    }
    out->cells += 3;
  }
  return at;
}

static char *take_line(char *at, char *line, size_t room, const char *path)
{
  const size_t size = strcspn(at, "\n");
  snprintf(line, room, "%s=%.*s", path, (int)(size < room ? size : room - 1), at);
  return at + size + (at[size] == '\n');
}

/* What pictures show is finite. */
static void check_shown(const ent_scenario *s)
{
  ent_trade_partner partner;
  ent_trade_levied rate;
  ent_trade_sender sender;
  for (int i = 0; i < ent_scenario_trade_partners(s); i++)
    if (ent_scenario_trade_partner(s, i, &partner)) MUST(partner.sold_after - partner.sold_after == 0);
  for (int i = 0; i < ent_scenario_trade_rates(s); i++)
    if (ent_scenario_trade_rate(s, i, &rate)) MUST(rate.gain - rate.gain == 0 && rate.rate >= 0);
  for (int i = 0; i < ent_scenario_trade_senders(s); i++)
    if (ent_scenario_trade_sender(s, i, &sender)) MUST(sender.name && sender.cost - sender.cost == 0);
}

static void check_scenario(const ent_builder *b, const ent_allocator *memory)
{
  ent_scenario *s = NULL, *again = NULL;
  ent_builder *second = NULL;
  ent_error err;
  const uint8_t *data = NULL;
  size_t size = 0;
  uint8_t digest[2][32];
  int found = 0;
  const ent_status status = ent_scenario_seal(b, memory, &s, &err, 1, &found);
  if (status != ENT_OK) {
    fuzz_check_error(status, &err);
    return;
  }
  for (int i = 0; i < ent_scenario_inputs(s); i++) {
    ent_input_info in;
    MUST(ent_scenario_input(s, i, &in));
    MUST(in.p5 - in.p5 == 0 && in.p95 - in.p95 == 0 && in.p5 <= in.p50 && in.p50 <= in.p95);
  }
  check_shown(s);
  ent_scenario_snapshot(s, &data, &size);
  MUST(ent_builder_open(memory, &second, &err) == ENT_OK);
  MUST(ent_builder_load(second, data, size, &err) == ENT_OK);
  MUST(ent_scenario_seal(second, memory, &again, &err, 1, &found) == ENT_OK);
  ent_scenario_digest(s, digest[0]);
  ent_scenario_digest(again, digest[1]);
  MUST(memcmp(digest[0], digest[1], 32) == 0);
  ent_scenario_free(again);
  ent_builder_close(second);
  ent_scenario_free(s);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const flow[] = {"exporter", "importer", "flow"}, *const ratio[] = {"exporter", "importer",
                                                                                        "freeness"};
  static rows now, then;
  char line[2][300];
  const ent_allocator memory = fuzz_memory();
  ent_error errors[4];
  int found = 0;
  if (size >= TEXT_MAX) return 0;
  memcpy(text, data, size);
  text[size] = '\0';
  char *at = take_line(text, line[0], sizeof line[0], "terms.gas.flow");
  at = take_line(at, line[1], sizeof line[1], "deal.outside.rival_tie");
  at = read_rows(at, &now);
  (void)read_rows(at, &then);
  ent_builder *b = NULL;
  if (ent_builder_open(&memory, &b, NULL) != ENT_OK) return 0;
  ent_builder_close(b);
  b = deal_builder(&memory, (const char *const[]){NULL});
  if (!b) return 0;
  const ent_trade_table flows = {"flows.csv", now.cells / 3, 3, flow, NULL, now.cell};
  const ent_trade_table old = {"then.csv", then.cells / 3, 3, size % 2 ? flow : ratio, NULL, then.cell};
  bool set = true;
  for (int i = 0; i < 2 && set; i++) {
    char *const value = strchr(line[i], '=') + 1;
    value[-1] = '\0';
    set = ent_builder_set(b, line[i], value, NULL) == ENT_OK;
  }
  if (set) {
    const ent_status status =
      ent_builder_trade(b, now.cells ? &flows : &deal_flows, then.cells ? &old : &deal_then, errors, 4, &found);
    MUST((status == ENT_OK) == (found == 0));
    for (int i = 0; i < found && i < 4; i++) fuzz_check_error(errors[i].code, &errors[i]);
    if (status == ENT_OK) check_scenario(b, &memory);
  }
  ent_builder_close(b);
  return 0;
}
