/* entente/precedents.h - how did deals like this one end, class by class, and which past deals are nearest to it? */
#ifndef ENTENTE_PRECEDENTS_H
#define ENTENTE_PRECEDENTS_H

#include "entente/backtest.h"

#ifdef __cplusplus
extern "C" {
#endif

/* By what deals are put into classes. */
#define ENT_CLASSING_LIST(X)                                       \
  X(RULE, "rule", ENT_SAY("rule"))                                 \
  X(OPPONENTS, "opponents", ENT_SAY("declared opponents"))         \
  X(WEDGE, "wedge", ENT_SAY("wedge"))                              \
  X(RIVALRY, "rivalry", ENT_SAY("rivalry of proposer and target")) \
  X(KIND, "kind", ENT_SAY("kind of deal"))                         \
  X(FORM, "form", ENT_SAY("form of commitment"))

typedef enum ent_classing {
#define X(NAME, word, title) ENT_CLASSING_##NAME,
  ENT_CLASSING_LIST(X)
#undef X
    ENT_CLASSINGS
} ent_classing;

/* The class of a deal, from 0; -1 where the table does not say.  Opponents: 0, 1, 2, 3 or more.  Forms as in calibrate.h. */
int ent_deal_class_of(const ent_deal_row *row, ent_classing by);
int ent_classing_count(ent_classing by); /* how many classes it has */
/* Words of a classing and of a class, for programs and (a key of catalogues) for people; NULL outside the lists. */
const char *ent_classing_word(int by);
const char *ent_classing_title(int by);
const char *ent_class_word(ent_classing by, int class_of);
const char *ent_class_title(ent_classing by, int class_of);

typedef struct ent_class_count {
  int n, yes;          /* deals whose answer is known, and of them those it came for */
  double p, low, high; /* mean and central 90 % of the Jeffreys posterior Beta(yes + 1/2, n - yes + 1/2) */
} ent_class_count;
/* Counts a question over a class; but: a row that is left out (-1: none).  Cost: O(rows). */
ent_class_count ent_count_class(const ent_corpus *corpus, ent_classing by, int class_of, ent_deal_question question,
                                int but);

/* How far apart two deals are, 0 to 1: Gower's distance (Biometrics 27, 1971), the weighted mean over what is known of
 * both of
 *   rule class 2, kind 2, form 1, wedge 1, alliance 1, rivalry 1, target's alliance 1 and rivalry 1 with the state wedged
 * against:
 *     0 when equal, 1 else;
 *   opponents 2: difference over 3; deciders 1: |log ratio| over log 30; disputes 1: difference of log(1 + n) over log 11;
 *   capabilities 1: difference of log(cinc_p / cinc_t) over log 100; polyarchy of proposer and target 1/2 each: difference;
 *     each at most 1.
 * Whether the target and a third state are allied or rivals is compared between wedges only.  Cost: O(1). */
double ent_deal_distance(const ent_deal_row *a, const ent_deal_row *b);

typedef struct ent_near_deal {
  int row;
  double distance;
} ent_near_deal;
/* The nearest deals, nearest first, equal ones in the order of the table; but: a row that is left out (-1: none).
 * out: [most].  Returns how many.  Cost: O(rows * most). */
int ent_nearest_deals(const ent_corpus *corpus, const ent_deal_row *like, int but, int most, ent_near_deal *out);

#ifdef __cplusplus
}
#endif
#endif
