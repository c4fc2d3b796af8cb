/* change.c - what would have to be true?  The smallest set of changes that lifts P(all four) above one half.
 *
 * Greedy: in each step the change that helps most, an input to the end of its 90 % interval that helps or, if that is not
 * enough, to the end of its range; then every change that turns out not to be needed is taken back.  The set is minimal in
 * the sense that none of its members can be left out; a smaller set of other changes may exist beyond what was tried.
 * Progress is measured by the product of the four shares, which still rises while P(all) is 0.
 * Cost: STEPS * CANDIDATES probes. */
#include <string.h>

#include "base/fail.h"
#include "study.h"

#define STEPS 8
#define CANDIDATES 24

typedef struct option {
  int input;
  double value;
} option;

static double score(const ent_probe_count *c, double draws)
{
  double log_product = 0;
  for (int g = 0; g < ENT_GATES; g++) log_product += ent_log(((double)c->open[g] + 0.5) / (draws + 1));
  return (double)c->all / draws + 0.02 * log_product;
}

/* The inputs that move a gate most, each with its better end. */
static int collect(const ent_study *st, bool whole_range, option *out)
{
  const ent_answer *a = st->answer;
  int n = 0;
  for (int k = 0; k < a->drivers && n < CANDIDATES; k++) {
    const ent_driver *d = &a->driver[k];
    if (d->gate_swing < 0.005) continue;
    double low = d->low_value, high = d->high_value;
    if (whole_range) ent_input_range(st->s, d->input, &low, &high);
    double gain = 0;
    for (int g = 0; g < ENT_GATES; g++)
      gain += ent_log((d->gate_high[g] + 1e-3) / (d->gate_low[g] + 1e-3));
    out[n++] = (option){ d->input, gain > 0 ? high : low };
  }
  return n;
}

static ent_status evaluate(ent_study *st, const ent_probe *probe, int n, ent_probe_count *count, ent_error *err)
{
  const uint64_t draws = st->draws < 1024 ? st->draws : 1024;
  return ent_run_probes(st->s, st->seed, draws, probe, n, st->executor, st->memory, st->watch, count, err);
}

static double draws_used(const ent_study *st)
{
  return st->draws < 1024 ? (double)st->draws : 1024;
}

/* Adds the best option to the set; false when none helps. */
static ent_status grow(ent_study *st, const option *from, int n, ent_probe *set, double *best, double *p, bool *grew,
                       ent_error *err)
{
  ent_probe probe[CANDIDATES];
  ent_probe_count count[CANDIDATES];
  int m = 0, chosen = -1;
  *grew = false;
  memset(probe, 0, sizeof probe);
  for (int i = 0; i < n; i++) {
    bool in = false;
    for (int k = 0; k < set->pins; k++) in = in || set->pin[k].input == from[i].input;
    if (in) continue;
    probe[m] = *set;
    probe[m].pin[probe[m].pins++] = (ent_pin){ from[i].input, from[i].value };
    m++;
  }
  const ent_status status = evaluate(st, probe, m, count, err);
  if (status != ENT_OK) return status;
  for (int i = 0; i < m; i++) {
    const double value = score(&count[i], draws_used(st));
    if (value <= *best + 1e-12) continue;
    *best = value;
    chosen = i;
  }
  if (chosen < 0) return ENT_OK;
  *set = probe[chosen];
  *p = (double)count[chosen].all / draws_used(st);
  *grew = true;
  return ENT_OK;
}

/* Leaves out each change without which the share still stands above one half. */
static ent_status prune(ent_study *st, ent_probe *set, double *p, ent_error *err)
{
  for (int k = 0; k < set->pins && set->pins > 1;) {
    ent_probe without = *set;
    ent_probe_count count;
    for (int i = k; i + 1 < without.pins; i++) without.pin[i] = without.pin[i + 1];
    without.pins--;
    const ent_status status = evaluate(st, &without, 1, &count, err);
    if (status != ENT_OK) return status;
    if (2 * (double)count.all > draws_used(st)) {
      *set = without;
      *p = (double)count.all / draws_used(st);
    } else {
      k++;
    }
  }
  return ENT_OK;
}

static ent_status search(ent_study *st, bool whole_range, ent_probe *set, double *p, ent_error *err)
{
  option from[CANDIDATES];
  const int n = collect(st, whole_range, from);
  double best = -1e300;
  bool grew = true;
  *set = (ent_probe){ .pins = 0 };
  *p = 0;
  for (int step = 0; grew && *p <= 0.5 && step < STEPS; step++) {
    const ent_status status = grow(st, from, n, set, &best, p, &grew, err);
    if (status != ENT_OK) return status;
  }
  return *p > 0.5 ? prune(st, set, p, err) : ENT_OK;
}

ent_status ent_study_change(ent_study *st, ent_error *err)
{
  ent_answer *a = st->answer;
  ent_probe set = { .pins = 0 };
  double p = 0;
  if (2 * a->ensemble.all > a->ensemble.draws) return ENT_OK; /* it stands already */
  ent_status status = search(st, false, &set, &p, err);
  if (status == ENT_OK && p <= 0.5) status = search(st, true, &set, &p, err);
  if (status != ENT_OK) return status;
  ent_change *list = ENT_NEW(st->arena, ent_change, set.pins + 1);
  if (!list) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the set of changes.");
  for (int i = 0; i < set.pins; i++) list[i] = (ent_change){ set.pin[i].input, set.pin[i].value };
  a->set = list;
  a->set_size = set.pins;
  a->set_found = p > 0.5;
  a->set_p = p;
  return ENT_OK;
}
