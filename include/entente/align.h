/* entente/align.h - which camps are stable, and on which side does a courted state stand?
 *
 * Landscape theory (Axelrod and Bennett 1993, BJPS 23(2):211-233): a configuration splits n actors into two camps; its
 * energy is E = sum over ordered pairs of s_i s_j p_ij d_ij, d_ij = 1 when i and j sit in different camps. */
#ifndef ENTENTE_ALIGN_H
#define ENTENTE_ALIGN_H

#include "entente/base.h"

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

/* All local minima (no single actor lowers its frustration by moving; ties stay), lowest energy first, at most `room` of
 * them; *count is how many exist.  basin[k] (may be NULL) is the number of configurations, up to complement, that steepest
 * descent leads to minimum k.  Exact, n <= 20.  memory is used for 2^(n-1) * 5 bytes of scratch.
 * Errors: ENT_ARGUMENT, ENT_LIMIT (n > 20), ENT_NOMEM. */
ent_status ent_align_minima(const ent_landscape *land, const ent_allocator *memory, int room, ent_camp *minimum,
                            double *energy, uint32_t *basin, int *count, ent_error *err);

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
