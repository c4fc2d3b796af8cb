/* drivers.c - which assumption moves the answer most?
 *
 * Tornado: each uncertain input alone at its 5 % and at its 95 % value, everything else drawn as before (common random
 * numbers).  Bars are ordered by the swing of P(all four); where that is equal, by the largest swing of a gate.
 * Cost: two probes an input. */
#include <math.h>

#include "base/fail.h"
#include "pinned.h"
#include "study.h"

bool ent_input_matters(const ent_scenario *s, int input)
{
  return s->input[input].dist.kind != ENT_DIST_KNOWN && ent_input_moves(s, input).parts != 0;
}

static void fill(ent_driver *d, const ent_probe_count *low, const ent_probe_count *high, double draws)
{
  d->all_low = (double)low->all / draws;
  d->all_high = (double)high->all / draws;
  d->swing = fabs(d->all_high - d->all_low);
  for (int g = 0; g < ENT_GATES; g++) {
    d->gate_low[g] = (double)low->open[g] / draws;
    d->gate_high[g] = (double)high->open[g] / draws;
    const double swing = fabs(d->gate_high[g] - d->gate_low[g]);
    if (swing > d->gate_swing) {
      d->gate_swing = swing;
      d->gate = g;
    }
  }
}

static bool before(const ent_driver *a, const ent_driver *b)
{
  if (a->swing != b->swing) return a->swing > b->swing;
  if (a->gate_swing != b->gate_swing) return a->gate_swing > b->gate_swing;
  return a->input < b->input;
}

static void sort(ent_driver *d, int n)
{
  for (int i = 1; i < n; i++) {
    const ent_driver x = d[i];
    int j = i;
    for (; j > 0 && before(&x, &d[j - 1]); j--) d[j] = d[j - 1];
    d[j] = x;
  }
}

ent_status ent_study_drivers(ent_study *st, ent_error *err)
{
  const ent_scenario *s = st->s;
  ent_driver *list = ENT_NEW(st->arena, ent_driver, s->inputs + 1);
  ent_probe *probe = ENT_NEW(st->arena, ent_probe, 2 * s->inputs + 1);
  ent_probe_count *count = ENT_NEW(st->arena, ent_probe_count, 2 * s->inputs + 1);
  int n = 0;
  if (!list || !probe || !count) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the drivers.");
  for (int i = 0; i < s->inputs; i++) {
    if (!ent_input_matters(s, i)) continue;
    list[n].input = i;
    list[n].low_value = ent_dist_quantile(&s->input[i].dist, 0.05);
    list[n].high_value = ent_dist_quantile(&s->input[i].dist, 0.95);
    probe[2 * n] = (ent_probe){1, {{i, list[n].low_value}}};
    probe[2 * n + 1] = (ent_probe){1, {{i, list[n].high_value}}};
    n++;
  }
  const ent_status status = ent_run_probes(s, st->seed, st->draws, probe, 2 * n, false, st->kept, st->executor,
                                           st->memory, st->watch, count, err);
  if (status != ENT_OK) return status;
  for (int i = 0; i < n; i++) fill(&list[i], &count[2 * i], &count[2 * i + 1], (double)st->draws);
  sort(list, n);
  st->answer->driver = list;
  st->answer->drivers = n;
  return ENT_OK;
}
