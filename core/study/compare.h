/* compare.h - the steps of a comparison, each in a file of its own. */
#ifndef ENT_CORE_STUDY_COMPARE_H
#define ENT_CORE_STUDY_COMPARE_H

#include "base/sum.h"
#include "entente/compare.h"
#include "run.h"

/* One change: a place of the tree that differs. */
typedef struct ent_shift {
  ent_cause_kind kind;
  const char *path, *label, *before, *after;
  const ent_node *node[2]; /* in a and in b; NULL where there is nothing; both NULL for the rest */
} ent_shift;

typedef struct ent_shifts {
  ent_arena *arena;
  const ent_words *words;
  const ent_scenario *s[2];
  int count, room;
  ent_shift *shift; /* numbers first, then texts, each by path; last the rest, if there is one */
  ent_writer rest;  /* the paths of the rest */
  int texts;
  bool failed; /* no memory */
} ent_shifts;

/* compare_changes.c: fills in all changes between s[0] and s[1]. */
ent_status ent_compare_changes(ent_shifts *c, ent_error *err);
/* Moves the shifts for which `moved` holds into the rest. */
ent_status ent_compare_to_rest(ent_shifts *c, const bool *moved, ent_error *err);

/* Are the two inputs the same number?  The default record's path of a consent's input ("consents.G7.default.support"); false
 * for other paths. */
bool ent_compare_same_input(const ent_scenario *a, int i, const ent_scenario *b, int k);
bool ent_compare_default_of(const char *path, char out[ENT_PATH_MAX]);

/* A subset of the changes that are no numbers, sealed: with the numbers of a, and with those of b. */
typedef struct ent_mixed {
  const ent_scenario *s[2];
  ent_scenario *owned[2];  /* NULL where s is one of the two scenarios themselves */
  int moves;               /* inputs that some number changes: */
  int *input[2];           /* [moves] where they stand in s[0] and s[1] */
  int *shift;              /* [moves] by which change */
  uint32_t *parts, *terms; /* [numbers] what each change can move */
} ent_mixed;

typedef struct ent_mix {
  const ent_shifts *c;
  int numbers, others, worlds; /* worlds: 2^others; bit i of a world's number: shift numbers + i is as in b */
  ent_mixed *world;
} ent_mix;

/* compare_worlds.c: seals all worlds.  When one of them is no sound scenario, returns ENT_OK with *sound false and marks in
 * bad [changes] which changes cannot stand alone; then nothing is kept. */
ent_status ent_compare_seal(const ent_shifts *c, const ent_allocator *memory, ent_arena *arena, ent_mix *out,
                            bool *sound, bool *bad, ent_error *err);
void ent_compare_unseal(ent_mix *mix);

/* What the draws say of one change. */
typedef struct ent_tally {
  uint64_t alone[ENT_CHANCES], back[ENT_CHANCES];
  ent_sum share[ENT_CHANCES], square[ENT_CHANCES];
} ent_tally;

typedef struct ent_counts {
  uint64_t draws, a[ENT_CHANCES], b[ENT_CHANCES];
  uint64_t gained[ENT_CHANCES], lost[ENT_CHANCES]; /* draws that are open in b only, and in a only */
  ent_tally tally[];                               /* one a change */
} ent_counts;

/* compare_shares.c: runs the draws.  out: ent_counts with room for all changes, zeroed. */
size_t ent_counts_bytes(int changes);
ent_status ent_compare_draws(const ent_mix *mix, uint64_t seed, uint64_t draws, const ent_executor *executor,
                             const ent_allocator *memory, const ent_watch *watch, ent_counts *out, bool *exact,
                             ent_error *err);

/* compare_words.c: a change in a phrase, NULL when there is no memory. */
const char *ent_compare_what(const ent_shift *s, const ent_words *words, ent_arena *arena);
/* The headline, and which chance it speaks of. */
ent_status ent_compare_words(ent_difference *d, const ent_words *words, ent_arena *arena, ent_error *err);
/* "Consent", "All four gates": a key for ent_say. */
const char *ent_chance_title(int chance);
int ent_compare_about(const ent_difference *d);

/* The arena of a difference. */
ent_arena *ent_difference_arena(ent_difference *d);

#endif
