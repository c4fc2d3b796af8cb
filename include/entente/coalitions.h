/* entente/coalitions.h - which coalitions are just enough to win, and which to block?
 *
 * A coalition is minimal winning when it wins and loses without any of its members; minimal blocking when the others lose, but
 * win with any of its members.  Blocking in a game is winning in its dual (Felsenthal and Machover 1998, chapter 2). */
#ifndef ENTENTE_COALITIONS_H
#define ENTENTE_COALITIONS_H

#include "entente/power.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_COALITION_MEMBERS_MAX 1024

/* The dual: S wins when the members outside S lose in the game.  The game must live as long as its dual, which the caller frees
 * with ent_game_free.  Errors: ENT_NOMEM.  Cost: O(quotas + formula). */
ent_status ent_game_dual(const ent_game *game, const ent_allocator *memory, ent_game **dual, ent_error *err);

/* Can the member block alone?  veto: [members].  Returns how many can.  Cost: O(members * quotas). */
int ent_game_vetoes(const ent_game *game, bool *veto);

/* Who is at least as strong as whom?  A member is when it can take the other's place in every winning coalition (desirability;
 * Isbell 1958), which its weights prove when none of them is less; of two such members with as many swings each can take the
 * other's place.  rank: [members], 0 for the strongest, equal for equals.  power: of this game, with ENT_POWER_BANZHAF.
 * Returns the number of ranks; 0, with *a and *b (either may be NULL), when the weights of two members do not settle it because
 * each has more in some column: rank is then untouched.  Cost: O(classes^2 + classes * columns). */
int ent_game_ranks(const ent_game *game, const ent_power *power, int *rank, int *a, int *b);

typedef struct ent_coalitions_options {
  bool blocking;  /* minimal blocking instead of minimal winning coalitions */
  int limit;      /* coalitions to list, 1..1,000,000; 0: 100 */
  bool sample;    /* a uniform sample of all instead of the smallest */
  uint64_t seed;  /* of the sample */
  uint64_t steps; /* members added before giving up; 0: 2^27, beyond 30 members 2^25 */
  bool few;       /* list: stops at the limit, so the last size is not counted to its end */
} ent_coalitions_options;

typedef struct ent_coalitions {
  int members;
  int listed;
  const int *start;        /* [listed + 1] */
  const int *member;       /* coalition k: member[start[k] .. start[k + 1] - 1], ascending */
  int smallest;            /* members of the smallest coalitions; 0 when the walk ended before one was found */
  uint64_t of_smallest;    /* how many of that size, when counted (see complete) */
  uint64_t found;          /* coalitions met; UINT64_MAX: more than that */
  const uint64_t *by_size; /* [members + 1] of those met, likewise */
  bool complete; /* list: every size that is listed from is listed whole, or the limit was reached inside the last;
                            sample: all coalitions were met, so `found` is their number and the sample is uniform */
  bool all;      /* everything there is was met */
  struct ent_coalitions_own *own;
} ent_coalitions;

/* Lists minimal coalitions: by size, then in the order of members; or a uniform sample of all (reservoir sampling, Vitter
 * 1985, ACM TOMS 11:37), which needs the whole walk.  Depth first over the members in descending order of weight; a
 * branch is left when the heaviest members that remain cannot bring it to a win.  At options->steps the walk stops and says
 * so.  A sample of a game of one weight is, where that would happen or there are more than four million, drawn from a table of
 * counts instead, with replacement: complete, `found` is how many there are (UINT64_MAX from 2^53), by_size is empty.
 * More than 30 members in few classes (at most 2^18 vectors of numbers by class) are not walked either: all are counted, the
 * smallest are unfolded, a sample is drawn with replacement.
 * How many there are in all and of each size, ent_power_compute counts (ENT_POWER_MINIMAL) without a walk.
 * options: NULL for the defaults.  Errors: ENT_LIMIT beyond ENT_COALITION_MEMBERS_MAX members, ENT_ARGUMENT, ENT_NOMEM.
 * Cost: at most options->steps * quotas; EU Council: all 4.4 million minimal winning coalitions in about a second.  The
 * caller frees with ent_coalitions_free. */
ent_status ent_coalitions_find(const ent_game *game, const ent_coalitions_options *options, const ent_allocator *memory,
                               ent_coalitions **coalitions, ent_error *err);
void ent_coalitions_free(ent_coalitions *coalitions);

#ifdef __cplusplus
}
#endif
#endif
