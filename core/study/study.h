/* study.h - the passes behind an answer, each in a file of its own. */
#ifndef ENT_CORE_STUDY_STUDY_H
#define ENT_CORE_STUDY_STUDY_H

#include "run.h"

typedef struct ent_study {
  const ent_scenario *s;
  uint64_t seed, draws; /* of the study passes */
  const ent_executor *executor;
  const ent_allocator *memory;
  const ent_watch *watch;
  const ent_replay *kept; /* draws of this scenario that need not be made again, or NULL */
  ent_replay *own;        /* the same, where the study made them, or NULL */
  ent_changed *changed;   /* where changed scenarios are kept, or NULL */
  ent_arena *arena;       /* results live here */
  ent_answer *answer;
  const ent_words *words; /* of the sentences; NULL: English */
} ent_study;

ent_status ent_study_drivers(ent_study *st, ent_error *err);
ent_status ent_study_tipping(ent_study *st, ent_error *err);
ent_status ent_study_change(ent_study *st, ent_error *err);
ent_status ent_study_precedents(ent_study *st, ent_error *err);
ent_status ent_study_claims(ent_study *st, ent_error *err);
ent_status ent_study_sentences(ent_study *st, ent_error *err);

/* Ends of the range in which an input is searched: its domain where that has ends, else far out in its tails. */
void ent_input_range(const ent_scenario *s, int input, double *from, double *to);
/* Can the input move anything, and is it uncertain? */
bool ent_input_matters(const ent_scenario *s, int input);

/* Value of a claim's expression over an answer; se 0 where nothing is random.  false when it has no finite value. */
typedef struct ent_value {
  double value, se;
} ent_value;
bool ent_expression_value(const ent_expr *e, const ent_scenario *s, const ent_ensemble *ensemble,
                          const ent_allocator *memory, ent_value *out);
/* Power a priori in a club: banzhaf, shapley: [seats], either may be NULL; -1 where it would take too long.  seat_power.c */
ent_status ent_club_power(const ent_club *club, const ent_allocator *memory, double *banzhaf, double *shapley,
                          ent_error *err);
/* Where the facts in an expression come from. */
void ent_expression_source(const ent_expr *e, const ent_words *words, ent_writer *out);

/* Scenario 0 and those that the claims' with: maps make of it. */
#define ENT_STUDY_WORLDS 24
/* The changed scenario of this number if it is kept, else NULL; and keeping one, which it owns from then on. */
ent_scenario *ent_changed_find(ent_changed *changed, const ent_scenario *base, int world);
void ent_changed_keep(ent_changed *changed, int world, ent_scenario *s);

/* The claims of the answer told again by st->s in st->words, in the arena; before: the words they were told in.  NULL when there
 * is no memory. */
const ent_claim *ent_study_say_claims(const ent_study *st, const ent_words *before);

/* Names of the gates as programs read them; the last is "none". */
extern const char *const ent_gate_name[ENT_GATES + 1];

/* The arena of an answer, for the writers of JSON and CSV. */
ent_arena *ent_answer_arena(ent_answer *answer);

/* Propensity between two places of the alignment at the centre of the assumptions, before the deal. */
double ent_scenario_tie_now(const ent_scenario *s, int a, int b);

#endif
