/* pinned.h - pins, and what follows them: the elasticity of trade takes all numbers from trade with it. */
#ifndef ENT_CORE_STUDY_PINNED_H
#define ENT_CORE_STUDY_PINNED_H

#include "base/arena.h"
#include "model/scenario.h"
#include "run.h"
#include "world.h"

typedef struct ent_follower {
  int input;
  ent_dist dist; /* at the elasticity that is held */
} ent_follower;

typedef struct ent_pinned {
  const ent_pin *pin;
  int pins;
  const ent_follower *follower;
  int followers;
} ent_pinned;

/* What the input moves, or all that follows it: parts, those of them not only by way of the bundle of terms, and terms. */
typedef struct ent_moves {
  uint32_t parts, itself, terms;
} ent_moves;
ent_moves ent_input_moves(const ent_scenario *s, int input);
/* Is it the elasticity of trade, which moves other inputs? */
bool ent_input_leads(const ent_scenario *s, int input);
/* How many inputs a hold can move, pins and followers. */
size_t ent_pinned_most(const ent_scenario *s);

/* Makes ready to hold pin[first], ..., pin[pins - 1]; what pin[0], ... hold follows nothing.  The pins are borrowed.
 * Errors: ENT_NOMEM, ENT_NUMERIC.  Cost: one table for each follower. */
ent_status ent_pinned_make(const ent_scenario *s, const ent_pin *pin, int first, int pins, ent_arena *arena,
                           ent_pinned *out, ent_error *err);
/* Holds them in a draw that was sampled; kept: [ent_pinned_most] what was there, or NULL; and lets go again. */
void ent_pinned_set(const ent_pinned *h, uint64_t seed, uint64_t draw, ent_draw *d, double *kept);
void ent_pinned_let_go(const ent_pinned *h, ent_draw *d, const double *kept);

#endif
