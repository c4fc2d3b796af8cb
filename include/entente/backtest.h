/* entente/backtest.h - had one asked before each past deal, how right would the answers have been?
 *
 * Families of deals are forecast one after the other by what is learnt from all other families, so that nothing of a story
 * that goes on is known beforehand.  Forecasters are functions; the simple ones here are what any model has to beat. */
#ifndef ENTENTE_BACKTEST_H
#define ENTENTE_BACKTEST_H

#include "entente/corpus.h"
#include "entente/executor.h"
#include "entente/score.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What is forecast of a deal; adopted, accepted and held5 are the gates, each among the deals that reached it. */
#define ENT_DEAL_QUESTION_LIST(X)                                     \
  X(OFFERED, "offered", ENT_SAY("offered"))                           \
  X(ADOPTED, "adopted", ENT_SAY("adopted, once offered"))             \
  X(ACCEPTED, "accepted", ENT_SAY("accepted, once adopted"))          \
  X(IN_FORCE, "in_force", ENT_SAY("comes into force"))                \
  X(HELD5, "held5", ENT_SAY("held five years, once in force"))        \
  X(ALIVE5, "alive5", ENT_SAY("in force and alive after five years")) \
  X(ALIVE10, "alive10", ENT_SAY("in force and alive after ten years"))

typedef enum ent_deal_question {
#define X(NAME, word, title) ENT_DEAL_QUESTION_##NAME,
  ENT_DEAL_QUESTION_LIST(X)
#undef X
    ENT_DEAL_QUESTIONS
} ent_deal_question;

const char *ent_deal_question_word(int question);  /* "alive5"; NULL outside the list */
const char *ent_deal_question_title(int question); /* a key of catalogues */

/* What came of the question; UNKNOWN where the deal did not reach the gate or the table does not say. */
ent_known ent_deal_came(const ent_deal_row *row, ent_deal_question question);

typedef struct ent_deal_chances {
  double p[ENT_DEAL_QUESTIONS]; /* each in [0, 1]; of gates: given that the deal gets there */
} ent_deal_chances;

/* A forecaster learns from rows (their outcomes may be partly unknown) and forecasts others, of which it may use only what
 * was known before the deal: out: [asked].  It is called from several threads at once with different rows; ctx is shared and
 * read-only.  Each forecast is a function of the rows alone, not of the thread. */
typedef struct ent_deal_forecaster {
  const char *key, *title; /* "base_rate"; a key of catalogues */
  ent_status (*forecast)(const void *ctx, const ent_deal_row *const *learn, int learns, const ent_deal_row *const *ask,
                         int asks, const ent_allocator *memory, ent_deal_chances *out, ent_error *err);
  const void *ctx;
} ent_deal_forecaster;

/* The baselines.  base_rate: the share that came, (k + 1/2) / (n + 1).  rule_opponents: the share within the class of the
 * rule and 0, 1, 2 or more declared opponents, drawn to the base rate by two deals' weight; kind: the same within the kind.
 * logistic: ridge regression on rule class, kind, deciders, opponents, wedge and all features (missing: the mean of the rows
 * learnt from), standardised; the penalty is chosen from {1, 3, 10, 30, 100} by five folds of families within the rows
 * learnt from. */
#define ENT_BASELINE_LIST(X)                                         \
  X(BASE_RATE, "base_rate", ENT_SAY("base rate"))                    \
  X(RULE_OPPONENTS, "rule_opponents", ENT_SAY("rule and opponents")) \
  X(KIND, "kind", ENT_SAY("kind of deal"))                           \
  X(LOGISTIC, "logistic", ENT_SAY("logistic regression"))

typedef enum ent_baseline {
#define X(NAME, key, title) ENT_BASELINE_##NAME,
  ENT_BASELINE_LIST(X)
#undef X
    ENT_BASELINES
} ent_baseline;

/* The baseline as a forecaster; one without a function outside the list. */
ent_deal_forecaster ent_baseline_forecaster(int baseline);

typedef struct ent_backtest_options {
  const ent_corpus
    *training;   /* further rows to learn from, or NULL; a row whose id the corpus has is not taken twice */
  bool held_out; /* learn from the training rows alone; else also from the other families of the corpus */
  int folds;     /* 0: each family is a fold; else families are dealt to so many folds (2 or more) by the seed */
  uint64_t seed;
  const ent_executor *executor;             /* NULL: this thread; the allocator has to bear its threads */
  bool (*progress)(void *ctx, double done); /* false stops: ENT_CANCELLED; NULL: none */
  void *progress_ctx;
} ent_backtest_options;

/* Forecasts every row of the corpus by every forecaster.  out: [forecasters * rows], forecaster by forecaster.  A row is
 * never forecast from rows of its own family, in either table.  The same bytes for any number of threads.
 * Errors: ENT_ARGUMENT (no rows, no forecasters, a forecast outside [0, 1], held out without training rows, folds 1 or
 * below 0), ENT_LIMIT, ENT_CANCELLED, ENT_NOMEM, and what a forecaster returns.  Cost: folds * forecasters forecasts. */
#define ENT_FORECASTERS_MAX 16
ent_status ent_backtest(const ent_corpus *corpus, const ent_deal_forecaster *forecaster, int forecasters,
                        const ent_backtest_options *options, const ent_allocator *memory, ent_deal_chances *out,
                        ent_error *err);

/* The forecasts of one question as score.h takes them: rows whose outcome is known and that `pick` (NULL: all) takes.  p,
 * came and cluster: [rows], filled from the front; row: [rows] or NULL, which row each is.  Returns how many. */
typedef bool ent_deal_pick(const ent_deal_row *row);
int ent_backtest_select(const ent_corpus *corpus, const ent_deal_chances *chances, ent_deal_question question,
                        ent_deal_pick *pick, double *p, bool *came, int *cluster, int *row);

/* The forecasts that were most wrong: by the squared error of alive after five years, where that is not known of coming into
 * force.  The gate that erred is the one whose outcome the forecast held least likely; among will, consent, acceptance and
 * durability (study.h). */
typedef struct ent_deal_miss {
  int row;
  ent_deal_question question;
  double p;
  bool came;
  int gate;       /* of ENT_GATE_LIST */
  double gate_p;  /* chance that the forecast gave to that gate's opening */
  bool gate_open; /* whether it was */
} ent_deal_miss;
/* out: [most]; returns how many there are, the worst first, equal ones in the order of the table.  Cost: O(rows * most). */
int ent_backtest_misses(const ent_corpus *corpus, const ent_deal_chances *chances, int most, ent_deal_miss *out);

#ifdef __cplusplus
}
#endif
#endif
