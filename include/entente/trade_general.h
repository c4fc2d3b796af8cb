/* entente/trade_general.h - what do tariffs do when employment, scale, markups and taxes answer to them as well?
 *
 * One sector as in trade.h, with four things that a plain world holds still: people work more where work buys more (kappa), firms
 * grow more productive with employment (psi), a tariff is passed on to buyers by more or less than itself (phi_j), and a share
 * nu_j of what is sold to j is profit that stays with j.  Flows X_ij from exporter i to importer j, own trade X_ii among them, no
 * tariffs in force; hat = new / old, lambda_ij = X_ij / E_j, eps the elasticity of trade, t the new tariffs:
 *
 *   S_j        = sum_i lambda_ij (w_i / L_i^psi)^-eps (1 + t_ij)^(-eps phi_j)
 *   X'_ij      = lambda_ij (w_i / L_i^psi)^-eps (1 + t_ij)^(-eps phi_j) E'_j / S_j        as j pays it, tariff included
 *   P_j        = (E^_j / w_j)^(1 - phi_j) S_j^(-1/eps)                                    phi_j above 1: fewer firms sell to j
 *   Y_i w_i L_i = sum_j (1 - nu_j) X'_ij / (1 + t_ij) + nu_i sum_j X'_ji / (1 + t_ji)     markets, profits at home
 *   E'_j       = Y_j w_j L_j + revenue_j + T_j (sum Y' / sum Y),  T = E - Y
 *   L_i        = (tau_i w_i / P_i)^kappa,  tau_i = 1 / (1 - revenue_i / Y'_i): revenue lowers the tax on income; or 1: a grant
 *   W_i        = d E^_i / P_i + (1 - d) w_i L_i / P_i,  d = E_i / (E_i - kappa (1 - revenue_i / Y'_i) Y_i / (1 + kappa))
 *   phi_j      = passed on + (1 + psi) nu_j / (1 - nu_j)
 *
 * Welfare is spending less the burden of work; d has to be above 0: an economy that spends less than its work is a burden has
 * nothing that could change by a ratio.
 *
 * The numeraire is what the world bought before: sum P E = sum E.  With kappa = psi = nu = 0 and all passed on this is trade.h.
 * All numbers are long-run.  Source: Ignatenko, Macedoni, Lashkaripour and Simonovska 2025, "Making America great again? The
 * economic impacts of Liberation Day tariffs" (Journal of International Economics). */
#ifndef ENTENTE_TRADE_GENERAL_H
#define ENTENTE_TRADE_GENERAL_H

#include "entente/trade.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct ent_trade_general_options {
  double theta;  /* eps, elasticity of trade, in (0, 100]; the source takes 4 */
  double labour; /* kappa, elasticity of employment to the real wage after tax, in [0, 10]; the source: 0.5 */
  double scale;  /* psi, elasticity of productivity to employment, in [0, 1], theta psi below 1; the source: 0.67 / 4 */
  double passed; /* how much of a tariff is passed on to buyers, in (0, 2]; the source: 1, and 0.25 */
  bool lump_sum; /* revenue is a grant; else it lowers the tax on income */
  int steps;     /* at most; 0: 20,000 */
  double tolerance; /* largest relative step at the end; 0: 1e-12 */
} ent_trade_general_options;

/* Computed anew from the flows of the answer, with compensated sums; relative gaps, the largest of all economies. */
typedef struct ent_trade_general_certificate {
  bool holds;       /* settled, and every gap is at most ENT_TRADE_GAP: an equilibrium */
  bool settled;     /* the solver reached its tolerance before its cap */
  int steps;        /* what it took */
  double step;      /* the last one */
  double market;    /* sales and profits against output */
  double spending;  /* purchases against expenditure */
  double budget;    /* output, revenue and transfer against expenditure */
  double labour;    /* employment against what the real wage asks for */
  double price;     /* the price index against the share of own trade, where there is any */
  double numeraire; /* the world's old purchases at new prices */
} ent_trade_general_certificate;

/* Changes are new / old.  The arrays belong to the answer. */
typedef struct ent_trade_general_answer {
  int n;
  const double *welfare;    /* [n] W */
  const double *wage;       /* [n] w */
  const double *employment; /* [n] L */
  const double *price;      /* [n] P */
  const double *spending;   /* [n] E', money, tariffs included */
  const double *output;     /* [n] Y', money */
  const double *revenue;    /* [n] of tariffs, money */
  const double *exports;    /* [n] over output, new / old; 1 where there were none */
  const double *imports;    /* [n] before tariffs, over output, new / old; 1 where there were none */
  const double *deficit;    /* [n] of trade: (new - old) / |old|; 0 where there was none */
  const double *best; /* [n] the tariff on all others that would suit it best, by the closed form below; NaN: none */
  const double *flow; /* [n n] new flows, money, tariff included */
  ent_trade_general_certificate certificate;
} ent_trade_general_answer;

/* Solves for new tariffs [n n] (rates > -1, 0 at home; NULL: none) in a world without tariffs: world->tariff is NULL or 0.
 * profit: nu [n], in [0, 0.9]; NULL: none.  An economy may buy nothing at home.  A solver that reaches its cap is no error:
 * the certificate says so.
 *   best_i = 1 / ((1 + delta_i eps) phi_i - 1),
 *   delta_i = sum over j not i of (1 - nu_j) X_ij (1 - lambda_ij) / ((1 - nu_i) (E_i - X_ii)):
 * for an economy that nobody answers.  It is NaN where nothing is imported or the denominator is not above 0. Errors:
 * ENT_ARGUMENT (ranges, NaN, an economy that buys or earns nothing, each with its name), ENT_LIMIT, ENT_NUMERIC (an income
 * that would not be above 0, revenue above all income, or work that weighs as much as all spending (d not above 0): the sentence
 * names the economy), ENT_NOMEM. Cost: O(n^2) a step, some 60 steps; 30 n^2 bytes.  Free with ent_trade_general_free. */
ent_status ent_trade_general_solve(const ent_trade_world *world, const double *profit,
                                   const ent_trade_general_options *options, const double *tariff,
                                   const ent_allocator *memory, ent_trade_general_answer **out, ent_error *err);
void ent_trade_general_free(ent_trade_general_answer *answer);

/* What economies buy at home as the source has it, from flows across borders and GDP in their unit:
 *   X_ii = max(0, GDP_i + T_i - imports_i),  T_i = (1 - nu_i) (imports_i - sum_j (1 - nu_j) X_ij).
 * Writes the diagonal of flow [n n], whose old content does not count.  Errors: ENT_ARGUMENT (ranges, NaN).  Cost: O(n^2). */
ent_status ent_trade_general_home(int n, const double *gdp, const double *profit, double *flow, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
