/* tally.c - how do pivots follow from winning coalitions?
 *
 * A coalition of s members without i is a pivot of i when it loses and wins with i.  Of the winning coalitions of s + 1
 * members with i, those that also win without i are winning coalitions of s members without i:
 *   pivots_i(s) = winning_i(s + 1) - (winning(s) - winning_i(s))
 * where winning_i counts those that hold i.  So engines need only count what wins.
 * Cost: O(classes * n * words). */
#include "tally.h"

#include "base/wide.h"

#include <string.h>

bool ent_tally_open(ent_tally *t, const ent_game *game, int words, ent_arena *arena)
{
  const size_t n = (size_t)game->live, w = (size_t)words;
  *t = (ent_tally){.classes = game->classes, .members = game->live, .words = words};
  t->pivot = ENT_NEW(arena, uint64_t, (size_t)game->classes * n * w);
  t->winning = ENT_NEW(arena, uint64_t, (n + 1) * w);
  return t->pivot && t->winning;
}

bool ent_minimal_open(ent_minimal *m, const ent_game *game, int words, bool johnston, ent_arena *arena)
{
  const size_t row = ((size_t)game->live + 1) * (size_t)words;
  *m = (ent_minimal){.classes = game->classes, .members = game->live, .words = words};
  m->minimal = ENT_NEW(arena, uint64_t, row);
  m->member = ENT_NEW(arena, uint64_t, (size_t)game->classes * row);
  m->johnston = johnston ? ENT_NEW(arena, uint64_t, (size_t)game->classes * row) : NULL;
  return m->minimal && m->member && (m->johnston || !johnston);
}

void ent_tally_from_winning(ent_tally *t, const ent_game *game, const uint64_t *holding)
{
  const size_t words = (size_t)t->words;
  for (int class = 0; class < t->classes; class ++) {
    if (class == game->dull) continue;
    const uint64_t *row = holding + (size_t) class * (size_t)(t->members + 1) * words;
    for (int s = 0; s < t->members; s++) {
      uint64_t *const pivot = ent_tally_pivot(t, class, s);
      memcpy(pivot, row + (size_t)(s + 1) * words, words * sizeof *pivot);
      ent_wide_add(pivot, row + (size_t)s * words, t->words);
      ent_wide_sub(pivot, ent_tally_winning(t, s), t->words);
    }
  }
}
