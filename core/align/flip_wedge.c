/* flip_wedge.c - by how much must which tie of a courted state move before it stands elsewhere, everyone free to re-align?
 *
 * Moving the tie of target T and actor j by d adds 2 s_T s_j d to every configuration that parts them, so with the lowest
 * energies a of the rival's side and b of the proposer's, index 0 with T and j together and 1 apart, A = 2 s_T s_j,
 *
 *   gap(d) = min(a_0, a_1 + A d) - min(b_0, b_1 + A d)
 *
 * runs from a_1 - b_1 (d low) to a_0 - b_0 (d high) without turning back.  It crosses 0 once or never: rising at
 * (b_0 - a_1) / A, falling at (a_0 - b_1) / A.  For the rival a_1 and b_0 do not exist: its price is gap(0) / A, always.
 * Cost: two searches and two more for each actor.
 * Source: the margin of docs/method/alignment.md. */
#include <math.h>

#include "align/flip_parts.h"
#include "align/landscape.h"

#define NONE HUGE_VAL /* the energy of a side that no configuration has */

/* Lowest energies of one side with the target and actor j together and apart. */
static void split(const ent_landscape *land, const int party[3], int side, int j, double best, ent_camp reached,
                  double *work, double energy[2])
{
  ent_relation relation[3];
  const int count = ent_flip_side(side, party[0], party[1], party[2], relation);
  const bool apart = ((reached >> party[0] ^ reached >> j) & 1u) != 0;
  ent_camp camp;
  energy[apart] = best;
  relation[count] = (ent_relation){party[0], j, !apart};
  if (!ent_flip_lowest(land, relation, count + 1, work, &camp, &energy[!apart])) {
    energy[!apart] = NONE;
  }
}

/* a - b, where infinity less infinity does not occur: a tie is together or apart on both sides, or the actor is a party. */
static bool crosses(double a0, double a1, double b0, double b1, double unit, double *change)
{
  const bool low = a1 - b1 >= 0, high = a0 - b0 >= 0;
  if (low == high) {
    return false;
  }
  *change = high ? (b0 - a1) / unit : (a0 - b1) / unit;
  return true;
}

ent_status ent_flip_wedge(const ent_landscape *land, int target, int proposer, int rival, double *work,
                          ent_wedge_price *price, ent_alignment *out, ent_error *err)
{
  ent_alignment found;
  const ent_status status = ent_align_margin(land, target, proposer, rival, work, &found, err);
  if (status != ENT_OK) {
    return status;
  }
  const int party[3] = {target, proposer, rival};
  for (int j = 0; j < land->n; j++) {
    price[j] = (ent_wedge_price){.actor = j};
    if (j == target) {
      continue;
    }
    double a[2], b[2], change = 0;
    const double unit = 2 * land->size[target] * land->size[j];
    split(land, party, 0, j, found.with_rival, found.rival_camp, work, a);
    split(land, party, 1, j, found.with_proposer, found.proposer_camp, work, b);
    if (!crosses(a[0], a[1], b[0], b[1], unit, &change)) {
      continue;
    }
    price[j].exists = true;
    price[j].change = change;
    price[j].within = fabs(land->propensity[target * land->n + j] + change) <= 1;
  }
  if (out) {
    *out = found;
  }
  return ENT_OK;
}
