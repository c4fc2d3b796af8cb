/* flips.c - through which of its ties would the target of a wedge change camp, and by how much would each have to move?
 *
 * The landscape is that of the durability gate at the centre of the assumptions, with the effects of the terms that are granted
 * there; the prices are those of core/align/flip_wedge.c.
 * Cost: one draw and some 2 n searches; meant for answers, not for draws. */
#include <math.h>
#include <string.h>

#include "align/flip_parts.h"
#include "base/fail.h"
#include "world.h"

_Static_assert(ENT_FLIP_TIES >= ENT_ALIGN_MAX, "every actor of an alignment may be the other end of a tie");

static bool comes_before(const ent_flip_tie *a, const ent_flip_tie *b)
{
  if (a->within != b->within) return a->within;
  return fabs(a->change) < fabs(b->change);
}

static int sort_in(const ent_draw *d, const ent_wedge_price *price, ent_flip_tie *flip)
{
  const ent_scenario *s = d->s;
  int count = 0;
  for (int j = 0; j < s->camps; j++) {
    if (!price[j].exists) continue;
    const double now = d->propensity[s->camp_target * s->camps + j];
    const ent_flip_tie tie = {s->camp[j], now, price[j].change, price[j].within};
    int at = count++;
    for (; at > 0 && comes_before(&tie, &flip[at - 1]); at--) flip[at] = flip[at - 1];
    flip[at] = tie;
  }
  return count;
}

/* The draw at the centre, evaluated as far as its landscape. */
static bool lay_centre(const ent_scenario *s, ent_arena *arena, ent_draw *d, ent_verdict *v)
{
  double *const scratch = ent_arena_take(arena, ent_draw_bytes(s), 1);
  if (!scratch) return false;
  *d = ent_draw_lay(s, scratch);
  memset(v, 0, sizeof *v);
  ent_draw_centre(d);
  ent_gates_evaluate(d, ENT_PARTS_MASK, UINT32_MAX, v);
  return true;
}

ent_status ent_scenario_flips(const ent_scenario *s, const ent_allocator *memory, ent_flip_tie flip[ENT_FLIP_TIES],
                              int *count, bool *turned, ent_error *err)
{
  ent_arena arena;
  ent_draw d;
  ent_verdict v;
  ent_wedge_price price[ENT_ALIGN_MAX];
  if (s->rival < 0) {
    *count = 0;
    *turned = true;
    return ENT_OK;
  }
  ent_arena_open(&arena, memory);
  double *const work = ENT_NEW(&arena, double, ENT_FLIP_WORK(s->camps));
  if (!work || !lay_centre(s, &arena, &d, &v)) {
    ent_arena_close(&arena);
    return ent_fail(err, ENT_NOMEM, "", "There is no memory for a draw.");
  }
  const ent_landscape land = {s->camps, d.size, d.propensity};
  const ent_status status =
    ent_flip_wedge(&land, s->camp_target, s->camp_proposer, s->camp_rival, work, price, NULL, NULL);
  *count =
    status == ENT_OK ? sort_in(&d, price, flip) : 0; /* a landscape without sizes: nothing to tell, as in the gate */
  *turned = v.detail.turned;
  ent_arena_close(&arena);
  return ENT_OK;
}
