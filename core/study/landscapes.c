/* landscapes.c - the alignment list of a scenario, as sizes and propensities, at its centre or draw by draw.
 *
 * The numbers are made by the gate's own functions, with every term of the deal in the bundle or with none.  Cost: one draw
 * each. */
#include <string.h>

#include "base/fail.h"
#include "study.h"
#include "world.h"

bool ent_scenario_camp(const ent_scenario *s, int place, const char **actor, const char **name)
{
  if (place < 0 || place >= s->camps) return false;
  if (actor) *actor = s->actor[s->camp[place]].key;
  if (name) *name = s->actor[s->camp[place]].name;
  return true;
}

bool ent_scenario_wedge(const ent_scenario *s, int place[3])
{
  if (s->rival < 0 || s->camp_target < 0 || s->camp_proposer < 0 || s->camp_rival < 0) return false;
  place[0] = s->camp_target;
  place[1] = s->camp_proposer;
  place[2] = s->camp_rival;
  return true;
}

static void take(ent_draw *d, bool after, double *size, double *propensity)
{
  const size_t n = (size_t)d->s->camps;
  d->bundle = 0;
  for (int t = 0; after && t < d->s->terms; t++)
    if (d->s->term[t].include) d->bundle |= UINT32_C(1) << t;
  ent_gate_landscape(d);
  memcpy(size, d->size, n * sizeof *size);
  memcpy(propensity, d->propensity, n * n * sizeof *propensity);
}

static ent_status open_draw(const ent_scenario *s, const ent_allocator *memory, void **scratch, ent_error *err)
{
  if (s->camps == 0) return ent_fail(err, ENT_ARGUMENT, "alignment", "The scenario has no alignment list.");
  *scratch = memory->resize(memory->ctx, NULL, 0, ent_draw_bytes(s));
  return *scratch ? ENT_OK : ent_fail(err, ENT_NOMEM, "alignment", "There is no memory for a draw.");
}

ent_status ent_scenario_landscape(const ent_scenario *s, bool after, const ent_allocator *memory, double *size,
                                  double *propensity, ent_error *err)
{
  void *scratch = NULL;
  const ent_status status = open_draw(s, memory, &scratch, err);
  if (status != ENT_OK) return status;
  ent_draw d = ent_draw_lay(s, scratch);
  ent_draw_centre(&d);
  take(&d, after, size, propensity);
  memory->resize(memory->ctx, scratch, ent_draw_bytes(s), 0);
  return ENT_OK;
}

ent_status ent_scenario_landscapes(const ent_scenario *s, uint64_t seed, uint64_t first, uint64_t count, bool after,
                                   const ent_allocator *memory, double *size, double *propensity, ent_error *err)
{
  void *scratch = NULL;
  const ent_status status = open_draw(s, memory, &scratch, err);
  if (status != ENT_OK) return status;
  const size_t n = (size_t)s->camps;
  ent_draw d = ent_draw_lay(s, scratch);
  for (uint64_t k = 0; k < count; k++) {
    ent_draw_sample(&d, seed, first + k);
    take(&d, after, size + k * n, propensity + k * n * n);
  }
  memory->resize(memory->ctx, scratch, ent_draw_bytes(s), 0);
  return ENT_OK;
}
