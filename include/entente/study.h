/* entente/study.h - the whole question: four gates, an ensemble, and what would change the answer.
 *
 * Each gate answers with a signed margin in [-1, 1] (>= 0: open) and a witness.  Gates are deterministic given a draw;
 * all probability comes from the ensemble.  Draw i is a pure function of (scenario, seed, i). */
#ifndef ENTENTE_STUDY_H
#define ENTENTE_STUDY_H

#include "entente/executor.h"
#include "entente/flip.h"
#include "entente/model.h"
#include "entente/space.h"
#include "entente/voting.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- one draw -------------------------------------------------------------------------------------------- */

#define ENT_GATE_LIST(X)                                                                              \
  X(WILL, will, ENT_SAY("Will"), ENT_SAY("does the proposer want it, and its own institutions too?")) \
  X(CONSENT, consent, ENT_SAY("Consent"), ENT_SAY("do the owners of the terms agree?"))               \
  X(ACCEPTANCE, acceptance, ENT_SAY("Acceptance"), ENT_SAY("does the target gain by saying yes?"))    \
  X(DURABILITY, durability, ENT_SAY("Durability"), ENT_SAY("does it live to the horizon, and does the alignment hold?"))

typedef enum ent_gate {
#define X(NAME, name, title, question) ENT_GATE_##NAME,
  ENT_GATE_LIST(X)
#undef X
    ENT_GATES
} ent_gate;

/* Parts that are computed apart; an input moves some of them (ent_input_info.gates is a mask of 1 << ENT_PART_*). */
typedef enum ent_part {
  ENT_PART_WILL,
  ENT_PART_CONSENT,
  ENT_PART_ACCEPTANCE,
  ENT_PART_SURVIVAL,
  ENT_PART_ALIGNMENT,
  ENT_PARTS
} ent_part;

#define ENT_ACTORS_MAX 256
#define ENT_TERMS_MAX 32
#define ENT_SEATS_MAX 512 /* members of all clubs together */
#define ENT_INPUTS_MAX 2048
#define ENT_BLOCK_DRAWS 1024
#define ENT_SET_DRAWS 16384  /* draws over which the smallest set of changes is told its share */
#define ENT_STUDY_DRAWS 4096 /* draws of drivers, tipping points and counterfactuals unless others are asked for */
#define ENT_DRAWS_MAX UINT64_C(4294967295) /* a bin of a histogram holds 32 bits */

/* What a gate says of one draw.  Open when margin >= 0; undecided when low < 0 <= high. */
typedef struct ent_finding {
  double margin;    /* in [-1, 1] */
  double low, high; /* proven bounds on margin, equal when exact */
  ent_set witness;  /* actors: who blocks (will, consent); the camp of the target (durability); empty when open */
  int term;         /* the term that decides, or -1 */
  int actor;        /* the actor at the margin, or -1 */
} ent_finding;

/* Numbers behind the findings that a reader asks for. */
typedef struct ent_detail {
  double surplus;       /* target's yearly surplus, share of its income */
  double hazard;        /* highest collapse hazard a year among essential terms */
  double bearable;      /* lambda*: the highest hazard at which the target still accepts the whole bundle */
  double honour_needed; /* q that would be needed at that hazard */
  double survival;      /* S(horizon) */
  double alignment;     /* alignment margin: the flip price cut to [-1, 1]; 0 when the deal is no wedge */
  double flip_price; /* how far the tie of target and rival may rise before the target stands with the rival, everyone
                         * else free to re-align; below 0: how far it has to fall until it does not */
  uint32_t bundle;   /* terms that are in the bundle, bit per term */
  bool turned;       /* target's best camp excludes the rival */
} ent_detail;

typedef struct ent_verdict {
  ent_finding gate[ENT_GATES];
  double survival_margin, alignment_margin;
  int first_shut; /* ent_gate, or ENT_GATES when all four are open */
  ent_detail detail;
} ent_verdict;

/* Evaluates one draw.  pins: [pinned] inputs held at a value instead of being drawn (see ent_pin), may be NULL; the elasticity
 * of trade takes along all numbers from trade that are not held themselves.  Errors: ENT_NOMEM (scratch).  Cost: microseconds. */
typedef struct ent_pin {
  int input;
  double value;
} ent_pin;
ent_status ent_verdict_draw(const ent_scenario *s, uint64_t seed, uint64_t draw, const ent_pin *pin, int pinned,
                            const ent_allocator *memory, ent_verdict *out, ent_error *err);
/* The same with every input at its median and no noise: the centre of the assumptions. */
ent_status ent_verdict_centre(const ent_scenario *s, const ent_allocator *memory, ent_verdict *out, ent_error *err);

/* What it would take for the target of a wedge to change camp, at the centre of the assumptions (as ent_verdict_centre) with
 * everyone else free to re-align: through one of its ties, to the actor named, from its value now by a change (flip.h). */
typedef struct ent_flip_tie {
  int actor;     /* the other end */
  double now;    /* the tie, with the effects of the terms in the bundle */
  double change; /* above 0 it has to rise by more than this, below 0 to fall */
  bool within;   /* and it stays inside [-1, 1] */
} ent_flip_tie;
#define ENT_FLIP_TIES 24 /* there are never more */

/* Those of its ties through which it can change, those that stay within first, then the smallest change first (of equals the
 * actor that comes first).  *turned: the target stands with the proposer and not the rival.  No wedge: *count 0, *turned true.
 * Errors: ENT_NOMEM.  Cost: some 2 n searches of the landscape. */
ent_status ent_scenario_flips(const ent_scenario *s, const ent_allocator *memory, ent_flip_tie flip[ENT_FLIP_TIES],
                              int *count, bool *turned, ent_error *err);

/* The alignment of a scenario as a landscape of align.h, of ent_scenario_map actors in that order: in one draw, with the ties
 * as they are or with the effects of all terms of the offer.  The inputs are those of the same draw of the ensemble.  Writes
 * sizes [n] and propensities [n * n]; pure, for any thread: an ent_landscape_draw for ent_align_survey, whose ctx is a
 * source. */
typedef struct ent_landscape_source {
  const ent_scenario *scenario;
  uint64_t seed;
  bool deal;
} ent_landscape_source;
void ent_scenario_landscape(const void *source, uint64_t draw, double *size, double *propensity);
/* The same with every input at its median. */
void ent_scenario_landscape_centre(const ent_scenario *s, bool deal, double *size, double *propensity);
/* Weights of the components of ties (alignment.weights): how many, and the input of each (-1: there is none). */
int ent_scenario_weights(const ent_scenario *s);
int ent_scenario_weight(const ent_scenario *s, int index);

/* Which camps survive which weights of the components?  Only the share of a weight in all weights counts. */
#define ENT_WEIGHING_CAMPS 32
typedef struct ent_weighing {
  double
    third[3]; /* share of draws in which the camps are stable: a third of the draws each, those in which this weight is
                    * lowest, middling, highest; all alike where its share never moves */
  double error; /* standard error of third[2] - third[0], if the camps did not depend on this weight */
  bool only;    /* stable at the centre of the assumptions when this component alone counts */
  bool without; /* ... when it does not count at all */
} ent_weighing;

/* camp: [camps], bit 0 set, of ent_scenario_map actors; weighing: [camps * ent_scenario_weights] by camps.  Stable: nobody
 * would leave, by the tie rule of ent_align_explore.  stable (may be NULL): [camps] shares of all draws.
 * Errors: ENT_ARGUMENT (draws 3 to 1,000,000; 1 to ENT_WEIGHING_CAMPS camps; a scenario without weights), ENT_NOMEM.
 * Cost: O(draws (inputs + camps n^2 + log draws)) for each weight, 16 bytes a draw. */
ent_status ent_scenario_weigh(const ent_landscape_source *source, uint64_t draws, int camps, const ent_camp *camp,
                              const ent_allocator *memory, ent_weighing *weighing, double *stable, ent_error *err);

/* ---- the ensemble ------------------------------------------------------------------------------------------ */

#define ENT_BINS 1024
/* Quantities with a histogram.  All lie in [-1, 1]. */
#define ENT_TRACK_LIST(X)                       \
  X(WILL, "margin of will")                     \
  X(CONSENT, "margin of consent")               \
  X(ACCEPTANCE, "margin of acceptance")         \
  X(DURABILITY, "margin of durability")         \
  X(SURVIVAL, "margin of survival")             \
  X(ALIGNMENT, "margin of alignment")           \
  X(SURPLUS, "surplus, share of income a year") \
  X(HAZARD, "collapse hazard a year")           \
  X(BEARABLE, "bearable hazard a year")         \
  X(HONOUR, "honour probability needed")        \
  X(LIFE, "probability of surviving to the horizon")

typedef enum ent_track {
#define X(NAME, text) ENT_TRACK_##NAME,
  ENT_TRACK_LIST(X)
#undef X
    ENT_TRACKS
} ent_track;

typedef struct ent_ensemble {
  uint64_t draws;
  uint64_t open[ENT_GATES], undecided[ENT_GATES];
  uint64_t survives, turns; /* parts of durability */
  uint64_t all;
  uint64_t first_shut[ENT_GATES + 1]; /* last: none */
  uint64_t refused, kept, turned; /* refused: one of the first three gates is shut; kept: taken, and the rival too */
  uint64_t consent_shut;
  uint64_t blocks[ENT_ACTORS_MAX];   /* draws in which the actor is in a smallest blocking coalition (consent shut) */
  uint64_t alone[ENT_ACTORS_MAX];    /* ... and blocks alone */
  uint64_t yes[ENT_SEATS_MAX];       /* draws in which the seat's utility >= 0 */
  uint64_t term_open[ENT_TERMS_MAX]; /* draws in which the term's owner agrees */
  double term_hazard[ENT_TERMS_MAX][2], term_value[ENT_TERMS_MAX][2]; /* compensated sums (high, low) */
  double sum[ENT_TRACKS][2], sum_squares[ENT_TRACKS][2];
  uint32_t bin[ENT_TRACKS][ENT_BINS]; /* uniform in sign(x) sqrt|x|, so small numbers keep their digits */
} ent_ensemble;

typedef struct ent_share {
  double p, se; /* share of draws and its Monte Carlo standard error; se is never 0: (k + 1/2)-adjusted at the ends */
} ent_share;
ent_share ent_share_of(uint64_t k, uint64_t n);
/* Quantile q of a tracked quantity, interpolated inside its bin. */
double ent_ensemble_quantile(const ent_ensemble *e, ent_track track, double q);
double ent_ensemble_mean(const ent_ensemble *e, ent_track track);
/* Adds the draws of `from`, which must follow those of `into`. */
void ent_ensemble_merge(ent_ensemble *into, const ent_ensemble *from);

/* Runs `draws` draws (1..ENT_DRAWS_MAX; the last block may be short).  pins as in ent_verdict_draw; executor NULL: one
 * block after the other.  Errors: ENT_ARGUMENT, ENT_NOMEM, ENT_CANCELLED.  Cost: microseconds a draw, no heap call in
 * steady state. */
ent_status ent_ensemble_run(const ent_scenario *s, uint64_t seed, uint64_t draws, const ent_pin *pin, int pinned,
                            const ent_executor *executor, const ent_allocator *memory, ent_ensemble *out,
                            ent_error *err);

/* ---- draws that are kept, to ask again ------------------------------------------------------------------------ */

/* A change of one assumption leaves most of a draw as it was.  A replay keeps its draws; asked again with a scenario that
 * differs in some numbers or rules, it draws only the inputs that changed and computes only the parts that they can move.
 * The result has the same bytes as ent_ensemble_run; scenarios that differ in more are drawn anew.
 * Memory: 8 (inputs + seats + clubs + 3 terms) bytes a draw and some 400 more (4 KB for g8-return), 53 KB a block.
 * Cost: 15 microseconds a draw the first time, 1 to 4 when asked again (g8-return). */
typedef struct ent_replay ent_replay;

/* Of an ensemble of up to `draws` draws, keeps every `parts`-th block, beginning with block `part` (0, 1: all of them).
 * Errors: ENT_ARGUMENT, ENT_NOMEM. */
ent_status ent_replay_open(uint64_t seed, uint64_t draws, uint32_t part, uint32_t parts, const ent_allocator *memory,
                           ent_replay **replay, ent_error *err);
void ent_replay_free(ent_replay *replay);
/* The ensemble of the first `draws` draws, as far as they lie in blocks that are kept; block i of the executor's job is
 * block part + i * parts.  s must live until the next run or the end of the replay.  After an error the next run draws
 * anew.  Errors: ENT_ARGUMENT, ENT_NOMEM, ENT_CANCELLED. */
ent_status ent_replay_run(ent_replay *replay, const ent_scenario *s, uint64_t draws, const ent_executor *executor,
                          ent_ensemble *out, ent_error *err);
/* Blocks whose draws were kept in the last run: 0 when all of them were drawn anew. */
uint64_t ent_replay_kept(const ent_replay *replay);

/* ---- changed scenarios that are kept, to ask again ------------------------------------------------------------- */

/* Claims ask what changed scenarios say; those that change more than numbers are sealed, which takes milliseconds.  Given to
 * answers about the same scenario one after the other (ent_options.changed), this keeps them; another scenario's replace them.
 * One answer at a time.  Errors: ENT_NOMEM.  Memory: a sealed scenario for each such change. */
typedef struct ent_changed ent_changed;
ent_status ent_changed_open(const ent_allocator *memory, ent_changed **changed, ent_error *err);
void ent_changed_free(ent_changed *changed);

/* ---- the answer ---------------------------------------------------------------------------------------------- */

/* What is found out after the draws, in this order. */
#define ENT_STEP_LIST(X)                          \
  X(DRIVERS, drivers, "drivers")                  \
  X(TIPPING, tipping, "tipping points")           \
  X(CHANGE, change, "what would have to be true") \
  X(PRECEDENTS, precedents, "precedents")         \
  X(CLAIMS, claims, "claims")                     \
  X(WORDS, sentences, "words")

typedef enum ent_step {
#define X(NAME, name, text) ENT_STEP_##NAME,
  ENT_STEP_LIST(X)
#undef X
    ENT_STEPS
} ent_step;

typedef struct ent_options {
  uint64_t seed;        /* 0: the scenario's */
  uint64_t draws;       /* 0: the scenario's */
  uint64_t study_draws; /* draws for drivers, tipping points and counterfactuals; 0: min(draws, ENT_STUDY_DRAWS) */
  const ent_executor *executor; /* NULL: one after the other */
  bool (*progress)(void *ctx, const char *stage, double done,
                   const ent_ensemble *so_far); /* may be NULL; false stops */
  void *progress_ctx;
  bool quick;             /* ensemble and sentences only: no drivers, tipping points, precedents, claims */
  const ent_words *words; /* of the sentences; they must outlive the answer; NULL: those of the scenario */
  uint32_t steps;         /* bits 1 << ENT_STEP_*: only these; 0: all, or what quick says */
  const ent_replay *kept; /* draws for the studies: a replay last run on this scenario object with this seed; or NULL */
  ent_changed *changed;   /* keeps the changed scenarios of the claims; or NULL */
} ent_options;

/* One bar of the tornado: P(all) and P(gate) with one input held at its 5 % and at its 95 % value, everything else drawn
 * as before (common random numbers). */
typedef struct ent_driver {
  int input;
  double low_value, high_value;
  double all_low, all_high; /* P(all four gates) */
  double gate_low[ENT_GATES], gate_high[ENT_GATES];
  double swing;      /* |all_high - all_low| */
  double gate_swing; /* largest |difference| over the four gates: orders bars when P(all) is near 0 */
  int gate;          /* the gate with that difference */
} ent_driver;

/* The value of one input at which a share crosses one half. */
typedef struct ent_tipping {
  int input;
  int gate;             /* ENT_GATES: P(all four); else P(that gate) */
  bool exists;          /* false: none within its range */
  bool beyond;          /* the value lies outside the input's 90 % interval */
  double value;         /* the tipping value (NaN never: 0 when !exists) */
  double from, to;      /* range searched */
  double p_now, p_best; /* the share now, and the best that the range offers */
} ent_tipping;

/* The smallest set of changes that turns P(all) above one half: each input at the end of its range that helps. */
typedef struct ent_change {
  int input;
  double value;
} ent_change;

#define ENT_OUTCOME_LIST(X)                                \
  X(SUPPORTED, supported, ENT_SAY("supported"))            \
  X(PARTLY, partly, ENT_SAY("partly supported"))           \
  X(CONTRADICTED, contradicted, ENT_SAY("contradicted"))   \
  X(DEPENDS, depends, ENT_SAY("depends on an assumption")) \
  X(UNTESTABLE, not_testable, ENT_SAY("not testable here"))

typedef enum ent_outcome {
#define X(NAME, name, text) ENT_CLAIM_##NAME,
  ENT_OUTCOME_LIST(X)
#undef X
    ENT_OUTCOMES
} ent_outcome;

typedef struct ent_claim_test {
  const char *what;       /* in words: "G7 share of world GDP, nominal, 1993" */
  const char *quantity;   /* the expression */
  double value, se;       /* se 0: no Monte Carlo error */
  const char *comparison; /* "between 0.6 and 0.7" */
  bool holds, close;      /* close: within two standard errors of the threshold, so not settled by these draws */
  const char *source;     /* file, row, column, or "model" */
  const char *unit;       /* "share", "per year", "count", "" ... how to show the value */
} ent_claim_test;

typedef struct ent_claim {
  const char *id, *where, *text[3]; /* en, zh-Hant, zh-Hans */
  ent_outcome outcome;
  const char *why; /* for DEPENDS: the assumption; for UNTESTABLE: the reason; else a note or "" */
  int tests;
  const ent_claim_test *test;
} ent_claim;

typedef struct ent_precedent {
  const char *label, *filter; /* "consensus, three or more opponents", and as written */
  const char *outcome;        /* which column is the success: "adopted" */
  int yes, n;
  double p, low, high; /* mean and 90 % interval of the Jeffreys posterior Beta(yes + 1/2, n - yes + 1/2) */
  int gate;            /* the gate this class speaks to, or -1 */
  int cases;           /* ids of the cases, for the reader: */
  const char *const *case_id, *const *case_title;
  const bool *case_yes;
} ent_precedent;

typedef struct ent_answer ent_answer;
struct ent_answer {
  const ent_scenario *scenario; /* must outlive the answer */
  uint64_t seed, draws, study_draws;
  char inputs_sha256[65];
  ent_ensemble ensemble;
  ent_verdict centre;
  int drivers;
  const ent_driver *driver; /* sorted: largest swing of P(all), then of a gate */
  int tippings;
  const ent_tipping *tipping; /* those that exist first, nearest first */
  bool set_found;
  int set_size;
  const ent_change *set;
  double set_p; /* smallest set of changes */
  int claims;
  const ent_claim *claim;
  int precedents;
  const ent_precedent *precedent;
  const ent_words *words; /* of the sentences and of what is drawn and written from it; NULL: English */
  const char *headline;   /* the verdict sentence with word, number and error */
  const char *weakest;    /* which gate fails most, and who or what */
  int flips;              /* of a wedge: what would make the target change camp, see ent_scenario_flips */
  ent_flip_tie flip[ENT_FLIP_TIES];
  const char *flipping;   /* the nearest of these in words; "" when the deal is no wedge */
  const char *confidence; /* the separate sentence: "Confidence in this answer is low, because ..." */
  int confidence_level;   /* 0 low, 1 moderate, 2 high */
  void *memory;           /* owned */
};

/* Runs everything: ensemble, drivers, tipping points, claims, precedents, sentences.
 * Errors: ENT_ARGUMENT, ENT_NOMEM, ENT_CANCELLED.  The caller frees with ent_answer_free. */
ent_status ent_answer_run(const ent_scenario *s, const ent_options *options, const ent_allocator *memory,
                          ent_answer **answer, ent_error *err);
void ent_answer_free(ent_answer *answer);

/* Tells the answer again in another language, without computing anything: its sentences, claims and reference classes, and
 * what is drawn and written from it.  same: the scenario of the answer (equal digest), sealed with those words (see
 * ent_builder_speak); both must outlive the answer.  Errors: ENT_ARGUMENT (another scenario), ENT_NOMEM. */
ent_status ent_answer_speak(ent_answer *answer, const ent_scenario *same, const ent_words *words, ent_error *err);

/* The answer as JSON (documented in docs/guide/json.md) or as tidy CSV (one row a quantity: section,name,statistic,value).
 * The text is NUL-terminated, lives until the answer is freed. */
ent_status ent_answer_json(ent_answer *answer, const char **text, size_t *size, ent_error *err);
ent_status ent_answer_csv(ent_answer *answer, const char **text, size_t *size, ent_error *err);

/* The same question as each side sees it, over the same draws (same seed): the author first (view -1), then the views in the
 * order of the file. */
#define ENT_VIEW_DRAWS 8192 /* draws of each view unless others are asked for */
typedef struct ent_view_answer {
  int view; /* index of ent_scenario_view; -1: the author */
  uint64_t draws;
  ent_share gate[ENT_GATES], all;
  const char *word; /* ent_likelihood_word of all four */
} ent_view_answer;
/* out: [ent_scenario_views(s) + 1].  options: seed, draws (0: the lesser of the scenario's and ENT_VIEW_DRAWS), executor and
 * progress are used; NULL: defaults.  path, text: `count` changes that hold in every view, set after its own.
 * Errors: ENT_NOMEM, ENT_CANCELLED, those of ent_scenario_changed.  Cost: a seal and an ensemble for each view. */
ent_status ent_views_run(const ent_scenario *s, const ent_options *options, const char *const *path,
                         const char *const *text, int count, const ent_allocator *memory, ent_view_answer *out,
                         ent_error *err);

/* ICD 203 word for a probability: "almost no chance" below 5 %, then "very unlikely" (to 20), "unlikely" (45), "roughly even
 * chance" (55), "likely" (80), "very likely" (95), "almost certain". */
const char *ent_likelihood_word(double p);

/* The verdict sentence of an answer in which `all` of `draws` draws pass all four gates: ent_answer.headline, without the
 * answer.  words: NULL: English.  Errors: ENT_ARGUMENT (no draws, or all > draws), ENT_NOMEM.  Cost: some allocations. */
ent_status ent_verdict_say(uint64_t all, uint64_t draws, const ent_words *words, const ent_allocator *memory,
                           char out[ENT_SAID_MAX], ent_error *err);

/* Share of cases in a table that meet a filter, with its Jeffreys interval: the engine of `entente precedents`.
 * filter: "rule_class=consensus, n_opponents_exante>=3, wedge=1"; outcome: a column that holds 0 or 1 (others are left
 * out of n).  Errors: ENT_SYNTAX, ENT_REFERENCE (column, with suggestion), ENT_ARGUMENT. */
typedef struct ent_cases {
  int rows, columns;
  const char *const *column, *const *cell; /* cell: [rows * columns] */
} ent_cases;
ent_status ent_precedent_count(const ent_cases *cases, const char *filter, const char *outcome, ent_precedent *out,
                               bool *matches, ent_error *err); /* matches: [rows] or NULL; case lists stay empty */

/* What the report and the terminal show about the scenario beyond inputs. */
typedef struct ent_term_info {
  const char *key, *name, *kind, *owner, *owner_name, *form;
  bool essential, own_institution, included;
} ent_term_info;
int ent_scenario_terms(const ent_scenario *s);
bool ent_scenario_term(const ent_scenario *s, int index, ent_term_info *out);
/* What a term does to ties, every input at its median: actors by their place in the alignment, at most `room` of them in move[],
 * which may be NULL with room 0.  Returns how many there are; 0 where there is no such term. */
int ent_scenario_term_moves(const ent_scenario *s, int index, int room, ent_tie_move *move);

typedef struct ent_seat_info {
  const char *club, *club_name, *actor, *actor_name;
  int actor_index;
} ent_seat_info;
int ent_scenario_seats(const ent_scenario *s);
bool ent_scenario_seat(const ent_scenario *s, int index, ent_seat_info *out);
/* Power a priori of all seats, with one computation a club: banzhaf, shapley: [ent_scenario_seats], either may be NULL; -1
 * for the seats of a club whose rule would take more than some seconds or 64 MB.  Errors: ENT_NOMEM. */
ent_status ent_scenario_power(const ent_scenario *s, const ent_allocator *memory, double *banzhaf, double *shapley,
                              ent_error *err);
/* What it takes to turn a no, at the centre of the assumptions: lacks: [ent_scenario_seats] utility that a seat misses for a
 * yes to the term that its club decides (the first, essential ones before others), 0 for the willing; -1 where its club is
 * asked nothing, or is a single actor.  Errors: ENT_NOMEM.  Cost: one evaluation of all terms. */
ent_status ent_scenario_lacks(const ent_scenario *s, const ent_allocator *memory, double *lacks, ent_error *err);
/* How a club votes on one of its terms at the centre of the assumptions: what entente/power.h, adopt.h and paths.h are asked
 * with.  Texts, rule and roll are the scenario's own and live as long. */
typedef struct ent_ballot {
  const char *club, *club_name;
  const char *term, *term_name; /* NULL when the club decides none: utilities and chances are then 0 */
  const char *rule_text;        /* as the scenario writes it */
  const ent_rule *rule;
  ent_roll roll; /* what the rule reads */
  double sigma, rho, abstain;
  double utility[ENT_MEMBERS_MAX]; /* of each seat, without noise; of a club among them, its margin */
  double yes[ENT_MEMBERS_MAX];     /* Phi(utility / sigma): chance of a yes when only the noise is unknown */
  int nested;                      /* the first seat that is a club itself: its noise is its own; -1 */
} ent_ballot;
/* club, term: keys; NULL for the first club that decides an (essential) term, and its first term.
 * Errors: ENT_REFERENCE with a suggestion, ENT_NOMEM. */
ent_status ent_scenario_ballot(const ent_scenario *s, const char *club, const char *term, const ent_allocator *memory,
                               ent_ballot *out, ent_error *err);
/* The ideal points of a club's members, for entente/space.h. */
typedef struct ent_space_info {
  const char *club, *club_name;
  const char *x_name, *y_name; /* of the two issues */
  const ent_rule *rule;
  int seat, members; /* the first of its seats (ent_scenario_seat), and how many */
  const ent_point *ideal;
  ent_point status_quo, proposal;
  bool has_proposal;
} ent_space_info;
int ent_scenario_spaces(const ent_scenario *s);
bool ent_scenario_space(const ent_scenario *s, int index, ent_space_info *out);
int ent_scenario_actors(const ent_scenario *s);
const char *ent_scenario_actor_key(const ent_scenario *s, int index);
const char *ent_scenario_actor_name(const ent_scenario *s, int index);
/* Actor indices of the deal; rival is -1 when the deal is no wedge. */
void ent_scenario_parties(const ent_scenario *s, int *proposer, int *target, int *rival);

/* A line of the trust timeline: posterior after each event and at the scenario's date (last point). */
typedef struct ent_trust_point {
  double year, mean, low, high; /* 90 % band */
  const char *label;            /* "" at the last point */
  bool kept;
  double weight;
} ent_trust_point;
int ent_scenario_trust(const ent_scenario *s);
bool ent_scenario_trust_point(const ent_scenario *s, int index, ent_trust_point *out);

/* What trade is behind the values from trade in a deal's terms (a scenario with calls such as trade.relief): computed where its
 * flows were read, at the middle of elasticity, shares and amounts; long-run; money a year in the unit of the flows.  Counts are
 * 0 for other scenarios; false: there is no such row. */
typedef struct ent_trade_partner {
  const char *name;                                            /* NULL: all others together */
  double sold_before, sold_after, bought_before, bought_after; /* by the target, before and after all terms */
} ent_trade_partner;
const char *ent_scenario_trade_unit(const ent_scenario *s); /* of the flows; "" where it is not given */
int ent_scenario_trade_partners(const ent_scenario *s);
bool ent_scenario_trade_partner(const ent_scenario *s, int index, ent_trade_partner *out);

/* What those whose relief the terms have would do by a tariff on the target instead. */
typedef struct ent_trade_levied {
  double rate; /* INFINITY: a ban */
  double loss; /* of the target's real income, a share */
  double gain; /* of all who raise it, money; below 0: their cost */
  double pain; /* of the target, money */
} ent_trade_levied;
int ent_scenario_trade_rates(const ent_scenario *s);
bool ent_scenario_trade_rate(const ent_scenario *s, int index, ent_trade_levied *out);

/* What part each has in the target's loss of real wage if all of them stopped all trade with it. */
typedef struct ent_trade_sender {
  const char *name;
  double shapley, alone, last; /* shares of the target's real wage */
  double cost;                 /* own loss, a share of its real wage */
} ent_trade_sender;
int ent_scenario_trade_senders(const ent_scenario *s);
bool ent_scenario_trade_sender(const ent_scenario *s, int index, ent_trade_sender *out);

/* The alignment map at the centre of the assumptions. Actors in the order of the scenario's alignment list. */
typedef struct ent_map_point {
  const char *actor, *name;
  double size, x, y; /* size: share of the total capability; x, y in [0, 1] */
  bool with_target;  /* in the camp of the target, at the global minimum after the deal */
  double content;    /* how firmly it sits there */
} ent_map_point;
int ent_scenario_map(const ent_scenario *s);
bool ent_scenario_map_point(const ent_scenario *s, int index, ent_map_point *out);
/* Propensity between two points of the map, after the deal's effects, at the centre. */
double ent_scenario_map_tie(const ent_scenario *s, int a, int b);
/* Size of a point of the map at the centre, in the unit of the scenario; 0 where there is none. */
double ent_scenario_map_size(const ent_scenario *s, int a);

/* Who stands at a place of the map. */
bool ent_scenario_camp(const ent_scenario *s, int place, const char **actor, const char **name);
/* Places of target, proposer and rival; false when the deal is no wedge. */
bool ent_scenario_wedge(const ent_scenario *s, int place[3]);

/* A time series that the scenario asks to draw (`charts:`): title, and for each line a label and points. */
typedef struct ent_series_info {
  const char *chart, *label, *source;
  int points;
  const double *x, *y;
} ent_series_info;
int ent_scenario_series(const ent_scenario *s);
bool ent_scenario_series_at(const ent_scenario *s, int index, ent_series_info *out);

/* One source of the scenario's list. */
typedef struct ent_source_info {
  const char *key, *title, *date, *note;
} ent_source_info;
int ent_scenario_sources(const ent_scenario *s);
bool ent_scenario_source(const ent_scenario *s, int index, ent_source_info *out);

#ifdef __cplusplus
}
#endif
#endif
