/* tipping.c - at which value of one assumption does the answer turn?
 *
 * For every uncertain input: does P(all four), or the share of a gate that it moves, cross one half between the value now
 * and an end of the input's range?  Then bisection with common random numbers finds the place.  The range is the domain
 * where it has ends (shares, signed numbers), else the input's quantiles 0.1 % and 99.9 %.  A share that crosses one half
 * and comes back inside the range is not seen.  Held at its median an input may turn the answer by itself, because it no
 * longer varies; then the place lies between the median and the end that does not turn it.
 * Cost: two probes an input, then ROUNDS + 1 probes for each that crosses. */
#include <math.h>

#include "base/fail.h"
#include "pinned.h"
#include "model/trade_value.h"
#include "study.h"

#define ROUNDS 12

void ent_input_range(const ent_scenario *s, int input, double *from, double *to)
{
  const ent_dist *d = &s->input[input].dist;
  *from = ent_dist_quantile(d, 0.001);
  *to = ent_dist_quantile(d, 0.999);
  if (input == s->discount) return; /* it never reaches the ends of its domain */
  if (ent_input_leads(s, input)) {  /* beyond these it moves nothing */
    *from = *from < 1 ? 1 : *from;
    *to = *to > ENT_TRADE_ELASTIC_MOST ? ENT_TRADE_ELASTIC_MOST : *to;
  }
  if (d->domain == ENT_DOMAIN_SHARE) *from = 0, *to = 1;
  if (d->domain == ENT_DOMAIN_SIGNED) *from = -1, *to = 1;
}

/* The count that a tipping point looks at. */
static uint64_t looked_at(const ent_probe_count *c, int gate)
{
  return gate == ENT_GATES ? c->all : c->open[gate];
}

static bool moves(const ent_scenario *s, int input, int gate)
{
  static const uint32_t parts[ENT_GATES] = {1u << ENT_PART_WILL, 1u << ENT_PART_CONSENT, 1u << ENT_PART_ACCEPTANCE,
                                            1u << ENT_PART_SURVIVAL | 1u << ENT_PART_ALIGNMENT};
  return gate == ENT_GATES || (ent_input_moves(s, input).parts & parts[gate]) != 0;
}

/* One candidate: the share is as it is now at `inside`, and turned at `outside`. */
typedef struct search {
  ent_tipping tip;
  double inside, outside;
  double here; /* the value looked at last, and what it does */
  bool turned_here;
  bool both_ends; /* both ends turn it */
  bool above;     /* now above one half */
} search;

static bool turned(const search *c, uint64_t count, uint64_t draws)
{
  return (2 * count > draws) != c->above;
}

static void fill_candidate(const ent_study *st, int input, int gate, const ent_probe_count *low,
                           const ent_probe_count *high, search *out)
{
  const ent_scenario *s = st->s;
  const ent_ensemble *e = &st->answer->ensemble;
  const double draws = (double)st->draws;
  const uint64_t now = gate == ENT_GATES ? e->all : e->open[gate];
  search c = {.above = 2 * now > e->draws};
  c.tip = (ent_tipping){.input = input, .gate = gate, .p_now = (double)now / (double)e->draws};
  ent_input_range(s, input, &c.tip.from, &c.tip.to);
  const double p_low = (double)looked_at(low, gate) / draws, p_high = (double)looked_at(high, gate) / draws;
  c.tip.p_best = c.above ? (p_low < p_high ? p_low : p_high) : (p_low > p_high ? p_low : p_high);
  c.inside = ent_dist_quantile(&s->input[input].dist, 0.5);
  const bool at_low = turned(&c, looked_at(low, gate), st->draws),
             at_high = turned(&c, looked_at(high, gate), st->draws);
  if (at_low && at_high)
    c.outside = fabs(c.inside - c.tip.from) < fabs(c.tip.to - c.inside) ? c.tip.from : c.tip.to;
  else
    c.outside = at_low ? c.tip.from : c.tip.to;
  c.tip.exists = at_low || at_high;
  c.both_ends = at_low && at_high;
  *out = c;
}

typedef struct room {
  ent_probe *probe;
  ent_probe_count *count;
  int *of;
} room;

/* Looks at every candidate that exists, at a part of the way from inside (0) to outside (1). */
static ent_status look_between(ent_study *st, search *c, int n, double part, const room *r, ent_error *err)
{
  int m = 0;
  for (int i = 0; i < n; i++) {
    if (!c[i].tip.exists) continue;
    c[i].here = c[i].inside + part * (c[i].outside - c[i].inside);
    r->probe[m] = (ent_probe){1, {{c[i].tip.input, c[i].here}}};
    r->of[m++] = i;
  }
  const ent_status status = ent_run_probes(st->s, st->seed, st->draws, r->probe, m, false, st->kept, st->executor,
                                           st->memory, st->watch, r->count, err);
  for (int k = 0; status == ENT_OK && k < m; k++) {
    search *x = &c[r->of[k]];
    x->turned_here = turned(x, looked_at(&r->count[k], x->tip.gate), st->draws);
  }
  return status;
}

/* The median may turn it too: then the other end is inside, unless that turns it as well. */
static void mend_inside(search *c)
{
  if (!c->turned_here) return;
  c->tip.exists = !c->both_ends;
  c->inside = c->outside == c->tip.from ? c->tip.to : c->tip.from;
  c->outside = c->here;
}

static ent_status bisect(ent_study *st, search *c, int n, ent_error *err)
{
  const room r = {ENT_NEW(st->arena, ent_probe, n + 1), ENT_NEW(st->arena, ent_probe_count, n + 1),
                  ENT_NEW(st->arena, int, n + 1)};
  if (!r.probe || !r.count || !r.of) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the tipping points.");
  ent_status status = look_between(st, c, n, 0, &r, err);
  for (int i = 0; status == ENT_OK && i < n; i++)
    if (c[i].tip.exists) mend_inside(&c[i]);
  for (int round = 0; status == ENT_OK && round < ROUNDS; round++) {
    status = look_between(st, c, n, 0.5, &r, err);
    for (int i = 0; status == ENT_OK && i < n; i++) {
      if (!c[i].tip.exists) continue;
      if (c[i].turned_here)
        c[i].outside = c[i].here;
      else
        c[i].inside = c[i].here;
    }
  }
  return status;
}

static void finish(const ent_scenario *s, search *c)
{
  const ent_dist *d = &s->input[c->tip.input].dist;
  if (!c->tip.exists) return;
  c->tip.value = (c->inside + c->outside) / 2;
  c->tip.beyond = c->tip.value < ent_dist_quantile(d, 0.05) || c->tip.value > ent_dist_quantile(d, 0.95);
}

/* How far from the middle of the assumptions, in widths of the range. */
static double distance(const ent_scenario *s, const ent_tipping *t)
{
  const double middle = ent_dist_quantile(&s->input[t->input].dist, 0.5), width = t->to - t->from;
  return width > 0 ? fabs(t->value - middle) / width : 0;
}

/* Those that exist first, those of P(all four) before those of a gate, the nearest first. */
static bool before(const ent_scenario *s, const ent_tipping *a, const ent_tipping *b)
{
  if (a->exists != b->exists) return a->exists;
  if ((a->gate == ENT_GATES) != (b->gate == ENT_GATES)) return a->gate == ENT_GATES;
  if (!a->exists) return a->p_best != b->p_best ? a->p_best > b->p_best : a->input < b->input;
  const double x = distance(s, a), y = distance(s, b);
  return x != y ? x < y : a->input < b->input;
}

static void sort(const ent_scenario *s, ent_tipping *t, int n)
{
  for (int i = 1; i < n; i++) {
    const ent_tipping x = t[i];
    int j = i;
    for (; j > 0 && before(s, &x, &t[j - 1]); j--) t[j] = t[j - 1];
    t[j] = x;
  }
}

static ent_status look_at_ends(ent_study *st, const int *input, int n, ent_probe_count **out, ent_error *err)
{
  ent_probe *probe = ENT_NEW(st->arena, ent_probe, 2 * n + 1);
  ent_probe_count *count = ENT_NEW(st->arena, ent_probe_count, 2 * n + 1);
  if (!probe || !count) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the tipping points.");
  for (int i = 0; i < n; i++) {
    double from, to;
    ent_input_range(st->s, input[i], &from, &to);
    probe[2 * i] = (ent_probe){1, {{input[i], from}}};
    probe[2 * i + 1] = (ent_probe){1, {{input[i], to}}};
  }
  *out = count;
  return ent_run_probes(st->s, st->seed, st->draws, probe, 2 * n, false, st->kept, st->executor, st->memory, st->watch,
                        count, err);
}

ent_status ent_study_tipping(ent_study *st, ent_error *err)
{
  const ent_scenario *s = st->s;
  int *input = ENT_NEW(st->arena, int, s->inputs + 1);
  search *c = ENT_NEW(st->arena, search, s->inputs * (ENT_GATES + 1) + 1);
  ent_tipping *list = ENT_NEW(st->arena, ent_tipping, s->inputs * (ENT_GATES + 1) + 1);
  ent_probe_count *ends = NULL;
  int inputs = 0, n = 0;
  if (!input || !c || !list) return ent_fail(err, ENT_NOMEM, "", "There is no memory for the tipping points.");
  for (int i = 0; i < s->inputs; i++)
    if (ent_input_matters(s, i)) input[inputs++] = i;
  ent_status status = look_at_ends(st, input, inputs, &ends, err);
  if (status != ENT_OK) return status;
  for (int i = 0; i < inputs; i++)
    for (int g = 0; g <= ENT_GATES; g++)
      if (moves(s, input[i], g)) fill_candidate(st, input[i], g, &ends[2 * i], &ends[2 * i + 1], &c[n++]);
  status = bisect(st, c, n, err);
  if (status != ENT_OK) return status;
  for (int i = 0; i < n; i++) {
    finish(s, &c[i]);
    list[i] = c[i].tip;
  }
  sort(s, list, n);
  st->answer->tipping = list;
  st->answer->tippings = n;
  return ENT_OK;
}
