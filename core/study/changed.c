/* changed.c - which changed scenarios of the claims need not be sealed again?
 *
 * A change of more than numbers (a term left out, another rule) is sealed, which takes as long as thousands of draws.  Whoever
 * asks about the same scenario again and again, as the workers of a page do for every job of a chain (known.h), brings a
 * place to keep them.  They belong to one scenario, known by its digest; another one's empties the place.
 * Cost: comparing digests. */
#include <string.h>

#include "base/fail.h"
#include "study.h"

struct ent_changed {
  ent_allocator memory;
  uint8_t digest[32];                    /* of the scenario that was changed */
  ent_scenario *world[ENT_STUDY_WORLDS]; /* by the number of the change; NULL: not kept */
};

ent_status ent_changed_open(const ent_allocator *memory, ent_changed **changed, ent_error *err)
{
  ent_changed *c = memory->resize(memory->ctx, NULL, 0, sizeof *c);
  if (!c) return ent_fail(err, ENT_NOMEM, "", "There is no memory for a changed scenario.");
  memset(c, 0, sizeof *c);
  c->memory = *memory;
  *changed = c;
  return ENT_OK;
}

static void empty(ent_changed *c)
{
  for (int i = 0; i < ENT_STUDY_WORLDS; i++) {
    ent_scenario_free(c->world[i]);
    c->world[i] = NULL;
  }
}

void ent_changed_free(ent_changed *changed)
{
  if (!changed) return;
  const ent_allocator memory = changed->memory;
  empty(changed);
  memory.resize(memory.ctx, changed, sizeof *changed, 0);
}

ent_scenario *ent_changed_find(ent_changed *c, const ent_scenario *base, int world)
{
  if (memcmp(c->digest, base->digest, sizeof c->digest) != 0) {
    empty(c);
    memcpy(c->digest, base->digest, sizeof c->digest);
  }
  return c->world[world];
}

void ent_changed_keep(ent_changed *c, int world, ent_scenario *s)
{
  c->world[world] = s;
}
