/* mesh.c - where does steepest descent from any sides of many actors end?
 *
 * The gain of moving k is x_k (b_k + sum_j w_kj x_j); a move changes the pulls on all others by O(n) additions.  When nobody
 * seems to gain, the pulls are added up anew, so that rounding does not decide.
 *
 * Cost: O(n^2) to begin, O(n) a move.  Source: Axelrod and Bennett 1993, BJPS 23(2):211-233, note 33. */
#include "align/mesh.h"

#include <math.h>

#include "base/sum.h"

ent_status ent_mesh_check(const ent_landscape *land, const double *pressure, ent_error *err)
{
  return ent_align_check_all(land, pressure, 2, ENT_ALIGN_WIDE, "A landscape is searched for at most 2000 actors.",
                             err);
}

size_t ent_mesh_size(int n)
{
  return (size_t)n * ((size_t)n + 2) * sizeof(double);
}

void ent_mesh_lay(ent_mesh *mesh, const ent_landscape *land, const double *pressure, void *block)
{
  const size_t n = (size_t)land->n;
  double total = 0;
  mesh->n = land->n;
  mesh->held = pressure != NULL;
  mesh->w = block;
  mesh->bloc = mesh->w + n * n;
  mesh->row_tie = mesh->bloc + n;
  mesh->tie = 0;
  for (size_t i = 0; i < n; i++) total += land->size[i];
  for (size_t i = 0; i < n; i++) {
    const double share = land->size[i] / total;
    double row = 0;
    for (size_t j = 0; j < n; j++) {
      const double w = i == j ? 0 : share * (land->size[j] / total) * land->propensity[i * n + j];
      mesh->w[i * n + j] = w;
      row += fabs(w);
    }
    mesh->bloc[i] = pressure ? share * (pressure[i] / total) : 0;
    row += fabs(mesh->bloc[i]);
    mesh->row_tie[i] = ENT_ALIGN_TIE * row;
    mesh->tie += mesh->row_tie[i] / 2;
  }
}

double ent_mesh_pulls(const ent_mesh *mesh, const int8_t *side, double *pull)
{
  const size_t n = (size_t)mesh->n;
  double energy = 0;
  for (size_t k = 0; k < n; k++) {
    const double *const w = mesh->w + k * n;
    double h = 0;
    for (size_t j = 0; j < n; j++) h += w[j] * side[j];
    pull[k] = h + mesh->bloc[k];
    energy -= side[k] * (h / 2 + mesh->bloc[k]);
  }
  return energy;
}

double ent_mesh_move(const ent_mesh *mesh, int k, int8_t *side, double *pull)
{
  const size_t n = (size_t)mesh->n;
  const double *const w = mesh->w + (size_t)k * n;
  const double twice = 2.0 * side[k], change = twice * pull[k];
  side[k] = (int8_t)-side[k];
  for (size_t j = 0; j < n; j++) pull[j] -= twice * w[j];
  return change;
}

/* Who gains most by moving; -1: nobody. */
static int steepest(const ent_mesh *mesh, const int8_t *side, const double *pull)
{
  double limit = INFINITY;
  int move = -1;
  for (int k = 0; k < mesh->n; k++) {
    const double gain = side[k] * pull[k];
    if (gain < -mesh->row_tie[k] && gain < limit) {
      limit = gain - mesh->tie;
      move = k;
    }
  }
  return move;
}

int ent_mesh_descend(const ent_mesh *mesh, int8_t *side, double *pull)
{
  ent_mesh_pulls(mesh, side, pull);
  /* A move lowers the energy by more than the tie rule, so this ends; the cap is for numbers that nobody has thought of. */
  for (int64_t left = 1000 * (int64_t)mesh->n, fresh = 1; left > 0; left--) {
    const int k = steepest(mesh, side, pull);
    if (k >= 0) {
      ent_mesh_move(mesh, k, side, pull);
      fresh = 0;
    } else if (fresh) {
      break;
    } else {
      ent_mesh_pulls(mesh, side, pull);
      fresh = 1;
    }
  }
  int indifferent = 0;
  for (int k = 0; k < mesh->n; k++) indifferent += side[k] * pull[k] <= mesh->row_tie[k];
  return indifferent;
}

double ent_align_energy_of(const ent_landscape *land, const double *pressure, const int8_t *side)
{
  const size_t n = (size_t)land->n;
  ent_sum energy = {0, 0};
  for (size_t i = 0; i < n; i++) {
    for (size_t j = 0; j < i; j++) {
      if (side[i] == side[j]) continue;
      const double both = land->propensity[i * n + j] + land->propensity[j * n + i];
      ent_sum_add(&energy, land->size[i] * land->size[j] * both);
    }
  }
  if (!pressure) return ent_sum_value(&energy);
  ent_sum all = {ent_sum_value(&energy), 0};
  for (size_t i = 0; i < n; i++) {
    if (side[i] < 0) ent_sum_add(&all, 2 * land->size[i] * pressure[i]);
  }
  return ent_sum_value(&all);
}
