/* basins.h - the minima of a walk, who runs down to each, and the passes between them. */
#ifndef ENT_CORE_BASINS_H
#define ENT_CORE_BASINS_H

#include "align/walk.h"

/* A border that two basins share: the way between their minima climbs to `height` there (as the walk measures). */
typedef struct ent_border {
  double height;
  uint32_t a, b; /* minima */
  uint32_t top;  /* code */
} ent_border;

#define ENT_BORDERS_SEEN 1024 /* pairs of basins whose best border so far is remembered */

typedef struct ent_seen {
  double height;
  uint32_t a, b;
} ent_seen;

/* Borders gathered before those of the tree are kept: enough beside the tree that sorting costs little each. */
static inline size_t ent_borders_room(uint32_t stable)
{
  return 3 * (size_t)stable + 4096;
}

/* What is known of a landscape.  The lists have room for `stable` minima; see ent_basins_lay. */
typedef struct ent_basins {
  const ent_landscape *land;
  const double *pressure;
  const ent_walk *walk;
  uint32_t *label; /* [codes]: which minimum, once labelled */
  uint32_t stable;
  ent_minimum *minimum; /* [stable], by energy once sorted */
  uint32_t *rank;       /* [stable]: place in minimum[] of the one that a label names */
  uint32_t *leader;     /* [stable]: scratch of union-find */
  ent_border *border;   /* [ent_borders_room(stable)]: first the tree */
  ent_seen *seen;       /* [ENT_BORDERS_SEEN] */
} ent_basins;

/* Bytes for the lists of `stable` minima, and their places in a block of that many. */
size_t ent_basins_size(uint32_t stable);
void ent_basins_lay(ent_basins *b, void *block);

/* Labels say the moves on entry.  Fills minimum[] with everything but the merge tree, sorted.  Cost: some steps a code. */
void ent_basins_find(ent_basins *b);
/* The merge tree, after ent_basins_find; labels are ranks afterwards.  Cost: rows, and what lies below the highest pass. */
void ent_passes_find(ent_basins *b);
/* Where there is no merge tree. */
void ent_passes_none(ent_basins *b);

/* Energy of a camp as the header tells it. */
double ent_basins_energy(const ent_landscape *land, const double *pressure, ent_camp camp);
/* Twice the tie rule in the unit of that energy: energies closer than this are equal. */
double ent_basins_tie(const ent_landscape *land, const double *pressure);

#endif
