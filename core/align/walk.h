/* walk.h - all configurations of a landscape, 64 at a time.
 *
 * Spins are actors; under pressure spin 0 is the outside bloc, which never moves, and actor i is spin i + 1.  Spin 0 is always
 * +1, and bit k - 1 of a code tells whether spin k is: 2^(spins - 1) codes, each a configuration up to complement.
 * A row is the (up to) 64 codes that share all but their lowest six bits. */
#ifndef ENT_CORE_WALK_H
#define ENT_CORE_WALK_H

#include "align/landscape.h"

#define ENT_WALK_SPINS ENT_ALIGN_EXACT
#define ENT_WALK_LOW 6   /* bits of a code within a row */
#define ENT_WALK_ROW 64  /* 2^ENT_WALK_LOW */
#define ENT_WALK_LEG 256 /* rows after which pulls are added up anew, so that rounding does not pile up */

/* What a label says of a code: before descent PENDING and the spin that moves, or PENDING and STAYS for a minimum. */
#define ENT_WALK_PENDING UINT32_C(0x80000000)
#define ENT_WALK_STAYS UINT32_C(31)

typedef struct ent_walk {
  int spins;
  bool held; /* spin 0 never moves: all codes are different configurations */
  int low;   /* spins 1..low vary within a row */
  uint32_t lanes, codes, rows;
  double w[ENT_WALK_SPINS * ENT_WALK_SPINS]; /* [spins * spins], diagonal 0, sizes as shares */
  double row_tie[ENT_WALK_SPINS];            /* a spin that would gain less stays */
  double tie;                                /* gains closer than this are equal */
  double pull[ENT_WALK_SPINS][ENT_WALK_ROW]; /* of the low spins on spin k */
  double side[ENT_WALK_LOW][ENT_WALK_ROW];   /* of low spin k + 1 in each lane */
  double within[ENT_WALK_ROW];               /* energy of the pairs of low spins: -sum w x x */
  double least;                              /* the least of these */
} ent_walk;

/* Where a walk over rows stands. */
typedef struct ent_row {
  double x[ENT_WALK_SPINS]; /* spin 0 and the high spins; low ones 0 */
  double h[ENT_WALK_SPINS]; /* pull of these on every spin */
  double energy;            /* of their pairs */
  uint32_t high;            /* code >> low */
} ent_row;

/* Weights and tables.  land is checked; pressure may be NULL.  Cost: O(spins (spins + 64)). */
void ent_walk_open(ent_walk *walk, const ent_landscape *land, const double *pressure);
/* The row `high`, added up anew; and the next one in Gray code order, which row `high` is step >= 1 of. */
void ent_row_at(const ent_walk *walk, uint32_t high, ent_row *row);
void ent_row_step(const ent_walk *walk, uint32_t step, ent_row *row);
/* Labels of one leg (rows leg * 256 .. in Gray code order); returns how many of its codes are minima. */
uint32_t ent_walk_moves(const ent_walk *walk, uint32_t leg, uint32_t *label);

static inline uint32_t ent_walk_legs(const ent_walk *walk)
{
  return (walk->rows + ENT_WALK_LEG - 1) / ENT_WALK_LEG;
}

/* The code after spin k has moved; moving spin 0 is moving all the others. */
static inline uint32_t ent_walk_after(const ent_walk *walk, uint32_t code, uint32_t k)
{
  return k == 0 ? code ^ (walk->codes - 1) : code ^ (UINT32_C(1) << (k - 1));
}

static inline ent_camp ent_walk_camp(const ent_walk *walk, uint32_t code)
{
  return walk->held ? code : code << 1 | 1u;
}

static inline uint32_t ent_walk_code(const ent_walk *walk, ent_camp camp)
{
  return walk->held ? camp : camp >> 1;
}

#endif
