/* entente/sectors.h - what do sanctions and tariffs change, sector by sector, when industries buy from one another?
 *
 * Structural gravity of many sectors with inputs, in changes (hat = new / old): n economies, S sectors.  Sector j of economy i
 * makes its output from labour (share beta_i^j of value added) and from materials (share gamma_i^{k,j} of them from sector k);
 * households spend the share alpha_i^k of income on sector k.  From exporter i to importer m, tau = 1 + tariff:
 *
 *   log c_i^j  = beta_i^j log w_i + (1 - beta_i^j) sum_k gamma_i^{k,j} log p_i^k            cost
 *   p_m^j      = [ sum_i pi_im^j B_im^j (c_i^j)^-theta_j ]^(-1/theta_j)                     price
 *   pi'_im^j   = pi_im^j B_im^j (c_i^j / p_m^j)^-theta_j                                    share of what m spends on j
 *   sales_i^j  = sum_m pi'_im^j X'_m^j / tau'_im^j
 *   X'_m^k     = alpha_m^k I'_m + sum_j gamma_m^{k,j} (1 - beta_m^j) sales_m^j              spending
 *   I'_m       = w_m V_m + tariff revenue'_m - surplus_m + transfer_m                       income
 *   w_m V_m    = sum_j beta_m^j sales_m^j                                                   labour market: this settles w
 *
 * B is what a shock does to trade, freeness (cost tau' / tau)^-theta; an embargo is exactly 0.  The value added of the world is
 * the numeraire: sum w V = sum V.  Surpluses stay the same amount of it.  Long-run numbers, as in entente/trade.h.
 * Sources: Caliendo and Parro 2015 (Review of Economic Studies 82:1); Dekle, Eaton and Kortum 2008 (IMF Staff Papers 55:511);
 * Costinot and Rodriguez-Clare 2014 (Handbook of International Economics 4:197). */
#ifndef ENTENTE_SECTORS_H
#define ENTENTE_SECTORS_H

#include "entente/base.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_SECTORS_MAX 1000        /* sectors, at most; economies: at most 2,000 */
#define ENT_SECTORS_CELLS 100000000 /* sectors n^2 and n sectors^2, at most */
#define ENT_SECTORS_SLACK 1e-5      /* what shares may differ from a sum of 1 by; they are scaled to it */
#define ENT_SECTORS_BYPRODUCT 0.1   /* an input may be this much below 0: some tables book by-products so */

/* The world before a shock.  Matrices of trade are [sectors n n]: sector, exporter, importer.  The tariffs and names must
 * outlive what is opened on them; all else is copied. */
typedef struct ent_sectors_world {
  int n, sectors;
  const double *flow; /* [sectors n n] >= 0, as the importer pays it, tariff included; own trade among them */
  const double
    *tariff;           /* [sectors n n] rates > -1 in force, at home too where a row is several economies; NULL: none */
  const double *input; /* [n sectors sectors] economy, output, input: shares of materials; each row sums to 1 */
  const double
    *value_added; /* [n sectors] share of value added in output, in (0, 1]; where it is 1, the row of input is free */
  const double *theta;       /* [sectors] elasticity of trade, in (0, 1000] */
  const double *consumption; /* [n sectors] shares of income, each row sums to 1; NULL: what is spent and is no input */
  const double *earned;      /* [n] value added, money; NULL: value_added times sales */
  const double *surplus;     /* [n] exports less imports, without tariffs; they sum to 0; NULL: from the flows */
  const char *const *names, *const *sector_names; /* for sentences; NULL: "number 3" */
} ent_sectors_world;

/* What the changes refer to. */
#define ENT_SECTORS_BASE_LIST(X)                                                                 \
  X(SETTLED, settled)   /* the equilibrium at the world's shares; tables seldom are quite one */ \
  X(BALANCED, balanced) /* the equilibrium without surpluses */                                  \
  X(GIVEN, given)       /* the tables as they are */

typedef enum ent_sectors_base {
#define X(NAME, name) ENT_SECTORS_##NAME,
  ENT_SECTORS_BASE_LIST(X)
#undef X
    ENT_SECTORS_BASES
} ent_sectors_base;

/* "settled"; "?" for a number that is none. */
const char *ent_sectors_base_name(ent_sectors_base base);

typedef struct ent_sectors_options {
  ent_sectors_base base; /* 0: settled */
  int steps;             /* at most; 0: 5,000 */
  double tolerance;      /* largest relative step of a wage, price or spending at the end; 0: 1e-11 */
} ent_sectors_options;

/* What changes; NULL is no change.  As in ent_trade_shock, but by sector. */
typedef struct ent_sectors_shock {
  const double *freeness; /* [sectors n n] >= 0, new / old; 0 is an embargo; above 0 at home */
  const double *cost;     /* [sectors n n] > 0, new / old iceberg cost; +infinity is an embargo; finite at home */
  const double *tariff;   /* [sectors n n] the new rates (NULL: those in force stay) */
  const double *transfer; /* [n] a year, received above 0, in the unit of the flows; they sum to 0 */
} ent_sectors_shock;

/* Computed anew from what the answer holds, with compensated sums; the largest relative gap of each equation. */
typedef struct ent_sectors_certificate {
  bool holds;       /* settled, and every gap is at most ENT_SECTORS_GAP: an equilibrium */
  bool settled;     /* the solver reached its tolerance before its cap */
  int steps;        /* what it took */
  double step;      /* the last one */
  double price;     /* prices against the costs of all who supply */
  double purchases; /* flows into an economy against its spending, sector by sector */
  double market;    /* sales against flows out of an economy, sector by sector */
  double spending;  /* spending against inputs and consumption */
  double income;    /* income against wages, revenue, surplus and transfer, and against consumption */
  double labour;    /* wages paid against value added */
  double balance;   /* exports less imports against surplus less transfer, as a share of value added */
  double numeraire; /* the world's value added, in each part */
  int parts;        /* groups of economies that trade with one another, directly or not */
  double purged;    /* surpluses taken away since their counterpart is cut off: largest share of value added */
} ent_sectors_certificate;
#define ENT_SECTORS_GAP 1e-10

/* Changes are new / old.  The arrays belong to the solver and hold until its next call. */
typedef struct ent_sectors_answer {
  int n, sectors;
  const double *wage;      /* [n] w; of parts that are cut off from one another not comparable */
  const double *index;     /* [n] consumer prices, prod_k (p^k)^alpha^k */
  const double *income;    /* [n] I', money */
  const double *revenue;   /* [n] from tariffs, money */
  const double *welfare;   /* [n] real income, (I'/I) / index */
  const double *real_wage; /* [n] w / index */
  const double *price;     /* [n sectors] p */
  const double *cost;      /* [n sectors] c */
  const double *spending;  /* [n sectors] X', money */
  const double *sales;     /* [n sectors] without tariffs, money */
  const double *flow;      /* [sectors n n] new flows, money, tariff included */
  const double *before;    /* [sectors n n] flows that the changes refer to */
  const int *part;         /* [n] group of economies that trade with one another, from 0 */
  ent_sectors_certificate certificate;
} ent_sectors_answer;

typedef struct ent_sectors ent_sectors;

/* Checks the world, fills in what it leaves open, and solves it once unless it is taken as given.  Consumption that would be
 * negative (inputs above what is spent) is 0, the rest scaled.  Errors: ENT_ARGUMENT (sizes, ranges, NaN, shares that do not
 * sum to 1, an economy that spends nothing on a sector it needs, each with names), ENT_LIMIT, ENT_NUMERIC (no equilibrium),
 * ENT_NOMEM.  Cost: O(S n^2 + n S^2) and a solution; some 50 (S n^2) + 8 (n S^2) bytes. */
ent_status ent_sectors_open(const ent_sectors_world *world, const ent_sectors_options *options,
                            const ent_allocator *memory, ent_sectors **out, ent_error *err);
void ent_sectors_close(ent_sectors *sectors);

/* Solves for a shock; NULL: none.  A solver that reaches its cap is no error: the certificate says so.  Errors: ENT_ARGUMENT
 * (ranges, NaN, transfers that do not sum to 0, an embargo at home), ENT_NUMERIC (an economy left without any source of what it
 * cannot do without; incomes that cannot be; each with names), ENT_NOMEM (room for tariffs, once).
 * Cost: O(S n^2 + n S^2) a step, 30 to 80 steps. */
ent_status ent_sectors_solve(ent_sectors *sectors, const ent_sectors_shock *shock, ent_sectors_answer *out,
                             ent_error *err);

/* The change of welfare of each economy, linearised and taken apart; [n] each, the caller's.  The change itself is `welfare`. */
typedef struct ent_sectors_linear {
  double *terms;   /* terms of trade: what it sells and what it buys change their prices */
  double *volume;  /* volume of trade: more or less comes in that pays a tariff */
  double *costs;   /* what shipping to it costs, embargoes too */
  double *payment; /* transfers */
  int unsettled;   /* parts of the path whose certificate does not hold */
} ent_sectors_linear;

/* With dlog z = z' / z - 1, flows without tariffs, I the income before, and kappa the cost that freeness and cost stand for:
 *   terms[m]   = sum_j sum_i (sold_mi^j dlog c_m^j - bought_im^j dlog c_i^j) / I_m
 *   volume[m]  = sum_j sum_i tariff_im^j bought_im^j (dlog bought_im^j - dlog c_i^j - dlog kappa_im^j) / I_m
 *   costs[m]   = -sum_j sum_i bought_im^j dlog kappa_im^j / I_m;  payment[m] = transfer_m / I_m
 * steps > 1: the shock comes in as many equal parts (of logs of costs and tariffs, of freeness, of transfers; a cost without end
 * at once), and the parts add up to a path integral, whose sum tends to log(welfare) as 1 / steps.  The answers of earlier calls
 * no longer hold.  Source: Caliendo and Parro 2015, section 2.6, for tariffs; docs/method/trade.md.
 * Errors: those of ent_sectors_solve; ENT_ARGUMENT (steps not in 1..1000, no room), ENT_NUMERIC (sums that are no finite
 * numbers), ENT_NOMEM.  On failure out is untouched.  Cost: steps solutions. */
ent_status ent_sectors_decompose(ent_sectors *sectors, const ent_sectors_shock *shock, int steps,
                                 ent_sectors_linear *out, ent_error *err);

/* Trade at home from output: flow_ii^j = max(output_i^j, exports) - exports, with the exports of that sector without tariffs.
 * output is [n sectors], in the unit of the flows.  Source: Caliendo and Parro 2015, their programs.
 * Errors: ENT_ARGUMENT (ranges, NaN).  Cost: O(S n^2). */
ent_status ent_sectors_fill_home(int n, int sectors, const double *output, const double *tariff, double *flow,
                                 ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
