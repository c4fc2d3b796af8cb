/* weighing.c - which camps survive which weights of the components that ties are made of, and which weight decides?
 *
 * Weights are uncertain inputs and only their ratios count, so the draws of the ensemble are put in the order of one weight's
 * share in all weights, w_k / sum_c w_c, and cut into thirds.  Camps that depend on a weight are stable in another share of
 * the lowest third than of the highest.  Beside it the two ends, at the centre of the assumptions: this component alone, and
 * all others.
 * Cost:   see study.h.  Camps are looked at one by one, O(n^2) each, no landscape is searched.
 * Source: regional sensitivity analysis, Spear and Hornberger 1980, Water Research 14:43-49; here by thirds. */
#include "base/arena.h"
#include "base/fail.h"
#include "base/sort.h"
#include "world.h"

#include <math.h>

#define DRAWS_MOST 1000000
#define TIE 1e-12 /* as in align.h */

typedef struct look {
  double sum, share;     /* of all weights; of one in it */
  uint32_t draw, stable; /* bit k: camps k are stable */
} look;

static bool comes_before(const look *a, const look *b)
{
  return a->share < b->share || (a->share <= b->share && a->draw < b->draw);
}

ENT_SORT(sort_looks, look, comes_before);

/* Would nobody leave? */
static bool is_stable(const ent_landscape *land, ent_camp camp)
{
  for (int i = 0; i < land->n; i++) {
    double content = 0, all = 0;
    for (int j = 0; j < land->n; j++) {
      if (j == i) continue;
      const double pull = land->size[j] * land->propensity[i * land->n + j];
      content += (camp >> i & 1) == (camp >> j & 1) ? pull : -pull;
      all += fabs(pull);
    }
    if (content < -TIE * all) return false;
  }
  return true;
}

static uint32_t stable_of(const ent_landscape *land, int camps, const ent_camp *camp)
{
  uint32_t found = 0;
  for (int k = 0; k < camps; k++) found |= is_stable(land, camp[k]) ? UINT32_C(1) << k : 0;
  return found;
}

/* ---- at the centre, some weights held ---- */

typedef struct centre {
  const ent_scenario *s;
  int weight; /* place among the weights */
  bool only;  /* the others are 0; or it is */
} centre;

static double held(const void *ctx, int input)
{
  const centre *const c = ctx;
  for (int k = 0; k < c->s->weights; k++) {
    if (c->s->weight[k] != input) continue;
    if (c->only) return k == c->weight ? 1 : 0;
    if (k == c->weight) return 0;
  }
  return ent_input_middle(c->s, input);
}

/* ---- all draws ---- */

typedef struct desk {
  const ent_landscape_source *from;
  int camps;
  const ent_camp *camp;
  double *size, *propensity;
  look *at;
  uint32_t draws;
} desk;

static void look_at_draws(desk *d)
{
  const ent_scenario *const s = d->from->scenario;
  const int n = ent_scenario_map(s);
  const ent_landscape land = {n, d->size, d->propensity};
  for (uint32_t i = 0; i < d->draws; i++) {
    ent_scenario_landscape(d->from, i, d->size, d->propensity);
    d->at[i] = (look){.draw = i, .stable = stable_of(&land, d->camps, d->camp)};
    for (int k = 0; k < s->weights; k++) d->at[i].sum += ent_input_drawn(s, d->from->seed, i, s->weight[k]);
  }
}

static void order_by(desk *d, int weight)
{
  const ent_scenario *const s = d->from->scenario;
  for (uint32_t i = 0; i < d->draws; i++) {
    look *const at = &d->at[i];
    at->share = at->sum > 0 ? ent_input_drawn(s, d->from->seed, at->draw, s->weight[weight]) / at->sum : 0;
  }
  sort_looks(d->at, d->draws);
}

static double share_of(const desk *d, int camp, uint32_t from, uint32_t to)
{
  uint32_t count = 0;
  for (uint32_t i = from; i < to; i++) count += d->at[i].stable >> camp & 1u;
  return (double)count / (double)(to - from);
}

static void weigh(desk *d, int weight, ent_weighing *weighing)
{
  const ent_scenario *const s = d->from->scenario;
  const ent_landscape land = {ent_scenario_map(s), d->size, d->propensity};
  const uint32_t edge[4] = {0, d->draws / 3, d->draws - d->draws / 3, d->draws};
  order_by(d, weight);
  const bool moves = d->at[d->draws - 1].share > d->at[0].share;
  uint32_t stable[2];
  for (int only = 0; only < 2; only++) {
    const centre c = {s, weight, only == 1};
    ent_landscape_fill(s, d->from->deal ? ent_terms_offered(s) : 0, held, &c, d->size, d->propensity);
    stable[only] = stable_of(&land, d->camps, d->camp);
  }
  for (int k = 0; k < d->camps; k++) {
    ent_weighing *const w = &weighing[k * s->weights + weight];
    const double p = share_of(d, k, 0, d->draws);
    for (int third = 0; third < 3; third++) w->third[third] = moves ? share_of(d, k, edge[third], edge[third + 1]) : p;
    w->error = sqrt(2 * p * (1 - p) / edge[1]);
    w->without = (stable[0] >> k & 1u) != 0;
    w->only = (stable[1] >> k & 1u) != 0;
  }
}

static ent_status check(const ent_scenario *s, uint64_t draws, int camps, const ent_camp *camp, ent_error *err)
{
  if (draws < 3 || draws > DRAWS_MOST)
    return ent_fail(err, ENT_ARGUMENT, "draws", "Weights are told apart by 3 to 1,000,000 draws.");
  if (camps < 1 || camps > ENT_WEIGHING_CAMPS)
    return ent_fail(err, ENT_ARGUMENT, "camps", "Weights are told apart for 1 to 32 configurations at a time.");
  if (s->weights < 1) return ent_fail(err, ENT_ARGUMENT, "weights", "No tie of this scenario is made of components.");
  for (int k = 0; k < camps; k++)
    if (!(camp[k] & 1) || camp[k] >> s->camps != 0)
      return ent_fail(err, ENT_ARGUMENT, "camps",
                      "A configuration has the bit of actor 0 set, and none beyond the last.");
  return ENT_OK;
}

ent_status ent_scenario_weigh(const ent_landscape_source *source, uint64_t draws, int camps, const ent_camp *camp,
                              const ent_allocator *memory, ent_weighing *weighing, double *stable, ent_error *err)
{
  const ent_scenario *const s = source->scenario;
  const ent_status status = check(s, draws, camps, camp, err);
  if (status != ENT_OK) return status;
  const size_t n = (size_t)s->camps;
  ent_arena arena;
  ent_arena_open(&arena, memory);
  desk d = {.from = source, .camps = camps, .camp = camp, .draws = (uint32_t)draws};
  d.size = ENT_NEW(&arena, double, n);
  d.propensity = ENT_NEW(&arena, double, n *n);
  d.at = ENT_NEW(&arena, look, draws);
  const bool room = d.size && d.propensity && d.at;
  if (room) {
    look_at_draws(&d);
    for (int k = 0; k < s->weights; k++) weigh(&d, k, weighing);
    for (int k = 0; stable && k < camps; k++) stable[k] = share_of(&d, k, 0, d.draws);
  }
  ent_arena_close(&arena);
  return room ? ENT_OK : ent_fail(err, ENT_NOMEM, "draws", "There is not enough memory to tell the weights apart.");
}
