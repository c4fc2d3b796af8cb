/* outcomes.c - which forecasts of kept runs have been answered by the world, and how good were they? */
#include "outcomes.h"
#include "entente/score.h"
#include "json.h"
#include "show.h"

#include <stdlib.h>
#include <string.h>

static bool take(void *ctx, const host_outcome *from)
{
  cli_outcomes *const o = ctx;
  cli_outcome one = {.gate = 0, .came = from->came};
  while (one.gate <= ENT_GATES && strcmp(cli_gate_names[one.gate], from->gate) != 0) one.gate++;
  if (one.gate > ENT_GATES || strlen(from->run) >= sizeof one.run) return true; /* of a later entente */
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

cli_exit cli_outcomes_load(const cli_call *call, host_store *store, const char *run, cli_outcomes *out)
{
  ent_error err = {.code = ENT_OK};
  memset(out, 0, sizeof *out);
  if (host_store_outcomes(store, run, take, out, &err) != ENT_OK) return cli_fail(call, &err);
  const ent_error full = {.code = ENT_NOMEM, .message = "There is no memory for the outcomes."};
  return out->failed ? cli_fail(call, &full) : CLI_ANSWERED;
}

void cli_outcomes_close(cli_outcomes *outcomes)
{
  free(outcomes->list);
  memset(outcomes, 0, sizeof *outcomes);
}

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

bool cli_track_add(cli_track *track, const cli_outcomes *outcomes, const host_run *run, cli_track *own)
{
  cli_track one = {.runs = 1};
  for (int i = 0; i < outcomes->count; i++) {
    const cli_outcome *const o = &outcomes->list[i];
    if (o->gate == ENT_GATES || strcmp(o->run, run->id) != 0) continue;
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

void cli_outcomes_json(FILE *to, const cli_outcomes *outcomes, const host_run *run)
{
  fputs(",\"outcomes\":{", to);
  for (int i = 0, many = 0; i < outcomes->count; i++) {
    const cli_outcome *const o = &outcomes->list[i];
    if (strcmp(o->run, run->id) != 0) continue;
    const cli_gate_score s = cli_outcome_score(o, run->summary);
    fprintf(to, "%s\"%s\":{\"came\":%s", many++ > 0 ? "," : "", cli_gate_names[o->gate], o->came ? "true" : "false");
    const double value[] = {s.p, s.brier, s.log};
    static const char *const key[] = {"p", "brier", "log"};
    for (size_t k = 0; s.p >= 0 && k < 3; k++) {
      fprintf(to, ",\"%s\":", key[k]);
      cli_json_number(to, value[k]);
    }
    fputc('}', to);
  }
  fputc('}', to);
}
