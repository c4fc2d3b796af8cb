/* entente/power.h - who has power under a rule before anybody's wishes are known, exactly and at any size?
 *
 * A game is a set of members and a monotone rule over their weights, in the notation of entente/voting.h; it is built
 * once, is read-only afterwards and may be shared by threads.  Here it may have up to 5,000 members.  Abstention is not
 * modelled: a member is for or against, so objection(...) counts as veto(...).
 *
 * Power indices are a priori: they follow from the rule alone and say nothing of what the members want.
 * Sources: Penrose 1946; Shapley and Shubik 1954; Banzhaf 1965; Coleman 1971; Felsenthal and Machover, The Measurement
 * of Voting Power, 1998. */
#ifndef ENTENTE_POWER_H
#define ENTENTE_POWER_H

#include "entente/executor.h"
#include "entente/voting.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- games ------------------------------------------------------------------------------------------------- */

#define ENT_GAME_MEMBERS_MAX 5000

typedef struct ent_game ent_game;

/* Reads a rule over a roll of 1..ENT_GAME_MEMBERS_MAX members; notation and errors as in ent_rule_parse, and besides
 * ENT_ARGUMENT for a name that occurs twice.  Everything is copied.  The caller frees the game with ent_game_free.
 * Cost: O(text + columns * members + members log members). */
ent_status ent_game_parse(const char *text, size_t size, const ent_roll *roll, const ent_allocator *memory,
                          ent_game **game, ent_error *err);
/* The game of a rule that exists already (the rule is copied and may be freed before the game). */
ent_status ent_game_of_rule(const ent_rule *rule, const ent_allocator *memory, ent_game **game, ent_error *err);
/* One weight: a coalition wins when its weights add up to quota or more.  weight: [members], each >= 0, total below 2^53,
 * 1 <= quota <= total.  Errors: ENT_ARGUMENT, ENT_LIMIT, ENT_NOMEM. */
ent_status ent_game_of_weights(int members, const int64_t *weight, int64_t quota, const ent_allocator *memory,
                               ent_game **game, ent_error *err);
void ent_game_free(ent_game *game);
/* Number of members. */
int ent_game_members(const ent_game *game);
/* Classes of members with the same weights wherever the rule looks: [members], numbered by first member from 0.  Returns
 * their number.  class_of may be NULL. */
int ent_game_classes(const ent_game *game, int *class_of);
/* Does the coalition win?  yes: [members].  Cost: O(atoms * members). */
bool ent_game_wins(const ent_game *game, const bool *yes);

/* Weights as people write them ("16.5", "7 %") as whole numbers on one scale that is exact: weight[i] = number[i] * *scale,
 * where *scale is the least power of ten that makes all of them whole.  Either all are written with % or none.
 * Errors: ENT_SYNTAX (err->line = number of the text, from 1; err->column = place in it) also for signs and for commas between
 * digits, ENT_LIMIT when the scaled total is not below 2^53.  Cost: O(bytes). */
ent_status ent_weights_read(const char *const *text, int count, int64_t *weight, int64_t *scale, ent_error *err);

/* Unions of members: "FRA, GBR, USA; DEU, ITA" makes two; who is named in none is alone.  union_of: [members] receives
 * the number of the union, from 0 in the order of the first member of each; returns ENT_OK and *unions, their number
 * including those of one member.  names: [members].
 * Errors: ENT_SYNTAX, ENT_REFERENCE (with a suggestion), ENT_ARGUMENT for a member named twice, with the place. */
ent_status ent_unions_read(const char *text, size_t size, const char *const *names, int members, int *union_of,
                           int *unions, ent_error *err);

/* ---- how to compute ---------------------------------------------------------------------------------------- */

/* One list: the engines, their names on the command line, and what they do. */
#define ENT_ENGINE_LIST(X)                                                                                    \
  X(AUTO, "auto", ENT_SAY("the cheapest engine that fits"))                                                   \
  X(TYPES, "types", ENT_SAY("counts members of each class of equals: vectors of numbers, with binomials"))    \
  X(MEET, "meet", ENT_SAY("meets in the middle: rules of the count and one weight, up to 44 members"))        \
  X(ENUMERATE, "enumerate", ENT_SAY("walks all coalitions: any rule, up to 30 members"))                      \
  X(WEIGHT, "weight", ENT_SAY("counts coalitions by their weight: rules of one weight, up to 5,000 members")) \
  X(DIAGRAM, "diagram", ENT_SAY("follows a decision diagram of the rule: any rule, as long as the diagram stays small"))

typedef enum ent_engine {
#define X(NAME, word, text) ENT_ENGINE_##NAME,
  ENT_ENGINE_LIST(X)
#undef X
    ENT_ENGINES
} ent_engine;

/* "meet" and its text for ENT_ENGINE_MEET; "?" for a number that is no engine. */
const char *ent_engine_name(ent_engine engine);
const char *ent_engine_text(ent_engine engine);
/* The engine of a name; ENT_ENGINES if there is none. */
ent_engine ent_engine_named(const char *name, size_t size);

/* What is wanted, added up. */
#define ENT_POWER_BANZHAF 1U /* swings, Banzhaf, Coleman */
#define ENT_POWER_SHAPLEY 2U /* Shapley-Shubik */
#define ENT_POWER_EXACT 4U   /* the same as fractions over n! */
#define ENT_POWER_MINIMAL 8U /* Deegan-Packel and Public Good, from the minimal winning coalitions */
#define ENT_POWER_JOHNSTON 16U
#define ENT_POWER_UNIONS 32U /* Owen and Banzhaf-Owen */
#define ENT_POWER_BELIEF 64U /* pivot probabilities under an exchangeable belief */

/* A belief about how alike the members are: every member says yes with the same unknown probability t, drawn from a mixture
 * of Beta(a, b) densities.  Beta(1, 1) gives Shapley-Shubik, a point at 1/2 gives Banzhaf (Straffin 1977), mixtures lie
 * between.  a = b = 0 stands for the point t = at. */
typedef struct ent_belief {
  double share;    /* > 0; shares are divided by their sum */
  double a, b, at; /* a, b in [1/4, 1000], or both 0 and at in [0, 1] */
} ent_belief;
#define ENT_BELIEFS_MAX 16

typedef struct ent_power_options {
  unsigned wanted;          /* 0: ENT_POWER_BANZHAF | ENT_POWER_SHAPLEY */
  ent_engine engine;        /* ENT_ENGINE_AUTO: the choice is told in ent_power */
  bool fast;                /* Shapley-Shubik with fewer nodes: error about 1e-9 instead of 1e-12, checked by the sum */
  int nodes;                /* quadrature nodes; 0: as many as the error bound asks for; at most 2,560 */
  const int *union_of;      /* [members], as ent_unions_read gives them; for ENT_POWER_UNIONS */
  const ent_belief *belief; /* [beliefs]; for ENT_POWER_BELIEF */
  int beliefs;              /* 1..ENT_BELIEFS_MAX */
  const ent_executor *executor; /* NULL: one thread; the same bytes either way */
  bool (*progress)(void *ctx, uint64_t done, uint64_t blocks, const void *unused); /* may be NULL; false cancels */
  void *progress_ctx;
} ent_power_options;

/* Which engine would run, and why, before any work is done.  Errors: ENT_LIMIT when none can (the message says what would
 * help), ENT_ARGUMENT when the one that options force cannot. */
#define ENT_WHY_MAX 200
typedef struct ent_power_plan {
  ent_engine engine;
  int classes;           /* classes of equal members */
  int atoms;             /* different quotas that the rule asks for */
  int columns;           /* on so many columns of weights */
  int64_t quota, total;  /* of a rule of one weight; 0 for any other */
  bool vetoes;           /* it has vetoes beside its one weight, which quota and total take in */
  int words;             /* 64-bit words of an exact count */
  double steps;          /* inner steps, roughly; 0 where it is not known beforehand (diagram) */
  double bytes;          /* of the largest table */
  char why[ENT_WHY_MAX]; /* "one weight, 190 members, total 5,039,930: ..." */
} ent_power_plan;
ent_status ent_power_plan_make(const ent_game *game, const ent_power_options *options, ent_power_plan *plan,
                               ent_error *err);

/* ---- the indices ------------------------------------------------------------------------------------------- */

/* Everything that was wanted; arrays are [members], NULL where they were not wanted.  Lives until ent_power_free. */
typedef struct ent_power {
  int members;
  ent_power_plan plan;

  /* Banzhaf.  swings[i]: coalitions of the others that lose without i and win with i, as decimal text, exact. */
  const char *const *swings;
  const char *winning;         /* winning coalitions, exact */
  const double *banzhaf;       /* swings / 2^(n-1): absolute (Penrose) */
  const double *banzhaf_share; /* divided by their sum: normalised */
  double act;                  /* Coleman's power of a collectivity to act: winning / 2^n */
  const double *prevent;       /* Coleman: swings / winning */
  const double *initiate;      /* Coleman: swings / losing coalitions; 0 when every coalition wins (cannot occur) */

  /* Shapley-Shubik.  Sums to 1. */
  const double *shapley;
  int nodes;              /* quadrature nodes used; 0: computed from exact counts */
  double shapley_sum_gap; /* |sum - 1| before anything was done about it: nothing is */
  double shapley_bound;   /* a bound on the error of quadrature (rounding not included); 0 for exact counts */
  const char *const *shapley_numerator; /* ENT_POWER_EXACT: numerators over shapley_denominator = n!, exact */
  const char *shapley_denominator;

  /* Minimal winning coalitions. */
  const char *minimal;                /* how many, exact */
  const char *const *minimal_by_size; /* [members + 1] of them, exact */
  const double *deegan_packel;        /* sums to 1 */
  const double *public_good;          /* Holler: share of memberships in minimal winning coalitions; sums to 1 */
  const double *johnston;             /* sums to 1 */

  /* With unions (options->union_of). */
  const double *owen;         /* sums to 1 */
  const double *banzhaf_owen; /* absolute: 2^-(m-1) 2^-(u-1) times the swings that respect the unions */

  /* Under the belief: probability that i is pivotal, and that the proposal is adopted. */
  const double *pivot;
  double adopt;

  struct ent_power_own *own;
} ent_power;

/* Computes what options ask for (NULL: the defaults).  Exact counts are integers of any length; Shapley-Shubik has an error
 * below 1e-12 unless options->fast.
 * Limits, each refused with ENT_LIMIT and what would help: engine weight needs tables below 2^29 bytes (IMF: 60 MB);
 * ENT_POWER_MINIMAL and ENT_POWER_JOHNSTON need the engines types or enumerate (minimal also weight for totals up to some
 * ten thousand); ENT_POWER_UNIONS needs at most 2^26 pairs of (set of other unions, set of own partners), or one weight.
 * Errors: ENT_ARGUMENT, ENT_LIMIT, ENT_NOMEM, ENT_CANCELLED.  The caller frees *power with ent_power_free. */
ent_status ent_power_compute(const ent_game *game, const ent_power_options *options, const ent_allocator *memory,
                             ent_power **power, ent_error *err);
void ent_power_free(ent_power *power);

/* ---- does it hold? ----------------------------------------------------------------------------------------- */

/* One list: what is checked. */
#define ENT_CHECK_LIST(X)                                                                      \
  X(SECOND_ENGINE, ENT_SAY("swings are those that a second engine finds"))                     \
  X(SHAPLEY_SUM, ENT_SAY("the Shapley-Shubik indices sum to 1"))                               \
  X(NUMERATORS, ENT_SAY("the exact numerators sum to n!"))                                     \
  X(DUMMIES, ENT_SAY("who never decides has index 0, and who has index 0 never decides"))      \
  X(EQUALS, ENT_SAY("members with the same weights have the same index"))                      \
  X(ORDER, ENT_SAY("members with more weight everywhere have at least as much power"))         \
  X(PARITY, ENT_SAY("all swing numbers are odd, or all are even"))                             \
  X(VETOES, ENT_SAY("who can block alone has as many swings as there are winning coalitions")) \
  X(SHARES, ENT_SAY("every other index that divides power into shares sums to 1"))

typedef enum ent_check {
#define X(NAME, text) ENT_CHECK_##NAME,
  ENT_CHECK_LIST(X)
#undef X
    ENT_CHECKS
} ent_check;

typedef enum ent_check_result { ENT_CHECK_SKIPPED, ENT_CHECK_HOLDS, ENT_CHECK_FAILS } ent_check_result;

typedef struct ent_power_verdict {
  ent_check_result check[ENT_CHECKS];
  ent_engine second; /* the engine that recomputed; the same one: it recounted in residues modulo three primes, on the
                        larger of the two tables; ENT_ENGINE_AUTO: nothing was recomputed */
  int member;        /* the first member for whom a check fails; -1 */
  bool holds;        /* no check fails */
} ent_power_verdict;

const char *ent_check_text(ent_check check);

/* Checks a result against its game.  A failing check is a finding, not an error.  Errors: ENT_ARGUMENT when power is of
 * another game's size, ENT_NOMEM, ENT_CANCELLED.  Cost: that of the second engine. */
ent_status ent_power_verify(const ent_game *game, const ent_power *power, const ent_power_options *options,
                            const ent_allocator *memory, ent_power_verdict *verdict, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
