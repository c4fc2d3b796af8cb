/* family.h - one world, one target, and many sets of economies that stop trading with it: solved eight abreast.
 *
 * A set changes only the target's row and column of the shares.  What all sets share is a matrix without those two; what a set
 * has of its own is two short columns.  Eight sets lie side by side, so that each number of the matrix is read once for eight of
 * them, and the compiler spreads the loops over the eight over its lanes; each set goes through the same operations in the
 * same order as if it were alone.
 * Economies have places of their own: the one with the largest output is last, since its market is the redundant one. */
#ifndef ENT_CORE_FAMILY_H
#define ENT_CORE_FAMILY_H

#include "trade/gravity.h"

#define ENT_ABREAST 8

typedef struct ent_family {
  int n, wide; /* wide: n rounded up to a multiple of four; what lies past n is 0 */
  int target;  /* its place */
  int members;
  int *place;                     /* [members] */
  int stride, rows;               /* of newton.c */
  int *part;                      /* [n] 0: all hang together */
  double theta, *total;           /* total: [1] world output */
  double *net, *turned;           /* [wide wide] shares less the target's trade with others, and transposed */
  double *to, *from, *dear;       /* [n] of the target: what it sells to j, what it buys from i, 1 + tariff on that */
  double *output, *given, *world; /* [n]; world: output over that of the world */
  double *chord;                  /* [wide wide] of the world without sanctions; the caller's to make */
} ent_family;

/* What one thread needs.  [wide 8] unless said otherwise. */
typedef struct ent_abreast {
  double *to, *from; /* of the target, where the set leaves it */
  double *wage, *power, *index, *buy, *sales;
  double *before, *taken;    /* the step before, as the matrix had it and as it was taken */
  double *gap, *step;        /* gap: log sales - log output, nearly */
  double *chord;             /* [wide wide] of a set nearby */
  double *rows;              /* for the derivatives: see ent_family_room */
  double worst[ENT_ABREAST]; /* largest relative gap of a market or the numeraire */
  bool sound[ENT_ABREAST];   /* every income is above 0, every gap a number at most the tolerance */
  bool lost[ENT_ABREAST];    /* a step was no number */
} ent_abreast;

/* The trade's last solution has to be that without a shock.  All from the arena; ENT_NOMEM.  Its chord is not made yet. */
ent_status ent_family_open(const ent_trade *t, int target, const int *member, int members, ent_arena *arena,
                           ent_family *out, ent_error *err);
/* doubles that ent_abreast_lay cuts up. */
size_t ent_family_room(const ent_family *f);
void ent_abreast_lay(const ent_family *f, double *room, ent_abreast *a);

/* Trade of a member with the target in one lane: kept is 1 for all of it, 0 for none. */
void ent_abreast_keep(const ent_family *f, ent_abreast *a, int member, int lane, double kept);
/* All lanes trade with the target as before. */
void ent_abreast_whole(const ent_family *f, ent_abreast *a);
/* What turns gaps into steps near the state of a lane, [wide wide]: less the inverse of the derivatives; false: there is none. */
bool ent_abreast_chord(const ent_family *f, ent_abreast *a, int lane, double *chord);
/* From log wages x [n 8] to those that clear all markets to the tolerance; leaves the state there.  True when all lanes are
 * sound.  At most `cap` steps of 3 n^2 products a lane. */
bool ent_abreast_solve(const ent_family *f, ent_abreast *a, const double *chord, double *x, double tolerance, int cap);
/* The loss of the target's real wage, 1 - w/P, in each lane. */
void ent_abreast_loss(const ent_family *f, const ent_abreast *a, double loss[ENT_ABREAST]);

#endif
