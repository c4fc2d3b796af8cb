/* landscape.h - what the searches of this family share: checks, weights, the tie rule.
 *
 * All searches work on W_ij = s_i s_j p_ij with sizes divided by their sum, so the unit of size does not matter.  With
 * x_i = +1 or -1 for the two camps and h_k = sum_j W_kj x_j, moving k changes the energy by 2 x_k h_k. */
#ifndef ENT_CORE_LANDSCAPE_H
#define ENT_CORE_LANDSCAPE_H

#include "entente/align.h"

/* Energies closer than this part of sum |W| are equal: far above rounding (1e-15), far below any coded difference.
 * Among equal configurations the lowest code with bit 0 set is the answer, whichever search found it. */
#define ENT_ALIGN_TIE 1e-12
#define ENT_ALIGN_GRAY 12 /* up to here the Gray code walk is the faster search */

/* Sizes outside these bounds are refused, so that no product of two can overflow. */
#define ENT_ALIGN_SIZE_LEAST 1e-100
#define ENT_ALIGN_SIZE_MOST 1e100

/* ENT_ARGUMENT with its place unless n lies in least..ENT_ALIGN_MAX and all numbers are in range.  Cost: O(n^2). */
ent_status ent_align_check(const ent_landscape *land, int least, ent_error *err);

/* The same for up to `most` actors (ENT_LIMIT with the sentence too_many), and for the pressure of blocs unless NULL. */
ent_status ent_align_check_all(const ent_landscape *land, const double *pressure, int least, int most,
                               const char *too_many, ent_error *err);

/* share[i] = size[i] / sum of sizes. */
void ent_align_shares(const ent_landscape *land, double *share);

/* The two best configurations of a wedge, lowest code first among equals; codes have bit 0 set. */
typedef struct ent_wedge {
  ent_camp rival;    /* target with the rival, the proposer anywhere */
  ent_camp proposer; /* target with the proposer, the rival opposite */
} ent_wedge;

/* Two searches with the same answer; land is checked, the three actors differ, work has ENT_ALIGN_WORK(n) doubles. */
ent_wedge ent_align_by_gray(const ent_landscape *land, int target, int proposer, int rival, double *work);
ent_wedge ent_align_by_branch(const ent_landscape *land, int target, int proposer, int rival, double *work);

/* The configuration of the lowest energy, lowest code first among equals; land is checked (here one actor will do too), work
 * has ENT_ALIGN_WORK(n) doubles.  branch.c */
ent_camp ent_align_lowest(const ent_landscape *land, double *work);

/* Which bit is the lowest one of v (v > 0)?  De Bruijn's sequence: no branch to predict. */
static inline int ent_align_lowest_bit(uint32_t v)
{
  static const unsigned char place[32] = {0,  1,  28, 2,  29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4,  8,
                                          31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6,  11, 5,  10, 9};
  return place[((v & (0u - v)) * UINT32_C(0x077CB531)) >> 27];
}

#endif
