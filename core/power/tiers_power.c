/* tiers_power.c - power indices of the members of bodies within a body.
 *
 * Pivots along the diagonal of the composed multilinear extension: at 1/2 for Banzhaf, averaged over t for Shapley-Shubik, over a
 * mixture of Beta densities for a belief.  Up to 53 members, chances at 1/2 are multiples of 2^-53 all along the diagrams, so
 * nothing is rounded and the swings come out whole.
 * Cost: one evaluation for each point of the quadrature.  Sources: Owen 1972; Straffin 1977. */
#include "base/clip.h"
#include "base/fail.h"
#include "base/sum.h"
#include "base/wide.h"
#include "desk.h"
#include "quadrature.h"
#include "tiers.h"

#define EXACT_ERROR 1e-13
#define WHOLE_MEMBERS 53     /* whose chances at 1/2 doubles hold exactly */
#define LEAST_LOSING 0x1p-20 /* below, 1 - act has lost its digits */

typedef struct average {
  ent_tiers *tiers;
  ent_arena *scratch, *keep;
  ent_sum *pivot; /* [members] */
  ent_sum adopt;
} average;

/* ---- along the diagonal --------------------------------------------------------------------------------------------- */

static void reset(average *a)
{
  a->adopt = (ent_sum){0, 0};
  for (int m = 0; m < a->tiers->members; m++) a->pivot[m] = (ent_sum){0, 0};
}

static void add_point(average *a, double at, double share)
{
  ent_tiers *const t = a->tiers;
  for (int m = 0; m < t->members; m++) t->p[m] = at;
  ent_sum_add(&a->adopt, share * ent_tiers_evaluate(t));
  for (int m = 0; m < t->members; m++) ent_sum_add(&a->pivot[m], share * t->pivot[m]);
}

static ent_status add_beta(average *a, int nodes, double alpha, double beta, double share, ent_error *err)
{
  const ent_mark mark = ent_arena_mark(a->scratch);
  double *const node = ENT_NEW(a->scratch, double, 3 * (size_t)nodes);
  if (!node) return ent_desk_no_memory(err);
  double *const weight = node + nodes;
  const ent_status status = ent_quadrature_beta(nodes, alpha, beta, node, weight, weight + nodes, err);
  for (int k = 0; status == ENT_OK && k < nodes; k++) add_point(a, ent_clip(node[k], 0, 1), share * weight[k]);
  ent_arena_rewind(a->scratch, mark);
  return status;
}

/* The averages, in the result; NULL when there is no memory. */
static double *keep(const average *a)
{
  double *const out = ENT_NEW(a->keep, double, a->tiers->members);
  for (int m = 0; out && m < a->tiers->members; m++) out[m] = ent_sum_value(&a->pivot[m]);
  return out;
}

static double sum_of(const double *value, int members)
{
  ent_sum sum = {0, 0};
  for (int m = 0; m < members; m++) ent_sum_add(&sum, value[m]);
  return ent_sum_value(&sum);
}

/* ---- indices -------------------------------------------------------------------------------------------------------- */

static bool is_whole(const ent_tiers *t)
{
  bool diagrams = t->members <= WHOLE_MEMBERS && t->council->engine == ENT_ENGINE_DIAGRAM;
  for (int s = 0; s < t->seats && diagrams; s++)
    diagrams = !t->cabinet[s] || t->cabinet[s]->engine == ENT_ENGINE_DIAGRAM;
  return diagrams;
}

static const char *digits(ent_arena *arena, double whole)
{
  uint64_t number = (uint64_t)whole;
  char *const text = ENT_NEW(arena, char, ENT_WIDE_DIGITS(1));
  if (text) (void)ent_wide_write(&number, 1, text);
  return text;
}

static ent_status write_counts(const average *a, ent_power *p, ent_error *err)
{
  const int n = a->tiers->members;
  const double coalitions = (double)(UINT64_C(1) << (n - 1)); /* of the others */
  const char **const swings = ENT_NEW(a->keep, const char *, n);
  p->winning = digits(a->keep, 2 * coalitions * p->act);
  bool written = swings && p->winning;
  for (int m = 0; m < n && written; m++) {
    swings[m] = digits(a->keep, coalitions * p->banzhaf[m]);
    written = swings[m] != NULL;
  }
  p->swings = swings;
  return written ? ENT_OK : ent_desk_no_memory(err);
}

static ent_status add_banzhaf(average *a, ent_power *p, ent_error *err)
{
  const int n = a->tiers->members;
  double *const share = ENT_NEW(a->keep, double, n), *const prevent = ENT_NEW(a->keep, double, n);
  double *const initiate = ENT_NEW(a->keep, double, n);
  reset(a);
  add_point(a, 0.5, 1);
  p->act = ent_sum_value(&a->adopt);
  p->banzhaf = keep(a);
  if (!share || !prevent || !initiate || !p->banzhaf) return ent_desk_no_memory(err);
  const double sum = sum_of(p->banzhaf, n), losing = 1 - p->act;
  for (int m = 0; m < n; m++) {
    share[m] = p->banzhaf[m] / sum;
    prevent[m] = p->banzhaf[m] / (2 * p->act);
    initiate[m] = losing > LEAST_LOSING ? p->banzhaf[m] / (2 * losing) : 0;
  }
  p->banzhaf_share = share;
  p->prevent = prevent;
  p->initiate = losing > LEAST_LOSING ? initiate : NULL;
  return is_whole(a->tiers) ? write_counts(a, p, err) : ENT_OK;
}

static ent_status add_shapley(average *a, int nodes, ent_power *p, ent_error *err)
{
  reset(a);
  const ent_status status = add_beta(a, nodes, 1, 1, 1, err);
  if (status != ENT_OK) return status;
  p->shapley = keep(a);
  if (!p->shapley) return ent_desk_no_memory(err);
  const double gap = sum_of(p->shapley, a->tiers->members) - 1;
  p->nodes = nodes;
  p->shapley_sum_gap = gap < 0 ? -gap : gap;
  p->shapley_bound = ent_quadrature_bound(a->tiers->members, nodes);
  return ENT_OK;
}

static ent_status add_belief(average *a, const ent_power_options *o, int nodes, ent_power *p, ent_error *err)
{
  double all = 0;
  ent_status status = ENT_OK;
  reset(a);
  for (int i = 0; i < o->beliefs; i++) all += o->belief[i].share;
  for (int i = 0; i < o->beliefs && status == ENT_OK; i++) {
    const ent_belief *const b = &o->belief[i];
    if (b->a > 0)
      status = add_beta(a, nodes, b->a, b->b, b->share / all, err);
    else
      add_point(a, b->at, b->share / all);
  }
  if (status != ENT_OK) return status;
  p->adopt = ent_sum_value(&a->adopt);
  p->pivot = keep(a);
  return p->pivot ? ENT_OK : ent_desk_no_memory(err);
}

static ent_status fill(average *a, const ent_power_options *o, ent_power *p, ent_error *err)
{
  const unsigned wanted = o->wanted ? o->wanted : ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY;
  const int nodes = o->nodes > 0 ? o->nodes : ent_quadrature_nodes(a->tiers->members, EXACT_ERROR);
  a->pivot = ENT_NEW(a->scratch, ent_sum, a->tiers->members);
  if (!a->pivot) return ent_desk_no_memory(err);
  p->plan.engine = a->tiers->council->engine;
  ent_status status = wanted & ENT_POWER_BANZHAF ? add_banzhaf(a, p, err) : ENT_OK;
  if (status == ENT_OK && wanted & ENT_POWER_SHAPLEY) status = add_shapley(a, nodes, p, err);
  const int more = o->nodes > 0 ? o->nodes : ent_quadrature_nodes(a->tiers->members + 1, EXACT_ERROR);
  if (status == ENT_OK && wanted & ENT_POWER_BELIEF) status = add_belief(a, o, more, p, err); /* P(adopt): degree n */
  return status;
}

static ent_status check_options(const ent_power_options *o, ent_error *err)
{
  if (o->wanted & ~(ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY | ENT_POWER_BELIEF))
    return ent_fail(err, ENT_ARGUMENT, "wanted",
                    "Of bodies within a body Banzhaf, Coleman, Shapley-Shubik and beliefs are computed.");
  const ent_status status = ent_desk_check_nodes(o, err);
  return status == ENT_OK && o->wanted & ENT_POWER_BELIEF ? ent_desk_check_belief(o, err) : status;
}

ent_status ent_tiers_power(ent_tiers *tiers, const ent_power_options *options, const ent_allocator *memory,
                           ent_power **power, ent_error *err)
{
  const ent_power_options usual = {.wanted = 0};
  if (!options) options = &usual;
  ent_status status = check_options(options, err);
  if (status != ENT_OK) return status;
  ent_power *const fresh = ent_desk_open_power(tiers->members, memory);
  if (!fresh) return ent_desk_no_memory(err);
  ent_arena scratch;
  ent_arena_open(&scratch, memory);
  average a = {.tiers = tiers, .scratch = &scratch, .keep = &fresh->own->arena};
  status = fill(&a, options, fresh, err);
  ent_arena_close(&scratch);
  if (status == ENT_OK)
    *power = fresh;
  else
    ent_power_free(fresh);
  return status;
}
