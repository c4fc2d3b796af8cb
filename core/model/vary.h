/* vary.h - a sealed scenario with other numbers, at a thousandth of the cost of sealing. */
#ifndef ENT_CORE_MODEL_VARY_H
#define ENT_CORE_MODEL_VARY_H

#include "scenario.h"

typedef struct ent_variation {
  const char *path, *text; /* of an input, and its new notation */
} ent_variation;

/* A copy of base in which these inputs have other distributions and texts: draw for draw what sealing the changed text would
 * give.  It borrows the rest, so base must outlive it; its tree, snapshot and digest are still those of base, so answers from
 * it are to be looked at and not to be kept.  Where more than a number would change, or a text is not allowed, the answer is
 * ENT_REFERENCE: seal the changed text, which says what is wrong.  Free with ent_scenario_free.
 * Errors: ENT_REFERENCE, ENT_NOMEM.  Cost: some 20 microseconds for g8-return; one table for a shape that is tabulated. */
ent_status ent_scenario_vary(const ent_scenario *base, const ent_variation *change, int changes,
                             const ent_allocator *memory, ent_scenario **out, ent_error *err);
/* Can this input vary alone, whatever its text? */
bool ent_scenario_varies(const ent_scenario *base, const char *path);

#endif
