/* policy.h - a desk for sanctions of senders on one target: rates in, an equilibrium and its slopes out.
 *
 * A levy is kept as its freeness f = (1 + rate)^-theta: 1 is none, 0 the ban. */
#ifndef ENT_CORE_TRADE_POLICY_H
#define ENT_CORE_TRADE_POLICY_H

#include "entente/trade_policy.h"
#include "trade/gravity.h"

typedef struct ent_policy {
  ent_trade *t;
  const ent_trade_sanction *s;
  ent_arena arena;
  double *freeness, *tariff; /* [n n] of the shock; a cost of shipping stands as its freeness */
  double *transfer;          /* [n] */
  double *f;                 /* [senders + 1] freeness of each sender's levy; last: of the target's answer */
  ent_pull pull;
  ent_trade_answer a;
  ent_trade_proof proof;
} ent_policy;

/* Checks the sanction and takes memory from where the trade's came from.  slopes: they will be asked for.  Close it when ENT_OK
 * came back; the trade then has no solution at hand. */
ent_status ent_policy_open(ent_trade *trade, const ent_trade_sanction *sanction, bool slopes, ent_policy *p,
                           ent_error *err);
void ent_policy_close(ent_policy *p);

double ent_policy_freeness(const ent_policy *p, double rate);
double ent_policy_rate(const ent_policy *p, double f); /* INFINITY: the ban */
/* One levy for all senders. */
void ent_policy_levy(ent_policy *p, double f);

/* The equilibrium at p->f and p->transfer, from the wages of the one before. */
ent_status ent_policy_solve(ent_policy *p, ent_error *err);
/* Equivalent variation of an economy, in money. */
double ent_policy_value(const ent_policy *p, int economy);
/* All but rate and marginal. */
ent_trade_point ent_policy_point(const ent_policy *p);

/* Readies slopes at the last solution; then of sum_k good_k EV_k, with good [n] in p->pull.weight. */
ent_status ent_policy_ready(ent_policy *p, ent_error *err);
void ent_policy_weigh(ent_policy *p);
/* With respect to freeness f of levy k (senders: of the target's answer). */
double ent_policy_slope(const ent_policy *p, int k);

/* frontier.c - the point of one rate for all, marginal too. */
ent_status ent_policy_take_point(ent_policy *p, double rate, ent_trade_point *out, ent_error *err);

#endif
