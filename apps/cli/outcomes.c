/* outcomes.c - which forecasts of kept runs have been answered by the world, and how good were they? */
#include "outcomes.h"
#include "base/fail.h"
#include "entente/score.h"
#include "host/memory.h"
#include "json.h"
#include "show.h"

#include <stdlib.h>
#include <string.h>

/* What a gate is about, as a past event. */
static const char *const events[ENT_GATES + 1] = {"offered", "adopted", "accepted", "held", "all"};

/* ---- what is said -------------------------------------------------------------------------------------------------- */

static bool is_word(const char *text, size_t size, const char *word)
{
  return strlen(word) == size && memcmp(text, word, size) == 0;
}

int cli_event_gate(const char *name, size_t size)
{
  for (int g = 0; g <= ENT_GATES; g++)
    if (is_word(name, size, events[g]) || is_word(name, size, cli_gate_names[g])) return g;
  return -1;
}

const char *cli_gate_event(int gate)
{
  return events[gate];
}

bool cli_answers_settle(cli_answers *answers)
{
  bool each = true, none = false;
  for (int g = 0; g < ENT_GATES; g++) {
    each = each && answers->known[g] && answers->came[g];
    none = none || (answers->known[g] && !answers->came[g]);
  }
  const bool came = answers->came[ENT_GATES];
  if (answers->known[ENT_GATES] && ((each && !came) || (none && came))) return false;
  if (each || none) {
    answers->known[ENT_GATES] = true;
    answers->came[ENT_GATES] = each;
  }
  return true;
}

int cli_answers_list(const cli_answers *answers, host_outcome *out)
{
  int count = 0;
  for (int g = 0; g <= ENT_GATES; g++)
    if (answers->known[g]) out[count++] = (host_outcome){.gate = cli_gate_names[g], .came = answers->came[g]};
  return count;
}

/* ---- what the store has -------------------------------------------------------------------------------------------- */

static bool take(void *ctx, const host_outcome *from)
{
  cli_outcomes *const o = ctx;
  cli_outcome one = {.gate = cli_event_gate(from->gate, strlen(from->gate)), .came = from->came};
  if (one.gate < 0 || strlen(from->run) >= sizeof one.run) return true; /* of a later entente */
  memcpy(one.run, from->run, strlen(from->run) + 1);
  if (o->count == o->room) {
    const int room = o->room > 0 ? 2 * o->room : 32;
    cli_outcome *const more = realloc(o->list, (size_t)room * sizeof *more);
    o->failed = more == NULL;
    if (!more) return false;
    o->list = more;
    o->room = room;
  }
  o->list[o->count++] = one;
  return true;
}

ent_status cli_outcomes_read(host_store *store, const char *run, cli_outcomes *out, ent_error *err)
{
  memset(out, 0, sizeof *out);
  const ent_status status = host_store_outcomes(store, run, take, out, err);
  return status == ENT_OK && out->failed ? ent_fail(err, ENT_NOMEM, "", "There is no memory for the outcomes.")
                                         : status;
}

cli_exit cli_outcomes_load(const cli_call *call, host_store *store, const char *run, cli_outcomes *out)
{
  ent_error err = {.code = ENT_OK};
  return cli_outcomes_read(store, run, out, &err) == ENT_OK ? CLI_ANSWERED : cli_fail(call, &err);
}

void cli_outcomes_close(cli_outcomes *outcomes)
{
  free(outcomes->list);
  memset(outcomes, 0, sizeof *outcomes);
}

/* ---- scores -------------------------------------------------------------------------------------------------------- */

cli_gate_score cli_outcome_score(const cli_outcome *outcome, const char *summary)
{
  cli_gate_score s = {.p = -1};
  size_t size = 0, used = 0;
  const char *const gates = outcome->gate < ENT_GATES ? cli_json_member(summary, "gates", &size) : summary;
  const char *const gate = gates ? cli_json_member(gates, cli_gate_names[outcome->gate], &size) : NULL;
  const char *const p = gate ? cli_json_member(gate, "p", &size) : NULL;
  if (!p || ent_number_read(p, size, &s.p, &used) != ENT_OK || !(s.p >= 0 && s.p <= 1))
    return (cli_gate_score){.p = -1};
  s.brier = ent_brier_loss(s.p, outcome->came);
  s.log = ent_log_loss(s.p, outcome->came);
  return s;
}

/* The first outcome of a run; count where it has none.  The store gives the newest run first, and ids sort by time. */
static int first_of(const cli_outcomes *outcomes, const char *run)
{
  int low = 0, high = outcomes->count;
  while (low < high) {
    const int middle = low + (high - low) / 2;
    if (strcmp(outcomes->list[middle].run, run) > 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool is_of(const cli_outcomes *outcomes, int at, const char *run)
{
  return at < outcomes->count && strcmp(outcomes->list[at].run, run) == 0;
}

int cli_outcomes_runs(const cli_outcomes *outcomes)
{
  int runs = 0;
  for (int i = 0; i < outcomes->count; i++) runs += i == 0 || !is_of(outcomes, i, outcomes->list[i - 1].run);
  return runs;
}

bool cli_track_add(cli_track *track, const cli_outcomes *outcomes, const host_run *run, cli_track *own)
{
  cli_track one = {.runs = 1};
  for (int i = first_of(outcomes, run->id); is_of(outcomes, i, run->id); i++) {
    const cli_outcome *const o = &outcomes->list[i];
    if (o->gate == ENT_GATES) continue;
    const cli_gate_score s = cli_outcome_score(o, run->summary);
    if (s.p < 0) continue;
    one.forecasts++;
    one.brier += s.brier;
    one.log += s.log;
  }
  if (one.forecasts == 0) return false;
  track->runs++;
  track->forecasts += one.forecasts;
  track->brier += one.brier;
  track->log += one.log;
  if (own) *own = one;
  return true;
}

/* ---- as JSON ------------------------------------------------------------------------------------------------------ */

void cli_outcomes_put(ent_json *j, const cli_outcomes *outcomes, const host_run *run)
{
  ent_json_open(j, "outcomes", '{');
  for (int i = first_of(outcomes, run->id); is_of(outcomes, i, run->id); i++) {
    const cli_outcome *const o = &outcomes->list[i];
    const cli_gate_score s = cli_outcome_score(o, run->summary);
    ent_json_open(j, cli_gate_names[o->gate], '{');
    ent_json_flag(j, "came", o->came);
    if (s.p >= 0) {
      ent_json_number(j, "p", s.p);
      ent_json_number(j, "brier", s.brier);
      ent_json_number(j, "log", s.log);
    }
    ent_json_close(j, '}');
  }
  ent_json_close(j, '}');
}

void cli_track_put(ent_json *j, const char *key, const cli_track *track)
{
  ent_json_open(j, key, '{');
  ent_json_int(j, "runs", (uint64_t)track->runs);
  ent_json_int(j, "forecasts", (uint64_t)track->forecasts);
  if (track->forecasts > 0) {
    ent_json_number(j, "brier", track->brier / track->forecasts);
    ent_json_number(j, "log", track->log / track->forecasts);
  }
  ent_json_close(j, '}');
}

static void open_member(ent_json *j, ent_arena *arena, const ent_allocator *memory)
{
  *j = (ent_json){.comma = true};
  ent_arena_open(arena, memory);
  ent_writer_open(&j->w, arena);
}

static void close_member(FILE *to, const ent_json *j, ent_arena *arena, const char *without)
{
  if (j->w.failed)
    fputs(without, to);
  else
    fwrite(j->w.data, 1, j->w.size, to);
  ent_arena_close(arena);
}

void cli_outcomes_json(FILE *to, const cli_outcomes *outcomes, const host_run *run)
{
  const ent_allocator memory = host_memory();
  ent_arena arena;
  ent_json j;
  open_member(&j, &arena, &memory);
  cli_outcomes_put(&j, outcomes, run);
  close_member(to, &j, &arena, ",\"outcomes\":null");
}

void cli_track_json(FILE *to, const cli_track *track)
{
  const ent_allocator memory = host_memory();
  ent_arena arena;
  ent_json j;
  open_member(&j, &arena, &memory);
  cli_track_put(&j, "track_record", track);
  close_member(to, &j, &arena, ",\"track_record\":null");
}
