/* align_weights.c - of the camps that `entente align` finds in draws of a scenario: which weight of the ties' components
 * decides? */
#include "align.h"
#include "base/fail.h"
#include "json.h"
#include "say.h"
#include "text.h"

#include <math.h>

#define CLEAR 3 /* standard errors by which thirds have to differ before a weight is said to decide */

ent_status cli_align_weigh(cli_align *a, ent_error *err)
{
  const ent_scenario *const s = a->session.load.scenario;
  const ent_allocator memory = host_memory();
  const int weights = ent_scenario_weights(s);
  const int camps = a->surveyed.kept < ENT_WEIGHING_CAMPS ? (int)a->surveyed.kept : ENT_WEIGHING_CAMPS;
  if (weights == 0 || camps == 0 || a->draws < 3) return ENT_OK;
  ent_camp camp[ENT_WEIGHING_CAMPS];
  for (int k = 0; k < camps; k++) camp[k] = a->survivor[k].camp;
  a->weighing = ENT_NEW(&a->net.arena, ent_weighing, (size_t)camps * (size_t)weights);
  if (!a->weighing) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the draws.");
  a->weighed = camps;
  const ent_landscape_source source = {s, 1, a->after};
  return ent_scenario_weigh(&source, a->draws, camps, camp, &memory, a->weighing, NULL, err);
}

static double spread(const ent_weighing *w)
{
  return w->third[2] - w->third[0];
}

/* The weight that moves the camps most, or -1: none does by more than chance would. */
static int deciding(const cli_align *a, int camps)
{
  const int weights = ent_scenario_weights(a->session.load.scenario);
  int best = -1;
  for (int k = 0; k < weights; k++) {
    const ent_weighing *const w = &a->weighing[camps * weights + k];
    if (fabs(spread(w)) <= CLEAR * w->error) continue;
    if (best < 0 || fabs(spread(w)) > fabs(spread(&a->weighing[camps * weights + best]))) best = k;
  }
  return best;
}

void cli_align_weights_show(const cli_align *a, int camps)
{
  const host_terminal *const t = &a->call->out;
  const ent_scenario *const s = a->session.load.scenario;
  if (camps >= a->weighed) return;
  const int best = deciding(a, camps);
  char line[CLI_SAID], low[CLI_TEXT], high[CLI_TEXT];
  ent_input_info in;
  if (best >= 0 && ent_scenario_input(s, ent_scenario_weight(s, best), &in)) {
    const ent_weighing *const w = &a->weighing[camps * ent_scenario_weights(s) + best];
    cli_percent_text(t, w->third[0], low);
    cli_percent_text(t, w->third[2], high);
    cli_fill(t,
             w->only ? ENT_SAY("{weight} decides: stable in {low} of the draws in its lowest third, {high} in its "
                               "highest; stable too when it alone counts")
                     : ENT_SAY("{weight} decides: stable in {low} of the draws in its lowest third, {high} in its "
                               "highest; not stable when it alone counts"),
             line, sizeof line, "weight", in.label, "low", low, "high", high, (char *)NULL);
  } else {
    cli_fill(t, ENT_SAY("no weight of the components decides"), line, sizeof line, (char *)NULL);
  }
  fputs("     ", t->stream);
  host_print_wrapped(t, line, 5, 5);
  fputc('\n', t->stream);
}

void cli_align_weights_json(const cli_align *a, int camps)
{
  const ent_scenario *const s = a->session.load.scenario;
  const int weights = ent_scenario_weights(s);
  if (camps >= a->weighed) return;
  fputs(",\n   \"weights\": [", stdout);
  for (int k = 0; k < weights; k++) {
    const ent_weighing *const w = &a->weighing[camps * weights + k];
    ent_input_info in;
    if (!ent_scenario_input(s, ent_scenario_weight(s, k), &in)) continue;
    fputs(k ? ",\n    {\"input\": " : "\n    {\"input\": ", stdout);
    cli_json_text(stdout, in.path);
    fputs(", \"thirds\": [", stdout);
    for (int third = 0; third < 3; third++) {
      if (third) fputs(", ", stdout);
      cli_json_number(stdout, w->third[third]);
    }
    fputs("], \"error\": ", stdout);
    cli_json_number(stdout, w->error);
    printf(", \"only\": %s, \"without\": %s}", w->only ? "true" : "false", w->without ? "true" : "false");
  }
  const int best = deciding(a, camps);
  ent_input_info in;
  fputs("], \"decides\": ", stdout);
  if (best >= 0 && ent_scenario_input(s, ent_scenario_weight(s, best), &in))
    cli_json_text(stdout, in.path);
  else
    fputs("null", stdout);
}
