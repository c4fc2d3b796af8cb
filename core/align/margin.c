/* margin.c - on which side would a courted state stand, everyone else free to re-align?
 *
 *   margin = [min E(target with rival) - min E(target with proposer, rival opposite)] / (2 s_T sum_j s_j |p_Tj|)
 *
 * The denominator is the widest span that the target's own ties can open, so the margin says how much of it is used.
 * Cost: the search (gray.c up to 12 actors, branch.c beyond) and two energies.  Called once a Monte Carlo draw.
 * Source: landscape of Axelrod and Bennett 1993; the margin is entente's own, see docs/method/alignment.md. */
#include <math.h>

#include "align/landscape.h"
#include "base/clip.h"
#include "base/fail.h"
#include "base/sum.h"

/* 2 s_T sum_j s_j |p_Tj| */
static double stakes_of(const ent_landscape *land, int target)
{
  ent_sum ties = {0, 0};
  for (int j = 0; j < land->n; j++) {
    if (j != target) {
      ent_sum_add(&ties, land->size[j] * fabs(land->propensity[target * land->n + j]));
    }
  }
  return 2 * land->size[target] * ent_sum_value(&ties);
}

static bool is_actor(const ent_landscape *land, int actor)
{
  return actor >= 0 && actor < land->n;
}

ent_status ent_align_margin(const ent_landscape *land, int target, int proposer, int rival, double *work,
                            ent_alignment *out, ent_error *err)
{
  const ent_status status = ent_align_check(land, 3, err);
  if (status != ENT_OK) {
    return status;
  }
  if (!is_actor(land, target) || !is_actor(land, proposer) || !is_actor(land, rival) || target == proposer ||
      target == rival || proposer == rival) {
    return ent_fail(err, ENT_ARGUMENT, "target", "Target, proposer and rival are three different actors.");
  }
  const ent_wedge best = land->n <= ENT_ALIGN_GRAY ? ent_align_by_gray(land, target, proposer, rival, work)
                                                   : ent_align_by_branch(land, target, proposer, rival, work);
  const double with_rival = ent_align_energy(land, best.rival);
  const double with_proposer = ent_align_energy(land, best.proposer);
  const double stakes = stakes_of(land, target);
  *out = (ent_alignment){
    .margin = stakes > 0 ? ent_clip((with_rival - with_proposer) / stakes, -1, 1) : 0,
    .with_rival = with_rival,
    .with_proposer = with_proposer,
    .rival_camp = best.rival,
    .proposer_camp = best.proposer,
  };
  return ENT_OK;
}
