/* desk.h - what lies on the desk while one result is computed. */
#ifndef ENT_CORE_POWER_DESK_H
#define ENT_CORE_POWER_DESK_H

#include "meter.h"

struct ent_power_own {
  ent_arena arena; /* the result lies in it */
};

typedef struct ent_desk {
  const ent_game *game;
  const ent_power_options *options;
  ent_runner runner;
  ent_arena *scratch; /* until the result is done */
  ent_arena *keep;    /* the result's */
  ent_power *power;
  ent_tally tally; /* engines types, meet, enumerate; or pivots by residues */
  bool counted;    /* tally holds pivots and winning coalitions */
  ent_meter meter; /* engines weight, diagram */
} ent_desk;

ent_status ent_desk_no_memory(ent_error *err);

/* An empty result, for ent_power_free; NULL when there is no memory.  pair.c */
ent_power *ent_desk_open_power(int members, const ent_allocator *memory);

/* An array by member of the values of their classes, in the result; NULL when there is no memory. */
double *ent_desk_spread(const ent_desk *d, const double *by_class);

/* Notes what a check found; a failure stays.  verify.c */
void ent_verdict_note(ent_power_verdict *verdict, ent_check check, bool holds, int member);
/* Sums: Shapley-Shubik, and the other indices that divide power into shares.  verify.c */
void ent_verdict_sums(ent_power_verdict *verdict, const ent_power *power);

/* Plans, then counts or gets ready to; swings and what follows from them by the engine of the plan.  pair.c */
ent_status ent_desk_count(ent_desk *d, ent_error *err);
ent_status ent_desk_swings(ent_desk *d, ent_error *err);
/* Lays out a desk for the work; what it made is the caller's if it went well.  pair.c */
typedef ent_status ent_desk_work(ent_desk *d, ent_error *err);
ent_status ent_desk_run(const ent_game *game, const ent_power_options *options, ent_desk_work *work,
                        const ent_allocator *memory, ent_power **power, ent_error *err);

/* swings, winning, banzhaf, ..., from exact counts by class over live members.  indices.c */
ent_status ent_desk_banzhaf(ent_desk *d, int words, uint64_t *swings, uint64_t *winning, ent_error *err);
/* The same from the tally. */
ent_status ent_desk_banzhaf_tally(ent_desk *d, ent_error *err);
/* Averages of pivot probabilities from the tally: sum over s of a_s / C(n - 1, s) * chance[s].  pivot: [classes]. */
ent_status ent_desk_average(ent_desk *d, const double *chance, double *pivot, ent_error *err);
/* Exact fractions from the tally.  fractions.c */
ent_status ent_desk_fractions(ent_desk *d, ent_error *err);
/* Minimal winning coalitions and Johnston.  minimal.c */
ent_status ent_desk_minimal(ent_desk *d, ent_error *err);
/* Owen and Banzhaf-Owen.  unions.c */
ent_status ent_desk_unions(ent_desk *d, ent_error *err);
/* Shapley-Shubik and beliefs.  shapley.c */
ent_status ent_desk_shapley(ent_desk *d, ent_error *err);
ent_status ent_desk_belief(ent_desk *d, ent_error *err);
ent_status ent_desk_check_nodes(const ent_power_options *options, ent_error *err); /* compute.c */
ent_status ent_desk_check_belief(const ent_power_options *options, ent_error *err);

#endif
