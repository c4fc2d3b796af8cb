/* entente/trade.h - what do sanctions, tariffs, transfers and relief change for every economy, in equilibrium?
 *
 * Structural gravity of one sector in changes ("exact hat algebra"): n economies, flows X_ij from exporter i to importer j, own
 * trade X_ii among them, as matrices of n rows (exporter) and n columns (importer).  With hat = new / old, theta > 0 the trade
 * elasticity, pi_ij = X_ij / E_j, freeness B_ij (what a shock does to trade costs, to the power -theta; an embargo is exactly 0):
 *
 *   Phi_j   = sum_i pi_ij B_ij w_i^-theta             the price index is P_j = Phi_j^(-1/theta)
 *   X'_ij   = pi_ij B_ij w_i^-theta E'_j / Phi_j
 *   Y_i w_i = sum_j X'_ij / (1 + t'_ij)               goods markets clear: this settles the wages w
 *   E'_j    = Y_j w_j + D_j + transfer_j + tariff revenue'_j
 *
 * World output is the numeraire: sum Y w = sum Y.  All numbers are long-run: substitution has had years, and how hard the first
 * winter is, is outside this class of models.
 * Sources: Dekle, Eaton and Kortum 2007 (AER 97:351), 2008 (IMF Staff Papers 55:511); Arkolakis, Costinot and Rodriguez-Clare
 * 2012 (AER 102:94); Head and Mayer 2014 (Handbook of International Economics 4:131); Allen, Arkolakis and Takahashi 2020
 * (JPE 128:393) for the elasticity of supply. */
#ifndef ENTENTE_TRADE_H
#define ENTENTE_TRADE_H

#include "entente/executor.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_TRADE_MAX 2000   /* economies, at most */
#define ENT_TRADE_HUGE 1e100 /* flows, freeness and transfers stay below this */

/* The world before a shock; the arrays are the caller's and must outlive what is opened on them. */
typedef struct ent_trade_world {
  int n;
  const double *flow;       /* [n n] >= 0 as the importer pays it, tariff included; X_ii > 0; any unit of money */
  const double *tariff;     /* [n n] rates > -1 in force, 0 at home; NULL: none */
  const char *const *names; /* [n] for sentences about one of them; NULL: "number 3" */
} ent_trade_world;

/* What changes.  NULL is no change. */
typedef struct ent_trade_shock {
  const double *freeness; /* [n n] >= 0, new / old; 0 is an embargo; above 0 at home */
  const double *cost;     /* [n n] > 0, new / old iceberg cost; +infinity is an embargo; finite at home */
  const double *tariff;   /* [n n] the new rates (NULL: those in force stay) */
  const double *transfer; /* [n] a year, received above 0, in the unit of the flows; they sum to 0 */
} ent_trade_shock;

/* How an economy that spends more than it earns goes on doing so. */
#define ENT_TRADE_DEFICITS_LIST(X)                                                                   \
  X(ADDITIVE, additive)             /* by the same amount of world output */                         \
  X(BALANCED, balanced)             /* deficits are purged first; the shock hits a balanced world */ \
  X(MULTIPLICATIVE, multiplicative) /* by the same ratio; the world then does not close, by `gap` */

typedef enum ent_trade_deficits {
#define X(NAME, name) ENT_TRADE_##NAME,
  ENT_TRADE_DEFICITS_LIST(X)
#undef X
    ENT_TRADE_DEFICITS
} ent_trade_deficits;

/* The ways to solve it; all reach the same point. */
#define ENT_TRADE_SOLVER_LIST(X)                                                                     \
  X(ANDERSON, anderson) /* the fixed point, extrapolated from its last eight steps; the default */   \
  X(PLAIN, plain)       /* the fixed point, step by step */                                          \
  X(NEWTON, newton)     /* a linear system a step: few steps of n^3; supply 0, not multiplicative */ \
  X(CHORD, chord)       /* as Newton, but with the system of the world before; for families of shocks */

typedef enum ent_trade_solver {
#define X(NAME, name) ENT_TRADE_##NAME,
  ENT_TRADE_SOLVER_LIST(X)
#undef X
    ENT_TRADE_SOLVERS
} ent_trade_solver;

/* The sentence that stands beside every long-run number, in English: a key of the catalogues. */
const char *ent_trade_caveat(void);
/* "additive", "anderson": as options of the command line and in JSON; "?" for a number that is none. */
const char *ent_trade_deficits_name(ent_trade_deficits deficits);
const char *ent_trade_solver_name(ent_trade_solver solver);

typedef struct ent_trade_options {
  double theta;  /* elasticity of trade, in (0, 100]; 4 is common */
  double supply; /* elasticity of supply psi, in [0, 100]: output is proportional to (p/P)^psi; 0: fixed */
  ent_trade_deficits deficits; /* 0: additive */
  ent_trade_solver solver;     /* 0: Anderson */
  bool fixed_shares;           /* as gegravity does, no equilibrium (core/trade/fixed.c); freeness and cost only */
  int anchor;                  /* with fixed_shares: the economy whose price index stays 1 */
  int steps;                   /* at most; 0: 5,000 */
  double tolerance;            /* largest relative step of a wage at the end; 0: 1e-13 */
} ent_trade_options;

/* Computed anew from the flows of the answer, with compensated sums; relative gaps. */
typedef struct ent_trade_certificate {
  bool holds;       /* settled, and every gap is at most ENT_TRADE_GAP: an equilibrium */
  bool settled;     /* the solver reached its tolerance before its cap */
  int steps;        /* what it took */
  double step;      /* the last one */
  double market;    /* r1: sales of an economy against its output, the largest */
  double spending;  /* r2: purchases against expenditure, the largest */
  double numeraire; /* r3: world output, the largest over parts that trade with one another */
  double identity;  /* r4: real wages against shares of own trade (Arkolakis et al.), the largest */
  double budget;    /* expenditure against output, deficit, transfer and revenue, the largest */
  double gap;       /* multiplicative deficits: world spending over world income, less 1; else 0 */
  int parts;        /* groups of economies that trade with one another, directly or not; 1: the world hangs together */
  double purged;    /* deficits taken away since their counterpart is cut off: largest share of an economy's output */
} ent_trade_certificate;
#define ENT_TRADE_GAP 1e-10

/* Changes are new / old.  The arrays belong to the solver they came from and hold until its next call. */
typedef struct ent_trade_answer {
  int n;
  const double *wage; /* [n] w: wages, factory-gate prices; of parts that are cut off from one another not comparable */
  const double *price;     /* [n] P: the price index */
  const double *output;    /* [n] value of output, money */
  const double *spending;  /* [n] expenditure, money */
  const double *welfare;   /* [n] real expenditure, (E'/E) / P */
  const double *real_wage; /* [n] w / P */
  const double *flow;      /* [n n] new flows, money, tariff included */
  const double *before;    /* [n n] flows that the changes refer to: the world's, or those without deficits */
  const int *part;         /* [n] group of economies that trade with one another, from 0 */
  ent_trade_certificate certificate;
} ent_trade_answer;

typedef struct ent_trade ent_trade;

/* Checks the world and readies the solver.  Balanced deficits are purged here.  Errors: ENT_ARGUMENT (sizes, ranges, NaN, no
 * trade at home, an economy without sales or purchases, each with names), ENT_LIMIT, ENT_NUMERIC (deficits cannot be purged),
 * ENT_NOMEM.  Cost: O(n^2); some 50 n^2 bytes. */
ent_status ent_trade_open(const ent_trade_world *world, const ent_trade_options *options, const ent_allocator *memory,
                          ent_trade **out, ent_error *err);
void ent_trade_close(ent_trade *trade);

/* Solves for a shock; NULL: none.  A solver that reaches its cap is no error: the certificate says so.  Errors: ENT_ARGUMENT
 * (ranges, NaN, transfers that do not sum to 0, an embargo at home), ENT_NUMERIC (incomes that cannot be: the sentence names
 * the economy).  No memory is asked for, but once for tariffs and once for Newton or chord (ENT_NOMEM).
 * Cost: O(n^2) a step, 10 to 70 steps; Newton O(n^3) a step, 4 steps. */
ent_status ent_trade_solve(ent_trade *trade, const ent_trade_shock *shock, ent_trade_answer *out, ent_error *err);

/* How an economy's welfare answers to the cost of each flow, at the last solution: out[i n + j] = dlog W / dlog cost_ij, in
 * percent per percent.  Below 0: dearer trade hurts it.  Errors: ENT_ARGUMENT (not solved; supply, multiplicative deficits or
 * fixed shares), ENT_NUMERIC (markets without finite slopes), ENT_NOMEM.  On failure out is untouched.
 * Cost: O(n^3), one linear system for all n^2 of them. */
ent_status ent_trade_elasticities(ent_trade *trade, int economy, double *out, ent_error *err);

/* ---- coalitions ------------------------------------------------------------------------------------------------------ */

#define ENT_TRADE_MEMBERS 20 /* up to here all sets of members are solved */
#define ENT_TRADE_SAMPLED 62 /* up to here orders of joining are drawn */

typedef struct ent_trade_coalitions_options {
  uint64_t samples;             /* orders of joining to draw, in pairs; 0: all sets up to 20 members, else 1,024 */
  uint64_t seed;                /* of the orders */
  const ent_executor *executor; /* NULL: one thread; the same bytes either way */
  bool (*progress)(void *ctx, uint64_t done, uint64_t blocks, const void *unused); /* may be NULL; false cancels */
  void *progress_ctx;
} ent_trade_coalitions_options;

/* What sets of sanctioners do to a target when all their members stop trading with it, both ways. */
typedef struct ent_trade_coalitions {
  int members;
  double *value;   /* [2^members] loss of the target's real wage, 1 - w/P; bit i of the index: member i takes part; NULL
                      when orders were drawn */
  double all;      /* loss when all take part, less that when nobody does */
  double everyone; /* the same when every other economy takes part: how much there is to lose */
  double *shapley; /* [members] they sum to `all` */
  double *error;   /* [members] standard error of shapley; 0 where all sets were solved */
  double *banzhaf; /* [members] mean marginal loss over all sets of the others; NaN when orders were drawn */
  double *alone, *last; /* [members] value of {i}; what i adds to all others */
  double *cost;         /* [members] own loss of real wage in the full coalition */
  double *leaving;      /* [members] what its own real wage gains when it alone leaves the full coalition */
  double *price;       /* [members] own loss in money for one of the target's by shapley: cost Y_i / (shapley Y_target);
                           NaN: it is worth nothing */
  uint64_t samples;    /* orders drawn; 0: all sets were solved */
  uint64_t sets;       /* sets that were solved */
  uint64_t again;      /* of those, by a second way, from the start and with all of the certificate */
  double differ;       /* largest difference of a loss between the two ways */
  double worst_market; /* largest market gap of all solutions */
  bool holds; /* all of them are equilibria: gaps of markets and numeraire, and the certificates of the second way */
} ent_trade_coalitions;

/* Up to 20 members: all 2^members sets, eight abreast, each with the gaps of all markets at its answer; every 4,096th, the full
 * one and those that lack one member are solved a second time by ent_trade_solve, as are those that cut somebody off.
 * Beyond: orders of joining are drawn, each with its reverse (antithetic pairs), and Shapley values come with standard errors;
 * what a member does alone, as the last and by leaving stays exact.  options: NULL for the defaults.
 * Errors: ENT_ARGUMENT (no or too many members, one of them twice or the target, over 2^24 samples, orders in a world of parts
 * that do not trade, a trade that is not plain: elasticity of supply, multiplicative deficits, fixed shares), ENT_CANCELLED,
 * those of ent_trade_solve.
 * Cost: some 15 n^2 products a set: 2^20 sets of 44 economies in 6 s of one core; an order takes one set for each member.
 * Sources: Shapley 1953; Banzhaf 1965; Castro, Gomez and Tejada 2009 (Computers and OR 36:1726) for drawn orders; Mitchell,
 * Cooper, Frank and Holmes 2022 (JMLR 23:43) for pairs; docs/method/trade.md.  Free with ent_trade_coalitions_free. */
ent_status ent_trade_coalitions_find(ent_trade *trade, int target, const int *member, int members,
                                     const ent_trade_coalitions_options *options, const ent_allocator *memory,
                                     ent_trade_coalitions **out, ent_error *err);
void ent_trade_coalitions_free(ent_trade_coalitions *coalitions, const ent_allocator *memory);

/* One economy that could join. */
typedef struct ent_trade_joiner {
  int economy;
  double adds; /* to the target's loss of real wage when it joins all members */
  double cost; /* own loss of real wage by joining */
  double
    price; /* own loss in money for one that it adds to the target's: cost Y_i / (adds Y_target); NaN: adds nothing */
} ent_trade_joiner;

/* Who should join next?  Candidates, each by itself, beside all members; out [candidates], most added first, then in order of
 * number.  Errors: those of ent_trade_coalitions_find, a candidate that is a member or the target or named twice; ENT_NOMEM.
 * Cost: candidates + 1 solutions. */
ent_status ent_trade_coalitions_join(ent_trade *trade, int target, const int *member, int members, const int *candidate,
                                     int candidates, const ent_allocator *memory, ent_trade_joiner *out,
                                     ent_error *err);

/* ---- inputs for a shock ---------------------------------------------------------------------------------------------- */

/* Freeness of trade between each two, phi_ij = sqrt(X_ij X_ji / (X_ii X_jj)): relief back to an earlier year is the shock
 * B_ij = phi_ij(then) / phi_ij(now).  0 where either direction has no trade.  Symmetric, 1 on the diagonal.
 * Errors: ENT_ARGUMENT (sizes, flows out of range, own trade below 1e-100).  Cost: O(n^2).  Source: Head and Ries 2001 (AER
 * 91:858). */
ent_status ent_trade_freeness(int n, const double *flow, double *out, ent_error *err);

/* That ratio for each two of n economies, of tables that need not name the same ones.  now: [n n] freeness; then: [m m] that of
 * the earlier year; NULL for now: `then` holds ratios, one way or both.  place: [n] where each economy stands among the m; -1:
 * nowhere.  out: [n n] symmetric where freeness is; 0: not known, as one of the two does not trade.  Cost: O(n^2). */
void ent_trade_freeness_ratio(int n, const double *now, int m, const double *then, const int *place, double *out);

/* How trade at home is filled in where a table has only trade across borders. */
typedef struct ent_trade_home {
  const double *output; /* [n] value of output, same unit: X_ii = max(output - exports, floor * output); NaN: unknown */
  double floor;         /* in (0, 1] */
  double share;         /* where output is unknown: X_ii = share / (1 - share) * imports, in (0, 1); 0: leave it */
} ent_trade_home;

typedef enum ent_trade_filled {
  ENT_TRADE_GIVEN,
  ENT_TRADE_FROM_OUTPUT,
  ENT_TRADE_FROM_FLOOR,
  ENT_TRADE_FROM_SHARE,
  ENT_TRADE_MISSING
} ent_trade_filled;

/* Fills the diagonal of flow where it is 0 and says for each economy how.  Errors: ENT_ARGUMENT (ranges, NaN).  Cost: O(n^2). */
ent_status ent_trade_fill_home(int n, const ent_trade_home *home, double *flow, ent_trade_filled *how, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
