/* answer_trade.c - with whom does the target trade after the deal, what would more sanctions do, and who counts among those who
 * could raise them?
 *
 * From the small tables that a scenario carries beside its values from trade (core/study/trade.c): at the middle of the
 * assumptions, long-run.  A page that draws them needs no solver. */
#include "draw/answer_trade.h"

#include "base/bytes.h"
#include "base/fail.h"
#include "entente/study.h"

#include <math.h>

static ent_status no_rows(ent_error *err)
{
  return ent_fail(err, ENT_NOMEM, "draw", "No memory to lay out the picture.");
}

static const char *target_of(const ent_scenario *s)
{
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(s, &proposer, &target, &rival);
  const char *const name = target >= 0 ? ent_scenario_actor_name(s, target) : NULL;
  return name ? name : "";
}

ent_status ent_answer_trade_flows(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                  const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const int rows = ent_scenario_trade_partners(s);
  ent_flow_row *const row = ENT_NEW(scratch, ent_flow_row, rows);
  int count = 0;
  if (!row) return no_rows(err);
  for (int i = 0; i < rows; i++) {
    ent_trade_partner p;
    if (!ent_scenario_trade_partner(s, i, &p)) continue;
    row[count++] = (ent_flow_row){p.name ? p.name : ent_say(look->words, ENT_SAY("all others")), p.sold_before,
                                  p.sold_after, p.bought_before, p.bought_after};
  }
  return ent_draw_flows(row, count, target_of(s), look, memory, out, err);
}

static const char *percent(double rate, ent_arena *scratch)
{
  ent_writer w;
  ent_writer_open(&w, scratch);
  ent_put_fixed(&w, 100 * rate, 0);
  ent_put(&w, " %");
  return w.failed ? NULL : w.data;
}

/* Rates that readers know have a mark. */
static bool is_known(double rate)
{
  static const double known[] = {0.1, 0.25, 0.5, 1};
  size_t k = 0;
  while (k < sizeof known / sizeof *known && known[k] != rate) k++;
  return k < sizeof known / sizeof *known;
}

ent_status ent_answer_trade_frontier(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                     const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const int rows = ent_scenario_trade_rates(s);
  ent_frontier_row *const row = ENT_NEW(scratch, ent_frontier_row, rows);
  double best_rate = 0;
  int count = 0, best = -1;
  if (!row) return no_rows(err);
  for (int i = 0; i < rows; i++) {
    ent_trade_levied at;
    if (!ent_scenario_trade_rate(s, i, &at)) continue;
    const bool ban = !(at.rate < INFINITY);
    row[count] = (ent_frontier_row){is_known(at.rate) ? percent(at.rate, scratch) : NULL, at.loss, at.gain, ban, false};
    if (best < 0 || at.gain > row[best].gain) {
      best = count;
      best_rate = at.rate;
    }
    count++;
  }
  if (best > 0 && !row[best].ban) {
    row[best].best = true;
    row[best].label = percent(best_rate, scratch);
  }
  const char *const unit = ent_scenario_trade_unit(s);
  return ent_draw_frontier(row, count, target_of(s), *unit ? unit : NULL, look, memory, out, err);
}

ent_status ent_answer_trade_coalition(const ent_scenario *s, const ent_look *look, ent_arena *scratch,
                                      const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  const int rows = ent_scenario_trade_senders(s);
  ent_coalition_row *const row = ENT_NEW(scratch, ent_coalition_row, rows);
  int count = 0;
  if (!row) return no_rows(err);
  for (int i = 0; i < rows; i++) {
    ent_trade_sender member;
    if (ent_scenario_trade_sender(s, i, &member))
      row[count++] = (ent_coalition_row){.name = member.name, .worth = member.shapley, .cost = member.cost};
  }
  return ent_draw_coalition(row, count, target_of(s), look, memory, out, err);
}
