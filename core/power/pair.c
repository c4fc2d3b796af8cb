/* pair.c - the two indices that a page shows of a club, Banzhaf and Shapley-Shubik, and how a computation is begun and ended.
 *
 * compute.c adds all the rest that can be wanted; a program that calls ent_power_pair alone does not carry it.
 * Cost: as the plan says. */
#include "base/fail.h"
#include "base/wide.h"
#include "desk.h"
#include "pair.h"

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

ent_status ent_desk_count(ent_desk *d, ent_error *err)
{
  ent_status status = ent_power_plan_make(d->game, d->options, &d->power->plan, err);
  if (status == ENT_OK) status = count(d, err);
  if (status == ENT_OK && !d->counted)
    status = ent_meter_open(&d->meter, d->game, d->power->plan.engine, d->scratch, err);
  return status;
}

ent_status ent_desk_swings(ent_desk *d, ent_error *err)
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

ent_power *ent_desk_open_power(int members, const ent_allocator *memory)
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
  power->members = members;
  return power;
}

ent_status ent_desk_run(const ent_game *game, const ent_power_options *options, ent_desk_work *work,
                        const ent_allocator *memory, ent_power **power, ent_error *err)
{
  ent_power *const fresh = ent_desk_open_power(game->members, memory);
  if (!fresh) return ent_desk_no_memory(err);
  ent_arena scratch;
  ent_arena_open(&scratch, memory);
  ent_desk desk = {.game = game,
                   .options = options,
                   .runner = {options->executor, memory, options->progress, options->progress_ctx},
                   .scratch = &scratch,
                   .keep = &fresh->own->arena,
                   .power = fresh};
  const ent_status status = work(&desk, err);
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

static ent_status compute_pair(ent_desk *d, ent_error *err)
{
  ent_status status = ent_desk_count(d, err);
  if (status == ENT_OK) status = ent_desk_swings(d, err);
  return status == ENT_OK ? ent_desk_shapley(d, err) : status;
}

ent_status ent_power_pair(const ent_game *game, const ent_allocator *memory, ent_power **power, ent_error *err)
{
  const ent_power_options usual = {.wanted = ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY};
  return ent_desk_run(game, &usual, compute_pair, memory, power, err);
}
