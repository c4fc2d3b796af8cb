/* entente/compare.h - two scenarios side by side: what differs, and which of it causes the difference in the answer.
 *
 * Both are asked with the same random numbers.  What differs is told change by change, and the difference of each chance is
 * shared out among the changes by their Shapley value, so that the shares sum to the difference. */
#ifndef ENTENTE_COMPARE_H
#define ENTENTE_COMPARE_H

#include "entente/study.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_COMPARE_DRAWS 20000  /* draws unless others are asked for */
#define ENT_COMPARE_EXACT 8      /* up to so many changes all their subsets are computed; beyond, orders are sampled */
#define ENT_COMPARE_STRUCTURES 5 /* at most so many changes of other kinds than a number stand alone */
#define ENT_CHANCES (ENT_GATES + 1) /* the four gates, and last all of them */

typedef enum ent_cause_kind {
  ENT_CAUSE_NUMBER, /* a number is another one */
  ENT_CAUSE_TEXT,   /* a rule, a yes or no, a date, a list */
  ENT_CAUSE_REST /* all that can only change together: actors, members, terms, ties, tables that one of the two lacks */
} ent_cause_kind;

/* One change from the first scenario (a) to the second (b). */
typedef struct ent_cause {
  ent_cause_kind kind;
  const char *path;  /* "deal.outside.rival_loss"; for the rest: the paths, parted by ", " */
  const char *label; /* "Russia: part of the tie with China that the deal costs" */
  const char *before,
    *after;                  /* as written in a and in b, or the default; "" where there is nothing, and for the rest */
  const char *what;          /* label and change in a phrase; of a long rest only the first paths */
  double alone[ENT_CHANCES]; /* chances when only this is changed in a */
  double back[ENT_CHANCES];  /* chances when only this is changed back in b */
  double share[ENT_CHANCES]; /* its part of the difference, b minus a: its Shapley value */
  double se[ENT_CHANCES];    /* Monte Carlo standard error of that part */
} ent_cause;

typedef struct ent_difference ent_difference;
struct ent_difference {
  const ent_scenario *a, *b; /* must outlive the difference */
  uint64_t seed[2], draws;   /* seeds of a and of b: the same, unless only the seed differs */
  ent_share chance_a[ENT_CHANCES], chance_b[ENT_CHANCES];
  double change[ENT_CHANCES], se[ENT_CHANCES]; /* b minus a, and its standard error (draws are paired) */
  bool exact;                                  /* all subsets of the changes were computed; else orders were sampled */
  int causes;
  const ent_cause *cause; /* largest share of the chance `about` first */
  int texts;              /* places that differ and that no gate reads: titles, names, sources, claims ... */
  int about;              /* the chance of which the headline speaks: ENT_GATES (all), or a gate */
  const char *headline;
  void *memory; /* owned */
};

/* Compares.  options: seed (0: the smaller of the two scenarios' seeds), draws (0: ENT_COMPARE_DRAWS), executor and
 * progress are used; NULL for defaults.  When nothing but the seeds of the scenarios differs and no seed is given, each
 * keeps its own, and the difference is luck.
 *   A change of a number is moved inside each draw; a change of another kind, and the rest as one block, are sealed.  What
 * does not make a sound scenario by itself goes into the rest.  With k changes: all 2^k subsets in each draw while
 * k <= ENT_COMPARE_EXACT; beyond, each draw takes one random order and its reverse (antithetic), which has no bias.
 * Source: Shapley, A value for n-person games (1953); Castro, Gomez, Tejada, Computers and Operations Research 36 (2009).
 * Errors: ENT_ARGUMENT (draws), ENT_NOMEM, ENT_CANCELLED; those of sealing when b is no scenario.
 * Cost: draws * (gates of 2^k or 2k subsets, as far as they move).  The caller frees with ent_difference_free. */
ent_status ent_compare(const ent_scenario *a, const ent_scenario *b, const ent_options *options,
                       const ent_allocator *memory, ent_difference **difference, ent_error *err);
void ent_difference_free(ent_difference *difference);

/* As JSON (docs/guide/compare.md) or as a tidy table (path,chance,statistic,value).  The text is NUL-terminated and lives
 * until the difference is freed.  Errors: ENT_NOMEM. */
ent_status ent_difference_json(ent_difference *difference, const char **text, size_t *size, ent_error *err);
ent_status ent_difference_csv(ent_difference *difference, const char **text, size_t *size, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
