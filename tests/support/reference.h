/* reference.h - the four gates once more, written from the formulas alone: plain, slow, sharing no code with the
 * library but the reading of single numbers (ent_input_quantile) and the random stream (ent_uniform).  See
 * random_deal.h. */
#ifndef ENT_TEST_REFERENCE_H
#define ENT_TEST_REFERENCE_H

#include "entente/study.h"
#include "support/random_deal.h"

typedef struct reference {
  const deal_spec *deal;
  const ent_scenario *s;
  uint64_t seed, draw;
  const ent_pin *pin;
  int pinned;
  unsigned willing; /* actors that are taken to be all for it (+1), whatever they think: bit per actor */
} reference;

typedef struct reference_verdict {
  double margin[ENT_GATES], survival, alignment, flip_price;
  double term[DEAL_TERMS_MAX];
  unsigned bundle;
  double surplus, hazard, bearable, honour, life;
} reference_verdict;

/* The value of an input in this draw. */
double reference_value(const reference *r, const char *format, ...);
/* The margin of a term's owner; 1 for terms that need nobody. */
double reference_term(const reference *r, int term);
/* What a seat of a club thinks of a term. */
double reference_seat(const reference *r, int term, int club, int seat);
/* Must an owner other than the proposer or its institution agree, or there is no deal? */
bool reference_asks(const reference *r, int term);
reference_verdict reference_verdict_of(const reference *r);

#endif
