/* triangle.c - what does a state gain or lose by its place in a triangle of powers?
 *
 *   value of i = x_ij + x_ik - x_jk,   ties x in [-1, 1]
 *
 *   positive ties   pattern             roles (value at the corners)
 *   3               menage a trois      friend 1
 *   2               romantic triangle   pivot 3, two wings -1
 *   1               stable marriage     two partners 1, outcast -3
 *   0               unit veto           foe -1
 *
 * Cost: O(1).  Source: Dittmer 1981, World Politics 33:485-515, for the patterns; the sum is a later convention. */
#include "entente/trust.h"

double ent_triangle_value(double ij, double ik, double jk)
{
  return ij + ik - jk;
}

const char *ent_triangle_role(double ij, double ik, double jk)
{
  const bool j_friend = ij > 0, k_friend = ik > 0, they = jk > 0;
  if (j_friend && k_friend) {
    return they ? "friend" : "pivot";
  }
  if (j_friend || k_friend) {
    return they ? "wing" : "partner";
  }
  return they ? "outcast" : "foe";
}
