/* scenario_fuzz.c - any bytes as a scenario file: read, seal, store, load, seal again, and ask one draw.
 *
 * Invariants: an error names its code and has a message; a scenario that seals has numbers whose quantiles are finite and
 * in order; its snapshot loads and seals to the same digest and the same bytes; a draw has margins in [-1, 1].
 * The tables of tests/support/small_scenario.c and the flows of tests/support/trade_deal.c are at hand under the names that
 * the file gives them. */
#include "entente/study.h"
#include "fuzz/fuzz.h"
#include "host/yaml.h"
#include "support/trade_deal.h"

static const char *const column[] = {"year", "kept", "weight", "exits", "leader_years", "west", "adopted"};
static const char *const cell[] = {"1990", "1", "1",   "13", "77.5", "44", "1", "1997", "0", "2", "4", "60", "43", "0",
                                   "2001", "1", "0.5", "2",  "20",   "42", "1", "2004", "0", "1", "9", "31", "40", ""};

/* The first four tables that the scenario wants all hold the same facts. */
static void add_tables(ent_builder *b)
{
  const char *name = NULL, *file = NULL;
  ent_place at;
  for (int i = 0; i < 4 && ent_builder_wants_table(b, i, &name, &file, &at); i++) {
    ent_error err;
    const ent_status status = ent_builder_table(b, name, file, 4, 7, column, NULL, cell, &err);
    if (status != ENT_OK) fuzz_check_error(status, &err);
  }
}

/* Values from trade, with flows of five economies. */
static void add_trade(ent_builder *b)
{
  const char *flows = NULL, *then = NULL;
  ent_place at[2];
  ent_error errors[4];
  int found = 0;
  if (!ent_builder_wants_trade(b, &flows, &then, &at[0], &at[1])) return;
  const ent_status status = ent_builder_trade(b, &deal_flows, then[0] ? &deal_then : NULL, errors, 4, &found);
  MUST((status == ENT_OK) == (found == 0));
  for (int i = 0; i < found && i < 4; i++) fuzz_check_error(errors[i].code, &errors[i]);
}

static ent_scenario *seal(const ent_builder *b, const ent_allocator *memory)
{
  ent_error errors[8];
  ent_scenario *s = NULL;
  int found = 0;
  const ent_status status = ent_scenario_seal(b, memory, &s, errors, 8, &found);
  MUST((status == ENT_OK) == (found == 0) && (status == ENT_OK) == (s != NULL));
  if (status != ENT_OK) MUST(errors[0].code == status);
  for (int i = 0; i < found && i < 8; i++) fuzz_check_error(errors[i].code, &errors[i]);
  return s;
}

static void check_inputs(const ent_scenario *s)
{
  for (int i = 0; i < ent_scenario_inputs(s); i++) {
    ent_input_info info;
    MUST(ent_scenario_input(s, i, &info));
    MUST(info.p5 - info.p5 == 0 && info.p50 - info.p50 == 0 && info.p95 - info.p95 == 0);
    MUST(info.p5 <= info.p50 && info.p50 <= info.p95);
    MUST(!info.known || info.p5 == info.p95);
    const int found = ent_scenario_find_input(s, info.path);
    MUST(found == i);
  }
}

/* The scenario as each view sees it: sound, or an error that says why not. */
static void check_views(const ent_scenario *s, const ent_allocator *memory)
{
  const int seen = ent_scenario_seen_by(s);
  MUST(ent_scenario_views(s) <= ENT_VIEWS_MAX && seen >= -1 && seen < ent_scenario_views(s));
  for (int v = 0; v < ent_scenario_views(s); v++) {
    ent_view_info view;
    ent_view_pair pair;
    ent_scenario *changed = NULL;
    ent_error err;
    int pairs = 0;
    MUST(ent_scenario_view(s, v, &view) && ent_scenario_find_view(s, view.key) == v);
    while (ent_scenario_view_pair(s, v, pairs, &pair)) {
      MUST(pair.path && pair.text && pair.now && pair.label);
      pairs++;
    }
    MUST(pairs == view.pairs);
    if (v > 1) continue; /* sealing is what costs */
    const ent_status status = ent_scenario_changed(s, v, NULL, NULL, 0, memory, &changed, &err);
    MUST((status == ENT_OK) == (changed != NULL));
    if (status != ENT_OK) fuzz_check_error(status, &err);
    ent_scenario_free(changed);
  }
}

static void check_draw(const ent_scenario *s, const ent_allocator *memory)
{
  for (uint64_t draw = 0; draw < 2; draw++) {
    ent_verdict v;
    ent_error err;
    const ent_status status = draw == 0 ? ent_verdict_centre(s, memory, &v, &err)
                                        : ent_verdict_draw(s, ent_scenario_seed(s), draw, NULL, 0, memory, &v, &err);
    if (status != ENT_OK) {
      fuzz_check_error(status, &err);
      continue;
    }
    for (int g = 0; g < ENT_GATES; g++) MUST(v.gate[g].margin >= -1 && v.gate[g].margin <= 1);
  }
}

static void check_snapshot(const ent_scenario *s, const ent_allocator *memory)
{
  const uint8_t *data = NULL, *again = NULL;
  size_t size = 0, again_size = 0;
  uint8_t digest[2][32];
  ent_builder *b = NULL;
  ent_error err;
  ent_scenario_snapshot(s, &data, &size);
  MUST(ent_builder_open(memory, &b, &err) == ENT_OK);
  MUST(ent_builder_load(b, data, size, &err) == ENT_OK);
  ent_scenario *const second = seal(b, memory);
  ent_builder_close(b);
  MUST(second != NULL);
  ent_scenario_digest(s, digest[0]);
  ent_scenario_digest(second, digest[1]);
  MUST(memcmp(digest[0], digest[1], 32) == 0);
  ent_scenario_snapshot(second, &again, &again_size);
  MUST(again_size == size && memcmp(again, data, size) == 0);
  MUST(ent_scenario_inputs(second) == ent_scenario_inputs(s));
  ent_scenario_free(second);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  const ent_allocator memory = fuzz_memory();
  ent_builder *b = NULL;
  ent_error err;
  if (ent_builder_open(&memory, &b, &err) != ENT_OK) return 0;
  const ent_status status = host_yaml_read((const char *)data, size, b, &err);
  if (status == ENT_OK) {
    add_tables(b);
    add_trade(b);
    ent_scenario *const s = seal(b, &memory);
    if (s) {
      check_inputs(s);
      check_views(s, &memory);
      check_snapshot(s, &memory);
      check_draw(s, &memory);
      ent_scenario_free(s);
    }
  } else {
    fuzz_check_error(status, &err);
  }
  ent_builder_close(b);
  return 0;
}
