/* strips.h - which coalitions of up to 30 members win, 64 to a word?
 *
 * The members are cut into a low and a high part.  A strip holds one bit for each subset of the low part, bit x of the row
 * for the subset whose members are the binary digits of x; each subset of the high part has a strip of its own, which says
 * with which low subsets it wins. */
#ifndef ENT_CORE_POWER_STRIPS_H
#define ENT_CORE_POWER_STRIPS_H

#include "base/arena.h"
#include "game.h"

#define ENT_STRIP_LOW 13
#define ENT_STRIP_MEMBERS 30

/* The low subsets in descending order of their weight in one column, and the strips of the first 0, 64, 128 ... of them. */
typedef struct ent_strip_column {
  int64_t *sum;   /* [2^low] descending */
  uint16_t *low;  /* [2^low] the subsets */
  uint64_t *mark; /* [(2^low / 64 + 1) * words] */
} ent_strip_column;

typedef struct ent_strips {
  const ent_game *game;
  int members, low, high; /* members = low + high; the low ones are the first */
  int words;              /* of a strip */
  int class[ENT_STRIP_MEMBERS];
  ent_strip_column *column; /* [columns] */
  uint64_t *node;           /* [nodes * words] the formula's parts, for one high subset */
} ent_strips;

/* False when there is no memory. */
bool ent_strips_open(ent_strips *s, const ent_game *game, ent_arena *arena);
/* The strip of a high subset, [words]. */
void ent_strips_fill(const ent_strips *s, uint32_t high, uint64_t *out);

#endif
