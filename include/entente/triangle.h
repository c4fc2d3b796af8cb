/* entente/triangle.h - who gains from its place among three powers, and what would each rather change?
 *
 * The strategic triangle (Dittmer 1981, World Politics 33:485-515): three corners 0, 1, 2 and three ties in [-1, 1].  The
 * role of a corner follows from the signs of the ties (0 counts as negative), its value from their degrees:
 *
 *   value of i = x_ij + x_ik - x_jk
 *
 *   positive ties   pattern             roles (value at full ties)
 *   3               menage a trois      three friends 1
 *   2               romantic triangle   pivot 3, two wings -1
 *   1               stable marriage     two partners 1, outcast -3
 *   0               unit veto           three foes -1
 *
 * The first three patterns are Dittmer's; unit veto and the sum are later conventions, see docs/method/trust.md.  Value is
 * incentive; the triad's energy, - x_01 x_02 x_12, is stability: above 0 the triad is unbalanced (Marvel, Strogatz and
 * Kleinberg 2009, Phys. Rev. Lett. 103:198701).  The two disagree for the pivot, which gains most in an unbalanced triad. */
#ifndef ENTENTE_TRIANGLE_H
#define ENTENTE_TRIANGLE_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

/* By the number of positive ties. */
#define ENT_PATTERN_LIST(X)                           \
  X(FOES, foes, ENT_SAY("unit veto"))                 \
  X(MARRIAGE, marriage, ENT_SAY("stable marriage"))   \
  X(ROMANTIC, romantic, ENT_SAY("romantic triangle")) \
  X(MENAGE, menage, ENT_SAY("m\xC3\xA9nage \xC3\xA0 trois"))

typedef enum ent_pattern {
#define X(NAME, name, text) ENT_PATTERN_##NAME,
  ENT_PATTERN_LIST(X)
#undef X
    ENT_PATTERNS
} ent_pattern;

/* From the worst place to the best. */
#define ENT_ROLE_LIST(X)                  \
  X(OUTCAST, outcast, ENT_SAY("outcast")) \
  X(FOE, foe, ENT_SAY("foe"))             \
  X(WING, wing, ENT_SAY("wing"))          \
  X(FRIEND, friend, ENT_SAY("friend"))    \
  X(PARTNER, partner, ENT_SAY("partner")) \
  X(PIVOT, pivot, ENT_SAY("pivot"))

typedef enum ent_role {
#define X(NAME, name, text) ENT_ROLE_##NAME,
  ENT_ROLE_LIST(X)
#undef X
    ENT_ROLES
} ent_role;

/* "romantic", "pivot": keys for machines; the texts for people are said by ent_say.  "?" for a number that is none. */
const char *ent_pattern_key(ent_pattern pattern);
const char *ent_pattern_text(ent_pattern pattern);
const char *ent_role_key(ent_role role);
const char *ent_role_text(ent_role role);

/* Where the tie of corners i and j stands in an array of three: 01, 02, 12. */
#define ENT_TRIANGLE_TIE(i, j) ((i) + (j)-1)

/* One corner's value and role from its own two ties and that of the two others.  Cost: O(1).  Errors: none. */
double ent_triangle_value(double ij, double ik, double jk);
ent_role ent_triangle_role(double ij, double ik, double jk);

typedef struct ent_triangle {
  ent_pattern pattern;
  ent_role role[3];
  double value[3]; /* in [-3, 3] */
  double energy;   /* - x_01 x_02 x_12, in [-1, 1] */
  bool balanced;   /* by the signs alone, 0 counting as negative: an odd number of positive ties */
} ent_triangle;

/* Reads a triangle from its ties x = {x_01, x_02, x_12}, each in [-1, 1].  Errors: ENT_ARGUMENT (range, NaN).  Cost: O(1).
 * Ties on another scale are brought here by ent_triangle_tie, which keeps the signs and so the roles. */
ent_status ent_triangle_read(const double x[3], ent_triangle *out, ent_error *err);

/* tanh(z): a standardised tie, such as a log odds of cooperation, as a tie in (-1, 1).  Cost: one ent_exp. */
double ent_triangle_tie(double z);

/* ---- what would each change? ------------------------------------------------------------------------------------ */

/* One tie takes another value. */
typedef struct ent_triangle_move {
  int a, b;        /* the corners that it joins; a moves, a is -1 where nothing helps */
  double from, to; /* the tie before and after */
  double gain[3];  /* what each corner gains */
  ent_triangle after;
} ent_triangle_move;

/* The best change of one of corner i's own ties.  A tie that changes sign keeps its degree: x becomes -x.  A corner gains 2|x|
 * from each of its negative ties that turns, and loses from each positive one, so the best is its most negative tie (of
 * equals the one with the lower corner); a corner whose ties are both positive or 0 has none (a = -1, gains 0, after = now).
 * A corner can drop a tie alone; to mend one takes two, and the other end gains as much.
 * Errors: ENT_ARGUMENT.  Cost: O(1). */
ent_status ent_triangle_best(const double x[3], int corner, ent_triangle_move *out, ent_error *err);

/* A target is courted by a proposer against a rival. */
typedef struct ent_courtship {
  ent_triangle now;
  ent_triangle_move add;      /* its tie with the proposer becomes `offered`, the rival is kept */
  ent_triangle_move drop;     /* after that, its tie with the rival becomes `left` */
  double gain_add, gain_drop; /* of the target: by adding; by dropping, once it has added */
  double gain_turn;           /* of the target by both: gain_add + gain_drop */
  double price;               /* what would pay it for the drop: -gain_drop, at least 0, in the unit of ties */
  double proposer_add, proposer_turn, rival_add, rival_turn; /* gains of the two others */
} ent_courtship;

/* What the courted side gains by adding the proposer, and what by then dropping the rival.  target, proposer and rival are the
 * three corners in some order; offered and left in [-1, 1] (for instance 1 and -1).
 * Errors: ENT_ARGUMENT.  Cost: O(1). */
ent_status ent_triangle_court(const double x[3], int target, int proposer, int rival, double offered, double left,
                              ent_courtship *out, ent_error *err);

/* ---- uncertain ties ---------------------------------------------------------------------------------------------- */

typedef struct ent_triangle_chances {
  double pattern[ENT_PATTERNS];
  double role[3][ENT_ROLES];
  double balanced;
  double value[3],
    value_sd[3]; /* mean and standard deviation of the values: of the ties as given, not cut to [-1, 1] */
  double error;  /* the largest Monte Carlo standard error of a chance above; 0 where they are exact */
} ent_triangle_chances;

/* Chances of each role when the ties are normal with means and standard deviations (>= 0, 0: known) on any scale on which 0
 * parts friend from foe.  correlation: {01-02, 01-12, 02-12}, or NULL for independent ties: then the eight octants are
 * products of normal distribution functions, exact.  With correlations they are counted over `draws` draws (1..2^32 - 1) of the
 * seed: draw i is a pure function of (seed, i).
 * Errors: ENT_ARGUMENT (numbers not finite, sd < 0, correlations that no three numbers can have, draws).
 * Cost: O(1), or O(draws), some 30 ns each. */
ent_status ent_triangle_odds(const double mean[3], const double sd[3], const double correlation[3], uint64_t seed,
                             uint64_t draws, ent_triangle_chances *out, ent_error *err);

/* ---- years ---------------------------------------------------------------------------------------------------------- */

/* A row of a table of ties. */
typedef struct ent_tie_row {
  double year;
  int a, b; /* corners 0..2, not the same; a row with another number (-1, say) is about somebody else and passed over */
  double tie; /* on any scale on which 0 parts friend from foe */
} ent_tie_row;

typedef struct ent_triangle_year {
  double year;
  double x[3];        /* tanh of scale times the tie */
  ent_triangle found; /* its reading */
  bool turned;        /* another pattern or another holder of a role than in the year before that is known */
} ent_triangle_year;

/* The triangle year by year.  Rows of a pair in one year, in either direction and any order, are averaged; a year in which one
 * of the three pairs is missing is left out and counted in *incomplete (may be NULL).  Ascending years; at most `room` of
 * them, *years is how many there are.  scale > 0: ties are read as tanh(scale * tie); 0: as they are, within
 * [-1, 1].
 * Errors: ENT_ARGUMENT (a year or tie that is not finite, a = b, scale), ENT_NOMEM.
 * Cost: O(rows log rows), 8 bytes a row. */
ent_status ent_triangle_series(const ent_tie_row *row, int rows, double scale, const ent_allocator *memory, int room,
                               ent_triangle_year *out, int *years, int *incomplete, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
