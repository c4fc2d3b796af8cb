/* gravity.h - what the parts of the gravity solver share: the world in rows of whole lanes, and one sweep over it.
 *
 * Rows of the shares have `stride` numbers (n rounded up to 8) and there are n rounded up to 4 of them, the rest 0, so that the
 * loops over them have no ends: a row times a vector is eight sums side by side, always in the same order. */
#ifndef ENT_CORE_GRAVITY_H
#define ENT_CORE_GRAVITY_H

#include "base/arena.h"
#include "entente/trade.h"

#define ENT_TRADE_WIDE 8 /* lanes of a sum */
#define ENT_TRADE_TALL 4 /* rows at once */
#define ENT_TRADE_PAST 8 /* steps that the extrapolation remembers */

/* Extrapolates a fixed point g(x) = x from its last steps.  Anderson 1965 (J. ACM 12:547), type II. */
typedef struct ent_mixer {
  int n, used, next;
  double *f, *g;                               /* [n] of the step before */
  double *df, *dg;                             /* [PAST n] */
  double gram[ENT_TRADE_PAST][ENT_TRADE_PAST]; /* df' df */
  double least;                                /* residual so far */
} ent_mixer;

/* A factored square matrix: P A = L U in place, rows of n. */
typedef struct ent_lu {
  int n;
  double *a; /* [n n] */
  int *row;  /* [n] which row of A stands at place i */
} ent_lu;

struct ent_trade {
  ent_arena arena;
  int n, stride, rows;
  ent_trade_options options;
  const char *const *names;
  const double *flow, *tariff;                 /* of the world that shocks refer to */
  double *own_flow;                            /* [n n] of a balanced world, else NULL */
  double *output, *spending, *deficit, *ratio; /* [n] Y, E, D, E / (E - D) of that world */
  double total;                                /* sum Y */

  /* the shock at hand */
  bool taxed;
  const double *rate;            /* [n n] tariffs now, NULL: none */
  const double *transfer;        /* [n] or NULL */
  double *net, *gross;           /* [rows stride] pi B / (1 + t') and pi B; gross == net when there are no tariffs */
  double *gross_room;            /* where gross stands when there are; NULL: not yet taken */
  double *given;                 /* [stride] what is spent besides output: D (purged) and transfers */
  int *part;                     /* [n] */
  double *part_total, *part_now; /* [n] output of each part */
  int parts;
  double purged;

  /* the state: [stride] each */
  double *x, *g, *wage, *power, *net_index, *index, *income, *buy, *sales, *volume;
  bool warm;   /* start from the wages that are there */
  bool solved; /* the answer below is laid out */
  int poorest; /* an economy whose income is not above 0, or -1 */
  ent_mixer mixer;
  ent_lu system; /* Newton's, or at the world before for chord */
  bool system_ready;
  double *work; /* [3 stride] */

  /* the answer */
  double *a_price, *a_output, *a_spending, *a_welfare, *a_real, *a_flow;
};

/* What economy i is called; its number when it has no name. */
const char *ent_trade_name(const char *const *names, int i, char room[ENT_NUMBER_MAX]);

/* shock.c - readies net, gross, given and the parts.  Errors: those of ent_trade_solve. */
ent_status ent_trade_ready(ent_trade *t, const ent_trade_shock *shock, ent_error *err);
/* Are they finite, and sum to 0?  NULL: yes. */
ent_status ent_trade_check_transfers(int n, const double *transfer, ent_error *err);
/* Union-find over parent[n], each its own at first.  join: true when i and j were not of one part yet.  number: parts counted
 * from 0 in the order of their first member, which parent then holds; work: [n].  Returns how many. */
bool ent_trade_join(int *parent, int i, int j);
int ent_trade_number_parts(int *parent, int n, double *work);

/* sweep.c - wages, prices, incomes and sales at log wages x. */
void ent_trade_state(ent_trade *t, const double *x);
/* From log wages x to the next ones g; leaves the state of x behind.  Returns max |g - x|. */
double ent_trade_sweep(ent_trade *t, const double *x, double *g);
/* index_j = sum_i matrix_ij power_i and sales_i = sum_j matrix_ij buy_j. */
void ent_trade_columns(const ent_trade *t, const double *matrix, const double *power, double *index);
void ent_trade_rows(const ent_trade *t, const double *matrix, const double *buy, double *sales);
/* Dot product in eight lanes; count is a multiple of 8. */
double ent_trade_dot(const double *a, const double *b, int count);

/* Adds x to the sum high + low without branches, so that sums can go side by side.  Knuth, TAOCP 2, 4.2.2. */
static inline void ent_trade_two_sum(double *high, double *low, double x)
{
  const double a = *high, s = a + x, b = s - a;
  *low += (a - (s - b)) + (x - b);
  *high = s;
}

/* mixer.c */
bool ent_mixer_open(ent_mixer *m, int n, ent_arena *arena);
void ent_mixer_reset(ent_mixer *m);
/* max |g - x|; 1e300 where that is no number. */
double ent_mixer_gap(const double *x, const double *g, int count);
/* Replaces x by the next guess from g(x); largest is max |g - x|. */
void ent_mixer_step(ent_mixer *m, double *x, const double *g, double largest);

/* dense.c - false when the matrix is singular to working precision. */
bool ent_lu_factor(ent_lu *lu);
void ent_lu_solve(const ent_lu *lu, double *b, double *work);        /* A x = b */
void ent_lu_solve_turned(const ent_lu *lu, double *b, double *work); /* A' x = b */

/* newton.c - the residuals' derivatives at the state of the last sweep; rows of a part's last economy are its numeraire. */
void ent_trade_jacobian(const ent_trade *t, double *out);
/* Is i the last economy of its part, whose market is redundant? */
bool ent_trade_is_numeraire(const ent_trade *t, int i);
/* Room for the system, once. */
ent_status ent_trade_take_system(ent_trade *t, ent_error *err);
ent_status ent_trade_newton(ent_trade *t, ent_trade_certificate *c, ent_error *err);

/* elasticity.c - what moves sum_k weight_k log W_k at the last solution; vectors of [stride], 0 beyond n. */
typedef struct ent_pull {
  double *weight;         /* given */
  double *lambda, *reach; /* found by ent_trade_pull: the adjoint over sales, and what it makes of each importer */
} ent_pull;

/* Factors the markets' system, once for any number of weights.  Errors: those of ent_trade_elasticities. */
ent_status ent_trade_pull_ready(ent_trade *t, ent_error *err);
void ent_trade_pull(const ent_trade *t, ent_pull *p);
/* Per change of the cell's gross and net share (entente's sweep.c) by dgross and dnet. */
double ent_trade_slope(const ent_trade *t, const ent_pull *p, int m, int j, double dgross, double dnet);

/* fixed.c - the resistance terms with incomes left as they were. */
void ent_trade_fixed(ent_trade *t, ent_trade_certificate *c);

/* certificate.c - the larger of so_far and |ratio - 1|; 1e300 where that is no number, so that no bound holds. */
double ent_trade_worst(double so_far, double ratio);
/* Gaps of the answer that is laid out. */
void ent_trade_certify(const ent_trade *t, ent_trade_certificate *c);

#endif
