/* entente/align.h - which camps are stable, and on which side does a courted state stand?
 *
 * Landscape theory (Axelrod and Bennett 1993, BJPS 23(2):211-233): a configuration splits n actors into two camps; its
 * energy is E = sum over ordered pairs of s_i s_j p_ij d_ij, d_ij = 1 when i and j sit in different camps. */
#ifndef ENTENTE_ALIGN_H
#define ENTENTE_ALIGN_H

#include "entente/balance.h"
#include "entente/executor.h"

#ifdef __cplusplus
extern "C" {
#endif

#define ENT_ALIGN_MAX 24 /* actors up to which the landscape is searched exactly */

typedef struct ent_landscape {
  int n;                    /* 2..ENT_ALIGN_MAX */
  const double *size;       /* [n], > 0: capability, any unit */
  const double *propensity; /* [n * n] row-major, symmetric, in [-1, 1]; the diagonal is ignored */
} ent_landscape;

/* Doubles of scratch memory that the functions below need for n actors. */
#define ENT_ALIGN_WORK(n) ((size_t)(n) * ((size_t)(n) + 6))

/* A camp: bit i is set for the actors that sit with actor 0. */
typedef uint32_t ent_camp;

/* E of one configuration, over ordered pairs, compensated, in fixed order: the simple checker of everything below. */
double ent_align_energy(const ent_landscape *land, ent_camp camp);

typedef struct ent_alignment {
  double
    margin; /* [E(rival) - E(proposer)] / (2 s_T sum_j s_j |p_Tj|), cut to [-1, 1]; negative: stays with the rival */
  double with_rival;    /* lowest energy with the target in the rival's camp (whoever else is there) */
  double with_proposer; /* lowest energy with the target in the proposer's camp and the rival in the other */
  ent_camp rival_camp, proposer_camp; /* configurations that reach them */
} ent_alignment;

/* The alignment margin of a wedge: where would the target stand, everyone else free to re-align?
 * Target, proposer and rival are three different actors.  A target without any tie gets margin 0.
 * Exact: Gray code over 3 * 2^(n-3) configurations up to 12 actors, branch and bound beyond; both give the same answer
 * because the best configurations are evaluated again by ent_align_energy.  work: ENT_ALIGN_WORK(n) doubles.
 * Errors: ENT_ARGUMENT (n, indices, sizes not positive, propensity outside [-1, 1] or not finite or not symmetric). */
ent_status ent_align_margin(const ent_landscape *land, int target, int proposer, int rival, double *work,
                            ent_alignment *out, ent_error *err);

/* ---- the whole landscape ------------------------------------------------------------------------------- */

#define ENT_ALIGN_EXACT 29 /* actors up to which all configurations are visited; 28 under pressure */

/* Pressure of blocs on each actor (the site field of Galam 1998): pressure[i] stands for one more tie of actor i, size times
 * propensity of an outside bloc that sits where bit i is set.  It adds s_i pressure_i (1 - x_i) to the energy, which is
 * -sum b_i S_i of his form with b_i = s_i pressure_i, up to a constant.  The two camps are then no longer interchangeable:
 * all 2^n configurations count, and bit 0 of a camp may be clear.  NULL: no pressure, 2^(n-1) configurations up to
 * complement, bit 0 set.  Finite, at most 1e6 times the sum of the sizes in absolute value. */

/* Energies of consecutive configurations, energy[c - first] for c in [first, first + count): without pressure c stands for the
 * camp 2 c + 1, with pressure for the camp c.  The same bits as ent_align_energy (plus pressure).  n <= 29 (28).
 * Cost: O(n^2) each.  Errors: ENT_ARGUMENT (the landscape; a range outside the configurations). */
ent_status ent_align_energies(const ent_landscape *land, const double *pressure, uint64_t first, uint64_t count,
                              double *energy, ent_error *err);

/* A configuration that no actor leaves alone.  Energies closer than 1e-12 of sum s_i s_j |p_ij| are equal (the tie rule):
 * an actor that would gain less than 1e-12 of its own part of that sum stays, and is indifferent. */
typedef struct ent_minimum {
  ent_camp camp;
  int indifferent; /* actors that could move at no cost; 0: a strict minimum, every move costs something */
  double energy;   /* as ent_align_energy (plus pressure) */
  uint64_t
    basin; /* configurations from which steepest descent ends here: the move that lowers the energy most, of equal
                    * moves that of the first actor */
  /* The merge tree, where it was asked for.  A pass is the lowest height that a way of single moves must climb to. */
  int into;       /* the lower minimum whose valley it joins when a pass opens; -1: the lowest of all */
  ent_camp pass;  /* a configuration at the top of that way; 0 where into is -1 */
  double saddle;  /* its energy; infinite where into is -1 */
  double barrier; /* saddle - energy, >= 0: the climb to anything lower; infinite where into is -1 */
  double escape;  /* the climb to any other minimum, lower or not; infinite where there is no other */
} ent_minimum;

typedef struct ent_terrain {
  uint64_t configurations; /* 2^(n-1), or 2^n under pressure; basins add up to it */
  uint32_t stable;         /* minima, those with indifferent actors counted */
  uint32_t strict;         /* of these, those without */
  uint32_t kept;           /* in the caller's list: the lowest ones */
} ent_terrain;

typedef struct ent_explore {
  const double *pressure;       /* [n] or NULL */
  bool passes;                  /* the merge tree too */
  const ent_executor *executor; /* NULL: this thread.  The same bytes on any number of threads */
} ent_explore;

#define ENT_ALIGN_STABLE_MAX 1048576 /* minima beyond which a landscape counts as flat and is refused */

/* Bytes that ent_align_explore asks for first: 4 a configuration (n = 24: 34 MB, 27: 268 MB, 29: 1.1 GB).  What it asks for
 * later grows with the number of minima (below 200 bytes each).  0 when n is out of range. */
size_t ent_align_memory(int n, bool pressure);

/* Visits all configurations: the minima, lowest energy first (of equals the lowest code first), at most `room` of them in
 * minimum[]; what is told of them takes all others into account.  how NULL: no pressure, no passes, this thread.
 * Exact: 2..29 actors (1..28 under pressure).  Passes are those of the landscape's graph of single moves, found as the
 * minimum spanning tree of the basins' borders.  Cost: 2^(n-1) n steps, spread over lanes.
 * Errors: ENT_ARGUMENT, ENT_LIMIT (too many actors; more than ENT_ALIGN_STABLE_MAX minima), ENT_NOMEM, ENT_CANCELLED.
 * Source: Axelrod and Bennett 1993, section 2 and note 33; merge trees as in Becker and Karplus 1997, J. Chem. Phys. 106. */
ent_status ent_align_explore(const ent_landscape *land, const ent_explore *how, const ent_allocator *memory,
                             uint32_t room, ent_minimum *minimum, ent_terrain *out, ent_error *err);

/* ---- uncertain landscapes ------------------------------------------------------------------------------ */

/* Writes the sizes [n] and propensities [n * n] of draw number `draw` (0, 1, ...): a pure function, called on any thread. */
typedef void ent_landscape_draw(const void *ctx, uint64_t draw, double *size, double *propensity);

#define ENT_SURVEY_MAX 22 /* actors of an uncertain landscape: each thread holds 4 bytes a configuration */

typedef struct ent_survey {
  int n;          /* 2..ENT_SURVEY_MAX */
  uint64_t draws; /* 1..10^9 */
  ent_landscape_draw *draw;
  const void *ctx;
  bool passes; /* barriers too */
  const ent_executor *executor;
  bool (*progress)(void *ctx, uint64_t done, uint64_t draws); /* NULL, or false to stop */
  void *progress_ctx;
} ent_survey;

/* A configuration that is a minimum in some draws. */
typedef struct ent_survivor {
  ent_camp camp;   /* bit 0 set */
  uint64_t stable; /* draws in which it is a minimum */
  uint64_t lowest; /* draws in which it is the lowest; of equals the lowest code */
  double chance;   /* P(configuration): its share of the configurations, by basin, averaged over all good draws */
  double
    escape; /* the climb out of it as a share of sum over ordered pairs s_i s_j |p_ij|, averaged over the draws in which
                    * it is a minimum and there is another; 0 without passes */
  uint64_t alone; /* draws in which it is the only minimum */
} ent_survivor;

typedef struct ent_surveyed {
  uint64_t good;    /* draws that count */
  uint64_t refused; /* draws whose landscape ent_align_explore would refuse, or with more than 4,096 minima */
  uint64_t found;   /* different configurations that are a minimum somewhere */
  uint32_t kept;    /* in the caller's list: the likeliest ones, of equals the lowest code */
  double minima;    /* number of minima, averaged over the good draws */
} ent_surveyed;

/* Which camps survive the uncertainty?  Every draw is explored exactly.  The same bytes on any number of threads.
 * Cost: draws times that of ent_align_explore.  Errors: ENT_ARGUMENT, ENT_LIMIT (n), ENT_NOMEM, ENT_CANCELLED. */
ent_status ent_align_survey(const ent_survey *survey, const ent_allocator *memory, uint32_t room,
                            ent_survivor *survivor, ent_surveyed *out, ent_error *err);

/* ---- neutrality ------------------------------------------------------------------------------------------ */

#define ENT_STANCE_MAX 16 /* 3^16 = 43,046,721 configurations */

/* Every actor stands with one side (+1), the other (-1), or neither (0):
 *   E = -1/2 sum_ij J_ij S_i S_j - sum_i b_i S_i + sum_i c_i S_i^2,
 *   J_ij = s_i s_j p_ij,   b_i = s_i pressure_i,   c_i = s_i cost_i.
 * c is what it costs to take a side (Blume 1966, Capel 1966); with c = 0 (Galam) E is linear in each S_i, so neutral is
 * stable only for an actor on which no force acts (as on everyone where nobody has taken a side).  Between two camps E is
 * ent_align_energy less a constant. */
typedef struct ent_stance {
  ent_camp with, against; /* disjoint; who is in neither is neutral */
  double energy;
  int indifferent;      /* actors that could take another stance at no cost */
  bool without_blocs;   /* still a minimum when all pressure is taken away */
  bool without_neutral; /* nobody is neutral in it */
} ent_stance;

typedef struct ent_stances {
  uint64_t configurations; /* 3^n */
  uint32_t stable, strict, kept;
  uint32_t without_blocs; /* of the stable ones */
} ent_stances;

/* All stances that nobody leaves alone (any one actor may take any other stance), lowest energy first, of equals the lowest
 * (with, against), at most `room` of them.  pressure and cost [n] may be NULL; cost >= 0.  Without pressure the mirror image of
 * a stance is left out: the first actor that takes a side is `with`.  n 2..16.  Cost: O(3^n).
 * Errors: ENT_ARGUMENT, ENT_LIMIT (n; more than ENT_ALIGN_STABLE_MAX minima), ENT_NOMEM.
 * Source: S. Galam, Physica A 230 (1996) 174-188; British Journal of Political Science 28 (1998) 411-412. */
ent_status ent_align_stances(const ent_landscape *land, const double *pressure, const double *cost,
                             const ent_allocator *memory, uint32_t room, ent_stance *stance, ent_stances *out,
                             ent_error *err);

/* ---- beyond enumeration ---------------------------------------------------------------------------------- */

#define ENT_ALIGN_WIDE 2000 /* actors of the searches below */

typedef struct ent_found {
  double energy; /* as ent_align_energy (plus pressure) */
  uint32_t hits; /* starts that ended here */
  int indifferent;
} ent_found;

typedef struct ent_search {
  uint32_t starts; /* 1..10^7 random configurations, each every camp alike */
  uint64_t seed;
  const double *pressure; /* [n] or NULL */
  const ent_executor *executor;
} ent_search;

typedef struct ent_searched {
  uint32_t different; /* minima found; there may be more */
  uint32_t once;      /* of these, found by one start only */
  double unseen; /* estimated share of starts that would lead to a minimum not found: once / starts (Good and Turing) */
  uint32_t kept;
} ent_searched;

/* Minima of large landscapes by steepest descent from random configurations: what is found is stable, but there is no proof
 * that nothing lower exists (see ent_align_ground).  side[k * n + i] is +1 or -1 (without pressure actor 0 is
 * +1), lowest energy first, at most `room`.  The same bytes on any number of threads.  n 2..ENT_ALIGN_WIDE.
 * Cost: O(starts n^2).  Errors: ENT_ARGUMENT, ENT_LIMIT (n), ENT_NOMEM, ENT_CANCELLED. */
ent_status ent_align_search(const ent_landscape *land, const ent_search *how, const ent_allocator *memory,
                            uint32_t room, int8_t *side, ent_found *found, ent_searched *out, ent_error *err);

/* The energy of sides [n] (+1 or -1) among up to ENT_ALIGN_WIDE actors; pressure may be NULL.  Cost: O(n^2). */
double ent_align_energy_of(const ent_landscape *land, const double *pressure, const int8_t *side);

/* A way of single moves from one configuration to another that climbs to *height: an upper bound of the pass between them, by
 * `tries` randomised greedy ways over the actors that differ (the first one is plain greedy) and, without pressure, over those
 * to the mirror image.  Cost: O(tries n^2).  Errors: ENT_ARGUMENT, ENT_LIMIT (n), ENT_NOMEM. */
ent_status ent_align_way(const ent_landscape *land, const double *pressure, const int8_t *from, const int8_t *to,
                         uint32_t tries, uint64_t seed, const ent_allocator *memory, double *height, ent_error *err);

typedef struct ent_ground {
  double energy; /* of the sides found, as ent_align_energy (plus pressure) */
  double lower;  /* no configuration lies below; at most energy */
  bool
    proved; /* the search closed its interval: what is left between the two is the rounding of weights to whole numbers,
                  * at most 2^-49 of the sum of |weights| a tie, none for whole or halved numbers */
} ent_ground;

/* The lowest configuration of all, with proof: least energy is least frustration of ties of weight 2 s_i s_j p_ij, which
 * ent_balance_solve finds and proves; options (limits, stop) are handed to it and may be NULL.  side [n]: +1 or -1 (without
 * pressure actor 0 is +1).  A stop is no error: the interval tells.  n 2..ENT_ALIGN_WIDE.
 * Errors and cost as ent_balance_solve; ENT_ARGUMENT, ENT_LIMIT (n), ENT_NOMEM. */
ent_status ent_align_ground(const ent_landscape *land, const double *pressure, const ent_balance_options *options,
                            const ent_allocator *memory, int8_t *side, ent_ground *out, ent_error *err);

/* ---- one configuration -------------------------------------------------------------------------------------- */

/* How far each actor is from changing camp in a configuration: x_k h_k / s_k >= 0 when k is content, and the frustration
 * F_k = sum_j s_j p_kj d_kj.  Arrays [n], either may be NULL. */
void ent_align_contentment(const ent_landscape *land, ent_camp camp, double *content, double *frustration);

/* Coordinates for drawing the actors: classical multidimensional scaling of distances 1 - p_ij on two axes, deterministic
 * (signs fixed by actor 0 and 1), scaled to [0, 1] x [0, 1].  x, y: [n].  work: ENT_ALIGN_WORK(n) doubles. */
void ent_align_layout(const ent_landscape *land, double *work, double *x, double *y);

#ifdef __cplusplus
}
#endif
#endif
