/* general.h - what general.c and general_check.c share: one world of trade_general.h and the state of its solution. */
#ifndef ENT_CORE_TRADE_GENERAL_H
#define ENT_CORE_TRADE_GENERAL_H

#include "trade/gravity.h"

#include "entente/trade_general.h"

/* The answer's arrays; all but the best tariff are numbers. */
enum {
  ENT_GENERAL_WELFARE,
  ENT_GENERAL_WAGE,
  ENT_GENERAL_EMPLOYMENT,
  ENT_GENERAL_PRICE,
  ENT_GENERAL_SPENDING,
  ENT_GENERAL_OUTPUT,
  ENT_GENERAL_REVENUE,
  ENT_GENERAL_EXPORTS,
  ENT_GENERAL_IMPORTS,
  ENT_GENERAL_DEFICIT,
  ENT_GENERAL_BEST,
  ENT_GENERAL_ARRAYS
};

typedef struct ent_general {
  ent_trade_general_answer answer; /* first, so that the caller's pointer is this one's */
  ent_arena arena;
  int n, stride;
  const char *const *names;
  const double *flow;   /* [n n] the caller's */
  const double *tariff; /* [n n] or NULL, the caller's */
  const double *profit; /* [n] or NULL, the caller's */
  ent_trade_general_options options;

  double *gross, *net;                             /* [n stride] lambda (1+t)^(-eps phi) and the same / (1+t) */
  double *output, *spending, *transfer, *rent;     /* [n] Y, E, T, phi */
  double total_output, total_spending;             /* sum Y, sum E */
  double *x, *g;                                   /* [3 stride] log w, log E^, log L, and the next ones */
  double *power, *index, *net_index, *buy, *level; /* [stride] */
  double *revenue_now, *output_now, *price;        /* [n] */
  int poorest;                                     /* an economy whose income is not above 0, or -1 */
  int untaxed;                                     /* an economy whose revenue is above all its income, or -1 */
  ent_mixer mixer;

  double *a[ENT_GENERAL_ARRAYS], *a_flow; /* the answer's arrays */
} ent_general;

static inline double ent_general_profit(const ent_general *m, int i)
{
  return m->profit ? m->profit[i] : 0;
}

static inline double ent_general_rate(const ent_general *m, size_t cell)
{
  return m->tariff ? m->tariff[cell] : 0;
}

/* general_check.c - the flows, the ratios of the answer, and its certificate, at the state found. */
void ent_general_lay_out(ent_general *m);
/* An economy whose work is as heavy a burden as its spending is worth, so that there is no welfare to compare; -1: none. */
int ent_general_overworked(const ent_general *m);
void ent_general_certify(const ent_general *m, ent_trade_general_certificate *c);
/* The tariff that would suit each economy best. */
void ent_general_best(const ent_general *m, double *best);

#endif
