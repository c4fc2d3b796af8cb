/* enumerate.h - all coalitions of up to 30 members, cut into a high and a low part.
 *
 * The low part's 2^low subsets are listed once, by size, with their weights; for each subset of the high part one sweep over
 * the list says which of them win together with it. */
#ifndef ENT_CORE_POWER_ENUMERATE_H
#define ENT_CORE_POWER_ENUMERATE_H

#include "base/arena.h"
#include "game.h"

#define ENT_SWEEP_LOW 12
#define ENT_SWEEP_MEMBERS 30
#define ENT_SWEEP_TABLE 12 /* leaves up to which the formula is a table */

typedef struct ent_sweep {
  const ent_game *game;
  int members, low, high; /* members = low + high; the low ones are the first */
  int class[ENT_SWEEP_MEMBERS];
  uint32_t subset[1 << ENT_SWEEP_LOW]; /* low subsets, size after size */
  uint16_t place[1 << ENT_SWEEP_LOW];  /* index of each low subset in the list */
  int start[ENT_SWEEP_LOW + 2];
  int64_t *low_sum;  /* [column * 2^low + index] */
  int64_t *high_sum; /* [column] of the high subset */
  bool *table;       /* [2^leaves], or NULL */
  uint16_t bits[1 << ENT_SWEEP_LOW];
  uint8_t win[1 << ENT_SWEEP_LOW]; /* does low subset [index] win with the high one? */
} ent_sweep;

/* NULL when there is no memory. */
ent_sweep *ent_sweep_open(const ent_game *game, ent_arena *arena);
/* Sets win[] for the high subset whose sums are in high_sum.  False when no low subset wins with it. */
bool ent_sweep_high(ent_sweep *s);

#endif
