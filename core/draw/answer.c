/* answer.c - which numbers of an answer does each picture show?
 *
 * Every picture is drawn by the plain functions of draw.h; here an answer is only taken apart.  Cost: O(rows). */
#include "draw/answer_camps.h"
#include "draw/answer_trade.h"
#include "draw/svg.h"
#include "base/fail.h"

#include <string.h>

#define DRIVERS_SHOWN 10
#define NEAR_ZERO 0.01 /* below this swing of P(all) the bars show the gates instead */

typedef struct job {
  const ent_answer *a;
  const ent_look *look;
  const ent_words *words;
  const ent_allocator *memory;
  ent_drawing *out;
  ent_error *err;
  ent_arena scratch;
} job;

static const char *const gate_title[ENT_GATES] = {
#define X(NAME, name, title, question) title,
  ENT_GATE_LIST(X)
#undef X
};
static const char *const gate_question[ENT_GATES] = {
#define X(NAME, name, title, question) question,
  ENT_GATE_LIST(X)
#undef X
};

/* A gate inside a sentence. */
static const char *const gate_name[ENT_GATES] = {ENT_SAY("will"), ENT_SAY("consent"), ENT_SAY("acceptance"),
                                                 ENT_SAY("durability")};

const char *ent_chart_name(int chart)
{
  static const char *const names[] = {
#define X(NAME, name, title) #name,
    ENT_CHART_LIST(X)
#undef X
  };
  return chart >= 0 && chart < ENT_CHARTS ? names[chart] : NULL;
}

static ent_status no_memory(const job *j)
{
  return ent_fail(j->err, ENT_NOMEM, "draw", "No memory to lay out the picture.");
}

static const char *say(const job *j, const char *english)
{
  return ent_say(j->words, english);
}

static double part(uint64_t k, uint64_t n)
{
  return n > 0 ? (double)k / (double)n : 0;
}

static bool is_wedge(const ent_answer *a)
{
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(a->scenario, &proposer, &target, &rival);
  return rival >= 0;
}

/* ---- gates ---- */

static ent_gate_row gate_row(const ent_answer *a, const char *name, const char *detail, uint64_t k, ent_track track,
                             int level)
{
  static const double levels[5] = {0.05, 0.25, 0.5, 0.75, 0.95};
  const ent_share share = ent_share_of(k, a->ensemble.draws);
  ent_gate_row row = {.name = name,
                      .detail = detail,
                      .share = share.p,
                      .se = share.se,
                      .level = level,
                      .has_margin = track != ENT_TRACKS};
  for (int i = 0; i < 5 && row.has_margin; i++) row.margin[i] = ent_ensemble_quantile(&a->ensemble, track, levels[i]);
  return row;
}

static ent_status draw_gates(job *j)
{
  static const ent_track tracks[ENT_GATES] = {ENT_TRACK_WILL, ENT_TRACK_CONSENT, ENT_TRACK_ACCEPTANCE,
                                              ENT_TRACK_DURABILITY};
  const ent_ensemble *const e = &j->a->ensemble;
  ent_gate_row row[ENT_GATES + 3];
  int n = 0;
  for (int g = 0; g < ENT_GATES; g++)
    row[n++] = gate_row(j->a, say(j, gate_title[g]), say(j, gate_question[g]), e->open[g], tracks[g], 0);
  if (is_wedge(j->a)) {
    row[n++] = gate_row(j->a, say(j, ENT_SAY("lives to the horizon")), "", e->survives, ENT_TRACK_SURVIVAL, 1);
    row[n++] = gate_row(j->a, say(j, ENT_SAY("target turns")), "", e->turns, ENT_TRACK_ALIGNMENT, 1);
  }
  row[n++] = gate_row(j->a, say(j, ENT_SAY("All four")), say(j, ENT_SAY("the deal is made, and does what it is for")),
                      e->all, ENT_TRACKS, 2);
  return ent_draw_gates(row, n, j->look, j->memory, j->out, j->err);
}

/* ---- worlds ---- */

static ent_status draw_worlds(job *j)
{
  const ent_ensemble *const e = &j->a->ensemble;
  const uint64_t n = e->draws, ended = e->first_shut[ENT_GATE_DURABILITY];
  const uint64_t kept = !is_wedge(j->a) ? 0 : e->kept < ended ? e->kept : ended;
  ent_world world[6];
  int k = 0;
  world[k++] =
    (ent_world){say(j, ENT_SAY("not offered: will is shut")), part(e->first_shut[ENT_GATE_WILL], n), ENT_MARK_CROSS};
  world[k++] = (ent_world){say(j, ENT_SAY("not adopted: consent is shut")), part(e->first_shut[ENT_GATE_CONSENT], n),
                           ENT_MARK_SQUARE};
  world[k++] = (ent_world){say(j, ENT_SAY("not accepted by the target")), part(e->first_shut[ENT_GATE_ACCEPTANCE], n),
                           ENT_MARK_RING};
  if (is_wedge(j->a))
    world[k++] = (ent_world){say(j, ENT_SAY("taken, and the rival kept")), part(kept, n), ENT_MARK_DIAMOND};
  world[k++] = (ent_world){say(j, ENT_SAY("taken, but it did not last")), part(ended - kept, n), ENT_MARK_HALF};
  world[k++] = (ent_world){say(j, ENT_SAY("all four gates open")), part(e->all, n), ENT_MARK_DISC};
  return ent_draw_worlds(world, k, j->look, j->memory, j->out, j->err);
}

/* ---- drivers ---- */

/* The low value goes without the words that the high one carries: "0.2 % -> 1 % of income". */
static const char *value_text(job *j, double v, const char *unit, bool full)
{
  char *const text = ENT_NEW(&j->scratch, char, ENT_VALUE_MAX);
  if (text && full) ent_value_say(j->words, v, unit, 2, text);
  if (text && !full) ent_value_say_first(j->words, v, unit, 2, text);
  return text;
}

static ent_status draw_drivers(job *j)
{
  const ent_answer *const a = j->a;
  const int n = a->drivers < DRIVERS_SHOWN ? a->drivers : DRIVERS_SHOWN;
  bool by_gate = true;
  for (int i = 0; i < n; i++) by_gate = by_gate && !(a->driver[i].swing >= NEAR_ZERO);
  ent_driver_row *const row = ENT_NEW(&j->scratch, ent_driver_row, n);
  if (!row) return no_memory(j);
  for (int i = 0; i < n; i++) {
    const ent_driver *const d = &a->driver[i];
    ent_input_info input;
    memset(&input, 0, sizeof input);
    ent_scenario_input(a->scenario, d->input, &input);
    const int gate = d->gate >= 0 && d->gate < ENT_GATES ? d->gate : 0;
    row[i] = (ent_driver_row){.name = input.label,
                              .detail = by_gate ? say(j, gate_name[gate]) : "",
                              .low = value_text(j, d->low_value, input.unit, false),
                              .high = value_text(j, d->high_value, input.unit, true),
                              .p_low = by_gate ? d->gate_low[gate] : d->all_low,
                              .p_high = by_gate ? d->gate_high[gate] : d->all_high,
                              .p_now = part(by_gate ? a->ensemble.open[gate] : a->ensemble.all, a->ensemble.draws)};
    if (!row[i].low || !row[i].high) return no_memory(j);
  }
  return ent_draw_drivers(row, n, j->look, j->memory, j->out, j->err);
}

/* ---- trust, members, map ---- */

static ent_status draw_trust(job *j)
{
  const int n = ent_scenario_trust(j->a->scenario);
  ent_trust_point *const point = ENT_NEW(&j->scratch, ent_trust_point, n);
  if (!point) return no_memory(j);
  for (int i = 0; i < n; i++) ent_scenario_trust_point(j->a->scenario, i, &point[i]);
  return ent_draw_trust(point, n, j->look, j->memory, j->out, j->err);
}

/* Does this club own an essential term, other than as an institution of the proposer?  Blocking is counted there. */
static bool decides(const ent_scenario *s, const char *club)
{
  for (int i = 0; i < ent_scenario_terms(s); i++) {
    ent_term_info term;
    memset(&term, 0, sizeof term);
    if (!ent_scenario_term(s, i, &term) || !term.essential || !term.included || term.own_institution) continue;
    if (strcmp(term.owner, club) == 0) return true;
  }
  return false;
}

/* The clubs that decide; all of them if none does. */
static ent_status draw_members(job *j)
{
  const ent_ensemble *const e = &j->a->ensemble;
  const int seats = ent_scenario_seats(j->a->scenario);
  ent_member_row *const row = ENT_NEW(&j->scratch, ent_member_row, seats);
  double *const power = ENT_NEW(&j->scratch, double, seats), *const lacks = ENT_NEW(&j->scratch, double, seats);
  if (!row || !power || !lacks) return no_memory(j);
  ent_status status = ent_scenario_power(j->a->scenario, j->memory, power, NULL, j->err);
  if (status == ENT_OK) status = ent_scenario_lacks(j->a->scenario, j->memory, lacks, j->err);
  if (status != ENT_OK) return status;
  int n = 0;
  for (int all = 0; all < 2 && n == 0; all++)
    for (int i = 0; i < seats; i++) {
      ent_seat_info seat;
      memset(&seat, 0, sizeof seat);
      if (!ent_scenario_seat(j->a->scenario, i, &seat)) continue;
      const bool counted = seat.club && decides(j->a->scenario, seat.club);
      if (!counted && !all) continue;
      const bool known = counted && seat.actor_index >= 0 && seat.actor_index < ENT_ACTORS_MAX;
      row[n++] = (ent_member_row){.club = seat.club_name,
                                  .name = seat.actor_name,
                                  .power = power[i],
                                  .yes = i < ENT_SEATS_MAX ? part(e->yes[i], e->draws) : 0,
                                  .blocks = known ? part(e->blocks[seat.actor_index], e->draws) : -1,
                                  .lacks = lacks[i]};
    }
  return ent_draw_members(row, n, j->look, j->memory, j->out, j->err);
}

static ent_status draw_winset(job *j, int index)
{
  ent_space_info space;
  ent_winset *winset = NULL;
  if (!ent_scenario_space(j->a->scenario, index, &space)) return ENT_INTERNAL; /* ent_draw_count counted it */
  const char **const name = ENT_NEW(&j->scratch, const char *, space.members);
  if (!name) return no_memory(j);
  for (int m = 0; m < space.members; m++) {
    ent_seat_info seat;
    name[m] = ent_scenario_seat(j->a->scenario, space.seat + m, &seat) ? seat.actor_name : "";
  }
  const ent_status made = ent_winset_make(space.rule, space.ideal, space.status_quo, j->memory, &winset, j->err);
  if (made != ENT_OK) return made;
  const ent_winset_picture picture = {
    .winset = winset,
    .members = space.members,
    .name = name,
    .ideal = space.ideal,
    .proposal = space.has_proposal ? &space.proposal : NULL,
    .adopted =
      space.has_proposal && ent_space_slack(space.rule, space.ideal, space.status_quo, space.proposal, NULL) >= 0,
    .x_name = space.x_name,
    .y_name = space.y_name};
  const ent_status drawn = ent_draw_winset(&picture, j->look, j->memory, j->out, j->err);
  ent_winset_free(winset, j->memory);
  return drawn;
}

/* A sentence with one hole; NULL when there is no memory. */
static const char *filled(job *j, const char *english, const char *name, const char *value)
{
  ent_writer w;
  ent_writer_open(&w, &j->scratch);
  ent_put_said(&w, j->words, english, name, value, (char *)NULL);
  return w.failed ? NULL : w.data;
}

static ent_status draw_map(job *j)
{
  const ent_scenario *const s = j->a->scenario;
  const int n = ent_scenario_map(s);
  int proposer = -1, target = -1, rival = -1;
  ent_scenario_parties(s, &proposer, &target, &rival);
  ent_map_point *const point = ENT_NEW(&j->scratch, ent_map_point, n);
  double *const tie = ENT_NEW(&j->scratch, double, (size_t)n *(size_t)n);
  if (!point || !tie) return no_memory(j);
  for (int i = 0; i < n; i++) {
    ent_scenario_map_point(s, i, &point[i]);
    for (int k = 0; k < n; k++) tie[i * n + k] = i == k ? 0 : ent_scenario_map_tie(s, i, k);
  }
  const ent_map_look camps = {.camp_target = target >= 0 ? filled(j, ENT_SAY("the camp of {target}"), "target",
                                                                  ent_scenario_actor_name(s, target))
                                                         : say(j, ENT_SAY("the camp of the target")),
                              .camp_other = say(j, ENT_SAY("the other camp"))};
  if (!camps.camp_target) return no_memory(j);
  return ent_draw_map(point, n, tie, &camps, j->look, j->memory, j->out, j->err);
}

/* ---- survival ---- */

static int survival_terms(const ent_answer *a, ent_survival_term *term)
{
  int n = 0;
  for (int i = 0; i < ent_scenario_terms(a->scenario) && i < ENT_TERMS_MAX; i++) {
    ent_term_info info;
    memset(&info, 0, sizeof info);
    if (!ent_scenario_term(a->scenario, i, &info) || !info.essential || !info.included) continue;
    const double sum = a->ensemble.term_hazard[i][0] + a->ensemble.term_hazard[i][1];
    if (term) term[n] = (ent_survival_term){info.name, a->ensemble.draws > 0 ? sum / (double)a->ensemble.draws : 0};
    n++;
  }
  return n;
}

static double horizon_years(const ent_answer *a)
{
  ent_input_info input;
  memset(&input, 0, sizeof input);
  const int index = ent_scenario_find_input(a->scenario, "horizon_years");
  return index >= 0 && ent_scenario_input(a->scenario, index, &input) ? input.p50 : 0;
}

static ent_status draw_survival(job *j)
{
  const ent_ensemble *const e = &j->a->ensemble;
  ent_survival_term term[ENT_TERMS_MAX];
  const int n = survival_terms(j->a, term);
  const double bearable = ent_ensemble_quantile(e, ENT_TRACK_BEARABLE, 0.5);
  const ent_survival_end end = {.years = horizon_years(j->a),
                                .has_range = true,
                                .p5 = ent_ensemble_quantile(e, ENT_TRACK_LIFE, 0.05),
                                .p50 = ent_ensemble_quantile(e, ENT_TRACK_LIFE, 0.5),
                                .p95 = ent_ensemble_quantile(e, ENT_TRACK_LIFE, 0.95),
                                .bearable = bearable < 1 ? bearable : 0};
  return ent_draw_survival(term, n, &end, j->look, j->memory, j->out, j->err);
}

/* ---- precedents ---- */

const char *ent_outcome_words(const char *column)
{
  static const char *const words[][2] = {{"adopted", ENT_SAY("adopted")},
                                         {"accepted", ENT_SAY("accepted")},
                                         {"hold5", ENT_SAY("held five years")},
                                         {"hold10", ENT_SAY("held ten years")},
                                         {"in_force", ENT_SAY("came into force")},
                                         {"objective_met", ENT_SAY("met its objective")},
                                         {"success5", ENT_SAY("a success after five years")}};
  for (size_t i = 0; column && i < sizeof words / sizeof *words; i++)
    if (strcmp(words[i][0], column) == 0) return words[i][1];
  return column;
}

static ent_status draw_precedents(job *j)
{
  const ent_answer *const a = j->a;
  ent_forest_row *const row = ENT_NEW(&j->scratch, ent_forest_row, a->precedents + ENT_GATES + 1);
  if (!row) return no_memory(j);
  bool spoken[ENT_GATES + 1] = {false};
  int n = 0;
  for (int i = 0; i < a->precedents; i++) {
    const ent_precedent *const p = &a->precedent[i];
    ent_writer w;
    ent_writer_open(&w, &j->scratch);
    ent_writer yes, n_of;
    ent_writer_open(&yes, &j->scratch);
    ent_writer_open(&n_of, &j->scratch);
    ent_put_int(&yes, p->yes);
    ent_put_int(&n_of, p->n);
    if (yes.failed || n_of.failed) return no_memory(j);
    ent_put_said(&w, j->words, "{outcome}: {yes} of {n}", "outcome", say(j, ent_outcome_words(p->outcome)), "yes",
                 yes.data, "n", n_of.data, (char *)NULL);
    if (w.failed) return no_memory(j);
    row[n++] = (ent_forest_row){p->label, w.data, p->p, p->low, p->high, false, p->n, p->yes};
    spoken[p->gate >= 0 && p->gate < ENT_GATES ? p->gate : ENT_GATES] = true;
  }
  for (int g = 0; g <= ENT_GATES; g++) {
    if (!spoken[g]) continue;
    const ent_share share = ent_share_of(g < ENT_GATES ? a->ensemble.open[g] : a->ensemble.all, a->ensemble.draws);
    const char *const name = g < ENT_GATES ? filled(j, ENT_SAY("This model: {gate}"), "gate", say(j, gate_name[g]))
                                           : say(j, ENT_SAY("This model: all four gates"));
    if (!name) return no_memory(j);
    row[n++] = (ent_forest_row){name,
                                say(j, ENT_SAY("share of draws, two standard errors")),
                                share.p,
                                share.p - 2 * share.se,
                                share.p + 2 * share.se,
                                true,
                                0,
                                0};
  }
  return ent_draw_forest(row, n, j->look, j->memory, j->out, j->err);
}

/* ---- series ---- */

/* Lines of the index-th chart, in order; returns their number.  *charts: how many charts there are. */
static int lines_of(const ent_scenario *s, int index, ent_series_info *line, int room, int *charts)
{
  const int all = ent_scenario_series(s);
  int n = 0;
  *charts = 0;
  for (int i = 0; i < all; i++) {
    ent_series_info info, other;
    if (!ent_scenario_series_at(s, i, &info)) continue;
    bool seen = false;
    for (int k = 0; k < i && !seen; k++)
      seen = ent_scenario_series_at(s, k, &other) && strcmp(other.chart, info.chart) == 0;
    if (seen) continue;
    if ((*charts)++ != index) continue;
    for (int k = i; k < all && n < room; k++)
      if (ent_scenario_series_at(s, k, &other) && strcmp(other.chart, info.chart) == 0) line[n++] = other;
  }
  return n;
}

static ent_status draw_series(job *j, int index)
{
  ent_series_info line[24];
  int charts;
  const int n = lines_of(j->a->scenario, index, line, 24, &charts);
  ent_look look = *j->look;
  if (!look.title && n > 0) look.title = line[0].chart;
  return ent_draw_series(line, n, &look, j->memory, j->out, j->err);
}

int ent_draw_count(const ent_answer *a, ent_chart chart)
{
  int charts = 0;
  if (!a || !a->scenario) return 0;
  switch (chart) {
  case ENT_CHART_GATES:
  case ENT_CHART_WORLDS: return 1;
  case ENT_CHART_DRIVERS: return a->drivers > 0;
  case ENT_CHART_TRUST: return ent_scenario_trust(a->scenario) > 1;
  case ENT_CHART_MEMBERS: return ent_scenario_seats(a->scenario) > 0;
  case ENT_CHART_WINSET: return ent_scenario_spaces(a->scenario);
  case ENT_CHART_MAP: return ent_scenario_map(a->scenario) > 1 && ent_scenario_map(a->scenario) <= ENT_DRAW_MAP_MAX;
  case ENT_CHART_FLIPS: return a->flips > 0 && ent_answer_has_wedge(a->scenario);
  case ENT_CHART_TRIANGLE: return ent_answer_has_wedge(a->scenario);
  case ENT_CHART_LANDSCAPE: return ent_answer_has_landscape(a->scenario);
  case ENT_CHART_SURVIVAL: return survival_terms(a, NULL) > 0 && horizon_years(a) > 0;
  case ENT_CHART_FOREST: return a->precedents > 0;
  case ENT_CHART_FLOWS: return ent_scenario_trade_partners(a->scenario) > 0;
  case ENT_CHART_FRONTIER: return ent_scenario_trade_rates(a->scenario) > 1;
  case ENT_CHART_COALITION: return ent_scenario_trade_senders(a->scenario) > 0;
  case ENT_CHART_SERIES: lines_of(a->scenario, -1, NULL, 0, &charts); return charts;
  case ENT_CHARTS:
  default: return 0;
  }
}

ent_status ent_draw_answer(const ent_answer *answer, ent_chart chart, int index, const ent_look *look,
                           const ent_allocator *memory, ent_drawing *out, ent_error *err)
{
  if (!answer || !memory || !out || index < 0 || index >= ent_draw_count(answer, chart))
    return ent_fail(err, ENT_ARGUMENT, "draw", "The answer has no such picture; ent_draw_count tells how many it has.");
  ent_look spoken = {0};
  if (look) spoken = *look;
  if (!spoken.words) spoken.words = answer->words;
  job j = {.a = answer, .look = &spoken, .words = spoken.words, .memory = memory, .out = out, .err = err};
  ent_arena_open(&j.scratch, memory);
  ent_status status = ENT_INTERNAL;
  switch (chart) {
  case ENT_CHART_GATES: status = draw_gates(&j); break;
  case ENT_CHART_WORLDS: status = draw_worlds(&j); break;
  case ENT_CHART_DRIVERS: status = draw_drivers(&j); break;
  case ENT_CHART_TRUST: status = draw_trust(&j); break;
  case ENT_CHART_MEMBERS: status = draw_members(&j); break;
  case ENT_CHART_WINSET: status = draw_winset(&j, index); break;
  case ENT_CHART_MAP: status = draw_map(&j); break;
  case ENT_CHART_FLIPS: status = ent_answer_flips(answer, &spoken, &j.scratch, memory, out, err); break;
  case ENT_CHART_TRIANGLE: status = ent_answer_triangle(answer->scenario, &spoken, &j.scratch, memory, out, err); break;
  case ENT_CHART_LANDSCAPE:
    status = ent_answer_landscape(answer->scenario, &spoken, &j.scratch, memory, out, err);
    break;
  case ENT_CHART_SURVIVAL: status = draw_survival(&j); break;
  case ENT_CHART_FOREST: status = draw_precedents(&j); break;
  case ENT_CHART_FLOWS: status = ent_answer_trade_flows(answer->scenario, &spoken, &j.scratch, memory, out, err); break;
  case ENT_CHART_FRONTIER:
    status = ent_answer_trade_frontier(answer->scenario, &spoken, &j.scratch, memory, out, err);
    break;
  case ENT_CHART_COALITION:
    status = ent_answer_trade_coalition(answer->scenario, &spoken, &j.scratch, memory, out, err);
    break;
  case ENT_CHART_SERIES: status = draw_series(&j, index); break;
  case ENT_CHARTS:
  default: break;
  }
  ent_arena_close(&j.scratch);
  return status;
}
