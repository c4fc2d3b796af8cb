/* entente/trade_policy.h - what do sanctions cost those who raise them, which rates are best for them, and who pays for whom?
 *
 * Senders raise a levy on their trade with one target: a tariff on what they buy from it, whose revenue they keep; a cost of
 * shipping to it (export controls, no revenue); or both.  Money is the equivalent variation of a year, EV_j = (W_j - 1) E_j:
 * what j would take instead.  A sender that would pay lambda of its own money for each unit of money that the target loses
 * maximises
 *
 *   sum over senders EV - lambda EV_target
 *
 * so lambda 0 is the classic optimal tariff.  Rates are searched as freeness f = (1 + rate)^-theta in [0, 1]: 1 is no levy, 0
 * the ban, which is exact.  All numbers are long-run (entente/trade.h).
 * Sources: Johnson 1953 (Review of Economic Studies 21:142); Costinot and Rodriguez-Clare 2014 (Handbook of International
 * Economics 4:197); Ossa 2014 (AER 104:4104) for tariffs in equilibrium; de Souza, Hu, Li and Mei 2024 (Journal of Monetary
 * Economics) for sanctions with a willingness to pay; Chowdhry, Hinz, Kamin and Wanner 2024 (Economic Policy) for transfers. */
#ifndef ENTENTE_TRADE_POLICY_H
#define ENTENTE_TRADE_POLICY_H

#include "entente/trade.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_TRADE_LEVY_LIST(X)                                          \
  X(TARIFF, tariff)     /* on what senders buy from the target */       \
  X(CONTROLS, controls) /* a cost on what senders sell to the target */ \
  X(BOTH, both)

typedef enum ent_trade_levy {
#define X(NAME, name) ENT_TRADE_LEVY_##NAME,
  ENT_TRADE_LEVY_LIST(X)
#undef X
    ENT_TRADE_LEVIES
} ent_trade_levy;

/* "tariff": as an option of the command line and in JSON; "?" for a number that is none. */
const char *ent_trade_levy_name(ent_trade_levy levy);

/* Who does it to whom.  Rates come on top of the tariffs in force. */
typedef struct ent_trade_sanction {
  const int *sender; /* [senders], each once, not the target */
  int senders, target;
  ent_trade_levy levy;
} ent_trade_sanction;

/* What one rate does. */
typedef struct ent_trade_point {
  double rate;    /* INFINITY: the ban */
  double loss;    /* of the target, 1 - W */
  double pain;    /* the same in money, -EV */
  double gain;    /* of all senders together, EV; below 0: what it costs them */
  double revenue; /* of all senders from the levy */
  double price;   /* -gain / pain: own money for a unit of pain; NaN without pain */
  double
    marginal; /* the price of the last unit: the willingness to pay at which this rate is the best; NaN at the ban, without
                      a slope, and where elasticities are not known (elasticity of supply) */
} ent_trade_point;

/* What the solutions that an answer shows had to say. */
typedef struct ent_trade_proof {
  bool holds;    /* all certificates */
  double market; /* the largest market gap */
  int solutions; /* with those that a search came by */
} ent_trade_proof;

/* Rates in equal steps of freeness, from 0 to the ban: rate_k = (1 - k / (points - 1))^(-1/theta) - 1.  points >= 2. */
void ent_trade_rates(double theta, int points, double *rate);

/* Cost and pain along rates.  rate: [points] of 0 or more, INFINITY is the ban.  point: [points]; gain: [points senders], the
 * EV of each sender, or NULL; proof may be NULL.  Errors: ENT_ARGUMENT (no sender, one twice or the target, a rate below 0 or
 * NaN, multiplicative deficits, fixed shares), those of ent_trade_solve.  Cost: a solution and one linear system a point. */
ent_status ent_trade_frontier(ent_trade *trade, const ent_trade_sanction *sanction, const double *rate, int points,
                              ent_trade_point *point, double *gain, ent_trade_proof *proof, ent_error *err);

/* Who chooses what. */
#define ENT_TRADE_CHOICE_LIST(X)                                                              \
  X(UNIFORM, uniform) /* one rate for all senders, for their joint aim */                     \
  X(EACH, each)       /* a rate by sender, for their joint aim */                             \
  X(ALONE, alone)     /* a rate by sender, for its own aim, while the others raise nothing */ \
  X(NASH, nash)       /* a rate by sender, for its own aim, given what the others do */

typedef enum ent_trade_choice {
#define X(NAME, name) ENT_TRADE_CHOICE_##NAME,
  ENT_TRADE_CHOICE_LIST(X)
#undef X
    ENT_TRADE_CHOICES
} ent_trade_choice;

typedef struct ent_trade_aim {
  ent_trade_choice choice;
  double
    willingness; /* lambda >= 0: own money for a unit of the target's pain; with ALONE and NASH each sender's own */
  double cap;    /* highest rate, above 0; INFINITY: up to the ban */
  bool
    retaliates; /* the target answers with one tariff on what it buys from the senders, for its own welfare; not ALONE */
  int rounds;   /* of best responses, at most; 0: 200 */
} ent_trade_aim;

/* Where a choice ends.  The arrays are the caller's. */
typedef struct ent_trade_optimum {
  double *rate; /* [senders], with ALONE each in a world of its own; INFINITY: the ban */
  double *gain; /* [senders] own EV at these rates; with ALONE that of raising the rate alone */
  double
    *aim; /* [senders] what each maximised, its EV less lambda EV of the target; of all where they choose jointly */
  double answer;      /* the target's tariff on the senders; 0 when it does not retaliate */
  ent_trade_point at; /* all rates together; rate: the uniform one, else NaN; price and marginal likewise; ALONE: NaN */
  double step;        /* largest change of a freeness in the last round */
  int rounds;
  bool settled; /* the last round changed no freeness by more than 1e-9 */
  ent_trade_proof proof;
} ent_trade_optimum;

/* The rates that are best, by best responses in turn: each is the root of its own slope, from the adjoint system (see
 * ent_trade_slopes), between the ban and no levy; steps are halved while rounds grow apart.  One rate for all is first sought on
 * 33 rates, so that no peak is missed.  With NASH, or when the target retaliates, what is found is a Nash equilibrium (local: no
 * one gains by a small change; tests hold it against grids).  A search that reaches its cap is no error: settled says so.
 * rate, gain and aim of out are set by the caller; on failure they are untouched.
 * Errors: ENT_ARGUMENT (those of ent_trade_frontier, willingness or cap out of range, elasticity of supply, retaliation of
 * ALONE), those of ent_trade_solve, ENT_NUMERIC (no finite slopes).
 * Cost: some ten solutions and linear systems (n^3) for each rate that is chosen, a round. */
ent_status ent_trade_optimize(ent_trade *trade, const ent_trade_sanction *sanction, const ent_trade_aim *aim,
                              ent_trade_optimum *out, ent_error *err);

/* One payment among senders. */
typedef struct ent_trade_payment {
  int from, to; /* places in sanction->sender */
  double amount;
} ent_trade_payment;

/* Transfers among the senders that give all of them one change of welfare. */
typedef struct ent_trade_burden {
  double *before;             /* [senders] W without transfers */
  double *transfer;           /* [senders] received above 0, money a year; they sum to exactly 0 in compensated sums */
  ent_trade_payment *payment; /* [senders - 1] who pays whom, largest first */
  int payments;
  double common;                /* W of each with them */
  double spread;                /* largest W over smallest, less 1 */
  double target_before, target; /* W of the target without and with them */
  int rounds;
  bool settled; /* spread at most 1e-10 */
  ent_trade_proof proof;
} ent_trade_burden;

/* Transfer_c = common E_c P_c - E'_c (E' before the transfer), common = sum E' / sum E P over the senders, in equilibrium: again
 * and again, with prices and incomes that answer.  rate: INFINITY is the ban.  Arrays as in ent_trade_optimize.
 * Errors: those of ent_trade_frontier.  Cost: some 10 solutions. */
ent_status ent_trade_share_burden(ent_trade *trade, const ent_trade_sanction *sanction, double rate,
                                  ent_trade_burden *out, ent_error *err);

/* How sum_k weight_k log W_k answers, at the last solution: by_cost[i n + j] = d / dlog cost_ij, by_tariff[i n + j] =
 * d / dlog(1 + tariff_ij), revenue included.  Either may be NULL.  weight: [n], below 1e100 in size.  Errors: those of
 * ent_trade_elasticities.
 * Cost: one linear system of n^3 for all of them. */
ent_status ent_trade_slopes(ent_trade *trade, const double *weight, double *by_cost, double *by_tariff, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
