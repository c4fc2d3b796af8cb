/* change.c - what would have to be true?  A smallest set of changes that lifts P(all four) above one half.
 *
 * Every uncertain input is tried at both ends, first of its 90 % interval and, if that is not enough, of its whole range;
 * the most helpful ones are candidates.  Then greedily: in each step the change that helps most, until P(all) stands above
 * one half with room for the error of the few draws that the search sees; then every change that turns out not to be needed
 * is taken back.  The share that is told comes from more draws.  The set is minimal in the sense that none of its members
 * can be left out; a smaller set of quite different changes may exist.  Progress is measured on the margins, which move
 * long before a share does.  Cost: SCAN draws for two probes an input, then STEPS * CANDIDATES probes of SEARCH draws. */
#include <math.h>
#include <string.h>

#include "base/fail.h"
#include "study.h"

#define STEPS 14
#define CANDIDATES 28
#define SCAN 128
#define SEARCH 1024

typedef struct option {
  int input;
  double value, score;
} option;

/* Four times the share, plus the mean margins cut at what counts as safely open. */
static double score(const ent_probe_count *c)
{
  const double draws = (double)c->draws;
  double sum = 4 * (double)c->all / draws;
  for (int p = 0; p < ENT_PARTS; p++) sum += c->margin[p] / draws;
  return sum;
}

static double share(const ent_probe_count *c)
{
  return (double)c->all / (double)c->draws;
}

static ent_status evaluate(ent_study *st, const ent_probe *probe, int n, uint64_t draws, ent_probe_count *count,
                           ent_error *err)
{
  return ent_run_probes(st->s, st->seed, draws < st->draws ? draws : st->draws, probe, n, true, st->kept, st->executor,
                        st->memory, st->watch, count, err);
}

/* The search sees few draws and picks the luckiest sets, so it asks for two standard errors more than one half. */
static bool enough(const ent_study *st, double p)
{
  const double draws = st->draws < SEARCH ? (double)st->draws : SEARCH;
  return p > 0.5 + 1 / sqrt(draws);
}

/* The share of the set that was found, over draws that did not choose it. */
static ent_status verify(ent_study *st, const ent_probe *set, double *p, ent_error *err)
{
  const uint64_t draws = st->answer->draws < ENT_SET_DRAWS ? st->answer->draws : ENT_SET_DRAWS;
  ent_ensemble *e = ENT_NEW(st->arena, ent_ensemble, 1);
  if (!e) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the set of changes.");
  const ent_status status =
    ent_run_ensemble(st->s, st->seed, draws, set->pin, set->pins, st->executor, st->memory, st->watch, e, err);
  if (status == ENT_OK) *p = (double)e->all / (double)draws;
  return status;
}

static void insert(option *list, int *n, option o)
{
  int at = *n;
  if (at == CANDIDATES && list[at - 1].score >= o.score) return;
  if (at == CANDIDATES)
    at--;
  else
    (*n)++;
  for (; at > 0 && list[at - 1].score < o.score; at--) list[at] = list[at - 1];
  list[at] = o;
}

/* The inputs whose better end helps most, at most CANDIDATES. */
static ent_status collect(ent_study *st, bool whole_range, option *out, int *n, ent_error *err)
{
  const ent_scenario *s = st->s;
  ent_probe *probe = ENT_NEW(st->arena, ent_probe, 2 * s->inputs + 1);
  ent_probe_count *count = ENT_NEW(st->arena, ent_probe_count, 2 * s->inputs + 1);
  int m = 1;
  if (!probe || !count) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the set of changes.");
  for (int i = 0; i < s->inputs; i++) {
    double low = ent_dist_quantile(&s->input[i].dist, 0.05), high = ent_dist_quantile(&s->input[i].dist, 0.95);
    if (!ent_input_matters(s, i)) continue;
    if (whole_range) ent_input_range(s, i, &low, &high);
    probe[m++] = (ent_probe){1, {{i, low}}};
    probe[m++] = (ent_probe){1, {{i, high}}};
  }
  const ent_status status = evaluate(st, probe, m, SCAN, count, err); /* probe 0 changes nothing */
  const double base = status == ENT_OK ? score(&count[0]) : 0;
  *n = 0;
  for (int k = 1; status == ENT_OK && k < m; k += 2) {
    const int better = score(&count[k + 1]) > score(&count[k]) ? k + 1 : k;
    const double gain = score(&count[better]) - base;
    if (gain > 1e-9) insert(out, n, (option){probe[better].pin[0].input, probe[better].pin[0].value, gain});
  }
  return status;
}

/* Adds the best option to the set. */
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
    probe[m].pin[probe[m].pins++] = (ent_pin){from[i].input, from[i].value};
    m++;
  }
  const ent_status status = evaluate(st, probe, m, SEARCH, count, err);
  if (status != ENT_OK) return status;
  for (int i = 0; i < m; i++) {
    if (score(&count[i]) <= *best + 1e-9) continue;
    *best = score(&count[i]);
    chosen = i;
  }
  if (chosen < 0) return ENT_OK;
  *set = probe[chosen];
  *p = share(&count[chosen]);
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
    const ent_status status = evaluate(st, &without, 1, SEARCH, &count, err);
    if (status != ENT_OK) return status;
    if (enough(st, share(&count))) {
      *set = without;
      *p = share(&count);
    } else {
      k++;
    }
  }
  return ENT_OK;
}

static ent_status search(ent_study *st, bool whole_range, ent_probe *set, double *p, ent_error *err)
{
  option from[CANDIDATES];
  int n = 0;
  double best = -1e300;
  bool grew = true;
  ent_probe next = {.pins = 0};
  ent_status status = collect(st, whole_range, from, &n, err);
  double reached = 0;
  for (int step = 0; status == ENT_OK && grew && !enough(st, reached) && step < STEPS; step++)
    status = grow(st, from, n, &next, &best, &reached, &grew, err);
  if (status == ENT_OK && enough(st, reached)) status = prune(st, &next, &reached, err);
  if (status == ENT_OK && reached >= *p) {
    *set = next;
    *p = reached;
  }
  return status;
}

ent_status ent_study_change(ent_study *st, ent_error *err)
{
  ent_answer *a = st->answer;
  ent_probe set = {.pins = 0};
  double p = 0;
  if (2 * a->ensemble.all > a->ensemble.draws) return ENT_OK; /* it stands already */
  ent_status status = search(st, false, &set, &p, err);
  if (status == ENT_OK && !enough(st, p)) status = search(st, true, &set, &p, err);
  if (status == ENT_OK && set.pins > 0) status = verify(st, &set, &p, err);
  if (status != ENT_OK) return status;
  ent_change *list = ENT_NEW(st->arena, ent_change, set.pins + 1);
  if (!list) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the set of changes.");
  for (int i = 0; i < set.pins; i++) list[i] = (ent_change){set.pin[i].input, set.pin[i].value};
  a->set = list;
  a->set_size = set.pins;
  a->set_found = p > 0.5;
  a->set_p = p;
  return ENT_OK;
}
