/* entente/game.h - a small game as a tree with exact numbers: built, written for Gambit, read back, and solved.
 *
 * An extensive game is told in prefix order: a node, then the subtree behind each of its actions.  Numbers are fractions,
 * since Gambit asks that probabilities add up to exactly one and equilibria turn on ties.
 * Formats: Gambit's .efg (EFG 2 R) and .nfg (NFG 1 R), as its manual describes them. */
#ifndef ENTENTE_GAME_H
#define ENTENTE_GAME_H

#include "entente/model.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- fractions ------------------------------------------------------------------------------------------- */

typedef struct ent_ratio {
  int64_t num, den; /* lowest terms, den > 0, neither beyond 2^63 - 1 */
} ent_ratio;

#define ENT_RATIO_MAX 48 /* bytes of a fraction as text, NUL included */

/* num / den in lowest terms.  False, and *out untouched, when den is 0 or a number is -2^63. */
bool ent_ratio_make(int64_t num, int64_t den, ent_ratio *out);
/* Sum, product, quotient.  False, and *out untouched, when the result does not fit, or the divisor is 0. */
bool ent_ratio_add(ent_ratio a, ent_ratio b, ent_ratio *out);
bool ent_ratio_times(ent_ratio a, ent_ratio b, ent_ratio *out);
bool ent_ratio_over(ent_ratio a, ent_ratio b, ent_ratio *out);
/* -1, 0 or 1 as a < b, a = b, a > b; never overflows.  Cost: O(log of the denominators). */
int ent_ratio_compare(ent_ratio a, ent_ratio b);
/* The nearest fraction of denominator 10^decimals (0..9).  False when x is not finite or does not fit. */
bool ent_ratio_of(double x, int decimals, ent_ratio *out);
double ent_ratio_value(ent_ratio a);
/* Reads "3", "-1.25", "2/3" or "5e-2" from the first bytes of text.  *used: bytes read.  Errors: ENT_SYNTAX (no number),
 * ENT_LIMIT (over 18 digits). */
ent_status ent_ratio_read(const char *text, size_t size, ent_ratio *out, size_t *used, ent_error *err);
/* Writes "3" or "2/3"; returns the length. */
size_t ent_ratio_write(ent_ratio a, char out[ENT_RATIO_MAX]);

/* ---- games as trees ---------------------------------------------------------------------------------------- */

#define ENT_GAME_PLAYERS_MAX 16
#define ENT_GAME_ACTIONS_MAX 64
#define ENT_GAME_SETS_MAX 1024
#define ENT_GAME_NODES_MAX 16384
#define ENT_GAME_DEPTH_MAX 64
#define ENT_GAME_PROFILES_MAX 65536 /* of a strategic form */

/* An information set: nodes that a player cannot tell apart; or a move of nature. */
typedef struct ent_game_set {
  int player; /* -1: nature */
  int number; /* in a file; each of a player's sets has one of its own */
  const char *name;
  int actions;
  const char *const *action; /* [actions] */
  const ent_ratio *chance;   /* [actions], nature's; NULL for a player */
  int nodes;                 /* that lie in it */
  int own_set, own_action;   /* the player's own last move on the way here, or -1 */
  int order;                 /* among the player's sets, as they appear in the tree */
} ent_game_set;

typedef struct ent_game_node {
  int set;   /* -1: an end */
  int next;  /* the node behind the whole subtree; the subtree of the first action begins at the next node */
  int depth; /* 0: the root */
  const ent_ratio *payoff; /* [players] at an end, else NULL */
} ent_game_node;

/* A game; read-only but through the functions that build it. */
typedef struct ent_extensive {
  const char *title, *comment;
  int players, sets, nodes;
  const char *const *player;
  const ent_game_set *set;
  const ent_game_node *node;
  bool whole; /* no action lacks its subtree */
} ent_extensive;

/* Opens a game without nodes; texts are copied.  comment may be NULL.  The caller frees it with ent_extensive_free.
 * Errors: ENT_LIMIT (players 1..ENT_GAME_PLAYERS_MAX), ENT_NOMEM. */
ent_status ent_extensive_open(const char *title, const char *comment, const char *const *player, int players,
                              const ent_allocator *memory, ent_extensive **game, ent_error *err);
void ent_extensive_free(ent_extensive *game); /* may be NULL */

/* The next node in prefix order.  Nature: no probability below 0, their sum exactly 1.  A player: the information set of
 * that number (1 and above); where it is known, name and actions are the same as before, and action may be NULL to mean so.
 * All nodes of a set follow the same own moves of its player (perfect recall).
 * Errors: ENT_ARGUMENT (anything of this, or the tree is whole already), ENT_LIMIT, ENT_NOMEM.  Cost: O(sets + actions). */
ent_status ent_extensive_chance(ent_extensive *game, const char *name, const char *const *action,
                                const ent_ratio *probability, int actions, ent_error *err);
ent_status ent_extensive_move(ent_extensive *game, int player, int number, const char *name, const char *const *action,
                              int actions, ent_error *err);
/* An end with what each player gets: payoff [players]. */
ent_status ent_extensive_end(ent_extensive *game, const ent_ratio *payoff, ent_error *err);

/* The node behind an action of a node.  Cost: O(action). */
int ent_extensive_behind(const ent_extensive *game, int node, int action);

/* The game as Gambit reads it, .efg; writes at most room bytes with the closing NUL and returns the length of the whole.
 * Cost: O(text). */
size_t ent_extensive_write(const ent_extensive *game, char *out, size_t room);
/* Reads an .efg: what ent_extensive_write writes, and what Gambit writes of games with payoffs at their ends only.
 * Errors: ENT_SYNTAX, ENT_ARGUMENT (as those that build it, and probabilities that do not add up to exactly one),
 * ENT_LIMIT, ENT_NOMEM, each with line and column.  Cost: O(text + nodes sets). */
ent_status ent_extensive_read(const char *text, size_t size, const ent_allocator *memory, ent_extensive **game,
                              ent_error *err);

/* What players do who look ahead in a game where everybody sees all moves (backward induction): the action in each set,
 * choice [sets], the first of several that are equally good (then *tied is true); -1 at nature's.  payoff: [players], what
 * each gets then.  Errors: ENT_ARGUMENT (not whole; a set holds two nodes), ENT_NUMERIC (the fractions grow too long),
 * ENT_NOMEM.  Cost: O(nodes players). */
ent_status ent_extensive_backward(const ent_extensive *game, const ent_allocator *memory, int *choice,
                                  ent_ratio *payoff, bool *tied, ent_error *err);

/* ---- games in strategic form ----------------------------------------------------------------------------------- */

typedef struct ent_strategic {
  const char *title;
  int players;
  const char *const *player;
  const int *strategies;              /* [players] */
  const char *const *const *strategy; /* [players][strategies] names; NULL: they have none */
  int profiles;                       /* the product of strategies; in their order player 1's strategy runs fastest */
  const ent_ratio *payoff;            /* [profiles * players] */
  /* of a game that was a tree: plan[p][k * sets[p] + i] is what strategy k of player p does in its i-th set (order), -1
   * where it cannot come by its own moves; NULL for a game that was read */
  const int *sets;
  const int *const *plan;
} ent_strategic;

/* The reduced strategic form: strategies that differ only where their own player does not come are one.  Errors:
 * ENT_ARGUMENT (not whole), ENT_LIMIT (over ENT_GAME_PROFILES_MAX profiles), ENT_NUMERIC (the fractions grow too long),
 * ENT_NOMEM.  Cost: O(profiles * nodes that are reached). */
ent_status ent_extensive_strategic(const ent_extensive *game, const ent_allocator *memory, ent_strategic **out,
                                   ent_error *err);
void ent_strategic_free(ent_strategic *game); /* may be NULL */

/* As ent_extensive_write, .nfg: by outcomes where strategies have names, else by payoffs. */
size_t ent_strategic_write(const ent_strategic *game, char *out, size_t room);
/* Reads an .nfg of either form.  Errors: as ent_extensive_read.  Cost: O(text). */
ent_status ent_strategic_read(const char *text, size_t size, const ent_allocator *memory, ent_strategic **game,
                              ent_error *err);

/* Strategy of a player in a profile. */
int ent_strategic_choice(const ent_strategic *game, int profile, int player);
/* Equilibria in pure strategies: profiles in which nobody gains by changing alone.  Writes the first `room` of them, in
 * order; returns how many there are.  Cost: O(profiles * strategies of all players). */
int ent_strategic_equilibria(const ent_strategic *game, int *profile, int room);

/* ---- the games of a deal ------------------------------------------------------------------------------------------ */

/* Two sides, each trustworthy with probability t; each knows its own type.  Both cooperate: 1; cooperating alone costs c;
 * cheating alone gives b_T < 1 to the trustworthy and b_U > 1 to the others; nobody: 0 (entente's own normalisation of
 * the trust game after Kydd 2005).  With alpha in (0, 1) it is played twice, with stakes alpha and 1 - alpha (reassurance);
 * with alpha 1 once.  All players and types move without knowing the other's.
 * Errors: ENT_ARGUMENT (t in (0, 1), 0 <= b_T < 1 < b_U, c > 0, alpha in (0, 1]), ENT_NUMERIC, ENT_NOMEM. */
typedef struct ent_trust_stakes {
  ent_ratio t, b_t, b_u, c, alpha;
} ent_trust_stakes;
ent_status ent_game_trust(const ent_trust_stakes *stakes, const char *title, const ent_allocator *memory,
                          ent_extensive **game, ent_error *err);

/* The deal of a scenario at the centre of its assumptions: the proposer offers or not; the owner of each essential term
 * (as one player: what it gains is the margin of its rule) agrees or not; the target accepts or not; nature decides whether
 * the proposer's leader leaves within a year, whether who stays reneges, and which terms a successor honours (those that
 * are honoured most likely outlast the others).  What is kept has the value of the promise from then on, so the target's
 * expected payoff is that of the acceptance gate.  Probabilities to 4 decimals, payoffs to 6, as fractions.
 * Errors: ENT_LIMIT (over 14 owners), ENT_NOMEM.  Source: docs/guide/games.md. */
ent_status ent_game_acceptance(const ent_scenario *s, const ent_allocator *memory, ent_extensive **game,
                               ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
