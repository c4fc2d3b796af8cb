/* compute.c - everything that is wanted of a game, in one go.
 *
 * The plan chooses the engine.  Engines that count by size leave a tally, from which all else follows; weight and diagram give
 * swings directly and averages along the diagonal by quadrature, exact fractions by residues. */
#include "base/fail.h"
#include "desk.h"
#include "quadrature.h"

static bool is_wanted(const ent_desk *d, unsigned what)
{
  const unsigned wanted = d->options->wanted ? d->options->wanted : ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY;
  return (wanted & what) != 0;
}

ent_status ent_desk_check_nodes(const ent_power_options *o, ent_error *err)
{
  if (o->nodes >= 0 && o->nodes <= ENT_QUADRATURE_MAX) return ENT_OK;
  return ent_fail(err, ENT_ARGUMENT, "nodes", "Quadrature takes 1 to 2,560 nodes, or 0 for as many as needed.");
}

static ent_status check_options(const ent_power_options *o, ent_error *err)
{
  const ent_status status = ent_desk_check_nodes(o, err);
  if (status != ENT_OK) return status;
  if (o->wanted & ENT_POWER_UNIONS && !o->union_of)
    return ent_fail(err, ENT_ARGUMENT, "unions", "The indices of Owen need the unions of the members.");
  if (o->wanted >= 2 * ENT_POWER_BELIEF)
    return ent_fail(err, ENT_ARGUMENT, "wanted", "What is wanted is a sum of the ENT_POWER_ flags.");
  return o->wanted & ENT_POWER_BELIEF ? ent_desk_check_belief(o, err) : ENT_OK;
}

static ent_status compute(ent_desk *d, ent_error *err)
{
  ent_status status = ENT_OK;
  if (is_wanted(d, ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY | ENT_POWER_EXACT | ENT_POWER_BELIEF))
    status = ent_desk_count(d, err);
  if (status == ENT_OK && is_wanted(d, ENT_POWER_BANZHAF)) status = ent_desk_swings(d, err);
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

ent_status ent_power_compute(const ent_game *game, const ent_power_options *options, const ent_allocator *memory,
                             ent_power **power, ent_error *err)
{
  const ent_power_options usual = {.wanted = 0};
  if (!options) options = &usual;
  const ent_status status = check_options(options, err);
  return status == ENT_OK ? ent_desk_run(game, options, compute, memory, power, err) : status;
}
