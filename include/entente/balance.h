/* entente/balance.h - into which two camps does a network of friendly and hostile ties fall, and how far is it from that?
 *
 * A tie of weight w > 0 is friendly, one of weight w < 0 hostile.  Two camps frustrate the friendly ties between them and the
 * hostile ties within them; the frustration index L is the least total weight that any two camps frustrate:
 *
 *   L = min over x in {-1, 1}^n of sum over ties of (|w_ij| - w_ij x_i x_j) / 2.
 *
 * Weights are whole numbers over one scale, so nothing is rounded.  The answer is always an interval [lower, upper] with a
 * certificate: two camps that reach `upper`, and a proof of `lower` that a small verifier of its own recounts.
 * Sources: Harary 1953; Abelson and Rosenberg 1958; Aref and Wilson 2019 (J. Complex Networks 7, 163-189). */
#ifndef ENTENTE_BALANCE_H
#define ENTENTE_BALANCE_H

#include "entente/base.h"
#include "entente/lp.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- ties -------------------------------------------------------------------------------------------------- */

#define ENT_TIES_MOST 16000000                 /* actors at most, and rows of a list at most */
#define ENT_TIES_TOTAL_MOST (INT64_C(1) << 53) /* the absolute weights of all rows stay below this */

/* What two rows of one pair in opposite directions mean. */
typedef enum ent_ties_way {
  ENT_TIES_ADDED,    /* direction is ignored: all rows of a pair are added */
  ENT_TIES_AVERAGED, /* rows of each direction are added; where both directions are there, the tie is their mean */
  ENT_TIES_SYMMETRIC /* each tie is given in both directions with equal weight, or the list is refused */
} ent_ties_way;

typedef struct ent_ties_options {
  ent_ties_way way;
  bool drop_loops; /* a tie of an actor with itself is left out; otherwise it is refused */
  bool
    signs_only;  /* of each tie only the sign is kept, +1 or -1; where the rows of a pair cancel out there is no tie */
  int64_t scale; /* of the weights given: weight = number / scale; 0 stands for 1 */
} ent_ties_options;

/* A network: each pair of actors at most once, tail < head, sorted by (tail, head), no weight 0.  Read-only. */
typedef struct ent_ties {
  int32_t n, m;               /* actors, ties */
  const int32_t *tail, *head; /* [m] actors from 0 */
  const int64_t *weight;      /* [m] */
  int64_t scale;              /* 1, 2, 10, ...: a weight of 25 at scale 10 is 2.5 */
  int64_t total;              /* sum of |weight| */
  int64_t cancelled; /* friendly and hostile rows of one pair: the lesser side is frustrated whatever the camps are */
} ent_ties;

/* Makes a network of n actors from `count` rows.  Rows of one pair are added; where friendly and hostile rows meet (and way
 * is ENT_TIES_ADDED without signs_only), the weight of the lesser side counts in `cancelled`.  Rows of weight 0 are no ties.
 * tail, head: [count], 0..n-1; weight: [count], NULL: all +1.  options may be NULL: all 0.
 * Errors with err->line = the row, from 1: ENT_ARGUMENT (an actor outside 0..n-1, a loop, an unequal pair where symmetry is
 * asked), ENT_LIMIT (too many actors or rows, weights that add up to ENT_TIES_TOTAL_MOST or more); ENT_NOMEM.
 * Cost: O(n + count), about 60 bytes a row.  Free with ent_ties_free. */
ent_status ent_ties_make(int64_t n, int64_t count, const int32_t *tail, const int32_t *head, const int64_t *weight,
                         const ent_ties_options *options, const ent_allocator *memory, ent_ties **out, ent_error *err);
void ent_ties_free(ent_ties *ties);

/* Weights as people write them ("1", "-0.25", "+3.5") as whole numbers on one exact scale: weight[i] = number[i] * *scale,
 * *scale the least power of ten that makes all of them whole.
 * Errors: ENT_SYNTAX (err->line = number of the text, from 1; err->column = place in it; also for nan, inf and exponents),
 * ENT_LIMIT when the scaled total is not below ENT_TIES_TOTAL_MOST; ENT_NOMEM.  Cost: O(bytes). */
ent_status ent_ties_weights_read(const char *const *text, int64_t count, const ent_allocator *memory, int64_t *weight,
                                 int64_t *scale, ent_error *err);

/* The weight that two camps frustrate, without `cancelled`: the simple checker.  camp: [n], -1 or 1.  Cost: O(m). */
int64_t ent_ties_frustration(const ent_ties *ties, const int8_t *camp);
/* Whether two camps frustrate tie e.  Cost: O(1). */
bool ent_tie_is_frustrated(const ent_ties *ties, int64_t e, const int8_t *camp);

/* ---- the index --------------------------------------------------------------------------------------------- */

#define ENT_BALANCE_NODES 100000 /* cases at most, unless asked otherwise */
#define ENT_BALANCE_PAUSES \
  1000000 /* of a search that asks nobody whether to go on: minutes, then the interval is the answer */

/* How far the search has come. */
typedef struct ent_balance_state {
  int64_t lower, upper; /* of the whole network, `cancelled` included, in units of 1 / scale */
  int64_t cases;        /* that were told apart so far */
} ent_balance_state;

typedef struct ent_balance_options {
  uint64_t seed;    /* of the search; any seed gives the same L, perhaps other camps among equally good ones */
  int64_t cases;    /* told apart at most; 0: ENT_BALANCE_NODES; negative: none, so only the flow (and the LP) prove */
  int rounds;       /* of search and flow in each part; 0: as many as pay */
  bool no_lp;       /* leaves the linear programme out */
  const ent_lp *lp; /* who solves it; NULL: ent_lp_simplex */
  /* Asked often (some thousand times a second); false stops the search, and the interval found so far is the answer.  A caller
   * with a time limit looks at its clock here.  NULL: stops by itself after ENT_BALANCE_PAUSES such pauses. */
  bool (*go_on)(void *ctx, const ent_balance_state *state);
  void *ctx;
} ent_balance_options;

typedef struct ent_balance {
  int32_t n, m;
  int64_t lower, upper;         /* lower <= L <= upper, `cancelled` included, in units of 1 / scale */
  bool proved;                  /* lower == upper */
  bool stopped;                 /* the caller or the limit of cases ended it */
  double order_low, order_high; /* 1 - 2 L / (all weight given), in [0, 1]: 1 is balance; 1 where there is no tie */
  int64_t cases;
  const int8_t *camp;  /* [n] 1 or -1; the first actor of each connected part is 1 */
  const double *blame; /* [m] in [0, 1]: the share of a tie's weight that the proof's closed chains of ties use up.  A
                           frustrated tie of blame 1 is wholly accounted for by others of blame above 0 */
  const char *certificate; /* text, closed by a NUL; see ent_balance_verify */
  size_t certificate_size;
} ent_balance;

/* The frustration index with its camps and certificate.  options may be NULL.  The same ties, options and seed give the same
 * bytes.  A stop is no error: the interval tells.
 * Method: biconnected parts; dominated actors join; annealing; a flow of the frustrated ties along the satisfied ones proves
 * the camps where all of it finds a way (weak duality of multicut and multiflow), and is mended where it does not; else ties
 * are fixed, the linear programme over odd cycles raises the bound, cases are told apart.
 * Errors: ENT_ARGUMENT, ENT_NOMEM.  Cost: some milliseconds for a thousand ties of real networks; structureless signs are hard:
 * exponential, which is what the limits are for.  Free with ent_balance_free. */
ent_status ent_balance_solve(const ent_ties *ties, const ent_balance_options *options, const ent_allocator *memory,
                             ent_balance **out, ent_error *err);
void ent_balance_free(ent_balance *balance);

/* What forcing costs: the least weight frustrated by camps that satisfy tie e (satisfied), or that frustrate it (not), as an
 * interval; less L it is the price of that tie.  Errors and cost as ent_balance_solve. */
typedef struct ent_balance_bounds {
  int64_t lower, upper;
  bool proved;
} ent_balance_bounds;

ent_status ent_balance_forced(const ent_ties *ties, int64_t e, bool satisfied, const ent_balance_options *options,
                              const ent_allocator *memory, ent_balance_bounds *out, ent_error *err);

/* Recounts a certificate against the network: the camps give `upper`, the proof gives `lower`.  Shares no code with the search
 * but the making of networks.  ENT_OK: it holds, and *out says what it proves (which is what it claims).
 * Errors: ENT_CORRUPT (it does not hold: err->line and a sentence), ENT_SYNTAX (it is no certificate), ENT_LIMIT (nested too
 * deep), ENT_NOMEM.  Cost: O(length + m log m) for each network of the proof.  Format: docs/method/balance.md. */
ent_status ent_balance_verify(const ent_ties *ties, const char *text, size_t size, const ent_allocator *memory,
                              ent_balance_bounds *out, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
