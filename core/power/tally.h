/* tally.h - what the counting engines find: pivots and winning coalitions by size, as exact integers.
 *
 * Over the members with weight somewhere (n of them), for each class and each size s = 0..n-1 of a coalition without a
 * given member of the class: how many lose and win with that member; and for s = 0..n: how many coalitions of s win.
 * All indices of the Banzhaf and Shapley kind follow. */
#ifndef ENT_CORE_POWER_TALLY_H
#define ENT_CORE_POWER_TALLY_H

#include "base/arena.h"
#include "game.h"

typedef struct ent_tally {
  int classes, members; /* members: n, those with weight */
  int words;            /* of one number */
  uint64_t *pivot;      /* [(class * n + size) * words]; zeros for the class without weight */
  uint64_t *winning;    /* [size * words] */
} ent_tally;

static inline uint64_t *ent_tally_pivot(const ent_tally *t, int class, int size)
{
  return t->pivot + ((size_t) class * (size_t)t->members + (size_t)size) * (size_t)t->words;
}

static inline uint64_t *ent_tally_winning(const ent_tally *t, int size)
{
  return t->winning + (size_t)size * (size_t)t->words;
}

/* Minimal winning coalitions of each size, and what critical members meet: for the indices of Deegan and Packel, Holler and
 * Johnston.  minimal[size], member[(class * (n + 1) + size)]: how many of them hold a given member of the class;
 * johnston[(class * (n + 1) + c)]: winning coalitions with c critical members, a given member of the class among them. */
typedef struct ent_minimal {
  int classes, members, words;
  uint64_t *minimal, *member, *johnston; /* johnston: NULL when not wanted or not counted */
} ent_minimal;

/* Zeroed tables; false when there is no memory. */
bool ent_tally_open(ent_tally *t, const ent_game *game, int words, ent_arena *arena);
bool ent_minimal_open(ent_minimal *m, const ent_game *game, int words, bool johnston, ent_arena *arena);

/* From winning coalitions to pivots: holding[(class * (n + 1) + size) * words] are the winning coalitions of that size that
 * hold a given member of the class.  pivots of size s = holding[s + 1] - (winning[s] - holding[s]). */
void ent_tally_from_winning(ent_tally *t, const ent_game *game, const uint64_t *holding);

/* The engines.  All need what ent_power_plan_make checks; errors: ENT_NOMEM. */
ent_status ent_types_count(const ent_game *game, ent_arena *arena, ent_tally *tally, ent_error *err);
ent_status ent_types_minimal(const ent_game *game, bool johnston, ent_arena *arena, ent_minimal *found, ent_error *err);
ent_status ent_meet_count(const ent_game *game, ent_arena *arena, ent_tally *tally, ent_error *err);
ent_status ent_enumerate_count(const ent_game *game, ent_arena *arena, ent_tally *tally, ent_error *err);
/* With johnston; the minimal ones alone are found much faster by strips. */
ent_status ent_enumerate_critical(const ent_game *game, ent_arena *arena, ent_minimal *found, ent_error *err);
ent_status ent_strips_minimal(const ent_game *game, ent_arena *arena, ent_minimal *found, ent_error *err);
ent_status ent_weight_minimal(const ent_game *game, ent_arena *arena, ent_minimal *found, ent_error *err);

/* Vectors of numbers of members by class; huge when there are too many to count. */
double ent_types_vectors(const ent_game *game);

#endif
