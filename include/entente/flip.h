/* entente/flip.h - what would it take for an actor to change camp?
 *
 * The bridge from the terms of a deal to the camps of landscape theory (align.h).  In a configuration X actor k is content
 * when
 *
 *   m_k(X) = sum_j s_j p_kj x_k x_j >= 0,        x = +1 or -1 for the two camps,
 *
 * and leaves its camp when m_k < 0.  So its flip price through the tie with j is m_k / s_j: by more than that the tie has to
 * rise when j sits in the other camp, or to fall when j sits in the same one.  A wedge asks more: would the target stand with
 * the proposer, and not the rival, everyone else free to re-align?  There the price is that of the lowest energies.
 * Prices are exact, in the unit of ties.  Source: method of entente's own on Axelrod and Bennett 1993, see
 * docs/method/alignment.md. */
#ifndef ENTENTE_FLIP_H
#define ENTENTE_FLIP_H

#include "entente/align.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- one actor, everyone else where it is ------------------------------------------------------------------------- */

/* What it takes for one actor to be indifferent in a configuration. */
typedef struct ent_flip_price {
  int actor;
  double content; /* m_k: below 0 it leaves at once */
  int tie;       /* the other end of the tie that has to move least of those that can, or -1: no single tie can do it */
  double change; /* how far: m_k / s_j, above 0: has to rise by more than this; below 0: has to fall by more */
} ent_flip_price;

/* Prices in configuration camp.  change: [n * n] row-major, may be NULL: change[k * n + j] is by how much the tie of k and j has
 * to move until k is indifferent (any more, and k leaves; of an actor that is not content: until it would stay); 0 on the
 * diagonal.  best: [n], may be NULL: each actor's cheapest tie among those that stay inside [-1, 1] by that change; of equal
 * ones the lower actor's.  Errors: ENT_ARGUMENT (as ent_align_margin; camp names actors beyond n).  Cost: O(n^2). */
ent_status ent_flip_prices(const ent_landscape *land, ent_camp camp, double *change, ent_flip_price *best,
                           ent_error *err);

/* ---- terms that move ties ------------------------------------------------------------------------------------------ */

/* One tie moves by `change`; several moves of one tie add up, and the tie is then cut to [-1, 1]. */
typedef struct ent_tie_move {
  int a, b;
  double change;
} ent_tie_move;

/* The landscape after the moves: writes its propensities to out [n * n].  Errors: ENT_ARGUMENT (actors, changes not finite). */
ent_status ent_flip_apply(const ent_landscape *land, const ent_tie_move *move, int moves, double *out, ent_error *err);

/* One step of a cascade: an actor changes camp. */
typedef struct ent_flip_step {
  int actor;
  double content; /* m_k before, below 0 */
  double energy;  /* E after */
  ent_camp camp;  /* after */
} ent_flip_step;

typedef struct ent_cascade {
  ent_camp unsettled; /* the exact flips: actors (bit each) whom the moves alone make leave, everyone else staying */
  ent_camp moved;     /* actors that stand elsewhere at the end than at the start */
  ent_camp end; /* the minimum that steepest descent reaches; bit 0 may be clear, so that it compares with `from` */
  double energy_start, energy_end; /* both after the moves */
  uint64_t steps;                  /* of the descent; 0: nobody leaves */
} ent_cascade;

/* Who changes camp when ties move: from configuration `from` with the propensities of `land` (after the moves, see
 * ent_flip_apply), down by steepest descent.  Who is indifferent stays; of equal falls the first actor's (as ent_align_minima).
 * step: the first `room` steps, may be NULL with room 0.
 * Errors: ENT_ARGUMENT.  Cost: O(n) a step; energies strictly fall, in practice some n steps. */
ent_status ent_flip_cascade(const ent_landscape *land, ent_camp from, int room, ent_flip_step *step, ent_cascade *out,
                            ent_error *err);

/* Does a configuration hold?  Climbs are over single moves, to the highest configuration on the easiest way; infinite where
 * there is nothing to climb to, 0 where it is no minimum. */
typedef struct ent_hold {
  bool minimum;     /* nobody would leave it */
  bool lowest;      /* nothing has less energy */
  double barrier;   /* the climb to anything lower */
  double escape;    /* the climb to any other minimum, lower or not */
  ent_camp saddle;  /* the configuration at the top of that way; 0 where there is none */
  ent_camp next;    /* the minimum that it leads to */
  bool above_noise; /* it is a minimum whose escape exceeds the noise */
} ent_hold;

/* Is `wanted` stable, and by how much?  noise >= 0 in the unit of energy.  Exact for n <= ENT_FLIP_HOLD_MAX: configurations are
 * flooded from `wanted` upwards, and only those below the climb are visited; saddle and next have bit 0 set.
 * Energies are equal by the tie rule of ent_align_explore.
 * Errors: ENT_ARGUMENT, ENT_LIMIT (n), ENT_NOMEM.  Cost: O(V n (n + log V)) for V configurations visited, at worst 2^(n-1);
 * 16 bytes for each neighbour of those, and 2^(n-1) / 8 bytes. */
#define ENT_FLIP_HOLD_MAX 24
ent_status ent_flip_hold(const ent_landscape *land, ent_camp wanted, double noise, const ent_allocator *memory,
                         ent_hold *out, ent_error *err);

/* ---- a wedge, everyone free to re-align ------------------------------------------------------------------------------ */

/* Doubles of scratch memory that the functions below need for n actors. */
#define ENT_FLIP_WORK(n) (ENT_ALIGN_WORK(n) + (size_t)(n) * ((size_t)(n) + 1))

/* With the tie of target and actor j moved by d, everyone else free to re-align,
 *   gap(d) = min E(target with rival) - min E(target with proposer, rival opposite),
 * and the target has turned where gap >= 0.  Each minimum is the lower of two lines in d, level while the two are together
 * and rising while they are apart, so gap never turns back: a tie has one price or none. */
typedef struct ent_wedge_price {
  int actor;   /* j */
  bool exists; /* false: however far this tie moves, the target stays where it stands */
  bool within; /* ... and with that change it stays inside [-1, 1] */
  double
    change; /* below 0 it has to fall, above 0 to rise by this much until the two sides are level; 0 if none exists */
} ent_wedge_price;

/* Where the target stands, and by how much which of its ties would have to move before that changes.  price: [n] in the order
 * of actors; none exists for the target itself.  The price of the rival's tie always exists: it is
 * gap / (2 s_T s_R), the alignment margin in the unit of that tie.  work: ENT_FLIP_WORK(n) doubles.
 * out (may be NULL): as ent_align_margin, which see for errors too.  Cost: some 2 n searches by branch and bound. */
ent_status ent_flip_wedge(const ent_landscape *land, int target, int proposer, int rival, double *work,
                          ent_wedge_price *price, ent_alignment *out, ent_error *err);

/* ---- two terms: where do they break even? -------------------------------------------------------------------------------- */

#define ENT_FLIP_TIES_MAX 8 /* different ties that two terms may move together */

/* A piece of the break-even curve in the plane of the two terms' strengths: along it, from (x[0], y[0]) to (x[1], y[1]), the
 * target is indifferent between these two configurations. */
typedef struct ent_even_piece {
  double x[2], y[2]; /* x[0] < x[1], or x[0] = x[1] and y[0] < y[1] */
  ent_camp with_rival, with_proposer;
} ent_even_piece;

/* Two terms, each a list of ties that it moves at strength 1, and the strengths to look at. */
typedef struct ent_even_terms {
  const ent_tie_move *first, *second;
  int firsts, seconds;
  double x_low, x_high, y_low, y_high;
} ent_even_terms;

/* The strengths x of the first and y of the second term at which gap = 0.  Ties are not cut here: choose strengths with which
 * they stay inside [-1, 1].  With m moved ties each of the two minima is the lowest of at most 2^m planes, so the curve
 * consists of straight pieces, and they are exact (where gap is 0 over an area, its inside is no curve and is left out).
 * Pieces in order of x[0], then y[0]; at most `room` in piece[], *pieces is how many there are (never more than 2^(2m)).
 * turned (may be NULL): whether the target has turned at the corner (x_low, y_low).  work: ENT_FLIP_WORK(n) doubles.
 * Errors: ENT_ARGUMENT (as ent_align_margin; no moves, changes not finite, strengths not in order), ENT_LIMIT (more than
 * ENT_FLIP_TIES_MAX different ties).  Cost: 2^(m+1) searches by branch and bound, and
 * for each two planes that meet a cut by all others. */
ent_status ent_flip_break_even(const ent_landscape *land, int target, int proposer, int rival,
                               const ent_even_terms *terms, double *work, int room, ent_even_piece *piece, int *pieces,
                               bool *turned, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
