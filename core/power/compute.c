/* compute.c - everything that is wanted of a game, in one go.
 *
 * The plan chooses the engine.  Engines that count by size leave a tally, from which all else follows; weight and diagram give
 * swings directly and averages along the diagonal by quadrature, exact fractions by residues. */
#include "base/fail.h"
#include "base/wide.h"
#include "desk.h"
#include "quadrature.h"

#include <string.h>

static bool is_wanted(const ent_desk *d, unsigned what)
{
  const unsigned wanted = d->options->wanted ? d->options->wanted : ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY;
  return (wanted & what) != 0;
}

static ent_status check_options(const ent_power_options *o, ent_error *err)
{
  if (o->nodes < 0 || o->nodes > ENT_QUADRATURE_MAX)
    return ent_fail(err, ENT_ARGUMENT, "nodes", "Quadrature takes 1 to 2,560 nodes, or 0 for as many as needed.");
  if (o->wanted & ENT_POWER_UNIONS && !o->union_of)
    return ent_fail(err, ENT_ARGUMENT, "unions", "The indices of Owen need the unions of the members.");
  if (o->wanted >= 2 * ENT_POWER_BELIEF)
    return ent_fail(err, ENT_ARGUMENT, "wanted", "What is wanted is a sum of the ENT_POWER_ flags.");
  return o->wanted & ENT_POWER_BELIEF ? ent_desk_check_belief(o, err) : ENT_OK;
}

static ent_status count(ent_desk *d, ent_error *err)
{
  ent_status status = ENT_OK;
  switch (d->power->plan.engine) {
  case ENT_ENGINE_TYPES: status = ent_types_count(d->game, d->scratch, &d->tally, err); break;
  case ENT_ENGINE_MEET: status = ent_meet_count(d->game, d->scratch, &d->tally, err); break;
  case ENT_ENGINE_ENUMERATE: status = ent_enumerate_count(d->game, d->scratch, &d->tally, err); break;
  default: return ENT_OK;
  }
  d->counted = status == ENT_OK;
  return status;
}

static ent_status banzhaf(ent_desk *d, ent_error *err)
{
  if (d->counted) return ent_desk_banzhaf_tally(d, err);
  const int words = ent_wide_words(d->game->live + 1);
  uint64_t *swings = ENT_NEW(d->scratch, uint64_t, (size_t)d->game->classes * (size_t)words);
  uint64_t *winning = ENT_NEW(d->scratch, uint64_t, words);
  if (!swings || !winning) return ent_desk_no_memory(err);
  ent_arena table; /* a large one, given back at once */
  ent_arena_open(&table, d->runner.memory);
  ent_status status = d->power->plan.engine == ENT_ENGINE_WEIGHT
                        ? ent_weight_swings(d->game, &table, words, swings, winning, err)
                        : ent_diagram_swings(&d->meter.diagram, &table, words, swings, winning, err);
  ent_arena_close(&table);
  return status == ENT_OK ? ent_desk_banzhaf(d, words, swings, winning, err) : status;
}

static ent_status compute(ent_desk *d, ent_error *err)
{
  ent_status status = ENT_OK;
  if (is_wanted(d, ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY | ENT_POWER_EXACT | ENT_POWER_BELIEF)) {
    status = ent_power_plan_make(d->game, d->options, &d->power->plan, err);
    if (status == ENT_OK) status = count(d, err);
    if (status == ENT_OK && !d->counted)
      status = ent_meter_open(&d->meter, d->game, d->power->plan.engine, d->scratch, err);
  }
  if (status == ENT_OK && is_wanted(d, ENT_POWER_BANZHAF)) status = banzhaf(d, err);
  if (status == ENT_OK && is_wanted(d, ENT_POWER_EXACT)) {
    if (!d->counted) status = ent_meter_pivots(&d->meter, &d->runner, d->scratch, &d->tally, err);
    if (status == ENT_OK) status = ent_desk_fractions(d, err);
  } else if (status == ENT_OK && is_wanted(d, ENT_POWER_SHAPLEY)) {
    status = ent_desk_shapley(d, err);
  }
  if (status == ENT_OK && is_wanted(d, ENT_POWER_BELIEF)) status = ent_desk_belief(d, err);
  if (status == ENT_OK && is_wanted(d, ENT_POWER_MINIMAL | ENT_POWER_JOHNSTON)) status = ent_desk_minimal(d, err);
  if (status == ENT_OK && is_wanted(d, ENT_POWER_UNIONS)) status = ent_desk_unions(d, err);
  return status;
}

static ent_power *open_power(const ent_game *game, const ent_allocator *memory)
{
  ent_arena arena;
  ent_arena_open(&arena, memory);
  ent_power *const power = ENT_NEW(&arena, ent_power, 1);
  struct ent_power_own *const own = power ? ENT_NEW(&arena, struct ent_power_own, 1) : NULL;
  if (!own) {
    ent_arena_close(&arena);
    return NULL;
  }
  own->arena = arena;
  power->own = own;
  power->members = game->members;
  return power;
}

ent_status ent_power_compute(const ent_game *game, const ent_power_options *options, const ent_allocator *memory,
                             ent_power **power, ent_error *err)
{
  const ent_power_options usual = {.wanted = 0};
  if (!options) options = &usual;
  ent_status status = check_options(options, err);
  if (status != ENT_OK) return status;
  ent_power *const fresh = open_power(game, memory);
  if (!fresh) return ent_desk_no_memory(err);
  ent_arena scratch;
  ent_arena_open(&scratch, memory);
  ent_desk desk = {.game = game,
                   .options = options,
                   .runner = {options->executor, memory, options->progress, options->progress_ctx},
                   .scratch = &scratch,
                   .keep = &fresh->own->arena,
                   .power = fresh};
  status = compute(&desk, err);
  ent_arena_close(&scratch);
  if (status == ENT_OK)
    *power = fresh;
  else
    ent_power_free(fresh);
  return status;
}

void ent_power_free(ent_power *power)
{
  if (!power) return;
  ent_arena arena = power->own->arena; /* the result lies inside it */
  ent_arena_close(&arena);
}
