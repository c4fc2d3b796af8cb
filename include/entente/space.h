/* entente/space.h - which proposals beat the status quo, when members care how far a policy lies from what they want?
 *
 * Members have ideal points on a line or in a plane and accept a proposal y in place of the status quo q when it is at
 * least as near: |y - x_i| <= |q - x_i| (Euclidean preferences).  The rule may be any monotone rule of entente/voting.h.
 * Sources: Tsebelis, Veto Players, 2002; Romer and Rosenthal 1978, Public Choice 33:27; Davis, DeGroot and Hinich 1972,
 * Econometrica 40:147 (winsets of majority rule); method: docs/method/voting.md. */
#ifndef ENTENTE_SPACE_H
#define ENTENTE_SPACE_H

#include "entente/voting.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Coordinates are finite and at most this large, in any unit that is the same in both directions. */
#define ENT_SPACE_MAX 1e9

/* ---- a line ------------------------------------------------------------------------------------------------- */

/* What can be adopted, and what cannot be moved.  ideal: [members of the rule].
 *   core_low, core_high   the core: a status quo inside it is beaten by nothing (the gridlock interval); empty, as it may
 *                         be under a rule that half of a club can meet, when core_low > core_high
 *   win_low, win_high     the winset: what is accepted in place of the status quo; the point itself when nothing is
 *   choice                the accepted point nearest to the agenda setter's ideal (Romer and Rosenthal)
 * Errors: ENT_ARGUMENT for a coordinate that is not allowed.  Cost: four margins of the rule. */
typedef struct ent_line {
  double core_low, core_high;
  double win_low, win_high;
  double choice;
} ent_line;
ent_status ent_space_line(const ent_rule *rule, const double *ideal, double status_quo, double setter, ent_line *out,
                          ent_error *err);

/* ---- a plane ------------------------------------------------------------------------------------------------ */

typedef struct ent_point {
  double x, y;
} ent_point;

/* One piece of the winset's edge: an arc of the circle around a member's ideal point that passes through the status quo,
 * run through counter-clockwise as seen from the status quo, by at most a quarter turn of that view (so at most half of
 * the circle). */
typedef struct ent_arc {
  int member; /* whose indifference curve it is */
  ent_point centre, from, to;
  double radius;
} ent_arc;

/* The winset is star-shaped around the status quo: along a direction u of length 1 member i accepts every step up to
 * r_i = 2 (x_i - q).u, so the winset reaches as far as r(u) = max{t : {i : r_i >= t} wins}.  area is exact up to rounding. */
typedef struct ent_winset {
  ent_point status_quo;
  int arcs; /* 0: nothing beats the status quo */
  const ent_arc *arc;
  double area;
  size_t bytes; /* of this block */
} ent_winset;

/* The winset of a status quo; ideal: [members of the rule].  The edge runs from arc to arc, through the status quo where
 * the next arc does not begin where one ends.  Errors: ENT_ARGUMENT, ENT_NOMEM.  Cost: O(n^2 log n) directions, each a
 * margin of the rule: 10 ms for 27 members.  The caller frees with ent_winset_free. */
ent_status ent_winset_make(const ent_rule *rule, const ent_point *ideal, ent_point status_quo,
                           const ent_allocator *memory, ent_winset **winset, ent_error *err);
void ent_winset_free(ent_winset *winset, const ent_allocator *memory);

/* How far the winset reaches towards a point, minus how far away that point is: >= 0 when the point would be adopted.  Its
 * size says how firmly.  *marginal (may be NULL): the member at whose indifference the winset ends there; -1 at the status
 * quo itself, whose slack is 0.  Coordinates as above.  Cost: one margin of the rule. */
double ent_space_slack(const ent_rule *rule, const ent_point *ideal, ent_point status_quo, ent_point proposal,
                       int *marginal);

/* The adopted point nearest to the agenda setter's ideal: the setter's own ideal if that wins, else a point of the edge, else
 * the status quo.  Cost: one margin and O(arcs). */
ent_point ent_space_choice(const ent_rule *rule, const ent_point *ideal, const ent_winset *winset, ent_point setter);

/* The convex hull of points, counter-clockwise from the leftmost (then lowest): under unanimity it is the core.
 * corner: [points] receives their indices; returns how many there are (1 or 2 when all points lie on a spot or a line).
 * points >= 1.  Cost: O(points^2).  Source: Jarvis 1973, Information Processing Letters 2:18. */
int ent_space_hull(const ent_point *point, int points, int *corner);

#ifdef __cplusplus
}
#endif
#endif
