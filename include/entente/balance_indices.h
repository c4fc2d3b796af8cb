/* entente/balance_indices.h - how balanced is a signed network by its triangles, its walks, its spectrum, several camps,
 * against chance; and where would it drift?
 *
 * The indices beside the frustration index (balance.h), each with its domain and cost.  All work on ent_ties. */
#ifndef ENTENTE_BALANCE_INDICES_H
#define ENTENTE_BALANCE_INDICES_H

#include "entente/balance.h"
#include "entente/executor.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- triangles ----------------------------------------------------------------------------------------------- */

/* All triangles by their signs.  Balanced: +++ and +--; by the weak definition (more than two camps) --- as well. */
typedef struct ent_triads {
  int64_t ppp, ppm, pmm, mmm; /* three friendly ties; two; one; none */
  double index;               /* T = (+++ and +--) / all, in [0, 1]; 1 where there is no triangle */
  double index_weak;          /* the same with --- */
  double index_weighted;      /* the same as T, each triangle counted with the product of its |weights| */
} ent_triads;

/* T = (tr A^3 + tr |A|^3) / (2 tr |A|^3).  balanced, unbalanced: [n], triangles at each actor by T's definition; both or
 * neither.  Errors: ENT_ARGUMENT (one array alone), ENT_NOMEM.  Cost: O(m^1.5).  Source: Cartwright and Harary 1956; Davis 1967
 * for weak balance. */
ent_status ent_balance_triads(const ent_ties *ties, const ent_allocator *memory, ent_triads *out, int64_t *balanced,
                              int64_t *unbalanced, ent_error *err);

/* ---- walks and spectrum -------------------------------------------------------------------------------------- */

#define ENT_SPECTRUM_MAX 4096 /* actors at most where a dense spectrum is needed */

/* Walk balance K = tr e^A / tr e^|A|, in (0, 1]: closed walks by their sign, short ones first; and that of every actor,
 * K_i = (e^A)_ii / (e^|A|)_ii.  1 where a network is balanced.  signs_only: A has -1, 0, 1; otherwise weight / scale.
 * local: [n] or NULL.  Exponents are taken relative to the largest eigenvalue, so nothing overflows.
 * Errors: ENT_ARGUMENT (no actor), ENT_LIMIT (over ENT_SPECTRUM_MAX actors), ENT_NOMEM.  Cost: O(n^3), 16 n^2 bytes.
 * Source: Estrada and Benzi 2014, Physical Review E 90:042802; Diaz-Diaz, Bartesaghi and Estrada 2024 for K_i. */
ent_status ent_balance_walks(const ent_ties *ties, bool signs_only, const ent_allocator *memory, double *index,
                             double *local, ent_error *err);

/* The least eigenvalue of the signed Laplacian |D| - A: 0 exactly where a connected part is balanced. */
typedef struct ent_conflict {
  double least;              /* over all parts; 0 with any balanced part */
  double largest;            /* of the parts' least eigenvalues */
  int32_t parts, unbalanced; /* connected parts; of them those with a frustrated tie whatever the camps are */
  double
    bound; /* sum over parts of n_c lambda_c / 4 <= L (in weight / scale, or ties with signs_only): x'(|D| - A)x = 4 f(x) */
} ent_conflict;

/* Errors, limit (of each part) and cost as ent_balance_walks.  Whether a part is balanced is decided exactly, not by its
 * eigenvalue.  Source: Hou, Li and Pan 2003, Linear and Multilinear Algebra 51:21-30; Kunegis et al. 2010. */
ent_status ent_balance_conflict(const ent_ties *ties, bool signs_only, const ent_allocator *memory, ent_conflict *out,
                                ent_error *err);

/* ---- more than two camps --------------------------------------------------------------------------------------- */

typedef struct ent_camps_options {
  int32_t camps;  /* at most; 0: any number */
  uint64_t seed;  /* of the search */
  int starts;     /* of the search; 0: 60 */
  uint64_t cases; /* told apart at most when proving; 0: 2,000,000 */
} ent_camps_options;

typedef struct ent_camps {
  int64_t lower,
    upper;      /* the least weight that any such camps frustrate lies here, `cancelled` included, in 1 / scale */
  bool proved;  /* lower == upper */
  int32_t used; /* camps of the solution */
  uint64_t cases;
} ent_camps;

/* Generalised (weak) balance: the camps, at most so many, that frustrate least: friendly ties between camps, hostile ties within.
 * camp: [n], numbered from 0 in order of appearance.  Up to 40 actors it tries to prove (all cases, by branch and bound);
 * beyond that, or where cases run out, it is a search, and lower comes from cycles with a single hostile tie, which cost any
 * camps something; the interval says so.  For two camps ent_balance_solve is the better tool.
 * Errors: ENT_ARGUMENT (camps or starts below 0, no actor), ENT_NOMEM.  Cost: O(starts * sweeps * m) and the cases.
 * Source: Davis 1967, Human Relations 20:181-187; Doreian and Mrvar 1996, Social Networks 18:149-168. */
ent_status ent_balance_camps(const ent_ties *ties, const ent_camps_options *options, const ent_allocator *memory,
                             int32_t *camp, ent_camps *out, ent_error *err);

/* ---- against chance ---------------------------------------------------------------------------------------------- */

typedef struct ent_nulls_options {
  uint64_t nulls; /* 1..1,000,000 */
  uint64_t seed;  /* null k is a pure function of (ties, seed, k): more nulls keep those of fewer */
  int64_t cases;  /* told apart at most in each null, as in ent_balance_options */
  int64_t pauses; /* of the search in each null (some thousand a second); 0: 2,000.  The same on every machine */
  bool no_lp;     /* leaves the linear programme out */
  bool
    place_only; /* a null ends as soon as it surely is more, or less, frustrated than the network: p alone is wanted */
  const ent_executor *executor; /* NULL: this thread.  With more, `memory` is called from all of them at once */
  bool (*progress)(void *ctx, uint64_t done, uint64_t nulls); /* NULL, or false to stop */
  void *progress_ctx;
} ent_nulls_options;

typedef struct ent_nulls {
  uint64_t nulls;             /* counted: all of them, or the first ones when stopped */
  uint64_t proved;            /* of these, those whose index is known; the others are intervals */
  bool stopped;               /* by progress */
  double calm_low, calm_high; /* p-value of "nearer to two camps than chance": the share of networks, the own one among
                                 * them, that are frustrated as little or less; an interval where nulls are intervals */
  double tense_low, tense_high;  /* p-value of "further from two camps than chance": as much or more */
  double mean_lower, mean_upper; /* of the nulls' indices, in 1 / scale */
  int64_t least, most;           /* the lowest lower and the highest upper end of all nulls, in 1 / scale */
} ent_nulls;

/* Is the network nearer to two camps than its signs, dealt out anew among the same ties, would be?  own: what
 * ent_balance_solve found for it.  index: [options->nulls], may be NULL: the interval of each null, `cancelled` included.
 * |weights| stay with their ties.  A stop is no error: *out tells of the nulls counted before it.
 * Errors: ENT_ARGUMENT, ENT_NOMEM, ENT_CANCELLED (stopped before the first null).  Cost: ent_balance_solve for each null within
 * its limits; shuffled signs are harder than those of real networks.  The same bytes on any number of threads.
 * Source: Szell, Lambiotte and Thurner 2010, PNAS 107:13636-13641; Phipson and Smyth 2010, Stat. Appl. Genet. Mol. Biol. 9:39. */
ent_status ent_balance_nulls(const ent_ties *ties, const ent_balance_bounds *own, const ent_nulls_options *options,
                             const ent_allocator *memory, ent_balance_bounds *index, ent_nulls *out, ent_error *err);

/* ---- dynamics --------------------------------------------------------------------------------------------------- */

typedef struct ent_drift ent_drift;

/* The continuous model dX/dt = X X of Kulakowski, solved in closed form by Marvel, Kleinberg, Kleinberg and Strogatz (2011,
 * PNAS 108:1771-1776): X(t) = X0 (I - X0 t)^-1.  X0 symmetric with largest eigenvalue l1 > 0 blows up at t* = 1 / l1, and
 * near t* the signs are those of v v', v the leading eigenvector: two camps (or one). */
typedef struct ent_drift_end {
  double leading, second; /* the two largest eigenvalues; equal ones leave the camps open */
  double time;            /* t* = 1 / leading; infinite where leading <= 0: ties fade instead */
  bool camps;             /* leading > 0, and larger than second by more than rounding */
} ent_drift_end;

/* x0: [n * n] row-major, symmetric, finite; the diagonal counts as given.  camp: [n]: -1, 1, or 0 where the leading vector is 0
 * to rounding; actor order fixes the sign: the first that is not 0 is 1.  Errors: ENT_ARGUMENT (n, symmetry, numbers),
 * ENT_LIMIT, ENT_NOMEM.  Cost: O(n^3).  Free with ent_drift_free. */
ent_status ent_drift_make(int n, const double *x0, const ent_allocator *memory, ent_drift **out, ent_drift_end *end,
                          int8_t *camp, ent_error *err);
/* X(t) for 0 <= t < t*; t < 0 looks back.  x: [n * n].  Errors: ENT_ARGUMENT (t not finite or not below t*, or so far back
 * that an eigenvalue below 0 has blown up).  Cost: O(n^3). */
ent_status ent_drift_at(const ent_drift *drift, double t, double *x, ent_error *err);
void ent_drift_free(ent_drift *drift);

/* Local triad dynamics (Antal, Krapivsky and Redner 2005, Physical Review E 72:036121): a step looks at three actors.  Where
 * their triad is unbalanced, one tie turns: of two friendly ties and a hostile one, the hostile with chance p, else one of the
 * friendly; of three hostile ones, any.  Constrained: instead a tie drawn from all turns when that leaves fewer unbalanced
 * triads, with chance 1/2 when as many. */
typedef struct ent_triad_rule {
  double p; /* in [0, 1]; not used when constrained */
  bool constrained;
} ent_triad_rule;

/* Takes `steps` steps, numbered from `from` on, in place: two runs of half as many give the same.  sign: [n * n], symmetric, of
 * -1, 0 (no tie), 1; n >= 3; triads that lack a tie, and pairs without one, stay as they are.  *turned: ties that turned, may
 * be NULL.  Errors: ENT_ARGUMENT.  Cost: some random numbers a step; constrained O(n).  A pure function of its arguments. */
ent_status ent_triad_steps(int n, const ent_triad_rule *rule, uint64_t seed, uint64_t from, uint64_t steps,
                           int8_t *sign, uint64_t *turned, ent_error *err);

#ifdef __cplusplus
}
#endif
#endif
